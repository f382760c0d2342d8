"""The way in: first run, login, logout, and what comes to the door that should not."""

import pytest

from desk.desk import open_desk
from tests.desk.conftest import PASSWORD, TODAY, csrf_of, serving


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


def test_what_scripts_ask_by_themselves_keeps_nobody_signed_in(client, desk):
    for _ in range(4):
        later(desk, 10 * 60)
        client.get('/pulse')
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
    assert browser_page.inner_text('h1').startswith('今天')
    browser_page.goto('/password')
    assert browser_page.faults == []


def test_on_its_first_day_the_desk_asks_for_its_first_account_and_only_then(founded_bare, chromium):
    with open_desk(founded_bare, TODAY) as desk, serving(desk) as base:
        context = chromium.new_context(base_url=base)
        page = context.new_page()
        page.goto('/ledger')
        assert page.url == f'{base}/first'
        for name, typed in {
            'name': 'jia',
            'shown': '示例甲',
            'password': PASSWORD,
            'again': PASSWORD,
        }.items():
            page.fill(f'#{name}', typed)
        page.keyboard.press('Enter')
        page.wait_for_url(f'{base}/')
        assert '示例甲' in page.inner_text('header')
        page.click('header button')
        page.wait_for_url(f'{base}/login')
        page.goto('/first')
        assert page.url == f'{base}/login'
        context.close()


def test_a_session_known_before_signing_in_is_of_no_use_after(stranger):
    """Session fixation: the door's token never becomes the session's."""
    csrf = csrf_of(stranger.get('/login').text)
    planted = stranger.cookies['shoufa_door']
    stranger.post('/login', data={'name': 'first', 'password': PASSWORD, 'csrf': csrf})
    assert planted != stranger.cookies['shoufa_session']
    stranger.cookies.clear()
    stranger.cookies.set('shoufa_session', planted)
    assert stranger.get('/', follow_redirects=False).headers['location'] == '/login'


def test_cookies_and_answers_tell_browsers_to_be_careful(client, stranger):
    csrf = csrf_of(stranger.get('/login').text)
    said = stranger.post(
        '/login', data={'name': 'first', 'password': PASSWORD, 'csrf': csrf}, follow_redirects=False
    )
    cookie = next(one for one in said.headers.get_list('set-cookie') if one.startswith('shoufa_session'))
    assert {'HttpOnly', 'SameSite=strict', 'Path=/'} <= set(cookie.split('; '))
    answer = client.get('/')
    assert answer.headers['cache-control'] == 'no-store'
    assert "default-src 'none'" in answer.headers['content-security-policy']
    assert 'unsafe' not in answer.headers['content-security-policy']
