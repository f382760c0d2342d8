"""The index of names, built with the regions that the office knows and kept while no name changes."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from ledger.index import with_changes
from ledger.match import NameIndex, build_index
from model.office import Office
from model.subject import Organisation
from office.config import Workplace
from store import name_index as saved
from store import name_links, subjects
from store.engine import Connection, reading
from text.divisions import with_national
from text.regions import Regions, names_to_regions

if TYPE_CHECKING:
    from ledger.blocks import Block

_WORTH_SAVING = 20_000
_FEW = 500
_SHARE = 100


@dataclass(frozen=True, slots=True)
class _Held:
    """A base block, the committed state it tells, and the index of a later state made with it."""

    base: Block
    serial: int
    state: int
    index: NameIndex


_kept: dict[str, _Held] = {}
"""By database; one office at a time is held."""


def office_regions(office: Office) -> Regions:
    """The regions known as prefixes of names: the office's own and its counties, then all of the country."""
    return _regions(office.region, *office.counties)


@lru_cache(maxsize=4)
def _regions(*listed: str) -> Regions:
    return with_national(names_to_regions(listed))


def name_index(office: Office, organisations: Iterable[Organisation]) -> NameIndex:
    """An index of these organisations alone, in which the office's own regions are known."""
    return build_index(organisations, office_regions(office))


def index_folder(place: Workplace) -> Path:
    """Where the index of a large ledger is kept beside the database; it may be deleted at any time."""
    return place.rooms.database.parent / '.索引'


def ledger_index(place: Workplace, connection: Connection) -> NameIndex:
    """The index of the whole ledger in this transaction, ended organisations and people's words included."""
    key, state = str(place.rooms.database), subjects.names_state(connection)
    held = _kept.get(key)
    if held is not None and held.state == state:
        return replace(held.index, links=name_links.links(connection))
    regions = office_regions(place.office)
    base, serial = (held.base, held.serial) if held else _saved(place, regions)
    limit = max(_FEW, len(base.ids) // _SHARE)
    changed = _changed(connection, serial, limit + 1)
    if serial > state or len(changed) > limit:
        base, serial = _newer(place, base, serial, regions)
        changed = _changed(connection, serial)
    _kept.clear()
    _kept[key] = _Held(base, serial, state, with_changes(base, changed, (), regions))
    return replace(_kept[key].index, links=name_links.links(connection))


def _changed(connection: Connection, serial: int, limit: int | None = None) -> list[Organisation]:
    changed = subjects.changed_since(connection, serial)
    return list(islice((one for one in changed if one.kind == 'organisation'), limit))


def _saved(place: Workplace, regions: Regions) -> tuple[Block, int]:
    from ledger.blocks import block_mark, build_block

    found = saved.load(block_mark(regions), index_folder(place))
    return found or (build_block((), regions), -1)


def _newer(place: Workplace, base: Block, serial: int, regions: Regions) -> tuple[Block, int]:
    """A base of what is committed now: a transaction that may yet be undone never comes into one."""
    from ledger.blocks import block_mark, build_block

    with reading(place.engine) as committed:
        state = subjects.names_state(committed)
        if state == serial:
            return base, serial
        listed = subjects.changed_since(committed, -1)
        base = build_block((one for one in listed if one.kind == 'organisation'), regions)
    if len(base.ids) >= _WORTH_SAVING:
        with suppress(OSError):  # the next process builds it again
            saved.save(base, state, block_mark(regions), index_folder(place))
    return base, state
