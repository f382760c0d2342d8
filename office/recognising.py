"""Pictures that waited for the recogniser (待识别), read once it is there; what it failed at waits on."""

from __future__ import annotations

from collections.abc import Iterator

from extractors.readers.process.pool import ReadingPool
from model.errors import BadInput, SecrecyMark
from model.register import Entry
from office.config import Workplace
from office.leaves import settle_copy
from office.looking import is_stopped, read_file
from office.makes import own_make, recogniser, stop_registered
from office.registering import reread
from office.taking import Outcome, record_entry
from office.turn_taking import registering
from store import register
from store.engine import atomic, reading


def recognise_waiting(place: Workplace, pool: ReadingPool) -> Iterator[Outcome]:
    """Read every picture that this recogniser has not tried yet; nothing where there is no recogniser.

    A paper that was read but for some pages is read again as a whole.
    """
    program = recogniser()
    if program is None:
        return
    with reading(place.engine) as connection:
        waiting = [
            entry
            for entry in register.list_entries(connection, tuple(_READ_BY))
            if _is_untried(entry, program) and not is_stopped(connection, entry.sha256)
        ]
    for entry in waiting:
        try:
            yield _READ_BY[entry.state](place, pool, entry)
        except BadInput as error:
            with atomic(place.engine) as connection:
                register.change(connection, entry.number, note=error.message, tried_with=program)
            yield Outcome('waiting', entry.file, error.message, entry.number, 'picture', error.code)
        except SecrecyMark as mark:
            told = f"{mark.message}（{stop_registered(place, entry)}）"
            yield Outcome('classified', None, told, entry.number)


def _is_untried(entry: Entry, program: str) -> bool:
    """Whether it waits as a whole, or was read but for some pages, and this recogniser has not tried."""
    if entry.state == 'awaiting_recognition':
        return entry.tried_with != program
    return entry.kind != 'picture' and entry.tried_with not in {None, program}


def _recognise(place: Workplace, pool: ReadingPool, entry: Entry) -> Outcome:
    with reading(place.engine) as connection:
        make = own_make(connection, entry)
    understood = read_file(place, pool, [place.rooms.archive / one for one in make.archived], entry.file)
    with registering(place):
        with atomic(place.engine) as connection:
            told = settle_copy(place, connection, entry, understood)
        if told:
            return Outcome('copy', entry.file, told, entry.number, understood.kind, files=len(make.archived))
        return record_entry(place, entry, understood)


def _read_the_rest(place: Workplace, _: ReadingPool, entry: Entry) -> Outcome:
    told = f"图片页已识别，重新读过：{reread(place, entry.number)}"
    return Outcome('registered', entry.file, told, entry.number, entry.kind)


_READ_BY = {
    'awaiting_recognition': _recognise,
    'done': _read_the_rest,
    'awaiting_layout': _read_the_rest,
}
"""How an entry of each state is read on."""
