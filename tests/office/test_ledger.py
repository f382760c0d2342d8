import datetime as dt

import pytest
from openpyxl import load_workbook

from model.errors import Damaged, UsageFault
from office.config import open_workplace
from office.counting import stats
from office.exporting import export
from office.importing import import_ledger
from office.ledger_acts import find, match_names, one_named, organisations
from office.reviewing import accept, waiting

HEAD = '社会组织名称,统一社会信用代码,所属县区,业务主管单位,从业人员总数,身份证号\n'
ROWS = """\
示例市甲一商会,51620000MJ000000XM,甲县,,12,620000200001010000
示例市乙二协会,51620000MJ000000XX,乙县,示例市教育局,8,
=1+1协会,,丙县,直接登记,3,
示例市甲一商会,,甲县,,12,
合计,,,,23,
"""


@pytest.fixture
def imported(place, tmp_path):
    path = tmp_path / '台账.csv'
    path.write_bytes((HEAD + ROWS).encode('gb18030'))
    return import_ledger(place, path)


def test_new_organisations_come_in_at_once_and_totals_are_dropped(place, imported):
    assert imported.added == ['示例市甲一商会', '示例市乙二协会', '=1+1协会']
    assert imported.totals_dropped == 1
    assert one_named(place, '示例市甲一商会').facts == {'staff_total': 12}


def test_a_code_that_fails_its_check_and_a_second_line_of_one_name_are_asked_about(place, imported):
    assert imported.questions == 2
    assert sorted(item.kind for item in waiting(place)) == ['match', 'reading']
    assert one_named(place, '示例市乙二协会').code is None


def test_identity_numbers_are_not_taken_in(place, imported):
    assert imported.ignored_columns == ['身份证号']
    assert not any('620000200001010000' in str(one) for one in organisations(place))


def test_direct_registration_in_words_is_the_same_as_none(place, imported):
    assert [one.supervisor for one in organisations(place)] == [None, '示例市教育局', None]


def test_the_same_list_again_changes_nothing(place, imported, tmp_path):
    again = import_ledger(place, tmp_path / '台账.csv')
    assert (again.added, again.changed, again.unchanged) == ([], [], 3)


def test_an_export_imports_back_equal(place, imported, tmp_path, rooms):
    assert export(place, tmp_path / '导出.xlsx') == 3
    sheet = load_workbook(tmp_path / '导出.xlsx').active
    cells = {cell.value: cell for row in sheet.iter_rows() for cell in row}
    assert cells['51620000MJ000000XM'].data_type == 's'
    assert cells['=1+1协会'].data_type == 's'
    again = import_ledger(place, tmp_path / '导出.xlsx')
    assert (again.added, again.changed, again.unchanged, again.questions) == ([], [], 3, 0)


def test_headers_may_be_english(place, tmp_path):
    path = tmp_path / 'ledger.csv'
    path.write_text('name,code,region,type,supervisor\n示例市丁四学校,,甲县,民办非企业单位,\n', 'utf-8')
    import_ledger(place, path)
    (one,) = organisations(place)
    assert (one.name, one.region, one.type) == ('示例市丁四学校', '甲县', '民办非企业单位')


def test_a_list_without_names_is_refused(place, tmp_path):
    path = tmp_path / '表.csv'
    path.write_text('县区,电话\n甲县,0000-1234567\n', 'utf-8')
    with pytest.raises(Damaged, match='社会组织名称'):
        import_ledger(place, path)


def test_a_past_day_is_read_as_it_was_recorded(with_ledger, survey, rooms):
    from office.intake import take_in

    later = dt.date(2026, 4, 2)
    survey('甲县/附件1.xlsx', (1, '示例市甲一商会', 15, 8, 7, 3, 3, 0, '否'))
    with open_workplace(rooms.root, later) as place:
        list(take_in(place))
        (item,) = waiting(place)
        accept(place, item.number)
        assert one_named(place, '示例市甲一商会').facts['staff_total'] == 15
        assert one_named(place, '示例市甲一商会', dt.date(2026, 4, 1)).facts['staff_total'] == 12


def test_organisations_are_found_by_words(with_ledger):
    assert [one.name for one in find(with_ledger, '乙县 教育局')] == ['示例市乙二协会']


def test_figures_by_an_unknown_dimension_are_refused(with_ledger):
    with pytest.raises(UsageFault, match='不认识'):
        stats(with_ledger, ['县'])


def test_what_nobody_filled_in_is_counted_as_unknown(with_ledger):
    ((line, _),) = stats(with_ledger)
    assert (line.numerator, line.denominator, line.unknown) == (0, 3, 3)


def test_a_list_of_names_is_matched(with_ledger, tmp_path):
    path = tmp_path / '名单.csv'
    path.write_text('id,name,region\n1,示例市甲一商会,甲县\n2,从未听说的合作社,甲县\n3,,\n', 'utf-8')
    found = match_names(with_ledger, path)
    assert [line['decision'] for line in found] == ['matched', 'none', 'not_tried']
