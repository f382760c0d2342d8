"""Who answered a collection and who did not: expected, returned, unread, doubtful, missing (G3, S5)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from campaigns.rounds import rounds
from extractors.survey.roster import is_roster
from model.campaign import Pack
from model.errors import UsageFault
from model.form import FormDefinition
from model.office import Office, setting_to_clock
from office.addressees import told_units
from office.came import Asked, Came, gather
from office.config import Workplace
from office.placing import Placed, place_all
from office.planning import pack_named, packs
from office.rounding import BASELINE, Calendar, Hours, deadline_moment
from store import audit, campaigns, expected, register, reviews
from store.engine import Connection, atomic, reading
from store.expected import ExpectedUnit

State = Literal['returned', 'unread', 'doubtful', 'missing']

_COUNTS = frozenset({'established', 'eligible'})
"""What a campaign counts, as fields of a form; a matrix tells them by its lines."""


@dataclass(frozen=True, slots=True)
class Collection:
    """What is collected: a campaign's returns, or those of a form that is asked for without one."""

    id: str
    title: str
    asked: Asked
    pack: Pack | None = None

    @property
    def calendar(self) -> Calendar:
        """Its rounds."""
        return self.asked.calendar

    @property
    def counts(self) -> bool:
        """Whether its answers tell 应建 and 已建: a campaign's, or those of a form that asks for them."""
        return self.asked.prose


@dataclass(frozen=True, slots=True)
class UnitState:
    """Where one unit stands in a round.

    returned: something of it is accepted. doubtful: it came and waits in review. unread: received, no
    figure known yet. missing: nothing that may be its answer lies anywhere. placed is what counts for
    the round, waiting what nobody has read of it; earlier what came in the time of an earlier round and
    is unread still.
    """

    unit: str
    state: State
    placed: tuple[Placed, ...] = ()
    waiting: tuple[Came, ...] = ()
    earlier: tuple[Placed, ...] = ()

    @property
    def rows_waiting(self) -> int:
        """How many organisations in its returns wait for a person, counted nowhere yet."""
        return len({key for one in self.placed if one.superseded_by is None for key in one.came.held})

    @property
    def late(self) -> bool:
        """Whether the unit's first return of the round came after its day."""
        return any(one.late for one in self.placed)

    @property
    def questions(self) -> int:
        """How many questions about what it sent wait for a person."""
        return sum(one.came.questions for one in self.placed)


@dataclass(frozen=True, slots=True)
class Collected:
    """A round as it stands at the end of cut_off.

    history holds all that each unit sent, round by round; unattributed what nobody can be told to have
    sent, direct the forms that organisations sent of themselves. While something is unattributed,
    a missing unit may be its sender.
    """

    collection: Collection
    round: int | None
    due: dt.date | None
    cut_off: dt.date
    states: tuple[UnitState, ...]
    history: Mapping[str, tuple[Placed, ...]]
    unattributed: tuple[Came, ...]
    direct: tuple[Came, ...]

    def of_state(self, state: State) -> tuple[UnitState, ...]:
        """The units of one state in their order."""
        return tuple(one for one in self.states if one.state == state)

    def names(self, state: State) -> tuple[str, ...]:
        """The names of the units of one state."""
        return tuple(one.unit for one in self.of_state(state))


def collection_named(place: Workplace, wanted: str) -> Collection:
    """The campaign with this id, or else the form.

    Raises:
        UsageFault: there is neither.
    """
    form = next((one for one in place.forms if one.id == wanted), None)
    known = packs(place)
    if wanted not in known and form is None:
        ids = '、'.join([*sorted(known), *dict.fromkeys(one.id for one in place.forms)])
        raise UsageFault(f"没有活动或表样“{wanted}”。现有：{ids}。")
    pack = pack_named(place, wanted) if wanted in known else None
    with reading(place.engine) as connection:
        return _collection(place, connection, wanted, pack, form)


def _collection(
    place: Workplace, connection: Connection, wanted: str, pack: Pack | None, form: FormDefinition | None
) -> Collection:
    counties = place.office.counties
    units = _in_order(expected.list_units(connection, wanted), counties)
    counting = frozenset(one.id for one in place.forms if _is_counting(one))
    if pack is None:
        assert form is not None
        asked = Asked(units or _by_name(counties), frozenset({form.id}), Calendar(None, ()))
        return Collection(wanted, form.title, asked._replace(prose=form.id in counting))
    reporting = pack.reporting
    start = (reporting.start if reporting else None) or campaigns.running(connection).get(pack.id)
    calendar = (
        Calendar(start, rounds(reporting)) if reporting else _of_consultation(pack, start, place.office)
    )
    forms = frozenset(pack.forms) if pack.forms and not pack.forms_named else None
    consultation = pack.id if pack.consultation and not reporting else None
    if not units:
        told = told_units(pack, place.office)
        units = _in_order(_by_name(counties) if told is None else told, counties)
    answers = None if consultation else counting
    return Collection(wanted, pack.title, Asked(units, forms, calendar, consultation, answers), pack)


