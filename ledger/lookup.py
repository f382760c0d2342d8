"""Names like a name: rare pairs of characters first, then a comparison of whole names.

In a county every posting is read; in the whole ledger the rarest, up to a budget.
"""

from __future__ import annotations

import math
import threading
from collections.abc import Callable

import numpy as np
from rapidfuzz.distance import Indel
from rapidfuzz.process import cdist

from ledger.blocks import Block, county_number, in_county
from ledger.index import Entry, NameIndex, entries_at
from ledger.names import Parts
from ledger.postings import Array, distinct, name_tokens, pair_token, rows_holding, texts_at, weigh
from text.characters import look_key

_POSTINGS_READ = 15_000
_POOL = 4_000
_LOOKED_UP = 400
_TELLING_SHARE = 0.06
_COMPARED = 64
_KEPT = 8
_REST_COUNTS = 0.7
_IN_COUNTY = 0.4
_FALLEN_BEHIND = 0.42
_SURE = 1.45
_RARITIES_KEPT = 1 << 17
_UNSEEN = 0.5

_own = threading.local()


def near(parts: Parts, region: str | None, index: NameIndex) -> list[Entry]:
    """The organisations whose names are most like this one, at most a few and in no order.

    region is the county where the sender says they are registered. Those of that county (of the
    last place the name begins with, where the sender told none) come first, then those of the other
    places it begins with; the rest are looked through where none of them is nearly the same.
    """
    within = (region, *parts.regions, ''.join(parts.regions[-2:]))
    counties = dict.fromkeys(county for county in within if county)
    told = region or ''.join(parts.regions[-1:])
    rated: dict[tuple[int, int], float] = {}
    there: dict[tuple[int, int], float] = {}
    for county in counties:
        close = _rated(parts, county, index)
        rated |= close
        there = close if county == told else there
    if max(rated.values(), default=0.0) < _SURE:
        rated |= _rated(parts, None, index)
    for at in there:
        rated[at] += _IN_COUNTY
    least = max(rated.values(), default=0.0) - _FALLEN_BEHIND
    best = sorted((at for at in rated if rated[at] >= least), key=lambda at: (-rated[at], at))[:_KEPT]
    found: list[Entry] = []
    for number, block in enumerate(index.blocks):
        rows = [row for place, row in best if place == number]
        found += entries_at(block, list(dict.fromkeys(block.owners[rows].tolist())), index)
    return found


def _rated(parts: Parts, county: str | None, index: NameIndex) -> dict[tuple[int, int], float]:
    """By block and row: how like a name those of a county, or of the whole ledger, are (0..1.7)."""
    rated: dict[tuple[int, int], float] = {}
    for place, block in enumerate(index.blocks):
        number = county_number(county, block)
        if county is None or number is not None:
            hidden = index.hidden if block is index.base else frozenset()
            rated |= {(place, row): score for row, score in _closest(parts, number, block, hidden)}
    return rated


def _closest(
    parts: Parts, county: int | None, block: Block, hidden: frozenset[int]
) -> list[tuple[int, float]]:
    """The rows of a county, or of the whole block, most like a name, and how like each is."""
    rows = _sharing(parts.key, county, block)
    if hidden:
        rows = rows[[one not in hidden for one in block.ids[block.owners[rows]].tolist()]]
    if not len(rows):
        return []
    keys = texts_at(block.keys, rows)
    rests = [key[start:] for key, start in zip(keys, block.rests[rows].tolist(), strict=True)]
    scores = _alike(parts.key, keys) + _REST_COUNTS * _alike(parts.rest, rests)
    best = _top(scores, _KEPT)
    return list(zip(rows[best].tolist(), scores[best].tolist(), strict=True))


def _alike(text: str, others: list[str]) -> Array:
    alike: Array = cdist([text], others, scorer=Indel.normalized_similarity, dtype=np.float32)[0]
    return alike


