"""Who wants in without a right, and what comes in that no page of ours sends."""

import asyncio
from concurrent.futures import ThreadPoolExecutor

import pytest

from desk.behind import Behind
from desk.serve import Opened, serve
from model.errors import UsageFault
from office import accounts_kept
from office.settings import change_settings, save_issuing_name, settings_stamp
from tests.desk.conftest import PASSWORD, csrf_of

LONG = '9' * 5000


async def heard(behind, after, answers):
    """What a listener hears who may listen as long as answers say so."""
    said = iter(answers)

    async def may():
        return next(said, False)

    return ''.join([line async for line in behind.stream(after, may)])


def apart(coroutine):
    """Run to its end in a thread of its own: a browser's tests keep a loop running in this one."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, coroutine).result()


@pytest.fixture
def quick(monkeypatch):
    monkeypatch.setattr('desk.behind._PULSE', 0)
    monkeypatch.setattr('desk.behind._LOOK', 0.001)


def test_news_end_with_the_session(quick):
    behind = Behind()
    behind.tell('outcome', '甲')
    assert '甲' in apart(heard(behind, 0, [True]))
    assert '甲' not in apart(heard(behind, 0, [False]))


def test_a_page_left_open_over_a_restart_hears_the_new_desk(quick):
    behind = Behind()
    behind.tell('outcome', '甲')
    assert '甲' in apart(heard(behind, 300, [True]))


@pytest.mark.parametrize('act', [accounts_kept.close, lambda place, number: None])
def test_only_who_may_see_papers_hears_news(signed, desk, place, act):
    client = signed('reviewer' if act is accounts_kept.close else 'administrator')
    (number,) = [one.id for one in accounts_kept.everybody(place) if one.name == 'reviewer']
    act(place, number)
    assert client.get('/events').status_code == 403


@pytest.mark.parametrize('who', ['stranger', 'signed'])
def test_a_body_of_somebody_who_may_not_come_in_is_not_read(request, monkeypatch, who):
    client = request.getfixturevalue(who)
    client = client if who == 'stranger' else client('auditor')

    async def read(*_, **__):
        raise AssertionError

    monkeypatch.setattr('starlette.requests.Request.form', read)
    answer = client.post('/upload', files={'files': ('甲.txt', b'x')}, follow_redirects=False)
    assert answer.status_code == (303 if who == 'stranger' else 403)


def test_settings_that_cannot_be_read_are_told(client, root):
    (root / 'office.toml').write_text('[[[', 'utf-8')
    answer = client.get('/')
    assert (answer.status_code, 'office.toml' in answer.text) == (503, True)


@pytest.mark.parametrize('address', [f'/due/{LONG}', '/paper/99999999999999999999', f'/review/{LONG}/card'])
def test_no_number_is_too_long(client, address):
    assert client.get(address).status_code == 404


@pytest.mark.parametrize('told', [LONG, '9' * 30])
def test_no_typed_number_is_too_long(client, told):
    assert client.get('/review/decided', params={'paper': told}).status_code == 400


def test_the_last_day_of_all_is_asked_for(client):
    assert client.get('/records', params={'until': '9999-12-31'}).status_code in {200, 400, 403}
    assert client.get('/register', params={'to': '9999-12-31'}).status_code in {200, 400}


def test_a_form_that_is_none_is_told_so(client):
    told = {'content-type': 'multipart/form-data; boundary=x'}
    answer = client.post('/password', content=b'zzz', headers=told)
    assert (answer.status_code, '表单读不出' in answer.text) == (400, True)


def test_a_chunked_body_is_refused(client):
    assert client.post('/password', content=iter([b'a=b'])).status_code in {403, 422}


def test_the_first_account_is_made_once_and_without_hashing_for_strangers(stranger, monkeypatch):
    csrf = csrf_of(stranger.get('/login').text)
    monkeypatch.setattr('office.people.password_to_secret', lambda _: pytest.fail('hashed'))
    told = {'name': 'x', 'shown': 'y', 'password': PASSWORD, 'again': PASSWORD, 'csrf': csrf}
    assert stranger.post('/first', data=told, follow_redirects=False).headers['location'] == '/login'


def test_the_old_password_is_not_guessed_in_an_open_session(client):
    told = {'old': '不对', 'password': 'x' * 12, 'again': 'x' * 12}
    assert [client.submit('/password', told).status_code for _ in range(6)] == [401] * 5 + [429]


def test_signing_in_anew_ends_the_session_before(client):
    token, csrf = client.cookies['shoufa_session'], csrf_of(client.get('/password').text)
    client.post('/login', data={'name': 'reviewer', 'password': PASSWORD, 'csrf': csrf})
    assert client.cookies['shoufa_session'] != token
    client.cookies.clear()
    client.cookies.set('shoufa_session', token)
    assert client.get('/', follow_redirects=False).headers['location'] == '/login'


def test_a_picture_is_asked_for_again_after_signing_out():
    from starlette.requests import Request

    from desk.visit import picture

    answer = picture(b'x', 'y', Request({'type': 'http', 'headers': []}))
    assert answer.headers['cache-control'] == 'private, no-cache'


def test_names_of_the_desk_may_be_written_in_capitals_and_as_ipv6(desk, monkeypatch):
    monkeypatch.setattr('uvicorn.Server.run', lambda _: None)
    serve(desk, Opened('127.0.0.1', names=('Desk.LAN', 'fd00::1')))
    assert {'desk.lan', '[fd00::1]'} <= desk.hosts


@pytest.mark.parametrize('told', ['nan', 'inf', '-1', '0', '1e999', '101', '９' * 30])
def test_no_measure_is_taken_that_no_page_has(place, told):
    with pytest.raises(UsageFault):
        change_settings(place, '版面', {'layout.top_mm': [told]}, settings_stamp(place))


@pytest.mark.parametrize('told', ['a/b', '新增', '<b>', '甲\n乙'])
def test_an_issuing_name_has_an_address(place, told):
    with pytest.raises(UsageFault):
        save_issuing_name(place, None, {'id': [told]}, [], settings_stamp(place))


def test_nobody_resets_the_password_that_keeps_them_in(client, place):
    (number,) = [one.id for one in accounts_kept.everybody(place) if one.name == 'first']
    assert client.submit(f'/people/{number}/reset').status_code == 400
    assert client.get('/', follow_redirects=False).status_code == 200
