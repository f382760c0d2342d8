"""Every measure of the templates: GB/T 9704-2012 in twips, half-points and eighths of a point."""

from model.office import Layout

_LAYOUT = Layout()


def twips(millimetres: float) -> int:
    """Millimetres as twentieths of a point: 37.0 is 2098."""
    return round(millimetres * 1440 / 25.4)


PAGE_WIDTH = twips(210)
PAGE_HEIGHT = twips(297)
TOP = twips(_LAYOUT.top_mm)  # 5.2.1 天头
BOTTOM = twips(_LAYOUT.bottom_mm)
LEFT = twips(_LAYOUT.left_mm)  # 5.2.1 订口
RIGHT = twips(_LAYOUT.right_mm)
TEXT_WIDTH = PAGE_WIDTH - LEFT - RIGHT  # 版心 156 mm
LINE = round(_LAYOUT.line_pitch_pt * 20)  # 22 lines in 225 mm
CHAR_SPACE = -5  # 28 characters of 16 pt are wider than 156 mm: each gives up a quarter of a point
INDENT = 2 * 320  # two characters of 16 pt

CAP, SMALL_CAP = 320, 280  # one character of 三号, of 四号

TITLE_SIZE, BODY_SIZE, IMPRINT_SIZE, CELL_SIZE, NOTE_SIZE = 44, 32, 28, 21, 21  # 二号 三号 四号 五号
TITLE_LINE = 700

FILE_MARK_TOP = twips(35) - 40  # 7.2.4: from the top of the 版心 to the top of the mark
RULE_GAP = twips(4) - (LINE - BODY_SIZE * 10) // 2  # 7.2.7: from the number to the red line, less its leading
MARK_RULE_GAP = twips(1.8)  # 10.1: 4 mm from a letter's mark to the red line, less its leading
LETTER_MARK_TOP = twips(29.5)  # 10.1: 30 mm from the edge of the page to the mark, less its leading
LETTER_RULE = twips(170)
LETTER_RULE_SIDE = twips(20)  # (210 - 170) / 2
LETTER_RULE_FOOT = twips(20)  # 10.1: from the foot of the page
NUMBER_GAP = 280  # 10.1: 7/8 of a character of 三号 under the red line

PAGE_NUMBER_LINE = 400
PAGE_NUMBER_LIFT = twips(4.8)  # puts the dashes 7 mm under the 版心 (7.5)

THIN, MEDIUM, RED_LINE, DOUBLE_LINE = 6, 8, 8, 24  # 0.25 mm and 0.35 mm (7.4.1); red lines are not fixed

# Sizes of a mark by its length (7.2.4 leaves the size open): up to so many characters, half-points.
FILE_MARKS = ((9, 96), (12, 72), (None, 52))
LETTER_MARKS = ((10, 88), (14, 64), (None, 48))

COLUMNS = tuple(twips(width) for width in (20, 14, 13, 13, 12, 12, 12, 14, 14, 16, 16))
ROW_HEIGHT = twips(8)
