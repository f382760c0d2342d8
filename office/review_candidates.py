"""Which organisation a line means, step by step: never this one, none of these, more by name."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from model.errors import UsageFault
from model.register import ReviewItem
from model.subject import Organisation
from office import ledger_search
from office.config import Workplace
from office.knowing import remember
from office.ledger_search import Wanted
from office.review_rows import row_of
from office.review_seen import check_seen
from store import audit, review_lists, reviews, subjects
from store.engine import Connection, atomic, reading

_SHOWN = 9
_LOOKED = 100


def never(place: Workplace, number: int, organisations: Sequence[int], seen: str | None = None) -> str:
    """Say that a line is none of these organisations, now and whenever the name comes again; it stays open.

    Raises:
        StaleEdit: the question is not what was seen any more.
        UsageFault: it is no open question about an organisation, or one of these is no candidate.
    """
    with atomic(place.engine) as connection:
        item = _open_match(connection, number)
        if seen is not None:
            check_seen(connection, item, seen)
        names = {one['organisation']: str(one['name']) for one in item.candidates}
        if not organisations or not names.keys() >= {*organisations}:
            raise UsageFault(f"第{number}号的候选里没有这家单位。请刷新后再试。")
        written = _written(connection, item)
        for organisation in organisations:
            remember(place, connection, written, organisation, 'never')
        left = tuple(one for one in item.candidates if one['organisation'] not in organisations)
        told = "、".join(names[one] for one in organisations)
        review_lists.change(connection, number, candidates=left, reasons=(*item.reasons, f"已核：不是{told}"))
        audit.note(
            connection,
            actor=place.actor,
            act='review_never',
            about=str(number),
            at=place.now(),
            detail={'organisations': list(organisations)},
        )
    return f"已记下：不是{told}，以后不再提示。请选定是哪一家，或作为新单位登记"


def none_of_these(place: Workplace, number: int, seen: str | None = None) -> str:
    """Say that a line is none of its candidates; raises what never raises."""
    with reading(place.engine) as connection:
        item = _open_match(connection, number)
    return never(place, number, [one['organisation'] for one in item.candidates], seen)


def _open_match(connection: Connection, number: int) -> ReviewItem:
    item = reviews.get(connection, number)
    if item is None or item.kind != 'match' or item.state != 'open':
        raise UsageFault(f"第{number}号不是等着选单位的待核事项，或者已经处理过了。")
    return item


def _written(connection: Connection, item: ReviewItem) -> tuple[str | None, str | None, str | None]:
    """Name, code and county as the paper writes them."""
    if item.register_number is not None and item.row is not None:
        row = row_of(connection, item)
        return row.name, row.code, row.region
    told: dict[str, Any] = item.value or {}
    return told.get('org_name'), told.get('code'), told.get('region')


class Near(NamedTuple):
    """Organisations that may be meant by a few words, the nearest first, and how many there are in all."""

    found: list[Organisation]
    total: int


def find(place: Workplace, words: str) -> Near:
    """Organisations of any state by a part of a name or code, or by their number in the ledger."""
    if not words.strip():
        return Near([], 0)
    listed = ledger_search.search(place, Wanted(words, state=''), 0, _LOOKED)
    near = sorted(listed.organisations, key=lambda one: _nearness(one, words.strip()))
    return Near(near[:_SHOWN], listed.total)


def _nearness(one: Organisation, words: str) -> tuple[bool, bool, int, int]:
    return one.state != 'active', words not in {one.name, one.code, str(one.id)}, len(one.name), one.id


def facts_of(place: Workplace, item: ReviewItem) -> dict[int, dict[str, Any]]:
    """What the ledger holds of a question's candidates, to be compared side by side; by number."""
    wanted = [one['organisation'] for one in item.candidates if 'organisation' in one]
    with reading(place.engine) as connection:
        found = subjects.get_many(connection, wanted)
    return {
        subject: {
            'name': one.name,
            'code': one.code,
            'region': one.region,
            'type': one.type,
            'supervisor': one.supervisor,
            'state': one.state,
            'former_names': one.facts.get('former_names') or (),
        }
        for subject, one in found.items()
    }
