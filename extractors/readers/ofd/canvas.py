"""A page of pdfium's on which OFD objects are put, and what could not be put there as the file says."""

from __future__ import annotations

import ctypes
import io
import math
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from extractors.readers.ofd.cmap import font_to_glyphs
from extractors.readers.ofd.colours import BLACK, Colour
from extractors.readers.ofd.fonts import font_data, font_files
from extractors.readers.ofd.jbig2 import MAGIC, jbig2_to_image
from extractors.readers.ofd.objects import (
    Drawn,
    Image,
    Letter,
    Matrix,
    Shape,
    Text,
    times,
)
from extractors.readers.ofd.package import Ofd, Rect, Stamp
from extractors.readers.ofd.paths import Segment
from extractors.readers.ofd.seal import der_to_seal
from extractors.readers.zipguard import read_members

POINTS = 72 / 25.4
"""Points a millimetre."""

MAX_IMAGE_PIXELS = 60_000_000
_LARGE = (4000, 4000)
"""No image is put on the page with more pixels: pdfium holds each three times."""

_GREY: Colour = (150, 150, 150, 255)
_FORMATS = ('PNG', 'JPEG', 'BMP', 'GIF', 'TIFF', 'JPEG2000', 'WEBP')
_TURNS = ((1, 0), (0, 1), (-1, 0), (0, -1))
_SLANT = 0.2
_BOLDER = 1 / 30
"""Of the size, the stroke around a letter that makes it bold."""

_SAID = {
    'font': "文件没有带字体，用本机字体代替，字形和宽窄可能与原件不同",
    'letter': "有{}个字本机没有字体可画，画成了灰块",
    'image': "有{}幅图片的格式画不了，只画出了边框",
    'seal': "有{}枚印章不是图片，只画出了边框",
}


class Font(NamedTuple):
    """A font that pdfium has loaded, and its glyphs by code point."""

    handle: Any
    glyphs: dict[int, int]


@dataclass(slots=True)
class Canvas:
    """A page in the making; flip takes millimetres from the top left to points from the bottom left."""

    ofd: Ofd
    document: Any
    page: Any
    flip: Matrix
    fonts: dict[str, Font | None] = field(default_factory=dict)
    kept: list[Any] = field(default_factory=list)
    missed: Counter[str] = field(default_factory=Counter)


def new_canvas(ofd: Ofd, width: float, height: float) -> Canvas:
    """An empty page of this size in points."""
    import pypdfium2 as pdfium

    document = pdfium.PdfDocument.new()
    return Canvas(ofd, document, document.new_page(width, height), (POINTS, 0, 0, -POINTS, 0, height))


def close_canvas(canvas: Canvas) -> None:
    """Give pdfium back what it holds."""
    from pypdfium2 import raw

    for font in canvas.fonts.values():
        if font:
            raw.FPDFFont_Close(font.handle)
    canvas.page.close()
    canvas.document.close()


def told_of(canvas: Canvas) -> tuple[str, ...]:
    """What the user should know of the picture."""
    return tuple(said.format(canvas.missed[what]) for what, said in _SAID.items() if canvas.missed[what])


def draw(canvas: Canvas, thing: Drawn) -> None:
    """Put one object on the page, above all before it."""
    if isinstance(thing, Text):
        for letter in thing.letters:
            if letter.text.strip():
                _draw_letter(canvas, thing, letter)
    elif isinstance(thing, Shape):
        _draw_shape(canvas, thing)
    else:
        _draw_image(canvas, thing)


def draw_stamp(canvas: Canvas, stamp: Stamp, area: Rect) -> None:
    """Put a seal, or the part of it that is on this page, over all; a frame where it is no image."""
    rect, clip = stamp.rect, stamp.clip or Rect(0, 0, stamp.rect.width, stamp.rect.height)
    place: Matrix = (clip.width, 0, 0, clip.height, rect.x + clip.x - area.x, rect.y + clip.y - area.y)
    seal = der_to_seal(_member(canvas, stamp.seal))
    image = _open_image(seal.data) if seal else None
    if image is None or not rect.width or not rect.height:
        canvas.missed['seal'] += 1
        _draw_frame(canvas, place)
        return
    across, down = image.width / rect.width, image.height / rect.height
    part = image.crop(
        (
            round(clip.x * across),
            round(clip.y * down),
            max(round((clip.x + clip.width) * across), round(clip.x * across) + 1),
            max(round((clip.y + clip.height) * down), round(clip.y * down) + 1),
        )
    )
    _put_image(canvas, part, place, blend=b'Multiply')


