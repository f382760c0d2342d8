"""What a unit says about a draft: in a letter, a mail, a table, tracked changes or remarks on the draft."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator, Sequence

from extractors.notice.organs import is_organ
from extractors.survey.comment_tables import tables_to_comments
from extractors.survey.comment_words import (
    says_none,
    suggests,
    text_to_article,
    text_to_number,
    text_to_worded,
)
from model.comment import Comment, Comments
from model.document import Document, Paragraph
from model.place import NOWHERE, REMARKS, Problem, Severity, Where

_TITLE = re.compile(
    r'(?:反馈|修改|回复)?(?:的)?(?:意见|建议)(?:和|与|及|、)?(?:建议|意见)?(?:的)?(?:反馈)?(?:的)?(?:函|表|复函|汇总表|情况|报告|回复)?$'
    r'|(?:复函|回函)$'
)
_ABOUT = re.compile(r'征求意见|意见稿|反馈意见|修改意见|意见建议|意见反馈|意见和建议|修改建议')
_ASKS_TITLE = re.compile(r'征[求集询].{0,120}(?:意见|建议)(?:建议)?的(?:通知|函|公告|公示)$')
_ASKS = re.compile(
    r'请(?:各|于|贵|你|在|将)[^。]{0,60}(?:反馈|报送|提出)|反馈(?:至|到)我|无意见(?:也|的也|亦)请'
)
_UNIT_LABEL = re.compile(
    r'(?:反馈|填报|报送|填表|回复|提出)?单位(?:名称)?(?:[（(](?:盖章|公章|签章)[）)])?\s*[:：]\s*(?P<unit>[^\s:：，。；（(]{2,40})'
)
_BEFORE_ABOUT = re.compile(r'^(?P<unit>[\u4e00-\u9fff·]{3,40}?)(?:关于|对《|对\S{0,4}《)')
_DATE = re.compile(r'^[（(]?\d{4}\s*年|^[二〇○零一]{3,4}年|^\d{4}[./-]\d')
_GREETING = re.compile(
    r'^(?:尊敬的|各位|您好|你好|此致|敬礼|特此|妥否|以上意见|专此|顺颂|祝|附件?[:：]|联系人|电话)'
)
_REVISION = re.compile(r'将“(?P<old>.*?)”修改为“(?P<new>.*)”|删去“(?P<gone>.*)”', re.DOTALL)
_REMARK = re.compile(r'“(?P<old>.*?)”：(?P<new>.*)', re.DOTALL)
_CONTINUES = re.compile(
    r'^(?:原文|原条文|原表述|建议|修改|改为|理由|原因|依据|说明|修改后)[^。；]{0,10}[:：]|^(?:理由|原因)'
)
_ENUMERATED = re.compile(
    r'(?<=[。；;])\s*(?=(?:\d{1,2}[.．、](?!\d)|[（(]\d{1,2}[）)]|[一二三四五六七八九十]{1,2}是))'
)
_LONGEST_UNIT = 40
_LETTER_LINES = 400
_SHORT = 600


def comments_of(document: Document, revisions: Sequence[Paragraph] = ()) -> Comments:
    """The comments on a draft that came back, or that there are none; pure.

    revisions are what docx.revisions found in the file. On a returned draft only what was changed and
    remarked counts; on anything else the tables and the text. Nothing of the person who wrote is kept.
    """
    unit = document_to_unit(document)
    in_tables, silent = tables_to_comments(document)
    found = [*in_tables, *_revisions_to_comments(document, revisions)]
    lines = _letter(document)
    if not in_tables and (not revisions or _is_letter(document)):
        found += _letter_to_comments(lines)
    none = not found and (bool(silent) or any(says_none(line.text) for line in lines))
    problems: list[Problem] = []
    if not found and not none:
        message = "没有读到意见，也没有“无意见”的字样，请打开原件核对；确是无意见的，请注明"
        problems.append(Problem('no_comments_found', Severity.REVIEW, message, NOWHERE))
    comments = tuple(dataclasses.replace(one, unit=one.unit or unit) for one in found)
    return Comments(unit or next((one for one in silent if one), None), none, comments, tuple(problems))


def is_comments(document: Document) -> bool:
    """Whether a paper answers a request for comments, by its title or its words; it asks for none itself."""
    lines = [line for line in _lines(document) if line.text.strip()]
    head = ''.join(line.text.strip() for line in lines[:6])
    text = ''.join(line.text for line in lines[:_LETTER_LINES])
    if _ASKS.search(head) and not tables_to_comments(document)[0]:
        return False
    titled = any(_TITLE.search(line.text.strip()) and _ABOUT.search(line.text) for line in lines[:6])
    if titled or tables_to_comments(document)[0]:
        return bool(_ABOUT.search(head)) or titled
    short = len(text) <= 400
    return (
        bool(_ABOUT.search(text)) and not _ASKS.search(text) and short and (says_none(text) or suggests(text))
    )


def document_to_unit(document: Document) -> str | None:
    """The unit that comments: as labelled, named before 关于 in the title, or signed."""
    lines = _lines(document)
    for line in lines:
        found = _UNIT_LABEL.search(line.text)
        if found:
            return found['unit']
    for line in lines[:6]:
        found = _BEFORE_ABOUT.match(''.join(line.text.split()))
        if found and is_organ(found['unit']):
            return found['unit']
    return _signed(lines)


def _signed(lines: Sequence[Paragraph]) -> str | None:
    """The last line that is a body's name, alone or before the day."""
    texts = [''.join(line.text.split()) for line in lines if line.text.strip()]
    for text in reversed(texts[-8:]):
        name = re.split(r'\d{4}年|[二〇○零一]{4}年|[（(]', text)[0].removesuffix('。')
        if 3 <= len(name) <= _LONGEST_UNIT and is_organ(name):
            return name
    return None


