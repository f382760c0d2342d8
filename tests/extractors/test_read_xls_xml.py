import pytest

from extractors.readers.sheets import xls_reader as read_xls
from extractors.readers.sheets.xls_xml import formula_to_a1
from model.document import Paragraph, Table
from model.errors import Damaged

STYLES = (
    '<Styles><Style ss:ID="n"><NumberFormat ss:Format="00000"/></Style>'
    '<Style ss:ID="p"><NumberFormat ss:Format="Percent"/></Style>'
    '<Style ss:ID="d"><NumberFormat ss:Format="Short Date"/></Style></Styles>'
)


def book(path, sheet, declared='', more='', encoding='utf-8'):
    names = (
        'xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:h="http://www.w3.org/TR/REC-html40" '
        'xmlns:x="urn:schemas-microsoft-com:office:excel" '
        'xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"'
    )
    text = (
        f'<?xml version="1.0"{declared}?>\n<?mso-application progid="Excel.Sheet"?>\n{more}<Workbook {names}>'
        f'{STYLES}<Worksheet ss:Name="台账"><Table>{sheet}</Table></Worksheet></Workbook>'
    )
    path.write_bytes(text.encode(encoding))
    return path


def data(value, kind='String', more=''):
    return f'<Cell {more}><Data ss:Type="{kind}">{value}</Data></Cell>'


def test_cells_merges_and_formats_are_read(tmp_path):
    title = data('登记表', more='ss:MergeAcross="1"') + data('尾')
    day = data('2026-03-10T00:00:00.000', 'DateTime', 'ss:Index="3" ss:StyleID="d"')
    rows = (
        f'<Row>{title}</Row><Row ss:Index="3" ss:Hidden="1">'
        + data('36', 'Number', 'ss:StyleID="n"')
        + day
        + '</Row>'
        '<Row><Cell ss:StyleID="p" ss:Formula="=R[-1]C*2"><Data ss:Type="Number">0.256</Data></Cell>'
        '<Cell><ss:Data ss:Type="String"><h:B>甲</h:B><h:Font>乙</h:Font></ss:Data>'
        '<Comment><ss:Data>请核对</ss:Data></Comment></Cell><Cell ss:Formula="=1+1"/></Row>'
    )
    blocks, _, problems = read_xls.read(book(tmp_path / 'a.xls', rows))
    (table,) = (block for block in blocks if isinstance(block, Table))
    found = {cell.where.cell: (cell.text, cell.colspan, cell.formula) for cell in table.cells if cell.text}
    assert found == {
        'A1': ('登记表', 2, None), 'C1': ('尾', 1, None), 'A3': ('00036', 1, None),
        'C3': ('2026-03-10', 1, None), 'A4': ('25.60%', 1, '=A3*2'), 'B4': ('甲乙', 1, None),
    }  # fmt: skip
    assert [each.code for each in problems] == ['hidden_rows', 'formula_without_value', 'comments']
    assert not any(isinstance(block, Paragraph) for block in blocks)


@pytest.mark.parametrize(('declared', 'encoding'), [(' encoding="GB2312"', 'gb18030'), ('', 'utf-16')])
def test_other_encodings(tmp_path, declared, encoding):
    path = book(tmp_path / 'a.xls', f'<Row>{data("示例协会")}</Row>', declared, encoding=encoding)
    assert read_xls.score(path.read_bytes()[:8192], 'a.xls') == 100
    assert read_xls.read(path)[0][0].cells[0].text == '示例协会'


@pytest.mark.parametrize(
    'sheet',
    ['<Row ss:Index="0"/>', f'<Row>{data("x", "Number")}</Row>', '<Row><Cell ss:Index="99999"/></Row>'],
)
def test_what_cannot_be_is_damaged(tmp_path, sheet):
    with pytest.raises(Damaged):
        read_xls.read(book(tmp_path / 'a.xls', sheet))


def test_entities_are_refused(tmp_path):
    with pytest.raises(Damaged, match="实体"):
        read_xls.read(book(tmp_path / 'a.xls', '', more='<!DOCTYPE a [<!ENTITY e "x">]>'))


@pytest.mark.parametrize(
    ('formula', 'shown'),
    [
        ('=SUM(R[-2]C:R[-1]C)', '=SUM(B1:B2)'),
        ('=RC[-1]+R1C1&"RC"', '=A3+$A$1&"RC"'),
        ('=ROUND(R[-9]C,2)', '=ROUND(#REF!,2)'),
    ],
)
def test_references_are_shown_as_letters(formula, shown):
    assert formula_to_a1(formula, (2, 1)) == shown
