"""Tables inside plain text, and the encodings that Chinese text files come in."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from extractors.readers.plain import reader as read_text
from model.document import Table
from model.errors import TooLarge
from model.place import Severity

DRAWN = """附件：
┌────┬────────┐
│县区    │　　党员数      │
│        ├───┬────┤
│        │正式  │预备    │
├────┼───┼────┤
│甲县    │  12  │ 3      │
├────┼───┴────┤
│合计    │   15           │
└────┴────────┘
以上。"""
ASCII = """+------+--------+
| 县区 | 党员数 |
+======+========+
| 甲县 |     12 |
| 城关 |        |
+------+--------+
| 乙县 |      3 |
+------+--------+"""
UNRULED = '┌──┬──┐\n│县区│数量│\n├──┼──┤\n│甲县│12  │\n│乙县│ 3  │\n└──┴──┘'


def read(folder, text: str, encoding: str = 'utf-8'):
    path = folder / 'a.txt'
    path.write_bytes(text.encode(encoding))
    blocks, _, problems = read_text.read(path)
    return blocks, problems


def grid_of(table):
    assert isinstance(table, Table)
    return [(cell.row, cell.col, cell.rowspan, cell.colspan, cell.text) for cell in table.cells]


def test_a_drawn_table_keeps_its_spans_and_its_place(tmp_path):
    (before, table, after), problems = read(tmp_path, DRAWN)
    assert (before.text, after.text, table.where.line) == ('附件：', '以上。', 2)
    assert (table.rows, table.cols) == (4, 3)
    assert grid_of(table) == [
        (0, 0, 2, 1, '县区'), (0, 1, 1, 2, '党员数'), (1, 1, 1, 1, '正式'), (1, 2, 1, 1, '预备'),
        (2, 0, 1, 1, '甲县'), (2, 1, 1, 1, '12'), (2, 2, 1, 1, '3'), (3, 0, 1, 1, '合计'), (3, 1, 1, 2, '15'),
    ]  # fmt: skip
    assert table.cells[4].where.line == 7
    assert problems == ()


def test_wrapped_cells_of_a_ruled_table_are_joined(tmp_path):
    (table,), _ = read(tmp_path, ASCII)
    assert [cell.text for cell in table.cells] == ['县区', '党员数', '甲县城关', '12', '乙县', '3']


def test_full_lines_below_the_only_rule_are_rows(tmp_path):
    (table,), _ = read(tmp_path, UNRULED)
    assert [cell.text for cell in table.cells] == ['县区', '数量', '甲县', '12', '乙县', '3']


def test_uprights_out_of_line_do_not_matter_where_every_line_has_the_same(tmp_path):
    (table,), _ = read(tmp_path, UNRULED.replace('│ 3  │', '│3│'))
    assert [cell.text for cell in table.cells][-2:] == ['乙县', '3']


@pytest.mark.parametrize(
    'text',
    [
        UNRULED.replace('│乙县│ 3  │', '│乙县│    │'),
        UNRULED.replace('│乙县│ 3  │', '│乙县 3  │'),
        DRAWN.replace('│甲县    │  12  │', '│甲县  │  12  │'),
        ASCII.replace('| 城关 |        |', '| 城关 |      7 |'),
        '| 甲 | 乙 |\n| 1 |\n| 2 | 3 |\n| 4 | 5 |',
        '甲\t乙\t丙\n1\t2\n3\t4\t5',
        '甲\t乙\n1\t"二\n行"\t3\n4\t5',
    ],
)
def test_what_does_not_fit_a_grid_stays_as_written_and_is_told(tmp_path, text):
    blocks, problems = read(tmp_path, text)
    assert not [block for block in blocks if isinstance(block, Table)]
    assert ''.join(''.join(block.text for block in blocks).split()) == ''.join(text.split())
    assert all((each.code, each.severity) == ('table_ragged', Severity.REVIEW) for each in problems)


def test_tables_written_for_markdown_are_tables(tmp_path):
    (table,), problems = read(tmp_path, '| 县区 | 数量 |\n|---|---:|\n| 甲\\|县 | 12<br>13 |\n| 乙县 | |')
    assert grid_of(table) == [
        (0, 0, 1, 1, '县区'), (0, 1, 1, 1, '数量'), (1, 0, 1, 1, '甲|县'), (1, 1, 1, 1, '12\n13'),
        (2, 0, 1, 1, '乙县'), (2, 1, 1, 1, ''),
    ]  # fmt: skip
    assert problems == ()


def test_cells_pasted_from_a_sheet_are_a_table_with_their_boxes(tmp_path):
    (_, table), _ = read(tmp_path, '情况如下：\n县区\t已建\t备注\n甲县\t□是 ☑否\t\n乙县\t☑是 □否\t无')
    assert (table.rows, table.cols, table.cells[4].boxes[1].checked) == (3, 3, True)


@pytest.mark.parametrize(
    'text',
    [
        '\t一、总则\n\t二、分则\n\t三、附则',
        '甲\t乙\n丙\t丁',
        '联系人：甲|电话：1\n地址：乙',
        '首页 > 通知 | 打印',
    ],
)
def test_two_lines_alike_or_an_indent_are_no_table(tmp_path, text):
    blocks, problems = read(tmp_path, text)
    assert not [block for block in blocks if isinstance(block, Table)]
    assert problems == ()


def test_a_table_of_millions_of_places_is_refused(tmp_path):
    with pytest.raises(TooLarge):
        read(tmp_path, 'a\tb\tc\n' * 200_000)


WORDS = st.text(st.characters(codec='gb18030', categories=('Lo', 'Nd')), min_size=1, max_size=6)


@given(
    st.integers(3, 5).flatmap(
        lambda n: st.lists(st.lists(WORDS, min_size=n, max_size=n), min_size=3, max_size=6)
    )
)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
def test_a_pasted_grid_comes_back_cell_by_cell(tmp_path, rows):
    for separator in ('\t', '|'):
        (table,), _ = read(tmp_path, '\n'.join(separator.join(row) for row in rows))
        assert [cell.text for cell in table.cells] == [text for row in rows for text in row]


TRADITIONAL = '示例市民政局關於開展社會組織年度檢查工作的通知\n各縣區民政局：\n現將有關事項通知如下。\n'
SIMPLIFIED = '示例市民政局关于开展社会组织年度检查工作的通知，各县区民政局：现将有关事项通知如下。'


def test_big5_is_read_and_told(tmp_path):
    blocks, problems = read(tmp_path, TRADITIONAL, 'big5')
    assert [block.text for block in blocks] == TRADITIONAL.split()
    assert [problem.code for problem in problems] == ['encoding_big5']


@pytest.mark.parametrize('encoding', ['utf-16-le', 'utf-16-be'])
def test_utf_16_without_a_mark_or_an_ascii_letter_is_read(tmp_path, encoding):
    data = SIMPLIFIED.encode(encoding)
    assert read_text.score(data, 'a.txt') == 10
    (paragraph,), problems = read(tmp_path, SIMPLIFIED, encoding)
    assert (paragraph.text, problems) == (SIMPLIFIED, ())


@pytest.mark.parametrize('encoding', ['utf-8', 'gb18030'])
def test_a_stray_byte_costs_one_letter_and_is_told(tmp_path, encoding):
    data = (SIMPLIFIED * 3).encode(encoding)
    data = data[:60] + b'\xff' + data[60:]
    path = tmp_path / 'a.txt'
    path.write_bytes(data)
    assert read_text.score(data, 'a.txt') is not None
    (paragraph,), _, problems = read_text.read(path)
    assert SIMPLIFIED in paragraph.text
    assert [problem.code for problem in problems] == ['encoding_guessed']


def test_a_stray_nul_does_not_make_it_utf_16(tmp_path):
    (paragraph,), _ = read(tmp_path, SIMPLIFIED + '\0' + SIMPLIFIED * 10, 'gb18030')
    assert paragraph.text == SIMPLIFIED * 11
