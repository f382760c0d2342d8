"""Where the lines and columns of a matrix stand in a grid, whichever way it is turned."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from model.document import Cell
from model.form import FormAxis, FormMatrix
from text.grids import Grid
from text.label_near import near
from text.labels import fold_label

_ALIKE = 0.7
_WITHOUT_SECTION = 0.6
_ROWS_SEARCHED = 20
_HEADER_DEPTH = 6
_FEWEST_COLUMNS = 3
_FEWEST_LINES = 4
_LONGEST = 40
_COUNTED = re.compile(r'(?:单位|总)?(?:人数|个数|家数|总数|数量|数)(?:个|家|人)?$')


class Spot(NamedTuple):
    """A line or column of the matrix as met: its place in the grid and the cell with its label."""

    axis: FormAxis
    place: int
    cell: Cell


class Stray(NamedTuple):
    """A labelled row of the grid that is no line of the matrix, or is one a second time."""

    place: int
    cell: Cell
    axis: FormAxis | None


@dataclass(frozen=True, slots=True)
class Axes:
    """A matrix found in a grid: grid is turned so that lines are its rows; first is its first row of values.

    renumbered are the lines whose printed number is another one's.
    """

    grid: Grid
    lines: tuple[Spot, ...]
    columns: tuple[Spot, ...]
    strays: tuple[Stray, ...]
    columns_twice: tuple[Spot, ...]
    renumbered: tuple[Spot, ...]
    first: int


def _turned(grid: Grid) -> Grid:
    return tuple(zip(*grid, strict=True)) if grid else grid


@lru_cache(maxsize=2048)
def _bare(label: str) -> str:
    """A label folded, without what only says that it counts: 党员人数 is 党员; 党总支部 is not 党支部."""
    return _COUNTED.sub('', fold_label(label)) or fold_label(label)


def _score(path: Sequence[str], axis: FormAxis) -> float:
    """How surely a label under its sections (outermost first) is the axis's."""
    if not path or len(path[-1]) > _LONGEST:
        return 0.0
    score = _alike(_bare(path[-1]), axis.labels)
    if not axis.under or any(_alike(_bare(section), axis.under) for section in path[:-1]):
        return score
    return 1.0 if _is_joined(fold_label(''.join(path[-2:])), axis) else _WITHOUT_SECTION * score


@lru_cache(maxsize=8192)
def _alike(text: str, labels: tuple[str, ...]) -> float:
    """How surely a bare text is one of the labels, the number before it left out."""
    wanted = [_bare(label) for label in labels]
    texts = {text, text.lstrip('0123456789')}
    return 1.0 if texts & set(wanted) else max(near(one, label) for one in texts for label in wanted)


def _is_joined(text: str, axis: FormAxis) -> bool:
    """Whether a folded text is one of the axis's sections and one of its labels."""
    ends = [fold_label(label) for label in axis.labels]
    return any(
        text.startswith(section) and text[len(section) :] in ends for section in map(fold_label, axis.under)
    )


def _paths(grid: Grid, width: int, first: int) -> Iterator[tuple[int, tuple[str, ...], Cell]]:
    """Each row's label cells left of the values, numbers apart: (row, texts outermost first, innermost)."""
    seen: set[int] = set()
    for row in range(first, len(grid)):
        cells: list[Cell] = []
        for cell in grid[row][:width]:
            if cell is not None and cell.text.strip() and not _is_code(cell.text):
                cells.extend([] if cells and cells[-1] is cell else [cell])
        if cells and id(cells[-1]) not in seen:
            seen.add(id(cells[-1]))
            yield row, tuple(cell.text for cell in cells), cells[-1]


def _is_code(text: str) -> bool:
    """Whether a text is the number or letter of a line or column, and no label."""
    folded = unicodedata.normalize('NFKC', ''.join(text.split())).strip('()[].、')
    return folded.isdecimal() or (len(folded) == 1 and folded in 'ABCDEFGHIJ甲乙丙丁')


def _columns(grid: Grid, axes: tuple[FormAxis, ...]) -> tuple[int, dict[str, list[Spot]]] | None:
    """The row under the column labels, and the spots of each column's label; None where too few are met."""
    best: tuple[int, dict[str, list[Spot]]] | None = None
    rows = [_labels_in_row(grid, row, axes) for row in range(min(len(grid), _ROWS_SEARCHED + _HEADER_DEPTH))]
    for top in range(min(len(grid), _ROWS_SEARCHED)):
        if not rows[top]:
            continue
        found: dict[str, list[Spot]] = {}
        bottom = top
        for row in range(top, min(len(grid), top + _HEADER_DEPTH)):
            for spot in rows[row]:
                if all(spot.cell is not other.cell for other in found.get(spot.axis.id, [])):
                    found.setdefault(spot.axis.id, []).append(spot)
                    bottom = max(bottom, _below(grid, row, spot))
        if len(found) >= min(_FEWEST_COLUMNS, len(axes)) and (best is None or len(found) > len(best[1])):
            best = (max(bottom, top + 1), found)
    return best


def _below(grid: Grid, row: int, spot: Spot) -> int:
    """The row under a label's cell."""
    while row < len(grid) and grid[row][spot.place] is spot.cell:
        row += 1
    return row


def _labels_in_row(grid: Grid, row: int, axes: tuple[FormAxis, ...]) -> list[Spot]:
    spots: list[Spot] = []
    seen: set[int] = set()
    for place, cell in enumerate(grid[row]):
        if cell is None or id(cell) in seen or not cell.text.strip() or _is_code(cell.text):
            continue
        seen.add(id(cell))
        scored = [(_score((cell.text,), axis), axis) for axis in axes]
        score, axis = max(scored, key=lambda pair: pair[0])
        if score >= _ALIKE:
            spots.append(Spot(axis, place, cell))
    return spots


