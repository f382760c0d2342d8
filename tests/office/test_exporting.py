import datetime as dt
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from extractors.survey.values import read_value
from model.form import FormField
from model.subject import Provenance
from office.accepting import is_doubtful
from office.config import open_workplace
from office.exporting import export, export_hash
from office.founding import found
from office.importing import import_ledger
from office.ledger_acts import organisations
from office.ledger_form import ledger_fields
from office.ledger_reading import ENDED_SHEET
from store import subjects
from store.engine import atomic
from tests.office.conftest import SETTINGS

AT = dt.datetime(2026, 3, 13, 9)


def enter(place, *lines, **standing):
    """Organisations put straight into the ledger."""
    with atomic(place.engine) as connection:
        added = subjects.add_many(connection, lines, Provenance(None, None, "经办人", AT))
        for one in added if standing else ():
            subjects.change(connection, one.id, standing, Provenance(None, None, "经办人", AT))


def other_office(folder):
    """An office beside the first, its ledger empty."""
    root = Path(folder) / '另一间'
    root.mkdir()
    (root / 'office.toml').write_text(SETTINGS, 'utf-8')
    return found(root).root


LINE = {
    'org_name': '示例市甲一商会',
    'code': '51620000MJ000000XM',
    'region': '甲县',
    'org_type': '社会团体',
    'phone': '0000-1234567',
    'party_head_phone': '00036123456',
    'registration_no': '000136号',
    'approval_number': '=HYPERLINK("x")1',
    'address': '+1-2@示例路',
    'legal_rep': '@甲',
    'established': False,
    'established_on': '2015-03',
    'staff_total': 0,
    'mass_orgs': ['工会', '共青团'],
    'former_names': ['示例市甲商会', '示例市一商会'],
}


def test_an_export_imports_back_equal_into_an_empty_office(place, tmp_path):
    enter(place, LINE, {'org_name': '示例市乙二协会', 'region': '乙县', 'party_org_type': '-1+1党支部'})
    assert export(place, tmp_path / '导出.xlsx') == 2
    with open_workplace(other_office(tmp_path), dt.date(2026, 3, 13)) as other:
        done = import_ledger(other, tmp_path / '导出.xlsx')
        assert (len(done.added), done.questions, done.ignored_columns) == (2, 0, [])
        assert export_hash(other) == export_hash(place)


def test_no_text_of_an_export_is_run_as_a_formula(place, tmp_path):
    enter(place, LINE)
    export(place, tmp_path / '导出.xlsx')
    cells = [cell for row in load_workbook(tmp_path / '导出.xlsx').active.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells if cell.value is not None} == {'s', 'n'}
    assert {cell.value for cell in cells if cell.data_type == 'n' and cell.value is not None} == {0}


def test_those_that_count_no_longer_stand_apart_and_are_not_brought_in(place, tmp_path):
    ended = {'@state': 'ended', '@ended_on': dt.date(2026, 1, 5)}
    enter(place, {'org_name': '示例市丙三学校', 'region': '丙县'}, **ended)
    enter(place, LINE)
    assert export(place, tmp_path / '导出.xlsx') == 1
    sheet = load_workbook(tmp_path / '导出.xlsx')[ENDED_SHEET]
    assert [cell.value for cell in sheet[2]][-3:] == ['已注销、撤销或迁出', '2026-01-05', None]
    with open_workplace(other_office(tmp_path), dt.date(2026, 3, 13)) as other:
        done = import_ledger(other, tmp_path / '导出.xlsx')
        assert [one.name for one in organisations(other)] == ['示例市甲一商会']
        assert any(ENDED_SHEET in note for note in done.notes)


def test_the_hash_knows_no_numbers_and_every_value(place, tmp_path):
    enter(place, LINE)
    first = export_hash(place)
    enter(place, {'org_name': '示例市乙二协会'})
    assert export_hash(place) != first
    with open_workplace(other_office(tmp_path), dt.date(2026, 3, 13)) as other:
        enter(other, {'org_name': '示例市乙二协会'})
        enter(other, LINE)
        assert export_hash(other) == export_hash(place)


AWKWARD = st.sampled_from(
    [
        '=1+1',
        '+86',
        '-1',
        '@甲',
        '\t甲',
        '00036',
        '1e5',
        '甲\n乙',
        '“甲”',
        "'甲",
        '甲 乙',
        '长' * 900,
        '_x0041_',
        '<甲>&',
    ]
)
TEXTS = st.one_of(AWKWARD, st.text('甲乙丙=+-@,"\'（）_ \n12', min_size=1, max_size=8))


def values_of(field: FormField) -> st.SearchStrategy[object]:
    """What a person may have put into a field, as the ledger then holds it; None where it would wait."""
    if field.type == 'int':
        return st.one_of(st.none(), st.integers(0, 9999))
    if field.type == 'yes_no':
        return st.sampled_from((None, True, False))
    if field.type == 'choice':
        return st.sampled_from((None, *field.options))
    if field.type == 'choices':
        options = field.options or ('示例市甲会', '示例市乙会')
        return st.one_of(st.none(), st.lists(st.sampled_from(options), min_size=1, unique=True).map(list))
    if field.type == 'date':
        return st.sampled_from((None, '2015', '2015-03', '2015-03-09'))
    return TEXTS.map(lambda text: certain(field, text))


def certain(field: FormField, text: str) -> object:
    """A text as reading takes it, once and again."""
    value = read_value(field, text)
    again = read_value(field, value.value) if isinstance(value.value, str) else value
    return None if is_doubtful(value) or is_doubtful(again) or again.value != value.value else value.value


def with_branch(line: dict[str, object]) -> dict[str, object]:
    """A line that tells how a branch was formed tells that there is one: without it, reading asks."""
    missing = line.get('establishment_form') is not None and line.get('established') is None
    return {**line, 'established': True} if missing else line


FIELDS = tuple(one for one in ledger_fields() if one.id not in {'org_name', 'code', 'competent_authority'})
LINES = st.lists(
    st.lists(st.sampled_from(FIELDS), max_size=6, unique_by=lambda one: one.id).flatmap(
        lambda used: st.fixed_dictionaries({one.id: values_of(one) for one in used}).map(with_branch)
    ),
    min_size=1,
    max_size=4,
)


def test_whatever_the_ledger_holds_comes_back(tmp_path):
    @settings(max_examples=6, deadline=None)
    @given(lines=LINES)
    def comes_back(lines):
        with TemporaryDirectory(dir=tmp_path) as folder:
            check_round(Path(folder), lines)

    comes_back()


def check_round(folder: Path, lines: list[dict[str, object]]) -> None:
    """Lines entered, exported, and imported into an office whose ledger is empty."""
    root, sheet = other_office(folder), folder / '导出.xlsx'
    with open_workplace(root, dt.date(2026, 3, 13)) as first:
        told = ({key: value for key, value in line.items() if value is not None} for line in lines)
        enter(first, *({'org_name': f'示例市第{number}商会', **line} for number, line in enumerate(told)))
        before = export_hash(first)
        export(first, sheet)
    (root / 'shoufa.db').unlink()
    with open_workplace(root, dt.date(2026, 3, 13)) as second:
        import_ledger(second, sheet)
        assert export_hash(second) == before
