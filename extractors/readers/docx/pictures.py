"""Pictures in a Word document that are large enough to be a page or a form, pasted in place of its text."""

from __future__ import annotations

import re

from extractors.readers.docx.names import WP, A, Element, V

LEAST_CM2 = 100.0
"""Square centimetres: a seal or a head of letter is smaller, a photographed half page larger."""

_EMU_CM = 360_000
_CM_A_UNIT = {'pt': 2.54 / 72, 'in': 2.54, 'cm': 1.0, 'mm': 0.1}
_LENGTH = re.compile(r'(?:^|;)\s*(width|height)\s*:\s*(\d{1,6}(?:\.\d{1,6})?)(pt|in|cm|mm)')


def count_large_pictures(body: Element) -> int:
    """How many pictures of the body are shown larger than LEAST_CM2; what tells no size counts as none."""
    drawn = (_extent(blip) for blip in body.iter(A + 'blip'))
    shapes = (_style(image.getparent()) for image in body.iter(V + 'imagedata'))
    return sum(area >= LEAST_CM2 for area in (*drawn, *shapes))


def _extent(blip: Element) -> float:
    home = next(blip.iterancestors(WP + 'inline', WP + 'anchor'), None)
    extent = None if home is None else home.find(WP + 'extent')
    if extent is None:
        return 0.0
    sides = [extent.get(name, '') for name in ('cx', 'cy')]
    return int(sides[0]) * int(sides[1]) / _EMU_CM**2 if all(map(str.isdecimal, sides)) else 0.0


def _style(shape: Element) -> float:
    sides = {
        name: float(size) * _CM_A_UNIT[unit] for name, size, unit in _LENGTH.findall(shape.get('style', ''))
    }
    return sides.get('width', 0.0) * sides.get('height', 0.0)
