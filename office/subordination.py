"""How another body stands to ours, which decides the 文种: over us, under us, or neither (不相隶属)."""

from __future__ import annotations

import re
from typing import Literal

from model.office import Office
from office.whom import is_elsewhere, levels_of, plays

Standing = Literal['above', 'below', 'beside']

_RANKS = {'nation': 0, 'province': 1, 'city': 2, 'county': 3, 'town': 4, 'village': 5, 'unit': 6}
_GOVERNS = re.compile('(?:人民政府|[省市县区州旗盟乡镇]委(?:员会)?)(?:办公[室厅])?$')


def standing_of(office: Office, name: str) -> Standing:
    """Where a body of this name stands to our office, by office.toml and its own name.

    Over us are those named as superior, and bodies of our own line or the government of a level above;
    under us those of our line, or of any where we govern, on a level below within our region.

    >>> standing_of(office, '示例省民政厅')  # of a city's bureau  # doctest: +SKIP
    'above'
    """
    plain = ''.join(name.split()).replace("工作委员会", "工委")
    if name in {one.superior for one in office.issuing_names if one.superior}:
        return 'above'
    names = {office.name, *office.aliases, *(one.name for one in office.issuing_names)}
    rank, ours = _rank(office, plain), _RANKS[office.level]
    if name in names or rank is None or is_elsewhere(office, (plain,)):
        return 'beside'
    if rank < ours and (plays(office, plain) or _GOVERNS.search(plain)):
        return 'above'
    if rank == ours and _GOVERNS.search(plain) and not _GOVERNS.search(office.name):
        return 'above'
    line = plays(office, plain) or _GOVERNS.search(office.name) is not None
    return 'below' if rank > ours and line else 'beside'


def _rank(office: Office, name: str) -> int | None:
    """The level of a body by the last place its name tells; None where it tells none."""
    if any(name.removeprefix("中共").startswith(county) for county in office.counties):
        return _RANKS['county'] if office.level in {'province', 'city'} else _RANKS['town']
    told = levels_of(name)
    return max(_RANKS[level] for level in told) if told else None
