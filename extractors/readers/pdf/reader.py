"""PDF with a text layer: paragraphs across lines and pages, ruled tables across pages."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from io import BufferedReader
from pathlib import Path
from typing import Any

from extractors.readers.boxes import unclear_boxes
from extractors.readers.pdf.doubt import doubt_text
from extractors.readers.pdf.glyphs import Glyph, Page, document_to_pages, open_pdf, with_fields
from extractors.readers.pdf.grid import Grid, grid_to_table
from extractors.readers.pdf.heads import without_furniture
from extractors.readers.pdf.join import carried_on, join_grids
from extractors.readers.pdf.layout import Layout, glyphs_to_layout
from extractors.readers.pdf.lines import with_columns
from extractors.readers.pdf.lost import open_slowly, read_slowly
from extractors.readers.pdf.notes import document_to_active
from extractors.readers.pdf.tables import page_to_grids
from extractors.readers.pdf.told import (
    active_problems,
    cell_problems,
    cut_across_problems,
    is_picture,
    page_problems,
)
from extractors.readers.pdf.vertical import is_vertical, laid_down
from model.document import Block, Table
from model.errors import Damaged, Unsupported
from model.place import Box, Problem, Severity, Where
from text.lines import Line
from text.paragraphs import lines_to_paragraphs

NAME = 'pdf'

_CONTINUED = re.compile(
    r'[（(]?\s*(?:续\s*表|续上表|接上表|接上页|表\s*续|续)\s*[\d一二三四五六七八九十]*\s*[）)]?'
)


@dataclass(slots=True)
class _Seen:
    """What the pages hold: lines and tables by page number, the pages themselves without their letters."""

    pages: list[Page] = field(default_factory=list)
    layouts: dict[int, Layout] = field(default_factory=dict)
    flow: list[Line | Grid] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    slow: Any = None
    slowly: int = 0
    waiting: int = 0
    doubted: int = 0
    read: int = 0


_MOST_SLOW_PAGES = 60


def score(head: bytes, filename: str) -> int | None:  # noqa: ARG001  # content decides
    """100 for the mark %PDF within the first 1024 bytes, where readers of PDF look for it."""
    return 100 if b'%PDF-' in head[:1024] else None


def read(path: Path) -> tuple[tuple[Block, ...], int | None, tuple[Problem, ...]]:
    """Read a PDF; Where.page counts from 1, Where.box is in points from the page's top left.

    Raises Encrypted, Damaged, and Unsupported with code 'needs_ocr' where no page has text.
    """
    document = open_pdf(path)
    seen = _Seen()
    try:
        with path.open('rb') as file:
            for page in document_to_pages(document):
                _read_page(page, file, seen)
        seen.problems += active_problems(document_to_active(document), path)
    finally:
        document.close()
    if not seen.pages:
        raise Damaged("PDF 里一页也没有；请重新拷贝，或让来文单位重新发一份")
    if not seen.read:
        raise _needs_recognition(seen)
    _put_in_order(seen)
    seen.problems += cut_across_problems([thing for thing in seen.flow if isinstance(thing, Grid)])
    blocks = tuple(_flow_to_blocks(seen.flow, seen.pages))
    for block in blocks:
        if isinstance(block, Table):
            seen.problems.extend(
                problem for cell in block.cells for problem in unclear_boxes(cell.boxes, cell.where)
            )
    return blocks, len(seen.pages), tuple(seen.problems)


def _needs_recognition(seen: _Seen) -> Unsupported:
    count = len(seen.pages)
    if seen.doubted:
        message = f"{count}页里没有能用的文字（文字编码已坏），要等文字识别；有电子版的请放入电子版"
    elif seen.waiting:
        message = f"{count}页都是图片（扫描件），没有文字可读，要等文字识别；有电子版的请放入电子版"
    else:
        message = f"{count}页里一个字也没有；如打开能看到文字，要等文字识别，否则请让来文单位重新导出"
    fault = Unsupported(message)
    fault.code = 'needs_ocr'
    return fault


def _read_page(page: Page, file: BufferedReader, seen: _Seen) -> None:
    """Fill in the page's lines and tables, none where it has no text that could be used."""
    glyphs: Sequence[Glyph] = page.glyphs
    if page.drawn.lost:
        glyphs = _letters_by_other_means(page, file, seen)
        page = replace(page, glyphs=tuple(glyphs))
    if is_vertical(page.glyphs):
        page = laid_down(page)
    picture = is_picture(page)
    doubt = None if picture else doubt_text(page)
    seen.problems += page_problems(page, doubt)
    broken = doubt is not None and doubt.certain
    grids, glyphs = ([], ()) if picture or broken else page_to_grids(page, page.glyphs)
    seen.problems += cell_problems(grids, page.glyphs, page.number)
    seen.waiting += picture
    seen.doubted += broken
    seen.read += bool(page.glyphs) and not picture and not broken
    layout = glyphs_to_layout(glyphs, grids, page, seen.layouts.get(page.number - 1))
    seen.layouts[page.number] = layout
    seen.problems += layout.problems
    seen.pages.append(replace(page, glyphs=()))


