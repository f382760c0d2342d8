"""收文登记簿: every paper that came in, found by words, state, kind and days; as a workbook to print."""

from __future__ import annotations

import datetime as dt

from starlette.responses import Response

from desk.lists import SIZE, start_of, to_shown
from desk.visit import Address, Visit, download, page, to
from model.errors import UsageFault
from office import register_pages
from office.entry_words import STATE_NAMES
from office.register_pages import Wanted
from office.understanding import KIND_NAMES

XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'


def show_register(visit: Visit) -> Response:
    """A page of the register; every filter stands in the address. A number alone goes to its paper."""
    words = visit.asked('q')
    if words.isdecimal() and visit.asked('go'):
        return to(f'/paper/{int(words)}')
    wanted = _wanted(visit)
    lines, total = register_pages.page_of(visit.place, wanted, start_of(visit), SIZE)
    return page(
        visit,
        'register.html',
        title="收文登记簿",
        here='register',
        lines=lines,
        shown=to_shown(visit, len(lines), total),
        asked={name: visit.asked(name) for name in ('q', 'state', 'kind', 'from', 'to', 'open')},
        states=[('', "全部状态"), *STATE_NAMES.items()],
        kinds=[('', "全部种类"), *KIND_NAMES.items()],
        state_names=STATE_NAMES,
        kind_names=KIND_NAMES,
    )


def _wanted(visit: Visit) -> Wanted:
    state, kind = visit.asked('state'), visit.asked('kind')
    return Wanted(
        words=register_pages.text_to_words(visit.asked('q'))[:8],
        state=state if state in STATE_NAMES else None,
        kind=kind if kind in KIND_NAMES else None,
        first=asked_day(visit, 'from', "从"),
        last=asked_day(visit, 'to', "到"),
        asked=visit.asked('open') == '1',
    )


def asked_day(visit: Visit, name: str, label: str) -> dt.date | None:
    """A day that the address asks for; None for none.

    Raises:
        UsageFault: it is no day.
    """
    return text_to_day(visit.asked(name), label) if visit.asked(name) else None


def text_to_day(text: str, label: str) -> dt.date:
    """A day as a browser sends it.

    Raises:
        UsageFault: it is none.
    """
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        raise UsageFault(f"“{label}”要填日期，如 2026-03-13，“{text}”不是。") from None


def do_export(visit: Visit) -> Response:
    """The register of the days asked for, as a workbook."""
    first, last = asked_day(visit, 'from', "从"), asked_day(visit, 'to', "到")
    content = register_pages.register_to_bytes(visit.place, first, last)
    return download(content, f"收文登记簿_{visit.place.today}.xlsx", XLSX)


ADDRESSES = (
    Address('/register', show_register),
    Address('/register/export.xlsx', do_export),
)
