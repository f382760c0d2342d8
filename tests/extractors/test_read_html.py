import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from extractors.readers.web import html_reader as read_html
from model.document import Block, CheckBox, Paragraph, Table
from model.errors import Damaged, TooLarge
from model.place import Problem, Where


def texts(blocks: tuple[Block, ...]) -> list[str]:
    return [block.text for block in blocks if isinstance(block, Paragraph)]


def tables(blocks: tuple[Block, ...]) -> list[Table]:
    return [block for block in blocks if isinstance(block, Table)]


def grid_of(table: Table) -> list[tuple[int, int, int, int, str]]:
    return [(cell.row, cell.col, cell.rowspan, cell.colspan, cell.text) for cell in table.cells]


def read(folder: Path, page: str, encoding: str = 'utf-8') -> tuple[tuple[Block, ...], tuple[Problem, ...]]:
    path = folder / 'a.html'
    path.write_bytes(page.encode(encoding))
    blocks, pages, problems = read_html.read(path)
    assert pages is None
    return blocks, problems


@pytest.mark.parametrize(
    'head',
    [
        '<html>',
        '<!DOCTYPE HTML>',
        '\n<!-- 2026 -->\n<html>',
        '<table border=1>',
        '\ufeff<html>',
        '<?xml version="1.0"?>\n<html>',
    ],
)
def test_pages_are_told_by_how_they_begin(head: str) -> None:
    assert read_html.score(head.encode(), 'a.xls') == 60
    assert read_html.score(head.encode('utf-16'), 'a.xls') == 60


@pytest.mark.parametrize(
    'head', ['首页 > 通知 > 关于印发<2026年要点>的通知', '<2026年要点>的通知<html>', '< html', 'a<table>', '']
)
def test_a_text_with_less_than_signs_is_no_page(head: str) -> None:
    assert read_html.score(head.encode(), 'a.html') is None


def test_blocks_and_line_breaks_part_paragraphs(tmp_path: Path) -> None:
    page = (
        '<html>前<p>第一<b>段</b><br>第二段</p><div>外<p>内</p>尾</div><ol start=3><li>甲<li>乙</ol></html>'
    )
    blocks, problems = read(tmp_path, page)
    assert texts(blocks) == ['前', '第一段', '第二段', '外', '内', '尾', '3. 甲', '4. 乙']
    assert blocks[1].where == Where(path='html/body/p')
    assert problems == ()


def test_entities_are_letters_and_white_space_is_as_shown(tmp_path: Path) -> None:
    blocks, _ = read(tmp_path, '<html><p>  《a&lt;b》 \n\t c&nbsp;&amp;\u3000d </p><pre>一\n 二</pre></html>')
    assert texts(blocks) == ['《a<b》 c\xa0&\u3000d', '一', '二']


def test_word_breaks_its_source_anywhere(tmp_path: Path) -> None:
    page = '<html><head><meta name=Generator content="Microsoft Word 15"></head><p>示例市\n民政局</p></html>'
    assert texts(read(tmp_path, page)[0]) == ['示例市民政局']
    assert texts(read(tmp_path, page.replace('Microsoft Word', 'LibreOffice'))[0]) == ['示例市 民政局']


@pytest.mark.parametrize('named', ['gb2312', 'GBK', 'utf-8', 'nonsense'])
def test_gb18030_is_read_whatever_the_page_says(tmp_path: Path, named: str) -> None:
    page = f'<html><head><meta charset="{named}"></head><p>示例市民政局</p></html>'
    assert texts(read(tmp_path, page, 'gb18030')[0]) == ['示例市民政局']


def test_utf_8_wins_over_a_wrong_charset(tmp_path: Path) -> None:
    page = '<html><meta http-equiv="Content-Type" content="text/html; charset=gb2312"><p>示例市</p></html>'
    assert texts(read(tmp_path, page)[0]) == ['示例市']


def test_spans_make_a_grid_and_nested_tables_follow(tmp_path: Path) -> None:
    page = (
        '<table><thead><tr><th rowspan=2>县区<th colspan=2>党员</tr><tr><th>正式<th>预备</tr></thead>'
        '<tr><td>甲县<td>1<td>2<table><tr><td>a<td>b</table></table>'
    )
    outer, inner = tables(read(tmp_path, page)[0])
    assert (outer.rows, outer.cols) == (3, 3)
    assert grid_of(outer) == [
        (0, 0, 2, 1, '县区'),
        (0, 1, 1, 2, '党员'),
        (1, 1, 1, 1, '正式'),
        (1, 2, 1, 1, '预备'),
        (2, 0, 1, 1, '甲县'),
        (2, 1, 1, 1, '1'),
        (2, 2, 1, 1, '2'),
    ]
    assert grid_of(inner) == [(0, 0, 1, 1, 'a'), (0, 1, 1, 1, 'b')]
    assert outer.cells[0].where == Where(path='html/body/table/thead/tr[1]/th[1]')


