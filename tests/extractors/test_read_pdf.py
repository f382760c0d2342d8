import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.readers.docx import reader as read_docx
from extractors.readers.pages.grid import boxes_to_spans
from extractors.readers.pages.lines import glyphs_to_lines
from extractors.readers.pages.page import Glyph, turn_box
from extractors.readers.pdf import reader as read_pdf
from extractors.readers.pdf.letters import clean_letter
from model.document import Block, Paragraph, Table
from model.errors import Damaged, Encrypted, Unsupported
from model.place import Box, Severity, Where
from tests.build_pdf import HEIGHT, PICTURE, RULE, WIDTH, pdf, ruled, say


def texts(blocks: tuple[Block, ...]) -> list[str]:
    return [block.text for block in blocks if isinstance(block, Paragraph)]


def the_table(blocks: tuple[Block, ...]) -> Table:
    (table,) = (block for block in blocks if isinstance(block, Table))
    return table


def grid_of(table: Table) -> list[list[object]]:
    return [[cell.row, cell.col, cell.rowspan, cell.colspan, cell.text] for cell in table.cells]


def test_score_goes_by_content() -> None:
    assert read_pdf.score(b'%PDF-1.4\n', 'x.txt') == 100
    assert read_pdf.score(b'\n\n%PDF-1.4\n', 'x') == 100
    assert read_pdf.score(b'about %PDF files', 'x.pdf') is None


def test_lines_join_to_paragraphs_over_lines_and_pages(tmp_path: Path) -> None:
    one = say('关于年度检查的通知', 220, 100, 22) + say('各县区民政局：', 80, 160)
    one += say('示' * 26, 112, 189) + say('例' * 28, 80, 218) + say('— 1 —', 280, 800, 14)
    two = say('市' * 10 + '。', 80, 100) + say('二、要求', 112, 129) + say('— 2 —', 280, 800, 14)
    blocks, pages, problems = read_pdf.read(pdf(tmp_path / 'a.pdf', one, two))
    assert pages == 2
    assert texts(blocks) == [
        '关于年度检查的通知',
        '各县区民政局：',
        '示' * 26 + '例' * 28 + '市' * 10 + '。',
        '二、要求',
    ]
    assert problems == ()


def test_where_counts_from_the_top_left_in_points(tmp_path: Path) -> None:
    blocks, _, _ = read_pdf.read(pdf(tmp_path / 'a.pdf', say('示例市', 80, 100)))
    where = blocks[0].where
    assert where.page == 1
    assert where.box
    assert (where.box.x0, where.box.x1) == (80.0, 128.0)
    assert where.box.y0 < 100 < where.box.y1 < 110


def test_a_ruled_table_has_true_spans(tmp_path: Path) -> None:
    rules = (
        RULE + '80 742 m 480 742 l S 80 702 m 480 702 l S 180 662 m 480 662 l S 80 622 m 480 622 l S '
        '80 742 m 80 622 l S 180 742 m 180 622 l S 330 702 m 330 662 l S 480 742 m 480 622 l S '
    )
    content = (
        say('单位', 85, 125) + say('示例市餐饮协会', 185, 125) + say('党员', 85, 180) + say('正式', 185, 165)
    )
    content += say('预备', 335, 165) + say('□是 ☑否', 185, 205)
    blocks, _, _ = read_pdf.read(pdf(tmp_path / 'a.pdf', rules + content))
    table = the_table(blocks)
    assert (table.rows, table.cols) == (3, 3)
    assert grid_of(table) == [
        [0, 0, 1, 1, '单位'],
        [0, 1, 1, 2, '示例市餐饮协会'],
        [1, 0, 2, 1, '党员'],
        [1, 1, 1, 1, '正式'],
        [1, 2, 1, 1, '预备'],
        [2, 1, 1, 2, '□是 ☑否'],
    ]
    assert [(box.label, box.checked) for box in table.cells[-1].boxes] == [('是', False), ('否', True)]
    assert table.cells[1].where == Where(page=1, box=Box(180.0, 100.0, 480.0, 140.0))


def test_wrapped_cell_text_is_joined_and_meant_lines_are_kept(tmp_path: Path) -> None:
    content = ruled([80, 130, 480], [100, 160]) + say('登记', 82, 120, 20) + say('机关', 82, 145, 20)
    content += say('□社会团体', 135, 120) + say('□基金会', 135, 145)
    table = the_table(read_pdf.read(pdf(tmp_path / 'a.pdf', content))[0])
    assert [cell.text for cell in table.cells] == ['登记机关', '□社会团体\n□基金会']