def _letters_by_other_means(page: Page, file: BufferedReader, seen: _Seen) -> Sequence[Glyph]:
    if seen.slow is None:
        seen.slow = open_slowly(file)
    seen.slowly += 1
    found = read_slowly(seen.slow, page) if seen.slowly <= _MOST_SLOW_PAGES else None
    if found is None:
        message = f"第{page.number}页有字用的字体文件里没有，本机也没有，部分文字没有读出来；请对照原件核对"
        seen.problems.append(Problem('page_damaged', Severity.REVIEW, message, Where(page=page.number)))
    return with_fields(found, page.notes) if found else page.glyphs


def _put_in_order(seen: _Seen) -> None:
    """Fill the flow: lines and tables of all pages, top down, running heads and page numbers left out."""
    lines = {number: layout.lines for number, layout in seen.layouts.items()}
    kept, dropped = without_furniture(seen.pages, lines)
    for text, count in dropped.items():
        message = f"每页重复的页眉或页脚“{text}”（{count}页）已略去，不作正文"
        seen.problems.append(Problem('running_head_dropped', Severity.INFO, message))
    flows: dict[int, list[Line | Grid]] = {
        number: [*kept[number], *seen.layouts[number].grids] for number in kept
    }
    lowest = max((_box(thing).y1 for things in flows.values() for thing in things), default=0.0)
    for page in seen.pages:
        place = seen.layouts[page.number].place
        for thing in sorted(flows[page.number], key=lambda thing: place(_box(thing))):
            _append(thing, seen, max(lowest, 0.85 * page.height))


def _box(thing: Line | Grid) -> Box:
    return (thing.first.box if isinstance(thing, Grid) else thing.where.box) or Box(0, 0, 0, 0)


def _append(thing: Line | Grid, seen: _Seen, bottom: float) -> None:
    caption = _take_caption(seen.flow) if isinstance(thing, Grid) else None
    at = carried_on(seen.flow, thing, bottom) if isinstance(thing, Grid) else None
    last = None if at is None else seen.flow[at]
    if at is None or not (isinstance(thing, Grid) and isinstance(last, Grid)):
        seen.flow += [caption, thing] if caption else [thing]
        return
    seen.flow[at], header, cut = join_grids(last, thing)
    did = "接成一张表"
    if header:
        did += f"，重复的表头{header}行已略去"
    if cut:
        did += "，被分页截断的一行已接回"
    page = thing.first.page or 0
    if cut is None:
        message = f"第{page}页表格的第一行可能是上一页最后一行被分页截断的下半行，已按两行读入；请核对原件"
        seen.problems.append(Problem('row_maybe_cut', Severity.REVIEW, message, thing.first))
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
