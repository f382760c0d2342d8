"""An OFD container (GB/T 33190-2016) as pages, each a list of trees to draw, with the resources they name.

Elements are known by their local names: files in the field have three namespaces for the same format.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from extractors.readers.ofd.mending import parse_part
from extractors.readers.zipguard import list_members, read_members
from model.errors import Damaged, Encrypted

Element = Any

_BROKEN = "OFD 文件内部缺少部件，读不完整；请重新拷贝，或让来文单位重新发一份"
_LOCKED = "OFD 文件加了密（口令或证书），读不了；请用 OFD 阅读器打开，取消加密另存后再放入"
_LOCKS = frozenset({'encryptions.xml', 'decryptseed.dat', 'entriesmap.dat'})
"""What an encrypted package holds in place of its parts (GM/T 0099-2020)."""
_A4 = (0.0, 0.0, 210.0, 297.0)
_RESOURCES = ('Font', 'MultiMedia', 'DrawParam', 'CompositeGraphicUnit', 'ColorSpace')


class Rect(NamedTuple):
    """Millimetres, from the top left: how OFD writes a box."""

    x: float
    y: float
    width: float
    height: float


class Resource(NamedTuple):
    """A font, image, drawing parameter, unit or colour space; file is the member that holds it, or None."""

    element: Element
    file: str | None


class Stamp(NamedTuple):
    """A seal's place on a page; clip is the part of the seal shown there, seal the member that holds it.

    signature is the member that puts it there: what it puts on several pages is one seal.
    """

    rect: Rect
    clip: Rect | None
    seal: str
    signature: str


@dataclass(frozen=True, slots=True)
class Page:
    """A page: its size in millimetres and what is drawn on it, the lowest first.

    layers are the trees whose children are layers: template pages, the page's own content (`own`), then
    annotations.
    """

    number: int
    area: Rect
    layers: tuple[Element, ...]
    stamps: tuple[Stamp, ...]
    own: Element


@dataclass(frozen=True, slots=True)
class Ofd:
    """One document of an open container; resources by their ID.

    members are the container's, by their names in lower case; signatures are those that can be read.
    """

    path: Path
    members: Mapping[str, str]
    pages: tuple[str, ...]
    trees: dict[str, Element]
    document: str
    resources: dict[str, Resource] = field(default_factory=dict)
    templates: dict[str, str] = field(default_factory=dict)
    ids: dict[str, str] = field(default_factory=dict)
    stamps: dict[str, list[Stamp]] = field(default_factory=dict)
    annotations: dict[str, list[str]] = field(default_factory=dict)
    signatures: list[str] = field(default_factory=list)


def open_ofd(path: Path) -> tuple[Ofd, ...]:
    """The container's documents that are whole, mostly one.

    Raises Damaged where there is none, and what zipguard raises.
    """
    names = list_members(path)
    if _LOCKS.intersection(name.lower().rpartition('/')[2] for name in names):
        raise Encrypted(_LOCKED)
    data = read_members(path, lambda name: name.lower().endswith('.xml'))
    trees = dict(_parsed(data))
    members = {name.lower(): name for name in names}
    root = trees.get(members.get('ofd.xml', ''))
    bodies = [] if root is None else list(found(root, 'DocBody'))
    documents = tuple(filter(None, (_open_body(path, members, trees, body) for body in bodies)))
    if not documents:
        raise Damaged(_BROKEN)
    return documents


def _open_body(
    path: Path, members: Mapping[str, str], trees: dict[str, Element], body: Element
) -> Ofd | None:
    root = members['ofd.xml']
    document = resolve(members, root, text_of(body, 'DocRoot'))
    if document not in trees:
        return None
    refs = list(found(trees[document], 'Pages', 'Page'))
    pages = tuple(resolve(members, document, ref.get('BaseLoc')) for ref in refs)
    ofd = Ofd(path, members, pages, trees, document)
    for ref, page in zip(refs, pages, strict=True):
        ofd.ids[page] = ref.get('ID') or ''
    _add_common(ofd)
    _add_annotations(ofd)
    _add_stamps(ofd, resolve(members, root, text_of(body, 'Signatures')))
    return ofd


def page_at(documents: Sequence[Ofd], number: int) -> tuple[Ofd, int]:
    """The document that has a page, counted from 1 through all of them, and the page's number there."""
    for ofd in documents:
        if number <= len(ofd.pages):
            return ofd, number
        number -= len(ofd.pages)
    raise IndexError(number)


def open_page(ofd: Ofd, number: int) -> Page:
    """A page by its number from 1; raises Damaged where its content is not in the container."""
    name = ofd.pages[number - 1]
    tree = ofd.trees.get(name)
    if tree is None:
        raise Damaged(f"OFD 文件里第{number}页的内容不在；请让来文单位重新发一份")
    under: list[Element] = []
    over: list[Element] = []
    for template in found(tree, 'Template'):
        member = ofd.templates.get(template.get('TemplateID') or '')
        content = None if member is None else ofd.trees.get(member)
        if content is not None:
            (over if template.get('ZOrder') == 'Foreground' else under).append(content)
    _add_resources(ofd, name, tree)
    id_ = ofd.ids[name]
    notes = [ofd.trees[member] for member in ofd.annotations.get(id_, ()) if member in ofd.trees]
    layers = (*under, tree, *over, *notes)
    return Page(number, _area(ofd, [tree, *under, *over]), layers, tuple(ofd.stamps.get(id_, ())), tree)


