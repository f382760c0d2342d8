"""An OFD page as `pages.page.Page`: what a viewer shows of its letters, rules and images, upright."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain

from extractors.readers.ofd.canvas import POINTS
from extractors.readers.ofd.colours import lightness
from extractors.readers.ofd.letters import Run, text_to_run
from extractors.readers.ofd.notes import sheet_to_comments, shown_nowhere
from extractors.readers.ofd.objects import Image, Shape, Source, Text, page_to_sourced
from extractors.readers.ofd.package import Ofd
from extractors.readers.ofd.package import Page as Sheet
from extractors.readers.ofd.rules import (
    is_outline,
    square_to_box,
    trace,
    traced_to_ground,
    traced_to_patch,
    traced_to_rules,
)
from extractors.readers.ofd.visible import CLEAR_BELOW, Seen, area_on, parted, text_of_run, without_twins
from extractors.readers.pages.lines import glyphs_to_lines
from extractors.readers.pages.page import NOTHING_DRAWN, Glyph, Notes, Page, turn_box
from extractors.readers.pages.told import WHOLE_PAGE
from model.errors import TooLarge
from model.place import Box
from text.lines import Line

MAX_LETTERS = 100_000
MAX_SHAPES = 30_000
"""On one page; of a map or a drawing that has more, no rules are read."""

_FAINT = 170.0
_LARGE = 18.0
"""Letters of a template as light and as large as this, in points, are a watermark."""
_EDGE = 0.09
"""Of a page's longer side, where heads and feet stand: 26 of 297 mm."""
_TOP, _BANNER = 0.3, (50.0, 14.0)
"""Of a page's height; and the points that a picture of a line of words has at least."""
_FEW = 10
"""Letters on a picture of a page: with fewer it is a scan, which the flow tells."""


@dataclass(slots=True)
class Laid:
    """A page as read, and what is not of its text.

    heads and feet are the lines of templates that hold nothing else; watermarks their texts; hidden counts
    letters nobody sees, outlines shapes that look like letters; behind tells of a picture of the whole page
    with letters on it, banner of one at the top of a page with letters, where a heading and a mark stand.
    """

    page: Page
    heads: list[Line] = field(default_factory=list)
    feet: list[Line] = field(default_factory=list)
    watermarks: list[str] = field(default_factory=list)
    hidden: int = 0
    behind: bool = False
    outlines: int = 0
    banner: bool = False


def lay(ofd: Ofd, sheet: Sheet, number: int) -> Laid:
    """A page of a document as its `number`-th page; raises TooLarge over MAX_LETTERS."""
    width, height = sheet.area.width * POINTS, sheet.area.height * POINTS
    seen = _look(ofd, sheet)
    share = min(sum(area_on(box, width, height) for _, box in seen.images) / (width * height), 1.0)
    laid = Laid(Page(number, width, height, 0, (), 0, NOTHING_DRAWN, (), Notes()))
    runs = _without_watermarks(seen.runs, laid)
    runs, unseen = parted(runs, seen, Box(0, 0, width, height))
    unseen = without_twins(unseen, runs)
    invisible = _letters(unseen) > 0 and share > WHOLE_PAGE
    if invisible:  # what a recogniser read, laid unseen over or under its scan
        runs = sorted([*runs, *unseen], key=_order)
    else:
        laid.hidden = _letters(unseen) + shown_nowhere(sheet)
    runs = _without_furniture(runs, laid)
    crowded = seen.shapes > MAX_SHAPES
    drawn = NOTHING_DRAWN._replace(picture=share, paths=seen.figures, invisible=invisible, crowded=crowded)
    notes = Notes(comments=list(sheet_to_comments(sheet, runs)))
    page = replace(laid.page, drawn=drawn, rules=() if crowded else tuple(seen.rules), notes=notes)
    laid.page = _turned(page, runs)
    laid.outlines = seen.outlines
    laid.behind = share > WHOLE_PAGE and not invisible and len(laid.page.glyphs) >= _FEW
    top = any(box.y0 < height * _TOP and _is_banner(box) for _, box in seen.images)
    laid.banner = top and share <= WHOLE_PAGE and len(laid.page.glyphs) >= _FEW
    return laid


def _is_banner(box: Box) -> bool:
    return box.x1 - box.x0 >= _BANNER[0] and box.y1 - box.y0 >= _BANNER[1]


