"""Word documents (.docx .docm .dotx): every story of the package in order, and what was not read."""

from __future__ import annotations

import re
from pathlib import Path

from extractors.readers.docx.names import CHART, OFFICE, Element, R, W
from extractors.readers.docx.numbering import open_numbering
from extractors.readers.docx.package import Package, open_package
from extractors.readers.docx.pictures import count_large_pictures
from extractors.readers.docx.styles import open_styles
from extractors.readers.docx.walk import Walk, read_story
from model.document import Block, Paragraph
from model.errors import Unsupported
from model.place import Problem, Severity

NAME = 'docx'

FEW_CHARACTERS = 10
"""A document of pictures with less text than this is a scan in a Word wrapper."""

_A_FEW_LINES = 100
"""With so many characters beside it a large picture may still be the paper itself."""

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
    ((CHART,), 'chart_unread', "文中有统计图，只读了标题，图中的数没有读出；需要的请对照原件"),
)
_CHANGES = tuple(W + name for name in ('ins', 'del', 'moveFrom', 'moveTo', 'cellIns', 'cellDel'))
_EQUATION = ('equation', 'mathtype')

_MAIN_PART = re.compile(rb'^word/[^/\n]+\.xml$', re.MULTILINE)


def score(head: bytes, filename: str) -> int | None:  # noqa: ARG001  # the content tells
    """Sure of a zip with a word/ part of its own; see registry.Reader for what head holds."""
    return 100 if head.startswith(b'PK') and _MAIN_PART.search(head) else None


def read(path: Path) -> tuple[tuple[Block, ...], int | None, tuple[Problem, ...]]:
    """The body with its text boxes, then notes, comments, headers and footers; there are no fixed pages.

    Raises Damaged, Encrypted, TooLarge, and Unsupported (needs_ocr) for pictures in place of text.
    """
    return read_package(open_package(path))


def read_package(package: Package) -> tuple[tuple[Block, ...], int | None, tuple[Problem, ...]]:
    """A document's trees as blocks and problems, wherever the trees come from; raises as read does."""
    styles = open_styles(package.styles)
    walk = Walk(open_numbering(package.numbering, styles), styles)
    walk.problems += package.problems
    walk.drawings = package.drawings
    read_story(package.body, 'body', walk)
    walk.drawings = {}
    _read_notes(package, walk)
    _read_margins(package, walk)
    told = (*_unread(package, walk), *_attached(package), *_unsettled(package))
    return tuple(walk.blocks), None, (*walk.problems, *told)


def _read_notes(package: Package, walk: Walk) -> None:
    stories = (
        ('footnote', package.footnotes),
        ('endnote', package.endnotes),
        ('comment', package.comments),
    )
    for part, notes in stories:
        for note in () if notes is None else notes.findall(W + part):
            if note.get(W + 'type') in (None, 'normal'):
                read_story(note, part, walk)


def _read_margins(package: Package, walk: Walk) -> None:
    """Headers, then footers: each part once, in the order the sections refer to them."""
    for part in ('header', 'footer'):
        references = [each.get(R + 'id') for each in package.body.iter(W + part + 'Reference')]
        stories = [package.margins[id_] for id_ in references if id_ in package.margins]
        for story in dict.fromkeys(stories):
            read_story(story, part, walk)


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
    told = [Problem(code, Severity.REVIEW, message) for code, message in found]
    large = count_large_pictures(package.body)
    return [*told, _large_pictures(large, walk)] if large else told


def _large_pictures(count: int, walk: Walk) -> Problem:
    """Pictures beside text: where the text is short, they are likely what the paper says."""
    if sum(map(_characters, walk.blocks)) < _A_FEW_LINES:
        message = f"正文里有{count}幅大图片，文字很少，图片上的字还没有读入，等待文字识别；请看原件"
        return Problem('page_without_text', Severity.REVIEW, message)
    return Problem('pictures', Severity.INFO, f"文中有{count}幅大图片，图片上的字没有读出；需要的请对照原件")


def _attached(package: Package) -> list[Problem]:
    """Embedded files by their names, and equations that only their editor can read."""
    objects = list(package.body.iter(OFFICE + 'OLEObject'))
    names = [_attachment(each, package) for each in objects if not _is_equation(each)]
    found = [
        Problem(
            'embedded_unread',
            Severity.REVIEW,
            f"文中嵌入了附件“{name}”，没有读出；请打开原件，双击附件另存后再放入",
        )
        for name in dict.fromkeys(names)
    ]
    if len(names) < len(objects):
        message = f"文中有{len(objects) - len(names)}个公式对象，没有读出；请对照原件核对"
        found.append(Problem('equation_unread', Severity.REVIEW, message))
    return found


def _is_equation(ole: Element) -> bool:
    return (ole.get('ProgID') or '').lower().startswith(_EQUATION)


def _attachment(ole: Element, package: Package) -> str:
    return package.attachments.get(ole.get(R + 'id') or '') or ole.get('ProgID') or "名称不详"


def _unsettled(package: Package) -> list[Problem]:
    """Tracked changes and comments: a draft still under discussion."""
    found = []
    changes = sum(1 for _ in package.body.iter(*_CHANGES))
    if changes:
        message = f"文中有{changes}处修订未接受，按接受修订后的文字读入"
        found.append(Problem('tracked_changes', Severity.INFO, message))
    comments = 0 if package.comments is None else len(package.comments.findall(W + 'comment'))
    if comments:
        message = f"文中有{comments}条批注，已另列在正文之后，不作正文"
        found.append(Problem('comments', Severity.INFO, message))
    return found


def _characters(block: Block) -> int:
    return len(block.text) if isinstance(block, Paragraph) else sum(len(cell.text) for cell in block.cells)