def _choose_line(
    path: tuple[str, ...], matrix: FormMatrix, after: int, taken: Mapping[str, object]
) -> tuple[FormAxis | None, int]:
    """The line of a label and its number in the matrix; of several alike the next below the last one met."""
    scores = [_score(path, axis) for axis in matrix.lines]
    best = max(scores)
    if best < _ALIKE * _WITHOUT_SECTION:
        return None, after
    alike = [place for place, score in enumerate(scores) if score >= best - 0.05]
    alike.sort(key=lambda place: (matrix.lines[place].id in taken, place <= after, place))
    if best < _ALIKE and len(alike) > 1 and alike[0] <= after:
        return None, after
    return matrix.lines[alike[0]], alike[0]


def _number_column(grid: Grid, lines: Sequence[Spot], matrix: FormMatrix, width: int) -> int | None:
    """The column left of the values that numbers the lines as the matrix does, or None."""
    order = {axis.id: number for number, axis in enumerate(matrix.lines, 1)}
    for col in range(width):
        right = sum(_number_at(grid, spot.place, col) == order[spot.axis.id] for spot in lines)
        if right >= max(2, 0.6 * len(lines)):
            return col
    return None


def _number_at(grid: Grid, row: int, col: int) -> int | None:
    cell = grid[row][col]
    digits = unicodedata.normalize('NFKC', cell.text).strip().strip('()[].、') if cell else ''
    return int(digits) if digits.isdecimal() and len(digits) <= 3 else None


@dataclass(slots=True)
class _Lines:
    """The lines of a grid while they are looked for."""

    spots: dict[str, Spot]
    strays: list[Stray]


def _lines(grid: Grid, matrix: FormMatrix, width: int, first: int, known: Mapping[str, object]) -> _Lines:
    read = _Lines({}, [])
    after = -1
    for row, path, cell in _paths(grid, width, first):
        axis, after = _choose_line(path, matrix, after, {**known, **read.spots})
        if axis is None or axis.id in read.spots:
            read.strays.append(Stray(row, cell, axis))
        else:
            read.spots[axis.id] = Spot(axis, row, cell)
    return read


def _by_number(grid: Grid, matrix: FormMatrix, width: int, first: int, read: _Lines) -> tuple[Spot, ...]:
    """Take lines whose label nobody knows by their printed number; the lines whose number is another's."""
    numbers = {axis.id: number for number, axis in enumerate(matrix.lines, 1)}
    col = _number_column(grid, tuple(read.spots.values()), matrix, width)
    if col is None:
        return ()
    held = {spot.place for spot in read.spots.values()}
    for row in range(first, len(grid)):
        number, cell = _number_at(grid, row, col), grid[row][col]
        if number is None or cell is None or row in held or not 1 <= number <= len(matrix.lines):
            continue
        axis = matrix.lines[number - 1]
        if axis.id not in read.spots:
            read.spots[axis.id] = Spot(axis, row, cell)
            read.strays = [stray for stray in read.strays if stray.place != row]
    return tuple(
        spot
        for spot in read.spots.values()
        if _number_at(grid, spot.place, col) not in (None, numbers[spot.axis.id])
    )


def _found_in(grid: Grid, matrix: FormMatrix, known: Mapping[str, object]) -> Axes | None:
    heads = _columns(grid, matrix.columns)
    if heads is None:
        return None
    first, found = heads
    width = min(spots[0].place for spots in found.values())
    read = _lines(grid, matrix, width, first, known)
    if len(read.spots) < min(_FEWEST_LINES, len(matrix.lines)):
        return None
    renumbered = _by_number(grid, matrix, width, first, read)
    return Axes(
        grid,
        tuple(read.spots.values()),
        tuple(spots[0] for spots in found.values()),
        tuple(read.strays),
        tuple(spots[1] for spots in found.values() if len(spots) > 1),
        renumbered,
        first,
    )


def _find(grid: Grid, matrix: FormMatrix, known: Mapping[str, object]) -> Axes | None:
    """The matrix in a grid, its lines as rows or as columns; None where neither way enough labels are met."""
    found = [axes for one in (grid, _turned(grid)) if (axes := _found_in(one, matrix, known)) is not None]
    return max(found, key=lambda axes: len(axes.lines) * len(axes.columns), default=None)


def _continued(grid: Grid, matrix: FormMatrix, before: Axes, known: Mapping[str, object]) -> Axes | None:
    """The lines of a table that goes on under the columns of the one before it (broken over pages)."""
    if not grid or len(grid[0]) != len(before.grid[0]):
        return None
    width = min(spot.place for spot in before.columns)
    read = _lines(grid, matrix, width, 0, known)
    if not read.spots:
        return None
    renumbered = _by_number(grid, matrix, width, 0, read)
    return Axes(grid, tuple(read.spots.values()), before.columns, tuple(read.strays), (), renumbered, 0)


def find_axes(grids: Iterable[Grid], matrix: FormMatrix) -> tuple[tuple[Grid, Axes | None], ...]:
    """Each grid with the part of the matrix that stands in it, None where none does.

    Of two lines with one label the one that no grid before had is meant.
    """
    found: list[tuple[Grid, Axes | None]] = []
    known: dict[str, object] = {}
    before: Axes | None = None
    for grid in grids:
        axes = _find(grid, matrix, known)
        if axes is None and before is not None:
            axes = _continued(grid, matrix, before, known)
        found.append((grid, axes))
        before = axes or before
        known |= {spot.axis.id: None for spot in axes.lines} if axes else {}
    return tuple(found)
