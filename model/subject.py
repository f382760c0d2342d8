"""Organisations as the ledger knows them, and what a name was matched to."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Any, Literal

Decision = Literal['matched', 'candidates', 'none', 'not_tried']


@dataclass(frozen=True, slots=True)
class Organisation:
    """A social organisation at one moment: identity and its facts by field id.

    id is the ledger's own number; code is the 统一社会信用代码 or None; region is the county
    as the office writes it; supervisor is the 业务主管单位, None for direct registration.
    """

    id: int
    name: str
    code: str | None
    region: str | None
    type: str | None
    supervisor: str | None
    facts: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Candidate:
    """One organisation that may be meant, with the reasons for and against, in Chinese."""

    organisation: int
    name: str
    code: str | None
    score: float
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Match:
    """What a name and code were matched to; organisation is set only when matched."""

    decision: Decision
    organisation: int | None = None
    score: float = 0.0
    reasons: tuple[str, ...] = ()
    candidates: tuple[Candidate, ...] = ()


@dataclass(frozen=True, slots=True)
class Provenance:
    """Why the ledger holds a value: which registered document and place, or which person."""

    register_number: int | None
    where: dict[str, Any] | None
    actor: str
    recorded_at: dt.datetime


@dataclass(frozen=True, slots=True)
class Version:
    """One state of an organisation: since when it held, from when to when we believed it, and why.

    sources gives for each field where its value comes from; a field the version took over from
    an earlier one keeps that one's source.
    """

    organisation: Organisation
    version: int
    valid_from: dt.date | None
    recorded_from: dt.datetime
    recorded_to: dt.datetime | None
    actor: str
    sources: dict[str, Any]
