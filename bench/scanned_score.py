"""What was read from a picture against what stands on the paper, and what of it a person would be shown."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from bench.returns_paper import Paper
from bench.returns_score import Line, Mark, judge, same
from extractors.survey import doubts_left
from forms.load import definitions
from model.document import Document
from model.place import Severity, Where
from model.returned import Return, ReturnedRow
from office.accepting import PAPER_FIELDS, is_doubtful
from office.figures import is_held
from office.returns import ABOUT_THE_PAPER

VERDICTS = ('right', 'right_held', 'wrong_held', 'wrong_passed', 'missing_told', 'missing_unsaid')


@dataclass(slots=True)
class Count:
    """How the fields of a kind of paper came out."""

    by: dict[str, int] = field(default_factory=lambda: dict.fromkeys(VERDICTS, 0))
    passed_in_ledger: int = 0

    def add(self, mark: Mark, told: bool) -> None:
        """Count one mark; told: a problem of its line or of the paper, or a doubt in its value, shows it."""
        held = mark.held
        if mark.verdict == 'right':
            verdict = 'right_held' if held else 'right'
        elif mark.verdict == 'missing':
            verdict = 'missing_told' if told else 'missing_unsaid'
        else:
            verdict = 'wrong_held' if held else 'wrong_passed'
            self.passed_in_ledger += not held and mark.field not in PAPER_FIELDS
        self.by[verdict] += 1

    @property
    def fields(self) -> int:
        """All fields judged."""
        return sum(self.by.values())

    def to_plain(self) -> dict[str, Any]:
        """The figures by name."""
        right = self.by['right'] + self.by['right_held']
        accuracy = round(right / self.fields, 5) if self.fields else None
        more = {'wrong_passed_into_ledger': self.passed_in_ledger}
        return {'fields': self.fields, 'accuracy': accuracy} | self.by | more


def judge_picture(
    paper: Paper, document: Document | None, returned: Return | None
) -> list[tuple[Mark, bool]]:
    """Every field's mark, and whether a person is told of the line it stands in."""
    if document is not None and returned is not None:
        definition = next((one for one in definitions() if one.id == returned.form), None)
        left = doubts_left(document.problems, returned, document, definition)
        document = replace(document, problems=left)
        document, returned = _as_the_office_holds(document, returned)
    if returned is not None and returned.rows:
        returned = replace(returned, rows=tuple(_in_place(paper, returned.rows)))
    marks = judge(paper, document, returned)
    return [(mark, _is_told(mark, document, returned)) for mark in marks]


def _as_the_office_holds(document: Document, returned: Return) -> tuple[Document, Return]:
    """Without the problems that hold no line there; of a unit's figures each is held by itself."""
    problems = tuple(one for one in returned.problems if one.code not in ABOUT_THE_PAPER)
    returned = replace(returned, problems=problems)
    if returned.subject != 'reporting_unit':
        return document, returned
    values = {
        name: replace(value, score=0.0) if is_held(value, problems) else value
        for name, value in returned.values.items()
    }
    return replace(document, problems=()), replace(returned, values=values, problems=())


def _is_told(mark: Mark, document: Document | None, returned: Return | None) -> bool:
    if document is None or returned is None or returned.form is None:
        return True
    problems = (
        *document.problems,
        *returned.problems,
        *(one for row in returned.rows for one in row.problems),
    )
    if any(problem.severity is not Severity.INFO for problem in problems):
        return True
    values = [returned.values.get(mark.field), *(row.values.get(mark.field) for row in returned.rows)]
    return any(value is not None and is_doubtful(value) for value in values)


def _in_place(paper: Paper, rows: Sequence[ReturnedRow]) -> Iterator[ReturnedRow]:
    """The rows as read with the place, as a text has it, of the printed row each is most like, in order."""
    printed: dict[tuple[int, int], dict[str, tuple[Any, ...]]] = {}
    for asked in paper.asked:
        if asked.row is not None:
            line = printed.setdefault((asked.grid or 0, asked.row), {})
            line[asked.field] = (asked.ink.want, *asked.ink.also)
    lines = sorted(printed)
    found = _aligned([printed[line] for line in lines], rows)
    for number, row in enumerate(rows):
        place = lines[found[number]] if number in found else None
        yield replace(row, where=Where(path=_path(place, number)))


def _path(line: Line, number: int) -> str:
    return f'tbl[{line[0] + 1}]/tr[{line[1] + 1}]' if line else f'tbl[1000]/tr[{number + 1}]'


def _aligned(printed: Sequence[dict[str, tuple[Any, ...]]], rows: Sequence[ReturnedRow]) -> dict[int, int]:
    """Row read to row printed, in order, so that as many values as possible agree."""
    height, width = len(rows) + 1, len(printed) + 1
    best = [[0] * width for _ in range(height)]
    gain = [[_agreeing(row, line) for line in printed] for row in rows]
    for i in range(1, height):
        for j in range(1, width):
            best[i][j] = max(best[i - 1][j], best[i][j - 1], best[i - 1][j - 1] + gain[i - 1][j - 1])
    i, j, found = height - 1, width - 1, {}
    while i and j:
        if gain[i - 1][j - 1] and best[i][j] == best[i - 1][j - 1] + gain[i - 1][j - 1]:
            found[i - 1] = j - 1
            i, j = i - 1, j - 1
        elif best[i][j] == best[i - 1][j]:
            i -= 1
        else:
            j -= 1
    return found


def _agreeing(row: ReturnedRow, line: dict[str, tuple[Any, ...]]) -> int:
    """How many values agree, the organisation's name for more than one."""
    agreeing = 0
    for name, wants in line.items():
        value = row.values.get(name)
        if (
            value is not None
            and value.value is not None
            and any(same(name, value.value, one) for one in wants)
        ):
            agreeing += 5 if name in {'org_name', 'code'} else 1
    return agreeing
