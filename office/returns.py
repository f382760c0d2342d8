"""Returned rows into the ledger: matched, checked, compared; whatever is doubtful waits.

A row is written only when its organisation is certain and no check fails. A value that differs
from what the ledger holds is a question, never an overwrite.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from forms.checks import check_values
from ledger.match import match
from model.form import FormDefinition
from model.place import Problem, Severity, Value
from model.register import Entry, HeldRow, ReviewItem
from model.returned import Return
from model.serialise import to_plain, values_to_short
from model.subject import Match
from office.accepting import ANOTHER, Line, accept_lines, question
from office.config import Workplace
from office.doubts import doubts_by_row
from office.figures import record_unit_figures
from office.indexing import ledger_index
from office.strays import Strays
from office.tally import count_lines, tally_to_text
from store import register, reviews, rows
from store.engine import Connection

ABOUT_THE_PAPER = {'personal_data', 'persons_not_read'}
"""Questions how to keep the original, not what it says: they hold no record."""


def return_to_lines(returned: Return, region: str | None, doubts: tuple[Problem, ...] = ()) -> list[Line]:
    """The return's organisations, one line each; a single-organisation form is row 0."""
    if returned.subject == 'organisation':
        who = returned.organisation
        name, code = (who.name, who.code) if who else (None, None)
        values = returned.values
        told = (*doubts, *(one for one in returned.problems if one.code not in ABOUT_THE_PAPER))
        of_paper = tuple(one for one in told if one.severity is not Severity.INFO)
        return [Line(0, name, code, _region(values, region), values, problems=of_paper)]
    met: Counter[int] = Counter()
    doubts_of = doubts_by_row(doubts)
    return [
        Line(
            _key(row.number, met),
            row.organisation.name,
            row.organisation.code,
            _region(row.values, region),
            row.values,
            to_plain(row.where),
            (*row.problems, *doubts_of(row.where)),
        )
        for row in returned.rows
    ]


def _key(number: int, met: Counter[int]) -> int:
    """A line's own number on its paper: its row, plus ANOTHER for each line of the same row before it."""
    met[number] += 1
    return number + ANOTHER * (met[number] - 1)


def _region(values: dict[str, Value], region: str | None) -> str | None:
    own = values.get('region')
    return own.value if own and own.value else region


def sender_region(place: Workplace, entry: Entry, returned: Return) -> str | None:
    """The county a return comes from: its folder's name, or the unit it names itself."""
    unit = returned.unit.name if returned.unit else None
    for hint in (entry.sender_hint, unit):
        for county in place.office.counties:
            if hint and county in hint:
                return county
    return None


def record_return(
    place: Workplace,
    connection: Connection,
    entry: Entry,
    returned: Return,
    definition: FormDefinition,
    doubts: tuple[Problem, ...] = (),
) -> str:
    """Settle every line of a return; a clause for the user that counts them.

    doubts are the reader's own about the document: one that lies in a line's row holds the line.
    """
    region = sender_region(place, entry, returned)
    index = ledger_index(place, connection)
    lines = return_to_lines(returned, region, doubts)
    accepted: list[tuple[Line, int]] = []
    asked: list[ReviewItem] = []
    strays = Strays(region, place.office.counties, index)

    def settled() -> Iterator[HeldRow]:
        for line in lines:
            held, questions = _settle(entry, line, definition, strays)
            asked.extend(questions)
            if held.state == 'accepted' and held.subject is not None:
                accepted.append((line, held.subject))
            yield held

    rows.replace_all(connection, entry.number, settled())
    reviews.add_many(connection, asked, place.now())
    accept_lines(place, connection, entry, accepted)
    record_unit_figures(place, connection, entry, returned)
    title = returned.unit.name if returned.unit and returned.unit.name else region
    values = {'form': definition.id, 'title': definition.title, 'issuer': title}
    extract = to_plain(replace(returned, rows=()))  # they are in the table of rows
    more = {'edition': returned.edition, 'layout': returned.layout, 'extract': extract}
    register.change(connection, entry.number, **values, **more)
    tally = count_lines(connection, entry.number, returned.totals_dropped, returned.hidden_rows)
    told = {problem for line in lines for problem in line.problems}
    of_paper = [  # a row without a name is asked about row by row
        one for one in returned.problems if one.code != 'row_without_name' and one not in told
    ]
    raise_problems(place, connection, entry, (*of_paper, *(one for one in doubts if one not in told)))
    return tally_to_text(definition, returned, tally)


def raise_problems(
    place: Workplace, connection: Connection, entry: Entry, problems: tuple[Problem, ...]
) -> None:
    """A question about the document for each problem that is more than information."""
    items = [
        ReviewItem(
            kind='reading',
            about=entry.file,
            register_number=entry.number,
            field=problem.code,
            reasons=(problem.message,),
            where=to_plain(problem.where),
        )
        for problem in problems
        if problem.severity is not Severity.INFO
    ]
    reviews.add_many(connection, items, place.now())


def _settle(
    entry: Entry, line: Line, definition: FormDefinition, strays: Strays
) -> tuple[HeldRow, list[ReviewItem]]:
    """What becomes of one line: accepted, or held with its questions."""
    failing = _failing(line, definition)
    found = match(line.name, line.code, line.region, strays.index)
    stray = None if failing or found.organisation is None else strays.problem_of(line, found.organisation)
    failing += [stray] if stray else []
    questions = [_check_item(entry, line, problem) for problem in failing]
    if found.decision in {'candidates', 'none'}:
        questions.append(match_item(entry, line, found))
    certain = found.decision == 'matched' and not failing
    held = HeldRow(
        register_number=entry.number,
        row=line.row,
        name=line.name,
        code=line.code,
        region=line.region,
        subject=found.organisation,
        state='accepted' if certain else 'held',
        values=values_to_short(line.values),
        where=line.where,
    )
    return held, questions


def _failing(line: Line, definition: FormDefinition) -> list[Problem]:
    problems = (*line.problems, *check_values(line.values, definition))
    return [problem for problem in problems if problem.severity is not Severity.INFO]


def _check_item(entry: Entry, line: Line, problem: Problem) -> ReviewItem:
    where = to_plain(problem.where)
    return question('check', entry, line, (problem.message,), field=problem.code, where=where)


def match_item(entry: Entry, line: Line, found: Match) -> ReviewItem:
    """Which organisation a line means."""
    return question(
        'match',
        entry,
        line,
        found.reasons or ("台账里没有这个名称或代码",),
        field='organisation',
        value={'name': line.name, 'code': line.code, 'region': line.region},
        candidates=tuple(to_plain(candidate) for candidate in found.candidates),
        where=line.where,
    )
