"""The levels by which a name and a code are matched, the safest first; each says in Chinese why."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import NamedTuple

from ledger.counties import relation
from ledger.index import Entry, NameIndex, by_id, holders, named, size
from ledger.likeness import difference, likeness, names_agree
from ledger.links import NO_LINKS, Links, decided
from ledger.names import Parts
from ledger.scoring import (
    AUTOMATIC,
    Around,
    Rarity,
    Rating,
    Relation,
    lacks_own_name,
    rate,
    shares,
    slack,
    tells_apart,
)
from ledger.twins import county_twins
from model.subject import Candidate, Match
from text.characters import look_key

_SHOWN = 5
_WORTH_A_LOOK = 0.001
"""Recall at 5 falls below this probability; it is the person's time that is spent above it."""

_NOTHING_OWN = 0.5
_COUNTY_DIGITS = 6

_TWIN = "名称只差行政区划或常省略的字词"
_TWINS = f"同县（区）还有{_TWIN}的单位，来件可能漏写"

_ENDED = {
    'ended': "台账中该单位已终止（注销、撤销、迁出或合并），请核对",
    'merged': "台账中该记录已并入别的记录，请核对",
}


@dataclass(frozen=True, slots=True)
class Query:
    """What a paper gives; notes are why its code is wrong, or how it was repaired.

    forbidden are the organisations a person said it does not mean, rejections tell that in words;
    sure is the share from which a likeness decides; None: what its kind of difference needs.
    """

    parts: Parts
    region: str | None
    code: str | None = None
    notes: tuple[str, ...] = ()
    rejections: tuple[str, ...] = ()
    links: Links = NO_LINKS
    forbidden: frozenset[int] = frozenset()
    sure: float | None = None


def by_decision(query: Query, index: NameIndex) -> Match | None:
    """What a person said before, unless the code or the organisation's end now speaks against it."""
    number = decided(query.parts.key, query.code, query.region, query.links)
    entry = by_id(number, index) if number is not None else None
    if entry is None or entry.organisation in query.forbidden:
        return None
    why = f"此前已由人工确认为“{entry.name}”"
    if query.code and entry.code and query.code != entry.code:
        return _waiting([_candidate(query, entry, 0.9, why)], (f"{why}，但这次代码不同", *query.notes))
    return _matched(query, entry, 1.0, why)


def by_code(query: Query, index: NameIndex) -> Match | None:
    """A valid code that the ledger holds; the name must not contradict it."""
    held = _allowed(query, holders(query.code, index))
    if not held:
        return None
    same = _allowed(query, named(query.parts.key, index)[0])
    agreed = _agreement(query, held[0], same)
    if len(held) == 1 and agreed:
        return _matched(query, held[0], 1.0, agreed)
    if len(held) > 1:
        why = f"台账中有{len(held)}条记录用这个代码"
    else:
        why = "代码与名称不一致" if query.parts.key else "代码在台账中，但没有名称可以核对"
    found = [_candidate(query, entry, 0.9, "代码一致") for entry in held]
    found += [_candidate(query, entry, 0.8, "名称一致，代码不同") for entry in same if entry not in held]
    if not same:
        others = [one for one in _alike(query, index) if one.entry not in held]
        found += _proposals(query, others)
    return _waiting(found, (why, *query.notes))


def _agreement(query: Query, holder: Entry, same: list[Entry]) -> str | None:
    key = query.parts.key
    if not key:
        return None
    if key == holder.parts.key:
        return "代码一致，名称一致"
    if key in (former.key for former in holder.former):
        return f"代码一致，名称是曾用名（现名{holder.name}）"
    if same or not names_agree(query.parts, holder.parts):
        return None
    return f"代码一致，名称略有出入：{difference(query.parts, holder.parts)}"


