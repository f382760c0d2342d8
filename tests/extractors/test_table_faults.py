"""Faults of tables: places held twice, rows short of cells, rows whose values stand one column off."""

from datetime import date
from itertools import accumulate

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.readers.docx import reader as read_docx
from extractors.readers.table_faults import table_problems
from extractors.readers.table_kinds import text_to_kinds
from extractors.readers.web import html_reader as read_html
from model.document import Cell, Table
from model.place import NOWHERE, Where
from tests import build
from tests.build import tbl, tr

HEADERS = ('序号', '社会组织名称', '统一社会信用代码', '党员数', '负责人', '联系电话', '成立日期', '是否建立')
NAMES = ('甲县', '乙县', '丙县', '丁县')
COLUMNS = {
    '社会组织名称': st.builds(
        lambda place, number: f'{place}示例{number}协会', st.sampled_from(NAMES), st.integers(1, 99)
    ),
    '统一社会信用代码': st.integers(0, 10**8 - 1).map(lambda number: f'51620000MJ{number:08}'),
    '党员数': st.integers(0, 200).map(str),
    '联系电话': st.integers(0, 10**8 - 1).map(lambda number: f'139{number:08}'),
    '成立日期': st.dates(date(1950, 1, 1), date(2026, 12, 31)).map(lambda day: f'{day:%Y-%m-%d}'),
    '党员占比': st.integers(0, 999).map(lambda number: f'{number / 10}%'),
    '是否建立': st.sampled_from('是否'),
}
"""No two neighbours of one kind, so that a move by one is always to be seen."""


def table(*rows, where=NOWHERE):
    cells = tuple(Cell(i, j, text) for i, row in enumerate(rows) for j, text in enumerate(row))
    return Table(len(rows), max(map(len, rows)), cells, where)


def codes(*rows, **more):
    return [each.code for each in table_problems(table(*rows, **more))]


@st.composite
def lists(draw):
    """A header and the rows of a list, now and then without a value."""
    names = draw(st.lists(st.sampled_from(list(COLUMNS)), min_size=4, max_size=7, unique=True))
    rows = [
        [str(number), *(draw(COLUMNS[name]) for name in names)]
        for number in range(1, draw(st.integers(5, 9)) + 1)
    ]
    return [['序号', *names], *rows]


@settings(max_examples=40)
@given(lists(), st.data())
def test_a_right_list_has_no_problem(rows, data):
    for _ in range(data.draw(st.integers(0, 3))):
        row = rows[data.draw(st.integers(1, len(rows) - 1))]
        row[data.draw(st.integers(1, len(row) - 1))] = data.draw(st.sampled_from(['', '无', '/', '—']))
    assert codes(*rows) == []


@settings(max_examples=40)
@given(lists(), st.data())
def test_a_row_moved_by_one_is_the_one_problem(rows, data):
    moved = data.draw(st.integers(1, len(rows) - 1))
    start = data.draw(st.integers(0, 2))
    row = rows[moved]
    left = [*row[:start], *row[start + 1 :], '']
    right = [*row[:start], '', *row[start:-1]]
    rows[moved] = data.draw(st.sampled_from([left, right]))
    (problem,) = table_problems(table(*rows))
    assert problem.code == 'row_shifted'
    assert problem.message.startswith(f'第{moved + 1}行的内容可能错了一列：“')


def test_the_problem_names_the_column_and_what_stands_in_it():
    row = ['甲县示例协会', '51620000MJ00000001', '13900000001', '3']
    shifted = ['甲县示例协会', '13900000001', '3', '']
    header = ['名称', '统一社会信用代码', '电话', '党员数']
    (problem,) = table_problems(table(header, row, row, row, shifted, row))
    assert problem.message == (
        "第5行的内容可能错了一列：“统一社会信用代码”列里是电话号码；请对照原件核对这一行"
    )


def test_a_sheet_counts_its_own_rows():
    rows = [['1', '13900000001', '2026-01-02']] * 4 + [['13900000001', '2026-01-02', '']]
    cells = tuple(
        Cell(i, j, text, where=Where(sheet='表', cell=f'{"ABC"[j]}{i + 5}'))
        for i, row in enumerate(rows)
        for j, text in enumerate(row)
    )
    (problem,) = table_problems(Table(5, 3, cells, Where(sheet='表')))
    assert problem.message.startswith("第9行")


@pytest.mark.parametrize(
    'last',
    [
        ['5', '51620000MJ00000001', '不详', '2026-01-02', '3'],
        ['合计', '', '', '12', '13900000001'],
        ['一、甲县', '', '', '', ''],
        ['序号', '代码', '电话', '日期', '党员数'],
        ['5', '不详', '不详', '不详', '不详'],
    ],
)
def test_slips_totals_groups_and_repeated_headers_are_no_shift(last):
    row = ['1', '51620000MJ00000001', '13900000001', '2026-01-02', '3']
    assert codes(row, row, row, row, last) == []


