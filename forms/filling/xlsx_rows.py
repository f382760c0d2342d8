"""Rows put into a sheet behind the last blank one of a list: what stands below moves, sums over them grow."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping

from forms.blanks.gaps import text_to_gaps
from forms.filling.xlsx_cells import prefix_of, reread
from forms.sheets.package import Sheet, Workbook, related_parts, replaced
from forms.sheets.places import Area, Place, place_to_ref, ref_to_area, ref_to_place, sqref_to_areas
from forms.sheets.references import Insertion, references, shifted, translated
from forms.sheets.spans import (
    Edit,
    Node,
    escape,
    part_to_tree,
    set_attribute,
    set_text,
    splice,
    to_utf8,
)
from forms.sheets.validations import cell_to_text
from forms.sheets.view import is_protected

_ANCHOR_ROWS = re.compile(rb'<(?:\w+:)?[Rr]ow>\s*(\d+)\s*</')
_VML_ANCHORS = re.compile(rb'<x:Anchor>([^<]*)</x:Anchor>')
_REFS = re.compile(rb'\bref="([A-Z]{1,3}\d+(?::[A-Z]{1,3}\d+)?)"')
_FORMULAS = frozenset({'formula', 'formula1', 'formula2', 'f'})
_PLAIN = frozenset({'r', 'hidden', 'collapsed', 'outlineLevel'})


def why_not(workbook: Workbook, sheet: Sheet, insertion: Insertion) -> str | None:
    """Why no rows may be put in here, in Chinese; None where nothing speaks against it."""
    protection = sheet.root.child('sheetProtection')
    if is_protected(sheet) and protection is not None and protection.is_true('insertRows', default=True):
        return "工作表设了保护，不许加行"
    if _something_below(workbook, sheet, insertion):
        return "要加行的位置以下有图片、控件、批注或表格对象，程序不挪动它们"
    for place, node in _formulas(sheet):
        if node.attributes.get('t') == 'dataTable':
            return "工作表里有模拟运算表，程序不加行"
        if not insertion.first <= place.row <= insertion.last and _misses_rows(node.text, insertion):
            return f"{place_to_ref(place)}格的公式没有算到最后一行，加行后不会计入新行"
    return None


def _something_below(workbook: Workbook, sheet: Sheet, insertion: Insertion) -> bool:
    """Whether anything that is anchored to rows outside the sheet's own part reaches below."""
    for kind, parts in related_parts(workbook, sheet).items():
        for data in (workbook.members.get(part, b'') for part in parts):
            rows = [int(row) for row in _ANCHOR_ROWS.findall(data)]
            if kind == 'vmlDrawing':
                anchors = [anchor.split(b',') for anchor in _VML_ANCHORS.findall(data)]
                rows += [int(anchor[2]) for anchor in anchors if len(anchor) == 8]
            elif kind in ('comments', 'table'):
                areas = (ref_to_area(ref.decode()) for ref in _REFS.findall(data))
                rows += [area.bottom for area in areas if area is not None]
            elif kind == 'pivotTable':
                return True
            if any(row > insertion.last for row in rows) or (
                kind == 'table' and any(row >= insertion.first for row in rows)
            ):
                return True
    return False


def _formulas(sheet: Sheet) -> Iterator[tuple[Place, Node]]:
    for place, cell in sheet.cells.items():
        formula = cell.child('f')
        if formula is not None:
            yield place, formula


def _misses_rows(formula: str, insertion: Insertion) -> bool:
    """Whether a formula takes several of the rows, but not in a range that reaches to their end."""
    rows: set[int] = set()
    for title, area in references(formula):
        inside = range(max(area.top, insertion.first), min(area.bottom, insertion.last) + 1)
        if title is None and inside and not insertion.is_covered_by(area) and area.bottom <= insertion.last:
            rows.update(inside)
    return len(rows) > 1


def insert_rows(workbook: Workbook, sheet: Sheet, insertion: Insertion, height: int) -> Sheet:
    """The sheet with rows put in: each entry like the last `height` rows of the list."""
    data = sheet.data
    shared = _shared(sheet)
    edits: list[Edit] = []
    for place, cell in sheet.cells.items():
        edits += _cell_edits(sheet, place, cell, insertion, shared)
    for number, row in sheet.rows.items():
        if number > insertion.last:
            edits.append(set_attribute(data, row, 'r', str(insertion.row(number) + 1)))
    for node in sheet.root.children:
        if node.tag == 'mergeCells':
            edits += _merge_edits(sheet, node, insertion, height)
        elif node.tag != 'sheetData':
            edits += [edit for each in node.walk() for edit in _node_edits(sheet, each, insertion)]
    edits += _new_rows(workbook, sheet, insertion, height, shared)
    return reread(sheet, splice(data, edits))


