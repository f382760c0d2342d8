"""Headings and numbered items: which of them open with a phrase of their own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extractors.notice.lines import Line
from model.notice import Heading

_HAN = '一二三四五六七八九十百'
_LEVELS = (
    (1, re.compile(rf'(?P<number>[{_HAN}]{{1,3}}\s*[、.．])\s*(?P<rest>.*)', re.DOTALL)),
    (
        2,
        re.compile(rf'(?P<number>[（(]\s*[{_HAN}]{{1,3}}\s*[)）]|[㈠-㈩])[、.．]?\s*(?P<rest>.*)', re.DOTALL),
    ),
    (3, re.compile(r'(?P<number>\d{1,3}\s*[.．、](?:(?!\d)|(?=(?:19|20)\d\d年)))\s*(?P<rest>.*)', re.DOTALL)),
)
_SUBJECT_MODAL = re.compile(
    r'^(?:各|凡|请|对|本|上述|以上|为|根据|按照|经|自|由|任何|所有|如|若|除)(?!项|类|方|级|尽|称|好|强).{0,40}?(?:应|须|要|将|不得|可|负责|按|，|,)'
    r'|(?:应当|应|必须|须|不得)(?!急|用|对|收|建|届|知|保)|的$|现(?:将|就)'
)
_ARABIC = 3
_LONGEST = 45
_LONGEST_LINE = 60
_LONGEST_LABEL = 16
_LISTED = re.compile('[，,]|(?:如|包括|即)$')
_MARK_AFTER = re.compile('[。：:；;！]')
_COMMA = re.compile('[，,]')
_ATTACHED = re.compile(r'附\s*件\s*[:：]\s*1\s*[.．、]')
_NO_WORDS = re.compile(r'[A-Za-z\d@.\-—\s]*')
_BY_MOST = ('run-in', 'closed', 'listed', 'two clauses', 'arabic label')
"""Ways of standing that make headings only where most sisters stand so."""


@dataclass(frozen=True, slots=True)
class Numbered:
    """A numbered paragraph: rest is its text after the number, level 1 for 一、, 2 for （一）, 3 for 1."""

    level: int
    number: str
    rest: str
    index: int


def numbered(text: str, index: int) -> Numbered | None:
    """A line that opens with 一、, （一） or 1. as its level, number and rest; None for any other."""
    for level, pattern in _LEVELS:
        match = pattern.match(text)
        if match:
            return Numbered(level, match['number'], match['rest'].strip(), index)
    return None


def lines_to_headings(lines: Sequence[Line]) -> list[Heading]:
    """The headings of levels 1 and 2 of the document or of one annex.

    1. is level 2 right under 一、, and level 1 where there is neither 一、 nor （一）. A run-in phrase
    (（一）加强领导。各级…) counts where most of its sisters have one; a plain numbered sentence does not.
    """
    items = [numbered(line.text, index) for index, line in _without_attachments(lines)]
    found: list[tuple[int, Heading]] = []
    for level, group in _groups([item for item in items if item]):
        phrases = [heading_phrase(item, lines, level) for item in group]
        most = kinds_of_most([kind for _, kind in phrases])
        for item, (phrase, kind) in zip(group, phrases, strict=True):
            if kind in {'own line', 'label', *most}:
                heading = Heading(level, f'{item.number}{phrase}', lines[item.index].where)
                found.append((item.index, heading))
    return [heading for _, heading in sorted(found, key=lambda pair: pair[0])]


def _without_attachments(lines: Sequence[Line]) -> Iterator[tuple[int, Line]]:
    """The lines that are no table's rows and not names in a list 附件：1.…."""
    listed = False
    for index, line in enumerate(lines):
        item = numbered(line.text, index)
        listed = _ATTACHED.match(line.text) is not None or (
            listed and item is not None and item.level == _ARABIC
        )
        if not listed and not line.table:
            yield index, line


def kinds_of_most(kinds: Sequence[str]) -> set[str]:
    """The kinds that count because most sisters stand so; a plain heading speaks for one of two clauses."""
    counts = {kind: kinds.count(kind) for kind in _BY_MOST}
    counts['two clauses'] += kinds.count('own line')
    run_in, closed = counts['run-in'], counts['closed']
    counts['run-in'] += closed
    counts['closed'] += run_in + kinds.count('own line')
    return {kind for kind, count in counts.items() if 2 * count > len(kinds)}


def _groups(items: Sequence[Numbered]) -> list[tuple[int, list[Numbered]]]:
    """Sisters with their level: items of one kind under one parent; deeper levels left out."""
    kinds = {item.level for item in items}
    groups: dict[tuple[int, int, int, int], list[Numbered]] = {}
    above = [0, 0]  # how many 一、 and （一） so far
    for item in items:
        level = item.level
        if level == 3:
            level = 3 if above[1] else 2 if 1 in kinds else 1
        if item.level < 3:
            above[item.level - 1] += 1
            above[item.level :] = [0] * (2 - item.level)
        if level < 3:
            parent = (0, 0) if item.level == 1 else (above[0], above[1] if item.level == 3 else 0)
            groups.setdefault((level, item.level, *parent), []).append(item)
    return [(key[0], group) for key, group in groups.items()]


def heading_phrase(item: Numbered, lines: Sequence[Line], level: int) -> tuple[str, str]:
    """The phrase an item opens with, and how it stands there, '' for no heading.

    'own line', 'two clauses' (own line with a comma), 'listed' (own line after 1.), 'run-in' (closed
    by 。 with text after it), 'closed' (by 。, text on the next line), 'label' (closed by a colon).
    """
    end = _MARK_AFTER.search(item.rest)
    phrase = item.rest[: end.start()] if end else item.rest
    longest = _LONGEST if end else _LONGEST_LINE
    if not 2 <= len(phrase) <= longest or len(_COMMA.findall(phrase)) > 1:
        return phrase, ''
    if end is None:
        return phrase, _own_line(item, phrase, lines)
    if _SUBJECT_MODAL.search(phrase):
        return phrase, ''
    after = item.rest[end.end() :].strip()
    followed = item.level < 3 and not after and _followed_by_text(lines, item)
    if end.group() == '。':
        return phrase, 'run-in' if after else 'closed' if followed else ''
    words = _NO_WORDS.fullmatch(after) is None
    labelled = end.group() in '：:' and len(phrase) <= _LONGEST_LABEL
    labelled = labelled and not (_LISTED.search(phrase) or after.endswith(('；', ';')))
    if item.level == _ARABIC:
        return phrase, 'arabic label' if labelled and level == 1 and words else ''
    return phrase, 'label' if labelled and (level == 1 or words or followed) else ''


def _own_line(item: Numbered, phrase: str, lines: Sequence[Line]) -> str:
    if len(phrase) > 30 and _SUBJECT_MODAL.search(phrase):
        return ''
    if item.level == 3:
        return 'listed' if _followed_by_text(lines, item) else ''
    return 'two clauses' if _COMMA.search(phrase) else 'own line'


def _followed_by_text(lines: Sequence[Line], item: Numbered) -> bool:
    """Whether the next line is running text or an item of a deeper level."""
    if item.index + 1 >= len(lines):
        return False
    following = numbered(lines[item.index + 1].text, 0)
    return following is None or following.level > item.level
