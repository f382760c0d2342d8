"""A place in a document as a picture: the page around it, the place framed in red.

What has pages (PDF, images, OFD) is drawn as it is. Word documents, sheets and text have none until somebody
lays them out: there the place is given a background in a copy, LibreOffice makes pages of it, and the
background is looked for. Every file is opened in a child within the limits of reading.
"""

from __future__ import annotations

import base64
import io
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from extractors.readers import guard, limits, zipguard
from extractors.readers.pictures.frame import Look
from extractors.readers.pictures.where import check_place, is_inside, places
from extractors.readers.process.wire import read_frame, to_frame
from extractors.readers.soffice import converted, memory_folder, suite
from extractors.readers.soffice_kinds import path_to_suffix
from model import errors
from model.document import Document
from model.errors import BadInput, CannotStart, NeedsConversion, ReaderFailed, ShoufaError, UsageFault
from model.place import Where
from model.serialise import to_plain

_ROOT = Path(__file__).parent.parent.parent.parent
_HEAD_BYTES = 4096
_IMAGES = (b'\xff\xd8\xff', b'\x89PNG\r\n\x1a\n', b'II*\0', b'MM\0*', b'GIF8', b'BM')
_LINES = ('text', 'csv')
_LAID_OUT = "版面由 LibreOffice 排出，分页和字体可能与 Word、WPS 中看到的不同"


@dataclass(frozen=True, slots=True)
class Picture:
    """A PNG file, and what the user should know of it."""

    png: bytes
    told: tuple[str, ...] = ()


def picture_of(
    path: Path,
    where: Where,
    document: Document | None = None,
    look: Look | None = None,
    file: str | None = None,
) -> Picture:
    """The place as a picture; document is the file as read, None where there is no text in it to read.

    Whether the file may be shown at all (secrecy) is for the caller to ask before, but for OFD, whose own
    text is looked at here. Raises UsageFault where the file has no such place, CannotStart where
    LibreOffice is needed and not installed, SecrecyMark, BadInput of all kinds.
    """
    with guard.reading(file or str(path)):
        if document is not None:
            where = check_place(document, where)
        elif where.page is None:
            raise UsageFault("这个文件没有读出文字，位置只能写页码，如 page=1 或 page=2,box=70/100/300/140。")
        return _Drawing(path, where, document, look or Look()).picture()


@dataclass(frozen=True, slots=True)
class _Drawing:
    """One picture being made."""

    path: Path
    where: Where
    document: Document | None
    look: Look

    def picture(self) -> Picture:
        kind = _paged_kind(self.path)
        if kind is not None:
            _refuse_pathless(self.where)
            return Picture(*self.ask(kind, self.path))
        if suite() is None:
            raise CannotStart(
                "这种文件要由 LibreOffice 排成页面才能看图，这台机器上没有找到。请让管理员装好 LibreOffice，"
                "或用 Word、WPS 打开，导出 PDF 后再看；PDF、图片、OFD 不需要 LibreOffice"
            )
        if self.document is not None and self.document.format in _LINES:
            return self.laid_out('text', self.path)
        if self.where.sheet is not None or self.where.cell is not None:
            return self.marked_copy('sheet', '.xlsx')
        if self.where.path is not None:
            return self.marked_copy('word', '.docx')
        with converted(self.path, 'pdf') as pages:
            return Picture(self.ask('pdf', pages)[0], (_LAID_OUT,))

    def marked_copy(self, act: str, suffix: str) -> Picture:
        """Mark the file itself where it is of the newest kind, else LibreOffice's copy of it."""
        if path_to_suffix(self.path) == suffix:
            try:
                return self.laid_out(act, self.path)
            except NeedsConversion:
                pass
        with converted(self.path, suffix[1:]) as copy:
            return self.laid_out(act, copy)

    def laid_out(self, act: str, path: Path) -> Picture:
        data, told = self.ask(act, path)
        with _file_of(data, 'docx' if act != 'sheet' else 'xlsx') as copy, converted(copy, 'pdf') as pages:
            if act == 'sheet' and self.where.cell is None:
                return Picture(self.ask('pdf', pages)[0], (*told, _LAID_OUT))
            png, _ = self.ask('marked' if act != 'text' or self.where.line else 'pdf', pages)
        if not png:
            raise BadInput(
                "排出的页面上没有这个位置，多半是隐藏的内容；请只写页码（如 page=1）看整页，或打开原件"
            )
        return Picture(png, (*told, _LAID_OUT))

    def texts(self, path: Path) -> list[tuple[bool, str]]:
        """The texts by which the place is found again in a copy; none in the file that was read itself."""
        if self.document is None or (path == self.path and self.document.format == 'docx'):
            return []
        return [(is_inside(place, self.where), text) for place, text in places(self.document)]

    def ask(self, act: str, path: Path) -> tuple[bytes, tuple[str, ...]]:
        """What the drawing child makes of a file."""
        request = {
            'act': act,
            'path': str(path.absolute()),
            'file': self.path.name,
            'where': to_plain(self.where),
            'look': asdict(self.look),
            'texts': self.texts(path) if act == 'word' else [],
        }
        said = _answer(request)
        if 'error' in said:
            raise _error(said['error'])
        return base64.b64decode(said['data']), tuple(said['told'])


def _paged_kind(path: Path) -> str | None:
    """The act for a file that has pages of its own, None for one that must be laid out."""
    with path.open('rb') as opened:
        head = opened.read(_HEAD_BYTES)
    if b'%PDF-' in head[:1024]:
        return 'pdf'
    if head.startswith(_IMAGES) or (head.startswith(b'RIFF') and head[8:12] == b'WEBP'):
        return 'image'
    if head.startswith(b'PK\x03\x04') and 'ofd.xml' in map(str.lower, zipguard.list_members(path)):
        return 'ofd'
    return None


def _refuse_pathless(where: Where) -> None:
    if where.page is None:
        raise UsageFault("这个文件是一页一页的，位置要写页码，如 page=1 或 page=2,box=70/100/300/140。")


@contextmanager
def _file_of(data: bytes, suffix: str) -> Iterator[Path]:
    with memory_folder(len(data)) as folder:
        path = folder / f'marked.{suffix}'
        path.write_bytes(data)
        yield path


def _answer(request: dict[str, Any]) -> dict[str, Any]:
    """The child's answer; ReaderFailed where it died or took too long."""
    search = os.pathsep.join(filter(None, [str(_ROOT), os.environ.get('PYTHONPATH')]))
    try:
        done = subprocess.run(
            [sys.executable, '-P', '-X', 'utf8', '-m', 'extractors.readers.pictures.child'],
            input=to_frame(request),
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, 'PYTHONPATH': search},
            timeout=limits.WALL_S,
            check=False,
        )
    except subprocess.TimeoutExpired as late:
        raise ReaderFailed(f"画了{limits.WALL_S:g}秒还没有画完，已停止；请用看图或办公软件打开原件") from late
    try:
        said = read_frame(io.BytesIO(done.stdout))
    except ValueError:
        said = None
    if said is None:
        raise ReaderFailed(
            "画图时程序中途退出（可能内存超过上限，或文件写法特殊）；请用看图或办公软件打开原件"
        )
    return said


def _error(said: dict[str, Any]) -> ShoufaError:
    """A child's error as the class it was there."""
    kind: type[ShoufaError] = getattr(errors, said['kind'])
    error = kind() if kind is errors.SecrecyMark else kind(said['message'])
    error.code = said['code']
    return error
