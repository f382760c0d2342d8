"""A cell of a workbook, marked in a copy that LibreOffice then prints: its sheet alone, around the cell."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass
from typing import Any

from openpyxl.utils.cell import column_index_from_string, get_column_letter

from extractors.readers.pictures.word import FILL, packed
from extractors.readers.zipguard import parse_xml
from model.errors import BadInput, NeedsConversion, UsageFault
from model.place import Where

S = '{http://schemas.openxmlformats.org/spreadsheetml/2006/main}'
_R = '{http://schemas.openxmlformats.org/officeDocument/2006/relationships}'
_REF = re.compile(r'([A-Z]{1,3})(\d{1,7})')
_ROWS_ABOVE, _ROWS_BELOW = 20, 15
_COLUMNS_AROUND, _ALL_COLUMNS = 10, 24
_LAST_ROW, _LAST_COLUMN = 1_048_576, 16_384
_DROPPED = ('conditionalFormatting', 'rowBreaks', 'colBreaks', 'pageSetup', 'headerFooter', 'printOptions')
"""Of the sheet's own printing, and what could paint over the mark."""

_Rect = tuple[int, int, int, int]
"""First column and row, last column and row, all from 1."""


@dataclass(frozen=True, slots=True)
class _Book:
    """The parts of a workbook that a mark touches, as trees."""

    workbook: Any
    styles: Any
    sheet: Any
    index: int


def marked_xlsx(members: dict[str, bytes], where: Where) -> tuple[bytes, tuple[str, ...]]:
    """A copy whose other sheets are hidden and whose sought cell has the mark's background, and what to tell.

    members are the container's. Raises NeedsConversion for a workbook that is written otherwise than most,
    UsageFault where there is no such sheet.
    """
    names = _part_names(members)
    trees = {name: parse_xml(members[name]) for name in names[:2]}
    workbook = trees[names[0]]
    index, part = _sheet_part(members, workbook, names[0], where)
    trees[part] = parse_xml(members[part])
    book = _Book(workbook, trees[names[1]], trees[part], index)
    told = _show_sheet(book)
    if where.cell is not None:
        found = _REF.fullmatch(where.cell.upper())
        if (
            not found
            or column_index_from_string(found[1]) > _LAST_COLUMN
            or not 1 <= int(found[2]) <= _LAST_ROW
        ):
            raise UsageFault(f"“{where.cell}”不是单元格，应写成 B7 这样。")
        rect = _merged(book.sheet, column_index_from_string(found[1]), int(found[2]))
        told += _mark(book, rect)
        _set_print_area(book, _window(book.sheet, rect))
    _fit_page(book.sheet)
    return packed(members, trees), tuple(told)


def _part_names(members: dict[str, bytes]) -> tuple[str, str]:
    workbook = next((name for name in members if re.fullmatch(r'xl/workbook\d*\.xml', name)), None)
    if (
        workbook is None
        or 'xl/styles.xml' not in members
        or parse_xml(members[workbook]).tag != S + 'workbook'
    ):
        raise NeedsConversion("工作簿的写法少见，要用 LibreOffice 转换后才能看图", 'xlsx')
    return workbook, 'xl/styles.xml'


def _sheet_part(members: dict[str, bytes], workbook: Any, name: str, where: Where) -> tuple[int, str]:
    sheets = workbook.findall(f'{S}sheets/{S}sheet')
    wanted = [index for index, sheet in enumerate(sheets) if sheet.get('name') == where.sheet]
    if not wanted:
        told = '、'.join(f"“{sheet.get('name')}”" for sheet in sheets)
        raise UsageFault(f"文件里没有工作表“{where.sheet}”，有的是{told}。")
    folder, file = posixpath.split(name)
    relations = parse_xml(members[f'{folder}/_rels/{file}.rels'])
    target = next(
        (each.get('Target') for each in relations if each.get('Id') == sheets[wanted[0]].get(_R + 'id')), ''
    )
    part = posixpath.normpath(posixpath.join('/', folder, target)).lstrip('/')
    if part not in members:
        raise BadInput(f"工作表“{where.sheet}”的内容不在文件里；请用 Excel 或 WPS 打开，另存后再看")
    return wanted[0], part


def _show_sheet(book: _Book) -> list[str]:
    """Hide all sheets but this one, and drop what they and it say of printing."""
    told = []
    for index, sheet in enumerate(book.workbook.findall(f'{S}sheets/{S}sheet')):
        if index != book.index:
            sheet.set('state', 'hidden')
        elif sheet.attrib.pop('state', 'visible') != 'visible':
            told.append(f"工作表“{sheet.get('name')}”在原表中是隐藏的，图中照样画出")
    for view in book.workbook.iter(S + 'workbookView'):
        view.set('activeTab', str(book.index))
        view.set('firstSheet', str(book.index))
    for name in list(book.workbook.iter(S + 'definedName')):
        if name.get('name', '').startswith('_xlnm.Print_'):
            name.getparent().remove(name)
    for old in [each for each in book.sheet if each.tag in {S + tag for tag in _DROPPED}]:
        book.sheet.remove(old)
    return told


def _merged(sheet: Any, column: int, row: int) -> _Rect:
    """The cell, or the merged cells that it is part of."""
    for merge in sheet.iter(S + 'mergeCell'):
        first, _, last = merge.get('ref', '').partition(':')
        ends = [_REF.fullmatch(end) for end in (first, last or first)]
        if all(ends):
            (x0, y0), (x1, y1) = ((column_index_from_string(end[1]), int(end[2])) for end in ends if end)
            if x0 <= column <= x1 and y0 <= row <= y1:
                return x0, y0, x1, y1
    return column, row, column, row