def rows_of(start: int, end: int, top: float, header: tuple[str, str] = ('序号', '名称')) -> str:
    xs = [80.0, 180.0, 480.0]
    ys = [top + 30 * index for index in range(end - start + 2)]
    content = ruled(xs, ys) + say(header[0], 85, top + 20) + say(header[1], 185, top + 20)
    for index, number in enumerate(range(start, end), start=1):
        content += say(str(number), 85, top + 20 + 30 * index) + say(
            f'示例{number}协会', 185, top + 20 + 30 * index
        )
    return content


def test_a_table_over_pages_is_one_table_without_the_repeated_header(tmp_path: Path) -> None:
    path = pdf(tmp_path / 'a.pdf', rows_of(1, 20, 150), rows_of(20, 25, 100) + say('注：完', 80, 400))
    blocks, _, problems = read_pdf.read(path)
    table = the_table(blocks)
    assert table.rows == 25
    assert [cell.text for cell in table.cells if cell.col == 0] == ['序号', *map(str, range(1, 25))]
    assert [problem.code for problem in problems] == ['table_joined']
    assert isinstance(blocks[-1], Paragraph)


def test_a_row_cut_by_the_page_end_is_rejoined(tmp_path: Path) -> None:
    name = say('示例市餐饮住宿家政养老服务行业促', 185, 770)
    one = (
        ruled([80, 180, 460], [700, 750, 780])
        + say('1', 85, 725)
        + say('甲', 185, 725)
        + say('2', 85, 770)
        + name
    )
    two = (
        ruled([80, 180, 460], [80, 110, 140])
        + say('进会', 185, 100)
        + say('3', 85, 130)
        + say('乙', 185, 130)
    )
    table = the_table(read_pdf.read(pdf(tmp_path / 'a.pdf', one, two))[0])
    assert [cell.text for cell in table.cells] == [
        '1',
        '甲',
        '2',
        '示例市餐饮住宿家政养老服务行业促进会',
        '3',
        '乙',
    ]


def test_a_caption_that_says_continued_goes_with_the_join(tmp_path: Path) -> None:
    path = pdf(tmp_path / 'a.pdf', rows_of(1, 20, 150), say('续表', 430, 80) + rows_of(20, 25, 100))
    blocks, _, _ = read_pdf.read(path)
    assert (the_table(blocks).rows, len(blocks)) == (25, 1)


def test_a_table_without_side_rules_has_its_outer_columns(tmp_path: Path) -> None:
    across = ''.join(f'80 {HEIGHT - y} m 480 {HEIGHT - y} l S ' for y in (100, 130, 160))
    content = RULE + across + f'180 {HEIGHT - 100} m 180 {HEIGHT - 160} l S '
    for text, x, y in (('县区', 85, 120), ('家数', 185, 120), ('甲县', 85, 150), ('12', 185, 150)):
        content += say(text, x, y)
    table = the_table(read_pdf.read(pdf(tmp_path / 'a.pdf', content))[0])
    assert grid_of(table) == [
        [0, 0, 1, 1, '县区'],
        [0, 1, 1, 1, '家数'],
        [1, 0, 1, 1, '甲县'],
        [1, 1, 1, 1, '12'],
    ]


def test_text_that_runs_over_its_cell_stays_whole(tmp_path: Path) -> None:
    content = (
        ruled([80, 130, 180, 480], [100, 130, 160]) + say('示例市餐饮协会', 82, 120) + say('甲', 182, 150)
    )
    table = the_table(read_pdf.read(pdf(tmp_path / 'a.pdf', content))[0])
    assert [cell.text for cell in table.cells] == ['示例市餐饮协会', '', '', '', '', '甲']


def test_two_tables_with_text_between_stay_two(tmp_path: Path) -> None:
    path = pdf(tmp_path / 'a.pdf', rows_of(1, 20, 150), say('附件2', 80, 80) + rows_of(1, 5, 100))
    assert sum(isinstance(block, Table) for block in read_pdf.read(path)[0]) == 2


def test_a_frame_around_text_is_no_table(tmp_path: Path) -> None:
    blocks, _, _ = read_pdf.read(pdf(tmp_path / 'a.pdf', ruled([80, 480], [100, 200]) + say('示例', 90, 150)))
    assert texts(blocks) == ['示例']


def test_running_heads_are_dropped_and_told(tmp_path: Path) -> None:
    pages = [say('示例市民政局文件汇编', 80, 50) + say(f'正文{word}。', 112, 200) for word in '甲乙丙']
    blocks, _, problems = read_pdf.read(pdf(tmp_path / 'a.pdf', *pages))
    assert texts(blocks) == ['正文甲。', '正文乙。', '正文丙。']
    assert [problem.code for problem in problems] == ['running_head_dropped']


