import re
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from desk.desk import Desk, open_desk
from model.errors import UsageFault
from model.register import ReviewItem, ReviewKind
from office.layout_words import layout_to_columns, words_of_form
from office.ledger_acts import find, one_named
from office.review_bulk import consequence
from office.reviewing import show, waiting
from store import reviews
from store.engine import atomic
from tests.desk.conftest import TODAY
from tests.office.asked import copied, put_questions


@pytest.fixture(scope='module')
def asked_desk(tmp_path_factory, founded_desk) -> Path:
    root = Path(shutil.copytree(founded_desk, tmp_path_factory.mktemp('待核样板') / '办公室'))
    put_questions(root)
    return root


@pytest.fixture
def root(tmp_path, asked_desk) -> Path:
    return copied(asked_desk, tmp_path / '办公室')


@pytest.fixture
def desk(root) -> Iterator[Desk]:
    with open_desk(root, TODAY) as opened:
        yield opened


def number_of(place, kind, about=''):
    return next(one.number for one in waiting(place) if one.kind == kind and about in one.about)


def seen_on(html: str, number: int) -> str:
    card = html[html.index(f'id="ask-{number}"') :]
    return re.findall(r'name="seen" value="([^"]*)"', card)[0]


def answer(client, number, choice, **more):
    html = client.get('/review/paper/1').text
    values = {'choice': choice, 'seen': seen_on(html, number), **more}
    return client.submit(f'/review/{number}/answer', values, headers={'accept': 'application/json'})


def test_the_queue_lists_papers_with_their_questions_and_filters_stand_in_the_address(client):
    html = client.get('/review').text
    assert '附件1.xlsx' in html
    assert '对应哪家 2' in html
    assert '没有符合条件' in client.get('/review?kind=layout').text
    assert '附件1.xlsx' in client.get('/review?q=附件&kind=match').text
    assert len(html.encode()) < 100_000


def test_the_page_shows_what_the_paper_says_and_what_the_ledger_holds(client):
    html = client.get('/review/paper/1').text
    assert '采用来文：15' in html
    assert '保留台账：12' in html
    assert '就是它' in html
    assert len(html.encode()) < 100_000
    assert 'style=' not in html
    assert 'onclick' not in html


def test_a_value_is_taken_with_one_answer_and_a_script_learns_what_is_left(client, place):
    number = number_of(place, 'conflict')
    told = answer(client, number, 'accept').json()
    assert (told['left'], told['open']) == (3, [])
    assert one_named(place, '示例市甲一商会').facts['staff_total'] == 15
    assert client.submit(f'/review/{number}/undo').status_code == 303
    assert one_named(place, '示例市甲一商会').facts['staff_total'] == 12


def test_a_typed_value_is_a_correction_and_an_untouched_one_is_none(client, place):
    number = number_of(place, 'conflict')
    typed = {'field.staff_total': '15', 'was.field.staff_total': '15'}
    assert '没有改动' in answer(client, number, 'correct', **typed).json()['message']
    told = answer(client, number, 'correct', **{**typed, 'field.staff_total': '14'}).json()
    assert '已按更正值入账' in told['told']
    assert one_named(place, '示例市甲一商会').facts['staff_total'] == 14


def test_the_second_of_two_who_decide_is_told_what_both_saw(client, signed, place):
    number = number_of(place, 'conflict')
    mark = seen_on(client.get('/review/paper/1').text, number)
    assert answer(signed('reviewer'), number, 'accept').status_code == 200
    late = client.submit(f'/review/{number}/answer', {'choice': 'keep', 'seen': mark})
    assert late.status_code == 409
    assert '您看到的是：待核；来文“15”；台账“12”' in late.text
    assert '现在是：已按来文；来文“15”；台账“15”' in late.text
    assert '示例reviewer于' in late.text
    assert show(place, number).state == 'accepted'


def test_a_line_is_chosen_for_or_entered_anew_or_is_none_of_the_candidates(client, place):
    alike, unknown = number_of(place, 'match', '丙三'), number_of(place, 'match', '己六')
    candidate = show(place, alike).candidates[0]['organisation']
    assert '不是示例市丙三学校' in answer(client, alike, 'none').json()['told']
    assert client.get(f'/review/{alike}/card').text.count('就是它') == 0
    told = answer(client, alike, 'correct', own_key='organisation', own=str(candidate)).json()
    assert '已对应到' in told['told']
    assert '已登记为新单位' in answer(client, unknown, 'organisation=new').json()['told']
    assert len(find(place, '己六')) == 1


