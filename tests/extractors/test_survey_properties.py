"""Whatever stands in a table, reading it does not raise, and no line vanishes unsaid."""

from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.classify import classify
from extractors.survey import return_of
from extractors.survey.tables import document_to_tables
from forms.checks import check_values
from forms.choose import choose
from forms.load import definitions
from model.document import Cell, Document, Table
from tests.forms.build import FORM_ROWS, SURVEY, TITLE, document, table
from text.labels import fields_to_index

WORDS = """
    社会组织名称 序号 合计 小计 专职 党员总数 是否建立党组织 姓名 身份证号 √ — / 无 3-5 １２ 约30 ： ＊
"""
PIECES = st.sampled_from(
    [
        *sorted({text for row in FORM_ROWS for text in row}),
        *WORDS.split(),
        '填表人：示例二  填报日期：2026年3月8日',
        '□是 ☑否',
        '\n',
    ]
)
TEXTS = PIECES | st.text(max_size=12)
CELLS = st.builds(
    Cell,
    row=st.integers(-1, 6),
    col=st.integers(-1, 6),
    text=TEXTS,
    rowspan=st.integers(0, 4),
    colspan=st.integers(0, 4),
)
TABLES = st.builds(
    Table, rows=st.integers(0, 6), cols=st.integers(0, 6), cells=st.lists(CELLS, max_size=30).map(tuple)
)
GRIDS = st.lists(st.lists(TEXTS, min_size=1, max_size=6), max_size=7).map(lambda rows: table(*rows))
DOCUMENTS = st.lists(TEXTS | TABLES | GRIDS, max_size=4).map(lambda blocks: document(*blocks))
ROWS_FORM = next(form for form in definitions() if form.subject == 'rows')


@settings(max_examples=120)
@given(DOCUMENTS)
def test_reading_never_raises(doc: Document) -> None:
    choose(doc, definitions())
    classify(doc, definitions())
    for definition in (None, *definitions()):
        returned = return_of(doc, definition)
        for values in (returned.values, *(row.values for row in returned.rows)):
            for known in definitions():
                check_values(values, known)


HEADER = ('序号', '社会组织名称', '从业人员数', '党员总数', '是否建立党组织')
LINES = st.lists(
    st.tuples(
        st.sampled_from(['1', '2', '', '合计']),
        st.sampled_from(['甲县甲一协会', '', '合计', '小 计', '甲县合计']),
        st.sampled_from(['3', '', '无']),
        st.sampled_from(['1', '']),
        st.sampled_from(['是', '否', '']),
    ),
    max_size=12,
)


@settings(max_examples=80)
@given(LINES)
def test_every_line_is_a_row_a_total_or_empty(lines: list[tuple[str, ...]]) -> None:
    doc = document(SURVEY, table(HEADER, *lines))
    returned = return_of(doc, ROWS_FORM)
    read = document_to_tables(doc, fields_to_index(ROWS_FORM.fields)).tables[0]
    empty = sum(not any(line[1:]) and line[0] != '合计' for line in lines)
    totals = sum('合计' in line[0] or '计' in line[1] for line in lines)
    assert sum(read.counts.values()) == len(lines)
    assert (read.counts['empty'], len(returned.totals), returned.totals_dropped) == (empty, totals, totals)
    assert len(returned.rows) == len(lines) - empty - totals
    unnamed = {row.number for row in returned.rows if row.organisation.name is None}
    assert unnamed == {
        row.number
        for row in returned.rows
        if 'row_without_name' in {problem.code for problem in row.problems}
    }


@settings(max_examples=60)
@given(st.text(max_size=40))
def test_a_title_alone_is_no_form(text: str) -> None:
    form, _ = choose(document(TITLE, text), definitions())
    assert form is None
