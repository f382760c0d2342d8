"""Which unit a text names: a folder, a file's name, a heading, the issuer of a paper."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from pathlib import PurePosixPath

from store.expected import ExpectedUnit

_DIVISION = re.compile('(?:自治县|自治州|自治旗|地区|新区|街道|县|区|市|旗|州|盟|镇|乡)$')
_BEFORE = frozenset('省市州盟县区于由报交来自送对的年月日号附件表函')
"""What may stand before a name of two characters: 示例市甲县, 关于甲县; 电子区块 names no 子区."""
_ORGANISATION = re.compile('(?:协会|学会|商会|促进会|研究会|基金会|联谊会|校友会|学校|幼儿园|养老院)$')
"""How the name of a body ends that lies in a unit and is not the unit: 甲县某某协会."""
_GOES_ON = re.compile('[域块间别分段]')
_SHORT = 2


def unit_named(texts: Iterable[str | None], units: Sequence[ExpectedUnit]) -> str | None:
    """The unit that the first of these texts to name exactly one names; None where none does.

    >>> unit_named(['附件1', '示例市甲县民政局'], [ExpectedUnit('甲县'), ExpectedUnit('乙县')])
    '甲县'
    """
    for text in texts:
        squeezed = ''.join((text or '').split())
        named = _named_exactly(squeezed, units) or _named_inside(squeezed, units)
        if len(named) == 1:
            return named.pop()
    return None


def unit_called(name: str | None, units: Sequence[ExpectedUnit]) -> str | None:
    """The unit of just this name: an organisation that is to answer itself."""
    squeezed = ''.join((name or '').split())
    return next((unit.name for unit in units if squeezed in _spellings(unit)), None)


def file_to_texts(file: str, *, stem: bool = True) -> list[str]:
    """A file's folders from the innermost out, before them its own name where that counts."""
    path = PurePosixPath(file)
    folders = [part.name for part in path.parents if part.name]
    return [*([path.stem] if stem else []), *folders]


@lru_cache(maxsize=4096)
def _spellings(unit: ExpectedUnit) -> tuple[str, ...]:
    return tuple(''.join(name.split()) for name in (unit.name, *unit.aliases) if name.strip())


def _named_exactly(text: str, units: Sequence[ExpectedUnit]) -> set[str]:
    """Units called just this, the word for what they are left out or not: 东风 for 东风县."""
    if len(text) < _SHORT:
        return set()
    return {
        unit.name
        for unit in units
        for name in _spellings(unit)
        if name.startswith(text) and text in {name, _DIVISION.sub('', name)}
    }


def _named_inside(text: str, units: Sequence[ExpectedUnit]) -> set[str]:
    """Units whose name stands in the text, but not as a part of a longer unit's or an organisation's name."""
    if _ORGANISATION.search(text):
        return set()
    found = [
        (start, start + len(name), unit.name)
        for unit in units
        for name in _spellings(unit)
        for start in _places(text, name)
    ]
    return {
        unit
        for start, end, unit in found
        if not any(low <= start and end <= high and high - low > end - start for low, high, _ in found)
    }


def _places(text: str, name: str) -> list[int]:
    if name not in text:
        return []
    places = [found.start() for found in re.finditer(re.escape(name), text)]
    if len(name) > _SHORT:
        return places
    return [place for place in places if _stands_alone(text, place, place + len(name))]


def _stands_alone(text: str, start: int, end: int) -> bool:
    before = text[start - 1] if start else ''
    fits = not before or not '\u4e00' <= before <= '\u9fff' or before in _BEFORE
    return fits and not _GOES_ON.match(text, end)
