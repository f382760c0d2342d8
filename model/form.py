"""What a form asks: fields, their labels and the checks that hold between them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

FieldType = Literal['text', 'int', 'date', 'uscc', 'phone', 'choice', 'choices', 'yes_no', 'tick']
"""tick: a column or box whose mark, any mark, means yes."""

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
class FormCheck:
    """A check between fields: `left` compared with `right`, both sums of field ids and integers.

    when, if set, is 'field' or 'field=value' and must hold for the check to apply; clause is
    the rule's number in domain.md §3.11. A check with a missing operand is not tried.
    """

    id: str
    clause: str
    left: tuple[str, ...]
    comparator: Literal['=', '<=', '>=', 'present', 'absent']
    right: tuple[str, ...]
    message: str
    when: str | None = None
    severity: Literal['review', 'info'] = 'review'


@dataclass(frozen=True, slots=True)
class FormDefinition:
    """A form: how it is recognised, what it asks and what must agree.

    titles are the form's printed names; edition tells ours (内部拟制) from an issued one.
    """

    id: str
    title: str
    edition: str
    subject: Subject
    titles: tuple[str, ...]
    fields: tuple[FormField, ...]
    checks: tuple[FormCheck, ...] = ()
