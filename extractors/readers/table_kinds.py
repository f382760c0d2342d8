"""What kind of value a cell holds (a code, a telephone, a date, ...), and what kinds a column is made of."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

Kinds = frozenset[str]
"""The kinds one text may be of: '20110408' a date or a telephone; empty where it tells nothing."""

NOTHING: Kinds = frozenset()

NAMES = {
    'code': "18位代码",
    'phone': "电话号码",
    'date': "日期",
    'percent': "百分数",
    'int': "数字",
    'decimal': "数字",
    'number': "号码",
    'tick': "是否或勾选",
    'name': "文字",
    'text': "文字",
}
"""Every kind as people call it; what comes first is told first."""

_WITH_DIGITS = tuple(
    (kind, re.compile(pattern).fullmatch)
    for kind, pattern in (
        ('code', r'[0-9A-Z]{17}[0-9A-Z]|\d{15}'),
        ('phone', r'1[3-9]\d{9}|(?:\(?0\d{2,3}\)?-?)?[2-9]\d{6,7}(?:-\d{1,5})?'),
        (
            'date',
            r'(?:19|20)\d\d(?:[年./-]\d{1,2}(?:[月./-](?:\d{1,2}日?)?)?|年|0[1-9]|1[0-2]|(?:0[1-9]|1[0-2])[0-3]\d)?',
        ),
        ('percent', r'\d{1,3}(?:\.\d+)?%'),
        ('int', r'\d{1,7}[人名个家次户件]?'),
        ('decimal', r'\d{1,9}(?:,\d{3})*(?:\.\d+)?[元万]?元?'),
        ('number', r'\d{8,}'),
    )
)
_TICK = re.compile(r'[√✓✔×✗☑☒□☐是否]')
_NAME = re.compile(r'[\u4e00-\u9fff]{2,3}|[\u4e00-\u9fff]{1,6}·[\u4e00-\u9fff]{1,8}')
_DIGIT = re.compile(r'\d')
_TELLS_NOTHING = re.compile(r'[-－—–―─~～/／\\.…·*、无没有暂]*')
_TEXT, _NAMED, _TICKED = frozenset(['text']), frozenset(['name']), frozenset(['tick'])
_TEXTUAL: Kinds = _TEXT | _NAMED
_LONGEST = 24
_SHARE = 0.75
_FEWEST = 3
_HINTS = tuple(
    (re.compile(words), kind)
    for words, kind in (
        ('代码|身份证', 'code'),
        ('电话|手机|联系方式', 'phone'),
        ('日期|时间|年月', 'date'),
        ('率|比例|占比|百分比', 'percent'),
        ('数|人次|序号', 'int'),
        ('金额|经费', 'decimal'),
    )
)


class Column(NamedTuple):
    """What a column's values are, empty where they are of no one kind; header is what stands over them."""

    kinds: Kinds
    header: str


def text_to_kinds(text: str) -> Kinds:
    """The kinds a cell's text may be of; empty for a blank, a dash or 无, which fit any column."""
    squeezed = ''.join(text.split())
    if not squeezed.isascii():
        squeezed = unicodedata.normalize('NFKC', squeezed)
    if _TELLS_NOTHING.fullmatch(squeezed):
        return NOTHING
    if len(squeezed) > _LONGEST:
        return _TEXT
    if not _DIGIT.search(squeezed):
        return _TICKED if _TICK.fullmatch(squeezed) else _NAMED if _NAME.fullmatch(squeezed) else _TEXT
    squeezed = squeezed.upper()
    return frozenset(kind for kind, matches in _WITH_DIGITS if matches(squeezed)) or _TEXT


def kinds_to_column(values: Sequence[tuple[str, Kinds]]) -> Column:
    """A column's cells from the top, each as its text and kinds, as what the column holds.

    Cells of words over the first value are its header, the last of them its name. Three values in
    four must agree; two where the header's words say the same.
    """
    told = [(text, kinds) for text, kinds in values if kinds]
    counts = Counter(kind for _, kinds in told for kind in kinds - _TEXTUAL)
    if counts:
        likely = counts.most_common(1)[0][0]
        first = next(place for place, (_, kinds) in enumerate(told) if likely in kinds)
        header = next((text for text, kinds in reversed(told[:first]) if kinds <= _TEXTUAL), '')
        body = [kinds for _, kinds in told[first:]]
        found = frozenset(kind for kind in counts if _is_settled(kind, body, header))
        if found:
            return Column(found, header)
    words = sum(1 for _, kinds in told if kinds & _TEXTUAL)
    texts = words > _FEWEST and words >= _SHARE * len(told)
    return Column(_TEXTUAL if texts else NOTHING, told[0][0] if told else '')


def _is_settled(kind: str, body: list[Kinds], header: str) -> bool:
    count = sum(1 for kinds in body if kind in kinds)
    hinted = any(hint == kind and words.search(header) for words, hint in _HINTS)
    return count >= _FEWEST - hinted and count >= (0.5 if hinted else _SHARE) * len(body)


def kind_name(kinds: Kinds) -> str:
    """The kinds' first as people call it."""
    return next(name for kind, name in NAMES.items() if kind in kinds)
