"""What recognisers read again and again for something else, put right in values: strokes, 己, 〔2026〕3号."""

from __future__ import annotations

import re

STROKES = frozenset('1lI|｜丨/／\\')
"""A slash that says there is nothing, as it is read where it stands alone."""

_SI = re.compile(r'已(?=[区县](?![分别]))')
"""己 named as a region; no region begins with 已."""
_NUMBER = re.compile(
    r'(?P<organ>[\u4e00-\u9fff]{2,30}?)(?:[一1lI|｜☑√]{0,2}[〔\[［【(（]|[一1lI|｜☑√])?'
    r'(?P<year>(?:19|20)\d\d)[〕\]］】)）]?(?P<number>\d{1,4})号'
)
_SOUND = re.compile(r'.{2,}[〔\[［【(（](?:19|20)\d\d[〕\]］】)）]\D{0,4}\d{1,4}号.{0,3}')
_YEAR = re.compile(r'(?:19|20)\d\d')


def with_regions(text: str) -> str:
    """A text with 己区 where it says 已区.

    >>> with_regions('示例市已区教育局')
    '示例市己区教育局'
    """
    return _SI.sub('己', text)


def to_number(text: str) -> str | None:
    """The number of a document whose brackets were read as other signs or not at all; None where none tells.

    >>> to_number('示社党一〔2022〕27号')
    '示社党〔2022〕27号'
    """
    found = _NUMBER.fullmatch(''.join(text.split()))
    return f'{found["organ"]}〔{found["year"]}〕{found["number"]}号' if found else None


def is_torn(text: str) -> bool:
    """Whether a text is the number of a document, with a year, and its brackets or its spaces are odd."""
    whole = ''.join(text.split())
    return bool(_YEAR.search(whole)) and (text != whole or not _SOUND.fullmatch(text))
