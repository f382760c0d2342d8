"""Every measure of a paper that hangs on the office's layout, in twips (GB/T 9704-2012)."""

from __future__ import annotations

from typing import NamedTuple

from model.office import Layout

PAGE_WIDTH_MM, PAGE_HEIGHT_MM = 210, 297
BODY_HEIGHT = 320  # a character of 三号, 16 pt
LETTER_RULE_SIDE_MM = 20  # (210 - 170) / 2 (10.1)
DATE_WIDTH = 2240  # 2026年10月10日 in 三号
SIDE_NUMBER_WIDTH, SIDE_NUMBER_HEIGHT_MM = 400, 60


def twips(millimetres: float) -> int:
    """Millimetres as twentieths of a point: 37.0 is 2098."""
    return round(millimetres * 1440 / 25.4)


class Measures(NamedTuple):
    """Margins, type area, pitch and what follows from them.

    width and wide are the 版心 of an upright and of a landscape page; rule_gap is between the number and the
    red line (7.2.7: 4 mm, less its leading); lift holds the page number 7 mm under the 版心 (7.5), side_x and
    side_y where a landscape page has it (8); signed is the left edge of the block whose middle is that of a
    date four characters off the right edge (7.3.5.1); rule_left and rule_right put a letter's lower line in
    the page's middle, number_right and corner_left its number and 份号 at the edges of the 版心 (10.1).
    """

    top: int
    bottom: int
    left: int
    right: int
    width: int
    wide: int
    line: int
    rule_gap: int
    lift: int
    side_x: int
    side_y: int
    signed: int
    rule_left: int
    rule_right: int
    number_right: int
    corner_left: int


def layout_to_measures(layout: Layout) -> Measures:
    """The measures of an office's layout."""
    top, bottom, left, right = map(twips, (layout.top_mm, layout.bottom_mm, layout.left_mm, layout.right_mm))
    line, side = round(layout.line_pitch_pt * 20), twips(LETTER_RULE_SIDE_MM)
    width = twips(PAGE_WIDTH_MM) - left - right
    return Measures(
        top=top,
        bottom=bottom,
        left=left,
        right=right,
        width=width,
        wide=twips(PAGE_HEIGHT_MM) - top - bottom,
        line=line,
        rule_gap=twips(4) - (line - BODY_HEIGHT) // 2,
        lift=twips(4.8) + bottom - twips(35),
        side_x=bottom - twips(7) - SIDE_NUMBER_WIDTH,
        side_y=twips(PAGE_WIDTH_MM) - right - twips(SIDE_NUMBER_HEIGHT_MM),
        signed=width - 8 * BODY_HEIGHT - DATE_WIDTH,
        rule_left=side - left,
        rule_right=side - right,
        number_right=right - side,
        corner_left=left - side,
    )
