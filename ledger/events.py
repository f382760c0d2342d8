"""What an event changes in the ledger: a new name, another supervisor, an organisation's beginning or end.

查重合并 of double records is no event; it is done by office.merging.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from model.subject import EventKind, Organisation

LABELS: dict[EventKind, str] = {
    'register': "新登记",
    'move_in': "迁入",
    'rename': "更名",
    'change_supervisor': "变更业务主管单位",
    'move_out': "迁出",
    'absorb': "吸收合并",
    'consolidate': "新设合并",
    'divide': "分立",
    'deregister': "注销",
    'revoke': "撤销登记",
    'establish': "成立党组织",
    'dissolve': "撤销党组织",
}

_ALSO: dict[str, EventKind] = {
    '新登记': 'register',
    '成立': 'register',
    '成立登记': 'register',
    '登记': 'register',
    '名称变更': 'rename',
    '变更名称': 'rename',
    '变更主管': 'change_supervisor',
    '变更主管单位': 'change_supervisor',
    '变更业务主管': 'change_supervisor',
    '合并': 'absorb',
    '注销登记': 'deregister',
    '撤销': 'revoke',
    '批复': 'establish',
    '建立党组织': 'establish',
    '成立党支部': 'establish',
    '撤销党支部': 'dissolve',
}

BEGINS: frozenset[EventKind] = frozenset({'register', 'move_in'})
ENDS: frozenset[EventKind] = frozenset({'move_out', 'absorb', 'consolidate', 'deregister', 'revoke'})
"""After these the organisation counts no longer from the event's day on."""

BRANCH = (
    *('establishment_form', 'org_level', 'party_org_name', 'established_on', 'approved_by'),
    *('approval_number', 'approval_date', 'joint_name', 'joint_units'),
)
"""What is held of a branch, beside that there is one."""


def word_to_kind(word: str) -> EventKind | None:
    """The kind of event a clerk's word or the program's own id means; None where it means none.

    >>> word_to_kind('变更主管')
    'change_supervisor'
    """
    told = word.strip()
    by_label = {label: kind for kind, label in LABELS.items()} | _ALSO
    return next((kind for kind in LABELS if kind == told), None) or by_label.get(told)


def event_label(kind: str) -> str:
    """What a clerk calls an event; the kind itself where it is none."""
    return next((label for known, label in LABELS.items() if known == kind), kind)


def renamed(organisation: Organisation, name: str) -> dict[str, Any]:
    """A new name; the old one stays among the former ones, under which papers still come."""
    former = [one for one in organisation.facts.get('former_names') or () if one != name]
    return {'org_name': name, 'former_names': [*former, organisation.name]}


def supervised(supervisor: str) -> dict[str, Any]:
    """Another 业务主管单位; 直接登记 for none."""
    return {'competent_authority': supervisor}


def ended(on: dt.date, into: int | None = None) -> dict[str, Any]:
    """The organisation counts no longer from this day on; into is the one that took it over."""
    return {'@state': 'ended', '@ended_on': on} | ({} if into is None else {'@merged_into': into})


def established(
    form: str | None, doc_number: str | None, on: dt.date | None, told: Mapping[str, Any] | None = None
) -> dict[str, Any]:
    """A branch that was approved: independent or joint, by this paper of this day."""
    approval = {'approval_number': doc_number, 'approval_date': on.isoformat() if on else None}
    values = {'established': True, 'establishment_form': form, **approval, **(told or {})}
    return {field: value for field, value in values.items() if value is not None}


def dissolved() -> dict[str, Any]:
    """A branch that is no more; what was held of it is held no longer."""
    return {'established': False, **dict.fromkeys(BRANCH)}


def is_joint(organisation: Organisation) -> bool:
    """Whether its branch is one that several organisations share."""
    form = str(organisation.facts.get('establishment_form') or '')
    return '联合' in form or bool(organisation.facts.get('joint_name'))


def same_branch(one: Organisation, other: Organisation) -> bool:
    """Whether two organisations share a joint branch: by its name, or by the paper that approved it."""
    if one.id == other.id:
        return False
    if (name := one.facts.get('joint_name')) and name == other.facts.get('joint_name'):
        return True
    number = one.facts.get('approval_number')
    joint = all('联合' in str(item.facts.get('establishment_form') or '') for item in (one, other))
    return bool(joint and number and number == other.facts.get('approval_number'))
