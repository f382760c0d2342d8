"""Every declared role against every address: who may not come in is refused before anything is done."""

import re

import pytest

from desk.addresses import ADDRESSES
from model.person import ROLES


def filled(path):
    return re.sub(r'\{(\w+)(:\w+)?\}', lambda found: '1' if found[2] == ':int' else '样', path)


@pytest.mark.parametrize('role', ROLES)
def test_only_declared_roles_come_in(signed, role):
    client = signed(role)
    csrf = client.get('/password').text.split('name="csrf" content="')[1][:64]
    wrong = []
    for address in ADDRESSES:
        if address.may is None or address.path == '/logout' or role in address.may:
            continue
        answer = (
            client.request(address.method, filled(address.path), data={'csrf': csrf})
            if (address.method == 'POST')
            else client.get(filled(address.path))
        )
        if answer.status_code != 403:
            wrong.append((address.method, address.path, answer.status_code))
    assert wrong == []


def test_a_stranger_gets_nothing_but_the_door(stranger):
    for address in ADDRESSES:
        if address.may is not None:
            answer = stranger.request(address.method, filled(address.path), follow_redirects=False)
            assert (answer.status_code, answer.headers.get('location')) == (303, '/login'), address.path


def test_nothing_is_posted_without_the_sessions_token(client):
    for address in ADDRESSES:
        if address.method == 'POST':
            assert client.post(filled(address.path), data={'csrf': '0' * 64}).status_code == 403, address.path
    assert client.get('/', follow_redirects=False).status_code == 200


def test_no_two_addresses_are_one():
    declared = [(address.method, address.path) for address in ADDRESSES]
    assert len(set(declared)) == len(declared)
