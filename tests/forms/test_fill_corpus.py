"""Every place of the shared real forms filled with a typed value and read back."""

import io
import json
import zipfile

import pytest

from extractors.readers.docx.reader import read
from forms.filling.docx_fill import filled_docx
from model.blank import Blank, Filling
from model.document import Table
from tests.forms.filled import MAIN, blanks_of, changed_members, emptied

FORMS = 16


def form_of(shared, number, suffix):
    return next((shared / 'corpus' / 'forms').glob(f'{number:03d}_*{suffix}'))


def places_of(shared, number):
    truth = json.loads((shared / 'corpus' / 'forms' / 'truth.json').read_text('utf-8'))
    fields = truth[number]['cell_fields']
    return list(dict.fromkeys((each['table'], each['row'], each['tc']) for each in fields))


def cells_of(path):
    tables = [block for block in read(path)[0] if isinstance(block, Table)]
    return {cell.where.path: cell.text for table in tables for cell in table.cells}


def check(before, places, folder):
    """Each place says what was typed, no other cell says anything else, nothing outside them changed."""
    blank, filled = folder / 'blank.docx', folder / 'filled.docx'
    fillings = [
        Filling(Blank(label='x', table=table, row=row, cell=cell), f'甲{index}值')
        for index, (table, row, cell) in enumerate(places)
    ]
    data, left = filled_docx(before, fillings)
    blank.write_bytes(before)
    filled.write_bytes(data)
    assert left == ()
    old, new = cells_of(blank), cells_of(filled)
    for (table, row, cell), filling in zip(places, fillings, strict=True):
        assert filling.value in new.pop(f'tbl[{table + 1}]/tr[{row + 1}]/tc[{cell + 1}]')
    assert all(old[path] == text for path, text in new.items())
    assert changed_members(before, data) == ([MAIN] if places else [])
    parts = [zipfile.ZipFile(io.BytesIO(each)).read(MAIN) for each in (before, data)]
    assert emptied(parts[0], places) == emptied(parts[1], places)


@pytest.mark.parametrize('number', range(FORMS))
def test_every_cell_of_a_real_form_reads_back_as_typed(shared, tmp_path, number):
    check(form_of(shared, number, '.docx').read_bytes(), places_of(shared, number), tmp_path)


@pytest.fixture(scope='module')
def converted(shared, convert, tmp_path_factory):
    """A folder with every .doc as .docx, all by one call of LibreOffice."""
    folder = tmp_path_factory.mktemp('converted')
    convert(folder, 'docx', *(form_of(shared, number, '.doc') for number in range(FORMS)))
    return folder


@pytest.mark.parametrize('number', range(FORMS))
def test_every_cell_of_a_real_doc_reads_back_through_its_docx(shared, converted, tmp_path, number):
    (made,) = converted.glob(f'{number:03d}_*.docx')
    check(made.read_bytes(), places_of(shared, number), tmp_path)


@pytest.mark.parametrize('number', range(FORMS))
def test_every_place_that_is_found_takes_its_value(shared, tmp_path, number):
    path = form_of(shared, number, '.docx')
    typed = {'text': '甲值', 'date': '2026年3月8日', 'number': '12'}
    fillings = [
        Filling(blank, blank.options[:1] if blank.kind == 'checkbox' else typed[blank.kind])
        for blank in blanks_of(path)
        if blank.kind != 'signature'
    ]
    data, left = filled_docx(path.read_bytes(), fillings)
    assert [each.blank.label for each in left] == []
    assert changed_members(path.read_bytes(), data) == ([MAIN] if fillings else [])
