"""Registered photographs made one paper: read again together, in the order of their pages (G9)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extractors.readers.process.pool import ReadingPool
from model.errors import SecrecyMark
from model.register import Entry
from office.commenting import forget_comments
from office.config import Workplace
from office.copying import ENDED, Held, ended, find_held, take_over
from office.layout_reading import close_unasked
from office.looking import read_file
from office.makes import stop_registered
from office.photographs import file_to_place, name_to_order
from office.relating import held_notice
from office.understanding import Understood, record
from store import audit, obligations, pages, register, reviews, rows, unit_figures
from store.engine import Connection, atomic, reading
from store.pages import PageFile


def are_photographs(entries: Sequence[Entry]) -> bool:
    """Whether entries are images that may be pages of one paper: recognised, or waiting to be."""
    return all(entry.kind == 'picture' or entry.format == 'image' for entry in entries) and len(entries) > 1


def join_leaves(place: Workplace, whole: Entry, parts: Sequence[Entry]) -> str:
    """Make photographs pages of the first one's paper; what it says as a whole.

    Raises:
        BadInput: they cannot be read as one paper.
        SecrecyMark: read together they bear a mark; nothing is kept of it.
    """
    with reading(place.engine) as connection:
        leaves = [leaf for entry in (whole, *parts) for leaf in _leaves_of(connection, entry)]
    leaves = _in_page_order(leaves)
    paths = [place.rooms.archive / leaf.archived_as for leaf in leaves]
    try:
        with ReadingPool() as pool:
            understood = read_file(place, pool, paths, whole.file)
    except SecrecyMark:
        for entry in (whole, *parts):
            stop_registered(place, entry)
        raise
    with atomic(place.engine) as connection:
        for part in parts:
            _become_page(connection, whole, part)
        _keep(connection, whole, leaves)
        reviews.supersede_all(connection, whole.number)
        told = settle_copy(place, connection, whole, understood)
        told = told or record(place, connection, whole, understood).message
        others = [part.number for part in parts]
        audit.note(
            connection,
            actor=place.actor,
            act='join',
            about=str(whole.number),
            at=place.now(),
            detail=others,
        )
    return told


def _leaves_of(connection: Connection, entry: Entry) -> list[PageFile]:
    listed = pages.list_pages(connection, entry.number, entry.sha256)
    alone = PageFile(
        register_number=entry.number,
        make=entry.sha256,
        page=1,
        file=entry.file,
        sha256=entry.sha256,
        archived_as=str(entry.archived_as),
    )
    return listed or [alone]


def _in_page_order(leaves: Sequence[PageFile]) -> list[PageFile]:
    """By the numbers in their names where all are of one row of photographs, else as given."""
    places = [file_to_place(leaf.file) for leaf in leaves]
    if len({place.row if place else None for place in places}) > 1 or None in places:
        return list(leaves)
    return sorted(leaves, key=lambda leaf: name_to_order(leaf.file))


def _keep(connection: Connection, whole: Entry, leaves: Sequence[PageFile]) -> None:
    """These photographs, in this order, as the make that an entry was registered by."""
    listed = [
        replace(leaf, register_number=whole.number, make=whole.sha256, page=page)
        for page, leaf in enumerate(leaves, start=1)
    ]
    pages.replace_all(connection, whole.number, whole.sha256, listed if len(listed) > 1 else ())


def _become_page(connection: Connection, whole: Entry, part: Entry) -> None:
    """What an entry said by itself ends: it is a page of another one."""
    number = part.number
    _forget(connection, part)
    pages.replace_all(connection, number, part.sha256, ())
    values = {'kind': 'picture', 'state': 'done', 'title': None, 'doc_number': None, 'issuer': None}
    note = f"并入第{whole.number}号"
    register.change(connection, number, part_of=whole.number, extract=None, note=note, **values)


def _forget(connection: Connection, entry: Entry) -> None:
    """End an entry's duties, questions, lines and figures."""
    number = entry.number
    forget_comments(connection, entry)
    obligations.replace_all(connection, number, ())
    reviews.supersede_all(connection, number)
    for row in rows.list_rows(connection, number):
        rows.settle(connection, number, row.row, state='rejected', subject=row.subject)
    unit_figures.replace_all(connection, number, ())
    register.change(connection, number, form=None, layout=None)
    close_unasked(connection, entry.layout)


def is_absorbed(connection: Connection, entry: Entry) -> bool:
    """Whether an entry says nothing of its own: a page of another one's paper, or a further make of it."""
    whole = None if entry.part_of is None else register.get(connection, entry.part_of)
    if whole is None:
        return False
    leaves = pages.list_pages(connection, whole.number, whole.sha256)
    return bool(_own(leaves, entry)) or (entry.note or '').startswith(_COPY)


def _own(leaves: Sequence[PageFile], entry: Entry) -> list[PageFile]:
    """The pages that came in by this entry."""
    return [leaf for leaf in leaves if leaf.archived_as.startswith(f'{entry.number:05}_')]


def give_back(connection: Connection, whole: Entry, parts: Sequence[Entry]) -> list[int]:
    """Take pages out of a paper again; the numbers of the entries to be read again."""
    leaves = pages.list_pages(connection, whole.number, whole.sha256)
    again = []
    for part in parts:
        own = _own(leaves, part)
        if own:
            _keep(connection, part, own)
            leaves = [leaf for leaf in leaves if leaf not in own]
        if own or (part.note or '').startswith(_COPY):
            again.append(part.number)
    if again and leaves:
        _keep(connection, whole, leaves)
        again += [whole.number] if whole.state not in ENDED else []
    return again


_COPY = "同文副本"


def settle_copy(place: Workplace, connection: Connection, entry: Entry, understood: Understood) -> str | None:
    """Put an entry that turns out to be a further make of a registered notice to that; a line, or None."""
    if understood.notice is None or understood.document is None:
        return None
    found = find_held(connection, understood.notice, other_than=entry.number)
    if not found or found[0].sameness.verdict != 'copy':
        return None
    return _become_copy(place, connection, found[0], entry, understood)


def _become_copy(
    place: Workplace, connection: Connection, held: Held, entry: Entry, understood: Understood
) -> str:
    """An entry keeps its number and is a part of the notice; its duties stand there once."""
    assert understood.notice is not None
    assert understood.document is not None
    kin = held_notice(connection, held.kin.entry.number)
    assert kin is not None
    _forget(connection, entry)
    values = {'kind': understood.kind, 'state': 'done', 'format': understood.document.format}
    note = f"{_COPY}：与第{kin.entry.number}号是同一文件"
    named = {'title': understood.notice.title, 'doc_number': understood.notice.doc_number}
    register.change(
        connection,
        entry.number,
        part_of=kin.entry.number,
        extract=None,
        note=note,
        tried_with=None,
        **values,
        **named,
    )
    told = f"同文副本：与收文第{kin.entry.number}号（{kin.entry.file}）是同一文件（{held.sameness.reason}）"
    if kin.entry.state != 'done':
        return told + ended(kin.entry)
    return told + take_over(place, connection, kin, entry.file, understood.notice)
