"""Marks in copies: the very paragraph or cell that the reader means gets the background, no other."""

import zipfile

import openpyxl
import pytest

from extractors.readers.docx import reader as read_docx
from extractors.readers.pictures.sheet import marked_xlsx
from extractors.readers.pictures.text import marked_text
from extractors.readers.pictures.where import is_inside, places
from extractors.readers.pictures.word import FILL, Sought, marked_docx
from extractors.readers.zipguard import parse_xml
from model.document import Document
from model.errors import NeedsConversion, ReaderFailed, UsageFault
from model.place import Where
from tests import build
from tests.build import docx, field, p, r, sdt, tbl, tc, text_box, tr

W = '{http://schemas.openxmlformats.org/wordprocessingml/2006/main}'
S = '{http://schemas.openxmlformats.org/spreadsheetml/2006/main}'


def members(path):
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def unpacked(data, tmp_path):
    copy = tmp_path / 'copy.zip'
    copy.write_bytes(data)
    return members(copy)


def marked(path, tmp_path, part, place, texts=()):
    """The texts of what got the background, by tag."""
    found = []
    made = marked_docx(members(path), Sought(Where(part=part, path=place), texts))
    for name, data in unpacked(made, tmp_path).items():
        if name.startswith('word/') and name.endswith('.xml'):
            for shade in parse_xml(data).iter(W + 'shd'):
                if shade.get(W + 'fill') == FILL:
                    home = shade.getparent().getparent()
                    found.append((home.tag.removeprefix(W), ''.join(home.itertext(W + 't'))))
    return found


NESTED = tc(p('外') + tbl(tr('里一', '里二')) + p('尾'))
BODY = (
    p('第一段')
    + p(f'{r("第二段")}{text_box(p("框中一") + p("框中二"))}')
    + tbl(tr('甲', '乙'), tr(NESTED, sdt(tc('控件格'))))
    + p(r('隐藏的', '<w:vanish/>'))
    + p(field('PAGE', '3'))
    + p('末段')
)
MARGINS = {'header': p('页眉'), 'footer': p('页脚') + tbl(tr('脚格'))}
NOTES = {'footnotes': f'<w:footnote w:id="1">{p("脚注")}</w:footnote>'}


@pytest.mark.parametrize(
    ('part', 'place', 'found'),
    [
        ('body', 'p[1]', [('p', '第一段')]),
        ('body', 'p[5]', [('p', '末段')]),
        ('body', 'p[3]', [('p', '隐藏的')]),
        ('body', 'tbl[1]/tr[1]/tc[2]', [('tc', '乙')]),
        ('body', 'tbl[1]/tr[2]/tc[2]', [('tc', '控件格')]),
        ('body', 'tbl[1]/tr[1]', [('tc', '甲'), ('tc', '乙')]),
        ('body', 'tbl[1]/tr[2]/tc[1]/tbl[1]/tr[1]/tc[2]', [('tc', '里二')]),
        ('header', 'p[1]', [('p', '页眉')]),
        ('footer', 'tbl[1]', [('tc', '脚格')]),
        ('footnote', 'p[1]', [('p', '脚注')]),
        ('textbox', 'p[2]', [('p', '框中二')]),
    ],
)
def test_the_place_gets_the_background_and_nothing_else(tmp_path, part, place, found):
    path = docx(tmp_path / '一.docx', BODY, margins=MARGINS, parts=NOTES)
    assert marked(path, tmp_path, part, place) == found


def test_every_place_that_is_read_can_be_marked(tmp_path):
    path = docx(tmp_path / '一.docx', BODY, margins=MARGINS, parts=NOTES)
    blocks, _, _ = read_docx.read(path)
    for where, text in places(Document('', '', 'docx', None, blocks)):
        found = marked(path, tmp_path, where.part, where.path)
        assert any(text.partition('\n')[0] in its for _, its in found), where


def test_the_copy_reads_as_the_file_did_but_for_deletions(tmp_path):
    body = p('一' + '') + p(f'{r("留")}<w:del>{r("删")}</w:del>')
    path = docx(tmp_path / '一.docx', body)
    copy = tmp_path / '二.docx'
    copy.write_bytes(marked_docx(members(path), Sought(Where(part='body', path='p[1]'))))
    assert read_docx.read(copy)[0] == read_docx.read(path)[0]
    assert '删' not in members(copy)['word/document.xml'].decode()


def test_in_a_copy_numbered_otherwise_the_place_is_found_by_what_stands_around(tmp_path):
    copy = docx(tmp_path / '一.docx', p('多出') + tbl(tr('姓名', '男'), tr('', '男'), tr('', '备注')))
    texts = [(False, '姓名'), (False, '男'), (True, ''), (False, '男'), (False, ''), (False, '备注')]
    assert marked(copy, tmp_path, 'body', 'tbl[9]', tuple(texts)) == [('tc', '')]
    with pytest.raises(ReaderFailed, match='对不上'):
        marked(copy, tmp_path, 'body', 'tbl[9]', ((True, '别的文字'), (False, '姓名')))


