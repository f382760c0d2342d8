"""What numbering and dating would do to a draft, or why it cannot be done (G7)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from model.errors import Damaged
from model.paper import UNNUMBERED, PaperNumber, PaperStep
from office.config import Workplace
from office.issued_words import changed_told
from office.issuing_names import find_issuing, inner_refused
from office.paper_files import kept_path
from office.paper_states import (
    Now,
    altered_told,
    changed_since,
    docx_to_now,
    in_the_way,
    paper_now,
    standing,
)
from outgoing.blanks_left import blanks_left
from outgoing.correction import UPWARD
from outgoing.stamping import Stamp, open_places, stamped
from store.outbox import Drafted


@dataclass(frozen=True, slots=True)
class Order:
    """What the register office was told: numbers as written, 成文日期, who signed; printed is 印发日期.

    again: a matter may be written of anew although another paper was issued on it.
    """

    dated: dt.date
    signed_by: str
    numbers: str | None = None
    series: str | None = None
    copies: int | None = None
    printed: dt.date | None = None
    again: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """What became of one file; why tells a refusal, notes what a person should know."""

    file: str
    status: Literal['issued', 'already', 'refused']
    doc_number: str | None = None
    why: str | None = None
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Plan:
    """A paper that can be issued: what it was, the stamp, its number in full, and the bytes to be written."""

    paper: Drafted
    now: Now
    stamp: Stamp
    series: str
    doc_number: str | None
    copies: int | None
    data: bytes
    notes: tuple[str, ...] = ()
    resumed: bool = False


def order_for(
    paper: Drafted, order: Order, serial: int | None, kept: dict[str, PaperNumber]
) -> tuple[Order, int | None, PaperNumber | None]:
    """What one paper is to get: a paper that a broken run kept a number for gets what was kept then."""
    number = kept.get(paper.file)
    if paper.dated is None or paper.issued_at is not None:
        return order, serial, None
    again = replace(order, dated=paper.dated, signed_by=paper.signed_by or order.signed_by)
    return replace(again, copies=paper.copies), number.serial if number else None, number


def planned(
    place: Workplace,
    paper: Drafted,
    steps: Sequence[PaperStep],
    told: tuple[Order, int | None, PaperNumber | None],
) -> Plan | Line:
    """What is to be done with one paper, or why nothing is."""
    order, serial, _ = told
    if paper.issued_at is not None:
        kept = f"已编为{paper.doc_number}" if paper.doc_number else "已登记"
        return Line(paper.file, 'already', paper.doc_number, notes=(f"{kept}，没有再动",))
    why = _not_ours(place, paper, steps, order)
    if why:
        return Line(paper.file, 'refused', why=why)
    try:
        now = paper_now(place, paper.file)
        if now.sha256 == paper.issued_sha256:
            return _written(place, paper, now, told)
        why = _not_ready(place, steps, now)
        if why:
            return Line(paper.file, 'refused', why=why)
        return _stamping(place, paper, now, (order, serial), steps)
    except Damaged as error:
        return Line(paper.file, 'refused', why=error.message)


def _not_ours(place: Workplace, paper: Drafted, steps: Sequence[PaperStep], order: Order) -> str | None:
    """Why this paper may not be issued whatever it says."""
    issuing = find_issuing(place, paper.issuing_name)
    if issuing and issuing.inner and paper.doc_type not in UNNUMBERED:
        return inner_refused(issuing)
    signed = next((step.person for step in reversed(standing(steps)) if step.state == 'signed'), None)
    if signed and ''.join(signed.split()) != ''.join(order.signed_by.split()):
        return f"签发记录上的签发人是“{signed}”，与这次的“{order.signed_by}”不符"
    return in_the_way(place, paper, steps, 'numbered')


def _not_ready(place: Workplace, steps: Sequence[PaperStep], now: Now) -> str | None:
    """Why this paper may not be issued as it says now."""
    left = blanks_left(now.data)
    if left:
        return f"还有没填写、没核对的地方：{'、'.join(left)}"
    changed = changed_since(place, steps, now)
    return altered_told(changed, numbered=False) if changed else None


def _written(
    place: Workplace, paper: Drafted, now: Now, told: tuple[Order, int | None, PaperNumber | None]
) -> Plan:
    """A paper that a broken run had written: only the register waits."""
    order, serial, number = told
    stamp = Stamp(serial, order.dated, order.dated, order.signed_by)
    try:
        before = kept_path(place, paper.unnumbered_sha256 or '').read_bytes()
    except OSError as error:
        raise Damaged("存档/发文 里没有编号前的原稿，请从备份恢复后再运行一次") from error
    was = docx_to_now(before)
    series = number.series if number else ''
    return Plan(
        paper,
        was,
        stamp,
        series,
        paper.doc_number,
        paper.copies,
        now.data,
        ("接着上次没办完的登记",),
        resumed=True,
    )


def _stamping(
    place: Workplace,
    paper: Drafted,
    now: Now,
    told: tuple[Order, int | None],
    steps: Sequence[PaperStep],
) -> Plan:
    """The stamped paper; NotOpen where it has no open place for number or date."""
    order, serial = told
    found = open_places(
        now.data,
        numbered=serial is not None,
        signed_by=order.signed_by,
        needs_signer=paper.doc_type == 'report' or paper.template == UPWARD,
    )
    stamp = Stamp(serial, order.dated, order.printed or order.dated, order.signed_by.strip())
    issuing = find_issuing(place, paper.issuing_name)
    series = order.series or (issuing.series if issuing else None) or found.code or ''
    return Plan(
        paper,
        now,
        stamp,
        series,
        f'{found.code}〔{order.dated.year}〕{serial}号' if serial is not None else None,
        order.copies,
        stamped(now.data, stamp),
        (*_notes(place, paper, order, found.year, steps), *changed_told(place, paper, now.said)),
        resumed=paper.dated is not None,
    )


def _notes(
    place: Workplace, paper: Drafted, order: Order, year: int, steps: Sequence[PaperStep]
) -> Iterator[str]:
    if paper.dated is not None:
        yield "接着上次没办完的，编号、日期、签发人照上次"
    if year != order.dated.year:
        yield f"拟稿时印的是{year}年，成文在{order.dated.year}年，年份已改"
    if order.dated > place.today:
        yield f"成文日期{order.dated}晚于今天{place.today}，请核对"
    signed = [step.at.date() for step in standing(steps) if step.state == 'signed']
    if signed and signed[-1] != order.dated:
        yield f"签发记录是{signed[-1]}，成文日期写的是{order.dated}，成文日期应是签发的日期，请核对"
    issuing = find_issuing(place, paper.issuing_name)
    others = len(issuing.joint_with) if issuing else 0
    noted = sum(step.state == 'countersigned' for step in standing(steps))
    if noted < others:
        yield f"联合行文的另有{others}家，会签记录只有{noted}条，请核对"