def _shared(sheet: Sheet) -> dict[Place, str]:
    """Every formula in full: those that share one are written from it."""
    masters = {
        node.attributes['si']: (place, node.text)
        for place, node in _formulas(sheet)
        if node.attributes.get('t') == 'shared' and node.text
    }
    full: dict[Place, str] = {}
    for place, node in _formulas(sheet):
        home, text = masters.get(node.attributes.get('si', ''), (place, node.text))
        is_shared = node.attributes.get('t') == 'shared' and not node.text
        full[place] = translated(text, place.row - home.row, place.col - home.col) if is_shared else node.text
    return full


def _own(title: str) -> Callable[[str | None], bool]:
    return lambda named: named in (None, title)


def _cell_edits(
    sheet: Sheet, place: Place, cell: Node, insertion: Insertion, full: Mapping[Place, str]
) -> Iterator[Edit]:
    """A cell's own name below the rows, and its formula where it names moved cells or shares another's."""
    if place.row > insertion.last and 'r' in cell.attributes:
        moved = Place(insertion.row(place.row), place.col)
        yield set_attribute(sheet.data, cell, 'r', place_to_ref(moved))
    formula = cell.child('f')
    if formula is None:
        return
    grows = not insertion.first <= place.row <= insertion.last
    text = shifted(full[place], insertion, _own(sheet.title), grows=grows)
    if formula.attributes.get('t') == 'shared':
        prefix = prefix_of(sheet)
        made = f'<{prefix}f>'.encode() + escape(text) + f'</{prefix}f>'.encode()
        yield Edit(formula.start, formula.end, made)
        return
    if text != formula.text:
        yield set_text(sheet.data, formula, text)
    area = ref_to_area(formula.attributes.get('ref', ''))
    if area is not None and area.bottom > insertion.last:
        yield set_attribute(sheet.data, formula, 'ref', str(insertion.area(area, grows=False)))


def _merge_edits(sheet: Sheet, holder: Node, insertion: Insertion, height: int) -> Iterator[Edit]:
    """Merges below move, those over the rows grow, those inside the last entry are made for each new one."""
    new: list[Area] = []
    last_entry = insertion.last - height + 1
    for node in holder.all('mergeCell'):
        area = ref_to_area(node.attributes.get('ref', ''))
        if area is None:
            continue
        moved = insertion.area(area, grows=area.top < last_entry)
        if moved != area:
            yield set_attribute(sheet.data, node, 'ref', str(moved))
        if last_entry <= area.top and area.bottom <= insertion.last:
            shifts = range(height, insertion.added + 1, height)
            new += [Area(area.top + by, area.left, area.bottom + by, area.right) for by in shifts]
    if new:
        if 'count' in holder.attributes:
            count = len(list(holder.all('mergeCell'))) + len(new)
            yield set_attribute(sheet.data, holder, 'count', str(count))
        made = ''.join(f'<{prefix_of(sheet)}mergeCell ref="{area}"/>' for area in new)
        yield Edit(holder.stop, holder.stop, made.encode())


def _node_edits(sheet: Sheet, node: Node, insertion: Insertion) -> Iterator[Edit]:
    """What an element outside the cells says of places: ranges, formulas, page breaks."""
    data = sheet.data
    if node.tag == 'selection':
        return
    for name in ('ref', 'sqref'):
        value = node.attributes.get(name)
        areas = sqref_to_areas(value or '')
        if value and len(areas) == len(value.split()):
            moved = ' '.join(str(insertion.area(area, grows=True)) for area in areas)
            if moved != ' '.join(map(str, areas)):
                yield set_attribute(data, node, name, moved)
    if node.tag == 'sqref' and node.text:
        moved = ' '.join(str(insertion.area(area, grows=True)) for area in sqref_to_areas(node.text))
        yield set_text(data, node, moved)
    elif node.tag in _FORMULAS and node.text.strip():
        text = shifted(node.text, insertion, _own(sheet.title))
        if text != node.text:
            yield set_text(data, node, text)
    elif node.tag == 'brk' and int(node.attributes.get('id', 0)) > insertion.last + 1:
        yield set_attribute(data, node, 'id', str(int(node.attributes['id']) + insertion.added))