def _draw_letter(canvas: Canvas, text: Text, letter: Letter) -> None:
    from pypdfium2 import raw

    cos, sin = _TURNS[text.quarters]
    upright: Matrix = (text.stretch, 0, _SLANT if text.italic else 0, -1, 0, 0)
    placed = times(upright, (cos, sin, -sin, cos, letter.x, letter.y))
    font, glyph = _glyph_for(canvas, text.font, letter)
    if font is None:
        canvas.missed['letter'] += 1
        block: Matrix = (text.size * 0.8, 0, 0, -text.size * 0.8, letter.x, letter.y)
        _draw_frame(canvas, times(block, text.matrix), filled=True)
        return
    drawn = raw.FPDFPageObj_CreateTextObj(canvas.document, font.handle, text.size)
    raw.FPDFText_SetCharcodes(drawn, (ctypes.c_uint32 * 1)(glyph), 1)
    raw.FPDFPageObj_SetFillColor(drawn, *text.colour)
    if text.bold:
        raw.FPDFTextObj_SetTextRenderMode(drawn, raw.FPDF_TEXTRENDERMODE_FILL_STROKE)
        raw.FPDFPageObj_SetStrokeColor(drawn, *text.colour)
        raw.FPDFPageObj_SetStrokeWidth(drawn, text.size * _BOLDER)
    raw.FPDFPageObj_Transform(drawn, *times(times(placed, text.matrix), canvas.flip))
    raw.FPDFPage_InsertObject(canvas.page, drawn)


def _glyph_for(canvas: Canvas, id_: str, letter: Letter) -> tuple[Font | None, int]:
    """The font and the glyph for a letter: the file's own where it has it, else one of this machine."""
    resource = canvas.ofd.resources.get(id_)
    if resource and resource.file:
        own = _font(canvas, f'own {id_}', lambda: _member(canvas, resource.file or ''))
        glyph = None if own is None else letter.glyph or own.glyphs.get(ord(letter.text))
        if glyph is not None:
            return own, glyph
    named = (
        '' if resource is None else f'{resource.element.get("FontName")} {resource.element.get("FamilyName")}'
    )
    canvas.missed['font'] += 1
    for path in font_files(named):
        other = _font(canvas, f'other {path}', lambda: font_data(path))  # noqa: B023  # called at once
        if other and ord(letter.text) in other.glyphs:
            return other, other.glyphs[ord(letter.text)]
    return None, 0


def _font(canvas: Canvas, name: str, load: Callable[[], bytes]) -> Font | None:
    """A font loaded once; None where it is none that pdfium takes."""
    from pypdfium2 import raw

    if name not in canvas.fonts:
        data = load()
        buffer = (ctypes.c_uint8 * len(data)).from_buffer_copy(data)
        canvas.kept.append(buffer)
        handle = raw.FPDFText_LoadFont(canvas.document, buffer, len(data), raw.FPDF_FONT_TRUETYPE, 1)
        canvas.fonts[name] = Font(handle, font_to_glyphs(data)) if handle else None
    return canvas.fonts[name]


def _draw_shape(canvas: Canvas, shape: Shape) -> None:
    from pypdfium2 import raw

    matrix = times(shape.matrix, canvas.flip)
    a, b, c, d, _, _ = matrix
    grown = math.sqrt(abs(a * d - b * c))
    drawn = raw.FPDFPageObj_CreateNewPath(*_moved(matrix, 0, 0))
    for segment in shape.segments:
        _add_segment(drawn, segment, matrix)
    fill = raw.FPDF_FILLMODE_ALTERNATE if shape.even_odd else raw.FPDF_FILLMODE_WINDING
    raw.FPDFPath_SetDrawMode(drawn, fill if shape.fill else raw.FPDF_FILLMODE_NONE, bool(shape.stroke))
    if shape.fill:
        raw.FPDFPageObj_SetFillColor(drawn, *shape.fill)
    if shape.stroke:
        raw.FPDFPageObj_SetStrokeColor(drawn, *shape.stroke)
        raw.FPDFPageObj_SetStrokeWidth(drawn, shape.width * grown)
    if shape.dashes and all(dash >= 0 for dash in shape.dashes) and any(shape.dashes):
        dashes = [dash * grown for dash in shape.dashes]
        raw.FPDFPageObj_SetDashArray(drawn, (ctypes.c_float * len(dashes))(*dashes), len(dashes), 0.0)
    raw.FPDFPage_InsertObject(canvas.page, drawn)


