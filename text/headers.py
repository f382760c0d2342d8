"""Header bands over rows: which rows head the columns, and each column's labels from the outermost in."""

from __future__ import annotations

from dataclasses import dataclass

from model.document import Cell
from text.grids import Grid, cell_at, is_whole_row, row_to_cells
from text.label_words import SERIAL_LABELS
from text.labels import (
    LabelIndex,
    fold_label,
    is_known_label,
    is_label_like,
    is_name_label,
    is_person_label,
    match_label,
    told_field,
)

_DEEPEST_HEADER = 8
_ROWS_SEARCHED = 40
_RULES = '1lI|｜丨'
"""A rule, as a recogniser reads it for a letter."""


@dataclass(frozen=True, slots=True)
class Header:
    """A header band: rows top..bottom (bottom excluded) and each column's labels, outermost first."""

    top: int
    bottom: int
    paths: tuple[tuple[str, ...], ...]


def _header_cells(grid: Grid, row: int) -> list[Cell]:
    return [cell for cell in row_to_cells(grid, row) if cell.row == row and cell.text.strip()]


def _is_header_row(grid: Grid, row: int, index: LabelIndex) -> bool:
    cells = _header_cells(grid, row)
    if not cells or any(cell.text.strip().isdecimal() for cell in cells):
        return False
    alike = [is_label_like(cell.text, index) or fold_label(cell.text) in index.options for cell in cells]
    return sum(alike) >= 0.6 * len(cells) or _heads_strange_columns(cells, alike)


def _is_title(grid: Grid, row: int) -> bool:
    """Whether a row's one text stands unmerged at its head, over a line that heads that column itself."""
    cells = _header_cells(grid, row)
    if len(cells) != 1 or cells[0].col or cells[0].colspan > 1 or cells[0].rowspan > 1:
        return False
    below = _header_cells(grid, row + 1) if row + 1 < len(grid) else []
    return len(below) >= 3 and below[0].col == 0


def _heads_strange_columns(cells: list[Cell], alike: list[bool]) -> bool:
    """Whether known labels begin a row that goes on with strange ones; beside values they take turns."""
    named = any(is_name_label(cell.text) for cell in cells)
    short = all(len(''.join(cell.text.split())) <= 30 for cell in cells)
    return named and short and sum(alike) >= 3 and sum(alike[:4]) >= 3


def _band_bottom(grid: Grid, top: int, index: LabelIndex) -> int:
    bottom = max((cell.row + cell.rowspan for cell in _header_cells(grid, top)), default=top + 1)
    while bottom < min(len(grid), top + _DEEPEST_HEADER) and _is_sub_header(grid, top, bottom, index):
        bottom += 1
    return min(bottom, len(grid), top + _DEEPEST_HEADER)


def _is_sub_header(grid: Grid, top: int, row: int, index: LabelIndex) -> bool:
    """Whether a row still heads the columns: labels only, and none in the names' or the serial column."""
    if is_whole_row(grid, row) or not _is_header_row(grid, row, index):
        return False
    for cell in _header_cells(grid, row):
        over = cell_at(grid, top, cell.col)
        if over is not None and (is_name_label(over.text) or fold_label(over.text) in SERIAL_LABELS):
            return False
    return True


def _column_path(grid: Grid, top: int, bottom: int, col: int) -> tuple[str, ...]:
    path: list[str] = []
    for row in range(top, bottom):
        cell = _heading_at(grid, row, bottom, col)
        text = _share(cell, col) if cell else ''
        if text and (not path or path[-1] != text):
            path.append(text)
    return tuple(path)


def _share(cell: Cell, col: int) -> str:
    r"""What of a header cell heads a column: of 序号 and the names' label in one cell, each its own column.

    The rule between them was not seen; the letters are read line by line: '序\n1社会组织全称\n号'.
    """
    pieces = cell.text.split()
    if cell.colspan != 2 or not pieces:
        return cell.text.strip()
    for serial in SERIAL_LABELS:
        name = ''.join(piece.strip(_RULES) for piece in pieces if piece not in serial)
        named = is_name_label(name) or name.endswith(('名称', '全称'))
        if named and [piece for piece in pieces if piece in serial] in (list(serial), [serial]):
            return serial if col == cell.col else name
    return cell.text.strip()


def _heading_at(grid: Grid, row: int, bottom: int, col: int) -> Cell | None:
    """The header cell over a place; a blank one in an unmerged band takes the group to its left."""
    cell = cell_at(grid, row, col)
    if cell is not None and cell.text.strip():
        return cell
    if row + 1 >= bottom or not _filled(cell_at(grid, row + 1, col)):
        return cell
    for left in range(col - 1, -1, -1):
        group = cell_at(grid, row, left)
        if _filled(group):
            spans = group is not None and group.rowspan == 1 and _filled(cell_at(grid, row + 1, left))
            return group if spans else cell
        if not _filled(cell_at(grid, row + 1, left)):
            return cell
    return cell


