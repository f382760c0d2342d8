"""What is to be done: a segment's act in few words."""

from __future__ import annotations

import re

from extractors.notice.segments import Segment
from extractors.notice.subjects import MODAL
from text.dates import TimeExpression

LONGEST = 60
_NUMBER = re.compile(r'^(?:\W?[一二三四五六七八九十]{1,3}[、.．)）]|\W?\d{1,3}(?:[、)）]|[.．](?!\d)))')
_PARTS = re.compile('[，,；;。：:]')
_ENDS = re.compile('[；;。]')
_COMMA = re.compile('[，,]')
_TAIL = re.compile(r'(?:于|在|原则上|[（(])+$')
_ORDER = re.compile(r'^(?:应当?|必须|务必|务于|[要须请])+')
_BEFORE, _AFTER = ' ，,、。；;：:（()）', ' ，,、。；;：:（('


def segment_to_act(segment: Segment, limit: TimeExpression | None) -> str | None:
    """The clause that holds the limit without it, or what follows the word of duty."""
    text = segment.text
    if limit and limit.start >= segment.offset:
        act = _around(text, segment.who, limit.start - segment.offset, limit.end - segment.offset)
    else:
        modal = MODAL.search(text)
        act = text[modal.end() :] if modal else text
    act = _NUMBER.sub('', act[:LONGEST].lstrip(_BEFORE))
    return _ORDER.sub('', act).lstrip(_BEFORE).rstrip(_AFTER) or None


def _around(text: str, who: str | None, start: int, end: int) -> str:
    if text[:start].endswith(('（', '(')):  # （8月底前完成） stands after its act
        clauses = [clause for clause in _PARTS.split(text[: start - 1]) if clause.strip()]
        return clauses[-1].strip() if clauses else ''
    before = _PARTS.split(text[:start])
    after = _ENDS.split(text[end:], maxsplit=1)[0].lstrip('，,')
    act = _trimmed(before[-1], who) + _COMMA.split(after, maxsplit=1)[0]
    return f'{before[-2]}，{act}' if len(act) < 5 and len(before) > 1 else act


def _trimmed(before: str, who: str | None) -> str:
    """A clause's words before its limit, without its body, word of duty, and the 于 or 在 of the limit."""
    text = before[before.find(who) + len(who) :] if who and who in before else _NUMBER.sub('', before)
    return _ORDER.sub('', _TAIL.sub('', text).strip())
