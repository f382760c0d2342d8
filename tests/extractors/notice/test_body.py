import pytest

from extractors.notice import notice_of
from model.document import Cell, Paragraph, Table
from tests.extractors.notice.papers import CONSULTATION, OPENING, document, with_blocks

HEAD = f'关于做好年检工作的通知\n各县民政局：\n{OPENING}\n'


def headings(text):
    return [(heading.level, heading.text) for heading in notice_of(document(HEAD + text)).headings]


@pytest.mark.parametrize(
    ('text', 'found'),
    [
        (
            '一、总体要求\n各地要落实。\n二、提高认识,强化担当\n各地要落实。',
            [(1, '一、总体要求'), (1, '二、提高认识,强化担当')],
        ),
        (
            '一、任务\n(一)摸清底数。各地要落实。\n(二)全面整改。各地要落实。',
            [(1, '一、任务'), (2, '(一)摸清底数'), (2, '(二)全面整改')],
        ),
        (
            '一、任务\n1. 摸底。各地要落实。\n2. 整改。各地要落实。',
            [(1, '一、任务'), (2, '1.摸底'), (2, '2.整改')],
        ),
        ('1.调整标准。各地要落实。\n2.加大力度。各地要落实。', [(1, '1.调整标准'), (1, '2.加大力度')]),
        (
            '一、任务\n（一）摸底。各地要落实。\n1.范围。全市。\n2.对象。全部。',
            [(1, '一、任务'), (2, '（一）摸底')],
        ),
        ('一、报名时间：3月1日。\n二、方式：网上。', [(1, '一、报名时间'), (1, '二、方式')]),
        ('一、各地应当认真落实本通知的要求,不得拖延。\n二、各单位要配合。', []),
        ('一、要求\n（一）各县应于4月底前报送材料，不得拖延。\n（二）请各县准确填报。', [(1, '一、要求')]),
        (
            '一、名单\n1.示例市甲有限公司\n2.示例市乙有限公司\n3.示例市丙有限公司\n以上单位要整改。',
            [(1, '一、名单')],
        ),
        ('第一条 为规范管理，制定本办法。\n第二条 各地要落实。', []),
        ('一、任务\n1、条件：年龄四十周岁以下。\n2、周期三年。', [(1, '一、任务')]),
    ],
)
def test_which_numbered_lines_are_headings(text, found):
    assert headings(text) == found


def test_headings_of_an_annex_are_told_too():
    notice = notice_of(document(f'{HEAD}示例市民政局\n2026年4月2日\n附件\n工作办法\n一、总则\n各地要落实。'))
    assert [heading.text for heading in notice.headings] == ['一、总则']


def test_a_draft_put_out_for_comment_binds_nobody():
    notice = notice_of(document(CONSULTATION))
    assert not notice.draft
    assert [duty.deadline_iso for duty in notice.obligations] == ['2026-03-06']
    assert notice.obligations[0].report_to == '工委综合科'
    assert notice.standing_duties == ()
    assert [heading.text for heading in notice.headings] == ['一、总体要求']


def test_a_paper_that_is_itself_a_draft_has_no_duties():
    notice = notice_of(
        document('示例市指导员管理办法（征求意见稿）\n第一条 各县应当于每年12月31日前报送名册。')
    )
    assert notice.draft
    assert notice.obligations == ()


def test_a_paper_issued_with_the_notice_binds():
    text = (
        f'{HEAD}示例市民政局\n2026年4月2日\n示例市指导员管理办法\n第一条 各县应当于每年12月31日前报送名册。'
    )
    assert len(notice_of(document(text)).obligations) == 1


def test_the_cells_of_a_form_lay_no_duties():
    table = Table(1, 2, (Cell(0, 0, '填报单位'), Cell(0, 1, '各县应当于3月1日前报送本表。')))
    assert notice_of(with_blocks(*document(HEAD).blocks, table)).obligations == ()


def test_a_sentence_cut_by_the_end_of_a_page_is_one():
    cut = (
        Paragraph('各县（市、区）民政局要认真组织，确保质量，并将年检结果于6月'),
        Paragraph('15日前报市民政局，不得拖延。'),
    )
    (duty,) = notice_of(with_blocks(*document(HEAD).blocks, *cut)).obligations
    assert duty.report_to == '市民政局'
