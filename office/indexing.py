"""The index of names, built with the regions that the office knows and kept while no name changes."""

from __future__ import annotations

from collections.abc import Iterable

from ledger.match import NameIndex, build_index
from model.office import Office
from model.subject import Organisation
from office.config import Workplace
from store import subjects
from store.engine import Connection
from text.regions import names_to_regions

_kept: dict[str, tuple[int, NameIndex]] = {}
"""By database: the state of its names and their index; one office at a time is held."""


def name_index(office: Office, organisations: Iterable[Organisation]) -> NameIndex:
    """An index in which the office's own region and counties are known as prefixes of names."""
    return build_index(organisations, names_to_regions([office.region, *office.counties]))


def ledger_index(place: Workplace, connection: Connection) -> NameIndex:
    """The index of the whole ledger as it stands in this transaction."""
    key, state = str(place.rooms.database), subjects.names_state(connection)
    held = _kept.get(key)
    if held is None or held[0] != state:
        _kept.clear()
        held = _kept[key] = (state, name_index(place.office, subjects.list_all(connection)))
    return held[1]
