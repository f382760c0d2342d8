"""An OFD page as a picture: letters, outlines, images and stamps put on a page of pdfium's, which draws it.

pdfium takes fonts by letter and by glyph number alike, so fonts inside the file serve as they are.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from pathlib import Path
from typing import Any

from extractors.readers.ofd.canvas import POINTS
from extractors.readers.ofd.drawing import page_to_image
from extractors.readers.ofd.objects import Text, page_to_objects
from extractors.readers.ofd.package import Ofd, Page, open_ofd, open_page, page_at
from extractors.readers.pictures.frame import Look, fitting_scale, frame
from extractors.secrecy import secrecy_mark
from model.document import Document, Paragraph
from model.errors import SecrecyMark, UsageFault
from model.place import Box, Where


def ofd_page(path: Path, where: Where, look: Look) -> tuple[Any, tuple[str, ...]]:
    """A page as a Pillow image with its place framed, and what was not drawn as the file says.

    Raises SecrecyMark where the file's own text bears a mark, UsageFault where there is no such page.
    """
    documents = open_ofd(path)
    number, count = where.page or 1, sum(len(ofd.pages) for ofd in documents)
    if number > count:
        raise UsageFault(f"文件只有{count}页，没有第{number}页。")
    _stop_if_secret(documents, path)
    ofd, number = page_at(documents, number)
    page = open_page(ofd, number)
    width, height = page.area.width * POINTS, page.area.height * POINTS
    scale = fitting_scale(width, height, look.dpi)
    image, told = page_to_image(ofd, page, scale)
    return frame(image, _boxes(where.box, width, height), scale, look), told


def page_to_lines(ofd: Ofd, page: Page) -> list[str]:
    """A page's letters by the height of their baselines: enough to look for a mark in, no reading order."""
    letters = []
    for thing in page_to_objects(ofd, page):
        if isinstance(thing, Text):
            a, b, c, d, e, f = thing.matrix
            letters += [
                (round(b * one.x + d * one.y + f), a * one.x + c * one.y + e, one.text)
                for one in thing.letters
            ]
    rows = groupby(sorted(letters), key=lambda letter: letter[0])
    return [''.join(text for _, _, text in row) for _, row in rows]


def _stop_if_secret(documents: Sequence[Ofd], path: Path) -> None:
    lines = [
        Paragraph(line)
        for ofd in documents
        for number, name in enumerate(ofd.pages, start=1)
        if name in ofd.trees
        for line in page_to_lines(ofd, open_page(ofd, number))
    ]
    if secrecy_mark(Document(path.name, '', 'ofd', None, tuple(lines)), path.name):
        raise SecrecyMark


def _boxes(box: Box | None, width: float, height: float) -> list[Box]:
    if box is None:
        return []
    if box.x0 >= width or box.y0 >= height:
        raise UsageFault(
            f"这一块不在页面上：页面宽{width:.0f}磅、高{height:.0f}磅，从左上角量。请检查 box 的四个数。"
        )
    return [box]
