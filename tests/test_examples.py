"""The checked-in example is what its script writes, and holds what its README says."""

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pypdfium2
import pytest
from PIL import Image
from stdnum.cn import uscc

from campaigns.ladder import plan
from campaigns.pack import load_pack
from campaigns.rounds import rounds
from model.subject import Organisation
from office.config import load_office
from scripts import make_examples
from scripts.example_world import COUNTIES, make_world

EXAMPLES = Path(__file__).parent.parent / 'examples'
INBOX = EXAMPLES / 'office' / '收文'

Truth = dict[str, Any]


@pytest.fixture(scope='module')
def truth() -> Truth:
    found: Truth = json.loads((EXAMPLES / 'truth.json').read_text('utf-8'))
    return found


def files_below(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob('*') if path.is_file()
    }


def sheet_lines(path: Path) -> list[tuple[Any, ...]]:
    return list(openpyxl.load_workbook(path).worksheets[0].values)


def test_a_rerun_writes_the_same_bytes(tmp_path: Path) -> None:
    make_examples.write_files(tmp_path)
    assert files_below(tmp_path) == files_below(EXAMPLES)


def test_the_settings_are_an_office() -> None:
    office = load_office(EXAMPLES / 'office' / 'office.toml')
    assert office.counties == COUNTIES
    assert {office.dispatch_as, office.circular_as, office.report_as} <= {
        name.id for name in office.issuing_names
    }


def test_the_ledger_holds_300_organisations_with_valid_codes_and_a_total(truth: Truth) -> None:
    head, *lines, total = sheet_lines(EXAMPLES / 'office' / '台账.xlsx')
    assert len(lines) == truth['ledger']['organisations'] == 300
    assert all(uscc.is_valid(line[head.index('统一社会信用代码')]) for line in lines)
    assert len({line[0] for line in lines}) == 300
    assert sum(line[head.index('业务主管单位')] is None for line in lines) == truth['ledger']['direct'] == 120
    assert Counter(line[head.index('所属地区')] for line in lines) == dict.fromkeys(COUNTIES, 25)
    assert total[0] == '合计'
    assert total[head.index('党员总数')] == sum(line[head.index('党员总数')] or 0 for line in lines)


def test_instructors_serve_directly_registered_organisations_by_full_name(truth: Truth) -> None:
    _, *lines = sheet_lines(EXAMPLES / 'office' / '指导员.xlsx')
    direct = {org.name for org in make_world() if org.supervisor is None}
    served = [name for line in lines for name in line[-1].split('、')]
    assert len(lines) == 10
    assert set(served) <= direct
    assert len(set(served)) == len(served) == truth['instructors']['letters'] == 14


def test_the_pack_quotes_the_notice_and_has_four_rounds(truth: Truth) -> None:
    pack = load_pack(EXAMPLES / 'office' / '活动' / '百日组建.toml')
    notice = '\n'.join(
        line.text for line in docx.Document(str(INBOX / '示组通6号 百日集中组建.docx')).paragraphs
    )
    assert all(rule.verbatim in notice for rule in pack.ladder)
    assert pack.notice_number is not None
    assert pack.notice_number in notice
    assert pack.reporting
    assert [day.isoformat() for day in rounds(pack.reporting)] == truth['campaign']['rounds']


def test_the_ladder_gives_the_plan_that_was_worked_out_by_hand(truth: Truth) -> None:
    pack = load_pack(EXAMPLES / 'office' / '活动' / '百日组建.toml')
    held = [
        Organisation(org.number, org.name, org.code, org.county, org.type, org.supervisor, org.ledger)
        for org in make_world()
    ]
    lines = plan(pack, held)
    expected = truth['campaign']['plan_at_start']
    assert Counter(line.state for line in lines) == expected['states']
    only = Counter(line.methods[0].method for line in lines if line.state == 'one_method')
    assert only == expected['one_method']


