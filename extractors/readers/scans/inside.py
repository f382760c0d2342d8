"""Text of ruled cells that was found across their rules, or not found at all: read again cell by cell."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from statistics import median
from typing import Any, NamedTuple

from extractors.readers.scans.engine import Engine, quad_to_lines
from extractors.readers.scans.letters import SeenLine
from extractors.readers.scans.strips import around_points, corners_of, darkest, percentiles
from extractors.readers.scans.strokes import STROKES
from extractors.readers.scans.torn import doubted, is_torn
from model.place import Box

_RULE = 1 / 45
"""Of an inch: how far inside its edges a cell's own ink begins; rules are drawn on the edges."""
_OVER = 0.3
"""Of a line's height: what reaches further over a rule is of two cells."""
_SPECK = 1 / 24
"""Of an inch: ink no longer than this is dirt, or a mark that no value is made of."""
_MARK = 0.22
"""Of the height of lines: ink so long that stands in a cell by itself may be a cross or a tick."""
_DARK = 40
"""How much darker than its cell's paper ink is at least, of 255."""
_UNCOVERED = 0.45
"""The share of a piece of ink that letters read leave uncovered, where it is none of theirs."""
_AROUND = 1.3
"""How high the place of a line is, in letters."""
_WELL = 0.8
"""Lines read as surely as this are read well."""
_SURE = 0.5
"""Lines read less surely than this say nothing."""
_LEVEL = 0.6
"""Of the lower one's height: two letters on one line share more."""
_HIGH, _LOW = 1.6, 0.75
"""Of a usual line's height: what is higher is two; what is lower is no line of letters of its own."""
_LYING = frozenset('—-–－―一_')


class Filled(NamedTuple):
    """A page's lines, none over a rule; and the cells (pixels) with ink that nothing was read from."""

    lines: list[SeenLine]
    unread: list[Box]


def cell_by_cell(
    engine: Engine, image: Any, lines: Sequence[SeenLine], tables: Sequence[Sequence[Box]], dpi: float
) -> Filled:
    """The lines of a straight picture with its tables' cells (pixels) read each for itself where need be.

    A line over a rule is two texts, or one with the rule taken for a letter. Single digits are often not
    found as lines.
    """
    cells = list({cell: None for table in tables for cell in table})
    usual = median([line.box.y1 - line.box.y0 for line in lines if not line.is_column] or [0])
    sound = [
        line
        for line in lines
        if not (_is_heap(line, cells, usual) or _runs_down(line, cells))  # those are read cell by cell
    ]
    kept = [part for line in _once(sound) for part in _parted(engine, image, line, cells, dpi)]
    heights = [line.box.y1 - line.box.y0 for line in kept if not line.is_column]
    em = median(heights) if heights else 2 * _SPECK * dpi
    unread = []
    for cell in cells:
        if _holds_another(cell, cells):
            continue
        side_by_side = [line for line in kept if line.is_column and _is_inside(line.box, cell)]
        if len(side_by_side) > 1:  # lines of two or three letters under each other
            kept = [line for line in kept if line not in side_by_side]
        own = [line for line in kept if _is_inside(line.box, cell)]
        for box in unread_ink(image, cell, kept, dpi, em):
            found = quad_to_lines(engine, image, corners_of(box), _AROUND * em)
            fresh = [part for line in found if (part := _without(line, own)) and not _is_rest(part, own, em)]
            said = [line for line in fresh if line.score >= _SURE or line.text in STROKES]
            own += said
            kept += filter(None, (_beside_others(line, cell, own) for line in said))
            if not said and not (found and not fresh):
                unread.append(cell)
    return Filled(kept, list(dict.fromkeys(unread)))


def _is_heap(line: SeenLine, cells: Sequence[Box], usual: float) -> bool:
    """Whether rows of a cell were taken for one line, which says nothing; usual is how high lines are."""
    high = line.box.y1 - line.box.y0
    return line.score < _SURE and high > _HIGH * usual and any(_is_inside(line.box, cell) for cell in cells)


def _once(lines: Sequence[SeenLine]) -> list[SeenLine]:
    """The lines, each letter in one of them: places of lines may lie on each other."""
    order = sorted(lines, key=lambda line: (line.score < _WELL, -len(line.letters), -line.score))
    kept: list[SeenLine] = []
    for line in order:
        near = [other for other in kept if _meet(other.box, line.box)]
        if part := _without(line, near):
            kept.append(part)
    return sorted(kept, key=lambda line: (line.box.y0, line.box.x0))


