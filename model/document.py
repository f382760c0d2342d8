"""What a reader saw: paragraphs and tables in reading order, each with its place."""

from __future__ import annotations

from dataclasses import dataclass, replace

from model.place import NOWHERE, REMARKS, Problem, Where


@dataclass(frozen=True, slots=True)
class CheckBox:
    """A tick box and the words beside it; checked is None when the paper does not tell."""

    label: str
    checked: bool | None


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A run of text between two paragraph ends; a numbering label drawn by Word is part of it."""

    text: str
    where: Where = NOWHERE


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell at its grid position (from 0); a merged cell is one Cell with its spans.

    formula is a sheet's formula as its program shows it ('=SUM(B2:B9)'), text then its last value;
    None where there is none.
    """

    row: int
    col: int
    text: str
    rowspan: int = 1
    colspan: int = 1
    boxes: tuple[CheckBox, ...] = ()
    where: Where = NOWHERE
    formula: str | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """A grid of rows x cols; a table nested in a cell follows as a block of its own."""

    rows: int
    cols: int
    cells: tuple[Cell, ...]
    where: Where = NOWHERE


Block = Paragraph | Table


@dataclass(frozen=True, slots=True)
class Document:
    """One file as read.

    file is the user's own path or name; sha256 is of its bytes; format is the reader's NAME
    ('docx', 'doc', 'pdf', 'text', ...); pages is None where the format has none.
    """

    file: str
    sha256: str
    format: str
    pages: int | None
    blocks: tuple[Block, ...]
    problems: tuple[Problem, ...] = ()


def without_remarks(document: Document) -> Document:
    """What the paper itself says, without what its readers wrote beside it."""
    return replace(
        document, blocks=tuple(block for block in document.blocks if block.where.part not in REMARKS)
    )
