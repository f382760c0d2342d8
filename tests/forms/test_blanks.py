"""Every place of a blank form that wants a value, and no other."""

import pytest

from bench.blanks import folder_to_scores
from extractors.readers.registry import read_document
from forms.blanks import DrawnGaps, document_to_blanks, docx_to_gaps
from model.document import Document
from tests.forms.blank_forms import FORMS, build_form
from tests.forms.build import document, table
from tests.forms.more_blank_forms import MORE


def blanks_of(path):
    return document_to_blanks(read_document(path), docx_to_gaps(path.read_bytes()))


def cells(blanks, *, signed=False):
    return {
        (blank.table, blank.row, blank.cell)
        for blank in blanks
        if blank.table is not None and (blank.kind == 'signature') is signed
    }


@pytest.mark.parametrize('name', [*FORMS, *MORE])
def test_the_places_of_a_form_are_found_and_no_other(tmp_path, name):
    path = tmp_path / f'{name}.docx'
    marked = build_form(path, (FORMS | MORE)[name])
    found = blanks_of(path)
    assert cells(found) == marked.fill
    assert cells(found, signed=True) == marked.signed
    lines = [blank.label for blank in found if blank.table is None and blank.kind != 'signature']
    assert lines == list(marked.lines)


def test_the_places_of_the_real_forms_are_found(shared, capsys):
    scores = folder_to_scores(shared / 'corpus' / 'forms')
    capsys.readouterr()
    assert scores['f1_ours_without_signatures'] >= 0.97
    assert scores['f1_ours_without_signatures'] > max(scores['f1_blank'], scores['f1_beside'])
    assert scores['f1_ours'] >= 0.94
    assert scores['lines'] >= 0.9


def labels(*rows) -> dict[str, tuple[str, bool]]:
    found = document_to_blanks(document(table(*rows)))
    return {blank.label: (blank.kind, blank.repeating) for blank in found}


def test_a_label_is_printed_from_the_section_in():
    assert labels('法定代表人|姓名||电话|', '^|职务|||') == {
        '法定代表人/姓名': ('text', False),
        '电话': ('text', False),
        '法定代表人/职务': ('text', False),
    }


def test_rows_for_many_entries_repeat_and_a_named_row_does_not():
    assert labels('姓名|职务|任期', '||', '||') == {
        '姓名': ('text', True),
        '职务': ('text', True),
        '任期': ('text', True),
    }
    assert labels('|姓名|年龄', '会长||', '秘书长||') == {
        '会长/姓名': ('text', False),
        '会长/年龄': ('number', False),
        '秘书长/姓名': ('text', False),
        '秘书长/年龄': ('number', False),
    }


def test_a_blank_under_a_blank_corner_goes_on_with_the_label_above_and_is_no_place():
    found = document_to_blanks(document(table('|姓名|职称', '会长||', '副会长||', '||')))
    assert [blank.label for blank in found] == [
        '会长/姓名',
        '会长/职称',
        '副会长/姓名',
        '副会长/职称',
        '副会长/姓名',
        '副会长/职称',
    ]


def test_a_column_to_sign_is_named_once():
    found = document_to_blanks(document(table('姓名|单位|本人签字', '||', '||', '||')))
    assert [blank.kind for blank in found].count('signature') == 1
    assert [blank.kind for blank in found].count('text') == 6


@pytest.mark.parametrize(
    ('label', 'kind'),
    [
        ('单位名称（盖章）', 'text'),
        ('负责人（签字）', 'signature'),
        ('会员总数', 'number'),
        ('注册资金（万元）', 'number'),
        ('成立日期', 'date'),
        ('是否制定章程', 'text'),
        ('批准文号', 'text'),
        ('审查同意日期', 'date'),
        ('对工作的意见和建议', 'text'),
        ('主管单位审查意见', 'signature'),
        ('主管单位意见（盖章）', 'signature'),
    ],
)
def test_what_is_wanted_beside_a_label(label, kind):
    (blank,) = document_to_blanks(document(table(f'{label}|')))
    assert (blank.label, blank.kind) == (label, kind)


