"""Image files, scans and photographs alike: what they show, where somebody can look at them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from extractors.readers.pages.flow import pages_to_blocks
from extractors.readers.pages.page import NOTHING_DRAWN, Notes, Page
from extractors.readers.pages.sight import Sight, needs_recognition
from extractors.readers.scans.photo import Shot, opened, path_to_shots
from model.document import Block
from model.errors import Unsupported
from model.place import Box, Problem, Severity

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

    Where.box is in points from the top left of the image as a viewer shows it. A picture without a letter is
    a document without blocks and the problem 'no_text'. Raises Damaged, TooLarge, and Unsupported with code
    'needs_ocr' without sight.
    """
    if sight is None:
        with opened(path) as image:
            image.load()  # a broken one is told at once, though nobody can look at it yet
        raise needs_recognition(_WAITING)
    looks = sight
    shots: list[Shot] = []

    def look(page: Page) -> Page:
        return _as_in_file(looks(shots[-1].image, shots[-1].dpi, page.number), shots[-1].shown)

    try:
        return pages_to_blocks(_blank_pages([path, *further], shots), look)
    except Unsupported as nothing:
        if nothing.code != 'needs_ocr':
            raise
        return (), None, (Problem('no_text', Severity.REVIEW, nothing.message),)


def _blank_pages(paths: Sequence[Path], shots: list[Shot]) -> Iterator[Page]:
    """A page that is a picture for each frame; the frame itself is put at the end of shots."""
    number = 0
    for path in paths:
        for shot in path_to_shots(path):
            number += 1
            shots[:] = [shot]
            height, width = (side * 72 / shot.dpi for side in shot.image.shape[:2])
            drawn = NOTHING_DRAWN._replace(picture=1.0)
            yield Page(number, width, height, 0, (), 0, drawn, (), Notes())


def _as_in_file(page: Page, shown: float) -> Page:
    """The page with places in the file's own points, `shown` to one of the page."""
    back = page.places

    def places(box: Box) -> Box:
        return Box(*(round(side * shown, 1) for side in (back(box) if back else box)))

    return page if shown == 1 else replace(page, places=places)
