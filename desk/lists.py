"""Long lists page by page; which page, and every filter, stand in the address."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from desk.visit import Visit

SIZE = 50
_MOST = 100_000


@dataclass(frozen=True, slots=True)
class Shown:
    """Which part of a list is shown: first and last count from 1; before and after are addresses or None."""

    first: int
    last: int
    total: int | None
    before: str | None
    after: str | None


def start_of(visit: Visit, size: int = SIZE) -> int:
    """How many lines stand on the pages before this one (?p=2)."""
    told = visit.asked('p', '1')
    page = int(told) if told.isdecimal() and len(told) < 7 else 1
    return (min(max(page, 1), _MOST) - 1) * size


def to_shown(visit: Visit, found: int, total: int | None, size: int = SIZE) -> Shown:
    """What is shown, of total lines or of a list whose length nobody counted (found > size: more follow)."""
    start = start_of(visit, size)
    page = start // size + 1
    here = min(found, size)
    more = start + here < total if total is not None else found > size
    return Shown(
        first=start + 1 if here else start,
        last=start + here,
        total=total,
        before=address_with(visit, p=page - 1 if page > 2 else None) if page > 1 else None,
        after=address_with(visit, p=page + 1) if more else None,
    )


def address_with(visit: Visit, **changed: object) -> str:
    """This address with some of what it asks changed; None takes it out."""
    asked = dict(visit.request.query_params)
    for name, value in changed.items():
        asked.pop(name, None)
        if value is not None and value != '':
            asked[name] = str(value)
    path = visit.request.url.path
    return f'{path}?{urlencode(asked)}' if asked else path
