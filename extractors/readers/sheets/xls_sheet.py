"""A sheet of an old workbook (.xls .et), as xlrd reads it, as the facts that any workbook's sheet gives."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from extractors.readers.sheets.struck_cells import Runs, strike
from extractors.readers.sheets.xlsx_parts import MAX_HEIGHTS, SheetFacts
from extractors.readers.sheets.xlsx_styles import BUILT_IN_FORMATS, Style
from extractors.readers.sheets.xlsx_values import Source, clean_text, number_to_source

_TEXT = 1
"""xlrd's number for a cell of text."""

_TWIPS = 20
"""Twentieths of a point, the unit of a row's height; a column's width is in 256ths of a character."""


def book_to_styles(book: Any) -> tuple[Style, ...]:
    """The styles that cells name by number."""
    return tuple(
        Style(
            _number_format(book, xf.format_key),
            xf.border.right_line_style != 0,
            _is_struck(book, xf.font_index),
        )
        for xf in book.xf_list
    )


def _is_struck(book: Any, font: int) -> bool:
    return 0 <= font < len(book.font_list) and bool(book.font_list[font].struck_out)


def _number_format(book: Any, key: int) -> str:
    known = book.format_map.get(key)
    text = known.format_str if known is not None else None
    return text or BUILT_IN_FORMATS.get(key, 'General')


def sheet_to_facts(
    sheet: Any, styles: tuple[Style, ...], formulas: dict[tuple[int, int], tuple[str, bool]]
) -> SheetFacts:
    """Cells, merges, hidden parts and measures of one sheet; formulas are those of sheet_to_formulas."""
    facts = SheetFacts(
        merges=[(top + 1, left + 1, bottom, right) for top, bottom, left, right in sheet.merged_cells]
    )
    from_1904 = sheet.book.datemode == 1
    for row in range(sheet.nrows):
        about = zip(sheet.row_types(row), sheet.row_values(row), sheet._cell_xf_indexes[row], strict=True)  # noqa: SLF001
        for col, (kind, value, style_number) in enumerate(about):
            style = (
                styles[style_number]
                if 0 <= style_number < len(styles)
                else Style('General', right_border=False)
            )
            if style.right_border:
                facts.ruled[row] = col + 1
            source = _source(kind, value, style.number_format, formulas.get((row, col)), from_1904=from_1904)
            runs = _runs(sheet, row, col, value) if kind == _TEXT else None
            if source is not None and (style.struck or runs):
                source = strike(source, runs, cell_struck=style.struck)
            if source is not None:
                facts.cells[row, col] = source
    _take_measures(sheet, facts)
    return facts


def _source(
    kind: int, value: Any, number_format: str, formula: tuple[str, bool] | None, *, from_1904: bool
) -> Source | None:
    """One cell as stored, None for an empty one; kind is xlrd's."""
    from xlrd import biffh

    text, uncounted = formula or (None, False)
    if uncounted:
        return Source(None, 'uncounted', formula=text)
    if kind in (biffh.XL_CELL_NUMBER, biffh.XL_CELL_DATE):
        number = int(value) if value == value // 1 and abs(value) < 10**15 else value
        return number_to_source(number, number_format, text, from_1904=from_1904)
    if kind == biffh.XL_CELL_TEXT:
        return Source(clean_text(value), 'text', formula=text)
    if kind == biffh.XL_CELL_BOOLEAN:
        return Source(bool(value), 'bool', formula=text)
    if kind == biffh.XL_CELL_ERROR:
        return Source(biffh.error_text_from_code.get(value, '#N/A'), 'error', formula=text)
    return None if text is None else Source(None, 'text', formula=text)


def _runs(sheet: Any, row: int, col: int, text: str) -> Runs | None:
    """The pieces of a text, their places counted in UTF-16; what stands before them looks as its cell."""
    changes = sorted(sheet.rich_text_runlist_map.get((row, col), ()))
    if not changes:
        return None
    units = text.encode('utf-16-le', 'surrogatepass')
    starts = [0, *(2 * start for start, _ in changes), len(units)]
    looks = [None, *(_is_struck(sheet.book, font) for _, font in changes)]
    pieces = [units[start:end].decode('utf-16-le', 'replace') for start, end in pairwise(starts)]
    return tuple((clean_text(piece), look) for piece, look in zip(pieces, looks, strict=True))


def _take_measures(sheet: Any, facts: SheetFacts) -> None:
    """Hidden rows and columns, heights and widths."""
    for row, about in sorted(sheet.rowinfo_map.items()):
        if about.hidden or about.height == 0:
            facts.hidden_rows.append(row + 1)
        if row < MAX_HEIGHTS:
            facts.heights[row + 1] = about.height / _TWIPS
    for col, about in sorted(sheet.colinfo_map.items()):
        if about.hidden or about.width == 0:
            facts.hidden_cols.append((col + 1, col + 1))
        facts.widths.append((col + 1, col + 1, about.width / 256))
