"""Which of what is drawn like a tick box is one, by the letters read in its line."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median

from extractors.readers.box_marks import MOUTH_WORDS
from extractors.readers.scans.letters import SeenLetter, SeenLine
from extractors.readers.scans.shapes import ROUND
from extractors.readers.scans.ticks import Found
from model.place import Box

_READ_AS_BOX = frozenset('□☐▢囗☑☒■▣◻口日曰回目田Dd0OoQUuCG凹冂[]【】|1Il√✓✔V/' + ROUND)
"""What recognisers make of tick boxes, empty and ticked ones."""
BOXES = frozenset('□☐▢囗☑☒■▣◻☰')
"""Letters that are boxes and nothing else: what they say is not believed."""
_WORDS = frozenset('口日曰回目田0OoDdUuCGIl1|V/' + ROUND)
"""Of those, the ones that are letters where they touch another letter or digit."""
_FRAMED = frozenset('甲田由申电国因困团围固图圆圈四西酉里果画曲黑鱼回日目口')
"""Letters with a frame that looks like a box."""
_WITHIN = 0.45
"""How near the middle of a letter, in heights of its line, a box is that letter."""
_NARROW, _ROOM = 0.8, 0.75
"""The least width of a letter, in heights of its line; the share of its width that it needs beside a box."""
_OWN = 0.55
"""The least height of a box, in heights of its line, where a letter has been read: its parts are smaller."""
_FEW, _LARGER = 6, 1.6
"""Letters of a line of fewer, which a pen makes look higher, are at most so much higher than its boxes."""
_CLOSE = 0.6
"""Heights of a line between a box and the word it is for, at most."""
_RINGS = ('○', '●')
_INNER = frozenset('日曰回目田0OoDdUuCGQIl1|V')
"""Letters that begin words and numbers: boxes only where the line has another one."""
_COUNTED = '人个名家条件项次户万元年月日时分天支位岁号所'
"""Letters after a number."""


def boxes_of_line(found: Sequence[Found], line: SeenLine) -> list[Found]:
    """The boxes of those found in a line, left to right; what only may be one comes second."""
    blots = [each for each in found if not each.is_outlined]
    late = [each for each in found if _letter_at(each.box, line) in _INNER and each not in blots]
    rest = [each for each in found if each not in late and each not in blots]
    boxes = _kept([], [each for each in rest if each.is_sure and each.is_free], line)
    line = line._replace(letters=tuple(beside(line.letters, boxes)))
    boxes = _kept(boxes, rest, line)
    others = bool(boxes) or any(each.text in BOXES for each in line.letters)
    late = [each for each in late if (others or each.is_sure) and not _is_inner(each, boxes, line)]
    if others or len(late) > 1:
        boxes = _kept(boxes, late, line)
    if any(each.is_sure for each in boxes):
        boxes = _kept(boxes, blots, line)
    return sorted(boxes, key=lambda each: each.box.x0)


def _has_box_before(box: Box, boxes: Sequence[Found], line: SeenLine) -> bool:
    return any(-1 < box.x0 - each.box.x1 < _CLOSE * _height(line) for each in boxes)


def _is_inner(found: Found, boxes: Sequence[Found], line: SeenLine) -> bool:
    """Whether the letter read where something is drawn is no box: it has one, or counts something."""
    if _has_box_before(found.box, boxes, line):
        return True
    letter = _letter_at(found.box, line)
    x = (found.box.x0 + found.box.x1) / 2
    after = next((each.text for each in line.letters if each.box.x0 > x), '')
    return after in _COUNTED if letter.isascii() else found.mark in _RINGS


def _kept(boxes: Sequence[Found], found: Sequence[Found], line: SeenLine) -> list[Found]:
    """The boxes, and those of the found that are some and lie on none of them; what may be one comes last."""
    kept = list(boxes)
    sides = [each.box.y1 - each.box.y0 for each in boxes if each.is_sure]
    side = median(sides) if sides else 0.0
    seen = [box for each in found if (box := _as_box(each, line, side))]
    for box in sorted(seen, key=lambda each: not each.is_sure):
        is_headed = not box.is_sure and _has_box_before(box.box, kept, line)
        if not is_headed and not any(_overlap(box.box, each.box) for each in kept):
            kept.append(box)
    return kept


def _as_box(found: Found, line: SeenLine, side: float) -> Found | None:
    """A box as found, without its mark where it only may be one; None where it is part of a letter read."""
    if found.is_sure and _is_box(found, line):
        return found
    return found._replace(mark='', is_sure=False) if _is_beside_letters(found.box, line, side) else None


def is_seen_ring(line: SeenLine, index: int) -> bool:
    """Whether a ring or dot that was read heads a word as an option's mark does: it may be ticked or not."""
    letter = line.letters[index]
    if letter.text not in ROUND or _is_in_word(line, index, _CLOSE * _height(line)):
        return False
    after = line.letters[index + 1 : index + 2]
    return (
        bool(after) and after[0].box.x0 - letter.box.x1 < _CLOSE * _height(line) and after[0].text.isalpha()
    )


