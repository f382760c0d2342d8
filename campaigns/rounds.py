"""When a campaign's reports fall due, and which stage a day belongs to."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from model.campaign import CampaignStage, Reporting


@dataclass(frozen=True, slots=True)
class Round:
    """A round of reporting (期次): its number from 1 and the day its report is due."""

    number: int
    due: dt.date


def rounds(reporting: Reporting) -> tuple[dt.date, ...]:
    """The due days: every so many days after the start, the end included; the start is none.

    >>> rounds(Reporting(20, dt.date(2026, 2, 21), dt.date(2026, 5, 31)))[:2]
    (datetime.date(2026, 3, 13), datetime.date(2026, 4, 2))
    """
    first = reporting.start.toordinal() + reporting.every_days
    days = range(first, reporting.end.toordinal() + 1, reporting.every_days)
    return tuple(dt.date.fromordinal(day) for day in days)


def round_at(reporting: Reporting, day: dt.date) -> Round | None:
    """The round being reported on a day: the first that is not yet past its due day.

    None before the campaign starts and after its last due day.
    """
    if day < reporting.start:
        return None
    numbered = (Round(number, due) for number, due in enumerate(rounds(reporting), start=1))
    return next((item for item in numbered if item.due >= day), None)


def last_round(reporting: Reporting, day: dt.date) -> Round | None:
    """The latest round due on or before a day; None before the first."""
    numbered = [Round(number, due) for number, due in enumerate(rounds(reporting), start=1)]
    return next((item for item in reversed(numbered) if item.due <= day), None)


def stage_at(stages: Iterable[CampaignStage], day: dt.date) -> CampaignStage | None:
    """The stage a day lies in, both ends included; the first where two overlap, None outside them."""
    return next((stage for stage in stages if stage.start <= day <= stage.end), None)
