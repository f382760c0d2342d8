"""The reporting rounds of a drafted pack, from the duties that recur."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

from campaigns.places import where_to_text
from model.campaign import Reporting
from model.notice import Obligation, Stage

_REPORTS = re.compile('汇报|报告|报送|上报|通报|报表')
_DAY_OF_MONTH = re.compile(r'每月(3[01]|[12]?\d)[日号]')
_DAY_OF_LAST_MONTH = re.compile(r'末月(3[01]|[12]?\d)[日号]')
_DAY = re.compile(r'\d{1,2}[日号]')
"""A period's own day; worded in any other way it is left to a person."""
_MONTHS = {'month': 1, 'quarter': 3, 'year': 12}
_DAYS = {'day': 1, 'week': 7}


def duties_to_reporting(duties: Sequence[Obligation], stages: Sequence[Stage]) -> Reporting | None:
    """The rounds of the first recurring report, from the first stage's first day to the last one's last.

    None where nothing is to be reported again and again. Further recurring reports are named in its
    doubt; where there are no stages its days stay open.
    """
    recurring = [(one, one.recurrence) for one in duties if one.recurrence and _reports(one)]
    known = [(one, again) for one, again in recurring if again.unit in _MONTHS | _DAYS]
    if not known:
        return None
    first, recurrence = known[0]
    unit, every = recurrence.unit, recurrence.every
    months = every * _MONTHS[unit] if unit in _MONTHS else None
    printed = first.deadline_text or ''
    match = months and (_DAY_OF_MONTH if months == 1 else _DAY_OF_LAST_MONTH).search(printed)
    unread = months and not match and _DAY.search(printed)
    start, end = (stages[0].start, stages[-1].end) if stages and not unread else (None, None)
    if start and end and end < start:
        start, end = None, None
    others = sorted({one.deadline_text or "定期" for one, again in recurring if again != recurrence})
    doubts = [
        "没有写明从哪天起算，暂按第一阶段首日" if start else "没有写明从哪天起算、到哪天为止，待填",
        f"每期的日子“{printed}”没有看懂，待填" if unread else "",
        f"另有{'、'.join(others)}的报告，列在任务里" if others else "",
    ]
    return Reporting(
        every_days=every * _DAYS[unit] if unit in _DAYS else None,
        every_months=months,
        day=int(match[1]) if match else None,
        start=dt.date.fromisoformat(start) if start else None,
        end=dt.date.fromisoformat(end) if end else None,
        verbatim=first.verbatim,
        where=where_to_text(first.where),
        doubt='；'.join(filter(None, doubts)),
    )


def _reports(duty: Obligation) -> bool:
    return duty.report_to is not None or _REPORTS.search(duty.what or duty.verbatim) is not None
