"""What a person should look at in a notice: missing dates, open limits, repaired letters."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extractors.notice.lines import Line
from extractors.notice.sentences import Sentence
from extractors.notice.signature import Dated, Signature
from model.notice import Obligation
from model.place import Problem, Severity


def duties_to_problems(duties: Sequence[Obligation], *, dated: bool) -> Iterator[Problem]:
    """Limits that stay open: counted from an issue that bears no date, or printed without a year."""
    for duty in duties:
        if duty.deadline_iso or not duty.deadline_text:
            continue
        if duty.relative and duty.relative.from_ == 'issue' and not dated:
            yield Problem(
                'deadline_anchor_missing',
                Severity.REVIEW,
                f"“{duty.deadline_text}”从文件印发之日起算，但文中没有日期，期限未定；请录入印发或收文日期。",
                duty.where,
            )
        elif duty.relative is None and duty.recurrence is None and _is_day(duty.deadline_text):
            yield Problem(
                'deadline_year_missing',
                Severity.REVIEW,
                f"“{duty.deadline_text}”没有写年份，文中也没有可推的日期，期限未定；请核对后录入。",
                duty.where,
            )


def sentences_to_problems(sentences: Sequence[Sentence]) -> Iterator[Problem]:
    """Dates of which a letter was wrong or missing."""
    for sentence in sentences:
        for time in sentence.times:
            if 'repaired' in time.flags:
                yield Problem(
                    'date_repaired',
                    Severity.REVIEW,
                    f"“{time.text}”写法不全或有误，按{time.last}理解；请对照原文核实。",
                    sentence.where,
                )


def signature_to_problems(signature: Signature, *, titled: bool) -> Iterator[Problem]:
    """No 成文日期, or a title that could not be found."""
    if signature.dated is None:
        told = "只有印发日期" if signature.printed else "没有成文日期"
        yield Problem('no_date', Severity.INFO, f"文中{told}；期限如需从文件日期起算，请人工录入。")
    if not titled:
        yield Problem('no_title', Severity.REVIEW, "没有找到标题；登记时请人工补写。")


def date_to_problem(dated: Dated | None, lines: Sequence[Line]) -> Iterator[Problem]:
    """The document's own date, where a letter of it had to be guessed."""
    if dated and dated.repaired:
        line = lines[dated.index]
        yield Problem(
            'date_repaired',
            Severity.REVIEW,
            f"成文日期“{line.text}”按{dated.day.isoformat()}理解；请对照原文核实。",
            line.where,
        )


def _is_day(text: str) -> bool:
    return any(letter in text for letter in '月日年')
