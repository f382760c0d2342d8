"""Tick boxes found in a picture, put among the letters of the lines they stand in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from extractors.readers.box_marks import UNSURE
from extractors.readers.scans.boxed import BOXES, beside, boxes_of_line, is_same, is_seen_ring
from extractors.readers.scans.letters import SeenLetter, SeenLine
from extractors.readers.scans.ticks import Found, image_to_boxes
from extractors.readers.scans.told import problem_at
from model.place import Box, Problem

_FAR = 2.5
"""Heights of a line from a line's ends to a box that belongs to it."""
_PROSE = 12
"""Letters of a line that is a sentence or a title rather than options."""


class Ticked(NamedTuple):
    """Lines with their boxes among the letters; unsure are boxes nobody can tell, outside of tables."""

    lines: list[SeenLine]
    unsure: tuple[Box, ...]

    def problems(self, number: int, point: float) -> tuple[Problem, ...]:
        """One problem for each unsure box outside of tables; point is points a pixel."""
        message = "这个方框是否勾选看不清，程序不猜；请对照原件核实后填写"
        return tuple(problem_at('checkbox_unclear', message, box, number, point) for box in self.unsure)


def with_ticks(image: Any, lines: Sequence[SeenLine], tables: Sequence[Sequence[Box]]) -> Ticked:
    """The lines of a straight picture with '□' and '☑' where boxes stand, as their pixels tell.

    A box that cannot be told, and one only the recogniser has seen, becomes '□？': text_to_boxes gives it
    None, and a person reading the text sees a box with a question. Cells report their own unsure boxes.
    """
    cells = [cell for table in tables for cell in table]
    marked: dict[int, list[Found]] = {}
    for found in image_to_boxes(image, lines):
        home = _home(found.box, lines, cells)
        if home is not None:
            marked.setdefault(home, []).append(found)
    done = [_line_with(line, marked.get(index, [])) for index, line in enumerate(lines)]
    unsure = tuple(
        letter.box
        for line in done
        for letter in line.letters
        if letter.text == UNSURE and not any(_holds(cell, letter.box) for cell in cells)
    )
    return Ticked([_unsure_spelt(line) for line in done], unsure)


def _holds(cell: Box, box: Box) -> bool:
    return cell.x0 < (box.x0 + box.x1) / 2 < cell.x1 and cell.y0 < (box.y0 + box.y1) / 2 < cell.y1


def _home(box: Box, lines: Sequence[SeenLine], cells: Sequence[Box]) -> int | None:
    """The line a box stands in, or beside in the same cell."""
    x, y = (box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2
    cell = next((each for each in cells if _holds(each, box)), None)
    near = []
    for index, line in enumerate(lines):
        high = line.box.y1 - line.box.y0
        off = abs(y - (line.box.y0 + line.box.y1) / 2) / high
        beside = max(line.box.x0 - x, x - line.box.x1, 0.0) / high
        if not line.is_column and off < 0.5 and beside < _FAR:
            closest = min(line.letters, key=lambda letter: abs(letter.box.x0 + letter.box.x1 - 2 * x)).box
            if beside < 0.5 or cell == next((each for each in cells if _holds(each, closest)), None):
                near.append((beside + off, index))
    return min(near)[1] if near else None


def _line_with(line: SeenLine, found: Sequence[Found]) -> SeenLine:
    """A line with its boxes as letters; boxes that only the recogniser saw are unsure."""
    boxes = boxes_of_line(found, line)
    if len(line.letters) >= _PROSE and not any(each.mark for each in boxes) and not BOXES & set(line.text):
        boxes = []  # in a long line without any sure box, ink that may be one is a letter's
    letters = [
        letter._replace(text=UNSURE) if letter.text in BOXES or is_seen_ring(line, at) else letter
        for at, letter in enumerate(line.letters)
        if not any(is_same(letter, each.box, line) for each in boxes)
    ]
    as_one = _as_one_kind([each.mark for each in boxes])
    new = [SeenLetter(as_one.get(each.mark, each.mark) or UNSURE, 1.0, each.box) for each in boxes]
    if not new and not any(letter.text == UNSURE for letter in letters):
        return line
    letters = sorted([*beside(letters, boxes), *new], key=lambda letter: letter.box.x0 + letter.box.x1)
    x0 = min(letter.box.x0 for letter in letters)
    x1 = max(letter.box.x1 for letter in letters)
    text = ''.join(letter.text for letter in letters)
    return line._replace(text=text, letters=tuple(letters), box=line.box._replace(x0=x0, x1=x1))


def _as_one_kind(marks: Sequence[str]) -> dict[str, str]:
    """Marks of one line all round, or all square where one is unsure: of two kinds only one would count."""
    if '' in marks:
        return {'○': '□', '●': '☑'}
    return {'□': '○', '☑': '●'} if {'○', '●'}.intersection(marks) else {}


def _unsure_spelt(line: SeenLine) -> SeenLine:
    """A line with each unsure mark as its two letters."""
    letters = []
    for letter in line.letters:
        if letter.text != UNSURE:
            letters.append(letter)
            continue
        middle = (letter.box.x0 + letter.box.x1) / 2
        halves = letter.box._replace(x1=middle), letter.box._replace(x0=middle)
        letters += [letter._replace(text=text, box=box) for text, box in zip(UNSURE, halves, strict=True)]
    return line._replace(letters=tuple(letters))
