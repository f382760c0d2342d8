"""A paper for the screen: telephones of persons with their middle hidden, why a paper cannot be shown."""

import io

from docx import Document

from office.outgoing_list import Asked, list_papers
from office.paper_files import papers_named
from office.paper_views import masked, view
from outgoing.viewing import Grid
from tests.office.drafted import letters, put


def text_of(shown):
    return ''.join(piece.text for block in shown.blocks if hasattr(block, 'pieces') for piece in block.pieces)


def saying(text):
    document = Document()
    document.add_paragraph(text)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def test_mobiles_are_masked_everywhere_and_every_telephone_in_lists(place):
    text = '张示例13812345678，办公0000-1234567，代码51990100MJ100001X3'
    letter = put(place, '函.docx', saying(text))
    roster = put(place, '名单.docx', saying(text), doc_type='list')
    (one,), (two,) = papers_named(place, [letter]), papers_named(place, [roster])
    assert text_of(view(place, one)) == '张示例138****5678，办公0000-1234567，代码51990100MJ100001X3'
    assert text_of(view(place, two)) == '张示例138****5678，办公0000****4567，代码51990100MJ100001X3'


def test_a_persons_number_is_masked_by_what_it_is():
    assert masked('0000-1234567', 'instructor.2.phone') == '000*****4567'
    assert masked('0000-1234567', 'contact.phone') == '0000-1234567'


def test_of_a_long_table_the_first_rows_are_shown_and_the_others_counted(place):
    document, stream = Document(), io.BytesIO()
    document.add_table(rows=70, cols=1)
    document.save(stream)
    (paper,) = papers_named(place, [put(place, '表.docx', stream.getvalue(), doc_type='list')])
    shown = view(place, paper)
    (grid,) = shown.blocks
    assert isinstance(grid, Grid)
    assert (len(grid.rows), shown.left_out) == (40, 30)


def test_a_paper_that_is_gone_or_no_docx_is_said_to_be(place):
    path = put(place, '函.docx', saying('函'))
    (paper,) = papers_named(place, [path])
    path.unlink()
    assert view(place, paper).why == "文件不在了，可能已改名或移走。"
    path.write_bytes(b'no')
    assert "不是完好的" in (view(place, paper).why or '')


def test_the_list_of_papers_comes_page_by_page_with_its_counts(place):
    letters(place, 5)
    listed = list_papers(place, Asked(batch=1), 3, 2)
    assert [line.file for line in listed.lines] == ['函004.docx', '函005.docx']
    assert (listed.counts, listed.total) == ({'drafted': 5}, 5)
    assert list_papers(place, Asked(words='函003'), 0, 9).total == 1
    assert list_papers(place, Asked(words='%'), 0, 9).total == 0
