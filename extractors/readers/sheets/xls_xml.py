"""Workbooks as one XML file ("XML 表格 2003", most often named .xls by the system that exports it)."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from typing import Any

from extractors.readers import zipguard
from extractors.readers.plain.encoding import bytes_to_text
from extractors.readers.sheets.struck_cells import strike
from extractors.readers.sheets.xlsx_book import SheetContent, State
from extractors.readers.sheets.xlsx_extras import notes_to_problems
from extractors.readers.sheets.xlsx_parts import MAX_COL, MAX_ROW, SheetFacts
from extractors.readers.sheets.xlsx_sheet import column_name, place_name
from extractors.readers.sheets.xlsx_styles import PLAIN, Style
from extractors.readers.sheets.xlsx_values import Source, clean_text, number_to_source
from model.errors import Damaged

HEAD = re.compile(rb'<(?:\w+:)?Workbook\b[^>]*urn:schemas-microsoft-com:office:spreadsheet')

_SS = '{urn:schemas-microsoft-com:office:spreadsheet}'
_X = '{urn:schemas-microsoft-com:office:excel}'
_DECLARATION = re.compile(r'\A\ufeff?\s*<\?xml[^>]*\?>')
_NAMED = {
    'Percent': '0.00%', 'Fixed': '0.00', 'Standard': '#,##0.00', 'Scientific': '0.00E+00',
    'Currency': '#,##0.00', 'Euro Currency': '#,##0.00', 'General Date': 'yyyy-m-d h:mm',
    'Short Date': 'yyyy-m-d', 'Medium Date': 'yyyy-m-d', 'Long Date': 'yyyy-m-d', 'Short Time': 'h:mm',
    'Medium Time': 'h:mm', 'Long Time': 'h:mm:ss',
}  # fmt: skip
_REFERENCE = re.compile(r'("[^"]*"|\'[^\']*\')|\bR(\[-?\d+\]|\d+)?C(\[-?\d+\]|\d+)?(?![\w(])')
_STATES: dict[str, State] = {'SheetHidden': 'hidden', 'SheetVeryHidden': 'veryHidden'}


def data_to_contents(data: bytes) -> Iterator[SheetContent]:
    """The sheets of such a file; raises Damaged for what cannot be one."""
    text, _ = bytes_to_text(data)
    part = _DECLARATION.sub('', text).encode()
    zipguard.check_xml('workbook.xml', part)
    root = zipguard.parse_xml(part)
    styles = {each.get(_SS + 'ID'): _style(each) for each in root.iterfind('{*}Styles/{*}Style')}
    for sheet in root.iterfind('{*}Worksheet'):
        try:
            yield _content(sheet, styles)
        except (ValueError, OverflowError) as fault:
            raise Damaged("工作簿内部有错，读不了；请用 Excel 或 WPS 打开，另存为 .xlsx 再放入") from fault


def _style(element: Any) -> Style:
    numbers = element.find('{*}NumberFormat')
    name = '' if numbers is None else numbers.get(_SS + 'Format') or ''
    right = any(
        border.get(_SS + 'Position') == 'Right' and border.get(_SS + 'LineStyle') not in (None, 'None')
        for border in element.iterfind('{*}Borders/{*}Border')
    )
    font = element.find('{*}Font')
    struck = font is not None and font.get(_SS + 'StrikeThrough') == '1'
    return Style(_NAMED.get(name, name or 'General'), right, struck)


def _content(sheet: Any, styles: dict[str | None, Style]) -> SheetContent:
    title = sheet.get(_SS + 'Name') or ''
    facts = SheetFacts(filtered=sheet.find('{*}AutoFilter/{*}AutoFilterColumn') is not None)
    notes: list[tuple[str, str]] = []
    for about, col in _counted(sheet.iterfind('{*}Table/{*}Column')):
        if about.get(_SS + 'Hidden') == '1':
            facts.hidden_cols.append((col + 1, col + 1 + int(about.get(_SS + 'Span') or 0)))
    for row_element, row in _counted(sheet.iterfind('{*}Table/{*}Row')):
        if row_element.get(_SS + 'Hidden') == '1':
            last = min(row + 1 + int(row_element.get(_SS + 'Span') or 0), MAX_ROW)
            facts.hidden_rows += range(row + 1, last + 1)
        for cell, col in _counted(row_element.iterfind('{*}Cell')):
            _take_cell(cell, (row, col), styles, facts)
            notes += [
                (place_name((row, col)), ''.join(each.itertext())) for each in cell.iterfind('{*}Comment')
            ]
    for part in ('Header', 'Footer'):
        for each in sheet.iterfind(f'{{*}}WorksheetOptions/{{*}}PageSetup/{{*}}{part}'):
            facts.headings.append((part.lower(), each.get(_X + 'Data') or ''))
    state = _STATES.get(sheet.findtext('{*}WorksheetOptions/{*}Visible') or '', 'visible')
    return SheetContent(title, state, facts, problems=notes_to_problems(notes, title))


def _counted(elements: Iterator[Any]) -> Iterator[tuple[Any, int]]:
    """Columns, rows or cells with their numbers from 0: each follows the last, or says where it stands."""
    number = 0
    for element in elements:
        number = int(element.get(_SS + 'Index') or number + 1)
        if not 1 <= number <= MAX_ROW:
            raise ValueError(number)
        yield element, number - 1
        tag = element.tag.rpartition('}')[2]
        number += int(element.get(_SS + ('MergeAcross' if tag == 'Cell' else 'Span')) or 0)


def _take_cell(cell: Any, place: tuple[int, int], styles: dict[str | None, Style], facts: SheetFacts) -> None:
    row, col = place
    down, across = (int(cell.get(_SS + name) or 0) for name in ('MergeDown', 'MergeAcross'))
    if col + across >= MAX_COL or min(down, across) < 0:
        raise ValueError(place)
    if down or across:
        facts.merges.append((row + 1, col + 1, row + 1 + down, col + 1 + across))
    style = styles.get(cell.get(_SS + 'StyleID') or 'Default', PLAIN)
    if style.right_border:
        facts.ruled[row] = max(col + 1 + across, facts.ruled.get(row, 0))
    written = cell.get(_SS + 'Formula')
    formula = None if written is None else formula_to_a1(written, place)
    data = cell.find('{*}Data')
    if data is not None:
        text = ''.join(data.itertext())
        source = _source(text, data.get(_SS + 'Type') or 'String', style.number_format, formula)
        facts.cells[place] = strike(source, None, cell_struck=style.struck)
    elif formula is not None:
        facts.cells[place] = Source(None, 'uncounted', formula=formula)


def _source(text: str, kind: str, number_format: str, formula: str | None) -> Source:
    if kind == 'Number':
        number = float(text)
        return number_to_source(int(number) if number.is_integer() else number, number_format, formula)
    if kind == 'DateTime':
        return Source(dt.datetime.fromisoformat(text), 'moment', number_format, formula)
    if kind == 'Boolean':
        return Source(text.strip() == '1', 'bool', formula=formula)
    return Source(clean_text(text), 'error' if kind == 'Error' else 'text', formula=formula)


def formula_to_a1(formula: str, place: tuple[int, int]) -> str:
    """A formula with its references as letters and numbers: at B3, '=R[-1]C+R1C1' is '=B2+$A$1'."""

    def moved(match: re.Match[str]) -> str:
        if match[1]:
            return match[0]
        row, col = (_absolute(match[part], start) for part, start in ((2, place[0]), (3, place[1])))
        if row[1] < 0 or col[1] < 0:
            return '#REF!'
        return f'{col[0]}{column_name(col[1])}{row[0]}{row[1] + 1}'

    return _REFERENCE.sub(moved, formula)


def _absolute(reference: str | None, start: int) -> tuple[str, int]:
    """'$' for a fixed row or column, and its number from 0."""
    if reference is None or reference.startswith('['):
        return '', start + int((reference or '[0]')[1:-1])
    return '$', int(reference) - 1
