"""A paper as blocks for a screen."""

import io

from docx import Document

from outgoing.tracing import Spot
from outgoing.viewing import BODY, Grid, Said, docx_to_blocks
from tests.outgoing import papers


def made(build):
    document = Document()
    build(document)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def said(blocks):
    return [''.join(piece.text for piece in one.pieces) for one in blocks if isinstance(one, Said)]


def test_a_letter_is_shown_with_all_it_says():
    blocks = docx_to_blocks(papers.letter('示例市甲一协会'))
    told = ''.join(said(blocks)) + str([one for one in blocks if isinstance(one, Grid)])
    assert '示例市甲一协会' in told


def test_a_number_is_a_piece_of_its_own_with_its_place_in_the_paper():
    data = made(lambda document: document.add_paragraph('已建38家，占50%。'))
    spots = [
        Spot(BODY, 0, 2, 4, '38', 'figure', 'a'),
        Spot('word/header1.xml', 0, 0, 1, '9', 'filled'),
        Spot(BODY, 0, 7, 10, '50%', 'figure', 'b'),
    ]
    (line,) = docx_to_blocks(data, spots)
    assert isinstance(line, Said)
    assert [(piece.text, piece.number) for piece in line.pieces] == [
        ('已建', None),
        ('38', 1),
        ('家，占', None),
        ('50%', 3),
        ('。', None),
    ]


def test_what_is_hidden_is_shown_as_asterisks_across_pieces():
    data = made(lambda document: document.add_paragraph('电话0000-1234567'))
    spots = [Spot(BODY, 0, 2, 6, '0000', 'filled'), Spot(BODY, 0, 7, 14, '1234567', 'filled')]
    blocks = docx_to_blocks(data, spots, lambda text: [(6, 10)])
    assert said(blocks) == ['电话0000****4567']


def test_merged_cells_take_their_columns_and_rows():
    def build(document):
        table = document.add_table(rows=3, cols=3)
        table.cell(0, 0).merge(table.cell(0, 1)).text = '合并'
        table.cell(1, 2).merge(table.cell(2, 2)).text = '竖'
        table.cell(2, 0).text = '末'

    (grid,) = docx_to_blocks(made(build))
    assert isinstance(grid, Grid)
    assert [[(cell.columns, cell.rows) for cell in row] for row in grid.rows] == [
        [(2, 1), (1, 1)],
        [(1, 1), (1, 1), (1, 2)],
        [(1, 1), (1, 1)],
    ]
    assert said(grid.rows[0][0].blocks)[0] == '合并'
