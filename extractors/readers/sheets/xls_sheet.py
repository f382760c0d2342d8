"""A sheet of an old workbook (.xls .et), as xlrd reads it, as the facts that any workbook's sheet gives."""

from __future__ import annotations

from typing import Any

from extractors.readers.sheets.xlsx_parts import MAX_HEIGHTS, SheetFacts
from extractors.readers.sheets.xlsx_styles import BUILT_IN_FORMATS, Style
from extractors.readers.sheets.xlsx_values import Source, clean_text, number_to_source

_TWIPS = 20
"""Twentieths of a point, the unit of a row's height; a column's width is in 256ths of a character."""


def book_to_styles(book: Any) -> tuple[Style, ...]:
    """The styles that cells name by number."""
    return tuple(
        Style(_number_format(book, xf.format_key), xf.border.right_line_style != 0) for xf in book.xf_list
    )


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
