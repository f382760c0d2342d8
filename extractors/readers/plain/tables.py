"""Tables inside a text: drawn with line characters, written as Markdown, or columns parted by tabs or |.

What does not fit into a grid without a doubt stays as it is written, and is told.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

from extractors.readers.boxes import text_to_boxes, unclear_boxes
from extractors.readers.plain.grids import (
    DRAWN,
    GridCell,
    drawing_to_cells,
    is_row,
    is_rule,
    is_whole_rule,
)
from model.document import Cell, Table
from model.errors import TooLarge
from model.place import Problem, Severity, Where
from text.lines import Line

_MARKDOWN_RULE = re.compile(r'\s*\|?\s*:?-{1,}:?\s*(?:\|\s*:?-{1,}:?\s*)*\|?\s*')
_BAR = re.compile(r'(?<!\\)[|｜│]')
_LINE_BREAK = re.compile(r'<br\s*/?>', re.IGNORECASE)
_MOST_PLACES = 500_000
_BOTTOM = frozenset('└┗╚╰╙╘')
_FEWEST = 3
"""So many lines alike make a table; two may be chance."""

Grid = tuple[int, int, list[GridCell]]


class _Found(NamedTuple):
    """Lines [start, end) and the table they are; None where they look like one but do not fit."""

    start: int
    end: int
    grid: Grid | None


def lines_to_tables(lines: Sequence[Line]) -> tuple[list[Line], list[Table], list[Problem]]:
    """The lines with each table's own made blank, the tables, and what looked like one but is none."""
    kept = list(lines)
    tables: list[Table] = []
    problems: list[Problem] = []
    at = 0
    while at < len(lines):
        found = _table_at(lines, at)
        if found is None:
            at += 1
            continue
        where = lines[found.start].where
        if found.grid is None:
            message = f"第{where.line}行起像是一张表，但各行的格子对不齐，没有当表格读；请对照原文核对"
            problems.append(Problem('table_ragged', Severity.REVIEW, message, where))
        else:
            table, unclear = _grid_to_table(found.grid, where)
            tables.append(table)
            problems += unclear
            kept[found.start : found.end] = [Line('', line.where) for line in lines[found.start : found.end]]
        at = found.end
    return kept, tables, problems


def _table_at(lines: Sequence[Line], at: int) -> _Found | None:
    text = lines[at].text
    if not text.strip():
        return None
    if is_whole_rule(text):
        return _drawing_at(lines, at)
    for separator in (_markdown_at, _bars_at, _tabs_at):
        found = separator(lines, at)
        if found is not None:
            return found
    return None


def _drawing_at(lines: Sequence[Line], at: int) -> _Found | None:
    end = at + 1
    while end < len(lines) and (is_row(lines[end].text) or is_rule(lines[end].text)):
        end += 1
        is_last = end < len(lines) and is_whole_rule(lines[end].text) and is_whole_rule(lines[end - 1].text)
        if lines[end - 1].text.strip()[0] in _BOTTOM or is_last:
            break
    rules = [index for index in range(at, end) if is_whole_rule(lines[index].text)]
    if len(rules) < 2:
        is_drawn = any(letter in DRAWN for letter in lines[at].text) and end - at > 2
        return _Found(at, end, None) if is_drawn else None
    return _Found(at, rules[-1] + 1, drawing_to_cells(lines[at : rules[-1] + 1]))


def _markdown_at(lines: Sequence[Line], at: int) -> _Found | None:
    """A head, a rule of dashes, rows (GitHub Flavored Markdown, tables)."""
    if at + 2 > len(lines) - 1 or '|' not in lines[at].text or not _is_markdown_rule(lines[at + 1].text):
        return None
    end = _run(lines, at + 2, lambda text: '|' in text)
    rows = [_split_bars(line.text) for line in (lines[at], *lines[at + 2 : end])]
    widths = {len(row) for row in rows} | {len(_split_bars(lines[at + 1].text))}
    numbers = [lines[at], *lines[at + 2 : end]]
    return _Found(at, end, _rows_to_grid(rows, numbers) if len(widths) == 1 and len(rows) > 1 else None)


def _is_markdown_rule(text: str) -> bool:
    return '-' in text and '|' in text and bool(_MARKDOWN_RULE.fullmatch(text))


def _bars_at(lines: Sequence[Line], at: int) -> _Found | None:
    """Rows that begin and end with a bar, or have the same number of bars, two at the least."""
    end = _run(lines, at, lambda text: len(_BAR.findall(text)) > 1)
    rows = [_split_bars(line.text) for line in lines[at:end] if not _is_markdown_rule(line.text)]
    numbers = [line for line in lines[at:end] if not _is_markdown_rule(line.text)]
    if len(rows) < _FEWEST:
        return None
    fits = len({len(row) for row in rows}) == 1 and len(rows[0]) > 1
    closed = all(is_row(line.text) for line in numbers)
    if not fits and not closed:
        return None
    return _Found(at, end, _rows_to_grid(rows, numbers) if fits else None)


def _tabs_at(lines: Sequence[Line], at: int) -> _Found | None:
    """Rows pasted from a sheet: a tab between cells, none before the first letter of a row of words."""
    end = _run(lines, at, lambda text: '\t' in text.strip())
    rows = [[cell.strip() for cell in line.text.rstrip('\r\n').split('\t')] for line in lines[at:end]]
    if len(rows) < _FEWEST or not rows[0][0]:
        return None
    widths = {len(row) for row in rows}
    if len(widths) == 1 and not any('"' in cell and cell.count('"') % 2 for row in rows for cell in row):
        return _Found(at, end, _rows_to_grid(rows, lines[at:end]))
    return _Found(at, end, None) if max(widths) > 2 else None


def _run(lines: Sequence[Line], at: int, fits: Callable[[str], bool]) -> int:
    while at < len(lines) and lines[at].text.strip() and fits(lines[at].text):
        at += 1
    return at


def _split_bars(text: str) -> list[str]:
    pieces = _BAR.split(text.strip())
    if pieces and not pieces[0].strip():
        pieces = pieces[1:]
    if pieces and not pieces[-1].strip() and _BAR.match(text.strip()[-1:] or ' '):
        pieces = pieces[:-1]
    return [_LINE_BREAK.sub('\n', piece).replace('\\|', '|').strip() for piece in pieces]


def _rows_to_grid(rows: list[list[str]], lines: Sequence[Line]) -> Grid:
    if len(rows) * len(rows[0]) > _MOST_PLACES:
        raise TooLarge("文本里的表格过大（超过五十万格），已停止读取；请导出为 .xlsx 后放入")
    cells = [
        GridCell(row, col, 1, 1, text, lines[row].where.line or 0)
        for row, texts in enumerate(rows)
        for col, text in enumerate(texts)
    ]
    return len(rows), len(rows[0]), cells


def _grid_to_table(grid: Grid, where: Where) -> tuple[Table, list[Problem]]:
    rows, cols, drawn = grid
    cells = []
    problems: list[Problem] = []
    for cell in drawn:
        boxes = text_to_boxes(cell.text)
        place = Where(line=cell.line)
        problems += unclear_boxes(boxes, place)
        cells.append(Cell(cell.row, cell.col, cell.text, cell.rowspan, cell.colspan, boxes, place))
    return Table(rows, cols, tuple(cells), where), problems
