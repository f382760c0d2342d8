"""What the form of each kind of event asks, and the event that a filled form tells."""

from __future__ import annotations

from typing import NamedTuple, cast

from desk.pages.ledger_words import day_of
from desk.visit import Visit
from ledger.events import LABELS
from model.errors import UsageFault
from model.subject import EventKind
from office.acting import Paper
from office.correcting import told_to_values
from office.eventing import Event

BEGINNINGS = ('register', 'move_in')
"""Events of organisations that the ledger need not know yet."""

_IDENTITY = ('region', 'code', 'org_type', 'competent_authority')
_BRANCH = ('establishment_form', 'org_level', 'party_org_name', 'approved_by', 'joint_name', 'party_head')


class EventForm(NamedTuple):
    """The label of its name field ('' has none); whether several names, others, values, an end are asked."""

    to: str = ''
    several: bool = False
    others: str = ''
    values: tuple[str, ...] = ()
    ends: bool = False
    named: bool = False


FORMS: dict[str, EventForm] = {
    'rename': EventForm("新名称", named=True),
    'change_supervisor': EventForm("新的业务主管单位（没有的写 直接登记）"),
    'establish': EventForm(others="联合建立的其他单位（一行一家；单独建立的不填）", values=_BRANCH),
    'dissolve': EventForm(),
    'deregister': EventForm(),
    'revoke': EventForm(),
    'move_out': EventForm(),
    'absorb': EventForm("并入哪一家（编号、代码或名称）"),
    'consolidate': EventForm(
        "合并后新设单位的名称", others="一起合并的其他单位（一行一家）", values=_IDENTITY, named=True
    ),
    'divide': EventForm(
        "分立出的单位名称（一行一个）", several=True, values=_IDENTITY, ends=True, named=True
    ),
    'register': EventForm(values=_IDENTITY),
    'move_in': EventForm(values=_IDENTITY),
}


def label_of_kind(kind: str) -> str:
    """What a clerk calls a kind of event."""
    return LABELS[cast('EventKind', kind)]


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.splitlines() if line.strip())


def values_of(visit: Visit) -> dict[str, str]:
    """The fields of an organisation that a form tells (v.字段), with one more that was chosen by name."""
    told = {
        name.removeprefix('v.'): value.strip()
        for name, value in visit.form.items()
        if name.startswith('v.') and isinstance(value, str)
    }
    if visit.text('field'):
        told[visit.text('field')] = visit.text('value')
    return told


def event_of(visit: Visit, kind: str, organisation: str) -> Event:
    """The event that a filled form tells of.

    Raises:
        UsageFault: what it needs is missing, or a value cannot be read.
    """
    form = FORMS.get(kind)
    if form is None:
        raise UsageFault("没有这种事件。请从单位页的按钮进入。")
    if form.to:
        visit.needed('to', form.to)
    told = visit.text('register')
    if told and not told.isdecimal():
        raise UsageFault("“收文编号”只写数字，如 12。")
    paper = Paper(
        day_of(visit, visit.needed('on', "日期"), "日期"),
        visit.text('doc_number') or None,
        int(told) if told else None,
    )
    values = told_to_values([f'{field}={text}' for field, text in values_of(visit).items() if text])
    names = _lines(visit.text('to'))
    return Event(
        cast('EventKind', kind),
        organisation,
        paper,
        names if form.to else (),
        _lines(visit.text('others')) if form.others else (),
        values if form.values else {},
        form.ends and visit.text('ends') == 'yes',
        visit.text('same_name') == 'yes',
    )
