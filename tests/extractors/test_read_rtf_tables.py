"""Tables in RTF: edges as one grid, merges, nesting, and what careless systems leave out."""

import pytest

from extractors.readers.rtf import reader as read_rtf
from model.document import Table
from tests.build import grid, texts
from tests.build_rtf import row, rtf


@pytest.fixture
def read(tmp_path):
    return lambda body: read_rtf.read(rtf(tmp_path / 'a.rtf', body))[0]


def test_edges_of_all_rows_make_one_grid(read):
    body = row([1000, 3000], '甲', '乙') + row([2010, 2990], '丙', '丁')
    assert grid(read(body)) == [
        (0, 0, 1, 1, '甲'),
        (0, 1, 1, 2, '乙'),
        (1, 0, 1, 2, '丙'),
        (1, 2, 1, 1, '丁'),
    ]


def test_merges_down_and_across(read):
    body = (
        row([1000, 2000, 3000], '甲', '乙', '', flags={0: r'\clvmgf', 1: r'\clmgf', 2: r'\clmrg'}, left=-108)
        + row([1000, 2000, 3000], '', '丙', '丁', flags={0: r'\clvmrg'})
    )  # fmt: skip
    assert grid(read(body)) == [
        (0, 0, 2, 1, '甲'),
        (0, 1, 1, 2, '乙'),
        (1, 1, 1, 1, '丙'),
        (1, 2, 1, 1, '丁'),
    ]


def test_a_row_that_begins_late_keeps_its_columns(read):
    assert grid(read(row([1000, 2000], '甲', '乙') + row([2000], '丙', left=1000)))[-1] == (1, 1, 1, 1, '丙')


def test_a_cell_holds_several_paragraphs_and_boxes(read):
    table = read(row([5000], r'□是 ☑否\par\pard\intbl 说明'))[0]
    assert table.cells[0].text == '□是 ☑否\n说明'
    assert [(box.label, box.checked) for box in table.cells[0].boxes] == [('是', False), ('否', True)]


def test_a_nested_table_follows_its_own(read):
    nested = (
        r'外\par\pard\intbl\itap2 内一\nestcell 内二\nestcell'
        r'{\*\nesttableprops\trowd\cellx500\cellx900\nestrow}{\nonesttables\par}\pard\intbl\itap1 后'
    )
    outer, inner = read(row([1000, 2000], nested, '乙'))
    assert [cell.text for cell in outer.cells] == ['外\n后', '乙']
    assert [cell.text for cell in inner.cells] == ['内一', '内二']
    assert inner.where.path == 'tbl[1]/tr[1]/tc[1]/tbl[1]'


def test_rows_without_intbl_are_still_rows(read):
    blocks = read(r'\trowd\cellx1000\cellx2000\pard 甲\par 二\cell\pard 乙\cell\row\pard 后\par')
    assert grid(blocks) == [(0, 0, 1, 1, '甲\n二'), (0, 1, 1, 1, '乙')]
    assert texts(blocks) == ['后']


def test_a_definition_holds_until_the_next(read):
    body = row([1000, 2000], '甲', '乙') + r'\pard\intbl 丙\cell 丁\cell\row'
    assert [cell[:2] for cell in grid(read(body))] == [(0, 0), (0, 1), (1, 0), (1, 1)]


def test_more_cells_than_defined_are_not_lost(read):
    assert [cell[4] for cell in grid(read(row([1000], '甲', '乙')))] == ['甲', '乙']


def test_tables_that_touch_are_told_apart_by_their_row_numbers(read):
    first = row([1000], '甲').replace(r'\trowd', r'\trowd\irow0\lastrow')
    second = row([500, 1000], '乙', '丙').replace(r'\trowd', r'\trowd\irow0')
    assert [block.cols for block in read(first + second) if isinstance(block, Table)] == [1, 2]


def test_a_table_without_an_end_is_kept(read):
    assert grid(read(r'\trowd\cellx1000\cellx2000\intbl 甲\cell 乙')) == [
        (0, 0, 1, 1, '甲\n乙'),
        (0, 1, 1, 1, ''),
    ]
