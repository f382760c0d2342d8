"""One worksheet as a Table: the used part from A1 on, merges as spans, what is odd as problems."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any

from extractors.readers.boxes import text_to_boxes, unclear_boxes
from extractors.readers.xlsx_formats import is_destroyed_code, value_to_text
from extractors.readers.xlsx_parts import SheetFacts
from model.document import Cell, Table
from model.errors import TooLarge
from model.place import Problem, Severity, Where

MAX_PLACES = 500_000
"""Rows times columns: 12,500 organisations with 40 columns."""

_LONG_MERGE = 50
"""A merge over more rows or columns than this was made over whole rows or columns of the sheet."""

Source = Any
"""An openpyxl cell as it reads them quickly: the library has no types."""


def sheet_to_table(
    title: str, rows: list[tuple[Source, ...]], facts: SheetFacts
) -> tuple[Table | None, list[Problem]]:
    """The sheet's used part with its own rows and columns (row 0 is row 1), and its problems.

    A sheet without content is None.
    """
    height, width = _used_part(rows, facts)
    if not height:
        return None, []
    if height * width > MAX_PLACES:
        raise TooLarge(
            f"工作表“{title}”有{height}行{width}列，超过一次能读的{MAX_PLACES}格；请拆成几个文件，或删去多余的行列"
        )
    spans, covered = _merges(facts, height, width)
    cells: list[Cell] = []
    problems = list(_hidden_problems(title, facts, height, width))
    for row in range(height):
        sources = rows[row] if row < len(rows) else ()
        for col in range(width):
            if (row, col) not in covered:
                source = sources[col] if col < len(sources) else None
                where = Where(sheet=title, cell=f'{column_name(col)}{row + 1}')
                cells.append(_cell(source, row, col, spans.get((row, col), (1, 1)), where))
                problems.extend(_cell_problems(source, cells[-1], facts))
    return Table(height, width, tuple(cells), Where(sheet=title)), problems


def column_name(col: int) -> str:
    """The letters of a column counted from 0: 0 is A, 26 is AA."""
    name = ''
    rest = col + 1
    while rest:
        rest, letter = divmod(rest - 1, 26)
        name = chr(ord('A') + letter) + name
    return name


def _cell(source: Source, row: int, col: int, span: tuple[int, int], where: Where) -> Cell:
    value = None if source is None else source.value
    text = '' if value is None else value_to_text(value, source.number_format)
    return Cell(row, col, text, *span, text_to_boxes(text) if text else (), where)


def _cell_problems(source: Source, cell: Cell, facts: SheetFacts) -> Iterator[Problem]:
    name = cell.where.cell or ''
    if name in facts.uncounted:
        message = f"{name}格是公式，文件里没有存结果，程序不代算；请用 Excel 或 WPS 打开，保存后再放入"
        yield Problem('formula_without_value', Severity.REVIEW, message, cell.where)
    if not cell.text:
        return
    if source.data_type == 'e':
        message = f"{name}格是错误值 {cell.text}，公式算不出来；请在原表中改正后再放入"
        yield Problem('cell_error', Severity.REVIEW, message, cell.where)
    elif is_destroyed_code(source.value):
        message = f"{name}格的号码存成了数字，第15位以后已丢失，找不回来；请把这一列设为文本格式，重新填写"
        yield Problem('code_destroyed', Severity.REVIEW, message, cell.where)
    yield from unclear_boxes(cell.boxes, cell.where)


def _used_part(rows: list[tuple[Source, ...]], facts: SheetFacts) -> tuple[int, int]:
    """How many rows and columns hold something.

    A merge that holds something counts to its end; so do bordered columns, for there are the
    blanks to fill in.
    """
    height = width = 0
    for number, row in enumerate(rows, start=1):
        filled = max(
            (col for col, cell in enumerate(row, start=1) if cell.value not in (None, '')), default=0
        )
        if filled:
            height, width = number, max(width, filled)
    for name in facts.uncounted:
        letters = name.rstrip('0123456789')
        height, width = max(height, int(name[len(letters) :])), max(width, column_number(letters))
    for top, left, bottom, right in facts.merges:
        if top <= height and left <= width and bottom - top < _LONG_MERGE and right - left < _LONG_MERGE:
            height, width = max(height, bottom), max(width, right)
    for row in rows[:height]:
        for col in range(len(row), width, -1):
            if _has_right_border(row[col - 1]):
                width = col
                break
    return height, width


def column_number(letters: str) -> int:
    """A column's number from 1: A is 1, AA is 27."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord('A') + 1
    return number


def _has_right_border(cell: Source) -> bool:
    return (
        getattr(cell, '_style_id', 0) != 0
        and cell.border.right is not None
        and cell.border.right.style is not None
    )


def _merges(
    facts: SheetFacts, height: int, width: int
) -> tuple[dict[tuple[int, int], tuple[int, int]], set[tuple[int, int]]]:
    """Spans by their first place, and the places they cover; cut at the used part's edges."""
    spans: dict[tuple[int, int], tuple[int, int]] = {}
    covered: set[tuple[int, int]] = set()
    for top, left, bottom, right in sorted(facts.merges):
        last_row, last_col = min(bottom, height), min(right, width)
        places = {(row, col) for row in range(top - 1, last_row) for col in range(left - 1, last_col)}
        if not places or places & (covered | spans.keys()):
            continue  # outside the used part, or damaged: over another merge
        spans[top - 1, left - 1] = last_row - top + 1, last_col - left + 1
        covered |= places - {(top - 1, left - 1)}
    return spans, covered


def _hidden_problems(title: str, facts: SheetFacts, height: int, width: int) -> Iterator[Problem]:
    where = Where(sheet=title)
    rows = [row for row in facts.hidden_rows if row <= height]
    if rows:
        message = (
            f"工作表“{title}”有{len(rows)}个隐藏行（第{_ranges(rows)}行），已一并读入；请核对是否应当计入"
        )
        yield Problem('hidden_rows', Severity.REVIEW, message, where)
    cols = sorted({col for first, last in facts.hidden_cols for col in range(first, min(last, width) + 1)})
    if cols:
        names = '、'.join(column_name(col - 1) for col in cols)
        message = f"工作表“{title}”有{len(cols)}个隐藏列（{names}列），已一并读入；请核对是否应当计入"
        yield Problem('hidden_columns', Severity.REVIEW, message, where)


def _ranges(numbers: Iterable[int]) -> str:
    """Numbers in short: 3、5-9."""
    runs = groupby(enumerate(sorted(numbers)), key=lambda pair: pair[1] - pair[0])
    ends = [[number for _, number in run] for _, run in runs]
    return '、'.join(f'{run[0]}-{run[-1]}' if len(run) > 1 else str(run[0]) for run in ends)
