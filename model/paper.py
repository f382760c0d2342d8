"""The way of a paper from draft to receipt, and what is kept of each step (office-life.md G7)."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal, get_args

PaperState = Literal[
    'drafted', 'checked', 'countersigned', 'signed', 'numbered', 'sealed', 'dispatched', 'received'
]
PAPER_STATES: tuple[PaperState, ...] = get_args(PaperState)
STATE_NAMES: dict[str, str] = dict(
    zip(PAPER_STATES, ("拟稿", "核稿", "会签", "签发", "编号", "用印", "分发", "签收"), strict=True)
)
UNNUMBERED = frozenset({'list', 'comments', 'form'})
"""Kinds of paper that bear a date and no number: tables, slips, comments without a letter, filled forms."""


@dataclass(frozen=True, slots=True)
class PaperStep:
    """One step of a paper: who took it and when; hashes of the file and of its wording at that moment.

    note is what was said with it. back: it was sent back to this state, and note is the reason.
    """

    file: str
    state: PaperState
    person: str
    at: dt.datetime
    note: str | None = None
    sha256: str | None = None
    wording: str | None = None
    back: bool = False
    id: int = 0


NumberState = Literal['reserved', 'given', 'void']


@dataclass(frozen=True, slots=True)
class PaperNumber:
    """A serial number of a series and year: kept for a file, given to it, or void for a reason."""

    series: str
    year: int
    serial: int
    file: str | None
    state: NumberState
    why: str | None
    at: dt.datetime


@dataclass(frozen=True, slots=True)
class PaperReceipt:
    """Whom a paper goes to, in how many copies, when and how it went, and when its receipt was signed."""

    file: str
    recipient: str
    copies: int | None = None
    sent_on: dt.date | None = None
    way: str | None = None
    received_on: dt.date | None = None
