"""Every value of an imported list is told with its own cell, and columns that only tick name nobody."""

import openpyxl
import pytest

from office.import_cells import own_place, place_to_letters
from office.importing import import_ledger
from office.ledger_acts import sources
from office.ledger_told import page_of
from office.previewing import preview_ledger

HEAD = ('序号', '社会组织名称', '所属县区', '是否建立党组织', '联系电话', '选派指导员')
ROWS = ((1, '示例甲一协会', '甲县', '是', '13800000001', '是'), (2, '示例甲二协会', None, '否', None, '否'))


@pytest.fixture
def book(tmp_path):
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = '台账'
    sheet.append(('示例市社会组织台账',))
    for row in (HEAD, *ROWS):
        sheet.append(row)
    sheet.merge_cells('C3:C4')
    book.save(tmp_path / '台账.xlsx')
    return tmp_path / '台账.xlsx'


def told(place, number):
    return {one.field: (one.text, one.words) for one in page_of(place, number).values if one.words}


def test_each_value_has_its_own_cell(place, book):
    import_ledger(place, book)
    first, second = told(place, 1), told(place, 2)
    assert first['org_name'][1] == '《台账.xlsx》工作表“台账”B3'
    assert first['established'] == ('是', '《台账.xlsx》工作表“台账”D3')
    assert second['established'][1].endswith('D4')
    assert second['region'] == ('甲县', '《台账.xlsx》工作表“台账”C3')
    assert sources(place, 1)['has_instructor']['where']['cell'] == 'F3'


def test_a_value_of_a_text_file_has_its_column(place, tmp_path):
    path = tmp_path / '台账.csv'
    path.write_text('社会组织名称,所属县区,是否建立党组织\n示例甲一协会,甲县,是\n', 'utf-8')
    import_ledger(place, path)
    assert told(place, 1)['established'][1] == '《台账.csv》C2'


def test_what_a_later_list_brings_has_its_cell_too(place, book, tmp_path):
    path = tmp_path / '前.csv'
    path.write_text('社会组织名称,所属县区\n示例甲一协会,甲县\n示例甲二协会,甲县\n', 'utf-8')
    import_ledger(place, path)
    import_ledger(place, book)
    first = told(place, 1)
    assert first['region'][1] == '《前.csv》B2'
    assert first['established'][1].endswith('“台账”D3')


def test_a_column_of_ticks_names_nobody(place, book):
    seen = preview_ledger(place, book)
    assert ('选派指导员', 'has_instructor') in {(one.label, one.field) for one in seen.columns}
    assert any("没有姓名" in note for note in seen.notes)
    done = import_ledger(place, book)
    assert done.questions == 0
    assert told(place, 1)['has_instructor'][0] == '有（没有姓名）'
    assert 'instructor' not in told(place, 1)


def test_a_column_with_one_name_is_of_persons(place, tmp_path):
    path = tmp_path / '台账.csv'
    rows = '示例甲一协会,甲县,是\n示例甲二协会,甲县,示例乙\n'
    path.write_text('社会组织名称,所属县区,选派指导员\n' + rows, 'utf-8')
    import_ledger(place, path)
    assert told(place, 1)['instructor'][0] == '有（没有姓名）'
    assert told(place, 2)['instructor'][0] == '示例乙'


def test_a_line_of_a_long_text_file_has_its_column():
    assert own_place({'file': 'a.csv', 'line': 7}, 'code', {'': {'code': 'C'}})['path'] == 'C列'


def test_columns_are_named_as_workbooks_do():
    assert [place_to_letters(one) for one in (0, 25, 26, 701, 702)] == ['A', 'Z', 'AA', 'ZZ', 'AAA']
