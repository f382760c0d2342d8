"""The duty that one row of a table of tasks lays."""

from __future__ import annotations

from collections.abc import Iterator

from extractors.notice.grounds import rules_to_score
from extractors.notice.modality import text_to_how, text_to_modality
from extractors.notice.reports import text_to_report
from extractors.notice.sentences import Sentence
from extractors.notice.task_tables import TaskRow
from model.notice import Obligation

_DUE_KINDS = frozenset({'deadline', 'date', 'range', 'relative', 'recurrence'})


def row_to_duty(sentence: Sentence, row: TaskRow) -> Iterator[Obligation]:
    """The duty of a row, by the time in its own cell; none where that cell holds no time (长期坚持)."""
    first, end = row.due
    own = [time for time in sentence.times if first <= time.start < end and time.kind in _DUE_KINDS]
    if not own:
        return
    time = own[0]
    report = text_to_report(row.task, timed=True)
    rules = ['table_row']
    rules += [] if row.who else ['subject_unknown']
    rules += ['cells_by_look'] if row.guessed else []
    yield Obligation(
        verbatim=sentence.text,
        who=row.who,
        what=row.task,
        deadline_text=time.text,
        deadline_iso=None if time.recurrence else time.last,
        relative=time.relative,
        recurrence=time.recurrence,
        report_to=report.to if report else None,
        where=sentence.where,
        how=text_to_how(row.task),
        modality=text_to_modality(row.task),
        rules=tuple(rules),
        score=rules_to_score(rules),
    )