def _overlap(one: Box, other: Box) -> bool:
    over = min(one.x1, other.x1) - max(one.x0, other.x0)
    return over > 0.15 * min(one.x1 - one.x0, other.x1 - other.x0)


def _height(line: SeenLine) -> float:
    return line.box.y1 - line.box.y0


def _letter_at(box: Box, line: SeenLine) -> str:
    x = (box.x0 + box.x1) / 2
    return next((letter.text for letter in line.letters if letter.box.x0 <= x <= letter.box.x1), '')


def is_same(letter: SeenLetter, box: Box, line: SeenLine) -> bool:
    """Whether what the recogniser read as this letter is the box."""
    middle = (letter.box.x0 + letter.box.x1) / 2
    near = abs(middle - (box.x0 + box.x1) / 2) < _WITHIN * (line.box.y1 - line.box.y0)
    around = letter.box.x0 < (box.x0 + box.x1) / 2 < letter.box.x1
    return letter.text in _READ_AS_BOX and (near or around or box.x0 < middle < box.x1)


def _is_box(found: Found, line: SeenLine) -> bool:
    """Whether what is drawn like a box is one: no part of a letter that has been read there."""
    high = line.box.y1 - line.box.y0
    x = (found.box.x0 + found.box.x1) / 2
    at = next((at for at, letter in enumerate(line.letters) if letter.box.x0 <= x <= letter.box.x1), None)
    side = found.box.y1 - found.box.y0
    is_own = found.is_free or (bool(found.mark) and side > _ROOM * high)
    if at is None:
        return is_own and side < 1.2 * high
    letter = line.letters[at]
    usual = _usual_width(line)
    room = max(found.box.x0 - letter.box.x0, letter.box.x1 - found.box.x1)
    wide = letter.box.x1 - letter.box.x0
    needs = 1.7 * usual if letter.text in _FRAMED else _ROOM * usual + 0.6 * (found.box.x1 - found.box.x0)
    if is_own and room > _ROOM * usual and wide > needs:
        return True
    if letter.text in _WORDS:
        return not _is_in_word(line, at, 0.3 * high)
    return letter.text in _READ_AS_BOX


def _usual_width(line: SeenLine) -> float:
    """How wide a line's letters are drawn: their places may reach over boxes and gaps, too."""
    high = _height(line)
    return min(max(median(each.box.x1 - each.box.x0 for each in line.letters), _NARROW * high), high)


def _is_beside_letters(box: Box, line: SeenLine, side: float) -> bool:
    """Whether every letter that was read has room beside what may be a box, or may be that itself.

    side is how high the line's sure boxes are, 0 without one: how large a few letters are, they tell best.
    """
    high = size = _height(line)
    if side and len(line.letters) < _FEW:
        size = min(high, _LARGER * side)
    usual, least = min(_usual_width(line), size), _OWN * size
    if not line.box.x0 - high < (box.x0 + box.x1) / 2 < line.box.x1 + high:
        return False
    for at, letter in enumerate(line.letters):
        over = min(box.x1, letter.box.x1) - max(box.x0, letter.box.x0)
        if over <= 0.15 * (box.x1 - box.x0):
            continue
        if letter.text in _READ_AS_BOX:
            if letter.text in _WORDS and _is_in_word(line, at, 0.3 * high):
                return False
        elif box.y1 - box.y0 < least or max(box.x0 - letter.box.x0, letter.box.x1 - box.x1) < _ROOM * usual:
            return False
    return True


def _is_in_word(line: SeenLine, index: int, gap: float) -> bool:
    """Whether a letter stands in a word or a number, as in 人口, 3日 or 1968.05."""
    left = line.letters[index - 1] if index else None
    right = line.letters[index + 1] if index + 1 < len(line.letters) else None
    letter = line.letters[index]
    follows = left and left.text not in BOXES and letter.box.x0 - left.box.x1 < gap
    if letter.text == '口' and right and right.text in MOUTH_WORDS:
        return True
    return bool(follows) or (letter.text.isascii() and (right is None or right.text.isascii()))


def beside(letters: Sequence[SeenLetter], boxes: Sequence[Found]) -> list[SeenLetter]:
    """Letters cut back where they reached over a box that had not been read."""
    done = []
    for letter in letters:
        x0, x1 = letter.box.x0, letter.box.x1
        middle = (x0 + x1) / 2
        for each in boxes:
            if each.box.x1 > middle > (each.box.x0 + each.box.x1) / 2 or x0 < each.box.x1 <= middle:
                x0 = max(x0, min(each.box.x1, x1 - 1))
            elif middle <= each.box.x0 < x1 or each.box.x0 < middle <= (each.box.x0 + each.box.x1) / 2:
                x1 = min(x1, max(each.box.x0, x0 + 1))
        done.append(letter._replace(box=letter.box._replace(x0=x0, x1=x1)))
    return done
