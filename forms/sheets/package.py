"""A workbook's package (.xlsx): its members, sheets, shared texts and the names it defines."""

from __future__ import annotations

import dataclasses
import io
import posixpath
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from forms.sheets.places import Place, ref_to_place
from forms.sheets.spans import Node, part_to_tree, to_utf8
from forms.sheets.styles import PLAIN, Style, tree_to_styles
from model.errors import Damaged, TooLarge, Unsupported

MAX_BYTES = 300 * 2**20
"""Of all members expanded; what comes from outside has passed its reader's limits before."""

_OPEN = "请用 Excel 或 WPS 打开，另存为 .xlsx 再放入"


@dataclass(slots=True)
class Sheet:
    """A worksheet: its part's name, bytes (UTF-8) and tree, its cells by place, the places by row."""

    title: str
    part: str
    data: bytes
    root: Node
    hidden: bool
    cells: dict[Place, Node] = field(default_factory=dict)
    rows: dict[int, Node] = field(default_factory=dict)
    row_cells: dict[int, list[Place]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Index rows and cells; those without a name of their own follow the one before."""
        row = -1
        holder = self.root.child('sheetData')
        for node in holder.all('row') if holder else ():
            row = int(float(node.attributes.get('r', row + 2))) - 1
            self.rows[row] = node
            col = -1
            for cell in node.all('c'):
                place = ref_to_place(cell.attributes.get('r', '')) or Place(row, col + 1)
                col = place.col
                self.cells[place] = cell
                self.row_cells.setdefault(place.row, []).append(place)


class Name(NamedTuple):
    """A defined name: what it stands for, the sheet it is for (by its number, None for all)."""

    name: str
    formula: str
    sheet: int | None


@dataclass(slots=True)
class Workbook:
    """A package opened: members by name, sheets in their order, texts and styles that cells name by number.

    texts are the shared ones as (text, the element); from_1904 tells the date system.
    """

    members: Mapping[str, bytes]
    sheets: tuple[Sheet, ...]
    texts: tuple[tuple[str, Node], ...]
    strings: bytes
    styles: tuple[Style, ...]
    names: tuple[Name, ...]
    part: str
    from_1904: bool

    def sheet(self, title: str | None) -> Sheet | None:
        """A sheet by its name."""
        return next((sheet for sheet in self.sheets if sheet.title == title), None)

    def style_of(self, sheet: Sheet, place: Place) -> Style:
        """A cell's style; a cell that is not written has its row's, then its column's."""
        number = style_number(sheet, place)
        return self.styles[number] if number < len(self.styles) else PLAIN


def style_number(sheet: Sheet, place: Place) -> int:
    """The number of a cell's style: its own, else its row's, else its column's."""
    cell = sheet.cells.get(place)
    if cell is not None:
        return int(cell.attributes.get('s', 0))
    row = sheet.rows.get(place.row)
    if row is not None and row.is_true('customFormat') and 's' in row.attributes:
        return int(row.attributes['s'])
    for holder in sheet.root.all('cols'):
        for col in holder.all('col'):
            if int(col.attributes['min']) <= place.col + 1 <= int(col.attributes['max']):
                return int(col.attributes.get('style', 0))
    return 0


def open_workbook(data: bytes) -> Workbook:
    """An .xlsx by its bytes.

    Raises Unsupported for what is none, Damaged for a broken one, TooLarge over MAX_BYTES.
    """
    members = _members(data)
    part = _related(members, '').get('officeDocument', {}).get('', 'xl/workbook.xml')
    if part.endswith('.bin') or part not in members:
        raise Unsupported(f"不是 .xlsx 工作簿，填不了；{_OPEN}")
    try:
        return _members_to_workbook(members, part)
    except (ValueError, KeyError, IndexError) as fault:
        raise Damaged(f"工作簿内部有错，填不了；{_OPEN}") from fault


def _members(data: bytes) -> dict[str, bytes]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if sum(info.file_size for info in archive.infolist()) > MAX_BYTES:
                raise TooLarge("工作簿展开后过大，填不了；请拆成几个文件")
            return {info.filename: archive.read(info) for info in archive.infolist()}
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, EOFError) as fault:
        raise Unsupported(f"不是 .xlsx 工作簿，或已损坏、设了密码，填不了；{_OPEN}") from fault


