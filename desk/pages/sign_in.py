"""The first account, signing in and out, and a person's own password."""

from __future__ import annotations

from starlette.responses import Response

from desk.entry import COOKIE, DOOR, set_cookie, with_door
from desk.visit import EVERYONE, Address, Visit, page, to
from model.errors import ShoufaError, UsageFault
from office import people

_TRIES = 30
_GUESSES = 5
_SHORT = 16 * 1024


def show_first(visit: Visit) -> Response:
    """The first-run page, only while nobody has an account."""
    return to('/login') if people.anybody(visit.place) else _door(visit, 'first.html')


def do_first(visit: Visit) -> Response:
    """Make the first account and sign in."""
    if people.anybody(visit.place):
        return to('/login')
    try:
        visit.desk.tries.count(f'login {visit.client}', _TRIES, visit.desk.clock())
        name, password = visit.needed('name', "用户名"), _same_twice(visit)
        people.first_administrator(visit.place, name, visit.needed('shown', "姓名"), password)
    except UsageFault as error:
        return _door(visit, 'first.html', error)
    return _in(visit, name, password)


def _same_twice(visit: Visit) -> str:
    """The new password, typed twice alike; blanks belong to it."""
    first, second = str(visit.form.get('password', '')), str(visit.form.get('again', ''))
    if first != second:
        raise UsageFault("两次输入的密码不一样。请重新输入。")
    return first


def show_login(visit: Visit) -> Response:
    """The sign-in page; who is in already goes on."""
    if visit.account:
        return to('/')
    return _door(visit, 'login.html') if people.anybody(visit.place) else to('/first')


def do_login(visit: Visit) -> Response:
    """Sign in; thirty tries a minute from one machine, whatever the names."""
    try:
        visit.desk.tries.count(f'login {visit.client}', _TRIES, visit.desk.clock())
        return _in(visit, visit.text('name'), str(visit.form.get('password', '')))
    except ShoufaError as error:
        return _door(visit, 'login.html', error)


def _in(visit: Visit, name: str, password: str) -> Response:
    """A new session; the door's cookie goes, so no token known before signing in is of use after."""
    token = people.sign_in(visit.place, name, password, visit.desk.clock())
    if visit.account:
        _out(visit)
    answer = set_cookie(visit, to('/'), COOKIE, token)
    answer.delete_cookie(DOOR, path='/')
    return answer


def _door(visit: Visit, name: str, error: ShoufaError | None = None) -> Response:
    """A page for strangers, whose form carries the door's token."""
    known, token = with_door(visit)
    status = error.http_status if error else 200
    told = error.message if error else ''
    answer = page(
        known, name, status, title="登录", error=told, typed=visit.text('name'), shown=visit.text('shown')
    )
    return set_cookie(visit, answer, DOOR, token) if token else answer


def do_logout(visit: Visit) -> Response:
    """The session is over, here and in the database."""
    _out(visit)
    answer = to('/login')
    answer.delete_cookie(COOKIE, path='/')
    return answer


def _out(visit: Visit) -> None:
    """End the session this visit came with; what was to be told to it is forgotten."""
    people.sign_out(visit.place, visit.token)
    visit.desk.told.pop(visit.csrf, None)


def show_password(visit: Visit) -> Response:
    """A person's own password."""
    return page(visit, 'password.html', title="修改密码", error='')


def do_password(visit: Visit) -> Response:
    """Change it."""
    try:
        visit.desk.tries.count(f'password {visit.person.id}', _GUESSES, visit.desk.clock())
        old, new = str(visit.form.get('old', '')), _same_twice(visit)
        people.change_password(visit.place, visit.person, old, new, visit.token)
    except ShoufaError as error:
        return page(visit, 'password.html', error.http_status, title="修改密码", error=error.message)
    visit.tell("密码已改，其他电脑上的登录已退出。")
    return to('/')


ADDRESSES = (
    Address('/first', show_first, None),
    Address('/first', do_first, None, 'POST', _SHORT),
    Address('/login', show_login, None),
    Address('/login', do_login, None, 'POST', _SHORT),
    Address('/logout', do_logout, EVERYONE, 'POST'),
    Address('/password', show_password, EVERYONE),
    Address('/password', do_password, EVERYONE, 'POST'),
)
