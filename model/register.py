"""The incoming register (收文登记簿) and what waits for a person."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any, Literal

State = Literal[
    'received',  # has a number; its bytes are not safe yet
    'stored',  # in 存档/; what it says is not worked out yet
    'done',  # worked out; anything doubtful waits in review
    'awaiting_recognition',  # 待识别: a picture of paper
    'withdrawn',  # taken back by a person, with a reason
    'forwarded',  # sent on to another unit
]

Kind = Literal['notice', 'return', 'request', 'blank', 'other', 'picture']


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One document of the register; sender_hint is the inbox sub-folder it came in."""

    number: int
    file: str
    sha256: str
    kind: Kind | None
    state: State
    received_at: dt.datetime
    title: str | None = None
    doc_number: str | None = None
    issuer: str | None = None
    sender_hint: str | None = None
    archived_as: str | None = None
    format: str | None = None
    form: str | None = None
    note: str | None = None


ReviewKind = Literal['match', 'conflict', 'check', 'reading', 'form']
"""Which organisation; which of two values; a failing check; a doubtful value; an unknown form."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewItem:
    """One question to a person: about whom, which field, what was found, what is held, and why."""

    kind: ReviewKind
    about: str
    reasons: tuple[str, ...]
    number: int = 0
    register_number: int | None = None
    row: int | None = None
    subject: int | None = None
    field: str | None = None
    value: Any = None
    held: Any = None
    candidates: tuple[dict[str, Any], ...] = ()
    where: dict[str, Any] | None = None
    state: str = 'open'


@dataclass(frozen=True, slots=True, kw_only=True)
class Duty:
    """An obligation as the office keeps it.

    ours: do (ours to do), chase (others owe it to us), know; rule says which sentence decided it.
    deadline None with relative set: the day it is counted from is not known yet.
    """

    register_number: int
    verbatim: str
    ours: Literal['do', 'chase', 'know']
    rule: str
    number: int = 0
    what: str | None = None
    who: str | None = None
    deadline_text: str | None = None
    deadline: dt.date | None = None
    relative: dict[str, Any] | None = None
    recurrence: dict[str, Any] | None = None
    report_to: str | None = None
    anchor: dt.date | None = None
    anchor_kind: str | None = None
    state: str = 'open'
    evidence: str | None = None
    where: dict[str, Any] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldRow:
    """One organisation's line of a return as stored: accepted into the ledger, or held."""

    register_number: int
    row: int
    name: str | None
    code: str | None
    region: str | None
    subject: int | None
    state: Literal['accepted', 'held', 'rejected']
    values: dict[str, Any]
    where: dict[str, Any] | None = None
