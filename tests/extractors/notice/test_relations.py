"""What a notice does to other papers."""

import pytest

from extractors.notice import notice_of
from tests.extractors.notice.papers import OPENING, document

SIGNED = '示例市民政局\n2026年4月2日\n'


def relations(title, body):
    return notice_of(document(f'{title}\n各县民政局：\n{body}\n{SIGNED}'))


@pytest.mark.parametrize(
    ('title', 'body', 'papers'),
    [
        (
            '示例市民政局转发省民政厅《关于开展抽查工作的通知》的通知',
            '现将《示例省民政厅关于开展抽查工作的通知》（示民函〔2026〕8号）转发给你们，请认真执行。',
            [('关于开展抽查工作的通知', '示民函〔2026〕8号', '省民政厅')],
        ),
        (
            '示例市民政局转发示例省民政厅关于开展抽查工作的通知',
            '现将示例省民政厅《关于开展抽查工作的通知》（示民函〔2026〕8号）转发给你们，请认真执行。',
            [('关于开展抽查工作的通知', '示民函〔2026〕8号', '示例省民政厅')],
        ),
        (
            '示例市人民政府批转市民政局关于加强管理工作意见的通知',
            '市人民政府同意市民政局《关于加强管理工作的意见》，现批转给你们。',
            [('关于加强管理工作的意见', None, '市民政局')],
        ),
        (
            '关于转发《关于开展抽查工作的通知》的通知',
            '现转发给你们，请认真执行。',
            [('关于开展抽查工作的通知', None, None)],
        ),
        (
            '关于转发示民函〔2026〕8号文件的通知',
            '现将省民政厅示民函〔2026〕8号文件转发给你们。',
            [(None, '示民函〔2026〕8号', '省民政厅')],
        ),
        (
            '关于开展抽查工作的通知',
            '现将《关于开展抽查工作的通知》（示民函〔2026〕8号）转发给你们。',
            [('关于开展抽查工作的通知', '示民函〔2026〕8号', None)],
        ),
        ('关于贯彻落实《示例省社会组织管理条例》的通知', OPENING, []),
    ],
)
def test_papers_passed_on(title, body, papers):
    notice = relations(title, body)
    assert [(paper.title, paper.number, paper.issuer) for paper in notice.forwards] == papers
    assert all(paper.where.line for paper in notice.forwards)


@pytest.mark.parametrize(
    ('title', 'issued'),
    [
        ('关于印发《示例市社会组织评估办法》的通知', ('示例市社会组织评估办法',)),
        ('关于印发2026年社会组织党建工作要点的通知', ('2026年社会组织党建工作要点',)),
        ('关于印发《甲办法》《乙评估细则》的通知', ('甲办法', '乙评估细则')),
        ('关于印发《甲办法》和《乙评估细则》的通知', ('甲办法', '乙评估细则')),
        ('示例市民政局转发《关于印发〈示例省评估办法〉的通知》的通知', ()),
        ('关于做好年检工作的通知', ()),
    ],
)
def test_what_the_notice_issues(title, issued):
    notice = relations(title, OPENING)
    assert notice.issues == issued
    assert len(notice.places.get('issues', ())) == len(issued)


def test_what_an_order_issues():
    notice = notice_of(
        document(
            '示例省人民政府令\n第69号\n《示例省社会组织管理办法》已经省人民政府常务会议通过，现予公布。\n'
            '省长 甲某\n2026年4月2日'
        )
    )
    assert notice.issues == ('示例省社会组织管理办法',)
    assert (notice.doc_number, notice.doc_type, notice.issuing_authorities) == (
        '第69号',
        '令',
        ('示例省人民政府',),
    )


@pytest.mark.parametrize(
    ('title', 'body', 'papers'),
    [
        (
            '关于延长《关于开展社会组织年检工作的通知》报送期限的通知',
            OPENING,
            [('关于开展社会组织年检工作的通知', None)],
        ),
        (
            '关于年检材料的补充通知',
            '我局于3月2日印发《关于开展年检工作的通知》（示民函〔2026〕8号），现将报送时间由4月20日调整为4月30日。',
            [('关于开展年检工作的通知', '示民函〔2026〕8号')],
        ),
        ('关于更正示民函〔2026〕8号文件有关内容的通知', '现更正如下。', [(None, '示民函〔2026〕8号')]),
        (
            '关于废止部分文件的决定',
            '决定废止《关于收费的通知》（示民发〔2010〕3号）、《关于培训的通知》（示民发〔2011〕4号）。',
            [('关于收费的通知', '示民发〔2010〕3号'), ('关于培训的通知', '示民发〔2011〕4号')],
        ),
        (
            '关于做好年检工作的通知',
            '《关于开展年检工作的通知》（示民发〔2026〕3号）规定的报送时间推迟至5月31日。',
            [('关于开展年检工作的通知', '示民发〔2026〕3号')],
        ),
        (
            '关于做好年检工作的通知',
            '根据《关于开展年检工作的通知》（示民函〔2026〕8号）要求，现通知如下。',
            [],
        ),
        (
            '关于调整社会组织党建工作领导小组成员的通知',
            '根据《关于加强党建工作的意见》（示组发〔2025〕1号），决定调整领导小组成员。',
            [],
        ),
    ],
)
def test_earlier_papers_that_the_notice_changes(title, body, papers):
    assert [(paper.title, paper.number) for paper in relations(title, body).amends] == papers
