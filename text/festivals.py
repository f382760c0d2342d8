"""The days of festivals: fixed ones, and those of the lunar calendar from a table for 2000 to 2035."""

from __future__ import annotations

import datetime as dt
import re

_FIRST_YEAR = 2000
_SPRING = (
    '0205 0124 0212 0201 0122 0209 0129 0218 0207 0126 0214 0203 0123 0210 0131 0219 0208 0128 '
    '0216 0205 0125 0212 0201 0122 0210 0129 0217 0206 0126 0213 0203 0123 0211 0131 0219 0208'
)
_DRAGON_BOAT = (
    '0606 0625 0615 0604 0622 0611 0531 0619 0608 0528 0616 0606 0623 0612 0602 0620 0609 0530 '
    '0618 0607 0625 0614 0603 0622 0610 0531 0619 0609 0528 0616 0605 0624 0612 0601 0620 0610'
)
_MID_AUTUMN = (
    '0912 1001 0921 0911 0928 0918 1006 0925 0914 1003 0922 0912 0930 0919 0908 0927 0915 1004 '
    '0924 0913 1001 0921 0910 0929 0917 1006 0925 0915 1003 0922 0912 1001 0919 0908 0927 0916'
)
_CLEAR_AND_BRIGHT = (
    '0404 0405 0405 0405 0404 0405 0405 0405 0404 0404 0405 0405 0404 0404 0405 0405 0404 0404 '
    '0405 0405 0404 0404 0405 0405 0404 0404 0405 0405 0404 0404 0405 0405 0404 0404 0405 0405'
)
_MOVING = {
    '春节': (_SPRING, 0),
    '除夕': (_SPRING, -1),
    '元宵': (_SPRING, 14),
    '清明': (_CLEAR_AND_BRIGHT, 0),
    '端午': (_DRAGON_BOAT, 0),
    '中秋': (_MID_AUTUMN, 0),
}
_FIXED = {
    '元旦': (1, 1),
    '三八': (3, 8),
    '妇女': (3, 8),
    '五一': (5, 1),
    '劳动': (5, 1),
    '五四': (5, 4),
    '六一': (6, 1),
    '七一': (7, 1),
    '建党': (7, 1),
    '八一': (8, 1),
    '建军': (8, 1),
    '教师': (9, 10),
    '国庆': (10, 1),
    '十一': (10, 1),
}
_NAME = re.compile('|'.join([*_MOVING, *_FIXED]))


def festival_to_day(name: str, year: int) -> dt.date | None:
    """The day of a festival in a year; None for a name or a year that is not in the tables.

    Example: festival_to_day('“七一”建党节', 2026) == date(2026, 7, 1)
    """
    found = _NAME.search(name)
    if found is None or not 1 <= year <= 9999:
        return None
    if found.group() in _FIXED:
        return dt.date(year, *_FIXED[found.group()])
    days, shift = _MOVING[found.group()]
    table = days.split()
    if not 0 <= year - _FIRST_YEAR < len(table):
        return None
    printed = table[year - _FIRST_YEAR]
    return dt.date(year, int(printed[:2]), int(printed[2:])) + dt.timedelta(days=shift)
