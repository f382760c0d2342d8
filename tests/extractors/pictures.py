"""Pictures of papers for tests: typeset by Pillow, stamped."""

from __future__ import annotations

from functools import cache
from math import cos, pi, sin
from pathlib import Path
from typing import Any

from PIL import Image, ImageDraw, ImageFont

from tests.tools import missing

FONTS = Path('/usr/share/fonts')
RED, BLUE = (215, 25, 25), (30, 40, 200)


@cache
def font(size: int) -> ImageFont.FreeTypeFont:
    """A Chinese face of this machine; a test that has none says so."""
    found = next(iter(sorted(FONTS.glob('**/NotoSerifCJK-Regular.ttc'))), None)
    return ImageFont.truetype(str(found), size, index=2) if found else missing('no Noto Serif CJK here')


def paper(*lines: str, size: int = 40, width: int = 1240, colour: Any = 'black') -> Image.Image:
    """Lines of text one under the other on white, letters `size` pixels wide, two sizes from the left."""
    image = Image.new('RGB', (width, (2 * len(lines) + 3) * size), 'white')
    pen = ImageDraw.Draw(image)
    for at, line in enumerate(lines):
        pen.text((2 * size, 2 * (at + 1) * size), line, font=font(size), fill=colour)
    return image


def stamped(image: Image.Image, x: int, y: int, radius: int, colour: Any = RED) -> Image.Image:
    """The picture with a round seal over it: ring, star of dots and words along the ring."""
    pen = ImageDraw.Draw(image, 'RGBA')
    ink = (*colour, 200)
    pen.ellipse((x - radius, y - radius, x + radius, y + radius), outline=ink, width=max(3, radius // 18))
    pen.ellipse((x - radius // 5, y - radius // 5, x + radius // 5, y + radius // 5), fill=ink)
    for at, letter in enumerate('示例省示例市示例协会'):
        angle = pi * (0.85 + 1.3 * at / 9)
        place = x + 0.74 * radius * cos(angle), y + 0.74 * radius * sin(angle)
        pen.text(place, letter, font=font(radius // 4), fill=ink, anchor='mm')
    return image


def as_array(image: Image.Image) -> Any:
    """The picture as an array, blue first."""
    import numpy as np

    return np.ascontiguousarray(np.asarray(image.convert('RGB'))[:, :, ::-1])
