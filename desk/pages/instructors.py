"""党建工作指导员: who is sent where, whose term ends soon; import, send, change in mid-term."""

from __future__ import annotations

import datetime as dt
from typing import Any

from starlette.responses import Response

from desk.handed import handed
from desk.lists import start_of, to_shown
from desk.visit import CLERKS, Address, Visit, page, to
from model.errors import UsageFault
from office import instructing, sending_people
from office.sending_people import Letter, Sent
from text.phones import mask_phone

_LARGEST = 20 * 1024 * 1024
_SIZE = 50
_NAMED = 5
_TOLD = 20


def show_instructors(visit: Visit) -> Response:
    """Instructors on a day, page by page: ?q= ?on= ?within= days to the end of a term."""
    words, on = visit.asked('q'), _day(visit.asked('on')) or visit.place.today
    within = int(visit.asked('within', '30')) if visit.asked('within', '30').isdecimal() else 30
    held = instructing.instructors(visit.place, on)
    found = [one for one in held if words in one.name or words in one.unit]
    start = start_of(visit, _SIZE)
    here = found[start : start + _SIZE]
    numbers = [number for one in here for number in one.organisations[:_NAMED]]
    return page(
        visit,
        'instructors.html',
        title="党建工作指导员",
        here='campaigns',
        listed=here,
        names=sending_people.names_of(visit.place, numbers),
        named=_NAMED,
        mask=lambda phone: mask_phone(phone or ''),
        shown=to_shown(visit, len(found) - start, len(found), _SIZE),
        served=sending_people.served(visit.place, on),
        ended=instructing.ended_assignments(visit.place, on)[:_TOLD],
        endings=sending_people.expiring(visit.place, min(within, 3650))[:_SIZE],
        within=within,
        on=on,
        words=words,
        may_edit=visit.may(*CLERKS),
    )


def _day(text: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text) if text else None
    except ValueError:
        raise UsageFault(f"“{text}”不是日期，应写成 2026-03-13。") from None


def do_import(visit: Visit) -> Response:
    """A list of instructors and whom they serve."""
    with handed(visit, 'file', "指导员名单") as path:
        done = instructing.import_instructors(visit.place, path)
    visit.tell(f"指导员{done.instructors}名，新安排联系{done.assigned}家。")
    told: dict[str, Any] = {
        "台账里没有，请核对名称": done.unknown,
        "没有导入": done.left_out,
        "没有读懂，未记": done.unread,
        "请核对": done.doubts,
        "与已有安排不同，未改": done.differing,
        "这些列没有导入": done.ignored_columns,
    }
    visit.tell(
        *(f"{label}{len(ones)}：{'；'.join(map(str, ones[:_TOLD]))}" for label, ones in told.items() if ones)
    )
    return to('/instructors')


def _lines(visit: Visit, name: str) -> list[str]:
    """Organisations, one a line or with 、 between."""
    return [one.strip() for one in visit.text(name).replace('、', '\n').split('\n') if one.strip()]


def do_assign(visit: Visit) -> Response:
    """Send an instructor to organisations."""
    organisations = _lines(visit, 'organisations')
    if not organisations:
        raise UsageFault("请填写联系哪些单位，一行一个。")
    start, end = _day(visit.text('start')), _day(visit.text('end'))
    number = visit.text('doc_number') or None
    who = visit.needed('who', "指导员")
    _tell(visit, sending_people.assign(visit.place, who, organisations, start, end, doc_number=number))
    return to('/instructors')


def do_replace(visit: Visit) -> Response:
    """Another instructor from a day on, or none for some; why is not asked."""
    on = _day(visit.needed('on', "接任的第一天"))
    assert on is not None
    sent = sending_people.replace(
        visit.place,
        visit.needed('old', "原指导员"),
        visit.text('new') or None,
        on,
        organisations=_lines(visit, 'organisations'),
        stop=_lines(visit, 'stop'),
        letter=Letter(visit.text('replace_number') or None, visit.text('past') == 'yes'),
    )
    _tell(visit, sent)
    if sent.letters:
        visit.tell(f"应发函{len(sent.letters)}份，请到“发文”里起草调整函。")
    return to('/instructors')


def _tell(visit: Visit, sent: Sent) -> None:
    more = [f"……共{len(sent.told)}条。"] if len(sent.told) > _TOLD else []
    visit.tell(*sent.told[:_TOLD], *more)


ADDRESSES = (
    Address('/instructors', show_instructors),
    Address('/instructors/import', do_import, CLERKS, 'POST', _LARGEST),
    Address('/instructors/assign', do_assign, CLERKS, 'POST'),
    Address('/instructors/replace', do_replace, CLERKS, 'POST'),
)
