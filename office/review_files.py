"""All open questions of one paper answered at once, and what a question's line says beside it."""

from __future__ import annotations

from typing import Any

from model.errors import UsageFault
from model.register import Entry, ReviewItem
from office import reviewing
from office.config import Workplace
from office.figures import figures_to_lines
from office.naming import label_of, value_to_text
from office.twins import TWICE, how_to_keep, place_of
from store import register, reviews, rows, unit_figures
from store.engine import Connection, reading


def accept_file(place: Workplace, number: int) -> list[str]:
    """Take what a paper says in all its open questions; one line each, and what then stands.

    Those that need a choice (several organisations, two lines of one) are left open and named.

    Raises:
        UsageFault: no such paper, or nothing of it waits.
    """
    told = []
    for item in _open_of(place, number):
        if item.field == TWICE or (item.kind == 'match' and len(item.candidates) > 1):
            told.append(f"{item.number}　要逐项定，仍待核：{'；'.join(item.reasons)}")
            continue
        try:
            told.append(f"{item.number}　{reviewing.accept(place, item.number)}")
        except UsageFault as fault:
            told.append(f"{item.number}　仍待核：{fault.message}")
    return [*told, _standing(place, number)]


def reject_file(place: Workplace, number: int, why: str) -> list[str]:
    """Refuse what a paper says in all its open questions: its held lines stay out, the ledger as it is.

    Raises:
        UsageFault: no such paper, or nothing of it waits.
    """
    told = [
        f"{item.number}　{reviewing.reject(place, item.number, why)}"
        for item in _open_of(place, number)
        if reviewing.show(place, item.number).state == 'open'  # one answer may settle several
    ]
    return [*told, _standing(place, number)]


def _open_of(place: Workplace, number: int) -> list[ReviewItem]:
    with reading(place.engine) as connection:
        entry = _entry(connection, number)
        items = reviews.list_items(connection, register_number=number)
    if not items:
        waits = "；它在等版式确认，请答版式那一项" if entry.state == 'awaiting_layout' else ""
        raise UsageFault(f"收文第{number}号“{entry.file}”没有待核事项{waits}。")
    return items


def _entry(connection: Connection, number: int) -> Entry:
    entry = register.get(connection, number)
    if entry is None:
        raise UsageFault(f"没有收文第{number}号。用 shoufa register list 查看。")
    return entry


def _standing(place: Workplace, number: int) -> str:
    """What became of the paper's lines, and how much of it still waits."""
    with reading(place.engine) as connection:
        entry = _entry(connection, number)
        left = len(reviews.list_items(connection, register_number=number))
    tally = entry.tally or {}
    lines = (
        f"{tally['rows']}行中入账{tally['accepted']}、待核{tally['held']}、不采用{tally['rejected']}；"
        if tally
        else ""
    )
    return f"收文第{number}号“{entry.file}”：{lines}还有{left}项待核"


def row_lines(place: Workplace, item: ReviewItem) -> list[str]:
    """The other values of the line that a question is about, each with its cell, and which lines to keep."""
    if item.register_number is None:
        return []
    if item.row is None:
        with reading(place.engine) as connection:
            return figures_to_lines(unit_figures.list_figures(connection, item.register_number))
    with reading(place.engine) as connection:
        row = rows.get(connection, item.register_number, item.row)
        entry = register.get(connection, item.register_number)
    if row is None or entry is None:
        return []
    told = [_value_to_text(key, value) for key, value in row.values.items() if value['raw']]
    lines = [f"{entry.file} {place_of(row) if row.row else ''}：{'，'.join(told) or '没有读到值'}"]
    return [*lines, how_to_keep(item.number)] if item.field == TWICE and item.state == 'open' else lines


def _value_to_text(key: str, value: dict[str, Any]) -> str:
    raw, read = ' '.join(value['raw'].split()), value_to_text(value['value'])
    cell = (value.get('where') or {}).get('cell')
    meant = f"（读作{read}）" if value['value'] is not None and read != raw else ""
    return f"{label_of(key)} {raw}{meant}{f'〔{cell}〕' if cell else ''}"
