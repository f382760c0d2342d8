"""Which paper of the register a campaign's pack goes back to, and which papers may become campaigns."""

from __future__ import annotations

from typing import NamedTuple

from model.campaign import Pack
from office.config import Workplace
from store import campaign_notices
from store.engine import reading


class Draftable(NamedTuple):
    """A notice of the register: its number, what it is called, when it came."""

    number: int
    title: str
    doc_number: str | None
    received: str


def source_of(place: Workplace, pack: Pack) -> int | None:
    """The number of the notice a pack was drafted from; None where it is not in the register."""
    with reading(place.engine) as connection:
        return campaign_notices.number_of(connection, pack.notice_title, pack.notice_number)


def draftable(place: Workplace, start: int, size: int) -> list[Draftable]:
    """Notices of the register, the newest first, size of them and one more after the first start."""
    with reading(place.engine) as connection:
        found = campaign_notices.newest(connection, start, size + 1)
    return [
        Draftable(number, title or "（没有标题）", doc_number, f'{at:%Y-%m-%d}')
        for number, title, doc_number, at in found
    ]
