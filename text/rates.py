"""Shares of counts as percentages: exact integers, one stated rounding, never a float."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

Rounding = Literal['half_up', 'truncate']


def rate(numerator: int | None, denominator: int | None, rounding: Rounding, decimals: int) -> str | None:
    """A share as a percentage, '55.7%' for 167 of 300.

    decimals is the number of places kept, trailing zeros included; half_up rounds 5 away from
    zero, truncate cuts (both are met in real circulars, domain.md §5.2). None where a count is
    missing or the denominator is 0: there is no such rate. ValueError for a negative count.
    """
    if numerator is None or denominator is None or denominator == 0:
        return None
    if numerator < 0 or denominator < 0 or decimals < 0:
        raise ValueError('counts and decimals are never negative')
    whole, rest = divmod(numerator * 100 * 10**decimals, denominator)
    if rounding == 'half_up' and 2 * rest >= denominator:
        whole += 1
    digits = str(whole).rjust(decimals + 1, '0')
    return f'{digits[:-decimals]}.{digits[-decimals:]}%' if decimals else f'{digits}%'


def rate_difference(first: str, second: str) -> str:
    """The second printed rate less the first in 百分点, as printed: '-0.3' for '55.7%' and '55.4%'.

    Worked out from the figures as published, so that a reader's own subtraction agrees.
    """
    return str(Decimal(second.rstrip('%')) - Decimal(first.rstrip('%')))
