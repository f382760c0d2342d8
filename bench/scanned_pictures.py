"""Pages of a PDF as a scanner or a telephone makes them: skew, shade, noise, seals, perspective, curl."""

from __future__ import annotations

import io
import math
import random
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

from bench.scanned_papers import PEN_COLOUR

KINDS = ('scan150', 'scan200', 'scan200', 'scan300', 'seal', 'turned', 'photo', 'photo', 'photo', 'photo')
"""What becomes of the papers, in turn: half scans of every sort, half photographs."""

_SEAL_FONT = '/usr/share/fonts/truetype/wqy/wqy-zenhei.ttc'
_SEAL_WORDS = "示例市示例协会办公专用"
_LONG_SIDE = (3300, 4000)
"""Pixels of a photograph's long side: 8 to 12 million in all."""


class Sheet(NamedTuple):
    """One printed page: its picture (height, width, 3), red first, and the boxes a pen ticks, in pixels."""

    image: Any
    ticked: list[tuple[float, float, float, float]]


def pdf_to_sheets(path: Path, dpi: int) -> list[Sheet]:
    """Every page of a PDF at this resolution."""
    import numpy as np
    import pypdfium2

    with pypdfium2.PdfDocument(path) as pdf:
        sheets = []
        for page in pdf:
            image = page.render(scale=dpi / 72).to_pil().convert('RGB')
            text = page.get_textpage()
            boxes = [text.get_charbox(index) for index in range(text.count_chars()) if _is_pens(text, index)]
            scale, height = dpi / 72, page.get_height()
            places = [
                (x0 * scale, (height - y1) * scale, x1 * scale, (height - y0) * scale)
                for x0, y0, x1, y1 in boxes
            ]
            sheets.append(Sheet(np.array(image), places))
    return sheets


def _is_pens(text: Any, index: int) -> bool:
    import ctypes

    from pypdfium2 import raw

    colours = [ctypes.c_uint() for _ in range(4)]
    raw.FPDFText_GetFillColor(text.raw, index, *colours)
    return (colours[0].value << 16 | colours[1].value << 8 | colours[2].value) == PEN_COLOUR


def sheets_to_files(
    sheets: Sequence[Sheet], kind: str, dpi: int, stem: Path, rng: random.Random
) -> list[Path]:
    """The pages as image files beside each other, as this kind of picture."""
    made = []
    turns = rng.randrange(4)
    for number, sheet in enumerate(sheets, 1):
        image = _with_ticks(sheet, dpi, rng)
        if kind == 'seal' and number == len(sheets):
            image = _with_seal(image, dpi, rng)
        path = stem.with_name(f'{stem.name}_{number}.jpg')
        if kind == 'photo':
            _save(_photograph(image, rng), path, rng.randint(75, 92), None, turned=rng.random() < 0.2)
        else:
            image = _scan(image, dpi, rng)
            if kind == 'turned':
                image = _quarters(image, 1 + turns % 3)
            _save(image, path, rng.randint(50, 80), dpi)
        made.append(path)
    return made


def kind_to_dpi(kind: str, rng: random.Random) -> int:
    """The resolution to draw the pages at."""
    if kind == 'photo':
        return 250
    return int(kind[4:]) if kind.startswith('scan') else rng.choice((150, 200, 300))


def _quarters(image: Any, count: int) -> Any:
    import numpy as np

    return np.ascontiguousarray(np.rot90(image, count))


