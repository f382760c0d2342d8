"""One worksheet as a Table: the used part from A1 on, merges as spans, what is odd as problems."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import groupby

from extractors.readers.boxes import text_to_boxes, unclear_boxes
from extractors.readers.sheets.struck_cells import struck_cell_problems
from extractors.readers.sheets.xlsx_formats import is_destroyed_code, value_to_text
from extractors.readers.sheets.xlsx_parts import SheetFacts
from extractors.readers.sheets.xlsx_values import Source
from extractors.readers.struck import struck_to_choice
from model.document import Cell, Table
from model.errors import TooLarge
from model.place import Problem, Severity, Where

MAX_PLACES = 500_000
"""Rows times columns: 12,500 organisations with 40 columns."""

_LONG_MERGE = 50
"""A merge over more rows or columns than this was made over whole rows or columns of the sheet."""

_DOUBTFUL = {'uncounted': 'formula_without_value', 'error': 'cell_error', 'undated': 'date_out_of_range'}
_MESSAGES = {
    'formula_without_value': (
        "{place}格是公式，文件里没有存结果，程序不代算；请用 Excel 或 WPS 打开，保存后再放入"
    ),
    'cell_error': "{place}格是错误值 {text}，公式算不出来；请在原表中改正后再放入",
    'date_out_of_range': "{place}格设成了日期格式，存的却是数字 {text}，原表里显示为####；请核对后改正",
    'code_destroyed': (
        "{place}格的号码存成了数字，第15位以后已丢失，找不回来；请把这一列设为文本格式，重新填写"
    ),
}

_EMPTY = Source(None, 'text')
_text_to_boxes = lru_cache(maxsize=4096)(text_to_boxes)
"""Columns say the same few things over and over."""

Place = tuple[int, int]


def sheet_to_table(title: str, facts: SheetFacts) -> tuple[Table | None, list[Problem]]:
    """The sheet's used part with its own rows and columns (row 0 is row 1), and its problems.

    A sheet without content is None.
    """
    height, width = _used_part(facts)
    if not height:
        return None, []
    if height * width > MAX_PLACES:
        raise TooLarge(
            f"工作表“{title}”有{height}行{width}列，超过一次能读的{MAX_PLACES}格；请拆成几个文件，或删去多余的行列"
        )
    spans, covered = _merges(facts, height, width)
    names = [column_name(col) for col in range(width)]
    cells: list[Cell] = []
    problems = list(_hidden_problems(title, facts, height, width))
    for row in range(height):
        struck: list[tuple[Source, Cell]] = []
        for col, name in enumerate(names):
            place = (row, col)
            if place in covered:
                continue
            source = facts.cells.get(place, _EMPTY)
            where = Where(sheet=title, cell=f'{name}{row + 1}')
            cell = _cell(source, place, spans.get(place, (1, 1)), where)
            cells.append(cell)
            if source.struck:
                struck.append((source, cell))
            if source is not _EMPTY and (source.kind != 'text' or cell.boxes or _may_be_code(cell.text)):
                problems.extend(cell_problems(source, cell))
        problems.extend(struck_cell_problems(struck))
    problems += _picture_problem(title, facts)
    return Table(height, width, tuple(cells), Where(sheet=title)), problems


@lru_cache(maxsize=1024)
def column_name(col: int) -> str:
    """The letters of a column counted from 0: 0 is A, 26 is AA."""
    name = ''
    rest = col + 1
    while rest:
        rest, letter = divmod(rest - 1, 26)
        name = chr(ord('A') + letter) + name
    return name


def place_name(place: Place) -> str:
    """A place's own name: (0, 0) is A1."""
    return f'{column_name(place[1])}{place[0] + 1}'


def _cell(source: Source, place: Place, span: tuple[int, int], where: Where) -> Cell:
    if source.value is None:
        return Cell(*place, '', *span, (), where, source.formula)
    choice = struck_to_choice(source.value, source.struck) if source.struck else None
    if choice:
        return Cell(*place, choice.text, *span, choice.boxes, where, source.formula)
    if source.kind == 'text':
        return Cell(*place, source.value, *span, _text_to_boxes(source.value), where, source.formula)
    return Cell(*place, value_to_text(source.value, source.number_format), *span, (), where, source.formula)


