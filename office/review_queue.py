"""What waits for a person, in the order in which it is to be done: by the day it is due, then by doubt."""

from __future__ import annotations

import datetime as dt
from contextlib import suppress
from typing import NamedTuple

from model.errors import ShoufaError
from model.register import Entry, ReviewItem
from office.collecting import collection_named, round_meant
from office.config import Workplace
from office.naming import label_of
from office.registering import entry_named
from store import campaigns, review_lists
from store.engine import reading
from store.review_lists import Decided, PaperWaiting, Wanted
from text.phones import mask_phone


class Queue(NamedTuple):
    """A part of the queue: papers with open questions, how many there are, and questions about no paper."""

    papers: list[PaperWaiting]
    total: int
    loose: int
    questions: int


def queue(place: Workplace, kind: str, text: str, start: int, size: int) -> Queue:
    """The papers that wait, of those with a kind of question or a word in their name."""
    wanted = Wanted(kind, text, due_days(place))
    with reading(place.engine) as connection:
        return Queue(
            review_lists.list_papers(connection, wanted, start, size),
            review_lists.count_papers(connection, wanted),
            review_lists.count_open(connection, None),
            review_lists.count_all_open(connection),
        )


def due_days(place: Workplace) -> dict[str, dt.date]:
    """The nearest day by which returns on each form are due in a running campaign, by the form's id."""
    with reading(place.engine) as connection:
        running = campaigns.running(connection)
    found: dict[str, dt.date] = {}
    for campaign in running:
        with suppress(ShoufaError):  # a pack that was taken away or is faulty is told where campaigns are
            collection = collection_named(place, campaign)
            due = collection.calendar.due(round_meant(collection, None, place.today))
            if due:
                found |= {form: min(due, found.get(form, due)) for form in collection.asked.forms or ()}
    return found


class Waiting(NamedTuple):
    """One paper's questions, a part of them; entry None: those about no paper."""

    entry: Entry | None
    items: list[ReviewItem]
    total: int


def of_paper(place: Workplace, number: int | None, start: int, size: int) -> Waiting:
    """The open questions about a paper, line by line.

    Raises:
        UsageFault: there is no such paper.
    """
    with reading(place.engine) as connection:
        entry = None if number is None else entry_named(connection, number)
        items = review_lists.list_of_paper(connection, number, start, size)
        return Waiting(entry, items, review_lists.count_open(connection, number))


def position(place: Workplace, item: ReviewItem) -> int:
    """How many open questions about the same paper come before one."""
    with reading(place.engine) as connection:
        return review_lists.count_before(connection, item)


class After(NamedTuple):
    """What is left after an answer: open questions about the same line, how many about the same paper."""

    paper: int | None
    beside: list[int]
    left: int


def left_after(place: Workplace, number: int) -> After:
    """What is left beside a question that was answered."""
    with reading(place.engine) as connection:
        paper, row = review_lists.about_of(connection, number)
        beside = review_lists.list_of_row(connection, paper, row) if paper and row is not None else []
        left = review_lists.count_open(connection, paper)
        return After(paper, [one.number for one in beside], left)


def decided(
    place: Workplace, start: int, size: int, number: int | None = None
) -> list[tuple[Decided, ReviewItem]]:
    """What was decided of late, the newest first, of one paper or of all."""
    with reading(place.engine) as connection:
        return review_lists.list_decisions(connection, start, size, number)


_WORDS = {'organisation': "台账编号", 'keep': "留行"}


def decided_to_text(done: Decided) -> str:
    """What a person put in the paper's place; telephone numbers masked."""
    if done.action != 'corrected' or not isinstance(done.value, dict) or 'columns' in done.value:
        return ''
    told = (
        f"{_WORDS.get(key) or label_of(key)} {mask_phone(str(value))}" for key, value in done.value.items()
    )
    return '、'.join(told)
