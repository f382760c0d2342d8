"""Tables on a blank sheet: heading rows with open rows under them, for many entries or one line a label."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from forms.blanks.sheet_cells import (
    Role,
    has_words_below,
    is_code_row,
    is_example_row,
    is_total,
    starting,
)
from forms.blanks.words import squeezed
from forms.sheets.view import View
from model.document import Cell
from text.grids import cell_at, is_whole_row, row_to_cells
from text.headers import find_header
from text.label_words import SERIAL_LABELS
from text.labels import LabelIndex, fold_label, is_person_label

Path = tuple[str, ...]
_FILLED_ROWS = 3
_FEWEST_OPEN = 2
_FILLED = ("已填",)
"""The label of a row that somebody's name stands in: none of its own words is one."""

_OPEN = ('blank', 'gap')
_OWN_LABEL = re.compile('[一-龥）)][：:]')


@dataclass(frozen=True, slots=True)
class Line:
    """An open row under a heading: labels are its own words at its head, () for an entry like the others.

    section is the line of words that groups it with others: 一、社会团体.
    """

    row: int
    cells: tuple[Cell, ...]
    labels: Path = ()
    section: str = ''

    @property
    def is_total(self) -> bool:
        """Whether it adds others up."""
        return any(map(is_total, self.labels))


@dataclass(frozen=True, slots=True)
class OpenTable:
    """Heading rows top..bottom (bottom excluded), each column's path, and the open rows under them.

    repeating: rows without words of their own are there for as many entries as there are; height is
    how many rows one entry takes; last is the last row with open places.
    """

    top: int
    bottom: int
    paths: tuple[Path, ...]
    lines: tuple[Line, ...]
    last: int
    repeating: bool
    height: int = 1


def find_tables(view: View, roles: dict[int, Role], index: LabelIndex) -> tuple[OpenTable, ...]:
    """The tables of a sheet from the top down; what no table holds is labels beside places."""
    tables: list[OpenTable] = []
    row = 0
    while row < len(view.grid):
        table = _table_at(view, roles, index, row)
        if table is None:
            row += 1
            continue
        tables.append(table)
        row = max(table.last + 1, row + 1)
    return tuple(tables)


def _table_at(view: View, roles: dict[int, Role], index: LabelIndex, row: int) -> OpenTable | None:
    """The table whose heading begins on this row."""
    texts = [cell.text.strip() for cell in starting(view, row) if cell.text.strip()]
    if len(texts) < 2 or all(text.endswith(('：', ':')) for text in texts):  # 填报单位：  填报日期：
        return None
    header = find_header(view.grid, index, row)
    if header is not None and header.top == row:
        paths = tuple(_spaceless(path) for path in header.paths)
        found = _with_body(view, roles, header.top, header.bottom, paths, named=True)
        if found is not None:
            return found
    if not _is_heading(view, roles, row):
        return None
    bottom = row + 1
    while bottom < len(view.grid) and _is_heading(view, roles, bottom):
        bottom += 1
    for top in (row, bottom - 1):
        paths = tuple(_column_path(view, roles, top, bottom, col) for col in range(len(view.grid[row])))
        found = _with_body(view, roles, top, bottom, paths, named=False)
        if found is not None and (top == bottom - 1 or _is_banded(view, top, bottom)):
            return found if top == row else None
    return None


def _spaceless(path: Path) -> Path:
    return tuple(''.join(part.split()) for part in path)


def _is_banded(view: View, top: int, bottom: int) -> bool:
    """Whether each upper row of a heading groups the one below: merged, or blank over words."""
    return all(
        any(cell.colspan > 1 or cell.rowspan > 1 or not cell.text.strip() for cell in starting(view, row))
        for row in range(top, bottom - 1)
    )


def _is_heading(view: View, roles: dict[int, Role], row: int) -> bool:
    """Whether a row holds words only, two at least; blanks only over words (a heading left unmerged)."""
    if is_whole_row(view.grid, row) or is_example_row(view, row) or is_code_row(view, roles, row):
        return False
    cells = [cell for cell in starting(view, row) if roles[id(cell)] != 'void']
    words = [cell for cell in cells if roles[id(cell)] == 'text']
    others = [cell for cell in cells if roles[id(cell)] != 'text']
    return len(words) >= 2 and all(
        roles[id(cell)] == 'blank' and has_words_below(view, roles, cell) for cell in others
    )


