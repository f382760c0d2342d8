"""The way in: first run, login, logout, and what comes to the door that should not."""

import pytest

from tests.desk.conftest import PASSWORD, csrf_of


def later(desk, seconds):
    now = desk.clock()
    desk.clock = lambda: now + seconds


def test_nobody_gets_further_than_the_door(stranger):
    answer = stranger.get('/', follow_redirects=False)
    assert (answer.status_code, answer.headers['location']) == (303, '/login')


def test_who_signs_in_sees_today_and_is_gone_after_signing_out(client):
    assert '今天' in client.get('/').text
    token = client.cookies['shoufa_session']
    client.submit('/logout')
    client.cookies.set('shoufa_session', token)
    assert client.get('/', follow_redirects=False).headers['location'] == '/login'


def test_a_wrong_password_opens_nothing_and_the_fifth_locks(stranger, desk):
    csrf = csrf_of(stranger.get('/login').text)
    for _ in range(5):
        answer = stranger.post(
            '/login', data={'name': 'reviewer', 'password': '不对不对不对不对', 'csrf': csrf}
        )
        assert answer.status_code == 401
    right = {'name': 'reviewer', 'password': PASSWORD, 'csrf': csrf}
    assert '锁定' in stranger.post('/login', data=right).text
    later(desk, 901)
    assert stranger.post('/login', data=right).url.path == '/'


def test_half_an_hour_of_silence_signs_out(client, desk):
    later(desk, 31 * 60)
    assert client.get('/', follow_redirects=False).headers['location'] == '/login'


@pytest.mark.parametrize(
    ('headers', 'status'),
    [
        ({'host': 'evil.example'}, 421),
        ({'origin': 'http://evil.example'}, 403),
        ({'origin': 'null'}, 403),
        ({'sec-fetch-site': 'cross-site'}, 403),
    ],
)
def test_requests_from_elsewhere_are_refused(client, headers, status):
    csrf = csrf_of(client.get('/password').text)
    assert client.post('/logout', data={'csrf': csrf}, headers=headers).status_code == status
    assert client.get('/', follow_redirects=False).status_code == 200


def test_a_form_without_its_token_does_nothing(client):
    assert client.post('/logout', data={'csrf': 'x' * 64}).status_code == 403
    assert client.get('/', follow_redirects=False).status_code == 200


def test_a_browser_signs_in_and_nothing_on_the_page_is_refused_by_the_policy(browser_page):
    assert browser_page.inner_text('h1') == '今天'
    browser_page.goto('/password')
    assert browser_page.faults == []
