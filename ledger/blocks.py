"""Organisations as flat arrays, which are mapped from files and shared by processes."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, NamedTuple, get_args

import numpy as np

from ledger.counties import region_full
from ledger.names import name_key, name_to_parts
from ledger.postings import Array, Postings, Table, Texts, digest, make_postings, make_table, pack_texts
from model.subject import Organisation, State
from text.characters import look_key
from text.regions import Regions

STATES: tuple[State, ...] = get_args(State)
NOBODY = -1
_LONGEST_REST = 255


class Block(NamedTuple):
    """Organisations in the order of their counties; each has a row for every one of its names.

    By organisation: ids, merged (the record that stands for it, or NOBODY), states, names ('' where
    equal to the key), codes, and first_rows (where its rows begin, the present name first; one more
    than there are organisations). By row: owners, keys, rests (characters of a key before its rest).
    look_table and postings go by the look of keys. by_id orders the organisations by id;
    first_of_county are rows.
    """

    counties: tuple[str, ...]
    ids: Array
    by_id: Array
    merged: Array
    states: Array
    names: Texts
    codes: Texts
    code_table: Table
    first_rows: Array
    owners: Array
    keys: Texts
    rests: Array
    look_table: Table
    first_of_county: Array
    postings: Postings


@dataclass(slots=True)
class _Columns:
    """What is gathered of organisations as they come; keys, rests and owners by row."""

    ids: list[int] = field(default_factory=list)
    merged: list[int] = field(default_factory=list)
    states: list[int] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    codes: list[str] = field(default_factory=list)
    counties: list[str] = field(default_factory=list)
    owners: list[int] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)
    rests: list[int] = field(default_factory=list)


def code_kept(code: str | None) -> str:
    """A code as it is compared; '' for none."""
    return code.strip().upper() if code else ''


def _gather(organisations: Iterable[Organisation], regions: Regions) -> _Columns:
    county_of: Callable[[str | None], str | None] = lru_cache(maxsize=1 << 12)(
        lambda text: region_full(text, regions)
    )
    columns = _Columns()
    for one in organisations:
        key = name_key(one.name)
        former = dict.fromkeys(map(name_key, one.facts.get('former_names') or ()))
        for row_key in (key, *(name for name in former if name and name != key)):
            rest = name_to_parts(row_key, regions).rest
            columns.owners.append(len(columns.ids))
            columns.keys.append(row_key)
            before = len(row_key) - len(rest)
            columns.rests.append(before if row_key.endswith(rest) and before <= _LONGEST_REST else 0)
        columns.ids.append(one.id)
        columns.merged.append(NOBODY if one.merged_into is None or one.state != 'merged' else one.merged_into)
        columns.states.append(STATES.index(one.state))
        columns.names.append('' if one.name == key else one.name)
        columns.codes.append(code_kept(one.code))
        columns.counties.append(county_of(one.region) or '')
    return columns


def build_block(organisations: Iterable[Organisation], regions: Regions) -> Block:
    """The organisations as arrays; their order does not matter. Withdrawn ones are left out."""
    columns = _gather((one for one in organisations if one.state != 'withdrawn'), regions)
    counties = tuple(sorted(set(columns.counties)))
    number_of = {county: number for number, county in enumerate(counties)}
    numbers = np.asarray([number_of[county] for county in columns.counties], np.int32)
    ids = np.asarray(columns.ids, np.int64)
    order = np.lexsort((ids, numbers))
    rank = np.empty_like(order)
    rank[order] = np.arange(len(order))
    owners = rank[np.asarray(columns.owners, np.int64)]
    rows = np.argsort(owners, kind='stable')
    owners = owners[rows].astype(np.int32)
    keys = [columns.keys[row] for row in rows.tolist()]
    listed = order.tolist()
    codes = [columns.codes[place] for place in listed]
    county_of_row = numbers[order][owners]
    looks = [look_key(key) for key in keys]
    return Block(
        counties=counties,
        ids=ids[order],
        by_id=np.argsort(ids[order], kind='stable').astype(np.int32),
        merged=np.asarray(columns.merged, np.int64)[order],
        states=np.asarray(columns.states, np.uint8)[order],
        names=pack_texts(columns.names[place] for place in listed),
        codes=pack_texts(codes),
        code_table=make_table(codes),
        first_rows=np.searchsorted(owners, np.arange(len(order) + 1)),
        owners=owners,
        keys=pack_texts(keys),
        rests=np.asarray(columns.rests, np.uint8)[rows],
        look_table=make_table(looks),
        first_of_county=np.searchsorted(county_of_row, np.arange(len(counties) + 1)),
        postings=make_postings(looks),
    )


def county_number(county: str | None, block: Block) -> int | None:
    """The number of a county where some organisation of the block is registered."""
    if not county:
        return None
    place = bisect_left(block.counties, county)
    return place if block.counties[place : place + 1] == (county,) else None


def in_county(rows: Array, county: int, block: Block) -> Array:
    """Those of ascending rows whose organisations are registered in a county, given by its number."""
    # Bounds of another type would have numpy copy all rows first.
    bounds = block.first_of_county[county : county + 2].astype(rows.dtype)
    first, last = rows.searchsorted(bounds).tolist()
    return rows[first:last]


_GROUPS: dict[str, type[Texts | Table | Postings]] = {
    'names': Texts,
    'codes': Texts,
    'code_table': Table,
    'keys': Texts,
    'look_table': Table,
    'postings': Postings,
}


def block_to_arrays(block: Block) -> dict[str, Array]:
    """Every array of a block by name; with its counties they are all of it."""
    arrays = {name: value for name, value in block._asdict().items() if name not in {*_GROUPS, 'counties'}}
    for group in _GROUPS:
        arrays |= {f'{group}.{name}': value for name, value in getattr(block, group)._asdict().items()}
    return arrays


def arrays_to_block(counties: Iterable[str], arrays: Mapping[str, Array]) -> Block:
    """The block that block_to_arrays gave.

    Raises:
        KeyError: an array is missing.
    """
    groups: dict[str, Any] = {
        group: kind(*(arrays[f'{group}.{name}'] for name in kind._fields)) for group, kind in _GROUPS.items()
    }
    plain: dict[str, Any] = {
        name: arrays[name] for name in Block._fields if name not in {*_GROUPS, 'counties'}
    }
    return Block(counties=tuple(counties), **plain, **groups)


_FORMAT = 2
_SPECIMENS = (
    '示例市 “蓝桥”〔甲〕文化促进会（民办非企业单位）（盖章）',
    '示例市甲縣陽光·社会工作服务中心 ＡＢｃ。',
    '甲县居家养老服务中心',
)


def block_mark(regions: Regions) -> str:
    """What changes whenever a block built with these regions would be another one by now.

    That is when the arrays, the regions, or the folding of names and characters change.
    """
    letters = ''.join(map(chr, range(0x3400, 0xA000)))
    folded = [name_key(letters), *(name_to_parts(name_key(name), regions) for name in _SPECIMENS)]
    known = sorted(regions.by_spelling.items(), key=lambda item: item[0])
    return digest(repr((_FORMAT, known, sorted(regions.tied), folded))).hex()
