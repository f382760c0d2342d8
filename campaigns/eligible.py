"""应建未建 by each definition, and what is clear about those without a branch (五个清)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from campaigns.ladder import FACT_LABELS, holds, known_facts, undecided
from model.campaign import All, ClearItem, Compare, Condition, EligibleRule, Is, Not, Pack
from model.planning import ClearLine, EligibleLine, EligibleState
from model.subject import Organisation

FULL_TIME = EligibleRule(
    '年检口径',
    Compare(('full_members_full_time',), '>=', 3),
    verbatim='“应建未建”是指专职工作人员中有3名以上正式党员，但未建立党组织的社会组织。',
)
ANY_FULL = EligibleRule(
    '党建年报口径',
    Compare(('full_members_full_time', 'full_members_part_time'), '>=', 1),
    verbatim='有1名以上正式党员（包括兼职）、但未单独或联合建立党组织',
)
DEFINITIONS = (FULL_TIME, ANY_FULL)
"""The two readings in official use, which contradict each other (domain.md §3.1, §3.4, C09)."""

ESTABLISHED = Is('established', (True,))
_REASON = 'not_established_reason'
_SAYS_ELIGIBLE = ('应建未建', '符合建立党组织条件')
LABELS = {
    **FACT_LABELS,
    'operation': "经营运行情况",
    'staff_total': "从业人员总数",
    'full_members': "正式党员数",
    'legal_rep': "出资人（负责人）",
    _REASON: "未建党组织原因",
}


def definitions(pack: Pack | None = None) -> tuple[EligibleRule, ...]:
    """The two readings and those of the pack's own notice, no condition twice."""
    own = pack.eligible if pack else ()
    return tuple({rule.when: rule for rule in (*own, *DEFINITIONS)}.values())


def eligible_lines(
    rules: Sequence[EligibleRule],
    organisations: Iterable[Organisation],
    established: Condition = ESTABLISHED,
) -> tuple[EligibleLine, ...]:
    """A line for each organisation and definition; unknown names the facts that would tell.

    Those that ended have none. question is set where the reason given contradicts the counts (C09): a
    person asks the sender.
    """
    held = [one for one in organisations if one.state == 'active']
    return tuple(_line(rule, one, established) for one in held for rule in rules)


def _line(rule: EligibleRule, organisation: Organisation, established: Condition) -> EligibleLine:
    facts = known_facts(organisation)
    wanted = All((Not(established), rule.when))
    told = holds(wanted, facts)
    if told is not None:
        state: EligibleState = 'eligible_not_established' if told else 'not_eligible'
        state = 'established' if holds(established, facts) else state
        return EligibleLine(organisation.id, rule.name, state, question=_question(rule, organisation, told))
    names = [
        name
        for leaf in undecided(wanted, facts)
        for name in ((leaf.fact,) if isinstance(leaf, Is) else leaf.counts)
        if name not in facts
    ]
    return EligibleLine(organisation.id, rule.name, 'unknown', tuple(dict.fromkeys(names)))


def _question(rule: EligibleRule, organisation: Organisation, eligible: bool) -> str | None:
    reason = organisation.facts.get(_REASON)
    if not isinstance(reason, str) or organisation.facts.get('established') is not False:
        return None
    says = any(word in reason for word in _SAYS_ELIGIBLE) and '不符合' not in reason
    if says == eligible:
        return None
    counted = "够" if eligible else "不够"
    return f"未建原因填“{reason}”，而所填党员数按“{rule.name}”{counted}建立党组织的条件，请核实"


def clear_lines(
    items: Sequence[ClearItem],
    organisations: Iterable[Organisation],
    established: Condition = ESTABLISHED,
) -> tuple[ClearLine, ...]:
    """For each organisation not known to have a branch: the items that are clear, and what each other lacks.

    A 0 and a "no" are answers; what is None or blank is missing. missing maps an item to facts by label.
    """
    lines = []
    for one in organisations:
        facts = known_facts(one)
        if one.state != 'active' or holds(established, facts):
            continue
        gaps = {item.name: [fact for fact in item.needs if facts.get(fact) in (None, '')] for item in items}
        clear = tuple(name for name, lacking in gaps.items() if not lacking)
        missing = {
            name: tuple(LABELS.get(fact, fact) for fact in lacking)
            for name, lacking in gaps.items()
            if lacking
        }
        lines.append(ClearLine(one.id, one.name, one.region, clear, missing))
    return tuple(lines)
