"""Acts on the incoming register: look, read again, send back, pass on."""

from __future__ import annotations

import datetime as dt
from typing import Any, NamedTuple

from extractors.readers.process.pool import ReadingPool
from model.errors import BadInput, SecrecyMark, UsageFault
from model.register import Duty, Entry, ReviewItem
from office.columns import put_people_first
from office.config import Workplace
from office.copying import ENDED, take_over
from office.figures import put_figures_first
from office.hints import Hint, hints_of
from office.layout_reading import close_unasked
from office.leaves import is_absorbed
from office.looking import read_file
from office.makes import Make, all_makes, stop_registered
from office.not_downloaded import ask_for_links
from office.noticing import settle_notice
from office.relating import Relation, held_notice, named_by
from office.understanding import Understood, record
from store import audit, containers, copies, obligations, pages, register, reviews, rows, unit_figures
from store.containers import Container
from store.copies import Copy
from store.engine import Connection, atomic, reading
from store.pages import PageFile
from store.unit_figures import UnitFigure


class Listed(NamedTuple):
    """An entry with the further files of it."""

    entry: Entry
    copies: tuple[Copy, ...]


class Shown(NamedTuple):
    """An entry with all that hangs on it; containers from the innermost mail or archive it lay in out."""

    entry: Entry
    copies: tuple[Copy, ...]
    parts: tuple[Entry, ...]
    duties: tuple[Duty, ...]
    extract: Any
    review: tuple[ReviewItem, ...]
    figures: tuple[UnitFigure, ...] = ()
    hints: tuple[Hint, ...] = ()
    containers: tuple[Container, ...] = ()
    pages: tuple[PageFile, ...] = ()


def entries(place: Workplace, first: dt.date | None = None, last: dt.date | None = None) -> list[Listed]:
    """The register in order of number, of the days from first to last where they are given."""
    with reading(place.engine) as connection:
        listed = register.list_entries(connection)
        further: dict[int, list[Copy]] = {}
        for copy in copies.list_copies(connection):
            further.setdefault(copy.register_number, []).append(copy)
    return [
        Listed(entry, tuple(further.get(entry.number, ())))
        for entry in listed
        if (first or dt.date.min) <= entry.received_at.date() <= (last or dt.date.max)
    ]


def show(place: Workplace, number: int) -> Shown:
    """An entry with its copies, its attachments, its duties, what was extracted and what waits.

    Raises:
        UsageFault: there is no such number.
    """
    with reading(place.engine) as connection:
        entry = entry_named(connection, number)
        return Shown(
            entry=entry,
            copies=tuple(copies.list_copies(connection, number)),
            parts=tuple(register.list_parts(connection, number)),
            duties=tuple(obligations.list_duties(connection, number)),
            extract=register.extract_of(connection, number),
            review=(
                *reviews.list_items(connection, register_number=number),
                *_layout_questions(connection, number),
            ),
            figures=tuple(unit_figures.list_figures(connection, number)),
            hints=hints_of(place, connection, entry),
            containers=tuple(containers.parents(connection, entry.container)),
            pages=tuple(pages.list_pages(connection, number)),
        )


def _layout_questions(connection: Connection, number: int) -> list[ReviewItem]:
    """The open question about the layout that an entry waits for."""
    entry = entry_named(connection, number)
    if entry.state != 'awaiting_layout':
        return []
    return [
        one for one in reviews.list_items(connection) if one.kind == 'layout' and one.field == entry.layout
    ]


def entry_named(connection: Connection, number: int) -> Entry:
    """The entry with this number.

    Raises:
        UsageFault: there is none.
    """
    entry = register.get(connection, number)
    if entry is None:
        raise UsageFault(f"收文登记簿里没有第{number}号。用 shoufa register list 查看编号。")
    return entry


