import json
import random
import struct
from pathlib import Path

import openpyxl
import pytest

from extractors.readers import guard
from extractors.readers.sheets import xls_reader as read_xls
from extractors.readers.sheets import xls_records
from extractors.readers.sheets import xlsx_reader as read_xlsx
from model.document import Block, Paragraph, Table
from model.errors import Damaged, Encrypted, NeedsConversion, ShoufaError, TooLarge, Unsupported
from model.place import Problem, Severity, Where
from tests.build_ole import ole_file
from tests.build_xls import (
    control,
    error,
    formula,
    hidden_column,
    hidden_row,
    label,
    merges,
    number,
    record,
    shared,
    wide,
    xls,
)

ADD_A1_ONE = b'\x44\0\0\0\xc0\x1e\x01\0\x03'
"""A1+1: a relative reference, a whole number, a sum."""


def read(path: Path) -> tuple[list[Table], list[Problem]]:
    blocks, pages, problems = read_xls.read(path)
    assert pages is None
    return [block for block in blocks if isinstance(block, Table)], list(problems)


def shown(table: Table) -> dict[str | None, str]:
    return {cell.where.cell: cell.text for cell in table.cells if cell.text}


def test_score_goes_by_the_streams_or_the_first_record():
    ole = b'\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1'
    assert read_xls.score(ole + b'...\nWorkbook\n_VBA_PROJECT_CUR/VBA/dir', 'a.et') == 100
    assert read_xls.score(ole + b'...\nBook', 'a.xls') == 100
    assert read_xls.score(ole + b'...\nWordDocument', 'a.xls') is None
    assert read_xls.score(b'\x09\x08\x10\0\0\x06\x05\0', 'a.xls') == 100
    assert read_xls.score('\t名称\t代码'.encode(), 'a.xls') is None


def test_values_are_shown_as_the_sheet_shows_them(tmp_path):
    path = xls(
        tmp_path / 'a.xls',
        number(0, 0, 36, 1) + number(0, 1, 0.256, 2) + number(0, 2, 46091, 3) + number(0, 3, 46091, 4)
        + number(1, 0, 13800138000) + number(1, 1, 5.19901e17) + error(1, 2, 0x2A)
        + label(1, 3, '00036\r\n甲'),
        formats=['00000', '0.0%', 'yyyy"年"m"月"d"日"', 31],
    )  # fmt: skip
    (table,), problems = read(path)
    assert shown(table) == {
        'A1': '00036', 'B1': '25.6%', 'C1': '2026-03-10', 'D1': '2026-03-10',
        'A2': '13800138000', 'B2': '5.19901E+17', 'C2': '#N/A', 'D2': '00036\n甲',
    }  # fmt: skip
    assert [(each.code, each.where) for each in problems] == [
        ('code_destroyed', Where(sheet='表1', cell='B2')),
        ('cell_error', Where(sheet='表1', cell='C2')),
    ]


def test_the_date_system_of_1904_is_kept(tmp_path):
    path = xls(tmp_path / 'a.xls', number(0, 0, 44629, 1), formats=[14], more=record(0x22, b'\x01\0'))
    assert shown(read(path)[0][0]) == {'A1': '2026-03-10'}


def test_merges_and_hidden_parts_are_those_of_the_newer_format(tmp_path):
    path = xls(
        tmp_path / 'a.xls',
        hidden_row(1) + hidden_column(1) + label(0, 0, '题') + label(1, 0, '甲') + label(1, 2, '乙')
        + merges((0, 0, 0, 2)),
        label(0, 0, '暗'),
        states=[0, 2],
    )  # fmt: skip
    tables, problems = read(path)
    assert [(cell.row, cell.col, cell.rowspan, cell.colspan) for cell in tables[0].cells] == [
        (0, 0, 1, 3), (1, 0, 1, 1), (1, 1, 1, 1), (1, 2, 1, 1),
    ]  # fmt: skip
    assert [problem.code for problem in problems] == ['hidden_rows', 'hidden_columns', 'hidden_sheet']


