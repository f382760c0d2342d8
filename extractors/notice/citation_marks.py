"""Titles in marks, the brackets after them, and the short names that they are given."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extractors.notice.lines import Line
from model.place import Where

_OPEN = {'《': '》', '<': '>', '〈': '〉', '＜': '＞'}
_UNCLOSED = re.compile(
    r'《(?P<title>[^《》]{6,80}?(?:通知|意见|办法|规定|方案|条例|决定|函|批复|细则))(?=[（(]|$)'
)
_BRACKET = re.compile(r'\s*[（(](?P<inside>(?:[^（）()]|[（(][^（）()]*[）)]){2,120})[）)]')
_ALIAS = re.compile(
    r'(?:以下|下)(?:统一|分别)?(?:简称|统称|合称|称)为?[:：]?\s*(?P<alias>《[^《》]+》|“[^“”]+”|<[^<>]+>)'
)
_FILE_TAIL = re.compile(r'[-—_].{0,100}\.(?:pdf|docx?|xlsx?|wps|ofd|rar|zip)', re.IGNORECASE)
_HAN = re.compile(r'[一-龥]{3}')
_BLANKS = re.compile(r'\s')
LONGEST = 150


@dataclass(frozen=True, slots=True)
class Mention:
    """A title as printed between marks, where the marks begin and end, and whether they are closed."""

    title: str
    start: int
    end: int
    closed: bool = True


@dataclass(frozen=True, slots=True)
class After:
    """The brackets right after a title: their words, where they end, and the short name they give."""

    text: str
    end: int
    alias: str | None


def joined_lines(lines: Sequence[Line]) -> Iterator[tuple[str, Where]]:
    """Lines, one whose 《 is not closed joined with the next, and the parts of a file's name joined."""
    index = 0
    while index < len(lines):
        text, where = lines[index].text, lines[index].where
        index += 1
        if index < len(lines) and len(text) < LONGEST and _FILE_TAIL.fullmatch(lines[index].text):
            text += lines[index].text
            index += 1
        while index < len(lines) and text.count('《') > text.count('》') and len(text) < 2000:
            text += lines[index].text
            index += 1
            if '》' in lines[index - 1].text:
                break
        yield text, where


def text_to_mentions(text: str) -> list[Mention]:
    """Every outermost 《…》 (or <…> round Han words), and a 《… that was never closed."""
    found, depth, start, close = [], 0, 0, ''
    for index, letter in enumerate(text):
        if (
            depth == 0
            and letter in _OPEN
            and (letter == '《' or _OPEN[letter] in text[index : index + LONGEST])
        ):
            depth, start, close = 1, index, _OPEN[letter]
        elif depth and _OPEN.get(letter) == close:
            depth += 1
        elif depth and letter == close:
            depth -= 1
            if depth == 0 and index - start <= LONGEST and (close == '》' or _HAN.search(text, start, index)):
                title = _BLANKS.sub('', text[start + 1 : index])
                found.append(Mention(title, start, index + 1))
    return found or _unclosed(text) if depth == 0 else [*found, *_unclosed(text[start:], start)]


def _unclosed(text: str, offset: int = 0) -> list[Mention]:
    match = _UNCLOSED.search(text) if text.count('《') > text.count('》') else None
    if match is None:
        return []
    title = _BLANKS.sub('', match['title'])
    return [Mention(title, offset + match.start(), offset + match.end(), closed=False)]


def after_mention(text: str, end: int) -> After:
    """What the brackets right after a title hold: its number, its short name, or both in two brackets."""
    words, at, alias = [], end, None
    for _ in range(3):
        match = _BRACKET.match(text, at, at + 140)
        if match is None:
            break
        words.append(match['inside'])
        at = match.end()
    named = _ALIAS.search('，'.join(words))
    if named:
        alias = named['alias'].strip('《》“”<>')
    return After('，'.join(words), at, alias)


def text_to_aliases(text: str) -> list[tuple[int, str]]:
    """Where a text gives a short name, and the name: （以下简称《意见》）."""
    if '称' not in text:
        return []
    return [(match.start('alias'), match['alias'].strip('《》“”<>')) for match in _ALIAS.finditer(text)]
