"""The lines of a document with their looks, as the eye of a checker sees them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from extractors.readers.docx.names import FALLBACK, TBL, TC, TEXT_BOX, WORD_ART, Element, P, W, is_on
from extractors.readers.docx.numbering import Numbering, paragraph_to_label
from outgoing.check.faces import Face, Faces, is_red, paragraph_layers, run_to_face, told

EDGES = ('top', 'bottom')
_TWIPS_PER_POINT, _HUNDREDTHS = 20, 100
_HAN = re.compile('[\u3400-\u9fff]')
_ASIDE = frozenset((P, TEXT_BOX, FALLBACK, f'{W}moveFrom', f'{W}del'))
_PRINTED = {f'{W}tab': '\t', f'{W}br': ' '}
_LEADING = re.compile('^[\u3000\u2003 \t]+')
_WIDTHS = {' ': 0.5, '\t': 6.0}
_GREAT = 48.0


@dataclass(frozen=True, slots=True)
class Line:
    """One paragraph that bears text.

    number counts the paragraphs from 1 as they stand; face is the look of most of its characters, faces
    of all. indent and left, right are in characters of its size (first line, whole), trailing how many wide
    spaces were typed at its end; pitch is the exact
    line pitch in points, None where it is not exact. place is 'body', 'cell', 'textbox' or 'header'; ruled
    tells of a line over or under it.
    """

    number: int
    text: str
    face: Face
    faces: tuple[tuple[str, Face], ...]
    align: str
    indent: float
    left: float
    right: float
    trailing: int
    pitch: float | None
    place: str
    new_page: bool
    ruled: bool


@dataclass(slots=True)
class Walk:
    """A walk through the paragraphs: lines so far, whether a page begins, red borders that styles give."""

    faces: Faces
    numbering: Numbering
    lines: list[Line] = field(default_factory=list)
    number: int = 0
    broken: bool = False
    red: int = 0


def paragraphs_of(element: Element, place: str) -> Iterator[tuple[Element, str]]:
    """Paragraphs as they stand; of a drawing given twice only the first."""
    for child in element:
        if child.tag == FALLBACK:
            continue
        if child.tag == P:
            boxes = list(child.iter(TEXT_BOX))
            for box in boxes:
                if not any(parent.tag == FALLBACK for parent in box.iterancestors()):
                    yield from paragraphs_of(box, 'textbox')
            yield child, place
        elif isinstance(child.tag, str):
            yield from paragraphs_of(child, 'cell' if child.tag in {TBL, TC} else place)


def take(paragraph: Element, place: str, walk: Walk) -> None:
    """Add a paragraph to the walk as a line, if it bears text."""
    walk.number += 1
    pieces = list(pieces_of(paragraph, walk.faces))
    label = paragraph_to_label(paragraph, walk.numbering)
    plain = label + ''.join(text for text, _ in pieces)
    layers = paragraph_layers(paragraph, walk.faces)
    fresh = walk.broken or is_on(layers[0] if layers else None, f'{W}pageBreakBefore') is True
    walk.broken = any(one.get(f'{W}type') == 'page' for one in paragraph.iter(f'{W}br'))
    walk.red += sum(
        is_red(told([layer], f'pBdr/{W}{side}', 'color')) for layer in layers[1:] for side in EDGES
    )
    if paragraph.find(f'.//{WORD_ART}') is not None:
        place = 'textbox'
    if plain.strip():
        walk.lines.append(
            _line(plain, pieces, layers, place, walk, fresh=fresh, ruled=_is_ruled(paragraph, layers))
        )
    else:
        walk.broken = walk.broken or fresh
    if paragraph.find(f'{W}pPr/{W}sectPr') is not None:
        walk.broken = True


def _is_ruled(paragraph: Element, layers: list[Element]) -> bool:
    """Whether a line is drawn over or under it: a border of its own, or of the cell or table it stands in."""
    if any(told(layers, f'pBdr/{W}{side}', 'val') not in {None, 'nil', 'none'} for side in EDGES):
        return True
    for parent in paragraph.iterancestors(TC, TBL):
        borders = parent.find(f'{W}{"tc" if parent.tag == TC else "tbl"}Pr')
        for side in (*EDGES, 'insideH'):
            found = None if borders is None else borders.find(f'.//{W}{side}')
            if found is not None and found.get(f'{W}val') not in {None, 'nil', 'none'}:
                return True
        if parent.tag == TBL and borders is not None and borders.find(f'{W}tblStyle') is not None:
            return True
    return False


def _line(
    plain: str,
    pieces: list[tuple[str, Face]],
    layers: list[Element],
    place: str,
    walk: Walk,
    *,
    fresh: bool,
    ruled: bool,
) -> Line:
    weights: Counter[Face] = Counter()
    for text, face in pieces:
        weights[face] += len(_HAN.findall(text)) * 10 + len(text.strip())
    face = weights.most_common(1)[0][0] if weights else Face(None, 0, bold=False, colour=None)
    return Line(
        number=walk.number,
        text=plain.strip(),
        face=face,
        faces=tuple((text, one) for text, one in pieces if text.strip()),
        align=told(layers, 'jc', 'val') or 'left',
        indent=_first_line(layers, face.size) + _typed(plain),
        left=_characters(layers, 'left', face.size) or _characters(layers, 'start', face.size),
        right=_characters(layers, 'right', face.size) or _characters(layers, 'end', face.size),
        trailing=len(plain) - len(plain.rstrip('\u3000')),
        pitch=_pitch(layers),
        place=place,
        new_page=fresh,
        ruled=ruled,
    )


def _typed(plain: str) -> float:
    """How many characters wide the spaces are that a line was typed with at its start; a tab is many."""
    led = _LEADING.match(plain)
    return sum(_WIDTHS.get(one, 1.0) for one in led[0]) if led else 0.0


def pieces_of(paragraph: Element, faces: Faces) -> Iterator[tuple[str, Face]]:
    """Each run's text with its look; of text boxes in it nothing, they are read by themselves."""
    for run in paragraph.iter(f'{W}r'):
        inside = next((one for one in run.iterancestors() if one.tag in _ASIDE), None)
        if inside is not paragraph:
            continue
        yield from _drawn_words(run)
        text = ''.join(
            _PRINTED.get(node.tag, node.text or '')
            for node in run
            if node.tag in {f'{W}t', f'{W}tab', f'{W}br'} and node.get(f'{W}type') != 'page'
        )
        if text:
            yield text, run_to_face(run, paragraph, faces)