def _look(ofd: Ofd, sheet: Sheet) -> Seen:
    seen = Seen()
    count = 0
    for order, (source, thing) in enumerate(page_to_sourced(ofd, sheet)):
        if isinstance(thing, Text):
            count += len(thing.letters)
            if count > MAX_LETTERS:
                raise TooLarge(
                    f"第{sheet.number}页有{count}个字以上，不像一页公文；请拆分或另存为 .xlsx、.docx 后再放入"
                )
            seen.runs.append(text_to_run(ofd, source, order, thing))
        elif source.kind != 'annotation':
            _look_at(thing, order, seen)
    return seen


def _look_at(thing: Shape | Image, order: int, seen: Seen) -> None:
    if isinstance(thing, Image):
        if thing.opacity > CLEAR_BELOW:
            seen.images.append((order, square_to_box(thing.matrix)))
        return
    seen.shapes += 1
    if seen.shapes > MAX_SHAPES:
        return
    traced = trace(thing)
    if traced is None:
        return
    seen.figures += len(traced.figures)
    seen.outlines += is_outline(traced)
    seen.rules += traced_to_rules(traced)
    ground = traced_to_ground(traced)
    patch = None if ground else traced_to_patch(traced)
    if ground:
        seen.grounds.append((order, *ground))
    elif patch:
        seen.patches.append((order, patch))


def _without_watermarks(runs: Iterable[Run], laid: Laid) -> list[Run]:
    kept = []
    for run in runs:
        if _is_watermark(run.source) or _is_faint(run):
            laid.watermarks.append(text_of_run(run))
        else:
            kept.append(run)
    return kept


def _is_watermark(source: Source) -> bool:
    """Whether an annotation is one by its own word."""
    return source.kind == 'annotation' and (source.element.get('Type') or '').lower() == 'watermark'


def _is_faint(run: Run) -> bool:
    return run.source.kind == 'template' and run.size >= _LARGE and lightness(run.colour) >= _FAINT


def _order(run: Run) -> int:
    return run.order


def _letters(runs: Iterable[Run]) -> int:
    return sum(not glyph.text.isspace() for run in runs for glyph in run.glyphs)


def _without_furniture(runs: Sequence[Run], laid: Laid) -> list[Run]:
    """The runs less the heads and feet of templates: of those that hold nothing else, and nothing beside it.

    A template with text in the page's middle is a form, whose labels stand there.
    """
    own = [run for run in runs if run.source.kind != 'template']
    templates: dict[int, list[Run]] = {}
    for run in runs:
        if run.source.kind == 'template':
            templates.setdefault(id(run.source.element), []).append(run)
    page = laid.page
    edge = _EDGE * max(page.width, page.height)
    gone: set[int] = set()
    for group in templates.values():
        marginal = all(run.box.y1 < edge or run.box.y0 > page.height - edge for run in group)
        if marginal and not any(_share_a_line(run, other) for run in group for other in own):
            gone |= {run.order for run in group}
            letters = [glyph for run in group for glyph in run.glyphs]
            laid.heads += glyphs_to_lines([each for each in letters if each.y1 < edge], page.number)
            laid.feet += glyphs_to_lines([each for each in letters if each.y1 >= edge], page.number)
    return [run for run in runs if run.order not in gone]


def _share_a_line(one: Run, other: Run) -> bool:
    overlap = min(one.box.y1, other.box.y1) - max(one.box.y0, other.box.y0)
    return overlap > 0.3 * min(one.box.y1 - one.box.y0, other.box.y1 - other.box.y0)


def _turned(page: Page, runs: Sequence[Run]) -> Page:
    """The page turned so that most letters are upright, with those; others run aslant."""
    ways = Counter({way: sum(len(run.glyphs) for run in runs if run.way == way) for way in range(4)})
    total = sum(len(run.glyphs) for run in runs)
    way = ways.most_common(1)[0][0] if ways.total() else 0
    glyphs: Iterable[Glyph] = chain.from_iterable(run.glyphs for run in runs if run.way == way)
    quarters = -way % 4
    if not quarters:
        upright = tuple(glyphs)
        return replace(page, glyphs=upright, aslant=total - len(upright))
    width, height = page.width, page.height

    def as_read(box: Box) -> Box:
        return turn_box(box, width, height, quarters)

    across, down = (height, width) if quarters % 2 else (width, height)
    upright = tuple(
        Glyph(glyph.text, *(box := as_read(Box(*glyph[1:5]))), box.y1 - 0.12 * (box.y1 - box.y0))
        for glyph in glyphs
    )
    return replace(
        page,
        width=across,
        height=down,
        glyphs=upright,
        aslant=total - len(upright),
        rules=tuple(map(as_read, page.rules)),
        notes=page.notes.placed(as_read),
        places=lambda box: turn_box(box, across, down, way),
    )
