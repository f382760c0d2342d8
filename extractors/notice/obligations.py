"""Duties with a limit, a recurrence or a report, and standing duties that have none of these."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

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
    r'(?:于|在)(?P<event>[^，。；,;于在]{3,24}?(?:结束|开始|届满|到期|召开|举行|完成\S{0,4}))(?:之前|以前|前)'
)


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
            what=segment_to_act(segment, terms.limit),
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
    often = next((time for time in times if time.kind == 'recurrence'), None)
    limits = [time for time in times if time.kind != 'recurrence' and not (often and time.kind == 'date')]
    report = text_to_report(segment.text, timed=bool(times))
    event = _BEFORE_EVENT.search(segment.text) if MODAL.search(segment.text) else None
    terms = _Terms(None, often, report, event.group() if event else None)
    if report and not times and may(segment.text):
        return
    if often and limits and _are_apart(sentence.text, often, limits[0]):
        yield replace(terms, report=report if _reports(sentence.text, often) else None)
        terms = replace(terms, often=None, report=report if _reports(sentence.text, limits[0]) else None)
    if limits:
        yield replace(terms, limit=limits[0])
        yield from (replace(terms, limit=limit, often=None) for limit in limits[1:])
    elif often or report or event:
        yield terms


def _are_apart(text: str, one: TimeExpression, other: TimeExpression) -> bool:
    """Whether two times stand in clauses of their own and the later one is for a report."""
    first, second = sorted((one, other), key=lambda time: time.start)
    return re.search('[，,]', text[first.end : second.start]) is not None and _reports(text, second)


def _reports(text: str, time: TimeExpression) -> bool:
    return '报' in re.split('[，,；;。]', text[time.end :])[0]