def by_name(query: Query, index: NameIndex) -> Match | None:
    """A name that is exactly an organisation's, present or former."""
    same = _allowed(query, named(query.parts.key, index)[0])
    if not same:
        return None
    objections = [_objection(query, entry, index) for entry in same]
    if len(same) == 1 and objections[0] is None:
        why = f"名称一致，{_county_told(query)}"
        twins = _allowed(query, county_twins(query.parts, same[0], index))
        if not twins:
            return _matched(query, same[0], 0.98, f"{why}；台账中没有代码" if query.code else why)
        others = [_candidate(query, one, 0.5, _TWIN) for one in twins]
        return _waiting([_candidate(query, same[0], 0.9, why), *others], (f"{why}，但{_TWINS}", *query.notes))
    several = (f"台账中有{len(same)}家单位用这个名称",) if len(same) > 1 else ()
    found = [
        _candidate(
            query, entry, 0.9 if objection is None else 0.8, objection or f"名称一致，{_county_told(query)}"
        )
        for entry, objection in zip(same, objections, strict=True)
    ]
    return _waiting(found, (*(several or found[0].reasons[:1]), *query.notes))


def _objection(query: Query, entry: Entry, index: NameIndex) -> str | None:
    """Why an exact name is not enough for this organisation; None when it is."""
    if query.code and entry.code and query.code != entry.code:
        return "同名不同码"
    if query.parts.key != entry.parts.key:
        return f"名称是曾用名（现名{entry.name}）"
    if query.region is None:
        return None if _names_its_county(query.parts, entry) else "名称一致，但没有给出县（区）"
    if entry.region is None:
        return "名称一致，但台账中没有县（区）"
    if relation(query.region, entry.region, index.regions) == 'same':
        return None
    return f"名称一致，但县（区）不同：来件{query.region}，台账{entry.region}"


def _county_told(query: Query) -> str:
    return "县（区）一致" if query.region else "名称中的县（区）与台账一致"


def _names_its_county(parts: Parts, entry: Entry) -> bool:
    """Whether a name's own narrowest region is the county of the ledger, and one county alone.

    A city does not do: 甲市甲县某会 without its county spells 甲市某会.
    """
    if entry.region is None or parts.regions[-1:] != (entry.region,):
        return False
    if parts.codes:
        return len(parts.codes) == 1 and len(parts.codes[0]) == _COUNTY_DIGITS
    return entry.region[-1] in '县区旗'


def by_likeness(query: Query, index: NameIndex) -> Match | None:
    """Names that are like it: the best decides where it is almost certain and its county agrees."""
    found = _alike(query, index)
    if not found:
        return None
    best = found[0]
    if best.share >= _needed(query, best, index) and may_decide(query, best.entry, best.parts, index):
        why = f"{_why(query, best.parts)}；{_county_told(query)}"
        twins = _allowed(query, county_twins(query.parts, best.entry, index))
        if not twins:
            return _matched(query, best.entry, best.share, why)
        shown = {one.entry.organisation for one in found}
        others = [_candidate(query, one, 0.0, _TWIN) for one in twins if one.organisation not in shown]
        return _waiting([*_proposals(query, found), *others], (f"{why}，但{_TWINS}", *query.notes))
    return _waiting(_proposals(query, found), ("没有名称完全一致的单位", *query.notes))


def _needed(query: Query, best: _Alike, index: NameIndex) -> float:
    """The share from which a likeness decides."""
    from ledger.lookup import rarity_in

    if query.sure is not None:
        return query.sure
    doubts = slack(query.parts, best.parts, ledger=size(index), rarity=rarity_in(index))
    return 1 - (1 - AUTOMATIC) * doubts


class _Alike(NamedTuple):
    """An organisation whose name is like the one asked for, by which of its names.

    share is the probability that it is meant and none of the others is.
    """

    entry: Entry
    share: float
    parts: Parts


def _alike(query: Query, index: NameIndex) -> list[_Alike]:
    """The organisations worth a look, the likeliest first."""
    from ledger.lookup import near, rarity_in

    if not query.parts.key:
        return []
    rarity = rarity_in(index)
    entries = _allowed(query, near(query.parts, query.region, index))
    rated = [_rated(query, entry, index, rarity) for entry in entries]
    rated.sort(key=lambda one: (-one[0].probability, one[2].organisation))
    chances = shares([rating for rating, _parts, _entry in rated])
    return [
        _Alike(entry, share, parts)
        for share, (_rating, parts, entry) in zip(chances[:_SHOWN], rated, strict=False)
        if share >= _least(query.parts, parts)
    ]


