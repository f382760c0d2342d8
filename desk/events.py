"""The event stream: what goes on behind the pages, to everybody signed in who looks on."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from functools import partial

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from desk.desk import Desk
from desk.entry import enter
from desk.visit import STAFF


def events(desk: Desk) -> Callable[[Request], Awaitable[Response]]:
    """GET /events: numbered news; a browser that comes back is told what it missed."""

    async def answer(request: Request) -> Response:
        visit = await run_in_threadpool(partial(enter, quiet=True), desk, request, FormData())
        if visit.account is None or not visit.account.roles & STAFF:
            return Response(status_code=403)
        last = request.headers.get('last-event-id') or request.query_params.get('after', '')
        after = int(last) if last.isdecimal() else desk.behind.last()
        return StreamingResponse(desk.behind.stream(after), media_type='text/event-stream')

    return answer
