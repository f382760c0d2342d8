"""Today: what came in, what waits, what is due, how campaigns stand, and the folder's heartbeat."""

from __future__ import annotations

from starlette.responses import Response

from desk.visit import EVERYONE, Address, Visit, page


def show_today(visit: Visit) -> Response:
    """The first page."""
    return page(visit, 'today.html', title="今天", here='today')


ADDRESSES = (Address('/', show_today, EVERYONE),)
