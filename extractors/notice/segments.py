"""A sentence parted into segments: the clauses that speak of one body each."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from extractors.notice.sentences import Sentence
from extractors.notice.subjects import clause_subject, leading_subject, responsible_subject, whole_subject
from text.dates import TimeExpression

_COMMA = re.compile(r'(?<=[，,：:])')
_GOES_ON = re.compile(r'[在于应要须由按每请均都]|必须|原则上')
_REPORTS = re.compile('一次|报')
_SHARED = {'recurrence', 'relative', 'deadline'}


@dataclass(frozen=True, slots=True)
class Segment:
    """The clauses of a sentence that speak of one body; offset is where they begin in the sentence."""

    text: str
    offset: int
    who: str | None


def sentence_to_segments(sentence: Sentence, inherited: str | None, addressees: str | None) -> list[Segment]:
    """The segments in order; who of the first may come from elsewhere, that of others is printed.

    inherited is the body that the paragraph or section speaks of; addressees are those to whom 请 is
    said where nobody else is named.
    """
    segments: list[Segment] = []
    offset = 0
    clauses = _COMMA.split(sentence.text)
    for index, clause in enumerate(clauses):
        following = clauses[index + 1] if index == 0 and len(clauses) > 1 else ''
        asked = addressees if segments and not _speaks_to(segments[-1]) else None
        who = _clause_to_who(clause, following, asked)
        _append(segments, Segment(clause, offset, who))
        offset += len(clause)
    if segments and segments[0].who is None:
        named = leading_subject(sentence.text) or responsible_subject(sentence.text)
        asked = addressees if '请' in sentence.text else None
        segments[0] = replace(segments[0], who=named or inherited or asked)
    return segments


def segment_to_times(sentence: Sentence, segment: Segment) -> list[TimeExpression]:
    """The times inside a segment; a time the sentence opens with speaks of all that report."""
    end = segment.offset + len(segment.text)
    own = [time for time in sentence.times if segment.offset <= time.start < end]
    if own or segment.offset == 0:
        return own
    first = [time for time in sentence.times if time.start < 4 and time.end < 16 and time.kind in _SHARED]
    return first if clause_subject(segment.text) and _REPORTS.search(segment.text) else []


def _clause_to_who(clause: str, following: str, asked: str | None) -> str | None:
    who = clause_subject(clause)
    if who is None and following and _GOES_ON.match(following):
        who = whole_subject(clause)
    return asked if who is None and clause.startswith('请') else who


def _append(segments: list[Segment], clause: Segment) -> None:
    """A clause of its own body begins a segment; any other goes on with the last."""
    last = segments[-1] if segments else None
    if last is None or (clause.who and last.who):
        segments.append(clause)
    else:
        segments[-1] = Segment(last.text + clause.text, last.offset, last.who or clause.who)


def _speaks_to(segment: Segment) -> bool:
    """Whether a clause before 请 names those who are asked: 各地…情况，请于…."""
    return segment.who is not None and segment.who.startswith(('各', '有关', '全', '上述'))