def _add_segment(drawn: Any, segment: Segment, matrix: Matrix) -> None:
    from pypdfium2 import raw

    points = segment.points
    moved = [part for at in range(0, len(points), 2) for part in _moved(matrix, points[at], points[at + 1])]
    match segment.kind:
        case 'move':
            raw.FPDFPath_MoveTo(drawn, *moved)
        case 'line':
            raw.FPDFPath_LineTo(drawn, *moved)
        case 'curve':
            raw.FPDFPath_BezierTo(drawn, *moved)
        case _:
            raw.FPDFPath_Close(drawn)


def _moved(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def _draw_frame(canvas: Canvas, place: Matrix, *, filled: bool = False) -> None:
    """The outline of what cannot be drawn, on the square from 0, 0 to 1, 1 of a matrix.

    A letter's is filled: an empty square would be taken for a tick box.
    """
    corners = ((1.0, 0.0), (1.0, 1.0), (0.0, 1.0), (0.0, 0.0))
    segments = (Segment('move', (0.0, 0.0)), *(Segment('line', corner) for corner in corners))
    a, b, c, d, _, _ = place
    width = 0.2 / max(math.sqrt(abs(a * d - b * c)), 1e-6)
    _draw_shape(canvas, Shape(segments, place, _GREY if filled else None, _GREY, width))


def _draw_image(canvas: Canvas, thing: Image) -> None:
    resource = canvas.ofd.resources.get(thing.resource)
    image = _open_image(_member(canvas, resource.file)) if resource and resource.file else None
    if image is None:
        canvas.missed['image'] += 1
        _draw_frame(canvas, thing.matrix)
        return
    if thing.opacity < BLACK[3]:
        image = image.convert('RGBA')
        image.putalpha(image.getchannel('A').point([level * thing.opacity // 255 for level in range(256)]))
    _put_image(canvas, image, thing.matrix)


def _put_image(canvas: Canvas, image: Any, place: Matrix, blend: bytes | None = None) -> None:
    import pypdfium2 as pdfium
    from pypdfium2 import raw

    drawn = pdfium.PdfImage.new(canvas.document)
    drawn.set_bitmap(pdfium.PdfBitmap.from_pil(image.convert('RGBA' if _is_clear(image) else 'RGB')))
    upright: Matrix = (1, 0, 0, -1, 0, 1)
    drawn.set_matrix(pdfium.PdfMatrix(*times(times(upright, place), canvas.flip)))
    if blend:
        raw.FPDFPageObj_SetBlendMode(drawn, blend)
    canvas.page.insert_obj(drawn)


def _is_clear(image: Any) -> bool:
    return image.mode in {'RGBA', 'LA', 'PA'} or 'transparency' in image.info


def _open_image(data: bytes) -> Any | None:
    """A Pillow image, None for a format that it does not open, or for one too large."""
    from PIL import Image as Pillow
    from PIL import UnidentifiedImageError

    if data.startswith(MAGIC):
        return jbig2_to_image(data, MAX_IMAGE_PIXELS)
    try:
        image = Pillow.open(io.BytesIO(data), formats=_FORMATS)
        if image.width * image.height > MAX_IMAGE_PIXELS:
            return None
        image.draft('RGB', _LARGE)
        image.load()
        image.thumbnail(_LARGE)
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, Pillow.DecompressionBombError):
        return None
    return image


def _member(canvas: Canvas, name: str) -> bytes:
    return read_members(canvas.ofd.path, lambda each: each == name).get(name, b'')
