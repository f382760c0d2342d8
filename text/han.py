"""Han numerals to integers and back, and the digit look-alikes that scans and web pages leave behind."""

from __future__ import annotations

import re

_ZEROS = '〇○◯零'
_ONES = {letter: value for value, letter in enumerate('零一二三四五六七八九')}
_DIGITS = _ONES | dict.fromkeys(_ZEROS, 0) | {'两': 2, '壹': 1, '贰': 2, '叁': 3, '肆': 4, '伍': 5}
_DIGITS |= {'陆': 6, '柒': 7, '捌': 8, '玖': 9}
_TENS = {'十': 10, '拾': 10, '百': 100, '佰': 100, '千': 1000, '仟': 1000}
_GROUPS = {'万': 10_000, '亿': 100_000_000}
_SHORT_TENS = {'廿': '二十', '卅': '三十'}

HAN_NUMERALS = ''.join([*_DIGITS, *_TENS, *_GROUPS, *_SHORT_TENS])
"""Every letter that may stand in a Han numeral: for use inside a regular expression's brackets."""

_POSITIONAL = re.compile(f'[{"".join(_DIGITS)}]+')
_YEAR_LETTERS = ''.join(letter for letter in _ONES if letter != '零')
_ZERO_LIKE = '0０OoＯｏΟοОо○◯〇零◦∘⚪Ø'  # Latin, Greek and Cyrillic letters and rings read as 〇
_HAN_YEAR = re.compile(rf'(?<![{_YEAR_LETTERS}])[一二](?:\s?[{_YEAR_LETTERS}{_ZERO_LIKE}]){{3}}(?=\s*年)')
_ZEROS_TO_HAN = dict.fromkeys(map(ord, _ZERO_LIKE), '〇')
_FIRST_MONTH = re.compile(r'(?<=年)元月')
_FULL_WIDTH = {ord('０') + digit: str(digit) for digit in range(10)}


def fold_digits(text: str) -> str:
    """The same text with full-width digits made half-width; its length does not change.

    >>> fold_digits('第９８号')
    '第98号'
    """
    return text.translate(_FULL_WIDTH)


def fold_zeros(text: str) -> str:
    """The same text with whatever stands for 〇 in a Han year made 〇, and 元月 made 一月; its length stays.

    >>> fold_zeros('二Ο一六年八月三日'), fold_zeros('二0一四年元月五日')
    ('二〇一六年八月三日', '二〇一四年一月五日')
    """
    if '年' not in text:
        return text
    folded = _HAN_YEAR.sub(lambda match: match.group().translate(_ZEROS_TO_HAN), text)
    return _FIRST_MONTH.sub('一月', folded)


def han_to_int(text: str) -> int | None:
    """The number that Han or Arabic numerals write, or None for anything else.

    >>> han_to_int('二〇一六'), han_to_int('廿五'), han_to_int('一百二十'), han_to_int('98')
    (2016, 25, 120, 98)
    """
    text = fold_digits(text.strip())
    if text.isascii() and text.isdigit():
        return int(text)
    for short, long in _SHORT_TENS.items():
        text = text.replace(short, long)
    if _POSITIONAL.fullmatch(text):
        return int(''.join(str(_DIGITS[letter]) for letter in text))
    return _multiplied(text)


def _multiplied(text: str) -> int | None:
    """三千二百一十, 十五, 两万: digits times tens, gathered in groups of 万 and 亿."""
    total = section = digit = 0
    for letter in text:
        if letter in _DIGITS:
            digit = _DIGITS[letter]
        elif letter in _TENS:
            section += (digit or 1) * _TENS[letter]
            digit = 0
        elif letter in _GROUPS:
            total += (section + digit or 1) * _GROUPS[letter]
            section = digit = 0
        else:
            return None
    return total + section + digit if text else None


def int_to_han(number: int) -> str:
    """A count from 0 to 99,999,999 in Han numerals, as in 一百二十名.

    >>> int_to_han(25), int_to_han(120), int_to_han(1005)
    ('二十五', '一百二十', '一千零五')
    """
    if not 0 <= number < 100_000_000:
        raise ValueError(number)
    high, low = divmod(number, 10_000)
    if high:
        gap = '零' if 0 < low < 1000 else ''
        return f'{_below_ten_thousand(high)}万{gap}{_below_ten_thousand(low) if low else ""}'
    text = _below_ten_thousand(low)
    return text[1:] if text.startswith('一十') else text


def _below_ten_thousand(number: int) -> str:
    ones = '零一二三四五六七八九'
    if number == 0:
        return '零'
    text = ''
    for place, unit in ((1000, '千'), (100, '百'), (10, '十'), (1, '')):
        digit = number // place % 10
        if digit:
            text += ones[digit] + unit
        elif text and not text.endswith('零') and number % place:
            text += '零'
    return text