def _column_path(view: View, roles: dict[int, Role], top: int, bottom: int, col: int) -> Path:
    """The words over a column from the outermost in; a taller label to the left that heads them all first."""
    path: list[str] = []
    for left in range(col):
        cell = cell_at(view.grid, bottom - 1, left)
        if cell is not None and cell.row <= top and cell.row + cell.rowspan > bottom and cell.text.strip():
            path.append(''.join(cell.text.split()))
    for row in range(top, bottom):
        cell = cell_at(view.grid, row, col)
        if cell is not None and not cell.text.strip() and has_words_below(view, roles, cell):
            cell = next(
                (each for each in row_to_cells(view.grid, row)[::-1] if each.col < col and each.text.strip()),
                None,
            )
        text = ''.join(cell.text.split()) if cell is not None and roles[id(cell)] == 'text' else ''
        if text and text not in path:
            path.append(text)
    return tuple(path)


def _with_body(
    view: View, roles: dict[int, Role], top: int, bottom: int, paths: tuple[Path, ...], *, named: bool
) -> OpenTable | None:
    """The heading with the open rows under it; None where none is open."""
    lines: list[Line] = []
    serial = any(path and fold_label(path[-1]) in SERIAL_LABELS for path in paths)
    last, row, section = bottom - 1, bottom, ''
    while row < len(view.grid):
        line = _line_at(view, roles, bottom, row, paths, named=named)
        if line is None and not (
            _goes_on(view, roles, row, lines, named=named)
            or _heads_line(view, roles, bottom, row, paths, named=named)
        ):
            break
        if line is not None and not named and not _belongs(line, lines):
            break
        section = _section(view, roles, row) or section
        if line is not None:
            lines.append(replace(line, section=section))
            last = row
        row += 1
    entries = [line for line in lines if not line.labels]
    is_filled = named and row - bottom >= _FILLED_ROWS  # nothing is open in it, but it is a table
    if not is_filled and not (lines and (named or _is_grid(lines, paths))):
        return None
    last = max(last, row - 1) if is_filled else last
    repeating = bool(entries) and (serial or len(entries) > 1 or _is_alone(view, roles, top, last))
    height = max((cell.rowspan for cell in entries[0].cells), default=1) if entries else 1
    return OpenTable(top, bottom, paths, tuple(lines), last, repeating, height)


def _is_grid(lines: list[Line], paths: tuple[Path, ...]) -> bool:
    """Whether lines under a heading are a table: one label beside one place is a form's own row."""
    heads = len({path for path in paths if path})
    if not all(line.labels for line in lines):
        return heads >= 2
    return heads >= 3 and (len(lines) >= 2 or len(lines[0].cells) >= 2)


def _belongs(line: Line, lines: list[Line]) -> bool:
    """Whether a row is like those before it: entries or lines with labels; totals go with both."""
    others = [each for each in lines if not each.is_total]
    if not others or line.is_total:
        return True
    return bool(others[0].labels) == bool(line.labels)


def _goes_on(view: View, roles: dict[int, Role], row: int, lines: list[Line], *, named: bool) -> bool:
    """Whether a row without open places stands inside a table: codes, examples, sections, filled rows."""
    if is_code_row(view, roles, row) or is_example_row(view, row):
        return True
    cells = [cell for cell in row_to_cells(view.grid, row) if roles[id(cell)] != 'void']
    if not cells:
        return bool(lines) and any(
            cell.row < row for cell in row_to_cells(view.grid, row) if cell.text.strip()
        )
    if len(cells) == 1:
        return False
    if any(roles[id(cell)] in _OPEN for cell in cells) or _is_heading(view, roles, row):
        return named and not lines and not any(roles[id(cell)] in _OPEN for cell in cells)
    return named or bool(lines) or any(roles[id(cell)] in ('formula', 'number') for cell in cells)


def _section(view: View, roles: dict[int, Role], row: int) -> str:
    """The words of a line that has no others."""
    cells = [cell for cell in starting(view, row) if roles[id(cell)] != 'void']
    return ''.join(cells[0].text.split()) if len(cells) == 1 and roles[id(cells[0])] == 'text' else ''


