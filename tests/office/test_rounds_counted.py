"""Story S5's counting: three counties missing on Friday, and both bases of the rate."""

import datetime as dt
import json
from dataclasses import replace

import pytest
from click.testing import CliRunner

from commands.edge import Common
from commands.returns import returns
from office.chasing import LONGEST
from office.collecting import collect, collection_named
from office.config import open_workplace
from office.planning import pack_named, round_days, start
from office.progress import campaign_facts
from tests.office.collected import CAMPAIGN, COUNTIES, PACK, picture, totals
from tests.office.conftest import SETTINGS

BASELINE = {'甲县': (30, 12), '丙县': (36, 15), '丑区': (30, 13)}
"""应建 and 已建 at the start of those that do not report: 96 and 40 together."""
REPORTED = dict(
    zip(
        (one for one in COUNTIES if one not in BASELINE),
        ((60, 38), (50, 28), (40, 20), (45, 25), (55, 30), (40, 22), (45, 24), (40, 21), (45, 23)),
        strict=True,
    )
)


@pytest.fixture
def friday(rooms):
    """The office of S5 on 13 March 2026: nine returns, a picture, a baseline of all twelve."""
    settings = SETTINGS.replace('["甲县", "乙县", "丙县"]', json.dumps(COUNTIES, ensure_ascii=False))
    (rooms.root / 'office.toml').write_text(settings, 'utf-8')
    (rooms.packs / f'{CAMPAIGN}.toml').write_text(PACK, 'utf-8')
    with open_workplace(rooms.root, dt.date(2026, 2, 21)) as place:
        start(place, CAMPAIGN)
        for county in COUNTIES:
            eligible, established = BASELINE.get(county, (41, 11))
            totals(place, '2026-02-21', f'{county}/附件1.xlsx', eligible=eligible, established=established)
    with open_workplace(rooms.root, dt.date(2026, 3, 13)) as place:
        for county, (eligible, established) in REPORTED.items():
            totals(place, '2026-03-12', f'{county}/附件1.xlsx', eligible=eligible, established=established)
        picture(place, '2026-03-12', '丑区/扫描件0001.jpg')
        yield place


def called(place, *arguments):
    common = Common(office=place.rooms.root, today=place.today)
    done = CliRunner().invoke(returns, [CAMPAIGN, *arguments], obj=common, catch_exceptions=False)
    assert done.exit_code == 0, done.output
    return done.output


def test_there_are_four_rounds(friday):
    days = round_days(pack_named(friday, CAMPAIGN))
    assert [f'{day:%m-%d}' for day in days] == ['03-13', '04-02', '04-22', '05-12']


def test_the_round_is_counted_as_json(friday):
    told = json.loads(called(friday, '--json'))
    assert (told['id'], told['round'], told['cut_off'], told['due']) == (
        CAMPAIGN,
        1,
        '2026-03-13',
        '2026-03-13',
    )
    assert told['expected'] == list(COUNTIES)
    assert [one['unit'] for one in told['returned']] == list(REPORTED)
    assert (told['unread'], told['doubtful'], told['missing']) == (['丑区'], [], ['甲县', '丙县'])
    assert told['unattributed'] == []


def test_both_bases_are_counted(friday):
    figures = json.loads(called(friday, '--json'))['figures']
    reported = figures['reported']
    assert (reported['eligible'], reported['established'], reported['rate']) == (420, 231, '55.0%')
    assert (reported['left_out'], reported['total'], reported['coverage']) == ([], None, None)
    assert len(figures['reported']['units']) == 9
    carried = figures['carried']
    assert (carried['eligible'], carried['established'], carried['rate']) == (516, 271, '52.5%')
    assert {one['unit'] for one in figures['units'] if one['carried']} == set(BASELINE)


def test_exactly_the_missing_get_a_text(friday):
    texts = json.loads(called(friday, '--json'))['chase']
    assert [(one['unit'], one['due']) for one in texts] == [('甲县', '2026-03-13'), ('丙县', '2026-03-13')]
    assert all(len(one['text']) <= LONGEST and '0000-1234502' in one['text'] for one in texts)
    shown = called(friday, '--chase').splitlines()
    assert shown == ['2026-03-13 截止', *(one['text'] for one in texts)]


def test_a_clerk_reads_the_same(friday):
    shown = called(friday)
    assert '已收到、正在核对1：丑区（第22号是图片或扫描件，待识别）' in shown
    assert '未报2：甲县、丙县' in shown
    assert '只计已报：9个单位应建420家、已建231家，组建率55.0%（231/420）' in shown
    assert '甲县、丙县、丑区沿用上期数后：12个单位应建516家、已建271家，组建率52.5%（271/516）' in shown


def test_the_papers_count_the_same_units(friday):
    facts = campaign_facts(friday, pack_named(friday, CAMPAIGN))
    assert facts.reported == tuple(REPORTED)
    assert (facts.missing, facts.checking) == (('甲县', '丙县'), ('丑区',))


def test_a_unit_that_never_told_a_figure_is_left_out_by_name(friday):
    collection = collection_named(friday, CAMPAIGN)
    asked = collection.asked._replace(
        units=(*collection.asked.units, replace(collection.asked.units[0], name='寅县'))
    )
    from office.unit_counts import count_round

    counted = count_round(friday, collect(friday, replace(collection, asked=asked)))
    assert (counted.sum_carried.eligible, counted.sum_carried.left_out) == (516, ('寅县',))


def test_what_comes_later_does_not_change_the_round_as_it_stood(friday):
    with open_workplace(friday.rooms.root, dt.date(2026, 3, 17)) as later:
        totals(later, '2026-03-17', '乙县/更正.xlsx', established=35)
        totals(later, '2026-03-16', '甲县/附件1.xlsx', eligible=30, established=13)
        now = json.loads(called(later, '--json'))
        assert now['missing'] == ['丙县']
        assert [one['unit'] for one in now['returned'] if one['late']] == ['甲县']
        assert [one['unit'] for one in now['returned'] if one['corrected']] == ['乙县']
        assert (now['figures']['reported']['established'], now['figures']['reported']['eligible']) == (
            241,
            450,
        )
        assert campaign_facts(later, pack_named(later, CAMPAIGN), 1).missing == ('甲县', '丙县')
