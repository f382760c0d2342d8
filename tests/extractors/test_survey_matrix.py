"""A matrix of counts by line and column, however the table is laid out."""

from typing import Any

import pytest

from extractors.survey import return_of
from forms.choose import choose
from forms.load import definitions
from model.document import Document, Table
from model.returned import Return
from tests.forms.build import LEFT, UP, document, table
from tests.forms.examples import MATRIX_HEAD, MATRIX_LINES, MATRIX_TITLE, matrix

FORM = next(form for form in definitions() if form.matrix)
Rows = tuple[tuple[str, ...], ...]


def values(returned: Return) -> dict[str, Any]:
    return {key: value.value for key, value in returned.values.items() if '.' in key}


RIGHT = values(return_of(matrix(), FORM))


def read(*tables: Table, title: str = MATRIX_TITLE) -> Return:
    doc = document(title, *tables)
    assert choose(doc, definitions())[0] is FORM
    return return_of(doc, FORM)


def codes(returned: Return) -> list[str]:
    return [problem.code for problem in returned.problems]


def flat(rows: Rows) -> Rows:
    """Rows with a section's words in each of its rows, nothing merged."""
    filled: list[tuple[str, ...]] = []
    for row in rows:
        section = filled[-1][0] if row[0] == UP else row[0]
        filled.append((section, section if row[1] == LEFT else row[1], *row[2:]))
    return tuple(filled)


def test_every_cell_has_its_line_and_column() -> None:
    assert len(RIGHT) == 19 * 7
    assert (RIGHT['units.total'], RIGHT['own_committee.total'], RIGHT['absorbed_general_branch.total']) == (
        30,
        1,
        1,
    )
    assert return_of(matrix(), FORM).unit is not None
    assert return_of(matrix(), FORM).subject == 'reporting_unit'


def test_it_is_told_by_its_labels_alone() -> None:
    doc = document(table(*MATRIX_HEAD, *MATRIX_LINES))
    form, problems = choose(doc, definitions())
    assert (form, [problem.code for problem in problems]) == (FORM, ['form_by_labels'])


def test_lines_may_run_across_the_page() -> None:
    rows = (*flat(MATRIX_HEAD), *flat(MATRIX_LINES))
    turned = tuple(zip(*rows, strict=True))
    assert values(read(table(*turned))) == RIGHT


def test_inserted_blank_rows_change_nothing() -> None:
    rows = tuple(one for row in flat(MATRIX_LINES) for one in (row, ('',) * 10))
    assert values(read(table(*MATRIX_HEAD, *rows))) == RIGHT


@pytest.mark.parametrize('again', [True, False])
def test_a_table_broken_over_pages_is_one(again: bool) -> None:
    rows = flat(MATRIX_LINES)
    head = MATRIX_HEAD if again else ()
    returned = read(table(*MATRIX_HEAD, *rows[:11]), table(*head, *rows[11:]))
    assert (values(returned), codes(returned)) == (RIGHT, [])


def test_columns_broken_over_pages_are_one_table() -> None:
    rows = (*flat(MATRIX_HEAD), *flat(MATRIX_LINES))
    left = table(*(row[:7] for row in rows))
    right = table(*((*row[:3], *row[7:]) for row in rows))
    returned = return_of(document(MATRIX_TITLE, left, right), FORM)
    assert (values(returned), codes(returned)) == (RIGHT, [])


def test_the_printed_number_tells_a_line_whose_words_nobody_knows() -> None:
    rows = [list(row) for row in MATRIX_LINES]
    rows[8][1] = '另有情形一'
    returned = read(table(*MATRIX_HEAD, *rows))
    assert (values(returned), codes(returned)) == (RIGHT, [])


def test_lines_of_one_name_are_told_by_their_order() -> None:
    rows = [['', *row[1:]] if row[0] == UP else list(row) for row in MATRIX_LINES]
    rows = [['', row[0], *row[2:]] if row[1] == LEFT else row for row in rows]
    bare = [row[:2] + row[3:] for row in rows]
    head = [list(row[:2]) + list(row[3:]) for row in MATRIX_HEAD]
    assert values(read(table(*head, *bare))) == RIGHT


def test_a_missing_line_is_told_and_no_zero() -> None:
    rows = tuple(row for row in flat(MATRIX_LINES) if row[2] != '12')
    returned = read(table(*MATRIX_HEAD, *rows))
    assert 'with_instructor.total' not in returned.values
    problem = next(problem for problem in returned.problems if problem.code == 'line_missing')
    assert problem.message == '没有找到第12行“已派党建工作指导员的”，该行各栏没有读入，请核对或补报'


def test_a_missing_column_is_told() -> None:
    rows = [row[:9] for row in (*flat(MATRIX_HEAD), *flat(MATRIX_LINES))]
    returned = read(table(*rows))
    assert codes(returned) == ['column_missing']
    assert 'units.tax_firm' not in returned.values


def test_a_line_found_twice_and_an_inserted_one_are_told() -> None:
    rows = flat(MATRIX_LINES)
    returned = read(table(*MATRIX_HEAD, *rows, ('没有党员的', '没有党员的', '', '9', *('1',) * 6)))
    assert codes(returned) == ['line_twice']
    assert values(returned) == RIGHT
    returned = read(table(*MATRIX_HEAD, *rows, ('本地新增项', '本地新增项', '20', '9', *('1',) * 6)))
    assert codes(returned) == ['line_unknown']


def test_an_inserted_column_is_told_and_moves_nothing() -> None:
    rows = [[*row[:4], '其他组织', *row[4:]] for row in MATRIX_HEAD[:1]]
    rows += [[*row[:4], '', *row[4:]] for row in MATRIX_HEAD[1:]]
    rows += [[*row[:4], '7', *row[4:]] for row in MATRIX_LINES]
    returned = read(table(*rows))
    assert (values(returned), codes(returned)) == (RIGHT, ['column_unknown'])


def test_what_is_blank_is_missing_and_what_cannot_be_read_says_so() -> None:
    rows = [list(row) for row in MATRIX_LINES]
    rows[1][4], rows[2][4], rows[3][4] = '', '/', '约5'
    held = read(table(*MATRIX_HEAD, *rows)).values
    assert [held[f'{line}.social_association'].value for line in ('own_committee', 'own_general_branch')] == [
        None
    ] * 2
    assert held['own_branch.social_association'].score < 1


def test_another_table_is_not_this_one() -> None:
    other = table('项目|总数|社会团体|基金会', '会员|3|2|1', '经费|9|9|0')
    assert choose(document('示例表', other), definitions())[0] is None
    assert choose(Document('x', '0', 'docx', None, ()), definitions())[0] is None


def test_odd_paper_raises_nothing() -> None:
    assert codes(return_of(document('只有一行字'), FORM)).count('line_missing') == 19
    assert return_of(document(MATRIX_TITLE, table('总数'), table()), FORM).form == 'coverage_statistics'
