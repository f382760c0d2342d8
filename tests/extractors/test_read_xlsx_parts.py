from pathlib import Path

import pytest

from extractors.readers.sheets import xlsx_book, xlsx_parts, xlsx_strings
from extractors.readers.sheets import xlsx_reader as read_xlsx
from extractors.readers.sheets.xlsx_headings import headings_to_paragraphs
from extractors.readers.sheets.xlsx_values import number_to_source, unescape
from model.document import Paragraph, Table
from model.errors import Damaged, NeedsConversion, TooLarge, Unsupported
from model.place import Severity
from tests.build_xlsx import NAMESPACES, cell, relations, rows, text, xlsx


def table(path: Path) -> Table:
    return next(block for block in read_xlsx.read(path)[0] if isinstance(block, Table))


def shown(path: Path) -> dict[str | None, str]:
    return {each.where.cell: each.text for each in table(path).cells if each.text}


def formulas(path: Path) -> dict[str | None, str | None]:
    return {each.where.cell: each.formula for each in table(path).cells if each.formula}


def codes(path: Path) -> list[str]:
    return [problem.code for problem in read_xlsx.read(path)[2]]


STYLES = (
    '<numFmts count="1"><numFmt numFmtId="176" formatCode="00000"/></numFmts>'
    '<cellXfs><xf numFmtId="0"/><xf numFmtId="176"/><xf numFmtId="31"/><xf numFmtId="57"/>'
    '<xf numFmtId="10"/><xf numFmtId="46"/></cellXfs>'
)


def test_formats_known_by_number_alone_are_those_of_chinese_excel(tmp_path):
    path = xlsx(
        tmp_path / 'a.xlsx',
        rows(*(cell(f'{place}1', value, f's="{style}"') for place, value, style in [
            ('A', '36', 1), ('B', '46091', 2), ('C', '46091', 3), ('D', '.256', 4), ('E', '1.0625', 5),
        ])),
        styles=STYLES,
    )  # fmt: skip
    assert list(shown(path).values()) == ['00036', '2026-03-10', '2026-03', '25.60%', '25:30']


def test_the_date_system_of_1904_is_kept(tmp_path):
    path = xlsx(
        tmp_path / 'a.xlsx',
        rows(cell('A1', '44629', 's="2"')),
        styles=STYLES,
        workbook='<workbookPr date1904="1"/>',
    )
    assert shown(path) == {'A1': '2026-03-10'}


def test_a_number_that_is_no_date_stays_the_number_and_is_told(tmp_path):
    path = xlsx(tmp_path / 'a.xlsx', rows(cell('A1', '20260310', 's="2"')), styles=STYLES)
    assert (shown(path), codes(path)) == ({'A1': '20260310'}, ['date_out_of_range'])


@pytest.mark.parametrize(
    ('serial', 'day'), [(1, '1900-01-01'), (59, '1900-02-28'), (61, '1900-03-01'), (0.5, '12:00:00')]
)
def test_the_leap_day_that_never_was(serial, day):
    assert str(number_to_source(serial, 'yyyy-m-d').value).startswith(day)
    assert number_to_source(60, 'yyyy-m-d').kind == 'undated'


def test_shared_strings_lose_phonetics_and_escapes(tmp_path):
    strings = (
        '<si><r><t>甲</t></r><r><t xml:space="preserve"> 县</t></r><rPh sb="0" eb="1"><t>jia</t></rPh></si>'
        '<si><t>一_x000D_\n二_x005F_x0041_</t></si>'
    )
    sheet = rows(cell('A1', '0', 't="s"'), cell('B1', '1', 't="s"'))
    path = xlsx(tmp_path / 'a.xlsx', sheet, strings=strings)
    assert shown(path) == {'A1': '甲 县', 'B1': '一\n二_x0041_'}


def test_half_a_character_is_not_passed_on():
    assert unescape('甲_xD83D_乙') == '甲\ufffd乙'


def test_formulas_stand_beside_their_last_values(tmp_path):
    sheet = rows(
        cell('A1', '2', formula='<f>_xlfn.SUM(B1:$B$2)</f>'),
        cell('A2', '3', formula='<f t="shared" ref="A2:A4" si="0">B2*C$1+"B2"</f>'),
        cell('A3', '4', formula='<f t="shared" si="0"/>'),
        cell('A4', '5', formula='<f t="shared" si="7"/>'),
        cell('A5', '6', formula='<f t="array" ref="A5">SUM(B1:B2*2)</f>'),
        cell('A6', formula='<f>1+1</f>'),
        cell('A7', '#N/A', 't="e"', formula='<f>NA()</f>'),
    )
    path = xlsx(tmp_path / 'a.xlsx', sheet)
    assert formulas(path) == {
        'A1': '=SUM(B1:$B$2)', 'A2': '=B2*C$1+"B2"', 'A3': '=B3*C$1+"B2"', 'A4': '=',
        'A5': '{=SUM(B1:B2*2)}', 'A6': '=1+1', 'A7': '=NA()',
    }  # fmt: skip
    assert shown(path) == {'A1': '2', 'A2': '3', 'A3': '4', 'A4': '5', 'A5': '6', 'A7': '#N/A'}
    assert codes(path) == ['formula_without_value', 'cell_error']


