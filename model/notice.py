"""What an organ asked for. The keys are those of CONTRACT.md; dates are ISO strings as printed.

Scalars and lists of strings keep their places in `places` under the same key and order;
objects carry their own `where`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

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


@dataclass(frozen=True, slots=True)
class Obligation:
    """A duty laid on a body: who, what, by when or how often, reported to whom.

    deadline_iso is the last day; None with `relative` set means its anchor is not in the paper.
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


@dataclass(frozen=True, slots=True)
class Target:
    """A quantified goal set for a body; comparator is >= <= = ≈ or between."""

    verbatim: str
    metric: str | None
    comparator: str
    value: Any
    unit: str | None
    where: Where = NOWHERE


@dataclass(frozen=True, slots=True)
class Stage:
    """阶段: name and its first and last day (ISO), None where the text leaves it open."""

    name: str
    start: str | None
    end: str | None
    where: Where = NOWHERE


@dataclass(frozen=True, slots=True)
class NoticeRule:
    """A decision rule as written: under which condition, which method."""

    condition: str
    method: str
    verbatim: str
    where: Where = NOWHERE


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """One notice as understood; None means the paper does not say it, never 'not tried'."""

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
    places: dict[str, tuple[Where, ...]] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
