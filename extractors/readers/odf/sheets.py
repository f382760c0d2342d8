"""Sheets of an OpenDocument workbook as the facts xlsx_sheet makes a Table of (ODF 1.2, 9)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors.readers.docx.names import Element
from extractors.readers.odf.package import DRAW, FO, OFFICE, STYLE, TABLE, TEXT, OpenDocument
from extractors.readers.odf.styles import Styles, open_styles
from extractors.readers.odf.tables import repeated, rows
from extractors.readers.sheets.xlsx_book import SheetContent
from extractors.readers.sheets.xlsx_parts import MAX_FILLED, SheetFacts
from extractors.readers.sheets.xlsx_sheet import place_name
from extractors.readers.sheets.xlsx_values import Source
from model.document import Paragraph
from model.errors import TooLarge
from model.place import Problem, Severity, Where

_MAX_ROW, _MAX_COL = 1_048_576, 16_384
_BLANK_ROWS, _BLANK_COLS = 50, 100
"""Of a repeated row or cell that only has a style, what is looked at: whole sheets are formatted at once."""
_EMPTY = Source(None, 'text')

_COVERED = TABLE + 'covered-table-cell'
_CELLS = (TABLE + 'table-cell', _COVERED)
_COLUMN_GROUPS = frozenset(
    TABLE + name for name in ('table-columns', 'table-header-columns', 'table-column-group')
)
_ERRORS = re.compile(r'#(?:N/A|NAME\?|REF!|DIV/0!|VALUE!|NUM!|NULL!)|(?:Err|错误)[:：]\s?\d{3}')
_SHORT_DATE = re.compile(r'\d{1,2}[/.-]\d{1,2}[/.-]\d{1,2}(?:\s.*)?')
_REFERENCE = re.compile(r'\[([^\[\]]*)\]')
_UNSHOWN = frozenset({TEXT + 'ruby-text', TEXT + 'note', OFFICE + 'annotation'})


def document_to_contents(document: OpenDocument) -> Iterator[SheetContent]:
    """The sheets in order, each read when it is asked for."""
    styles = open_styles(document)
    workbook = document.content.find(f'{OFFICE}body/{OFFICE}spreadsheet')
    for number, table in enumerate(workbook.findall(TABLE + 'table'), start=1):
        title = table.get(TABLE + 'name') or f'Sheet{number}'
        facts, comments = _facts(table, styles)
        name = table.get(TABLE + 'style-name')
        hidden = _property('table', name, 'table-properties', TABLE + 'display', styles) == 'false'
        yield SheetContent(
            title,
            'hidden' if hidden else 'visible',
            facts,
            _floating(table, title),
            _comment_problem(comments, title),
            sum(1 for _ in table.iter(DRAW + 'image')),
        )


def _facts(table: Element, styles: Styles) -> tuple[SheetFacts, list[str]]:
    facts = SheetFacts()
    comments: list[str] = []
    facts.hidden_cols = list(_hidden_columns(table))
    at = 0
    for row in rows(table):
        times = repeated(row, 'number-rows-repeated', _MAX_ROW)
        found = list(_row_cells(row))
        visible = row.get(TABLE + 'visibility') or 'visible'
        if visible != 'visible' and (found or times <= MAX_FILLED):
            facts.filtered |= visible == 'filter'
            facts.hidden_rows += range(at + 1, at + 1 + min(times, MAX_FILLED))
        filled = sum(source is not _EMPTY for _, source, _ in found)
        if len(facts.cells) + filled * times > MAX_FILLED:
            raise TooLarge(f"工作表里有内容的单元格超过{MAX_FILLED}个；请拆成几个文件再放入")
        for line in range(at, at + (times if filled else min(times, _BLANK_ROWS))):
            for col, source, cell in found:
                _take(line, col, source, cell, facts, comments, styles)
        at += times
        if at > _MAX_ROW:
            break
    return facts, comments


def _row_cells(row: Element) -> Iterator[tuple[int, Source, Element]]:
    """(column from 0, content, element) of the cells that hold or span something."""
    col = 0
    for cell in row.iterchildren(*_CELLS):
        times = repeated(cell, 'number-columns-repeated', _MAX_COL)
        source = _source(cell)
        if source is not None or cell.get(TABLE + 'style-name') or _spans(cell) != (1, 1):
            most = times if source is not None else min(times, _BLANK_COLS)
            for index in range(col, min(col + most, _MAX_COL)):
                yield index, source or _EMPTY, cell
        col += times


def _take(
    line: int, col: int, source: Source, cell: Element, facts: SheetFacts, comments: list[str], styles: Styles
) -> None:
    if source.value is not None or source.kind == 'uncounted':
        facts.cells[line, col] = source
    down, across = _spans(cell)
    if (down, across) != (1, 1) and cell.tag != _COVERED:
        facts.merges.append((line + 1, col + 1, line + down, col + across))
    if _has_right_border(cell.get(TABLE + 'style-name'), styles):
        facts.ruled[line] = max(facts.ruled.get(line, 0), col + 1)
    if cell.find(OFFICE + 'annotation') is not None:
        comments.append(place_name((line, col)))


def _spans(cell: Element) -> tuple[int, int]:
    return (
        repeated(cell, 'number-rows-spanned', _MAX_ROW),
        repeated(cell, 'number-columns-spanned', _MAX_COL),
    )


def _source(cell: Element) -> Source | None:
    """A cell's content; None for an empty one and for one under a merge."""
    if cell.tag == _COVERED:
        return None
    text = '\n'.join(_shown(paragraph) for paragraph in cell.findall(TEXT + 'p'))
    kind = cell.get(OFFICE + 'value-type')
    formula = _formula(cell.get(TABLE + 'formula'))
    if not text and formula is None:
        return None
    if formula is not None and kind is None and not text:
        return Source(None, 'uncounted', 'General', formula)
    if formula is not None and _ERRORS.fullmatch(text.strip()):
        return Source(text, 'error', 'General', formula)
    if kind in ('date', 'time'):
        text = _moment(text, cell.get(f'{OFFICE}date-value') or '')
    number = _stored_number(cell) if kind == 'float' else None
    if number is not None and abs(number) >= 10**15:
        return Source(number, 'number', 'General', formula)
    return Source(text, 'text' if kind == 'string' or kind is None else 'moment', 'General', formula)


