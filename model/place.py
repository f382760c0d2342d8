"""A place in a document, a value found there, and what a person should look at."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any, NamedTuple


class Box(NamedTuple):
    """A rectangle on a page: points (1/72 inch), origin at the page's top left."""

    x0: float
    y0: float
    x1: float
    y1: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Where:
    """One place in one document; keys that do not apply stay None.

    page counts from 1; box is in points from the page's top left; part names the piece of
    the package ('body', 'header', 'footer', 'footnote', 'endnote', 'textbox', 'comment', 'annotation',
    'revision'); path is the element's path inside that part ('p[3]', 'tbl[1]/tr[2]/tc[1]', each from 1);
    sheet and cell are a workbook's own names ('Sheet1', 'B7'); line counts from 1 in text.
    """

    page: int | None = None
    box: Box | None = None
    part: str | None = None
    path: str | None = None
    sheet: str | None = None
    cell: str | None = None
    line: int | None = None


NOWHERE = Where()
"""For a statement about a document as a whole."""

REMARKS = frozenset({'comment', 'annotation'})
"""Parts in which a reader of the paper has his say, not the paper."""

BESIDE = REMARKS | {'header', 'footer', 'footnote', 'endnote'}
"""Parts that stand beside the body's text."""


UNSURE = frozenset({'letters_unsure', 'ticks_unsure', 'table_doubtful'})
"""Problems of a recogniser about single letters or ticks: against the value they stand in alone."""


class Severity(StrEnum):
    """How much a problem stops: nothing, automatic acceptance, or use of the file."""

    INFO = 'info'
    REVIEW = 'review'
    BLOCK = 'block'


@dataclass(frozen=True, slots=True)
class Problem:
    """A flaw in the paper, told to a person: message is Chinese, code is for programs."""

    code: str
    severity: Severity
    message: str
    where: Where = NOWHERE


@dataclass(frozen=True, slots=True)
class Value:
    """One value as found: the paper's own text, what it means, where, and why to doubt it.

    value is None when the text is missing or could not be understood (raw tells which: '' or
    the text). score is 0..1 and only routes to review; clerks see reasons, never the number.
    """

    raw: str
    value: Any
    where: Where = NOWHERE
    score: float = 1.0
    reasons: tuple[str, ...] = ()
