"""What a form asks: fields, their labels and the checks that hold between them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

FieldType = Literal['text', 'int', 'decimal', 'date', 'uscc', 'phone', 'choice', 'choices', 'yes_no', 'tick']
"""tick: a column or box whose mark, any mark, means yes; decimal: money, areas, as digits ('12.50')."""

Subject = Literal['organisation', 'rows', 'reporting_unit']

PersonalClass = Literal['none', 'official_contact', 'sensitive', 'never']
"""office-life.md, last part: 'never' is read by nobody and kept nowhere."""


@dataclass(frozen=True, slots=True)
class FormField:
    """One thing a form asks. labels are its printed variants, under those in `under` if any."""

    id: str
    labels: tuple[str, ...]
    type: FieldType = 'text'
    unit: str | None = None
    options: tuple[str, ...] = ()
    under: tuple[str, ...] = ()
    required: bool = False
    personal: PersonalClass = 'none'


@dataclass(frozen=True, slots=True)
class FormAxis:
    """One line or column of a matrix: its id, its printed labels, the labels it stands under."""

    id: str
    labels: tuple[str, ...]
    under: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FormMatrix:
    """Counts by line and column; the value of a cell has the id 'line.column'."""

    lines: tuple[FormAxis, ...]
    columns: tuple[FormAxis, ...]


@dataclass(frozen=True, slots=True)
class FormCount:
    """How many persons of a list have one of these words under one of these labels; no words: all of them.

    within names another count: only persons that it counts too (专职 of the members, not of all).
    """

    field: str
    labels: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    within: str | None = None


@dataclass(frozen=True, slots=True)
class FormCheck:
    """A check between fields: `left` compared with `right`, both sums of field ids and integers.

    when, if set, is 'field' or 'field=value' and must hold for the check to apply; clause is
    the rule's number in domain.md §3.11. A check with a missing operand is not tried.
    along, for a matrix, names what the operands are: ids of lines, tried in every column, or of
    columns, tried in every line.
    """

    id: str
    clause: str
    left: tuple[str, ...]
    comparator: Literal['=', '<=', '>=', 'present', 'absent']
    right: tuple[str, ...]
    message: str
    when: str | None = None
    severity: Literal['review', 'info'] = 'review'
    along: Literal['lines', 'columns'] | None = None


@dataclass(frozen=True, slots=True)
class FormDefinition:
    """A form: how it is recognised, what it asks and what must agree.

    titles are the form's printed names; edition tells ours (内部拟制) from an issued one: a form
    may have several editions under one id. matrix is set for a table of counts by line and column,
    counts for a list of persons, of which nothing but these numbers is read. labels_alone is how
    many of its labels a paper must have that does not bear its title.
    """

    id: str
    title: str
    edition: str
    subject: Subject
    titles: tuple[str, ...]
    fields: tuple[FormField, ...]
    checks: tuple[FormCheck, ...] = ()
    matrix: FormMatrix | None = None
    counts: tuple[FormCount, ...] = ()
    labels_alone: int = 5
