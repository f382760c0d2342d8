import string
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from extractors.readers.sheets import csv_reader as read_csv
from extractors.readers.sheets import xlsx_reader as read_xlsx
from extractors.readers.sheets.csv_rows import sniff_delimiter
from model.document import CheckBox, Table
from model.errors import Damaged, TooLarge
from model.place import Problem, Where


def read(path: Path, content: str | bytes) -> tuple[Table, list[Problem]]:
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    (table,), pages, problems = read_csv.read(path)
    assert pages is None
    assert isinstance(table, Table)
    return table, list(problems)


def grid(table: Table) -> list[list[str]]:
    lines: list[list[str]] = [[] for _ in range(table.rows)]
    for cell in table.cells:
        lines[cell.row].append(cell.text)
    return lines


@pytest.mark.parametrize(
    ('head', 'name', 'score'),
    [
        ('甲,乙\n1,2\n', '台账.csv', 40),
        ('只有一列\n甲\n', '台账.CSV', 40),
        ('a\tb\tc\n1\t2\t3\n4\t5\t6\n', '导出.xls', 40),
        ('a\tb\tc\n1\t2\t3\n4\t5\t6\n', '导出.txt', 20),
        ('a,b,c\n1,2,3\n4,"5,5",6\n7,8,9\n', 'x.txt', 20),
        ('a,b\n1,2\n4,5\n7,8\n', 'x.txt', None),
        ('各单位，请于3月1日前报送，逾期不候。\n' * 5, '通知.txt', None),
        ('Dear all, please, see\nbelow, thanks\nbye\nnow\n', 'x.txt', None),
    ],
)
def test_a_table_is_told_by_its_name_or_by_its_lines(head, name, score):
    assert read_csv.score(head.encode(), name) == score


def test_what_is_no_text_is_no_table():
    assert read_csv.score(b'PK\x03\x04\0\0', 'a.csv') is None
    assert read_csv.score(b'\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1', 'a.csv') is None


@pytest.mark.parametrize('encoding', ['utf-8', 'utf-8-sig', 'gb18030', 'utf-16'])
def test_encodings(tmp_path, encoding):
    table, problems = read(tmp_path / 'a.csv', '名称\t代码\n示例市餐饮协会\t00036\n'.encode(encoding))
    assert (grid(table), problems) == ([['名称', '代码'], ['示例市餐饮协会', '00036']], [])


@pytest.mark.parametrize('delimiter', [',', '\t', ';', '|'])
def test_delimiters(tmp_path, delimiter):
    lines = ['名称', '甲，乙协会', '金额 1.5'], ['1', '', '☑是 □否']
    table, _ = read(tmp_path / 'a.csv', '\r\n'.join(delimiter.join(line) for line in lines))
    assert grid(table) == [*lines]
    assert table.cells[5].boxes == (CheckBox('是', checked=True), CheckBox('否', checked=False))


def test_the_delimiter_that_excel_names_is_taken():
    assert sniff_delimiter('sep=;\r\na;b,c,d\r\n') == (';', 'a;b,c,d\r\n', 1)


def test_places_are_those_of_the_sheet_and_of_the_file(tmp_path):
    table, _ = read(tmp_path / 'a.csv', '甲,乙\n"一\n二",1\n\n丙,2\n,,\n')
    assert [(cell.where.line, cell.where.cell, cell.text) for cell in table.cells] == [
        (1, 'A1', '甲'), (1, 'B1', '乙'), (2, 'A2', '一\n二'), (2, 'B2', '1'),
        (4, 'A3', ''), (4, 'B3', ''), (5, 'A4', '丙'), (5, 'B4', '2'),
    ]  # fmt: skip
    assert table.where == Where(line=1)


def test_texts_stay_as_typed(tmp_path):
    table, problems = read(tmp_path / 'a.csv', '代码,率\n00036,25.6%\n"=""00036""", 甲 \n\t0371,=1+1\n')
    assert grid(table) == [['代码', '率'], ['00036', '25.6%'], ['00036', ' 甲 '], ['0371', '=1+1']]
    assert problems == []


