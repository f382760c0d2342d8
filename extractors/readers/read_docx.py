"""Word documents (.docx .docm .dotx): python-docx opens them, our own walk reads what it leaves out."""

from __future__ import annotations

import re
from pathlib import Path

from extractors.readers.docx_names import R, W
from extractors.readers.docx_numbering import open_numbering
from extractors.readers.docx_package import Package, open_package
from extractors.readers.docx_styles import open_styles
from extractors.readers.docx_walk import Walk, read_story
from model.document import Block, Paragraph
from model.errors import Unsupported
from model.place import NOWHERE, Problem, Severity

NAME = 'docx'

FEW_CHARACTERS = 10
"""A document of pictures with less text than this is a scan in a Word wrapper."""

_UNREAD = (
    (
        (W + 'altChunk', W + 'subDoc'),
        'embedded_unread',
        "文中整块嵌入了另一份文件，没有读出；请用 Word 或 WPS 打开，全选复制到新文档后再放入",
    ),
    (
        (W + 'control',),
        'control_unread',
        "文中有嵌入的控件（如可点选的方框），填的内容没有读出；请对照原件核对",
    ),
)

_MAIN_PART = re.compile(rb'^word/[^/\n]+\.xml$', re.MULTILINE)


def score(head: bytes, filename: str) -> int | None:  # noqa: ARG001  # the content tells
    """Sure of a zip with a word/ part of its own; see registry.Reader for what head holds."""
    return 100 if head.startswith(b'PK') and _MAIN_PART.search(head) else None


def read(path: Path) -> tuple[tuple[Block, ...], int | None, tuple[Problem, ...]]:
    """The body with its text boxes, then notes, headers and footers; Word files have no fixed pages.

    Raises Damaged, Encrypted, TooLarge, and Unsupported (needs_ocr) for pictures in place of text.
    """
    return read_package(open_package(path))


def read_package(package: Package) -> tuple[tuple[Block, ...], int | None, tuple[Problem, ...]]:
    """A document's trees as blocks and problems, wherever the trees come from; raises as read does."""
    styles = open_styles(package.styles)
    walk = Walk(open_numbering(package.numbering, styles), styles)
    walk.problems += package.problems
    read_story(package.body, 'body', walk)
    _read_notes(package, walk)
    _read_margins(package, walk)
    return tuple(walk.blocks), None, (*walk.problems, *_unread(package, walk))


def _read_notes(package: Package, walk: Walk) -> None:
    for part, notes in (('footnote', package.footnotes), ('endnote', package.endnotes)):
        for note in () if notes is None else notes.findall(W + part):
            if note.get(W + 'type') in (None, 'normal'):
                read_story(note, part, walk)


def _read_margins(package: Package, walk: Walk) -> None:
    """Headers, then footers: each part once, in the order the sections refer to them."""
    for part in ('header', 'footer'):
        references = [each.get(R + 'id') for each in package.body.iter(W + part + 'Reference')]
        for id_ in dict.fromkeys(references):
            if id_ in package.margins:
                read_story(package.margins[id_], part, walk)


def _unread(package: Package, walk: Walk) -> list[Problem]:
    """What a person should know was not read; raises Unsupported (needs_ocr) for pictures of text."""
    if walk.pictures and sum(map(_characters, walk.blocks)) < FEW_CHARACTERS:
        error = Unsupported(
            f"正文是图片（{walk.pictures}幅），几乎没有文字，要等文字识别；有文字版的请放入文字版"
        )
        error.code = 'needs_ocr'
        raise error
    found = [
        (code, message) for tags, code, message in _UNREAD if next(package.body.iter(*tags), None) is not None
    ]
    if not walk.blocks:
        found.append(('no_text', "文件里一个字也没有，可能放错了文件；请打开核对"))
    return [Problem(code, Severity.REVIEW, message, NOWHERE) for code, message in found]


def _characters(block: Block) -> int:
    return len(block.text) if isinstance(block, Paragraph) else sum(len(cell.text) for cell in block.cells)
