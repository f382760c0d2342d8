"""The scorer of blank places: plain rules beside ours, lines by their folded text."""

from bench.blanks import blank_cells, cells_beside_labels, lines_invented, lines_missed
from model.blank import Blank
from model.document import Cell, Document, Table
from model.place import Where


def paper(*rows):
    cells = tuple(
        Cell(r, c, text, where=Where(part='body', path=f'tbl[1]/tr[{r + 1}]/tc[{c + 1}]'))
        for r, row in enumerate(rows)
        for c, text in enumerate(row)
    )
    table = Table(len(rows), len(rows[0]), cells, Where(part='body', path='tbl[1]'))
    return Document('空表.docx', '', 'docx', None, (table,))


def test_the_plain_rules():
    form = paper(('', '姓名'), ('', ''))
    assert blank_cells(form) == {(0, 0, 0), (0, 1, 0), (0, 1, 1)}
    assert cells_beside_labels(form) == {(0, 1, 1)}


def test_lines_are_matched_by_folded_text_and_text_boxes_by_their_number():
    found = [Blank(label='', text='联系 人：____'), Blank(label='', text='')]
    assert lines_missed(['联系人：', '', '', '地址'], found) == ['地址', '']
    assert lines_invented(['联系人：', ''], found) == []
    assert lines_invented(['地址'], found) == ['联系人：____', '']