def test_a_form_of_labels_and_values_is_no_list():
    form = [
        ['名称', '示例协会', '统一社会信用代码', '51620000MJ00000001'],
        ['负责人', '张某', '联系电话', '13900000001'],
        ['党员数', '3', '成立日期', '2026-01-02'],
        ['是否建立', '是', '占比', '25%'],
    ]
    assert codes(*form) == []
    assert codes(*[row[:2] for row in form], *[row[2:] for row in form]) == []


def test_two_cells_on_one_place_are_told():
    cells = (Cell(0, 0, '甲', colspan=2), Cell(0, 1, '乙'))
    assert [each.code for each in table_problems(Table(1, 2, cells))] == ['cells_overlap']


@pytest.mark.parametrize('row', range(1, 4))
def test_a_row_short_of_a_cell_is_told(row):
    rows = [list(HEADERS[:4]), *[['甲', '乙', '丙', '丁']] * 3]
    rows[row] = rows[row][:3]
    (problem,) = table_problems(table(*rows))
    assert problem.code == 'row_incomplete'
    assert problem.message == f"表格第{row + 1}行比别的行少单元格（第4列没有），内容可能错列；请对照原件核对"


def test_rows_that_all_stop_short_of_the_header_are_one_problem():
    rows = [['甲', '乙', '丙']] * 5
    (problem,) = table_problems(table(HEADERS[:4], *rows))
    assert "表格第2行、第3行、第4行等5行比别的行少单元格" in problem.message


@pytest.mark.parametrize(
    'rows',
    [
        [['附件：示例表'], HEADERS[:4], *[['甲', '乙', '丙', '丁']] * 2, ['注：如实填写']],
        [['甲', '乙', '丙', '丁']] * 2 + [['', '', '丙']],
    ],
    ids=['title_and_note', 'one_value'],
)
def test_titles_and_notes_may_be_ragged(rows):
    assert codes(*rows) == []


def test_rows_of_a_layout_may_end_where_they_like():
    cells = tuple(
        Cell(row, col, '甲', colspan=span)
        for row, spans in enumerate([(1, 1, 2), (2, 1), (3,), (1, 2)])
        for col, span in zip(accumulate((0, *spans)), spans, strict=False)
    )
    assert table_problems(Table(4, 4, cells)) == ()


def test_sheets_and_drawn_tables_have_their_places_by_themselves():
    rows = [HEADERS[:4], ['甲', '乙', '丙'], ['甲', '乙', '丙', '丁']]
    assert codes(*rows, where=Where(sheet='表')) == codes(*rows, where=Where(page=1)) == []


def test_word_and_web_tables_short_of_a_cell(tmp_path):
    row = tr('甲', '乙', '丙', '丁')
    short = build.docx(tmp_path / 'a.docx', tbl(row, tr('甲', '乙', '丁'), row))
    page = tmp_path / 'a.html'
    cell_rows = ''.join(f'<tr>{"<td>甲</td>" * count}</tr>' for count in (4, 3, 4))
    page.write_text(f'<html><body><table>{cell_rows}</table></body></html>')
    for read, path in ((read_docx.read, short), (read_html.read, page)):
        found = next(block for block in read(path)[0] if isinstance(block, Table))
        assert [each.code for each in table_problems(found)] == ['row_incomplete']


def test_a_row_that_begins_late_by_its_own_word_is_whole(tmp_path):
    late = tr('丙', '丁', properties='<w:gridBefore w:val="2"/>')
    row = tr('甲', '乙', '丙', '丁')
    path = build.docx(tmp_path / 'a.docx', tbl(row, late, row))
    (block,) = read_docx.read(path)[0]
    assert isinstance(block, Table)
    assert table_problems(block) == ()


@pytest.mark.parametrize(
    ('text', 'kinds'),
    [
        ('', set()),
        ('—', set()),
        ('无', set()),
        ('51620000MJ0000000X', {'code'}),
        ('１３９ ００００ ０００１', {'phone', 'number'}),
        ('0931-8880000', {'phone'}),
        ('2011.04', {'date', 'decimal'}),
        ('2011年4月8日', {'date'}),
        ('20110408', {'date', 'phone', 'number', 'decimal'}),
        ('25.5%', {'percent'}),
        ('3人', {'int'}),
        ('1,236.50', {'decimal'}),
        ('是', {'tick'}),
        ('张某', {'name'}),
        ('甲县示例协会', {'text'}),
        ('长' * 40, {'text'}),
    ],
)
def test_kinds_of_values(text, kinds):
    assert text_to_kinds(text) == kinds
