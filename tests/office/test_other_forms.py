"""A return on another form than the one asked for: never passed over, counted where it tells the same."""

import datetime as dt

import pytest

from office.chasing import chases
from office.collecting import collect, collection_named
from office.config import open_workplace
from office.planning import start
from office.unit_counts import count_round
from store import expected
from store.engine import atomic
from store.expected import ExpectedUnit
from tests.office.collected import CAMPAIGN, PACK, listed, totals

ON_A_FORM = 'forms = ["party_building_survey"]\n' + PACK


@pytest.fixture
def running(rooms):
    (rooms.packs / f'{CAMPAIGN}.toml').write_text(ON_A_FORM, 'utf-8')
    with open_workplace(rooms.root, dt.date(2026, 2, 21)) as place:
        start(place, CAMPAIGN)
    with open_workplace(rooms.root, dt.date(2026, 3, 13)) as place:
        yield place


def collected(place, wanted=CAMPAIGN):
    return collect(place, collection_named(place, wanted))


@pytest.mark.parametrize(('state', 'told'), [('accepted', 'returned'), ('held', 'doubtful')])
def test_rows_on_a_form_that_tells_the_same_count(running, state, told):
    listed(running, '2026-03-12', '甲县/附件.xlsx', ['甲一'], form='wide_ledger', state=state)
    found = collected(running)
    (one,) = found.of_state(told)
    assert (one.unit, one.placed[0].came.another) == ('甲县', '社会组织党建情况登记台账')
    assert '甲县' not in {text.unit for text in chases(running, found)}


@pytest.mark.parametrize('form', ['member_survey', 'instructor_roster'])
def test_any_other_form_waits_for_a_person_under_its_title(running, form):
    listed(running, '2026-03-12', '甲县/附件.xlsx', ['甲一'], form=form)
    (one,) = collected(running).of_state('unread')
    title = next(known.title for known in running.forms if known.id == form)
    assert (one.unit, [title in came.why for came in one.waiting]) == ('甲县', [True])


def test_another_form_of_nobody_known_is_no_answer(running):
    listed(running, '2026-03-12', '附件.xlsx', ['甲一'], form='member_survey')
    assert collected(running).unattributed == ()


def test_a_form_is_answered_on_that_form_only(running):
    listed(running, '2026-03-12', '甲县/附件.xlsx', ['甲一'], form='wide_ledger')
    totals(running, '2026-03-12', '乙县/汇报.docx', form=None, total=9, established=4)
    assert collected(running, 'member_survey').names('missing') == ('甲县', '乙县', '丙县')
    found = collected(running, 'wide_ledger')
    assert (found.names('returned'), found.collection.counts) == (('甲县', '乙县'), True)


def test_held_rows_are_told_with_the_figures_they_are_missing_from(running):
    listed(running, '2026-03-11', '甲县/附件.xlsx', ['甲一', '甲二'], state='held')
    totals(running, '2026-03-12', '甲县/汇总.xlsx', total=3, established=1)
    listed(running, '2026-03-12', '乙县/附件.xlsx', ['乙一', '乙二', '乙三'], state='held')
    counted = count_round(running, collected(running))
    assert [(one.unit, one.waiting) for one in counted.reported] == [('甲县', 2)]
    assert (counted.sum_reported.waiting, counted.sum_carried.waiting) == (5, 5)


def test_units_stand_in_the_order_of_the_office(running):
    with atomic(running.engine) as connection:
        units = [ExpectedUnit(name) for name in ('示例中心', '丙县', '甲县')]
        expected.replace_all(connection, CAMPAIGN, units)
    listed(running, '2026-03-11', '丙县/附件.xlsx', ['丙一'])
    listed(running, '2026-03-12', '甲县/附件.xlsx', ['甲一'])
    found = collected(running)
    assert (found.names('returned'), found.names('missing')) == (('甲县', '丙县'), ('示例中心',))
