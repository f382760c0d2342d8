"""What made a duty, by the names of the rules, and how far it may be trusted."""

from __future__ import annotations

from collections.abc import Iterable

from extractors.notice.segments import Segment
from model.notice import Modality
from text.dates import TimeExpression

_DOUBT = {
    'subject_of_paragraph': 0.9,
    'subject_of_lead': 0.95,
    'subject_of_heading': 0.9,
    'subject_of_case': 0.9,
    'subject_of_task': 0.9,
    'subject_to_all': 0.75,
    'asked_addressees': 0.95,
    'implied_addressees': 0.7,
    'implied_issuer': 0.6,
    'receiver_implied': 0.8,
    'subject_unknown': 0.6,
    'limit_before_act': 0.85,
    'limit_by_label': 0.9,
    'limit_before_event': 0.8,
    'limit_from_elsewhere': 0.8,
    'report_urged': 0.85,
    'report_no_receiver': 0.9,
    'no_word_of_duty': 0.9,
    'permitted': 0.5,
    'date_fuzzy': 0.9,
    'date_repaired': 0.8,
    'date_anchor_missing': 0.8,
    'date_holidays_unknown': 0.9,
    'cells_by_look': 0.8,
}
"""What each doubtful step leaves of the score; every other rule leaves it whole."""
_FLAGS = frozenset({'fuzzy', 'repaired', 'anchor_missing', 'holidays_unknown'})


def rules_to_score(rules: Iterable[str]) -> float:
    """The product of what each doubtful step leaves, to two places.

    >>> rules_to_score(('limit_after_order', 'subject_of_paragraph'))
    0.9
    """
    score = 1.0
    for rule in rules:
        score *= _DOUBT.get(rule, 1.0)
    return round(score, 2)


def subject_rule(segment: Segment) -> str:
    """The rule that found the segment's body, 'subject_unknown' where there is none."""
    return segment.by if segment.who else 'subject_unknown'


def time_rules(
    segment: Segment, time: TimeExpression, modality: Modality | None, *, labelled: bool
) -> tuple[str, ...]:
    """How a time came to bind, and what is doubtful about its day."""
    if time.kind == 'recurrence':
        bound = 'recurrence'
    elif labelled:
        bound = 'limit_by_label'
    elif time.kind == 'relative':
        bound = 'limit_counted'
    else:
        bound = 'limit_after_order' if modality else 'limit_before_act'
    outside = ('limit_from_elsewhere',) if time.start < segment.offset else ()
    doubts = tuple(f'date_{flag}' for flag in time.flags if flag in _FLAGS)
    return (bound, *outside, *doubts)
