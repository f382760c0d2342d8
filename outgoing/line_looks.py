"""How a paragraph and a character look once styles are resolved: measures in twips, whatever the XML says."""

from __future__ import annotations

from typing import Any, NamedTuple

from lxml import etree

from outgoing.plain_wording import W, parse

_ON = frozenset((None, '1', 'true', 'on'))
_FLAGS = ('b', 'i', 'strike')
_SIDES = {'left': ('left', 'start'), 'right': ('right', 'end')}
_ALIGNED = {'start': 'left', 'end': 'right', 'justify': 'both'}
_SECTION = {
    'pgSz': ('w', 'h'), 'pgMar': ('top', 'bottom', 'left', 'right'), 'docGrid': ('linePitch',),
}  # fmt: skip


class ParagraphLook(NamedTuple):
    """Line pitch (twips, and its rule), alignment, indents, gaps before and after, a new page before it."""

    line: int
    rule: str
    jc: str
    left: int
    right: int
    first: int
    before: int
    after: int
    new_page: bool


class CharLook(NamedTuple):
    """Face for Chinese and for the rest, size in half-points, and what stands out."""

    face: str
    latin: str
    size: int
    bold: bool
    italic: bool
    strike: bool
    underline: str
    colour: str
    highlight: str


class Styles:
    """The styles of a file, resolved as they are asked for."""

    def __init__(self, data: bytes | None) -> None:
        """From word/styles.xml; None: a file without styles."""
        root = parse(data) if data else etree.Element(f'{W}styles')
        self._styles = {one.get(f'{W}styleId'): one for one in root.iter(f'{W}style')}
        kinds = (one for one in root.iter(f'{W}style') if one.get(f'{W}type') == 'paragraph')
        self._usual = next(
            (one.get(f'{W}styleId') for one in kinds if one.get(f'{W}default') in {'1', 'true'}), None
        )
        self._defaults = root.find(f'{W}docDefaults')
        self._kept: dict[Any, CharLook] = {}

    def _chain(self, style: str | None) -> list[etree._Element]:
        """A style's elements, the one it rests on most first."""
        found: list[etree._Element] = []
        while style in self._styles and self._styles[style] not in found:
            found.append(self._styles[style])
            rests_on = found[-1].find(f'{W}basedOn')
            style = rests_on.get(f'{W}val') if rests_on is not None else None
        return found[::-1]

    def paragraph_look(self, paragraph: etree._Element) -> ParagraphLook:
        """The look of a paragraph itself."""
        own = paragraph.find(f'{W}pPr')
        layers = [] if self._defaults is None else self._defaults.findall(f'{W}pPrDefault/{W}pPr')
        layers += [
            one for style in self._chain(self._style_of(paragraph)) for one in style.findall(f'{W}pPr')
        ]
        layers += [] if own is None else [own]
        spacing, indent = _attributes(layers, 'spacing'), _attributes(layers, 'ind')
        mark = self._char_look(paragraph, None if own is None else own.find(f'{W}rPr'))
        width = mark.size * 10
        jc = _value(layers, 'jc') or 'left'
        return ParagraphLook(
            line=_whole(spacing.get('line', '240')),
            rule=spacing.get('lineRule', 'auto'),
            jc=_ALIGNED.get(jc, jc),
            left=_indent(indent, _SIDES['left'], width),
            right=_indent(indent, _SIDES['right'], width),
            first=_indent(indent, ('firstLine',), width) - _indent(indent, ('hanging',), width),
            before=_gap(spacing, 'before'),
            after=_gap(spacing, 'after'),
            new_page=_flag(layers, 'pageBreakBefore'),
        )

    def char_look(self, run: etree._Element, paragraph: etree._Element) -> CharLook:
        """The look of a run's characters."""
        return self._char_look(paragraph, run.find(f'{W}rPr'))

    def _style_of(self, paragraph: etree._Element) -> str | None:
        named = paragraph.find(f'{W}pPr/{W}pStyle')
        return named.get(f'{W}val') if named is not None else self._usual

    def _char_look(self, paragraph: etree._Element, own: etree._Element | None) -> CharLook:
        style = self._style_of(paragraph)
        key = (style, b'' if own is None else etree.tostring(own))
        if key not in self._kept:
            self._kept[key] = self._resolved(style, own)
        return self._kept[key]

    def _resolved(self, style: str | None, own: etree._Element | None) -> CharLook:
        layers = [] if self._defaults is None else self._defaults.findall(f'{W}rPrDefault/{W}rPr')
        chains = [style]
        if own is not None and own.find(f'{W}rStyle') is not None:
            chains.append(own.find(f'{W}rStyle').get(f'{W}val'))
        layers += [one for name in chains for each in self._chain(name) for one in each.findall(f'{W}rPr')]
        layers += [] if own is None else [own]
        faces = _attributes(layers, 'rFonts')
        bold, italic, strike = (_flag(layers, name) for name in _FLAGS)
        colour = (_value(layers, 'color') or 'auto').upper()
        return CharLook(
            face=faces.get('eastAsia', ''),
            latin=faces.get('ascii', ''),
            size=_whole(_value(layers, 'sz') or '20'),
            bold=bold,
            italic=italic,
            strike=strike,
            underline=_value(layers, 'u') or 'none',
            colour='AUTO' if colour in {'AUTO', '000000'} else colour,
            highlight=_value(layers, 'highlight') or 'none',
        )


def section_looks(section: etree._Element) -> dict[str, int]:
    """Page, margins and line pitch of a section: {'pgMar.top': 2098, …}."""
    found = {}
    for name, keys in _SECTION.items():
        element = section.find(f'{W}{name}')
        for key in keys:
            value = element.get(f'{W}{key}') if element is not None else None
            if value is not None:
                found[f'{name}.{key}'] = _whole(value)
    return found


def _attributes(layers: list[etree._Element], name: str) -> dict[str, str]:
    """An element's attributes, a later layer's before an earlier one's."""
    found: dict[str, str] = {}
    for layer in layers:
        element = layer.find(f'{W}{name}')
        if element is not None:
            told = {str(key).removeprefix(W): value for key, value in element.attrib.items()}
            _give_way(found, told)
            found |= told
    return found


def _give_way(found: dict[str, str], told: dict[str, str]) -> None:
    """A first line is indented or hangs, never both."""
    for one, other in (('firstLine', 'hanging'), ('hanging', 'firstLine')):
        if {one, f'{one}Chars'} & told.keys():
            for key in (other, f'{other}Chars'):
                found.pop(key, None)


def _value(layers: list[etree._Element], name: str) -> str | None:
    return _attributes(layers, name).get('val')


def _flag(layers: list[etree._Element], name: str) -> bool:
    for layer in reversed(layers):
        element = layer.find(f'{W}{name}')
        if element is not None:
            return element.get(f'{W}val') in _ON
    return False


def _indent(told: dict[str, str], names: tuple[str, ...], width: int) -> int:
    """An indent in twips; characters count before measures where both stand (ECMA-376 17.3.1.12)."""
    for name in names:
        chars = _whole(told.get(f'{name}Chars', '0'))
        if chars:
            return chars * width // 100
    return next((_whole(told[name]) for name in names if name in told), 0)


def _gap(told: dict[str, str], name: str) -> int:
    lines = _whole(told.get(f'{name}Lines', '0'))
    return lines * 240 // 100 if lines else _whole(told.get(name, '0'))


def _whole(text: str) -> int:
    try:
        return round(float(text.removesuffix('pt')) * (20 if text.endswith('pt') else 1))
    except ValueError:
        return 0
