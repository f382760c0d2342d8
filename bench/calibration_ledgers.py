"""Fictional ledgers of any size with questions about them: three kinds of names and of noise, none held out.

A question that nobody could answer is not asked: a name that spells another organisation of the county,
or one of two organisations of a county that differ in the places before their names only.
"""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Callable
from typing import NamedTuple

from bench.names import KINDS, make_divisions, make_organisations, misspell
from bench.other_noise import Asked, Made, ask, make_ledger, make_one, sister
from bench.wide_noise import ask_wide, make_wide_ledger
from ledger.index import NameIndex, build_index
from model.subject import Organisation
from text.divisions import code_region, national_regions
from text.regions import Region, names_to_regions
from text.resources import table_lines

_PLACES = re.compile('^(?:..市)?(?:..县)?')
_COUNTY_DIGITS = 6


class Lot(NamedTuple):
    """Which names and noise, how many organisations in how many counties, questions, and the seed."""

    noise: str
    size: int
    counties: int
    asked: int
    seed: int


def make_lot(lot: Lot) -> tuple[NameIndex, list[Asked]]:
    """The index of a lot's ledger and the questions about it; one in five is about a stranger."""
    return _NOISES[lot.noise](lot, random.Random(lot.seed))  # noqa: S311  # names, not secrets


def _first(lot: Lot, rng: random.Random) -> tuple[NameIndex, list[Asked]]:
    """The names of bench.names, in fictional counties."""
    divisions = make_divisions(lot.size)
    ledger = {_bare(one): one for one in make_organisations(lot.size, lot.seed, divisions)}
    listed, names = list(ledger.values()), {one.name for one in ledger.values()}
    strangers = make_organisations(lot.asked, lot.seed + 1, divisions)
    others = [one for one in strangers if _bare(one) not in ledger]
    asked: list[Asked] = []
    while len(asked) < lot.asked:
        draw = rng.random()
        one = rng.choice(others) if draw < 0.17 else rng.choice(listed)
        apart = draw > 0.96
        name = _sister_name(one.name, rng) if apart else one.name
        if apart and name in names:
            continue
        kind, region = rng.choice((*KINDS, 'sound')), one.region if rng.random() < 0.7 else None
        written = _mistyped_by_sound(name, rng) if kind == 'sound' else misspell(name, kind, rng)
        asked.append(Asked(written, region, one.id if draw >= 0.17 and not apart else None, kind))
    return build_index(listed, names_to_regions([*divisions[0], *divisions[1]])), asked


def _bare(one: Organisation) -> tuple[str | None, str]:
    return one.region, _PLACES.sub('', one.name)


def _mistyped_by_sound(name: str, rng: random.Random) -> str:
    """One character for another that is keyed alike; a common one, as input methods offer them."""
    at = rng.randrange(len(name))
    group = next((line.split('\t')[1] for line in table_lines('sounds.tsv') if name[at] in line), name[at])
    common = [char for char in group if char.encode('gb2312') < b'\xd8' and char != name[at]]
    return name[:at] + rng.choice(common or [name[at]]) + name[at + 1 :]


def _sister_name(name: str, rng: random.Random) -> str:
    """Another organisation: a telling character more after its places."""
    at = max(name.rfind('县'), name.rfind('市')) + 1
    return name[:at] + rng.choice(('新', '老', '东', '西', '第一', '第二', '男子', '女子', '大')) + name[at:]


def _second(lot: Lot, rng: random.Random) -> tuple[NameIndex, list[Asked]]:
    """The names of bench.other_noise, in real counties."""
    chains = _counties(lot.counties, rng)
    ledger = list(make_ledger(chains, lot.size, rng).values())
    numbers = {made.name: number for number, made in enumerate(ledger, start=1)}
    bare = Counter(map(_words, ledger))
    asked: list[Asked] = []
    while len(asked) < lot.asked:
        made, draw = rng.choice(ledger), rng.random()
        if draw < 0.2:
            made = sister(made, rng) if draw < 0.05 else make_one(chains, rng)
        if bare[_words(made)] <= (made.name in numbers):
            asked.append(ask(made, numbers.get(made.name), rng))
    return _index(ledger), asked


def _third(lot: Lot, rng: random.Random) -> tuple[NameIndex, list[Asked]]:
    """The names of bench.wide_noise, in real counties; some strangers are sisters of members."""
    chains, taken = _counties(lot.counties, rng), set[str]()
    ledger = make_wide_ledger(chains, lot.size, rng, taken)
    strangers = make_wide_ledger(chains, lot.asked // 4 + 10, rng, taken)
    sisters = [sister(rng.choice(ledger), rng) for _ in range(lot.asked // 25)]
    strangers += [made for made in sisters if _words(made) not in taken]
    asked = []
    for _ in range(lot.asked):
        number = rng.randrange(len(ledger))
        stranger = rng.random() < 0.21
        made = rng.choice(strangers) if stranger else ledger[number]
        asked.append(ask_wide(made, None if stranger else number + 1, rng))
    return _index(ledger), asked


def _words(made: Made) -> str:
    return made.county + made.own + made.field + made.form


def _index(ledger: list[Made]) -> NameIndex:
    numbered = enumerate(ledger, start=1)
    organisations = (
        Organisation(number, made.name, None, made.county, None, None) for number, made in numbered
    )
    return build_index(organisations, national_regions())


def _counties(count: int, rng: random.Random) -> list[tuple[Region, ...]]:
    """Counties by whole cities, each with its province and city before it; at least `count`."""
    regions = {region for region in national_regions().by_spelling.values() if region}
    codes = {region.codes[0] for region in regions if len(region.codes) == 1}
    cities: dict[str, list[str]] = {}
    for code in sorted(code for code in codes if len(code) == _COUNTY_DIGITS):
        cities.setdefault(code[:4], []).append(code)
    listed = sorted(cities.values())
    rng.shuffle(listed)
    chains: list[tuple[Region, ...]] = []
    for city in listed:
        found = ([code_region(code[:length]) for length in (2, 4, 6)] for code in city)
        if len(chains) < count:
            chains += [tuple(dict.fromkeys(region for region in chain if region)) for chain in found]
    return chains


_NOISES: dict[str, Callable[[Lot, random.Random], tuple[NameIndex, list[Asked]]]] = {
    'first': _first,
    'second': _second,
    'third': _third,
}
