from pathlib import Path

from extractors.readers.pages.tables import rules_to_cells
from extractors.readers.pdf import reader as read_pdf
from model.document import Block, Table
from model.place import Box
from tests.build_pdf import HEIGHT, RULE, pdf, ruled, say

XS = [80.0, 180.0, 480.0]


def rows(blocks: tuple[Block, ...]) -> list[list[tuple[int, str]]]:
    """Row span and text of each cell, by row, of the one table."""
    (table,) = [block for block in blocks if isinstance(block, Table)]
    return [
        [(cell.rowspan, cell.text) for cell in table.cells if cell.row == row] for row in range(table.rows)
    ]


def upright(top: float, bottom: float) -> str:
    return RULE + ''.join(f'{x} {HEIGHT - top} m {x} {HEIGHT - bottom} l S\n' for x in XS)


def across(y: float, left: float = XS[0]) -> str:
    return f'{RULE}{left} {HEIGHT - y} m {XS[-1]} {HEIGHT - y} l S\n'


def header(y: float) -> str:
    return ruled(XS, [y, y + 20]) + say('县区', 84, y + 15, 12) + say('事项', 184, y + 15, 12)


def test_a_row_that_a_browser_left_open_at_the_pages_end_is_one_row(tmp_path: Path) -> None:
    full = '示例单位要按时报送材料并核对名单和账目认真组织'
    one = header(100) + upright(100, 160) + say('甲县', 84, 135, 12) + say(full, 184, 135, 12)
    one += say(full, 184, 155, 12)
    two = header(60) + ruled(XS, [80, 100]) + say('填报。', 184, 95, 12)
    blocks, _, problems = read_pdf.read(pdf(tmp_path / 'a.pdf', one, two))
    assert rows(blocks) == [[(1, '县区'), (1, '事项')], [(1, '甲县'), (1, f'{full}{full}填报。')]]
    assert [each.code for each in problems] == ['table_joined']


def test_a_merged_cell_left_open_at_the_pages_end_goes_on(tmp_path: Path) -> None:
    one = header(100) + upright(100, 180) + across(140, XS[1]) + across(160, XS[1]) + across(180, XS[1])
    one += say('乙县', 84, 175, 12) + ''.join(say(f'单位{n}', 184, 135 + 20 * n, 12) for n in range(3))
    two = header(60) + ruled(XS, [80, 120]) + across(100, XS[1])
    two += ''.join(say(f'单位{n}', 184, 55 + 20 * n, 12) for n in (2, 3))
    found = rows(read_pdf.read(pdf(tmp_path / 'a.pdf', one, two))[0])
    assert found == [
        [(1, '县区'), (1, '事项')],
        [(5, '乙县'), (1, '单位0')],
        *[[(1, f'单位{n}')] for n in (1, 2, 2, 3)],
    ]


def test_uprights_that_end_past_the_last_rule_without_letters_make_no_row() -> None:
    rules = [Box(x, 100, x, 170) for x in XS] + [Box(80, y, 480, y) for y in (100, 120, 140)]
    assert [len(table) for table in rules_to_cells(rules)] == [4]
