"""Papers as pictures: lines of type on white pages, as scanners and telephones see them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from tests.tools import missing

FONTS = Path('/usr/share/fonts')
DPI = 150
_WIDE = 1240
_SIZE, _LEFT, _TOP, _PITCH = 33, 170, 150, 58


@cache
def font() -> ImageFont.FreeTypeFont:
    """A Chinese face of this machine; a test that has none says so."""
    found = next(iter(sorted(FONTS.glob('**/NotoSerifCJK-Regular.ttc'))), None)
    return ImageFont.truetype(str(found), _SIZE, index=2) if found else missing('no Noto Serif CJK here')


def page(lines: Sequence[str]) -> Image.Image:
    """A page with these lines, one below the other, cut off below the last: white costs time to read."""
    image = Image.new('L', (_WIDE, 2 * _TOP + len(lines) * _PITCH), 255)
    pen = ImageDraw.Draw(image)
    for number, line in enumerate(lines):
        pen.text((_LEFT, _TOP + number * _PITCH), line, fill=20, font=font())
    return image


def scanned_pdf(path: Path, *pages: Sequence[str]) -> Path:
    """A PDF of pictures alone."""
    first, *further = map(page, pages)
    first.save(path, 'PDF', resolution=DPI, save_all=True, append_images=further)
    return path


def photograph(path: Path, lines: Sequence[str], turn: float = 0.6) -> Path:
    """A page a little askew and grey, as a telephone takes it."""
    image = page(lines).rotate(turn, expand=True, fillcolor=235, resample=Image.Resampling.BICUBIC)
    image.point(lambda grey: 25 + grey * 0.86).convert('RGB').save(path, quality=88, dpi=(DPI, DPI))
    return path
