"""A real notice from its file to a running campaign in the browser, by clicks and keys alone (G6)."""

import shutil

import pytest

from office import planning
from office.intake import take_in

PACK = '百日集中组建'


@pytest.fixture
def noticed(place, shared):
    (seed,) = (shared / 'seeds').glob('002_*.txt')
    shutil.copyfile(seed, place.rooms.inbox / '通知.txt')
    (outcome,) = take_in(place)
    assert outcome.number == 1
    return place


def test_a_seed_becomes_a_running_campaign_and_nobody_opens_a_toml_file(noticed, browser_page):
    page = browser_page
    page.on('dialog', lambda dialog: dialog.accept())
    page.goto('/campaigns')
    page.click('text=起草 >> nth=-1')
    page.wait_for_selector('#doubts')
    answered = 0
    while page.query_selector('article.doubt'):
        doubt = page.query_selector('article.doubt')
        button = doubt.query_selector('button:not(.danger)') or doubt.query_selector('button.danger')
        button.focus()
        with page.expect_navigation():
            page.keyboard.press('Enter')
        answered += 1
        assert answered < 20
    assert answered >= 8
    page.click('button:has-text("启动活动")')
    page.wait_for_selector('text=2026-03-13 启动')
    pack = planning.pack_named(noticed, PACK)
    assert (pack.doubtful, [rung.doubt for rung in pack.ladder if rung.doubt]) == ((), [])
    assert planning.started_on(noticed, PACK) == noticed.today
    assert len(planning.round_days(pack)) == 5
    assert page.faults == []


def test_a_condition_that_was_not_understood_is_filled_in_and_no_longer_doubtful(noticed, browser_page):
    page = browser_page
    page.goto('/campaigns')
    page.click('text=起草 >> nth=-1')
    rung = page.locator('article.doubt', has_text='由社会组织向业务主管单位提出')
    rung.locator('text=改写').click()
    page.locator('[name="when.0.subject"]').first.select_option('fact:established')
    page.locator('[name="when.0.relation"]').first.select_option('is')
    page.locator('[name="when.0.value"]').first.fill('否')
    with page.expect_navigation():
        page.keyboard.press('Enter')
    held = {one.method: one for one in planning.pack_named(noticed, PACK).ladder}
    rung = held['由社会组织向业务主管单位提出']
    assert (rung.doubt, rung.when.fact, rung.when.values) == (None, 'established', (False,))
    assert page.faults == []
