from pathlib import Path

import pytest

from extractors.readers.pdf import glyphs as pdf_glyphs
from extractors.readers.pdf import reader as read_pdf
from model.document import Block, Paragraph, Table
from model.errors import TooLarge
from tests.build_pdf import HEIGHT, RULE, pdf, ruled, say

LINE = '社会组织要加强党建工作，规范内部'


def texts(blocks: tuple[Block, ...]) -> list[str]:
    return [block.text for block in blocks if isinstance(block, Paragraph)]


def tables(blocks: tuple[Block, ...]) -> list[list[list[str]]]:
    found = []
    for block in blocks:
        if isinstance(block, Table):
            rows: list[list[str]] = [[] for _ in range(block.rows)]
            for cell in block.cells:
                rows[cell.row].append(cell.text)
            found.append(rows)
    return found


def across(y: float, x0: float = 80, x1: float = 480) -> str:
    return f'{RULE}{x0} {HEIGHT - y} m {x1} {HEIGHT - y} l S '


def test_newspaper_columns_are_read_one_after_the_other(tmp_path: Path) -> None:
    page = say('示例晚报', 230, 80, 32)
    for index, mark in enumerate('甲乙丙丁戊己庚'):
        page += say(f'{mark}{LINE}', 60, 130 + 20 * index, 12) + say(
            f'子{mark}{LINE[1:]}', 310, 133 + 20 * index, 12
        )
    blocks, _, _ = read_pdf.read(pdf(tmp_path / 'a.pdf', page))
    read = ''.join(texts(blocks))
    marks = [letter for letter in read if letter in '甲乙丙丁戊己庚子']
    assert ''.join(marks) == '甲乙丙丁戊己庚' + '子甲子乙子丙子丁子戊子己子庚'
    assert read.startswith('示例晚报甲')


def test_short_texts_under_each_other_are_a_table(tmp_path: Path) -> None:
    page = say('各县区联系人如下：', 80, 100)
    for index, row in enumerate(
        [('甲县', '张三', '0000-1'), ('乙县', '李四', '0000-2'), ('丙县', '王五', '0000-3')]
    ):
        page += ''.join(say(text, 80 + 130 * column, 130 + 28 * index) for column, text in enumerate(row))
    blocks, _, _ = read_pdf.read(pdf(tmp_path / 'a.pdf', page + say('请保持联系畅通。', 80, 220)))
    assert tables(blocks) == [
        [['甲县', '张三', '0000-1'], ['乙县', '李四', '0000-2'], ['丙县', '王五', '0000-3']]
    ]
    assert texts(blocks) == ['各县区联系人如下：', '请保持联系畅通。']


@pytest.mark.parametrize(
    'rows',
    [
        [
            ('示例市委组织部', '示例市民政局'),
            ('示例市财政局', '示例市教育局'),
            ('示例市公安局', '示例市司法局'),
        ],
        [
            ('主送：甲县民政局', '乙县民政局'),
            ('抄送：丙县民政局', '丁县民政局'),
            ('抄报：示例省厅', '示例市委'),
        ],
        [
            ('联系人：张三', '电话：0000-1'),
            ('联系人：李四', '电话：0000-2'),
            ('联系人：王五', '电话：0000-3'),
        ],
        [('一、总则', '1'), ('二、登记', '5'), ('三、附则', '9')],
        [('年', '月'), ('年', '月'), ('年', '月')],
    ],
)
def test_what_only_stands_side_by_side_is_no_table(tmp_path: Path, rows: list[tuple[str, str]]) -> None:
    page = ''.join(
        say(left, 80, 130 + 28 * index) + say(right, 320, 130 + 28 * index)
        for index, (left, right) in enumerate(rows)
    )
    blocks, _, _ = read_pdf.read(pdf(tmp_path / 'a.pdf', page))
    assert tables(blocks) == []


def test_a_table_of_three_rules_has_cells_and_carried_on_lines(tmp_path: Path) -> None:
    page = across(100) + across(130) + across(220)
    for y, row in (
        (120, ('县区', '家数', '备注')),
        (150, ('甲县', '120', '含筹建中的')),
        (175, ('', '', '三家')),
        (205, ('乙县', '98', '')),
    ):
        page += ''.join(say(text, 90 + 130 * column, y) for column, text in enumerate(row) if text)
    blocks, _, _ = read_pdf.read(pdf(tmp_path / 'a.pdf', page))
    assert tables(blocks) == [
        [['县区', '家数', '备注'], ['甲县', '120', '含筹建中的\n三家'], ['乙县', '98', '']]
    ]


def test_dotted_rules_are_rules(tmp_path: Path) -> None:
    dots = ''.join(f'{80 + 2 * step} {HEIGHT - y} 1 1 re f ' for step in range(150) for y in (100, 130, 160))
    dots += ''.join(f'{x} {HEIGHT - 100 - 2 * step} 1 1 re f ' for step in range(31) for x in (80, 180, 379))
    page = dots + say('甲', 85, 120) + say('乙', 185, 120) + say('丙', 85, 150) + say('丁', 185, 150)
    assert tables(read_pdf.read(pdf(tmp_path / 'a.pdf', page))[0]) == [[['甲', '乙'], ['丙', '丁']]]


