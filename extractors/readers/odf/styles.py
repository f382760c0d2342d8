"""OpenDocument styles as far as they hide, strike, number or change the font of text (ODF 1.2, 16)."""

from __future__ import annotations

from dataclasses import dataclass, field

from extractors.readers.docx.names import Element
from extractors.readers.odf.package import FO, OFFICE, STYLE, SVG, TEXT, OpenDocument

_PROPERTIES = STYLE + 'text-properties'
_MOST_PARENTS = 50


@dataclass(frozen=True, slots=True)
class Look:
    """What a style says of text; None where it says nothing."""

    hidden: bool | None = None
    struck: bool | None = None
    font: str | None = None


@dataclass(frozen=True, slots=True)
class Styles:
    """Style elements by (family, name), list styles by name; looks are kept once they are known."""

    elements: dict[tuple[str, str], Element]
    lists: dict[str, Element]
    outline: Element | None
    fonts: dict[str, str]
    looks: dict[tuple[str, str], Look] = field(default_factory=dict)


def open_styles(document: OpenDocument, *, pages: bool = False) -> Styles:
    """The styles that the body may use, or (pages) those of headers and footers: names repeat."""
    common = [document.styles] if document.styles is not None else []
    own = common if pages else [document.content]
    groups = [each for root in common for each in root.findall(OFFICE + 'styles')]
    groups += [each for root in own for each in root.findall(OFFICE + 'automatic-styles')]
    faces = [each for root in (*common, document.content) for each in root.iter(STYLE + 'font-face')]
    return Styles(
        elements={
            (style.get(STYLE + 'family') or '', style.get(STYLE + 'name') or ''): style
            for group in groups
            for style in group.findall(STYLE + 'style')
        },
        lists={
            style.get(STYLE + 'name') or '': style
            for group in groups
            for style in group.findall(TEXT + 'list-style')
        },
        outline=next((each for group in groups for each in group.findall(TEXT + 'outline-style')), None),
        fonts={
            face.get(STYLE + 'name') or '': (face.get(SVG + 'font-family') or '').strip('\'"')
            for face in faces
        },
    )


def style_look(family: str, name: str | None, styles: Styles) -> Look:
    """What a style and those it is based on say of text, the nearest first."""
    if name is None:
        return Look()
    if (family, name) not in styles.looks:
        look = Look()
        for element in _chain(family, name, styles):
            look = combined(look, _own_look(element.find(_PROPERTIES), styles))
        styles.looks[family, name] = look
    return styles.looks[family, name]


def style_value(family: str, name: str | None, attribute: str, styles: Styles) -> str | None:
    """An attribute of a style, or of the nearest it is based on that has it."""
    chain = [] if name is None else _chain(family, name, styles)
    return next((found for each in chain if (found := each.get(attribute)) is not None), None)


def combined(near: Look, far: Look) -> Look:
    """A run's look: its own style's word goes before that of what it stands in."""
    return Look(
        far.hidden if near.hidden is None else near.hidden,
        far.struck if near.struck is None else near.struck,
        near.font or far.font,
    )


def _chain(family: str, name: str, styles: Styles) -> list[Element]:
    chain: list[Element] = []
    current: str | None = name
    while current is not None and (element := styles.elements.get((family, current))) is not None:
        chain.append(element)
        current = element.get(STYLE + 'parent-style-name')
        if len(chain) >= _MOST_PARENTS:
            break
    return chain


def _own_look(properties: Element | None, styles: Styles) -> Look:
    if properties is None:
        return Look()
    display = properties.get(TEXT + 'display')
    line = properties.get(STYLE + 'text-line-through-style')
    kind = properties.get(STYLE + 'text-line-through-type')
    face = properties.get(STYLE + 'font-name')
    family = properties.get(FO + 'font-family')
    return Look(
        hidden=None if display is None else display == 'none',
        struck=None
        if line is None and kind is None
        else line not in (None, 'none') or kind not in (None, 'none'),
        font=styles.fonts.get(face, face) if face else family.strip('\'"') if family else None,
    )
