"""Image files, scans and photographs alike: what they show, where somebody can look at them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from extractors.readers.pages.flow import pages_to_blocks
from extractors.readers.pages.page import NOTHING_DRAWN, Notes, Page
from extractors.readers.pages.sight import Sight, needs_recognition
from extractors.readers.pictures.pages import MAX_IMAGE_PIXELS, resolution
from model.document import Block
from model.errors import Damaged, TooLarge
from model.place import Problem

NAME = 'image'

_WAITING = "是图片（扫描件或照片），要等文字识别；有电子版的请放入电子版"
_HEADS = (b'\xff\xd8\xff', b'\x89PNG\r\n\x1a\n', b'II*\0', b'MM\0*', b'GIF8')


def score(head: bytes, filename: str) -> int | None:  # noqa: ARG001  # content decides
    """100 for the mark of JPEG, PNG, TIFF, GIF, WebP or a bitmap."""
    bitmap = head.startswith(b'BM') and head[6:10] == b'\0\0\0\0'
    return 100 if head.startswith(_HEADS) or head[8:12] == b'WEBP' or bitmap else None


def read(
    path: Path, sight: Sight | None = None, further: Sequence[Path] = ()
) -> tuple[tuple[Block, ...], int | None, tuple[Problem, ...]]:
    """Read an image, each of its frames a page; further images are the pages after it.

    Where.box is in points from the top left of the image as a viewer shows it. Raises Damaged, TooLarge, and
    Unsupported with code 'needs_ocr' without sight, or where no letter is found.
    """
    if sight is None:
        _check(path)
        raise needs_recognition(_WAITING)
    shots: list[_Shot] = []
    pages = _blank_pages([path, *further], shots)
    return pages_to_blocks(pages, lambda page: sight(shots[-1].image, shots[-1].dpi, page.number))


@dataclass(frozen=True, slots=True)
class _Shot:
    """One frame, upright by its own orientation mark; blue first, as sight wants it."""

    image: Any
    dpi: float


def _blank_pages(paths: Sequence[Path], shots: list[_Shot]) -> Iterator[Page]:
    """A page that is a picture for each frame; the frame itself is put at the end of shots."""
    number = 0
    for path in paths:
        for shot in _frames(path):
            number += 1
            shots[:] = [shot]
            height, width = (side * 72 / shot.dpi for side in shot.image.shape[:2])
            drawn = NOTHING_DRAWN._replace(picture=1.0)
            yield Page(number, width, height, 0, (), 0, drawn, (), Notes())


def _check(path: Path) -> None:
    """Raise for a file that is no whole image, though nobody can look at it yet."""
    with _opened(path) as image:
        image.load()


def _frames(path: Path) -> Iterator[_Shot]:
    import numpy as np
    from PIL import ImageOps

    with _opened(path) as image:
        for index in range(getattr(image, 'n_frames', 1)):
            image.seek(index)
            _check_size(image)
            dpi = resolution(image.info.get('dpi'))[0]
            shown = ImageOps.exif_transpose(image).convert('RGB')
            yield _Shot(np.ascontiguousarray(np.asarray(shown)[:, :, ::-1]), dpi)


@contextmanager
def _opened(path: Path) -> Iterator[Any]:
    """The image, its faults told as ours; raises Damaged, TooLarge."""
    from PIL import Image

    Image.MAX_IMAGE_PIXELS = None  # counted here, before a pixel is expanded
    try:
        with Image.open(path) as image:
            _check_size(image)
            yield image
    except (OSError, SyntaxError, ValueError, EOFError) as fault:
        if getattr(fault, 'errno', None) is not None:  # the disk's fault, not the image's
            raise
        raise Damaged("图片已损坏或不完整，打不开；请重新拷贝，或让来文单位重新发一份") from fault


def _check_size(image: Any) -> None:
    if image.width * image.height > MAX_IMAGE_PIXELS:
        raise TooLarge(f"图片有{image.width}×{image.height}点，太大了；请缩小后再放入")
