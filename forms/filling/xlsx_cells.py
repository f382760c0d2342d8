"""One cell of a sheet written anew: a number, a date or words, in the style it had."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from forms.filling.sheet_texts import Change
from forms.sheets.package import Sheet, Workbook, style_number
from forms.sheets.places import Place, place_to_ref
from forms.sheets.spans import Edit, Node, escape, part_to_tree, splice
from forms.sheets.styles import Style
from model.blank import Blank
from text.celldates import cell_to_date

_NUMBER = re.compile(r'-?(?:0|[1-9]\d{0,14})(?:\.\d{1,9})?')
_EXACT_DIGITS = 15
"""What a sheet keeps of a number; a longer one is a code."""

_CONTROL = re.compile('[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]')
_ESCAPED = re.compile(r'_(?=x[0-9A-Fa-f]{4}_)')


def value_to_content(workbook: Workbook, style: Style, blank: Blank, value: str) -> tuple[str, bytes]:
    """A value as (cell type, content): 'n' with <v>, or 'inlineStr' with its words.

    Numbers are written as such where the place asks for one, a date where the cell's format shows one;
    codes, telephones and all else are words, for a number has no leading zero and 15 digits.
    """
    value = value.strip() if blank.kind in ('number', 'date') else value
    if style.is_date:
        serial = _date_to_serial(value, style, from_1904=workbook.from_1904)
        if serial is not None:
            return 'n', str(serial).encode()
    if blank.kind == 'number' and not style.is_text and not style.is_date:
        number = _to_number(value, style)
        if number is not None:
            return 'n', number.encode()
    return 'inlineStr', b''


def _to_number(value: str, style: Style) -> str | None:
    percent = '%' in style.number_format
    if percent != value.endswith('%'):
        return None
    digits = value.removesuffix('%')
    if not _NUMBER.fullmatch(digits) or len(re.sub(r'\D', '', digits).lstrip('0')) > _EXACT_DIGITS:
        return None
    if not percent:
        return digits
    return format((Decimal(digits) / 100).normalize(), 'f')


def _date_to_serial(value: str, style: Style, *, from_1904: bool) -> int | None:
    """Days since the book's epoch (ECMA-376-1 18.17.4); None for no date, or one less exact than is shown."""
    iso = cell_to_date(value).value
    if iso is None or cell_to_date(value).score < 1 or len(iso) < 7 or (len(iso) < 10 and style.shows_day):
        return None
    day = dt.date.fromisoformat(iso if len(iso) == 10 else f'{iso}-01')
    epoch = dt.date(1904, 1, 1) if from_1904 else dt.date(1899, 12, 30)
    days = (day - epoch).days
    return days if days > 60 or from_1904 else None


def with_cells(sheet: Sheet, places: Iterable[Place]) -> Sheet:
    """The sheet with these cells in it, new ones empty and in the style of their row or column."""
    missing: dict[int, list[Place]] = {}
    for place in sorted(set(places) - sheet.cells.keys()):
        missing.setdefault(place.row, []).append(place)
    if not missing:
        return sheet
    edits = [edit for row, new in missing.items() for edit in _new_cells(sheet, row, new)]
    return reread(sheet, splice(sheet.data, edits))


def reread(sheet: Sheet, data: bytes) -> Sheet:
    """The sheet as these bytes say it."""
    return Sheet(sheet.title, sheet.part, data, part_to_tree(data), sheet.hidden)


def _new_cells(sheet: Sheet, number: int, places: Sequence[Place]) -> Iterator[Edit]:
    prefix = prefix_of(sheet)
    made = {place: _cell(prefix, place, style_number(sheet, place)) for place in places}
    row, holder = sheet.rows.get(number), sheet.root.child('sheetData')
    assert holder is not None
    if row is not None and row.inner < row.end:
        for place, cell in made.items():
            known = sheet.row_cells.get(number, ())
            at = max((sheet.cells[each].end for each in known if each.col < place.col), default=row.inner)
            yield Edit(at, at, cell)
        return
    cells = b''.join(made.values())
    if row is not None:
        yield opened(sheet, row, cells)
        return
    new = f'<{prefix}row r="{number + 1}">'.encode() + cells + f'</{prefix}row>'.encode()
    if holder.inner == holder.end:
        yield opened(sheet, holder, new)
        return
    at = max((each.end for above, each in sheet.rows.items() if above < number), default=holder.inner)
    yield Edit(at, at, new)


