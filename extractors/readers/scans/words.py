"""What a mark's shape does not tell: Chinese text has full-width ones, and 〔〕 around a year."""

from __future__ import annotations

import re

from extractors.readers.scans.letters import SeenLine

_WIDE = {',': '，', ':': '：', ';': '；', '!': '！', '?': '？'}
_HAN = r'\u3400-\u9fff\uf900-\ufaff'
_CHINESE = re.compile(rf'[{_HAN}，。、；：！？（）《》“”〔〕【】「」…—]')
_BRACKETS = re.compile(r'[（(][^（）()]*[)）]')
_LONE = re.compile(rf'(?<=[{_HAN}》”])\(|^\((?=[{_HAN}])|\)(?=[{_HAN}，。、；：！？》”])')
_YEAR = re.compile(rf'(?<=[{_HAN}])[〔\[【（({{]((?:19|20)\d\d)[〕\]】）)}}](?=第?\d+号)')
_TORN = re.compile(
    rf'(?<=[{_HAN}])\[(?=(?:19|20)\d\d[〕\]]?$)|(?<=[〔\[](?:19|20)\d\d)\](?=\d*$)'
    r'|^[\[【](?=\d{0,4}$)|(?<=^\d{4})[\]】](?=\d*号?$)'
)
"""Half of such a bracket, or a whole one, at a line's end."""
_MIXED = re.compile(r'（([^（）()]*)\)|\(([^（）()]*)）')
_QUOTE = re.compile('["“”]')


def with_full_width(line: SeenLine) -> SeenLine:
    """The line with marks as Chinese text has them, where the model wavers between two ways to write them.

    Marks that are surely half-width are printed so; but a document's number has 〔〕 around its year.
    """
    wide = full_width(line.text)
    text = ''.join(
        new if letter.wavers else letter.text for letter, new in zip(line.letters, wide, strict=True)
    )
    text = _YEAR.sub(r'〔\1〕', text)
    text = _TORN.sub(lambda mark: '〔' if mark[0] in '[【' else '〕', text)
    text = _MIXED.sub(r'（\1\2）', text)
    letters = tuple(letter._replace(text=new) for letter, new in zip(line.letters, text, strict=True))
    return line._replace(text=text, letters=letters)


def full_width(text: str) -> str:
    """The text with marks beside Chinese letters full-width: '各县(市)：' for '各县(市):', '〔2011〕6号'."""
    text = _YEAR.sub(r'〔\1〕', text)
    text = _BRACKETS.sub(_bracketed, text)
    text = _LONE.sub(lambda mark: '（' if mark[0] == '(' else '）', text)
    text = _quoted(text)
    return ''.join(_mark(text, at) for at in range(len(text)))


def _bracketed(found: re.Match[str]) -> str:
    inner, whole = found[0][1:-1], found.string
    beside = whole[max(found.start() - 1, 0) : found.start()] + whole[found.end() : found.end() + 1]
    ours = _CHINESE.search(inner) or _CHINESE.search(beside) or found[0][0] + found[0][-1] == '（）'
    return f'（{inner}）' if ours else found[0]


def _mark(text: str, at: int) -> str:
    """The letter there, wide if it is a mark with Chinese beside it; none between two digits."""
    wide = _WIDE.get(text[at])
    before, after = text[max(at - 1, 0) : at], text[at + 1 : at + 2]
    if wide is None or (before.isdigit() and after.isdigit()):
        return text[at]
    return wide if _CHINESE.match(before) or _CHINESE.match(after) else text[at]


def _quoted(text: str) -> str:
    """Quotes of Chinese text in turn opening and closing; one that follows its like is turned over."""
    if not _CHINESE.search(text):
        return text
    last = ''

    def turned(found: re.Match[str]) -> str:
        nonlocal last
        mark = found[0]
        if mark == '"' or mark == last == '“':
            mark = '”' if last == '“' else '“'
        last = mark
        return mark

    return _QUOTE.sub(turned, text)
