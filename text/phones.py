"""Telephone numbers on screen: enough to recognise one, not enough to ring it."""

from __future__ import annotations

import re

_DIGITS = re.compile(r'1[3-9]\d[ -]?\d{4}[ -]?\d{4}(?!\d)|\d{7,}')
_IN_WORDS = re.compile(
    r'(?<![\dA-Za-z])(?:1[3-9]\d[ -]?\d{4}[ -]?\d{4}|0\d{2,3}[-－—]?\d{7,8}|(?<=[ ：:])\d{7,8})'
    r'(?![\dA-Za-z])'
)


def mask_phone(text: str) -> str:
    """Every number of seven digits or more with its middle hidden (office-life.md, Persons).

    Example: mask_phone('0000-1234567') == '0000-12***67'
    """
    return _DIGITS.sub(lambda match: f'{match[0][:2]}{"*" * (len(match[0]) - 4)}{match[0][-2:]}', text)


def mask_phones_in(text: str) -> str:
    """What we say of a paper with its telephones masked; codes and numbers of papers stay.

    Example: mask_phones_in('请找办公室 0000-1234567') == '请找办公室 0000-12***67'
    """
    return _IN_WORDS.sub(lambda found: mask_phone(found[0]), text)