def _new_rows(
    workbook: Workbook, sheet: Sheet, insertion: Insertion, height: int, full: Mapping[Place, str]
) -> Iterator[Edit]:
    """The new rows after the last entry's: style, height, formulas, open places, the running number."""
    made = b''
    for by in range(1, insertion.added + 1):
        source = insertion.last - height + 1 + (by - 1) % height
        number = insertion.last + by
        row = sheet.rows.get(source)
        places = sorted(sheet.row_cells.get(source, ()))
        about = row.attributes if row else {}
        kept = ''.join(
            f' {key}="{escape(value, quote=True).decode()}"'
            for key, value in about.items()
            if key not in _PLAIN
        )
        inner = b''.join(
            _copied(workbook, sheet, place, Place(number, place.col), full, insertion) for place in places
        )
        prefix = prefix_of(sheet)
        made += f'<{prefix}row r="{number + 1}"{kept}>'.encode() + inner + f'</{prefix}row>'.encode()
    above = [row.end for number, row in sheet.rows.items() if number <= insertion.last]
    holder = sheet.root.child('sheetData')
    assert holder is not None
    at = max(above, default=holder.inner)
    yield Edit(at, at, made)


def _copied(
    workbook: Workbook,
    sheet: Sheet,
    source: Place,
    place: Place,
    full: Mapping[Place, str],
    insertion: Insertion,
) -> bytes:
    cell, prefix = sheet.cells[source], prefix_of(sheet)
    style = f' s="{cell.attributes["s"]}"' if 's' in cell.attributes else ''
    head = f'<{prefix}c r="{place_to_ref(place)}"{style}'
    text = cell_to_text(workbook, sheet, source)
    formula = cell.child('f')
    if formula is not None and formula.attributes.get('t') != 'array':
        moved = shifted(full[source], insertion, _own(sheet.title), grows=False)
        moved = translated(moved, place.row - source.row, 0)
        return f'{head}><{prefix}f>'.encode() + escape(moved) + f'</{prefix}f></{prefix}c>'.encode()
    kind = cell.attributes.get('t', 'n')
    if kind == 'n' and re.fullmatch(r'\d{1,6}', text):
        entry = int(text) + (place.row - source.row)
        return f'{head}><{prefix}v>{entry}</{prefix}v></{prefix}c>'.encode()
    if kind != 'n' and text.strip() and text_to_gaps(text):
        inner = sheet.data[cell.inner : cell.stop]
        return f'{head} t="{kind}">'.encode() + inner + f'</{prefix}c>'.encode()
    return f'{head}/>'.encode()


def insert_into(workbook: Workbook, title: str, insertion: Insertion, height: int) -> Workbook:
    """The workbook with rows put into a sheet; other parts that name its cells change by that alone.

    These are other sheets' formulas, the names the workbook defines (print areas), the chain of formulas.
    """
    sheet = workbook.sheet(title)
    assert sheet is not None
    changed = {sheet.part: insert_rows(workbook, sheet, insertion, height).data}
    sources = {each.part: each.data for each in workbook.sheets if each is not sheet}
    sources[workbook.part] = to_utf8(workbook.members[workbook.part])
    for part, data in sources.items():
        edits = [
            set_text(data, node, text)
            for node in part_to_tree(data).walk()
            if node.tag in (*_FORMULAS, 'definedName') and node.text.strip()
            if (text := shifted(node.text, insertion, lambda named: named == title)) != node.text
        ]
        if edits:
            changed[part] = splice(data, edits)
    chain = next((name for name in workbook.members if name.endswith('calcChain.xml')), None)
    if chain is not None:
        data = to_utf8(workbook.members[chain])
        edits = list(_chain_edits(data, _sheet_number(workbook, sheet), insertion))
        if edits:
            changed[chain] = splice(data, edits)
    return replaced(workbook, changed)


def _sheet_number(workbook: Workbook, sheet: Sheet) -> str:
    """The sheet's number as the chain of formulas names it (sheetId, ECMA-376-1 18.6.1)."""
    root = part_to_tree(to_utf8(workbook.members[workbook.part]))
    listed = root.child('sheets')
    return next(
        node.attributes.get('sheetId', '')
        for node in (listed.all('sheet') if listed else ())
        if node.attributes.get('name') == sheet.title
    )


def _chain_edits(data: bytes, number: str, insertion: Insertion) -> Iterator[Edit]:
    """Formulas below the rows under their new names; one without a sheet's number has the one before it."""
    current = ''
    for node in part_to_tree(data).all('c'):
        current = node.attributes.get('i', current)
        place = ref_to_place(node.attributes.get('r', ''))
        if current == number and place is not None and place.row > insertion.last:
            moved = Place(insertion.row(place.row), place.col)
            yield set_attribute(data, node, 'r', place_to_ref(moved))
