"""What an issued letter tells the list of instructors: its 文号, and the first day of an open term.

And the list without it: a letter says what was known when it was drafted, so that its own issue makes no
paper another one when it is drafted again.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable
from dataclasses import replace

from campaigns.selection import term_of
from office.instructor_terms import TERM_MONTHS
from store import instructors, outbox, paper_numbers
from store.engine import Connection
from store.instructors import Assignment
from store.outbox import Drafted, Letter


def letter_issued(
    connection: Connection, paper: Drafted, doc_number: str | None, dated: dt.date, said: str | None = None
) -> int:
    """Note an issued 选派函, 选派通知 or 调整函 with the assignments it is about; gives how many.

    A term without days is 自本函成文之日起: it begins on the day of the letter. What is known already stays,
    but for a number that has become void.
    An instructor whom the letter as it says now (said) does not name is left alone.
    """
    options = (paper.recipe or {}).get('options') or {}
    noted = 0
    missing = () if said is None else {one for one, _ in not_named(connection, paper, said)}
    void = paper_numbers.void_numbers(connection)
    for one in _told(connection, paper):
        number = one.doc_number if one.doc_number not in void else None
        if one.instructor in missing or (number and one.start):
            continue
        start, end = one.start, one.end
        if start is None:
            start = dated
            end = end or term_of(dated, options.get('months') or TERM_MONTHS).end
        instructors.set_term(connection, one.id, start, end, number or doc_number)
        noted += 1
    return noted


def not_named(connection: Connection, paper: Drafted, said: str) -> list[tuple[int, str]]:
    """The instructors, number and name, whom a letter was drafted about and does not name as it says now."""
    wanted = {one.instructor for one in _told(connection, paper)}
    names = instructors.names_of(connection, wanted) if wanted else {}
    return [(number, name) for number, name in names.items() if ''.join(name.split()) not in said]


def _told(connection: Connection, paper: Drafted) -> list[Assignment]:
    """The assignments a letter sends somebody on."""
    recipe = paper.recipe or {}
    options = recipe.get('options') or {}
    if paper.organisation is None or recipe.get('act') not in {'dispatch', 'instructors letters'}:
        return []
    return [
        one
        for one in instructors.assignments_of(connection, [paper.organisation])
        if one.id in options.get('assignments', ())
        or (one.replaces is not None and one.replaces == options.get('assignment'))
    ]


def as_drafted(
    connection: Connection, held: Iterable[Assignment], again: Collection[int]
) -> list[Assignment]:
    """Assignments; those told again, by number, with the days that their letter knew when it was drafted."""
    listed = list(held)
    numbers = {one.doc_number for one in listed if one.id in again and one.doc_number}
    letters = {(one.organisation, one.doc_number): one for one in outbox.letters_of(connection, numbers)}
    return [
        _before(one, letter)
        if one.id in again and (letter := letters.get((one.subject, one.doc_number)))
        else one
        for one in listed
    ]


def sent_on(connection: Connection, day: dt.date) -> list[Assignment]:
    """Who is sent where on a day, without what letters dated after it wrote down since."""
    letters = {(one.organisation, one.doc_number): one for one in outbox.letters_of(connection, after=day)}
    found = {one.id: one for one in instructors.assignments_on(connection, day)}
    for one in instructors.assignments_of(connection, {subject for subject, _ in letters}):
        letter = letters.get((one.subject, one.doc_number))
        then = replace(_before(one, letter), doc_number=None) if letter else one
        if letter and (then.start or day) <= day <= (then.end or day):
            found[one.id] = then
    return [found[number] for number in sorted(found)]


def served_on(connection: Connection, day: dt.date) -> list[int]:
    """The subjects an instructor is sent to on a day; a letter dated after it takes none of them away."""
    return sorted({one.subject for one in sent_on(connection, day)})


def _before(one: Assignment, letter: Letter) -> Assignment:
    """An assignment as its letter was drafted: what issue, or a stop after it, wrote is taken out.

    Days that somebody changed since stay as they are; a 调整函 says its days itself.
    """
    if (letter.recipe or {}).get('act') != 'dispatch':
        return one
    printed = {told['key']: told.get('value') for told in letter.figures}
    start, end = (
        dt.date.fromisoformat(str(told)) if told else None
        for name in ('start', 'end')
        for told in [printed.get(f'term.{name}') or printed.get(f'term.{one.instructor}.{name}')]
    )
    months = ((letter.recipe or {}).get('options') or {}).get('months') or TERM_MONTHS
    given = start is None and one.start == letter.dated
    if one.stopped:
        return replace(one, start=None if given else one.start, end=end, stopped=False)
    if given and end is None and one.end == term_of(letter.dated, months).end:
        return replace(one, start=None, end=None)
    return one
