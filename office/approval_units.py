"""Which organisations of the ledger an approval or an event speaks of."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from ledger.counties import region_full
from ledger.index import Entry, NameIndex, by_id
from ledger.match import match
from ledger.names import name_key
from model.approval import Unit
from model.errors import UsageFault
from model.register import Entry as Paper
from model.register import ReviewItem
from model.serialise import to_plain, where_from_plain
from model.subject import Candidate
from office.config import Workplace
from office.indexing import ledger_index
from store import subjects
from store.engine import Connection

NEW = 'new'


@dataclass(frozen=True, slots=True)
class Meant:
    """A unit of a paper, the organisation it certainly is (None: not certain), and those it may be."""

    unit: Unit
    subject: int | None
    candidates: tuple[Candidate, ...] = ()
    reasons: tuple[str, ...] = ()


def who_is_meant(
    place: Workplace, connection: Connection, entry: Paper, issuers: Iterable[str], units: Iterable[Unit]
) -> list[Meant]:
    """Each unit with its organisation: certain by code or county, or the only one of exactly its name."""
    index = ledger_index(place, connection)
    hints = [entry.sender_hint or '', *issuers]
    found = []
    for unit in units:
        region = unit.region or _county(place, [unit.name, *hints])
        result = match(unit.name, unit.code, region, index)
        alike = [one for one in result.candidates if name_key(one.name) == name_key(unit.name)]
        subject = alike[0].organisation if len(alike) == 1 and unit.code is None else None
        if subject is not None and _elsewhere(region, by_id(subject, index), index):
            subject = None
        found.append(Meant(unit, result.organisation or subject, result.candidates, result.reasons))
    return found


def _elsewhere(region: str | None, known: Entry | None, index: NameIndex) -> bool:
    """Whether an organisation of exactly this name is of another county than the paper says."""
    told, held = region_full(region, index.regions), known.region if known else None
    return bool(told and held) and not (str(told).endswith(str(held)) or str(held).endswith(str(told)))


def _county(place: Workplace, texts: Iterable[str]) -> str | None:
    for text in texts:
        for county in place.office.counties:
            if county in text:
                return county
    return None


def units_from_plain(plain: Iterable[Mapping[str, Any]]) -> tuple[Unit, ...]:
    """Units back from what an extract keeps of them."""
    return tuple(
        Unit(one['name'], where_from_plain(one['where']), one['code'], one['region'], one['part'])
        for one in plain
    )


def meant_to_plain(meant: Meant) -> dict[str, Any]:
    """A unit as a question keeps it."""
    unit = meant.unit
    return {
        'name': unit.name,
        'code': unit.code,
        'part': unit.part,
        'where': to_plain(unit.where),
        'subject': meant.subject,
    }


def open_units(meant: Iterable[Meant]) -> tuple[list[str], tuple[dict[str, Any], ...]]:
    """What a person has to choose, in words, and the organisations to choose from."""
    told, candidates = [], []
    for one in meant:
        if one.subject is not None:
            continue
        names = '；'.join(f"{found.organisation} {found.name}" for found in one.candidates)
        told.append(f"“{one.unit.name}”{f'可能是：{names}' if names else '台账里没有，请选定或记为新单位'}")
        candidates += [{'unit': one.unit.name, **to_plain(found)} for found in one.candidates]
    return told, tuple(candidates)


def chosen_units(
    connection: Connection, item: ReviewItem, units: Iterable[Mapping[str, Any]], told: Mapping[str, str]
) -> dict[str, int | None]:
    """The organisation of each unit by its name, None for a new one; told are a person's choices.

    Raises:
        UsageFault: a unit is not certain and not chosen, or a number is no organisation's.
    """
    found: dict[str, int | None] = {}
    for unit in units:
        name = unit['name']
        text = told.get(name)
        if text is None and unit['subject'] is None:
            raise UsageFault(
                f"第{item.number}号里的“{name}”还没有对应到台账。"
                f"请用 shoufa review correct {item.number} {name}=编号 选定，新单位写 {name}=new。"
            )
        found[name] = unit['subject'] if text is None else _chosen(connection, text)
    return found


def _chosen(connection: Connection, text: str) -> int | None:
    if text == NEW:
        return None
    if not (text.isascii() and text.isdecimal()) or subjects.get(connection, int(text)) is None:
        raise UsageFault(f"台账里没有编号“{text}”的单位。用 shoufa ledger find 名称 查编号。")
    return int(text)
