"""Which organisation of the ledger a name and code mean: ordered levels, each saying why.

An exact name alone is not safe (a dropped prefix can spell another organisation's full name):
it needs the code or the county. Whatever is not certain goes to a person as candidates.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ledger.index import Entry, NameIndex, build_index, region_full, shortlist
from ledger.likeness import difference, likeness, names_agree, regions_agree
from ledger.names import Parts, name_key, name_to_parts
from model.subject import Candidate, Match
from text.codes import has_inner_checksum, parse_code

__all__ = ['NameIndex', 'build_index', 'match']

_SHOWN = 5
_ALIKE = 0.62
_COUNTY = 0.05
_OTHER_COUNTY = 0.2
_OTHER_REGION = 0.2
_OTHER_CODE = 0.15


@dataclass(frozen=True, slots=True)
class _Query:
    """What a paper gives; code_reasons are why its code is wrong, or how it was repaired."""

    parts: Parts
    region: str | None
    code: str | None = None
    code_reasons: tuple[str, ...] = ()


def match(name: str | None, code: str | None, region: str | None, index: NameIndex) -> Match:
    """The organisation meant by a name, a code and a county as written on a paper; never raises.

    matched: the code is valid and in the ledger and the name agrees; or the name is exactly one
    organisation's, its county agrees and no code contradicts. candidates: at most five, for a
    person. none: nothing in the ledger is like it. not_tried: there is no name, and no code that
    could be looked up. A code that fails its check does not hinder an exact name with its
    county, but stands in the reasons.
    """
    query = _query(name, code, region, index)
    if not query.parts.key and not query.code:
        return Match('not_tried', reasons=(*query.code_reasons, "没有名称，也没有可用的代码，未比对"))
    for level in (_by_code, _by_name, _by_likeness):
        found = level(query, index)
        if found is not None:
            return found
    return Match('none', reasons=(*query.code_reasons, "台账中没有代码一致或名称相近的单位"))


def _query(name: str | None, code: str | None, region: str | None, index: NameIndex) -> _Query:
    parts = name_to_parts(name_key(name or ''), index.regions)
    county = region_full(region, index.regions)
    if not code or not code.strip():
        return _Query(parts, county)
    parsed, told = parse_code(code)
    valid = parsed if parsed and has_inner_checksum(parsed) else None
    wrong = () if valid else ("代码校验不通过",)
    return _Query(parts, county, valid, (*wrong, *told))


def _by_code(query: _Query, index: NameIndex) -> Match | None:
    """A valid code that the ledger holds; the name must not contradict it."""
    holders = [index.entries[position] for position in index.by_code.get(query.code or '', ())]
    if not holders:
        return None
    named = [index.entries[position] for position in index.by_key.get(query.parts.key, ())]
    agreed = _agreement(query, holders[0], named)
    if len(holders) == 1 and agreed:
        return Match('matched', holders[0].organisation, 1.0, (agreed, *query.code_reasons))
    if len(holders) > 1:
        why = f"台账中有{len(holders)}条记录用这个代码"
    else:
        why = "代码与名称不一致" if query.parts.key else "代码在台账中，但没有名称可以核对"
    found = [_candidate(query, entry, 0.9, "代码一致") for entry in holders]
    found += [_candidate(query, entry, 0.8, "名称一致，代码不同") for entry in named if entry not in holders]
    if not named:
        found += [item for item in _alike(query, index) if item.code != query.code]
    return _waiting(found, (why, *query.code_reasons))


def _agreement(query: _Query, holder: Entry, named: list[Entry]) -> str | None:
    key = query.parts.key
    if not key:
        return None
    if key == holder.parts.key:
        return "代码一致，名称一致"
    if key in (former.key for former in holder.former):
        return f"代码一致，名称是曾用名（现名{holder.name}）"
    if named or not names_agree(query.parts, holder.parts):
        return None
    return f"代码一致，名称略有出入：{difference(query.parts, holder.parts)}"


def _by_name(query: _Query, index: NameIndex) -> Match | None:
    """A name that is exactly an organisation's, present or former."""
    named = [index.entries[position] for position in index.by_key.get(query.parts.key, ())]
    if not named:
        return None
    objections = [_objection(query, entry) for entry in named]
    if len(named) == 1 and objections[0] is None:
        why = "名称一致，县（区）一致"
        if query.code:
            why += "；台账中没有代码"
        return Match('matched', named[0].organisation, 0.98, (why, *query.code_reasons))
    several = (f"台账中有{len(named)}家单位用这个名称",) if len(named) > 1 else ()
    found = [
        _candidate(query, entry, 0.9 if objection is None else 0.8, objection or "名称一致，县（区）一致")
        for entry, objection in zip(named, objections, strict=True)
    ]
    whys = several or (found[0].reasons[0],)
    return _waiting(found, (*whys, *query.code_reasons))


def _objection(query: _Query, entry: Entry) -> str | None:
    """Why an exact name is not enough for this organisation; None when it is."""
    if query.code and entry.code:
        return "同名不同码"
    if query.parts.key != entry.parts.key:
        return f"名称是曾用名（现名{entry.name}）"
    if query.region is None:
        return "名称一致，但没有给出县（区）"
    if entry.region is None:
        return "名称一致，但台账中没有县（区）"
    if query.region != entry.region:
        return f"名称一致，但县（区）不同：来件{query.region}，台账{entry.region}"
    return None


def _by_likeness(query: _Query, index: NameIndex) -> Match | None:
    """Names that are like it: never more than a proposal."""
    found = _alike(query, index)
    return _waiting(found, ("没有名称完全一致的单位", *query.code_reasons)) if found else None


def _alike(query: _Query, index: NameIndex) -> list[Candidate]:
    entries = (index.entries[position] for position in shortlist(query.parts.key, query.region, index))
    rated = [(_score(query, entry), entry) for entry in entries]
    best = sorted(
        (pair for pair in rated if pair[0] >= _ALIKE), key=lambda pair: (-pair[0], pair[1].organisation)
    )
    return [
        _candidate(query, entry, score, f"名称相近：{difference(query.parts, _closest(query, entry))}")
        for score, entry in best[:_SHOWN]
    ]


def _closest(query: _Query, entry: Entry) -> Parts:
    return max((entry.parts, *entry.former), key=lambda parts: likeness(query.parts, parts))


def _score(query: _Query, entry: Entry) -> float:
    parts = _closest(query, entry) if entry.former else entry.parts
    score = likeness(query.parts, parts)
    if query.region is not None and entry.region is not None:
        score += _COUNTY if query.region == entry.region else -_OTHER_COUNTY
    if query.code and entry.code:
        score -= _OTHER_CODE
    return score if regions_agree(query.parts, parts) else score - _OTHER_REGION


def _candidate(query: _Query, entry: Entry, score: float, reason: str) -> Candidate:
    reasons = [reason]
    if query.region and entry.region and "县（区）" not in reason:
        same = query.region == entry.region
        reasons.append("县（区）一致" if same else f"县（区）不同：来件{query.region}，台账{entry.region}")
    if query.code and entry.code and query.code != entry.code and "码" not in reason:
        reasons.append("代码不同")
    return Candidate(entry.organisation, entry.name, entry.code, min(max(score, 0.0), 1.0), tuple(reasons))


def _waiting(found: Iterable[Candidate], reasons: tuple[str, ...]) -> Match:
    ordered = sorted(found, key=lambda item: (-item.score, item.organisation, item.name))[:_SHOWN]
    return Match('candidates', None, ordered[0].score, reasons, tuple(ordered))
