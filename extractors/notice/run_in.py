"""Paragraphs that hold several lines: 通知如下：一、… 二、… run on, or a signature far right."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from text.han import han_to_int

_HAN = '一二三四五六七八九十'
_MARKS = (
    re.compile(rf'(?:^|(?<=[。：:；;！!])|(?<=\s))(?P<value>[{_HAN}]{{1,3}})、'),
    re.compile(rf'(?:^|(?<=[。：:；;！!])|(?<=\s))[（(](?P<value>[{_HAN}]{{1,3}})[)）]'),
    re.compile(r'(?:^|(?<=\s))(?P<value>\d{1,2})\s?[.．、](?!\d)'),
)
_HEADED = re.compile(rf'[{_HAN}]{{1,3}}、[\u4e00-\u9fff]{{2,12}}(?=\s)')
_FAR_RIGHT = re.compile(r'(?<=[。！])[ \u3000\xa0\t]{4,}(?=\S)')
SHORTEST = 80


def taken_apart_at_numbers(text: str) -> Iterator[str]:
    """The text of one line as the lines it holds; most texts are one.

    Cut is where 一、 is followed by 二、 and so on, each after a full stop or a blank; then, inside those
    pieces, where （一） and 1. count on so. A wide blank after a full stop sets off a signature.
    """
    for piece in map(str.strip, _FAR_RIGHT.split(text) if len(text) >= SHORTEST else (text,)):
        if len(piece) >= SHORTEST and _counted(piece, _MARKS[0]):
            yield from _cut(piece, _MARKS)
        else:
            yield piece


def _cut(text: str, marks: Sequence[re.Pattern[str]]) -> Iterator[str]:
    """A text cut at the first kind of number that counts on in it, its pieces at the deeper kinds."""
    counted = ((rank, _counted(text, mark)) for rank, mark in enumerate(marks))
    rank, places = next(((rank, places) for rank, places in counted if places), (0, []))
    if not places:
        yield text
        return
    for start, end in pairwise([0, *places, len(text)]):
        piece = text[start:end].strip()
        heading = _HEADED.match(piece)
        if heading:
            yield heading.group()
        rest = piece[heading.end() :].strip() if heading else piece
        if rest:
            yield from _cut(rest, marks[rank + 1 :])


def _counted(text: str, mark: re.Pattern[str]) -> list[int]:
    """The places of numbers that count on from one, at least to two."""
    places: list[int] = []
    for match in mark.finditer(text):
        if han_to_int(match['value']) == len(places) + 1:
            places.append(match.start())
    return places if len(places) > 1 else []
