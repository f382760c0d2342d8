"""A printed number and what stands behind it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from model.place import NOWHERE, Where

Origin = Literal['ledger', 'unit', 'rate', 'sum', 'count', 'notice', 'calendar', 'setting', 'record', 'typed']
"""Where a figure comes from: organisations of the ledger; what a unit reports of itself; a rate or a sum of
other figures; a number of units or papers; a notice's own words; a day of the calendar (rounds, cut-off);
office.toml; a record of ours (an instructor's term, an approval, a task); a person's pen.
"""


@dataclass(frozen=True, slots=True)
class Source:
    """A paper that states a figure itself: its number in the register, the place and its own words."""

    register: int
    where: Where = NOWHERE
    raw: str | None = None


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure in an outgoing paper.

    key names it inside the paper ('total.established'); text is exactly what is printed;
    rows are ledger organisation ids it counts, or None for a figure that counts none. parts are the keys
    of the figures it is computed from (a rate's numerator and denominator, a sum's addends), sources
    the papers that state it; detail tells in Chinese what neither does (the setting, who typed it).
    """

    key: str
    text: str
    value: Any
    label: str
    rows: tuple[int, ...] | None = None
    origin: Origin = 'ledger'
    parts: tuple[str, ...] = ()
    sources: tuple[Source, ...] = ()
    detail: str | None = None


@dataclass(frozen=True, slots=True)
class Printed:
    """Where a figure stands in a file as we wrote it.

    part is the package's member ('word/document.xml'), paragraph counts its w:p from 0 in document order,
    start and end are offsets in that paragraph's text (w:t, with w:tab and w:br one character each).
    """

    key: str
    part: str
    paragraph: int
    start: int
    end: int
