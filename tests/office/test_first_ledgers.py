"""Ledgers in the clerks' own ways: contents tell columns, ends and changes wait, totals stand over rows."""

from pathlib import Path

import pytest
from openpyxl import Workbook

from forms.load import definitions
from model.place import Value, Where
from office.importing import import_ledger
from office.ledger_acts import one_named, organisations
from office.ledger_contents import contents_to_columns, with_days
from office.ledger_form import ledger_fields
from office.ledger_lines import Line
from office.reviewing import waiting

CODES = ('51620000MJ000000XM', '52620000MJ000000XJ', '53620000MJ000000XF')


def write(path: Path, *lines: tuple[object, ...]) -> Path:
    """A workbook of one sheet with these lines."""
    book = Workbook()
    for line in lines:
        book.active.append(line)
    book.save(path)
    return path


def told(texts, held=(), counties=('甲县', '乙县', '丙县')):
    fields = ledger_fields(definitions())
    return {one.label: one.field for one in contents_to_columns(texts, fields, held, counties)}


def test_columns_of_nothing_but_codes_counties_or_options_are_told():
    texts = {
        '牌号': CODES,
        '哪里的': ('甲县', '乙县', '甲县'),
        '哪一种': ('社团', '民非', '基金会'),
        '级': ('支部', '总支', '党委'),
    }
    assert told(texts) == {'牌号': 'code', '哪里的': 'region', '哪一种': 'org_type', '级': 'org_level'}


@pytest.mark.parametrize(
    ('texts', 'held'),
    [
        ({'牌号': CODES[:2]}, ()),
        ({'牌号': (*CODES[:2], '无码')}, ()),
        ({'牌号': CODES}, ('code',)),
        ({'牌号': CODES, '另一': CODES}, ()),
        ({'主管单位代码': CODES}, ()),
        ({'指导员籍贯': ('甲县', '乙县', '丙县')}, ()),
        ({'场所': ('无', '无', '无')}, ()),
    ],
    ids=['few', 'one_other', 'held', 'two', 'of_a_unit', 'of_a_person', 'nothing'],
)
def test_a_column_that_may_be_something_else_is_not_told(texts, held):
    assert told(texts, held) == {}


def test_days_left_as_numbers_are_read_in_columns_of_dates_only():
    doubtful = {name: Value('43525', None, Where(), 0.0) for name in ('established_on', 'staff_total')}
    line = with_days(Line({}, doubtful, 3), ledger_fields(definitions()))
    assert line.certain == {'established_on': '2019-03-01'}
    assert list(line.doubtful) == ['staff_total']


def test_a_month_s_list_brings_the_new_ones_in_and_asks_about_ends_and_changes(place, tmp_path):
    path = write(
        tmp_path / '1月.xlsx',
        ('序号', '社会组织名称', '办理事项', '注销', '备注'),
        (1, '示例市甲一商会', '成立登记', '', ''),
        (2, '示例市乙二协会', '注销登记', '√', ''),
        (3, '示例市丙三学校', '名称变更', '', ''),
        (4, '示例市丁四学会', '成立登记', '否', '拟注销'),
        (5, '示例市戊五学会', '', '', '2025年6月已注销'),
    )
    assert import_ledger(place, path).added == ['示例市甲一商会', '示例市丁四学会']
    assert [item.about[-3:] for item in waiting(place)] == ['二协会', '三学校', '五学会']
    assert all('ledger event' in item.reasons[0] or '更正' in item.reasons[0] for item in waiting(place))


def test_subtotals_that_stand_over_their_rows_are_held_against_those_below(place, tmp_path):
    path = write(
        tmp_path / '台账.xlsx',
        ('序号', '社会组织名称', '县区', '从业人员数'),
        ('总计', '', '', 30),
        ('甲县小计', '', '', 15),
        (1, '示例市甲一商会', '甲县', 5),
        (2, '示例市甲二商会', '甲县', 10),
        ('乙县小计', '', '', 16),
        (3, '示例市乙一商会', '乙县', 15),
    )
    done = import_ledger(place, path)
    assert [(one.own, one.read) for one in done.totals] == [(30, 30), (15, 15), (16, 15)]


def test_names_are_found_under_an_unknown_heading_beside_persons_in_sections(place, tmp_path):
    names = ('示例市春天商会', '示例市夏天学会', '示例市秋天协会')
    rows = [(index, one, index, index, '示例一') for index, one in enumerate(names, 1)]
    heads = ('序号', '单位', '总数', '其中：专职', '书记'), ('', '', '', '', '姓名')
    done = import_ledger(place, write(tmp_path / '台账.xlsx', *heads, *rows))
    assert done.added == list(names)
    assert one_named(place, names[0]).name == names[0]
    assert len(organisations(place)) == 3
