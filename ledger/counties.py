"""Counties as papers and ledgers write them, and how two of them stand to each other."""

from __future__ import annotations

from ledger.scoring import Relation
from text.regions import Regions, codes_agree, find_region, narrowest_codes, split_prefix

_CITY_DIGITS = 4


def region_full(text: str | None, regions: Regions) -> str | None:
    """A county's full name however it is written; an unknown one as it stands; None where blank.

    Where several counties share a name and the text says which, the city stands before it.
    """
    region = find_region(text, regions)
    if region is None:
        return ''.join((text or '').split()) or None
    if len(region.codes) > 1:
        found, _rest = split_prefix(''.join((text or '').split()), regions)
        if len(found) > 1 and len(narrowest_codes(found)) < len(region.codes):
            return found[-2].full + region.full
    return region.full


def relation(one: str | None, other: str | None, regions: Regions) -> Relation:
    """How two counties, both from region_full, stand to each other; unknown where one is blank.

    near: one city, one within the other, or one name with and without its city.
    """
    if one is None or other is None:
        return 'unknown'
    if one == other:
        return 'same'
    if one.endswith(other) or other.endswith(one):
        return 'near'
    ours, theirs = (narrowest_codes(split_prefix(text, regions)[0]) for text in (one, other))
    cities = {code[:_CITY_DIGITS] for code in ours if len(code) > _CITY_DIGITS}
    shared = cities & {code[:_CITY_DIGITS] for code in theirs}
    return 'near' if shared or codes_agree(ours, theirs) else 'other'
