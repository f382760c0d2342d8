"""Letters after a change of instructor (G13), and the ledger of instructors that goes up."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from campaigns.selection import select
from model.errors import UsageFault
from model.office import IssuingName
from model.subject import Organisation
from office.config import Workplace
from office.dispatch_issued import sent_on
from office.dispatching import instructor_of, posting_of, told_apart
from office.instructing import counts_on
from office.issuing_names import issuing_named
from office.sending_people import ONE_DAY
from office.writing import Sent, write_drafts
from outgoing.adjust import Change, change_letter
from outgoing.dispatch import Desk
from outgoing.draft import Draft, Recipe
from outgoing.roster import Served, instructor_ledger
from store import instructors, subjects
from store.engine import Connection, reading
from store.instructors import Assignment, InstructorRow

LOOKED_BACK = dt.timedelta(days=31)


@dataclass(frozen=True, slots=True)
class Changed:
    """The letters drafted, and what was left out: (organisation, why)."""

    sent: tuple[Sent, ...]
    changed: int
    ended: int
    left_out: tuple[tuple[str, str], ...]


def change_letters(
    place: Workplace,
    day: dt.date | None = None,
    out: Path | None = None,
    *,
    issuing_id: str | None = None,
) -> Changed:
    """One letter to each organisation whose instructor changes or ends on a day.

    Without a day: every change of the last 31 days and those to come.

    Raises:
        UsageFault: nothing changes then, or there is no such issuing name.
        BadTemplate: the template cannot be used.
    """
    issuing = issuing_named(place, issuing_id or place.office.dispatch_as)
    drafts, left_out = _drafts(place, issuing, day)
    if not drafts and not left_out:
        when = f"{day}起" if day else "近31天及以后"
        raise UsageFault(f"{when}没有调整指导员。先用 shoufa instructors replace 登记调整。")
    ended = sum(draft.template.startswith("结束") for draft in drafts)
    sent = write_drafts(place, drafts, '', out)
    return Changed(sent, len(drafts) - ended, ended, tuple(left_out))


def change_again(place: Workplace, recipe: Recipe) -> Draft:
    """The one letter of a recipe as it would be drafted now.

    Raises:
        UsageFault: it cannot be told any more what changed.
    """
    day = dt.date.fromisoformat(recipe.options['day'])
    drafts, _ = _drafts(place, issuing_named(place, recipe.options['as']), day)
    for draft in drafts:
        if draft.recipe and draft.recipe.options == recipe.options:
            return draft
    raise UsageFault("这次调整之后又有变动，不能按原样重新起草。")


def _drafts(
    place: Workplace, issuing: IssuingName, day: dt.date | None
) -> tuple[list[Draft], list[tuple[str, str]]]:
    with reading(place.engine) as connection:
        stopped = instructors.stopped_since(connection, (day or place.today - LOOKED_BACK) - ONE_DAY)
        stopped = [one for one in stopped if day is None or one.end == day - ONE_DAY]
        known = subjects.get_many(connection, [one.subject for one in stopped])
        people = {one.id: one for one in instructors.list_instructors(connection, place.today)}
        around = _around(connection, known)
    ours = {number for number, _ in select(place.office, known.values()).ours}
    desk = Desk(place.office, issuing, place.today.year)
    drafts, left_out = [], []
    for one in stopped:
        organisation = known[one.subject]
        why = _not_told(one, organisation, around[one.subject], ours)
        if why:
            left_out.append((organisation.name, why))
            continue
        change = _change(one, organisation, around[one.subject], people)
        options = {'assignment': one.id, 'day': change.day.isoformat(), 'as': issuing.id}
        recipe = Recipe('instructors letters', one.campaign, options, place.today)
        drafts.append(replace(change_letter(desk, change), recipe=recipe))
    return told_apart(drafts), left_out


def _around(connection: Connection, known: Mapping[int, Organisation]) -> dict[int, list[Assignment]]:
    """Every assignment of these organisations."""
    found: dict[int, list[Assignment]] = {one: [] for one in known}
    for one in instructors.assignments_of(connection, known):
        found[one.subject].append(one)
    return found


def _not_told(
    one: Assignment, organisation: Organisation, others: list[Assignment], ours: set[int]
) -> str | None:
    """Why an organisation gets no letter of this change."""
    if organisation.state != 'active':
        return "已不再计数，不发函"
    if organisation.id not in ours:
        return "由业务主管单位选派，本单位不发函"
    if any(other.replaces == one.id and other.stopped for other in others):
        return "接任的指导员后来又有调整，只发最近一次的函"
    return None


def _change(
    one: Assignment,
    organisation: Organisation,
    others: list[Assignment],
    people: Mapping[int, InstructorRow],
) -> Change:
    assert one.end is not None
    day = one.end + ONE_DAY
    serving = [
        other
        for other in others
        if other.id != one.id
        and (other.start is None or other.start <= day)
        and (other.end is None or other.end >= day)
    ]
    new = [other for other in serving if other.replaces == one.id]
    staying = [other for other in serving if other.replaces != one.id and other.instructor != one.instructor]
    return Change(
        organisation,
        day,
        instructor_of(people[one.instructor]),
        posting_of(new[0], people) if new else None,
        tuple(instructor_of(people[other.instructor]) for other in staying),
    )


def ledger_of_instructors(
    place: Workplace,
    day: dt.date | None = None,
    out: Path | None = None,
    *,
    issuing_id: str | None = None,
) -> Sent:
    """党建工作指导员台账 of a day, by default today: every organisation that counts with each instructor.

    Raises:
        UsageFault: nobody is sent anywhere on that day, or there is no such issuing name.
        BadTemplate: the template cannot be used.
    """
    issuing = issuing_named(place, issuing_id or place.office.dispatch_as)
    return write_drafts(place, [_ledger(place, issuing, day or place.today)], '', out)[0]


def ledger_again(place: Workplace, recipe: Recipe) -> Draft:
    """The ledger of a recipe's day as it would be drafted now."""
    day = dt.date.fromisoformat(recipe.options['day'])
    return _ledger(place, issuing_named(place, recipe.options['as']), day)


def _ledger(place: Workplace, issuing: IssuingName, day: dt.date) -> Draft:
    with reading(place.engine) as connection:
        sent = sent_on(connection, day)
        known = subjects.get_many(connection, sorted({one.subject for one in sent}))
        people = {one.id: one for one in instructors.list_instructors(connection, day)}
    order = {county: number for number, county in enumerate(place.office.counties)}
    served = [
        Served(known[one.subject], instructor_of(people[one.instructor]), one.start, one.end, one.doc_number)
        for one in sent
        if counts_on(known[one.subject], day)
    ]
    if not served:
        raise UsageFault(
            f"{day}没有在派的指导员，没有台账可出。先用 shoufa instructors import 或 assign 登记。"
        )
    served.sort(key=lambda one: (order.get(one.organisation.region or '', len(order)), one.organisation.id))
    draft = instructor_ledger(Desk(place.office, issuing, day.year), served, day)
    recipe = Recipe('instructors roster', None, {'day': day.isoformat(), 'as': issuing.id}, day)
    return replace(draft, recipe=recipe)
