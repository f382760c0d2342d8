"""Forms that are filled, locked, without lines, or none of ours; whose name goes where."""

import pytest
from openpyxl import Workbook, load_workbook

from model.errors import UsageFault
from model.register import ReviewItem
from office import filling
from office.ledger_acts import organisations
from store import reviews
from store.engine import atomic
from tests.build import docx, p, tbl, tr
from tests.office.test_filling import cells, filled_ledger, lines, reasons

__all__ = ['filled_ledger']
FILLED = p('社会组织登记卡') + tbl(
    tr('社会组织名称', '示例市甲一商会', '从业人员', ''), tr('组织类别', '社会团体', '党员总数', '')
)


def fill(place, blank, out, count=3):
    return filling.fill(place, blank, organisations(place)[:count], out)


def numbered(path, rows=2, *, locked=False):
    """A list without any lines drawn, its numbers printed."""
    book = Workbook()
    sheet = book.active
    for row in (
        ('社会组织党建统计表',),
        ('填报单位：',),
        ('序号', '社会组织名称', '从业人员', '党员总数', '组建形式'),
        *((number,) for number in range(1, rows + 1)),
        ('合计',),
    ):
        sheet.append(row)
    sheet.merge_cells('A1:F1')
    sheet.protection.sheet = locked
    book.save(path)
    return path


def test_a_list_without_lines_is_filled_under_its_heading(filled_ledger, tmp_path):
    (made,) = fill(filled_ledger, numbered(tmp_path / '表.xlsx'), tmp_path / 'out').files
    rows = list(load_workbook(made.file).active.iter_rows(values_only=True, max_col=6))
    assert rows[2] == ('序号', '社会组织名称', '从业人员', '党员总数', '组建形式', None)
    assert [row[:4] for row in rows[3:6]] == [
        (1, '示例市甲一商会', 12, 3),
        (2, '示例市乙二协会', 8, 2),
        (3, '示例市丙三学校', 20, None),
    ]
    assert rows[6][:3] == ('合计', None, 40)


def test_a_locked_sheet_is_told_to_be_protected(filled_ledger, tmp_path):
    with pytest.raises(UsageFault, match="工作表有保护"):
        fill(filled_ledger, numbered(tmp_path / '表.xlsx', locked=True), tmp_path / 'out')


def test_a_form_filled_for_another_is_refused_and_for_the_same_completed(filled_ledger, tmp_path):
    blank = docx(tmp_path / '卡.docx', FILLED)
    with pytest.raises(UsageFault, match="已经填了“示例市甲一商会”"):
        fill(filled_ledger, blank, tmp_path / 'out')
    done = fill(filled_ledger, blank, tmp_path / 'out', count=1)
    assert "已经填过" in done.told[0]
    assert cells(done.files[0].file) == [
        '社会组织名称', '示例市甲一商会', '从业人员', '12', '组织类别', '社会团体', '党员总数', '3'
    ]  # fmt: skip


def test_a_list_that_has_some_of_them_is_not_filled_twice(filled_ledger, tmp_path):
    rows = tbl(
        tr('序号', '社会组织名称', '从业人员', '党员总数'), tr('1', '示例市乙二协会', '8', '2'),
        tr('2', '', '', ''), tr('3', '', '', ''),
    )  # fmt: skip
    with pytest.raises(UsageFault, match="再填会重复"):
        fill(filled_ledger, docx(tmp_path / '表.docx', p('示例统计表') + rows), tmp_path / 'out')


def test_a_paper_about_nothing_the_ledger_keeps_is_refused(filled_ledger, tmp_path):
    leave = p('年休假申请表') + tbl(tr('休假天数', '', '备注', ''), tr('领导意见', ''))
    with pytest.raises(UsageFault, match="没有一处是台账能填的"):
        fill(filled_ledger, docx(tmp_path / '表.docx', leave), tmp_path / 'out')


def test_the_reporting_unit_of_a_card_is_the_organisation_and_of_a_list_the_office(filled_ledger, tmp_path):
    card = docx(
        tmp_path / '卡.docx', p('填报单位（盖章）：        ') + tbl(tr('从业人员', '', '党员总数', ''))
    )
    (made,) = fill(filled_ledger, card, tmp_path / 'out', count=1).files
    assert lines(made.file) == ['填报单位（盖章）：示例市甲一商会']
    (made,) = fill(filled_ledger, numbered(tmp_path / '表.xlsx'), tmp_path / 'out').files
    assert load_workbook(made.file).active['A2'].value == f'填报单位：{filled_ledger.office.name}'


def test_an_option_is_ticked_by_its_everyday_name(filled_ledger, tmp_path):
    rows = tbl(tr('社会组织名称', ''), tr('组织类别', '□社会团体 □民非 □基金会'))
    done = fill(filled_ledger, docx(tmp_path / '卡.docx', p('示例卡') + rows), tmp_path / 'out')
    assert cells(done.files[2].file)[3] == '□社会团体 ☑民非 □基金会'


def test_a_row_that_names_another_organisation_is_left(filled_ledger, tmp_path):
    rows = tbl(tr('单位', '从业人员', '党员总数'), tr('示例市乙二协会', '', ''), tr('示例市某某学会', '', ''))
    card = p('示例表') + tbl(tr('社会组织名称', '', '法定代表人', '')) + rows
    (made,) = fill(filled_ledger, docx(tmp_path / '卡.docx', card), tmp_path / 'out', count=1).files
    assert '12' not in cells(made.file)
    assert {'从业人员', '党员总数'} <= reasons(made).keys()


def test_open_questions_about_an_organisation_are_counted(filled_ledger, tmp_path):
    one, other, _ = organisations(filled_ledger)
    with atomic(filled_ledger.engine) as connection:
        for subject, field in ((one.id, 'phone'), (one.id, 'staff_total'), (None, 'phone')):
            asked = ReviewItem(
                kind='conflict', about=one.name, reasons=("两处不同",), subject=subject, field=field
            )
            reviews.add(connection, asked, filled_ledger.now())
    blank = docx(tmp_path / '卡.docx', p('示例卡') + tbl(tr('社会组织名称', '', '从业人员', '')))
    assert fill(filled_ledger, blank, tmp_path / 'out', count=2).open == {one.name: 2}
    assert other.name not in fill(filled_ledger, blank, tmp_path / 'out').open
