from pathlib import Path

import pytest

from extractors.readers.pages.grid import Grid
from extractors.readers.pages.join import carried_on
from extractors.readers.pdf import reader as read_pdf
from model.document import Block, Paragraph
from model.place import Box, Where
from tests.build_pdf import WIDTH, pdf, say
from tests.extractors.test_read_pdf_join import row
from text.lines import Line, ends_sentence

BODY = '示例单位要按时报送材料并核对名单。'


def texts(blocks: tuple[Block, ...]) -> list[str]:
    return [block.text for block in blocks if isinstance(block, Paragraph)]


def listed(lines: list[str], top: float, step: float = 25) -> str:
    return ''.join(say(line, 80, top + step * index, 12) for index, line in enumerate(lines))


@pytest.mark.parametrize(
    'line', ['3月{}日　支出1{}0.30元', '电话0555-0{}12345', '甲县张三100元', '第{}条（略）']
)
def test_lines_of_a_list_that_agree_digits_apart_are_kept(tmp_path: Path, line: str) -> None:
    pages = [[line.format(10 * page + each, each) for each in range(30)] for page in range(1, 5)]
    blocks, _, problems = read_pdf.read(pdf(tmp_path / 'a.pdf', *[listed(page, 60) for page in pages]))
    assert ''.join(texts(blocks)).count(line[-1]) == ''.join(map(''.join, pages)).count(line[-1])
    assert problems == ()


def test_the_addressee_of_each_notice_of_a_bundle_is_kept(tmp_path: Path) -> None:
    page = say('各县民政局，各社会组织：', 80, 62, 12) + listed([BODY] * 10, 87)
    blocks, _, _ = read_pdf.read(pdf(tmp_path / 'a.pdf', page, page, page))
    assert texts(blocks).count('各县民政局，各社会组织：') == 3


def test_a_field_to_fill_in_set_apart_on_every_page_is_kept(tmp_path: Path) -> None:
    page = listed([BODY] * 10, 100) + say('填表人：张三　电话：0555-1234567', 80, 800, 12)
    blocks, _, problems = read_pdf.read(pdf(tmp_path / 'a.pdf', page, page, page))
    assert sum('填表人' in text for text in texts(blocks)) == 3
    assert problems == ()


def test_a_page_of_one_line_has_no_head(tmp_path: Path) -> None:
    pages = [listed([BODY] * 10, 100), say('示例回执', 80, 60, 12)] * 3
    blocks, _, _ = read_pdf.read(pdf(tmp_path / 'a.pdf', *pages))
    assert ''.join(texts(blocks)).count('示例回执') == 3


def test_heads_of_odd_and_even_pages_are_told_apart_by_place_and_words(tmp_path: Path) -> None:
    odd, even = say('示例市公报', 80, 50, 10), say('示例市民政局', WIDTH - 80 - 60, 50, 10)
    pages = [head + listed([BODY] * 10, 100) for head in (odd, even) * 2]
    blocks, _, problems = read_pdf.read(pdf(tmp_path / 'a.pdf', *pages))
    assert '示例市' not in ''.join(texts(blocks))
    assert [each.code for each in problems] == ['running_head_dropped'] * 2


def test_a_head_may_hold_the_pages_own_number_and_no_other(tmp_path: Path) -> None:
    def page(head: str) -> str:
        return say(head, 80, 50, 10) + listed([BODY] * 10, 100)

    own = [page(f'示例市公报 — {number} —') for number in (7, 8, 9)]
    assert '公报' not in ''.join(texts(read_pdf.read(pdf(tmp_path / 'a.pdf', *own))[0]))
    others = [page(f'示例市公报{number}期') for number in (7, 9, 14)]
    assert ''.join(texts(read_pdf.read(pdf(tmp_path / 'b.pdf', *others))[0])).count('公报') == 3


def test_a_browsers_heads_and_feet_are_no_text(tmp_path: Path) -> None:
    pages = [
        say('11/22/26, 4:45 AM', 24, 24, 9)
        + listed([BODY] * 10, 100)
        + say('file:///example/a.html', 24, 826, 9)
        + say(f'{number}/2', 560, 826, 9)
        for number in (1, 2)
    ]
    blocks, _, problems = read_pdf.read(pdf(tmp_path / 'a.pdf', *pages))
    assert 'AM' not in ''.join(texts(blocks))
    assert 'html' not in ''.join(texts(blocks))
    assert {each.code for each in problems} == {'running_head_dropped'}


def test_a_title_that_filled_its_line_is_one_paragraph_and_a_meant_break_is_two(tmp_path: Path) -> None:
    full, body = '示例市民政局关于开展社会组织年度检查工作的通', listed([BODY * 2] * 8, 200)
    blocks, _, _ = read_pdf.read(
        pdf(tmp_path / 'a.pdf', say(full, 86, 120, 18) + say('知', 275, 145, 18) + body)
    )
    assert texts(blocks)[0] == f'{full}知'
    meant = say('示例市民政局', 230, 120, 18) + say('关于年检的通知', 221, 145, 18)
    blocks, _, _ = read_pdf.read(pdf(tmp_path / 'b.pdf', meant + body))
    assert texts(blocks)[:2] == ['示例市民政局', '关于年检的通知']


def test_an_address_that_wraps_at_its_question_mark_goes_on() -> None:
    assert not ends_sentence('登录地址：https://example.cn/login?')
    assert ends_sentence('是否登录?')
    assert ends_sentence('登录https://example.cn。')


def grid(page: int, top: float, texts_of: str, tmp_path: Path) -> Grid:
    """A table of rows of two cells, the first of which is its header."""
    from extractors.readers.pages.tables import page_to_grids
    from extractors.readers.pdf.glyphs import document_to_pages, open_pdf

    content = ''.join(row(top + 30 * index, 30, (f'{text}县', '示例')) for index, text in enumerate(texts_of))
    document = open_pdf(pdf(tmp_path / f'{page}.pdf', *[''] * (page - 1), content))
    found = [page_to_grids(each, each.glyphs)[0] for each in document_to_pages(document)]
    document.close()
    return found[-1][0]


@pytest.mark.parametrize(
    ('y', 'text', 'header', 'carried'),
    [
        (40, '报公市例示', '表', 1),
        (40, '报公市例示', '丁', None),
        (90, '报公市例示', '表', None),
        (40, '附件2', '表', None),
    ],
)
def test_a_kept_head_parts_no_table_whose_header_is_repeated(
    tmp_path: Path, y: float, text: str, header: str, carried: int | None
) -> None:
    heads = [
        Line(words, Where(page=page, box=Box(80, y, 180, y + 10)), None, 10)
        for page, words in ((1, '示例市公报'), (2, text))
    ]
    above, below = grid(1, 100, '表甲乙', tmp_path), grid(2, 100, f'{header}丙', tmp_path)
    assert carried_on([heads[0], above, heads[1]], below, 800) == carried
    assert carried_on([heads[0], above], below, 150) == 1
