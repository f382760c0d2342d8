"""What the Word reader sees: kinds of markup, tables on their grid, numbering, boxes, odd packages."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.readers.docx import reader as read_docx
from model.document import Paragraph
from model.place import Where
from tests import build
from tests.build import grid, p, r, sdt, tbl, tc, text_box, tr


def test_cells_stand_at_their_grid_places(read):
    table = tbl(
        tr(tc('竖', '<w:vMerge w:val="restart"/>'), tc('横', '<w:gridSpan w:val="3"/>')),
        tr(tc('', '<w:vMerge/>'), '1', '2', '3'),
        sdt(tr(tc('行', '<w:gridSpan w:val="4"/>'))),
        tr('后', '末', properties='<w:gridBefore w:val="2"/>'),
        '<w:tr>' + sdt(tc('一')) + tc('二') + tc('三') + tc('四') + '</w:tr>',
    )
    blocks, _ = read(table)
    assert (blocks[0].rows, blocks[0].cols) == (5, 4)
    assert grid(blocks) == [
        (0, 0, 2, 1, '竖'), (0, 1, 1, 3, '横'), (1, 1, 1, 1, '1'), (1, 2, 1, 1, '2'), (1, 3, 1, 1, '3'),
        (2, 0, 1, 4, '行'), (3, 2, 1, 1, '后'), (3, 3, 1, 1, '末'),
        (4, 0, 1, 1, '一'), (4, 1, 1, 1, '二'), (4, 2, 1, 1, '三'), (4, 3, 1, 1, '四'),
    ]  # fmt: skip
    assert blocks[0].cells[-1].where == Where(part='body', path='tbl[1]/tr[5]/tc[4]')


def test_old_horizontal_merge_is_one_cell(read):
    table = tbl(tr(tc('甲', '<w:hMerge w:val="restart"/>'), tc('', '<w:hMerge/>'), '乙'))
    assert grid(read(table)[0]) == [(0, 0, 1, 2, '甲'), (0, 2, 1, 1, '乙')]


def test_a_continued_cell_with_nothing_above_stands_by_itself(read):
    assert grid(read(tbl(tr(tc('甲', '<w:vMerge/>'), '乙')))[0]) == [(0, 0, 1, 1, '甲'), (0, 1, 1, 1, '乙')]


def test_deleted_row_takes_no_place(read):
    table = tbl(tr('甲'), tr('乙', properties='<w:del/>'), tr('丙'))
    assert grid(read(table)[0]) == [(0, 0, 1, 1, '甲'), (1, 0, 1, 1, '丙')]


def test_nested_table_and_text_box_follow_their_table(read):
    blocks, _ = read(tbl(tr(tc(p('甲') + p('乙') + tbl(tr('内')) + p(r('丙') + text_box(p('框')))))))
    assert blocks[0].cells[0].text == '甲\n乙\n丙'
    assert blocks[1].where.path == 'tbl[1]/tr[1]/tc[1]/tbl[1]'
    assert blocks[2] == Paragraph('框', Where(part='textbox', path='p[1]'))


def wide(*widths):
    """A row of cells with these widths in twips and no spans, as WPS and converters write it."""
    return tr(*(tc(str(width), f'<w:tcW w:w="{width}" w:type="dxa"/>') for width in widths))


def test_rows_whose_spans_do_not_add_up_are_laid_by_their_widths(read):
    table = tbl(wide(1000, 1000, 2000), wide(2010, 1990), wide(1000, 3000))
    assert [cell[:4] for cell in grid(read(table)[0])] == [
        (0, 0, 1, 1), (0, 1, 1, 1), (0, 2, 1, 1), (1, 0, 1, 2), (1, 2, 1, 1), (2, 0, 1, 1), (2, 1, 1, 2),
    ]  # fmt: skip


@pytest.mark.parametrize('short', [wide(1000, 2000), tr('甲', '乙'), wide(1000, 0)])
def test_rows_that_are_short_by_their_widths_too_stay_short(read, short):
    table = read(tbl(wide(1000, 1000, 2000), short))[0][0]
    assert (table.rows, table.cols) == (2, 3)
    assert [(cell.col, cell.colspan) for cell in table.cells if cell.row == 1] == [(0, 1), (1, 1)]


def test_widths_tell_where_a_late_row_begins(read):
    late = tr(
        tc('后', '<w:tcW w:w="3000" w:type="dxa"/>'),
        properties='<w:gridBefore w:val="1"/><w:wBefore w:w="1000" w:type="dxa"/>',
    )
    table = tbl(wide(1000, 1000, 2000), late)
    assert grid(read(table)[0])[-1] == (1, 1, 1, 2, '后')


def test_a_cell_deleted_with_tracked_changes_takes_no_place(read):
    table = tbl(tr('甲', tc('删', '<w:cellDel/>'), '乙'), tr('丙', '丁'))
    assert [cell[1:] for cell in grid(read(table)[0])][:2] == [(0, 1, 1, '甲'), (1, 1, 1, '乙')]


@st.composite
def merged_tables(draw):
    """Rows of cells over one grid, each row split at random."""
    width = draw(st.integers(1, 6))
    rows = []
    for _ in range(draw(st.integers(1, 5))):
        cuts = sorted(draw(st.sets(st.integers(1, width - 1)) if width > 1 else st.just(set())))
        edges = [0, *cuts, width]
        merges = [
            draw(st.sampled_from(['', '<w:vMerge/>', '<w:vMerge w:val="restart"/>'])) for _ in edges[1:]
        ]
        rows.append([(b - a, merge) for a, b, merge in zip(edges, edges[1:], merges, strict=False)])
    return width, rows


@given(merged_tables())
def test_every_grid_place_belongs_to_exactly_one_cell(tmp_path_factory, drawn):
    width, rows = drawn
    body = tbl(
        *(tr(*(tc('x', f'<w:gridSpan w:val="{span}"/>{merge}') for span, merge in row)) for row in rows)
    )
    path = build.docx(tmp_path_factory.mktemp('t') / 'a.docx', body)
    table = read_docx.read(path)[0][0]
    covered = [
        (cell.row + down, cell.col + right)
        for cell in table.cells
        for down in range(cell.rowspan)
        for right in range(cell.colspan)
    ]
    assert sorted(covered) == [(row, col) for row in range(len(rows)) for col in range(width)]


def test_an_unclear_box_is_a_problem_of_its_cell(read):
    blocks, problems = read(tbl(tr('是√否')))
    assert blocks[0].cells[0].boxes[0].checked is None
    assert [(each.code, each.where.path) for each in problems] == [('checkbox_unclear', 'tbl[1]/tr[1]/tc[1]')]
