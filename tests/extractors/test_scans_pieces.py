"""Rules told from the strokes of letters beside them: what stands in line, and what only looks so."""

from __future__ import annotations

from typing import Any

import pytest

from extractors.readers.scans.lattice import Lattice, Sides, lattice_to_cells
from extractors.readers.scans.letters import SeenLetter, SeenLine
from extractors.readers.scans.rules import Rule
from model.place import Box

np = pytest.importorskip('numpy')
cv2 = pytest.importorskip('cv2', reason='no recogniser here (requirements-ocr.lock)')

from extractors.readers.scans import upright  # noqa: E402  # needs the recognising stack
from extractors.readers.scans.cells import image_to_tables  # noqa: E402

_NOTHING: Any = None
_XS, _YS = (90, 250, 410, 570), (80, 150, 220, 290)


def grid(xs: tuple[int, ...] = _XS, ys: tuple[int, ...] = _YS) -> Any:
    image = np.full((400, 700, 3), 255, np.uint8)
    for y in ys:
        cv2.line(image, (xs[0], y), (xs[-1], y), (0, 0, 0), 2)
    for x in xs:
        cv2.line(image, (x, ys[0]), (x, ys[-1]), (0, 0, 0), 2)
    return image


def line(*places: tuple[float, float, float, float], score: float = 1.0) -> SeenLine:
    boxes = [Box(*place) for place in places]
    around = Box(boxes[0].x0, boxes[0].y0, boxes[-1].x1, boxes[-1].y1)
    return SeenLine('甲' * len(boxes), score, around, tuple(SeenLetter('甲', score, box) for box in boxes))


def letters_at(x: float, y: float, count: int = 2, size: float = 29) -> SeenLine:
    return line(*((x + size * at, y, x + size * (at + 1), y + size) for at in range(count)))


def labels() -> list[SeenLine]:
    return [letters_at(x + 15, y + 20) for y in _YS[:-1] for x in _XS[:-1]]


def test_tops_of_figures_that_fill_a_cell_are_no_rule() -> None:
    image = grid()
    for at in range(10):  # as the tops and feet of 2 and 8 stand
        x = 254 + 15 * at
        cv2.line(image, (x, 164), (x + 4, 164), (0, 0, 0), 2)
        cv2.line(image, (x, 186), (x + 4, 186), (0, 0, 0), 2)
    figures = line(*((254 + 15 * at, 161, 254 + 15 * (at + 1), 190) for at in range(10)))
    tables = image_to_tables(image, [*labels(), figures]).tables
    assert [len(table) for table in tables] == [9]


def test_a_rule_stays_though_the_place_of_a_letter_reaches_over_it() -> None:
    wide = line((238, 115, 277, 149), (277, 115, 306, 149))  # as ( is placed, with the blank on its left
    tables = image_to_tables(grid(), [*labels(), wide]).tables
    assert [len(table) for table in tables] == [9]


def test_a_rule_of_one_row_stays_beside_a_letter() -> None:
    image = grid()
    cv2.line(image, (330, 150), (330, 220), (0, 0, 0), 2)
    tables = image_to_tables(image, [*labels(), line((320, 172, 360, 200), (360, 172, 389, 200))]).tables
    assert [len(table) for table in tables] == [10]


def test_two_rows_read_as_one_letter_hide_no_rule() -> None:
    block = line((200, 82, 262, 148), score=0.3)
    tables = image_to_tables(grid(), [*labels(), block]).tables
    assert [len(table) for table in tables] == [9]


def test_strokes_of_unread_letters_are_no_rule() -> None:
    image = grid()
    for y in range(152, 218, 22):  # three letters under each other, their strokes all but touching
        cv2.line(image, (330, y), (330, y + 13), (0, 0, 0), 2)
        cv2.line(image, (330, y + 14), (330, y + 21), (215, 215, 215), 2)
    assert [len(table) for table in image_to_tables(image, labels()).tables] == [9]


def test_a_place_with_one_side_hidden_stays_in_its_table_and_is_doubtful() -> None:
    right = [[1.0, 1.0, 1.0], [1.0, 1.0, 0.0]]
    below = [[1.0, 1.0], [1.0, 1.0], [1.0, 1.0]]
    lattice = Lattice([0, 10, 20], [0, 10, 20], [[Rule(0, 0, 20)]] * 3, [[Rule(0, 0, 20)]] * 3)
    cells = lattice_to_cells(lattice, Sides(right, below, frozenset()))
    assert len(cells.boxes) == 4
    assert cells.doubtful == [Box(10, 10, 20, 20)]


def test_what_is_open_on_two_sides_is_no_cell() -> None:
    right, below = [[1.0, 1.0, 1.0], [1.0, 1.0, 0.0]], [[1.0, 1.0], [1.0, 1.0], [1.0, 0.0]]
    lattice = Lattice([0, 10, 20], [0, 10, 20], [[Rule(0, 0, 20)]] * 3, [[Rule(0, 0, 20)]] * 3)
    assert len(lattice_to_cells(lattice, Sides(right, below, frozenset())).boxes) == 3


def reads(monkeypatch: pytest.MonkeyPatch, guess: int, *ways: tuple[float, bool]) -> None:
    seen = [upright._Read(True, score, titled) for score, titled in ways]
    monkeypatch.setattr(upright, 'quarters_guessed', lambda *_: guess)
    monkeypatch.setattr(upright, '_read', lambda _engine, _image, way: seen[way])


def test_a_guess_that_reads_fairly_gives_way_to_a_title(monkeypatch: pytest.MonkeyPatch) -> None:
    reads(monkeypatch, 1, (0.99, True), (0.91, False), (0.3, False), (0.4, False))
    assert upright.quarters_off(_NOTHING, None) == 0


def test_a_guess_whose_title_reads_well_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    reads(monkeypatch, 2, (0.99, True), (0.5, False), (0.96, True), (0.4, False))
    assert upright.quarters_off(_NOTHING, None) == 2


def test_heads_of_narrow_columns_read_well_on_their_sides_and_prove_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    reads(monkeypatch, 1, (0.999, True), (0.99, False), (0.6, False), (0.3, False))
    assert upright.quarters_off(_NOTHING, None) == 0
