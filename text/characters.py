"""Characters that are one in different writings, that look alike, or that sound alike."""

from __future__ import annotations

from functools import cache

from text.resources import table_lines


@cache
def _simplified() -> dict[int, str]:
    traditional, simplified = table_lines('traditional.tsv')
    return dict(zip(map(ord, traditional), simplified, strict=True))


@cache
def _looks() -> dict[int, str]:
    groups = [group for line in table_lines('lookalikes.txt') for group in line.split()]
    return {ord(char): group[0] for group in groups for char in group[1:]}


@cache
def _sounds() -> dict[int, str]:
    groups = [line.split('\t')[1] for line in table_lines('sounds.tsv')]
    return {ord(char): group[0] for group in groups for char in group[1:]}


def to_simplified(text: str) -> str:
    """The text with each traditional character in its simplified form, one for one; its length stays.

    Never by phrase, since phrase tables rewrite what stands around. A character with two simplified
    forms (乾: 干 and 乾) stays as it is. Idempotent.

    >>> to_simplified('陽光社會工作')
    '阳光社会工作'
    """
    return text.translate(_simplified())


def look_key(text: str) -> str:
    """The text with look-alikes (未末, 己已, 0O〇) made one; its length stays.

    For finding and rating only: equal looks are not equal names, since 大 and 太 look alike too.

    >>> look_key('末来己') == look_key('未来已')
    True
    """
    return text.translate(_looks())


def sound_key(text: str) -> str:
    """The text with characters that are keyed by one sound (明名鸣) made one; its length stays.

    Mandarin without tones, by each character's commonest reading; for rating only, as look_key.

    >>> sound_key('铭德') == sound_key('明德')
    True
    """
    return text.translate(_sounds())
