"""A letter that was not read for sure makes its own value a question, and nothing else on the form."""

from dataclasses import replace

import pytest

from extractors.readers.pages.unsure import gather_doubts
from extractors.survey import doubts_left, return_of
from forms.load import definitions
from model.document import Cell, Document, Paragraph, Table
from model.place import Box, Problem, Severity, Where
from office.understanding import document_to_return

LABELS = ('社会组织名称', '统一社会信用代码', '从业人员总数', '联系电话')
GOOD = ('示例市甲一商会', '51000000MJ00000185', '12', '0000-2820001')


def at(row, col):
    return Where(page=1, box=Box(100.0 * col, 30.0 * row, 100.0 * col + 100, 30.0 * row + 30))


def paper(values=GOOD, problems=(), labels=LABELS):
    cells = [Cell(row, 0, label, where=at(row, 0)) for row, label in enumerate(labels)]
    cells += [Cell(row, 1, value, where=at(row, 1)) for row, value in enumerate(values)]
    blocks = (
        Paragraph('社会组织党建情况摸底登记表', Where(page=1, box=Box(0, -40, 200, -10))),
        Table(4, 2, tuple(cells), Where(page=1, box=Box(0, 0, 200, 120))),
    )
    return Document('a.jpg', '0', 'image', 1, blocks, gather_doubts(blocks, problems))


def unsure(x, y, code='letters_unsure', text='认不准'):
    return Problem(code, Severity.REVIEW, text, Where(page=1, box=Box(x - 4, y - 4, x + 4, y + 4)))


def form():
    return next(one for one in definitions() if one.id == 'baseline_registration')


def test_letters_of_one_cell_are_told_once_and_with_its_place():
    (told,) = paper(problems=[unsure(120, 105), unsure(140, 105)]).problems
    assert told.where == at(3, 1)
    assert '0000-2820001' in told.message
    assert '2处' in told.message


def test_a_cell_of_which_nothing_was_read_keeps_what_the_recogniser_said():
    (told,) = paper(('', *GOOD[1:]), [unsure(120, 15, text='这一格有字没有认出')]).problems
    assert (told.message, told.where) == ('这一格有字没有认出', at(0, 1))


def test_what_stands_in_no_place_or_is_no_letter_stays_as_it_is():
    elsewhere, other = unsure(500, 500), unsure(120, 105, code='page_dark')
    assert paper(problems=[elsewhere, other]).problems == (elsewhere, other)


def test_the_value_with_the_letter_is_asked_about_and_the_others_are_taken():
    document = paper(problems=[unsure(120, 105)])
    returned = return_of(document, form())
    assert {name for name, value in returned.values.items() if value.raw and value.score < 0.8} == {'phone'}
    assert '认不准' in returned.values['phone'].reasons[0]
    assert returned.values['phone'].value == '0000-2820001'
    assert doubts_left(document.problems, returned, document, form()) == ()
    codes = {problem.code for problem in document_to_return(document, 'baseline_registration').problems}
    assert 'letters_unsure' not in codes


@pytest.mark.parametrize(
    ('name', 'y', 'held'), [('示例市甲一商', 15, True), (GOOD[0], 15, False), ('示例市甲一商', 75, False)]
)
def test_a_name_that_is_neither_sure_nor_whole_holds_its_line(name, y, held):
    returned = return_of(paper((name, '', *GOOD[2:]), [unsure(120, y)]), form())
    assert ('name_unsure' in {problem.code for problem in returned.problems}) is held


@pytest.mark.parametrize('label', ['从业人员总数', '从业入员总致', '数从业人员总'])
def test_a_letter_in_a_label_is_against_no_value_that_another_label_heads(label):
    document = paper(problems=[unsure(20, 75)], labels=(*LABELS[:2], label, LABELS[3]))
    returned = return_of(document, form())
    assert all(value.score >= 0.8 for value in returned.values.values() if value.raw)
    assert doubts_left(document.problems, returned, document, form()) == ()


def test_a_letter_in_a_strange_section_is_against_all_that_it_may_head():
    document = paper(problems=[unsure(-50, 75)])
    section = Cell(0, 2, '基丰惰说', 4, 1, (), Where(page=1, box=Box(-100, 0, 0, 120)))
    blocks = (document.blocks[0], replace(document.blocks[1], cells=(section, *document.blocks[1].cells)))
    document = replace(document, blocks=blocks, problems=gather_doubts(blocks, [unsure(-50, 75)]))
    returned = return_of(document, form())
    assert all(value.score < 0.8 for value in returned.values.values())
    assert doubts_left(document.problems, returned, document, form()) == ()
