"""A layout's fingerprint is of its printed labels alone; the proposal says what it doubts."""

from hypothesis import given
from hypothesis import strategies as st

from extractors.survey.figures import figures_to_return
from extractors.survey.layout import document_to_layout
from forms.load import definitions
from model.document import Document
from model.layout import Layout
from tests.forms.build import LEFT, UP, document, table

FORMS = {form.id: form for form in definitions()}
ROWS = FORMS['party_building_survey']
TITLE = '社会组织党建情况调查表'
HEAD = '序号|社会组织名称|从业人员总数|党员总数|是否建立党组织'
LINE = '1|示例市甲一商会|12|3|是'


def layout(*blocks: object) -> Layout:
    return document_to_layout(document(*blocks), definitions())  # type: ignore[arg-type]  # strings, tables


def listed(head: str, *lines: str, title: str = TITLE) -> Layout:
    return layout(title, table(head, *(lines or (LINE,))))


CELLS = st.text(
    st.characters(codec='utf-8', exclude_characters='|<^\n', exclude_categories=['C']), max_size=8
)
NAMES = st.text('示例甲乙丙春江', min_size=2, max_size=6).map(lambda text: f'{text}商会')


@given(st.lists(st.tuples(NAMES, CELLS, CELLS, CELLS), min_size=1, max_size=4))
def test_lists_that_differ_only_in_data_have_one_fingerprint(lines) -> None:
    rows = [f'{number}|{"|".join(line)}' for number, line in enumerate(lines, start=1)]
    found = listed(HEAD, *rows)
    assert found.fingerprint == listed(HEAD).fingerprint
    assert [column.field for column in found.columns] == [
        None, 'org_name', 'staff_total', 'members_total', 'established',
    ]  # fmt: skip


REASONS = st.text('示例市甲乙丙某协会一二三1234567890年月日无有是否党员', max_size=10)
COUNTS = st.integers(0, 999).map(str)


@given(st.tuples(NAMES, COUNTS, COUNTS, REASONS))
def test_single_forms_that_differ_only_in_data_have_one_fingerprint(told) -> None:
    def filled(name: str, staff: str, members: str, reason: str) -> Layout:
        return layout(
            '社会组织建立党组织情况摸底调查登记表',
            table(
                ('社会组织名称', name, '从业人员总数', staff),
                ('党员总数', members, '是否建立党组织', '□是 ☑否'),
                ('未建立原因', reason, LEFT, LEFT),
            ),
        )

    assert filled(*told).fingerprint == filled('示例市甲一商会', '12', '3', '无党员').fingerprint


def test_a_label_more_less_renamed_or_moved_is_another_layout() -> None:
    heads = (
        HEAD,
        '序号|社会组织名称|从业人员总数|会员数|党员总数|是否建立党组织',
        '序号|社会组织名称|从业人员总数|党员总数',
        '序号|社会组织名称|从业人员总数|党员人数|是否建立党组织',
        '序号|社会组织名称|党员总数|从业人员总数|是否建立党组织',
    )
    assert len({listed(head, '1|示例市甲一商会|1|2|3|4').fingerprint for head in heads}) == len(heads)


def test_title_region_year_and_spaces_are_no_part_of_it() -> None:
    one = listed('序号|社会组织名称|2025年末从业人员|党员总数', title='甲县社会组织党建情况调查表')
    other = listed('序 号|社会组织\n名称|2026年末从业人员|党 员 总 数', title='2026年社会组织党建台账')
    assert one.fingerprint == other.fingerprint


def test_two_years_that_change_places_are_another_layout() -> None:
    one = listed('社会组织名称|2025年党员|2026年党员', '示例市甲一商会|2|3')
    other = listed('社会组织名称|2026年党员|2025年党员', '示例市甲一商会|3|2')
    later = listed('社会组织名称|2026年党员|2027年党员', '示例市甲一商会|2|3')
    assert one.fingerprint != other.fingerprint
    assert one.fingerprint == later.fingerprint


def test_the_same_header_on_one_sheet_more_is_the_same_layout() -> None:
    one = layout(TITLE, table(HEAD, LINE, sheet='社团'))
    two = layout(TITLE, table(HEAD, LINE, sheet='社团'), table(HEAD, LINE, sheet='民非'))
    assert one.fingerprint == two.fingerprint


def test_a_known_layout_has_no_doubt() -> None:
    found = listed(HEAD)
    assert (found.form, found.subject, found.doubtful) == ('party_building_survey', 'rows', False)


def test_an_empty_column_nobody_knows_is_no_doubt() -> None:
    assert not listed(HEAD + '|值班室', LINE + '|').doubtful
    assert listed(HEAD + '|值班室', LINE + '|有').doubtful


def test_a_label_that_is_only_alike_is_doubted() -> None:
    (column,) = [one for one in listed(HEAD.replace('从业人员总数', '从业入员总数')).columns if one.reasons]
    assert (column.field, '相近但不相同' in column.reasons[0]) == ('staff_total', True)