def test_only_pictures_wait_for_recognition(tmp_path: Path) -> None:
    page = f'q {WIDTH} 0 0 {HEIGHT} 0 0 cm /Im Do Q'
    with pytest.raises(Unsupported) as caught:
        read_pdf.read(pdf(tmp_path / 'a.pdf', page, page, objects=(PICTURE,)))
    assert caught.value.code == 'needs_ocr'


def test_letters_drawn_as_outlines_wait_too(tmp_path: Path) -> None:
    with pytest.raises(Unsupported):
        read_pdf.read(pdf(tmp_path / 'a.pdf', '100 100 m 105 105 l 103 108 l f ' * 80))


def test_a_picture_among_pages_of_text_is_told(tmp_path: Path) -> None:
    page = f'q {WIDTH} 0 0 {HEIGHT} 0 0 cm /Im Do Q'
    path = pdf(tmp_path / 'a.pdf', say('示例市民政局关于年检的通知', 80, 100), page, objects=(PICTURE,))
    blocks, pages, problems = read_pdf.read(path)
    assert (texts(blocks), pages) == (['示例市民政局关于年检的通知'], 2)
    assert [(each.code, each.severity, each.where.page) for each in problems] == [
        ('page_without_text', Severity.REVIEW, 2)
    ]


def test_letters_laid_over_a_scan_are_doubted_but_not_those_on_a_letterhead(tmp_path: Path) -> None:
    scan = f'q {WIDTH} 0 0 {HEIGHT} 0 0 cm /Im Do Q '
    text = ''.join(say('示例市民政局关于年检的通知', 80, 100 + 20 * line) for line in range(8))
    path = pdf(tmp_path / 'a.pdf', scan + '3 Tr ' + text, scan + text, objects=(PICTURE,))
    assert [(each.code, each.where.page) for each in read_pdf.read(path)[2]] == [('text_over_picture', 1)]


@pytest.mark.parametrize('turn', [90, 180, 270])
def test_a_page_shown_on_its_side_is_read_upright(tmp_path: Path, turn: int) -> None:
    content = ruled([80, 180, 480], [100, 140]) + say('名称', 85, 125) + say('示例协会', 185, 125)
    blocks, _, problems = read_pdf.read(pdf(tmp_path / 'a.pdf', content, page_extra=f'/Rotate {turn}'))
    assert [cell.text for cell in the_table(blocks).cells] == ['名称', '示例协会']
    assert the_table(blocks).where.box == Box(80.0, 100.0, 480.0, 140.0)
    assert [problem.code for problem in problems] == ['page_turned']


def test_places_count_from_the_crop_box(tmp_path: Path) -> None:
    content = ruled([80, 180, 480], [100, 140]) + say('名称', 85, 125) + say('示例协会', 185, 125)
    path = pdf(tmp_path / 'a.pdf', content, page_extra=f'/CropBox[20 0 {WIDTH} {HEIGHT - 30}]')
    table = the_table(read_pdf.read(path)[0])
    assert table.where.box == Box(60.0, 70.0, 460.0, 110.0)
    assert [cell.text for cell in table.cells] == ['名称', '示例协会']


def test_a_watermark_is_left_out_and_told(tmp_path: Path) -> None:
    aslant = f'BT /F 60 Tf 0.7 0.7 -0.7 0.7 200 300 Tm <{"内部".encode("utf-16-be").hex()}> Tj ET '
    blocks, _, problems = read_pdf.read(pdf(tmp_path / 'a.pdf', aslant + say('示例市民政局文件', 80, 100)))
    assert texts(blocks) == ['示例市民政局文件']
    assert [problem.code for problem in problems] == ['aslant_text']


def test_a_filled_form_field_is_part_of_the_page(tmp_path: Path) -> None:
    shown = f'BT /F 12 Tf 2 5 Td <{"示例协会".encode("utf-16-be").hex()}> Tj ET '
    form = '<</Type/XObject/Subtype/Form/BBox[0 0 200 20]/Resources<</Font<</F 3 0 R>>>>'
    field = (
        '<</Type/Annot/Subtype/FreeText/F 4/Rect[150 700 350 720]/Contents(x)/AP<</N 7 0 R>>>>',
        form + f'/Length {len(shown)}>>stream\n{shown}\nendstream',
    )
    path = pdf(tmp_path / 'a.pdf', say('名称：', 80, 137), page_extra='/Annots[6 0 R]', objects=field)
    path.write_bytes(path.read_bytes().replace(b'/XObject<</Im 6 0 R>>', b'/XObject<<>>         '))
    blocks, _, _ = read_pdf.read(path)
    assert [text.replace(' ', '') for text in texts(blocks)] == ['名称：示例协会']


