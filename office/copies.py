"""Whether two notices are one paper in two makes, and what the two together say (office-life.md G9).

The number decides where both bear one; without it title, issuer and date do. Whatever speaks
for one paper and is not enough is told as a doubt: nothing is merged on a guess.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache
from typing import Any, Literal, NamedTuple

from rapidfuzz import fuzz

from model.notice import Notice, Obligation

SAME_WORDS = 0.75
"""How alike two makes of one sentence are at least, 0..1: a scan or a web page changes few letters."""

SAME_TITLE = 0.85
"""The same for titles under one number, where a line may be lost."""

_NOT_LETTERS = re.compile(r'[\W_]+')
_ISSUERS = re.compile(r'[^《〈]{0,60}?(?=关于)')
_OWN_VERB = re.compile('转发|印发|批转|转印|发布|公布')
_SCALARS = (
    'doc_number', 'doc_number_printed', 'title', 'doc_type', 'primary_recipients', 'date_of_document',
    'printed_date', 'secrecy', 'urgency',
)  # fmt: skip
_LISTS = (
    'issuing_authorities', 'cc', 'contacts', 'attachments', 'cited_documents', 'targets', 'headings',
    'stages', 'rules', 'required_ledgers', 'forms_named', 'outline', 'forwards', 'issues', 'amends',
)  # fmt: skip
_NAMES = {'date_of_document': "成文日期", 'printed_date': "印发日期"}


class Sameness(NamedTuple):
    """copy: one paper; doubtful: a person must say; other: two papers. reason is Chinese."""

    verdict: Literal['copy', 'doubtful', 'other']
    reason: str


class Difference(NamedTuple):
    """A point on which a copy says something else: what, as held, as the copy has it."""

    what: str
    held: str
    told: str


class Merged(NamedTuple):
    """The paper as both makes tell it, where they differ, and the duties only the copy has."""

    notice: Notice
    differences: tuple[Difference, ...]
    more: tuple[Obligation, ...]


def letters(text: str | None) -> str:
    """A text without blanks and punctuation, in half-width: what two makes of it share."""
    return _NOT_LETTERS.sub('', unicodedata.normalize('NFKC', text or ''))


@lru_cache(maxsize=65_536)
def title_to_key(title: str | None) -> str:
    """A title to compare: without the issuers before 关于, blanks and punctuation; '' for none."""
    issuers = _ISSUERS.match(title or '')
    if title and issuers and not _OWN_VERB.search(issuers.group()):
        title = title[issuers.end() :]
    return letters(title)


def same_paper(held: Notice, new: Notice) -> Sameness:
    """Whether a notice that came in is a further make of one that the register holds."""
    one, other = title_to_key(held.title), title_to_key(new.title)
    if held.doc_number and new.doc_number:
        same = _by_number(held.doc_number, new.doc_number, one, other)
        agree = same.verdict != 'copy' or _issuers_agree(held, new)
        return same if agree else Sameness('doubtful', f"文号同为{new.doc_number}，来文单位却不同")
    if not one or one != other:
        return Sameness('other', "标题不同")
    if not _issuers_agree(held, new) or _differ(held.date_of_document, new.date_of_document):
        return Sameness('other', "来文单位或成文日期不同")
    if all((*_signed(held), *_signed(new))):
        return Sameness('copy', "标题、来文单位、成文日期都相同")
    if _contents(held) and _contents(held) == _contents(new):
        return Sameness('copy', "标题和内容都相同")
    return Sameness('doubtful', "标题相同，但文号、来文单位或成文日期不全")


def _by_number(held: str, new: str, one: str, other: str) -> Sameness:
    """By two numbers and the keys of two titles."""
    if held != new:
        return Sameness('other', "文号不同")
    if not one or not other or _alike(one, other, SAME_TITLE):
        return Sameness('copy', f"文号同为{new}")
    return Sameness('doubtful', f"文号同为{new}，标题却不同")


def _signed(notice: Notice) -> tuple[object, object]:
    return notice.issuing_authorities, notice.date_of_document


def _alike(one: str, other: str, least: float) -> bool:
    """Alike letter by letter and with the same figures: 第1批 is not 第2批."""
    digits = re.findall(r'\d+', one) == re.findall(r'\d+', other)
    return digits and fuzz.ratio(one, other) / 100 >= least


def _issuers_agree(one: Notice, other: Notice) -> bool:
    """Whether the issuers may be the same: one printed in full, one short; or one not printed."""
    pairs = [(a, b) for a in one.issuing_authorities for b in other.issuing_authorities]
    return not pairs or any(a.endswith(b) or b.endswith(a) for a, b in pairs)


def _differ(one: Any, other: Any) -> bool:
    return one is not None and other is not None and one != other


def _contents(notice: Notice) -> tuple[str, ...]:
    """The sentences of a notice that ask for something, in order."""
    return tuple(letters(duty.verbatim) for duty in (*notice.obligations, *notice.standing_duties))


def merge(held: Notice, copy: Notice) -> Merged:
    """The held notice with what only the copy says; where both speak and differ the held one stays.

    Duties are the same when their sentences are alike; a deadline that one make could not date
    is taken from the other. Those that only the copy has are added, and told. A doubt that the copy
    does not have is settled.
    """
    filled: dict[str, Any] = {
        name: getattr(copy, name) for name in _SCALARS if getattr(held, name) is None
    } | {name: getattr(copy, name) for name in _LISTS if not getattr(held, name)}
    timed, more, differences = _merged_duties(held.obligations, copy.obligations)
    standing, more_standing, _ = _merged_duties(held.standing_duties, copy.standing_duties)
    differences += [
        Difference(_NAMES[name], getattr(held, name), getattr(copy, name))
        for name in _NAMES
        if _differ(getattr(held, name), getattr(copy, name))
    ]
    merged = replace(
        held,
        **filled,
        obligations=timed,
        standing_duties=standing,
        problems=tuple(one for one in held.problems if one.code in {other.code for other in copy.problems}),
        missing_attachments=tuple(
            name
            for name in held.missing_attachments
            if letters(name) in map(letters, copy.missing_attachments)
        ),
    )
    return Merged(merged, tuple(differences), (*more, *more_standing))


def _merged_duties(
    held: Iterable[Obligation], copy: Iterable[Obligation]
) -> tuple[tuple[Obligation, ...], list[Obligation], list[Difference]]:
    """The duties of both, those of the copy alone, and the deadlines that differ."""
    left, merged, differences = list(copy), [], []
    for duty in held:
        twin = _twin(duty, left)
        if twin is None:
            merged.append(duty)
            continue
        left.remove(twin)
        merged.append(_filled(duty, twin))
        if _deadlines_differ(duty, twin):
            days = [str(one.deadline_iso or one.deadline_text) for one in (duty, twin)]
            differences.append(Difference(f"期限（{duty.what or duty.verbatim}）", *days))
    return (*merged, *left), left, differences


def _twin(duty: Obligation, others: list[Obligation]) -> Obligation | None:
    """The most alike of the others, if alike enough."""
    wanted = letters(f'{duty.verbatim}{duty.what or ""}')
    scored = [
        (fuzz.ratio(wanted, letters(f'{one.verbatim}{one.what or ""}')) / 100, -index, one)
        for index, one in enumerate(others)
    ]
    best = max(scored, default=None)
    return best[2] if best and best[0] >= SAME_WORDS else None


def _deadlines_differ(duty: Obligation, twin: Obligation) -> bool:
    """Whether both say until when, and not the same; a day and words for it are not compared."""
    if duty.deadline_iso and twin.deadline_iso:
        return duty.deadline_iso != twin.deadline_iso
    words = letters(duty.deadline_text), letters(twin.deadline_text)
    undated = not duty.deadline_iso and not twin.deadline_iso
    return undated and all(words) and words[0] != words[1]


def _filled(duty: Obligation, twin: Obligation) -> Obligation:
    names = ('who', 'what', 'report_to', 'recurrence', 'how')
    values = {name: getattr(twin, name) for name in names if getattr(duty, name) is None}
    if duty.deadline_iso is None and letters(duty.deadline_text) in {'', letters(twin.deadline_text)}:
        values |= {name: getattr(twin, name) for name in ('deadline_iso', 'deadline_text')}
        values['relative'] = duty.relative or twin.relative
    return replace(duty, **values)