def _with_ticks(sheet: Sheet, dpi: int, rng: random.Random) -> Any:
    """A stroke down and a longer one up over each box, in blue, black or red ink."""
    from PIL import Image, ImageDraw

    picture = Image.fromarray(sheet.image)
    draw = ImageDraw.Draw(picture)
    ink = rng.choice(((20, 30, 120), (25, 25, 25), (180, 30, 30)))
    wide = max(2, round(dpi * rng.uniform(0.4, 0.7) / 25.4))
    for x0, y0, x1, y1 in sheet.ticked:
        w, h = x1 - x0, y1 - y0

        def at(x: float, y: float, w: float = w, h: float = h, x0: float = x0, y0: float = y0) -> Any:
            return x0 + w * (x + rng.gauss(0, 0.07)), y0 + h * (y + rng.gauss(0, 0.07))

        start, low, end = at(0.1, 0.45), at(0.42, 0.9), at(1.05, -0.1)
        middle = ((low[0] + end[0]) / 2 + w * 0.06, (low[1] + end[1]) / 2 + h * 0.08)
        draw.line([start, low, middle, end], fill=ink, width=wide, joint='curve')
    import numpy as np

    return np.array(picture)


def _with_seal(image: Any, dpi: int, rng: random.Random) -> Any:
    """A round red seal with a star and a ring of words, 42 mm across, in the lower right."""
    import numpy as np
    from PIL import Image, ImageDraw, ImageFont

    picture = Image.fromarray(image)
    draw = ImageDraw.Draw(picture, 'RGBA')
    radius = dpi * 21 / 25.4
    x = picture.width * rng.uniform(0.55, 0.75)
    y = picture.height * rng.uniform(0.5, 0.85)
    red = (215, 25, 25, 165)
    draw.ellipse(
        [x - radius, y - radius, x + radius, y + radius], outline=red, width=max(3, int(radius / 18))
    )
    points = []
    for number in range(10):
        reach, angle = radius * (0.32 if number % 2 == 0 else 0.13), -math.pi / 2 + number * math.pi / 5
        points.append((x + reach * math.cos(angle), y + reach * math.sin(angle)))
    draw.polygon(points, fill=red)
    font = ImageFont.truetype(_SEAL_FONT, int(radius * 0.24))
    for number, letter in enumerate(_SEAL_WORDS):
        angle = math.pi * (0.85 + 1.3 * number / (len(_SEAL_WORDS) - 1))
        place = (x + radius * 0.76 * math.cos(angle), y + radius * 0.76 * math.sin(angle))
        draw.text(place, letter, font=font, fill=red, anchor='mm')
    return np.array(picture)


def _scan(image: Any, dpi: int, rng: random.Random) -> Any:
    """Up to 2 degrees askew, shaded towards two sides, a little soft, noisy."""
    import cv2
    import numpy as np

    height, width = image.shape[:2]
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), rng.uniform(-2, 2), 1)
    turned = cv2.warpAffine(
        image, matrix, (width, height), flags=cv2.INTER_CUBIC, borderValue=(255, 255, 255)
    )
    soft = cv2.GaussianBlur(turned, (0, 0), rng.uniform(0.3, 0.7) * dpi / 200)
    across = np.linspace(rng.uniform(0.9, 1), 1, width)[None, :, None]
    down = np.linspace(1, rng.uniform(0.92, 1), height)[:, None, None]
    return _noisy(soft * (across * down * 0.97), rng.uniform(3, 9), rng)


def _noisy(image: Any, strength: float, rng: random.Random) -> Any:
    import numpy as np

    noise = np.random.default_rng(rng.randrange(1 << 30)).standard_normal(image.shape[:2], dtype=np.float32)
    return (image + strength * noise[:, :, None]).clip(0, 255).astype('uint8')


