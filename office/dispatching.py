"""Letters to the organisations that we send instructors to (谁主管，谁选派)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from campaigns.selection import select
from model.campaign import Pack
from model.errors import UsageFault
from model.office import IssuingName
from model.subject import Organisation
from office.citing import ground_notes, pack_basis
from office.config import Workplace
from office.dispatch_issued import as_drafted
from office.instructor_terms import TERM_MONTHS
from office.issuing_names import issuing_named
from office.planning import pack_for
from office.select_acts import handed_over
from office.writing import Sent, Watch, unwatched, write_drafts
from outgoing.dispatch import Desk, Kind, Posting, dispatch_paper
from outgoing.draft import Basis, Draft, Instructor, Recipe
from store import instructors, subjects
from store.engine import Connection, reading
from store.instructors import Assignment, InstructorRow
from store.paper_numbers import void_numbers


@dataclass(frozen=True, slots=True)
class Dispatched:
    """Letters drafted, and the organisations without a branch that wait for an instructor to be named.

    elsewhere counts those of the notice that other units send to, as the 转办清单 does; changed those whose
    instructor changed mid-term, which have letters of their own (instructors letters); already are those
    whose letter has its number, with it; notes are about the notice that the letters cite. unknown have no
    instructor either, and nobody knows whether they have a branch.
    """

    sent: tuple[Sent, ...]
    without_instructor: tuple[str, ...]
    elsewhere: int
    changed: int = 0
    already: tuple[tuple[str, str], ...] = ()
    notes: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()


def dispatch(
    place: Workplace,
    wanted: str,
    out: Path | None = None,
    *,
    issuing_id: str | None = None,
    kind: Kind = 'letter',
    watch: Watch = unwatched,
) -> Dispatched:
    """One letter, or notice, to each organisation that we dispatch to and that has an instructor.

    谁主管，谁选派: an organisation with another 业务主管单位 gets its letter from there.

    Raises:
        UsageFault: there is no such campaign or issuing name.
        BadTemplate: the template cannot be used.
    """
    pack = pack_for(place, wanted, 'dispatch')
    issuing = issuing_named(place, issuing_id or place.office.dispatch_as)
    with reading(place.engine) as connection:
        work = _work(place, connection, pack)
    drafts = told_apart(_drafts(place, issuing, pack, work, kind))
    return Dispatched(
        sent=write_drafts(place, drafts, pack.id, out, watch),
        without_instructor=_waiting(work, established=False),
        elsewhere=work.elsewhere,
        changed=len(work.changed),
        already=tuple((one.name, work.already[one.id]) for one in work.ours if one.id in work.already),
        notes=(*ground_notes(place, pack), *_nothing_to_do(work)),
        unknown=_waiting(work, established=None),
    )


def _waiting(work: _Work, established: bool | None) -> tuple[str, ...]:
    """Those without an instructor, of whom the ledger says so whether they have a branch."""
    return tuple(
        one.name for one in work.ours if _established(one) is established and one.id not in work.served
    )


def _established(one: Organisation) -> bool | None:
    told = one.facts.get('established')
    return told if isinstance(told, bool) else None


def _nothing_to_do(work: _Work) -> tuple[str, ...]:
    if work.listed:
        return ()
    return ("台账里没有在册的社会组织，没有可起草的函：请先用 shoufa ledger import 导入台账。",)


def dispatch_again(place: Workplace, recipe: Recipe) -> Draft:
    """The one letter of a recipe as it would be drafted now.

    Raises:
        UsageFault: the organisation has no such letter any more.
    """
    pack = pack_for(place, recipe.campaign or '', 'dispatch')
    issuing = issuing_named(place, recipe.options['as'])
    with reading(place.engine) as connection:
        work = _work(place, connection, pack, recipe.options.get('assignments', ()))
    wanted = recipe.options['organisation']
    drafts = told_apart(_drafts(place, issuing, pack, work, recipe.options['kind']))
    found = [draft for draft in drafts if draft.organisation == wanted]
    if not found:
        raise UsageFault("该单位现在不由本单位选派，或没有在派的指导员，不能按原样重新起草。")
    return found[0]


@dataclass(frozen=True, slots=True)
class _Work:
    """Ours in order, who goes to each, who changed mid-term, and how many other units send to.

    listed: whether the ledger lists anybody.
    """

    basis: Basis
    ours: tuple[Organisation, ...]
    postings: Mapping[int, tuple[Posting, ...]]
    assignments: Mapping[int, tuple[int, ...]]
    served: frozenset[int]
    changed: frozenset[int]
    already: Mapping[int, str]
    elsewhere: int
    listed: bool


def _work(place: Workplace, connection: Connection, pack: Pack, again: Sequence[int] = ()) -> _Work:
    """Everything the letters need, in as many queries for one as for three hundred.

    Assignments whose letter has its number are left out, but for those to be told again.
    """
    listed = {one.id: one for one in subjects.list_all(connection)}
    people = {one.id: one for one in instructors.list_instructors(connection, place.today)}
    ours = tuple(listed[number] for number, _ in select(place.office, listed.values()).ours)
    known = instructors.assignments_of(connection, [one.id for one in ours])
    held = [
        one
        for one in as_drafted(connection, known, again)
        if not one.stopped and (one.end is None or one.end >= place.today)
    ]
    postings: dict[int, tuple[Posting, ...]] = {}
    told: dict[int, tuple[int, ...]] = {}
    already: dict[int, str] = {}
    void = void_numbers(connection)
    for one in held:
        if one.replaces is not None or one.campaign not in {None, pack.id}:
            continue
        if one.doc_number and one.doc_number not in void and one.id not in again:
            already[one.subject] = one.doc_number
        else:
            postings[one.subject] = (*postings.get(one.subject, ()), posting_of(one, people))
            told[one.subject] = (*told.get(one.subject, ()), one.id)
    return _Work(
        pack_basis(connection, pack),
        ours,
        postings,
        told,
        frozenset(one.subject for one in held),
        frozenset(one.subject for one in held if one.replaces is not None),
        already,
        handed_over(place, pack, tuple(listed.values())),
        bool(listed),
    )


def posting_of(one: Assignment, people: Mapping[int, InstructorRow]) -> Posting:
    """Who is sent and when, as a letter says it."""
    return Posting(instructor_of(people[one.instructor]), one.start, one.end)


def instructor_of(row: InstructorRow) -> Instructor:
    """What a letter may say of a person."""
    return Instructor(row.id, row.name, row.unit, row.post, row.phone)


def _drafts(place: Workplace, issuing: IssuingName, pack: Pack, work: _Work, kind: Kind) -> list[Draft]:
    desk = Desk(place.office, issuing, place.today.year)
    months = pack.instructors.term_months if pack.instructors else None
    return [
        replace(
            dispatch_paper(desk, one, work.postings[one.id], work.basis, kind, months),
            recipe=Recipe(
                'dispatch',
                pack.id,
                {
                    'organisation': one.id,
                    'kind': kind,
                    'as': issuing.id,
                    'months': months or TERM_MONTHS,
                    'assignments': list(work.assignments[one.id]),
                },
                place.today,
            ),
        )
        for one in work.ours
        if one.id in work.postings
    ]


def told_apart(drafts: Iterable[Draft]) -> list[Draft]:
    """Drafts of one file name get the organisation's ledger number into it."""
    listed = list(drafts)
    counts = Counter(draft.file_name for draft in listed)
    return [
        replace(draft, file_name=f'{draft.file_name.removesuffix(".docx")}_{draft.organisation}.docx')
        if counts[draft.file_name] > 1 and draft.organisation is not None
        else draft
        for draft in listed
    ]
