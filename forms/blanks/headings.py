"""What heads a cell of a blank table: the header of its column, the label beside it, the section over it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from forms.blanks.rows import Arranged, fills_row, next_below, next_left
from forms.blanks.words import has_signature, is_for_office, is_note, is_struck, squeezed
from model.document import Cell
from text.grids import cell_at, row_to_cells

_TITLE_ENDS = (
    '登记表', '备案表', '申请表', '报批表', '审批表', '汇总表', '统计表', '调查表',
    '核准表', '申请书', '报告书',
)  # fmt: skip
_CORNERS = ('项目', '指标', '内容', '类别', '事项', '科目', '栏目', '问题', '名称', '分类', '指标名称')
"""What a column of row labels is headed with."""
_FARTHEST = 50
_OPEN_ENDS = ('情况', '说明', '理由', '事由')
_EMPTY_HEADS = frozenset(
    ('内容', '填写内容', '填报内容', '具体内容', '情况', '填写', '填报', '填写栏', '数据', '数值')
)
"""Headings that say nothing of what their column holds."""


class Headed(NamedTuple):
    """The labels found for a cell; repeating: they head a column of many entries."""

    path: tuple[str, ...]
    beside: tuple[str, ...] = ()
    repeating: bool = False


def label_of(text: str) -> str:
    """A printed label on one line, without its colon."""
    return squeezed(text).strip('：:')[:40]


def cell_to_headed(arranged: Arranged, cell: Cell) -> Headed | None:
    """What heads a cell: the header of its column, else the label on its left, else the one above."""
    header = _header_over(arranged, cell)
    left, beside = labels_left(arranged, cell)
    if header is not None and not _is_pair(arranged, cell, header, left):
        return _under_header(arranged, cell, header)
    if left:
        section = _section_over(arranged, cell.row)
        return Headed((*section, *left), beside)
    above = cell_at(arranged.grid, cell.row - 1, cell.col) if cell.row else None
    if above is None or arranged.role(above) != 'printed' or is_note(above.text) or _is_title(above.text):
        return Headed(('',)) if _is_bare_entry(arranged, cell.row) else None
    covers = above.col <= cell.col and above.colspan >= cell.colspan
    return Headed((label_of(above.text),), beside) if covers else None


def _is_pair(arranged: Arranged, cell: Cell, header: int, left: tuple[str, ...]) -> bool:
    """Whether a row is a label and its place, and the row above only such a pair filled in beforehand."""
    corner = cell_at(arranged.grid, header, 0)
    pair = len(arranged.rows[cell.row].edges) == 2 and bool(left)
    return pair and corner is not None and not label_of(corner.text).endswith(_CORNERS)


def _is_bare_entry(arranged: Arranged, row: int) -> bool:
    """Whether a row goes on with a list headed elsewhere: three places or more and nothing printed."""
    cells = row_to_cells(arranged.grid, row)
    return len(cells) > 2 and all(arranged.role(each) == 'blank' for each in cells)


def labels_left(arranged: Arranged, cell: Cell) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """(labels that touch a cell from the left, outermost first; those further left, nearest first)."""
    near: list[str] = []
    far: list[str] = []
    touching = True
    for left in _cells_left(arranged, cell):
        text = label_of(left.text)
        if arranged.role(left) != 'printed' or is_struck(text):
            touching = False
        elif not text.isdecimal():
            near, far = ([text, *near], far) if touching else (near, [*far, text])
    return tuple(near), tuple(far)


def _cells_left(arranged: Arranged, cell: Cell) -> Iterator[Cell]:
    """The cells left of a cell on its first row, nearest first."""
    left = next_left(arranged, cell)
    while left is not None:
        yield left
        left = cell_at(arranged.grid, cell.row, left.col - 1) if left.col else None


def _header_over(arranged: Arranged, cell: Cell) -> int | None:
    """The row that heads the column of a cell, if its row is one of entries; None otherwise.

    A row cut otherwise than the entries above it, such as a total, must share the column's edges.
    """
    row = arranged.rows[cell.row]
    head = None if row.head is None else cell_at(arranged.grid, row.head, cell.col)
    if head is None or head.row + head.rowspan > cell.row:
        return None
    return row.head if row.alike or (head.col, head.colspan) == (cell.col, cell.colspan) else None


def _under_header(arranged: Arranged, cell: Cell, header: int) -> Headed | None:
    """The section over the header and beside both, the labels of the entry, those of the column."""
    path = _column_path(arranged, cell, header)
    if not path:
        return None
    printed = [left for left in _cells_left(arranged, cell) if arranged.role(left) == 'printed']
    named = [left for left in reversed(printed) if not label_of(left.text).isdecimal()]
    beside = [label_of(left.text) for left in named if left.row <= header]
    stubs = [label_of(left.text) for left in named if left.row > header] or _stub_above(
        arranged, cell.row, header
    )
    if stubs and path[-1] in _EMPTY_HEADS:
        path = path[:-1]
    repeating = not stubs and _is_list(arranged, cell.row, header)
    return Headed((*_section_over_header(arranged, header), *beside, *stubs, *path), (), repeating)


def _column_path(arranged: Arranged, cell: Cell, header: int) -> tuple[str, ...]:
    """The labels over a column, outermost first; () under a blank corner."""
    path: list[str] = []
    row = header
    while row >= 0 and (row == header or arranged.rows[row].heads):
        head = cell_at(arranged.grid, row, cell.col)
        text = label_of(head.text) if head is not None else ''
        if row == header and not text:
            return ()
        if text and (not path or path[0] != text):
            path.insert(0, text)
        row = head.row - 1 if head is not None else row - 1
    return tuple(path)


def _stub_above(arranged: Arranged, row: int, header: int) -> list[str]:
    """The label that a blank first cell under a blank corner goes on with; [] for none."""
    first, corner = (cell_at(arranged.grid, place, 0) for place in (row, header))
    if first is None or corner is None or corner.text.strip() or arranged.role(first) != 'blank':
        return []
    for above in range(row - 1, max(header, row - _FARTHEST), -1):
        cell = cell_at(arranged.grid, above, 0)
        if cell is not None and cell.text.strip():
            return [label_of(cell.text)]
    return []


def _is_list(arranged: Arranged, row: int, header: int) -> bool:
    """Whether two rows of entries or more, cut alike, begin under a header; this one is among them."""
    first = arranged.rows[header + 1]
    second = arranged.rows[header + 2] if header + 2 < len(arranged.rows) else None
    alike = second is not None and second.entry and second.edges == first.edges
    return alike and arranged.rows[row].edges == first.edges


def _section_over(arranged: Arranged, row: int) -> tuple[str, ...]:
    """The heading, as wide as the table, of the rows of labels that a row is among; a list ends it."""
    passed = [row]
    found: tuple[str, ...] = ()
    for above in range(row - 1, -1, -1):
        if _is_whole(arranged, above):
            found = _heading(arranged, above)
        elif above in arranged.sections:
            found = arranged.sections[above]
        elif not arranged.rows[above].heads:
            passed.append(above)
            continue
        break
    arranged.sections.update(dict.fromkeys(passed, found))
    return found


def _section_over_header(arranged: Arranged, header: int) -> tuple[str, ...]:
    """The heading, as wide as the table, right over a header band."""
    above = header - 1
    while above >= 0 and arranged.rows[above].heads:
        above -= 1
    return _heading(arranged, above) if above >= 0 and _is_whole(arranged, above) else ()


def _is_whole(arranged: Arranged, row: int) -> bool:
    cell = cell_at(arranged.grid, row, 0)
    return cell is not None and fills_row(arranged, cell)


def _heading(arranged: Arranged, row: int) -> tuple[str, ...]:
    """The words of a row of one cell as a section's label; () where they are a title, a note or none."""
    cell = cell_at(arranged.grid, row, 0)
    if cell is None:
        return ()
    text = squeezed(arranged.texts[id(cell)])
    if arranged.role(cell) == 'blank' or is_note(text) or is_for_office(text) or _is_title(text):
        return ()
    if is_open_section(arranged, cell):
        return ()
    if arranged.role(cell) == 'gaps':
        text = re.split('[（(]', text)[0]
    return (label_of(text),) if 0 < len(text) <= 40 and not has_signature(text) else ()


def _is_title(text: str) -> bool:
    return squeezed(text).endswith(_TITLE_ENDS)


def is_open_section(arranged: Arranged, cell: Cell) -> bool:
    """Whether a heading as wide as the table has nothing of its own below: its value goes beside it.

    '……情况' is followed at once by an organ's opinion.
    """
    under = next_below(arranged, cell)
    if not fills_row(arranged, cell) or not squeezed(cell.text).endswith(_OPEN_ENDS) or under is None:
        return False
    row = row_to_cells(arranged.grid, under.row)
    return any(id(each) in arranged.signed for each in row) and len(row) > 1
