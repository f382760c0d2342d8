"""分发签收: who received a paper and when, and where it is filed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from model.errors import UsageFault
from model.paper import PaperReceipt, PaperStep
from office.config import Workplace
from office.paper_files import papers_named, recipients_of, void_told
from store import audit, outbox, paper_numbers, paper_steps
from store.engine import Connection, atomic, reading
from store.outbox import Drafted


def sign(
    place: Workplace,
    path: Path,
    recipient: str,
    on: dt.date,
    *,
    copies: int | None = None,
    way: str | None = None,
) -> tuple[str, ...]:
    """Note that a recipient signed for a paper; gives those who have not yet. The last one makes it 签收.

    Raises:
        UsageFault: no such paper, it bears no number yet or a void one, it does not go to this recipient,
            or the day is before that of the paper.
    """
    (paper,) = papers_named(place, [path])
    everyone = recipients_of(place, paper)
    if recipient not in everyone:
        raise UsageFault(f"“{paper.file}”没有发给“{recipient}”。收文单位是：{'、'.join(everyone[:12])}。")
    if not outbox.is_issued(paper):
        raise UsageFault(f"“{paper.file}”还没有编号、分发，不能登记签收。")
    if paper.dated and on < paper.dated:
        raise UsageFault(f"签收日期{on}早于“{paper.file}”的成文日期{paper.dated}，没有登记。请核对日期。")
    values: dict[str, Any] = {'received_on': on}
    values |= {key: value for key, value in (('copies', copies), ('way', way)) if value is not None}
    with atomic(place.engine) as connection:
        void = paper_numbers.void_of_files(connection).get(paper.file)
        if void:
            raise UsageFault(f"{void_told(void)}，不登记签收。")
        paper_steps.put_receipt(connection, paper.file, recipient, **values)
        known = paper_steps.receipts_of(connection, paper.file)
        signed = {one.recipient for one in known if one.received_on}
        left = tuple(name for name in everyone if name not in signed)
        if not left and paper.state != 'received':
            _all_received(place, connection, paper)
        told = {'recipient': recipient, 'on': on.isoformat()}
        audit.note(
            connection, actor=place.actor, act='receipt', about=paper.file, at=place.now(), detail=told
        )
    return left


def _all_received(place: Workplace, connection: Connection, paper: Drafted) -> None:
    step = PaperStep(paper.file, 'received', place.actor, place.now(), "全部签收")
    paper_steps.add_steps(connection, [step])
    outbox.change(connection, paper.file, state='received')


def receipts(place: Workplace, paper: Drafted) -> tuple[PaperReceipt, ...]:
    """A line for each recipient of a paper, in the order of its recipients, noted or not."""
    with reading(place.engine) as connection:
        known = {one.recipient: one for one in paper_steps.receipts_of(connection, paper.file)}
    return tuple(known.get(name, PaperReceipt(paper.file, name)) for name in recipients_of(place, paper))


def file_papers(place: Workplace, paths: Sequence[Path], filed_as: str) -> int:
    """Note where papers are filed; gives how many.

    Raises:
        UsageFault: no such paper.
    """
    papers = papers_named(place, paths)
    with atomic(place.engine) as connection:
        for paper in papers:
            outbox.change(connection, paper.file, filed_as=filed_as.strip() or None)
            audit.note(
                connection, actor=place.actor, act='file', about=paper.file, at=place.now(), detail=filed_as
            )
    return len(papers)
