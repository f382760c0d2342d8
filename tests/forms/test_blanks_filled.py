"""What is located is filled: the kinds of places that no plain gap draws."""

import io

import pytest
from docx import Document

from extractors.readers.registry import read_document
from forms.blanks import document_to_blanks, docx_to_gaps
from forms.filling.docx_fill import fill_docx
from model.blank import Filling
from tests.forms.blank_forms import build_form

WRITTEN = {'date': '2026年3月8日', 'number': '12', 'text': '甲乙丙'}


def filled(tmp_path, *blocks):
    path = tmp_path / '空表.docx'
    build_form(path, blocks)
    blanks = document_to_blanks(read_document(path), docx_to_gaps(path.read_bytes()))
    values = [
        Filling(blank, blank.options[:1] or WRITTEN[blank.kind])
        for blank in blanks
        if blank.kind != 'signature'
    ]
    paper = Document(io.BytesIO(fill_docx(path.read_bytes(), values)))
    cells = [[cell.text for cell in row.cells] for table in paper.tables for row in table.rows]
    return [line.text for line in paper.paragraphs if line.text], cells


@pytest.mark.parametrize(
    ('line', 'wanted'),
    [
        ('并于y_1年m_1月d_1日前报告', '并于12年12月12日前报告'),
        ('其中专职   人', '其中专职12人'),
        ('兹有       同志', '兹有甲乙丙同志'),
        ('时间：    年  月  日  时  分', '时间：2026年3月8日  时  分'),
        ('有效期    天。', '有效期12天。'),
        ('（    年度）', '（12年度）'),
    ],
)
def test_a_line_is_filled_where_it_is_open(tmp_path, line, wanted):
    assert filled(tmp_path, line)[0] == [wanted]


def test_cells_are_filled_where_they_are_open(tmp_path):
    rows = [
        '名称|unit_1@',
        '日期|2026年1月1日@',
        '备选|1.@',
        '是否公益|是（  ） 否（  ）@',
        '内部|口有 口无@',
        '事迹|（可另附页）@',
    ]
    assert [row[1] for row in filled(tmp_path, rows)[1]] == [
        '甲乙丙',
        '2026年3月8日',
        '1.甲乙丙',
        '是（√） 否（  ）',
        '☑有 口无',
        '（可另附页）甲乙丙',
    ]
