"""Struck-out words in sheets: never in the text, told with their place; of printed options one is left."""

import struct
from pathlib import Path

import pytest

from extractors.readers.sheets import xls_reader, xlsx_reader
from extractors.readers.sheets.struck_cells import strike
from extractors.readers.sheets.xlsx_values import Source
from model.document import Cell, CheckBox, Table
from model.place import Problem
from tests.build_xls import label, number, record, wide, xls
from tests.build_xlsx import cell, rows, text, xlsx

STYLES = (
    '<fonts><font/><font><strike/></font><font><strike val="0"/></font></fonts>'
    '<cellXfs><xf fontId="0"/><xf fontId="1"/><xf fontId="2"/></cellXfs>'
)
STRUCK = '<r><rPr><strike/></rPr><t>{}</t></r>'
STANDING = '<r><rPr><b/></rPr><t>{}</t></r>'


def read(path: Path) -> tuple[dict[str | None, Cell], list[Problem]]:
    reader = xlsx_reader if path.suffix == '.xlsx' else xls_reader
    blocks, _, problems = reader.read(path)
    return {one.where.cell: one for block in blocks if isinstance(block, Table) for one in block.cells}, [
        *problems
    ]


def rich(place: str, *runs: str, more: str = '') -> str:
    return f'<c r="{place}" t="inlineStr" {more}><is>{"".join(runs)}</is></c>'


def test_struck_words_of_a_text_are_left_out_and_told(tmp_path):
    path = xlsx(
        tmp_path / 'a.xlsx',
        rows(rich('B2', '<r><t>示例市</t></r>', STRUCK.format('甲县'), '<r><t>商会</t></r>')),
    )
    cells, (problem,) = read(path)
    assert cells['B2'].text == '示例市商会'
    assert (problem.code, problem.where.sheet, problem.where.cell) == ('struck_text', '表1', 'B2')
    assert problem.message == '此处划掉了“甲县”，按已删去处理，没有读入；请对照原件核对'


@pytest.mark.parametrize('shared', [True, False])
def test_the_option_left_standing_is_the_choice(tmp_path, shared):
    runs = ('<r><t>是/</t></r>', STRUCK.format('否'))
    strings = f'<si><t>甲</t></si><si>{"".join(runs)}</si>'
    data = cell('A1', '1', 't="s"') if shared else rich('A1', *runs)
    cells, (problem,) = read(xlsx(tmp_path / 'a.xlsx', rows(data), strings=strings))
    assert (cells['A1'].text, cells['A1'].boxes) == (
        '是',
        (CheckBox('是', checked=True), CheckBox('否', checked=False)),
    )
    assert '按选“是”读入' in problem.message


def test_a_cell_whose_font_is_struck_says_nothing_and_its_row_is_told_once(tmp_path):
    path = xlsx(
        tmp_path / 'a.xlsx',
        rows(
            text('A1', '名称'), text('B1', '人数'),
            '<c r="A2" s="1" t="inlineStr"><is><t>示例协会</t></is></c>', cell('B2', '12', 's="1"'),
            text('A3', '示例商会'), cell('B3', '3', 's="2"'),
        ),
        styles=STYLES,
    )  # fmt: skip
    cells, (problem,) = read(path)
    assert [cells[place].text for place in ('A2', 'B2', 'A3', 'B3')] == ['', '', '示例商会', '3']
    assert (problem.where.cell, '“示例协会、12”' in problem.message) == ('A2', True)


def test_a_run_with_a_font_of_its_own_stands_in_a_struck_cell(tmp_path):
    runs = ('<r><t>十</t></r>', STANDING.format('十二'))
    cells, (problem,) = read(xlsx(tmp_path / 'a.xlsx', rows(rich('A1', *runs, more='s="1"')), styles=STYLES))
    assert cells['A1'].text == '十二'
    assert '“十”' in problem.message


def test_a_sheet_of_struck_cells_alone_is_still_told(tmp_path):
    cells, problems = read(xlsx(tmp_path / 'a.xlsx', rows(cell('C4', '5', 's="1"')), styles=STYLES))
    assert (cells['C4'].text, [one.code for one in problems]) == ('', ['struck_text'])


def test_a_struck_formula_is_no_formula_any_more(tmp_path):
    data = rows(cell('A1', '5', 's="1"', '<f>2+3</f>'), text('B1', '甲'))
    cells, problems = read(xlsx(tmp_path / 'a.xlsx', data, styles=STYLES))
    assert (cells['A1'].text, cells['A1'].formula) == ('', None)
    assert [one.code for one in problems] == ['struck_text']


def test_struck_blanks_and_looks_without_a_strike_are_nothing(tmp_path):
    data = rows(
        rich('A1', STANDING.format('甲'), STRUCK.format(' '), STANDING.format('乙')), cell('B1', more='s="1"')
    )
    cells, problems = read(xlsx(tmp_path / 'a.xlsx', data, styles=STYLES))
    assert (cells['A1'].text, problems) == ('甲 乙', [])


def font(options: int) -> bytes:
    return record(
        0x31, struct.pack('<HHHHHBBB', 200, options, 0, 400, 0, 0, 0, 0) + b'\0' + wide('宋体', 'B')
    )


def test_an_old_workbook_has_struck_runs_and_cells(tmp_path):
    rich_text = struct.pack('<3H', 0, 0, 0) + wide('是/否') + struct.pack('<5H', 2, 2, 1, 3, 0)
    style = record(0xE0, struct.pack('<3H14x', 0, 0, 0)) + record(0xE0, struct.pack('<3H14x', 1, 0, 0))
    sheet = record(0xD6, rich_text) + label(1, 0, '示例协会') + number(1, 1, 12, 1)
    cells, (first, second) = read(xls(tmp_path / 'a.xls', sheet, more=font(0) + font(8) + style))
    assert (cells['A1'].text, cells['A2'].text, cells['B2'].text) == ('是', '示例协会', '')
    assert (first.where.cell, second.where.cell) == ('A1', 'B2')


def test_a_workbook_of_2003_in_xml_has_struck_cells(tmp_path):
    (path := tmp_path / 'a.xls').write_text(
        '<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" '
        'xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">'
        '<Styles><Style ss:ID="s1"><Font ss:StrikeThrough="1"/></Style></Styles>'
        '<Worksheet ss:Name="表1"><Table><Row><Cell><Data ss:Type="String">甲</Data></Cell>'
        '<Cell ss:StyleID="s1"><Data ss:Type="Number">7</Data></Cell></Row></Table></Worksheet></Workbook>'
    )
    cells, (problem,) = read(path)
    assert (cells['A1'].text, cells['B1'].text, problem.where.cell) == ('甲', '', 'B1')


def test_pictures_and_plain_cells_are_left_as_they_are():
    for source in (Source(None, 'picture', formula='=DISPIMG(1)'), Source('', 'text')):
        assert strike(source, None, cell_struck=True) == source
