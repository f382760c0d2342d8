"""A template put into the office's own measures and faces: margins, line pitch, faces of [layout].

Only what still has the shipped value is changed, so that what an office set itself, in Word or WPS, stays.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable, Iterable
from dataclasses import astuple
from typing import Any

from lxml import etree

from model.office import Layout
from outgoing.measures import Measures, layout_to_measures
from outgoing.pack_zip import pack, unpack

_W = '{http://schemas.openxmlformats.org/wordprocessingml/2006/main}'
_PARTS = re.compile(
    r'word/(?:document|styles|numbering|fontTable|(?:header|footer)\d*|footnotes|endnotes)\.xml'
)
_FACES = ('ascii', 'hAnsi', 'eastAsia', 'cs')
_CLOSE = 4  # margins that a word processor rounded on saving differ by a twip or two
_SHIPPED = Layout()


def dressed(template: bytes, layout: Layout) -> bytes:
    """The template with the layout's margins, line pitch and faces; under the shipped layout the same bytes.

    Tables as wide as the 版心, places counted from its right edge and the 版记 follow the margins, distances
    of whole lines the pitch. The same bytes for the same template and layout.
    """
    old, new = layout_to_measures(_SHIPPED), layout_to_measures(layout)
    faces_of = dict(zip(astuple(_SHIPPED.fonts), astuple(layout.fonts), strict=True))
    if old == new and layout.fonts == _SHIPPED.fonts:
        return template
    try:
        members = unpack(template)
        for name in filter(_PARTS.fullmatch, list(members)):
            members[name] = _dressed_part(members[name], old, new, faces_of)
    except (zipfile.BadZipFile, etree.XMLSyntaxError):  # the press says so in better words
        return template
    return pack(members)


def _dressed_part(data: bytes, old: Measures, new: Measures, faces_of: dict[str, str]) -> bytes:
    root = etree.fromstring(data)
    for element in root.iter(etree.Element):
        change = _CHANGES.get(str(element.tag))
        if change:
            change(element, old, new)
        elif element.tag in {f'{_W}rFonts', f'{_W}font'}:
            _put_faces(element, faces_of)
    return bytes(etree.tostring(root, xml_declaration=True, encoding='UTF-8', standalone=True))


def faces(docx: bytes) -> frozenset[str]:
    """The faces a .docx asks for by name, in styles, runs, headers and footers; theme faces are not told."""
    return frozenset(
        face
        for name, data in unpack(docx).items()
        if _PARTS.fullmatch(name) and 'fontTable' not in name
        for element in etree.fromstring(data).iter(f'{_W}rFonts')
        for face in (element.get(f'{_W}{key}') for key in _FACES)
        if face
    )


def _put_faces(element: etree._Element, changed: dict[str, str]) -> None:
    for key in (*_FACES, 'name'):
        face = element.get(f'{_W}{key}')
        if face in changed:
            element.set(f'{_W}{key}', changed[face])


def _margins(element: etree._Element, old: Measures, new: Measures) -> None:
    """Upright pages, and landscape ones, whose top is the upright page's left side."""
    size = element.getparent().find(f'{_W}pgSz')
    turned = size is not None and size.get(f'{_W}orient') == 'landscape'
    sides = ('top', 'bottom', 'left', 'right')
    own = ('left', 'right', 'bottom', 'top') if turned else sides
    for side, source in zip(sides, own, strict=True):
        _replace(element, side, [(getattr(old, source), getattr(new, source))], _CLOSE)


def _grid(element: etree._Element, old: Measures, new: Measures) -> None:
    _replace(element, 'linePitch', [(old.line, new.line)])


def _spacing(element: etree._Element, old: Measures, new: Measures) -> None:
    """Exact lines of the pitch, and distances that are lines or fill up to a measure of the standard."""
    if element.get(f'{_W}lineRule') == 'exact':
        _replace(element, 'line', [(old.line, new.line)])
    for key in ('before', 'after'):
        lines = [(times * old.line // 2, times * new.line // 2) for times in (1, 2, 4, 6)]
        _replace(element, key, [*lines, (old.rule_gap, max(new.rule_gap, 0)), (old.lift, max(new.lift, 0))])


def _indent(element: etree._Element, old: Measures, new: Measures) -> None:
    for key, names in (
        ('left', ('signed', 'rule_left', 'corner_left')),
        ('right', ('rule_right', 'number_right')),
    ):
        _replace(element, key, [(getattr(old, name), getattr(new, name)) for name in names])


def _place(element: etree._Element, old: Measures, new: Measures) -> None:
    """Tables that float: the 版记, and the page number beside a landscape page."""
    _replace(element, 'tblpX', [(old.left, new.left), (old.side_x, new.side_x)])
    _replace(element, 'tblpY', [(old.left, new.left), (old.side_y, new.side_y)])


def _tab(element: etree._Element, old: Measures, new: Measures) -> None:
    """Tab stops of our own styles beyond the middle: they are counted from the right edge."""
    style = element.getparent().getparent().getparent()
    place = int(element.get(f'{_W}pos', '0'))
    if str(style.get(f'{_W}styleId', '')).startswith('Gw') and old.width // 2 < place <= old.width:
        element.set(f'{_W}pos', str(place + new.width - old.width))


def _table(element: etree._Element, old: Measures, new: Measures) -> None:
    """A table as wide as the type area: its columns keep their proportions."""
    columns = element.findall(f'{_W}tblGrid/{_W}gridCol')
    widths = [int(column.get(f'{_W}w', '0')) for column in columns]
    for before, after in ((old.width, new.width), (old.wide, new.wide)):
        if before != after and abs(sum(widths) - before) <= 2 * len(widths):
            edges = [round(sum(widths[:place]) * after / before) for place in range(len(widths) + 1)]
            _set_widths(element, columns, edges)
            return


def _set_widths(element: etree._Element, columns: Iterable[etree._Element], edges: list[int]) -> None:
    for column, start, end in zip(columns, edges, edges[1:], strict=False):
        column.set(f'{_W}w', str(end - start))
    element.find(f'{_W}tblPr/{_W}tblW').set(f'{_W}w', str(edges[-1]))
    for row in element.findall(f'{_W}tr'):
        place = 0
        for width in row.iterfind(f'{_W}tc/{_W}tcPr/{_W}tcW'):
            span = width.getparent().find(f'{_W}gridSpan')
            end = min(place + (int(span.get(f'{_W}val')) if span is not None else 1), len(edges) - 1)
            width.set(f'{_W}w', str(edges[end] - edges[place]))
            place = end


def _replace(element: etree._Element, key: str, changes: Iterable[tuple[int, int]], within: int = 0) -> None:
    value: Any = element.get(f'{_W}{key}', '')
    if not value.lstrip('-').isdecimal():
        return
    for old, new in changes:
        if abs(int(value) - old) <= within:
            element.set(f'{_W}{key}', str(new))
            return


_CHANGES: dict[str, Callable[[etree._Element, Measures, Measures], None]] = {
    f'{_W}pgMar': _margins,
    f'{_W}docGrid': _grid,
    f'{_W}spacing': _spacing,
    f'{_W}ind': _indent,
    f'{_W}tblpPr': _place,
    f'{_W}tab': _tab,
    f'{_W}tbl': _table,
}
