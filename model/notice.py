"""What an organ asked for. The keys are those of CONTRACT.md; dates are ISO strings as printed.

Scalars and lists of strings keep their places in `places` under the same key and order;
objects carry their own `where`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal

from model.place import NOWHERE, Problem, Where


@dataclass(frozen=True, slots=True)
class Recipients:
    """主送机关: the line without its final colon, and the bodies it names."""

    raw: str
    list: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Contact:
    """联系人: any part may be missing; phone keeps digits and hyphens as printed."""

    name: str | None = None
    phone: str | None = None
    email: str | None = None
    office: str | None = None
    extension: str | None = None
    where: Where = NOWHERE


@dataclass(frozen=True, slots=True)
class CitedDocument:
    """引用文件: by title, by number (canonical 〔〕), or both; alias is its 以下简称."""

    title: str | None
    number: str | None
    issuer: str | None = None
    alias: str | None = None
    where: Where = NOWHERE
    rules: tuple[str, ...] = ()
    score: float = 1.0


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading with its printed number; level 1 is 一、."""

    level: int
    text: str
    where: Where = NOWHERE


@dataclass(frozen=True, slots=True)
class Relative:
    """A limit counted from something: unit is day, workday, month, year or next_month_day.

    from_ is 'issue', an event in the notice's words, or None; days repeats value when unit is day.
    """

    value: int
    unit: str
    from_: str | None
    days: int | None = None


@dataclass(frozen=True, slots=True)
class Recurrence:
    """Every N units (day, week, month, quarter, year), so many times each where stated."""

    every: int
    unit: str
    times: int | None = None


Modality = Literal['must', 'asked', 'should', 'may', 'forbidden']
"""应须必须要, 请, 原则上一般应当鼓励, 可, 不得严禁."""


@dataclass(frozen=True, slots=True)
class Obligation:
    """A duty laid on a body: who, what, by when or how often, reported to whom, and how.

    deadline_iso is the last day; None with `relative` set means its anchor is not in the paper.
    scope is the case the duty is limited to, in the paper's words (对没有党员的社会组织), None for all.
    rules name what made the item, in order; score (0..1) falls with each doubtful step and only
    routes to review.
    """

    verbatim: str
    who: str | None
    what: str | None
    deadline_text: str | None = None
    deadline_iso: str | None = None
    relative: Relative | None = None
    recurrence: Recurrence | None = None
    report_to: str | None = None
    where: Where = NOWHERE
    how: str | None = None
    modality: Modality | None = None
    scope: str | None = None
    rules: tuple[str, ...] = ()
    score: float = 1.0


@dataclass(frozen=True, slots=True)
class Target:
    """A quantified goal set for a body; comparator is >= <= = ≈ or between.

    翻番 is value 2, unit 倍. scope says of whom or what the goal speaks, base what it is measured
    against (以目前党内实际统计数据为准), by the ISO day it is to be reached: None where not said.
    """

    verbatim: str
    metric: str | None
    comparator: str
    value: Any
    unit: str | None
    where: Where = NOWHERE
    scope: str | None = None
    by: str | None = None
    base: str | None = None
    rules: tuple[str, ...] = ()
    score: float = 1.0


@dataclass(frozen=True, slots=True)
class Stage:
    """阶段: name and its first and last day (ISO), None where the text leaves it open."""

    name: str
    start: str | None
    end: str | None
    where: Where = NOWHERE
    rules: tuple[str, ...] = ()
    score: float = 1.0


@dataclass(frozen=True, slots=True)
class NoticeRule:
    """A decision rule as written: under which condition, which method.

    count_basis says who is counted, in the paper's words (专职工作人员中的正式党员); None where it
    does not say.
    """

    condition: str
    method: str
    verbatim: str
    where: Where = NOWHERE
    count_basis: str | None = None
    rules: tuple[str, ...] = ()
    score: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """One notice as understood; None means the paper does not say it, never 'not tried'.

    outline holds the headings of every level and kind (一、 （一） 1. （1） 第一条 一是 ——), headings only
    levels 1 and 2. forwards are the papers it passes on (转发), issues the titles of what it issues
    (印发), amends the papers whose dates or demands it changes; missing_attachments are named in
    it and not printed after it.
    """

    issuing_authorities: tuple[str, ...] = ()
    doc_number: str | None = None
    doc_number_printed: str | None = None
    title: str | None = None
    doc_type: str | None = None
    primary_recipients: Recipients | None = None
    date_of_document: str | None = None
    printed_date: str | None = None
    cc: tuple[str, ...] = ()
    secrecy: str | None = None
    urgency: str | None = None
    contacts: tuple[Contact, ...] = ()
    attachments: tuple[str, ...] = ()
    cited_documents: tuple[CitedDocument, ...] = ()
    obligations: tuple[Obligation, ...] = ()
    standing_duties: tuple[Obligation, ...] = ()
    targets: tuple[Target, ...] = ()
    headings: tuple[Heading, ...] = ()
    stages: tuple[Stage, ...] = ()
    rules: tuple[NoticeRule, ...] = ()
    draft: bool = False
    required_ledgers: tuple[str, ...] = ()
    forms_named: tuple[str, ...] = ()
    outline: tuple[Heading, ...] = ()
    forwards: tuple[CitedDocument, ...] = ()
    issues: tuple[str, ...] = ()
    amends: tuple[CitedDocument, ...] = ()
    missing_attachments: tuple[str, ...] = ()
    places: dict[str, tuple[Where, ...]] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
