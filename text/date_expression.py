"""One time expression of a text: the value that text.dates reads."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from model.notice import Recurrence, Relative

Kind = Literal['date', 'range', 'deadline', 'relative', 'recurrence', 'duration', 'time']


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeExpression:
    """One expression at text[start:end]; first and last are ISO days, None where open or unknown.

    last is the day a deadline ends on; its first is None but where its window is printed
    (3月1日至5日止). time is as printed ('18:00', '上午下班'). A recurrence with a limit of its own
    (每季度结束后15日内) has both values. flags:
    year_inferred, repaired (a letter of the paper was wrong or missing), fuzzy, anchor_missing (the
    day to count from, or the year, is not known), holidays_unknown.
    """

    text: str
    start: int
    end: int
    kind: Kind
    first: str | None = None
    last: str | None = None
    time: str | None = None
    relative: Relative | None = None
    recurrence: Recurrence | None = None
    flags: tuple[str, ...] = ()
