"""All open questions of a paper taken at once: what that will do, told before it is done."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from ledger.fields import field_of
from model.errors import ShoufaError, StaleEdit
from model.register import ReviewItem
from office import reviewing
from office.config import Workplace
from office.naming import label_of, value_to_text
from office.twins import TWICE
from store import reviews, subjects
from store.engine import reading

_SHOWN = 200
_OWN = frozenset({'layout', 'branch', 'approval', 'event', 'form'})
"""What a person answers one by one: each changes more than a value."""


@dataclass(frozen=True, slots=True)
class Consequence:
    """What taking all that a paper says will do: lines to read, how many of each kind, what is left out.

    mark is of the questions themselves: where they are others by then, nothing is done.
    """

    mark: str
    lines: tuple[str, ...]
    counts: dict[str, int]
    left: tuple[str, ...]
    more: int

    @property
    def total(self) -> int:
        """How many questions are answered."""
        return sum(self.counts.values())


def consequence(place: Workplace, number: int, kind: str = '') -> Consequence:
    """What accepting the open questions of a paper (of one kind) would change; nothing is written."""
    taken, left, held = _questions(place, number, kind)
    lines = [_line(item, held.get(item.subject or 0)) for item in taken]
    return Consequence(
        mark=_mark(taken, lines),
        lines=tuple(lines[:_SHOWN]),
        counts=dict(Counter(map(_what, taken))),
        left=tuple(f"第{item.number}号 {item.about}：{_why_left(item)}" for item in left[:_SHOWN]),
        more=max(len(lines) - _SHOWN, 0),
    )


def accept_all(place: Workplace, number: int, mark: str, kind: str = '') -> Iterator[tuple[int, str, bool]]:
    """Take what a paper says in all of them, one after the other: number, what was done, whether it was.

    Raises:
        StaleEdit: the questions are not those whose consequence was told.
    """
    taken, _, held = _questions(place, number, kind)
    if _mark(taken, [_line(item, held.get(item.subject or 0)) for item in taken]) != mark:
        raise StaleEdit(
            f"没有办：收文第{number}号的待核或台账在您看过之后变了（现有{len(taken)}项可一并认可）。请看清后再定。"
        )
    return _accepted(place, taken)


def _accepted(place: Workplace, taken: list[ReviewItem]) -> Iterator[tuple[int, str, bool]]:
    for item in taken:
        if reviewing.show(place, item.number).state != 'open':  # one answer may settle several
            continue
        try:
            yield item.number, reviewing.accept(place, item.number), True
        except ShoufaError as fault:
            yield item.number, fault.message, False


def _questions(
    place: Workplace, number: int, kind: str
) -> tuple[list[ReviewItem], list[ReviewItem], dict[int, Any]]:
    """Those that are answered, those left to be answered one by one, and the organisations they are about."""
    with reading(place.engine) as connection:
        found = reviews.list_items(connection, register_number=number)
        ids = sorted({item.subject for item in found if item.subject})
        held = subjects.get_many(connection, ids)
    wanted = [item for item in found if not kind or item.kind == kind]
    left = [item for item in wanted if _why_left(item)]
    return [item for item in wanted if not _why_left(item)], left, held


def _why_left(item: ReviewItem) -> str:
    """Why a question is not answered with the others; '' where it is."""
    if item.kind in _OWN or item.field == TWICE:
        return "要逐项定"
    if item.kind == 'match' and len(item.candidates) > 1:
        return f"有{len(item.candidates)}个可能的单位，要选定"
    if item.subject and item.field and item.value is None:
        return "来文没有读出值，认可会清空台账，要逐项定"
    return ""


def _what(item: ReviewItem) -> str:
    if item.kind == 'match':
        return "对应到台账单位" if item.candidates else "登记为新单位"
    if item.kind == 'check':
        return "数字不符仍按来文入账"
    if item.subject and item.field:
        return "改台账的值" if item.held is not None else "写入台账的值"
    return "记为已看过"


def _line(item: ReviewItem, organisation: Any) -> str:
    if item.subject and item.field:
        held = field_of(organisation, item.field) if organisation else None
        now = "缺" if held is None else value_to_text(held)
        return f"{item.about}：{label_of(item.field)} {now} → {value_to_text(item.value)}"
    if item.kind == 'match':
        meant = f"就是台账的“{item.candidates[0]['name']}”" if item.candidates else "台账没有，登记为新单位"
        return f"{item.about}：{meant}"
    return f"{item.about}：{'；'.join(item.reasons)}"


def _mark(items: list[ReviewItem], lines: list[str]) -> str:
    told = [(item.number, line, item.candidates) for item, line in zip(items, lines, strict=True)]
    return hashlib.sha256(repr(told).encode()).hexdigest()[:16]
