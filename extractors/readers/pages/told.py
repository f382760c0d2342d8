"""What a person is told of a PDF's pages: pages without usable text, doubts, comments, dangers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from extractors.readers.pages.grid import SNAP, Grid
from extractors.readers.pages.page import Glyph, Page
from extractors.readers.pages.share import share_with_doubts
from model.place import Problem, Severity, Where

WHOLE_PAGE = 0.5
"""The share of a page that a picture must cover to be the page."""
_ANY_PICTURE, _LARGE_PICTURE = 0.02, 0.15
_FEW_LETTERS, _A_FEW_LINES = 10, 100
_MANY_PATHS = 50
_FEWEST_ROWS = 3
_LEVEL = 1.0
"""Points: rows of two tables on one height begin nearer than this."""
UNREADABLE = re.compile('[\ue000-\uf8ff\ufffd-\uffff\0-\x1f\x7f-\x9f]')
"""Letters that say nothing: none of them has a meaning of its own (Unicode, private use and controls)."""


class Doubt(NamedTuple):
    """Why a page's text cannot be what it shows, in Chinese; and whether that is beyond doubt."""

    reason: str
    certain: bool


def is_picture(page: Page) -> bool:
    """Whether the page shows text that is none: a scan, or letters drawn as outlines."""
    if not page.glyphs:
        return page.drawn.paths > _MANY_PATHS or page.drawn.picture > _ANY_PICTURE
    return len(page.glyphs) < _FEW_LETTERS and page.drawn.picture > WHOLE_PAGE


def is_mostly_picture(page: Page) -> bool:
    """Whether a page with some letters is better looked at: a scan with a line typed beside it."""
    return len(page.glyphs) < _A_FEW_LINES and page.drawn.picture > _LARGE_PICTURE


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
        if is_mostly_picture(page) and not page.drawn.invisible:
            message = f"第{page.number}页有大幅图片，文字很少，图片上的字没有读入，等待文字识别；请看原件"
            yield Problem('page_without_text', Severity.REVIEW, message, where)
        yield from _letter_problems(page, where)
    yield from note_problems(page)


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
        message = f"第{page.number}页是竖排文字，按从右到左的各列读入；请对照原件核对"
        yield Problem('vertical_text', Severity.REVIEW, message, where)
    odd = len(UNREADABLE.findall(''.join([glyph.text for glyph in page.glyphs])))
    if odd:
        message = f"第{page.number}页有{odd}个字没有可用的文字编码，读不出来；请对照原件核对，或索取 Word 版"
        yield Problem('unreadable_letters', Severity.REVIEW, message, where)
    if page.drawn.crowded:
        message = f"第{page.number}页的图形过多，没有找其中的表格，只按文字读入；请对照原件核对"
        yield Problem('page_crowded', Severity.REVIEW, message, where)


def note_problems(page: Page) -> Iterator[Problem]:
    """What is fastened to a page: comments, what would act when clicked."""
    where = Where(page=page.number)
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


def recognised_problems(numbers: Sequence[int], pages: int) -> Iterator[Problem]:
    """One word of all pages whose text comes from their pictures: single letters are told apart from it."""
    if numbers:
        which = "全文" if len(numbers) == pages else f"第{'、'.join(map(str, numbers))}页"
        message = (
            f"{which}是图片（{len(numbers)}页），文字由本机识别，可能有个别错字；"
            "认不准的字另有提示，重要的数字和名称请对照原件核对"
        )
        yield Problem('text_recognised', Severity.INFO, message)


def cell_problems(grids: Sequence[Grid], letters: Sequence[Glyph], page: int) -> Iterator[Problem]:
    """What is not sure of the letters in a page's ruled tables; grids in the order they were made."""
    left = list(letters)
    tangled = parted = over = 0
    for grid in grids:
        shared = share_with_doubts(left, [cell.where.box for cell in grid.cells if cell.where.box])
        left = shared.left
        tangled += len(shared.tangled)
        parted += shared.parted
        over += len(shared.over)
    where = Where(page=page)
    if tangled:
        message = f"第{page}页表格有{tangled}格的字互相重叠，读出的字可能错乱或串行；请对照原件逐格核对"
        yield Problem('letters_overlap', Severity.REVIEW, message, where)
    if parted:  # where rows are too low for two lines, sheets leave out what would be a third
        message = (
            f"第{page}页表格有{parted}格的字印到了邻行上，已按书写先后分到各格；"
            "行高不够的格可能没有印全，请对照原件逐格核对"
        )
        yield Problem('letters_parted', Severity.REVIEW, message, where)
    if over:
        message = (
            f"第{page}页表格有{over}格的字顶到或越过了旁边一格，"
            "可能没有印全，或把旁边一格的字连在了一起；请对照原件核对"
        )
        yield Problem('cell_overflow', Severity.REVIEW, message, where)


def cut_across_problems(grids: Sequence[Grid]) -> Iterator[Problem]:
    """Tables whose rows stand as high as another's on pages before: a wide sheet is printed in parts."""
    for index, grid in enumerate(grids):
        other = next((before for before in reversed(grids[:index]) if _is_beside(before, grid)), None)
        if other:
            message = (
                f"第{other.first.page}页与第{grid.first.page}页的表格各行高低一致，"
                "可能是同一张表按列分页打印的两部分；没有拼接，请看原件核对，或索取电子表格"
            )
            yield Problem('table_cut_across', Severity.REVIEW, message, grid.first)


def _is_beside(left: Grid, right: Grid) -> bool:
    """Whether a table could stand beside another: not the same form again, with its columns and label."""
    if left.rows < _FEWEST_ROWS or (right.first.page or 0) <= (left.last.page or 0):
        return False
    tops, others = _row_tops(left), _row_tops(right)
    if len(tops) != len(others) or len(tops) < _FEWEST_ROWS:
        return False
    if any(page != its or abs(y - top) > _LEVEL for (page, y), (its, top) in zip(tops, others, strict=True)):
        return False
    shift = left.xs[0] - right.xs[0]
    alike = len(left.xs) == len(right.xs) and all(
        abs(x - other - shift) < SNAP for x, other in zip(left.xs, right.xs, strict=True)
    )
    return not alike or _label(left) != _label(right)


def _row_tops(grid: Grid) -> list[tuple[int, float]]:
    """Each row's page, from the table's first, and upper rule."""
    rows = {cell.row: cell.where for cell in grid.cells}
    first = grid.first.page or 0
    return [
        ((where.page or 0) - first, where.box.y0)
        for _, where in sorted(rows.items())
        if where.box is not None
    ]


def _label(grid: Grid) -> str:
    return next((cell.text for cell in grid.cells if cell.text), '')
