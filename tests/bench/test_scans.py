"""The scorer of scans: page numbers left out on both sides, boxes by their words, letters folded."""

from bench.scans import PAGE_NUMBER, boxes_of, folded, ticks
from model.document import Document, Paragraph


def test_page_numbers_are_left_out_and_dates_are_not():
    assert PAGE_NUMBER.sub('', '各县\n— 1 —\n').strip() == '各县'
    assert PAGE_NUMBER.sub('', '3月10日—20日') == '3月10日—20日'


def test_brackets_dashes_and_widths_are_one():
    assert folded('示民通〔2026〕６号 —“两个”') == folded('示民通[2026]6号-"两个"')


def test_boxes_are_known_by_the_words_after_them():
    assert ticks('☑社会团体 □民办非企业单位') == {'社会团体': '☑', '民办非企': '□'}
    read = Document('a.jpg', '', 'image', 1, (Paragraph('☐社会团体 □民办非企业单位 基金会'),))
    found = boxes_of(read, '☑社会团体 □民办非企业单位 □基金会')
    assert found == {'boxes': 3, 'boxes_right': 1, 'boxes_inverted': 1}
