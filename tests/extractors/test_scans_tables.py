from __future__ import annotations

import random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.readers.pages.grid import boxes_to_spans
from extractors.readers.scans.letters import SeenLetter, SeenLine
from model.place import Box

np = pytest.importorskip('numpy')
cv2 = pytest.importorskip('cv2', reason='no recogniser here (requirements-ocr.lock)')

from extractors.readers.scans.cells import image_to_tables  # noqa: E402  # needs the recognising stack

Span = tuple[int, int, int, int]
_ROW, _COLUMN, _LEFT, _TOP = 60, 120, 90, 80
"""Pixels at about 200 dpi."""


def image_to_cells(image, lines):
    return image_to_tables(image, lines).tables


def blank(height: int = 700, width: int = 900) -> Any:
    return np.full((height, width, 3), 255, np.uint8)


def line_at(x: float, y: float, letters: int = 2, size: float = 29) -> SeenLine:
    boxes = [Box(x + size * index, y, x + size * (index + 1), y + size) for index in range(letters)]
    around = Box(x, y, x + size * letters, y + size)
    return SeenLine('甲' * letters, 1.0, around, tuple(SeenLetter('甲', 1.0, box) for box in boxes))


def draw(image: Any, spans: list[Span], shade: int = 0, thick: int = 2) -> list[SeenLine]:
    """Cells as rectangles; a line of letters for each."""
    lines = []
    for row, col, rows, cols in spans:
        x0, y0 = _LEFT + col * _COLUMN, _TOP + row * _ROW
        x1, y1 = x0 + cols * _COLUMN, y0 + rows * _ROW
        cv2.rectangle(image, (x0, y0), (x1, y1), (shade,) * 3, thick)
        lines.append(line_at(x0 + 15, y0 + 15))
    return lines


def spans_of(table: tuple[Box, ...]) -> list[Span]:
    points = [Box(*(side * 72 / 200 for side in box)) for box in table]
    return sorted(boxes_to_spans(points)[2])


def make_spans(rng: random.Random) -> list[Span]:
    """A table with merged cells; every rule of the grid is somewhere drawn."""
    rows, cols = rng.randint(2, 6), rng.randint(2, 5)
    taken: set[tuple[int, int]] = set()
    spans = []
    for row in range(rows):
        for col in range(cols):
            if (row, col) in taken:
                continue
            wide = 2 if rng.random() < 0.2 and col + 1 < cols and (row, col + 1) not in taken else 1
            high = 2 if wide == 1 and rng.random() < 0.2 and row + 1 < rows else 1
            taken |= {(row + down, col + across) for down in range(high) for across in range(wide)}
            spans.append((row, col, high, wide))
    return spans


def is_gapless(spans: list[Span]) -> bool:
    rows = max(row + high for row, _, high, _ in spans)
    cols = max(col + wide for _, col, _, wide in spans)
    return {row for row, *_ in spans} == set(range(rows)) and {span[1] for span in spans} == set(range(cols))


@settings(max_examples=12)
@given(st.integers(0, 10_000), st.sampled_from((0, 120, 160)), st.integers(1, 4))
def test_drawn_grids_come_back_with_their_merged_cells(seed: int, shade: int, thick: int) -> None:
    spans = make_spans(random.Random(seed))
    spans = spans if is_gapless(spans) else [(0, 0, 1, 1), (0, 1, 1, 1), (1, 0, 1, 2)]
    image = blank()
    lines = draw(image, spans, shade, thick)
    assert [spans_of(table) for table in image_to_cells(image, lines)] == [sorted(spans)]


def test_faint_noisy_rules_are_found() -> None:
    image = blank()
    spans = [(0, 0, 1, 1), (0, 1, 1, 1), (1, 0, 1, 2)]
    lines = draw(image, spans, 140, 1)
    noise = np.random.default_rng(1).normal(0, 12, image.shape[:2])[:, :, None]
    image = (cv2.GaussianBlur(image, (0, 0), 1.0) * 0.9 + noise).clip(0, 255).astype(np.uint8)
    assert [spans_of(table) for table in image_to_cells(image, lines)] == [spans]


def test_dotted_rules_are_rules() -> None:
    image = blank()
    for y in (100, 160, 220):
        image[y : y + 2, 100:500][:, ::8] = image[y : y + 2, 100:500][:, 1::8] = 0
        image[y : y + 2, 100:500][:, 2::8] = 0
    for x in (100, 300, 498):
        image[100:222:8, x : x + 2] = image[101:222:8, x : x + 2] = image[102:222:8, x : x + 2] = 0
    tables = image_to_cells(image, [line_at(120, 115), line_at(320, 175), line_at(120, 175)])
    assert [len(table) for table in tables] == [4]


def test_two_tables_are_two_small_one_first() -> None:
    image = blank(1000)
    lines = draw(image, [(0, 0, 1, 1), (0, 1, 1, 1), (1, 0, 1, 1), (1, 1, 1, 1)])
    lines += draw(image[400:], [(0, 0, 1, 1), (0, 1, 1, 1)])
    lines += [line_at(_LEFT + 15, 400 + _TOP + 15)]
    assert [len(table) for table in image_to_cells(image, lines)] == [2, 4]


def test_no_table_without_one() -> None:
    image = blank()
    cv2.line(image, (60, 200), (840, 200), (0, 0, 255), 4)  # the line under a red head
    cv2.line(image, (300, 300), (600, 300), (0, 0, 0), 2)  # a place to write on
    cv2.rectangle(image, (100, 400), (500, 480), (0, 0, 0), 2)  # a frame around one text
    assert image_to_cells(image, [line_at(150, 425, 8), line_at(120, 280, 5)]) == ()


def test_ruled_space_without_letters_is_no_table() -> None:
    image = blank()
    draw(image, [(0, 0, 1, 1), (0, 1, 1, 1), (1, 0, 1, 2)])
    assert image_to_cells(image, [line_at(600, 600, 5)]) == ()


def test_strokes_between_near_rules_are_no_rules() -> None:
    image = blank()
    for y in (100, 134, 168):
        cv2.line(image, (90, y), (690, y), (0, 0, 0), 1)
    for x in (90, 290, 690):
        cv2.line(image, (x, 100), (x, 168), (0, 0, 0), 1)
    cv2.rectangle(image, (310, 103), (336, 131), (0, 0, 0), 2)  # as 国 stands in a tight row
    lines = [line_at(308, 103, 3), line_at(100, 137), line_at(308, 137)]
    assert [len(table) for table in image_to_cells(image, lines)] == [4]


def test_tables_cut_by_the_edge_keep_their_cells() -> None:
    image = blank()
    for y in (100, 160, 220):
        cv2.line(image, (0, y), (500, y), (0, 0, 0), 2)
    for x in (200, 500):
        cv2.line(image, (x, 100), (x, 220), (0, 0, 0), 2)
    tables = image_to_cells(image, [line_at(40, 115), line_at(220, 115), line_at(40, 175)])
    assert [len(table) for table in tables] == [4]


def test_rules_that_begin_alike_within_a_table_make_no_side_of_it() -> None:
    image = blank()
    spans = [(0, 0, 2, 1), (2, 0, 1, 2), (2, 2, 1, 1), (2, 3, 1, 1), (3, 0, 2, 1)]
    spans += [(row, col, 1, 1) for row in (0, 1, 3, 4) for col in (1, 2, 3)]
    lines = draw(image, spans)
    assert [spans_of(table) for table in image_to_cells(image, lines)] == [sorted(spans)]
