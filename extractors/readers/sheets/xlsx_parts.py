"""One sheet's part of a workbook as facts: its cells, merges, hidden parts, page header and footer."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache

from extractors.readers.sheets.struck_cells import Runs, TextTaker, strike
from extractors.readers.sheets.xlsx_formulas import SharedFormulas
from extractors.readers.sheets.xlsx_strings import Strings
from extractors.readers.sheets.xlsx_styles import Style
from extractors.readers.sheets.xlsx_values import Source, number_to_source, unescape
from extractors.readers.sheets.xlsx_xml import Attributes, read_stream
from model.errors import Damaged, TooLarge

MAX_CELLS = 3_000_000
"""Cells in a sheet, empty ones with a style included: Excel writes whole formatted columns."""

MAX_FILLED = 500_000
MAX_ROW, MAX_COL = 1_048_576, 16_384
MAX_HEIGHTS = 5_000
"""Rows from the top whose height is kept, to tell which row a control stands in."""

_LETTERS = re.compile(r'[A-Za-z]{1,3}')
_NUMBER = re.compile(r'\s*[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d{1,4})?\s*')
_PICTURE_FORMULA = re.compile(r'=?(?:_xlfn\.)?DISPIMG\(', re.IGNORECASE)
_HEADINGS = ('oddHeader', 'evenHeader', 'firstHeader', 'oddFooter', 'evenFooter', 'firstFooter')


@dataclass(slots=True)
class SheetFacts:
    """What one sheet holds; rows and columns count from 1, but keys of cells and ruled from 0.

    cells are those with a value or a formula; a merge is (first row, first column, last row, last
    column); ruled is the rightmost column with a right border by row; widths in characters, heights
    in points; headings are (part, text with its codes); controls maps a shape's number to its
    relationship.
    """

    cells: dict[tuple[int, int], Source] = field(default_factory=dict)
    merges: list[tuple[int, int, int, int]] = field(default_factory=list)
    hidden_rows: list[int] = field(default_factory=list)
    hidden_cols: list[tuple[int, int]] = field(default_factory=list)
    ruled: dict[int, int] = field(default_factory=dict)
    heights: dict[int, float] = field(default_factory=dict)
    widths: list[tuple[int, int, float]] = field(default_factory=list)
    row_height: float = 13.5
    headings: list[tuple[str, str]] = field(default_factory=list)
    filtered: bool = False
    controls: dict[str, str] = field(default_factory=dict)


def part_to_facts(part: bytes, strings: Strings, styles: tuple[Style, ...], *, from_1904: bool) -> SheetFacts:
    """Read one sheet's XML from end to end.

    Raises Damaged for what cannot be a sheet, TooLarge over MAX_CELLS cells or MAX_FILLED filled ones.
    """
    taker = _Taker(strings, styles, from_1904=from_1904)
    text_starts, text_ends = taker.text.handlers()
    starts = {
        **text_starts,
        'row': taker.start_row, 'c': taker.start_cell, 'f': taker.start_formula, 'col': taker.take_col,
        'mergeCell': taker.take_merge, 'sheetFormatPr': taker.take_defaults,
        'filterColumn': taker.take_filter, 'control': taker.take_control,
        'headerFooter': taker.start_headings,
    }  # fmt: skip
    ends: dict[str, Callable[[str], None]] = {
        **text_ends, 'c': taker.end_cell, 'v': taker.end_value, 'is': taker.end_inline,
        'f': taker.end_formula, **{name: taker.heading(name) for name in _HEADINGS},
    }  # fmt: skip
    try:
        read_stream(part, starts, ends)
    except (ValueError, IndexError, KeyError, TypeError, OverflowError) as fault:
        raise Damaged("工作簿内部有错，读不了；请用 Excel 或 WPS 打开，另存为 .xlsx 再放入") from fault
    return taker.facts


@dataclass(slots=True)
class _Taker:
    """What has been met so far of a sheet's part; row and col count from 1."""

    strings: Strings
    styles: tuple[Style, ...]
    from_1904: bool
    facts: SheetFacts = field(default_factory=SheetFacts)
    shared: SharedFormulas = field(default_factory=SharedFormulas)
    row: int = 0
    col: int = 0
    count: int = 0
    cell: Attributes = field(default_factory=dict)
    value: str | None = None
    formula: str | None = None
    formula_about: Attributes = field(default_factory=dict)
    text: TextTaker = field(default_factory=TextTaker)
    runs: Runs | None = None
    printed: set[str] = field(default_factory=set)

    def start_row(self, about: Attributes) -> None:
        self.row = int(float(about.get('r', self.row + 1)))
        self.col = 0
        if _is_true(about.get('hidden')) or about.get('ht') == '0':
            self.facts.hidden_rows.append(self.row)
        if 'ht' in about and self.row <= MAX_HEIGHTS:
            self.facts.heights[self.row] = float(about['ht'])

    def start_cell(self, about: Attributes) -> None:
        self.cell, self.value, self.formula, self.runs = about, None, None, None
        self.count += 1
        if self.count > MAX_CELLS:
            raise TooLarge(
                f"工作表里的单元格超过{MAX_CELLS}个（多是只有格式的空格）；请删去多余的空行空列，或拆成几个文件再放入"
            )
        place = about.get('r')
        if place is None:
            self.col += 1
        else:
            self.row, self.col = place_to_numbers(place)

    def start_formula(self, about: Attributes) -> None:
        self.formula_about = about

    def end_formula(self, text: str) -> None:
        self.formula = self.shared.formula(text, self.formula_about, self.row, self.col)

    def end_value(self, text: str) -> None:
        self.value = text

    def end_inline(self, _: str) -> None:
        self.value, self.runs = self.text.take()

    def end_cell(self, _: str) -> None:
        style = self.styles[int(self.cell.get('s', 0))]
        if style.right_border:
            self.facts.ruled[self.row - 1] = max(self.col, self.facts.ruled.get(self.row - 1, 0))
        if self.value is None and self.formula is None:
            return
        if len(self.facts.cells) >= MAX_FILLED:
            raise TooLarge(f"工作表里有内容的单元格超过{MAX_FILLED}个；请拆成几个文件再放入")
        source = self._source(style.number_format)
        if style.struck or self.runs:
            source = strike(source, self.runs, cell_struck=style.struck)
        self.facts.cells[self.row - 1, self.col - 1] = source

    def _source(self, number_format: str) -> Source:
        kind, text = self.cell.get('t', 'n'), self.value
        if self.formula is not None and not text and kind != 'str':
            return Source(None, 'uncounted', number_format, self.formula)
        if text is None or (kind == 's' and not text):
            return Source(None, 'text', formula=self.formula)
        if kind == 'n':
            return self._number(text, number_format)
        if kind == 's':
            number = int(text)
            self.runs = self.strings.runs.get(number)
            return Source(self.strings.texts[number], 'text', formula=self.formula)
        if _PICTURE_FORMULA.match(text) or (kind == 'e' and 'vm' in self.cell):
            return Source(None, 'picture', formula=self.formula)
        return self._text(text, kind, number_format)

    def _number(self, text: str, number_format: str) -> Source:
        """A number; anything else in its place is shown as it stands."""
        if not _NUMBER.fullmatch(text):
            return Source(unescape(text) or None, 'text', formula=self.formula)
        number = float(text) if '.' in text or 'e' in text or 'E' in text else int(text)
        if abs(number) == float('inf'):
            return Source(text, 'text', formula=self.formula)
        return number_to_source(number, number_format, self.formula, from_1904=self.from_1904)

    def _text(self, text: str, kind: str, number_format: str) -> Source:
        if kind == 'b':
            return Source(text in ('1', 'true'), 'bool', formula=self.formula)
        if kind == 'e':
            return Source(text, 'error', formula=self.formula)
        if kind == 'd':  # an ISO date, in strict workbooks
            try:
                return Source(dt.datetime.fromisoformat(text), 'moment', number_format, self.formula)
            except ValueError:
                pass
        return Source(unescape(text), 'text', formula=self.formula)

    def take_col(self, about: Attributes) -> None:
        first, last = int(about['min']), int(about['max'])
        if _is_true(about.get('hidden')) or about.get('width') == '0':
            self.facts.hidden_cols.append((first, last))
        elif 'width' in about:
            self.facts.widths.append((first, last, float(about['width'])))

    def take_merge(self, about: Attributes) -> None:
        first, _, last = about['ref'].partition(':')
        (top, left), (bottom, right) = (
            place_to_numbers(first.replace('$', '')),
            place_to_numbers((last or first).replace('$', '')),
        )
        self.facts.merges.append((top, left, bottom, right))

    def take_defaults(self, about: Attributes) -> None:
        self.facts.row_height = float(about.get('defaultRowHeight', self.facts.row_height))

    def take_filter(self, _: Attributes) -> None:
        self.facts.filtered = True

    def take_control(self, about: Attributes) -> None:
        relation = next((value for name, value in about.items() if name.endswith(':id')), '')
        self.facts.controls[about.get('shapeId', '')] = relation

    def start_headings(self, about: Attributes) -> None:
        flags = {'even': 'differentOddEven', 'first': 'differentFirst'}
        self.printed = {'odd', *(kind for kind, flag in flags.items() if _is_true(about.get(flag)))}

    def heading(self, name: str) -> Callable[[str], None]:
        """What takes a page heading of this name, unless it is kept but not printed."""
        kind, part = name[:-6], name[-6:].lower()

        def take(text: str) -> None:
            if kind in self.printed:
                self.facts.headings.append((part, text))

        return take


def place_to_numbers(place: str) -> tuple[int, int]:
    """A place's row and column from 1: 'B7' -> (7, 2). Raises ValueError outside a sheet."""
    letters = place.rstrip('0123456789')
    row, col = int(place[len(letters) :]), column_number(letters)
    if not (1 <= row <= MAX_ROW and 1 <= col <= MAX_COL):
        raise ValueError(place)
    return row, col


@lru_cache(maxsize=MAX_COL)
def column_number(letters: str) -> int:
    """A column's number from 1: A is 1, AA is 27. Raises ValueError for what is no column."""
    if not _LETTERS.fullmatch(letters):
        raise ValueError(letters)
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - ord('A') + 1
    return number


def _is_true(value: str | None) -> bool:
    return value in ('1', 'true')