def test_codes_that_lost_digits_are_told(tmp_path):
    table, problems = read(tmp_path / 'a.csv', '代码\n9.1E+17\n91E\n')
    assert [(each.code, each.where) for each in problems] == [('code_destroyed', Where(line=2, cell='A2'))]
    assert table.rows == 3


def test_uneven_rows_are_told_and_not_moved(tmp_path):
    content = '某县台账\n名称,代码,区\n甲,1,东\n乙,2\n丙,丁,3,西\n戊,4,南,\n己,5,北\n'
    table, problems = read(tmp_path / 'a.csv', content)
    assert [(each.code, each.where.line) for each in problems] == [('ragged_row', 4), ('ragged_row', 5)]
    assert grid(table)[4] == ['丙', '丁', '3', '西']
    assert "第5行有4格，其他行是3格" in problems[1].message


def test_many_uneven_rows_are_counted(tmp_path):
    _, problems = read(tmp_path / 'a.csv', 'a,b,c\n' * 100 + 'a,b\n' * 60)
    assert len(problems) == read_csv.MAX_TOLD + 1
    assert "另有10行" in problems[-1].message


def test_a_quote_without_its_pair_swallows_nothing(tmp_path):
    table, problems = read(tmp_path / 'a.csv', '名称,代码\n"甲,1\n乙,2\n')
    assert grid(table) == [['名称', '代码'], ['"甲', '1'], ['乙', '2']]
    assert [(each.code, each.where.line) for each in problems] == [('quotes_unbalanced', 2)]


def test_only_line_ends_end_a_row(tmp_path):
    table, _ = read(tmp_path / 'a.csv', '甲\x0b乙,丙\u2028丁\r戊,己\r\n')
    assert grid(table) == [['甲乙', '丙\u2028丁'], ['戊', '己']]


def test_an_empty_table_is_told(tmp_path):
    path = tmp_path / 'a.csv'
    path.write_text(',,\n,,\n', 'utf-8')
    blocks, _, problems = read_csv.read(path)
    assert (blocks, [problem.code for problem in problems]) == ((), ['no_text'])


def test_what_is_too_large_or_no_text_is_refused(tmp_path, monkeypatch):
    with pytest.raises(Damaged):
        read(tmp_path / 'a.csv', b'a,b\n\0\0\0,1\n\xff')
    monkeypatch.setattr(read_csv, 'MAX_PLACES', 3)
    with pytest.raises(TooLarge):
        read(tmp_path / 'a.csv', 'a,b\nc,d\n')


TEXTS = st.text(
    st.sampled_from(string.ascii_letters + string.digits + '示例市〔〕（）-.，\n"□☑√ '), max_size=9
)


@given(st.lists(st.lists(TEXTS, min_size=4, max_size=4), min_size=1, max_size=6))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
def test_a_sheet_and_its_csv_are_equal(tmp_path, rows):
    workbook = openpyxl.Workbook()
    lines = []
    for row, texts in enumerate(rows, start=1):
        lines.append(','.join('"' + text.replace('"', '""') + '"' for text in texts) + '\n')
        for col, text in enumerate(texts, start=1):
            workbook.active.cell(row, col, text).data_type = 's'
    workbook.save(tmp_path / 'a.xlsx')
    (tmp_path / 'a.csv').write_text(''.join(lines), 'utf-8')
    of_sheet, of_csv = (
        [
            (block.rows, block.cols, [(cell.row, cell.col, cell.text, cell.boxes) for cell in block.cells])
            for block in reader.read(path)[0]
        ]
        for reader, path in ((read_xlsx, tmp_path / 'a.xlsx'), (read_csv, tmp_path / 'a.csv'))
    )
    assert of_sheet == of_csv


@given(st.text(st.sampled_from('a1,;\t|"\n\r=示 \x0b'), max_size=60))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=200)
def test_every_text_is_read_with_nothing_lost(tmp_path, content):
    path = tmp_path / 'a.csv'
    path.write_text(content, 'utf-8', newline='')
    blocks, _, _ = read_csv.read(path)
    kept = ''.join(cell.text for block in blocks if isinstance(block, Table) for cell in block.cells)
    assert sorted(letter for letter in kept if letter in 'a1示') == sorted(
        letter for letter in content if letter in 'a1示'
    )
