"""A .doc's tables: cells on the grid of all rows' edges, merged cells, tables in cells and side by side."""

import struct

import pytest

from extractors.readers.doc import reader as read_doc
from model.document import Paragraph, Table
from tests.build import cells, grid
from tests.build_doc import BEGINS, CONTINUES, DELETED, IN_TABLE, cell, doc, par, row, sprm, sprms

DEPTH, INNER_CELL, INNER_ROW_END = 0x6649, 0x244B, 0x244C


@pytest.fixture
def read(tmp_path):
    def read_it(*pars, **more):
        blocks, _, problems = read_doc.read(doc(tmp_path / 'a.doc', pars, **more))
        return blocks, [problem.code for problem in problems]

    return read_it


def test_cells_span_the_edges_of_all_rows(read):
    pars = [*row('甲', '乙', edges=[0, 1000, 3000]), *row('丙', '丁', edges=[0, 2000, 3000])]
    assert grid(read(*pars)[0]) == [
        (0, 0, 1, 1, '甲'),
        (0, 1, 1, 2, '乙'),
        (1, 0, 1, 2, '丙'),
        (1, 2, 1, 1, '丁'),
    ]


def test_edges_that_differ_by_a_hair_are_one(read):
    pars = [*row('甲', '乙', edges=[-108, 1000, 3000]), *row('丙', '丁', edges=[-107, 1003, 2999])]
    assert [place[:4] for place in grid(read(*pars)[0])] == [
        (0, 0, 1, 1),
        (0, 1, 1, 1),
        (1, 0, 1, 1),
        (1, 1, 1, 1),
    ]


def test_a_row_may_begin_late_and_end_early(read):
    pars = [*row('甲', '乙', '丙', edges=[0, 1000, 2000, 3000]), *row('丁', edges=[1000, 2000])]
    blocks, _ = read(*pars)
    assert blocks[0].cols == 3
    assert grid(blocks)[-1] == (1, 1, 1, 1, '丁')


@pytest.mark.parametrize('restart', [BEGINS, 0x40])
def test_cells_are_merged_downwards(read, restart):
    pars = [
        *row('甲', '乙', edges=[0, 100, 200], flags=[restart]),
        *row('', '丙', edges=[0, 100, 200], flags=[CONTINUES]),
    ]
    assert grid(read(*pars)[0]) == [(0, 0, 2, 1, '甲'), (0, 1, 1, 1, '乙'), (1, 1, 1, 1, '丙')]


def test_cells_are_merged_downwards_by_a_modifier_of_their_own(read):
    edges = [0, 100, 200]
    pars = [
        *row('甲', '乙', edges=edges, more=sprm(0xD62B, b'\0\x03')),
        *row('', '丙', edges=edges, more=sprm(0xD62B, b'\0\x01')),
    ]
    assert grid(read(*pars)[0])[0] == (0, 0, 2, 1, '甲')


@pytest.mark.parametrize('flags', [[1, 2, 2, 0], [2, 1, 1, 0], [3, 1, 1, 0]])
def test_either_way_of_telling_cells_merged_sideways_is_read(read, flags):
    edges = [0, 100, 200, 300, 400]
    pars = [*row('甲', '', '', '乙', edges=edges, flags=flags)]
    assert grid(read(*pars)[0]) == [(0, 0, 1, 3, '甲'), (0, 3, 1, 1, '乙')]


def test_two_merged_pairs_side_by_side_are_two(read):
    pars = row('甲', '', '乙', '', edges=[0, 100, 200, 300, 400], flags=[1, 2, 1, 2])
    assert grid(read(*pars)[0]) == [(0, 0, 1, 2, '甲'), (0, 2, 1, 2, '乙')]


def test_modifiers_change_a_row_after_its_definition(read):
    more = (
        sprm(0x7621, 1 | 1 << 8 | 500 << 16) + sprm(0x5622, 0 | 1 << 8) + sprm(0x7623, 0 | 1 << 8 | 700 << 16)
    )
    pars = [*row('甲', '乙', edges=[0, 100, 1300], more=more), *row('丙', '丁', edges=[0, 700, 1900])]
    assert [place[:4] for place in grid(read(*pars)[0])] == [
        (0, 0, 1, 1),
        (0, 1, 1, 1),
        (1, 0, 1, 1),
        (1, 1, 1, 1),
    ]


@pytest.mark.parametrize(
    ('more', 'expected'),
    [(sprm(0x5624, 0 | 2 << 8), 2), (sprm(0x5624, 0 | 2 << 8) + sprm(0x5625, 0 | 2 << 8), 1)],
)
def test_merging_and_splitting_modifiers_are_applied(read, more, expected):
    blocks, _ = read(*row('甲', '', '乙', edges=[0, 100, 200, 300], more=more))
    assert cells(blocks[0])[0].colspan == expected


