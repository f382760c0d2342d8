"""Comments in running text: the items of a letter or a mail, without courtesies, addresses and signatures."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extractors.notice.organs import is_organ
from extractors.survey.comment_clauses import split_by_place, without_agreed
from extractors.survey.comment_papers import TITLE, UNIT_LABEL, lines_of
from extractors.survey.comment_words import (
    ARTICLE,
    names_a_place,
    says_none,
    suggests,
    text_to_article,
    text_to_number,
    text_to_worded,
)
from model.comment import Comment
from model.document import Document, Paragraph
from model.place import Where

_DATE = re.compile(r'^[（(]?\d{4}\s*年|^[二〇○零一]{3,4}年|^\d{4}[./-]\d')
_GREETING = re.compile(
    r'^(?:尊敬的|各位|您好|你好|此致|敬礼|特此|妥否|以上|专此|顺颂|顺祝|祝|附件?[:：]|[（(]?(?:联系人|联系电话|电话|经办人)'
    r'|填表人|发件人|发信人|收件人|主题|抄送|时间[:：]|日期[:：]|(?:邮箱|传真|地址)[:：])'
)
_COURTESY = re.compile(r'^(?:再次|衷心)?(?:感谢|谢谢|欢迎)')
_CONTINUES = re.compile(
    r'^(?:原文|原条文|原表述|建议|修改|改为|理由|原因|依据|说明|修改后)[^。；]{0,10}[:：]|^(?:理由|原因)'
)
_ORIGINAL = re.compile(r'原文|原条文|原表述')
_ENUMERATED = re.compile(
    r'(?<=[。；;：:])\s*(?=(?:\d{1,2}[.．、](?!\d)|[（(]\d{1,2}[）)]|[一二三四五六七八九十]{1,2}是))'
)
_NUMBERED = re.compile(
    r'^(?:[一二三四五六七八九十]{1,3}(?:、|是[，,]?)|[（(][一二三四五六七八九十\d]{1,3}[）)][、.]?|\d{1,3}[.．、](?!\d))\s*'
)
_LEADS_IN = re.compile(r'(?:如下|以下|下列|几点|几条|意见|建议)[^。；：:]{0,16}[:：]$')
_OVER = re.compile(
    rf'^(?:对|关于|针对)?(?P<place>{ARTICLE.pattern})(?:内容)?(?:的|提出)?(?:修改)?(?:意见|建议)?[：:]\s*(?=.)'
)
_SHORT_HEADING = 16


def letter_lines(document: Document) -> list[Paragraph]:
    """The lines that may say something: without title, address, greetings, signature and day."""
    lines = [line for line in lines_of(document) if line.text.strip()]
    return [line for place, line in enumerate(lines) if not _is_around(line.text, place, len(lines))]


def _is_around(text: str, place: int, count: int) -> bool:
    """Whether a line is the title, the address, a courtesy, the signature or its day."""
    squeezed = ''.join(text.split())
    if _GREETING.match(squeezed) or UNIT_LABEL.search(text):
        return True
    if place < 6 and len(squeezed) <= 80 and TITLE.search(squeezed) and not suggests(squeezed[:-2]):
        return True
    if place < 8 and squeezed.endswith(('：', ':')) and len(squeezed) <= 40 and not text_to_number(text):
        return True
    signed = is_organ(squeezed) or bool(_DATE.match(squeezed))
    return signed and (place >= count - 6 or place < 3)


def lines_to_comments(lines: Sequence[Paragraph]) -> Iterator[Comment]:
    """One comment an item; a heading that only names an article stands over those that follow."""
    article: str | None = None
    level = ''
    for item, where in _items(lines):
        body, kind = _NUMBERED.sub('', item), _kind(item)
        if kind and kind == level:
            article = None
        if _is_heading(body, numbered=bool(kind)):
            article, level = text_to_article(body) or (None if kind else article), kind or level
        elif not (says_none(body) and not suggests(body)) and not _is_courtesy(body):
            place = article
            for part in _parts(without_agreed(body)):
                comment = _comment(part, place, where)
                place = comment.article
                yield comment


def passed_over(lines: Sequence[Paragraph]) -> list[Where]:
    """Where a sentence names a place in the draft and neither proposes anything nor says 无意见."""
    return [where for item, where in _items(lines) if _is_statement(item) and _says_of_a_place(item)]


def _is_statement(item: str) -> bool:
    """Whether an item is more than a heading, and no proposal."""
    told = len(item) > _SHORT_HEADING if not _kind(item) else item.endswith('。')
    told = told and not _ORIGINAL.match(_NUMBERED.sub('', item))
    return told and not suggests(item) and not _LEADS_IN.search(item)


def _says_of_a_place(item: str) -> bool:
    return any(_names_number(clause) and not says_none(clause) for clause in _clauses(item))


def _clauses(text: str) -> list[str]:
    return re.split('[，。；;]', re.sub('《[^》]*》', '', text))


def _names_number(clause: str) -> bool:
    found = ARTICLE.search(clause)
    return found is not None and '第' in found[0]


def _comment(part: str, place: str | None, where: Where) -> Comment:
    over = _OVER.match(part)
    worded = text_to_worded(part[over.end() :] if over else part)
    article = over['place'] if over else worded.article
    return Comment(
        article=article or place,
        original=worded.original,
        suggestion=worded.suggestion,
        reason=worded.reason,
        where=where,
    )


def _is_heading(body: str, *, numbered: bool) -> bool:
    """Whether an item only leads to others (综合意见, 关于第四条, 意见如下：) or proposes nothing."""
    if _ORIGINAL.match(body):
        return False
    if not names_a_place(body) and _LEADS_IN.search(body):
        return True
    if suggests(body):
        return bool(_LEADS_IN.search(body)) and len(body) <= 2 * _SHORT_HEADING and '“' not in body
    return not numbered or len(body) <= _SHORT_HEADING or says_none(body) or not names_a_place(body)


def _is_courtesy(body: str) -> bool:
    return bool(_COURTESY.match(body)) and not names_a_place(body)


def _kind(item: str) -> str:
    """How an item is numbered: '一', '（', '1', '是'; '' where it is not."""
    found = _NUMBERED.match(item)
    if found is None:
        return ''
    if '是' in found[0]:
        return '是'
    first = found[0][0]
    return '（' if first in '（(' else '1' if first.isdecimal() else '一'


def _items(lines: Sequence[Paragraph]) -> list[tuple[str, Where]]:
    """Numbered items with the lines that carry them on; a line without a number is an item of its own."""
    items: list[tuple[str, Where]] = []
    for line in lines:
        text = line.text.strip()
        if items and _carries_on(items[-1][0], text):
            items[-1] = (f'{items[-1][0]}\n{_NUMBERED.sub("", text)}', items[-1][1])
            continue
        items.extend((part.strip(), line.where) for part in _ENUMERATED.split(text) if part.strip())
    return items


def _carries_on(item: str, text: str) -> bool:
    """Whether a line is a part of the item above: its 修改为 or 理由, numbered only after a numbered 原文."""
    if _CONTINUES.match(text):
        return not (suggests(item) and text.startswith('建议将'))
    return bool(_ORIGINAL.match(_NUMBERED.sub('', item)) and _CONTINUES.match(_NUMBERED.sub('', text)))


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
    return [one for part in parts for one in split_by_place(part)]
