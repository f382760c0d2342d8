"""The words that a paper counts its figures by."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from outgoing.marks import CLOSE, KEY_ENDS, OPEN

_COUNTER = re.compile(
    f'{OPEN}([^{KEY_ENDS}]*){KEY_ENDS}[^{CLOSE}]*{CLOSE}(个百分点|[家名个处条项期次件份人])'
)


def units_of(context: Any) -> dict[str, str]:
    """By key the word that a paper counts its figures by ('家'), as it stands behind them in the text.

    >>> units_of({'body': [f'已建{OPEN}total.established{KEY_ENDS}38{CLOSE}家。']})
    {'total.established': '家'}
    """
    if isinstance(context, str):
        return dict(_COUNTER.findall(context))
    found: dict[str, str] = {}
    if isinstance(context, Mapping | list | tuple):
        for one in context.values() if isinstance(context, Mapping) else context:
            found |= units_of(one)
    return found
