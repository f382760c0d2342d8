"""Image files to pictures of pages: three bytes a pixel, square, upright, of a sane scale."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from extractors.readers.pictures.pages import MAX_IMAGE_PIXELS, resolution
from model.errors import Damaged, TooLarge

_FORMATS = ('PNG', 'JPEG', 'TIFF', 'BMP', 'GIF', 'WEBP')
_LONGEST = 3600
"""Pixels of a page's longer side: an A4 page at 300 dpi has 3508, and letters are read at half of that."""
_SMALLEST_PAGE, _LARGEST_PAGE = 400, 1300
"""The longer side of a page, in points, that a file's own resolution may tell: from A5 to A3."""
_A4 = 595.0, 842.0
_SMALL_COPY = 1  # NewSubfileType, TIFF 6.0 §8
_SUBFILE = 254
_DEEP = ('I', 'F', 'I;16', 'I;16B', 'I;16L')


@dataclass(frozen=True, slots=True)
class Shot:
    """A picture of a page, blue first, and its resolution as it is read.

    shown is points of the image as a viewer shows it for one point of the page as read.
    """

    image: Any
    dpi: float
    shown: float


def path_to_shots(path: Path) -> Iterator[Shot]:
    """The pages of an image file: all of a TIFF's, of any other the first (the rest is a film or a copy).

    Raises Damaged, TooLarge.
    """
    with opened(path) as image:
        for index in range(getattr(image, 'n_frames', 1) if image.format == 'TIFF' else 1):
            image.seek(index)
            _check_size(image)
            if index and image.format == 'TIFF' and image.tag_v2.get(_SUBFILE, 0) & _SMALL_COPY:
                continue
            yield _frame_to_shot(image)


@contextmanager
def opened(path: Path) -> Iterator[Any]:
    """The image, its faults told as ours; raises Damaged, TooLarge."""
    from PIL import Image

    Image.MAX_IMAGE_PIXELS = None  # counted here, before a pixel is expanded
    try:
        with Image.open(path, formats=_FORMATS) as image:
            _check_size(image)
            yield image
    except (OSError, SyntaxError, ValueError, EOFError) as fault:
        if getattr(fault, 'errno', None) is not None:  # the disk's fault, not the image's
            raise
        raise Damaged("图片已损坏或不完整，打不开；请重新拷贝，或让来文单位重新发一份") from fault


def _check_size(image: Any) -> None:
    if image.width * image.height > MAX_IMAGE_PIXELS:
        raise TooLarge(f"图片有{image.width}×{image.height}点，太大了；请缩小后再放入")


def _frame_to_shot(image: Any) -> Shot:
    """The frame it stands at."""
    import numpy as np
    from PIL import Image, ImageOps

    across, down = resolution(image.info.get('dpi'))
    dense = max(across, down)
    # Pixels that are not square are so before the image is turned.
    size = image.width * dense / across, image.height * dense / down
    scale = min(1.0, _LONGEST / max(size))
    pixels = max(1, round(size[0] * scale)), max(1, round(size[1] * scale))
    image.draft('RGB', pixels)  # a large JPEG is expanded no further than needed
    plain = _three_bytes(image)
    if plain.size != pixels:
        how = Image.Resampling.LANCZOS if plain.width < pixels[0] else Image.Resampling.BOX
        plain = plain.resize(pixels, how)
    plain.info.clear()
    turned = ImageOps.exif_transpose(_with_exif(plain, image))
    dpi = _page_dpi(turned.size, dense * scale if 'dpi' in image.info else None)
    array = np.ascontiguousarray(np.asarray(turned)[:, :, ::-1])
    return Shot(array, dpi, dpi / (dense * scale))


def _with_exif(plain: Any, image: Any) -> Any:
    """The image with the other's orientation mark."""
    plain.getexif()[0x0112] = image.getexif().get(0x0112, 1)
    return plain


def _three_bytes(image: Any) -> Any:
    """The frame in RGB: transparent parts white, sixteen bits a pixel brought down to eight."""
    import numpy as np
    from PIL import Image

    if image.mode in _DEEP:
        deep = np.asarray(image).astype(np.float32)
        most = max(float(deep.max()), 1.0)
        full = next((full for full in (1.0, 255.0, 65535.0) if most <= full), most)
        return Image.fromarray((deep.clip(0) * (255 / full)).astype(np.uint8)).convert('RGB')
    if image.mode in {'RGBA', 'LA', 'PA', 'RGBa', 'La'} or 'transparency' in image.info:
        clear = image.convert('RGBA')
        return Image.alpha_composite(Image.new('RGBA', clear.size, 'white'), clear).convert('RGB')
    return image.convert('RGB')


def _page_dpi(size: tuple[int, int], told: float | None) -> float:
    """The resolution as told, where that makes a page of it; else that of an A4 page filling the picture.

    Cameras tell 72 or nothing; a picture much longer than wide is a strip of pages' width.
    """
    short, long = sorted(size)
    if told and _SMALLEST_PAGE <= long * 72 / told <= _LARGEST_PAGE:
        return told
    return 72 * max(long / _A4[1], 1.0) if long < 2 * short else 72 * short / _A4[0]
