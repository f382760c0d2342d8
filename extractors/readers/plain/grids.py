"""Tables drawn with line characters in a text (┌─┬┐, +--+--+): their cells with spans, or None.

A place is counted in half-width columns. Fonts draw a line character one or two columns wide; the
width is taken with which the drawing fits.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import reduce
from itertools import pairwise, zip_longest
from typing import NamedTuple

from text.lines import Line, join_texts

_UPRIGHTS = re.compile('[│┃║|｜]')
_NUMBER = re.compile(r'[\d.,%％]+')
UPRIGHT = frozenset('│┃║|｜')
_CROSSING = frozenset('┌┬┐├┼┤└┴┘┏┳┓┣╋┫┗┻┛╔╦╗╠╬╣╚╩╝╒╤╕╞╪╡╘╧╛╓╥╖╟╫╢╙╨╜╭╮╰╯┝┥┯┷┿┠┨┰┸╂+')
_LEVEL = frozenset('─━═-=－—')
_WALL = UPRIGHT | _CROSSING
DRAWN = (_CROSSING | _LEVEL | UPRIGHT) - frozenset('+-=|｜－—')


class GridCell(NamedTuple):
    """A cell with its place, spans and text."""

    row: int
    col: int
    rowspan: int
    colspan: int
    text: str
    line: int


class _Row(NamedTuple):
    """The lines between two rules, as (column -> letter) maps and as written, and the rule below."""

    lines: list[dict[int, str]]
    sources: list[Line]
    rule: dict[int, str]


def is_rule(text: str) -> bool:
    """Whether a line is a rule, whole or in part: a crossing, then level strokes, as at a table's top."""
    stripped = text.strip()
    return len(stripped) > 2 and stripped[0] in _WALL and any(sign in _LEVEL for sign in stripped) and (
        any(sign in _CROSSING for sign in stripped)
    )  # fmt: skip


def is_whole_rule(text: str) -> bool:
    """Whether a line is nothing but crossings and level strokes."""
    stripped = text.strip()
    return is_rule(text) and all(sign in _CROSSING | _LEVEL for sign in stripped)


def is_row(text: str) -> bool:
    """Whether a line stands between two uprights."""
    stripped = text.strip()
    return len(stripped) > 1 and stripped[0] in _WALL and stripped[-1] in _WALL


def drawing_to_cells(lines: Sequence[Line]) -> tuple[int, int, list[GridCell]] | None:
    """Rows, columns and cells of a drawing from its top rule to its bottom rule; None if it does not fit."""
    for width in (1, 2):
        placed = [_place_letters(line.text.rstrip(), width) for line in lines]
        found = _placed_to_cells(placed, lines)
        if found is not None:
            return found
    return _bars_to_cells(lines)


def _bars_to_cells(lines: Sequence[Line]) -> tuple[int, int, list[GridCell]] | None:
    """A drawing whose uprights are out of line, where every line and rule has the same number of places."""
    cols = _strokes(lines[0].text)
    groups: list[list[Line]] = []
    for above, line in pairwise(lines):
        if (is_whole_rule(line.text) and is_whole_rule(above.text)) or (
            any(sign in _CROSSING for sign in line.text) and _strokes(line.text) != cols
        ):
            return None
        if is_whole_rule(above.text):
            groups.append([])
        if not is_whole_rule(line.text):
            groups[-1].append(line)
    if any(len(_pieces(line.text)) != cols for group in groups for line in group):
        return None
    rows = _groups_to_rows([[line.text for line in group] for group in groups])
    if rows is None:
        return None
    numbers = [line.where.line or 0 for group in groups for line in group]
    starts = [sum(len(row) for row in rows[:index]) for index in range(len(rows))]
    cells = [
        GridCell(row, col, 1, 1, reduce(_join, (_pieces(text)[col] for text in texts)), numbers[starts[row]])
        for row, texts in enumerate(rows)
        for col in range(cols)
    ]
    return len(rows), cols, cells


def _groups_to_rows(groups: list[list[str]]) -> list[list[str]] | None:
    """The lines of each row: those between two rules are one with wrapped cells, or a row each; or None.

    Where there is but one rule, below the head, each full line is a row.
    """
    rows: list[list[str]] = []
    for index, lines in enumerate(groups):
        pieces = [_pieces(line) for line in lines]
        is_unruled = len(groups) < 3 and index == len(groups) - 1
        if len(lines) > 1 and is_unruled and all(all(row) for row in pieces):
            rows += [[line] for line in lines]
        elif len(lines) > 1 and (is_unruled or _joins_numbers(pieces)):
            return None
        else:
            rows.append(lines)
    return rows


def _joins_numbers(rows: list[list[str]]) -> bool:
    """Whether wrapping would make one number of two that stand below each other."""
    columns = zip_longest(*rows, fillvalue='')
    return any(sum(bool(_NUMBER.fullmatch(piece)) for piece in column) > 1 for column in columns)


