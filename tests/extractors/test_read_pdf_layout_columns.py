from pathlib import Path

from extractors.readers.pages.layout import Layout, glyphs_to_layout
from extractors.readers.pages.page import Glyph
from extractors.readers.pages.pieces import row_to_pieces
from extractors.readers.pdf.glyphs import document_to_pages, open_pdf
from tests.build_pdf import pdf, say

LEFT = '社会组织要加强党建工作，规范内部'
RIGHT = '各县民政局应当认真组织，落实责任'


def layout(path: Path, page: str) -> Layout:
    document = open_pdf(pdf(path / 'a.pdf', page))
    try:
        found = next(document_to_pages(document))
        return glyphs_to_layout(found.glyphs, [], found)
    finally:
        document.close()


def read(found: Layout) -> list[str]:
    boxes = [(found.place(line.where.box), line.text) for line in found.lines if line.where.box]
    return [text for _, text in sorted(boxes)]


def column(x: float, lines: list[str], y: float = 100) -> str:
    return ''.join(say(text, x, y + 16 * index, 12) for index, text in enumerate(lines))


def marked(line: str, marks: str) -> list[str]:
    return [mark + line[1:] for mark in marks]


def test_a_gutter_narrower_than_a_letter_and_a_half_parts_columns(tmp_path: Path) -> None:
    left, right = marked(LEFT, '甲乙丙丁戊己庚'), marked(RIGHT, '子丑寅卯辰巳午')
    page = column(60, left) + column(60 + 12 * len(LEFT) + 10, right, 103)
    assert read(layout(tmp_path, page)) == left + right


def test_many_headings_and_short_paragraphs_are_columns_still(tmp_path: Path) -> None:
    left, right = ['一、总则', LEFT, LEFT[:5], LEFT] * 3, [RIGHT, '二、登记', RIGHT, RIGHT[:6]] * 3
    found = layout(tmp_path, column(60, left) + column(310, right))
    assert read(found) == left + right


def test_a_bracket_hanging_out_is_of_its_column(tmp_path: Path) -> None:
    left, right = marked(LEFT, '甲乙丙丁戊己庚辛'), marked(RIGHT, '子丑寅卯辰巳午')
    page = column(60, left) + column(280, right, 103) + say('《' + RIGHT[1:], 275, 215, 12)
    assert read(layout(tmp_path, page)) == [*left, *right, '《' + RIGHT[1:]]


def test_an_address_that_runs_over_the_gutter_stays_in_its_column(tmp_path: Path) -> None:
    address = 'https://www.example.cn/'
    left, right = marked(LEFT, '甲乙丙丁戊己庚辛'), marked(RIGHT, '子丑寅卯辰巳午未')
    left[4:4] = [address]
    page = column(60, left) + column(280, right[:4], 103) + column(280, right[4:], 183)
    assert read(layout(tmp_path, page)) == left + right


def test_two_ragged_texts_beside_each_other_are_told(tmp_path: Path) -> None:
    ragged = [LEFT[: 9 + index % 7] + '。' for index in range(12)]
    found = layout(tmp_path, column(60, ragged) + column(310, ragged))
    assert [problem.code for problem in found.problems] == ['columns_doubtful']
    assert found.regions == []


def test_two_lists_beside_each_other_are_not_told(tmp_path: Path) -> None:
    page = column(60, ['示例市民政局养老服务处'] * 12) + column(310, ['示例市财政局社会保障处'] * 12)
    assert layout(tmp_path, page).problems == ()


def test_letters_without_a_width_are_still_a_line():
    flat = [Glyph('示', 80.0, 100.0, 80.0, 112.0, 110.0), Glyph('例', 80.0, 100.0, 80.0, 112.0, 110.0)]
    assert [piece.text for piece in row_to_pieces(flat)] == ['示例']
    assert row_to_pieces(flat)[0].size > 0
