"""Today: what came in, what waits, what is due, how campaigns stand, and the folder's heartbeat."""

from __future__ import annotations

from collections import Counter
from typing import Any

from starlette.responses import Response

from desk.pages.due import board_now
from desk.pages.people import OVERSEERS
from desk.visit import EVERYONE, STAFF, Address, Visit, data, page
from model.paper import STATE_NAMES as PAPER_STATES
from office import day
from office.board import OURS_NAMES, SECTIONS, board_to_sections
from office.entry_words import STATE_NAMES
from office.review_asking import KIND_NAMES as QUESTIONS
from office.settings import unfilled

_URGENT = ("逾期", "本周", "起算日待填")
_SHOWN = 8


def show_today(visit: Visit) -> Response:
    """The first page; an administrator by himself sees the folder's heartbeat alone."""
    told: dict[str, Any] = {'title': "今天", 'here': 'today', 'running': visit.desk.behind.running}
    told['pulse'] = day.pulse(visit.place)
    told |= {'unfilled': unfilled(visit.place.office), 'sets': visit.may(*OVERSEERS)}
    if not visit.may(*STAFF):
        return page(visit, 'today_quiet.html', **told)
    lines = board_now(visit)
    sections = board_to_sections(lines, visit.place.today)
    counts = Counter({one.name: len(one.lines) for one in sections})
    return page(
        visit,
        'today.html',
        **told,
        day=day.day(visit.place),
        due=[line for one in sections if one.name in _URGENT for line in one.lines][:_SHOWN],
        counts=[(name, counts[name]) for name in SECTIONS if counts[name]],
        ours=OURS_NAMES,
        states=STATE_NAMES,
        kinds=QUESTIONS,
        papers=PAPER_STATES,
        may=visit.may('registrar'),
    )


def show_pulse(visit: Visit) -> Response:
    """The heartbeat alone, for the page that is left open."""
    found = day.pulse(visit.place)
    last = f'{found.last:%m-%d %H:%M}' if found.last else ""
    told = {'waiting': found.waiting, 'last': last, 'watched': found.watched}
    return data({**told, 'running': visit.desk.behind.running})


def show_plans(visit: Visit) -> Response:
    """How far campaigns' plans are decided: counted apart, for a plan of a province takes its time."""
    return data(day.plans_told(visit.place))


ADDRESSES = (
    Address('/', show_today, EVERYONE),
    Address('/pulse', show_pulse, EVERYONE, quiet=True),
    Address('/plans-told', show_plans),
)
