from __future__ import annotations

from typing import Any

import pytest

from extractors.readers.scans.letters import SeenLetter, SeenLine
from model.place import Box

np = pytest.importorskip('numpy')
cv2 = pytest.importorskip('cv2', reason='no recogniser here (requirements-ocr.lock)')

from extractors.readers.scans.cells import Ruled, image_to_tables  # noqa: E402  # needs the recognising stack
from extractors.readers.scans.lattice import Lattice, Sides, lattice_to_cells  # noqa: E402
from extractors.readers.scans.marks import with_ticks  # noqa: E402
from extractors.readers.scans.rules import Rule  # noqa: E402
from extractors.readers.scans.straighten import straighten  # noqa: E402

_TOP, _SIZE = 200, 30
_INK = (30, 30, 30)


def page() -> Any:
    return np.full((500, 900, 3), 245, np.uint8)


def line_of(*words: tuple[str, int]) -> SeenLine:
    letters = [
        SeenLetter(text, 1.0, Box(x + _SIZE * at, _TOP, x + _SIZE * (at + 1), _TOP + _SIZE))
        for word, x in words
        for at, text in enumerate(word)
    ]
    around = Box(letters[0].box.x0, _TOP, letters[-1].box.x1, _TOP + _SIZE)
    return SeenLine(''.join(word for word, _ in words), 1.0, around, tuple(letters))


def ring_at(image: Any, x: int, *, dot: bool = False) -> None:
    cv2.circle(image, (x, _TOP + 15), 12, _INK, 2)
    if dot:
        cv2.circle(image, (x, _TOP + 15), 6, _INK, -1)


def text_of(image: Any, line: SeenLine) -> str:
    return ''.join(letter.text for letter in with_ticks(image, [line], ()).lines[0].letters)


def test_rings_before_options_are_told_full_or_empty_whatever_was_read_there() -> None:
    image = page()
    ring_at(image, 115)
    ring_at(image, 315, dot=True)
    ring_at(image, 515)
    line = line_of(('甲类', 132), ('0', 300), ('乙类', 332), ('丙类', 532))
    assert text_of(image, line) == '○甲类●乙类○丙类'


def test_a_nought_before_what_it_counts_is_a_number() -> None:
    image = page()
    ring_at(image, 115)
    assert text_of(image, line_of(('0', 100), ('人', 130))) == '0人'


def test_a_ring_ticked_by_hand_is_unsure_and_never_empty() -> None:
    image = page()
    for x in (115, 315):
        ring_at(image, x)
    cv2.polylines(image, [np.array([[308, _TOP + 14], [314, _TOP + 24], [330, _TOP]])], False, _INK, 3)
    assert text_of(image, line_of(('甲类', 132), ('○', 300), ('乙类', 332))) == '□甲类□？乙类'


def test_a_box_whose_side_a_pen_hides_is_unsure_and_not_lost() -> None:
    image = page()
    cv2.rectangle(image, (100, _TOP + 2), (125, _TOP + 27), _INK, 2)
    cv2.rectangle(image, (300, _TOP + 2), (325, _TOP + 27), _INK, 2)
    cv2.polylines(image, [np.array([[296, _TOP + 12], [312, _TOP + 31], [330, _TOP - 6]])], False, _INK, 4)
    cv2.line(image, (300, _TOP + 5), (300, _TOP + 22), (245, 245, 245), 4)
    assert text_of(image, line_of(('甲类', 132), ('乙类', 340))).startswith('□甲类□？')


@pytest.mark.parametrize('shape', [(1, 1), (10, 30_000), (30_000, 10), (3, 400)])
def test_no_picture_is_too_small_or_too_thin(shape: tuple[int, int]) -> None:
    image = np.full((*shape, 3), 200, np.uint8)
    assert straighten(image).image.shape == image.shape
    assert image_to_tables(image, []).tables == ()


def test_cells_beside_a_side_that_may_be_ruled_or_not_are_told_and_no_others() -> None:
    rules = [[Rule(at, 0, 200)] for at in (0.0, 100.0, 200.0)]
    lattice = Lattice([0, 100, 200], [0, 100, 200], rules, rules)
    sides = Sides([[1.0] * 3] * 2, [[1.0] * 2] * 3, frozenset({(0, 0), (1, 0)}))
    cells = lattice_to_cells(lattice, sides)
    assert cells.doubtful == [Box(0, 0, 100, 100), Box(0, 100, 100, 200)]
    ruled = Ruled((tuple(cells.boxes),), tuple(cells.doubtful))
    told = [(problem.code, problem.where.page, problem.where.box) for problem in ruled.problems(2, 0.5)]
    assert told == [('table_doubtful', 2, Box(0, 0, 50, 50)), ('table_doubtful', 2, Box(0, 50, 50, 100))]
