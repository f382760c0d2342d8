"""What a picture makes of a form: labels in disorder, cells cut or run together, and what no paper says."""

import pytest

from extractors.survey import return_of
from extractors.survey.respelled import respelled
from forms.load import definitions
from model.document import Cell, Document, Paragraph, Table
from model.place import Box, Problem, Severity, Where
from office.understanding import document_to_return
from text.numbers import DOUBTFUL

SEEN = Problem('text_recognised', Severity.INFO, '')
FORM = next(one for one in definitions() if one.id == 'baseline_registration')
ROWS = next(one for one in definitions() if one.id == 'party_building_survey')


def where(row, col, rows=1, cols=1):
    return Where(page=1, box=Box(100.0 * col, 30.0 * row, 100.0 * (col + cols), 30.0 * (row + rows)))


def table(*lines, seen=True):
    """A paper of rows of texts; a text of (text, rowspan, colspan) spans; None is covered by a span."""
    cells = []
    for row, texts in enumerate(lines):
        for col, one in enumerate(texts):
            if one is not None:
                text, rows, cols = one if isinstance(one, tuple) else (one, 1, 1)
                cells.append(Cell(row, col, text, rows, cols, (), where(row, col, rows, cols)))
    block = Table(len(lines), max(map(len, lines)), tuple(cells), where(0, 0, len(lines), len(lines[0])))
    title = Paragraph('社会组织党建情况摸底登记表', Where(page=1, box=Box(0, -40, 200, -10)))
    return Document('a.jpg', '0', 'image', 1, (title, block), (SEEN,) if seen else ())


def values_of(*lines, seen=True):
    return return_of(table(('社会组织名称', '示例市甲一商会'), *lines, seen=seen), FORM).values


def spelled(label, seen=True):
    document = respelled(table((label, '甲'), seen=seen), FORM)
    return document.blocks[1].cells[0].text


@pytest.mark.parametrize(
    ('read', 'label'),
    [
        ('位单管主务业', '业务主管单位'),
        ('法定代衷人', '法定代表人'),
        ('法定代代表人', '法定代表人'),
        ('会员人数', '会员人数'),
        ('兼职工作人贠', '兼职工作人贠'),
        ('统一社会信用代码：5100', '统一社会信用代码：5100'),
    ],
)
def test_a_label_is_one_of_the_form_by_its_letters_alone(read, label):
    assert spelled(read) in {label, label.replace('单位', '部门')}


def test_a_paper_that_no_recogniser_read_is_left_as_it_is():
    assert spelled('位单管主务业', seen=False) == '位单管主务业'


def test_a_label_cut_off_by_the_end_of_its_page_is_one_with_the_rest():
    lines = (('组织关系所在单位（人', '属地党组织', '原单位'), ('数）', '3', '1'))
    report = next(one for one in definitions() if one.id == 'annual_party_report')
    assert return_of(table(*lines), report).values['relation_in_locality'].value == 3
    cells = respelled(table(*lines), report).blocks[1].cells
    assert [(cell.text, cell.rowspan) for cell in cells if cell.col == 0] == [('组织关系所在单位（人数）', 2)]


@pytest.mark.parametrize(
    ('label', 'text', 'field', 'value', 'sure'),
    [
        ('联系电话', '139000014200', 'phone', '139000014200', False),
        ('联系电话', '0000-2820001', 'phone', '0000-2820001', True),
        ('联系电话', '13900001420', 'phone', '13900001420', True),
        ('联系电话', '2820001-8012', 'phone', '2820001-8012', True),
        ('业务主管单位', '_甲县民政局—', 'competent_authority', '甲县民政局', True),
        ('业务主管单位', '☑甲县民政局', 'competent_authority', '☑甲县民政局', False),
        ('业务主管单位', '甲县商会会', 'competent_authority', '甲县商会会', False),
        ('是否建立党组织', '是\n□否', 'established', True, False),
        ('是否建立党组织', '□是√', 'established', True, False),
        ('群团组织', '（）工会\n()共青团\n()妇联\n()其他', 'mass_orgs', None, True),
        ('批准文号', '示社党[2021]7号', 'approval_number', '示社党〔2021〕7号', True),
    ],
)
def test_what_no_paper_says_is_in_doubt_and_what_a_picture_adds_goes(label, text, field, value, sure):
    found = values_of((label, text))[field]
    assert (found.value, found.score > DOUBTFUL) == (value, sure)


def test_one_value_that_cannot_be_read_does_not_hold_the_form():
    returned = document_to_return(table(('社会组织名称', '示例市甲一商会'), ('从业人员总数', '1|0')), FORM.id)
    assert returned.values['staff_total'].score == 0
    assert not any(one.severity is Severity.REVIEW for one in returned.problems)


def rows(*lines):
    head = ('序号', '社会组织名称', '从业人员总数', '党员总数')
    return return_of(table(head, *lines), ROWS)


def test_two_values_in_one_cell_are_in_doubt():
    returned = rows(('1', '示例市甲一商会', ('12', 1, 2), None), ('2', '示例市甲二商会', '9', '3'))
    assert [value.score for value in returned.rows[0].values.values() if value.raw == '12'] == [DOUBTFUL] * 2
    assert all(value.score == 1 for value in returned.rows[1].values.values())


@pytest.mark.parametrize(('second', 'doubted'), [('9', 2), ('9|', 0)])
def test_a_total_that_disagrees_speaks_against_its_column_unless_one_value_is_in_doubt(second, doubted):
    returned = rows(
        ('1', '示例市甲一商会', '12', '3'),
        ('2', '示例市甲二商会', second, '3'),
        ('合计', '', '29', '6'),
    )
    scores = [row.values['staff_total'].score for row in returned.rows]
    assert scores.count(DOUBTFUL) == doubted
    assert all(row.values['members_total'].score == 1 for row in returned.rows)


@pytest.mark.parametrize(('written', 'sure'), [('工会\n团', False), ('工会、共青团', True)])
def test_a_word_that_is_no_option_may_be_what_is_left_of_several(written, sure):
    value = values_of(('群团组织组建情况', written))['mass_orgs']
    assert (value.score > DOUBTFUL) is sure