def test_all_are_taken_at_once_only_after_their_consequence_was_told(client, place):
    html = client.get('/review/paper/1/all').text
    assert '示例市甲一商会：从业人员总数 12 → 15' in html
    assert '登记为新单位 1 项' in html
    mark = consequence(place, 1).mark
    answer(client, number_of(place, 'conflict'), 'accept')
    assert client.submit('/review/paper/1/all', {'mark': mark}).status_code == 409
    assert client.submit('/review/paper/1/all', {'mark': consequence(place, 1).mark}).status_code == 303
    assert [one for one in waiting(place) if one.kind != 'conflict'] == []


@pytest.mark.parametrize('fault', [UsageFault("台账被占用。"), RuntimeError('甲')])
def test_taking_all_behind_the_pages_tells_when_it_stops(client, desk, monkeypatch, fault, capsys):
    def stopping(*_):
        yield 1, "已认可", True
        raise fault

    mark = consequence(desk.place('示例甲'), 1).mark
    monkeypatch.setattr('office.review_bulk.accept_all', stopping)
    monkeypatch.setattr('desk.pages.review_whole._AT_ONCE', 0)
    assert client.submit('/review/paper/1/all', {'mark': mark}).status_code == 303
    desk.behind.thread.submit(int).result(5)
    assert "停下了" in client.get('/review').text
    assert ('RuntimeError' in capsys.readouterr().err) == isinstance(fault, RuntimeError)


def test_a_paper_goes_back_with_a_note(client, place):
    values = {'to': '甲县民政局', 'day': '2026-03-13', 'why': '合计对不上，请核对后重报'}
    assert client.submit('/review/paper/1/back', values).status_code == 303
    assert waiting(place) == []
    assert '甲县民政局' in client.get('/review').text


def test_who_does_not_review_looks_and_settles_nothing(signed, place):
    number = number_of(place, 'conflict')
    for name in ('registrar', 'auditor'):
        client = signed(name)
        html = client.get('/review/paper/1').text
        assert 'name="choice"' not in html
        values = {'choice': 'accept', 'seen': seen_on(html, number)}
        assert client.submit(f'/review/{number}/answer', values).status_code == 403
    assert show(place, number).state == 'open'


def test_what_was_decided_is_listed_and_can_be_taken_back_there(client, place):
    number = number_of(place, 'conflict')
    answer(client, number, 'accept')
    html = client.get('/review/decided?paper=1').text
    assert '已按来文' in html
    assert f'/review/{number}/undo' in html
    assert (
        client.get(f'/review/{number}', follow_redirects=False)
        .headers['location']
        .startswith('/review/decided')
    )


def test_the_text_around_a_place_marks_it_and_hides_what_is_personal(client):
    html = client.get('/paper/1/text?where={"sheet":"Sheet","cell":"C3"}').text
    place = '{&#34;cell&#34;: &#34;C3&#34;, &#34;sheet&#34;: &#34;Sheet&#34;}'
    assert f'<td data-where="{place}" class="here">15</td>' in html
    assert client.get('/paper/1/text?where=x').status_code == 400
    assert client.get('/paper/99/text').status_code == 400


def test_every_page_opens_for_staff_and_for_nobody_else(client, signed, stranger):
    administrator = signed('administrator')
    for address in ('/review/loose', '/review/decided', '/review/paper/1'):
        assert client.get(address).status_code == 200
        assert administrator.get(address).status_code == 403
        assert stranger.get(address, follow_redirects=False).status_code == 303


