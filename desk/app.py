"""The desk as one ASGI application: its addresses, behind its guard."""

from __future__ import annotations

import sys
import traceback
from collections.abc import Awaitable, Callable

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.convertors import IntegerConvertor, register_url_convertor
from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.formparsers import MultiPartParser
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from desk.addresses import ADDRESSES
from desk.desk import Desk
from desk.entry import check_form, enter, where_to_enter
from desk.events import events
from desk.guard import Guard
from desk.once import MARK
from desk.render import STATIC
from desk.visit import Address, Visit, data, page
from desk.words import for_page
from model.errors import NotAllowed, ShoufaError, TooLarge, UsageFault
from store.place_faults import faults_told, place_fault

MultiPartParser.spool_max_size = 64 * 1024 * 1024  # an upload stays in memory: its name may be secret
_OURS = "程序出错了，已保存的不受影响。请把时间告诉维护人员。"
_DIGITS = 12
_FILES = 500
_ACTS = 1200  # a minute: nobody types that fast, a script that ran wild does


class _Number(IntegerConvertor):
    """{name:int} of an address: as many digits as a number of ours has; a longer one is no page of ours."""

    regex = '[0-9]{1,9}'


register_url_convertor('int', _Number())


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
        arrived = desk.once.arrived()
        try:
            may = address.may is None or await run_in_threadpool(_may_send, desk, address, request)
            form = await _read_form(request, address) if may else FormData()
        except ShoufaError as error:
            return _bare(request, error)
        try:
            return await run_in_threadpool(_answer, desk, address, request, form, arrived)
        finally:
            await form.close()

    return Route(address.path, answer, methods=[address.method])


def _may_send(desk: Desk, address: Address, request: Request) -> bool:
    """Whether the body of a POST is worth reading: who may not come in fills no memory with it."""
    if address.method == 'GET':
        return True
    account = enter(desk, request, FormData(), quiet=True).account
    return account is not None and bool(account.roles & (address.may or frozenset()))


async def _read_form(request: Request, address: Address) -> FormData:
    """The form of a POST, unless its length is not told or over what the address takes.

    Raises:
        UsageFault: it is none, or has more files or fields than any page of ours sends.
    """
    if address.method == 'GET':
        return FormData()
    told = request.headers.get('content-length', '')
    if not (told.isdecimal() and len(told) < _DIGITS) or int(told) > address.largest:
        return FormData([('too_large', 'yes')])
    try:
        return await request.form(max_files=_FILES, max_fields=20_000, max_part_size=address.largest)
    except HTTPException:
        raise UsageFault(f"送来的表单读不出，没有办。一次最多选{_FILES}个文件，多的请分几次送。") from None


def _answer(desk: Desk, address: Address, request: Request, form: FormData, arrived: int) -> Response:
    """An answer, in plain words where the disk or the database fails: no page can be made of it then."""
    try:
        with faults_told():
            return _page_or_fault(desk, address, request, form, arrived)
    except ShoufaError as error:
        return _bare(request, error)


def _page_or_fault(desk: Desk, address: Address, request: Request, form: FormData, arrived: int) -> Response:
    told = FormData([pair for pair in form.multi_items() if pair[0] != MARK])
    try:
        visit = enter(desk, request, told, quiet=address.quiet)
    except ShoufaError as error:
        return _bare(request, error)
    try:
        elsewhere = where_to_enter(visit, address)
        if elsewhere:
            return elsewhere
        return address.answer(visit) if address.method == 'GET' else _act(visit, address, form, arrived)
    except ShoufaError as error:
        return fault_to_answer(visit, error)
    except OverflowError:
        return fault_to_answer(visit, UsageFault("填的数字或日期太大，没有办。请核对后再填。"))
    except Exception as error:
        if place_fault(error):
            raise
        # a fault of ours: told to its maintainers, never to the page
        traceback.print_exc(file=sys.stderr)
        return fault_to_answer(visit, ShoufaError(_OURS))


def _bare(request: Request, error: ShoufaError) -> Response:
    """An error where there is no visit yet: settings that cannot be read, a form that is none."""
    if 'application/json' in request.headers.get('accept', ''):
        return data({'message': error.message, 'code': error.code}, error.http_status)
    return PlainTextResponse(error.message, error.http_status)


def _act(visit: Visit, address: Address, form: FormData, arrived: int) -> Response:
    """Do what a form asks, if it is ours and not done already."""
    if visit.account:
        visit.desk.tries.count(f'act {visit.account.id}', _ACTS, visit.desk.clock())
    if 'too_large' in visit.form and len(visit.form) == 1:
        raise TooLarge(f"送来的内容超过{address.largest // 1024 // 1024}MB，没有收。请分几次送。")
    check_form(visit)
    return visit.desk.once.do(visit, arrived, str(form.get(MARK, '')), lambda: address.answer(visit))


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
    try:
        visit = enter(desk, request, FormData(), quiet=True)
    except ShoufaError as error:
        return _bare(request, error)
    fault = NotAllowed("没有这个网页。请从上面的菜单进入。")
    if visit.wants_json:
        return data({'message': fault.message, 'code': 'not_there'}, status)
    return page(visit, 'fault.html', status, title="没有这个网页", message=fault.message)
