"""What the register says of files on disk: which lie in 存档/ under which hash, and what was issued."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from sqlalchemy import Connection, Table, inspect, select

from store.secrecy import RELEASED
from store.tables import audit, containers, copies, outbox, pages, register, secrecy_stops


class KeptFile(NamedTuple):
    """A file that must lie in 存档/ (path inside it) and its hash; about says whose it is, in Chinese."""

    path: str
    sha256: str
    about: str


def kept_files(connection: Connection) -> list[KeptFile]:
    """Every original in 存档/ that the register speaks of; a database of an earlier schema may know fewer."""
    return [*_of(connection, register, '收文第{}号', 'number'), *_copies(connection), *_boxes(connection)]


def _copies(connection: Connection) -> Iterator[KeptFile]:
    yield from _of(connection, copies, '收文第{}号的另一份', 'register_number')
    yield from _of(connection, pages, '收文第{}号的一页照片', 'register_number')


def _boxes(connection: Connection) -> Iterator[KeptFile]:
    yield from _of(connection, containers, '第{}个邮件或压缩包', 'id')


def _of(connection: Connection, table: Table, about: str, key: str) -> Iterator[KeptFile]:
    look = inspect(connection)
    if not look.has_table(table.name):
        return
    if not {'archived_as', 'sha256'} <= {one['name'] for one in look.get_columns(table.name)}:
        return
    query = select(table.c.archived_as, table.c.sha256, table.c[key]).order_by(table.c[key])
    known = table.c.archived_as.is_not(None) & table.c.sha256.is_not(None)
    for path, sha256, number in connection.execute(query.where(known)):
        yield KeptFile(path, sha256, about.format(number))


def half_received(connection: Connection) -> dict[str, int]:
    """Entries that have a number while their original is on its way into 存档/: number by hash."""
    query = select(register.c.sha256, register.c.number).where(register.c.state == 'received')
    return {row.sha256: row.number for row in connection.execute(query)}


def stopped_hashes(connection: Connection) -> set[str]:
    """The files stopped for a secrecy mark that nobody has let in: nothing of them is copied anywhere."""
    if not inspect(connection).has_table(secrecy_stops.name):
        return set()
    released = set(connection.execute(select(audit.c.about).where(audit.c.act == RELEASED)).scalars())
    return set(connection.execute(select(secrecy_stops.c.sha256)).scalars()) - released


class PaperFile(NamedTuple):
    """A paper of 发文/: what the outbox holds of its bytes, now and at each step that was kept."""

    file: str
    sha256: str
    doc_number: str | None
    issued: bool
    issued_sha256: str | None
    unnumbered_sha256: str | None
    template_sha256: str | None


def paper_files(connection: Connection) -> list[PaperFile]:
    """Every paper of the outbox, in order of name."""
    columns = (outbox.c.file, outbox.c.sha256, outbox.c.doc_number, outbox.c.issued_at.is_not(None))
    hashes = (outbox.c.issued_sha256, outbox.c.unnumbered_sha256, outbox.c.template_sha256)
    return [PaperFile(*row) for row in connection.execute(select(*columns, *hashes).order_by(outbox.c.file))]
