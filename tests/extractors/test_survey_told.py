"""What a person confirmed of a layout goes before what the labels seem to say."""

from extractors.survey import return_of
from forms.load import definitions
from model.document import Document
from model.layout import Layout, LayoutColumn
from model.returned import Return
from tests.forms.build import LEFT, UP, document, table
from text.headers import find_header
from text.labels import fields_to_index, layout_to_index
from text.layouts import grids

FORMS = {form.id: form for form in definitions()}
ROWS, FORM = FORMS['party_building_survey'], FORMS['baseline_registration']


def told(*columns: LayoutColumn) -> Layout:
    return Layout('f' * 16, ROWS.id, 'rows', columns)


def read(doc: Document, *columns: LayoutColumn) -> Return:
    return return_of(doc, ROWS, told(*columns))


HEADER = ('甲栏', '乙栏', '丙组', LEFT)
UNDER = (UP, UP, '丁', '戊')
STRANGE = document(table(HEADER, UNDER, ('甲县甲一协会', '9', '√', '3'), ('甲县甲二协会', '8', '', '2')))
NAME, COUNT = LayoutColumn('甲栏', 'org_name'), LayoutColumn('乙栏', 'members_total')
TICK, NOTHING = LayoutColumn('丙组/丁', 'established', option=True), LayoutColumn('丙组/戊')


def test_a_header_of_strange_labels_is_found_once_somebody_told_them() -> None:
    _, grid = next(grids(STRANGE))
    assert find_header(grid, fields_to_index(ROWS.fields)) is None
    header = find_header(grid, layout_to_index(ROWS.fields, told(NAME, COUNT, TICK, NOTHING)))
    assert header is not None
    assert (header.top, header.bottom, header.paths[2]) == (0, 2, ('丙组', '丁'))


def test_columns_hold_what_was_told_and_nothing_else() -> None:
    returned = read(STRANGE, NAME, COUNT, TICK, NOTHING)
    rows = [{key: value.value for key, value in row.values.items()} for row in returned.rows]
    assert rows == [
        {'org_name': '甲县甲一协会', 'members_total': 9, 'established': True},
        {'org_name': '甲县甲二协会', 'members_total': 8, 'established': None},
    ]


def test_a_known_label_told_to_be_nothing_is_passed_over() -> None:
    doc = document(table('社会组织名称|从业人员数|党员总数', '甲县甲一协会|12|4'))
    assert read(doc).rows[0].values['staff_total'].value == 12
    returned = read(doc, LayoutColumn('从业人员数'))
    assert 'staff_total' not in returned.rows[0].values
    assert returned.rows[0].values['members_total'].value == 4


def test_two_labels_told_the_other_way_round_are_read_the_other_way_round() -> None:
    doc = document(table('社会组织名称|从业人员数|党员总数', '甲县甲一协会|4|12'))
    row = read(
        doc, LayoutColumn('从业人员数', 'members_total'), LayoutColumn('党员总数', 'staff_total')
    ).rows[0]
    assert (row.values['members_total'].value, row.values['staff_total'].value) == (4, 12)


def test_what_was_told_to_be_nothing_is_not_asked_about_again() -> None:
    doc = document(table('社会组织名称|年度预算|党员总数|是否建立党组织', '甲县甲一协会|3000|4|是'))
    assert [problem.code for problem in return_of(doc, ROWS).problems] == ['columns_not_read']
    assert read(doc, LayoutColumn('年度预算')).problems == ()
    form = document(table('社会组织名称|甲县甲一协会|年度预算情况|3000', sheet='Sheet1'))
    layout = Layout('f' * 16, FORM.id, 'organisation', (LayoutColumn('年度预算情况'),))
    codes = [[one.code for one in return_of(form, FORM, given).problems] for given in (None, layout)]
    assert ['labels_not_read' in found for found in codes] == [True, False]


def test_what_nobody_may_keep_is_not_read_whoever_says_so() -> None:
    doc = document(table('社会组织名称|身份证号|党员总数', '甲县甲一协会|110101199001011237|4'))
    row = read(doc, LayoutColumn('身份证号', 'remarks')).rows[0]
    assert 'remarks' not in row.values


def test_a_form_of_one_organisation_too() -> None:
    doc = document(table('甲栏|甲县甲一协会|乙栏|9', '丙组|丁|√|戊', f'{UP}|己|12|庚'))
    layout = Layout(
        'f' * 16,
        FORM.id,
        'organisation',
        (
            LayoutColumn('甲栏', 'org_name'),
            LayoutColumn('乙栏', 'staff_total'),
            LayoutColumn('丙组/丁', 'established', option=True),
            LayoutColumn('丙组/己', 'members_total'),
            LayoutColumn('丙组'),
        ),
    )
    values = return_of(doc, FORM, layout).values
    assert {key: value.value for key, value in values.items()} == {
        'org_name': '甲县甲一协会',
        'staff_total': 9,
        'established': True,
        'members_total': 12,
    }


def test_a_told_label_that_holds_a_stroke_itself_is_known_whole() -> None:
    doc = document(table('甲/乙栏|应到/实到|丙栏', '甲县甲一协会|9|4'))
    told_columns = (
        LayoutColumn('甲/乙栏', 'org_name'),
        LayoutColumn('应到/实到'),
        LayoutColumn('丙栏', 'members_total'),
    )
    assert read(doc, *told_columns).rows[0].values['members_total'].value == 4
