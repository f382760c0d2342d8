"""Names of regions as an office lists them: full and short forms, prefixes, and which one is meant.

An office gives its province, city and counties; the national table is in text.divisions.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field


def _words(text: str) -> list[str]:
    return text.split()


_PEOPLES = _words(
    """
    蒙古 回 藏 维吾尔 苗 彝 壮 布依 朝鲜 满 侗 瑶 白 土家 哈尼 哈萨克 傣 黎 傈僳 佤 畲 高山 拉祜 水 东乡
    纳西 景颇 柯尔克孜 土 达斡尔 仫佬 羌 布朗 撒拉 毛南 仡佬 锡伯 阿昌 普米 塔吉克 怒 乌孜别克 俄罗斯
    鄂温克 德昂 保安 裕固 京 塔塔尔 独龙 鄂伦春 赫哲 门巴 珞巴 基诺
    """
)
_PEOPLE = '|'.join(f'{people}族' for people in _PEOPLES) + '|蒙古|维吾尔|哈萨克|柯尔克孜|塔吉克'
_AUTONOMOUS = re.compile(f'(?P<short>.{{2,}}?)(?:{_PEOPLE})*自治[区州县旗]')
_PLAIN = re.compile(r'(?P<short>.+?)(?:省|市|县|区|州|盟|旗)')
_OWN_KIND = re.compile(r'.*(?:新区|开发区|矿区|林区|示范区|园区|管委会|本级|街道|地区)')
# 徐州市 and 沙市区 do not end at their 州 and 市.
_CHAIN = re.compile(r'.+?(?:自治[区州县旗]|省|市(?!区)|县|区|州(?![市县区])|盟|旗)')
_PROVINCE = re.compile(r'.*(?:省|自治区)')


@dataclass(frozen=True, slots=True)
class Region:
    """A region by its full name (示例市) and the short one used in names (示例).

    codes are the divisions of GB/T 2260 it may be, in significant digits (62, 6205, 620502): several
    where they share the name, none where it is not known. They do not make it another region.
    """

    full: str
    short: str
    codes: tuple[str, ...] = field(default=(), compare=False)


@dataclass(frozen=True, slots=True)
class Regions:
    """Regions by every spelling; None where two regions share one, so that neither is meant.

    heads gives, by the first two characters, the lengths of the spellings that may begin a name,
    the longest first. A tied spelling (长安) counts only after a wider region that holds it.
    """

    by_spelling: dict[str, Region | None]
    heads: dict[str, tuple[int, ...]]
    tied: frozenset[str] = frozenset()


def full_to_short(full: str) -> str:
    """The short form of a region's full name; 新区, 开发区 and the like have none but themselves.

    >>> full_to_short('示例市')
    '示例'
    """
    if _OWN_KIND.fullmatch(full):
        return full
    found = _AUTONOMOUS.fullmatch(full) or _PLAIN.fullmatch(full)
    return found['short'] if found else full


def names_to_regions(names: Iterable[str | Region]) -> Regions:
    """The regions an office lists, ready to be looked up; a Region may be given to fix its short form."""
    regions = dict.fromkeys(
        item if isinstance(item, Region) else Region(item, full_to_short(item)) for item in names if item
    )
    by_spelling: dict[str, Region | None] = {}
    for region in sorted(regions, key=_is_province):
        taken = region.short in by_spelling
        if not (taken and _is_province(region)):  # 吉林 is the city: no office means the province by it
            by_spelling[region.short] = None if taken else region
    by_spelling.update((region.full, region) for region in regions)
    return Regions(by_spelling, spellings_to_heads(by_spelling))


def spellings_to_heads(spellings: Iterable[str]) -> dict[str, tuple[int, ...]]:
    """The lengths of the spellings by their first two characters, the longest first."""
    lengths: defaultdict[str, set[int]] = defaultdict(set)
    for spelling in spellings:
        # 甲 stands for 甲县 in a column of counties, but 甲一商会 does not begin with a county.
        if len(spelling) > 1:
            lengths[spelling[:2]].add(len(spelling))
    return {head: tuple(sorted(found, reverse=True)) for head, found in lengths.items()}


def _is_province(region: Region) -> bool:
    return _PROVINCE.fullmatch(region.full) is not None


def chain_to_names(chain: str) -> tuple[str, ...]:
    """The full names written one after another, the widest first.

    >>> chain_to_names('示例省示例市甲县')
    ('示例省', '示例市', '甲县')
    """
    names = tuple(_CHAIN.findall(chain))
    return names if ''.join(names) == chain else ((chain,) if chain else ())


def split_prefix(text: str, regions: Regions) -> tuple[tuple[Region, ...], str]:
    """The regions a text begins with, the widest first as written, and what follows them."""
    found: list[Region] = []
    while (lengths := regions.heads.get(text[:2])) is not None:
        region, length = _first_region(text, lengths, regions, found)
        if region is None:
            break
        found.append(region)
        text = text[length:]
    return tuple(found), text


_RANKS = frozenset('省市县区州盟旗')


def _first_region(
    text: str, lengths: tuple[int, ...], regions: Regions, before: list[Region]
) -> tuple[Region | None, int]:
    for length in lengths:
        spelling = text[:length]
        region = regions.by_spelling.get(spelling)
        if region is None or len(text) < length:
            continue
        if length == len(region.short) < len(region.full) and text[length : length + 1] in _RANKS:
            continue  # 示例区 is not 示例市 written short
        tied = spelling in regions.tied
        if tied and not before:
            continue
        if before and not _may_hold(before[-1], region, tied):
            continue  # 温州 in 北京市温州商会 is where they come from
        return region, length
    return None, 0


def _may_hold(wider: Region, region: Region, tied: bool) -> bool:
    if not tied and not (wider.codes and region.codes):
        return True
    return codes_agree(wider.codes, region.codes)


def codes_agree(one: Iterable[str], other: Iterable[str]) -> bool:
    """Whether a division of the one may lie in, hold or be a division of the other; not if one is empty."""
    others = tuple(other)
    return any(code.startswith(others) or any(held.startswith(code) for held in others) for code in one)


def narrowest_codes(found: Iterable[Region]) -> tuple[str, ...]:
    """The divisions the last of these regions may be, as the wider ones before it allow.

    Where a region contradicts the wider ones it counts by itself.
    """
    codes: tuple[str, ...] = ()
    for region in found:
        if region.codes:
            codes = tuple(code for code in region.codes if code.startswith(codes)) if codes else region.codes
            codes = codes or region.codes
    return codes


def find_region(text: str | None, regions: Regions) -> Region | None:
    """The narrowest region a text begins with: 甲县 for 示例市甲县民政局 and for 甲 alone; None for none."""
    if not text:
        return None
    text = ''.join(text.split())
    if text in regions.by_spelling:
        return regions.by_spelling[text]
    found, _rest = split_prefix(text, regions)
    return found[-1] if found else None
