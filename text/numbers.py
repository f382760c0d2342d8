"""Counts as clerks write them in cells, read without guessing: '３名', '无', '约30', '3-5'."""

from __future__ import annotations

import re
import unicodedata
from typing import Any, NamedTuple

from text.han import HAN_NUMERALS, han_to_int

PLAIN = 1.0
NOTED = 0.8
DOUBTFUL = 0.5
UNREAD = 0.0

_DASHES = frozenset('-－—–―─−ー~～/／\\、.…·*')
_NONE_WORDS = frozenset({'无', '没有', '暂无', '无此项', '空', '零个'})
_UNITS = '人次|个人|位|人|名|个|家|所|户|件|次|项|元|年|岁|%'
_COUNT_UNITS = '人次|个人|位|人|名|个|家|所|户|件|次|项'
_APPROXIMATE_BEFORE = '约|大约|近|将近|不足|超过|不到|不少于|至少|最多|逾'
_APPROXIMATE_AFTER = '左右|上下|余|多|以上|以下|以内'
_NUMBER = rf'(?P<number>\d{{1,3}}(?:,\d{{3}})+|\d+|[{HAN_NUMERALS}]+)(?:\.(?P<fraction>\d+))?'
_COUNT = re.compile(
    rf'(?:共|共计|合计|总计|计|有|现有)?(?P<before>{_APPROXIMATE_BEFORE})?{_NUMBER}'
    rf'(?P<after>{_APPROXIMATE_AFTER})?(?:{_COUNT_UNITS})?(?P<after2>{_APPROXIMATE_AFTER})?'
)
_RANGE = re.compile(
    rf'(?:\d+|[{HAN_NUMERALS}]+)(?:{_UNITS})?[-—–~～至到](?:\d+|[{HAN_NUMERALS}]+)(?:{_UNITS})?'
)
_REMARK = re.compile(r'\(([^()]*)\)$')
_SPLIT_DIGITS = re.compile(r'\d\s+\d')


class Reading(NamedTuple):
    """What a cell's text means: value None when missing or not understood, and why to doubt it.

    blank is True when the filler wrote nothing there (also '—' or '/'), so that "missing"
    and "not understood" stay apart.
    """

    value: Any
    score: float = PLAIN
    reasons: tuple[str, ...] = ()
    blank: bool = False


BLANK = Reading(None, PLAIN, (), blank=True)


def is_dash(text: str) -> bool:
    """Whether a cell holds nothing but dashes, slashes or dots: the filler's mark for "none written"."""
    if not text or text[0].isalnum():
        return False
    squeezed = ''.join(text.split())
    return bool(squeezed) and all(char in _DASHES for char in squeezed)


def _digits_to_int(number: str) -> int | None:
    digits = number.replace(',', '')
    return int(digits) if digits.isdigit() else han_to_int(digits)


def _count_to_reading(text: str) -> Reading | None:
    match = _COUNT.fullmatch(text)
    if not match:
        return None
    number = _digits_to_int(match['number'])
    if number is None:
        return None
    if match['fraction'] and int(match['fraction']):
        return Reading(None, UNREAD, (f"填写为“{text}”，不是整数",))
    if len(str(number)) > 7:
        return Reading(None, UNREAD, (f"填写为“{text}”，作为人数过大",))
    if match['before'] or match['after'] or match['after2']:
        return Reading(number, DOUBTFUL, (f"填写为“{text}”，是约数",))
    return Reading(number)


def _annotated_to_reading(text: str) -> Reading | None:
    """'42(含兼职)' or '12人,其中专职5人': the count before the remark, and the remark as a reason."""
    remark = _REMARK.search(text)
    if remark:
        inner = _count_to_reading(text[: remark.start()])
        if inner and inner.value is not None:
            note = f"括注“{remark[1]}”"
            return inner._replace(score=min(inner.score, NOTED), reasons=(*inner.reasons, note))
    head, mark, rest = text.partition('其中')
    inner = _count_to_reading(head.rstrip(',，;；:：、(')) if mark else None
    if inner and inner.value is not None:
        return inner._replace(score=DOUBTFUL, reasons=(*inner.reasons, f"另注“其中{rest}”"))
    return None


