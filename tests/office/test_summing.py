"""汇总表: counts as numbers, words as words, nobody's name, and what a later return corrects left out."""

import pytest
from openpyxl import load_workbook

from model.errors import UsageFault
from office.intake import take_in
from office.summing import summary_sheet
from office.workbook import tables_to_workbook
from store import register
from store.engine import atomic

FORM = 'party_building_survey'


@pytest.fixture
def told(with_ledger, survey, tmp_path):
    """told(name=...): the sheet's lines as dicts, after one county's return."""
    survey(
        '甲县/附件1.xlsx',
        (1, '示例市甲一商会', 12, 5, 7, 3, 3, 0, '否'),
        (2, '示例市没听说过的协会', 9, 4, 5, 2, 2, 0, '是'),
        ('合计', None, 21, 9, 12, 6, 5, 0, None),
    )
    list(take_in(with_ledger))

    def read(name):
        path = summary_sheet(with_ledger, FORM, tmp_path / '汇总.xlsx')
        head, *lines = load_workbook(path)[name].iter_rows(values_only=True)
        return [dict(zip(head, line, strict=True)) for line in lines]

    return read


def test_an_accepted_row_with_its_counts_as_numbers(told):
    (line,) = told('汇总表')
    assert (line['序号'], line['县区'], line['社会组织名称']) == (1, '甲县', '示例市甲一商会')
    assert (line['从业人员总数'], line['是否建立党组织']) == (12, '否')
    assert (line['来源文件'], line['行']) == ('甲县/附件1.xlsx', 'Sheet 第3行')


def test_a_row_that_waits_stands_apart_with_its_reason(told):
    (line,) = told('待核')
    assert (line['单位名称'], line['状态']) == ('示例市没听说过的协会', '待核')
    assert line['原因']


def test_a_total_line_is_named_with_what_was_printed(told):
    (line,) = told('剔除')
    assert (line['县区'], line['行首']) == ('甲县', '合计')
    assert '党员总数6' in line['所印的数']


def test_a_units_own_total_stands_beside_ours(told):
    unit, *missing, whole = told('分县汇总')
    assert (unit['明细行数'], unit['入账'], unit['待核'], unit['剔除合计行']) == (2, 1, 1, 1)
    assert [unit[key] for key in ('党员总数', '党员总数（自报合计）', '党员总数（差）')] == [
        3,
        6,
        '另有1家待核，暂不可比',
    ]
    assert (whole['县区'], whole['入账'], whole['党员总数']) == ('合计', 1, 3)
    assert [(one['县区'], one['状态'], one['党员总数']) for one in missing] == [
        ('乙县', '未报', None),
        ('丙县', '未报', None),
    ]
    assert '未含乙县、丙县（未报）' in whole['备注']


def test_a_value_that_waits_is_marked_and_in_no_sum(with_ledger, told, survey):
    survey(
        '乙县/附件1.xlsx',
        (1, '示例市乙二协会', '约8人', 4, 4, 2, 2, 0, '否'),
    )
    list(take_in(with_ledger))
    line = next(line for line in told('汇总表') if line['县区'] == '乙县')
    assert line['从业人员总数'] == '8（待核）'
    unit = next(line for line in told('分县汇总') if line['县区'] == '乙县')
    assert unit['从业人员总数'] == '（待核）'
    assert '“从业人员总数”1处待核，未计入' in unit['备注']
    assert ('示例市乙二协会', '值待核') in [(one['单位名称'], one['状态']) for one in told('待核')]


def test_two_papers_of_a_unit_are_one_line(with_ledger, told, survey):
    survey('甲县/附件2.xlsx', (1, '示例市甲一商会', 12, 5, 7, 3, 3, 0, '否'))
    list(take_in(with_ledger))
    assert [line['县区'] for line in told('分县汇总')].count('甲县') == 1


def test_words_that_nobody_confirmed_are_not_in_the_sum(with_ledger, told, rooms):
    from docx import Document

    paper = Document()
    paper.add_paragraph('丙县关于社会组织党建工作进展情况的汇报')
    paper.add_paragraph('截至3月11日，全县登记社会组织86家，已建党组织41家。')
    (rooms.inbox / '丙县').mkdir(exist_ok=True)
    paper.save(rooms.inbox / '丙县' / '汇报.docx')
    list(take_in(with_ledger))
    *units, whole = told('分县汇总')
    held = next(line for line in units if line['县区'] == '丙县')
    assert held['社会组织数'] == '86（待核）'
    assert whole['社会组织数'] == 1
    assert '“社会组织数”未含丙县（待核）' in whole['备注']


def test_a_return_that_a_later_one_corrects_is_left_out(with_ledger, told):
    with atomic(with_ledger.engine) as connection:
        register.change(connection, 1, superseded_by=2)
    assert told('汇总表') == []


def test_no_field_about_a_person_is_in_it(told):
    heads = ' '.join(told('汇总表')[0])
    assert not any(word in heads for word in ('法定代表人', '联系电话', '填表人', '书记'))


def test_a_file_that_is_there_stays(with_ledger, told, tmp_path):
    first = summary_sheet(with_ledger, FORM, tmp_path / '二.xlsx')
    second = summary_sheet(with_ledger, FORM, tmp_path / '二.xlsx')
    assert (first.name, second.name) == ('二.xlsx', '二~2.xlsx')
    assert first.read_bytes() == second.read_bytes()


@pytest.mark.parametrize(('collection', 'name'), [('no_such_form', '三.xlsx'), (FORM, '三.csv')])
def test_what_cannot_be_written_is_refused(with_ledger, tmp_path, collection, name):
    with pytest.raises(UsageFault):
        summary_sheet(with_ledger, collection, tmp_path / name)


def test_what_looks_like_a_formula_or_a_number_stays_text(tmp_path):
    path = tmp_path / '四.xlsx'
    path.write_bytes(
        tables_to_workbook([('表', [('甲', '乙'), ('=1+1', '51990100MJ100001X3'), ('\x00@甲', 7)])])
    )
    rows = list(load_workbook(path)['表'].iter_rows())
    assert [(cell.value, cell.data_type) for row in rows[1:] for cell in row] == [
        ('=1+1', 's'),
        ('51990100MJ100001X3', 's'),
        ('@甲', 's'),
        (7, 'n'),
    ]
