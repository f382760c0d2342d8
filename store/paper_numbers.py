"""发文字号: each serial of a series and year once, to a file or void for a reason."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict

from sqlalchemy import ColumnElement, Connection, delete, insert, select, update

from model.paper import NumberState, PaperNumber
from store.tables import paper_numbers

_OURS = (paper_numbers.c.series, paper_numbers.c.year, paper_numbers.c.serial)


def add(connection: Connection, numbers: Iterable[PaperNumber]) -> None:
    """Keep numbers that nobody has yet; the database itself refuses one that somebody has."""
    rows = [asdict(number) for number in numbers]
    if rows:
        connection.execute(insert(paper_numbers), rows)


def of_series(connection: Connection, series: str, year: int) -> dict[int, PaperNumber]:
    """The numbers of a series and year that are kept, given or void, by serial."""
    here = (paper_numbers.c.series == series) & (paper_numbers.c.year == year)
    query = select(paper_numbers).where(here).order_by(paper_numbers.c.serial)
    return {row.serial: PaperNumber(*row) for row in connection.execute(query)}


def of_files(connection: Connection) -> dict[str, PaperNumber]:
    """The number of each file that has one or has one kept for it."""
    query = select(paper_numbers).where(paper_numbers.c.file.is_not(None), paper_numbers.c.state != 'void')
    return {row.file: PaperNumber(*row) for row in connection.execute(query)}


def is_void(connection: Connection, file: str) -> bool:
    """Whether the number that a file bears does not count any more."""
    here = (paper_numbers.c.file == file) & (paper_numbers.c.state == 'void')
    return connection.scalar(select(paper_numbers.c.file).where(here)) is not None


def void_of_files(connection: Connection) -> dict[str, PaperNumber]:
    """The void number of each file that bears one."""
    query = select(paper_numbers).where(paper_numbers.c.file.is_not(None), paper_numbers.c.state == 'void')
    return {row.file: PaperNumber(*row) for row in connection.execute(query)}


def void_numbers(connection: Connection) -> frozenset[str]:
    """The 发文字号 that do not count, as papers bear them."""
    here = paper_numbers.c.state == 'void'
    return frozenset(
        f'{row.series}〔{row.year}〕{row.serial}号'
        for row in connection.execute(select(paper_numbers).where(here))
    )


def list_all(connection: Connection) -> list[PaperNumber]:
    """Every number, by series, year and serial."""
    return [PaperNumber(*row) for row in connection.execute(select(paper_numbers).order_by(*_OURS))]


def set_state(connection: Connection, file: str, state: NumberState) -> None:
    """The state of the number that a file has."""
    connection.execute(update(paper_numbers).where(paper_numbers.c.file == file).values(state=state))


def release(connection: Connection, file: str) -> None:
    """A number kept for a file that did not get it is free again."""
    connection.execute(
        delete(paper_numbers).where(paper_numbers.c.file == file, paper_numbers.c.state == 'reserved')
    )


def replace(connection: Connection, number: PaperNumber) -> None:
    """Put what is known of a number in place of what was."""
    connection.execute(update(paper_numbers).where(*_here(number)).values(**asdict(number)))


def remove(connection: Connection, number: PaperNumber) -> None:
    """A number that nothing bears is free again."""
    connection.execute(delete(paper_numbers).where(*_here(number)))


def _here(number: PaperNumber) -> list[ColumnElement[bool]]:
    ours = (number.series, number.year, number.serial)
    return [column == value for column, value in zip(_OURS, ours, strict=True)]
