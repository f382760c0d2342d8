"""One paper as a Word file and as its print: both are read to equal text and equal tables."""

import re
import unicodedata

import pytest

from extractors.readers.docx import reader as read_docx
from extractors.readers.pdf import reader as read_pdf
from model.document import Block, Table
from tests.build_twins import paper

_MARKS = re.compile('[，、。：；]')
"""LibreOffice 7.4 now and then leaves out a mark at a justified line's end: paragraphs go without."""


def folded(text: str) -> str:
    return ''.join(unicodedata.normalize('NFKC', text).split())


def table_to_cells(table: Table) -> tuple:
    """Rows, columns and cells; a column in which no cell begins is in the Word file's grid alone."""
    drawn = sorted({cell.col for cell in table.cells})
    column = {col: sum(1 for each in drawn if each < col) for col in range(table.cols + 1)}
    cells = tuple(
        (
            cell.row,
            column[cell.col],
            cell.rowspan,
            column[cell.col + cell.colspan] - column[cell.col],
            folded(cell.text),
            cell.boxes,
        )
        for cell in table.cells
    )
    return table.rows, len(drawn), cells


def blocks_to_content(blocks: tuple[Block, ...]) -> list:
    """What the paper says, block by block; running heads and feet apart."""
    return [
        table_to_cells(block) if isinstance(block, Table) else folded(_MARKS.sub('', block.text))
        for block in blocks
        if block.where.part not in ('header', 'footer')
    ]


def wrong_twins(folder, convert, seeds) -> list[int]:
    papers = [paper(folder / f'{seed}.docx', seed) for seed in seeds]
    return [
        seed
        for seed, path, print_ in zip(seeds, papers, convert(folder, 'pdf', *papers), strict=True)
        if blocks_to_content(read_docx.read(path)[0]) != blocks_to_content(read_pdf.read(print_)[0])
    ]


def test_word_files_and_their_prints_say_the_same(tmp_path, convert):
    assert wrong_twins(tmp_path, convert, range(20)) == []


@pytest.mark.hard
def test_many_word_files_and_their_prints_say_the_same(tmp_path, convert):
    assert wrong_twins(tmp_path, convert, range(20, 120)) == []