def _filled(cell: Cell | None) -> bool:
    return cell is not None and bool(cell.text.strip())


def find_header(grid: Grid, index: LabelIndex, start: int = 0) -> Header | None:
    """The first header band that heads a column of names (organisations or persons), or None.

    At least three columns (two in a narrow table) and four in five of them must be headed.
    """
    for top in range(start, min(len(grid), start + _ROWS_SEARCHED)):
        if is_whole_row(grid, top) or _is_title(grid, top) or not _is_header_row(grid, top, index):
            continue
        header = _band_to_header(grid, top, index)
        if header:
            return header
    return None


def _band_to_header(grid: Grid, top: int, index: LabelIndex) -> Header | None:
    bottom = _band_bottom(grid, top, index)
    width = len(grid[top])
    paths = tuple(_column_path(grid, top, bottom, col) for col in range(width))
    used = max((col + 1 for col, path in enumerate(paths) if path), default=0)
    headed = sum(1 for path in paths if path)
    distinct = len({path for path in paths if path})
    if distinct < min(3, width) or distinct < 2 or headed < 0.8 * used:
        return None
    named = any(path and heads_names(path, index) for path in paths)
    if not named or _is_stacked(grid, bottom, paths, index) or _is_beside(grid, top, index):
        return None
    return Header(top, bottom, paths)


def _is_stacked(grid: Grid, bottom: int, paths: tuple[tuple[str, ...], ...], index: LabelIndex) -> bool:
    """Whether rows of labels and rows of values take turns: one organisation's form, not a list of them."""
    header = {fold_label(text) for path in paths for text in path}
    for row in range(bottom + 1, min(len(grid), bottom + 4)):
        texts = [cell.text for cell in _header_cells(grid, row)]
        if any(is_name_label(text) for text in texts):
            return False
        known = {fold_label(text) for text in texts if is_known_label(text, index)} - header
        known -= {label for label in known if label.endswith('计')}
        if len(known) >= max(2, 0.6 * len(texts)):
            return True
    return bottom + 2 < len(grid) and _wraps(grid, bottom + 1, header, index)


def _wraps(grid: Grid, row: int, header: set[str], index: LabelIndex) -> bool:
    """Whether a known label that is none of the header stands alone over its value, and labels follow."""
    lone, value = ([cell.text for cell in _header_cells(grid, one)] for one in (row, row + 1))
    if len(lone) != 1 or len(value) != 1 or fold_label(lone[0]) in header:
        return False
    if not is_known_label(lone[0], index) or is_known_label(value[0], index):
        return False
    below = [_header_cells(grid, one) for one in range(row + 2, min(len(grid), row + 7))]
    return sum(_is_asking(cells, index) for cells in below) >= 2


def _is_asking(cells: list[Cell], index: LabelIndex) -> bool:
    known = [is_known_label(cell.text, index) for cell in cells]
    return len(known) >= 2 and sum(known) >= 0.6 * len(known)


def _is_beside(grid: Grid, top: int, index: LabelIndex) -> bool:
    """Whether labels and values take turns along this row and one of the next: no list's header."""
    return _takes_turns(grid, top, index) and any(
        _takes_turns(grid, row, index) for row in range(top + 1, min(len(grid), top + 4))
    )


def _takes_turns(grid: Grid, row: int, index: LabelIndex) -> bool:
    known = [is_known_label(cell.text, index) for cell in _header_cells(grid, row)]
    return len(known) >= 4 and all(known[::2]) and not any(known[1::2])


def heads_names(path: tuple[str, ...], index: LabelIndex) -> bool:
    """Whether a column is headed with the names of organisations or persons."""
    return heads_organisations(path, index) or is_person_label(path[-1])


def heads_organisations(path: tuple[str, ...], index: LabelIndex) -> bool:
    """Whether a column is headed with the names of organisations."""
    told = told_field(path, index)
    if told is not None:
        return told[0] is not None and told[0].id == 'org_name'
    match = match_label(path[-1], index, path[-2::-1])
    if match:
        return match.field.id == 'org_name'
    return is_name_label(path[-1])


def heads_persons(header: Header, index: LabelIndex) -> bool:
    """Whether a table lists persons: it names them and no organisations."""
    if any(path and heads_organisations(path, index) for path in header.paths):
        return False
    return any(
        path and is_person_label(path[-1]) and all(is_label_like(part, index) for part in path[:-1])
        for path in header.paths
    )
