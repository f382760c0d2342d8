import pytest

from extractors.notice import notice_of
from tests.extractors.notice.papers import OPENING, document

HEAD = f'关于做好年检工作的通知\n各县民政局：\n{OPENING}\n'


def cited(text):
    return [(paper.title, paper.number) for paper in notice_of(document(HEAD + text)).cited_documents]


@pytest.mark.parametrize(
    ('text', 'papers'),
    [
        ('根据《社会团体登记管理条例》要求。', [('社会团体登记管理条例', None)]),
        ('根据《关于年检的通知》（示民发[2025]3号）要求。', [('关于年检的通知', '示民发〔2025〕3号')]),
        (
            '根据《关于收费的函》（示价函〔2002〕9号、示财综〔2002〕5号）要求。',
            [('关于收费的函', '示价函〔2002〕9号'), (None, '示财综〔2002〕5号')],
        ),
        ('根据示民发〔2025〕3号文件精神。', [(None, '示民发〔2025〕3号')]),
        ('《规定》（示例市人民政府令第196号）', []),
        ('《示例市服务规定》（示例市人民政府令第196号）', [('示例市服务规定', '示例市人民政府令第196号')]),
        ('《省厅印发<关于年检的意见（试行）>的通知》', [('省厅印发<关于年检的意见（试行）>的通知', None)]),
        ('按照党的十七届四中全会《决定》要求。', [('党的十七届四中全会《决定》', None)]),
        ('不得违背社会组织《章程》。', []),
        ('严格按照《党章》的标准。', [('党章', None)]),
        ('填写《年检登记表》和《承诺书》，签订《买卖合同》。', []),
        ('在《示例日报》开设专栏。', []),
        ('我局将汇总各地材料编制《2026年工作指南》，公开发布。', []),
        ('落实中央“八项规定”和市委“十条”要求。', []),
        ('按《办理规程》（见附件1）执行。', []),
    ],
)
def test_papers_named_by_title_or_number(text, papers):
    assert cited(text) == papers


def test_a_paper_is_named_once_and_known_by_its_alias():
    text = (
        '根据《关于年检的意见（试行）》（示办发〔2025〕1号，以下简称《意见》）。'
        '落实《意见》和《关于年检的意见（试行）》。'
    )
    (paper,) = notice_of(document(HEAD + text)).cited_documents
    assert (paper.number, paper.alias) == ('示办发〔2025〕1号', '意见')


def test_who_issued_it():
    (paper,) = notice_of(document(f'{HEAD}根据省委组织部《关于年检的通知》要求。')).cited_documents
    assert paper.issuer == '省委组织部'


def test_what_the_notice_issues_itself_is_not_cited():
    text = f'关于印发《年检办法》的通知\n各县民政局：\n现将《年检办法》印发给你们。\n{OPENING}'
    assert notice_of(document(text)).cited_documents == ()


def test_what_the_title_repeals_is_cited():
    text = f'关于废止《年检办法（试行）》的通知\n各县民政局：\n{OPENING}'
    assert [paper.title for paper in notice_of(document(text)).cited_documents] == ['年检办法（试行）']


def test_a_title_cut_by_the_end_of_a_line_is_whole():
    assert cited('根据《关于开展\n年检工作的通知》要求。') == [('关于开展年检工作的通知', None)]
