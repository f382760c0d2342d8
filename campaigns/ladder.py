"""Which method a notice's rules give an organisation: conditions in three values, then the rungs."""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from model.campaign import All, AnyOf, Compare, Condition, Is, LadderRule, Not, Pack, PlanLine, PlannedMethod
from model.subject import Organisation

_COMPARE: dict[str, Callable[[int, int], bool]] = {
    '>=': operator.ge,
    '<=': operator.le,
    '=': operator.eq,
    '<': operator.lt,
    '>': operator.gt,
}

FACT_LABELS = {
    'established': "是否已建立党组织",
    'large_scale': "是否规模较大",
    'members_total': "党员总数",
    'full_members_full_time': "专职工作人员中正式党员数",
    'full_members_part_time': "兼职人员中正式党员数",
    'type': "组织类别",
    'region': "县（区）",
    'supervisor': "业务主管单位",
}
"""Facts as a clerk calls them; one not listed is named by its field id."""

PARTS = {'members_total': ('full_members_full_time', 'full_members_part_time')}
"""Counts that are 0 where the total they are parts of is 0."""


def holds(condition: Condition, facts: Mapping[str, Any]) -> bool | None:
    """Whether a condition holds; None where a missing fact decides it (Kleene's logic).

    A sum of counts, each 0 or more, can be too large although a part of it is missing. A fact
    of another kind than the condition asks for counts as missing.

    >>> holds(Compare(('full_time', 'part_time'), '>=', 3), {'full_time': 3})
    True
    """
    match condition:
        case Compare():
            return _compare(condition, facts)
        case Is():
            held = facts.get(condition.fact)
            return None if held is None else any(_equal(held, value) for value in condition.values)
        case All():
            return _all(holds(item, facts) for item in condition.of)
        case AnyOf():
            return _not(_all(_not(holds(item, facts)) for item in condition.of))
        case Not():
            return _not(holds(condition.of, facts))


def _compare(condition: Compare, facts: Mapping[str, Any]) -> bool | None:
    known = [count for name in condition.counts if (count := count_of(facts, name)) is not None]
    least, comparator = sum(known), condition.comparator
    if len(known) == len(condition.counts):
        return _COMPARE[comparator](least, condition.value)
    if comparator in {'>=', '>'}:
        return _COMPARE[comparator](least, condition.value) or None
    reachable = _COMPARE['<=' if comparator == '=' else comparator](least, condition.value)
    return None if reachable else False


def count_of(facts: Mapping[str, Any], name: str) -> int | None:
    """The count the facts hold under this name; None where there is none."""
    held = facts.get(name)
    return held if isinstance(held, int) and not isinstance(held, bool) else None


def _equal(held: Any, value: Any) -> bool:
    return isinstance(held, bool) == isinstance(value, bool) and bool(held == value)


def _all(values: Iterable[bool | None]) -> bool | None:
    told = set(values)
    return False if False in told else (None if None in told else True)


def _not(value: bool | None) -> bool | None:
    return None if value is None else not value


def undecided(condition: Condition, facts: Mapping[str, Any]) -> Iterator[Compare | Is]:
    """The comparisons that leave a condition undecided, in order; none where it is decided."""
    if holds(condition, facts) is not None:
        return
    match condition:
        case Compare() | Is():
            yield condition
        case Not():
            yield from undecided(condition.of, facts)
        case All() | AnyOf():
            for item in condition.of:
                yield from undecided(item, facts)


def _missing(condition: Condition, facts: Mapping[str, Any]) -> tuple[list[str], list[str]]:
    """The counts and the answers whose absence leaves a condition undecided."""
    counts: list[str] = []
    answers: list[str] = []
    for leaf in undecided(condition, facts):
        if isinstance(leaf, Is):
            answers.append(leaf.fact)
        else:
            counts += [name for name in leaf.counts if count_of(facts, name) is None]
    return counts, answers


