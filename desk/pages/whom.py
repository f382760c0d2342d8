"""Whom a campaign is about: 应建未建, who answers for whom, what is clear; whose instructor it is."""

from __future__ import annotations

import datetime as dt
import hashlib
from typing import Any

from starlette.responses import Response

from desk.handed import to_be_written
from desk.lists import start_of, to_shown
from desk.pages.campaign import campaign_page, pack_of
from desk.pages.drafting import campaign_address
from desk.visit import CLERKS, Address, Answer, Visit, data, download, to
from desk.words import for_page
from desk.worked import worked
from model.errors import StaleEdit, UsageFault
from office import eligible_acts, select_acts
from office.eligible_acts import Eligible
from office.select_acts import Selected

_XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
_SIZE = 100
_MOST = 50
"""No instructor is given more organisations; each number asked for is worked out over the whole ledger."""

STATES = {
    'eligible_not_established': "应建未建",
    'established': "已建",
    'not_eligible': "不够条件",
    'unknown': "缺数",
}


def show_eligible(visit: Visit) -> Response:
    """Both definitions by county; ?definition= and ?region= list one cell, ?of=unknown the 缺数."""
    pack, place = pack_of(visit), visit.place
    name = f'eligible:{pack.id}'
    found = worked(visit, name, pack, lambda: eligible_acts.eligible(place, pack.id))
    definition, region = visit.asked('definition'), visit.asked('region') or "合计"
    listed = _cell(found, definition, region, unknown=visit.asked('of') == 'unknown') if found else []
    start = start_of(visit, _SIZE)
    return campaign_page(
        visit,
        'eligible.html',
        'eligible',
        pack,
        found=found,
        working=name,
        states=STATES,
        definition=definition,
        region=region,
        listed=listed[start : start + _SIZE],
        shown=to_shown(visit, len(listed) - start, len(listed), _SIZE),
    )


def _cell(found: Eligible, definition: str, region: str, *, unknown: bool) -> list[Any]:
    here = next((one for one in found.regions if one.region == region), None)
    named = (here.unknown if unknown else here.names) if here else {}
    return named.get(definition, [])


def show_responsible(visit: Visit) -> Response:
    """Who answers for whom; ?body= lists its organisations."""
    pack, place = pack_of(visit), visit.place
    name, body = f'responsible:{pack.id}', visit.asked('body')
    found = worked(visit, name, pack, lambda: eligible_acts.responsible(place, pack.id))
    listed = []
    if found:
        own = [
            one for told in found.bodies if told.body == body for one in (*told.organisations, *told.doubtful)
        ]
        listed = list(found.no_rule) if body == '-' else own
    start = start_of(visit, _SIZE)
    return campaign_page(
        visit,
        'responsible.html',
        'responsible',
        pack,
        found=found,
        working=name,
        body=body,
        listed=listed[start : start + _SIZE],
        shown=to_shown(visit, len(listed) - start, len(listed), _SIZE),
    )


def show_clear(visit: Visit) -> Response:
    """What is clear about those without a branch, page by page; ?file=xlsx the whole list."""
    pack, place = pack_of(visit), visit.place
    name = f'clear:{pack.id}'
    found = worked(visit, name, pack, lambda: eligible_acts.clear(place, pack.id))
    if found and visit.asked('file') == 'xlsx':
        with to_be_written(f"摸底清单_{pack.id}.xlsx") as path:
            eligible_acts.write_clear(found, path)
            return download(path.read_bytes(), path.name, _XLSX)
    start, lines = start_of(visit, _SIZE), found.lines if found else ()
    return campaign_page(
        visit,
        'clear.html',
        'clear',
        pack,
        found=found,
        working=name,
        listed=lines[start : start + _SIZE],
        shown=to_shown(visit, len(lines) - start, len(lines), _SIZE),
    )


def _selected(visit: Visit, most: int | None) -> tuple[str, Selected | None]:
    pack, place = pack_of(visit), visit.place
    name = f'select:{pack.id}:{most or ""}'
    return name, worked(visit, name, pack, lambda: select_acts.selection(place, pack.id, most))


def _most(text: str) -> int | None:
    return int(text) if text.isdecimal() and len(text) < 4 and 0 < int(text) <= _MOST else None


def show_select(visit: Visit) -> Response:
    """Ours and the lists for the other units: ?most= for one instructor, ?unit= one of the other units."""
    pack, most, unit = pack_of(visit), _most(visit.asked('most')), visit.asked('unit')
    name, found = _selected(visit, most)
    if found and visit.wants_json:
        return data(found)
    if found and visit.asked('file') == 'xlsx':
        with to_be_written(f"选派和转办清单_{pack.id}.xlsx") as path:
            select_acts.write_selection(found, path)
            return download(path.read_bytes(), path.name, _XLSX)
    listed: list[Any] = list(found.ours) if found else []
    if found and unit:
        listed = [one for told in found.handovers if told.unit == unit for one in told.organisations]
    start = start_of(visit, _SIZE)
    return campaign_page(
        visit,
        'select.html',
        'select',
        pack,
        found=found,
        working=name,
        most=most,
        unit=unit,
        new=sum(one.instructor is not None and not one.arranged for one in found.ours) if found else 0,
        held=sum(one.arranged for one in found.ours) if found else 0,
        seen=_stamp(found) if found else '',
        listed=listed[start : start + _SIZE],
        shown=to_shown(visit, len(listed) - start, len(listed), _SIZE),
    )


def _stamp(found: Selected) -> str:
    return hashlib.sha256(repr(found.ours).encode()).hexdigest()[:16]


def do_select(visit: Visit) -> Response:
    """Arrange what was shown, if it is still so."""
    pack, most = pack_of(visit), _most(visit.text('most'))
    _, found = _selected(visit, most)
    if found is None or _stamp(found) != visit.text('seen'):
        raise StaleEdit("您看过之后，台账或选派有了变动，没有登记。请看过现在的名单再登记。")
    done = select_acts.apply(visit.place, found, _day(visit, 'start'), _day(visit, 'end'))
    visit.tell(f"已登记选派{done}家。" + ("" if visit.text('start') else "起始日待发函后填。"))
    return to(campaign_address(pack.id, '/select'))


def _day(visit: Visit, name: str) -> dt.date | None:
    text = visit.text(name)
    try:
        return dt.date.fromisoformat(text) if text else None
    except ValueError:
        raise UsageFault(f"“{text}”不是日期，应写成 2026-03-13。") from None


def _or_why_not(tab: str, show: Answer) -> Answer:
    """The page, or why it cannot be worked out yet, with the way to what the notice says."""

    def answer(visit: Visit) -> Response:
        pack = pack_of(visit)
        try:
            return show(visit)
        except UsageFault as fault:
            if visit.wants_json:
                raise
            return campaign_page(visit, 'not_yet.html', tab, pack, message=for_page(fault.message))

    return answer


ADDRESSES = (
    Address('/campaign/{pack}/eligible', _or_why_not('eligible', show_eligible)),
    Address('/campaign/{pack}/responsible', _or_why_not('responsible', show_responsible)),
    Address('/campaign/{pack}/clear', _or_why_not('clear', show_clear)),
    Address('/campaign/{pack}/select', _or_why_not('select', show_select)),
    Address('/campaign/{pack}/select', do_select, CLERKS, 'POST'),
)
