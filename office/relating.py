"""How the notices of the register hang together: one forwards another, one changes another (G9, S10)."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from typing import Literal, NamedTuple

from model.notice import CitedDocument, Notice
from model.register import Duty, Entry, ReviewItem
from office.config import Workplace
from office.copies import letters, title_to_key
from office.extracts import notice_from_plain
from office.joining import Pairs, same_duties
from store import links, obligations, register, reviews
from store.engine import Connection
from text.docnumbers import whole_number

Relation = Literal['forwards', 'amends']


class Kin(NamedTuple):
    """A notice of the register with what it says."""

    entry: Entry
    notice: Notice


def held_notice(connection: Connection, number: int) -> Kin | None:
    """The notice under this number, None for another kind of paper or one not worked out."""
    entry = register.get(connection, number)
    extract = register.extract_of(connection, number)
    if entry is None or entry.kind not in {'notice', 'request', 'approval'} or not extract:
        return None
    return Kin(entry, notice_from_plain(extract))


def is_named(cited: Iterable[CitedDocument], title: str | None, doc_number: str | None) -> bool:
    """Whether a paper with this title and number is cited; numbers decide where both tell one."""
    for paper in cited:
        if paper.number and doc_number:
            if paper.number == doc_number:
                return True
        elif paper.title and title_to_key(paper.title) == title_to_key(title):
            return True
    return False


def named_by(connection: Connection, notice: Notice, relation: Relation) -> list[Kin]:
    """The papers of the register that a notice forwards or amends."""
    cited = getattr(notice, relation)
    if not cited:
        return []
    listed = register.list_titles(connection)
    numbers = [number for number, title, doc_number in listed if is_named(cited, title, doc_number)]
    return _working(connection, numbers)


def naming(
    place: Workplace, connection: Connection, entry: Entry, notice: Notice, relation: Relation
) -> list[Kin]:
    """The papers of the register that forward or amend this notice."""
    listed = register.list_naming(connection, relation, place.now())
    found = _working(connection, [number for number in listed if number != entry.number])
    return [kin for kin in found if is_named(getattr(kin.notice, relation), notice.title, notice.doc_number)]


def _working(connection: Connection, numbers: Iterable[int]) -> list[Kin]:
    """Those of the papers that are in force here: not sent back, not passed on."""
    found = [held_notice(connection, number) for number in numbers]
    return [kin for kin in found if kin and kin.entry.state == 'done']


def relate(place: Workplace, connection: Connection, kin: Kin) -> None:
    """Join and supersede the duties of a notice and of every notice it hangs together with, anew."""
    number = kin.entry.number
    links.unlink(connection, [duty.number for duty in obligations.list_duties(connection, number)])
    for nearer, farther in _couples(place, connection, kin):
        _join(place, connection, nearer, farther)
    amended = [one for one in named_by(connection, kin.notice, 'amends') if one.entry.number != number]
    for paper in amended:
        _supersede(place, connection, paper, _amending(place, connection, paper, kin), {number})
    amending = naming(place, connection, kin.entry, kin.notice, 'amends')
    _supersede(place, connection, kin, amending, {one.entry.number for one in amending})


def _couples(place: Workplace, connection: Connection, kin: Kin) -> Iterator[tuple[Kin, Kin]]:
    """Every couple that the notice is one of: the one that forwards (or is the whole), the one forwarded."""
    for other in named_by(connection, kin.notice, 'forwards'):
        if other.entry.number != kin.entry.number:
            yield kin, other
    for other in naming(place, connection, kin.entry, kin.notice, 'forwards'):
        yield other, kin
    for part in register.list_parts(connection, kin.entry.number):
        found = held_notice(connection, part.number)
        if found:
            yield kin, found
    whole = held_notice(connection, kin.entry.part_of) if kin.entry.part_of else None
    if whole:
        yield whole, kin


def _join(place: Workplace, connection: Connection, nearer: Kin, farther: Kin) -> None:
    """The farther notice's duty is the nearer one's; what may be several is asked."""
    ours, theirs = (obligations.list_duties(connection, one.entry.number) for one in (nearer, farther))
    pairs = same_duties(ours, [duty for duty in theirs if duty.linked_by is None])
    for one, two in pairs.same:
        obligations.change(connection, two, joined_to=one)
    duties = {duty.number: duty for duty in (*ours, *theirs)}
    _ask_doubtful(place, connection, (nearer, farther), pairs, duties)


def _ask_doubtful(
    place: Workplace, connection: Connection, couple: tuple[Kin, Kin], pairs: Pairs, duties: dict[int, Duty]
) -> None:
    for one, candidates in pairs.doubtful:
        choices = '；'.join(f"“{duties[two].what or duties[two].verbatim}”" for two in candidates)
        reason = (
            f"“{duties[one].what or duties[one].verbatim}”没有写明报什么，收文第{couple[1].entry.number}号里"
            f"可能是：{choices}。没有合并，请对照原文核对。"
        )
        _ask(place, connection, couple[0], 'same_duty', reason, duties[one].where)


def _amending(place: Workplace, connection: Connection, paper: Kin, kin: Kin) -> list[Kin]:
    """The papers that amend one, among them the notice in hand."""
    found = naming(place, connection, paper.entry, paper.notice, 'amends')
    return [one for one in found if one.entry.number != kin.entry.number] + [kin]


def _in_order(kins: Iterable[Kin]) -> list[Kin]:
    """Earliest first: by date, else by the serials of one organ's numbers, else as they came in."""
    found = sorted(kins, key=lambda kin: kin.entry.number)
    numbers = {kin.entry.number: whole_number(kin.notice.doc_number or '') for kin in found}
    serials = {entry: (one.year or 0, one.serial) for entry, one in numbers.items() if one}
    if len(serials) == len(found) and len({one.code for one in numbers.values() if one}) == 1:
        found.sort(key=lambda kin: serials[kin.entry.number])
    if all(kin.notice.date_of_document for kin in found):
        found.sort(key=lambda kin: kin.notice.date_of_document or '')
    return found


