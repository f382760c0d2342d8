"""党建责任主体: which body answers for an organisation's Party building, by the rules of a notice."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from campaigns.ladder import FACT_LABELS, holds, known_facts, undecided
from ledger.names import is_direct_registration
from model.campaign import Is, ResponsibleRule
from model.planning import ResponsibleBody, ResponsibleLine
from model.subject import Organisation

LABELS = {**FACT_LABELS, 'affiliation': "党组织隶属关系", 'direct_registration': "是否直接登记"}
_SUPERVISOR = "业务主管单位"


def facts_of(organisation: Organisation) -> dict[str, Any]:
    """Its facts with direct_registration among them: no 业务主管单位 means that it is (model.subject)."""
    facts = known_facts(organisation)
    return {'direct_registration': is_direct_registration(organisation.supervisor), **facts}


def responsible_lines(
    rules: Sequence[ResponsibleRule], organisations: Iterable[Organisation]
) -> tuple[ResponsibleLine, ...]:
    """A line for each organisation that counts; a missing fact leaves several rules open, all shown."""
    return tuple(_line(rules, one) for one in organisations if one.state == 'active')


def _line(rules: Sequence[ResponsibleRule], organisation: Organisation) -> ResponsibleLine:
    facts = facts_of(organisation)
    bodies: list[ResponsibleBody] = []
    missing: list[str] = []
    for rule in rules:
        told = holds(rule.when, facts) if rule.when is not None else False
        if told is False or rule.when is None:
            continue
        lacking = [
            name
            for leaf in undecided(rule.when, facts)
            for name in ((leaf.fact,) if isinstance(leaf, Is) else leaf.counts)
        ]
        missing += lacking
        bodies.append(_body(rule, organisation, lacking))
        if told:
            break
    doubtful = len(bodies) > 1 or any(one.doubtful for one in bodies)
    state = 'doubtful' if doubtful else 'one' if bodies else 'no_rule'
    return ResponsibleLine(organisation.id, state, tuple(bodies), tuple(dict.fromkeys(missing)))  # type: ignore[arg-type]


def _body(rule: ResponsibleRule, organisation: Organisation, lacking: Sequence[str]) -> ResponsibleBody:
    unfilled = [f"未填{LABELS.get(name, name)}" for name in dict.fromkeys(lacking)]
    reason = "；".join([*unfilled, *([rule.doubt] if rule.doubt else [])]) or None
    unit = organisation.supervisor if _SUPERVISOR in rule.body else None
    return ResponsibleBody(rule.body, unit, rule.verbatim, reason is not None, reason)
