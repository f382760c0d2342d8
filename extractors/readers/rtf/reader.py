"""RTF, as .rtf or under the name .doc, as Word, WPS, LibreOffice and office systems write it."""

from __future__ import annotations

import codecs
import re
from pathlib import Path

from extractors.readers.docx.names import Element, R, W
from extractors.readers.docx.package import Package
from extractors.readers.docx.reader import read_package
from extractors.readers.rtf.groups import Reading, close_group
from extractors.readers.rtf.lists import lists_to_numbering, number_paragraphs
from extractors.readers.rtf.story import Story, end_story
from extractors.readers.rtf.walk import walk
from model.document import Block
from model.errors import Damaged
from model.place import Problem, Severity

NAME = 'rtf'

_NO_CONTENT = re.compile(rb'\\[a-z]+-?\d* ?|[{}\0\x1a\s]')
_START = re.compile(rb'(?:' + codecs.BOM_UTF8 + rb')?\s*\{\\rtf')


def score(head: bytes, filename: str) -> int | None:  # noqa: ARG001  # content decides
    r"""Sure of whatever begins with {\rtf, whatever its name."""
    return 100 if _START.match(head) else None


def read(path: Path) -> tuple[tuple[Block, ...], int | None, tuple[Problem, ...]]:
    """The body, then notes, headers and footers, as read_docx gives them; a truncated file as far as it goes.

    Raises Damaged for what is no RTF, and Unsupported (needs_ocr) for pictures in place of text.
    """
    return read_package(bytes_to_package(path.read_bytes()))


def bytes_to_package(data: bytes) -> Package:
    """An RTF file as WordprocessingML trees; raises Damaged for what is none."""
    from lxml import etree

    start = _START.match(data)
    if start is None:
        raise Damaged("不是 RTF 文件或开头已损坏，打不开；请用 Word 或 WPS 打开，另存为 .docx 再放入")
    reading = Reading(data, Story(etree.Element(W + 'body'), []))
    reading.story.numbered = reading.numbered
    reading.at = start.end() - len(rb'{\rtf')
    walk(reading)
    cut = bool(reading.groups)
    while reading.groups:
        close_group(reading)
    body = end_story(reading.story)
    number_paragraphs(reading.numbered, reading.lists)
    _refer_to_margins(body, reading.margins)
    return Package(
        body=body,
        styles=None,
        numbering=lists_to_numbering(reading.lists),
        footnotes=_notes(reading, 'footnote'),
        endnotes=_notes(reading, 'endnote'),
        margins=reading.margins,
        problems=tuple(_problems(reading, cut=cut)),
        comments=_notes(reading, 'comment'),
    )


def _notes(reading: Reading, kind: str) -> Element:
    from lxml import etree

    notes = etree.Element(W + f'{kind}s')
    notes.extend(reading.notes.get(kind, []))
    return notes


def _refer_to_margins(body: Element, margins: dict[str, Element]) -> None:
    from lxml import etree

    section = etree.SubElement(body, W + 'sectPr')
    for name in margins:
        reference = etree.SubElement(section, W + name.rstrip('0123456789') + 'Reference')
        reference.set(R + 'id', name)


def _problems(reading: Reading, *, cut: bool) -> list[Problem]:
    found = []
    if cut:
        found.append(('truncated', "文件不完整，末尾缺失，只读出了前面的部分；请让来文单位重新发一份"))
    elif _NO_CONTENT.sub(b'', reading.data[reading.at :]):
        found.append(
            (
                'text_after_end',
                "文件在结束标记之后还有内容，没有读入；请用 Word 或 WPS 打开，另存为 .docx 再放入",
            )
        )
    if reading.lost or reading.guessed:
        count = reading.lost + reading.guessed
        message = f"文件的文字编码写得不清楚，有{count}个字可能读错；请对照原件核对，或另存为 .docx 再放入"
        found.append(('encoding_guessed', message))
    if reading.stateless_boxes:
        message = f"文中有{reading.stateless_boxes}个窗体方框没有存是否勾选；请对照原件核对"
        found.append(('checkbox_unclear', message))
    return [Problem(code, Severity.REVIEW, message) for code, message in found]
