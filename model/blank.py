"""Where a blank form wants values, and what is to stand there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from model.place import NOWHERE, Where

BlankKind = Literal['text', 'checkbox', 'date', 'number', 'signature']
"""signature: a signature or seal: named, never filled."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Blank:
    """One place of a blank form that wants a value.

    A cell of a Word table: table, row and cell count body-level w:tbl, w:tr and w:tc from 0.
    A cell of a sheet: sheet and cell ('B7'). A line of text: text is the line as it stands and
    slot the gap in it, from 0; part names the piece ('body', 'textbox', 'header', ...).
    label is what is printed for it, from the outermost section in, joined by '/'. options are the
    words beside the boxes of a checkbox group. field is a field's id where the label is known.
    repeating: the place lies in a row that is there once for many entries (rows may be added).
    """

    label: str
    kind: BlankKind = 'text'
    table: int | None = None
    row: int | None = None
    cell: int | str | None = None
    sheet: str | None = None
    text: str | None = None
    slot: int = 0
    part: str | None = None
    options: tuple[str, ...] = ()
    field: str | None = None
    repeating: bool = False
    where: Where = NOWHERE


@dataclass(frozen=True, slots=True)
class Filling:
    """A value for a blank, as it is to be printed; for a checkbox group the options to tick.

    entry counts the entries of a repeating row from 0.
    """

    blank: Blank
    value: str | tuple[str, ...]
    entry: int = 0


@dataclass(frozen=True, slots=True)
class Left:
    """A blank that was left empty, and why, in Chinese."""

    blank: Blank
    reason: str