def _meet(box: Box, other: Box) -> bool:
    return box.x0 < other.x1 and other.x0 < box.x1 and box.y0 < other.y1 and other.y0 < box.y1


def _without(line: SeenLine, own: Sequence[SeenLine]) -> SeenLine | None:
    """The line less its letters that stand where others were read; None if all do."""
    over = [letter.box for each in own for letter in each.letters]
    letters = tuple(letter for letter in line.letters if not any(_is_one(letter.box, box) for box in over))
    if len(letters) == len(line.letters):
        return line
    return line._replace(letters=letters, text=''.join(each.text for each in letters)) if letters else None


def _is_rest(line: SeenLine, own: Sequence[SeenLine], em: float) -> bool:
    """Whether a line is the tops or feet of letters read already, whose place was a little off."""
    box = line.box
    if len(line.letters) < 2 or box.y1 - box.y0 > _LOW * em:
        return False
    near = [other.box for other in own if max(other.box.y0 - box.y1, box.y0 - other.box.y1) < 0.2 * em]
    return any(min(box.x1, other.x1) - max(box.x0, other.x0) > 0.5 * (box.x1 - box.x0) for other in near)


def _is_one(box: Box, other: Box) -> bool:
    """Whether two boxes are of one letter: the middle of one lies in the other, and they are level."""
    shared = min(box.y1, other.y1) - max(box.y0, other.y0)
    level = shared > _LEVEL * min(box.y1 - box.y0, other.y1 - other.y0)
    return level and (_is_inside(box, other) or _is_inside(other, box))


def _beside_others(stroke: SeenLine, cell: Box, own: Sequence[SeenLine]) -> SeenLine | None:
    """A single stroke in a cell with more text: None where it is a rule's rest, unsure if it may be one.

    A lying stroke at the cell's edge is a rule's rest. A figure one may be what is left of a wrapped number.
    """
    if stroke.text not in STROKES or all(line is stroke for line in own):
        return stroke
    box = stroke.box
    if stroke.text in _LYING and min(box.y0 - cell.y0, cell.y1 - box.y1) < 0.6 * (box.y1 - box.y0):
        return None
    (letter,) = stroke.letters
    return stroke._replace(letters=(letter._replace(score=0.0),))


def _runs_down(line: SeenLine, cells: Sequence[Box]) -> bool:
    """Whether a high line's letters stand in cells under each other."""
    box = line.box
    if box.y1 - box.y0 < 1.2 * (box.x1 - box.x0):
        return False
    middle, reach = (box.x0 + box.x1) / 2, 0.3 * (box.x1 - box.x0)
    over = [
        cell
        for cell in cells
        if cell.x0 < middle < cell.x1 and min(cell.y1, box.y1) - max(cell.y0, box.y0) > reach
    ]
    return sum(not _holds_another(cell, over) for cell in over) > 1


def _is_inside(box: Box, cell: Box) -> bool:
    return cell.x0 < (box.x0 + box.x1) / 2 < cell.x1 and cell.y0 < (box.y0 + box.y1) / 2 < cell.y1


def _parted(
    engine: Engine, image: Any, line: SeenLine, cells: Sequence[Box], dpi: float
) -> Iterator[SeenLine]:
    """The line, or what stands of it in each of the cells it runs over."""
    box = line.box
    reach, middle = _OVER * (box.y1 - box.y0), (box.y0 + box.y1) / 2
    over = [
        cell
        for cell in cells
        if cell.y0 < middle < cell.y1 and min(cell.x1, box.x1) - max(cell.x0, box.x0) > reach
    ]
    over = [cell for cell in over if not _holds_another(cell, over)]
    within = sum(min(cell.x1, box.x1) - max(cell.x0, box.x0) for cell in over) > 0.9 * (box.x1 - box.x0)
    if len(over) < 2 or line.is_column or not within:
        yield line
        return
    rule = _RULE * dpi
    spare = 0.2 * (box.y1 - box.y0)
    torn = is_torn(line, over, cells)
    for cell in sorted(over):
        left, right = max(cell.x0 + rule, box.x0 - spare), min(cell.x1 - rule, box.x1 + spare)
        part = Box(left, max(cell.y0, box.y0 - spare), right, min(cell.y1, box.y1 + spare))
        found = quad_to_lines(engine, image, corners_of(part)) if right - left > reach else []
        yield from (doubted(each) if torn else each for each in found if each.score >= _SURE)


