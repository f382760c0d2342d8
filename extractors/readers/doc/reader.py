"""Word 97-2003 documents (.doc, and .wps of WPS): the binary turned into trees, then read as a .docx is."""

from __future__ import annotations

import re
from pathlib import Path

from extractors.readers import ole
from extractors.readers.doc.file import open_file
from extractors.readers.doc.package import file_to_package
from extractors.readers.docx.reader import read_package
from model.document import Block
from model.place import Problem

NAME = 'doc'

_MAIN_STREAM = re.compile(rb'^WordDocument$', re.MULTILINE | re.IGNORECASE)
_WORKS_STREAM = re.compile(rb'^(?:MatOST|CONTENTS)$', re.MULTILINE)


def score(head: bytes, filename: str) -> int | None:
    """Sure of an OLE container with a WordDocument stream, whatever its class id or the file's name.

    What Microsoft Works calls .wps is taken as well, to say what can be done about it.
    """
    if not head.startswith(ole.MAGIC):
        return None
    if _MAIN_STREAM.search(head):
        return 100
    return 50 if filename.lower().endswith('.wps') and _WORKS_STREAM.search(head) else None


def read(path: Path) -> tuple[tuple[Block, ...], int | None, tuple[Problem, ...]]:
    """The body with its text boxes, then notes, comments, headers and footers; there are no fixed pages.

    Raises Damaged, Encrypted, TooLarge, NeedsConversion (Word 95 and older, Microsoft Works), and
    Unsupported (needs_ocr) for pictures in place of text.
    """
    return read_package(file_to_package(open_file(path)))
