"""What a campaign's notice still asks, as its papers tell it: of us and of others, with a day."""

from __future__ import annotations

import datetime as dt
from typing import Any

from model.campaign import Pack
from model.figure import Source
from model.place import NOWHERE
from model.serialise import where_from_plain, where_to_whole
from office.config import Workplace
from office.dues import Due, board
from outgoing.draft import OpenDuty

_OPEN = frozenset({'open', 'doing', 'overdue'})


def open_duties(place: Workplace, pack: Pack, notice: int | None, *, rounds: bool) -> tuple[OpenDuty, ...]:
    """The open duties of the campaign's notice that have a day, by that day.

    rounds: whether the reporting rounds are told elsewhere in the paper, and so left out here.
    """
    found = []
    for line in board(place):
        source = next((one for one in line.sources if _is_of(one, pack, notice)), None)
        if source is None or line.deadline is None or line.state not in _OPEN:
            continue
        if not (rounds and line.round):
            found.append(_to_duty(line, line.deadline, source))
    return tuple(found)


def _is_of(source: dict[str, Any], pack: Pack, notice: int | None) -> bool:
    if 'register' not in source:
        return bool(source.get('campaign') == pack.id)
    same = pack.notice_number is not None and source['doc_number'] == pack.notice_number
    return bool(same or source['register'] == notice)


def _to_duty(line: Due, deadline: dt.date, source: dict[str, Any]) -> OpenDuty:
    where = source.get('where')
    paper = (
        Source(
            source['register'],
            where_from_plain(where_to_whole(where)) if where else NOWHERE,
            source.get('verbatim'),
        )
        if 'register' in source
        else None
    )
    return OpenDuty(line.what, line.who, line.ours, deadline, line.report_to, paper)
