"""How a return's layout is settled: known and certain, confirmed before, or asked about once (G5)."""

from __future__ import annotations

from dataclasses import replace

from campaigns.pack import BUILT_IN, try_packs
from extractors.survey import doubts_left, return_of
from extractors.survey.figures import UNIT_FIELDS, figures_to_return
from model.document import Document
from model.form import FormDefinition, FormField
from model.layout import ConfirmedLayout, Layout
from model.place import Problem, Severity
from model.register import Entry, ReviewItem
from model.returned import Return
from model.serialise import to_plain
from office.config import Workplace
from office.naming import value_to_text
from office.proposing import Proposal, as_asked, contradiction_problems, is_open, propose
from office.returns import record_return, sender_region
from store import campaigns, layouts, register, reviews
from store.engine import Connection

__all__ = ['Proposal', 'columns_to_lines', 'fields_of', 'form_of', 'propose', 'sender_of', 'settle_form']


def form_of(layout: Layout, known: tuple[FormDefinition, ...]) -> FormDefinition | None:
    """The form of a layout among these; of several editions the first."""
    return next((one for one in known if one.id == layout.form), None)


def fields_of(layout: Layout, definition: FormDefinition | None) -> tuple[FormField, ...]:
    """What the labels of a layout may stand for: the form's fields, or a unit's figures."""
    if layout.subject == 'reporting_unit' and (definition is None or definition.subject != 'reporting_unit'):
        return UNIT_FIELDS
    return definition.fields if definition else ()


def read_by(document: Document, definition: FormDefinition, layout: Layout | None) -> Return:
    """What a return says when it is read by a layout; None: by its printed labels alone."""
    layout = layout and tellable(layout)
    if layout and layout.subject == 'reporting_unit' and definition.subject != 'reporting_unit':
        return figures_to_return(document, definition, layout)
    return return_of(document, definition, layout)


def fitted(confirmed: Layout, met: Layout) -> Layout:
    """A confirmed layout on this paper's own labels: the same columns, another year or county in them."""
    if len(confirmed.columns) != len(met.columns):
        return confirmed
    pairs = zip(confirmed.columns, met.columns, strict=True)
    return replace(confirmed, columns=tuple(replace(held, label=now.label) for held, now in pairs))


def tellable(layout: Layout) -> Layout:
    """A layout without labels that mean two things on one paper: neighbours tell those apart.

    A telephone behind the chairman's name is his, one behind the secretary's is the secretary's.
    """
    meant: dict[str, set[tuple[object, ...]]] = {}
    for column in layout.columns:
        meant.setdefault(column.label, set()).add((column.field, column.option))
    return replace(
        layout, columns=tuple(column for column in layout.columns if len(meant[column.label]) == 1)
    )


def sender_of(place: Workplace, entry: Entry, returned: Return | None) -> str | None:
    """Who sent a return: its county, else the folder it came in, else the unit it names."""
    named = returned or Return(form=None, edition=None, subject='rows')
    unit = named.unit.name if named.unit else None
    return sender_region(place, entry, named) or entry.sender_hint or unit


def settle_form(
    place: Workplace, connection: Connection, entry: Entry, proposal: Proposal, doubts: tuple[Problem, ...]
) -> str:
    """Record a return whose layout is certain or confirmed; else let it wait with one question."""
    if is_open(proposal, place.forms):
        proposal = as_asked(proposal, _asked_forms(place, connection))
    held = layouts.get(connection, proposal.layout.fingerprint)
    confirmed = held if held and held.state == 'confirmed' else None
    if confirmed:
        return _by_confirmed(place, connection, entry, proposal, confirmed, doubts)
    whys = proposal.whys
    if held is not None:
        whys = (*whys, f"这个版式原由{held.confirmed_by}确认，后已撤回")
    if whys or proposal.definition is None:
        return _ask(place, connection, entry, proposal, whys)
    returned = replace(return_of(proposal.document, proposal.definition), layout=proposal.layout.fingerprint)
    sender = sender_of(place, entry, returned)
    doubts = doubts_left(doubts, returned, proposal.document, proposal.definition)
    doubts = (*doubts, *_change_problems(connection, sender, proposal.layout))
    return record_return(place, connection, entry, returned, proposal.definition, doubts)


def _asked_forms(place: Workplace, connection: Connection) -> tuple[FormDefinition, ...]:
    """The forms that the campaigns running here ask for."""
    running = campaigns.running(connection)
    if not running:
        return ()
    packs, _ = try_packs((BUILT_IN, place.rooms.packs))
    asked = {form for one in packs.values() if one.id in running for form in one.forms}
    return tuple(one for one in place.forms if one.id in asked)


