"""By when, how often and to whom the acts of a segment are due."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from extractors.notice.binding import binds, is_told, may
from extractors.notice.reports import Report, text_to_report
from extractors.notice.segments import Segment, segment_to_times
from extractors.notice.sentences import Sentence
from extractors.notice.subjects import MODAL
from text.dates import TimeExpression

_BEFORE_EVENT = re.compile(
    r'(?:于|在)[^，。；,;于在]{3,24}?(?:结束|开始|届满|到期|召开|举行|完成\S{0,4})(?:之前|以前|前)'
    r'|(?<=[应要须请必务])(?:于|在)(?![此目日当以之])[^，。；,;于在\d]{2,20}?(?:之前|以前|前)(?=(?:全[部面]|基本|如期|按期|一律)?(?:完成|将|报|提交|上报|做好|制定|办理|送))'
    r'|(?<![\u4e00-\u9fff]社)(?<![协学商工常委董理监大])会议?前(?=[^，。；,;]{0,6}(?:[提递上]?交|报|送|反馈))'
)
_SYSTEM = re.compile(r'[^，。；,;每]{1,10}制度?(?=[，,])')
_COMMA = re.compile('[，,；;、]')
_CLAUSE = re.compile('[，,；;。]')
_FAR, _SHORT = 300, 16


@dataclass(frozen=True, slots=True)
class Terms:
    """By when, how often and to whom one act is due; event is 于…结束前, a limit without a day."""

    limit: TimeExpression | None = None
    often: TimeExpression | None = None
    report: Report | None = None
    event: str | None = None

    @property
    def stated(self) -> TimeExpression | None:
        """The time that the paper states for the act, None for an event or a mere report."""
        return self.limit or self.often


def segment_to_terms(sentence: Sentence, segment: Segment) -> list[Terms]:
    """One for each limit, in the order of the text; recurrence and report join it or stand apart."""
    found = list(_terms(sentence, segment))
    return sorted(found, key=lambda terms: terms.stated.start if terms.stated else len(sentence.text))


def _terms(sentence: Sentence, segment: Segment) -> Iterator[Terms]:
    times = [time for time in segment_to_times(sentence, segment) if binds(sentence, segment, time)]
    regular = _regular(sentence.text, times)
    often = regular[0] if regular else None
    limits = [time for time in times if time.kind != 'recurrence' and not (often and _is_part(time))]
    event = _BEFORE_EVENT.search(segment.text) if MODAL.search(segment.text) else None
    report = text_to_report(segment.text, timed=bool(times or event))
    terms = Terms(None, often, report, event.group() if event else None)
    idle = may(segment.text) or is_told(segment.text) or (_is_title(sentence) and not (report and report.to))
    if report and not times and idle:
        return
    if often and limits and _are_apart(sentence.text, often, limits[0]):
        one, other = _reports(sentence.text, often, limits[0]), _reports(sentence.text, limits[0], often)
        yield replace(terms, report=report if one else None)
        terms = replace(terms, often=None, report=report if other else None)
    if limits:
        reports = _reports_by_limit(segment, limits, terms.report)
        yield replace(terms, limit=limits[0], report=reports[0])
        for limit, own in zip(limits[1:], reports[1:], strict=True):
            yield replace(terms, limit=limit, often=None, report=own)
    elif often or report or event:
        yield terms
    yield from _further(sentence.text, regular, report)


def _is_part(time: TimeExpression) -> bool:
    """Whether a time beside a recurrence is no limit of its own: a day or an hour."""
    return time.kind == 'date' or (time.last is None and time.relative is None)


def _regular(text: str, times: Sequence[TimeExpression]) -> list[TimeExpression]:
    """The recurrences, without the name of a system (日报制) beside what it asks for (每日16时前)."""
    regular = [time for time in times if time.kind == 'recurrence']
    named = [time for time in regular if _SYSTEM.match(text, time.start)]
    return [time for time in regular if time not in named] or named


def _further(text: str, regular: Sequence[TimeExpression], report: Report | None) -> Iterator[Terms]:
    """每月…，每季度…: each recurrence after the first that has a clause of its own."""
    for before, often in pairwise(regular):
        if _COMMA.search(text, before.end, often.start):
            yield Terms(None, often, report if _reports(text, often, often) else None)


def _is_title(sentence: Sentence) -> bool:
    """Whether a sentence is a heading and nothing more: 三、及时上报."""
    heading = sentence.heading
    return heading is not None and len(heading) <= _SHORT and sentence.text.rstrip('。').endswith(heading)


def _reports_by_limit(
    segment: Segment, limits: Sequence[TimeExpression], report: Report | None
) -> list[Report | None]:
    """To whom each limit reports: what is said after it, or else what the segment says."""
    if report is None or limits[0].start < segment.offset:
        return [report] * len(limits)
    ends = [*(limit.start - segment.offset for limit in limits[1:]), len(segment.text)]
    said = [
        text_to_report(segment.text[limit.end - segment.offset : end], timed=True)
        for limit, end in zip(limits, ends, strict=True)
    ]
    return said if any(own and own.to for own in said) else [report] * len(limits)


def _are_apart(text: str, one: TimeExpression, other: TimeExpression) -> bool:
    """Whether two times stand in clauses of their own and the later one is for a report."""
    first, second = sorted((one, other), key=lambda time: time.start)
    return _COMMA.search(text, first.end, second.start) is not None and _reports(text, second, second)


def _reports(text: str, time: TimeExpression, other: TimeExpression) -> bool:
    """Whether a report is said after a time: up to the other one, or else in its own clause."""
    if other.start > time.end:
        return '报' in text[time.end : other.start]
    return '报' in _CLAUSE.split(text[time.end : time.end + _FAR], maxsplit=1)[0]
