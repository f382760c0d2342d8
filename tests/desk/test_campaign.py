"""A campaign: how it stands, its plan decided line by line, groups, coverage as table and picture."""

import re

import pytest

from office.importing import import_ledger
from office.plan_acts import propose
from office.plan_looking import lines_of
from office.planning import start
from tests.office.test_plan_acts import HEAD, ORGANISATIONS

PACK = 'sanmenxia_2011'
HERE = f'/campaign/{PACK}'


@pytest.fixture
def loaded(place, tmp_path):
    path = tmp_path / '台账.csv'
    path.write_text(HEAD + ''.join(f'示例{line}\n' for line in ORGANISATIONS.splitlines()), 'utf-8')
    import_ledger(place, path)
    start(place, PACK)
    return place


@pytest.fixture
def planned(loaded):
    propose(loaded, PACK)
    return loaded


def seen_of(client, name, address=f'{HERE}/plan'):
    """What the checkbox of an organisation's line says."""
    return re.findall(rf'value="(\d+\.\w+)" aria-label="选第\d+行 示例{name}"', client.get(address).text)[0]


def state_of(place, name):
    return next(one.state for one in lines_of(place, PACK) if one.name == f'示例{name}')


def test_a_plan_is_proposed_behind_the_page_and_told_on_the_next(loaded, client, desk):
    assert '还没有拟出计划' in client.get(f'{HERE}/plan').text
    client.submit(f'{HERE}/plan/propose', {'seconds': '5'})
    desk.behind.thread.submit(int).result()
    shown = client.get(f'{HERE}/plan').text
    for words in ('拟出5行待人决定', '示例甲四', '单独组建', '没有列入'):
        assert words in shown
    assert '党员 3 名' in client.get(f'{HERE}/groups').text


def test_lines_are_accepted_changed_and_turned_down(planned, client):
    page = f'{HERE}/plan/decide'
    client.submit(page, {'act': 'accept', 'seen': seen_of(client, '甲四')})
    client.submit(page, {'act': 'change', 'seen': seen_of(client, '甲一'), 'method': '单独组建'})
    without = client.submit(page, {'act': 'reject', 'seen': seen_of(client, '甲五')})
    assert (without.status_code, '不采用的理由' in without.text) == (400, True)
    client.submit(page, {'act': 'reject', 'seen': seen_of(client, '甲五'), 'why': '已并入'})
    assert [state_of(planned, name) for name in ('甲四', '甲一', '甲五')] == [
        'accepted',
        'changed',
        'rejected',
    ]


def test_a_line_that_another_decided_first_is_refused_with_how_it_stands(planned, client, signed):
    seen = seen_of(client, '甲四')
    signed('reviewer').submit(f'{HERE}/plan/decide', {'act': 'reject', 'seen': seen, 'why': '暂缓'})
    late = client.submit(f'{HERE}/plan/decide', {'act': 'accept', 'seen': seen})
    assert late.status_code == 409
    assert '不采用（示例reviewer）' in late.text
    assert state_of(planned, '甲四') == 'rejected'


def test_filters_are_addresses_and_a_decision_leads_back_to_them(planned, client):
    shown = client.get(f'{HERE}/plan', params={'method': '单独组建', 'region': '甲县'}).text
    assert '示例甲四' in shown
    assert '示例甲五' not in shown
    back = f'{HERE}/plan?method=单独组建'
    answer = client.submit(
        f'{HERE}/plan/decide', {'act': 'accept', 'seen': seen_of(client, '甲四'), 'back': back}
    )
    assert answer.headers['location'].startswith(f'{HERE}/plan?method=')
    away = client.submit(
        f'{HERE}/plan/decide', {'act': 'accept', 'seen': seen_of(client, '甲五'), 'back': '//x'}
    )
    assert away.headers['location'] == f'{HERE}/plan'


def test_the_other_groups_of_an_organisation_are_shown(planned, client):
    assert '新编一组' in client.get(f'{HERE}/alternatives', params={'of': '示例甲一'}).text


def test_coverage_stands_as_figures_and_as_a_picture(planned, client):
    shown = client.get(f'{HERE}/targets', params={'by': 'region'}).text
    assert '（1/10）' in shown
    assert '<rect class="share"' in shown
    assert client.get(f'{HERE}/targets', headers={'accept': 'application/json'}).json()['coverage']


def test_the_counts_by_county_and_the_overview_are_shown(planned, client):
    assert '甲县' in client.get(f'{HERE}/plan/counts').text
    assert '第1期' in client.get(HERE).text


def test_a_consultation_has_no_plan(place, client):
    assert '征求意见' in client.get('/campaign/dongguan_2016').text
    assert client.get('/campaign/dongguan_2016/plan').status_code == 400


def test_who_is_in_no_line_is_shown_with_the_methods_and_a_person_chooses(planned, client):
    here = f'{HERE}/plan/undecided'
    shown = client.get(here, params={'state': 'candidates'}).text
    assert '示例甲七' in shown
    assert '示例甲六' not in shown
    answer = client.submit(
        f'{HERE}/plan/add', {'whom': '示例甲七', 'method': '挂靠组建', 'back': f'{here}?state=candidates'}
    )
    assert answer.headers['location'] == f'{here}?state=candidates'
    assert state_of(planned, '甲七') == 'changed'
    assert '示例甲七' not in client.get(here).text
