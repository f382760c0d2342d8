"""Dates and hours that a form prints for somebody to write between 年, 月 and 日."""

from __future__ import annotations

import re
from collections.abc import Iterator

from forms.blanks.marks import CODE, FIRST, B, Gap

_LETTER = '[一-龥A-Za-z]'
_DATE = re.compile(
    f'(?:20\\d\\d|20|二[○〇0O]|{FIRST}){B}*年{B}*月{B}*日'
    f'|(?:20\\d\\d|20){B}*年{B}*月(?![一-龥])|{FIRST}{B}+年{B}+月(?:{B}+日)?|{FIRST}{B}+月{B}+日'
    '|20[×xX]{2}年[×xX]{1,2}月[×xX]{1,2}日'
)

_HOURS = re.compile(f'{B}*时{B}*分|{B}+时(?!间)')
_HOURS_ALONE = re.compile(f'{FIRST}{B}+时{B}+分')
_CODED = re.compile(f'({CODE}){B}*(年){B}*({CODE}){B}*(月){B}*({CODE}){B}*(日)')
_NAMED = re.compile(
    '(?:名称|姓名|单位|组织|机构|支部|[人者员]|代表|签名|签字|签章|盖章)(?:[（(][^（）()\n]*[）)])?[：:]\\Z'
)
_ROOM = re.compile(f'{B}{{10,}}(?=年)')
_SHARE = 4
"""How many of the blanks behind a name are the year's."""


def text_to_dates(text: str) -> Iterator[Gap]:
    """Dates, with the hours behind them, as one gap each; of a date in placeholders each of the three.

    Where a name and then a date are to be written behind one colon, the blanks are parted between them.
    """
    for match in _CODED.finditer(text):
        for part in (1, 3, 5):
            yield Gap(*match.span(part), 'number', match[part + 1])
    for match in _DATE.finditer(text):
        start, whole = match.start(), match[0]
        before = text[start - 1 : start]
        if whole[0] == '年' and before and re.match(_LETTER, before) and len(whole) <= 3:
            continue  # 出生年月日 is a label
        if '日' not in whole and before and re.match('[一-龥]', before) and before not in '自从至到于在':
            continue
        room = _ROOM.match(whole)
        if room and _NAMED.search(text, max(start - 40, 0), start):
            yield Gap(start, start + room.end() - _SHARE - 1, 'text')
            start += room.end() - _SHARE
        hours = _HOURS.match(text, match.end())
        yield Gap(start, hours.end() if hours else match.end(), 'date')
    for match in _HOURS_ALONE.finditer(text):
        yield Gap(*match.span(), 'text')
