"""Places of a draft that comments name: spellings of one place made one, in the draft's order."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from text.han import han_to_int, int_to_han

UNPLACED = "未指明条款"

_NUM = r'[一二三四五六七八九十百零〇两\d]{1,4}'
_ARTICLE = re.compile(rf'第({_NUM})条(?:之({_NUM}))?')
_CHAPTER = re.compile(rf'第({_NUM})章')
_PART = re.compile(rf'第({_NUM})部分')
_ITEM = re.compile(r'(?P<one>[一二三四五六七八九十]{1,3})(?=、|$|[（(])|(?P<two>\d{1,3})(?=[.．、]|$|[（(])')
_SUB = re.compile(rf'[（(]({_NUM})[）)]')
_ANNEX = re.compile(rf'附件({_NUM})?')
_HEAD = re.compile('^(?:标题|题目|文件名称|名称)')
_WHOLE = re.compile('^(?:全文|整体|总体|综合|其他|其它|通篇)')
_WORDS = {'chapter': '第{}章', 'article': '第{}条', 'part': '第{}部分'}


class _Place(NamedTuple):
    """Where something stands: rank of its kind (title, text, annexes, unknown), its numbers, its name."""

    rank: int
    numbers: tuple[float, ...]
    name: str


def places_counted(articles: Iterable[str | None]) -> list[tuple[str, int]]:
    """How many comments each place of a draft has, in the draft's order; what names none comes last.

    第三条, 第3条 and 第三条第二款 are one place; so are 三、 and 3. where the draft's places are articles.

    >>> places_counted(['第十条', '第3条第二款', '3.', None])
    [('第三条', 2), ('第十条', 1), ('未指明条款', 1)]
    """
    told = list(articles)
    by_article = any(_ARTICLE.search(one or '') for one in told)
    chapters = _chapter_starts(told)
    counted: dict[_Place, int] = {}
    for one in told:
        place = _place(''.join((one or '').split()), by_article, chapters)
        counted[place] = counted.get(place, 0) + 1
    return [(place.name, counted[place]) for place in sorted(counted)]


def _chapter_starts(articles: Sequence[str | None]) -> dict[int, float]:
    """The first article that is told to lie in each chapter: chapters stand before it."""
    starts: dict[int, float] = {}
    for text in articles:
        chapter, article = _CHAPTER.search(text or ''), _ARTICLE.search(text or '')
        if chapter and article:
            number, first = _number(chapter[1]), float(_number(article[1]))
            starts[number] = min(first, starts.get(number, first))
    return starts


def _place(text: str, by_article: bool, chapters: dict[int, float]) -> _Place:
    annex = _ANNEX.search(text)
    if annex and annex.start() == 0:
        number = _number(annex[1]) if annex[1] else 0
        return _Place(2, (number,), f"附件{number or ''}")
    if _HEAD.search(text):
        return _Place(0, (), "标题")
    article = _ARTICLE.search(text)
    if article:
        also = _number(article[2]) if article[2] else 0
        tail = f"之{int_to_han(also)}" if also else ''
        name = f"第{int_to_han(_number(article[1]))}条{tail}"
        return _Place(1, (_number(article[1]), 1 + also), name)
    return _in_parts(text, by_article, chapters)


def _in_parts(text: str, by_article: bool, chapters: dict[int, float]) -> _Place:
    chapter, part = _CHAPTER.search(text), _PART.search(text)
    if chapter:
        number = _number(chapter[1])
        return _Place(1, (chapters.get(number, 1000 + number), 0), f"第{int_to_han(number)}章")
    item = None if part else _ITEM.match(text)
    if part is None and item is None:
        return _unknown(text)
    number = _number(part[1]) if part else _number(item['one'] or item['two']) if item else 0
    if by_article and part is None:
        return _Place(1, (number, 1), f"第{int_to_han(number)}条")
    sub = _SUB.search(text)
    below = _number(sub[1]) if sub else 0
    name = f"{int_to_han(number)}、" + (f"（{int_to_han(below)}）" if below else '')
    return _Place(1, (number, 0, below), name.rstrip('、'))


def _unknown(text: str) -> _Place:
    if not text or _WHOLE.search(text):
        return _Place(9, (1,), UNPLACED)
    return _Place(9, (0,), text)


def _number(text: str) -> int:
    return int(text) if text.isdecimal() else han_to_int(text) or 0
