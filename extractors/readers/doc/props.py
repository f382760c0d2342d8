"""What is looked at of a paragraph's and a run's formatting, styles and direct formatting put together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from extractors.readers.doc import sprms as sprm
from extractors.readers.doc.file import DocFile
from extractors.readers.doc.formats import Spans, with_far_parts
from extractors.readers.doc.sprms import read_sprms
from extractors.readers.doc.styles import StyleSheet
from extractors.readers.docx.symbols import FONTS

_AS_STYLE, _NOT_AS_STYLE = 0x80, 0x81
_OLD_LIST = 0x7FF
_NO_LIST = 0xF801


class Look(NamedTuple):
    """A run: how it is printed, its picture font or '', its symbol (font, code), what 0x01 stands for.

    picture is the place in the Data stream of a picture or form field; data tells that it is no picture.
    """

    hidden: bool = False
    struck: bool = False
    deleted: bool = False
    inserted: bool = False
    font: str = ''
    symbol: tuple[str, int] | None = None
    picture: int | None = None
    data: bool = False
    embedded: bool = False


class Shape(NamedTuple):
    """A paragraph: how deep in tables, what it ends there, its list, its modifiers where it ends a row.

    old_label tells of a label as Word 95 and older keep it, which is not read.
    """

    depth: int = 0
    ends_row: bool = False
    ends_inner_cell: bool = False
    ends_inner_row: bool = False
    list_index: int = 0
    level: int = 0
    old_label: bool = False
    row: bytes = b''


@dataclass(frozen=True, slots=True)
class Formats:
    """Formatting by position; what has been worked out once is kept, for most runs are alike."""

    file: DocFile
    styles: StyleSheet
    characters: Spans
    paragraphs: Spans
    looks: dict[tuple[bytes, int], Look] = field(default_factory=dict)
    shapes: dict[bytes, tuple[Shape, int]] = field(default_factory=dict)

    def shape(self, position: int) -> tuple[Shape, int]:
        """The paragraph that ends at this position, and the index of its style."""
        papx = self.paragraphs.at(position)
        if papx not in self.shapes:
            self.shapes[papx] = _papx_to_shape(with_far_parts(papx, self.file), self.styles)
        return self.shapes[papx]

    def look(self, chpx: bytes, style: int) -> Look:
        """A run's look, from its modifiers and its paragraph's style."""
        if (chpx, style) not in self.looks:
            self.looks[chpx, style] = _chpx_to_look(chpx, style, self.styles)
        return self.looks[chpx, style]


def _papx_to_shape(papx: bytes, styles: StyleSheet) -> tuple[Shape, int]:
    """A paragraph's shape: that of its style first, then its own words (2.4.6.1)."""
    style = int.from_bytes(papx[:2], 'little')
    own = _settled(list(read_sprms(papx[2:])))
    for each in own:
        if each.code == sprm.P_ISTD:
            style = each.number
    values: dict[int, int] = {}
    for group in styles.chain(style):
        values.update((each.code, each.number) for each in read_sprms(group.paragraph))
    deeper = sum(each.signed for each in own if each.code == sprm.P_DEEPER)
    values.update((each.code, each.number) for each in own)
    depth = max(values.get(sprm.P_DEPTH, 0) + deeper, 0)
    if values.get(sprm.P_IN_TABLE):
        depth = max(depth, 1)
    ends_row = bool(values.get(sprm.P_ROW_END))
    ends_inner_row = bool(values.get(sprm.P_INNER_ROW_END))
    shape = Shape(
        depth=depth,
        ends_row=ends_row,
        ends_inner_cell=bool(values.get(sprm.P_INNER_CELL)),
        ends_inner_row=ends_inner_row,
        list_index=_list_index(values.get(sprm.P_ILFO, 0)),
        level=min(values.get(sprm.P_ILVL, 0), 8),
        old_label=values.get(sprm.P_ILFO) == _OLD_LIST,
        row=papx[2:] if ends_row or ends_inner_row else b'',
    )
    return shape, style


