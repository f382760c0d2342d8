"""The text of a document as a page shows it: paragraphs and tables, every piece with its place."""

from __future__ import annotations

from typing import NamedTuple

from model.document import Document, Paragraph, Table
from model.serialise import to_plain
from office.incoming_view import where_to_key
from text.codes import hide_id_numbers
from text.phones import mask_phone

MOST_PARAGRAPHS = 1500
MOST_CELLS = 6000


class Cell(NamedTuple):
    """A cell as HTML needs it."""

    text: str
    key: str
    rowspan: int
    colspan: int


class Shown(NamedTuple):
    """A paragraph (rows None) or a table; key is its place as a text, '' for none."""

    text: str
    key: str
    rows: list[list[Cell]] | None = None


def document_to_blocks(document: Document) -> tuple[list[Shown], int]:
    """What is shown, and how many blocks are left out of a very long document."""
    found: list[Shown] = []
    cells = 0
    for block in document.blocks:
        cells += len(block.cells) if isinstance(block, Table) else 0
        if len(found) >= MOST_PARAGRAPHS or cells > MOST_CELLS:
            return found, len(document.blocks) - len(found)
        found.append(_shown(block))
    return found, 0


def _shown(block: Paragraph | Table) -> Shown:
    key = where_to_key(to_plain(block.where))
    if isinstance(block, Paragraph):
        return Shown(_hidden(block.text), key)
    rows: list[list[Cell]] = [[] for _ in range(block.rows)]
    for cell in sorted(block.cells, key=lambda one: (one.row, one.col)):
        place = where_to_key(to_plain(cell.where))
        rows[cell.row].append(Cell(_hidden(cell.text), place, cell.rowspan, cell.colspan))
    return Shown('', key, rows)


def _hidden(text: str) -> str:
    """A text without identity numbers, telephones masked; the original is there to be opened."""
    return mask_phone(hide_id_numbers(text)[0])