def test_a_prefix_of_its_own_and_places_left_out_are_read(tmp_path):
    part = (
        '<x:worksheet xmlns:x="http://purl.oclc.org/ooxml/spreadsheetml/main"><x:sheetData><x:row><x:c>'
        '<x:v>1</x:v></x:c><x:c t="d"><x:v>2026-03-10</x:v></x:c><x:c t="b"><x:v>1</x:v></x:c></x:row>'
        '<x:row><x:c><x:v>2</x:v></x:c></x:row></x:sheetData></x:worksheet>'
    )
    path = xlsx(tmp_path / 'a.xlsx', '', members={'xl/worksheets/sheet1.xml': part})
    assert shown(path) == {'A1': '1', 'B1': '2026-03-10', 'C1': 'TRUE', 'A2': '2'}


def test_what_is_no_number_is_shown_as_it_stands(tmp_path):
    path = xlsx(tmp_path / 'a.xlsx', rows(cell('A1', 'NaN'), cell('B1', '12a'), cell('C1', '1e999')))
    assert shown(path) == {'A1': 'NaN', 'B1': '12a', 'C1': '1e999'}


def test_pictures_in_cells_are_told_and_are_no_text(tmp_path):
    sheet = rows(
        text('A1', '营业执照照片'),
        cell('A2', '=DISPIMG("ID_1",1)', 't="str"', formula='<f>_xlfn.DISPIMG("ID_1",1)</f>'),
        cell('A3', '#VALUE!', 't="e" vm="1"'),
    )
    path = xlsx(tmp_path / 'a.xlsx', sheet)
    assert shown(path) == {'A1': '营业执照照片'}
    (problem,) = read_xlsx.read(path)[2]
    assert (problem.code, problem.severity, 'A2、A3' in problem.message) == ('pictures', Severity.INFO, True)


@pytest.mark.parametrize(
    ('heading', 'texts'),
    [
        ('&C&"宋体,加粗"&14附件2&R第 &P 页，共 &N 页', ['附件2']),
        ('&L填报单位：示例协会&K01+000&C&A', ['填报单位：示例协会']),
        ('&L甲&&乙&G&C甲&&乙', ['甲&乙']),
        ('&P/&N', []),
        ('- &P -', []),
    ],
)
def test_page_headings_lose_their_codes(heading, texts):
    paragraphs = headings_to_paragraphs([('header', heading)], '表1', 'header')
    assert [paragraph.text for paragraph in paragraphs] == texts


def test_headings_and_text_boxes_are_paragraphs(tmp_path):
    sheet = (
        rows(text('A1', '甲')) + '<headerFooter differentFirst="0"><oddHeader>&amp;C附件1</oddHeader>'
        '<oddFooter>&amp;L制表人</oddFooter><firstHeader>&amp;C旧</firstHeader></headerFooter>'
    )
    line = '<a:p><a:r><a:t>{}</a:t></a:r></a:p>'.format
    shape = '<xdr:sp>{}<xdr:txBody>{}</xdr:txBody></xdr:sp>'.format
    box = shape('', line('说明：') + line('只填一行'))
    twin = shape('<xdr:nvSpPr><a14:compatExt/></xdr:nvSpPr>', line('孪'))
    start = '<xdr:from><xdr:col>1</xdr:col><xdr:row>2</xdr:row></xdr:from>'
    drawing = (
        f'<xdr:wsDr {NAMESPACES}><xdr:twoCellAnchor>{start}{box}{twin}</xdr:twoCellAnchor>'
        f'<mc:AlternateContent><mc:Fallback><xdr:twoCellAnchor>{start}{box}</xdr:twoCellAnchor></mc:Fallback>'
        '</mc:AlternateContent></xdr:wsDr>'
    )
    path = xlsx(
        tmp_path / 'a.xlsx',
        sheet,
        related={'d': ('drawing', '../drawings/drawing1.xml')},
        members={'xl/drawings/drawing1.xml': drawing},
    )
    blocks, _, problems = read_xlsx.read(path)
    told = [
        (each.text, each.where.part, each.where.cell) if isinstance(each, Paragraph) else ''
        for each in blocks
    ]
    assert told == [
        ('附件1', 'header', None), '', ('说明：', 'textbox', 'B3'), ('只填一行', 'textbox', 'B3'),
        ('制表人', 'footer', None),
    ]  # fmt: skip
    assert problems == ()


