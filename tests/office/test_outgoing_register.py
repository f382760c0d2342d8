"""发文登记簿, 发文稿纸, 分发签收表, labels: what the register office prints."""

import datetime as dt

import pytest
from docx import Document
from openpyxl import load_workbook

from model.errors import UsageFault
from office import outgoing_register, paper_states, receipts, serials
from office.issuing import Order, issue
from office.outgoing_register import register_rows, write_labels, write_receipts, write_register, write_slip
from tests.office.drafted import letters, put
from tests.outgoing import papers
from tests.outgoing.papers import docx, line

DAY = dt.date(2026, 3, 19)


@pytest.fixture
def issued(place):
    """Two letters with numbers 2 and 3, a list without one, 1 numbered by hand."""
    paths = letters(place, 2)
    issue(place, paths, Order(DAY, '示例一', '2-3', copies=2))
    path = put(place, '清单.docx', docx(line('转办清单'), line('2026年　月　日')), doc_type='list')
    issue(place, [path], Order(DAY, '示例一'))
    serials.void(place, '示民党函', 2026, (1,), '手工发文')
    paper_states.step(place, paths[:1], 'sealed', '示例二', None)
    receipts.file_papers(place, paths[:1], '2026-D30-0001')
    return paths


def test_every_number_and_every_paper_has_its_line(place, issued):
    assert register_rows(place, 2026) == [
        ('示民党函〔2026〕1号', '', '（手工发文）', '', '', '', '', '', ''),
        (
            '示民党函〔2026〕2号',
            '2026-03-19',
            '函001.docx',
            '函001',
            '2',
            '示例一',
            '',
            '是',
            '2026-D30-0001',
        ),
        ('示民党函〔2026〕3号', '2026-03-19', '函002.docx', '函002', '2', '示例一', '', '否', ''),
        ('（不编号）', '2026-03-19', '清单.docx', '清单', '', '示例一', '', '否', ''),
    ]
    assert register_rows(place, 2025) == []


def test_a_number_made_void_says_so(place, issued):
    serials.void(place, '示民党函', 2026, (3,), '印错', issued=True)
    assert register_rows(place)[2][2] == '函002.docx（作废：印错）'


def test_the_register_is_a_workbook_and_a_paper(place, issued, tmp_path):
    written, count = write_register(place, 2026, tmp_path / '发文登记簿.xlsx')
    sheet = load_workbook(written).active
    assert [cell.value for cell in sheet[1]] == list(outgoing_register.HEADS)
    assert (count, sheet.max_row, sheet['A3'].value) == (4, 5, '示民党函〔2026〕2号')
    written, _ = write_register(place, 2026, tmp_path / '发文登记簿.docx')
    document = Document(str(written))
    assert document.sections[0].page_width > document.sections[0].page_height
    assert [cell.text for cell in document.tables[0].rows[0].cells][:2] == ['文号', '日期']
    assert document.tables[0].rows[2].cells[7].text == '是'
    again, _ = write_register(place, 2026, tmp_path / '发文登记簿.docx')
    assert again.name == '发文登记簿~2.docx'


def test_a_title_like_a_formula_stays_a_text(place, tmp_path):
    path = put(place, '函.docx', papers.letter(), title='=1+1')
    issue(place, [path], Order(DAY, '示例一', '1'))
    written, _ = write_register(place, None, tmp_path / '登记簿.xlsx')
    cell = load_workbook(written).active['C2']
    assert (cell.value, cell.data_type) == ('=1+1', 's')


def test_the_slip_shows_how_far_a_paper_is(place, tmp_path):
    (path,) = letters(place, 1)
    paper_states.step(place, [path], 'checked', '示例四', '已核')
    table = Document(str(write_slip(place, path, tmp_path / '稿纸.docx'))).tables[0]
    said = [cell.text for row in table.rows for cell in row.cells]
    assert any(text.startswith('已核　示例四　2026年3月13日') for text in said)
    assert '示例市民政局' not in said[1]
    assert said[1] == ''


def test_receipts_are_signed_one_by_one(place, tmp_path):
    told = {'recipients': '各县（区）民政局、示例市教育局'}
    path = put(place, '通报.docx', papers.letter(code='示民'), 'circular', 'office', **told)
    with pytest.raises(UsageFault, match='还没有编号'):
        receipts.sign(place, path, '甲县民政局', DAY)
    issue(place, [path], Order(DAY, '示例一', '1'))
    paper_states.step(place, [path], 'dispatched', '示例二', None)
    left = receipts.sign(place, path, '甲县民政局', DAY, copies=2, way='机要交换')
    assert left == ('乙县民政局', '丙县民政局', '示例市教育局')
    written, count, _ = write_receipts(place, [path], tmp_path / '签收表.docx')
    rows = Document(str(written)).tables[0].rows
    assert (count, [cell.text for cell in rows[1].cells]) == (
        4, ['1', '示民〔2026〕1号', '甲县民政局', '2', '机要交换', '2026-03-13', '', '2026-03-19'],
    )  # fmt: skip
    with pytest.raises(UsageFault, match='没有发给“丁县民政局”'):
        receipts.sign(place, path, '丁县民政局', DAY)
    for name in left:
        receipts.sign(place, path, name, DAY)
    assert paper_states.show(place, path).paper.state == 'received'


def test_labels_two_beside_each_other(place, issued, tmp_path):
    written, count, _ = write_labels(place, [place.rooms.outbox], tmp_path / '标签.docx')
    cells = [cell.text for row in Document(str(written)).tables[0].rows for cell in row.cells]
    assert count == 3
    assert cells == ['函001\n示民党函〔2026〕2号', '函002\n示民党函〔2026〕3号', '清单\n', '\n']


@pytest.mark.parametrize('name', ['登记簿.csv', '没有/登记簿.xlsx'])
def test_where_it_cannot_be_written_is_told(place, name, tmp_path):
    with pytest.raises(UsageFault, match='不能写'):
        write_register(place, None, tmp_path / name)
