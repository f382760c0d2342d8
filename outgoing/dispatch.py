"""选派函 and 选派通知: tell one organisation who is sent to it as 党建工作指导员."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple

from model.figure import Figure
from model.office import IssuingName, Office
from model.subject import Organisation
from outgoing.draft import Basis, DocType, Draft, Instructor
from outgoing.frame import frame, title_names
from outgoing.noting import NOTHING, Notes
from outgoing.wording import decision, file_name, honorific, title_lines
from text.han import int_to_han

Kind = Literal['letter', 'notice']
TEMPLATES: dict[Kind, str] = {'letter': "选派函.docx", 'notice': "选派通知.docx"}
_NAMES: dict[Kind, str] = {'letter': "选派函", 'notice': "选派通知"}
_LINE, _PHONE_WORDS = 24, 6  # characters of a line in brackets; of ，联系电话：
_USUAL_MONTHS = 12
ROSTER = "党建工作指导员名单"


class Desk(NamedTuple):
    """Who writes: the office, the name the paper goes out under, the year of its open number and date."""

    office: Office
    issuing: IssuingName
    year: int


@dataclass(frozen=True, slots=True)
class Posting:
    """Who is sent, from which day to which; without days the term runs from the letter's own date."""

    instructor: Instructor
    start: dt.date | None = None
    end: dt.date | None = None


def dispatch_letter(
    office: Office,
    issuing: IssuingName,
    organisation: Organisation,
    instructor: Instructor,
    basis: Basis,
    year: int,
) -> Draft:
    """The letter that sends one instructor for one year from the letter's date."""
    return dispatch_paper(Desk(office, issuing, year), organisation, (Posting(instructor),), basis)


def dispatch_paper(
    desk: Desk,
    organisation: Organisation,
    postings: Sequence[Posting],
    basis: Basis,
    kind: Kind = 'letter',
    months: int | None = None,
) -> Draft:
    """The one paper that sends instructors to an organisation; a 名单 is attached where they are several.

    Of a person it says name, unit, post and telephone and nothing else; telephones stand in
    full, since the paper exists so that people can phone (office-life.md, Persons). months is the notice's
    term, for where no days are known; None: it names none, and a year is usual.
    """
    office, issuing, _ = desk
    notes = Notes()
    you = "你单位" if kind == 'notice' else honorific(organisation)
    ending = "指导员的通知" if kind == 'notice' else "指导员的函"
    pieces = ("关于选派", _who(postings), "担任", organisation.name, "党建工作", ending)
    top = head(desk, kind, pieces)
    context = {
        **top,
        'recipient': organisation.name,
        'basis': notes.cited(basis),
        'decision': decision(issuing),
        'instructor': _people(postings),
        'you': you,
        'term': _term(notes, organisation.id, postings, kind, _length(basis, months)),
        'contact': contact(notes, office, [one.instructor for one in postings]),
        **_roster(notes, organisation.id, postings),
    }
    return Draft(
        file_name=file_name(_NAMES[kind], organisation.name),
        template=TEMPLATES[kind],
        context=context,
        figures=tuple(notes.figures.values()),
        doc_type=kind,
        title=top['title'],
        recipients=(organisation.name,),
        issuing_name=issuing.id,
        organisation=organisation.id,
    )


def head(desk: Desk, kind: DocType, pieces: Sequence[str]) -> dict[str, Any]:
    """The tags of head, title, signature and foot; pieces are those of the title behind the issuing name."""
    issuing = desk.issuing
    whole = (*title_names(issuing), *pieces)
    return {
        **frame(issuing, kind, desk.year),
        'title': ''.join(whole),
        'title_lines': title_lines(whole),
    }


def _who(postings: Sequence[Posting]) -> str:
    first = postings[0].instructor.name
    if len(postings) == 1:
        return f"{first}同志"
    return f"{first}等{'两' if len(postings) == 2 else int_to_han(len(postings))}名同志"


def _people(postings: Sequence[Posting]) -> str:
    return "、".join(person(one.instructor) for one in postings)


def person(one: Instructor) -> str:
    """示例一同志（示例市民政局副科长）; brackets only where unit or post is known."""
    told = f"{one.unit}{one.post or ''}"
    return f"{one.name}同志（{told}）" if told else f"{one.name}同志"


def _term(
    notes: Notes, organisation: int, postings: Sequence[Posting], kind: Kind, length: tuple[Figure, str]
) -> str:
    """自…至… where every posting has the same days, else from the letter's date, or by the list attached."""
    days = {(one.start, one.end) for one in postings}
    if len(days) > 1:
        return "见附件"
    start, end = next(iter(days))
    if start and end:
        return between(notes, organisation, start, end)
    paper = "本通知" if kind == 'notice' else "本函"
    lasting = notes.put(length[0]) + length[1]
    if start:
        first = notes.day('term.start', "选派期第一天", start, (organisation,))
        return f"自{first}起，{lasting}"
    return f"{lasting}，自{paper}成文之日起计算"


def _length(basis: Basis, months: int | None) -> tuple[Figure, str]:
    """How long a term is, with its unit: 1年, 6个月."""
    years, rest = divmod(months or _USUAL_MONTHS, 12)
    value, unit = (months or _USUAL_MONTHS, "个月") if rest else (years, "年")
    if months is None:
        told = "通知没有写明选派期，按1年"
        return Figure('term.length', str(value), value, "选派期", None, 'setting', detail=told), unit
    sources = (basis.source,) if basis.source else ()
    return Figure('term.length', str(value), value, "选派期", None, 'notice', sources=sources), unit


def between(notes: Notes, organisation: int, start: dt.date, end: dt.date, key: str = 'term') -> str:
    """自2026年3月10日至2027年3月9日."""
    first = notes.day(f'{key}.start', "选派期第一天", start, (organisation,))
    return f"自{first}至{notes.day(f'{key}.end', '选派期最后一天', end, (organisation,))}"


def contact(notes: Notes, office: Office, people: Sequence[Instructor] = ()) -> tuple[str, ...]:
    """附注: whom to ask and on which telephones, in lines, so that no number is torn."""
    ours = office.contact
    who = f"联系人：{ours.office}{ours.person}" if ours.person else f"联系科室：{ours.office}"
    fits = len(who) + len(ours.phone) / 2 + _PHONE_WORDS <= _LINE
    phone = f"联系电话：{notes.telephone(office)}"
    theirs = [
        f"指导员{one.name if len(people) > 1 else ''}电话：{_phone(notes, one)}"
        for one in people
        if one.phone
    ]
    return (*((f"{who}，{phone}",) if fits else (who, phone)), *theirs)


def _phone(notes: Notes, one: Instructor) -> str:
    return notes.words(f'instructor.{one.id}.phone', f"指导员{one.name}电话", one.phone, origin='record')


def _roster(notes: Notes, organisation: int, postings: Sequence[Posting]) -> Mapping[str, Any]:
    """The list attached where several are sent: name, unit, post, telephone and days."""
    if len(postings) == 1:
        return {'roster': ()}
    return {'attachment': ROSTER, 'roster': tuple(_line(notes, organisation, one) for one in postings)}


def _line(notes: Notes, organisation: int, one: Posting) -> dict[str, str]:
    who = one.instructor
    known = one.start and one.end
    days = between(notes, organisation, one.start, one.end, f'term.{who.id}') if known else NOTHING  # type: ignore[arg-type]  # known
    return {
        'name': who.name,
        'unit': who.unit or NOTHING,
        'post': who.post or NOTHING,
        'phone': _phone(notes, who),
        'term': days,
    }
