"""A paper that is to go out, before it is printed, and the facts such papers are drafted from."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from model.figure import Figure

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
    """The notice a paper rests on: its title without 《》, and its number or None."""

    title: str
    number: str | None


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
    """The counts of one reporting unit, or of all of them.

    eligible is 应建, members 党员; a count is None where nobody knows it. other counts neither independent
    nor joint branches; instructors counts organisations that have one. rows holds the ledger
    ids behind a count under the count's own name ('established'), where they are known.
    """

    region: str
    organisations: int
    eligible: int | None
    established: int
    independent: int | None
    joint: int | None
    other: int | None
    instructors: int | None
    members: int | None
    rows: dict[str, tuple[int, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class MethodLine:
    """How many organisations a method of establishing a branch is planned for, and which."""

    method: str
    organisations: int
    rows: tuple[int, ...] | None = None


@dataclass(frozen=True, slots=True)
class CampaignFacts:
    """What a campaign has come to on cut_off.

    reported, missing and checking name units: returned and read, nothing received, received
    but not yet read (never called 未报送). waiting counts organisations whose method cannot be
    told yet, unknown those of which nobody knows whether they have a branch (neither established
    nor not); next_due is the next round's day, None after the last; year is that of the number.
    """

    title: str
    basis: Basis
    cut_off: dt.date
    round: int | None
    year: int
    counties: tuple[CountyLine, ...]
    total: CountyLine
    reported: tuple[str, ...]
    missing: tuple[str, ...]
    checking: tuple[str, ...]
    methods: tuple[MethodLine, ...]
    waiting: int
    next_due: dt.date | None
    waiting_rows: tuple[int, ...] | None = None
    unknown: int = 0
    unknown_rows: tuple[int, ...] | None = None
