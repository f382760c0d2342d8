"""One form and one long table in every format give the same values; other forms stay unknown."""

import datetime as dt
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from extractors.classify import classify
from extractors.readers.registry import read_document
from extractors.survey import return_of
from forms.choose import choose
from forms.load import definitions
from model.returned import Named, Return

FORMATS = ('docx', 'pdf', 'html', 'xlsx')


def read(path: Path) -> Return:
    document = read_document(path)
    form, _ = choose(document, definitions())
    return return_of(document, form)


def values(returned: Return) -> dict[str, Any]:
    return {key: value.value for key, value in returned.values.items()}


@pytest.mark.parametrize('suffix', FORMATS)
def test_the_form_reads_alike_in_every_format(shared: Path, suffix: str) -> None:
    returned = read(shared / f'corpus/readers/form.{suffix}')
    assert returned.form == 'baseline_registration'
    assert [problem.code for problem in returned.problems] == ['labels_not_read']
    assert '其中流动党员' in returned.problems[0].message
    found = values(returned)
    expected = values(read(shared / 'corpus/readers/form.docx'))
    outside = ('reporting_unit', 'filled_on', 'filled_by')  # the workbook holds the table only
    if suffix == 'xlsx':
        expected = {key: value for key, value in expected.items() if key not in outside}
    assert found == expected


def test_the_form_reads_as_it_is_written(shared: Path) -> None:
    found = values(read(shared / 'corpus/readers/form.docx'))
    counts = ('staff_total', 'staff_full_time', 'staff_part_time', 'members_total')
    assert [found[key] for key in counts] == [42, 18, 24, 11]
    assert (found['org_type'], found['established'], found['planned_form']) == ('社会团体', False, '联合组建')
    assert (found['planned_on'], found['filled_on']) == ('2011-04', '2011-03-08')
    assert found['registration_no'].endswith('第0136号')
    assert found['not_established_reason'] == '应建未建'
    assert found['remarks'] is None


@pytest.mark.parametrize('suffix', ['docx', 'pdf'])
def test_the_long_table_keeps_every_row(shared: Path, suffix: str) -> None:
    returned = read(shared / f'corpus/readers/long.{suffix}')
    assert (returned.form, len(returned.rows), returned.totals_dropped) == ('party_building_survey', 45, 0)
    staff = [row.values['staff_total'].value for row in returned.rows]
    assert staff == [3 * number for number in range(1, 46)]
    members = [row.values['members_total'].value for row in returned.rows]
    assert members[7:] == [number % 7 for number in range(8, 46)]


def test_other_forms_are_unknown_and_never_forced(shared: Path) -> None:
    for path in sorted((shared / 'corpus/forms').glob('*.docx')):
        document = read_document(path)
        form, _ = choose(document, definitions())
        returned = return_of(document, form)
        assert form is None, path.name
        assert returned.form is None
        assert 'unknown_form' in [problem.code for problem in returned.problems]
        assert classify(document, definitions()).kind != 'return'


def test_a_workbook_as_counties_send_it(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    rows: list[list[Any]] = [
        ['甲县社会组织党建情况汇总表（2026年）'],
        ['填报单位（盖章）：甲县民政局', None, None, None, None, '填报日期：2026年3月8日'],
        ['序号', '社会组织名称', '从业人员', None, None, '党员人数', '成立党组织时间', '登记证号'],
        [None, None, '总数', '专职', '兼职', None, None, None],
        [1, '甲县甲一协会', 12, 5, 7, 4, dt.datetime(2015, 6, 1), '00036'],
        [2, '甲县甲二中心', 8, 8, 0, 2, None, '000137'],
        ['小计', None, 20, 13, 7, 6, None, None],
        [3, '甲县甲三基金会', '约30', None, '无', 0, '—', None],
        [4, None, None, None, None, None, None, None],
        ['合计', None, 50, 13, 7, 11, None, None],
    ]
    for row in rows:
        sheet.append(row)
    for area in ('A1:H1', 'A2:E2', 'F2:H2', 'A3:A4', 'B3:B4', 'C3:E3', 'F3:F4', 'G3:G4', 'H3:H4'):
        sheet.merge_cells(area)
    sheet.row_dimensions[6].hidden = True
    book.create_sheet('说明').append(['本表由各县填报'])
    path = tmp_path / '附件1.xlsx'
    book.save(path)
    returned = read(path)
    assert (returned.form, returned.unit, returned.hidden_rows) == (
        'party_building_survey',
        Named('甲县民政局'),
        1,
    )
    assert [(row.number, row.organisation.name) for row in returned.rows] == [
        (5, '甲县甲一协会'),
        (6, '甲县甲二中心'),
        (8, '甲县甲三基金会'),
    ]
    first = {key: value.value for key, value in returned.rows[0].values.items()}
    assert (first['staff_total'], first['staff_full_time'], first['members_total']) == (12, 5, 4)
    assert (first['established_on'], first['registration_no']) == ('2015-06-01', '00036')
    assert returned.rows[0].where.cell == 'B5'
    third = returned.rows[2].values
    assert (third['staff_full_time'].value, third['staff_part_time'].value) == (None, 0)
    assert returned.totals_dropped == 2
    disagreeing = [problem.message for problem in returned.problems if problem.code == 'total_disagrees']
    assert len(disagreeing) == 1
    assert "合计11与明细之和6不符，差5" in disagreeing[0]
