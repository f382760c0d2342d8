"""Pages to blocks: ruled tables, lines in reading order, paragraphs over the pages' ends.

Serves every format that fixes letters to places on pages: PDF, OFD, and pictures once recognised.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from extractors.readers.boxes import unclear_boxes
from extractors.readers.pages.doubt import doubt_text
from extractors.readers.pages.grid import Grid, grid_to_table
from extractors.readers.pages.heads import without_furniture
from extractors.readers.pages.join import carried_on, fitted, join_grids
from extractors.readers.pages.layout import Layout, glyphs_to_layout
from extractors.readers.pages.lines import with_columns
from extractors.readers.pages.page import Glyph, Page
from extractors.readers.pages.shown import as_shown
from extractors.readers.pages.sight import MAX_PAGES, needs_recognition
from extractors.readers.pages.tables import page_to_grids
from extractors.readers.pages.told import (
    cell_problems,
    cut_across_problems,
    is_mostly_picture,
    is_picture,
    note_problems,
    page_problems,
    recognised_problems,
)
from extractors.readers.pages.unsure import gather_doubts
from extractors.readers.pages.vertical import is_vertical, laid_down
from model.document import Block, Table
from model.place import Box, Problem, Severity
from text.lines import Line
from text.paragraphs import lines_to_paragraphs

_CONTINUED = re.compile(
    r'[（(]?\s*(?:续\s*表|续上表|接上表|接上页|表\s*续|续)\s*[\d一二三四五六七八九十]*\s*[）)]?'
)

_LOWEST_SEEN = 0.7
"""Of a picture's height: a table that ends higher has room for more below it."""

Look = Callable[[Page], Page]
"""A page whose text cannot be used, as its picture is recognised."""


@dataclass(slots=True)
class _Seen:
    """What the pages hold: lines and tables by page number, the pages themselves without their letters."""

    look: Look | None = None
    pages: list[Page] = field(default_factory=list)
    layouts: dict[int, Layout] = field(default_factory=dict)
    flow: list[Line | Grid] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    waiting: int = 0
    doubted: int = 0
    read: int = 0
    looked: list[int] = field(default_factory=list)


def pages_to_blocks(
    pages: Iterable[Page], look: Look | None = None
) -> tuple[tuple[Block, ...], int, tuple[Problem, ...]]:
    """Blocks in reading order, the number of pages, and what to look at; () and 0 of no pages.

    look recognises a page that is a picture, or whose text layer is broken; without it such a page is told
    as not read. Raises Unsupported with code 'needs_ocr' where no page at all has text.
    """
    seen = _Seen(look)
    for page in pages:
        _read_page(page, seen)
    if not seen.pages:
        return (), 0, ()
    if not seen.read:
        raise _needs_recognition(seen)
    _put_in_order(seen)
    seen.problems += recognised_problems(seen.looked, len(seen.pages))
    seen.problems += cut_across_problems([thing for thing in seen.flow if isinstance(thing, Grid)])
    blocks = tuple(_flow_to_blocks(seen.flow, seen.pages))
    for block in blocks:
        if isinstance(block, Table):
            seen.problems.extend(
                problem for cell in block.cells for problem in unclear_boxes(cell.boxes, cell.where)
            )
    blocks, problems = as_shown(seen.pages, blocks, gather_doubts(blocks, seen.problems))
    return blocks, len(seen.pages), problems


def _needs_recognition(seen: _Seen) -> Exception:
    count = len(seen.pages)
    if seen.looked:
        message = f"{count}页图片里没有认出文字；如打开能看到文字，请重新扫描（放正、拍清楚）再放入"
    elif seen.doubted:
        message = f"{count}页里没有能用的文字（文字编码已坏），要等文字识别；有电子版的请放入电子版"
    elif seen.waiting:
        message = f"{count}页都是图片（扫描件），没有文字可读，要等文字识别；有电子版的请放入电子版"
    else:
        message = f"{count}页里一个字也没有；如打开能看到文字，要等文字识别，否则请让来文单位重新导出"
    return needs_recognition(message)


def _read_page(page: Page, seen: _Seen) -> None:
    """Fill in the page's lines and tables, none where it has no text that could be used."""
    if is_vertical(page.glyphs):
        page = laid_down(page)
    picture = is_picture(page)
    doubt = None if picture else doubt_text(page)
    broken = doubt is not None and doubt.certain
    if (picture or broken or is_mostly_picture(page)) and seen.look and len(seen.looked) < MAX_PAGES:
        seen.looked.append(page.number)
        page = seen.look(page)
        seen.problems += (*page.problems, *note_problems(page))
        picture = broken = False
        glyphs: Sequence[Glyph] = page.glyphs
    else:
        seen.problems += page_problems(page, doubt)
        glyphs = () if picture or broken else page.glyphs
    grids, left = page_to_grids(page, glyphs) if glyphs else ([], glyphs)
    seen.problems += () if page.cells is not None else cell_problems(grids, page.glyphs, page.number)
    seen.waiting += picture
    seen.doubted += broken
    seen.read += bool(glyphs)
    layout = glyphs_to_layout(left, grids, page, seen.layouts.get(page.number - 1))
    seen.layouts[page.number] = layout
    seen.problems += layout.problems
    seen.pages.append(replace(page, glyphs=()))


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
            _append(_fitted(thing, seen), seen, _bottom(page, seen, lowest))


def _bottom(page: Page, seen: _Seen, lowest: float) -> float:
    """Where text ends on the page before; pictures are of different sizes, and show more than the paper."""
    before = next((one for one in seen.pages if one.number == page.number - 1), page)
    is_seen = before.number in seen.looked and page.number in seen.looked
    return _LOWEST_SEEN * before.height if is_seen else max(lowest, 0.85 * page.height)


def _fitted(thing: Line | Grid, seen: _Seen) -> Line | Grid:
    """A table on a picture in the scale of the table on the picture before."""
    above = next((one for one in reversed(seen.flow) if isinstance(one, Grid)), None)
    if not (isinstance(thing, Grid) and above and {above.last.page, thing.first.page} <= set(seen.looked)):
        return thing
    return fitted(above, thing) if above.last.page != thing.first.page else thing


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