def test_what_the_receiving_organ_fills_in_is_not_for_others():
    found = labels('名称|', '登记管理机关意见|（盖章）\n年  月  日', '发证日期|', '领证人签字|', '备注|')
    assert found == {
        '名称': ('text', False),
        '登记管理机关意见': ('signature', False),
        '领证人签字': ('signature', False),
    }


def test_a_unit_column_is_printed_and_a_lone_unit_wants_its_number():
    assert labels('指标|单位|数值', '党员数|人|', '经费|万元|') == {
        '党员数/人': ('text', False),
        '经费/万元': ('text', False),
    }
    assert labels('净资产|万元|从业人员|人') == {'净资产': ('number', False), '从业人员': ('number', False)}


def test_a_picture_an_explanation_and_a_title_want_nothing():
    assert labels('照片|', '注：本表一式两份。|<') == {}
    assert labels('登记表|<', '|') == {}


def test_a_form_without_anything_has_no_blanks():
    assert document_to_blanks(Document('空.docx', '', 'docx', None, ())) == ()
    assert document_to_blanks(document(table()), DrawnGaps()) == ()


def test_a_heading_alone_before_an_opinion_takes_its_own_value():
    assert labels('名称|', '会长任职情况|<', '主管单位意见|（盖章）') == {
        '名称': ('text', False),
        '会长任职情况': ('text', False),
        '主管单位意见': ('signature', False),
    }


def test_a_pair_filled_in_beforehand_is_no_header_and_a_list_of_items_has_one():
    assert labels('申请单位|示例协会', '申请事项|') == {'申请事项': ('text', False)}
    assert labels('项目|本年金额', '捐赠收入|') == {'捐赠收入/本年金额': ('number', False)}
    assert labels('项目|内容', '捐赠|') == {'捐赠': ('text', False)}


def test_rows_of_a_list_whose_header_stands_elsewhere_are_places_without_a_label():
    found = document_to_blanks(document(table('||', '||')))
    assert [blank.label for blank in found] == [''] * 6
    assert document_to_blanks(document(table('|', '|'))) == ()


def test_what_the_applicant_is_told_to_fill_in_is_his():
    assert labels('以下由申请单位填写|<', '名称|') == {'以下由申请单位填写/名称': ('text', False)}
    assert labels('以下由登记机关填写|<', '编号|') == {}


@pytest.mark.parametrize(
    'cell', ['主管单位意见：', '主管单位意见：\n\n（盖章）\n年  月  日', '审批意见：______']
)
def test_an_opinion_within_one_cell_is_signed(cell):
    assert [kind for kind, _ in labels('名称|', f'{cell}|<').values()] == ['text', 'signature']


def test_what_follows_another_organs_opinion_is_still_to_be_filled():
    found = labels('主管机关意见|（盖章）\n年  月  日', '补充材料|')
    assert found == {'主管机关意见': ('signature', False), '补充材料': ('text', False)}


def test_a_slash_that_is_printed_parts_no_label():
    assert labels('专职/兼职|', '会长|专职/兼职|') == {
        '专职／兼职': ('text', False),
        '会长/专职／兼职': ('text', False),
    }


def test_reviewers_fill_their_own_column():
    found = labels('项目|自评得分|专家评分', '制度||', '活动||')
    assert set(found) == {'制度/自评得分', '活动/自评得分'}


def test_a_hint_in_brackets_beside_a_label_wants_the_answer():
    assert labels('主要事迹|（500字以内）') == {'主要事迹': ('text', False)}


def test_samples_in_the_cells_of_a_letter_with_placeholders_are_places():
    assert labels('当事人|name_1', '告知时间|2026年1月1日') == {
        '当事人': ('text', False),
        '告知时间': ('date', False),
    }
    assert labels('当事人|示例协会', '告知时间|2026年1月1日') == {}
