"""The rungs of a drafted pack: each decision rule of a notice with the condition it states."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from campaigns.phrases import CaseRead, text_to_case
from campaigns.places import where_to_text
from model.campaign import All, Compare, Condition, Is, LadderRule, PopulationKind
from model.notice import NoticeRule

SURE = 0.8
"""A reading with a lower score is put before a person."""

_WAYS = re.compile(r'(?:采取|采用|通过)(?!从)([^，。；]{2,120}?)等(?:多种)?(?:方式|形式|办法)')
_LONGEST_WAY = 24
_WITHOUT = (Is('established', (False,)),)
_FIRMS_ONLY = re.compile(r'^[^，]{0,12}企业[，,]')


class _Ladder(NamedTuple):
    """What the rungs of one notice say together: whether one is for no members, whether any narrows them."""

    has_none: bool
    narrows: bool


def rules_to_ladder(rules: Sequence[NoticeRule]) -> tuple[LadderRule, ...]:
    """A rung for every rule; a condition that is not understood for sure is a doubtful reading or none."""
    cases = [text_to_case(rule.condition, f'{_before(rule)}{rule.count_basis or ""}') for rule in rules]
    compared = [one for case in cases for one in _party_counts(case.conditions)]
    ladder = _Ladder(
        any(one == Compare(('members_total',), '=', 0) for one in compared),
        any(one.counts != ('members_total',) for one in compared),
    )
    return tuple(_rung(rule, case, ladder) for rule, case in zip(rules, cases, strict=True))


def _before(rule: NoticeRule) -> str:
    """The words of the rule's sentence before its case."""
    return rule.verbatim.partition(rule.condition)[0]


def _party_counts(conditions: tuple[Condition, ...]) -> list[Compare]:
    return [one for one in conditions if isinstance(one, Compare) and 'members' in one.counts[0]]


def _rung(rule: NoticeRule, case: CaseRead, ladder: _Ladder) -> LadderRule:
    rung = LadderRule(
        method=rule.method,
        verbatim=rule.verbatim,
        where=where_to_text(rule.where),
        count_basis=rule.count_basis or case.basis,
        applies_to=_applies_to(rule, case),
        ways=_ways(rule.verbatim),
    )
    doubts = _doubts(rule, case, ladder)
    firm, zero = _above_none(case.conditions)
    if doubts:
        reading = _both(case.conditions) if case.conditions and case.conditions != _WITHOUT else None
        return replace(rung, doubtful_when=reading, doubt='；'.join(doubts))
    if zero is None or (ladder.has_none and zero.counts == ('members_total',)):
        return replace(rung, when=_both(firm))
    others = (Compare(('members_total',), '>=', 1),) if ladder.has_none else ()
    return replace(
        rung,
        when=_both(firm),
        doubtful_when=_both((zero, *others)),
        doubt=f"原文“{rule.condition}”没有写明是否含一名也没有的情形",
    )


def _applies_to(rule: NoticeRule, case: CaseRead) -> tuple[PopulationKind, ...]:
    firms = case.applies_to or _FIRMS_ONLY.match(_before(rule))
    return ('enterprises',) if firms else ()


def _doubts(rule: NoticeRule, case: CaseRead, ladder: _Ladder) -> list[str]:
    """Why the case is not understood for sure, in the clerk's words."""
    found = []
    if case.left or not case.conditions:
        found.append(f"“{rule.condition}”没有全看懂，条件请人填写")
    if case.conditions == _WITHOUT:
        found.append("凡未建党组织的都适用，可能是一项任务而不是组建办法")
    if case.carried:
        found.append(f"“{rule.condition}”没有写数的是什么，承前按“{case.carried}”")
    some = [one for one in _party_counts(case.conditions) if one.value]
    if ladder.narrows and any(one.counts == ('members_total',) for one in some):
        found.append("本条只写“党员”，别条另有限定，没有写明是否含预备党员、兼职党员")
    if rule.score < SURE:
        found.append("这一句是否规定了组建办法，请核对")
    return found


def _above_none(conditions: tuple[Condition, ...]) -> tuple[tuple[Condition, ...], Compare | None]:
    """不足3名 as one or two, and the comparison that says none at all; None where no case is so open."""
    counted = _party_counts(conditions)
    lower = {one.counts for one in counted if one.comparator in {'>', '>='}}
    open_ones = [one for one in counted if one.comparator in {'<', '<='} and one.counts not in lower]
    if not open_ones:
        return conditions, None
    counts = open_ones[0].counts
    return (Compare(counts, '>=', 1), *conditions), Compare(counts, '=', 0)


def _both(conditions: tuple[Condition, ...]) -> Condition:
    return conditions[0] if len(conditions) == 1 else All(conditions)


def _ways(verbatim: str) -> tuple[str, ...]:
    """The varieties that a sentence names: 采取片区联建、同业共建等方式."""
    match = _WAYS.search(verbatim)
    named = match[1].split('、') if match else []
    return tuple(named) if len(named) > 1 and max(map(len, named)) <= _LONGEST_WAY else ()
