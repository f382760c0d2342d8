"""OpenDocument texts (.odt .ott .fodt), as LibreOffice, WPS and office systems write them."""

from __future__ import annotations

from pathlib import Path

from extractors.readers.docx.reader import read_package
from extractors.readers.odf import package as odf_package
from extractors.readers.odf.ods_reader import document_to_sheets
from extractors.readers.odf.story import document_to_package
from model.document import Block
from model.place import Problem

NAME = 'odt'


def score(head: bytes, filename: str) -> int | None:  # noqa: ARG001  # content decides
    """Sure of a container that says it is a text; asked first where it does not say."""
    return odf_package.score(head, 'text')


def read(path: Path) -> tuple[tuple[Block, ...], int | None, tuple[Problem, ...]]:
    """The body with its text boxes, then notes, comments, headers and footers, as read_docx gives them.

    Raises Damaged, Encrypted, TooLarge, and Unsupported (needs_ocr) for pictures in place of text.
    """
    document = odf_package.open_document(path)
    if odf_package.is_sheet(document):
        return document_to_sheets(document)
    return read_package(document_to_package(document))
