"""Units' figures on both bases, from rows, totals, prose and the matrix; and in the county table (G4)."""

import datetime as dt

import pytest

from model.place import Problem, Severity
from model.serialise import to_plain
from office.collecting import collect, collection_named
from office.config import open_workplace
from office.importing import import_ledger
from office.planning import pack_named, start
from office.progress import campaign_facts
from office.returns import raise_problems
from office.reviewing import accept, waiting
from office.understanding import entry_now
from office.unit_counts import count_round
from store import rows, unit_figures
from store.engine import atomic, reading
from store.unit_figures import UnitFigure
from tests.office.collected import CAMPAIGN, PACK, entered, listed, told, totals

LADDER = """
[[ladder]]
method = "单独组建"
verbatim = "正式党员3名以上的，应当单独组建。"
when = { counts = ["full_members"], at_least = 3 }
"""
LEDGER = """\
社会组织名称,所属县区,是否建立党组织,正式党员
甲一,甲县,是,5
甲二,甲县,否,4
甲三,甲县,否,1
乙一,乙县,否,4
"""


@pytest.fixture
def running(rooms, tmp_path):
    (rooms.packs / f'{CAMPAIGN}.toml').write_text(PACK + LADDER, 'utf-8')
    (tmp_path / '台账.csv').write_text(LEDGER, 'utf-8')
    with open_workplace(rooms.root, dt.date(2026, 2, 21)) as place:
        import_ledger(place, tmp_path / '台账.csv')
        start(place, CAMPAIGN)
    with open_workplace(rooms.root, dt.date(2026, 3, 13)) as place:
        yield place


def counted(place):
    return count_round(place, collect(place, collection_named(place, CAMPAIGN)))


def of(counts, unit):
    return next(one for one in counts if one.unit == unit)


def test_rows_are_counted_by_the_ledger(running):
    listed(running, '2026-03-12', '甲县/附件1.xlsx', ['甲一', '甲二', '甲三'])
    one = of(counted(running).reported, '甲县')
    assert (one.basis, one.total, one.eligible, one.established) == ('ledger', 3, 2, 1)


def test_who_does_not_report_is_carried_by_the_ledger_or_left_out(running):
    listed(running, '2026-03-12', '甲县/附件1.xlsx', ['甲一'])
    found = counted(running)
    assert of(found.carried, '乙县').basis == 'ledger'
    assert (found.sum_reported.rate, found.sum_carried.rate) == ('50.0%', '33.3%')
    assert found.sum_carried.left_out == ('丙县',)


def test_without_confirmed_rules_nobody_says_who_is_to_establish(running):
    (running.rooms.packs / f'{CAMPAIGN}.toml').write_text(PACK, 'utf-8')
    listed(running, '2026-03-12', '甲县/附件1.xlsx', ['甲一'])
    found = counted(running)
    assert of(found.reported, '甲县').eligible is None
    assert (found.sum_reported.eligible, found.sum_reported.coverage) == (None, '33.3%')
    facts = campaign_facts(running, pack_named(running, CAMPAIGN))
    assert {one.eligible for one in facts.counties} == {None}


def test_the_matrix_tells_the_same_counts(running):
    lines = ('own_committee', 'own_general_branch', 'own_branch', 'joint_branch_units')
    values = {f'{line}.total': number for line, number in zip(lines, (1, 2, 20, 18), strict=True)}
    values |= {'units.total': 86, 'eligible_not_established.total': 9}
    totals(running, '2026-03-12', '丙县/附件1.xlsx', form='coverage_statistics', **values)
    one = of(counted(running).reported, '丙县')
    assert (one.basis, one.total, one.eligible, one.established) == ('totals', 86, 50, 41)


def test_totals_enter_the_county_table_and_change_no_organisation(running):
    totals(running, '2026-03-12', '丙县/附件1.xlsx', total=86, established=41, independent=23, joint=18)
    facts = campaign_facts(running, pack_named(running, CAMPAIGN))
    line = of_region(facts.counties, '丙县')
    assert (line.organisations, line.established, line.independent, line.joint) == (86, 41, 23, 18)
    assert sum(one.organisations or 0 for one in facts.counties) == 90
    assert sum(one.established or 0 for one in facts.counties) == 42
    assert facts.waiting == 45 + 1
    assert rows_of(running) == []


def of_region(lines, region):
    return next(one for one in lines if one.region == region)


def rows_of(place):
    with reading(place.engine) as connection:
        return rows.list_rows(connection)


def test_prose_counts_once_a_person_has_looked_at_it(running):
    problem = Problem('prose_report', Severity.REVIEW, '请对照原文核对')
    number = totals(
        running, '2026-03-12', '丙县/汇报.docx', form=None, problems=(problem,), total=86, established=41
    )
    with atomic(running.engine) as connection:
        raise_problems(running, connection, entry_now(connection, number), (problem,))
    assert counted(running).reported == ()
    (item,) = waiting(running)
    accept(running, item.number)
    one = of(counted(running).reported, '丙县')
    assert (one.basis, one.total, one.established) == ('prose', 86, 41)


def test_an_own_total_that_is_not_the_sum_is_told(running):
    number = listed(running, '2026-03-12', '甲县/附件1.xlsx', ['甲一', '甲二'])
    with atomic(running.engine) as connection:
        for row, count in ((3, 300), (4, 207)):
            rows.change(connection, number, row, values=to_plain(told({'members_total': count})))
        figure = UnitFigure(
            register_number=number,
            unit='甲县',
            field='members_total',
            basis='own_total',
            value=512,
            raw='512',
            state='accepted',
        )
        unit_figures.replace_all(connection, number, [figure])
    (difference,) = counted(running).differences
    assert difference.text == '甲县：党员总数合计512与明细之和507不符，差5（第1号），汇总用明细之和'


def test_a_later_total_says_what_it_says_and_the_earlier_the_rest(running):
    totals(running, '2026-03-11', '丙县/附件1.xlsx', eligible=50, established=38)
    totals(running, '2026-03-12', '丙县/更正.xlsx', established=35)
    one = of(counted(running).reported, '丙县')
    assert (one.eligible, one.established) == (50, 35)


def test_nothing_is_told_of_a_return_without_figures(running):
    entered(running, '2026-03-12', '丙县/附件1.xlsx', form='party_building_survey')
    found = collect(running, collection_named(running, CAMPAIGN))
    assert found.names('doubtful') == ('丙县',)
    assert count_round(running, found).sum_reported.total is None


def test_whom_nobody_knows_counts_in_returns_as_it_does_in_papers(rooms, tmp_path):
    (rooms.packs / f'{CAMPAIGN}.toml').write_text(PACK, 'utf-8')
    rows = '甲一,甲县,是\n甲二,甲县,否\n甲三,甲县,\n乙一,乙县,\n'
    (tmp_path / '台账.csv').write_text('社会组织名称,所属县区,是否建立党组织\n' + rows, 'utf-8')
    with open_workplace(rooms.root, dt.date(2026, 3, 13)) as place:
        import_ledger(place, tmp_path / '台账.csv')
        start(place, CAMPAIGN)
        found = counted(place)
        lines = {one.region: one for one in campaign_facts(place, pack_named(place, CAMPAIGN)).counties}
    told = of(found.carried, '甲县')
    assert (told.total, told.established, told.unknown) == (3, 1, 1)
    assert (lines['甲县'].established, lines['甲县'].unknown) == (1, 1)
    assert of(found.carried, '乙县').established is None
    assert lines['乙县'].established is None
    total = found.sum_carried
    assert (total.total, total.total_established, total.unknown) == (3, 1, 1)
