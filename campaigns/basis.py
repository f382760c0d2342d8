"""Whom a notice counts (专职工作人员中的正式党员) as the ledger's counts, and joint limits from it."""

from __future__ import annotations

import re

from campaigns.ladder import rungs_for
from campaigns.phrases import text_to_case
from model.campaign import All, Compare, Condition, JointRule, LadderRule, Pack, PopulationKind

_ASIDE = re.compile(r'[（(][^（）()]*[）)]')
_JOINT = '联合'
_DOUBT = "通知没有写明联合组建的家数和人数，暂按合计3名以上、5家以内（企业3家以内），请确认"


def basis_to_counts(words: str | None) -> tuple[str, ...] | None:
    """The counts that a count_basis means; None where it is more than one basis or not understood.

    >>> basis_to_counts('专职工作人员中的正式党员')
    ('full_members_full_time',)
    """
    if not words:
        return None
    case = text_to_case(f'{_ASIDE.sub("", words)}3名以上')
    counted = [one.counts for one in case.conditions if isinstance(one, Compare)]
    return counted[0] if len(case.conditions) == len(counted) == 1 and not case.left else None


def joint_rule(pack: Pack, kind: PopulationKind = 'organisations') -> JointRule | None:
    """The pack's limits for joint branches of this kind of bodies; None where its notice asks for none.

    A pack without a [[joint]] section, as a drafted one is, has those of its rung for 联合组建, doubtful.
    """
    own = next((one for one in pack.joint if one.population == kind), None)
    if own or pack.joint:
        return own
    meant = (one for one in pack.ladder if not one.applies_to or kind in one.applies_to)
    rungs = rungs_for(pack) if kind == 'organisations' else meant
    return next((rule for one in rungs if _JOINT in one.method and (rule := _from_rung(one, kind))), None)


def _from_rung(rung: LadderRule, kind: PopulationKind) -> JointRule | None:
    """Limits from the rung's comparisons of one count; None where it has none, or several."""
    leaves = _comparisons(rung.when or rung.doubtful_when)
    if len({one.counts for one in leaves}) != 1:
        return None
    least, below = 1, 3
    for one in leaves:
        if one.comparator in {'<', '<=', '='}:
            below = one.value + (one.comparator != '<')
        if one.comparator in {'>', '>=', '='}:
            least = max(1, one.value + (one.comparator == '>'))
    if least >= below:
        return None
    doubt = "；".join(filter(None, (_DOUBT, rung.doubt)))
    units = 3 if kind == 'enterprises' else 5
    counts = leaves[0].counts
    return JointRule(
        counts, kind, least, below, units=units, verbatim=rung.verbatim, where=rung.where, doubt=doubt
    )


def _comparisons(condition: Condition | None) -> list[Compare]:
    if isinstance(condition, Compare):
        return [condition]
    return [leaf for one in condition.of for leaf in _comparisons(one)] if isinstance(condition, All) else []
