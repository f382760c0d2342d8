"""Corrections that went out, for the next paper of their campaign to mention (G10)."""

from __future__ import annotations

import datetime as dt

from office.config import Workplace
from outgoing.draft import Corrected
from store import outbox
from store.engine import reading


def corrections_since(
    place: Workplace, campaign: str, after: dt.date | None, until: dt.date
) -> tuple[tuple[Corrected, tuple[str, ...]], ...]:
    """The papers of a campaign that an issued 更正 put right, dated after one day and by another.

    Each with those who got it: to others the line about it says nothing.
    """
    with reading(place.engine) as connection:
        known = {one.file: one for one in outbox.list_all(connection)}
    found = []
    for one in known.values():
        wrong = known.get(one.corrects or '')
        if wrong is None or wrong.campaign != campaign or not one.dated or one.issued_at is None:
            continue
        if one.dated <= until and (after is None or one.dated > after):
            told = Corrected(wrong.title, wrong.doc_number, one.title, one.doc_number)
            found.append((one.dated, told, tuple(wrong.recipients.split('、'))))
    return tuple((told, to) for _, told, to in sorted(found, key=lambda line: line[0]))
