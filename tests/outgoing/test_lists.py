"""Tables of lists: spans fill the grid, wide ones are divided, long ones mark one figure a row."""

import datetime as dt
import io

from docx import Document
from hypothesis import given
from hypothesis import strategies as st

from model.office import Contact, IssuingName, Layout, Office
from outgoing.draft import Recipe
from outgoing.list_widths import GRID, LINE, fitted
from outgoing.lists import OPEN, UNKNOWN, Behind, Book, Column, ListPaper, Table, list_draft
from outgoing.marks import places, unmarked
from outgoing.press import print_document
from scripts.make_templates import FOLDER

OFFICE = Office(
    '示例市民政局',
    (),
    'city',
    '示例市',
    (),
    ('甲县',),
    (),
    Contact('社会组织科', '0000-1234502'),
    'a',
    'a',
    'a',
)
ISSUING = IssuingName('a', '示例市民政局', '示例市民政局文件', '示民', 'government', '示例市民政局办公室')
COLUMNS = st.lists(st.integers(2, 25), min_size=3, max_size=30)


def blocks(table, signed=False):
    paper = ListPaper(
        'one', '汇总表', '示例活动', dt.date(2026, 3, 13), '家', (), (table,), (), (), signed=signed
    )
    return list_draft(OFFICE, ISSUING, paper, Recipe('papers')).context['blocks']


@given(COLUMNS)
def test_the_columns_of_every_part_fill_the_page_and_none_is_lost(widths):
    columns = tuple(Column(f'栏{place}', width) for place, width in enumerate(widths))
    row = tuple(f'格{place}' for place in range(len(widths)))
    parts = blocks(Table(columns, (row,), '无。', row[2:]))
    assert {sum(part['spans']) for part in parts} == {GRID}
    assert all(sum(cell['span'] for cell in part['total']) == GRID for part in parts)
    assert [cell for part in parts for cell in part['rows'][0][2:]] == list(row[2:])
    assert {part['rows'][0][:2] for part in parts} == {row[:2]}


def test_a_group_of_columns_stands_under_one_heading_and_is_not_torn():
    columns = (
        Column('序号', 3),
        Column('单位', 20),
        *(Column(f'甲{n}', 12, '甲组') for n in range(2)),
        *(Column(f'乙{n}', 12, '乙组') for n in range(2)),
    )
    first, second = blocks(Table(columns, (('1', '某', *'abcd'),), '无。'))
    assert [(cell['text'], cell['tall']) for cell in first['upper']] == [
        ('序号', 1),
        ('单位', 1),
        ('甲组', 0),
    ]
    assert [cell['text'] for cell in second['lower']] == ['序号', '单位', '乙0', '乙1']
    assert second['heading'] == ('（续表一）',)


def test_no_row_is_a_sentence_and_no_table():
    (only,) = blocks(Table((Column('序号', 3), Column('单位', 9)), (), '没有（无）。'))
    assert (only['said'], only['rows']) == (('没有（无）。',), ())


def test_a_number_nobody_knows_is_not_nought_and_a_long_list_marks_its_rows_only():
    book = Book(Layout(), sparse=True)
    assert book.count('a', '某', None) == UNKNOWN
    assert book.said('b', '某', None, Behind()) == OPEN
    assert book.said('c', '文号', '示民〔2026〕1号', Behind('record', (1,))) == '示民〔2026〕1号'
    assert places(book.said('d', '文号', '示民〔2026〕1号', Behind('notice')))
    assert unmarked(book.row(7, '某', 1)) == '7'
    assert book.used['row.7'].rows == (1,)


def test_dates_and_numbers_stay_in_one_line_at_the_cost_of_wide_columns():
    columns = (
        Column('序号', 3),
        Column('单位名称', 20, left=True),
        Column('批复日期', 4),
        Column('文号', 4),
        Column('备注', 30, left=True),
    )
    row = ('1', '示例市甲协会', '2026年12月28日', '示民党〔2026〕14号', '—')
    widths = fitted(columns, [row])
    assert abs(sum(widths) - LINE) < 0.01
    assert widths[2] > 8
    assert widths[3] > 10
    assert widths[1] > 5 < widths[4]
    assert fitted(columns[:2], [row[:2]]) == [3 * LINE / 23, 20 * LINE / 23]


def test_the_total_and_the_notes_do_not_stand_alone_on_a_page():
    paper = ListPaper(
        'one',
        '汇总表',
        '示例活动',
        dt.date(2026, 3, 13),
        '家',
        (),
        (
            Table(
                (Column('序号', 3), Column('单位', 9), Column('数', 4)),
                (('1', '甲', '2'), ('2', '乙', '2')),
                '',
                ('4',),
            ),
        ),
        ('注：甲。', '依据：乙。'),
        (),
    )
    context = list_draft(OFFICE, ISSUING, paper, Recipe('papers')).context
    document = Document(io.BytesIO(print_document(FOLDER / '汇总清单.docx', context)))
    *_, table = document.tables
    kept = [[one.paragraph_format.keep_with_next for one in row.cells[0].paragraphs] for row in table.rows]
    assert kept[-3:] == [[None], [True], [True]]
    notes = {one.text: one.paragraph_format.keep_with_next for one in document.paragraphs}
    assert (notes['注：甲。'], notes['依据：乙。']) == (True, None)
