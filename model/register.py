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
    'awaiting_layout',  # 待对应: a form whose layout no person has confirmed
    'classified',  # 涉密停止: a mark was seen only after it was registered
    'withdrawn',  # struck off by a person, with a reason
    'returned',  # 退回: sent back to whom it came from
    'forwarded',  # sent on to another unit
]

Kind = Literal['notice', 'return', 'request', 'approval', 'blank', 'other', 'picture']


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One document of the register; sender_hint is the inbox sub-folder it came in.

    quantity to filed_as are the office's own columns (份数 密级 缓急 承办 拟办 批示 办理结果 归档);
    part_of is the entry this one is an attachment of. Of a return: edition of its form, layout by
    fingerprint, round where a person or the paper tells it, superseded_by the later return that
    corrects it, tally the lines by what became of them (rows, totals_dropped, hidden_rows).
    container is the mail or archive it came in; tried_with the recogniser that could not read a picture, or
    some pages of a paper.
    """

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
    quantity: int | None = None
    secrecy: str | None = None
    urgency: str | None = None
    handler: str | None = None
    proposal: str | None = None
    instruction: str | None = None
    outcome: str | None = None
    filed_as: str | None = None
    part_of: int | None = None
    edition: str | None = None
    layout: str | None = None
    round: int | None = None
    superseded_by: int | None = None
    tally: dict[str, int] | None = None
    container: int | None = None
    tried_with: str | None = None


ReviewKind = Literal['match', 'conflict', 'check', 'reading', 'form', 'layout', 'approval', 'event', 'branch']
"""Which organisation; which of two values; a failing check; a doubtful value; a form or layout not met;
an approval or an event of the ledger that a paper tells of; what becomes of a branch after an event."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewItem:
    """One question to a person: about whom, which field, what was found and is held, why, of which act."""

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
    act: int | None = None


DutyState = Literal[
    'open',  # 待办
    'doing',  # 在办
    'reported',  # 已报
    'reviewed',  # 已复核
    'closed',  # 办结
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Duty:
    """An obligation as the office keeps it.

    ours: do (ours to do), chase (others owe it to us), know; rule says which sentence decided it.
    deadline None with relative set: the day it is counted from is not known yet. joined_to is the
    duty this one is the same as (a forwarded notice and the one that forwards it); superseded_by
    the duty of a later notice that moved its date; linked_by the person who said so, or said that
    it is joined to none: reading again leaves that alone. state is what people set; what follows from the
    day (逾期, 起算日待填) is worked out when the board is drawn.
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
    state: DutyState = 'open'
    evidence: str | None = None
    where: dict[str, Any] | None = None
    how: str | None = None
    modality: str | None = None
    scope: str | None = None
    rules: tuple[str, ...] = ()
    score: float = 1.0
    joined_to: int | None = None
    superseded_by: int | None = None
    linked_by: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Occurrence:
    """One round of a recurring duty that a person has dealt with: its due day and what became of it."""

    duty: int
    due: dt.date
    state: DutyState
    evidence: str | None = None


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