def _top(scores: Array, count: int) -> Array:
    """The places of the highest scores, in no order."""
    if len(scores) <= count:
        return np.arange(len(scores))
    places: Array = np.argpartition(scores, len(scores) - count)[-count:]
    return places


def _sharing(key: str, county: int | None, block: Block) -> Array:
    """The rows that share the rarest tokens with a name, at most _COMPARED."""
    tokens, firsts, rows, norms = block.postings
    asked = np.asarray(name_tokens(look_key(key)), np.uint32)
    at = np.minimum(tokens.searchsorted(asked), len(tokens) - 1)
    at = at[tokens[at] == asked]
    starts, ends = firsts[at], firsts[at + 1]
    weights = weigh(ends - starts, len(norms))
    lists = [rows[start:end] for start, end in zip(starts.tolist(), ends.tolist(), strict=True)]
    if county is not None:
        lists = [in_county(one, county, block) for one in lists]
    order = sorted(
        (place for place in range(len(lists)) if len(lists[place])), key=lambda place: len(lists[place])
    )
    return _best_of([lists[place] for place in order], [float(weights[place]) for place in order], norms)


def _best_of(lists: list[Array], weights: list[float], norms: Array) -> Array:
    """The rows with the heaviest tokens of these lists, which come the shortest first.

    Lists beyond what is read tell only of the best rows that the others gave.
    """
    read, left = 0, _POSTINGS_READ
    while read < len(lists) and (left >= len(lists[read]) or not read):
        left -= len(lists[read])
        read += 1
    if not lists:
        return np.empty(0, np.int32)
    pool = distinct(_rarest(lists[:read]))
    totals = _totals(len(norms))
    for rows, weight in zip(lists[:read], weights, strict=False):
        totals[rows] += np.float32(weight)
    sums = totals[pool]
    for rows in lists[:read]:
        totals[rows] = 0
    if read < len(lists):
        best = np.sort(_top(sums / norms[pool], _LOOKED_UP))
        pool, sums = pool[best], sums[best]
        for rows, weight in zip(lists[read:], weights[read:], strict=True):
            if len(rows) > len(norms) * _TELLING_SHARE:
                break
            at = np.minimum(rows.searchsorted(pool), len(rows) - 1)
            sums += np.float32(weight) * (rows[at] == pool)
    return pool[_top(sums / norms[pool], _COMPARED)]


def _rarest(lists: list[Array]) -> Array:
    """The rows of the shortest lists, up to _POOL of them and one list at least."""
    taken, count = 0, 0
    while taken < len(lists) and (not taken or count + len(lists[taken]) <= _POOL):
        count += len(lists[taken])
        taken += 1
    return np.concatenate(lists[:taken])


def _totals(count: int) -> Array:
    """Zeros for every row, kept by each thread; whoever adds to them takes it off again."""
    kept: Array | None = getattr(_own, 'totals', None)
    if kept is None or len(kept) < count:
        kept = _own.totals = np.zeros(count, np.float32)
    return kept


def county_size(county: str | None, index: NameIndex) -> int:
    """How many names the ledger holds of organisations that are registered in a county."""
    size = 0
    for block in index.blocks:
        number = county_number(county, block)
        if number is not None:
            size += int(block.first_of_county[number + 1] - block.first_of_county[number])
    return size


def rarity_in(index: NameIndex) -> Callable[[str], float]:
    """How rare a pair of characters is in the ledger: 0 in every name, 1 in none."""
    known = index.rarities

    def rarity(pair: str) -> float:
        found = known.get(pair)
        return _rarity(pair, index) if found is None else found

    return rarity


def _rarity(pair: str, index: NameIndex) -> float:
    token = pair_token(look_key(pair))
    held = sum(len(rows_holding(token, block.postings)) for block in index.blocks)
    count = sum(len(block.owners) for block in index.blocks)
    rarity = math.log1p(count / (held + _UNSEEN)) / math.log1p(count / _UNSEEN)
    if len(index.rarities) >= _RARITIES_KEPT:
        index.rarities.clear()
    index.rarities[pair] = rarity
    return rarity