def _heads_line(
    view: View, roles: dict[int, Role], bottom: int, row: int, paths: tuple[Path, ...], *, named: bool
) -> bool:
    """Whether a row is one ruled cell of words over a row of the table: 一、社会团体."""
    cells = [cell for cell in starting(view, row) if roles[id(cell)] != 'void']
    if len(cells) != 1 or roles[id(cells[0])] != 'text' or len(cells[0].text) > 30:
        return False
    is_ruled = view.box(cells[0]).ruled and row + 1 < len(view.grid)
    return is_ruled and _line_at(view, roles, bottom, row + 1, paths, named=named) is not None


def _line_at(
    view: View,
    roles: dict[int, Role],
    bottom: int,
    row: int,
    paths: tuple[Path, ...],
    *,
    named: bool,
) -> Line | None:
    """A row with open places, each under a heading as wide, and no words behind the first of them."""
    cells = row_to_cells(view.grid, row)
    open_ = [cell for cell in cells if cell.row == row and roles[id(cell)] in _OPEN]
    if named and not any(view.box(cell).ruled for cell in cells):
        line = _line_without_rules(view, roles, bottom, row, paths)
        if line is not None:
            return line
    if not open_ or not all(_is_under(view, bottom, cell, paths) for cell in open_):
        return None
    if any(_OWN_LABEL.search(cell.text) for cell in open_):  # 填表人：     审核人：
        return None
    words = [cell for cell in cells if roles[id(cell)] == 'text' and cell.row >= bottom]
    if any(_names_person(cell, paths) for cell in words):
        return Line(row, (), _FILLED)
    first = min(cell.col for cell in open_)
    if not named and any(cell.col > first for cell in words):
        return None
    return Line(row, tuple(open_), _row_labels(words))


def _line_without_rules(
    view: View, roles: dict[int, Role], bottom: int, row: int, paths: tuple[Path, ...]
) -> Line | None:
    """A row of a list that has no lines drawn: the first under its heading, numbered ones, and totals."""
    cells = [cell for cell in row_to_cells(view.grid, row) if cell.row == row and paths[cell.col]]
    said = [cell for cell in cells if roles[id(cell)] not in ('void', 'blank', 'formula')]
    allowed = [cell for cell in cells if cell not in said and view.box(cell).fillable]
    if len(allowed) < _FEWEST_OPEN or len(said) > 1:
        return None
    if not said:
        return Line(row, tuple(allowed)) if row == bottom else None
    if roles[id(said[0])] == 'number' and fold_label(paths[said[0].col][-1]) in SERIAL_LABELS:
        return Line(row, tuple(allowed))
    return Line(row, tuple(allowed), (squeezed(said[0].text),)) if is_total(said[0].text) else None


def _names_person(cell: Cell, paths: tuple[Path, ...]) -> bool:
    """Whether words are somebody's name, under the heading of a list of persons."""
    path = paths[cell.col]
    return bool(path) and is_person_label(path[-1]) and not is_total(cell.text)


def _row_labels(words: list[Cell]) -> Path:
    """The words that tell a row from others: those of its groups, its own first one; () for an entry."""
    groups = [cell for cell in words if cell.rowspan > 1]
    own = next((cell for cell in words if cell.rowspan == 1), None)
    return tuple(''.join(cell.text.split()) for cell in (*groups, own) if cell is not None) if own else ()


def _is_under(view: View, bottom: int, cell: Cell, paths: tuple[Path, ...]) -> bool:
    """Whether a cell stands under one heading and no wider than it; a heading may be over several of them."""
    head = cell_at(view.grid, bottom - 1, cell.col)
    if head is None or not paths[cell.col]:
        return cell.colspan == 1
    return cell.col >= head.col and cell.col + cell.colspan <= head.col + head.colspan


def _is_alone(view: View, roles: dict[int, Role], top: int, last: int) -> bool:
    """Whether a sheet has nothing else in ruled lines that is open: then one open row stands for all."""
    for cell in view.table.cells:
        if not top <= cell.row <= last and roles[id(cell)] == 'blank' and view.box(cell).ruled:
            return False
    return True


def entry_runs(table: OpenTable) -> dict[int, int]:
    """The rows of each run's first entry, and for how many entries there is room (with its first row)."""
    runs: list[list[int]] = []
    for line in table.lines:
        if not line.labels:
            if runs and line.row - runs[-1][-1] == 1:
                runs[-1].append(line.row)
            else:
                runs.append([line.row])
    return {
        row: len(run) // table.height if row == run[0] else 0 for run in runs for row in run[: table.height]
    }
