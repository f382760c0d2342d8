"""Options printed as a list with letters or numbers, of which the filler wrote or marked one.

'是否建立党组织（A.是 B.否）' over an 'A'; 'A.是 B.否（B）' in one cell; '是 【否】' with one in brackets.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from typing import NamedTuple

_CIRCLED = str.maketrans({char: f' {number}.' for number, char in enumerate('①②③④⑤⑥⑦⑧⑨', 1)})
_MARK = re.compile(
    r'(?<![0-9A-Za-z])(?:([A-H])(?=[.、:)]{0,2}\s{0,3}[\u4e00-\u9fff])|([1-9])(?=[.、)](?!\d)))'
)
_AROUND = ' \t\n.、:;,)(。_'
_ANSWER = re.compile(r'[A-H]{1,8}|[1-9](?:[、,/][1-9]){0,8}')
_IN_BRACKETS = re.compile(r'[(\[【]\s*([A-H]{1,8}|[1-9])\.?\s*[)\]】]')
_ALONE = re.compile(r'(?:^|[\s_:])([A-H]{1,8}|[1-9])[\s_。]*$')
_TOKEN = re.compile(
    r'([【\[〔〖「(])([^】\])〕〗」\n]{1,20})[】\])〕〗」]|([^\s、,/|;○◯□☐【\[〔〖「(】\])〕〗」]+)'
)
_WORD_END = re.compile(r'[(\[【_\n]|\s{2,}|\s(?=[A-H1-9]\.?$)')
_FEWEST = 2


class Token(NamedTuple):
    """One of several words in a cell, and the bracket it stands in, '' where it stands in none."""

    word: str
    bracket: str


def _plain(text: str) -> str:
    return unicodedata.normalize('NFKC', text.translate(_CIRCLED)).strip()


def _next_marks(text: str) -> list[re.Match[str]]:
    """The enumerators that follow one another from A or 1 on; a letter out of turn is no enumerator."""
    marks: list[re.Match[str]] = []
    for found in _MARK.finditer(text):
        first = 'A' if found[1] else '1'
        expected = chr(ord(marks[-1][0]) + 1) if marks else first
        if found[0] == expected:
            marks.append(found)
    return marks


def printed_options(text: str) -> dict[str, str]:
    """The words behind printed letters or numbers; {} where fewer than two are listed.

    Example: printed_options('是否建立（A.是 B.否）') == {'A': '是', 'B': '否'}
    """
    plain = _plain(text)
    marks = _next_marks(plain)
    if len(marks) < _FEWEST:
        return {}
    ends = [*(mark.start() for mark in marks[1:]), len(plain)]
    items = (plain[mark.end() : end] for mark, end in zip(marks, ends, strict=True))
    words = (_WORD_END.split(item.lstrip(_AROUND))[0].strip(_AROUND) for item in items)
    return {mark[0]: word for mark, word in zip(marks, words, strict=True) if word}


def _answer(letters: str, options: dict[str, str]) -> str | None:
    keys = re.findall(r'[A-H1-9]', letters)
    return '、'.join(options[key] for key in keys) if all(key in options for key in keys) else None


def _without_mark(plain: str) -> str:
    """'A.是' without its letter."""
    found = _MARK.match(plain)
    return plain[found.end() :].lstrip(_AROUND) if found else plain


def letters_to_words(text: str, label: str, is_option: Callable[[str], bool]) -> str:
    """A filled-in letter as the words printed behind it, in the cell or in its label; else the text.

    A list of options (is_option tells which words are) that nobody chose from is ''.
    Example: 'A' under '是否建立（A.是 B.否）' is '是'.
    """
    plain = _plain(text)
    listed = printed_options(text)
    if listed and not all(map(is_option, listed.values())):
        return text
    if listed:
        found = _IN_BRACKETS.search(plain) or _ALONE.search(plain)
        return (_answer(found[1], listed) or text) if found else ''
    offered = printed_options(label)
    bare = plain.strip(_AROUND + '[]【】').upper()
    if offered and _ANSWER.fullmatch(bare):
        return _answer(bare, offered) or text
    return _without_mark(plain) if _MARK.match(plain) else text


def text_to_tokens(text: str) -> tuple[Token, ...]:
    """The words of a cell, each with whether brackets stand around it. '是【否】' -> 是, 否 in brackets."""
    found = _TOKEN.finditer(unicodedata.normalize('NFKC', text))
    tokens = (Token((one[2] or one[3]).strip(), one[1] or '') for one in found)
    return tuple(token for token in tokens if token.word)
