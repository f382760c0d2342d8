from pathlib import Path

from extractors.readers.boxes import text_to_boxes
from extractors.readers.pdf import reader as read_pdf
from model.document import Block, Paragraph, Table
from tests.build_pdf import pdf, ruled, say

XS = [80.0, 180.0, 480.0]


def rows(blocks: tuple[Block, ...]) -> list[list[list[str]]]:
    """The texts of each table's cells, row by row."""
    return [
        [[cell.text for cell in block.cells if cell.row == row] for row in range(block.rows)]
        for block in blocks
        if isinstance(block, Table)
    ]


def row(top: float, height: float, texts: tuple[str, str]) -> str:
    """A row with its texts in its middle, a form's way."""
    middle = top + height / 2 + 5
    return ruled(XS, [top, top + height]) + say(texts[0], 84, middle) + say(texts[1], 184, middle)


def test_a_whole_row_on_the_next_page_is_no_rest_of_the_row_before(tmp_path: Path) -> None:
    one = row(600, 120, ('业务主管部门', '示例市餐饮住宿家政养老服务行业促进会'))
    two = row(80, 120, ('登记管理机关', '示例市民政局社会组织管理办公室负责同志'))
    blocks, _, problems = read_pdf.read(pdf(tmp_path / 'a.pdf', one, two))
    assert rows(blocks) == [
        [
            ['业务主管部门', '示例市餐饮住宿家政养老服务行业促进会'],
            ['登记管理机关', '示例市民政局社会组织管理办公室负责同志'],
        ]
    ]
    assert [each.code for each in problems] == ['table_joined']


def test_what_may_be_the_rest_of_a_row_stays_a_row_and_is_told(tmp_path: Path) -> None:
    one = row(740, 20, ('业务主管部门', '示例市餐饮住宿家政养老服务行业促进会'))
    two = row(80, 20, ('登记管理机关', '示例市民政局社会组织管理办公室负责同志'))
    blocks, _, problems = read_pdf.read(pdf(tmp_path / 'a.pdf', one, two))
    assert [len(table) for table in rows(blocks)] == [2]
    assert [each.code for each in problems] == ['row_maybe_cut', 'table_joined']


def test_a_tall_row_that_had_no_room_left_carries_its_table_on(tmp_path: Path) -> None:
    one = row(500, 100, ('名称', '示例协会'))
    two = row(80, 250, ('住所', '示例街')) + row(330, 20, ('党员', '3'))
    foot = say('示例说明。', 80, 780)
    blocks, _, _ = read_pdf.read(pdf(tmp_path / 'a.pdf', row(100, 20, ('甲', '乙')) + foot, one, two))
    assert [len(table) for table in rows(blocks)] == [1, 3]


def test_running_heads_of_two_pages_are_no_text_and_part_no_table(tmp_path: Path) -> None:
    head = say('示例市内部资料', 80, 50, 10)
    one = head + ''.join(row(100 + 30 * index, 30, (str(index), '甲')) for index in range(21))
    two = head + row(80, 30, ('21', '乙')) + say('第一页开头。', 80, 300)
    blocks, _, problems = read_pdf.read(pdf(tmp_path / 'a.pdf', one, two))
    assert [len(table) for table in rows(blocks)] == [22]
    assert [block.text for block in blocks if isinstance(block, Paragraph)] == ['第一页开头。']
    assert [each.code for each in problems] == ['running_head_dropped', 'table_joined']


def test_labels_of_what_follows_are_no_running_heads(tmp_path: Path) -> None:
    pages = [say(f'附件{number}', 80, 60) + say(f'示例{number}。', 112, 200) for number in (1, 2)]
    blocks, _, _ = read_pdf.read(pdf(tmp_path / 'a.pdf', *pages))
    assert [block.text for block in blocks if isinstance(block, Paragraph)] == [
        '附件1',
        '示例1。',
        '附件2',
        '示例2。',
    ]


def test_marks_that_hang_in_the_margin_do_not_widen_the_text_area(tmp_path: Path) -> None:
    full = '社会组织要加强党建工作规范内部治理请于本月底前报送于二〇二六年'
    lines = [full[:25], full[:24] + '高，', full[:25], full[:24] + '高，', full[:25], full[:24] + '高，']
    lines += [full[:25], full[:25], full[:25]]
    page = ''.join(say(line, 80, 100 + 25 * index) for index, line in enumerate(lines))
    page += say('3月15日前报送。', 80, 100 + 25 * len(lines))
    blocks, _, _ = read_pdf.read(pdf(tmp_path / 'a.pdf', page))
    assert [block.text for block in blocks if isinstance(block, Paragraph)] == [
        ''.join(lines) + '3月15日前报送。'
    ]


def test_the_same_text_in_row_after_row_is_never_lost(tmp_path: Path) -> None:
    text = '示例市民政局社会组织管理办公室'
    page = ruled(XS, [100, 120, 140, 160]) + ''.join(say(text, 184, 115 + 20 * index) for index in range(3))
    assert rows(read_pdf.read(pdf(tmp_path / 'a.pdf', page))[0]) == [[['', text]] * 3]


def test_an_option_wrapped_in_its_cell_keeps_its_last_letter() -> None:
    assert [each.label for each in text_to_boxes('□单独组\n建\n□联合组 建')] == ['单独组建', '联合组建']
    assert [each.label for each in text_to_boxes('□是\n□否')] == ['是', '否']
    assert [each.label for each in text_to_boxes('☑社会团体\n其他说明')] == ['社会团体']
    assert [each.label for each in text_to_boxes('□党支部 个')] == ['党支部']
