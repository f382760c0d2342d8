"""The desk as one ASGI application: its addresses, behind its guard."""

from __future__ import annotations

import sys
import traceback
from collections.abc import Awaitable, Callable

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.formparsers import MultiPartParser
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from desk.addresses import ADDRESSES
from desk.desk import Desk
from desk.entry import check_form, enter, where_to_enter
from desk.events import events
from desk.guard import Guard
from desk.render import STATIC
from desk.visit import Address, Visit, data, page
from desk.words import for_page
from model.errors import NotAllowed, ShoufaError, TooLarge

MultiPartParser.spool_max_size = 64 * 1024 * 1024  # an upload stays in memory: its name may be secret

_ACTS = 1200  # a minute: nobody types that fast, a script that ran wild does


def make_app(desk: Desk) -> Starlette:
    """The application; desk.hosts are the names it answers to, none meaning loopback."""
    app = Starlette(
        routes=[
            *(address_to_route(desk, address) for address in ADDRESSES),
            Route('/events', events(desk)),
            Mount('/static', StaticFiles(directory=STATIC)),
        ],
        exception_handlers={HTTPException: _not_there(desk)},
    )
    app.add_middleware(Guard, hosts=desk.hosts, secure=desk.secure)
    return app


def address_to_route(desk: Desk, address: Address) -> Route:
    """A route that lets in whom the address allows and turns errors into pages."""

    async def answer(request: Request) -> Response:
        form = await _read_form(request, address)
        try:
            return await run_in_threadpool(_answer, desk, address, request, form)
        finally:
            await form.close()

    return Route(address.path, answer, methods=[address.method])


async def _read_form(request: Request, address: Address) -> FormData:
    """The form of a POST, unless its length is not told or over what the address takes."""
    if address.method == 'GET':
        return FormData()
    told = request.headers.get('content-length', '')
    if not told.isdigit() or int(told) > address.largest:
        return FormData([('too_large', 'yes')])
    return await request.form(max_files=200, max_fields=20_000, max_part_size=address.largest)


def _answer(desk: Desk, address: Address, request: Request, form: FormData) -> Response:
    visit = enter(desk, request, form, quiet=address.quiet)
    try:
        elsewhere = where_to_enter(visit, address)
        if elsewhere:
            return elsewhere
        if address.method == 'POST':
            visit.desk.tries.count(f'act {visit.csrf}', _ACTS, visit.desk.clock())
            _check_size(form, address)
            check_form(visit)
        return address.answer(visit)
    except ShoufaError as error:
        return fault_to_answer(visit, error)
    except Exception:  # noqa: BLE001  # a fault of ours: told to its maintainers, never to the page
        traceback.print_exc(file=sys.stderr)
        return fault_to_answer(visit, ShoufaError("程序出错了，已保存的不受影响。请把时间告诉维护人员。"))


def _check_size(form: FormData, address: Address) -> None:
    if 'too_large' in form and len(form) == 1:
        raise TooLarge(f"送来的内容超过{address.largest // 1024 // 1024}MB，没有收。请分几次送。")


def fault_to_answer(visit: Visit, error: ShoufaError) -> Response:
    """An error as the page or the JSON that was asked for, with the status of its class."""
    if visit.wants_json:
        return data({'message': for_page(error.message), 'code': error.code}, error.http_status)
    return page(visit, 'fault.html', error.http_status, title="没有办成", message=for_page(error.message))


def _not_there(desk: Desk) -> Callable[[Request, Exception], Awaitable[Response]]:
    """No such address, or not for this method: said to those who are signed in, nothing to others."""

    async def answer(request: Request, error: Exception) -> Response:
        assert isinstance(error, HTTPException)
        return await run_in_threadpool(_say_nothing_there, desk, request, error.status_code)

    return answer


def _say_nothing_there(desk: Desk, request: Request, status: int) -> Response:
    visit = enter(desk, request, FormData())
    fault = NotAllowed("没有这个网页。请从上面的菜单进入。")
    if visit.wants_json:
        return data({'message': fault.message, 'code': 'not_there'}, status)
    return page(visit, 'fault.html', status, title="没有这个网页", message=fault.message)