def test_strict_ooxml_is_left_to_libreoffice(tmp_path):
    strict = 'http://purl.oclc.org/ooxml/wordprocessingml/main'
    path = docx(
        tmp_path / '一.docx',
        '',
        members={'word/document.xml': f'<w:document xmlns:w="{strict}"><w:body><w:p/></w:body></w:document>'},
    )
    with pytest.raises(NeedsConversion):
        marked(path, tmp_path, 'body', 'p[1]')


@pytest.fixture
def book(tmp_path):
    workbook = openpyxl.Workbook()
    first = workbook.active
    first.title = "甲'县"
    first['A1'], first['B2'], first['F60'] = '单位', '示例协会', 9
    first.merge_cells('B2:C3')
    first.row_dimensions[2].hidden = True
    first.column_dimensions['B'].hidden = True
    first.print_area = 'A1:A1'
    second = workbook.create_sheet('汇总')
    second['A1'] = '合计'
    second.sheet_state = 'hidden'
    path = tmp_path / '一.xlsx'
    workbook.save(path)
    return path


def opened(data, tmp_path):
    path = tmp_path / '二.xlsx'
    path.write_bytes(data)
    return openpyxl.load_workbook(path)


def filled(sheet):
    return [
        cell.coordinate
        for row in sheet.iter_rows(max_row=100, max_col=10)
        for cell in row
        if cell.fill.fgColor.rgb == f'FF{FILL}'
    ]


@pytest.mark.parametrize('cell', ['B2', 'C3'])
def test_a_cell_is_marked_where_its_merge_begins(book, tmp_path, cell):
    data, told = marked_xlsx(members(book), Where(sheet="甲'县", cell=cell))
    workbook = opened(data, tmp_path)
    assert filled(workbook["甲'县"]) == ['B2']
    assert workbook["甲'县"]['B2'].value == '示例协会'
    assert workbook["甲'县"].print_area == "'甲''县'!$A$1:$C$17"
    assert workbook['汇总'].sheet_state == 'hidden'
    assert told == ("第B列在原表中是隐藏的，图中照样画出", "第2行在原表中是隐藏的，图中照样画出")
    assert not workbook["甲'县"].row_dimensions[2].hidden


@pytest.mark.parametrize('cell', ['D30', 'A60', 'J61'])
def test_a_blank_cell_can_be_marked_too(book, tmp_path, cell):
    data, _ = marked_xlsx(members(book), Where(sheet="甲'县", cell=cell))
    assert filled(opened(data, tmp_path)["甲'县"]) == [cell]


def test_a_hidden_sheet_is_shown_alone_and_told(book, tmp_path):
    data, told = marked_xlsx(members(book), Where(sheet='汇总', cell='A1'))
    workbook = opened(data, tmp_path)
    assert [sheet.sheet_state for sheet in workbook] == ['hidden', 'visible']
    assert told == ("工作表“汇总”在原表中是隐藏的，图中照样画出",)


def test_a_sheet_or_cell_that_is_none_is_refused(book):
    with pytest.raises(UsageFault, match='没有工作表'):
        marked_xlsx(members(book), Where(sheet='乙县', cell='A1'))
    with pytest.raises(UsageFault, match='不是单元格'):
        marked_xlsx(members(book), Where(sheet='汇总', cell='ZZZ1'))


def test_a_workbook_in_binary_is_left_to_libreoffice(tmp_path):
    path = build.packed(tmp_path / '一.xlsb', {'xl/workbook.bin': b'', 'xl/styles.bin': b''})
    with pytest.raises(NeedsConversion):
        marked_xlsx(members(path), Where(sheet='一', cell='A1'))


def test_lines_of_a_text_are_numbered_around_the_sought_one(tmp_path):
    text = '\n'.join(f'第{number}行<&>\x01' for number in range(1, 101))
    made = unpacked(marked_text(text.encode('gb18030'), Where(line=50)), tmp_path)
    tree = parse_xml(made['word/document.xml'])
    lines = [''.join(each.itertext(W + 't')) for each in tree.iter(W + 'p')]
    assert lines[0] == '25　第25行<&>'
    assert lines[-1] == '75　第75行<&>'
    (shade,) = tree.iter(W + 'shd')
    assert ''.join(shade.getparent().getparent().itertext(W + 't')) == '50　第50行<&>'
    everything = unpacked(marked_text(text.encode(), Where(page=2)), tmp_path)['word/document.xml']
    assert everything.count(b'<w:p>') == 100
    with pytest.raises(UsageFault, match='只有100行'):
        marked_text(text.encode(), Where(line=101))


def test_only_places_inside_are_sought():
    assert is_inside(Where(part='body', path='p[1]'), Where(part='body', path='p[1]'))
    assert not is_inside(Where(page=1), Where(page=1))
