"""The ledger's names ready to be looked up: by code, by exact name and by shared pairs of characters.

build_index and the functions of this module are the face; what lies behind is plain
dictionaries, made anew from the ledger in memory.
"""

from __future__ import annotations

import heapq
import math
from array import array
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from ledger.names import Parts, name_key, name_to_parts
from model.subject import Organisation
from text.regions import Regions, find_region, names_to_regions

_POSTINGS_READ = 12_000
_SHORTLIST = 80


@dataclass(frozen=True, slots=True)
class Entry:
    """An organisation as the index keeps it.

    parts are those of its present name, former those of its earlier ones; region is the
    county's full name.
    """

    organisation: int
    name: str
    code: str | None
    region: str | None
    parts: Parts
    former: tuple[Parts, ...] = ()


@dataclass(frozen=True, slots=True)
class NameIndex:
    """Positions in `entries` by code, by name key, and by pair of characters; entries go by id."""

    entries: tuple[Entry, ...]
    by_code: dict[str, tuple[int, ...]]
    by_key: dict[str, tuple[int, ...]]
    by_pair: dict[str, array[int]]
    regions: Regions


def build_index(organisations: Iterable[Organisation], regions: Regions | None = None) -> NameIndex:
    """An index of the ledger; the order of the organisations does not matter.

    regions are the office's own (province, city, counties); by default the counties that the
    organisations bear. Former names are taken from the fact former_names where it is held.
    """
    listed = sorted(organisations, key=lambda item: (item.id, item.name, item.code or '', item.region or ''))
    if regions is None:
        regions = names_to_regions(sorted({item.region for item in listed if item.region}))
    entries = tuple(_entry(item, regions) for item in listed)
    return NameIndex(
        entries=entries,
        by_code=_positions((entry.code,) if entry.code else () for entry in entries),
        by_key=_positions(_keys(entry) for entry in entries),
        by_pair=_pairs(entries),
        regions=regions,
    )


def _entry(organisation: Organisation, regions: Regions) -> Entry:
    key = name_key(organisation.name)
    former = dict.fromkeys(map(name_key, organisation.facts.get('former_names') or ()))
    return Entry(
        organisation=organisation.id,
        name=organisation.name,
        code=organisation.code.strip().upper() if organisation.code else None,
        region=region_full(organisation.region, regions),
        parts=name_to_parts(key, regions),
        former=tuple(name_to_parts(name, regions) for name in former if name and name != key),
    )


def region_full(text: str | None, regions: Regions) -> str | None:
    """A county's full name however it is written; an unknown one as it stands; None where blank."""
    region = find_region(text, regions)
    return region.full if region else ''.join((text or '').split()) or None


def _keys(entry: Entry) -> tuple[str, ...]:
    return tuple(key for key in (entry.parts.key, *(parts.key for parts in entry.former)) if key)


def _positions(groups: Iterable[Iterable[str]]) -> dict[str, tuple[int, ...]]:
    found: defaultdict[str, list[int]] = defaultdict(list)
    for position, keys in enumerate(groups):
        for key in keys:
            found[key].append(position)
    return {key: tuple(positions) for key, positions in found.items()}


def _tokens(keys: Iterable[str], region: str | None) -> set[str]:
    framed = [f'^{key}$' for key in keys]
    pairs = {key[start : start + 2] for key in framed for start in range(len(key) - 1)}
    return pairs | {f'@{region}'} if region else pairs


def _pairs(entries: tuple[Entry, ...]) -> dict[str, array[int]]:
    found: defaultdict[str, array[int]] = defaultdict(lambda: array('I'))
    for position, entry in enumerate(entries):
        for token in _tokens(_keys(entry), entry.region):
            found[token].append(position)
    return dict(found)


def shortlist(key: str, region: str | None, index: NameIndex) -> list[int]:
    """Positions of the entries sharing the rarest pairs of characters with a name, the best first."""
    known = [token for token in _tokens((key,), region) if token in index.by_pair]
    total = len(index.entries)
    weights: defaultdict[int, float] = defaultdict(float)
    left = _POSTINGS_READ
    for token in sorted(known, key=lambda item: (len(index.by_pair[item]), item)):
        positions = index.by_pair[token]
        left -= len(positions)
        if left < 0 and weights:
            break
        weight = math.log1p(total / len(positions)) ** 2
        for position in positions:
            weights[position] += weight
    return heapq.nsmallest(_SHORTLIST, weights, key=lambda position: (-weights[position], position))