def test_every_file_of_the_inbox_is_accounted_for(truth: Truth) -> None:
    assert set(files_below(INBOX)) == set(truth['files'])
    assert truth['inbox']['files'] == sum(truth['inbox']['by_kind'].values()) == 52
    assert truth['inbox']['distinct'] == 51
    assert truth['inbox']['by_kind']['notice'] >= 6
    assert truth['inbox']['by_kind']['unusable'] == 3
    assert truth['returns'] == {
        'files': 40,
        'docx': 22,
        'xlsx': 18,
        'rows': 206,
        'totals_dropped': 20,
        'hidden_rows': 1,
    }


def test_silent_counties_have_no_file(truth: Truth) -> None:
    folders = {path.split('/')[0] for path in truth['files'] if '/' in path}
    assert folders.isdisjoint(truth['status']['missing'])
    assert [path for path in truth['files'] if path.startswith('丑区/')] == ['丑区/扫描件0001.jpg']
    with Image.open(INBOX / '丑区' / '扫描件0001.jpg') as scan:
        assert scan.size == (620, 877)


def test_every_fault_is_planted_as_often_as_said(truth: Truth) -> None:
    assert truth['planted'] == {
        'staff_total_wrong': 4,
        'members_total_wrong': 3,
        'name_misspelt': 2,
        'name_misspelt_no_code': 2,
        'code_wrong': 2,
        'conflict_with_ledger': 2,
        'unknown_organisation': 2,
        'name_missing': 1,
        'row_hidden': 1,
        'total_wrong': 1,
        'copy': 1,
    }
    copy = next(one for one in truth['planted_at'] if one['fault'] == 'copy')
    assert (INBOX / copy['file']).read_bytes() == (INBOX / copy['written']).read_bytes()


def lines_of(truth: Truth) -> Iterator[dict[str, Any]]:
    for file in truth['files'].values():
        if file['kind'] == 'return':
            yield from file.get('rows', [file])


def test_faultless_lines_agree_with_the_ledger_and_with_themselves(truth: Truth) -> None:
    world = {org.name: org for org in make_world()}
    for line in lines_of(truth):
        values = line['values']
        if line['fault'] in {None, 'row_hidden'}:
            ledger = world[line['name']].ledger
            counts = [name for name in values if name.startswith(('staff', 'full_members', 'members'))]
            assert all(values[name] == ledger[name] for name in counts if name in ledger)
            assert values['staff_total'] == values['staff_full_time'] + values['staff_part_time']
            assert values['members_total'] == values['full_members'] + values['probationary_members']
            assert line['code'] is None or uscc.is_valid(line['code'])
        elif line['fault'] == 'code_wrong':
            assert not uscc.is_valid(line['code'])
        elif line['fault'] == 'unknown_organisation':
            assert line['name'] not in world


def test_each_return_comes_from_another_organisation(truth: Truth) -> None:
    known = Counter(line['organisation'] for line in lines_of(truth) if line['organisation'])
    assert set(known.values()) == {1}
    assert len(known) == 225


@pytest.mark.parametrize('county', ['甲县', '子区'])
def test_sums_are_the_sums_of_the_rows(truth: Truth, county: str) -> None:
    path = f'{county}/附件1.xlsx'
    rows = truth['files'][path]['rows']
    total = sheet_lines(INBOX / path)[rows[-1]['row'] - 1 :]
    line = next(line for line in total if line[1] == '合计')
    assert line[5] == sum(row['values']['staff_total'] for row in rows)


def test_word_files_open_and_the_pdf_has_text(truth: Truth) -> None:
    for path, file in truth['files'].items():
        kept_as = file.get('format', 'docx') if file['kind'] in {'notice', 'return', 'copy'} else None
        if path.endswith('.docx') and kept_as == 'docx':
            assert docx.Document(str(INBOX / path)).paragraphs
    with pypdfium2.PdfDocument(INBOX / '评估等级复核通知.pdf') as document:
        text = ''.join(page.get_textpage().get_text_range() for page in document)
    assert '示省民函〔2026〕14号' in text


def test_written_rows_stand_where_the_truth_says(truth: Truth) -> None:
    for path, file in truth['files'].items():
        if path.endswith('.xlsx'):
            lines = sheet_lines(INBOX / path)
            for row in file['rows']:
                texts = set(lines[row['row'] - 1])
                assert {row['name'], row['code']} <= texts | {None}
