"""调整函 and 结束选派函: tell an organisation that another instructor comes, or none any more (G13).

Why it changes is kept nowhere and said nowhere.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from model.subject import Organisation
from outgoing.dispatch import Desk, Posting, between, contact, head, person
from outgoing.draft import Draft, Instructor
from outgoing.noting import Notes
from outgoing.wording import decision, file_name, honorific, we

CHANGED, ENDED = "调整函.docx", "结束选派函.docx"


@dataclass(frozen=True, slots=True)
class Change:
    """What changes at one organisation on a day.

    coming takes over from that day, or nobody does; staying serve there already and go on.
    """

    organisation: Organisation
    day: dt.date
    leaving: Instructor
    coming: Posting | None = None
    staying: tuple[Instructor, ...] = ()

    @property
    def ends(self) -> bool:
        """Whether nobody is sent any more."""
        return self.coming is None and not self.staying


def change_letter(desk: Desk, change: Change) -> Draft:
    """The one letter about a change: the rest of the term is the new one's by default (G13)."""
    notes, one = Notes(), change.organisation
    subject = "结束选派党建工作指导员" if change.ends else "调整党建工作指导员"
    pieces = (f"关于{subject}", "的函")
    here = (one.id,)
    told = {} if change.ends else {'coming': _coming(notes, change)}
    following = [change.coming.instructor] if change.coming else list(change.staying)
    top = head(desk, 'letter', pieces)
    context = {
        **top,
        'recipient': one.name,
        'decision': decision(desk.issuing),
        'day': notes.day('change.day', "调整日期", change.day, here),
        'left': person(change.leaving),
        'you': honorific(one),
        **({'we': we(desk.issuing)} if change.ends else told),
        'contact': contact(notes, desk.office, following),
    }
    return Draft(
        file_name=file_name(
            "结束选派函" if change.ends else "调整函", one.name, change.leaving.name, change.day.isoformat()
        ),
        template=ENDED if change.ends else CHANGED,
        context=context,
        figures=tuple(notes.figures.values()),
        doc_type='letter',
        title=top['title'],
        recipients=(one.name,),
        issuing_name=desk.issuing.id,
        organisation=one.id,
    )


def _coming(notes: Notes, change: Change) -> Sequence[str]:
    """Who serves from now on, and for how long."""
    new, you = change.coming, honorific(change.organisation)
    if new is None:
        names = "、".join(person(one) for one in change.staying)
        return (f"{names}继续担任{you}党建工作指导员。",)
    term = ""
    if new.start and new.end:
        term = f"，选派期{between(notes, change.organisation.id, new.start, new.end)}"
    return (f"由{person(new.instructor)}担任{you}党建工作指导员{term}。",)
