"""Numbering and dating of signed drafts: each gets its one number, whenever the run breaks off (G7).

Numbers are kept for their files in one transaction before any file is written; the same command again
finishes what a broken run began, with the numbers, date and signer that were kept then.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from model.errors import UsageFault
from model.paper import UNNUMBERED, PaperNumber, PaperStep
from office.batches import one_writer, sweep
from office.config import Workplace
from office.dispatch_issued import letter_issued
from office.inbox import write_whole
from office.issue_plans import Line, Order, Plan, order_for, planned
from office.issued_before import issued_before, refuse_doubles
from office.issued_words import title_in
from office.paper_files import keep, kept_path, paper_path, papers_named
from office.paper_states import standing
from office.serials import Gap, numbers_to_gaps, text_to_serials
from outgoing.plain_wording import docx_to_paragraphs, wording_hash
from store import audit, outbox, paper_numbers, paper_steps
from store.engine import Connection, atomic, reading
from store.outbox import Drafted, is_issued

__all__ = ['Issued', 'Line', 'Order', 'is_issued', 'issue']


@dataclass(frozen=True, slots=True)
class Issued:
    """Every file told of, in order, and the gaps of the series that were numbered in."""

    lines: tuple[Line, ...]
    gaps: tuple[Gap, ...]


def unticked(done: int, total: int) -> None:
    """Nobody is shown how far it is."""


def issue(
    place: Workplace,
    paths: Sequence[Path],
    order: Order,
    batch: int | None = None,
    *,
    tick: Callable[[int, int], None] = unticked,
) -> Issued:
    """Number, date and sign off papers in the order they are named; folders and batches in recipient order.

    Lists, comments and filled forms get the date and no number. A paper that has its number keeps it. One
    that cannot be stamped is told of and the others go on; its number stays free. tick is told how
    many of how many are stamped.

    Raises:
        UsageFault: not as many numbers as papers, a number used already, an unknown paper, nobody signed,
            printed before it was signed; nothing is touched then.
    """
    if order.printed and order.printed < order.dated:
        raise UsageFault(f"印发日期{order.printed}早于成文日期{order.dated}，没有改动任何文件。请核对。")
    if not order.signed_by.strip():
        raise UsageFault("请用 --signed-by 写明签发人。")
    with one_writer(place):
        for folder in (place.rooms.outbox, kept_path(place, '').parent):
            sweep(folder)
        papers = papers_named(place, paths, batch)
        before = {}
        if not order.again:
            refuse_doubles(papers)
            before = issued_before(place, papers)
        with reading(place.engine) as connection:
            steps = paper_steps.steps_of(connection, [paper.file for paper in papers])
            kept = paper_numbers.of_files(connection)
        found: list[Line | Plan] = []
        for paper, serial in zip(papers, _matched(papers, order), strict=True):
            tick(len(found), len(papers))
            found.append(
                Line(paper.file, 'refused', why=before[paper.file])
                if paper.file in before
                else planned(place, paper, steps[paper.file], order_for(paper, order, serial, kept))
            )
        plans = [one for one in found if isinstance(one, Plan)]
        _reserve(place, plans)
        failed = {plan.paper.file: why for plan in plans if (why := _write(place, plan))}
        _finish(place, plans, failed)
    return Issued(tuple(_line(one, failed) for one in found), _gaps(place, plans))


def _matched(papers: Sequence[Drafted], order: Order) -> list[int | None]:
    """The serial of each paper in its turn, None for one that bears none.

    The numbers are for all papers that bear one, as when the same command is given again, or for those that
    have none yet.
    """
    wanting = [paper for paper in papers if paper.doc_type not in UNNUMBERED]
    fresh = [paper for paper in wanting if paper.dated is None]
    serials = text_to_serials(order.numbers) if order.numbers else ()
    if len(serials) == len(fresh):
        wanting = fresh
    if len(serials) != len(wanting):
        more = f"（另有{len(papers) - len(wanting)}份不编号）" if len(wanting) < len(papers) else ""
        raise UsageFault(
            f"要编号的文件有{len(wanting)}份{more}，编号有{len(serials)}个，没有改动任何文件。"
            "请让编号与文件一样多，用 --numbers 写明，如 --numbers 21-320。"
        )
    given = dict(zip((paper.file for paper in wanting), serials, strict=True))
    return [given.get(paper.file) for paper in papers]


def _reserve(place: Workplace, plans: Sequence[Plan]) -> None:
    """Keep every number for its file, all of them or none, before any file is touched."""
    with atomic(place.engine) as connection:
        fresh = [plan for plan in plans if not plan.resumed]
        _refuse_used(connection, fresh)
        paper_numbers.add(connection, [_to_number(place, plan) for plan in fresh if plan.stamp.serial])
        for plan in plans:
            outbox.change(
                connection,
                plan.paper.file,
                doc_number=plan.doc_number,
                dated=plan.stamp.dated,
                signed_by=plan.stamp.signed_by,
                copies=plan.copies,
                unnumbered_sha256=plan.now.sha256,
                issued_sha256=hashlib.sha256(plan.data).hexdigest(),
            )


def _to_number(place: Workplace, plan: Plan) -> PaperNumber:
    serial, year = plan.stamp.serial or 0, plan.stamp.dated.year
    return PaperNumber(plan.series, year, serial, plan.paper.file, 'reserved', None, place.now())


def _refuse_used(connection: Connection, plans: Sequence[Plan]) -> None:
    """UsageFault where a number was used before in its series and year."""
    used = {
        key: paper_numbers.of_series(connection, *key)
        for key in {(plan.series, plan.stamp.dated.year) for plan in plans}
    }
    for plan in plans:
        before = used[plan.series, plan.stamp.dated.year].get(plan.stamp.serial or 0)
        if before:
            whose = f"编给“{before.file}”" if before.file else f"登记为不用（{before.why}）"
            raise UsageFault(
                f"{plan.series}〔{before.year}〕{before.serial}号已{whose}，没有改动任何文件。请换编号。"
            )


def _write(place: Workplace, plan: Plan) -> str | None:
    """Put the stamped paper in place of the draft, whose bytes are kept; why not, where the disk refuses."""
    sha256 = hashlib.sha256(plan.data).hexdigest()
    try:
        keep(place, plan.now.sha256, plan.now.data)
        keep(place, sha256, plan.data)
        write_whole(paper_path(place, plan.paper.file), plan.data)
    except OSError as error:
        return f"写不进去（{error.strerror}），文件可能正被别的程序占用或磁盘已满；编号没有用掉"
    return None


def _finish(place: Workplace, plans: Sequence[Plan], failed: dict[str, str]) -> None:
    """Write down what was done; a number whose file could not be written is free again."""
    with atomic(place.engine) as connection:
        for plan in plans:
            if plan.paper.file in failed:
                _release(connection, plan.paper.file)
            else:
                _register(place, connection, plan)


def _release(connection: Connection, file: str) -> None:
    paper_numbers.release(connection, file)
    empty = dict.fromkeys(
        ('doc_number', 'dated', 'signed_by', 'copies', 'unnumbered_sha256', 'issued_sha256')
    )
    outbox.change(connection, file, **empty)


def _register(place: Workplace, connection: Connection, plan: Plan) -> None:
    file, now = plan.paper.file, place.now()
    steps = paper_steps.steps_of(connection, [file])[file]
    sha256 = hashlib.sha256(plan.data).hexdigest()
    paragraphs = docx_to_paragraphs(plan.data)
    said = ''.join(paragraphs)
    wording = wording_hash(said)
    lines = [PaperStep(file, 'numbered', place.actor, now, plan.doc_number, sha256, wording)]
    if not any(step.state == 'signed' for step in standing(steps)):
        by = plan.stamp.signed_by
        lines.insert(0, PaperStep(file, 'signed', by, now, None, plan.now.sha256, plan.now.wording))
    paper_steps.add_steps(connection, lines)
    paper_numbers.set_state(connection, file, 'given')
    title = title_in(paragraphs, plan.paper.title) or plan.paper.title
    outbox.change(connection, file, state='numbered', issued_at=now, title=title)
    letter_issued(connection, plan.paper, plan.doc_number, plan.stamp.dated, said)
    detail = {'number': plan.doc_number, 'dated': plan.stamp.dated.isoformat(), 'sha256': sha256}
    audit.note(connection, actor=place.actor, act='issue', about=file, at=now, detail=detail)


def _line(found: Plan | Line, failed: dict[str, str]) -> Line:
    if isinstance(found, Line):
        return found
    file = found.paper.file
    if file in failed:
        return Line(file, 'refused', why=failed[file])
    return Line(file, 'issued', found.doc_number, notes=found.notes)


def _gaps(place: Workplace, plans: Sequence[Plan]) -> tuple[Gap, ...]:
    keys = sorted({(plan.series, plan.stamp.dated.year) for plan in plans if plan.stamp.serial})
    with reading(place.engine) as connection:
        return tuple(
            gap
            for key in keys
            for gap in numbers_to_gaps(key, list(paper_numbers.of_series(connection, *key).values()))
        )
