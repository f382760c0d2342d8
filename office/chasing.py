"""Texts to paste into a group: one for each missing unit, seventy characters at most (G26)."""

from __future__ import annotations

import datetime as dt
import re
from typing import NamedTuple

from model.office import Contact
from office.collecting import Collected
from office.config import Workplace

LONGEST = 70
_SHORTEST_SUBJECT = 6
_QUOTED = re.compile('“([^“”]{2,20})”')


class Chase(NamedTuple):
    """The text for one unit; due is None where nothing says when."""

    unit: str
    due: dt.date | None
    text: str


def chases(place: Workplace, collected: Collected) -> tuple[Chase, ...]:
    """One for each missing unit, by due day; none for a unit of which anything at all has come."""
    subject = subject_of(collected)
    found = [
        Chase(
            one.unit,
            collected.due,
            chase_text(one.unit, subject, collected.due, place.today, place.office.contact),
        )
        for one in collected.of_state('missing')
    ]
    return tuple(sorted(found, key=lambda one: one.due or dt.date.max))


def subject_of(collected: Collected) -> str:
    """What is to be sent: the short name of a campaign in its title, or the form, and which round."""
    title = collected.collection.title
    if collected.collection.pack is None:
        return title
    quoted = _QUOTED.search(title)
    several = len(collected.collection.calendar.dues) > 1
    number = f"第{collected.round}期" if collected.round and several else ""
    what = "反馈意见" if collected.collection.asked.consultation else "报表"
    return f"{quoted[1] if quoted else title}{number}{what}"


def chase_text(
    unit: str, subject: str, due: dt.date | None, today: dt.date, contact: Contact, longest: int = LONGEST
) -> str:
    """A text of at most so many characters: who, what, by when, whom to ring; what is long is cut.

    >>> day = dt.date(2026, 3, 13)
    >>> chase_text('甲县', '组建报表', day, day, Contact('社管科', '0000-1'))
    '甲县：请于3月13日前报送组建报表，目前尚未收到。联系：社管科0000-1'
    """
    for ring in _rings(contact):
        for name in (unit, _cut(unit, 16)):
            told = _told(due, today)
            room = longest - len(told.format(unit=name, subject='')) - len(ring)
            if room >= min(len(subject), _SHORTEST_SUBJECT):
                return told.format(unit=name, subject=_cut(subject, room)) + ring
    return _cut(_told(due, today).format(unit=_cut(unit, 16), subject="报表"), longest)


def _told(due: dt.date | None, today: dt.date) -> str:
    if due is None:
        return "{unit}：{subject}尚未收到，请尽快报送。"
    year = f"{due.year}年" if due.year != today.year else ""
    day = f"{year}{due.month}月{due.day}日"
    if due < today:
        return f"{{unit}}：{{subject}}应于{day}前报送，现已逾期，请今日补报。"
    return f"{{unit}}：请于{day}前报送{{subject}}，目前尚未收到。"


def _rings(contact: Contact) -> tuple[str, ...]:
    """Whom to ring, the longer way first; nothing where office.toml does not tell a number."""
    if not contact.phone or '〈' in contact.phone:
        return ("",)
    office = '' if '〈' in contact.office else contact.office
    return (f"联系：{office}{contact.phone}", f"联系：{contact.phone}", "")


def _cut(text: str, longest: int) -> str:
    return text if len(text) <= longest else text[: max(longest - 1, 0)] + '…'