def test_form_controls_show_what_was_chosen(tmp_path: Path) -> None:
    page = (
        '<table><tr><td>是否建立<td><input type=checkbox checked>是 <input type=checkbox>否'
        '<tr><td>名称<td><input value="示例协会"><input type=hidden value=x>'
        '<tr><td>类别<td><select><option>基金会<option selected>社会团体</select></table>'
    )
    (table,) = tables(read(tmp_path, page)[0])
    assert [cell.text for cell in table.cells if cell.col == 1] == ['☑是 □否', '示例协会', '社会团体']
    assert table.cells[1].boxes == (CheckBox('是', checked=True), CheckBox('否', checked=False))


def test_a_tick_that_cannot_be_told_is_a_problem(tmp_path: Path) -> None:
    _, problems = read(tmp_path, '<table><tr><td>是否<td>□√□是 □否</table>')
    assert [problem.code for problem in problems] == ['checkbox_unclear']


def test_what_a_browser_does_not_show_is_left_out_and_told(tmp_path: Path) -> None:
    page = (
        '<html><head><title>题</title><style>p{}</style></head><nav>首页 通知</nav><script>x()</script>'
        '<p>正文</p><p style="DISPLAY: none">暗字</p><p hidden>二</p><footer>版权所有</footer></html>'
    )
    blocks, problems = read(tmp_path, page)
    assert texts(blocks) == ['正文']
    assert [problem.code for problem in problems] == ['hidden_text', 'furniture_dropped']
    assert '3字' in problems[0].message


def test_a_table_that_only_lays_out_the_page_is_none(tmp_path: Path) -> None:
    page = '<table><tr><td><p>标题</p><table><tr><td>甲<td>1</table></table>'
    blocks, _ = read(tmp_path, page)
    assert (texts(blocks), len(tables(blocks))) == (['标题'], 1)


def test_a_thousand_unclosed_tags_are_read(tmp_path: Path) -> None:
    assert texts(read(tmp_path, '<html>' + '<font>' * 1500 + '示例')[0]) == ['示例']


def test_what_nests_too_deep_to_be_read_whole_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Damaged):
        read(tmp_path, '<html>' + '<font>' * 3000 + '示例')


def test_a_table_of_millions_of_places_is_refused(tmp_path: Path) -> None:
    rows = '<tr><td colspan=1000 rowspan=1000>x<td>y' * 1100
    with pytest.raises(TooLarge):
        read(tmp_path, f'<table>{rows}</table>')


SPANS = st.lists(
    st.lists(st.tuples(st.integers(0, 4), st.integers(1, 4)), min_size=1, max_size=5), min_size=1, max_size=6
)


@given(SPANS)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=80)
def test_cells_never_overlap_and_none_is_lost(tmp_path: Path, spans: list[list[tuple[int, int]]]) -> None:
    rows = [''.join(f'<td rowspan={down} colspan={right}>x' for down, right in row) for row in spans]
    blocks, _ = read(tmp_path, f'<table><tr><td>a<td>b<tr>{"<tr>".join(rows)}</table>')
    (table,) = tables(blocks)
    covered = [
        (cell.row + down, cell.col + right)
        for cell in table.cells
        for down in range(cell.rowspan)
        for right in range(cell.colspan)
    ]
    assert len(covered) == len(set(covered))
    assert all(row < table.rows and col < table.cols for row, col in covered)
    assert len(table.cells) == 2 + sum(map(len, spans))


def test_the_real_form_and_notice(shared: Path) -> None:
    folder = shared / 'corpus' / 'readers'
    truth = json.loads((folder / 'form.truth.json').read_text(encoding='utf-8'))
    (table,) = tables(read_html.read(folder / 'form.html')[0])
    assert [(*place, ''.join(text.split())) for *place, text in grid_of(table)] == [
        (*place, ''.join(text.split())) for *place, text in truth
    ]
    blocks, _, _ = read_html.read(folder / 'notice2.html')
    notice = (folder / 'notice2.truth.txt').read_text(encoding='utf-8')
    assert ''.join(''.join(texts(blocks)).split()) == ''.join(notice.split())
