"""The sentences of a notice's binding parts, with their places, times and whom their context speaks of."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from extractors.notice.body import Part
from extractors.notice.headings import numbered
from extractors.notice.lines import Line
from extractors.notice.responsible import heading_subject, is_tail, responsible_subject
from extractors.notice.subjects import addressed, leading_subject
from extractors.notice.task_tables import TaskRow, lines_to_task_rows
from model.place import Where
from text.dates import TimeExpression, expressions

_ENDS = re.compile(r'(?<=[。！？；;])(?![”’）)」』])')
_TIMED = re.compile(
    r'\d|每|[年月日当次节旬隔双]|天内|周|季|[旦庆秋午明夕][节前]|[一二三四五六七八九十][点时一]?半?前'
)
_PHRASE = re.compile('[。：:]')
_STRAY = re.compile(
    r'^(?:[一二三四五六七八九十\d]{1,3}[)）]\s*|\d{1,2}[.．、](?=(?:1[0-2]|[1-9])月|20\d\d年))'
)
"""A number that has lost its opening bracket, or one that would run into a date: 1.5月10日前."""
LONGEST = 1500
_SHORT_LINE = 60
_ONLY_BRACKET = re.compile(r'[（(][^（）()]*[）)][。；]?')
_ITEMS = re.compile(r'(?<=[：:；;。])\s*(?=[（(]?(?:[一二三四五六七八九]|\d{1,2})[)）.．、](?!\d))')
"""Where an item of a list inside a paragraph begins."""
_ARTICLE = re.compile(r'第[一二三四五六七八九十百]{1,5}[条章]')
_PLAN = re.compile(r'方案|计划|要点|清单|安排|任务|分工|措施')


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence as printed; subject is whom the section or the sentences before speak of.

    heading is the run-in or standing heading above it, without its number; issued is the paper's ISO
    day. section_rule tells what named the section's subject. to_all: where nobody is named the paper
    speaks to its recipients. row is set for a row of a table of tasks.
    answers is who answers for the whole paragraph, as its last bracket or label says.
    """

    text: str
    where: Where
    times: tuple[TimeExpression, ...]
    heading: str | None
    section_subject: str | None
    paragraph: int
    issued: str | None = None
    section_rule: str = ''
    to_all: bool = False
    row: TaskRow | None = None
    answers: str | None = None


@dataclass(frozen=True, slots=True)
class _Context:
    """What stands above a paragraph: its heading, and the body spoken of with its level and rule."""

    heading: str | None = None
    subject: str | None = None
    level: int = 1
    rule: str = ''
    run_in: bool = False


def parts_to_sentences(
    parts: Sequence[Part], issued: dt.date | None, year: int | None
) -> tuple[Sentence, ...]:
    """The sentences of all parts that bind, rows of task tables among them; drafts bind nobody."""
    found: list[Sentence] = []
    for part in parts:
        if not part.draft:
            found.extend(_part_to_sentences(part, issued, year, len(found)))
    return tuple(found)


def split_sentences(text: str) -> list[str]:
    """A paragraph's sentences: parted after 。！？； outside brackets; what only adds to a task stays there.

    >>> split_sentences('提供依据。（9月底完成）')
    ['提供依据。（9月底完成）']
    """
    pieces: list[str] = []
    for piece in _ENDS.split(text):
        inside = bool(pieces) and _is_open(pieces[-1])
        bare = piece.strip()
        if pieces and (inside or _ONLY_BRACKET.fullmatch(bare) or is_tail(bare)):
            pieces[-1] += piece
        elif bare:
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
    context = _Context()
    to_all = part.title is None or _PLAN.search(part.title) is not None
    day = issued.isoformat() if issued else None
    rows = lines_to_task_rows(part.lines)
    for index, line in _with_tails(part.lines):
        row = rows.get(index)
        if row is None and line.table:
            continue
        context = _below(context, line, index)
        named = to_all and not _ARTICLE.match(line.text)
        texts = [line.text] if row else _texts(line)
        answers = responsible_subject(texts[-1]) if len(texts) > 1 else None
        for text in texts:
            times = tuple(expressions(text, issued, year=year)) if _TIMED.search(text) else ()
            yield Sentence(
                text,
                line.where,
                times,
                context.heading,
                context.subject,
                offset + index,
                day,
                context.rule,
                named,
                row,
                answers,
            )
        context = _led(context, line, index)


def _texts(line: Line) -> list[str]:
    """A paragraph's sentences, items of a list inside it apart."""
    whole = _STRAY.sub('', line.text)
    return [
        text for sentence in split_sentences(whole) for text in (piece.strip() for piece in _items(sentence))
    ]


def _items(sentence: str) -> list[str]:
    """做到：1.…；: the first item apart from the words that lead to it."""
    return [piece for piece in _ITEMS.split(sentence) if piece.strip()]


def _with_tails(lines: Sequence[Line]) -> Iterator[tuple[int, Line]]:
    """The lines with their indexes; those that only say who answers and by when join the task above."""
    task: Line | None = None
    begun = 0
    for index, line in enumerate(lines):
        if task and not line.table and not task.table and is_tail(line.text):
            task = replace(task, text=f'{task.text.rstrip("。；;")}；{line.text}')
            continue
        if task:
            yield begun, task
        task, begun = line, index
    if task:
        yield begun, task


def _below(context: _Context, line: Line, index: int) -> _Context:
    """What stands above this line, once a heading it opens with is taken in."""
    number = numbered(line.text, index)
    if number is None:
        heading = None if context.run_in else context.heading
        return replace(context, heading=heading, run_in=False)
    run_in = '。' in line.text
    phrase = _PHRASE.split(number.rest, maxsplit=1)[0]
    if context.subject and number.level <= context.level:
        context = replace(context, subject=None, rule='')
    body = heading_subject(phrase) if run_in or len(number.rest) < _SHORT_LINE else None
    if body:
        context = replace(context, subject=body, rule='subject_of_heading', level=number.level)
    return replace(context, heading=phrase, run_in=run_in)


def _led(context: _Context, line: Line, index: int) -> _Context:
    """What stands above the lines below this one, where it ends in a colon and names a body."""
    who = _lead(line)
    if who is None:
        return context
    number = numbered(line.text, index)
    level = number.level if number else context.level if context.subject else 1
    return replace(context, subject=who, rule='subject_of_lead', level=level)


def _lead(line: Line) -> str | None:
    """The body that a paragraph ending in a colon makes the items below it speak of."""
    if not line.text.endswith(('：', ':')):
        return None
    sentences = split_sentences(line.text)
    named = [leading_subject(sentence) for sentence in sentences]
    return next((subject for subject in reversed(named) if subject), None) or (
        addressed(line.text) or heading_subject(line.text)
    )
