"""Accounts as an administrator keeps them."""

import re

from office import people
from tests.desk.conftest import PASSWORD, csrf_of


def test_a_new_account_must_change_its_password_first(client, stranger):
    new = {'name': 'newcomer', 'shown': '示例乙', 'password': '先用这个密码登录一次吧', 'roles': ['reviewer']}
    assert client.submit('/people', new).status_code == 303
    csrf = csrf_of(stranger.get('/login').text)
    said = {'name': 'newcomer', 'password': new['password'], 'csrf': csrf}
    assert stranger.post('/login', data=said).url.path == '/password'
    assert stranger.get('/', follow_redirects=False).headers['location'] == '/password'
    changed = {
        'old': new['password'],
        'password': '我自己定的密码也很长的',
        'again': '我自己定的密码也很长的',
    }
    assert stranger.submit('/password', changed).headers['location'] == '/'
    assert stranger.get('/', follow_redirects=False).status_code == 200


def test_the_last_administrator_stays_one(client, signed):
    assert client.submit('/people/5/close').status_code == 303
    answer = client.submit('/people/1/roles', {'roles': ['reviewer']})
    assert answer.status_code == 400
    assert '没有管理员' in answer.text


def test_a_closed_account_is_out_at_once(client, signed):
    reviewer = signed('reviewer')
    client.submit('/people/3/close')
    assert reviewer.get('/', follow_redirects=False).headers['location'] == '/login'


def test_a_reset_password_is_shown_once_and_opens_once(client, signed, stranger):
    client.submit('/people/3/reset')
    word = re.findall('临时密码：([a-z0-9-]{14})', client.get('/people').text)[0]
    assert word not in client.get('/people').text
    csrf = csrf_of(stranger.get('/login').text)
    assert (
        stranger.post('/login', data={'name': 'reviewer', 'password': word, 'csrf': csrf}).url.path
        == '/password'
    )


def test_what_was_done_is_on_record_for_the_auditor(client, signed):
    client.submit('/people/3/close')
    told = signed('auditor').get('/records?act=account_closed').text
    assert 'reviewer' in told
    assert signed('registrar').get('/records').status_code == 403


def test_no_password_and_no_token_is_anywhere_in_the_database(client, root):
    token = client.cookies['shoufa_session']
    held = b''.join(path.read_bytes() for path in root.glob('shoufa.db*'))
    assert PASSWORD.encode() not in held
    assert token.encode() not in held
    assert people.token_to_hash(token).encode() in held
