"""Organisations of one county whose names differ only in what papers leave out: places, usual words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledger.index import Entry, NameIndex, entries_at
from ledger.names import Parts, name_to_parts
from ledger.synonyms import canonical
from text.characters import look_key

if TYPE_CHECKING:
    from ledger.blocks import Block


def county_twins(parts: Parts, entry: Entry, index: NameIndex) -> list[Entry]:
    """Others of the entry's county that a paper, read as the entry's name, may mean as well.

    They bear its own words with every place that the paper writes: with further places before them
    (示例市甲县家具协会, where the paper has 甲县家具协会), or with words that clerks leave out
    (家具行业协会). In the order of ids; ended ones are none.
    """
    from ledger.blocks import county_number

    found: dict[int, Entry] = {}
    for block in index.blocks:
        number = county_number(entry.region, block)
        if number is not None:
            owners = block.owners[_twin_rows(parts, entry.parts, number, index, block)]
            found |= {one.organisation: one for one in entries_at(block, sorted(set(owners.tolist())), index)}
    others = (found[number] for number in sorted(found) if number != entry.organisation)
    return [one for one in others if one.state == 'active']


def _twin_rows(parts: Parts, held: Parts, county: int, index: NameIndex, block: Block) -> list[int]:
    """The rows of a county whose names, with places or words left out, may be written like the held one."""
    from ledger.blocks import in_county
    from ledger.postings import pair_token, rows_holding, texts_at

    words = canonical(held.rest)
    heads = tuple({text[:2] for text in (held.rest, words) if len(text) > 1})
    tokens = [pair_token(look_key(head)) for head in heads]
    lists = [in_county(rows_holding(token, block.postings), county, block) for token in tokens]
    rows = sorted({row for one in lists for row in one.tolist()})
    names = zip(rows, texts_at(block.keys, rows), block.rests[rows].tolist(), strict=True)
    return [
        row
        for row, key, start in names
        if key.startswith(heads, start)
        and len(key) - start >= len(held.rest)
        and canonical(key[start:]) == words
        and set(parts.regions) <= set(name_to_parts(key, index.regions).regions)
    ]
