"""选派函: tells one organisation who is sent to it as 党建工作指导员."""

from __future__ import annotations

from model.office import IssuingName, Office
from model.subject import Organisation
from outgoing.draft import Basis, Draft, Instructor
from outgoing.wording import cite, decision, file_name, honorific, mark, open_date, open_number, title_lines

TEMPLATE = "选派函.docx"


def dispatch_letter(
    office: Office,
    issuing: IssuingName,
    organisation: Organisation,
    instructor: Instructor,
    basis: Basis,
    year: int,
) -> Draft:
    """The letter that sends an instructor to an organisation for one year from the letter's date.

    Of the person it says name, unit, post and telephone and nothing else; telephones stand in
    full, since the letter exists so that people can phone (office-life.md, Persons).
    """
    person = f"{instructor.name}同志"
    pieces = (issuing.name, "关于选派", person, "担任", organisation.name, "党建工作", "指导员的函")
    context = {
        'mark': mark(issuing, letter=True),
        'number': open_number(issuing, 'letter', year),
        'title': ''.join(pieces),
        'title_lines': title_lines(pieces),
        'recipient': organisation.name,
        'basis': cite(basis),
        'decision': decision(issuing),
        'instructor': f"{person}（{instructor.unit}{instructor.post or ''}）",
        'you': honorific(organisation),
        'issuing': issuing.name,
        'date': open_date(year),
        'contact': _contact(office, instructor),
    }
    return Draft(
        file_name=file_name("选派函", organisation.name),
        template=TEMPLATE,
        context=context,
        figures=(),
        doc_type='letter',
        title=''.join(pieces),
        recipients=(organisation.name,),
        issuing_name=issuing.id,
    )


def _contact(office: Office, instructor: Instructor) -> tuple[str, ...]:
    """Whom to ask and on which telephones, a line each, so that no number is torn."""
    ours = office.contact
    who = f"联系人：{ours.office}{ours.person}" if ours.person else f"联系科室：{ours.office}"
    theirs = (f"指导员电话：{instructor.phone}",) if instructor.phone else ()
    return who, f"联系电话：{ours.phone}", *theirs
