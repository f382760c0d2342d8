"""An act sent several times is one act: from one page, pressed at once, by one person and by two."""

import re
import threading
from types import SimpleNamespace

import pytest
from starlette.responses import JSONResponse, RedirectResponse

from desk.once import MARK, Once
from office.acting import list_acts
from office.registering import entries
from store import statements
from store.engine import reading

NEW = {'kind': 'register', 'name': '示例市丁四协会', 'on': '2026-03-01', 'v.region': '甲县'}
SAID = {'note': '省厅电话', 'by': 'region', 'as_of': '', 'liaisons': 'yes'}


def mark_on(html):
    return re.findall(f'name="{MARK}" value="([^"]+)"', html)[-1]


def kept(place):
    with reading(place.engine) as connection:
        return len(statements.list_statements(connection))


def at_once(*sends):
    """What each of these gives, all begun at the same moment."""
    ready, answers = threading.Barrier(len(sends)), []

    def go(send):
        ready.wait()
        answers.append(send())

    threads = [threading.Thread(target=go, args=(send,)) for send in sends]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    return answers


def test_a_page_sent_again_is_not_done_again_but_another_page_is(client, place):
    client.submit('/ledger/new', NEW)
    page = client.get('/ledger/figures').text
    said = SAID | {'sentence': re.findall(r'name="sentence" value="([^"]*)"', page)[0], MARK: mark_on(page)}
    answers = [client.submit('/ledger/figures', said) for _ in range(3)]
    assert {one.headers['location'] for one in answers} == {answers[0].headers['location']}
    assert kept(place) == 1
    assert client.get('/ledger').text.count('只办了一次（示例甲）') == 1
    client.submit('/ledger/figures', said | {MARK: mark_on(client.get('/ledger/figures').text)})
    assert kept(place) == 2


def test_an_organisation_entered_eight_times_at_once_by_two_is_entered_once(signed, place):
    people = [signed('first'), signed('reviewer')]
    answers = at_once(*(lambda one=one: one.submit('/ledger/new', NEW) for one in people * 4))
    assert {one.status_code for one in answers} <= {303, 400}
    (done,) = list_acts(place)
    assert done.kind == 'register'
    refused = people[1].submit('/ledger/new', NEW)
    assert f'新登记已由{done.actor}办过（第{done.number}号办理）' in refused.text


def test_what_was_refused_is_tried_again(client, place):
    form = {**NEW, 'on': '', MARK: 'm'}
    assert [client.submit('/ledger/new', form).status_code for _ in range(2)] == [400, 400]
    assert client.submit('/ledger/new', {**form, 'on': '2026-03-01'}).status_code == 303
    assert entries(place) == []


def visit(person, wants_json=False):
    """As much of a visit as is needed."""
    told: list[str] = []
    url = SimpleNamespace(path='/reveal', query='')
    return SimpleNamespace(
        account=SimpleNamespace(id=person, shown=f'示例{person}'),
        request=SimpleNamespace(url=url),
        form=SimpleNamespace(multi_items=lambda: [('which', '1')]),
        wants_json=wants_json,
        csrf='x',
        desk=SimpleNamespace(told={'x': told}),
        tell=told.append,
    )


@pytest.mark.parametrize(
    ('wants_json', 'answer', 'done'), [(True, JSONResponse({}), 2), (False, RedirectResponse('/', 303), 1)]
)
def test_what_a_script_was_told_is_told_to_nobody_else(wants_json, answer, done):
    once, made = Once(), []

    def act():
        made.append(1)
        return answer

    arrived = [once.arrived() for _ in range(3)]
    for moment, person in zip(arrived, (1, 1, 2), strict=True):
        once.do(visit(person, wants_json), moment, '', act)
    assert len(made) == done
    assert once.turns == {}
    once.do(visit(1, wants_json), once.arrived(), '', act)
    assert len(made) == done + 1