def _mark(book: _Book, rect: _Rect) -> list[str]:
    """Give the first cell the background, and show the rows and columns it is in; gives which were hidden."""
    x0, y0, x1, y1 = rect
    data = book.sheet.find(S + 'sheetData')
    rows = dict(_placed(data))
    columns = book.sheet.findall(f'{S}cols/{S}col')
    hidden = [
        f"第{name}在原表中是隐藏的，图中照样画出"
        for name, element in (
            *(
                (f"{get_column_letter(x0)}列", line)
                for line in columns
                if int(line.get('min')) <= x1 and int(line.get('max')) >= x0
            ),
            *((f"{number}行", row) for number, row in rows.items() if y0 <= number <= y1),
        )
        if _is_set(element.attrib.pop('hidden', ''))
    ]
    row = rows[y0] if y0 in rows else _put(data, S + 'row', y0, str(y0))
    cells = dict(_placed(row))
    for column, cell in cells.items():
        cell.set('r', f'{get_column_letter(column)}{y0}')
    cell = cells[x0] if x0 in cells else _put(row, S + 'c', x0, f'{get_column_letter(x0)}{y0}')
    cell.set('s', _marked_style(book.styles, int(cell.get('s') or row.get('s') or 0)))
    return hidden


def _is_set(flag: str) -> bool:
    return flag in {'1', 'true'}


def _placed(parent: Any) -> list[tuple[int, Any]]:
    """Rows with their numbers or cells with their columns; without a name of its own each is the next."""
    found: list[tuple[int, Any]] = []
    number = 0
    for child in parent:
        name = child.get('r') or ''
        cell = _REF.fullmatch(name)
        number = column_index_from_string(cell[1]) if cell else int(name) if name.isdecimal() else number + 1
        found.append((number, child))
    return found


def _put(parent: Any, tag: str, number: int, name: str) -> Any:
    """A new row or cell at its place among the others."""
    made = parent.makeelement(tag, {'r': name})
    parent.insert(sum(at < number for at, _ in _placed(parent)), made)
    return made


def _marked_style(styles: Any, old: int) -> str:
    """The number of a new cell format: the old one with the mark's background."""
    from copy import deepcopy

    fills, formats = styles.find(S + 'fills'), styles.find(S + 'cellXfs')
    fill = fills.makeelement(S + 'fill')
    pattern = fill.makeelement(S + 'patternFill', {'patternType': 'solid'})
    pattern.append(pattern.makeelement(S + 'fgColor', {'rgb': f'FF{FILL}'}))
    fill.append(pattern)
    fills.append(fill)
    fills.set('count', str(len(fills)))
    made = deepcopy(formats[old] if old < len(formats) else formats[0])
    made.set('fillId', str(len(fills) - 1))
    made.set('applyFill', '1')
    formats.append(made)
    formats.set('count', str(len(formats)))
    return str(len(formats) - 1)


def _window(sheet: Any, rect: _Rect) -> _Rect:
    """The part of the sheet that is shown around the mark: all columns where they are few."""
    x0, y0, x1, y1 = rect
    top, bottom = max(y0 - _ROWS_ABOVE, 1), min(y0 + _ROWS_BELOW, _LAST_ROW)
    bottom = max(bottom, min(y1, y0 + 2 * _ROWS_BELOW))
    width = max(
        (
            at
            for number, row in _placed(sheet.find(S + 'sheetData'))
            if top <= number <= bottom
            for at, cell in _placed(row)
            if len(cell)
        ),
        default=x1,
    )
    if max(width, x1) <= _ALL_COLUMNS:
        return 1, top, max(width, x1), bottom
    left = max(x0 - _COLUMNS_AROUND, 1)
    return left, top, min(max(x1, x0 + _COLUMNS_AROUND), left + 3 * _COLUMNS_AROUND), bottom


def _set_print_area(book: _Book, window: _Rect) -> None:
    names = book.workbook.find(S + 'definedNames')
    if names is None:
        names = book.workbook.makeelement(S + 'definedNames')
        book.workbook.find(S + 'sheets').addnext(names)
    title = book.workbook.findall(f'{S}sheets/{S}sheet')[book.index].get('name').replace("'", "''")
    x0, y0, x1, y1 = window
    area = names.makeelement(S + 'definedName', {'name': '_xlnm.Print_Area', 'localSheetId': str(book.index)})
    area.text = f"'{title}'!${get_column_letter(x0)}${y0}:${get_column_letter(x1)}${y1}"
    names.append(area)


def _fit_page(sheet: Any) -> None:
    """One page wide, lying: LibreOffice makes the print smaller until it fits."""
    properties = sheet.find(S + 'sheetPr')
    if properties is None:
        properties = sheet.makeelement(S + 'sheetPr')
        sheet.insert(0, properties)
    for old in properties.findall(S + 'pageSetUpPr'):
        properties.remove(old)
    properties.append(properties.makeelement(S + 'pageSetUpPr', {'fitToPage': '1'}))
    setup = {'paperSize': '9', 'orientation': 'landscape', 'fitToWidth': '1', 'fitToHeight': '0'}
    made = sheet.makeelement(S + 'pageSetup', setup)
    margins = sheet.find(S + 'pageMargins')
    if margins is None:
        sheet.append(made)
    else:
        margins.addnext(made)
