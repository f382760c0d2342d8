"""Duties with a limit, a recurrence or a report, and standing duties that have none of these."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from extractors.notice.acts import segment_to_act
from extractors.notice.binding import binds, may
from extractors.notice.reports import Report, text_to_report
from extractors.notice.segments import Segment, segment_to_times, sentence_to_segments
from extractors.notice.sentences import Sentence
from extractors.notice.standing import says_again, sentence_to_standing
from extractors.notice.subjects import MODAL
from model.notice import Obligation
from text.dates import TimeExpression

_BEFORE_EVENT = re.compile(
    r'(?:于|在)[^，。；,;于在]{3,24}?(?:结束|开始|届满|到期|召开|举行|完成\S{0,4})(?:之前|以前|前)'
    r'|(?<![\u4e00-\u9fff]社)(?<![协学商工常委董理监大])会议?前(?=[^，。；,;]{0,6}(?:[提递上]?交|报|送|反馈))'
)
_COMMA = re.compile('[，,；;、]')
_CLAUSE = re.compile('[，,；;。]')
_FAR, _SHORT = 300, 16


@dataclass(frozen=True, slots=True)
class _Terms:
    """By when, how often and to whom a segment's act is due; event is 于…结束前, a limit without a day."""

    limit: TimeExpression | None = None
    often: TimeExpression | None = None
    report: Report | None = None
    event: str | None = None


def sentences_to_duties(
    sentences: Sequence[Sentence], rules: frozenset[str], addressees: str | None
) -> tuple[tuple[Obligation, ...], tuple[Obligation, ...]]:
    """Obligations and standing duties; rules are sentences that say which method fits which case.

    addressees is the recipients' line: whom 请于… speaks to where no body is named.
    """
    limited: list[Obligation] = []
    standing: list[Obligation] = []
    spoken_of: tuple[int, str] | None = None
    for sentence in sentences:
        same = spoken_of is not None and spoken_of[0] == sentence.paragraph
        inherited = spoken_of[1] if spoken_of and same else sentence.section_subject
        segments = sentence_to_segments(sentence, inherited, addressees)
        found = [duty for segment in segments for duty in _segment_to_duties(sentence, segment)]
        limited.extend(found)
        if sentence.text not in rules:
            standing.extend(sentence_to_standing(sentence, segments, found))
        named = next((segment.who for segment in segments if segment.who), None)
        spoken_of = (sentence.paragraph, named) if named else spoken_of
    return tuple(limited), tuple(duty for duty in standing if not says_again(duty, limited))


def _segment_to_duties(sentence: Sentence, segment: Segment) -> Iterator[Obligation]:
    for terms in _segment_to_terms(sentence, segment):
        stated = terms.limit or terms.often
        yield Obligation(
            verbatim=sentence.text,
            who=segment.who,
            what=segment_to_act(segment, terms.limit or terms.often) or sentence.heading,
            deadline_text=stated.text if stated else terms.event,
            deadline_iso=terms.limit.last if terms.limit else None,
            relative=terms.limit.relative if terms.limit else None,
            recurrence=terms.often.recurrence if terms.often else None,
            report_to=terms.report.to if terms.report else None,
            where=sentence.where,
        )


def _segment_to_terms(sentence: Sentence, segment: Segment) -> Iterator[_Terms]:
    """One for each limit; a recurrence and a report join the first, or stand apart in their own clause."""
    times = [time for time in segment_to_times(sentence, segment) if binds(sentence, segment, time)]
    regular = [time for time in times if time.kind == 'recurrence']
    often = regular[0] if regular else None
    limits = [time for time in times if time.kind != 'recurrence' and not (often and time.kind == 'date')]
    event = _BEFORE_EVENT.search(segment.text) if MODAL.search(segment.text) else None
    report = text_to_report(segment.text, timed=bool(times or event))
    terms = _Terms(None, often, report, event.group() if event else None)
    if report and not times and (may(segment.text) or (not report.to and _is_title(sentence))):
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


def _further(text: str, regular: Sequence[TimeExpression], report: Report | None) -> Iterator[_Terms]:
    """每月…，每季度…: each recurrence after the first that has a clause of its own."""
    for before, often in pairwise(regular):
        if _COMMA.search(text, before.end, often.start):
            yield _Terms(None, often, report if _reports(text, often, often) else None)


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