def test_notes_are_told_with_their_texts(tmp_path):
    note = '<comment ref="B2"><text><r><t>张三:</t></r><r><t>\n请核对</t></r></text></comment>'
    notes = f'<comments><commentList>{note}</commentList></comments>'
    path = xlsx(
        tmp_path / 'a.xlsx',
        rows(text('A1', '甲')),
        related={'c': ('comments', '../comments1.xml')},
        members={'xl/comments1.xml': notes},
    )
    (problem,) = read_xlsx.read(path)[2]
    assert problem.code == 'comments'
    assert 'B2：张三: 请核对' in problem.message


def vml(*shapes: tuple[str, str, str, str]) -> str:
    inner = ''.join(
        f'<v:shape id="_x0000_s{number}"><v:textbox><div><br>{label}</div></v:textbox>'
        f'<x:ClientData ObjectType="{kind}"><x:Anchor>{anchor}</x:Anchor></x:ClientData></v:shape>'
        for number, kind, label, anchor in shapes
    )
    names = 'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:x="urn:schemas-microsoft-com:office:excel"'
    return f'<xml {names}>{inner}</xml>'


def test_form_controls_are_ticks_in_the_cell_under_them(tmp_path):
    sheet = rows(text('A1', '是否法人'), text('A2', '已备案')) + (
        '<mergeCells><mergeCell ref="B1:C1"/></mergeCells><controls>'
        '<control shapeId="1025" r:id="k1"/><control shapeId="1026" r:id="k2"/>'
        '<control shapeId="1027" r:id="k3"/></controls>'
    )
    shapes = vml(
        ('1026', 'Checkbox', '否', '2, 40, 0, 2, 2, 60, 0, 15'),
        ('1025', 'Checkbox', '是', '1, 5, 0, 2, 1, 60, 0, 15'),
        ('1027', 'Checkbox', '', '0, 5, 0, 15, 0, 20, 1, 12'),
        ('1028', 'Drop', '', '0, 5, 4, 15, 0, 20, 5, 12'),
    )
    state = '<formControlPr objectType="CheckBox" {}/>'.format
    path = xlsx(
        tmp_path / 'a.xlsx',
        sheet,
        related={
            'v': ('vmlDrawing', '../drawings/v.vml'), 'k1': ('ctrlProp', '../ctrlProps/1.xml'),
            'k2': ('ctrlProp', '../ctrlProps/2.xml'), 'k3': ('ctrlProp', '../ctrlProps/3.xml'),
        },
        members={
            'xl/drawings/v.vml': shapes, 'xl/ctrlProps/1.xml': state('checked="Checked"'),
            'xl/ctrlProps/2.xml': state(''), 'xl/ctrlProps/3.xml': state('checked="Checked"'),
        },
    )  # fmt: skip
    assert shown(path) == {'A1': '是否法人', 'B1': '☑是  □否', 'A2': '☑已备案'}
    assert [(box.label, box.checked) for box in table(path).cells[1].boxes] == [('是', True), ('否', False)]
    assert codes(path) == ['control_unread']


def test_a_control_whose_state_is_nowhere_is_doubtful(tmp_path):
    path = xlsx(
        tmp_path / 'a.xlsx',
        rows(text('A1', '甲')) + '<controls><control shapeId="1" r:id="k1"/></controls>',
        related={'v': ('vmlDrawing', '../v.vml'), 'k1': ('ctrlProp', '../k.xml')},
        members={
            'xl/v.vml': vml(
                ('2', 'Checkbox', '是', '1,5,0,2,1,60,0,15'), ('3', 'Checkbox', '否', '2,5,0,2,2,6,0,15')
            ),
            'xl/k.xml': '<formControlPr checked="Checked"/>',
        },
    )  # fmt: skip
    assert {box.checked for each in table(path).cells for box in each.boxes} == {None}
    assert codes(path) == ['checkbox_unclear'] * 2


def test_programs_links_and_other_files_are_told_and_left_alone(tmp_path):
    path = xlsx(
        tmp_path / 'a.xlsm',
        rows(text('A1', '甲')),
        related={'o': ('oleObject', '../embeddings/a.bin'), 'h': ('hyperlink', 'https://example.com/')},
        members={'xl/vbaProject.bin': b'x', 'xl/externalLinks/externalLink1.xml': '<externalLink/>'},
    )
    assert codes(path) == ['macros', 'external_links', 'embedded_unread']


