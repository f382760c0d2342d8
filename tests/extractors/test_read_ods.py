"""What the OpenDocument workbook reader sees: shown values, formulas, merges, hidden and empty parts."""

import pytest

from extractors.readers.odf import ods_reader as read_ods
from extractors.readers.sheets import xlsx_reader as read_xlsx
from model.document import Table
from model.errors import Damaged, TooLarge
from tests import build_odf
from tests.build import grid
from tests.build_odf import COVERED, cell, p, style, table

EMPTY_REST = '<table:table-cell table:number-columns-repeated="16370"/>'
NAMED = 'table:name="汇总"'


@pytest.fixture
def read(tmp_path):
    def read_it(body, **more):
        blocks, _, problems = read_ods.read(
            build_odf.odf(tmp_path / 'a.ods', body, kind='spreadsheet', **more)
        )
        return blocks, [(each.code, each.where.sheet, each.where.cell) for each in problems]

    return read_it


def test_values_as_shown_and_merges(read):
    body = table(
        cell('名称', 'table:number-columns-spanned="2" table:number-rows-spanned="2"') + COVERED + cell('丙'),
        COVERED * 2 + cell('00036', 'office:value-type="float" office:value="36"') + EMPTY_REST,
        cell('25.6%', 'office:value-type="percentage" office:value="0.256"') + cell('□是 ☑否'),
        attributes=NAMED,
    )
    rest = '<table:table-row table:number-rows-repeated="1048000"><table:table-cell/></table:table-row>'
    blocks, problems = read(body.replace('</table:table>', rest + '</table:table>'))
    assert (blocks[0].rows, blocks[0].cols) == (3, 3)
    assert grid(blocks) == [
        (0, 0, 2, 2, '名称'),
        (0, 2, 1, 1, '丙'),
        (1, 2, 1, 1, '00036'),
        (2, 0, 1, 1, '25.6%'),
        (2, 1, 1, 1, '□是 ☑否'),
        (2, 2, 1, 1, ''),
    ]
    assert [box.checked for box in blocks[0].cells[4].boxes] == [False, True]
    assert problems == []


def test_formulas_keep_their_text_and_last_value(read):
    body = table(
        cell('6', 'table:formula="of:=SUM([.C1:.C3];[附表.A1])" office:value-type="float" office:value="6"')
        + '<table:table-cell table:formula="of:=1+1"/>'
        + cell('#REF!', 'table:formula="of:=[.#REF!]" office:value-type="float" office:value="0"'),
        attributes=NAMED,
    )
    blocks, problems = read(body)
    assert [(each.text, each.formula) for each in blocks[0].cells[:2]] == [
        ('6', '=SUM(C1:C3;附表!A1)'),
        ('', '=1+1'),
    ]
    assert problems == [('formula_without_value', '汇总', 'B1'), ('cell_error', '汇总', 'C1')]


@pytest.mark.parametrize(
    ('shown', 'text'),
    [('2011年3月8日', '2011年3月8日'), ('2011年3月', '2011年3月'), ('03/08/11', '2011-03-08')],
)
def test_dates_as_shown_unless_the_year_is_short(read, shown, text):
    body = table(cell(shown, 'office:value-type="date" office:date-value="2011-03-08"'), attributes=NAMED)
    assert read(body)[0][0].cells[0].text == text


def test_a_code_kept_as_a_number_is_told(read):
    body = table(
        cell('511204000000000000', 'office:value-type="float" office:value="511204000000000000"'),
        attributes=NAMED,
    )
    assert read(body)[1] == [('code_destroyed', '汇总', 'A1')]


def test_hidden_parts_are_read_and_told(read):
    sheet = (
        f'<table:table {NAMED} table:style-name="T"><table:table-column/>'
        '<table:table-column table:visibility="collapse"/>'
        f'<table:table-row table:visibility="filter">{cell("甲")}{cell("乙")}</table:table-row></table:table>'
    )
    hidden = (
        '<style:style style:name="T" style:family="table">'
        '<style:table-properties table:display="false"/></style:style>'
    )
    blocks, problems = read(sheet, automatic=hidden)
    assert len(blocks[0].cells) == 2
    assert {code for code, _, _ in problems} == {'hidden_rows', 'hidden_columns', 'hidden_sheet'}


def test_bordered_blanks_belong_to_the_form(read):
    frame = style('B', '', 'table-cell').replace(
        'text-properties', 'table-cell-properties fo:border="1pt solid"'
    )
    body = table(cell('姓名') + '<table:table-cell table:style-name="B"/>', attributes=NAMED)
    assert read(body, automatic=frame)[0][0].cols == 2


def test_comments_and_text_boxes(read):
    comment = '<office:annotation><text:p>批</text:p></office:annotation>'
    shape = '<draw:frame><draw:text-box><text:p>框</text:p></draw:text-box></draw:frame>'
    body = table(cell(comment + p('甲') + shape), attributes=NAMED)
    blocks, problems = read(body)
    assert [getattr(block, 'text', None) or block.cells[0].text for block in blocks] == ['甲', '框']
    assert problems == [('comments', '汇总', None)]


def test_repetition_without_end_is_refused_at_once(read):
    row = f'<table:table-row table:number-rows-repeated="1048576">{cell("甲")}</table:table-row>'
    with pytest.raises(TooLarge):
        read(f'<table:table {NAMED}>{row}</table:table>')


def test_a_text_is_no_workbook(tmp_path):
    with pytest.raises(Damaged):
        read_ods.read(build_odf.odf(tmp_path / 'a.ods', p('甲')))


def test_as_libreoffice_converts_a_workbook(tmp_path, convert, shared):
    source = shared / 'corpus' / 'readers' / 'form.xlsx'
    (made,) = convert(tmp_path, 'ods', source)
    ours, _, _ = read_ods.read(made)
    theirs, _, _ = read_xlsx.read(source)
    assert ours[0] == theirs[0]
    assert [block.cols for block in ours if isinstance(block, Table)] == [6, 3]
