"""Every measure of the templates: GB/T 9704-2012 in twips, half-points and eighths of a point."""

from model.office import Layout
from outgoing import measures
from outgoing.measures import layout_to_measures

twips = measures.twips
_SHIPPED = layout_to_measures(Layout())

PAGE_WIDTH = twips(measures.PAGE_WIDTH_MM)
PAGE_HEIGHT = twips(measures.PAGE_HEIGHT_MM)
TOP = _SHIPPED.top  # 5.2.1 天头
BOTTOM = _SHIPPED.bottom
LEFT = _SHIPPED.left  # 5.2.1 订口
RIGHT = _SHIPPED.right
TEXT_WIDTH = _SHIPPED.width  # 版心 156 mm
WIDE_WIDTH = _SHIPPED.wide  # 版心 of a landscape page, 225 mm
LINE = _SHIPPED.line  # 22 lines in 225 mm
CHAR_SPACE = -5  # 28 characters of 16 pt are wider than 156 mm: each gives up a quarter of a point
INDENT = 2 * 320  # two characters of 16 pt

CAP, SMALL_CAP = 320, 280  # one character of 三号, of 四号

TITLE_SIZE, BODY_SIZE, IMPRINT_SIZE, CELL_SIZE, NOTE_SIZE = 44, 32, 28, 21, 21  # 二号 三号 四号 五号
TITLE_LINE = 700

FILE_MARK_TOP = twips(35) - 40  # 7.2.4: from the top of the 版心 to the top of the mark
RULE_GAP = _SHIPPED.rule_gap  # 7.2.7: 4 mm from the number to the red line, less its leading
MARK_RULE_GAP = twips(1.8)  # 10.1: 4 mm from a letter's mark to the red line, less its leading
LETTER_MARK_TOP = twips(29.5)  # 10.1: 30 mm from the edge of the page to the mark, less its leading
LETTER_RULE = twips(170)
LETTER_RULE_SIDE = twips(measures.LETTER_RULE_SIDE_MM)
LETTER_RULE_LEFT, LETTER_RULE_RIGHT = _SHIPPED.rule_left, _SHIPPED.rule_right
LETTER_NUMBER_RIGHT, LETTER_CORNER_LEFT = _SHIPPED.number_right, _SHIPPED.corner_left
LETTER_RULE_FOOT = twips(20)  # 10.1: from the foot of the page
NUMBER_GAP = 280  # 10.1: 7/8 of a character of 三号 under the red line

LETTER_CORNER = twips(70)  # of the 170 mm, for 份号 and its like

SIGNED_LEFT = _SHIPPED.signed  # the block in which a signature is centred over its date
SIGNED_CHARS = 15  # a longer name would reach beyond the right edge: it ends there
SEAL_GAP = twips(47) - 3 * LINE  # between lines of signatures: seals of 42 to 45 mm never touch
STAMP = twips(40)  # a 签名章
LADDER = 25  # tab stops of a character each, up to two characters from the edge

PAGE_NUMBER_LINE = 400
PAGE_NUMBER_LIFT = _SHIPPED.lift  # puts the dashes 7 mm under the 版心 (7.5)

# A landscape page is an upright one turned: its top is the upright page's left side, its left side the foot.
SIDE_NUMBER_X, SIDE_NUMBER_Y = _SHIPPED.side_x, _SHIPPED.side_y  # 7.5 and 8: 7 mm beside the 版心
SIDE_NUMBER_WIDTH, SIDE_NUMBER_HEIGHT = measures.SIDE_NUMBER_WIDTH, twips(measures.SIDE_NUMBER_HEIGHT_MM)
TURNED_FOOT = twips(10)

THIN, MEDIUM, RED_LINE, DOUBLE_LINE = 6, 8, 8, 24  # 0.25 mm and 0.35 mm (7.4.1); red lines are not fixed

# Sizes of a mark by its length (7.2.4 leaves the size open): up to so many characters, half-points.
FILE_MARKS = ((9, 96), (12, 72), (None, 52))
# Joint marks: the longest name up to so many characters, up to so many names, half-points.
JOINT_MARKS = ((99, 99, 32), (17, 8, 44), (13, 6, 56), (9, 4, 76), (7, 3, 92))
KIND_WIDTH = 25  # of 文件 beside joint marks, in twips for each half-point of its size
LETTER_MARKS = ((10, 88), (14, 64), (None, 48))

COLUMNS = tuple(twips(width) for width in (20, 14, 13, 13, 12, 12, 12, 14, 14, 16, 16))
ROW_HEIGHT, WIDE_ROW_HEIGHT = twips(8), twips(7)  # a dozen lines and their total fit a landscape page
