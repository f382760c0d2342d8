"""What a person is told of a PDF's pages: pages without usable text, doubts, comments, dangers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from mmap import ACCESS_READ, mmap
from pathlib import Path
from typing import NamedTuple

from extractors.readers.pdf.glyphs import Page
from model.place import Problem, Severity, Where

WHOLE_PAGE = 0.5
"""The share of a page that a picture must cover to be the page."""
_FEW_LETTERS = 10
_MANY_PATHS = 50
_ACTS = re.compile(rb'/S\s*/(?:JavaScript|Launch|ImportData|SubmitForm)\b')
"""Actions that run something or send data (PDF 32000-1, table 198)."""
UNREADABLE = re.compile('[\ue000-\uf8ff\ufffd-\uffff\0-\x1f\x7f-\x9f]')
"""Letters that say nothing: none of them has a meaning of its own (Unicode, private use and controls)."""


class Doubt(NamedTuple):
    """Why a page's text cannot be what it shows, in Chinese; and whether that is beyond doubt."""

    reason: str
    certain: bool


def is_picture(page: Page) -> bool:
    """Whether the page shows text that is none: a scan, or letters drawn as outlines."""
    outlines = not page.glyphs and page.drawn.paths > _MANY_PATHS
    return outlines or (len(page.glyphs) < _FEW_LETTERS and page.drawn.picture > WHOLE_PAGE)


def page_problems(page: Page, doubt: Doubt | None) -> Iterator[Problem]:
    """Everything to tell of one page; doubt is what speaks against its text."""
    where = Where(page=page.number)
    if is_picture(page):
        message = f"第{page.number}页是图片，没有文字可读，等待文字识别；这一页的内容还没有读入，请看原件"
        yield Problem('page_without_text', Severity.REVIEW, message, where)
    elif doubt and doubt.certain:
        message = f"第{page.number}页的文字层不可用：{doubt.reason}；这一页没有读入，等待文字识别，请看原件"
        yield Problem('page_without_text', Severity.REVIEW, message, where)
    else:
        if doubt:
            message = f"第{page.number}页的文字可疑：{doubt.reason}；仍按读出的文字读入，请逐字对照原件核对"
            yield Problem('text_doubtful', Severity.REVIEW, message, where)
        yield from _letter_problems(page, where)
    yield from _note_problems(page, where)


def _letter_problems(page: Page, where: Where) -> Iterator[Problem]:
    if page.drawn.picture > WHOLE_PAGE and page.drawn.invisible:
        message = f"第{page.number}页是图片，上面的文字是扫描软件识别的，可能有错字；请对照原件核对"
        yield Problem('text_over_picture', Severity.REVIEW, message, where)
    if page.aslant:
        message = (
            f"第{page.number}页有{page.aslant}个斜排或竖转的字（多为水印），没有读入正文；如是正文请看原件"
        )
        yield Problem('aslant_text', Severity.INFO, message, where)
    if page.quarters:
        message = f"第{page.number}页的文字是横躺的，已转正读取；这一页的位置按转正后的页面计"
        yield Problem('page_turned', Severity.INFO, message, where)
    if page.is_vertical:
        message = f"第{page.number}页是竖排文字，按从右到左的各列读入，位置按横过来的页面计；请对照原件核对"
        yield Problem('vertical_text', Severity.REVIEW, message, where)
    odd = len(UNREADABLE.findall(''.join([glyph.text for glyph in page.glyphs])))
    if odd:
        message = f"第{page.number}页有{odd}个字没有可用的文字编码，读不出来；请对照原件核对，或索取 Word 版"
        yield Problem('unreadable_letters', Severity.REVIEW, message, where)
    if page.drawn.crowded:
        message = f"第{page.number}页的图形过多，没有找其中的表格，只按文字读入；请对照原件核对"
        yield Problem('page_crowded', Severity.REVIEW, message, where)


def _note_problems(page: Page, where: Where) -> Iterator[Problem]:
    for comment in page.notes.comments:
        place = Where(page=page.number, box=comment.box, part='annotation')
        if comment.struck:
            said = f"（批注：“{comment.text}”）" if comment.text else ""
            message = f"第{page.number}页有文字被批注划掉{said}，读入时仍按原文；请看原件"
            yield Problem('annotation', Severity.REVIEW, message, place)
        else:
            message = f"第{page.number}页有批注，不作正文：“{comment.text}”"
            yield Problem('annotation', Severity.INFO, message, place)
    for what in sorted(set(page.notes.active)):
        message = f"第{page.number}页有{what}，没有打开；如需其中内容，核实来源后另行放入"
        yield Problem('active_content', Severity.REVIEW, message, where)
    if page.notes.uncounted:
        message = f"第{page.number}页有{page.notes.uncounted}处批注或填写项，过多，没有读入；请看原件"
        yield Problem('annotation', Severity.REVIEW, message, where)


def active_problems(found: Iterable[str], path: Path) -> Iterator[Problem]:
    """What the file as a whole carries that could act; found as pdfium tells, the rest from its bytes.

    What stands in compressed objects is not seen there; nothing of it is ever run.
    """
    carried = list(found)
    with path.open('rb') as file, mmap(file.fileno(), 0, access=ACCESS_READ) as data:
        if not carried and _ACTS.search(data):
            carried.append("打开时会运行的动作")
    for what in carried:
        message = f"文件里有{what}，没有运行也没有打开；来源不明的请先核实"
        yield Problem('active_content', Severity.REVIEW, message)