def cell_to_int(raw: str) -> Reading:
    """A count cell as a Reading whose value is an int or None; never raises, never guesses silently.

    '３名' is 3, '1,236' 1236, '三' 3; '无' is 0 by the filler's own word (with that reason);
    '' and '—' are None and blank; '约30' is 30 but doubtful; '3-5' is None with its reason.

    Example: cell_to_int('42（含兼职）').value == 42
    """
    text = unicodedata.normalize('NFKC', raw).strip().rstrip('。')
    squeezed = ''.join(text.split())
    if not squeezed:
        return BLANK
    if is_dash(raw):
        return Reading(None, PLAIN, (f"填写为“{raw.strip()}”，视为未填",), blank=True)
    if squeezed.rstrip('人名个') in _NONE_WORDS:
        return Reading(0, NOTED, (f"填写为“{squeezed}”，按0计",))
    return _filled_to_reading(' '.join(text.split()), squeezed)


_AMOUNT = re.compile(
    r'(?:约|共|合计)?(?P<digits>\d{1,3}(?:,\d{3})+|\d{1,12})(?:\.(?P<fraction>\d{1,6}))?(?P<unit>[^\d,.\-]{0,6})'
)
_TEN_THOUSAND = '万'


def cell_to_decimal(raw: str, unit: str | None = None) -> Reading:
    """A cell of money or an area as a Reading whose value is its digits ('12.50'), or None; no float.

    A unit written in the cell is taken where it is the field's own; '3.5万元' for a field in 元 is
    '35000' and noted, another unit is not understood.

    Example: cell_to_decimal('1,200.50元', '元').value == '1200.50'
    """
    text = ''.join(unicodedata.normalize('NFKC', raw).split()).rstrip('。')
    if not text or is_dash(raw):
        return BLANK
    if text in _NONE_WORDS:
        return Reading('0', NOTED, (f"填写为“{text}”，按0计",))
    found = _AMOUNT.fullmatch(text)
    if found is None:
        return Reading(None, UNREAD, (f"填写为“{text}”，不能读成数",))
    digits = found['digits'].replace(',', '')
    value = f"{digits}.{found['fraction']}" if found['fraction'] else digits
    doubt = (f"填写为“{text}”，是约数",) if text.startswith('约') else ()
    if found['unit'] in ('', unit):
        return Reading(value, DOUBTFUL if doubt else PLAIN, doubt)
    if unit and found['unit'] == _TEN_THOUSAND + unit:
        return Reading(_times_ten_thousand(digits, found['fraction'] or ''), NOTED, (f"填写为“{text}”",))
    return Reading(None, UNREAD, (f"填写为“{text}”，与本栏单位“{unit or '无'}”不同",))


def _times_ten_thousand(digits: str, fraction: str) -> str:
    moved = digits + fraction.ljust(4, '0')[:4]
    rest = fraction[4:]
    return (moved.lstrip('0') or '0') + (f'.{rest}' if rest else '')


def _filled_to_reading(text: str, squeezed: str) -> Reading:
    if _SPLIT_DIGITS.search(text):
        return Reading(None, UNREAD, (f"填写为“{text}”，数字之间有空格，不能确定是几",))
    if _RANGE.fullmatch(squeezed):
        return Reading(None, UNREAD, (f"填写为“{squeezed}”，是范围，不能确定是几",))
    if len(squeezed) > 64:
        return Reading(None, UNREAD, ("填写的是一段话，不能读成数",))
    reading = _count_to_reading(squeezed) or _annotated_to_reading(squeezed)
    return reading or Reading(None, UNREAD, (f"填写为“{squeezed}”，不能读成数",))
