"""What is to be done: a segment's act in few words."""

from __future__ import annotations

import re

from extractors.notice.responsible import tail_start
from extractors.notice.segments import Segment
from extractors.notice.subjects import MODAL
from text.dates import TimeExpression

LONGEST, _LIMIT = 60, 120
"""How long an act may be, and how long one without a mark to cut it at."""
_NUMBER = re.compile(
    r'^(?:[一二三四五六七八九]是|\W?[一二三四五六七八九十]{1,3}[、.．)）]|\W?\d{1,3}(?:[、)）]|[.．](?!\d)))'
)
_PARTS = re.compile('[，,；;。：:]')
_ENDS = re.compile('[；;。]')
_COMMA = re.compile('[，,]')
_STOPS = re.compile('[。；;]')
_HANDS_OVER = re.compile(
    r'(?:统一|一并|书面|专题|正式|分别|逐级|汇总后|及时|直接)*(?:交(?:至|到|给)|报(?!告)|上报|寄|发送|传真|反馈(?!意见)|提交至|送)(?!表|告)[^，。；,;]{0,20}$'
)
"""An act that only says to whom: what goes there stands in the clause before."""
_FINISHES = re.compile(
    r'(?:[于在][^，。；,;]{2,16}前)?(?:全[部面]|如期|按期|基本)?(?:完成|落实|到位|办结)[，。；,;]?$'
)
_REPORTS = re.compile('报(?![名纸刊])|反馈|备案')
_SHORT = 5
_LEAST = 20
_TERM = re.compile(r'(?:报名|征集|公示)?(?:期限|时限|时间|日期)(?:为|是|从|自|定为)?$')
_TAIL = re.compile(r'(?:于|在|(?<!服)从|自|原则上|[（(])+$')
_ORDER = re.compile(r'^(?:应当?|必须|务必|务于|务(?!工)|[要须请])+')
_BEFORE, _AFTER = ' ，,、。；;：:（()）', ' ，,、。；;：:（('


def segment_to_act(segment: Segment, limit: TimeExpression | None) -> str | None:
    """The clause that holds the limit without it, or what follows the word of duty.

    Of a task with a label (责任单位：…) or a bracket after it the task itself.
    """
    text = segment.text
    tail = _tail(segment, limit)
    if tail is not None:
        act = _last_sentence(text[:tail])
    elif limit and limit.start >= segment.offset:
        act = _around(text, segment.who, limit.start - segment.offset, limit.end - segment.offset)
    else:
        modal = MODAL.search(text)
        act = _reported(_ordered(text, segment.who, modal) if modal else text)
    act = _NUMBER.sub('', _shortened(act.lstrip(_BEFORE)))
    return _ORDER.sub('', act).lstrip(_BEFORE).rstrip(_AFTER) or None


def _reported(act: str) -> str:
    """Of an act too long to be said whole the clause that reports; the act where none does."""
    reporting = [clause for clause in _COMMA.split(act) if _REPORTS.search(clause)]
    return reporting[-1] if len(act) > LONGEST and reporting else act


def _ordered(text: str, who: str | None, modal: re.Match[str]) -> str:
    """What follows the word of duty; with what it speaks of, where that stands before: 意见请反馈至…."""
    act = text[modal.end() :]
    if not _FINISHES.match(act) and not _HANDS_OVER.match(act.rstrip(_AFTER)):
        return act
    object_ = _trimmed(_PARTS.split(text[: modal.start()])[-1], who).strip(_BEFORE)
    return '，'.join(filter(None, (object_, act)))


def _shortened(act: str) -> str:
    """An act no longer than it may be, cut at its last mark."""
    if len(act) <= LONGEST:
        return act
    cut = max(act.rfind(mark, _LEAST, LONGEST) for mark in '，,、；;）)》”')
    return act[: cut + 1].rstrip(_AFTER) if cut > 0 else act[:_LIMIT]


def _tail(segment: Segment, limit: TimeExpression | None) -> int | None:
    """Where the label or bracket begins that only says who answers and by when."""
    if segment.by != 'subject_responsible':
        return None
    start = tail_start(segment.text)
    if start is None and limit and limit.start >= segment.offset:
        opened = max(segment.text.rfind(mark, 0, limit.start - segment.offset) for mark in '（(')
        start = opened if opened > 0 else None
    return start if start and len(segment.text[:start].strip(_BEFORE)) > 1 else None


def _last_sentence(text: str) -> str:
    """The task: its last whole sentence, or what there is."""
    return next((piece for piece in reversed(_STOPS.split(text)) if len(piece.strip(_BEFORE)) > 1), text)


def _around(text: str, who: str | None, start: int, end: int) -> str:
    if text[:start].endswith(('（', '(')):  # （8月底前完成） stands after its act
        return _trimmed(_last_sentence(text[: start - 1]), who)
    before = _PARTS.split(text[:start])
    after = _ENDS.split(text[end:], maxsplit=1)[0].lstrip('，,')
    named = _TERM.sub('', _trimmed(before[-1], who))
    apart = text[end : end + 1] in {'，', ','} and _TERM.search(before[-1])
    act = named if apart else named + _COMMA.split(after, maxsplit=1)[0]
    if len(before) > 1 and (len(act) < _SHORT or _HANDS_OVER.match(act)):
        object_ = _NUMBER.sub('', _trimmed(before[-2], who)).strip(_BEFORE)
        return '，'.join(filter(None, (object_, act)))
    return act


def _trimmed(before: str, who: str | None) -> str:
    """A clause's words before its limit, without its body, word of duty, and the 于 or 在 of the limit."""
    if who and who in before:
        at = before.find(who)
        opening = _NUMBER.sub('', before[:at].removesuffix('由')) if before[:at].endswith('由') else ''
        text = opening + before[at + len(who) :]
    else:
        text = _NUMBER.sub('', before)
    return _ORDER.sub('', _TAIL.sub('', text).strip())