def test_a_password_and_a_torn_file_are_told_apart(tmp_path: Path) -> None:
    key, name = '41' * 32, '43' * 16
    lock = f'/Encrypt<</Filter/Standard/V 1/R 2/Length 40/P -4/O<{key}>/U<{key}>>>/ID[<{name}><{name}>]'
    with pytest.raises(Encrypted):
        read_pdf.read(pdf(tmp_path / 'a.pdf', say('示例', 80, 100), trailer=lock))
    torn = tmp_path / 'b.pdf'
    torn.write_bytes(b'%PDF-1.7\n1 0 obj')
    with pytest.raises(Damaged):
        read_pdf.read(torn)


def test_letters_are_cleaned_and_punctuation_is_kept() -> None:
    assert ''.join(clean_letter(letter) for letter in '⺠政局⽅案：，（）') == '民政局方案：，（）'


def test_letters_to_lines_with_gaps_doubles_and_ligatures() -> None:
    row = [
        Glyph('县', 0, 0, 16, 16, 14),
        Glyph('县', 0.5, 0, 16.5, 16, 14),  # printed twice to look bold
        Glyph('—', 16, 0, 48, 16, 14),  # one glyph for two letters
        Glyph('—', 16, 0, 48, 16, 14),
        Glyph('区', 82, 0, 98, 16, 14),
        Glyph('l', 98, 0, 102, 16, 14),
        Glyph('l', 102, 0, 106, 16, 14),
    ]
    assert [line.text for line in glyphs_to_lines(row, 1)] == ['县——  区ll']


@given(st.floats(0, 500), st.floats(0, 500), st.floats(1, 90), st.floats(1, 90), st.integers(0, 3))
def test_four_turns_bring_a_box_back(x: float, y: float, wide: float, high: float, quarters: int) -> None:
    box = Box(x, y, x + wide, y + high)
    turned = turn_box(box, 595, 842, quarters)
    back = turn_box(turned, *((595, 842) if quarters % 2 == 0 else (842, 595)), 4 - quarters)
    assert back == pytest.approx(box)


@given(st.data(), st.integers(1, 5), st.integers(1, 5))
@settings(max_examples=60)
def test_spans_tile_the_grid(data: st.DataObject, rows: int, cols: int) -> None:
    free = {(row, col) for row in range(rows) for col in range(cols)}
    wanted = []
    while free:
        row, col = min(free)
        down, right = data.draw(st.integers(1, rows - row)), data.draw(st.integers(1, cols - col))
        places = {(row + i, col + j) for i in range(down) for j in range(right)}
        if not places <= free:
            down, right, places = 1, 1, {(row, col)}
        free -= places
        wanted.append((row, col, down, right))
    jitter = st.floats(-0.9, 0.9)
    boxes = [
        Box(
            30 * col + data.draw(jitter),
            20 * row + data.draw(jitter),
            30 * (col + right) + data.draw(jitter),
            20 * (row + down) + data.draw(jitter),
        )
        for row, col, down, right in wanted
    ]
    _, _, spans = boxes_to_spans(boxes)
    covered = [(r + i, c + j) for r, c, down, right in spans for i in range(down) for j in range(right)]
    assert len(covered) == len(set(covered))
    assert all(down >= 1 and right >= 1 for _, _, down, right in spans)


@pytest.mark.parametrize('name', ['notice0', 'notice2', 'notice4'])
def test_real_notices_lose_no_letter(shared: Path, name: str) -> None:
    folder = shared / 'corpus' / 'readers'
    blocks, _, _ = read_pdf.read(folder / f'{name}.pdf')
    truth = (folder / f'{name}.truth.txt').read_text(encoding='utf-8')
    assert ''.join(''.join(texts(blocks)).split()) == ''.join(truth.split())


def test_the_form_has_its_forty_cells(shared: Path) -> None:
    folder = shared / 'corpus' / 'readers'
    truth = json.loads((folder / 'form.truth.json').read_text(encoding='utf-8'))
    found = grid_of(the_table(read_pdf.read(folder / 'form.pdf')[0]))
    assert [[*place, ''.join(str(text).split())] for *place, text in found] == [
        [*place, ''.join(text.split())] for *place, text in truth
    ]


def test_a_long_table_and_one_without_rules_are_as_in_the_docx(shared: Path) -> None:
    folder = shared / 'corpus' / 'readers'
    ours, twins = read_pdf.read(folder / 'long.pdf')[0], read_docx.read(folder / 'long.docx')[0]
    tables = [[grid_of(block) for block in blocks if isinstance(block, Table)] for blocks in (ours, twins)]
    assert [len(table) for table in tables[0]] == [len(table) for table in tables[1]] == [223, 12]
    for table, twin in zip(*tables, strict=True):
        assert [[*place, ''.join(str(text).split())] for *place, text in table] == [
            [*place, ''.join(str(text).split())] for *place, text in twin
        ]
