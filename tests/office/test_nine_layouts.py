"""Wednesday, twelve workbooks in nine layouts: every line counted, each layout asked about once (S3)."""

import datetime as dt
from collections import Counter

import pytest
from openpyxl import load_workbook

from office.config import open_workplace
from office.founding import found
from office.importing import import_ledger
from office.intake import take_in
from office.layout_acts import list_layouts
from office.ledger_acts import organisations
from office.reviewing import accept, waiting
from office.summing import summary_sheet
from store import register, rows, unit_figures
from store.engine import reading
from tests.build_layouts import COUNTIES, round_of_returns, write_round
from tests.office.conftest import SETTINGS

COUNTED = '", "'.join(COUNTIES)
FORM = 'party_building_survey'


def known(place):
    """The ledger with every organisation that will report."""
    lines = ['社会组织名称,所属县区,组织类别']
    for one in round_of_returns():
        lines += [f'{each.name},{one.name},{each.kind}' for each in one.organisations if each.name]
    path = place.rooms.root / '台账.csv'
    path.write_text('\n'.join(lines), 'utf-8')
    import_ledger(place, path)


def layout_questions(place):
    return [item for item in waiting(place) if item.kind == 'layout']


def entries(place):
    with reading(place.engine) as connection:
        return register.list_entries(connection)


@pytest.fixture(scope='module')
def played(tmp_path_factory):
    """The office after the round: taken in, each layout confirmed once; what was asked, the ledger before."""
    root = tmp_path_factory.mktemp('办公室')
    (root / 'office.toml').write_text(SETTINGS.replace('甲县", "乙县", "丙县', COUNTED), 'utf-8')
    found(root)
    with open_workplace(root, dt.date(2026, 3, 13)) as place:
        known(place)
        before = {one.id: one for one in organisations(place)}
        write_round(place.rooms.inbox, round_of_returns(), 86, 41)
        outcomes = list(take_in(place))
        waited = {entry.state for entry in entries(place)}
        asked = layout_questions(place)
        for item in asked:
            accept(place, item.number)
        yield place, outcomes, waited, asked, before


@pytest.fixture(scope='module')
def book(played, tmp_path_factory):
    path = tmp_path_factory.mktemp('汇总') / '汇总表.xlsx'
    return load_workbook(summary_sheet(played[0], FORM, path))


def lines_of(book, name):
    head, *lines = book[name].iter_rows(values_only=True)
    return [dict(zip(head, line, strict=True)) for line in lines]


def test_twelve_files_of_one_name_wait_for_nine_layouts(played):
    _, outcomes, waited, asked, _ = played
    assert [(one.status, one.kind) for one in outcomes] == [('registered', 'return')] * 12
    assert waited == {'awaiting_layout'}
    assert len(asked) == 9


def test_every_line_is_accepted_held_or_dropped_and_counted(played):
    listed = entries(played[0])
    tallies: Counter[str] = Counter()
    for entry in listed:
        tallies.update(entry.tally)
    assert {entry.state for entry in listed} == {'done'}
    assert {entry.form for entry in listed} == {FORM}
    assert tallies == {
        'rows': 1236, 'accepted': 1233, 'held': 3, 'rejected': 0, 'totals_dropped': 31, 'hidden_rows': 4,
    }  # fmt: skip


def test_each_file_has_its_own_copy_and_its_own_rows(played):
    place, *_ = played
    listed = entries(place)
    assert len({entry.archived_as for entry in listed}) == 12
    assert all((place.rooms.archive / entry.archived_as).is_file() for entry in listed)
    with reading(place.engine) as connection:
        counts = Counter(row.register_number for row in rows.list_rows(connection))
    sent = {f'{one.name}/附件1.xlsx': len(one.organisations) for one in round_of_returns()}
    assert {entry.file: counts[entry.number] for entry in listed if counts[entry.number]} == sent


def test_what_waits_is_what_the_papers_left_open(played):
    left = Counter((item.kind, item.field) for item in waiting(played[0]))
    assert left == {
        ('check', 'row_without_name'): 3, ('reading', 'hidden_rows'): 2, ('reading', 'total_disagrees'): 1,
    }  # fmt: skip
    (told,) = [item for item in waiting(played[0]) if item.field == 'total_disagrees']
    assert told.about == '庚县/附件1.xlsx'
    assert '合计512与明细之和507不符，差5' in told.reasons[0]


def test_every_value_is_the_one_that_was_sent(played):
    place, *_ = played
    held = {one.name: one for one in organisations(place)}
    wrong = [
        each.name
        for one in round_of_returns()
        for each in one.organisations
        if each.name
        and (each.staff, each.members, each.established, each.kind)
        != (*(held[each.name].facts.get(key) for key in ('staff_total', 'members_total', 'established')),
            held[each.name].type)
    ]  # fmt: skip
    assert wrong == []


def test_totals_alone_change_no_organisation(played):
    place, _, _, _, before = played
    (entry,) = [entry for entry in entries(place) if entry.file == '子区/附件1.xlsx']
    with reading(place.engine) as connection:
        figures = unit_figures.list_figures(connection, entry.number)
        assert rows.list_rows(connection, entry.number) == []
    told = {one.field: (one.value, one.basis) for one in figures if one.field in ('total', 'established')}
    assert told == {'total': (86, 'totals'), 'established': (41, 'totals')}
    assert {one.id for one in organisations(place)} == set(before)
    assert not [one for one in organisations(place) if one.region == '子区']


def test_the_sheet_holds_every_line_once(book):
    assert book.sheetnames == ['汇总表', '分县汇总', '待核', '剔除']
    assert len(lines_of(book, '汇总表')) == 1233
    assert len(lines_of(book, '待核')) == 3
    assert all('没有社会组织名称' in line['原因'] for line in lines_of(book, '待核'))
    assert len(lines_of(book, '剔除')) == 31


def test_the_sheet_compares_each_unit_with_its_own_totals(book):
    units = {line['县区']: line for line in lines_of(book, '分县汇总')}
    seven = units['庚县']
    told = [seven[key] for key in ('党员总数', '党员总数（自报合计）', '党员总数（差）')]
    assert told == [507, 512, 5]
    assert '合计512与明细之和507不符，差5' in seven['备注']
    totals = units['子区']
    assert (totals['社会组织数'], totals['已建党组织数'], totals['备注']) == (86, 41, '仅报汇总数')
    whole = units['合计']
    assert (whole['入账'], whole['待核'], whole['剔除合计行'], whole['隐藏行（已计入）']) == (1233, 3, 31, 4)
    assert whole['社会组织数'] == 1233 + 86


def test_a_row_tells_its_file_and_its_line(book):
    line = next(line for line in lines_of(book, '汇总表') if line['县区'] == '丁县')
    assert (line['来源文件'], line['行']) == ('丁县/附件1.xlsx', 'Sheet 第3行')


def test_the_next_round_asks_nothing(played):
    place, *_ = played
    with open_workplace(place.rooms.root, dt.date(2026, 4, 2)) as later:
        write_round(later.rooms.inbox, round_of_returns(shift=1), 88, 44)
        outcomes = list(take_in(later))
        assert [one.status for one in outcomes] == ['registered'] * 12
        assert layout_questions(later) == []
        assert len(list_layouts(later)) == 9
        listed = entries(later)[12:]
        assert {entry.state for entry in listed} == {'done'}
        assert sum(entry.tally['rows'] for entry in listed) == 1236