def _offer(rule: LadderRule, facts: Mapping[str, Any]) -> PlannedMethod | None:
    """The rule's method where a reading of it holds, or would with an answer nobody has filled in."""
    whole = rule.doubt if rule.doubtful_when is None else None
    if rule.when is not None and holds(rule.when, facts):
        return PlannedMethod(rule.method, rule.verbatim, whole is not None, whole)
    for reading, doubt in ((rule.when, whole), (rule.doubtful_when, rule.doubt)):
        if reading is None or holds(reading, facts) is False:
            continue
        counts, answers = _missing(reading, facts)
        if not counts:
            unfilled = [f"未填{FACT_LABELS.get(fact, fact)}" for fact in dict.fromkeys(answers)]
            reason = "；".join([*unfilled, *([doubt] if doubt else [])])
            return PlannedMethod(rule.method, rule.verbatim, doubtful=True, reason=reason or None)
    return None


def known_facts(organisation: Organisation) -> dict[str, Any]:
    """Its facts as conditions see them: identity among them, what is not filled in left out."""
    own = {'type': organisation.type, 'region': organisation.region, 'supervisor': organisation.supervisor}
    return _parts_of_nothing(own | organisation.facts)


def _parts_of_nothing(facts: dict[str, Any]) -> dict[str, Any]:
    """Facts with the unfilled parts of a total of 0 as 0: many forms say 党员 0 and leave the rest blank."""
    parts = {part: 0 for total, parts in PARTS.items() if count_of(facts, total) == 0 for part in parts}
    return parts | {fact: value for fact, value in facts.items() if value is not None}


def plan_line(pack: Pack, organisation: Organisation) -> PlanLine:
    """What a campaign means for one organisation; nothing is chosen where two rules hold.

    A yes-or-no fact that is missing makes its rule's method doubtful, a missing count leaves the
    line unknown; where only whether it is established is missing, the methods are offered all
    the same. `missing` names all of these. A rung whose condition is not known is offered, as
    doubtful, only where no other holds.
    """
    facts = known_facts(organisation)
    sent = holds(pack.instructors.when, facts) if pack.instructors else None
    one = organisation
    line = PlanLine(one.id, one.name, one.code, one.region, (), 'established', instructor=sent)
    if holds(pack.established, facts):
        return line
    rungs = rungs_for(pack)
    known = tuple(rule.when or rule.doubtful_when for rule in rungs)
    gaps = [_missing(condition, facts) for condition in (*known, covered(pack)) if condition is not None]
    methods = tuple(offer for rule in rungs if (offer := _offer(rule, facts)) is not None)
    unknown = any(counts for counts, _answers in gaps)
    if not methods and not unknown:
        methods = tuple(_unread(rule) for rule in rungs if rule.when is None is rule.doubtful_when)
    gaps.append(_missing(pack.established, facts))
    names = tuple(dict.fromkeys(name for counts, answers in gaps for name in counts + answers))
    return replace(line, methods=methods, state='unknown' if unknown else _state(methods), missing=names)


def _unread(rule: LadderRule) -> PlannedMethod:
    """A rung whose condition nobody has told the program: shown where no other rung holds."""
    return PlannedMethod(rule.method, rule.verbatim, doubtful=True, reason=rule.doubt or "适用条件待确认")


def rungs_for(pack: Pack) -> tuple[LadderRule, ...]:
    """The rungs that are about organisations."""
    return tuple(rule for rule in pack.ladder if not rule.applies_to or 'organisations' in rule.applies_to)


def covered(pack: Pack) -> Condition:
    """Which organisations of the ledger the notice covers; none at all where it is about other bodies."""
    return AnyOf(tuple(one.when for one in pack.populations if one.kind == 'organisations'))


def _state(methods: tuple[PlannedMethod, ...]) -> str:
    if not methods:
        return 'no_rule'
    if all(method.doubtful for method in methods):
        return 'doubtful'
    return 'one_method' if len(methods) == 1 else 'candidates'


def plan(pack: Pack, organisations: Iterable[Organisation]) -> tuple[PlanLine, ...]:
    """A line for every organisation that the notice covers or may cover, in the order given."""
    whom = covered(pack)
    meant = (item for item in organisations if holds(whom, known_facts(item)) is not False)
    return tuple(plan_line(pack, organisation) for organisation in meant)
