"""How a run of text looks in the end: document defaults, styles and its own settings, one over the other."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import NamedTuple

from extractors.readers.docx.names import PPR, RPR, A, Element, W, is_on, value
from extractors.readers.docx.styles import Styles, open_styles, style_chain

_RUN_DEFAULTS = f'{W}docDefaults/{W}rPrDefault/{W}rPr'
_PARAGRAPH_DEFAULTS = f'{W}docDefaults/{W}pPrDefault/{W}pPr'
_STANDARD_SIZE = 10.0  # points: what Word takes where nobody says
_HALF_POINTS = 2
_STRONG, _WEAK = 0xB0, 0x60
_THEME = re.compile('^(major|minor)', re.IGNORECASE)


class Face(NamedTuple):
    """font is the Chinese face (None: the reader's own choice), size in points, colour as RRGGBB or None."""

    font: str | None
    size: float
    bold: bool
    colour: str | None


@dataclass(slots=True)
class Faces:
    """The styles of a document, and what was worked out of them before.

    theme maps 'major' and 'minor' to the theme's Chinese faces, levels a list and its level to the w:pPr
    that the numbering gives its paragraphs.
    """

    styles: Styles = field(default_factory=Styles)
    run_defaults: Element | None = None
    paragraph_defaults: Element | None = None
    theme: dict[str, str] = field(default_factory=dict)
    levels: dict[tuple[str, str], Element] = field(default_factory=dict)
    chains: dict[tuple[str | None, str], tuple[Element, ...]] = field(default_factory=dict)


def open_faces(
    styles: Element | None, numbering: Element | None = None, theme: Element | None = None
) -> Faces:
    """The parts that tell of looks, None for those the package has not."""
    faces = Faces(theme=_theme_faces(theme), levels=_level_properties(numbering))
    if styles is not None:
        faces.styles = open_styles(styles)
        faces.run_defaults = styles.find(_RUN_DEFAULTS)
        faces.paragraph_defaults = styles.find(_PARAGRAPH_DEFAULTS)
    return faces


def _theme_faces(theme: Element | None) -> dict[str, str]:
    found: dict[str, str] = {}
    for kind in ('major', 'minor'):
        fonts = None if theme is None else theme.find(f'.//{A}{kind}Font')
        if fonts is not None:
            east, han = fonts.find(f'{A}ea'), fonts.find(f'{A}font[@script="Hans"]')
            named = [one.get('typeface') for one in (east, han) if one is not None]
            found |= {kind: next((name for name in named if name), '')}
    return {kind: name for kind, name in found.items() if name}


def _level_properties(numbering: Element | None) -> dict[tuple[str, str], Element]:
    if numbering is None:
        return {}
    abstract = {one.get(f'{W}abstractNumId'): one for one in numbering.iter(f'{W}abstractNum')}
    found: dict[tuple[str, str], Element] = {}
    for number in numbering.iter(f'{W}num'):
        base = abstract.get(value(number, f'{W}abstractNumId'))
        for level in () if base is None else base.iter(f'{W}lvl'):
            properties = level.find(PPR)
            if properties is not None:
                found[number.get(f'{W}numId') or '', level.get(f'{W}ilvl') or '0'] = properties
    return found


def run_to_face(run: Element, paragraph: Element, faces: Faces) -> Face:
    """The look of a run; what the nearest says counts."""
    own = run.find(RPR)
    layers = [own] if own is not None else []
    layers += _of_style(None if own is None else value(own, f'{W}rStyle'), RPR, faces)
    layers += _of_style(_style_of(paragraph), RPR, faces)
    if faces.run_defaults is not None:
        layers.append(faces.run_defaults)
    size = next((text for layer in layers if (text := value(layer, f'{W}sz'))), None)
    bold = next((told for layer in layers if (told := is_on(layer, f'{W}b')) is not None), False)
    return Face(_font(layers, faces), _points(size), bold, _colour(layers))


def paragraph_layers(paragraph: Element, faces: Faces) -> list[Element]:
    """The w:pPr that a paragraph obeys, the nearest first: its own, its list level's, its styles'."""
    own = paragraph.find(PPR)
    layers = [own] if own is not None else []
    styled = list(_of_style(_style_of(paragraph), PPR, faces))
    for layer in (*layers, *styled):
        place = layer.find(f'{W}numPr')
        if place is not None:
            key = (value(place, f'{W}numId') or '', value(place, f'{W}ilvl') or '0')
            layers += [faces.levels[key]] if key in faces.levels else []
            break
    layers += styled
    if faces.paragraph_defaults is not None:
        layers.append(faces.paragraph_defaults)
    return layers


def told(layers: list[Element], name: str, attribute: str) -> str | None:
    """The nearest value of one attribute: w:spacing of a style and that of a paragraph add up."""
    for layer in layers:
        child = layer.find(f'{W}{name}')
        found = None if child is None else child.get(f'{W}{attribute}')
        if found is not None:
            return str(found)
    return None


def _style_of(paragraph: Element) -> str | None:
    own = paragraph.find(PPR)
    return None if own is None else value(own, f'{W}pStyle')


def _of_style(name: str | None, part: str, faces: Faces) -> tuple[Element, ...]:
    key = (name, part)
    if key not in faces.chains:
        chain = style_chain(name or faces.styles.default, faces.styles)
        found = (faces.styles.elements[each].find(part) for each in chain)
        faces.chains[key] = tuple(each for each in found if each is not None)
    return faces.chains[key]


def _font(layers: list[Element], faces: Faces) -> str | None:
    for layer in layers:
        fonts = layer.find(f'{W}rFonts')
        if fonts is not None:
            themed = _THEME.match(fonts.get(f'{W}eastAsiaTheme') or '')
            if themed:
                return faces.theme.get(themed[1].lower())
            if fonts.get(f'{W}eastAsia'):
                return str(fonts.get(f'{W}eastAsia')).partition(';')[0]
    return None


def _colour(layers: list[Element]) -> str | None:
    found = next((text for layer in layers if (text := value(layer, f'{W}color'))), None)
    return None if found in {None, 'auto'} else found


def _points(half_points: str | None) -> float:
    try:
        return float(half_points) / _HALF_POINTS if half_points else _STANDARD_SIZE
    except ValueError:
        return _STANDARD_SIZE


def is_red(colour: str | None) -> bool:
    """Whether RRGGBB, RGB or a name is what a printer calls red: strong in red, weak in the others (6.1)."""
    told = (colour or '').lstrip('#')
    digits = ''.join(one * 2 for one in told) if len(told) == len('RGB') else told
    try:
        red, green, blue = (int(digits[at : at + 2], 16) for at in (0, 2, 4))
    except ValueError:
        return told.lower() == 'red'
    return red >= _STRONG and green <= _WEAK and blue <= _WEAK


def is_black(colour: str | None) -> bool:
    """Whether RRGGBB, or nothing said, prints black."""
    return colour is None or all(one in '0123' for one in colour[::2])
