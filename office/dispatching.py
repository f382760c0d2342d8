"""Letters to the organisations that we send instructors to."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from pathlib import Path

from campaigns.selection import select
from model.subject import Organisation
from office.config import Workplace
from office.issuing_names import issuing_named
from office.planning import pack_for
from office.writing import Sent, write_drafts
from outgoing.dispatch import dispatch_letter
from outgoing.draft import Basis, Draft, Instructor
from store import instructors, subjects
from store.engine import reading


@dataclass(frozen=True, slots=True)
class Dispatched:
    """Letters drafted, and the organisations that wait for an instructor to be named."""

    sent: tuple[Sent, ...]
    without_instructor: tuple[str, ...]
    elsewhere: int


def dispatch(place: Workplace, wanted: str, out: Path | None = None) -> Dispatched:
    """A letter to each organisation that we dispatch to and that has an instructor.

    谁主管，谁选派: an organisation with another 业务主管单位 gets its letter from there.

    Raises:
        UsageFault: there is no such campaign.
        BadTemplate: the template cannot be used.
    """
    pack = pack_for(place, wanted, 'dispatch')
    with reading(place.engine) as connection:
        listed = {one.id: one for one in subjects.list_all(connection)}
        people = instructors.list_instructors(connection, place.today)
    serving = {
        subject: Instructor(row.id, row.name, row.unit, row.post, row.phone)
        for row in people
        for subject in row.organisations
    }
    selected = select(place.office, listed.values())
    ours = [listed[number] for number, _ in selected.ours]
    issuing = issuing_named(place, place.office.dispatch_as)
    basis = Basis(pack.notice_title, pack.notice_number)
    drafts = [
        dispatch_letter(place.office, issuing, one, serving[one.id], basis, place.today.year)
        for one in ours
        if one.id in serving
    ]
    drafts = _told_apart(drafts, [one.id for one in ours if one.id in serving])
    return Dispatched(
        sent=write_drafts(place, drafts, pack.id, out),
        without_instructor=tuple(
            one.name for one in ours if _needs_instructor(one) and one.id not in serving
        ),
        elsewhere=len(listed) - len(ours),
    )


def _told_apart(drafts: list[Draft], ids: list[int]) -> list[Draft]:
    """Drafts of one file name get the organisation's ledger number into it."""
    counts = Counter(draft.file_name for draft in drafts)
    return [
        replace(draft, file_name=f'{draft.file_name.removesuffix(".docx")}_{number}.docx')
        if counts[draft.file_name] > 1
        else draft
        for draft, number in zip(drafts, ids, strict=True)
    ]


def _needs_instructor(organisation: Organisation) -> bool:
    return organisation.facts.get('established') is not True