def _photograph(page: Any, rng: random.Random) -> Any:
    """The page on a desk, seen from a hand: corners moved, paper curled, light from one side, soft."""
    import cv2
    import numpy as np

    high, wide = page.shape[:2]
    long_side = rng.randint(*_LONG_SIDE)
    height, width = (long_side, long_side * 3 // 4) if high > wide else (long_side * 3 // 4, long_side)
    corners = _corners(page.shape, width, height, rng)
    matrix = cv2.getPerspectiveTransform(
        corners.astype(np.float32), np.array([[0, 0], [wide, 0], [wide, high], [0, high]], np.float32)
    ).astype(np.float32)
    us, vs = np.meshgrid(np.arange(width, dtype=np.float32), np.arange(height, dtype=np.float32))
    depth = matrix[2, 0] * us + matrix[2, 1] * vs + matrix[2, 2]
    xs = (matrix[0, 0] * us + matrix[0, 1] * vs + matrix[0, 2]) / depth
    ys = (matrix[1, 0] * us + matrix[1, 1] * vs + matrix[1, 2]) / depth
    curl = rng.uniform(-0.006, 0.006) * high
    ys = ys + curl * np.sin(np.pi * xs / wide * rng.choice((1, 1, 2)))
    inside = (xs > 0) & (xs < wide - 1) & (ys > 0) & (ys < high - 1)
    desk = _desk(height, width, rng)
    seen = cv2.remap(page, xs, ys, cv2.INTER_LINEAR)
    picture = np.where(inside[:, :, None], seen, desk).astype(np.float32)
    soft = cv2.GaussianBlur(picture, (0, 0), rng.uniform(0.6, 1.3))
    return _noisy(soft * _light(us, vs, width, height, rng), rng.uniform(2, 6), rng)


def _corners(shape: tuple[int, ...], width: int, height: int, rng: random.Random) -> Any:
    """Where the page's corners come to lie: top left first, clockwise."""
    import numpy as np

    high, wide = shape[:2]
    scale = min(width / wide, height / high) * rng.uniform(0.86, 0.96)
    w, h = wide * scale, high * scale
    left, top = (width - w) / 2, (height - h) / 2
    flat = np.array([[left, top], [left + w, top], [left + w, top + h], [left, top + h]])
    reach = rng.uniform(0.05, 0.15) / 2
    moved = flat + [
        [rng.uniform(0, reach) * w * sx, rng.uniform(0, reach) * h * sy]
        for sx, sy in ((1, 1), (-1, 1), (-1, -1), (1, -1))
    ]
    angle = math.radians(rng.uniform(-3, 3))
    turn = np.array([[math.cos(angle), -math.sin(angle)], [math.sin(angle), math.cos(angle)]])
    middle = np.array([width / 2, height / 2])
    return (moved - middle) @ turn.T + middle


def _desk(height: int, width: int, rng: random.Random) -> Any:
    """Wood or a dark table top, with a grain."""
    import numpy as np

    base = np.array(rng.choice(((120, 85, 55), (70, 70, 75), (165, 140, 110), (40, 45, 50))), np.float32)
    grain = np.random.default_rng(rng.randrange(1 << 30)).normal(0, 10, (height, 1, 1))
    return np.broadcast_to(base + grain, (height, width, 3))


def _light(us: Any, vs: Any, width: int, height: int, rng: random.Random) -> Any:
    """Brightness over the picture: from one side, and the soft shadow of a hand."""
    import numpy as np

    angle = rng.uniform(0, 2 * math.pi)
    along = math.cos(angle) * (us / width - 0.5) + math.sin(angle) * (vs / height - 0.5)
    light = 0.88 + rng.uniform(0.05, 0.25) * along
    x, y = rng.uniform(0, 1) * width, rng.uniform(0.6, 1.1) * height
    far = ((us - x) / (0.35 * width)) ** 2 + ((vs - y) / (0.35 * height)) ** 2
    return (light * (1 - rng.uniform(0, 0.3) * np.exp(-far)))[:, :, None]


def _save(image: Any, path: Path, quality: int, dpi: int | None, *, turned: bool = False) -> None:
    """As JPEG; turned: the pixels lie on their side and a mark in the file says so, as telephones do."""
    from PIL import Image

    more: dict[str, Any] = {'dpi': (dpi, dpi)} if dpi else {}
    picture = Image.fromarray(image)
    if turned:
        picture = picture.transpose(Image.Transpose.ROTATE_90)
        exif = Image.Exif()
        exif[0x0112] = 6
        more['exif'] = exif
    stream = io.BytesIO()
    picture.save(stream, 'JPEG', quality=quality, **more)
    path.write_bytes(stream.getvalue())
