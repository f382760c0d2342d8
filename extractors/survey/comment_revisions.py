"""Tracked changes and remarks on a draft as comments, each with the article that it stands in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extractors.survey.comment_words import says_none, suggests, text_to_number, text_to_worded
from model.comment import Comment
from model.document import Document, Paragraph

_REVISION = re.compile(r'将“(?P<old>.*?)”修改为“(?P<new>.*)”|删去“(?P<gone>.*)”', re.DOTALL)
_REMARK = re.compile(r'“(?P<old>.*?)”：(?P<new>.*)', re.DOTALL)
_LEVELS = ('章', '节', '条', '一', '（', '1')


def revisions_to_comments(document: Document, revisions: Sequence[Paragraph]) -> Iterator[Comment]:
    """One comment a change or remark; revisions are what docx.revisions found in the draft."""
    places = _articles_by_path(document)
    for revision in revisions:
        article = places.get(revision.where.path or '')
        original, suggestion = _revised(revision)
        worded = text_to_worded(suggestion)
        if revision.where.part == 'comment' and says_none(suggestion) and not suggests(suggestion):
            continue
        reason = worded.reason if revision.where.part == 'comment' else None
        text = worded.suggestion if reason and not worded.original else suggestion
        yield Comment(
            article=article, original=original, suggestion=text, reason=reason, where=revision.where
        )


def _revised(revision: Paragraph) -> tuple[str | None, str]:
    """The old words and the new ones of a change; of a remark the words it is on and itself."""
    pattern = _REMARK if revision.where.part == 'comment' else _REVISION
    found = pattern.fullmatch(revision.text)
    if found is None:
        return None, revision.text
    parts = found.groupdict()
    if parts.get('gone') is not None:
        return parts['gone'], revision.text
    return parts['old'] or None, parts['new'].strip()


def _articles_by_path(document: Document) -> dict[str, str]:
    """For every paragraph of the draft the article that it stands in, by its path."""
    found: dict[str, str] = {}
    levels: dict[str, str] = {}
    for block in document.blocks:
        if block.where.part not in (None, 'body') or block.where.path is None:
            continue
        if isinstance(block, Paragraph):
            _enter(levels, text_to_number(block.text))
            found[block.where.path] = _article(levels)
        else:
            found |= {cell.where.path: _article(levels) for cell in block.cells if cell.where.path}
    return {path: article for path, article in found.items() if article}


def _level(number: str) -> str:
    if number.startswith('第'):
        return number[-1]
    if number[0] in '（(':
        return '（'
    return '1' if number.isdecimal() else '一'


def _enter(levels: dict[str, str], number: str | None) -> None:
    if number is None:
        return
    level = _level(number)
    for lower in _LEVELS[_LEVELS.index(level) :]:
        levels.pop(lower, None)
    levels[level] = number


def _article(levels: dict[str, str]) -> str:
    """'第三条（二）', '二、（一）', '一、4': the 条 says enough without its chapter."""
    if '条' in levels:
        return ''.join(levels[level] for level in _LEVELS[2:] if level in levels)
    told = [levels[level] + ('、' if level == '一' else '') for level in _LEVELS if level in levels]
    return ''.join(told).rstrip('、')
