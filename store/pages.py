"""Photographs that are pages of one make of a paper."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, fields

from sqlalchemy import Connection, delete, insert, select

from store.tables import pages


@dataclass(frozen=True, slots=True, kw_only=True)
class PageFile:
    """One photograph of a make with several; make is the hash that the make is kept under."""

    register_number: int
    make: str
    page: int
    file: str
    sha256: str
    archived_as: str


_FIELDS = tuple(field.name for field in fields(PageFile))


def replace_all(connection: Connection, register_number: int, make: str, files: Sequence[PageFile]) -> None:
    """The pages of one make, in place of those it had; none for a make of a single file."""
    mine = (pages.c.register_number == register_number) & (pages.c.make == make)
    connection.execute(delete(pages).where(mine))
    if files:
        connection.execute(insert(pages), [asdict(one) for one in files])


def list_pages(connection: Connection, register_number: int, make: str | None = None) -> list[PageFile]:
    """The pages of an entry's makes, or of the one make, in order."""
    query = select(*(pages.c[name] for name in _FIELDS)).order_by(pages.c.make, pages.c.page)
    query = query.where(pages.c.register_number == register_number)
    if make is not None:
        query = query.where(pages.c.make == make)
    return [PageFile(**row) for row in connection.execute(query).mappings()]


def find_hash(connection: Connection, sha256: str) -> PageFile | None:
    """The page with these bytes."""
    query = select(*(pages.c[name] for name in _FIELDS)).where(pages.c.sha256 == sha256)
    row = connection.execute(query.order_by(pages.c.id)).mappings().first()
    return PageFile(**row) if row else None
