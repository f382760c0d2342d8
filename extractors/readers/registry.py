"""Which reader takes which file: told by what the file holds, never by its suffix alone."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from itertools import chain
from pathlib import Path
from typing import Protocol

from extractors.readers import guard, kinds, limits, ole, zipguard
from extractors.readers.doc import reader as read_doc
from extractors.readers.docx import reader as read_docx
from extractors.readers.docx import revisions as docx_revisions
from extractors.readers.docx import wordml_reader as read_wordml
from extractors.readers.odf import ods_reader as read_ods
from extractors.readers.odf import odt_reader as read_odt
from extractors.readers.ofd import reader as read_ofd
from extractors.readers.pages.sight import Sight
from extractors.readers.pdf import reader as read_pdf
from extractors.readers.plain import reader as read_text
from extractors.readers.rtf import reader as read_rtf
from extractors.readers.scans import reader as read_image
from extractors.readers.sheets import csv_reader as read_csv
from extractors.readers.sheets import xls_reader as read_xls
from extractors.readers.sheets import xlsx_reader as read_xlsx
from extractors.readers.table_faults import table_problems
from extractors.readers.web import html_reader as read_html
from extractors.readers.web import mhtml_reader as read_mhtml
from model.document import Block, Document, Table
from model.errors import Damaged, TooLarge, Unsupported
from model.place import Problem

HEAD_BYTES = 8192


class Reader(Protocol):
    """A module that reads one kind of file."""

    NAME: str

    def score(self, head: bytes, filename: str) -> int | None:
        """How surely this reader takes the file, None for not at all.

        head is the first 8192 bytes; for a container (zip, OLE) the names of its members follow, one a
        line (its directory stands anywhere, and only it tells a .docx from a .xlsx, a .doc from a .xls).
        """

    def read(self, path: Path) -> tuple[tuple[Block, ...], int | None, tuple[Problem, ...]]:
        """Blocks in reading order, the number of pages or None, and what to look at."""


READERS: tuple[Reader, ...] = (
    read_docx,
    read_doc,
    read_wordml,
    read_rtf,
    read_odt,
    read_xlsx,
    read_xls,
    read_ods,
    read_csv,
    read_pdf,
    read_ofd,
    read_image,
    read_mhtml,
    read_html,
    read_text,
)
"""The highest score wins, at a tie the first."""


def read_document(
    path: Path, file: str | None = None, *, sight: Sight | None = None, further: Sequence[Path] = ()
) -> Document:
    """One file as a Document; file is the user's own name for it, by default the path.

    sight recognises pages that are pictures; further are the images of a paper's pages after the first.
    Raises Damaged, Encrypted, TooLarge, Unsupported (code 'needs_ocr' for pictures of text; NeedsConversion
    is one), ReaderFailed or BadInput, each with the file's name, the reason and the remedy; nothing else.
    """
    file = file or str(path)
    with guard.reading(file):
        head, members = _look_inside(path)
        reader = pick_reader(head, members, path.name)
        if reader is None:
            raise kinds.unread_kind(path, head, members)
        blocks, pages, problems = _read(reader, path, sight, further)
        faults = chain.from_iterable(table_problems(block) for block in blocks if isinstance(block, Table))
        return Document(file, _sha256(path), reader.NAME, pages, blocks, (*problems, *faults))


def _read(
    reader: Reader, path: Path, sight: Sight | None, further: Sequence[Path]
) -> tuple[tuple[Block, ...], int | None, tuple[Problem, ...]]:
    if further and reader is not read_image:
        raise Unsupported("不是图片，不能和别的照片合成一份；请单独放入")
    if reader is read_image:
        return read_image.read(path, sight, further)
    if reader is read_ofd:
        return read_ofd.read(path, sight)
    return read_pdf.read(path, sight) if reader is read_pdf else reader.read(path)


def read_revisions(path: Path, file: str) -> Document:
    """The tracked changes and comments of a .docx as paragraphs (docx.revisions); none of other formats.

    Raises as read_document.
    """
    with guard.reading(file):
        head, members = _look_inside(path)
        reader = pick_reader(head, members, path.name)
        found = docx_revisions.read_revisions(path) if reader is read_docx else ()
        return Document(file, _sha256(path), reader.NAME if reader else 'unknown', None, found, ())


def identify(path: Path) -> tuple[str, str]:
    """(NAME of the reader that takes this file, '' for none; sha256): what a converted file keeps of it."""
    reader = pick_reader(*_look_inside(path), path.name)
    return reader.NAME if reader else '', _sha256(path)


def pick_reader(head: bytes, members: tuple[str, ...], filename: str) -> Reader | None:
    """The reader for a file that begins with `head` and, if a container, has these members."""
    seen = b'\n'.join([head, *(name.encode() for name in members)])
    scores = [(reader.score(seen, filename), reader) for reader in READERS]
    willing = [(score, reader) for score, reader in scores if score is not None]
    return max(willing, key=lambda pair: pair[0])[1] if willing else None


def _look_inside(path: Path) -> tuple[bytes, tuple[str, ...]]:
    """The head and a zip's members, once the file is known to be one worth opening."""
    if path.is_dir():
        raise Unsupported("是一个文件夹，不是文件；请放入其中的文件")
    size = path.stat().st_size
    if size == 0:
        raise Damaged("是空文件（0字节），可能没有下载或拷贝完；请重新拷贝，或让来文单位重发")
    if size > limits.MAX_FILE_BYTES:
        most = limits.MAX_FILE_BYTES // 2**20
        raise TooLarge(f"有{size // 2**20}兆，超过上限{most}兆；请拆分或压缩图片后再放入")
    with path.open('rb') as opened:
        head = opened.read(HEAD_BYTES)
    if head.startswith(b'PK\x03\x04'):
        return head, zipguard.list_members(path)
    return head, ole.list_streams(path) if head.startswith(ole.MAGIC) else ()


def _sha256(path: Path) -> str:
    with path.open('rb') as opened:
        return hashlib.file_digest(opened, 'sha256').hexdigest()
