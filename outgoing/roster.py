"""党建工作指导员台账: who is sent where on a day, for the body that asked for it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import NamedTuple

from model.subject import Organisation
from outgoing.dispatch import Desk, between
from outgoing.draft import Draft, Instructor
from outgoing.noting import NOTHING, Notes
from outgoing.transfer import code
from outgoing.wording import area, file_name, title_lines

TEMPLATE = "党建工作指导员台账.docx"


class Served(NamedTuple):
    """One organisation with one of its instructors; the days are None where the letter bears none yet."""

    organisation: Organisation
    instructor: Instructor
    start: dt.date | None
    end: dt.date | None
    doc_number: str | None


def instructor_ledger(desk: Desk, served: Sequence[Served], day: dt.date) -> Draft:
    """The ledger of a day, telephones in full because it goes up (office-life.md, Persons).

    It holds no sex, no birth date, no grade and no tally of visits.
    """
    notes = Notes()
    pieces = (f"{area(desk.office)}社会组织", "党建工作指导员", "台账")
    organisations = tuple(sorted({one.organisation.id for one in served}))
    people = {one.instructor.id for one in served}
    total = notes.count('organisations', "在派社会组织", len(organisations), organisations, origin='record')
    count = notes.count('instructors', "在派指导员", len(people), origin='record')
    context = {
        'title': ''.join(pieces),
        'title_lines': title_lines(pieces),
        'issuing': desk.issuing.name,
        'day': notes.day('cut_off', "截至日期", day, origin='calendar'),
        'phone': notes.telephone(desk.office),
        'rows': tuple(_line(notes, one) for one in served),
        'note': (
            f"注：1．在派社会组织{total}家，指导员{count}名；一名指导员联系多家的，逐家列出。",
            f"2．“{NOTHING}”表示台账没有记载。",
        ),
    }
    return Draft(
        file_name=file_name("党建工作指导员台账", day.isoformat()),
        template=TEMPLATE,
        context=context,
        figures=tuple(notes.figures.values()),
        doc_type='list',
        title=''.join(pieces),
        recipients=(),
        issuing_name=desk.issuing.id,
    )


def _line(notes: Notes, one: Served) -> dict[str, str]:
    organisation, who = one.organisation, one.instructor
    key = f'{organisation.id}.{who.id}'
    term = NOTHING
    if one.start and one.end:
        term = between(notes, organisation.id, one.start, one.end, f'term.{key}').removeprefix("自")
    phone = notes.words(f'phone.{key}', f"指导员{who.name}电话", who.phone, origin='record')
    number = notes.words(
        f'doc.{key}', f"{organisation.name}选派文号", one.doc_number, (organisation.id,), origin='record'
    )
    return {
        'name': organisation.name,
        'code': code(notes, organisation),
        'region': organisation.region or NOTHING,
        'supervisor': organisation.supervisor or "直接登记",
        'instructor': who.name,
        'unit': f"{who.unit}{who.post or ''}" or NOTHING,
        'phone': phone,
        'doc_number': number,
        'term': term,
    }
