"""Pictures of pages that are there as such: PDF by pdfium, photographs and scans by Pillow."""

from __future__ import annotations

from itertools import islice
from pathlib import Path
from typing import Any

from extractors.readers.pdf.glyphs import document_to_pages, open_pdf
from extractors.readers.pictures.frame import Look, around, fitting_scale, frame
from model.errors import Damaged, TooLarge, UsageFault
from model.place import Box, Where

UNKNOWN_DPI = 96
"""Of an image that does not tell its resolution; its points are pixels times 72 / 96."""

MAX_IMAGE_PIXELS = 100_000_000
_FORMATS = ('PNG', 'JPEG', 'TIFF', 'BMP', 'GIF', 'WEBP')
_SANE_DPI = range(50, 2401)
_ORIENTATION, _LYING = 0x0112, (5, 6, 7, 8)  # EXIF 2.3, 4.6.4


def pdf_page(path: Path, where: Where, look: Look) -> Any:
    """A page of a PDF as it is read: a page whose text lies on its side is turned upright."""
    document = open_pdf(path)
    try:
        number = _page_number(where, len(document))
        (seen,) = islice(document_to_pages(document), number - 1, number)
        scale = fitting_scale(seen.width, seen.height, look.dpi)
        image = document[number - 1].render(scale=scale, rotation=90 * seen.quarters).to_pil()
    finally:
        document.close()
    return frame(image, _boxes(where, seen.width, seen.height), scale, look)


def marked_page(path: Path, colour: tuple[int, int, int], look: Look) -> Any | None:
    """The first page of a PDF that has shapes filled with this colour, those framed; None where none has."""
    document = open_pdf(path)
    try:
        for page in document:
            boxes = list(_filled(page, colour))
            if boxes:
                width, height = page.get_size()
                scale = fitting_scale(width, height, look.dpi)
                return frame(page.render(scale=scale).to_pil(), [around(boxes)], scale, look)
    finally:
        document.close()
    return None


def image_page(path: Path, where: Where, look: Look) -> Any:
    """A frame of an image file as it is meant to be seen (EXIF orientation); a page is a frame.

    Points are pixels times 72 through the file's own resolution, UNKNOWN_DPI where it tells none.
    """
    from PIL import Image

    Image.MAX_IMAGE_PIXELS = None  # counted below, before a pixel is expanded
    try:
        with Image.open(path, formats=_FORMATS) as image:
            image.seek(_page_number(where, getattr(image, 'n_frames', 1)) - 1)
            if image.width * image.height > MAX_IMAGE_PIXELS:
                raise TooLarge(f"图片有{image.width}×{image.height}点，太大了；请用看图软件缩小后再看")
            shown, width, height, scale = _upright(image, look)
    except (OSError, SyntaxError, ValueError, EOFError) as fault:
        if getattr(fault, 'errno', None) is not None:  # the disk's fault, not the image's
            raise
        raise Damaged("图片已损坏或不完整，打不开；请重新拷贝，或让来文单位重新发一份") from fault
    return frame(shown, _boxes(where, width, height), scale, look)


def _upright(image: Any, look: Look) -> tuple[Any, float, float, float]:
    """The image on white, turned and scaled as shown; its width and height in points; pixels a point."""
    from PIL import Image, ImageOps

    dpi = resolution(image.info.get('dpi'))
    size = image.width * 72 / dpi[0], image.height * 72 / dpi[1]
    scale = min(fitting_scale(*size, look.dpi), max(dpi) / 72)
    pixels = max(2, round(size[0] * scale)), max(2, round(size[1] * scale))
    image.draft('RGB', pixels)  # a large JPEG is expanded no further than needed
    turned = ImageOps.exif_transpose(image)
    if image.getexif().get(_ORIENTATION, 1) in _LYING:
        size, pixels = size[::-1], pixels[::-1]
    if turned.mode in {'RGBA', 'LA', 'PA'} or 'transparency' in turned.info:
        turned = turned.convert('RGBA')
        turned = Image.alpha_composite(Image.new('RGBA', turned.size, 'white'), turned)
    turned = turned.convert('L' if turned.mode in {'1', 'L'} else 'RGB')
    return turned.resize(pixels).convert('RGB'), *size, scale


def resolution(told: Any) -> tuple[float, float]:
    """Dots per inch across and down, as an image file tells them; UNKNOWN_DPI for none or nonsense."""
    try:
        across, down = (float(each) for each in told)
    except (TypeError, ValueError, ZeroDivisionError):
        return UNKNOWN_DPI, UNKNOWN_DPI
    sane = round(across) in _SANE_DPI and round(down) in _SANE_DPI and 0.25 < across / down < 4
    return (across, down) if sane else (UNKNOWN_DPI, UNKNOWN_DPI)


def _page_number(where: Where, pages: int) -> int:
    number = where.page or 1
    if number > pages:
        raise UsageFault(f"文件只有{pages}页，没有第{number}页。")
    return number


def _boxes(where: Where, width: float, height: float) -> list[Box]:
    """The place's box; raises UsageFault where none of it is on a page of this size."""
    box = where.box
    if box is None:
        return []
    if box.x0 >= width or box.y0 >= height or box.x1 <= 0 or box.y1 <= 0:
        raise UsageFault(
            f"这一块不在页面上：第{where.page}页宽{width:.0f}磅、高{height:.0f}磅，从左上角量。"
            "请检查 box 的四个数。"
        )
    return [box]


def _filled(page: Any, colour: tuple[int, int, int]) -> list[Box]:
    import ctypes

    from pypdfium2 import raw

    left, _, _, top = page.get_bbox()
    parts = [ctypes.c_uint() for _ in range(4)]
    mode, stroked = ctypes.c_int(), ctypes.c_int()
    found = []
    for thing in page.get_objects(filter=(raw.FPDF_PAGEOBJ_PATH,)):
        raw.FPDFPageObj_GetFillColor(thing, *parts)
        raw.FPDFPath_GetDrawMode(thing, mode, stroked)
        is_near = all(abs(part.value - want) <= 1 for part, want in zip(parts, colour, strict=False))
        if is_near and mode.value != raw.FPDF_FILLMODE_NONE:
            x0, y0, x1, y1 = thing.get_bounds()
            found.append(Box(x0 - left, top - y1, x1 - left, top - y0))
    return found