def _holds_another(cell: Box, cells: Sequence[Box]) -> bool:
    """Whether a table stands within the cell."""
    return any(
        other is not cell
        and cell.x0 - 2 <= other.x0
        and cell.y0 - 2 <= other.y0
        and other.x1 <= cell.x1 + 2
        and other.y1 <= cell.y1 + 2
        for other in cells
    )


def unread_ink(image: Any, cell: Box, lines: Sequence[SeenLine], dpi: float, em: float) -> Iterator[Box]:
    """Where in a cell lines of ink stand that no letter read covers; em is how high lines mostly are."""
    import cv2
    import numpy as np

    rule = max(2, round(_RULE * dpi))
    x0, y0, x1, y1 = int(cell.x0) + rule, int(cell.y0) + rule, int(cell.x1) - rule, int(cell.y1) - rule
    if x1 - x0 < 4 or y1 - y0 < 4:
        return
    grey = cv2.blur(darkest(image[y0:y1, x0:x1]), (3, 3))
    ink = (grey < percentiles(grey, 80)[0] - _DARK).astype(np.uint8)
    _, pieces, stats, _ = cv2.connectedComponentsWithStats(ink)
    near = [line for line in lines if _meet(line.box, cell)]
    least = min(_SPECK * dpi, (0.5 if near else _MARK) * em)
    for line in near:
        size = line.letters[0].box.y1 - line.letters[0].box.y0
        least, spare = max(least, 0.45 * size), 0.05 * size
        for box in [line.box] if line.is_column else [letter.box for letter in line.letters]:
            left, right = round(box.x0), round(box.x1)
            top, bottom = round(box.y0 - spare), round(box.y1 + spare)
            ink[max(top - y0, 0) : max(bottom - y0, 0), max(left - x0, 0) : max(right - x0 + 1, 0)] = 0
    areas = np.maximum(stats[:, cv2.CC_STAT_AREA], 1)
    left_over = np.bincount(pieces[ink > 0], minlength=len(areas)) / areas
    small = np.maximum(stats[:, cv2.CC_STAT_WIDTH], stats[:, cv2.CC_STAT_HEIGHT]) < 1.5 * em
    small[0] = False
    ink[(small & (left_over < _UNCOVERED))[pieces]] = 0  # a letter's end beyond its box
    ink[(small & (left_over >= _UNCOVERED))[pieces]] = 1
    for box in _rows_of_ink(ink, least, em):
        yield Box(box.x0 + x0, box.y0 + y0, box.x1 + x0, box.y1 + y0)


def _rows_of_ink(ink: Any, speck: float, em: float) -> Iterator[Box]:
    """The rows that pieces of ink make, with some paper around them."""
    import cv2

    high, wide = ink.shape
    pieces = []
    for x, y, across, down, _ in cv2.connectedComponentsWithStats(ink)[2][1:].tolist():
        on_edge = x == 0 or y == 0 or x + across == wide or y + down == high
        is_rule = on_edge and min(across, down) < 0.8 * speck
        if max(across, down) >= speck and not is_rule:
            pieces.append(Box(x, y, x + across, y + down))
    rows = _joined(sorted(pieces, key=lambda piece: (piece.y0 + piece.y1) / 2), em)
    for row in rows:
        spare = 0.3 * max(row.y1 - row.y0, 0.7 * em)
        yield Box(
            max(row.x0 - spare, 0),
            max(row.y0 - spare, 0),
            min(row.x1 + spare, wide),
            min(row.y1 + spare, high),
        )


def _joined(pieces: Sequence[Box], em: float) -> list[Box]:
    """Pieces, by their middles top down, that stand on one line and no further apart than two letters."""
    lines: list[list[Box]] = []
    for piece in pieces:
        line = lines[-1] if lines else []
        top = min((each.y0 for each in line), default=piece.y0)
        bottom = max((each.y1 for each in line), default=piece.y1)
        if line and (max(bottom, piece.y1) - min(top, piece.y0) < 1.15 * em or piece.y1 <= bottom):
            line.append(piece)
        else:
            lines.append([piece])
    rows: list[Box] = []
    for line in lines:
        fresh = True
        for piece in sorted(line):
            if not fresh and piece.x0 - rows[-1].x1 < 2 * em:
                rows[-1] = around_points([*_ends(rows[-1]), *_ends(piece)])
            else:
                rows.append(piece)
            fresh = False
    return rows


def _ends(box: Box) -> tuple[tuple[float, float], tuple[float, float]]:
    return (box.x0, box.y0), (box.x1, box.y1)
