"""What came back: one organisation's form, a table of many, or a unit's totals."""

from __future__ import annotations

from dataclasses import dataclass, field

from model.form import Subject
from model.place import NOWHERE, Problem, Value, Where


@dataclass(frozen=True, slots=True)
class Named:
    """The body a return speaks of, as written on it."""

    name: str | None
    code: str | None = None


@dataclass(frozen=True, slots=True)
class ReturnedRow:
    """One organisation's line; number is the sheet's or table's own row, from 1."""

    number: int
    organisation: Named
    values: dict[str, Value]
    where: Where = NOWHERE
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Return:
    """A returned form as read; rows in = rows + totals_dropped, nothing vanishes unsaid.

    form is None when no definition fits (values then hold what the labels say, for review).
    unit is the reporting county or department where the paper names one. layout is the fingerprint
    of the printed labels, None where it was not asked for.
    """

    form: str | None
    edition: str | None
    subject: Subject
    organisation: Named | None = None
    unit: Named | None = None
    values: dict[str, Value] = field(default_factory=dict)
    rows: tuple[ReturnedRow, ...] = ()
    totals: tuple[ReturnedRow, ...] = ()
    totals_dropped: int = 0
    hidden_rows: int = 0
    problems: tuple[Problem, ...] = ()
    layout: str | None = None
