"""Secrecy marks: whether a paper says of itself that it is 秘密, 机密 or 绝密.

Nothing of such a paper may be kept on this machine (保守国家秘密法 2024, art. 31), so where in doubt
this module says yes: a named person can release a false alarm, nobody can take back a leak.
A mark stands at a paper's top as 密级★保密期限; words about secrecy in the text are none.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from itertools import islice

from extractors.readers.boxes import text_to_boxes
from model.document import Block, Document, Paragraph
from model.place import Problem

TOP_LINES = 15
"""How far down a paper, a sheet or a header its own mark may stand."""

_LEVEL = '(绝密|机密|秘密)'
_STAR = '[★☆*✩✪✫✬✭✮✯✰⭐⋆\uf0ab\ufffd]'
_SPAN = r'(?:\d{1,3}年|[一二三四五六七八九十]{1,3}年|长期|\d{1,3}个?月|\d{4}年\d{1,2}月(?:\d{1,2}日)?)'
_TERM = rf'(?:{_SPAN}|\w{{0,8}}前)'
_LABEL = '(?:(?:密级|保密级别|保密等级|秘密等级)(?:[和及与]保密期限)?:?)'
_COPY_NUMBER = r'(?:(?:份号|编号|No\.?):?)?\d{0,8}'
_URGENCY = '(?:特急|特提|加急|平急|急件)?'
_OPEN, _CLOSE = r'[(\[【〔<「『《]?', r'[)\]】〕>」』》]?'

_ALONE = re.compile(
    f'{_COPY_NUMBER}{_URGENCY}{_LABEL}?{_OPEN}{_LEVEL}级?(?:文?件)?{_CLOSE}'
    f'{_STAR}?{_OPEN}{_SPAN}?{_CLOSE}{_URGENCY}{_COPY_NUMBER}'
)
_STARRED = re.compile(f'(?<![“"‘「『《]){_LEVEL}级?{_STAR}{_TERM}')
_STARRED_ANYWHERE = re.compile(f'{_LEVEL}级?{_STAR}')
_LEADING = re.compile(f'{_COPY_NUMBER}{_URGENCY}{_LABEL}?{_OPEN}{_LEVEL}级?{_CLOSE}{_STAR}')
_LABELLED = re.compile(f'(?:密级|保密级别|保密等级|秘密等级)[^:]{{0,8}}:{_OPEN}{_LEVEL}(?![/、或|])')
_WHOLE_STARRED = re.compile(f'{_OPEN}{_LEVEL}级?{_STAR}{_TERM}{_CLOSE}')
_IN_NAME = re.compile(f'{_LABEL}?{_LEVEL}级?{_SPAN}?')
_NAME_GAPS = re.compile(r'[_\-—–.·、,:+&()\[\]【】〔〕<>「」『』《》;]+')
_SUFFIX = re.compile(r'\.\w{1,5}$')
_BOXES = re.compile('[□☐■☑☒√✓✔]')
_INVISIBLE = re.compile(r'[\s\u200b-\u200f\u2060\ufeff\x00]+')
_QUOTED = re.compile('“([^”]{1,500})”')
_TOLD = frozenset(('embedded_unread', 'watermark', 'template_text', 'said_outside'))
"""Problems that quote a file's name or words that stand on it and are no part of its text."""
_LEADING_MAX = 40
_PIECE_MAX, _PIECES_MAX = 6, 8
"""A mark set in pieces: no piece longer, no more pieces than this."""


def secrecy_mark(document: Document, filename: str) -> str | None:
    """The level a document or its file's name bears: '绝密', '机密', '秘密', or None.

    Looked at are the name, the first lines of the body, of each sheet and of each header, all text
    boxes, and starred marks alone on a line or struck out anywhere (domain.md §6.1, office-life.md G16):
    a crossed-out mark may be an order to declassify or a slip, and only a person can tell.
    """
    return (
        secrecy_mark_in_name(filename)
        or _first(_lines_to_level(lines) for lines in _tops(document))
        or _first(
            _full_level(_WHOLE_STARRED, _folded(line)) for line in _lines(document.blocks) if '密' in line
        )
        or _first(_told_level(problem) for problem in document.problems)
    )


