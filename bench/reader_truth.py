"""How right a reading is: against the truth beside the real files, and against a twin in another format."""

from __future__ import annotations

import json
import unicodedata
from functools import cache
from pathlib import Path
from typing import Any

from model.document import Cell, Document, Paragraph, Table
from model.place import BESIDE

Place = tuple[int, int, int, int, str]


@cache
def form_cells(folder: Path) -> frozenset[Place]:
    """The form's cells as form.truth.json has them: row, col, rowspan, colspan, text without spaces."""
    truth: list[list[Any]] = json.loads((folder / 'form.truth.json').read_text('utf-8'))
    return frozenset((row, col, down, across, folded(text)) for row, col, down, across, text in truth)


def right_cells(document: Document, folder: Path) -> int:
    """Cells of the form with place, spans and text right; rows of a sheet count from the form's first."""
    wanted = form_cells(folder)
    first_text = min(wanted)[4]
    counts = [0]
    for table in tables(document):
        first = next((cell.row for cell in table.cells if folded(cell.text) == first_text), 0)
        counts.append(len({place(cell, first) for cell in table.cells} & wanted))
    return max(counts)


def tables(document: Document) -> list[Table]:
    """All tables of a document."""
    return [block for block in document.blocks if isinstance(block, Table)]


def place(cell: Cell, first: int = 0) -> Place:
    """A cell's place, spans and text, rows counted from `first`."""
    return cell.row - first, cell.col, cell.rowspan, cell.colspan, folded(cell.text)


def folded(text: str) -> str:
    """Text after NFKC without white space: what two formats of one paper must share."""
    return ''.join(unicodedata.normalize('NFKC', text).split())


def character_errors(pairs: list[tuple[Document, Path]]) -> float | None:
    """Edits per character over documents and their truth files; None without any."""
    from rapidfuzz.distance import Levenshtein

    edits = length = 0
    for document, truth_path in pairs:
        truth = folded(truth_path.read_text('utf-8'))
        edits += Levenshtein.distance(folded(text_of(document)), truth)
        length += len(truth)
    return edits / length if length else None


def text_of(document: Document) -> str:
    """The body's text; the truth holds neither running heads nor feet."""
    blocks = [block for block in document.blocks if block.where.part not in BESIDE]
    return '\n'.join(
        block.text if isinstance(block, Paragraph) else '\n'.join(cell.text for cell in block.cells)
        for block in blocks
    )


def markers_found(document: Document, folder: Path) -> tuple[int, int, bool]:
    """(markers of torture.truth.json present, of how many, whether deleted text is absent)."""
    truth = json.loads((folder / 'torture.truth.json').read_text('utf-8'))
    everything = '\n'.join(
        block.text if isinstance(block, Paragraph) else '\n'.join(cell.text for cell in block.cells)
        for block in document.blocks
    )
    found = sum(name in everything for name in truth['present'])
    return found, len(truth['present']), not any(name in everything for name in truth['absent'])


def cells_shared(document: Document, twin: Document) -> tuple[int, int]:
    """(cells that both twins have alike, cells of the larger one), table by table in order."""
    ours, theirs = tables(document), tables(twin)
    shared = sum(
        len({place(cell) for cell in one.cells} & {place(cell) for cell in other.cells})
        for one, other in zip(ours, theirs, strict=False)
    )
    return shared, max(sum(len(table.cells) for table in each) for each in (ours, theirs))
