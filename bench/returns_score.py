"""What was read against what stands on the paper: right, missing, wrong, and wrong unseen."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from bench.returns_paper import Asked, Paper, grid_offsets
from model.document import Document
from model.place import Problem, Severity, Value, Where
from model.returned import Return
from model.serialise import to_plain
from office.accepting import is_doubtful
from office.returns import return_to_lines

_BLANKS = re.compile(r'\s+')
_TABLE_ROW = re.compile(r'tbl\[(\d+)\]/tr\[(\d+)\]')
_DIGITS = re.compile(r'\d+')

Line = tuple[int, int] | None
"""The grid and the row in it, from 0; None for what is said of the whole paper."""


@dataclass(frozen=True, slots=True)
class Mark:
    """One field judged; verdict: right, missing, wrong, invented (nobody wrote it)."""

    verdict: str
    field: str
    label: str
    want: Any
    got: Any
    raw: str
    causes: tuple[str, ...]
    held: bool = False
    questioned: bool = False


@dataclass(frozen=True, slots=True)
class Told:
    """One line as read: its values, and whether a question holds the whole line or stands on the paper."""

    values: dict[str, Value]
    held: bool
    questioned: bool


def fold(value: Any) -> Any:
    """Widths and blanks are no difference; numbers of telephones and lists without order."""
    if isinstance(value, str):
        return _BLANKS.sub('', unicodedata.normalize('NFKC', value)).casefold()
    if isinstance(value, list | tuple):
        return sorted(fold(one) for one in value)
    return value


def same(field: str, got: Any, want: Any) -> bool:
    """Whether two values mean the same; True is not 1."""
    if 'phone' in field and isinstance(got, str) and isinstance(want, str):
        return re.sub(r'\D', '', got) == re.sub(r'\D', '', want)
    return isinstance(got, bool) == isinstance(want, bool) and bool(fold(got) == fold(want))


def judge(paper: Paper, document: Document | None, returned: Return | None) -> list[Mark]:
    """Every field asked, and every value nobody asked for; an unread paper misses all."""
    told = _told(paper, document, returned) if document and returned and returned.form else {}
    if returned is not None and returned.form != paper.form:
        paper.causes.add(f'read as {returned.form}')
    marks, seen = list(_leaks(paper, returned)), set()
    for asked in paper.asked:
        key = None if asked.row is None else (asked.grid or 0, asked.row)
        seen.add((key, asked.field))
        mark = _mark(asked, told.get(key), paper)
        if mark:
            marks.append(mark)
    for key, line in told.items():
        for field, value in line.values.items():
            if (key, field) not in seen and value.value not in (None, [], ()):
                marks.append(_invented(field, value, line, paper))
    return marks


def _leaks(paper: Paper, returned: Return | None) -> Iterator[Mark]:
    """Words of persons that what was read tells again: wrong, and no review makes it right."""
    told = json.dumps(to_plain(returned), ensure_ascii=False, default=str) if paper.private else ''
    for word in set(paper.private):
        if word in told:
            yield Mark('told', 'person', '', None, word, word, tuple(sorted(paper.causes)))


def _mark(asked: Asked, line: Told | None, paper: Paper) -> Mark | None:
    value = line.values.get(asked.field) if line else None
    ink = asked.ink
    got = value.value if value else None
    causes = (*sorted(paper.causes), *asked.causes)
    doubted = value is not None and is_doubtful(value)
    common = (asked.field, asked.label, ink.want, got, ink.text, causes)
    if any(same(asked.field, got, want) for want in (ink.want, *ink.also)):
        held = line is not None and not ink.asked and (line.held or doubted)
        return Mark('right', *common, held=held) if ink.want is not None else None
    if ink.asked and doubted:
        return Mark('right', *common)
    if got is None or got == []:
        return Mark('missing', *common, held=True)
    assert line is not None
    return Mark('wrong', *common, held=doubted or line.held, questioned=line.questioned)


def _invented(field: str, value: Value, line: Told, paper: Paper) -> Mark:
    held, causes = is_doubtful(value) or line.held, tuple(sorted(paper.causes))
    return Mark('invented', field, '', None, value.value, value.raw, causes, held, line.questioned)


def _told(paper: Paper, document: Document, returned: Return) -> dict[Line, Told]:
    """The lines of a return by their place on the paper."""
    on_paper = any(one.severity is not Severity.INFO for one in (*document.problems, *returned.problems))
    if returned.subject != 'rows':
        held = any(_holds(one) for one in (*document.problems, *returned.problems))
        return {None: Told(returned.values, held, on_paper)}
    found: dict[Line, Told] = {None: Told(returned.values, False, on_paper)}
    offsets = grid_offsets(paper)
    for row, line in zip(returned.rows, return_to_lines(returned, None, document.problems), strict=True):
        held = any(_holds(problem) for problem in line.problems)
        found[_place(row.where, offsets, row.number)] = Told(row.values, held, on_paper)
    return found


def _holds(problem: Problem) -> bool:
    return problem.severity is not Severity.INFO


def _place(where: Where, offsets: list[tuple[str, int]], number: int) -> Line:
    """A line's place: of a workbook by sheet and row, of a text by table and row."""
    if where.sheet is not None:
        digits = _DIGITS.search(where.cell or '')
        row = int(digits[0]) if digits else number
        fitting = [
            place for place, (name, above) in enumerate(offsets) if name == where.sheet and above < row
        ]
        return (fitting[-1], row - offsets[fitting[-1]][1] - 1) if fitting else (-1, row)
    found = _TABLE_ROW.search(where.path or '')
    return (int(found[1]) - 1, int(found[2]) - 1) if found else (-1, number)