def _moment(shown: str, stored: str) -> str:
    """A date as shown, unless it is written with two digits of a year or not at all: 03/08/11."""
    if stored and (not shown or _SHORT_DATE.fullmatch(shown.strip()) or '#' in shown):
        return stored.replace('T', ' ')
    return shown


def _stored_number(cell: Element) -> float | None:
    try:
        return float(cell.get(OFFICE + 'value') or '')
    except ValueError:
        return None


def _formula(text: str | None) -> str | None:
    """A formula as its program shows it: 'of:=SUM([.B2:.B9])' -> '=SUM(B2:B9)'."""
    if not text:
        return None
    bare = text.partition(':')[2] if re.match(r'[a-z]+:=', text) else text
    shown = _REFERENCE.sub(lambda match: match[1].lstrip('.').replace(':.', ':').replace('.', '!'), bare)
    return shown if shown.startswith('=') else f'={shown}'


def _shown(element: Element) -> str:
    """The text of a cell's paragraph; comments and notes are not part of it."""
    parts = [re.sub(r'[ \t\r\n]+', ' ', element.text or '')]
    for child in element:
        if child.tag == TEXT + 's':
            count = child.get(TEXT + 'c') or '1'
            parts.append(' ' * (min(int(count), 1000) if count.isdecimal() and len(count) < 10 else 1))
        elif child.tag == TEXT + 'tab':
            parts.append('\t')
        elif child.tag == TEXT + 'line-break':
            parts.append('\n')
        elif isinstance(child.tag, str) and child.tag not in _UNSHOWN and not child.tag.startswith(DRAW):
            parts.append(_shown(child))
        parts.append(re.sub(r'[ \t\r\n]+', ' ', child.tail or ''))
    return ''.join(parts)


def _hidden_columns(parent: Element, first: int = 1) -> Iterator[tuple[int, int]]:
    """(first, last) of hidden columns, from 1."""
    for column in _columns(parent):
        times = repeated(column, 'number-columns-repeated', _MAX_COL)
        if (column.get(TABLE + 'visibility') or 'visible') != 'visible':
            yield first, first + times - 1
        first += times


def _columns(parent: Element) -> Iterator[Element]:
    for child in parent:
        if child.tag == TABLE + 'table-column':
            yield child
        elif child.tag in _COLUMN_GROUPS:
            yield from _columns(child)


def _property(family: str, name: str | None, properties: str, attribute: str, styles: Styles) -> str | None:
    element = styles.elements.get((family, name or ''))
    found = None if element is None else element.find(STYLE + properties)
    return None if found is None else found.get(attribute)


def _has_right_border(name: str | None, styles: Styles) -> bool:
    border = _property('table-cell', name, 'table-cell-properties', FO + 'border-right', styles) or _property(
        'table-cell', name, 'table-cell-properties', FO + 'border', styles
    )
    return border is not None and not border.startswith('none')


def _floating(table: Element, title: str) -> list[Paragraph]:
    """The lines of text boxes and shapes that lie over the sheet."""
    boxes = [
        shape for shapes in table.iter(TABLE + 'shapes', *_CELLS) for shape in shapes if _is_drawing(shape)
    ]
    lines = [_shown(line) for box in boxes for line in box.iter(TEXT + 'p')]
    return [Paragraph(line, Where(sheet=title, part='textbox')) for line in lines if line.strip()]


def _is_drawing(element: Element) -> bool:
    return isinstance(element.tag, str) and element.tag.startswith(DRAW)


def _comment_problem(places: list[str], title: str) -> list[Problem]:
    if not places:
        return []
    names = '、'.join(places[:20]) + ("等" if len(places) > 20 else '')
    message = f"工作表“{title}”有{len(places)}条批注（{names}），没有读入"
    return [Problem('comments', Severity.INFO, message, Where(sheet=title))]