def test_formulas_stand_beside_their_last_values(tmp_path):
    path = xls(
        tmp_path / 'a.xls',
        number(0, 0, 1) + formula(0, 1, ADD_A1_ONE, 2.0)
        + formula(0, 2, b'\x01\0\0\x02\0', 3.0) + shared(0, 1, 2, b'\x4c\0\0\xff\xc0\x1e\x02\0\x05')
        + formula(1, 2, b'\x01\0\0\x02\0', 4.0)
        + formula(2, 0, ADD_A1_ONE, None) + formula(2, 1, b'\x17\0\0', None) + formula(2, 2, b'\x7f', 5.0),
    )  # fmt: skip
    (table,), problems = read(path)
    found = {cell.where.cell: (cell.formula, cell.text) for cell in table.cells if cell.formula}
    assert found == {
        'B1': ('=A1+1', '2'), 'C1': ('=B1*2', '3'), 'C2': ('=B2*2', '4'),
        'A3': ('=A1+1', ''), 'B3': ('=""', ''), 'C3': ('=', '5'),
    }  # fmt: skip
    assert [(each.code, each.where.cell) for each in problems] == [('formula_without_value', 'A3')]


def blocks_of(path: Path) -> list[tuple[str, str | None, str | None]]:
    blocks: tuple[Block, ...] = read_xls.read(path)[0]
    return [(each.text, each.where.part, each.where.cell) for each in blocks if isinstance(each, Paragraph)]


def test_headings_text_boxes_and_controls_are_read(tmp_path):
    path = xls(
        tmp_path / 'a.xls',
        record(0x14, wide('&C附件1&R&P')) + label(0, 0, '是否法人')
        + control(0x0B, (1, 100, 0, 10, 1, 900, 0, 200), '是', 1)
        + control(0x0B, (2, 100, 0, 10, 2, 900, 0, 200), '否', 0)
        + control(0x06, (0, 0, 4, 0, 3, 0, 6, 0), '说明：\n只填一行')
        + control(0x14, (0, 0, 4, 0, 3, 0, 6, 0)) + control(0x08, (0, 0, 9, 0, 3, 0, 12, 0)),
    )  # fmt: skip
    (table,), problems = read(path)
    assert shown(table) == {'A1': '是否法人', 'B1': '☑是', 'C1': '□否'}
    assert [box.checked for cell in table.cells for box in cell.boxes] == [True, False]
    assert blocks_of(path) == [
        ('附件1', 'header', None), ('说明：', 'textbox', 'A5'), ('只填一行', 'textbox', 'A5'),
    ]  # fmt: skip
    assert [(each.code, each.severity) for each in problems] == [
        ('control_unread', Severity.REVIEW), ('pictures', Severity.INFO),
    ]  # fmt: skip


def test_a_book_of_pictures_waits_for_recognition(tmp_path):
    with pytest.raises(Unsupported, match="1幅") as caught:
        read_xls.read(xls(tmp_path / 'a.xls', control(0x08, (0, 0, 9, 0, 3, 0, 12, 0))))
    assert caught.value.code == 'needs_ocr'


def test_programs_and_other_books_are_told(tmp_path):
    link = record(0x01AE, struct.pack('<H', 1) + wide('b.xls'))
    path = xls(tmp_path / 'a.xls', label(0, 0, '甲'), more=link)
    assert [problem.code for problem in read(path)[1]] == ['external_links']
    plain = xls(tmp_path / 'b.xls', label(0, 0, '甲'), bare=True).read_bytes()
    path = ole_file(tmp_path / 'c.xls', {'Workbook': plain, '_VBA_PROJECT': b'x'})
    assert [problem.code for problem in read(path)[1]] == ['macros']


def test_a_book_without_its_container_is_read(tmp_path):
    path = xls(tmp_path / 'a.xls', label(0, 0, '示例协会'), bare=True)
    assert shown(read(path)[0][0]) == {'A1': '示例协会'}


def test_chinese_of_excel_95_is_read_though_it_names_no_encoding(tmp_path):
    name, text = '表1'.encode('gbk'), '示例协会'.encode('gbk')
    start = 20 + 6 + 11 + len(name) + 4
    stream = (
        record(0x0809, struct.pack('<4H8x', 0x0500, 0x05, 0, 0)) + record(0x22, b'\0\0')
        + record(0x85, struct.pack('<I3B', start, 0, 0, len(name)) + name) + record(0x0A)
        + record(0x0809, struct.pack('<4H8x', 0x0500, 0x10, 0, 0))
        + record(0x0204, struct.pack('<4H', 0, 0, 0, len(text)) + text) + record(0x0A)
    )  # fmt: skip
    (table,), _ = read(ole_file(tmp_path / 'a.xls', {'Book': stream}))
    assert (shown(table), table.where.sheet) == ({'A1': '示例协会'}, '表1')