def secrecy_mark_in_name(filename: str) -> str | None:
    """The level a file's own name bears; folders before it are not looked at.

    Examples: '通知（秘密）.docx' -> '秘密', '机密★5年.pdf' -> '机密', '保密承诺书.docx' -> None.
    """
    name = re.split(r'[/\\]', filename)[-1]
    name = unicodedata.normalize('NFKC', _SUFFIX.sub('', name))
    starred = _STARRED.search(_folded(name)) or re.search(f'{_LEVEL}级?{_STAR}', _folded(name))
    if starred:
        return starred[1]
    tokens = _NAME_GAPS.split(name)
    tokens += [word for token in tokens for word in token.split()]
    return _first(_full_level(_IN_NAME, _folded(token)) for token in tokens)


def secrecy_mark_in_path(path: str) -> str | None:
    """The level that a file's name or the name of a folder before it bears.

    Example: '秘密★5年/通知.docx' -> '秘密'.
    """
    return _first(secrecy_mark_in_name(part) for part in re.split(r'[/\\\n]', path))


def _told_level(problem: Problem) -> str | None:
    """The level on what a reader tells and does not read: struck text, watermarks, files carried along."""
    if problem.code == 'struck_text':
        struck = _STARRED_ANYWHERE.search(_folded(problem.message))
        return struck[1] if struck else None
    if problem.code not in _TOLD:
        return None
    return _first(secrecy_mark_in_path(text) for text in _QUOTED.findall(problem.message))


def _tops(document: Document) -> Iterator[list[str]]:
    """The places a mark may stand, each as its first lines."""
    zones: dict[tuple[str, str | None], list[Block]] = {}
    for block in document.blocks:
        zones.setdefault((block.where.part or 'body', block.where.sheet), []).append(block)
    for (part, _), blocks in zones.items():
        if part == 'textbox':
            yield list(_lines(blocks))
        elif part in ('body', 'header'):
            yield list(islice(_lines(blocks), TOP_LINES))


def _lines(blocks: list[Block] | tuple[Block, ...]) -> Iterator[str]:
    for block in blocks:
        texts = [block.text] if isinstance(block, Paragraph) else [cell.text for cell in block.cells]
        for text in texts:
            yield from (line for line in text.splitlines() if line.strip())


def _lines_to_level(lines: list[str]) -> str | None:
    return _first(_line_to_level(line) for line in lines) or _pieces_to_level(
        [_folded(line) for line in lines]
    )


def _line_to_level(line: str) -> str | None:
    folded = _folded(line)
    if '密' not in folded:
        return None
    if _BOXES.search(line) and (boxes := text_to_boxes(line)):
        return _first(_full_level(_ALONE, _folded(box.label)) for box in boxes if box.checked is not False)
    found = _ALONE.fullmatch(folded) or _STARRED.search(folded) or _LABELLED.search(folded)
    if found is None and len(folded) <= _LEADING_MAX:
        found = _LEADING.match(folded)
    return found[1] if found else None


def _pieces_to_level(lines: list[str]) -> str | None:
    """A mark set one or two characters a line, or its term below it."""
    for start in range(len(lines)):
        joined = ''
        for line in lines[start : start + _PIECES_MAX]:
            if len(line) > _PIECE_MAX:
                break
            joined += line
            if (level := _full_level(_ALONE, joined)) is not None:
                return level
    return None


def _folded(text: str) -> str:
    """Text without spaces of any kind, full-width forms as plain ones."""
    return _INVISIBLE.sub('', unicodedata.normalize('NFKC', text))


def _full_level(pattern: re.Pattern[str], text: str) -> str | None:
    match = pattern.fullmatch(text)
    return match[1] if match else None


def _first(levels: Iterator[str | None]) -> str | None:
    return next((level for level in levels if level is not None), None)