def _least(one: Parts, other: Parts) -> float:
    """From which share on a name is shown; 蓝天 and 阳光社会工作服务中心 share no own words."""
    apart = set(look_key(_own_words(one))).isdisjoint(look_key(_own_words(other)))
    return _NOTHING_OWN if apart else _WORTH_A_LOOK


def _own_words(parts: Parts) -> str:
    """The stem; a place where nothing else stands before the form: 乙市商会 may be 甲县乙市商会."""
    return parts.stem if parts.stem != parts.rest else parts.key


def _rated(query: Query, entry: Entry, index: NameIndex, rarity: Rarity) -> tuple[Rating, Parts, Entry]:
    """How sure it is that an organisation is meant, and by which of its names."""
    county = county_of(query, entry, index)
    code: Relation = 'other' if query.code and entry.code else 'unknown'
    parts = entry.parts
    if entry.former:
        parts = max((parts, *entry.former), key=lambda one: likeness(query.parts, one))
    held = around(query, entry, index)
    return rate(query.parts, parts, county=county, code=code, rarity=rarity, around=held), parts, entry


def around(query: Query, entry: Entry, index: NameIndex) -> Around:
    """How many there are to be confused with."""
    from ledger.lookup import county_size

    return Around(size(index), county_size(entry.region, index), query.region is not None)


def county_of(query: Query, entry: Entry, index: NameIndex) -> Relation:
    """How the county of the sender stands to that of the ledger; the name tells it where no sender does."""
    if query.region is None:
        return 'same' if entry.region in query.parts.regions else 'unknown'
    return relation(query.region, entry.region, index.regions)


def may_decide(query: Query, entry: Entry, parts: Parts, index: NameIndex) -> bool:
    """Whether a likeness may decide: present name, county agreeing, no other code, no other own name."""
    return (
        parts == entry.parts
        and not tells_apart(query.parts, parts)
        and not lacks_own_name(query.parts, parts)
        and not (query.notes or (query.code and entry.code))
        and (
            _names_its_county(query.parts, entry)
            if query.region is None
            else relation(query.region, entry.region, index.regions) == 'same'
        )
    )


def _why(query: Query, parts: Parts) -> str:
    if look_key(query.parts.key) == look_key(parts.key):
        return f"名称只有形近字不同：{difference(query.parts, parts)}"
    return f"名称相近：{difference(query.parts, parts)}"


def _proposals(query: Query, found: list[_Alike]) -> list[Candidate]:
    return [_candidate(query, one.entry, one.share, _why(query, one.parts)) for one in found]


def _allowed(query: Query, entries: list[Entry]) -> list[Entry]:
    return [entry for entry in entries if entry.organisation not in query.forbidden]


def _candidate(query: Query, entry: Entry, score: float, reason: str) -> Candidate:
    reasons = [reason]
    if query.region and entry.region and "县（区）" not in reason:
        same = query.region == entry.region
        reasons.append("县（区）一致" if same else f"县（区）不同：来件{query.region}，台账{entry.region}")
    if query.code and entry.code and query.code != entry.code and "码" not in reason:
        reasons.append("代码不同")
    if entry.state in _ENDED:
        reasons.append(_ENDED[entry.state])
    return Candidate(entry.organisation, entry.name, entry.code, min(max(score, 0.0), 1.0), tuple(reasons))


def _matched(query: Query, entry: Entry, score: float, why: str) -> Match:
    """The organisation itself; one that has ended waits unless its code is given."""
    ended = _ENDED.get(entry.state)
    if ended is None:
        return Match('matched', entry.organisation, score, (why, *query.notes))
    if query.code and query.code == entry.code:
        return Match('matched', entry.organisation, score, (why, ended, *query.notes))
    return _waiting([_candidate(query, entry, 0.9, why)], (f"{why}；{ended}", *query.notes))


def _waiting(found: Iterable[Candidate], reasons: tuple[str, ...]) -> Match:
    ordered = sorted(found, key=lambda item: (-item.score, item.organisation, item.name))[:_SHOWN]
    return Match('candidates', None, ordered[0].score, reasons, tuple(ordered))


LEVELS: tuple[Callable[[Query, NameIndex], Match | None], ...] = (by_decision, by_code, by_name, by_likeness)