def found(element: Element, *names: str) -> Iterator[Element]:
    """Descendants along a path of local names: 'Pages', 'Page' for the pages of a document."""
    for child in element:
        if local(child) == names[0]:
            if len(names) == 1:
                yield child
            else:
                yield from found(child, *names[1:])


def local(element: Element) -> str:
    """An element's name without its namespace."""
    tag: str = element.tag
    return tag.rpartition('}')[2]


def text_of(element: Element, *names: str) -> str | None:
    """The text of the first descendant along a path of local names."""
    child = next(found(element, *names), None)
    return None if child is None else (child.text or '').strip()


def floats(text: str | None) -> list[float]:
    """The numbers in a list such as '0 0 210 297'; what is no number is left out."""
    numbers = []
    for word in (text or '').replace(',', ' ').split():
        try:
            numbers.append(float(word))
        except ValueError:
            continue
    return [number for number in numbers if abs(number) < 1e7]


def rect_of(text: str | None) -> Rect | None:
    """A box of four numbers, None where it is not one."""
    numbers = floats(text)
    return Rect(*numbers) if len(numbers) == 4 else None


def resolve(members: Mapping[str, str], source: str, location: str | None) -> str:
    """The member a location in `source` means: from the root with a leading /, else from its own folder.

    Some writers leave the / out of a path from the root, or spell a name in other cases than the member;
    '' where there is no such member. members are names by themselves in lower case.
    """
    if not location:
        return ''
    location = location.replace('\\', '/')
    folder = posixpath.dirname(source)
    tries = (
        [location] if location.startswith('/') else [posixpath.join('/', folder, location), '/' + location]
    )
    names = [posixpath.normpath(each).lstrip('/').lower() for each in tries]
    return next((members[name] for name in names if name in members), '')


def _parsed(data: dict[str, bytes]) -> Iterator[tuple[str, Element]]:
    """What can be parsed: a broken part takes no other along."""
    for name, text in data.items():
        tree = parse_part(text)
        if tree is not None:
            yield name, tree


def _add_common(ofd: Ofd) -> None:
    document = ofd.trees[ofd.document]
    for kind in ('PublicRes', 'DocumentRes'):
        for entry in found(document, 'CommonData', kind):
            member = resolve(ofd.members, ofd.document, (entry.text or '').strip())
            if member in ofd.trees:
                _add_list(ofd, member)
    for template in found(document, 'CommonData', 'TemplatePage'):
        member = resolve(ofd.members, ofd.document, template.get('BaseLoc'))
        ofd.templates[template.get('ID') or ''] = member
        if member in ofd.trees:
            _add_resources(ofd, member, ofd.trees[member])


def _add_resources(ofd: Ofd, source: str, tree: Element) -> None:
    """What a page names as resources of its own."""
    for entry in found(tree, 'PageRes'):
        member = resolve(ofd.members, source, (entry.text or '').strip())
        if member in ofd.trees:
            _add_list(ofd, member)


def _add_list(ofd: Ofd, member: str) -> None:
    tree = ofd.trees[member]
    base = tree.get('BaseLoc') or ''
    for element in tree.iter():
        if isinstance(element.tag, str) and local(element) in _RESOURCES and element.get('ID'):
            name = text_of(element, 'MediaFile') or text_of(element, 'FontFile')
            file = name and (
                resolve(ofd.members, member, posixpath.join(base, name)) or resolve(ofd.members, member, name)
            )
            ofd.resources[element.get('ID')] = Resource(element, file or None)


def _add_annotations(ofd: Ofd) -> None:
    listing = resolve(ofd.members, ofd.document, text_of(ofd.trees[ofd.document], 'Annotations'))
    if listing not in ofd.trees:
        return
    for page in found(ofd.trees[listing], 'Page'):
        for place in found(page, 'FileLoc'):
            member = resolve(ofd.members, listing, (place.text or '').strip())
            ofd.annotations.setdefault(page.get('PageID') or '', []).append(member)


def _add_stamps(ofd: Ofd, listing: str) -> None:
    if listing not in ofd.trees:
        return
    for entry in found(ofd.trees[listing], 'Signature'):
        signature = resolve(ofd.members, listing, entry.get('BaseLoc'))
        tree = ofd.trees.get(signature)
        if tree is None:
            continue
        ofd.signatures.append(signature)
        seal = resolve(ofd.members, signature, text_of(tree, 'SignedInfo', 'Seal', 'BaseLoc'))
        seal = seal or resolve(ofd.members, signature, text_of(tree, 'SignedValue'))
        for stamp in found(tree, 'SignedInfo', 'StampAnnot'):
            rect = rect_of(stamp.get('Boundary'))
            if rect:
                placed = Stamp(rect, rect_of(stamp.get('Clip')), seal, signature)
                ofd.stamps.setdefault(stamp.get('PageRef') or '', []).append(placed)


def _area(ofd: Ofd, trees: list[Element]) -> Rect:
    """The page's own area, else its template's, else the document's, else A4."""
    boxes = [text_of(tree, 'Area', 'PhysicalBox') for tree in trees]
    boxes.append(text_of(ofd.trees[ofd.document], 'CommonData', 'PageArea', 'PhysicalBox'))
    areas = (rect_of(box) for box in boxes)
    return next((area for area in areas if area and area.width > 1 and area.height > 1), Rect(*_A4))
