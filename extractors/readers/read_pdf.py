"""PDF with a text layer: paragraphs across lines and pages, ruled tables across pages."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from extractors.readers.boxes import unclear_boxes
from extractors.readers.pdf_glyphs import Glyph, Page, document_to_pages, open_pdf
from extractors.readers.pdf_grid import Grid, grid_to_table
from extractors.readers.pdf_join import grids_agree, join_grids
from extractors.readers.pdf_lines import glyphs_to_lines, with_columns, without_furniture
from extractors.readers.pdf_tables import open_slowly, read_slowly
from model.document import Block, Table
from model.errors import Damaged, Unsupported
from model.place import Box, Problem, Severity, Where
from text.lines import Line
from text.paragraphs import lines_to_paragraphs

NAME = 'pdf'

_CONTINUED = re.compile(
    r'[（(]?\s*(?:续\s*表|续上表|接上表|接上页|表\s*续|续)\s*[\d一二三四五六七八九十]*\s*[）)]?'
)
_FEW_LETTERS = 10
_WHOLE_PAGE = 0.5
_MANY_PATHS = 50


@dataclass(slots=True)
class _Seen:
    """What the pages hold, in reading order, and what was noticed."""

    flow: list[Line | Grid] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def score(head: bytes, filename: str) -> int | None:  # noqa: ARG001  # content decides
    """100 for the mark %PDF within the first 1024 bytes, where readers of PDF look for it."""
    return 100 if b'%PDF-' in head[:1024] else None


def read(path: Path) -> tuple[tuple[Block, ...], int | None, tuple[Problem, ...]]:
    """Read a PDF; Where.page counts from 1, Where.box is in points from the page's top left.

    Raises Encrypted, Damaged, and Unsupported with code 'needs_ocr' where no page has text.
    """
    document = open_pdf(path)
    try:
        pages = list(document_to_pages(document))
    finally:
        document.close()
    if not pages:
        raise Damaged("PDF 里一页也没有；请重新拷贝，或让来文单位重新发一份")
    _refuse_pictures(pages)
    seen = _Seen()
    _read_pages(path, pages, seen)
    seen.problems.extend(problem for page in pages for problem in _page_problems(page))
    blocks = tuple(_flow_to_blocks(seen.flow, pages))
    for block in blocks:
        if isinstance(block, Table):
            seen.problems.extend(
                problem for cell in block.cells for problem in unclear_boxes(cell.boxes, cell.where)
            )
    return blocks, len(pages), tuple(seen.problems)


def _is_picture(page: Page) -> bool:
    """Whether the page shows text that is none: a scan, or letters drawn as outlines."""
    outlines = not page.glyphs and page.drawn.paths > _MANY_PATHS
    return outlines or (len(page.glyphs) < _FEW_LETTERS and page.drawn.picture > _WHOLE_PAGE)


def _refuse_pictures(pages: list[Page]) -> None:
    if any(page.glyphs and not _is_picture(page) for page in pages):
        return
    fault = Unsupported(
        f"{len(pages)}页都是图片（扫描件），没有文字可读，要等文字识别；有电子版的请放入电子版"
    )
    fault.code = 'needs_ocr'
    raise fault


def _page_problems(page: Page) -> Iterator[Problem]:
    where = Where(page=page.number)
    if _is_picture(page):
        message = f"第{page.number}页是图片，没有文字可读，等待文字识别；这一页的内容还没有读入，请看原件"
        yield Problem('page_without_text', Severity.REVIEW, message, where)
    elif page.drawn.picture > _WHOLE_PAGE and page.drawn.invisible:
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
    odd = sum(_is_unreadable(glyph.text) for glyph in page.glyphs)
    if odd:
        message = f"第{page.number}页有{odd}个字没有可用的文字编码，读不出来；请对照原件核对，或索取 Word 版"
        yield Problem('unreadable_letters', Severity.REVIEW, message, where)


def _is_unreadable(letter: str) -> bool:
    return letter in '\ufffd\ufffe\uffff' or '\ue000' <= letter <= '\uf8ff' or letter < ' '


def _read_pages(path: Path, pages: list[Page], seen: _Seen) -> None:
    """Fill the flow: lines and tables of all pages, top down, running heads and page numbers left out."""
    lines: dict[int, list[Line]] = {}
    grids: dict[int, list[Grid]] = {}
    with path.open('rb') as file:
        slow = open_slowly(file, pages)
        for page in pages:
            grids[page.number], letters = _read_page(slow, page, seen)
            lines[page.number] = glyphs_to_lines(letters, page.number)
    kept, dropped = without_furniture(pages, lines)
    for text, count in dropped.items():
        message = f"每页重复的页眉或页脚“{text}”（{count}页）已略去，不作正文"
        seen.problems.append(Problem('running_head_dropped', Severity.INFO, message))
    flows: dict[int, list[Line | Grid]] = {number: [*kept[number], *grids[number]] for number in kept}
    lowest = max((_box(thing).y1 for things in flows.values() for thing in things), default=0.0)
    for page in pages:
        for thing in sorted(flows[page.number], key=lambda thing: _box(thing).y0):
            _append(thing, seen, max(lowest, 0.85 * page.height))


def _read_page(slow: Any, page: Page, seen: _Seen) -> tuple[list[Grid], Sequence[Glyph]]:
    """The page's tables and the letters beside them."""
    found = read_slowly(slow, page) if page.drawn.ruled or page.drawn.lost else ([], page.glyphs)
    if found is None:
        message = f"第{page.number}页有损坏，表格线或部分文字读不出来，只按文字读入；请对照原件核对"
        seen.problems.append(Problem('page_damaged', Severity.REVIEW, message, Where(page=page.number)))
    return found or ([], page.glyphs)


def _box(thing: Line | Grid) -> Box:
    return (thing.first.box if isinstance(thing, Grid) else thing.where.box) or Box(0, 0, 0, 0)


def _append(thing: Line | Grid, seen: _Seen, bottom: float) -> None:
    caption = _take_caption(seen.flow) if isinstance(thing, Grid) else None
    last = seen.flow[-1] if seen.flow else None
    if not (isinstance(thing, Grid) and isinstance(last, Grid) and grids_agree(last, thing, bottom)):
        seen.flow += [caption, thing] if caption else [thing]
        return
    seen.flow[-1], header, cut = join_grids(last, thing)
    did = "接成一张表"
    if header:
        did += f"，重复的表头{header}行已略去"
    if cut:
        did += "，被分页截断的一行已接回"
    page = thing.first.page or 0
    message = f"第{page - 1}页与第{page}页的表格{did}；如不是同一张表，请看原件"
    seen.problems.append(Problem('table_joined', Severity.INFO, message, thing.first))


def _take_caption(flow: list[Line | Grid]) -> Line | None:
    """The line '续表' off the flow's end, if it stands there after a table."""
    if len(flow) > 1 and isinstance(flow[-2], Grid) and isinstance(flow[-1], Line):
        line = flow[-1]
        if _CONTINUED.fullmatch(line.text.strip()):
            flow.pop()
            return line
    return None


def _flow_to_blocks(flow: list[Line | Grid], pages: list[Page]) -> Iterator[Block]:
    """Lines between two tables, over pages too, to paragraphs; tables as they are."""
    lines = iter(with_columns([thing for thing in flow if isinstance(thing, Line)], pages))
    run: list[Line] = []
    for thing in flow:
        if isinstance(thing, Line):
            run.append(next(lines))
        else:
            yield from lines_to_paragraphs(run)
            run = []
            yield grid_to_table(thing)
    yield from lines_to_paragraphs(run)
