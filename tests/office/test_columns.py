"""The register as the office knows it: its columns, its print, the slip that goes round (G17)."""

import datetime as dt

import openpyxl
import pytest
from docx import Document

from model.errors import UsageFault
from office import registering
from office.columns import set_columns
from office.intake import take_in
from office.register_sheet import COLUMNS, export, rows_to_workbook
from office.slip import write_slip
from store import audit
from store.engine import reading
from tests.office.conftest import NOTICE


@pytest.fixture
def taken(place, notice):
    notice('通知.docx')
    list(take_in(place))
    return place


FILLED = {
    '承办': '社会组织科',
    '拟办': '请社会组织科办理。',
    '批示': '同意',
    '办理结果': '已报',
    '归档': '2026-3',
    '份数': '3',
}


def test_columns_are_filled_and_told_to_the_audit(taken):
    set_columns(taken, 1, FILLED)
    entry = registering.show(taken, 1).entry
    assert (entry.handler, entry.proposal, entry.instruction) == ('社会组织科', '请社会组织科办理。', '同意')
    assert (entry.outcome, entry.filed_as, entry.quantity) == ('已报', '2026-3', 3)
    with reading(taken.engine) as connection:
        last = audit.lines(connection)[-1]
    assert (last['act'], last['about']) == ('register_set', '1')
    assert last['detail']['quantity'] == {'from': None, 'to': 3}


def test_an_empty_value_empties_a_column(taken):
    set_columns(taken, 1, FILLED)
    set_columns(taken, 1, {'批示': ''})
    assert registering.show(taken, 1).entry.instruction is None


@pytest.mark.parametrize(
    'values',
    [
        {'颜色': '红'},
        {'份数': '三'},
        {'份数': '0'},
        {'份数': '²'},
        {'密级': '秘密★5年'},
        {'误送': '也许'},
        {'期次': '二'},
        {'收文时间': '昨天'},
        {'收文时间': ''},
        {'收文时间': '2026-03-14'},
    ],
)
def test_what_cannot_be_is_refused_and_nothing_written(taken, values):
    with pytest.raises(UsageFault):
        set_columns(taken, 1, {'承办': '办公室', **values})
    assert registering.show(taken, 1).entry.handler is None


def test_round_and_moment_are_set_and_outlast_a_new_reading(taken):
    set_columns(taken, 1, {'期次': '2', '收文时间': '2026-03-12 11:50'})
    registering.reread(taken, 1)
    entry = registering.show(taken, 1).entry
    assert (entry.round, entry.received_at) == (2, dt.datetime(2026, 3, 12, 11, 50))
    set_columns(taken, 1, {'期次': '无', '收文时间': '2026-03-11'})
    entry = registering.show(taken, 1).entry
    assert (entry.round, entry.received_at) == (-1, dt.datetime(2026, 3, 11))
    set_columns(taken, 1, {'期次': ''})
    assert registering.show(taken, 1).entry.round is None


def test_an_entry_that_is_not_there_cannot_be_filled(taken):
    with pytest.raises(UsageFault):
        set_columns(taken, 9, {'承办': '办公室'})


def test_a_person_says_that_a_paper_is_ours_after_all(place, notice):
    notice('通知.docx', *(line.replace('各市民政局', '示例市体育局') for line in NOTICE))
    assert [outcome.status for outcome in take_in(place)] == ['misdirected']
    set_columns(place, 1, {'误送': '否'})
    shown = registering.show(place, 1)
    assert 'misdirected' not in {item.field for item in shown.review}
    registering.reread(place, 1)
    again = registering.show(place, 1)
    assert again.entry.note == shown.entry.note == '人工认定：属本单位'
    assert 'misdirected' not in {item.field for item in again.review}


def sheet(path):
    return openpyxl.load_workbook(path).worksheets[0]


def test_the_register_prints_with_its_head_on_every_page(taken, tmp_path):
    set_columns(taken, 1, FILLED)
    path, count = export(taken, tmp_path / '登记簿.xlsx')
    page = sheet(path)
    _, head, line = list(page.values)
    assert count == 1
    assert head == tuple(name for name, _ in COLUMNS)
    assert line[:5] == ('1', '2026-03-13', '示例省民政厅', '示民函〔2026〕12号', NOTICE[2])
    assert line[5:] == ('3', None, '社会组织科', '请社会组织科办理。', '同意', '已报', '2026-3')
    assert (page.page_setup.orientation, page.print_title_rows) == ('landscape', '$1:$2')


def test_only_the_days_asked_for_are_exported(taken, tmp_path):
    assert export(taken, tmp_path / 'a.xlsx', dt.date(2026, 3, 14))[1] == 0
    assert export(taken, tmp_path / 'b.xlsx', dt.date(2026, 3, 1), dt.date(2026, 3, 13))[1] == 1


def test_a_file_that_is_there_stays(taken, tmp_path):
    (tmp_path / 'a.xlsx').write_bytes(b'x')
    assert export(taken, tmp_path / 'a.xlsx')[0].name == 'a~2.xlsx'
    assert (tmp_path / 'a.xlsx').read_bytes() == b'x'


@pytest.mark.parametrize('name', ['登记簿.csv', '没有/登记簿.xlsx'])
def test_where_it_cannot_be_written_is_told(taken, tmp_path, name):
    with pytest.raises(UsageFault):
        export(taken, tmp_path / name)


def test_a_text_that_looks_like_a_formula_stays_a_text(tmp_path):
    texts = ['=HYPERLINK("http://x","y")', '+1', '-1', '@SUM(A1)', '\x07响', *[''] * 7]
    data = rows_to_workbook('=1+1', [texts])
    assert data == rows_to_workbook('=1+1', [texts])
    (tmp_path / 'x.xlsx').write_bytes(data)
    cells = [cell for row in sheet(tmp_path / 'x.xlsx').iter_rows() for cell in row]
    assert {cell.data_type for cell in cells if cell.value is not None} == {'s'}
    assert texts[0] in {cell.value for cell in cells}


def test_the_slip_is_filled_in_as_far_as_the_register_knows(taken, tmp_path):
    set_columns(taken, 1, FILLED)
    path = write_slip(taken, 1, tmp_path / '处理笺.docx')
    document = Document(str(path))
    text = '\n'.join(cell.text for row in document.tables[0].rows for cell in row.cells)
    assert document.paragraphs[0].text == '示例市民政局文件处理笺'
    for told in ('示民函〔2026〕12号', NOTICE[2], '2026年03月13日', '社会组织科', '同意', '2026年03月17日'):
        assert told in text
    assert write_slip(taken, 1, tmp_path / '处理笺.docx').name == '处理笺~2.docx'