def _cell(prefix: str, place: Place, style: int) -> bytes:
    about = f' s="{style}"' if style else ''
    return f'<{prefix}c r="{place_to_ref(place)}"{about}/>'.encode()


def opened(sheet: Sheet, node: Node, content: bytes) -> Edit:
    """An empty element (<row/>) with this content."""
    tag = sheet.data[node.start : node.inner].rstrip(b'/>').rstrip()
    return Edit(node.start, node.end, tag + b'>' + content + f'</{prefix_of(sheet)}{node.tag}>'.encode())


def prefix_of(sheet: Sheet) -> str:
    """What stands before the names of a sheet's elements: 'x:' or ''."""
    return f'{sheet.root.prefix}:' if sheet.root.prefix else ''


def put(sheet: Sheet, place: Place, kind: str, content: bytes) -> Edit:
    """The edit that gives a cell of the sheet this content, in the style it has."""
    node, prefix = sheet.cells[place], prefix_of(sheet)
    kept = {key: value for key, value in node.attributes.items() if key not in ('r', 't')}
    attributes = {'r': place_to_ref(place), **kept} | ({} if kind == 'n' else {'t': kind})
    listed = ''.join(f' {key}="{escape(value, quote=True).decode()}"' for key, value in attributes.items())
    inner = f'<{prefix}v>'.encode() + content + f'</{prefix}v>'.encode() if kind == 'n' else content
    return Edit(node.start, node.end, f'<{prefix}c{listed}>'.encode() + inner + f'</{prefix}c>'.encode())


def words(sheet: Sheet, text: str) -> bytes:
    """Words as an inline string's element; line breaks are kept, what XML forbids is escaped (22.9.2.19)."""
    prefix = prefix_of(sheet)
    return f'<{prefix}is>'.encode() + _run(prefix, text) + f'</{prefix}is>'.encode()


def _run(prefix: str, text: str) -> bytes:
    text = text.replace('\r\n', '\n').replace('\r', '\n')
    text = _CONTROL.sub(lambda match: f'_x{ord(match[0]):04X}_', _ESCAPED.sub('_x005F_', text))
    return f'<{prefix}t xml:space="preserve">'.encode() + escape(text) + f'</{prefix}t>'.encode()


def changed_words(workbook: Workbook, sheet: Sheet, place: Place, changes: Sequence[Change]) -> bytes:
    """A cell's own words with changes, each run in its font; a change stands in the run where it begins."""
    prefix = prefix_of(sheet)
    made, at = [], 0
    for text, font in _runs(workbook, sheet, sheet.cells[place]):
        end, piece = at + len(text), text
        for start, stop, new in reversed(changes):
            starts_here = at <= start < end or (start == end == _length(workbook, sheet, place))
            if starts_here or (start < at < stop):
                first, last = max(start, at) - at, min(stop, end) - at
                piece = piece[:first] + (new if starts_here else '') + piece[max(first, last) :]
        made.append((piece, font))
        at = end
    if len(made) == 1 and not made[0][1]:
        return f'<{prefix}is>'.encode() + _run(prefix, made[0][0]) + f'</{prefix}is>'.encode()
    runs = b''.join(
        f'<{prefix}r>'.encode() + font + _run(prefix, piece) + f'</{prefix}r>'.encode()
        for piece, font in made
        if piece
    )
    return f'<{prefix}is>'.encode() + runs + f'</{prefix}is>'.encode()


def _length(workbook: Workbook, sheet: Sheet, place: Place) -> int:
    return sum(len(text) for text, _ in _runs(workbook, sheet, sheet.cells[place]))


def _runs(workbook: Workbook, sheet: Sheet, cell: Node) -> list[tuple[str, bytes]]:
    """A cell's words by runs, each with its font as it is written."""
    value, source, data = cell.child('v'), cell.child('is'), sheet.data
    if cell.attributes.get('t') == 's' and value is not None:
        source, data = workbook.texts[int(value.text)][1], workbook.strings
    if source is None:
        return [(value.text if value else '', b'')]
    runs: list[tuple[str, bytes]] = []
    for each in source.children:
        if each.tag == 't':
            runs.append((each.text, b''))
        elif each.tag == 'r':
            font, text = each.child('rPr'), each.child('t')
            same = font is not None and font.prefix == sheet.root.prefix
            runs.append((text.text if text else '', data[font.start : font.end] if font and same else b''))
    return runs or [('', b'')]
