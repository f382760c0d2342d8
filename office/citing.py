"""The papers of the register that a paper of ours cites: title, number, and where the number stands."""

from __future__ import annotations

from typing import Any

from model.campaign import Pack
from model.figure import Source
from model.place import NOWHERE, Where
from model.serialise import where_from_plain
from office.config import Workplace
from office.copies import title_to_key
from outgoing.draft import Basis
from outgoing.wording import cite
from store import campaigns, register
from store.engine import Connection, reading


def pack_basis(connection: Connection, pack: Pack) -> Basis:
    """A campaign's notice; its source is the register's copy where there is one."""
    number = notice_of(connection, pack)
    source = None if number is None else _source(connection, number, pack.notice_number)
    return Basis(pack.notice_title, pack.notice_number, source)


def notice_of(connection: Connection, pack: Pack) -> int | None:
    """The register number of a campaign's notice: by its 文号, or by its title where either has none."""
    listed = register.list_titles(connection)
    if pack.notice_number:
        same = [number for number, _, doc_number in listed if doc_number == pack.notice_number]
        if same:
            return same[0]
    key = title_to_key(pack.notice_title)
    alike = [
        number
        for number, title, doc_number in listed
        if key and title_to_key(title) == key and not (doc_number and pack.notice_number)
    ]
    return alike[0] if len(alike) == 1 else None


def ground_notes(place: Workplace, pack: Pack) -> tuple[str, ...]:
    """What a clerk has to look at before papers go out that rest on a campaign's notice.

    A built-in campaign may be another region's: its notice need never have come to this office.
    """
    with reading(place.engine) as connection:
        started = pack.id in campaigns.running(connection)
        registered = notice_of(connection, pack) is not None
    cited = cite(Basis(pack.notice_title, pack.notice_number))
    told = (
        []
        if started
        else [f"活动“{pack.title}”在本单位没有启动，确属本单位的先用 shoufa campaign start {pack.id}"]
    )
    if not registered:
        told.append(f"收文登记簿里没有它的通知{cited}，文中却以它为依据，请先收进来再核对")
    return (f"注意：{'；'.join(told)}。",) if told else ()


def paper_basis(connection: Connection, number: int) -> Basis:
    """A paper of the register as cited; one without a title is cited by its file's name."""
    entry = register.get(connection, number)
    assert entry is not None
    title = entry.title or entry.file.rpartition('.')[0] or entry.file
    return Basis(title, entry.doc_number, _source(connection, number, entry.doc_number))


def _source(connection: Connection, number: int, doc_number: str | None) -> Source:
    extract: dict[str, Any] = register.extract_of(connection, number) or {}
    told = (extract.get('places') or {}).get('doc_number') or ()
    where: Where = where_from_plain(told[0]) if told else NOWHERE
    return Source(number, where, doc_number)
