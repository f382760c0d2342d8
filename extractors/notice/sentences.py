"""The sentences of a notice's binding parts, with their places, times and whom their context speaks of."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extractors.notice.body import Part
from extractors.notice.headings import numbered
from extractors.notice.lines import Line
from extractors.notice.subjects import leading_subject
from model.place import Where
from text.dates import TimeExpression, expressions

_ENDS = re.compile(r'(?<=[。！？；;])(?![”’）)」』])')
_TIMED = re.compile(r'\d|每|[年月日当次]|天内|周|季')
_PHRASE = re.compile('[。：:]')
_STRAY = re.compile(r'^[一二三四五六七八九十\d]{1,3}[)）]\s*')
"""A number that has lost its opening bracket."""
LONGEST = 1500
_ONLY_BRACKET = re.compile(r'[（(][^（）()]*[）)][。；]?')


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence as printed; subject is whom the section or the sentences before speak of.

    heading is the run-in or standing heading above it, without its number; issued is the paper's ISO day.
    """

    text: str
    where: Where
    times: tuple[TimeExpression, ...]
    heading: str | None
    section_subject: str | None
    paragraph: int
    issued: str | None = None


def parts_to_sentences(
    parts: Sequence[Part], issued: dt.date | None, year: int | None
) -> tuple[Sentence, ...]:
    """The sentences of all parts that bind: drafts for comment and tables are left out."""
    found: list[Sentence] = []
    for part in parts:
        if not part.draft:
            found.extend(_part_to_sentences(part, issued, year, len(found)))
    return tuple(found)


def split_sentences(text: str) -> list[str]:
    """A paragraph's sentences: parted after 。！？； outside brackets; a bracket stays with its sentence.

    >>> split_sentences('提供依据。（9月底完成）')
    ['提供依据。（9月底完成）']
    """
    pieces: list[str] = []
    for piece in _ENDS.split(text):
        inside = bool(pieces) and _is_open(pieces[-1])
        if pieces and (inside or _ONLY_BRACKET.fullmatch(piece.strip())):
            pieces[-1] += piece
        elif piece.strip():
            pieces.append(piece)
    return [short.strip() for piece in pieces for short in _shortened(piece)]


def _shortened(piece: str) -> list[str]:
    """A piece without any full stop over pages is no sentence: it is read in parts."""
    return [piece[start : start + LONGEST] for start in range(0, len(piece), LONGEST)]


def _is_open(text: str) -> bool:
    """Whether a bracket is open at the end; one open over a whole paragraph is a slip of the pen."""
    return len(text) < 400 and text.count('（') + text.count('(') > text.count('）') + text.count(')')


def _part_to_sentences(
    part: Part, issued: dt.date | None, year: int | None, offset: int
) -> Iterator[Sentence]:
    heading: str | None = None
    subject: tuple[str, int] | None = None
    run_in = False
    day = issued.isoformat() if issued else None
    for index, line in enumerate(part.lines):
        if line.table:
            continue
        number = numbered(line.text, index)
        if number:
            heading = _PHRASE.split(number.rest, maxsplit=1)[0]
            if subject and number.level <= subject[1]:
                subject = None
        elif run_in:
            heading = None
        run_in = number is not None and '。' in line.text
        level = number.level if number else (subject[1] if subject else 1)
        for text in split_sentences(_STRAY.sub('', line.text)):
            times = tuple(expressions(text, issued, year=year)) if _TIMED.search(text) else ()
            named = subject[0] if subject else None
            yield Sentence(text, line.where, times, heading, named, offset + index, day)
        led = _lead(line)
        subject = (led, level) if led else subject


def _lead(line: Line) -> str | None:
    """The body that a paragraph ending in a colon makes the items below it speak of."""
    if not line.text.endswith(('：', ':')):
        return None
    sentences = split_sentences(line.text)
    named = [leading_subject(sentence) for sentence in sentences]
    return next((subject for subject in reversed(named) if subject), None)
