"""The event stream: what goes on behind the pages, to everybody signed in who looks on."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from desk.desk import Desk
from desk.entry import COOKIE
from desk.visit import STAFF
from office import people

_DIGITS = 12


def events(desk: Desk) -> Callable[[Request], Awaitable[Response]]:
    """GET /events: numbered news; a browser that comes back is told what it missed."""

    async def answer(request: Request) -> Response:
        token = request.cookies.get(COOKIE, '')

        async def may() -> bool:
            return await run_in_threadpool(_may_hear, desk, token)

        if not await may():
            return Response(status_code=403)
        last = request.headers.get('last-event-id') or request.query_params.get('after', '')
        after = int(last) if last.isdecimal() and len(last) < _DIGITS else desk.behind.last()
        return StreamingResponse(desk.behind.stream(after, may), media_type='text/event-stream')

    return answer


def _may_hear(desk: Desk, token: str) -> bool:
    """Whether the session is still somebody's who sees papers; asked again as long as they listen."""
    account = people.signed_in(desk.opened, token, desk.clock(), quiet=True) if token else None
    return account is not None and not account.must_change and bool(account.roles & STAFF)