def _pieces(text: str) -> list[str]:
    return [piece.strip() for piece in _UPRIGHTS.split(text.strip())[1:-1]]


def _strokes(rule: str) -> int:
    """How many places a rule spans."""
    return sum(sign in _CROSSING for sign in rule) - 1


def _place_letters(text: str, drawn_width: int) -> dict[int, str]:
    """Each letter at its column."""
    at = 0
    places = {}
    for letter in text:
        places[at] = letter
        if letter in DRAWN:
            at += drawn_width
        else:
            at += 2 if unicodedata.east_asian_width(letter) in 'WFA' else 1
    return places


def _placed_to_cells(
    placed: list[dict[int, str]], lines: Sequence[Line]
) -> tuple[int, int, list[GridCell]] | None:
    walls = sorted({at for line in placed for at, letter in line.items() if letter in _CROSSING})
    top = placed[0]
    if len(walls) < 2 or any(
        min(line) != walls[0] or max(line) != walls[-1] for line in map(_trimmed, placed)
    ):
        return None
    rows: list[_Row] = []
    texts: list[dict[int, str]] = []
    sources: list[Line] = []
    for line, source in zip(placed[1:], lines[1:], strict=True):
        if _has_floor(line, walls):
            rows.append(_Row(texts, sources, line))
            texts, sources = [], []
        else:
            texts.append(line)
            sources.append(source)
    if texts or not rows or not all(row.lines for row in rows) or not _has_floor(top, walls):
        return None
    settled = _groups_to_rows([[source.text for source in row.sources] for row in rows])
    if settled is None:
        return None
    if len(settled) > len(rows):
        last = rows.pop()
        singles = [_Row([line], [source], top) for line, source in zip(last.lines, last.sources, strict=True)]
        rows += [*singles[:-1], singles[-1]._replace(rule=last.rule)]
    return _rows_to_cells(rows, walls)


def _trimmed(line: dict[int, str]) -> dict[int, str]:
    return {at: letter for at, letter in line.items() if not letter.isspace()} or {-1: ''}


def _between(line: dict[int, str], left: int, right: int) -> str:
    return ''.join(letter for at, letter in line.items() if left < at < right)


def _has_floor(line: dict[int, str], walls: list[int]) -> bool:
    return any(_is_floor(line, left, right) for left, right in pairwise(walls))


def _is_floor(line: dict[int, str], left: int, right: int) -> bool:
    strokes = _between(line, left, right).strip()
    return bool(strokes) and all(letter in _LEVEL for letter in strokes)


def _rows_to_cells(rows: list[_Row], walls: list[int]) -> tuple[int, int, list[GridCell]] | None:
    """Join places that no wall or floor parts; each joined patch has to be a rectangle."""
    cols = len(walls) - 1
    home = {(row, col): (row, col) for row in range(len(rows)) for col in range(cols)}

    def root(place: tuple[int, int]) -> tuple[int, int]:
        while home[place] != place:
            place = home[place]
        return place

    for row, (texts, _, rule) in enumerate(rows):
        for col in range(cols):
            marks = {line.get(walls[col + 1], ' ') in _WALL for line in texts}
            if len(marks) > 1:
                return None
            if marks == {False} and col + 1 < cols:
                home[root((row, col + 1))] = root((row, col))
            if row + 1 < len(rows) and not _is_floor(rule, walls[col], walls[col + 1]):
                one, other = sorted((root((row, col)), root((row + 1, col))))
                home[other] = one
    patches: dict[tuple[int, int], list[tuple[int, int]]] = {}
    for place in sorted(home):
        patches.setdefault(root(place), []).append(place)
    cells = [_patch_to_cell(places, rows, walls) for places in patches.values()]
    known = [cell for cell in cells if cell is not None]
    return (len(rows), cols, known) if len(known) == len(cells) else None


def _join(text: str, piece: str) -> str:
    return join_texts(text, piece) if text and piece else text or piece


def _patch_to_cell(places: list[tuple[int, int]], rows: list[_Row], walls: list[int]) -> GridCell | None:
    (row, col), (last_row, last_col) = min(places), max(places)
    rowspan, colspan = last_row - row + 1, last_col - col + 1
    if len(places) != rowspan * colspan or any(each[1] < col for each in places):
        return None
    left, right = walls[col], walls[last_col + 1]
    texts: list[str] = []
    for index in range(row, last_row + 1):
        texts += [_between(line, left, right) for line in rows[index].lines]
        if index < last_row:
            texts.append(_between(rows[index].rule, left, right))
    text = ''
    for piece in (' '.join(each.split(' ')).strip() for each in texts):
        text = _join(text, piece)
    return GridCell(row, col, rowspan, colspan, text, rows[row].sources[0].where.line or 0)
