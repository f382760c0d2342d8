"""A long act on papers goes on behind the page: how far it is, its end, nothing doubled if asked twice."""

import threading

import pytest

from desk import works
from model.errors import UsageFault
from office import issuing
from tests.desk.test_outgoing import rows
from tests.office.test_story_s4 import letters

ORDER = {'dated': '2026-03-13', 'signed_by': '示例九', 'numbers': '21-23'}


@pytest.fixture
def three(place):
    return [path.name for path in letters(place, 3)[1]]


@pytest.fixture
def held(monkeypatch):
    """Numbering that waits, as long as many papers take, until it is let go; and how often it was begun."""
    go, begun, number = threading.Event(), [], issuing.issue

    def slow(*told, **more):
        begun.append(1)
        more['tick'](1, 3)
        go.wait(20)
        return number(*told, **more)

    monkeypatch.setattr(works, '_SOON_S', 0.05)
    monkeypatch.setattr(issuing, 'issue', slow)
    yield go, begun
    go.set()


def test_what_takes_long_is_shown_and_done_once_though_asked_twice(client, place, desk, three, held):
    go, begun = held
    first = client.submit('/outgoing/issue', {**ORDER, 'file': three})
    again = client.submit('/outgoing/issue', {**ORDER, 'file': three})
    where = first.headers['location']
    assert (first.status_code, again.headers['location']) == (303, where)
    assert "1 / 3 份" in client.get(where).text
    asked = {'Accept': 'application/json'}
    assert client.get(where, headers=asked).json() == {'over': False, 'done': 1, 'total': 3}
    go.set()
    desk.behind.hands.shutdown(wait=True)
    assert "已编号3份" in client.get(where).text
    assert len(begun) == 1
    assert sorted(one.doc_number[-3:] for one in rows(place).values()) == ['21号', '22号', '23号']
    assert [value['over'] for _, kind, value in desk.behind.news if kind == 'work'][-1]


def test_what_fails_behind_is_told_where_one_looks(client, desk, three, held, monkeypatch):
    go, _ = held

    def refused(*_told, **_more):
        go.wait(20)
        raise UsageFault("编号已用过。")

    monkeypatch.setattr(issuing, 'issue', refused)
    where = client.submit('/outgoing/issue', {**ORDER, 'file': three}).headers['location']
    go.set()
    desk.behind.hands.shutdown(wait=True)
    answer = client.get(where)
    assert (answer.status_code, "编号已用过" in answer.text) == (400, True)


def test_a_work_that_is_kept_no_more_is_told(client):
    answer = client.get('/outgoing/progress/nothing')
    assert (answer.status_code, "不会重复" in answer.text) == (400, True)
