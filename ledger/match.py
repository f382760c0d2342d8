"""Which organisation of the ledger a name and code mean: ordered levels, each saying why.

An exact name alone is not safe (a dropped prefix can spell another organisation's full name):
it needs the code or the county. Whatever is not certain goes to a person as candidates.
"""

from __future__ import annotations

from dataclasses import replace

from ledger.counties import region_full
from ledger.index import NameIndex, build_index, by_id
from ledger.levels import LEVELS, Query
from ledger.links import NO_LINKS, Links, forbidden
from ledger.names import name_key, name_to_parts
from model.subject import Match
from text.codes import has_inner_checksum, parse_code

__all__ = ['NameIndex', 'build_index', 'match']


def match(
    name: str | None,
    code: str | None,
    region: str | None,
    index: NameIndex,
    links: Links | None = None,
    *,
    sure: float | None = None,
) -> Match:
    """The organisation meant by a name, a code and a county as written on a paper; never raises.

    matched: a person said so before; or the code is valid and in the ledger and the name agrees; or
    the name is exactly one organisation's, or so like one that its share (scoring.shares) is what
    this kind of difference needs (scoring.slack; or sure, where given), its county agrees and no code
    contradicts. candidates: at most five, for a person. none: nothing in the ledger is like it.
    not_tried: there is no name, and no code that could be looked up. A code that fails its check does
    not hinder an exact name with its county, but stands in the reasons.
    An organisation that has ended is matched by its code only.
    """
    query = paper_to_query(name, code, region, index, index.links if links is None else links, sure)
    if not query.parts.key and not query.code:
        return Match('not_tried', reasons=(*query.notes, "没有名称，也没有可用的代码，未比对"))
    for level in LEVELS:
        found = level(query, index)
        if found is not None:
            return replace(found, reasons=(*found.reasons, *query.rejections)) if query.rejections else found
    return Match('none', reasons=(*query.notes, *query.rejections, "台账中没有代码一致或名称相近的单位"))


def paper_to_query(
    name: str | None,
    code: str | None,
    region: str | None,
    index: NameIndex,
    links: Links = NO_LINKS,
    sure: float | None = None,
) -> Query:
    """What a paper gives, in the words of the ledger."""
    parts = name_to_parts(name_key(name or ''), index.regions)
    county = region_full(region, index.regions)
    valid: str | None = None
    notes: tuple[str, ...] = ()
    if code and code.strip():
        parsed, told = parse_code(code)
        valid = parsed if parsed and has_inner_checksum(parsed) else None
        notes = told if valid else ("代码校验不通过", *told)
    rejected = forbidden(parts.key, valid, county, links)
    return Query(parts, county, valid, notes, _rejections(rejected, index), links, rejected, sure)


def _rejections(rejected: frozenset[int], index: NameIndex) -> tuple[str, ...]:
    entries = (by_id(number, index) for number in sorted(rejected))
    return tuple(f"此前已由人工确认不是“{entry.name}”" for entry in entries if entry)
