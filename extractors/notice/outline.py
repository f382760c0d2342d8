"""The outline: headings of every kind and level, ranked as the paper itself orders its kinds of numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extractors.notice.headings import Numbered, heading_phrase, kinds_of_most
from extractors.notice.lines import Line
from model.notice import Heading
from text.han import fold_digits, han_to_int

_HAN = '一二三四五六七八九十百'
_KINDS = tuple(
    (name, re.compile(rf'(?P<number>{pattern})\s*(?P<rest>.*)', re.DOTALL))
    for name, pattern in (
        ('编', rf'第\s*[{_HAN}\d]{{1,4}}\s*[编篇]'),
        ('章', rf'第\s*[{_HAN}\d]{{1,4}}\s*章'),
        ('节', rf'第\s*[{_HAN}\d]{{1,4}}\s*节'),
        ('条', rf'第\s*[{_HAN}\d]{{1,5}}\s*条(?!第|规定|款|第?[{_HAN}]款)'),
        ('部分', rf'第\s*[{_HAN}]{{1,3}}\s*(?:部分|阶段)[:：、]?'),
        ('一、', rf'[{_HAN}]{{1,3}}\s*[、.．]'),
        ('（一）', rf'(?:[（(]\s*[{_HAN}]{{1,3}}\s*[)）]|[㈠-㈩])[、.．]?'),
        ('1.1', r'\d{1,2}(?:\.\d{1,2}){1,3}(?=[\s\u4e00-\u9fff])'),
        ('1.', r'\d{1,3}\s*[.．、](?:(?!\d)|(?=(?:19|20)\d\d年))'),
        ('（1）', r'[（(]\s*\d{1,3}\s*[)）][、.．]?'),
        ('1）', r'\d{1,3}\s*[)）]'),
        ('①', r'[①-⑳⑴-⒇]'),
        ('——', r'——|—(?!—)|--'),
        ('・', r'[●○◆◇■□▪•·・※►▶]'),
    )
)
_ORDER = {name: rank for rank, (name, _) in enumerate(_KINDS)} | {'一是': len(_KINDS)}
_SPOKEN = re.compile(
    rf'(?:^|(?<=[。；;：:，,”]))\s*(?P<number>(?P<value>[{_HAN}]{{1,2}})(?P<style>是要?|要)|第(?P<value2>[{_HAN}]{{1,2}})[，,、])'
    r'(?P<phrase>[^。；;：:，,]{2,40})'
)
_ARTICLE_PHRASE = re.compile(r'(?:[【（(\[][^】）)\]]{1,20}[】）)\]]|[^，。；：:,;]{2,20}$)')
_LABEL = re.compile(r'[^，,。；：:]{2,16}(?=[:：]\s*\S)')
_BULLET_PHRASE = re.compile(r'[^，,。；：:]{2,24}(?=[。：:]\s*\S)')
_DIGIT_MARKS = re.compile(r'[^\d一二三四五六七八九十百]')
_SHORT_LINE = re.compile(r'[^，。；：:,;]{2,30}')
_DEEP = 3
_ALWAYS = {'编', '章', '节', '条', '部分'}
_BULLETS = {'——', '・'}


@dataclass(frozen=True, slots=True)
class _Item:
    """A numbered line, or a 一是 inside one; value is its number, None for a bullet."""

    kind: str
    number: str
    rest: str
    value: int | None
    index: int
    offset: int = 0


def lines_to_outline(lines: Sequence[Line]) -> tuple[Heading, ...]:
    """The headings of the document or of one annex, in order, levels counted from 1.

    A level is the rank of a kind of number among those that the paper uses: where 一、 is followed by
    1. alone, 1. is level 2, and it stays so under a 一、 that skips a level. 第一条 is given by its
    number; a plain numbered sentence is no heading, and 一是 counts where 二是 follows.

    >>> from model.place import NOWHERE
    >>> lines = [Line(text, NOWHERE) for text in ('一、要求', '1.建立台账。各地要建。', '二、报送')]
    >>> [(heading.level, heading.text) for heading in lines_to_outline(lines)]
    [(1, '一、要求'), (2, '1.建立台账'), (1, '二、报送')]
    """
    items = [item for index, line in enumerate(lines) if (item := _item(line, index))]
    if sum(item.kind == '1.1' for item in items) == 1:
        items = [item for item in items if item.kind != '1.1']
    spoken = list(_spoken(lines))
    ranks = _ranks([*items, *spoken])
    found = [(item, item.number + phrase) for item, phrase in _with_phrases(items, lines)]
    found += [(item, item.number + item.rest) for item in spoken]
    found.sort(key=lambda pair: (pair[0].index, pair[0].offset))
    return tuple(Heading(ranks[item.kind], text, lines[item.index].where) for item, text in found)


def _item(line: Line, index: int) -> _Item | None:
    if line.table:
        return None
    for kind, pattern in _KINDS:
        match = pattern.match(line.text)
        if match:
            number = match['number']
            return _Item(kind, number, match['rest'].strip(), _value(kind, number), index)
    return None


def _value(kind: str, number: str) -> int | None:
    if kind in _BULLETS:
        return None
    if kind == '①':
        return ord(number) - (ord('①') if number <= '⑳' else ord('⑴')) + 1
    if '㈠' <= number[0] <= '㈩':
        return ord(number[0]) - ord('㈠') + 1
    last = number.rsplit('.', maxsplit=1)[-1] if kind == '1.1' else number
    return han_to_int(_DIGIT_MARKS.sub('', fold_digits(last)))


def _spoken(lines: Sequence[Line]) -> Iterator[_Item]:
    """一是…二是… and 第一，…第二，… inside paragraphs: runs that count on from one."""
    run: list[_Item] = []
    style = ''
    for index, line in enumerate(lines):
        for match in () if line.table else _SPOKEN.finditer(line.text):
            value = han_to_int(match['value'] or match['value2'])
            if value == 1:
                yield from run if len(run) > 1 else ()
                run, style = [], match['style'] or '第'
            if value == len(run) + 1 and (match['style'] or '第')[0] == style[:1]:
                number = match['number'].strip()
                run.append(_Item('一是', number, match['phrase'].strip(), value, index, match.start() + 1))
    yield from run if len(run) > 1 else ()


def _ranks(items: Sequence[_Item]) -> dict[str, int]:
    """The level of each kind in the paper's own order: the usual one, unless its numbers tell otherwise."""
    kinds = sorted({item.kind for item in items}, key=_ORDER.__getitem__)
    values = {kind: [item.value for item in items if item.kind == kind] for kind in kinds}
    first = {kind: next(i for i, item in enumerate(items) if item.kind == kind) for kind in kinds}
    for place in range(len(kinds) - 1):
        above, below = kinds[place], kinds[place + 1]
        if first[below] < first[above] and _runs(values[below]) == 1 < _runs(values[above]):
            kinds[place], kinds[place + 1] = below, above
    return {kind: rank for rank, kind in enumerate(kinds, 1)}


