"""Acts of a person who looked at an organisation first: refused where it has changed since."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from model.errors import StaleEdit, UsageFault
from model.subject import Organisation
from office.acting import Done, Paper
from office.config import Workplace
from office.correcting import correct_in
from office.eventing import Event, record_event_in
from office.merging import merge_in
from store import subjects
from store.engine import Connection, atomic


def event_of_seen(place: Workplace, event: Event, seen: int) -> Done:
    """An event of the organisation whose number event.organisation is, seen in this version.

    Raises:
        StaleEdit: it has another version by now.
        UsageFault: as record_event.
    """
    with atomic(place.engine) as connection:
        _unchanged(connection, int(event.organisation), seen)
        return record_event_in(place, connection, event)


def correct_seen(
    place: Workplace, number: int, seen: int, values: Mapping[str, Any], why: str, paper: Paper
) -> Done:
    """Corrected values of an organisation seen in this version.

    Raises:
        StaleEdit: it has another version by now.
        UsageFault: as correct.
    """
    with atomic(place.engine) as connection:
        return correct_in(place, connection, _unchanged(connection, number, seen), values, why, paper)


def merge_seen(place: Workplace, number: int, seen: int, double: str) -> Done:
    """Another record goes into an organisation seen in this version.

    Raises:
        StaleEdit: it has another version by now.
        UsageFault: as merge.
    """
    with atomic(place.engine) as connection:
        _unchanged(connection, number, seen)
        return merge_in(place, connection, str(number), double)


def _unchanged(connection: Connection, number: int, seen: int) -> Organisation:
    try:
        now = subjects.latest(connection, number)
    except LookupError:
        raise UsageFault(f"台账里没有编号{number}。") from None
    if now.version != seen:
        raise StaleEdit(
            f"“{now.organisation.name}”在您打开之后又改过（{now.recorded_from:%m-%d %H:%M}，{now.actor}），"
            "您的内容没有保存。请看过现在的情况再办。"
        )
    return now.organisation