def _is_counting(form: FormDefinition) -> bool:
    told = form.matrix is not None or any(field.id in _COUNTS for field in form.fields)
    return told and not is_roster(form)  # a list of instructors holds the organisations that have one


def _in_order(units: tuple[ExpectedUnit, ...], counties: Sequence[str]) -> tuple[ExpectedUnit, ...]:
    """The counties as the office lists them, then what is none as it was told."""
    places = {county: position for position, county in enumerate(counties)}
    return tuple(sorted(units, key=lambda unit: places.get(unit.name, len(places))))


def _of_consultation(pack: Pack, start: dt.date | None, office: Office) -> Calendar:
    """Comments are due once, by the hour that the letter prints; no baseline goes before them."""
    asked = pack.consultation
    if asked is None or asked.deadline is None:
        return Calendar(start, ())
    noon, evening = (setting_to_clock(key, getattr(office, key)) for key in ('noon', 'evening'))
    last = deadline_moment(asked.deadline, asked.deadline_text, Hours(noon, evening))
    return Calendar(None, (asked.deadline,), f'{last:%H:%M}')


def _by_name(names: Sequence[str]) -> tuple[ExpectedUnit, ...]:
    return tuple(map(ExpectedUnit, dict.fromkeys(names)))


def round_meant(collection: Collection, number: int | None, today: dt.date) -> int | None:
    """The round that a number means, or else the one that fell due last, or else the coming one.

    Raises:
        UsageFault: there is no such round.
    """
    dues = collection.calendar.dues
    if number is not None and not (dues and BASELINE <= number <= len(dues)):
        raise UsageFault(f"“{collection.title}”共{len(dues)}期，没有第{number}期。")
    if not dues:
        return None
    return number if number is not None else max(1, sum(day <= today for day in dues))


def collect(
    place: Workplace, collection: Collection, number: int | None = None, until: dt.date | None = None
) -> Collected:
    """A round of a collection as it stands at the end of a day, today unless told.

    Raises:
        UsageFault: there is no such round.
    """
    cut_off = until or place.today
    meant = round_meant(collection, number, cut_off)
    with reading(place.engine) as connection:
        came = gather(place, connection, collection.asked, cut_off)
    calendar, names = collection.calendar, [one.name for one in collection.asked.units]
    history = {name: tuple(place_all((one for one in came if one.unit == name), calendar)) for name in names}
    strays = [one for one in came if one.unit is None]
    return Collected(
        collection=collection,
        round=meant,
        due=calendar.due(meant),
        cut_off=cut_off,
        states=tuple(_unit_state(name, history[name], meant, calendar) for name in names),
        history=history,
        unattributed=tuple(one for one in strays if one.direct is None and _may_be_of(one, calendar, meant)),
        direct=tuple(one for one in strays if one.direct and _may_be_of(one, calendar, meant)),
    )


def _may_be_of(came: Came, calendar: Calendar, number: int | None) -> bool:
    """Whether what nobody is known to have sent is of a round: the one that it tells, or that it came in."""
    own = came.told if came.told is not None else calendar.window(came.received.date())
    return number in {None, own}


def _unit_state(unit: str, history: Sequence[Placed], number: int | None, calendar: Calendar) -> UnitState:
    placed = tuple(one for one in history if one.came.state != 'unread' and number in {None, one.round})
    unread = [one for one in history if one.came.state == 'unread']
    waiting = tuple(one.came for one in unread if number is None or number in _rounds_of(one, calendar))
    if placed:
        read = any(one.came.state == 'accepted' for one in placed)
        return UnitState(unit, 'returned' if read else 'doubtful', placed, waiting)
    if waiting:
        return UnitState(unit, 'unread', (), waiting)
    reported = {one.round for one in history if one.came.state != 'unread'}
    earlier = tuple(one for one in unread if one.round < (number or 0) and one.round not in reported)
    return UnitState(unit, 'missing', earlier=earlier)


def _rounds_of(unread: Placed, calendar: Calendar) -> set[int]:
    """The rounds that an unread thing may answer: the one owed when it came, and the one in whose time."""
    if unread.came.told is not None:
        return {unread.round}
    return {unread.round, calendar.window(unread.came.received.date())}


def settle_corrections(place: Workplace, collected: Collected) -> int:
    """Write into the register which returns are superseded, where that is new; how many."""
    told = {
        one.came.number: one.superseded_by
        for history in collected.history.values()
        for one in history
        if one.came.number is not None and one.superseded_by is not None
    }
    with atomic(place.engine) as connection:
        held = {one.number: one.superseded_by for one in register.list_entries(connection)}
        new = {number: by for number, by in told.items() if held.get(number) != by}
        for number, by in new.items():
            register.change(connection, number, superseded_by=by)
            reviews.supersede_all(connection, number)
            detail = {'by': by, 'collection': collected.collection.id}
            audit.note(
                connection,
                actor=place.actor,
                act='supersede',
                about=str(number),
                at=place.now(),
                detail=detail,
            )
    return len(new)
