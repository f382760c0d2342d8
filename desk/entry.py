"""The way in: who a cookie is of, where those go who may not come in, and whether a form is ours."""

from __future__ import annotations

import hmac
import secrets

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response

from desk.desk import Desk
from desk.visit import Address, Visit, data, to
from model.errors import NotAllowed, NotSignedIn
from model.person import ROLE_NAMES, ROLES
from office import people

COOKIE = 'shoufa_session'
DOOR = 'shoufa_door'
"""The cookie of who is not signed in yet, so that the sign-in form too is known to be ours."""

STRANGER = "未登录的人"


def enter(desk: Desk, request: Request, form: FormData, *, quiet: bool = False) -> Visit:
    """The visit of whoever the session cookie is of, or of a stranger; a quiet one keeps nobody signed in."""
    place, after = desk.place(STRANGER), desk.behind.last()
    token = request.cookies.get(COOKIE, '')
    account = people.signed_in(place, token, desk.clock(), quiet=quiet) if token else None
    if account:
        return Visit(desk, desk.place(account.shown), request, token, account, form, after)
    return Visit(desk, place, request, request.cookies.get(DOOR, ''), None, form)


def where_to_enter(visit: Visit, address: Address) -> Response | None:
    """Where somebody goes who may not come in here; None for who may.

    Raises:
        NotAllowed: they are signed in, but none of their roles may.
        NotSignedIn: a script asks, and its session is over.
    """
    if address.may is None:
        return None
    account = visit.account
    if account is None:
        if visit.wants_json:
            raise NotSignedIn("登录已过期。请重新登录，没保存的请先抄下来。")
        return to('/login' if people.anybody(visit.place) else '/first')
    if account.must_change and address.path not in {'/password', '/logout'}:
        return data({'message': "请先改密码。"}, 403) if visit.wants_json else to('/password')
    if not account.roles & address.may:
        wanted = '、'.join(ROLE_NAMES[role] for role in ROLES if role in address.may)
        raise NotAllowed(
            f"这一步由{wanted}岗位办理，您的账号没有这个岗位。请找管理员或请有这个岗位的同事办。"
        )
    return None


def check_form(visit: Visit) -> None:
    """Raises NotAllowed where a form does not carry its session's token."""
    told = visit.text('csrf') or visit.request.headers.get('x-csrf', '')
    if not visit.token or not hmac.compare_digest(told.encode(), visit.csrf.encode()):
        raise NotAllowed("这个网页过期了，没有办。请回到上一页刷新后再试。")


def with_door(visit: Visit) -> tuple[Visit, str]:
    """The stranger's visit with a door token, and the token to set as a cookie ('' where there is one)."""
    if visit.token:
        return visit, ''
    token = secrets.token_urlsafe(24)
    return Visit(visit.desk, visit.place, visit.request, token, None, visit.form), token


def set_cookie(visit: Visit, answer: Response, name: str, value: str) -> Response:
    """A cookie for this browser session alone, unseen by scripts, never sent from other sites."""
    answer.set_cookie(name, value, httponly=True, samesite='strict', secure=visit.desk.secure, path='/')
    return answer