def _members_to_workbook(members: dict[str, bytes], part: str) -> Workbook:
    root = part_to_tree(to_utf8(members[part]))
    related = _related(members, part)
    targets = {id_: target for kind in related.values() for id_, target in kind.items() if id_}
    listed = root.child('sheets')
    sheets = []
    for node in listed.all('sheet') if listed else ():
        target = targets.get(node.attribute('id') or '', '')
        if target in members and target in related.get('worksheet', {}).values():
            data = to_utf8(members[target])
            hidden = node.attributes.get('state', 'visible') != 'visible'
            sheets.append(Sheet(node.attributes['name'], target, data, part_to_tree(data), hidden))
    strings = to_utf8(members.get(related.get('sharedStrings', {}).get('', ''), b'<sst/>'))
    styles = members.get(related.get('styles', {}).get('', ''), b'<styleSheet/>')
    about = root.child('workbookPr')
    return Workbook(
        members,
        tuple(sheets),
        tuple((string_to_text(node), node) for node in part_to_tree(strings).all('si')),
        strings,
        tree_to_styles(part_to_tree(to_utf8(styles))),
        _names(root),
        part,
        about is not None and about.is_true('date1904'),
    )


def _names(root: Node) -> tuple[Name, ...]:
    holder = root.child('definedNames')
    found = []
    for node in holder.all('definedName') if holder else ():
        sheet = node.attributes.get('localSheetId')
        found.append(Name(node.attributes.get('name', ''), node.text, int(sheet) if sheet else None))
    return tuple(found)


def _related(members: Mapping[str, bytes], part: str) -> dict[str, dict[str, str]]:
    """A part's relationships: kind -> {id: member}; '' is the kind's first."""
    folder, name = posixpath.split(part)
    rels = members.get(posixpath.join(folder, '_rels', f'{name}.rels'))
    found: dict[str, dict[str, str]] = {}
    for node in part_to_tree(to_utf8(rels)).all('Relationship') if rels else ():
        if node.attributes.get('TargetMode') == 'External':
            continue
        target = node.attributes.get('Target', '')
        target = target.lstrip('/') if target.startswith('/') else posixpath.normpath(f'{folder}/{target}')
        kind = found.setdefault(node.attributes.get('Type', '').rpartition('/')[2], {})
        kind[node.attributes.get('Id', '')] = target.removeprefix('/')
        kind.setdefault('', target.removeprefix('/'))
    return found


def related_parts(workbook: Workbook, sheet: Sheet) -> dict[str, tuple[str, ...]]:
    """What belongs to a sheet by kind ('drawing', 'comments', 'table', ...): the members' names."""
    return {
        kind: tuple(dict.fromkeys(targets.values()))
        for kind, targets in _related(workbook.members, sheet.part).items()
    }


def string_to_text(node: Node) -> str:
    """A shared or inline string's text, of all its runs; what is to be read aloud (rPh) is none."""
    if node.tag == 't':
        return node.text
    return ''.join(string_to_text(each) for each in node.children if each.tag in ('t', 'r'))


def replaced(workbook: Workbook, changed: Mapping[str, bytes]) -> Workbook:
    """The workbook with these parts, its sheets and names as they say."""
    sheets = tuple(
        Sheet(each.title, each.part, changed[each.part], part_to_tree(changed[each.part]), each.hidden)
        if each.part in changed
        else each
        for each in workbook.sheets
    )
    members = {**workbook.members, **changed}
    names = _names(part_to_tree(to_utf8(members[workbook.part])))
    return dataclasses.replace(workbook, members=members, sheets=sheets, names=names)


def has_frozen_panes(data: bytes) -> bool:
    """Whether some sheet of an .xlsx keeps rows or columns in sight; raises as open_workbook."""
    return any(
        node.tag == 'pane' and node.attributes.get('state', '').startswith('frozen')
        for sheet in open_workbook(data).sheets
        for node in sheet.root.walk()
    )
