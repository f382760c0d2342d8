"""A .docx as the eye of a checker sees it: lines with their look, pages with their margins, rules in red."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from extractors.readers.docx.names import TEXT_BOX, WORD_ART, Element, R, V, W, is_on
from extractors.readers.docx.numbering import Numbering, open_numbering
from extractors.readers.docx.package import Package, open_package
from extractors.readers.zipguard import parse_xml, read_members
from outgoing.check.faces import Face, Faces, is_red, open_faces, paragraph_layers, told
from outgoing.check.lines import EDGES, Line, Walk, paragraphs_of, pieces_of, take, to_number

_TWIPS_PER_MM, _TWIPS_PER_POINT = 1440 / 25.4, 20
_PICTURE = '{http://schemas.openxmlformats.org/drawingml/2006/picture}pic'
_DRAWN = re.compile(r'(?:strokecolor|fillcolor)="(#?[0-9A-Za-z]+)|srgbClr val="([0-9A-Fa-f]{6})')
_HEADER, _THEME = 'header', 'word/theme/'


@dataclass(frozen=True, slots=True)
class Page:
    """A section's paper and margins in millimetres, and the grid's pitch in points."""

    width: float
    height: float
    top: float
    bottom: float
    left: float
    right: float
    grid: float | None
    first_apart: bool

    @property
    def landscape(self) -> bool:
        """Whether it lies on its side."""
        return self.width > self.height


@dataclass(frozen=True, slots=True)
class Footer:
    """A footer that prints the page number: which pages, how it stands, text and look, whether in a box."""

    kind: str
    align: str
    text: str
    face: Face | None
    boxed: bool


@dataclass(frozen=True, slots=True)
class Sheet:
    """Everything a rule asks for; red_rules counts red lines of any make, drawn tells of any drawn line."""

    lines: tuple[Line, ...]
    pages: tuple[Page, ...]
    footers: tuple[Footer, ...]
    red_rules: int
    pictures: int
    drawn: bool


def file_to_sheet(path: Path) -> Sheet:
    """The document in this file; raises as open_package."""
    package = open_package(path)
    themes = read_members(path, lambda name: name.startswith(_THEME) and name.endswith('.xml'))
    theme = parse_xml(next(iter(themes.values()))) if themes else None
    walk = Walk(open_faces(package.styles, package.numbering, theme), Numbering())
    for paragraph in _header_paragraphs(package):
        take(paragraph, _HEADER, walk)
    walk.numbering = open_numbering(package.numbering, walk.faces.styles)
    walk.number = 0
    for paragraph, place in paragraphs_of(package.body, 'body'):
        take(paragraph, place, walk)
    trees = [package.body, *package.margins.values()]
    return Sheet(
        lines=tuple(walk.lines),
        pages=tuple(map(_page, package.body.iter(f'{W}sectPr'))),
        footers=tuple(_footers(package, walk.faces)),
        red_rules=walk.red + sum(map(_red_rules, trees)),
        pictures=sum(1 for tree in trees for _ in tree.iter(_PICTURE)),
        drawn=any(tree.find(f'.//{V}line') is not None or 'prst="line"' in _text(tree) for tree in trees),
    )


def _header_paragraphs(package: Package) -> Iterator[Element]:
    """Paragraphs of headers with red text: a mark may stand there."""
    for key in _references(package, 'header'):
        if key in package.margins:
            yield from (one for one, _ in paragraphs_of(package.margins[key], _HEADER))


def _references(package: Package, kind: str) -> dict[str, str]:
    """The ids of the headers or footers that some section prints, and on which pages."""
    return {
        one.get(f'{R}id') or '': one.get(f'{W}type') or 'default'
        for one in package.body.iter(f'{W}{kind}Reference')
    }


def _page(section: Element) -> Page:
    size, margins, grid = (section.find(f'{W}{name}') for name in ('pgSz', 'pgMar', 'docGrid'))

    def millimetres(element: Element | None, name: str) -> float:
        return to_number(None if element is None else element.get(f'{W}{name}')) / _TWIPS_PER_MM

    pitch = to_number(None if grid is None else grid.get(f'{W}linePitch')) / _TWIPS_PER_POINT
    kind = None if grid is None else grid.get(f'{W}type')
    return Page(
        width=millimetres(size, 'w'),
        height=millimetres(size, 'h'),
        **{side: millimetres(margins, side) for side in ('top', 'bottom', 'left', 'right')},
        grid=pitch or None if kind in {'lines', 'linesAndChars', 'snapToChars'} else None,
        first_apart=is_on(section, f'{W}titlePg') is True,
    )


def _footers(package: Package, faces: Faces) -> Iterator[Footer]:
    kinds = _references(package, 'footer') | _references(package, 'header')
    for key, kind in kinds.items():
        for paragraph, place in paragraphs_of(package.margins.get(key, ()), 'body'):
            codes = ''.join(node.text or '' for node in paragraph.iter(f'{W}instrText'))
            codes += ''.join(node.get(f'{W}instr') or '' for node in paragraph.iter(f'{W}fldSimple'))
            inner = place != 'textbox' and paragraph.find(f'.//{TEXT_BOX}') is not None
            if not inner and 'PAGE' in codes.upper().replace('NUMPAGES', ''):
                pieces = list(pieces_of(paragraph, faces))
                layers = paragraph_layers(paragraph, faces)
                face = pieces[0][1] if pieces else None
                align = _frame_align(paragraph) or told(layers, 'jc', 'val') or 'left'
                printed = ''.join(text for text, _ in pieces)
                yield Footer(kind, align, printed, face, boxed=place == 'textbox')


def _frame_align(paragraph: Element) -> str | None:
    frame = paragraph.find(f'{W}pPr/{W}framePr')
    return None if frame is None else frame.get(f'{W}xAlign')


def _red_rules(tree: Element) -> int:
    """Red lines: borders of paragraphs, cells and tables, and drawn ones; words drawn in red are none."""
    borders = sum(
        is_red(edge.get(f'{W}color')) and edge.get(f'{W}val') not in {'nil', 'none'}
        for side in (*EDGES, 'insideH')
        for edge in tree.iter(f'{W}{side}')
    )
    drawings = (one for one in tree.iter(f'{W}drawing', f'{W}pict') if one.find(f'.//{WORD_ART}') is None)
    return borders + sum(
        any(is_red(found[1] or found[2]) for found in _DRAWN.finditer(_text(one))) for one in drawings
    )


def _text(tree: Element) -> str:
    from lxml import etree

    return str(etree.tostring(tree, encoding='unicode'))