def _drawn_words(run: Element) -> Iterator[tuple[str, Face]]:
    """Words drawn as a shape, as some old letterheads are."""
    for path in run.iter(WORD_ART):
        if path.get('string'):
            font = re.search('font-family:[\'"]?([^;\'"]+)', path.get('style') or '')
            colour = (path.getparent().get('fillcolor') or '').lstrip('#')
            yield path.get('string'), Face(font and font[1], _GREAT, bold=False, colour=colour or None)


def _first_line(layers: list[Element], size: float) -> float:
    """How far the first line stands in from the others, below 0 where it hangs out."""
    return _characters(layers, 'firstLine', size) - _characters(layers, 'hanging', size)


def _characters(layers: list[Element], side: str, size: float) -> float:
    """An indent in characters of the line's size."""
    hundredths = to_number(told(layers, 'ind', f'{side}Chars'))
    if hundredths:
        return hundredths / _HUNDREDTHS
    twips = to_number(told(layers, 'ind', side))
    return twips / _TWIPS_PER_POINT / size if twips and size else 0.0


def _pitch(layers: list[Element]) -> float | None:
    if told(layers, 'spacing', 'lineRule') != 'exact':
        return None
    line = to_number(told(layers, 'spacing', 'line'))
    return line / _TWIPS_PER_POINT if line else None


def to_number(text: str | None) -> float:
    """An attribute as a number, 0 where it is missing or none."""
    try:
        return float(text) if text else 0.0
    except ValueError:
        return 0.0
