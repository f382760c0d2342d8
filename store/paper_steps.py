"""What happened to a paper, step by step, and to whom it went."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from sqlalchemy import Connection, insert, select, update

from model.paper import PaperReceipt, PaperStep
from store.tables import paper_receipts, paper_steps

_MANY = 500


def add_steps(connection: Connection, steps: Iterable[PaperStep]) -> None:
    """Keep steps, in this order; they get their numbers here."""
    rows = [{key: value for key, value in asdict(step).items() if key != 'id'} for step in steps]
    if rows:
        connection.execute(insert(paper_steps), rows)


def steps_of(connection: Connection, files: Iterable[str]) -> dict[str, list[PaperStep]]:
    """The steps of these papers, oldest first; a paper without any has an empty list."""
    found: dict[str, list[PaperStep]] = {file: [] for file in files}
    names = [*found]
    for start in range(0, len(names), _MANY):
        here = paper_steps.c.file.in_(names[start : start + _MANY])
        query = select(paper_steps).where(here).order_by(paper_steps.c.id)
        for row in connection.execute(query):
            found[row.file].append(PaperStep(**row._mapping))  # noqa: SLF001  # the public name of a row's dict
    return found


def put_receipt(connection: Connection, file: str, recipient: str, **values: Any) -> None:
    """Set what is known of one recipient of a paper (copies, sent_on, way, received_on)."""
    here = (paper_receipts.c.file == file) & (paper_receipts.c.recipient == recipient)
    if connection.execute(select(paper_receipts.c.file).where(here)).first() is None:
        connection.execute(insert(paper_receipts).values(file=file, recipient=recipient, **values))
    elif values:
        connection.execute(update(paper_receipts).where(here).values(**values))


def receipts_of(connection: Connection, file: str) -> list[PaperReceipt]:
    """Whom a paper went to, as far as that was noted, by name."""
    query = select(paper_receipts).where(paper_receipts.c.file == file).order_by(paper_receipts.c.recipient)
    return [PaperReceipt(*row) for row in connection.execute(query)]
