"""Random tables: every line is accounted for, and no value comes from another row or column."""

from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.survey import return_of
from extractors.survey.tables import document_to_tables
from forms.load import definitions
from tests.forms.build import SURVEY, document, table
from text.labels import fields_to_index

FORM = next(item for item in definitions() if item.id == 'party_building_survey')
INDEX = fields_to_index(FORM.fields)
COLUMNS = {
    '序号': None,
    '社会组织名称': 'org_name',
    '从业人员数': 'staff_total',
    '党员总数': 'members_total',
    '是否建立党组织': 'established',
    '组建形式': 'establishment_form',
    '办公地址': 'address',
    '年度预算': None,
    '备注': 'remarks',
}
TEXTS = st.sampled_from(
    [
        '',
        '1',
        '12',
        '４人',
        '约3',
        '是',
        '否',
        '√',
        '单独组建',
        '甲县',
        '甲县甲一协会',
        '合计',
        '小计',
        '/',
        '1O',
        '注：见后',
    ]
)


@settings(max_examples=150)
@given(st.permutations(list(COLUMNS)), st.lists(st.lists(TEXTS, min_size=9, max_size=9), max_size=8))
def test_no_line_is_lost_and_no_value_crosses(order: list[str], lines: list[list[str]]) -> None:
    doc = document(SURVEY, table(order, *lines, sheet='Sheet1'))
    read = document_to_tables(doc, INDEX).tables[0]
    assert sum(read.counts.values()) == len(lines)
    returned = return_of(doc, FORM)
    assert len(returned.rows) == read.counts['row']
    assert len(returned.totals) == returned.totals_dropped == read.counts['total']
    places = {field: order.index(label) for label, field in COLUMNS.items() if field}
    for row in (*returned.rows, *returned.totals):
        cells = lines[row.number - 2]
        for field, value in row.values.items():
            if field in places and not any('分组' in reason for reason in value.reasons):
                assert value.raw in ('', cells[places[field]].strip())
