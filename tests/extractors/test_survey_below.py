"""What stands under a list and in its heads: another table, loose lines, two-line rows, listed options."""

import pytest

from extractors.survey import return_of
from forms.load import definitions
from model.document import Cell, Document, Table
from model.returned import Return
from tests.forms.build import SURVEY, document, table

FORM = next(item for item in definitions() if item.id == 'party_building_survey')
HEADER = '序号|社会组织名称|从业人员数|党员总数|是否建立党组织'
GOOD = '1|甲县甲一协会|12|4|是'
TOTAL = '合计||12|4|'


def read(*rows: str, header: str = HEADER) -> Return:
    return return_of(document(SURVEY, table(header, *rows, sheet='Sheet1')), FORM)


def told(returned: Return, code: str) -> list[str]:
    return [problem.message for problem in returned.problems if problem.code == code]


def test_a_second_table_under_a_list_is_told_and_none_of_its_lines_is_an_organisation() -> None:
    returned = read(
        GOOD, TOTAL, '附：经费使用情况||||', '序号|项目|金额|说明|', '1|党员活动|3000|甲县|', '2|购书|1200||'
    )
    assert [row.organisation.name for row in returned.rows] == ['甲县甲一协会']
    assert [message.count('项目、金额') for message in told(returned, 'other_table')] == [1]


def test_a_list_goes_on_under_its_own_header_again() -> None:
    returned = read(GOOD, '序号|项目|金额|说明|', '1|党员活动|3000|甲县|', HEADER, '2|甲县甲二协会|8|3|是')
    assert [row.organisation.name for row in returned.rows] == ['甲县甲一协会', '甲县甲二协会']


def test_a_line_without_a_number_after_total_and_notes_waits_and_a_numbered_one_does_not() -> None:
    returned = read(GOOD, TOTAL, '注：党员数含预备党员||||', '|购买书籍|1200||', '2|甲县甲二协会|8|3|是')
    assert [[one.code for one in row.problems] for row in returned.rows] == [[], ['row_after_notes'], []]


def test_counts_over_both_lines_of_a_two_line_organisation_are_its_own() -> None:
    heads = [
        Cell(0, col, text) for col, text in enumerate(('社会组织名称', '从业人员数', '党员总数', '备注'))
    ]
    merged = [Cell(1, col, text, rowspan=2) for col, text in enumerate(('甲县甲一协会', '12', '4'))]
    cells = (*heads, *merged, Cell(1, 3, '上'), Cell(2, 3, '下'))
    returned = return_of(Document('表.xlsx', '', 'xlsx', None, (Table(3, 4, cells),)), FORM)
    assert [(row.values['staff_total'].value, row.values['staff_total'].score) for row in returned.rows] == [
        (12, 1.0)
    ]


@pytest.mark.parametrize(
    ('heading', 'cell', 'field', 'value'),
    [
        ('单建/联建', '联建', 'establishment_form', '联合组建'),
        ('建立情况（单独、联合）', '单独', 'establishment_form', '单独组建'),
        ('单独还是联合', '联合', 'establishment_form', '联合组建'),
    ],
)
def test_a_heading_that_lists_the_options_of_one_choice_asks_for_it(
    heading: str, cell: str, field: str, value: str
) -> None:
    returned = read(f'{GOOD}|{cell}', header=f'{HEADER}|{heading}')
    assert returned.rows[0].values[field].value == value


def test_a_title_in_the_first_cell_is_no_section_of_the_columns() -> None:
    returned = read('序号|社会组织名称|从业人员数|党员总数|会议数', GOOD, header='社会组织名录||||')
    message = told(returned, 'columns_not_read')[0]
    assert "会议数" in message
    assert "名录" not in message