def test_grounds_of_colour_are_no_rules(tmp_path: Path) -> None:
    page = ''.join(f'0.9 g 80 {HEIGHT - 105 - 60 * row} {300} 30 re f 0 g ' for row in range(2))
    for index, row in enumerate([('甲县', '一', '12'), ('乙县', '二', '9'), ('丙县', '三', '7')]):
        page += ''.join(say(text, 90 + 100 * column, 95 + 30 * index) for column, text in enumerate(row))
    assert [len(table) for table in tables(read_pdf.read(pdf(tmp_path / 'a.pdf', page))[0])] == [3]


def test_touching_tables_are_one_grid_and_tables_apart_are_two(tmp_path: Path) -> None:
    page = ruled([80, 180, 480], [100, 130]) + ruled([80, 280, 480], [130, 160])
    page += say('名称', 85, 120) + say('示例协会', 185, 120) + say('甲', 85, 150) + say('乙', 285, 150)
    page += ruled([80, 130, 230], [300, 330]) + ruled([300, 350, 480], [300, 330])
    page += say('左', 85, 320) + say('右', 305, 320)
    found = [block for block in read_pdf.read(pdf(tmp_path / 'a.pdf', page))[0] if isinstance(block, Table)]
    assert [(table.rows, table.cols) for table in found] == [(2, 3), (1, 2), (1, 2)]
    assert [(cell.text, cell.colspan) for cell in found[0].cells] == [
        ('名称', 1),
        ('示例协会', 2),
        ('甲', 2),
        ('乙', 1),
    ]


def test_a_line_that_its_row_had_no_room_for_goes_back_to_it(tmp_path: Path) -> None:
    page = ruled([80, 130, 480], [100, 138, 200]) + say('主管', 85, 120, 20) + say('意见', 85, 144, 20)
    page += say('同意', 150, 120) + say('登记', 85, 185, 20) + say('不同意', 150, 185)
    assert tables(read_pdf.read(pdf(tmp_path / 'a.pdf', page))[0]) == [
        [['主管意见', '同意'], ['登记', '不同意']]
    ]


def test_a_merged_label_cut_by_the_page_end_is_whole(tmp_path: Path) -> None:
    one = RULE + ruled([80, 120, 300], [700, 780]) + say('未', 90, 720, 20) + say('建', 90, 742, 20)
    one += say('党', 90, 764, 20) + say('原因', 130, 740)
    two = ruled([80, 120, 300], [80, 180]) + across(130, 120, 300) + say('委', 90, 98, 20)
    two += say('形式', 130, 110) + say('时间', 130, 160)
    table = next(
        block for block in read_pdf.read(pdf(tmp_path / 'a.pdf', one, two))[0] if isinstance(block, Table)
    )
    assert [(cell.text, cell.row, cell.rowspan) for cell in table.cells if cell.col == 0] == [
        ('未建党委', 0, 3)
    ]


def test_vertical_writing_is_read_by_columns_and_told(tmp_path: Path) -> None:
    columns = ['社会组织要加强党建工作并规范内部治理', '各级登记管理机关要提高认识并明确责任']
    page = ''.join(
        say(letter, 400 - 30 * column, 100 + 17 * row)
        for column, text in enumerate(columns)
        for row, letter in enumerate(text)
    )
    blocks, _, problems = read_pdf.read(pdf(tmp_path / 'a.pdf', page))
    assert ''.join(texts(blocks)) == ''.join(columns)
    assert [problem.code for problem in problems] == ['vertical_text']


def test_titles_of_forms_bound_together_are_no_running_heads(tmp_path: Path) -> None:
    pages = [say('示例登记表', 220, 90, 22) + say(f'单位{word}：示例协会。', 112, 200) for word in '甲乙丙']
    blocks, _, problems = read_pdf.read(pdf(tmp_path / 'a.pdf', *pages))
    assert texts(blocks).count('示例登记表') == 3
    assert problems == ()


def test_lines_of_two_texts_that_touch_are_not_mixed(tmp_path: Path) -> None:
    page = say('示例市民政局关于年检', 80, 100) + say('各县区社会组织名单', 150, 106)
    assert texts(read_pdf.read(pdf(tmp_path / 'a.pdf', page))[0]) == [
        '示例市民政局关于年检',
        '各县区社会组织名单',
    ]


def test_too_many_pages_or_letters_are_refused_and_drawings_are_not_searched(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = pdf(tmp_path / 'a.pdf', *[ruled([80, 180, 480], [100, 130]) + say('示例', 85, 120)] * 3)
    monkeypatch.setattr('extractors.readers.pdf.drawn.MAX_OBJECTS', 3)
    blocks, _, problems = read_pdf.read(path)
    assert (tables(blocks), {each.code for each in problems}) == ([], {'page_crowded'})
    monkeypatch.setattr(pdf_glyphs, 'MAX_PAGES', 2)
    with pytest.raises(TooLarge, match='3页'):
        read_pdf.read(path)
    monkeypatch.setattr(pdf_glyphs, 'MAX_PAGES', 3)
    monkeypatch.setattr('extractors.readers.pdf.letters.MAX_LETTERS', 1)
    with pytest.raises(TooLarge):
        read_pdf.read(path)
