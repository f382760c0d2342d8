"""Who issued a cited paper, its short name and its scope, and marks that are not as they should be."""

import pytest

from extractors.notice import notice_of
from tests.extractors.notice.papers import OPENING, document

HEAD = f'关于做好年检工作的通知\n各县民政局：\n{OPENING}\n'


def papers(text):
    return notice_of(document(HEAD + text)).cited_documents


@pytest.mark.parametrize(
    ('text', 'issuers'),
    [
        ('按照示例省人力资源和社会保障厅《关于年检的通知》要求。', ['示例省人力资源和社会保障厅']),
        ('根据省民政厅、省财政厅联合印发的《关于监管的通知》要求。', ['省民政厅、省财政厅']),
        ('根据省民政厅 省档案局《关于归档的通知》要求。', ['省民政厅、省档案局']),
        ('1998年10月25日国务院发布的《示例登记管理条例》规定。', ['国务院']),
        ('落实《省民政厅关于年检的通知》要求。', ['省民政厅']),
        (
            (
                '根据省委办公厅《关于甲项工作的意见》（示办发〔2025〕1号）、《关于乙项工作的意见》'
                '（示办发〔2025〕2号）和《中华人民共和国慈善法》要求。'
            ),
            ['省委办公厅', '省委办公厅', None],
        ),
        ('依据《示例登记管理条例》处理。', [None]),
    ],
)
def test_who_issued_each(text, issuers):
    assert [paper.issuer for paper in papers(text)] == issuers


def test_a_short_name_is_no_second_paper():
    text = (
        '根据《关于年检的实施意见》（示办发〔2025〕1号）（以下简称《年检意见》）要求。\n'
        '落实《年检意见》，对照《实施方案》和《暂行办法》自查。'
    )
    (paper,) = papers(text)
    assert (paper.number, paper.alias) == ('示办发〔2025〕1号', '年检意见')


def test_a_number_alone_may_have_a_short_name():
    (paper,) = papers('按照示民发〔2025〕3号文件（以下简称《通知》）要求，落实《通知》。')
    assert (paper.title, paper.number, paper.alias) == (None, '示民发〔2025〕3号', '通知')


@pytest.mark.parametrize(
    ('text', 'score'),
    [
        ('根据<关于开展年检工作的通知>（示民发〔2025〕3号）要求。', 1.0),
        ('根据《关于开展年检工作的通知（示民发〔2025〕3号）要求。', 0.6),
    ],
)
def test_marks_that_are_half_width_or_never_closed(text, score):
    (paper,) = papers(text)
    assert (paper.title, paper.number) == ('关于开展年检工作的通知', '示民发〔2025〕3号')
    assert paper.score == score


def test_signs_of_less_and_more_are_no_marks():
    assert papers('人数<3的单位不执行，比例>5的除外。') == ()


def test_two_numbers_of_one_title_are_two_papers():
    text = '《关于年检的通知》（示民发〔2024〕3号）和《关于年检的通知》（示民发〔2025〕3号）。'
    assert [paper.number for paper in papers(text)] == ['示民发〔2024〕3号', '示民发〔2025〕3号']


def test_a_number_keeps_the_zeros_that_are_printed():
    text = '根据《关于年检的通知》（示民发〔2025〕06号）要求。按照示民发〔2025〕6号文件落实。'
    assert [paper.number for paper in papers(text)] == ['示民发〔2025〕06号']


def test_a_superiors_paper_of_the_same_title_is_cited():
    (paper,) = papers('根据示例省民政厅下发的《关于做好年检工作的通知》精神，做好工作。')
    assert (paper.title, paper.issuer) == ('关于做好年检工作的通知', '示例省民政厅')


@pytest.mark.parametrize(
    'text',
    [
        '本《关于做好年检工作的通知》自印发之日起施行。',
        '《2026示例行业发展报告》将在3月中旬发布。',
        '示民发〔2025〕7号-关于缴纳会费的通知.pdf',
    ],
)
def test_what_is_not_cited(text):
    assert papers(text) == ()


def test_what_a_title_without_marks_passes_on_is_the_notices_own():
    text = (
        '示例市人民政府批转市财政局拟定的示例市周期预算管理办法的通知\n各县人民政府：\n'
        f'现将《示例市周期预算管理办法》转发给你们。\n{OPENING}'
    )
    assert notice_of(document(text)).cited_documents == ()


def test_an_emergency_plan_is_a_paper():
    (paper,) = papers('根据《示例市突发事件总体应急预案》制定。')
    assert paper.title == '示例市突发事件总体应急预案'
