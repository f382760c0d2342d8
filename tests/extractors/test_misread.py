"""What recognisers read again and again for something else, in values and in tables cut by a page's end."""

from dataclasses import replace

import pytest

from extractors.survey import return_of
from extractors.survey.lines import Line, is_column_codes, is_total_text
from extractors.survey.misread import is_torn, to_number, with_regions
from extractors.survey.page_ends import joined_at_page_ends
from forms.load import definitions
from model.document import Cell, Document, Table
from model.place import Problem, Severity, Where
from text.labels import fields_to_index
from text.numbers import DOUBTFUL

SEEN = Problem('text_recognised', Severity.INFO, '')
FORM = next(one for one in definitions() if one.id == 'baseline_registration')
REPORT = next(one for one in definitions() if one.id == 'annual_party_report')


def values_of(*pairs):
    pairs = (('社会组织名称', '示例市甲一商会'), *pairs)
    cells = [
        Cell(row, col, text, 1, 1, (), Where(page=1, path=f'{row}/{col}'))
        for row, pair in enumerate(pairs)
        for col, text in enumerate(pair)
    ]
    block = Table(len(pairs), 2, tuple(cells), Where(page=1))
    return return_of(Document('a.jpg', '0', 'image', 1, (block,), (SEEN,)), FORM).values


@pytest.mark.parametrize(
    ('read', 'number'),
    [
        ('示社党一〔2022〕27号', '示社党〔2022〕27号'),
        ('示社党〔201554号', '示社党〔2015〕54号'),
        ('示社党1 2014〕19号', '示社党〔2014〕19号'),
        ('示民党〔2 026]3号', '示民党〔2026〕3号'),
        ('示民党〔2026〕号', None),
        ('2026年3月', None),
    ],
)
def test_the_number_of_a_document_in_its_brackets(read, number):
    assert to_number(read) == number


def test_a_number_whose_brackets_were_not_read_is_held_and_a_sound_one_is_not():
    torn = values_of(('审批文号', '示社党〔201 8) 35号'))['approval_number']
    assert (torn.value, torn.score) == ('示社党〔2018〕35号', DOUBTFUL)
    assert values_of(('审批文号', '示社党〔2018〕35号'))['approval_number'].score > DOUBTFUL
    assert not is_torn('示社党〔2018〕第35号')


def test_a_slash_read_as_one_says_nothing_and_is_held():
    value = values_of(('审批机关', '1'))['approved_by']
    assert (value.value, value.score) == (None, DOUBTFUL)


def test_a_name_of_a_person_with_a_figure_in_it_is_held():
    assert values_of(('法定代表人', '陈某7'))['legal_rep'].score == DOUBTFUL
    assert values_of(('法定代表人', '陈某乙'))['legal_rep'].score > DOUBTFUL


def test_a_ring_among_counts_is_a_zero_for_a_person_to_see():
    value = values_of(('从业人员总数', 'O。'))['staff_total']
    assert (value.value, value.score) == (0, DOUBTFUL)


def test_a_tick_at_the_end_of_a_line_may_be_the_next_options():
    assert values_of(('是否建立党组织', '□是√\n否'))['established'].score == DOUBTFUL


def test_regions_are_named_by_stems():
    assert with_regions('示例市已区教育局') == '示例市己区教育局'
    assert with_regions('已区分') == '已区分'
    assert values_of(('住所', '已区示例路3号'))['address'].value == '己区示例路3号'


@pytest.mark.parametrize('text', ['合计', '口计', '△口计', '总 计'])
def test_a_total_whose_head_was_read_in_pieces(text):
    assert is_total_text(text)


def test_codes_of_columns_with_a_zero_for_the_letter():
    cells = tuple(Cell(4, col, text, 1, 1, (), Where()) for col, text in enumerate('ABCDEFGHIJKLMN0P'))
    assert is_column_codes(Line(4, cells))
    values = tuple(Cell(4, col, text, 1, 1, (), Where()) for col, text in enumerate(('3', '0', 'A')))
    assert not is_column_codes(Line(4, values))


@pytest.mark.parametrize(
    'codes', ['A B C D E F G H 一 J K L', '甲 乙 1 2 3 4 5 6 7 89 10', 'A B C D E F G H 1 J']
)
def test_codes_of_columns_of_which_one_is_misread(codes):
    assert is_column_codes(coded(codes.split()))


def test_a_line_of_values_is_no_codes():
    assert not is_column_codes(coded(['1', '示例协会', '3', '2', '1', '0', '无', '5']))


def coded(texts):
    return Line(4, tuple(Cell(4, col, text, 1, 1, (), Where()) for col, text in enumerate(texts)))


def cut(*rows):
    """Cells of rows that stand on page 1, but for the last row; a text of (text, columns) spans them."""
    cells = []
    for row, texts in enumerate(rows):
        col = 0
        for text, wide in texts:
            cells.append(Cell(row, col, text, 1, wide, (), Where(page=2 if row == len(rows) - 1 else 1)))
            col += wide
    return cells


def texts_of(cells):
    return {(cell.row, cell.col): (cell.text, cell.rowspan) for cell in cells}


def test_a_section_cut_by_the_pages_end_is_one_cell_again():
    rows = (
        [('', 2), ('专职已转', 1), ('专职未转', 1), ('兼职', 1)],
        [('工作人员党员数', 2), ('0', 1), ('1', 1), ('2', 1)],
    )
    index = fields_to_index(REPORT.fields)
    joined = texts_of(joined_at_page_ends(cut(*rows), index))
    assert joined[0, 0] == ('工作人员党员数', 2)
    assert (1, 0) not in joined
    assert joined[1, 2] == ('0', 1)
    same = [replace(cell, where=Where(page=1)) for cell in cut(*rows)]
    assert joined_at_page_ends(same, index) == same


def test_a_row_of_labels_cut_by_the_pages_end_is_one_row_again():
    rows = ([('业务主管单位', 1), ('挂靠单位', 1), ('原工作', 1)], [('', 1), ('', 1), ('单位', 1)])
    joined = texts_of(joined_at_page_ends(cut(*rows), fields_to_index(REPORT.fields)))
    assert joined == {(0, 0): ('业务主管单位', 2), (0, 1): ('挂靠单位', 2), (0, 2): ('原工作单位', 2)}


def test_values_are_never_joined():
    rows = ([('姓名', 1), ('李某', 1), ('电话', 1)], [('', 1), ('某', 1), ('', 1)])
    cells = cut(*rows)
    assert joined_at_page_ends(cells, fields_to_index(REPORT.fields)) == cells