def reread(place: Workplace, number: int) -> str:
    """Work a document and its copies out again from 存档/; what people decided stays decided.

    Raises:
        UsageFault: there is no such number, or it is a page or a further make of another entry's paper.
        BadInput: no make of it can be read.
        SecrecyMark: it bears a mark, seen only now; nothing is kept.
    """
    with reading(place.engine) as connection:
        entry = entry_named(connection, number)
        if is_absorbed(connection, entry):
            raise UsageFault(
                f"第{number}号已并入第{entry.part_of}号，请运行 register reread {entry.part_of}。"
            )
        makes = all_makes(connection, entry)
    try:
        understood = _read_all(place, makes)
    except SecrecyMark:
        stop_registered(place, entry)
        raise
    with atomic(place.engine) as connection:
        reviews.supersede_all(connection, number)
        message = record(place, connection, entry, understood[0][1]).message
        if entry.state in ENDED:
            message += f"。该件原{ENDED[entry.state]}（{entry.note or '没有写理由'}），现在重新有效"
        for file, other in understood[1:]:
            kin = held_notice(connection, number)
            if kin and other.notice:
                message += take_over(place, connection, kin, file, other.notice)
        put_people_first(place, connection, number)
        put_figures_first(place, connection, entry)
        close_unasked(connection, entry.layout)
        for mail in containers.parents(connection, entry.container)[:1]:
            ask_for_links(place, connection, number, mail.file, mail.undelivered)
        audit.note(connection, actor=place.actor, act='reread', about=str(number), at=place.now())
    return message


def _read_all(place: Workplace, makes: list[Make]) -> list[tuple[str, Understood]]:
    """What each make says that can be read, by its file's name; a picture only where none can.

    Raises:
        BadInput: none can be read.
    """
    found: list[tuple[str, Understood]] = []
    faults: list[BadInput] = []
    with ReadingPool() as pool:
        for make in makes:
            try:
                paths = [place.rooms.archive / one for one in make.archived]
                found.append((make.file, read_file(place, pool, paths, make.file)))
            except BadInput as error:
                faults.append(error)
    read = [one for one in found if one[1].kind != 'picture'] or found
    if not read:
        raise faults[0]
    return read


def withdraw(place: Workplace, number: int, why: str) -> None:
    """撤回登记: the entry stays in the register, with its reason; its duties and questions end.

    Raises:
        UsageFault: there is no such number, or it was taken back already.
    """
    with atomic(place.engine) as connection:
        if (entry := entry_named(connection, number)).state == 'withdrawn':
            raise UsageFault(f"第{number}号已经撤下（{entry.note or '没有写理由'}），不用再撤。")
        _dismiss(place, connection, number, 'withdrawn', why)
        audit.note(
            connection, actor=place.actor, act='withdraw', about=str(number), at=place.now(), detail=why
        )


def send_back(place: Workplace, number: int, to: str, day: dt.date, why: str) -> None:
    """退回: back to the unit it came from, on a day, with the reason (条例 24(三); office-life.md G17).

    Raises:
        UsageFault: there is no such number.
    """
    with atomic(place.engine) as connection:
        _dismiss(place, connection, number, 'returned', f"{day.isoformat()} 退回 {to}：{why}")
        detail = {'to': to, 'day': day.isoformat(), 'why': why}
        audit.note(
            connection, actor=place.actor, act='return', about=str(number), at=place.now(), detail=detail
        )


def forward(place: Workplace, number: int, to: str, day: dt.date) -> None:
    """转送: sent on to another unit on a day; no duties of ours remain (office-life.md G17).

    Raises:
        UsageFault: there is no such number.
    """
    with atomic(place.engine) as connection:
        _dismiss(place, connection, number, 'forwarded', f"{day.isoformat()} 转送 {to}")
        detail = {'to': to, 'day': day.isoformat()}
        audit.note(
            connection, actor=place.actor, act='forward', about=str(number), at=place.now(), detail=detail
        )


def _dismiss(place: Workplace, connection: Connection, number: int, state: str, note: str) -> None:
    """End what an entry set going: its duties, its questions, its rows that wait; and what it forwarded."""
    kept = entry_named(connection, number)
    kin = held_notice(connection, number)
    register.change(connection, number, state=state, note=note)
    obligations.replace_all(connection, number, ())
    reviews.supersede_all(connection, number)
    close_unasked(connection, kept.layout)
    for row in rows.list_rows(connection, number):
        if row.state == 'held':
            rows.settle(connection, number, row.row, state='rejected', subject=row.subject)
    relations: tuple[Relation, ...] = ('forwards', 'amends')
    for relation in relations:
        for other in named_by(connection, kin.notice, relation) if kin else ():
            settle_notice(place, connection, other.entry, other.notice)