def test_a_paper_is_reviewed_with_the_keyboard_alone(browser_page, place):
    from playwright.sync_api import expect

    browser_page.goto('/review')
    browser_page.get_by_role('link', name='附件1.xlsx').focus()
    browser_page.keyboard.press('Enter')
    browser_page.locator('.paper-text td.here').wait_for()
    press = browser_page.keyboard.press
    press('Enter')
    browser_page.locator('.ask.done').wait_for()
    assert one_named(place, '示例市甲一商会').facts['staff_total'] == 15
    press('u')
    browser_page.locator('.ask.done').wait_for(state='detached')
    press('2')
    browser_page.locator('.ask.done').wait_for()
    press('e')
    for _ in range(2):
        press('Tab')
    browser_page.keyboard.type('3')
    press('Enter')
    expect(browser_page.locator('.ask.done')).to_have_count(2)
    for done in (3, 4):
        press('1')
        expect(browser_page.locator('.ask.done')).to_have_count(done)
    browser_page.locator('#finished').wait_for()
    facts = one_named(place, '示例市乙二协会').facts
    assert (facts['staff_part_time'], one_named(place, '示例市甲一商会').facts['staff_total']) == (3, 12)
    assert (len(find(place, '己六')), browser_page.inner_text('#left')) == (1, '0')
    assert waiting(place) == []
    assert browser_page.faults == []


LAYOUT: dict[str, Any] = {
    'fingerprint': 'f' * 64,
    'form': None,
    'subject': 'rows',
    'columns': [
        {'label': '单位', 'field': 'org_name', 'option': None, 'reasons': []},
        {'label': '有无党组织/有', 'field': 'established', 'option': True, 'reasons': ['只是相近']},
    ],
    'sheets': [],
}
ACT: dict[str, Any] = {'kind': 'establish', 'form': None, 'units': [{'name': '示例协会'}], 'stated': 1}


def test_every_kind_of_question_has_its_own_answers(client, place):
    told: dict[ReviewKind, dict[str, Any]] = {
        'layout': {'value': LAYOUT, 'field': 'f' * 64},
        'form': {},
        'branch': {'subject': 1, 'field': 'established'},
        'event': {'value': {'kind': 'rename', 'units': [], 'date': None, 'stated': None}},
        'approval': {'value': {'acts': [ACT], 'date': None}},
        'reading': {'subject': 1, 'field': 'party_head_phone', 'value': None},
    }
    with atomic(place.engine) as connection:
        for kind, more in told.items():
            item = ReviewItem(kind=kind, about=f'{kind}的事', reasons=('请看',), **more)
            reviews.add(connection, item, place.now())
    html = client.get('/review/loose').text
    wanted = ('有无党组织/有', 'value="established:是"', '（未定）', '并入其他党组织')
    for words in (*wanted, '按这些单位登记', '留空', '已看过，认可'):
        assert words in html, words
    layout = next(one.number for one in waiting(place) if one.kind == 'layout')
    seen = seen_on(html, layout)
    refused = client.submit(f'/review/{layout}/answer', {'choice': 'reject', 'seen': seen})
    assert '不采用的理由' in refused.text
    values = {'choice': 'reject', 'seen': seen, 'why': '不是要的表'}
    assert client.submit(f'/review/{layout}/answer', values).headers['location'] == '/review/loose'
    branch = next(one.number for one in waiting(place) if one.kind == 'branch')
    values = {'choice': '去留=保留', 'seen': seen_on(html, branch)}
    assert client.submit(f'/review/{branch}/answer', values).status_code == 303
    assert '台账的办理记录' in client.submit(f'/review/{branch}/undo').text


def test_many_questions_come_page_by_page_and_each_address_finds_its_page(client, place):
    with atomic(place.engine) as connection:
        one = ReviewItem(kind='reading', about='一处', register_number=1, reasons=('看不清',))
        items = [replace(one, where={'line': line}) for line in range(1, 30)]
        numbers = reviews.add_many(connection, items, place.now())
    html = client.get('/review/paper/1').text
    assert html.count('class="ask card"') == 10
    assert len(html.encode()) < 100_000
    found = client.get(f'/review/{numbers[-1]}', follow_redirects=False).headers['location']
    assert found == f'/review/paper/1?p=3&at={numbers[-1]}#ask-{numbers[-1]}'
    assert f'id="ask-{numbers[-1]}"' in client.get(found).text


def test_the_words_of_a_layout_each_mean_one_field_or_option(place):
    for form in place.forms:
        keys = words_of_form(form)
        kept = {one.id for one in form.fields if one.personal != 'never'}
        assert {key.partition(':')[0] for key in keys.values()} == kept
    columns, words = layout_to_columns(place, {**LAYOUT, 'form': 'party_building_survey'})
    assert [one.read_as for one in columns] == ['社会组织名称', '是否建立党组织：是']
    assert {one.read_as for one in columns} <= {*words}
