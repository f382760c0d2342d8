"""The record of what was done, for the auditor and the administrator: looked at, never changed."""

from __future__ import annotations

import datetime as dt
import json

from starlette.responses import Response

from desk.lists import SIZE, start_of, to_shown
from desk.pages.people import OVERSEERS
from desk.visit import Address, Visit, page
from model.errors import UsageFault
from office.audited import ACT_NAMES, Noted, Wanted, look
from office.record_checking import RECENT, check_recent, check_record

_BREAKS = 20
"""How many places are told where the record does not hold."""


def _day(visit: Visit, name: str) -> dt.date | None:
    text = visit.asked(name)
    try:
        return dt.date.fromisoformat(text) if text else None
    except ValueError:
        raise UsageFault(f"“{text}”不是日期，应写成 2026-03-13 这样。") from None


def _told(line: Noted) -> str:
    return "" if line.detail is None else json.dumps(line.detail, ensure_ascii=False, default=str)


def show_records(visit: Visit) -> Response:
    """The lines that the address asks for."""
    wanted = Wanted(
        visit.asked('actor'),
        visit.asked('act'),
        visit.asked('about'),
        _day(visit, 'since'),
        _day(visit, 'until'),
    )
    lines = look(visit.place, wanted, start_of(visit), SIZE + 1)
    told = [(line, ACT_NAMES.get(line.act, line.act), _told(line)) for line in lines[:SIZE]]
    shown = to_shown(visit, len(lines), None)
    checked = check_record(visit.place) if visit.asked('whole') else check_recent(visit.place)
    chain = {
        'lines': checked.lines,
        'head': checked.head,
        'breaks': checked.breaks[:_BREAKS],
        'whole': bool(visit.asked('whole')) or checked.lines < RECENT,
    }
    more = {'acts': ACT_NAMES, 'wanted': wanted, 'shown': shown, 'chain': chain}
    return page(visit, 'records.html', title="操作记录", here='people', lines=told, **more)


ADDRESSES = (Address('/records', show_records, OVERSEERS),)