def cell_problems(source: Source, cell: Cell) -> Iterator[Problem]:
    """What to tell of one cell: a missing result, an error, a code that lost digits, a doubtful tick."""
    code = _DOUBTFUL.get(source.kind)
    if code is None and is_destroyed_code(source.value):
        code = 'code_destroyed'
    if code:
        message = _MESSAGES[code].format(place=cell.where.cell, text=cell.text)
        yield Problem(code, Severity.REVIEW, message, cell.where)
    if cell.boxes:
        yield from unclear_boxes(cell.boxes, cell.where)


def _may_be_code(text: str) -> bool:
    """Whether to look closer at a text: '5.16E+17' is a number that was a code."""
    return '+' in text


def _used_part(facts: SheetFacts) -> tuple[int, int]:
    """How many rows and columns hold something.

    A merge that holds something counts to its end; so do bordered columns, for there are the
    blanks to fill in.
    """
    filled = [
        place
        for place, source in facts.cells.items()
        if source.kind in {'uncounted', 'picture'} or source.value not in (None, '') or source.struck
    ]
    height = max((row + 1 for row, _ in filled), default=0)
    width = max((col + 1 for _, col in filled), default=0)
    for top, left, bottom, right in facts.merges:
        if top <= height and left <= width and bottom - top < _LONG_MERGE and right - left < _LONG_MERGE:
            height, width = max(height, bottom), max(width, right)
    return height, max([width, *(col for row, col in facts.ruled.items() if row < height)])


def _merges(facts: SheetFacts, height: int, width: int) -> tuple[dict[Place, tuple[int, int]], set[Place]]:
    """Spans by their first place, and the places they cover; cut at the used part's edges."""
    spans: dict[Place, tuple[int, int]] = {}
    covered: set[Place] = set()
    budget = 2 * height * width  # merges that do not overlap need half of it
    for top, left, bottom, right in sorted(facts.merges):
        last_row, last_col = min(bottom, height), min(right, width)
        budget -= max(0, last_row - top + 1) * max(0, last_col - left + 1)
        if budget < 0:
            break
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
        why = "（表上设了筛选）" if facts.filtered else ""
        message = (
            f"工作表“{title}”有{len(rows)}个隐藏行（第{_ranges(rows)}行）{why}，"
            "已一并读入；请核对是否应当计入"
        )
        yield Problem('hidden_rows', Severity.REVIEW, message, where)
    cols = sorted({col for first, last in facts.hidden_cols for col in range(first, min(last, width) + 1)})
    if cols:
        names = '、'.join(column_name(col - 1) for col in cols)
        message = f"工作表“{title}”有{len(cols)}个隐藏列（{names}列），已一并读入；请核对是否应当计入"
        yield Problem('hidden_columns', Severity.REVIEW, message, where)


def _picture_problem(title: str, facts: SheetFacts) -> list[Problem]:
    """Pictures that stand for a cell's value, as WPS puts them ('=DISPIMG(...)')."""
    places = sorted(place for place, source in facts.cells.items() if source.kind == 'picture')
    if not places:
        return []
    names = '、'.join(map(place_name, places[:20])) + ("等" if len(places) > 20 else '')
    message = f"工作表“{title}”有{len(places)}格里放的是图片（{names}），图片上的字没有读出"
    return [Problem('pictures', Severity.INFO, message, Where(sheet=title))]


def _ranges(numbers: Iterable[int]) -> str:
    """Numbers in short: 3、5-9."""
    runs = groupby(enumerate(sorted(numbers)), key=lambda pair: pair[1] - pair[0])
    ends = [[number for _, number in run] for _, run in runs]
    return '、'.join(f'{run[0]}-{run[-1]}' if len(run) > 1 else str(run[0]) for run in ends)
