"""A place in a Word document, marked in a copy that LibreOffice then lays out.

Which element a place is, only the reader knows. So every paragraph is given a token as its first letters,
the copy is read as any document, and the tokens found at the place tell its paragraphs.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from extractors.readers.docx import reader as read_docx
from extractors.readers.docx.names import PPR, TC, Element, P, W
from extractors.readers.docx.package import members_to_package
from extractors.readers.pictures.where import is_inside
from extractors.readers.zipguard import parse_xml
from model.document import Block, Paragraph
from model.errors import NeedsConversion, ReaderFailed
from model.place import Where

COLOUR = (255, 243, 169)
"""A soft yellow that no paper uses; by it the place is found again on the laid out page."""

FILL = '{:02X}{:02X}{:02X}'.format(*COLOUR)
_TOKEN = re.compile('\ue0f0([\ue0f2-\ue0fb]+)\ue0f1')
_DIGITS = {ord(str(digit)): 0xE0F2 + digit for digit in range(10)}
_BACK = {letter: digit for digit, letter in _DIGITS.items()}
_HIDING = (W + 'vanish', W + 'showingPlcHdr')
_STRUCK = (W + 'del', W + 'moveFrom')


@dataclass(frozen=True, slots=True)
class Sought:
    """The place wanted, and the texts at that place and at all places of its kind as they were first read.

    texts has for each paragraph and cell whether it is in the place, and its text; it is empty where the copy
    is the very file that was read.
    """

    where: Where
    texts: tuple[tuple[bool, str], ...] = ()


def marked_docx(members: dict[str, bytes], sought: Sought) -> bytes:
    """A copy of a .docx, given by its members, whose sought paragraphs and cells have the background COLOUR.

    Raises NeedsConversion for strict OOXML, whose names are others, ReaderFailed where the place cannot be
    found in the copy that LibreOffice made.
    """
    trees = {
        name: parse_xml(data) for name, data in members.items() if name.endswith('.xml') and b':p' in data
    }
    trees = {name: tree for name, tree in trees.items() if next(tree.iter(P), None) is not None}
    if not trees:
        raise NeedsConversion("文件的写法少见，要用 LibreOffice 转换后才能看图")
    paragraphs = [each for tree in trees.values() for each in tree.iter(P)]
    read = _read_with_tokens(members, trees, paragraphs)
    chosen = _same(read, sought.texts) if sought.texts else _inside(read, sought.where)
    for text, is_cell in chosen:
        for number in _numbers(text):
            _shade(paragraphs[number], is_cell=is_cell)
    for struck in [each for tree in trees.values() for each in tree.iter(*_STRUCK)]:
        struck.getparent().remove(struck)
    return packed(members, trees)


def _read_with_tokens(
    members: dict[str, bytes], trees: dict[str, Element], paragraphs: list[Element]
) -> list[_Place]:
    """The places, each with its paragraphs' tokens in its text; the trees are left as they were."""
    tokens = [_put_token(paragraph, number) for number, paragraph in enumerate(paragraphs)]
    hiding = [(each, each.getparent()) for tree in trees.values() for each in tree.iter(*_HIDING)]
    for each, home in hiding:
        home.remove(each)
    said = members | {name: _said(tree) for name, tree in trees.items()}
    for each, home in hiding:
        home.append(each)
    for token in tokens:
        token.getparent().remove(token)
    rels = {name: data for name, data in said.items() if name.endswith('.rels')}
    package = members_to_package(rels, lambda names: {name: said[name] for name in names if name in said})
    return list(_places(read_docx.read_package(package)[0]))


@dataclass(frozen=True, slots=True)
class _Place:
    where: Where
    text: str
    is_cell: bool


def _put_token(paragraph: Element, number: int) -> Element:
    """A run that says the paragraph's number, before all its runs."""
    run = paragraph.makeelement(W + 'r')
    text = run.makeelement(W + 't')
    text.text = f'\ue0f0{str(number).translate(_DIGITS)}\ue0f1'
    run.append(text)
    paragraph.insert(0 if paragraph.find(PPR) is None else 1, run)
    return run


def _numbers(text: str) -> list[int]:
    return [int(token.translate(_BACK)) for token in _TOKEN.findall(text)]


def packed(members: dict[str, bytes], trees: dict[str, Element]) -> bytes:
    """A container of these members, those that have a tree as the tree says."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, 'w') as archive:
        for name, data in members.items():
            archive.writestr(name, _said(trees[name]) if name in trees else data)
    return made.getvalue()


def _said(tree: Element) -> bytes:
    from lxml import etree

    said: bytes = etree.tostring(tree, xml_declaration=True, encoding='UTF-8', standalone=True)
    return said


def _places(blocks: Iterable[Block]) -> Iterator[_Place]:
    for block in blocks:
        if isinstance(block, Paragraph):
            yield _Place(block.where, block.text, is_cell=False)
        else:
            yield from (_Place(cell.where, cell.text, is_cell=True) for cell in block.cells)


def _inside(read: list[_Place], where: Where) -> list[tuple[str, bool]]:
    chosen = [(place.text, place.is_cell) for place in read if is_inside(place.where, where)]
    if not any(_numbers(text) for text, _ in chosen):
        raise _lost()
    return chosen


def _same(read: list[_Place], texts: tuple[tuple[bool, str], ...]) -> list[tuple[str, bool]]:
    """The places of LibreOffice's copy that stand where the sought ones stood, with the same text.

    The copy may number its paragraphs otherwise, so both are laid side by side.
    """
    pairs = SequenceMatcher(
        None, [_folded(text) for _, text in texts], [_folded(place.text) for place in read]
    )
    chosen = [
        read[block.b + index]
        for block in pairs.get_matching_blocks()
        for index in range(block.size)
        if texts[block.a + index][0]
    ]
    if not any(_numbers(place.text) for place in chosen):
        raise _lost()
    return [(place.text, place.is_cell) for place in chosen]


def _folded(text: str) -> str:
    return re.sub(r'\s', '', _TOKEN.sub('', text))


def _lost() -> ReaderFailed:
    return ReaderFailed(
        "这个位置在 LibreOffice 排出的版面里对不上（可能是隐藏的内容，或转换后文字有变），没有框出；"
        "请只写页码（如 page=1）看整页，或打开原件"
    )


def _shade(paragraph: Element, *, is_cell: bool) -> None:
    """Give the paragraph, or the cell it stands in, the background."""
    home: Any = paragraph
    while is_cell and home is not None and home.tag != TC:
        home = home.getparent()
    home = paragraph if home is None else home
    name = home.tag + 'Pr'
    properties = home.find(name)
    if properties is None:
        properties = home.makeelement(name)
        home.insert(0, properties)
    for old in properties.findall(W + 'shd'):
        properties.remove(old)
    shading = properties.makeelement(W + 'shd', {W + 'val': 'clear', W + 'color': 'auto', W + 'fill': FILL})
    properties.append(shading)