def test_a_password_is_told(tmp_path):
    with pytest.raises(Encrypted):
        read_xls.read(xls(tmp_path / 'a.xls', label(0, 0, '甲'), more=record(0x2F, bytes(54))))


@pytest.mark.parametrize('cut', [5, 40])
def test_a_broken_chain_of_records_is_damaged(tmp_path, cut):
    path = xls(tmp_path / 'a.xls', label(0, 0, '甲'), bare=True)
    path.write_bytes(path.read_bytes()[:-cut])
    with pytest.raises(Damaged):
        read_xls.read(path)


def test_records_that_the_library_cannot_make_out_ask_for_conversion(tmp_path):
    with pytest.raises(NeedsConversion) as caught:
        read_xls.read(xls(tmp_path / 'a.xls', record(0x0203, b'\0\0') + label(0, 0, '甲')))
    assert caught.value.target == 'xlsx'


def test_cells_are_counted_before_they_are_kept(tmp_path, monkeypatch):
    monkeypatch.setattr(xls_records, 'MAX_CELLS', 300)
    blanks = b''.join(
        record(0xBE, struct.pack('<2H', row, 0) + bytes(2 * 256) + b'\xff\0') for row in range(2)
    )
    with pytest.raises(TooLarge):
        read_xls.read(xls(tmp_path / 'a.xls', blanks))


def test_scratched_books_never_raise_anything_foreign(tmp_path):
    cells = b''.join(label(row, 0, '示例协会') + number(row, 1, row) for row in range(20))
    tokens = (
        formula(20, 0, ADD_A1_ONE, 2.0)
        + merges((0, 0, 0, 1))
        + control(0x0B, (1, 1, 1, 1, 1, 9, 1, 9), '是', 1)
    )
    data = xls(tmp_path / 'a.xls', cells + tokens, formats=['0.00']).read_bytes()
    dice = random.Random(7)
    for _ in range(150):
        scratched = bytearray(data)
        for _ in range(dice.choice([1, 4, 16])):
            scratched[dice.randrange(512, len(data))] = dice.randrange(256)
        path = tmp_path / 'b.xls'
        path.write_bytes(scratched)
        try:
            with guard.reading('b.xls'):
                read_xls.read(path)
        except ShoufaError as fault:
            assert 'b.xls' in fault.message  # noqa: PT017  # either outcome is right
            assert fault.code != 'reader_failed'  # noqa: PT017


def test_an_xls_and_its_xlsx_are_equal(tmp_path, convert):
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    sheet.title = '台账'
    for row in (
        ['示例市社会组织台账'], ['名称', '代码', '比例', '日期', '是否'],
        ['示例协会', '00036', 0.256, 46091, '☑是 □否'],
        ['示例商会', 36, 1234.5, 46092, '=IF(C3>0,"有","无")'], ['合计', '=SUM(C3:C4)', -3, None, '一\n二'],
    ):  # fmt: skip
        sheet.append(row)
    sheet.merge_cells('A1:E1')
    sheet['B4'].number_format, sheet['C3'].number_format = '00000', '0.0%'
    sheet['C4'].number_format, sheet['D3'].number_format = '#,##0.00', 'yyyy"年"m"月"d"日"'
    sheet['D4'].number_format = 'yyyy-mm-dd'
    sheet.row_dimensions[4].hidden = True
    workbook.save(tmp_path / 'raw.xlsx')
    (tmp_path / 'made').mkdir()
    old, new = (convert(tmp_path / 'made', form, tmp_path / 'raw.xlsx')[0] for form in ('xls', 'xlsx'))
    assert read_xls.read(old) == read_xlsx.read(new)


def test_the_real_form(shared_form):
    truth, path = shared_form
    (form, totals), problems = read(path)
    assert [
        [cell.row - 1, cell.col, cell.rowspan, cell.colspan, cell.text] for cell in form.cells[1:]
    ] == truth
    assert (shown(totals)['B6'], shown(totals)['B4']) == ('00036', '25.6%')
    assert problems == []


@pytest.fixture
def shared_form(shared):
    folder = shared / 'corpus' / 'readers'
    return json.loads((folder / 'form.truth.json').read_text('utf-8')), folder / 'form.xls'
