"""Organisations as the ledger knows them, and what a name was matched to."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Any, Literal

Decision = Literal['matched', 'candidates', 'none', 'not_tried']

SubjectKind = Literal['organisation', 'enterprise', 'county', 'town', 'park', 'unit']
"""社会组织, 非公有制企业, 县（区）, 乡镇街道, 园区, and any other body with a task of its own."""

State = Literal[
    'active',  # counts
    'ended',  # 注销, 撤销登记, 迁出, 合并: findable, counts no longer from ended_on on
    'merged',  # 查重合并: a double record of merged_into
    'withdrawn',  # the import that brought it was rolled back
]


@dataclass(frozen=True, slots=True)
class Organisation:
    """A social organisation at one moment: identity and its facts by field id.

    id is the ledger's own number; code is the 统一社会信用代码 or None; region is the county
    as the office writes it; supervisor is the 业务主管单位, None for direct registration. began_on and
    ended_on are the days of its registration here and of its end, where an event tells them;
    merged_into is the record that stands for it: after 查重合并 the same organisation's, after 合并 the
    one that took it over.
    """

    id: int
    name: str
    code: str | None
    region: str | None
    type: str | None
    supervisor: str | None
    facts: dict[str, Any] = field(default_factory=dict)
    kind: SubjectKind = 'organisation'
    state: State = 'active'
    began_on: dt.date | None = None
    ended_on: dt.date | None = None
    merged_into: int | None = None


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


OriginKind = Literal['human', 'registration', 'approval', 'import', 'return']


@dataclass(frozen=True, slots=True)
class Origin:
    """What a value rests on: a person, the registration authority, an approval, a list, a return.

    form tells the form of a return, on the day it speaks of (or came in); None where nobody knows.
    """

    kind: OriginKind
    form: str | None = None
    on: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Provenance:
    """Why the ledger holds a value: which registered document and place, or which person; in which act."""

    register_number: int | None
    where: dict[str, Any] | None
    actor: str
    recorded_at: dt.datetime
    act: int | None = None
    origin: Origin | None = None


@dataclass(frozen=True, slots=True)
class Version:
    """One state of an organisation: since when it held, from when to when we believed it, and why.

    sources gives for each field where its value comes from; a field the version took over from
    an earlier one keeps that one's source. changed names the fields it set, None for the first;
    act is the act it belongs to (an import, an event, a merge), None for a return's values.
    """

    organisation: Organisation
    version: int
    valid_from: dt.date | None
    recorded_from: dt.datetime
    recorded_to: dt.datetime | None
    actor: str
    sources: dict[str, Any]
    changed: tuple[str, ...] | None = None
    act: int | None = None


EventKind = Literal[
    'register',  # 新登记
    'move_in',  # 迁入
    'rename',  # 更名
    'change_supervisor',  # 变更业务主管单位
    'move_out',  # 迁出
    'absorb',  # 吸收合并: self goes into the other
    'consolidate',  # 新设合并: several become a new one
    'divide',  # 分立
    'deregister',  # 注销
    'revoke',  # 撤销登记
    'establish',  # 党组织成立 (批复)
    'dissolve',  # 党组织撤销
]

ActKind = Literal['import', 'merge', 'undo', 'correct', 'approval'] | EventKind

Part = Literal['self', 'into', 'from', 'kept', 'double']
"""What a subject is in an act: itself, what it goes into, what it came of, and the two records of a merge."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """Something done to the ledger that can be undone as one: an import, a merge, an event, a correction.

    on is the day it took effect, doc_number the paper behind it, register_number that paper in the
    register; parts tell which subjects it is about; undone_by is the act that took it back. detail
    keeps what only this kind needs (moved references of a merge, counts of an import).
    """

    kind: ActKind
    about: str
    actor: str
    at: dt.datetime
    number: int = 0
    on: dt.date | None = None
    doc_number: str | None = None
    register_number: int | None = None
    parts: tuple[tuple[int, Part], ...] = ()
    detail: dict[str, Any] = field(default_factory=dict)
    undone_by: int | None = None
