"""A reader's doubt about a row keeps that row out of the ledger until a person has looked."""

import pytest
from openpyxl import load_workbook

from model.place import NOWHERE, Box, Problem, Severity, Where
from office.doubts import doubts_by_row
from office.intake import take_in
from office.reviewing import accept, waiting
from store import rows
from store.engine import reading

GOOD = (1, '示例市甲一商会', 12, 5, 7, 3, 3, 0, '否')


def doubt(where, severity=Severity.REVIEW):
    return Problem('row_shifted', severity, '内容可能错了一列', where)


@pytest.mark.parametrize(
    ('place', 'row'),
    [
        (Where(part='body', path='tbl[1]/tr[5]/tc[3]'), Where(part='body', path='tbl[1]/tr[5]/tc[2]')),
        (Where(sheet='甲县', cell='D8'), Where(sheet='甲县', cell='B8')),
        (Where(page=2, box=Box(300, 110, 350, 125)), Where(page=2, box=Box(80, 100, 160, 120))),
        (Where(line=7), Where(line=7)),
    ],
)
def test_a_doubt_is_of_the_row_it_stands_in(place, row):
    assert doubts_by_row([doubt(place)])(row) == (doubt(place),)
    assert doubts_by_row([doubt(place, Severity.INFO)])(row) == ()


@pytest.mark.parametrize(
    ('place', 'row'),
    [
        (Where(part='body', path='tbl[1]/tr[5]/tc[3]'), Where(part='body', path='tbl[2]/tr[5]/tc[3]')),
        (Where(part='body', path='p[3]'), Where(part='body', path='tbl[1]/tr[1]/tc[1]')),
        (Where(sheet='甲县', cell='D8'), Where(sheet='乙县', cell='B8')),
        (Where(sheet='甲县'), Where(sheet='甲县', cell='B8')),
        (Where(page=2, box=Box(300, 130, 350, 145)), Where(page=2, box=Box(80, 100, 160, 120))),
        (Where(page=2), Where(page=2, box=Box(80, 100, 160, 120))),
        (NOWHERE, Where(sheet='甲县', cell='B8')),
    ],
)
def test_a_doubt_elsewhere_or_about_the_whole_is_of_no_row(place, row):
    assert doubts_by_row([doubt(place)])(row) == ()


def test_a_row_with_a_value_that_could_not_be_computed_waits_and_says_why(with_ledger, survey):
    path = survey('甲县/附件1.xlsx', GOOD)
    book = load_workbook(path)
    book.active['A3'] = '=ROW()-2'  # never computed: written by a program, not by Excel
    book.save(path)
    list(take_in(with_ledger))
    with reading(with_ledger.engine) as connection:
        assert [row.state for row in rows.list_rows(connection)] == ['held']
    (item,) = waiting(with_ledger)
    assert item.about == '示例市甲一商会'
    assert item.where is not None
    assert item.where['cell'] == 'A3'
    assert '公式' in item.reasons[0]
    accept(with_ledger, item.number)
    with reading(with_ledger.engine) as connection:
        assert [row.state for row in rows.list_rows(connection)] == ['accepted']
