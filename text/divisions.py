"""The divisions of the country: full, short and former names, and the codes of GB/T 2260."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from functools import cache

from text.regions import Region, Regions, full_to_short, narrowest_codes, spellings_to_heads, split_prefix
from text.resources import table_lines


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_ORDINARY_WORDS = _words(
    """
    大同 大庆 安庆 吉安 泰安 日照 安康 白银 咸宁 广安 安顺 武威 中山 长春 长治 来宾 怀化 新乡 海东 平凉
    宁德 永州 白山 松原 朝阳 城区 郊区 矿区
    """
)
"""Names of cities (and of three districts in full) that are as often part of an organisation's own name."""


@cache
def _names() -> dict[str, str]:
    """Present full names by significant code, 62 before 6205 before 620502."""
    rows = (line.split('\t') for line in table_lines('divisions.tsv'))
    return {_significant(code): name for code, name in rows}


@cache
def _former() -> tuple[tuple[str, str, str], ...]:
    """Former name, significant code of the heir, and the code it had or ''."""
    rows = (line.split('\t') for line in table_lines('former_divisions.tsv'))
    return tuple((name, _significant(heir), code) for heir, code, name, _year in rows)


def _significant(code: str) -> str:
    while code.endswith('00') and len(code) > 2:
        code = code[:-2]
    return code


@cache
def national_regions() -> Regions:
    """Every province, city and county by full, short and former names; read on first use.

    A spelling that several share gives a region with the codes of them all; a short one means the
    widest of them (吉林: the province). Short names of counties and ordinary words (安康) are tied: they
    count only after a wider region that holds them.
    """
    codes: defaultdict[str, list[str]] = defaultdict(list)
    shorts: defaultdict[str, list[str]] = defaultdict(list)
    for name, code in _spellings():
        codes[name].append(code)
        for short in _short_names(name):
            shorts[short].append(code)
    full = frozenset(codes)
    bare = (short for short in shorts if short not in full and short[-1] not in '县旗')
    tied = {short for short in bare if all(len(code) == 6 for code in shorts[short])} | _ORDINARY_WORDS
    for short, found in shorts.items():
        widest = min(map(len, found))
        codes[short] += found if short in tied else [code for code in found if len(code) == widest]
    by_spelling: dict[str, Region | None] = {
        spelling: _region(spelling, tuple(sorted(set(found)))) for spelling, found in codes.items() if found
    }
    return Regions(by_spelling, spellings_to_heads(by_spelling), frozenset(tied))


def _spellings() -> Iterator[tuple[str, str]]:
    yield from ((name, code) for code, name in _names().items())
    yield from ((name, heir) for name, heir, _code in _former())


_OWN_SHORT = {'浦东新区': '浦东', '神农架林区': '神农架', '内蒙古自治区': '内蒙', '滨海新区': '滨海'}


def _short_names(full: str) -> Iterator[str]:
    """张家川 and 张家川县 for 张家川回族自治县, 喀什 for 喀什地区."""
    short = _short(full)
    if 1 < len(short) < len(full):
        yield short
        if full[-3:-1] == '自治' and full[-1] != '区':
            yield short + full[-1]
    if full in _OWN_SHORT:
        yield _OWN_SHORT[full]


def _short(full: str) -> str:
    return full.removesuffix('地区') if full.endswith('地区') else full_to_short(full)


def _region(spelling: str, codes: tuple[str, ...]) -> Region:
    full = _names()[codes[0]] if len(codes) == 1 else spelling
    return Region(full, _short(full), codes)


def with_national(own: Regions) -> Regions:
    """An office's own regions first, the national table for every other spelling.

    Regions the office lists get the codes of the national table, within its own province where it
    lists one; fictional ones have none.
    """
    national = national_regions()
    known = {region.full: region for region in own.by_spelling.values() if region}
    coded = {full: _coded(region, national) for full, region in known.items()}
    provinces = tuple(code for region in coded.values() for code in region.codes if len(code) == 2)
    for full, region in coded.items():
        if within := tuple(code for code in region.codes if code.startswith(provinces)):
            coded[full] = Region(full, region.short, within)
    mine = {spelling: region and coded[region.full] for spelling, region in own.by_spelling.items()}
    by_spelling = national.by_spelling | mine
    return Regions(by_spelling, spellings_to_heads(by_spelling), (national.tied - mine.keys()) | own.tied)


def _coded(region: Region, national: Regions) -> Region:
    found = national.by_spelling.get(region.full)
    return Region(region.full, region.short, found.codes) if found else region


def region_code(name: str) -> str | None:
    """The significant code of the division a text begins with; None where unknown or shared by several.

    >>> region_code('甘肃省天水市秦州区'), region_code('鼓楼区')
    ('620502', None)
    """
    found, _rest = split_prefix(''.join(name.split()), national_regions())
    codes = narrowest_codes(found)
    return codes[0] if len(codes) == 1 else None


def code_region(code: str) -> Region | None:
    """The division of a code (six digits, or fewer), of old too; of an unknown county, its city or province.

    Codes of organisations keep the division of the day they were issued. None for what is no division
    at all (100000: the state).

    >>> code_region('310103').full, code_region('620599').full
    ('黄浦区', '天水市')
    """
    names = _names()
    wanted = _heirs().get(code) or _significant(code[:6])
    for length in (len(wanted), 4, 2):
        name = names.get(wanted[:length])
        if name is not None:
            return Region(name, _short(name), (wanted[:length],))
    return None


@cache
def _heirs() -> dict[str, str]:
    return {code: heir for _name, heir, code in _former() if code and code not in _names()}
