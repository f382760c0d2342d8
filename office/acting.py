"""Beginning an act on the ledger, and looking at those done; an act can be taken back as one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from ledger.undo import changed_after
from model.errors import UsageFault
from model.register import ReviewItem
from model.subject import Act, ActKind, Organisation, Origin, OriginKind, Part, Provenance
from office.config import Workplace
from office.ledger_acts import one_named
from office.naming import label_of
from store import acts, audit, register, reviews, subjects
from store.engine import Connection, reading


@dataclass(slots=True)
class Done:
    """What an act did: its number, what to tell, and how many questions it raised."""

    act: int
    told: list[str] = field(default_factory=list)
    questions: int = 0


@dataclass(frozen=True, slots=True)
class Paper:
    """The paper an act rests on: its day, its number, and where it stands in the register."""

    on: dt.date | None = None
    doc_number: str | None = None
    register_number: int | None = None


def begin(
    place: Workplace,
    connection: Connection,
    kind: ActKind,
    about: str,
    paper: Paper = Paper(),  # frozen: nobody can change it
    parts: Sequence[tuple[int, Part]] = (),
    detail: dict[str, Any] | None = None,
) -> int:
    """Record an act and its line in the audit; gives its number.

    Raises:
        UsageFault: the register has no such paper.
    """
    if paper.register_number is not None and register.get(connection, paper.register_number) is None:
        raise UsageFault(f"没有收文第{paper.register_number}号。用 shoufa register list 查看编号。")
    act = Act(
        kind=kind,
        about=about,
        actor=place.actor,
        at=place.now(),
        on=paper.on,
        doc_number=paper.doc_number,
        register_number=paper.register_number,
        parts=tuple(parts),
        detail=detail or {},
    )
    number = acts.begin(connection, act)
    told = {'act': number, 'on': paper.on.isoformat() if paper.on else None, 'doc_number': paper.doc_number}
    audit.note(connection, actor=place.actor, act=kind, about=about, at=place.now(), detail=told)
    return number


def source_of(place: Workplace, act: int, paper: Paper = Paper()) -> Provenance:
    """Where the values of an act come from: its paper, or the person who did it."""
    kind: OriginKind = 'approval' if paper.doc_number or paper.register_number else 'human'
    origin = Origin(kind, None, paper.on or place.today)
    return Provenance(paper.register_number, None, place.actor, place.now(), act, origin)


def write_dated(
    connection: Connection, subject: int, values: Mapping[str, Any], source: Provenance, on: dt.date | None
) -> list[str]:
    """What an event of a day changes; what an event of a later day changed before holds on from there.

    Gives lines that tell so.
    """
    (versions,) = subjects.histories(connection, [subject])
    later = changed_after(versions, values, on, acts.gone(connection)) if on else {}
    changed = subjects.change(connection, subject, values, source, valid_from=on)
    for day, held in later.items():
        subjects.change(connection, subject, held, source, valid_from=day)
    return [
        f"“{changed.name}”的{'、'.join(map(label_of, held))}自{day}起另有登记，今天的情况仍按后者，"
        f"这一件只补记{on}到那天的情况。"
        for day, held in later.items()
    ]


def ask(place: Workplace, connection: Connection, done: Done, item: ReviewItem) -> None:
    """Raise a question that an act brings about; taking the act back closes it."""
    reviews.add(connection, item, place.now())
    done.questions += 1


def list_acts(place: Workplace, wanted: str | None = None) -> list[Act]:
    """Everything done to the ledger, or to one organisation, in order."""
    one = one_named(place, wanted) if wanted else None
    with reading(place.engine) as connection:
        return acts.list_acts(connection, subject=one.id if one else None)


def act_numbered(connection: Connection, number: int) -> Act:
    """The act of this number.

    Raises:
        UsageFault: there is none.
    """
    act = acts.get(connection, number)
    if act is None:
        raise UsageFault(f"没有第{number}号办理。用 shoufa ledger acts 查看编号。")
    return act


def active(connection: Connection, organisation: Organisation) -> Organisation:
    """The organisation as this transaction sees it, if it still counts.

    Raises:
        UsageFault: it has ended or was merged.
    """
    now = subjects.get(connection, organisation.id)
    assert now is not None
    if now.state == 'ended':
        raise UsageFault(f"“{now.name}”自{now.ended_on}起已不再计数（注销、迁出或合并），不能再办这一项。")
    if now.state != 'active':
        raise UsageFault(f"“{now.name}”已并入其他记录或随导入撤回，不能再办这一项。")
    return now
