"""Organisations of one county whose names differ only in the places they begin with."""

from __future__ import annotations

from itertools import combinations

from ledger.index import Entry, NameIndex, named
from ledger.names import Parts
from text.divisions import code_region
from text.regions import Regions, narrowest_codes, split_prefix

_WIDER = (2, 4)
"""Digits of a province's and a city's code within a county's."""


def prefix_twins(parts: Parts, entry: Entry, index: NameIndex) -> list[Entry]:
    """Others of the entry's county that bear this name with further places before it.

    A paper that leaves a place out spells the entry's name and may mean one of these; a paper
    that writes every place means the entry.
    """
    chain = _chain(entry.region, index.regions)
    longer = [
        names
        for count in range(len(parts.regions) + 1, len(chain) + 1)
        for names in combinations(chain, count)
        if set(parts.regions) < set(names)
    ]
    found = {
        one.organisation: one
        for names in longer
        for one in named(''.join(names) + parts.rest, index)[0]
        if one.region == entry.region and one.organisation != entry.organisation and one.state == 'active'
    }
    return [found[number] for number in sorted(found)]


def _chain(county: str | None, regions: Regions) -> list[str]:
    """The province, city and county of a county by their full names, as far as they are known."""
    found, rest = split_prefix(county or '', regions)
    if not found or rest:
        return []
    codes = narrowest_codes(found)
    code = codes[0] if len(codes) == 1 else ''
    wider = [code_region(code[:digits]) for digits in _WIDER if len(code) > digits]
    return list(dict.fromkeys([*(one.full for one in wider if one), *(one.full for one in found)]))
