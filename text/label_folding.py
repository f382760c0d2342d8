"""Folding what printers do to labels: blanks, numbering, punctuation, hints in brackets."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

from text.label_near import LIGHT_COUNT

_NUMBERING = re.compile(
    r'^(?:[①-⑳]|[(（][一二三四五六七八九十\d]{1,3}[)）]|[一二三四五六七八九十]{1,3}、|\d{1,2}[.．、·](?!\d))'
)
BRACKET = re.compile(r'\(([^()]*)\)?')
_HINT = re.compile(
    r'盖章|签章|公章|章|签字|签名|手写|单位[::]?[人个家元万]*|[人名个家元岁年%]|人数|万元|人次|全称'
    r'|必填|选填|可选|单选|多选|年月日?|年/月/?日?|\d{1,2}位数?|座机|区号.*|手机'
    r'|[请可如指即须填注应含选打用没有是否与同按见限若以每].*'
)

_GROUP = re.compile('(?:情况|构成|信息|概况|一栏|状况|组成)$')


class Folded(NamedTuple):
    """A label folded: base without brackets, aside what stood in them (hints dropped)."""

    base: str
    aside: str


def _letters(text: str) -> str:
    return ''.join(char for char in text if char.isalnum())


@lru_cache(maxsize=16384)
def split_label(text: str) -> Folded:
    """A printed label as Folded: '党员数（正式）' is ('党员数', '正式'); 盖章 and such are dropped."""
    bare = bare_label(text).strip(':：*★·.。')
    asides = [aside for aside in BRACKET.findall(bare) if not _is_hint(aside)]
    return Folded(_letters(BRACKET.sub('', bare)).removeprefix('其中'), _letters(''.join(asides)))


def bare_label(text: str) -> str:
    """A label in plain letters without blanks and numbering, its brackets as they are."""
    return unicodedata.normalize('NFKC', _NUMBERING.sub('', ''.join(text.split())))


def _is_hint(aside: str) -> bool:
    return len(aside) > 8 or not aside or bool(_HINT.fullmatch(aside))


@lru_cache(maxsize=16384)
def fold_label(text: str) -> str:
    """A label without spaces, numbering, punctuation, hints in brackets and a leading 其中.

    Example: fold_label('（一）填 报 单 位（盖章）：') == '填报单位'
    """
    folded = split_label(text)
    return folded.base + folded.aside


@lru_cache(maxsize=8192)
def trim_section(section: str) -> str:
    """A section folded, without what groups end with or counts say: 党员情况, 党员人数 are 党员."""
    return _GROUP.sub('', fold_label(section)).rstrip(''.join(LIGHT_COUNT))
