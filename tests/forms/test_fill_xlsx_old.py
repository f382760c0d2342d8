"""A blank .xls is filled through its .xlsx and goes back: what it holds, it holds afterwards."""

import io
import tempfile
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.styles import Protection
from openpyxl.worksheet.datavalidation import DataValidation

from extractors.readers.sheets import xls_reader
from extractors.readers.soffice import xls_to_xlsx, xlsx_to_xls
from forms.blanks.sheets import xlsx_to_blanks
from forms.filling.xlsx_fill import fill_xlsx
from model.blank import Filling
from model.document import Table
from tests import build_blank_sheets as build
from tests.build_blank_sheets import book


def guarded(sheet: Any) -> None:
    """The list with choices, limits and a hidden code column, protected but for its blanks."""
    build.roster(sheet)
    chosen = DataValidation('list', formula1='选项!$A$1:$A$2')
    counted = DataValidation('whole', operator='between', formula1='0', formula2='500')
    chosen.add('G6:G9')
    counted.add('D6:F9')
    sheet.add_data_validation(chosen)
    sheet.add_data_validation(counted)
    for row in range(6, 10):
        for letter in 'BDEFG':
            sheet[f'{letter}{row}'].protection = Protection(locked=False)
    sheet['B6'].number_format = '@'
    sheet.protection.sheet = True


def choices(sheet: Any) -> None:
    sheet.title = '选项'
    sheet['A1'], sheet['A2'] = '有', '无'
    sheet.sheet_state = 'hidden'


@pytest.fixture(scope='module')
def filled(soffice):
    old = xlsx_to_xls(book(guarded, choices))
    blank = xls_to_xlsx(old)
    values = {'B6': '00036', 'D6': '12', 'E6': '3', 'F6': '7', 'G6': '无'}
    fillings = [
        Filling(each, values[str(each.cell)]) for each in xlsx_to_blanks(blank) if each.cell in values
    ]
    made, left = fill_xlsx(blank, fillings)
    assert not left
    return xlsx_to_xls(made)


def test_values_and_totals_are_in_the_old_workbook(filled):
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, 'a.xls')
        path.write_bytes(filled)
        table = next(block for block in xls_reader.read(path)[0] if isinstance(block, Table))
    found = {cell.where.cell: (cell.text, cell.formula) for cell in table.cells}
    assert [found[place][0] for place in ('B6', 'D6', 'E6', 'F6', 'G6')] == ['00036', '12', '3', '7', '无']
    assert found['D10'] == ('12', '=SUM(D6:D9)')


def test_choices_limits_hidden_parts_and_protection_are_still_there(filled):
    loaded = openpyxl.load_workbook(io.BytesIO(xls_to_xlsx(filled)))
    sheet = loaded['汇总表']
    rules = {str(each.sqref): (each.type, each.formula1) for each in sheet.data_validations.dataValidation}
    assert rules == {'G6:G9': ('list', '选项!$A$1:$A$2'), 'D6:F9': ('whole', '0')}
    assert sheet.protection.sheet
    assert not sheet['B7'].protection.locked
    assert sheet['B3'].protection.locked
    assert sheet.column_dimensions['C'].hidden
    assert loaded['选项'].sheet_state == 'hidden'
