"""How a return's layout is settled: known and certain, confirmed before, or asked about once (G5)."""

from __future__ import annotations

from dataclasses import dataclass, replace

from extractors.survey import return_of
from extractors.survey.figures import UNIT_FIELDS, figures_to_return
from extractors.survey.layout import document_to_layout, layout_by
from forms.choose import choose
from model.document import Document
from model.form import FormDefinition, FormField
from model.layout import ConfirmedLayout, Layout
from model.place import Problem, Severity
from model.register import Entry, ReviewItem
from model.returned import Return
from model.serialise import to_plain
from office.config import Workplace
from office.naming import value_to_text
from office.returns import record_return, sender_region
from store import layouts, register, reviews
from store.engine import Connection
from text.fits import fit, is_form


@dataclass(frozen=True, slots=True)
class Proposal:
    """How a filled form may be read: its layout, the form, and why a person must look at it first.

    definition is the form of the layout, None where none fits; whys is empty where all is certain.
    """

    document: Document
    layout: Layout
    definition: FormDefinition | None
    whys: tuple[str, ...] = ()


def propose(document: Document, known: tuple[FormDefinition, ...], form: str | None = None) -> Proposal:
    """How a filled form would be read with this office's forms; form is the id it was found to be; pure."""
    definition, doubts = choose(document, tuple(one for one in known if form in {None, one.id}))
    layout = layout_by(document, definition) if definition else document_to_layout(document, known)
    if definition is None:
        definition = form_of(layout, known)
        return Proposal(document, layout, definition, _strange(definition, doubts))
    whys = [reason for reason in _missing(layout, definition) if reason]
    if any(problem.code == 'form_by_labels' for problem in doubts):
        whys += _several(document, definition, known)
    if _is_doubtful(layout):
        whys.append("有的栏目与表样所印不完全相同，或表样中没有")
    return Proposal(document, layout, definition, tuple(whys))


def _is_doubtful(layout: Layout) -> bool:
    """Whether a label may be read wrong, or a list has a column that is not read.

    A form of one organisation names in its own problems what it does not read; so many of them differ
    in a label that one question for each would be one for each paper.
    """
    if layout.subject == 'rows':
        return layout.doubtful
    return any(column.field and column.reasons for column in layout.columns)


def _strange(definition: FormDefinition | None, doubts: tuple[Problem, ...]) -> tuple[str, ...]:
    told = tuple(problem.message for problem in doubts)
    if definition is None:
        return (*told, "没有一种表样认得一半以上的栏目，不知道是哪种表")
    return (*told, f"不是表样所印的版式，按栏目建议作《{definition.title}》")


def _missing(layout: Layout, definition: FormDefinition) -> list[str]:
    """Required fields that no label of a list asks for; a form of one organisation says so itself."""
    if layout.subject != 'rows' or definition.matrix is not None or definition.counts:
        return []
    held = {column.field for column in layout.columns}
    required = {field.id: field.labels[0] for field in reversed(definition.fields) if field.required}
    return [f"没有找到“{label}”一栏" for key, label in required.items() if key not in held]


def _several(document: Document, definition: FormDefinition, known: tuple[FormDefinition, ...]) -> list[str]:
    """Forms that an untitled paper may be as well: those that know its labels no worse."""
    own = fit(document, definition)
    others = [one for one in known if one.id != definition.id and is_form(fit(document, one), one)]
    alike = [one.title for one in others if fit(document, one).share >= own.share]
    return [f"文件上没有表名，也可能是《{'》《'.join(alike)}》"] if alike else []


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
    doubts = (*doubts, *_change_problems(connection, sender, proposal.layout))
    return record_return(place, connection, entry, returned, proposal.definition, doubts)


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
    returned = replace(read_by(proposal.document, definition, layout), layout=layout.fingerprint)
    sender = sender_of(place, entry, returned)
    if sender in confirmed.senders and _swapped(confirmed.layout, proposal.layout):
        why = _swapped_message(confirmed.layout, proposal.layout)
        return _ask(place, connection, entry, proposal, (why,))
    more = ""
    if sender and sender not in confirmed.senders:
        doubts = (*doubts, *_change_problems(connection, sender, layout))
        layouts.change(connection, layout.fingerprint, senders=[*confirmed.senders, sender])
        more = f"；版式与{'、'.join(confirmed.senders) or '以前'}确认过的相同"
    return record_return(place, connection, entry, returned, definition, doubts) + more


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
