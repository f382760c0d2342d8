"""One visit to the desk: who asks, what for, and the answers a page can give."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, NamedTuple, TypeAlias
from urllib.parse import quote

from starlette.datastructures import FormData, UploadFile
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from desk.desk import Desk
from desk.render import render
from model.errors import NotSignedIn, UsageFault
from model.person import ROLES, Account, PersonRole
from model.serialise import to_plain
from office.config import Workplace

MEGABYTE = 1024 * 1024

_DIGITS = 200

EVERYONE = frozenset(ROLES)
"""Everybody who is signed in."""

STAFF = EVERYONE - {'administrator'}
"""Who sees papers, ledger and campaigns: an administrator by himself keeps accounts and settings."""

CLERKS: frozenset[PersonRole] = frozenset({'registrar', 'reviewer', 'approver'})
"""Staff but for the auditor, who changes nothing."""


@dataclass(frozen=True, slots=True)
class Visit:
    """A request with what it may rest on: the office as its person works in it.

    place.actor is the person's shown name. token is the session's (or the door's, before sign-in). after is
    the number of the last news before it: what a page of it waits for is told in later ones.
    """

    desk: Desk
    place: Workplace
    request: Request
    token: str
    account: Account | None = None
    form: FormData = field(default_factory=FormData)
    after: int = 0

    @property
    def csrf(self) -> str:
        """What every form of this session sends back; nobody without the cookie can make it."""
        return token_to_csrf(self.token)

    @property
    def person(self) -> Account:
        """Who is signed in.

        Raises:
            NotSignedIn: nobody is.
        """
        if self.account is None:
            raise NotSignedIn("请先登录。")
        return self.account

    @property
    def wants_json(self) -> bool:
        """Whether a script of ours asks, which takes JSON instead of a page."""
        return 'application/json' in self.request.headers.get('accept', '')

    @property
    def client(self) -> str:
        """The address of the machine that asks."""
        return self.request.client.host if self.request.client else ''

    def may(self, *roles: PersonRole) -> bool:
        """Whether the person has one of these roles."""
        return bool(self.account and self.account.roles & set(roles))

    def number(self, name: str) -> int:
        """A whole number in the address, as {name:int} gives it."""
        return int(self.request.path_params[name])

    def asked(self, name: str, default: str = '') -> str:
        """What the address asks after its question mark, without blanks around it."""
        return _sound(self.request.query_params.get(name, default))

    def text(self, name: str) -> str:
        """A field of the form, without blanks around it; '' where it was left empty."""
        value = self.form.get(name, '')
        return _sound(value) if isinstance(value, str) else ''

    def texts(self, name: str) -> list[str]:
        """Every value of a field that a form may send several times."""
        return [_sound(value) for value in self.form.getlist(name) if isinstance(value, str)]

    def needed(self, name: str, label: str) -> str:
        """A field that must be filled in.

        Raises:
            UsageFault: it is empty.
        """
        value = self.text(name)
        if not value:
            raise UsageFault(f"请填写“{label}”。")
        return value

    def file(self, name: str, label: str) -> UploadFile:
        """A file that must be chosen.

        Raises:
            UsageFault: none was.
        """
        value = self.form.get(name)
        if not isinstance(value, UploadFile) or not value.filename:
            raise UsageFault(f"请选择“{label}”文件。")
        return value

    def tell(self, *lines: str) -> None:
        """Lines that stand at the top of the next page this person sees."""
        self.desk.told.setdefault(self.csrf, []).extend(line for line in lines if line)


Answer: TypeAlias = Callable[[Visit], Response]


class Address(NamedTuple):
    """One address of the desk: who may come there (None: anybody, signed in or not), and what they get.

    largest is the most bytes its form may have. quiet: scripts ask it by themselves, so nobody need be there.
    """

    path: str
    answer: Answer
    may: frozenset[PersonRole] | None = STAFF
    method: Literal['GET', 'POST'] = 'GET'
    largest: int = MEGABYTE
    quiet: bool = False


def _sound(told: str) -> str:
    """A text as somebody sent it, without blanks around it and without NUL, which no field of ours holds.

    Raises:
        UsageFault: a number with more digits than any code has.
    """
    text = told.replace('\x00', '').strip()
    if len(text) > _DIGITS and text.isdecimal():
        raise UsageFault(f"“{text[:20]}…”太长，不是编号，也不是数。请核对后再填。")
    return text


def token_to_csrf(token: str) -> str:
    """The form token that belongs to a cookie."""
    return hashlib.sha256(f'form:{token}'.encode()).hexdigest()


def page(visit: Visit, template: str, status: int = 200, /, **told: Any) -> Response:
    """A page of html/, with what the base of every page needs."""
    lines = visit.desk.told.pop(visit.csrf, [])
    html = render(template, visit=visit, account=visit.account, csrf=visit.csrf, base_lines=lines, **told)
    return Response(html, status, media_type='text/html')


def page_in_passing(visit: Visit, template: str, /, **told: Any) -> Response:
    """A page that the browser leaves by itself: the lines told on it stand on the next one too."""
    lines = list(visit.desk.told.get(visit.csrf, ()))
    answer = page(visit, template, **told)
    visit.tell(*lines)
    return answer


def to(address: str) -> Response:
    """After an act: look there (303, so that reloading does nothing twice)."""
    return RedirectResponse(address, 303)


def data(value: Any, status: int = 200) -> Response:
    """JSON for our scripts."""
    text = json.dumps(to_plain(value), ensure_ascii=False, default=str)
    return Response(text, status, media_type='application/json')


def download(content: bytes, name: str, media_type: str = 'application/octet-stream') -> Response:
    """A file to keep, under its Chinese name; never shown in place."""
    held = {'Content-Disposition': f"attachment; filename*=UTF-8''{quote(name, errors='replace')}"}
    return Response(content, media_type=media_type, headers=held)


def picture(content: bytes, etag: str, request: Request) -> Response:
    """A PNG that the browser keeps but always asks for: nobody sees it who is not signed in any more."""
    headers: Mapping[str, str] = {'ETag': f'"{etag}"', 'Cache-Control': 'private, no-cache'}
    if request.headers.get('if-none-match') == headers['ETag']:
        return Response(status_code=304, headers=headers)
    return Response(content, media_type='image/png', headers=headers)
