"""A workbook's container (.xlsx .xlsm): which parts it has, how they refer to one another, its sheets."""

from __future__ import annotations

import posixpath
import re
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, NamedTuple

from extractors.readers import zipguard
from model.errors import Damaged

_R_ID = re.compile(r'\{[^}]*officeDocument[^}]*/relationships\}id')
"""The attribute r:id, in a transitional or a strict workbook."""

NO_BOOK = "工作簿的主要部件不见了，打不开；请让来文单位重新发一份，或用 Excel、WPS 另存后再放入"
MAX_KEPT_BYTES = 32 * 2**20
_PART = re.compile(r'\.(?:xml|rels|vml)$', re.IGNORECASE)
_WORKBOOK = re.compile(r'xl/workbook[^/]*\.xml', re.IGNORECASE)


class Relation(NamedTuple):
    """A relationship of a part: kind is the last word of its type; part is None for what lies outside."""

    kind: str
    part: str | None


class Sheet(NamedTuple):
    """A sheet of the book: kind 'worksheet', 'chartsheet', 'dialogsheet' or 'xlMacrosheet'."""

    title: str
    state: Literal['visible', 'hidden', 'veryHidden']
    kind: str
    part: str


@dataclass(frozen=True, slots=True)
class Package:
    """An open container; names are its members by their lower-case spelling, for writers differ.

    kept are its parts where all of them together are small: a container is better opened once.
    """

    path: Path
    names: dict[str, str]
    kept: dict[str, bytes]

    def part(self, name: str) -> bytes | None:
        """A part whole, expanded within zipguard's limits; None where it is missing."""
        member = self.names.get(name.lower())
        if member is None:
            return None
        if member in self.kept:
            return self.kept[member]
        return zipguard.read_members(self.path, lambda each: each == member)[member]

    def tree(self, name: str) -> Any | None:
        """A small part as an element, None where it is missing."""
        data = self.part(name)
        return None if data is None else zipguard.parse_xml(data)

    def relations(self, part: str) -> dict[str, Relation]:
        """A part's relationships by their id (ECMA-376-2 9.3); {} where it has none."""
        folder, name = posixpath.split(part)
        root = self.tree(posixpath.join(folder, '_rels', f'{name}.rels'))
        if root is None:
            return {}
        return {each.get('Id') or '': _relation(each, folder) for each in root.iterfind('{*}Relationship')}


def _relation(element: Any, folder: str) -> Relation:
    kind = (element.get('Type') or '').rpartition('/')[2]
    if element.get('TargetMode') == 'External':
        return Relation(kind, None)
    target = (element.get('Target') or '').replace('\\', '/')
    return Relation(kind, posixpath.normpath(posixpath.join('/', folder, target)).lstrip('/'))


def open_package(path: Path) -> Package:
    """The container at path; raises Damaged, Encrypted or TooLarge as zipguard does."""
    names = zipguard.list_members(path)
    with zipfile.ZipFile(path) as archive:
        size = sum(info.file_size for info in archive.infolist() if _PART.search(info.filename))
    kept = zipguard.read_members(path, _is_part) if size <= MAX_KEPT_BYTES else {}
    return Package(path, {name.lower(): name for name in names}, kept)


def _is_part(name: str) -> bool:
    return _PART.search(name) is not None


def package_to_workbook(package: Package) -> tuple[str, Any]:
    """The workbook part's name and its root element; raises Damaged without one."""
    kinds = {each.kind: each.part for each in package.relations('').values()}
    name = kinds.get('officeDocument') or 'xl/workbook.xml'
    if name.lower() not in package.names:
        name = next((each for each in package.names if _WORKBOOK.fullmatch(each)), name)
    root = package.tree(name)
    if root is None:
        raise Damaged(NO_BOOK)
    return name, root


def workbook_to_sheets(root: Any, relations: dict[str, Relation]) -> list[Sheet]:
    """The sheets in their order, part '' for one without a part; raises Damaged for a book without sheets."""
    sheets = []
    for each in root.iterfind('{*}sheets/{*}sheet'):
        id_ = next((value for name, value in each.items() if _R_ID.fullmatch(name)), '')
        relation = relations.get(id_, Relation('worksheet', None))
        sheets.append(Sheet(each.get('name') or '', _state(each), relation.kind, relation.part or ''))
    if not sheets:
        raise Damaged(NO_BOOK)
    return sheets


def _state(sheet: Any) -> Literal['visible', 'hidden', 'veryHidden']:
    state = sheet.get('state')
    return state if state in ('hidden', 'veryHidden') else 'visible'


def is_from_1904(root: Any) -> bool:
    """Whether the book counts days from 1904, as old Macs did."""
    about = root.find('{*}workbookPr')
    return about is not None and about.get('date1904') in ('1', 'true')
