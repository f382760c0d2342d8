"""Telephone numbers on screen: enough to recognise one, not enough to ring it."""

from __future__ import annotations

import re

_DIGITS = re.compile(r'\d{7,}')


def mask_phone(text: str) -> str:
    """Every number of seven digits or more with its middle hidden (office-life.md, Persons).

    Example: mask_phone('0000-1234567') == '0000-12***67'
    """
    return _DIGITS.sub(lambda match: f'{match[0][:2]}{"*" * (len(match[0]) - 4)}{match[0][-2:]}', text)
