"""What of the register is still in use, and how an original is let go of; the entry itself stays."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection, delete, select, update

from store.tables import copies, obligations, pages, register, reviews


def in_use(connection: Connection) -> dict[int, str]:
    """Numbers of the entries that somebody still has to do with, and how, in Chinese."""
    asked = select(reviews.c.register_number).where(reviews.c.state == 'open')
    owed = select(obligations.c.register_number).where(obligations.c.state.in_(('open', 'doing')))
    found = {number: "有事项没办完" for (number,) in connection.execute(owed.distinct())}
    return found | {number: "有待核事项" for (number,) in connection.execute(asked.distinct()) if number}


def originals(connection: Connection, number: int) -> tuple[str, ...]:
    """The files of one entry below 存档/: its own, those of further makes, and photographs of pages."""
    found: set[str] = set()
    for table, key in ((register, 'number'), (copies, 'register_number'), (pages, 'register_number')):
        query = select(table.c.archived_as).where(table.c[key] == number, table.c.archived_as.is_not(None))
        found.update(connection.execute(query).scalars())
    return tuple(sorted(found))


def let_go(connection: Connection, numbers: Iterable[int], note: str) -> None:
    """Forget where the originals of entries lie and what their text says, and say so in their entries."""
    for number in numbers:
        connection.execute(delete(pages).where(pages.c.register_number == number))
        connection.execute(update(copies).where(copies.c.register_number == number).values(archived_as=None))
        of_it = update(register).where(register.c.number == number)
        connection.execute(of_it.values(archived_as=None, extract=None, note=note))
