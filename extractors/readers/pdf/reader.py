"""PDF: letters where its pages have any, what their pictures say where somebody can look at them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from io import BufferedReader
from pathlib import Path
from typing import Any

from extractors.readers.pages.flow import Look, pages_to_blocks
from extractors.readers.pages.page import Glyph, Page
from extractors.readers.pages.sight import Sight
from extractors.readers.pdf.active import active_problems
from extractors.readers.pdf.glyphs import document_to_pages, open_pdf, with_fields
from extractors.readers.pdf.lost import open_slowly, read_slowly
from extractors.readers.pdf.notes import document_to_active
from model.document import Block
from model.errors import Damaged
from model.place import Problem, Severity, Where

NAME = 'pdf'

_MOST_SLOW_PAGES = 60
_DPI = 200
_MOST_PIXELS = 30_000_000


def score(head: bytes, filename: str) -> int | None:  # noqa: ARG001  # content decides
    """100 for the mark %PDF within the first 1024 bytes, where readers of PDF look for it."""
    return 100 if b'%PDF-' in head[:1024] else None


def read(path: Path, sight: Sight | None = None) -> tuple[tuple[Block, ...], int | None, tuple[Problem, ...]]:
    """Read a PDF; Where.page counts from 1, Where.box is in points from the page's top left.

    Raises Encrypted, Damaged, and Unsupported with code 'needs_ocr' where no page has text.
    """
    document = open_pdf(path)
    problems: list[Problem] = []
    try:
        with path.open('rb') as file:
            pages = _whole_pages(document, file, problems)
            blocks, count, told = pages_to_blocks(pages, _look_by(sight, document) if sight else None)
        problems += told
        problems += active_problems(document_to_active(document), path)
    finally:
        document.close()
    if not count:
        raise Damaged("PDF 里一页也没有；请重新拷贝，或让来文单位重新发一份")
    return blocks, count, tuple(problems)


def _look_by(sight: Sight, document: Any) -> Look:
    """Pages recognised from pictures that pdfium draws."""

    def look(page: Page) -> Page:
        shown = document[page.number - 1]
        width, height = shown.get_size()
        scale = min(_DPI / 72, (_MOST_PIXELS / max(width * height, 1.0)) ** 0.5)
        image = shown.render(scale=scale).to_numpy()
        seen = sight(image[:, :, :3], scale * 72, page.number)
        return replace(seen, notes=page.notes)

    return look


def _whole_pages(document: Any, file: BufferedReader, problems: list[Problem]) -> Iterator[Page]:
    """The document's pages, letters that pdfium leaves out put in by other means."""
    slow: Any = None
    slowly = 0
    for page in document_to_pages(document):
        if not page.drawn.lost:
            yield page
            continue
        slow = slow or open_slowly(file)
        slowly += 1
        found = read_slowly(slow, page) if slowly <= _MOST_SLOW_PAGES else None
        if found is None:
            problems.append(_not_whole(page.number))
        glyphs: Sequence[Glyph] = with_fields(found, page.notes) if found else page.glyphs
        yield replace(page, glyphs=tuple(glyphs))


def _not_whole(number: int) -> Problem:
    message = f"第{number}页有字用的字体文件里没有，本机也没有，部分文字没有读出来；请对照原件核对"
    return Problem('page_damaged', Severity.REVIEW, message, Where(page=number))