def _by_confirmed(
    place: Workplace,
    connection: Connection,
    entry: Entry,
    proposal: Proposal,
    confirmed: ConfirmedLayout,
    doubts: tuple[Problem, ...],
) -> str:
    """Record a return by what a person said of its layout."""
    layout = fitted(confirmed.layout, proposal.layout)
    known = place.forms
    chosen = proposal.definition
    definition = chosen if chosen and chosen.id == layout.form else form_of(layout, known)
    if definition is None:
        return _ask(place, connection, entry, proposal, (f"确认时的表样“{layout.form}”已不在本单位的表样中",))
    returned = read_by(proposal.document, definition, layout)
    told = _told_before(returned.problems, confirmed.layout, proposal.layout)
    returned = replace(returned, layout=layout.fingerprint, problems=told)
    sender = sender_of(place, entry, returned)
    if sender in confirmed.senders and _swapped(confirmed.layout, proposal.layout):
        why = _swapped_message(confirmed.layout, proposal.layout)
        return _ask(place, connection, entry, proposal, (why,))
    doubts = doubts_left(doubts, returned, proposal.document, definition)
    more = ""
    if sender not in confirmed.senders and confirmed.layout.sheets != proposal.layout.sheets:
        doubts = (*doubts, *contradiction_problems(proposal.document))
    if sender and sender not in confirmed.senders:
        doubts = (*doubts, *_change_problems(connection, sender, layout))
        layouts.change(connection, layout.fingerprint, senders=[*confirmed.senders, sender])
        more = f"；版式与{'、'.join(confirmed.senders) or '以前'}确认过的相同"
    return record_return(place, connection, entry, returned, definition, doubts) + more


def _told_before(problems: tuple[Problem, ...], held: Layout, met: Layout) -> tuple[Problem, ...]:
    """The problems without those that the person who confirmed the layout was shown and settled."""
    more = {one.label for one in met.columns if one.reasons} - {one.label for one in held.columns}
    names = {one.label for one in held.columns if one.field == 'org_name'}
    beside = any(one.label in names and one.field is None for one in held.columns)  # organisations are lost
    settled = {'field_missing'}
    if not more:
        settled |= {'columns_not_read'} | (set() if beside else {'column_alike', 'column_twice'})
    return tuple(one for one in problems if one.code not in settled)


def _swapped(held: Layout, met: Layout) -> bool:
    """Whether the same sheets now stand over other headings."""
    return held.sheets != met.sheets and sorted(held.sheets) == sorted(met.sheets)


def _swapped_message(held: Layout, met: Layout) -> str:
    return (
        f"工作表与表头的对应同上次不一样：上次依次为{'、'.join(held.sheets)}，"
        f"这次为{'、'.join(met.sheets)}，请核对是否放错了表"
    )


def _former(connection: Connection, sender: str | None, met: Layout) -> Layout | None:
    """The layout of the same form that a person last confirmed for this sender; None when it is this one."""
    own = [
        one
        for one in layouts.list_all(connection)
        if one.state == 'confirmed' and sender in one.senders and one.layout.form == met.form
    ]
    if not own or any(one.layout.fingerprint == met.fingerprint for one in own):
        return None
    return own[-1].layout


def _changes(held: Layout, met: Layout) -> str:
    """What a sender's columns are now that they were not before."""
    before, now = ([column.label for column in one.columns] for one in (held, met))
    more = [label for label in now if label not in before]
    less = [label for label in before if label not in now]
    told = [f"多了“{'”“'.join(more)}”"] if more else []
    told += [f"少了“{'”“'.join(less)}”"] if less else []
    return '，'.join(told) or "栏目的先后不同"


def _change_problems(connection: Connection, sender: str | None, met: Layout) -> tuple[Problem, ...]:
    former = _former(connection, sender, met)
    if former is None:
        return ()
    message = f"{sender}这次的版式与以前确认过的不同：{_changes(former, met)}；请核对是否填错了表、挪动了栏目"
    return (Problem('layout_changed', Severity.REVIEW, message),)


def _ask(
    place: Workplace, connection: Connection, entry: Entry, proposal: Proposal, whys: tuple[str, ...]
) -> str:
    """Let a return wait in 待对应, with one question for all returns of its layout."""
    layout = proposal.layout
    sender = sender_of(place, entry, None)
    former = _former(connection, sender, layout)
    if former is not None:
        whys = (*whys, f"{sender}以前确认过的版式与这次不同：{_changes(former, layout)}")
    values = {'form': None, 'layout': layout.fingerprint, 'issuer': sender}  # it may answer any form yet
    register.change(connection, entry.number, state='awaiting_layout', **values)
    item = ReviewItem(
        kind='layout',
        about=entry.file,
        field=layout.fingerprint,
        value=to_plain(layout),
        reasons=(*whys, *columns_to_lines(layout, fields_of(layout, proposal.definition))),
    )
    number = reviews.add(connection, item, place.now())
    return f"：版式没有确认过（待对应），不算未报；请看待核第{number}号，确认一次，以后同版式不再问"


def columns_to_lines(layout: Layout, fields: tuple[FormField, ...]) -> tuple[str, ...]:
    """A layout's labels, one a line, with what each is proposed to hold and why that is doubtful."""
    names = {field.id: field.labels[0] for field in reversed(fields)}
    lines = []
    for column in layout.columns:
        meant = f"{names.get(column.field, column.field)}（{column.field}）" if column.field else "不收"
        if column.option is not None:
            meant += f"＝{value_to_text(column.option)}"
        doubt = f"　※{'；'.join(column.reasons)}" if column.reasons else ""
        lines.append(f"“{column.label}”→{meant}{doubt}")
    return tuple(lines)