def _lines(document: Document) -> list[Paragraph]:
    """The paragraphs of the paper itself, split at their line breaks."""
    return [
        Paragraph(text, block.where)
        for block in document.blocks
        if isinstance(block, Paragraph) and block.where.part not in REMARKS
        for text in block.text.split('\n')
    ]


def _is_letter(document: Document) -> bool:
    """Whether a paper with changes in it is a letter of comments all the same, and not the draft itself."""
    return any(
        _ABOUT.search(line.text) and '征求意见稿' not in line.text[-8:] for line in _lines(document)[:4]
    )


def _letter(document: Document) -> list[Paragraph]:
    """The lines that may say something: without title, address, greetings, signature and day."""
    lines = [line for line in _lines(document) if line.text.strip()]
    kept: list[Paragraph] = []
    for place, line in enumerate(lines):
        text = line.text.strip()
        squeezed = ''.join(text.split())
        title = (
            place < 6
            and len(squeezed) <= 80
            and bool(_TITLE.search(squeezed))
            and not suggests(squeezed[:-2])
        )
        address = (
            place < 8 and squeezed.endswith(('：', ':')) and len(squeezed) <= 40 and not text_to_number(text)
        )
        signed = place >= len(lines) - 6 and (is_organ(squeezed) or bool(_DATE.match(squeezed)))
        if not (title or address or signed or _GREETING.match(squeezed) or _UNIT_LABEL.search(text)):
            kept.append(line)
    return kept


def _letter_to_comments(lines: Sequence[Paragraph]) -> Iterator[Comment]:
    """One comment an item; a heading that only names an article stands over those that follow."""
    article: str | None = None
    for item, where in _items(lines):
        body = _unnumbered(item)
        if not suggests(body) and not says_none(body):
            article = text_to_article(body) or article
            continue
        if says_none(body) and not suggests(body):
            continue
        place = article
        for part in _parts(body):
            worded = text_to_worded(part)
            place = worded.article or place
            yield Comment(
                article=place,
                original=worded.original,
                suggestion=worded.suggestion,
                reason=worded.reason,
                where=where,
            )


def _items(lines: Sequence[Paragraph]) -> list[tuple[str, Where]]:
    """Numbered items with the lines that carry them on; a line without a number is an item of its own."""
    items: list[tuple[str, Where]] = []
    for line in lines:
        text = line.text.strip()
        if items and _CONTINUES.match(text) and not (suggests(items[-1][0]) and text.startswith('建议将')):
            items[-1] = (f'{items[-1][0]}\n{text}', items[-1][1])
            continue
        items.extend((part.strip(), line.where) for part in _ENUMERATED.split(text) if part.strip())
    return items


def _unnumbered(text: str) -> str:
    return re.sub(
        r'^(?:[一二三四五六七八九十]{1,3}(?:、|是[，,]?)|[（(][一二三四五六七八九十\d]{1,3}[）)][、.]?|\d{1,3}[.．、](?!\d))\s*',
        '',
        text,
    )


def _parts(text: str) -> list[str]:
    """The several proposals of one item; a sentence that proposes nothing belongs to the one before it."""
    parts: list[str] = []
    for sentence in re.split(r'(?<=[。；;])(?![”"」』）)])', text):
        proposes = re.match(
            r'\s*(?:同时|另外|此外)?[，,]?(?:建议)?(?:将|把|在|删|增加|第)|\s*(?:同时|另外|此外)?[，,]?建议',
            sentence,
        )
        if parts and not (proposes and suggests(sentence) and suggests(parts[-1])):
            parts[-1] += sentence
        elif sentence.strip():
            parts.append(sentence)
    return parts


def _revisions_to_comments(document: Document, revisions: Sequence[Paragraph]) -> Iterator[Comment]:
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


_LEVELS = ('章', '节', '条', '一', '（', '1')


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