def test_a_second_column_for_one_field_is_doubted() -> None:
    found = listed(HEAD + '|党员数', LINE + '|4')
    assert [one.label for one in found.columns if one.reasons] == ['党员数']


def test_nested_headings_are_told_by_their_whole_path() -> None:
    found = layout(
        TITLE,
        table(
            ('社会组织名称', '党员数', LEFT, '组织类别', LEFT),
            (UP, '正式', '预备', '社会团体', '基金会'),
            ('示例市甲一商会', '3', '1', '√', ''),
        ),
    )
    assert [(one.label, one.field, one.option) for one in found.columns] == [
        ('社会组织名称', 'org_name', None),
        ('党员数/正式', 'full_members', None),
        ('党员数/预备', 'probationary_members', None),
        ('组织类别/社会团体', 'org_type', '社会团体'),
        ('组织类别/基金会', 'org_type', '基金会'),
    ]


def test_names_under_a_strange_heading_are_proposed_and_doubted() -> None:
    found = listed(
        '编号|是哪一家|员工总数|党员人数|有无党组织', '1|示例市甲一商会|12|3|有', '2|乙二学会|3|1|无'
    )
    assert found.form is not None
    (name,) = [one for one in found.columns if one.field == 'org_name']
    assert (name.label, '按内容像单位名称' in name.reasons[0]) == ('是哪一家', True)


def test_what_nobody_may_keep_is_not_proposed_as_anything() -> None:
    found = listed(HEAD + '|身份证号', LINE + '|1')
    (column,) = [one for one in found.columns if one.label == '身份证号']
    assert (column.field, column.reasons) == (None, ())


def test_a_form_that_nothing_fits_has_no_form() -> None:
    found = listed('社会组织名称|注册资金|产量|评估等级|会员数量', '示例市甲一商会|3|12|3A|7', title='评估')
    assert (found.form, found.doubtful) == (None, True)


def test_a_paper_without_labels_is_like_no_other() -> None:
    one = document('一段话')
    other = Document('2.docx', '1' * 64, 'docx', None, one.blocks)
    prints = {document_to_layout(doc, definitions()).fingerprint for doc in (one, other)}
    assert len(prints) == 2


def totals(*rows: object) -> Document:
    return document('子区社会组织党建进展', table(*rows))  # type: ignore[arg-type]  # rows of strings


def told(doc: Document) -> dict[str, object]:
    found = document_to_layout(doc, definitions())
    assert (found.form, found.subject) == (ROWS.id, 'reporting_unit')
    returned = figures_to_return(doc, ROWS, found)
    return {key: value.value for key, value in returned.values.items()}


def test_a_units_totals_in_a_row() -> None:
    doc = totals('县区|登记社会组织数|已建党组织数', '子区|86|41')
    assert told(doc) == {'reporting_unit': '子区', 'total': 86, 'established': 41}


def test_a_units_totals_by_item_and_number() -> None:
    doc = totals('项目|数量', '社会组织总数|86家', '已建党组织数|41家', '单独组建|23', '联合组建|18')
    assert told(doc) == {'total': 86, 'established': 41, 'independent': 23, 'joint': 18}


def test_totals_of_several_units_are_taken_from_their_total_line() -> None:
    rows = ('乡镇|社会组织总数|已建党组织数', '东镇|50|20', '西镇|36|21', '合计|86|41')
    assert told(totals(*rows)) == {'total': 86, 'established': 41}


def test_totals_of_several_units_without_a_total_are_not_summed() -> None:
    doc = totals('乡镇|社会组织总数|已建党组织数', '东镇|50|20', '西镇|36|21')
    assert told(doc) == {}
    returned = figures_to_return(doc, ROWS)
    assert 'several_units' in [problem.code for problem in returned.problems]


def test_parts_that_do_not_add_up_are_said() -> None:
    doc = totals('项目|数量', '社会组织总数|86', '已建党组织数|41', '单独组建|23', '联合组建|17')
    returned = figures_to_return(doc, ROWS)
    assert 'parts_disagree' in [problem.code for problem in returned.problems]


WORDS = (
    '社会组织名称', '名称', '党员', '正式', '合计', '社会组织总数', '已建', '县区', '是', '12', '√',
    '甲一商会', '', '备注', '年', LEFT, UP, '2026年党员', '联系电话：', '身份证号',
)  # fmt: skip
ANY_TABLE = st.integers(1, 5).flatmap(
    lambda width: st.lists(st.lists(st.sampled_from(WORDS), min_size=width, max_size=width), max_size=6)
)


@given(ANY_TABLE, ANY_TABLE)
def test_any_table_has_a_layout(first, second) -> None:
    found = layout('表', table(*first, sheet='一'), table(*second, sheet='二'))
    assert len(found.fingerprint) == 64
    assert found == layout('表', table(*first, sheet='一'), table(*second, sheet='二'))
