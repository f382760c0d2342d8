"""The ledger's names ready to be looked up: by number, by code, by exact name.

An index is a base block and a small block of what changed since; what changed is hidden in the base.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, overload

from ledger.links import NO_LINKS, Links
from ledger.names import Parts, name_to_parts
from model.subject import Organisation, State
from text.regions import Regions, names_to_regions

if TYPE_CHECKING:
    from ledger.blocks import Block


@dataclass(frozen=True, slots=True)
class Entry:
    """An organisation as the index keeps it.

    parts are those of its present name, former those of its earlier ones and of the double records
    merged into it; region is the county's full name.
    """

    organisation: int
    name: str
    code: str | None
    region: str | None
    parts: Parts
    former: tuple[Parts, ...] = ()
    state: State = 'active'


@dataclass(frozen=True, slots=True)
class NameIndex:
    """The base, what changed since, and the organisations that the base no longer speaks for.

    links are what people said of names; rarities holds those of pairs of characters that were asked for.
    """

    base: Block
    changes: Block
    hidden: frozenset[int]
    regions: Regions
    links: Links = NO_LINKS
    rarities: dict[str, float] = field(default_factory=dict, compare=False)

    @property
    def blocks(self) -> tuple[Block, ...]:
        """The blocks that hold anybody."""
        return tuple(block for block in (self.base, self.changes) if len(block.ids))

    @property
    def entries(self) -> Sequence[Entry]:
        """Every organisation in the order of ids, read as it is asked for."""
        return _Entries(self)


def build_index(organisations: Iterable[Organisation], regions: Regions | None = None) -> NameIndex:
    """An index of the ledger; the order of the organisations does not matter.

    regions are the office's own (province, city, counties); by default the counties that the
    organisations bear. Former names are taken from the fact former_names where it is held.
    """
    from ledger.blocks import build_block

    if regions is None:
        organisations = list(organisations)
        regions = names_to_regions(sorted({item.region for item in organisations if item.region}))
    return NameIndex(build_block(organisations, regions), build_block((), regions), frozenset(), regions)


def with_changes(
    base: Block, changed: Iterable[Organisation], removed: Iterable[int], regions: Regions
) -> NameIndex:
    """The index of a ledger of which the base block tells an earlier state.

    changed are the organisations that were added or changed since, as they are now; removed are the
    ids of those that are there no longer.
    """
    from ledger.blocks import build_block

    listed = list(changed)
    hidden = frozenset(removed) | {one.id for one in listed}
    return NameIndex(base, build_block(listed, regions), hidden, regions)


def size(index: NameIndex) -> int:
    """How many organisations the index speaks of, those hidden in the base included."""
    return len(index.base.ids) + len(index.changes.ids)


def _places_by_id(organisation: int, block: Block) -> list[int]:
    first = int(block.ids.searchsorted(organisation, 'left', block.by_id))
    last = int(block.ids.searchsorted(organisation, 'right', block.by_id))
    places: list[int] = block.by_id[first:last].tolist()
    return places


def by_id(organisation: int, index: NameIndex) -> Entry | None:
    """The organisation with this number of the ledger."""
    for block in reversed(index.blocks):
        for place in _places_by_id(organisation, block):
            if block is index.changes or organisation not in index.hidden:
                return _entries_of(block, [place], index.regions)[0]
    return None


def _entries_of(block: Block, places: Sequence[int], regions: Regions) -> list[Entry]:
    from ledger.blocks import STATES
    from ledger.postings import texts_at

    firsts, lasts = (block.first_rows[[place + step for place in places]].tolist() for step in (0, 1))
    rows = [row for first, last in zip(firsts, lasts, strict=True) for row in range(first, last)]
    parts = iter([name_to_parts(key, regions) for key in texts_at(block.keys, rows)])
    counties = (block.first_of_county.searchsorted(firsts, 'right') - 1).tolist()
    columns = zip(
        block.ids[places].tolist(),
        texts_at(block.names, places),
        texts_at(block.codes, places),
        counties,
        block.states[places].tolist(),
        zip(firsts, lasts, strict=True),
        strict=True,
    )
    entries = []
    for organisation, name, code, county, state, (first, last) in columns:
        present, *former = (next(parts) for _row in range(first, last))
        entries.append(
            Entry(
                organisation,
                name or present.key,
                code or None,
                block.counties[county] or None,
                present,
                tuple(former),
                STATES[state],
            )
        )
    return entries


def entries_at(block: Block, places: Sequence[int], index: NameIndex) -> list[Entry]:
    """The organisations at these places of a block; a double record as the one it was merged into."""
    if block is index.base and index.hidden:
        places = [place for place in places if int(block.ids[place]) not in index.hidden]
    if not places:
        return []
    entries: dict[int, Entry] = {}
    found = list(zip(_entries_of(block, places, index.regions), block.merged[places].tolist(), strict=True))
    for entry, into in sorted(found, key=lambda pair: pair[1] >= 0):
        survivor = entries.get(into) or by_id(into, index) if into >= 0 else None
        if survivor is None:
            entries[entry.organisation] = entry
        else:
            known = (*survivor.former, entry.parts, *entry.former)
            former = tuple(dict.fromkeys(one for one in known if one != survivor.parts))
            entries[into] = replace(survivor, former=former)
    return list(entries.values())


def holders(code: str | None, index: NameIndex) -> list[Entry]:
    """The organisations with this code, in the order of ids."""
    from ledger.postings import places_of, texts_at

    found: dict[int, Entry] = {}
    for block in index.blocks if code else ():
        places = places_of(code or '', block.code_table)
        right = [
            place for place, held in zip(places, texts_at(block.codes, places), strict=True) if held == code
        ]
        _add(entries_at(block, right, index), found)
    return [found[number] for number in sorted(found)]


def _add(entries: list[Entry], found: dict[int, Entry]) -> None:
    """Put organisations into those found, with the earlier names known of each in either."""
    for entry in entries:
        held = found.get(entry.organisation, entry)
        former = tuple(dict.fromkeys((*held.former, *entry.former)))
        found[entry.organisation] = replace(held, former=former) if former != held.former else held


def named(key: str, index: NameIndex) -> tuple[list[Entry], list[Entry]]:
    """The organisations whose present or earlier name has this key, and those where it only looks so.

    Both are in the order of ids.
    """
    from ledger.postings import places_of, texts_at
    from text.characters import look_key

    found: dict[int, Entry] = {}
    look = look_key(key)
    for block in index.blocks if key else ():
        rows = places_of(look, block.look_table)
        looks = map(look_key, texts_at(block.keys, rows))
        right = [row for row, held in zip(rows, looks, strict=True) if held == look]
        owners = list(dict.fromkeys(block.owners[right].tolist()))
        _add(entries_at(block, owners, index), found)
    entries = [found[number] for number in sorted(found)]
    same = [entry for entry in entries if key in {parts.key for parts in (entry.parts, *entry.former)}]
    return same, [entry for entry in entries if entry not in same]


class _Entries(Sequence[Entry]):
    """The organisations of an index by id without a Python object for each that is not asked for."""

    def __init__(self, index: NameIndex) -> None:
        self.source = index
        base = index.base.ids[index.base.by_id].tolist()
        shown = [one for one in base if one not in index.hidden] if index.hidden else base
        self.ids = sorted([*shown, *index.changes.ids.tolist()])

    def __len__(self) -> int:
        return len(self.ids)

    @overload
    def __getitem__(self, place: int) -> Entry: ...
    @overload
    def __getitem__(self, place: slice) -> list[Entry]: ...
    def __getitem__(self, place: int | slice) -> Entry | list[Entry]:
        if isinstance(place, slice):
            return [self[one] for one in range(*place.indices(len(self)))]
        found = by_id(self.ids[place], self.source)
        if found is None:
            raise IndexError(place)
        return found

    def __iter__(self) -> Iterator[Entry]:
        return (self[place] for place in range(len(self)))