def _runs(values: Sequence[int | None]) -> int:
    """How often a kind's numbers begin anew; bullets have no numbers."""
    return sum(value == 1 for value in values)


def _with_phrases(items: Sequence[_Item], lines: Sequence[Line]) -> Iterator[tuple[_Item, str]]:
    for group in _sisters(items):
        phrases = [_phrase(item, lines) for item in group]
        most = kinds_of_most([how for _, how in phrases])
        yield from (
            (item, phrase)
            for item, (phrase, how) in zip(group, phrases, strict=True)
            if how in {'own line', 'label', *most}
        )


def _sisters(items: Sequence[_Item]) -> list[list[_Item]]:
    """Items of one kind between two of a kind that stands above it."""
    groups: dict[tuple[str, int], list[_Item]] = {}
    above: dict[str, int] = {}
    for place, item in enumerate(items):
        rank = _ORDER[item.kind]
        for kind in _ORDER:
            if _ORDER[kind] > rank:
                above[kind] = place
        groups.setdefault((item.kind, above.get(item.kind, -1)), []).append(item)
    return list(groups.values())


def _phrase(item: _Item, lines: Sequence[Line]) -> tuple[str, str]:
    """The phrase an item opens with and how it stands there, as headings tell it; '' for none."""
    if item.kind in _ALWAYS:
        match = _ARTICLE_PHRASE.match(item.rest)
        if item.kind == '条':
            return (f' {match.group()}' if match else ''), 'own line'
        return (f' {item.rest}' if 0 < len(item.rest) <= 60 else ''), 'own line'
    if item.kind in _BULLETS:
        match = _BULLET_PHRASE.match(item.rest)
        return (match.group(), 'label') if match else ('', '')
    level = {'一、': 1, '（一）': 2}.get(item.kind, _DEEP)
    phrase, how = heading_phrase(Numbered(level, item.number, item.rest, item.index), lines, level)
    if how or level < _DEEP:
        return phrase, how
    label = _LABEL.match(item.rest)
    if label:
        return label.group(), 'label'
    opens = _is_opened(lines, item.index) and _SHORT_LINE.fullmatch(item.rest)
    return (item.rest, 'own line') if opens else (phrase, how)


def _is_opened(lines: Sequence[Line], index: int) -> bool:
    """Whether the next line begins a count of another kind."""
    own = _item(lines[index], index)
    below = _item(lines[index + 1], index + 1) if index + 1 < len(lines) else None
    return own is not None and below is not None and below.kind != own.kind and below.value == 1
