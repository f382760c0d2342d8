"""A sentence parted into segments: the clauses that speak of one body each."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import NamedTuple

from extractors.notice.responsible import responsible_subject
from extractors.notice.sentences import Sentence
from extractors.notice.subjects import addressed, case_subject, clause_subject, leading_subject, whole_subject
from text.dates import TimeExpression

_COMMA = re.compile('[，,：:]')
_BRACKETS = re.compile(r'[（(][^（）()]*[）)]')
_GOES_ON = re.compile(r'[在于应要须由按每请均都]|必须|原则上|特别是|尤其是')
_ORDERED = re.compile(
    r'向[^，。；,;：:]{2,30}?(?:上?报|提交|申[报请])|(?:[^，,。；;：:]{0,14}[，,])?(?:均|都|也|[复开停换改][\u4e00-\u9fff]前)?(?:应|须(?!知)|必须|要(?!求)|请(?!示|求)|务必)'
)
_REPORTS = re.compile('一次|报')
_HANDS = re.compile('[报交送转]|反馈')
_ASKS = re.compile('(?<![申邀聘恳提报])请(?![示求假柬])')
_REGULAR = re.compile(r'(?:每|按)(?:[月季年周日旬]|半年)[^，。；,;]{0,16}?(?:报|公布|检查)')
_GROUP = re.compile(r'.{0,3}各|[你贵]|参[会训赛评]|与会|有关|相关|全[体市省县区国]|上述')
_SHARED = {'recurrence', 'relative', 'deadline'}


class Spoken(NamedTuple):
    """The body that something speaks of, and the rule that found it."""

    who: str
    by: str


@dataclass(frozen=True, slots=True)
class Segment:
    """The clauses of a sentence that speak of one body; offset is where they begin in the sentence.

    by is the rule that found who, '' where nobody is named.
    """

    text: str
    offset: int
    who: str | None
    by: str = ''


def sentence_to_segments(
    sentence: Sentence, inherited: Spoken | None, addressees: str | None
) -> list[Segment]:
    """The segments in order; who of the first may come from elsewhere, that of others is printed.

    inherited is the body that the paragraph or section speaks of; addressees are those to whom 请 is
    said where nobody else is named. A label 责任单位 after a task speaks of the whole of it.
    """
    responsible = responsible_subject(sentence.text)
    if responsible:
        return [Segment(sentence.text, 0, responsible, 'subject_responsible')]
    segments: list[Segment] = []
    offset = 0
    clauses = text_to_clauses(sentence.text)
    group = inherited.who if inherited and is_group(inherited.who) else None
    for index, clause in enumerate(clauses):
        asked = addressees if segments and not group and not _speaks_to(segments[-1]) else None
        who, by = _clause_to_who(clause, sentence.text[offset + len(clause) :], asked, first=index == 0)
        _append(segments, Segment(clause, offset, who, by))
        offset += len(clause)
    called = addressed(sentence.text) if segments else None
    if called:
        segments[0] = replace(segments[0], who=called, by='subject_of_clause')
    if segments and segments[0].who is None:
        who, by = _from_elsewhere(segments[0].text, inherited, addressees)
        segments[0] = replace(segments[0], who=who, by=by)
    return segments


def text_to_clauses(text: str) -> list[str]:
    """A sentence parted after its commas and colons, those in brackets left alone.

    >>> text_to_clauses('各地（市、州）要，按期（电话：1）报')
    ['各地（市、州）要，', '按期（电话：1）报']
    """
    bracketed = '（' in text or '(' in text
    bare = _BRACKETS.sub(lambda found: '■' * len(found.group()), text) if bracketed else text
    ends = [match.end() for match in _COMMA.finditer(bare)]
    return [text[start:end] for start, end in pairwise([0, *ends, len(text)]) if end > start]


def is_group(who: str) -> bool:
    """Whether a body's name speaks to all of a kind: 各地, 有关单位, 你局."""
    return _GROUP.match(who) is not None


def segment_to_times(sentence: Sentence, segment: Segment) -> list[TimeExpression]:
    """The times inside a segment; a time the sentence opens with speaks of all that report."""
    end = segment.offset + len(segment.text)
    own = [time for time in sentence.times if segment.offset <= time.start < end]
    if own or segment.offset == 0 or segment.text.startswith('我'):
        return own
    first = [time for time in sentence.times if time.start < 4 and time.end < 16 and time.kind in _SHARED]
    return first if clause_subject(segment.text) and _REPORTS.search(segment.text) else []


def _clause_to_who(clause: str, rest: str, asked: str | None, *, first: bool) -> tuple[str | None, str]:
    who = clause_subject(clause)
    if who:
        return who, 'subject_of_clause'
    if first and rest and _GOES_ON.match(rest):
        who = whole_subject(clause)
    if who is None and rest and _ORDERED.match(rest):
        who = case_subject(clause)
    if who:
        return who, 'subject_of_case' if '的' in clause else 'subject_of_clause'
    return (asked, 'asked_addressees') if asked and clause.startswith('请') else (None, '')


def _from_elsewhere(text: str, inherited: Spoken | None, addressees: str | None) -> tuple[str | None, str]:
    """The body of a sentence whose first clauses, given as text, name none."""
    named = leading_subject(text)
    if named:
        return named, 'subject_of_sentence'
    asked = addressees is not None and _ASKS.search(text) is not None
    if inherited and not (asked and not is_group(inherited.who)):
        return inherited
    return (addressees, 'asked_addressees') if asked else (None, '')


def _append(segments: list[Segment], clause: Segment) -> None:
    """A clause of its own body begins a segment; any other goes on with the last."""
    last = segments[-1] if segments else None
    apart = clause.who is not None and not clause.text.startswith(('特别是', '尤其是'))
    if last is None or (
        apart and (last.who or _hands_over(last.text, clause) or _goes_to(last.text, clause))
    ):
        segments.append(clause)
    else:
        who = last.who or clause.who
        segments[-1] = Segment(last.text + clause.text, last.offset, who, last.by or clause.by)


def _hands_over(text: str, clause: Segment) -> bool:
    """Whether others hand something to the body that acts next: …反馈到市信访局，由市信访局…."""
    return clause.who is not None and clause.who in text and _HANDS.search(text) is not None


def _goes_to(text: str, clause: Segment) -> bool:
    """Whether others act next: 请…报送到学会，我会将…; 要…，并请…; 每月填报，市局按季通报."""
    if clause.text.startswith(('并请', '同时请')):
        return True
    if clause.text.startswith('我'):
        return _ASKS.search(text) is not None
    return _REGULAR.search(text) is not None and _REGULAR.search(clause.text) is not None


def _speaks_to(segment: Segment) -> bool:
    """Whether a clause before 请 names those who are asked: 各地…情况，请于…; …的单位，请…."""
    return segment.who is not None and (segment.by == 'subject_of_case' or is_group(segment.who))
