"""A paper that is to go out, before it is printed, and the facts such papers are drafted from."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from model.figure import Figure, Source

DocType = Literal['notice', 'letter', 'circular', 'report', 'reply', 'correction', 'comments', 'list']
"""通知 函 通报 报告 批复 更正 反馈意见, and lists: tables and slips that bear no number."""


@dataclass(frozen=True, slots=True)
class Recipe:
    """What a draft was made from, so that it can be made again: the act and all it was told.

    options are plain JSON values; cut_off is the day its figures are of, known_by the day by whose end they
    had to be recorded (later than cut_off only where somebody asks what is known by now).
    """

    act: str
    campaign: str | None = None
    options: Mapping[str, Any] = field(default_factory=dict)
    cut_off: dt.date | None = None
    known_by: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Draft:
    """What one paper says: context fills the tags of the template, figures are its printed numbers.

    file_name ends in .docx and holds no space; template is a file name in templates/;
    recipients are the bodies named after the title; issuing_name is an IssuingName's id.
    Number and date are left open in the context: they come after signing (条例 25(二)).
    organisation is the ledger id of the one organisation it is about.
    """

    file_name: str
    template: str
    context: Mapping[str, Any]
    figures: tuple[Figure, ...]
    doc_type: DocType
    title: str
    recipients: tuple[str, ...]
    issuing_name: str
    recipe: Recipe | None = None
    organisation: int | None = None


@dataclass(frozen=True, slots=True)
class Basis:
    """The notice a paper rests on: its title without 《》, its number or None, and where we hold it."""

    title: str
    number: str | None
    source: Source | None = None


@dataclass(frozen=True, slots=True)
class Instructor:
    """党建工作指导员: what a letter may say of the person (office-life.md, Persons)."""

    id: int
    name: str
    unit: str
    post: str | None
    phone: str | None


@dataclass(frozen=True, slots=True)
class CountyLine:
    """The counts of one reporting unit, or of all of them; a count is None where nobody knows it.

    eligible is 应建, members 党员. other counts neither independent nor joint branches; instructors
    counts organisations that have one; unknown those of which nobody knows whether they have a branch.
    rows holds the ledger ids behind a count under the count's own name ('established'), sources
    the papers in which the unit itself states it. told_in is the round whose figures these are where an
    earlier round's stand in for this one's. loose: no unit's line, but of organisations whose unit the
    ledger does not tell.
    """

    region: str
    organisations: int | None
    eligible: int | None
    established: int | None
    independent: int | None
    joint: int | None
    other: int | None
    instructors: int | None
    members: int | None
    rows: dict[str, tuple[int, ...]] = field(default_factory=dict)
    sources: dict[str, tuple[Source, ...]] = field(default_factory=dict)
    unknown: int = 0
    told_in: int | None = None
    loose: bool = False


@dataclass(frozen=True, slots=True)
class MethodLine:
    """How many organisations a method of establishing a branch is planned for, and which."""

    method: str
    organisations: int
    rows: tuple[int, ...] | None = None


@dataclass(frozen=True, slots=True)
class Before:
    """The round before (0: 启动摸底): the lines of all units on its own day, and who had reported by then.

    corrected are the units whose counts of that day were put right since; the lines have them right.
    """

    round: int
    cut_off: dt.date
    counties: tuple[CountyLine, ...]
    reported: tuple[str, ...]
    corrected: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Asked:
    """What a person still has to look at in one unit's returns.

    waiting organisations are in no count yet, questions wait for an answer, unequal are figures of which
    the unit's own total and its lines differ; sources are the returns meant.
    """

    unit: str
    waiting: int = 0
    questions: int = 0
    unequal: int = 0
    sources: tuple[Source, ...] = ()


@dataclass(frozen=True, slots=True)
class OpenDuty:
    """What the notice still asks of us (ours 'do') or of others ('chase'), by a day."""

    what: str
    who: str | None
    ours: str
    deadline: dt.date
    report_to: str | None = None
    source: Source | None = None


@dataclass(frozen=True, slots=True)
class Goal:
    """A target of the notice and how far it is: wanted in the notice's words, reached None where open.

    numerator, denominator and rate are of one population by one source (basis), never of several together.
    """

    metric: str
    wanted: str
    reached: bool | None
    numerator: int | None = None
    denominator: int | None = None
    rate: str | None = None
    basis: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Corrected:
    """An issued paper and the 更正 that put its figures right: titles, and numbers or None."""

    title: str
    number: str | None
    by_title: str
    by_number: str | None


@dataclass(frozen=True, slots=True)
class CampaignFacts:
    """What a campaign has come to on cut_off.

    counties are the lines of the units in the office's own order and, last, of what no unit reports.
    reported, missing and checking name units: returned and read, nothing received, received
    but not yet read (never called 未报送); unsure are those of the last of which only a paper of
    another kind came (a 请示), or one of an earlier round that nobody has read. due is the round's own day.
    waiting counts organisations whose method cannot be told yet (waiting_rows those of the ledger), returns
    are the papers of those that reported; next_due is the next round's day, None after the last; year is
    that of the number.
    """

    title: str
    basis: Basis
    cut_off: dt.date
    round: int | None
    year: int
    counties: tuple[CountyLine, ...]
    reported: tuple[str, ...]
    missing: tuple[str, ...]
    checking: tuple[str, ...]
    methods: tuple[MethodLine, ...]
    waiting: int
    next_due: dt.date | None
    waiting_rows: tuple[int, ...] | None = None
    before: Before | None = None
    returns: tuple[Source, ...] = ()
    asked: tuple[Asked, ...] = ()
    duties: tuple[OpenDuty, ...] = ()
    goals: tuple[Goal, ...] = ()
    corrections: tuple[Corrected, ...] = ()
    unsure: tuple[str, ...] = ()
    due: dt.date | None = None

    @property
    def is_due(self) -> bool:
        """Whether the round's day has come: before it nobody is late."""
        return self.due is None or self.due <= self.cut_off


@dataclass(frozen=True, slots=True)
class Choice:
    """How a campaign's paper is to be written.

    missing: units that have not reported are left out, or counted by their last figures; None lists both
    (office-life.md G3). ranked puts the units in order of their rate, chart draws
    the rates under the table.
    """

    missing: Literal['exclude', 'carry'] | None = None
    ranked: bool = False
    chart: bool = False
