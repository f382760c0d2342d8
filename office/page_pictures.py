"""Pages of a registered paper as pictures, and one place of it framed; its text for whoever points at it.

What has pages of its own is drawn page by page. The rest is laid out by LibreOffice once; a place in it is
found by marking a copy (extractors.readers.pictures.place).
"""

from __future__ import annotations

import struct
from collections.abc import Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import Any, NamedTuple

from extractors.readers.pictures.frame import Look
from extractors.readers.process.pool import ReadingPool
from extractors.readers.soffice import converted, memory_folder
from model.document import Document
from model.errors import SecrecyMark, UsageFault
from model.place import Where
from model.serialise import where_from_plain, where_to_whole
from office.config import Workplace
from office.makes import Make, own_make, read_make
from office.registering import entry_named
from store.engine import reading

PAGED = frozenset({'pdf', 'image', 'ofd', None})
"""Formats with pages of their own; None is a picture that nobody could read yet."""

LINES = frozenset({'text', 'csv'})
"""Formats that have lines and no layout of their own at all."""

_LEAST = 50
"""The resolution below which no picture falls: at it, pixels tell how large a page is."""


class Paper(NamedTuple):
    """A registered paper as it lies in 存档/; several files are the photographs of its pages, in order."""

    number: int
    sha256: str
    make: Make
    paths: tuple[Path, ...]
    format: str | None

    @property
    def paged(self) -> bool:
        """Whether its pages are its own; else LibreOffice makes some."""
        return self.format in PAGED or len(self.paths) > 1

    @property
    def needs_layout(self) -> bool:
        """Whether layout_of makes the pages that draw_page is given."""
        return not self.paged and self.format not in LINES


class Sheet(NamedTuple):
    """A page as a PNG file, and its size in points: places are told in them."""

    png: bytes
    width: float
    height: float


def paper_of(place: Workplace, number: int) -> Paper:
    """The paper of an entry.

    Raises:
        UsageFault: no such entry, or its file is not in 存档/.
        SecrecyMark: it was stopped.
    """
    with reading(place.engine) as connection:
        entry = entry_named(connection, number)
        if entry.state == 'classified':
            raise SecrecyMark
        make = own_make(connection, entry)
    paths = tuple(place.rooms.archive / name for name in make.archived)
    if not entry.archived_as or not all(path.is_file() for path in paths):
        raise UsageFault(f"收文第{number}号“{entry.file}”的原件不在 存档/ 里，看不了图。请从备份恢复。")
    return Paper(number, entry.sha256, make, paths, entry.format)


def draw_page(paper: Paper, page: int, dpi: int, laid_out: bytes | None = None) -> Sheet:
    """A page of the paper; laid_out is layout_of's answer for a paper without pages of its own.

    Raises:
        UsageFault: there is no such page.
        BadInput: it cannot be drawn.
    """
    with ExitStack() as stack:
        path, at = _file_with(paper, page)
        if laid_out is not None:
            path = stack.enter_context(memory_folder(len(laid_out))) / 'paper.pdf'
            path.write_bytes(laid_out)
        size = _size_of(path, at, paper) if paper.format in {'image', None} else None
        png = _draw(path, at, dpi, paper)
    across, down = png_size(png)
    width, height = size or (across * 72 / dpi, down * 72 / dpi)
    return Sheet(png, width, height)


def _file_with(paper: Paper, page: int) -> tuple[Path, int]:
    """The file that holds a page, and which page of it that is."""
    if len(paper.paths) == 1:
        return paper.paths[0], page
    if not 1 <= page <= len(paper.paths):
        raise UsageFault(f"文件只有{len(paper.paths)}页，没有第{page}页。")
    return paper.paths[page - 1], 1


def _draw(path: Path, page: int, dpi: int, paper: Paper) -> bytes:
    from extractors.readers.pictures.place import picture_of

    lines = paper.format in LINES
    document = Document(paper.make.file, paper.sha256, str(paper.format), None, ()) if lines else None
    look = Look(dpi, whole_page=True)
    return picture_of(path, Where(page=page), document, look, paper.make.file).png


def _size_of(path: Path, page: int, paper: Paper) -> tuple[float, float]:
    """An image's size in points: it may be drawn with fewer dots than asked for, but for the fewest."""
    across, down = png_size(_draw(path, page, _LEAST, paper))
    return across * 72 / _LEAST, down * 72 / _LEAST


def png_size(png: bytes) -> tuple[int, int]:
    """Width and height of a PNG file in pixels (PNG 1.2, 11.2.2: the header chunk comes first)."""
    across, down = struct.unpack('>II', png[16:24])
    return across, down


def layout_of(paper: Paper) -> bytes:
    """A paper without pages of its own as LibreOffice lays it out: a PDF file.

    Raises:
        CannotStart: LibreOffice is not installed.
        BadInput: it cannot take the file.
    """
    with converted(paper.paths[0], 'pdf') as made:
        return made.read_bytes()


def draw_place(paper: Paper, where: Mapping[str, Any], document: Document | None, dpi: int) -> bytes:
    """The page around a place, the place framed in red, as a PNG file.

    Raises:
        UsageFault: the paper has no such place.
        CannotStart: LibreOffice is needed and not installed.
        BadInput: it cannot be drawn.
    """
    from extractors.readers.pictures.place import picture_of

    told = where_from_plain(where_to_whole(dict(where)))
    path, page = _file_with(paper, told.page or 1)
    if told.page is not None:
        told = Where(page=page, box=told.box)
        document = None
    return picture_of(path, told, document, Look(dpi, whole_page=True), paper.make.file).png


def text_of(place: Workplace, paper: Paper) -> Document:
    """The paper read again, to be shown with its places.

    Raises:
        BadInput: it cannot be read.
    """
    with ReadingPool() as pool:
        return read_make(place, pool, paper.make)