def _settled(own: list[sprm.Sprm]) -> list[sprm.Sprm]:
    """A paragraph's modifiers without the list that it was in before its last, tracked change (sprmPWall)."""
    walls = [index for index, each in enumerate(own) if each.code == sprm.P_WALL and each.number]
    if not walls:
        return own
    return [
        each
        for index, each in enumerate(own)
        if index > walls[-1] or each.code not in (sprm.P_ILFO, sprm.P_ILVL)
    ]


def _list_index(value: int) -> int:
    """The list a paragraph is in, from 1; 0 for none, or where its label was taken away (2.6.2 sprmPIlfo)."""
    return 0 if value >= _NO_LIST or value == _OLD_LIST else value


@dataclass(slots=True)
class _Values:
    """A run's properties while modifiers are applied to them; toggles are hidden and struck."""

    toggles: dict[int, bool] = field(default_factory=dict)
    numbers: dict[int, int] = field(default_factory=dict)
    symbol: tuple[int, int] | None = None


def _chpx_to_look(chpx: bytes, style: int, styles: StyleSheet) -> Look:
    base = _Values()
    for group in styles.chain(style):
        _apply(group.character, base, styles, styled=base.toggles)
    values = _Values(dict(base.toggles), dict(base.numbers))
    _apply(chpx, values, styles, styled=base.toggles)
    toggles, numbers = values.toggles, values.numbers
    fonts = [styles.font(numbers[code]) for code in (sprm.C_FONT, sprm.C_FONT_OTHER) if code in numbers]
    return Look(
        hidden=toggles.get(sprm.C_HIDDEN, False),
        struck=toggles.get(sprm.C_STRUCK, False) or bool(numbers.get(sprm.C_STRUCK_TWICE)),
        deleted=bool(numbers.get(sprm.C_DELETED)),
        inserted=bool(numbers.get(sprm.C_INSERTED)),
        font=next((name for name in fonts if name.lower() in FONTS), ''),
        symbol=None if values.symbol is None else (styles.font(values.symbol[0]), values.symbol[1]),
        picture=numbers.get(sprm.C_PICTURE),
        data=bool(numbers.get(sprm.C_DATA)),
        embedded=bool(numbers.get(sprm.C_OBJECT) or numbers.get(sprm.C_OBJECT_2)),
    )


def _apply(grpprl: bytes, values: _Values, styles: StyleSheet, *, styled: Mapping[int, bool]) -> None:
    """Apply modifiers; styled is what the style says of toggles, which a toggle may refer to (2.6.1)."""
    for each in read_sprms(grpprl):
        if each.code in (sprm.C_HIDDEN, sprm.C_STRUCK):
            usual = styled.get(each.code, False)
            values.toggles[each.code] = {_AS_STYLE: usual, _NOT_AS_STYLE: not usual}.get(
                each.number, bool(each.number & 1)
            )
        elif each.code == sprm.C_PLAIN:
            values.toggles = dict(styled)
        elif each.code == sprm.C_STYLE:
            for style in styles.chain(each.number):
                _apply(style.character, values, _NO_STYLES, styled=dict(values.toggles))
            styled = dict(values.toggles)
        elif each.code == sprm.C_SYMBOL:
            values.symbol = each.number & 0xFFFF, each.number >> 16
        elif each.code in _NUMBERS:
            values.numbers[each.code] = each.number


_NO_STYLES = StyleSheet()
_NUMBERS = frozenset([
    sprm.C_DELETED, sprm.C_INSERTED, sprm.C_STRUCK_TWICE, sprm.C_DATA, sprm.C_OBJECT, sprm.C_OBJECT_2,
    sprm.C_PICTURE, sprm.C_FONT, sprm.C_FONT_OTHER,
])  # fmt: skip