def drawing_with_picture(tmp_path: Path, sheet: str) -> Path:
    picture = '<xdr:oneCellAnchor><xdr:pic><a:blip r:embed="i"/></xdr:pic></xdr:oneCellAnchor>'
    drawing = f'<xdr:wsDr {NAMESPACES}>{picture}</xdr:wsDr>'
    return xlsx(
        tmp_path / 'a.xlsx',
        sheet,
        related={'d': ('drawing', '../drawings/drawing1.xml')},
        members={'xl/drawings/drawing1.xml': drawing},
    )


def test_a_book_of_pictures_waits_for_recognition(tmp_path):
    with pytest.raises(Unsupported, match="1幅") as caught:
        read_xlsx.read(drawing_with_picture(tmp_path, ''))
    assert caught.value.code == 'needs_ocr'
    path = drawing_with_picture(tmp_path, rows(text('A1', '社会组织登记表（样表）')))
    assert codes(path) == ['pictures']


def test_a_binary_workbook_is_converted(tmp_path):
    path = xlsx(tmp_path / 'a.xlsb', '', members={'xl/workbook.bin': b'x'})
    assert read_xlsx.score(b'PK\x03\x04...\nxl/workbook.bin', 'a.xlsb') == 100
    with pytest.raises(NeedsConversion, match='xlsb') as caught:
        read_xlsx.read(path)
    assert caught.value.target == 'xlsx'


def test_a_sheet_whose_part_is_missing_and_a_chart_are_told(tmp_path):
    path = xlsx(
        tmp_path / 'a.xlsx',
        '', rows(text('A1', '甲')),
        members={'xl/_rels/workbook.xml.rels': relations({
            'r1': ('chartsheet', 'chartsheets/sheet1.xml'), 'r2': ('worksheet', 'worksheets/none.xml'),
        })},
    )  # fmt: skip
    assert codes(path) == ['charts', 'sheet_missing', 'no_text']


@pytest.mark.parametrize(
    'sheet',
    [
        '<sheetData><row><c r="A0"/></row></sheetData>',
        '<sheetData><row><c r="XFE1"/></row></sheetData>',
        '<sheetData><row><c t="s"><v>3</v></c></row></sheetData>',
        '<sheetData><row><c s="9"><v>3</v></c></row></sheetData>',
        '<mergeCells><mergeCell ref="?"/></mergeCells>',
        '<cols><col min="a" max="2"/></cols>',
        '<sheetData>',
    ],
)
def test_a_part_that_cannot_be_is_damaged(tmp_path, sheet):
    with pytest.raises(Damaged):
        read_xlsx.read(xlsx(tmp_path / 'a.xlsx', sheet))


def test_limits_end_in_their_messages(tmp_path, monkeypatch):
    far = xlsx(tmp_path / 'a.xlsx', rows(cell('A1', '1'), cell('XFD1048576', '1')))
    with pytest.raises(TooLarge, match="1048576行16384列"):
        read_xlsx.read(far)
    monkeypatch.setattr(xlsx_parts, 'MAX_CELLS', 3)
    with pytest.raises(TooLarge, match="空行空列"):
        read_xlsx.read(xlsx(tmp_path / 'b.xlsx', rows(*['<c/>'] * 4)))
    monkeypatch.setattr(xlsx_strings, 'MAX_STRINGS', 3)
    with pytest.raises(TooLarge, match="3条"):
        read_xlsx.read(xlsx(tmp_path / 'c.xlsx', '', strings='<si/>' * 4))
    monkeypatch.setattr(xlsx_book, 'MAX_BOOK_PLACES', 1)
    with pytest.raises(TooLarge, match="各工作表合计"):
        read_xlsx.read(xlsx(tmp_path / 'd.xlsx', *[rows(cell('A1', '1'))] * 2))


def test_deep_nesting_ends_early(tmp_path):
    with pytest.raises(RecursionError):
        read_xlsx.read(xlsx(tmp_path / 'a.xlsx', '<a>' * 500 + '</a>' * 500))


def test_merges_over_merges_cost_no_time(tmp_path):
    merges = ''.join(f'<mergeCell ref="A{1 + n % 49}:CV{40 + n % 49}"/>' for n in range(20_000))
    sheet = rows(cell('A1', '1'), cell('CV200', '1')) + f'<mergeCells>{merges}</mergeCells>'
    assert table(xlsx(tmp_path / 'a.xlsx', sheet)).rows == 200
