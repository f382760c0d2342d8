"""One line per organisation in a return: which lines speak of the same one, and which of them counts."""

from __future__ import annotations

from ledger.names import name_key
from model.errors import UsageFault
from model.register import HeldRow, ReviewItem
from office.accepting import ANOTHER
from office.config import Workplace
from office.tally import count_again
from store import review_lists, reviews, rows
from store.engine import Connection
from store.review_lists import LineHead

TWICE = 'organisation_twice'
"""The code of the question which of several lines of one organisation counts."""


def row_number(row: HeldRow) -> int:
    """The line's number as people see it on its paper."""
    return row.row % ANOTHER


def place_of(row: HeldRow) -> str:
    """'工作表“Sheet1”第3行' as people find it."""
    sheet = (row.where or {}).get('sheet')
    return f"工作表“{sheet}”第{row_number(row)}行" if sheet else f"第{row_number(row)}行"


def twins_of(connection: Connection, row: HeldRow) -> list[HeldRow]:
    """The other lines of the same return that speak of the same organisation and were not refused."""
    heads = review_lists.lines_beside(connection, row.register_number, row.row)
    found = (rows.get(connection, row.register_number, other.row) for other in heads if _is_same(row, other))
    return [one for one in found if one]


def _is_same(row: HeldRow, other: LineHead) -> bool:
    if row.subject is not None and other.subject is not None:
        return row.subject == other.subject
    if row.code and other.code:
        return row.code == other.code
    return bool(row.name and other.name) and (name_key(row.name or ''), row.region) == (
        name_key(other.name or ''),
        other.region,
    )


def is_kept(connection: Connection, row: HeldRow) -> bool:
    """Whether a person said that this line is the one that counts."""
    answered = review_lists.list_of_row(connection, row.register_number, row.row, 'accepted')
    return any(item.field == TWICE for item in answered)


def ask_which(place: Workplace, connection: Connection, row: HeldRow, twin: HeldRow) -> str:
    """Hold a line whose organisation a person chose and which another line of the return speaks of, too."""
    message = (
        f"{place_of(row)}“{row.name or ''}”与{place_of(twin)}“{twin.name or ''}”是同一单位，"
        "一件报表里一家只计一行；请核对留哪一行"
    )
    item = ReviewItem(
        kind='check',
        about=row.name or place_of(row),
        register_number=row.register_number,
        row=row.row,
        field=TWICE,
        reasons=(message,),
        where=row.where,
    )
    number = reviews.add(connection, item, place.now())
    return f"；但{message}，看待核第{number}号：{how_to_keep(number)}"


def how_to_keep(number: int) -> str:
    """How a clerk says which line counts."""
    return (
        f"留这一行 shoufa review accept {number}（另一行随之不采用），"
        f"留另一行 shoufa review correct {number} keep=行号"
    )


def refuse_twins(place: Workplace, connection: Connection, row: HeldRow) -> str:
    """Take the other lines of the organisation out of the count, with the reason; a clause for the user."""
    twins = twins_of(connection, row)
    for twin in twins:
        refuse_for(place, connection, twin, row)
    if not twins:
        return ""
    told = '、'.join(place_of(twin) for twin in twins)
    return f"；同一单位的{told}改为不采用，台账中与这一行不同的值另列待核"


def refuse_for(place: Workplace, connection: Connection, row: HeldRow, kept: HeldRow) -> None:
    """Refuse a line because another one of its organisation is kept; its open questions go with it."""
    why = f"与{place_of(kept)}是同一单位，经核对留{place_of(kept)}"
    rows.settle(connection, row.register_number, row.row, state='rejected', subject=row.subject)
    for item in review_lists.list_of_row(connection, row.register_number, row.row):
        reviews.supersede(connection, item.number)
    item = ReviewItem(
        kind='check',
        about=row.name or place_of(row),
        register_number=row.register_number,
        row=row.row,
        field='organisation_kept_elsewhere',
        reasons=(why,),
        where=row.where,
    )
    number = reviews.add(connection, item, place.now())
    reviews.decide(connection, number, 'rejected', actor=place.actor, at=place.now(), why=why)
    count_again(connection, row.register_number)


def line_to_keep(connection: Connection, item: ReviewItem, row: HeldRow, told: str) -> HeldRow:
    """The line with the number that a person told, of those that speak of the organisation.

    Raises:
        UsageFault: the question is not which line to keep, no line has the number, or several have.
    """
    if item.field != TWICE:
        raise UsageFault(f"第{item.number}号不是重复填报，不能用 keep=行号。")
    lines = [row, *twins_of(connection, row)]
    found = [one for one in lines if str(row_number(one)) == told.removeprefix('第').removesuffix('行')]
    if len(found) != 1:
        known = '、'.join(place_of(one) for one in lines)
        raise UsageFault(
            f"keep=要写其中一行的行号：{known}。"
            "行号相同的，用 review accept 留这一行，用 review reject 不留这一行。"
        )
    return found[0]