def _supersede(
    place: Workplace, connection: Connection, paper: Kin, amending: Iterable[Kin], asked: Collection[int]
) -> None:
    """Each duty of a paper gives way to that of the next paper that moves it, and so on; all are kept.

    So the last one counts, and the one before it again when the last is withdrawn. An amending
    paper whose number is in asked and that fits no duty is asked about.
    """
    earlier = obligations.list_duties(connection, paper.entry.number)
    chains = {duty.number: [[duty]] for duty in earlier}
    for kin in _in_order(amending):
        moved = _moved(kin, obligations.list_duties(connection, kin.entry.number), earlier)
        for number, duties in moved.items():
            chains[number].append(duties)
        if earlier and not moved and kin.entry.number in asked:
            _ask_amended(place, connection, kin, paper)
    for chain in chains.values():
        following = [*(duties[0].number for duties in chain[1:]), None]
        known = {duty.number for duties in chain for duty in duties}
        for duties, follower in zip(chain, following, strict=True):
            for duty in duties:
                if follower is not None or duty.superseded_by in known:  # as another order had it
                    obligations.change(connection, duty.number, superseded_by=follower)


def _moved(kin: Kin, later: list[Duty], earlier: list[Duty]) -> dict[int, list[Duty]]:
    """By the number of the earlier duty those that set a time for it.

    An amending paper may tell one duty twice (时间调整为3月20日前。请于3月20日前报市局).
    """
    moved: dict[int, list[Duty]] = {}
    for duty in later:
        if duty.deadline or duty.relative or duty.recurrence:
            for _, number in same_duties([_without_name(kin, duty)], earlier).same:
                moved.setdefault(number, []).append(duty)
    return moved


def _without_name(kin: Kin, duty: Duty) -> Duty:
    """A duty in the words behind the amended paper's name, where its wording is little but that name."""
    for paper in kin.notice.amends:
        if paper.title and letters(paper.title) in letters(duty.what or duty.verbatim):
            return replace(duty, what=duty.verbatim.rpartition(paper.title)[2])
    return duty


def _ask_amended(place: Workplace, connection: Connection, kin: Kin, paper: Kin) -> None:
    reason = (
        f"本文更改了收文第{paper.entry.number}号《{paper.entry.title}》，"
        "但没有对应到哪一项要办的事。请对照两份原文，核对期限是否有变。"
    )
    _ask(place, connection, kin, 'amends', reason, None)


def _ask(
    place: Workplace,
    connection: Connection,
    kin: Kin,
    field: str,
    reason: str,
    where: dict[str, object] | None,
) -> None:
    item = ReviewItem(
        kind='reading',
        about=kin.entry.file,
        register_number=kin.entry.number,
        field=field,
        reasons=(reason,),
        where=where,
    )
    reviews.add(connection, item, place.now())
