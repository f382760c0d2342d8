"""Which papers answer a request for comments, which are the draft itself sent back, and whose they are."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.notice.organs import is_organ
from extractors.survey.comment_tables import tables_to_comments
from extractors.survey.comment_words import says_none, suggests
from model.document import Document, Paragraph
from model.place import REMARKS
from text.layouts import top_lines

ABOUT = re.compile(
    r'征[求集询]意见|意见稿|反馈意见|修改意见|意见建议|意见反馈|意见和建议|修改建议|意见征集|反馈[表单]'
)
"""Words of papers about a draft and what is said of it."""
TITLE = re.compile(
    r'(?:反馈|修改|回复|征[求集询])?(?:的)?(?:几点)?(?:意见|建议)(?:和|与|及|、)?(?:建议|意见)?(?:的)?(?:反馈|征集)?(?:的)?'
    r'(?:函|表|单|复函|汇总表|情况|报告|回复|答复)?$|(?:复函|回函|反馈[表单])$'
)
"""How the title of an answer ends."""
UNIT_LABEL = re.compile(
    r'(?:反馈|填报|报送|填表|回复|提出)?单位(?:名称)?(?:[（(](?:盖章|公章|签章)[）)])?\s*[:：]\s*'
    r'(?P<unit>[^\s:：，。；（(]{2,40})'
)
"""反馈单位：甲县民政局."""
_SENDER = re.compile(r'^(?:发件人|发信人|来自|From)\s*[:：]\s*(?P<unit>[^\s<＜（(]{3,40})')
_ASKS_TITLE = re.compile(r'(?:公开)?征[求集询].{0,120}(?:意见|建议)(?:建议)?的?(?:通知|函|公告|公示|启事)$')
_NOUNS = re.compile(r'《[^《》]*(?:〈[^〈〉]*〉[^《》]*)?》|[（(]?征[求集询]意见稿[）)]?')
_ASKS = re.compile(
    r'请(?:各|于|贵|你|在|将)[^。]{0,60}(?:反馈|报送|提出)|反馈(?:至|到)我|无意见(?:也|的也|亦)请'
)
_DRAFT_TITLE = re.compile(
    r'(?!.*(?:[:：，。]|回复|反馈|我[局委]))[^“”]*[（(]?(?:征[求集询]意见|意见征[求集])稿[）)]?'
)
_BEFORE_ABOUT = re.compile(r'^(?P<unit>[\u4e00-\u9fff·]{3,40}?)(?:关于|对《|对\S{0,4}《|反馈意见|反馈的)')
_OFFICE = re.compile(r'(?<=[局厅])(?:办公室|办)$')
_LONGEST_UNIT = 40
_LETTER_LINES = 400
_SHORT = 600
_HEAD_LINES = 6


def lines_of(document: Document) -> list[Paragraph]:
    """The paragraphs of the paper itself, split at their line breaks."""
    return [
        Paragraph(text, block.where)
        for block in document.blocks
        if isinstance(block, Paragraph) and block.where.part not in REMARKS
        for text in block.text.split('\n')
    ]


def is_comments(document: Document) -> bool:
    """Whether a paper answers a request for comments, by its title or its words; it asks for none itself."""
    heads = [''.join(line.split()) for line in top_lines(document, _HEAD_LINES)]
    head = ''.join(heads)
    if any(map(_is_request, _joined(heads))):
        return False
    commented, silent = tables_to_comments(document)
    if _ASKS.search(head) and not commented:
        return False
    if any(TITLE.search(line) and ABOUT.search(line) and not _is_about_else(line) for line in _joined(heads)):
        return True
    if commented or silent:
        return bool(ABOUT.search(head))
    return _is_short_answer(''.join(line.text for line in lines_of(document)[:_LETTER_LINES]))


def _joined(heads: Sequence[str]) -> list[str]:
    """The lines of a head, and every two and three that may be one title."""
    return [''.join(heads[start : start + count]) for count in (1, 2, 3) for start in range(len(heads))]


def _is_request(line: str) -> bool:
    """Whether a title asks for comments: 关于征求《…》意见的函, not 《…（征求意见稿）》反馈意见的函."""
    bare = _NOUNS.sub('', line)
    found = _ASKS_TITLE.search(bare)
    return found is not None and not re.search('反馈|回复|答复|复函', bare)


def _is_about_else(line: str) -> bool:
    """Whether a line is a sentence, or the heading of a part of a paper."""
    return len(line) > 100 or '。' in line


def _is_short_answer(text: str) -> bool:
    about = bool(ABOUT.search(text)) and not _ASKS.search(text)
    return about and len(text) <= _SHORT and (says_none(text) or suggests(text))


def is_returned_draft(document: Document) -> bool:
    """Whether a paper is the draft itself: its title ends in 征求意见稿 and it asks for nothing."""
    heads = [''.join(line.text.split()) for line in lines_of(document) if line.text.strip()][:_HEAD_LINES]
    if any(map(_is_request, _joined(heads))) or any(line.endswith(('：', ':')) for line in heads[:3]):
        return False
    return any(len(line) <= 80 and bool(_DRAFT_TITLE.fullmatch(line)) for line in _joined(heads[:4]))


def has_revisions(document: Document) -> bool:
    """Whether the reader told of tracked changes or comments in a document."""
    return any(problem.code in {'tracked_changes', 'comments'} for problem in document.problems)


def document_to_unit(document: Document) -> str | None:
    """The unit that comments: as labelled, named before 关于 in the title, or signed.

    Of a draft sent back it is None unless labelled: what is signed there is whose draft it is.
    """
    lines = lines_of(document)
    texts = [''.join(line.text.split()) for line in lines if line.text.strip()]
    labelled = [found for line in lines if (found := UNIT_LABEL.search(line.text))]
    if labelled:
        return labelled[0]['unit']
    if is_returned_draft(document):
        return None
    sent = [found['unit'] for text in texts[:5] if (found := _SENDER.match(text)) and is_organ(found['unit'])]
    titled = [found['unit'] for text in texts[:6] if (found := _BEFORE_ABOUT.match(text))]
    named = [unit for unit in titled if is_organ(unit)]
    return next(iter([*sent, *named]), None) or _signed(texts)


def _signed(texts: Sequence[str]) -> str | None:
    """The last line that is a body's name, alone or before the day; its own office stands for it."""
    for text in reversed(texts[-8:]):
        name = re.split(r'\d{4}年|[二〇○零一]{4}年|[（(]', text)[0].removesuffix('。')
        if 3 <= len(name) <= _LONGEST_UNIT and is_organ(name):
            return _OFFICE.sub('', name)
    return None
