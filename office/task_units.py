"""Whom a line of a table means: one unit, several, all, or a line that adds others up."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ledger.names import name_key
from model.place import Where
from model.subject import Organisation

_TOTAL = re.compile(r'.{0,12}?(?:合计|小计|总计|共计|累计|汇总)(?:数|\d+个?)?')
_ALL = re.compile(
    r'(?:(?:全市|全省|全区|全县)?(?:各级?|全体|所有|有关|相关|其他|其余)'
    r'.{0,8}?(?:县|区|市|镇|乡|街道|园区|单位|部门|企业|科室|支部|组织|社区|村|局).{0,6}'
    r'|全[市省县区](?:各.*)?)'
)
_SEVERAL = re.compile(r'[、，,；;/\n]')
_IN_BRACKETS = re.compile(r'(?P<name>[^()]+)\((?P<inner>[^()]+)\)')
_BETWEEN_HAN = re.compile(r'(?<=[\u3400-\u9fff])\s+(?=[\u3400-\u9fff])')


def is_total(text: str) -> bool:
    """Whether a line headed with this adds others up: 合 计, 小计, 甲县合计.

    >>> is_total('合　计：')
    True
    """
    folded = re.sub(r'[\s()（）:：]', '', text)
    return bool(_TOTAL.fullmatch(folded))


def is_all(name: str) -> bool:
    """Whether a name is no unit but all of them: 各县区, 各有关单位, 全市."""
    return bool(_ALL.fullmatch(plain_name(name)))


def plain_name(text: str) -> str:
    """A name without the blanks that spread it: 西　二镇 is 西二镇."""
    return _BETWEEN_HAN.sub('', text.strip())


def parts_of(name: str) -> list[str]:
    """The names that one cell holds, in order: one, or 甲县、乙县 as two."""
    return [part for one in _SEVERAL.split(name) if (part := plain_name(one))]


def bracketed(name: str, regions: Iterable[str]) -> tuple[str, str | None]:
    """A name and the county behind it in brackets, if it is one: 西二镇（乙县）.

    >>> bracketed('西二镇（乙县）', ['甲县', '乙县'])
    ('西二镇', '乙县')
    """
    match = _IN_BRACKETS.fullmatch(unicodedata.normalize('NFKC', name))
    if match and match['inner'] in set(regions):
        return match['name'], match['inner']
    return name, None


def place_of(where: Where) -> str:
    """A line's place as a person finds it: 第5行; '' where it has none."""
    row = where.line or re.sub(r'\D', '', where.cell or '')
    return f"第{row}行" if row else ''


@dataclass(frozen=True, slots=True)
class Units:
    """The units loaded for a campaign by name, and the counties that brackets may name."""

    by_key: dict[str, list[Organisation]]
    regions: frozenset[str]

    def find(self, name: str, region: str | None = None) -> list[Organisation]:
        """Those that a name may mean, of this county where it is told."""
        named, told = bracketed(name, self.regions)
        wanted = told or region or None
        found = self.by_key.get(name_key(named), [])
        return [one for one in found if wanted is None or one.region in {wanted, None}]

    def title(self, one: Organisation) -> str:
        """What a unit is called, with its county where another bears the same name."""
        alone = len(self.by_key[name_key(one.name)]) == 1
        return one.name if alone or not one.region else f"{one.name}（{one.region}）"


def units_of(loaded: Sequence[Organisation], counties: Iterable[str]) -> Units:
    """The units loaded for a campaign, ready to be found by name."""
    by_key: dict[str, list[Organisation]] = {}
    for one in loaded:
        by_key.setdefault(name_key(one.name), []).append(one)
    return Units(by_key, frozenset([*counties, *(one.region for one in loaded if one.region)]))