def test_a_row_defined_in_the_data_stream_goes_before_what_it_says_itself(read):
    far = sprm(0x9601, 50) + sprm(0x7621, 0 | 2 << 8 | 100 << 16)
    pars = [
        *row('甲', '乙', edges=[0, 10, 20], more=sprm(0x646B, 0)),
        *row('丙', '丁', edges=[50, 150, 250]),
    ]
    blocks, problems = read(*pars, data=struct.pack('<H', len(far)) + far)
    assert [place[:4] for place in grid(blocks)] == [(0, 0, 1, 1), (0, 1, 1, 1), (1, 0, 1, 1), (1, 1, 1, 1)]
    assert problems == []


def test_a_cell_keeps_its_paragraphs_and_boxes(read):
    blocks, _ = read(*row('一\n二', '□是 ☑否', edges=[0, 100, 200]))
    first, second = cells(blocks[0])
    assert first.text == '一\n二'
    assert [(box.label, box.checked) for box in second.boxes] == [('是', False), ('否', True)]


def test_tables_with_a_paragraph_between_them_are_two(read):
    blocks, _ = read(*row('甲', edges=[0, 100]), par(''), *row('乙', edges=[0, 100]))
    assert [type(block) for block in blocks] == [Table, Table]


def test_tables_that_float_in_different_places_are_two(read):
    blocks, _ = read(*row('甲', edges=[0, 100], more=sprm(0x940E, 9)), *row('乙', edges=[0, 100]))
    assert [type(block) for block in blocks] == [Table, Table]


def test_a_table_in_a_cell_is_a_block_of_its_own(read):
    inner = sprms(IN_TABLE, (DEPTH, 2))
    definition = b'\x01' + struct.pack('<hh20x', 0, 50)
    nested = [
        par('内', inner + sprm(INNER_CELL)),
        par('', inner + sprm(INNER_CELL) + sprm(INNER_ROW_END) + sprm(0xD608, definition)),
    ]
    outer = row('后', edges=[0, 100])
    blocks, problems = read(par('前', sprms(IN_TABLE)), *nested, *outer)
    assert [[each.text for each in cells(block)] for block in blocks] == [['前\n后'], ['内']]
    assert problems == []


def test_a_row_deleted_with_tracked_changes_takes_no_place(read):
    blocks, _ = read(*row('甲', edges=[0, 100]), *row('乙', edges=[0, 100], mark=sprm(DELETED)))
    assert blocks[0].rows == 1


def test_a_cell_without_width_gives_its_text_to_its_neighbour(read):
    blocks, _ = read(*row('甲', '乙', '', '丙', edges=[0, 100, 100, 100, 200]))
    assert grid(blocks) == [(0, 0, 1, 1, '甲'), (0, 1, 1, 1, '乙\n丙')]


def test_a_narrow_cell_with_text_is_kept(read):
    blocks, _ = read(*row('甲', '乙', edges=[0, 100, 102]), *row('丙', edges=[0, 102]))
    assert grid(blocks) == [(0, 0, 1, 1, '甲'), (0, 1, 1, 1, '乙'), (1, 0, 1, 2, '丙')]


def test_a_row_without_a_definition_is_as_the_one_above_and_told(read):
    blocks, problems = read(*row('甲', '乙', edges=[0, 100, 300]), *row('丙', '丁'))
    assert [place[:4] for place in grid(blocks)] == [(0, 0, 1, 1), (0, 1, 1, 1), (1, 0, 1, 1), (1, 1, 1, 1)]
    assert problems == ['table_broken']


def test_a_row_with_more_cells_than_its_definition_is_told(read):
    blocks, problems = read(*row('甲', '乙', '丙', edges=[0, 100, 300]))
    assert [place[4] for place in grid(blocks)] == ['甲', '乙', '丙']
    assert problems == ['table_broken']


def test_a_table_that_has_no_last_row_mark_is_kept_and_told(read):
    blocks, problems = read(*row('甲', edges=[0, 100]), *cell('乙'))
    assert [place[4] for place in grid(blocks)] == ['甲', '乙']
    assert problems == ['table_broken']


def test_cell_marks_outside_a_table_are_told(read):
    blocks, problems = read(par('甲', end='\x07'), par('乙'))
    assert [block.text for block in blocks if isinstance(block, Paragraph)] == ['甲', '乙']
    assert problems == ['table_broken']


def test_cells_without_any_row_are_paragraphs_and_told(read):
    blocks, problems = read(*cell('甲'), par('乙'))
    assert [block.text for block in blocks if isinstance(block, Paragraph)] == ['甲', '乙']
    assert problems == ['table_broken']
