"""What the page of an organisation tells: its values with their sources, its versions, what was done."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from ledger.events import event_label
from ledger.fields import IDENTITY, field_of
from ledger.undo import held_on
from model.errors import UsageFault
from model.subject import Act, Organisation, Part, Version
from office.config import Workplace
from office.ledger_acts import end_of, own_sources
from office.ledger_form import ledger_fields
from office.ledger_persons import NAMELESS
from office.naming import label_of, value_to_text
from store import acts, listed, subjects
from store.engine import Connection, reading
from text.phones import mask_phone

STATES = {'active': "计数", 'ended': "不再计数", 'merged': "已并入", 'withdrawn': "导入已撤回"}
_ACTS = {'import': "导入", 'merge': "查重合并", 'undo': "撤回", 'correct': "更正", 'approval': "批复"}
_ORIGINS = {
    'human': "人工",
    'registration': "登记机关",
    'approval': "批复",
    'import': "名单",
    'return': "报表",
}
UNNAMED = "有（没有姓名）"
_PERSONS = {*NAMELESS, *NAMELESS.values()}
_ENDS = ('@state', '@began_on', '@ended_on', '@merged_into')


class Told(NamedTuple):
    """A value and where it comes from; text None: the ledger holds none. where is its place in the paper."""

    field: str
    label: str
    text: str | None
    register: int | None = None
    where: Mapping[str, Any] = {}
    words: str = ''
    origin: str = ''
    actor: str = ''
    at: str = ''
    act: int | None = None


class Step(NamedTuple):
    """A version: when it was recorded and from when it holds, by whom and which act, what it changed."""

    version: Version
    changes: list[tuple[str, str, str]]


@dataclass(frozen=True, slots=True)
class Page:
    """An organisation as the ledger holds it now, or held it on a day; version is the newest one.

    into is the organisation that stands for it now; open counts the questions that wait about it.
    """

    organisation: Organisation
    version: int
    values: list[Told]
    steps: list[Step]
    acts: list[Act]
    into: Organisation | None
    open: int


def act_word(kind: str) -> str:
    """What a clerk calls an act."""
    return _ACTS.get(kind) or event_label(kind)


def is_phone(field: str) -> bool:
    """Whether a field holds somebody's telephone."""
    return field.endswith('phone')


def shown(field: str, value: Any) -> str:
    """A value for the screen, telephones masked; 缺 where there is none."""
    if value is None or value == []:
        return "缺"
    if field == '@state':
        return STATES.get(str(value), str(value))
    if isinstance(value, bool) and field in _PERSONS:
        return "没有" if not value else "有" if field in NAMELESS.values() else UNNAMED
    text = value_to_text(value)
    return mask_phone(text) if is_phone(field) else text


def page_of(place: Workplace, number: int, as_of: dt.date | None = None, on: dt.date | None = None) -> Page:
    """The page of an organisation: now, as recorded by the end of a day, or as it was on a day.

    Raises:
        UsageFault: there is none of this number, or it had not begun by then.
    """
    with reading(place.engine) as connection:
        versions = subjects.history(connection, number)
        if not versions or versions[0].organisation.kind != 'organisation':
            raise UsageFault(f"台账里没有编号{number}。请在台账页按名称查找。")
        told = [one for one in versions if as_of is None or one.recorded_from <= end_of(as_of)]
        gone = acts.gone(connection)
        held = held_on(versions, on, gone) if on else told[-1].organisation if told else None
        if held is None:
            raise UsageFault(f"“{versions[-1].organisation.name}”到{on or as_of}台账还没有记载。")
        into = subjects.get(connection, held.merged_into) if held.merged_into else None
        waiting = listed.open_about(connection, number)
        done = acts.list_acts(connection, subject=number)
        sources = own_sources(connection, told[-1].sources) if told and not on else {}
    values = list(_values(place, held, sources))
    steps = list(_steps(told))
    return Page(held, versions[-1].version, values, steps[::-1], done[::-1], into, waiting)


def _values(
    place: Workplace, organisation: Organisation, sources: Mapping[str, Mapping[str, Any]]
) -> Iterator[Told]:
    """Who it is, also where that is missing; then all else that is held, in the order of the forms."""
    order = [one.id for one in ledger_fields(place.forms) if one.id not in IDENTITY]
    known = [one for one in order if one in organisation.facts]
    strange = sorted(set(organisation.facts) - set(known))
    for field in (*IDENTITY, *known, *strange):
        yield _told(organisation, field, sources.get(field, {}))


def _told(organisation: Organisation, field: str, source: Mapping[str, Any]) -> Told:
    value = field_of(organisation, field)
    text = None if value is None else shown(field, value)
    if value is True and any(field == NAMELESS[one] and not organisation.facts.get(one) for one in NAMELESS):
        text = UNNAMED
    if field == 'competent_authority' and value is None:
        text = "无（直接登记）"
    where = source.get('where') or {}
    return Told(
        field,
        label_of(field),
        text,
        source.get('register'),
        where,
        _where_words(where),
        _ORIGINS.get((source.get('origin') or {}).get('kind', ''), ""),
        source.get('actor') or '',
        (source.get('at') or '')[:16].replace('T', ' '),
        source.get('act'),
    )


def _where_words(where: Mapping[str, Any]) -> str:
    """A place in words: the file, its sheet and cell, its page or its line."""
    told = [f"《{where['file']}》"] if where.get('file') else []
    if where.get('sheet'):
        told.append(f"工作表“{where['sheet']}”")
    if where.get('cell'):
        told.append(str(where['cell']))
    elif where.get('page'):
        told.append(f"第{where['page']}页")
    elif where.get('line') or where.get('row'):
        told.append(f"第{where.get('line') or where.get('row')}行{where.get('path') or ''}")
    return "".join(told)


def _steps(versions: Sequence[Version]) -> Iterator[Step]:
    before: Organisation | None = None
    for one in versions:
        changed = one.changed if one.changed is not None and before is not None else ()
        yield Step(one, [*_differences(before, one.organisation, changed)] if before else [])
        before = one.organisation


def _differences(
    before: Organisation, after: Organisation, fields: Sequence[str]
) -> Iterator[tuple[str, str, str]]:
    for field in fields:
        old, new = field_of(before, field), field_of(after, field)
        if old != new:
            yield label_of(field), shown(field, old), shown(field, new)


def changed_since(place: Workplace, number: int, seen: int) -> list[tuple[str, str, str]]:
    """What of an organisation is other than in the version that was seen: label, then, now."""
    with reading(place.engine) as connection:
        versions = subjects.history(connection, number)
    then = next((one for one in versions if one.version == seen), versions[0])
    return list(_differences(then.organisation, versions[-1].organisation, _all_fields(versions)))


def _all_fields(versions: Sequence[Version]) -> list[str]:
    facts = (field for one in versions for field in one.organisation.facts)
    return [*IDENTITY, *_ENDS, *dict.fromkeys(facts)]


def acts_page(place: Workplace, kind: str, start: int, size: int) -> tuple[list[Act], int]:
    """What was done to the ledger, the newest first, a page of it, and how many there are."""
    with reading(place.engine) as connection:
        return acts.newest(connection, kind, start, size)


class Doing(NamedTuple):
    """An act, what it is about, and the organisations that it changed: some of them and how many."""

    act: Act
    parts: list[tuple[Organisation, Part]]
    some: list[Organisation]
    total: int


def act_of(place: Workplace, number: int, most: int = 100) -> Doing:
    """An act with whom it is about.

    Raises:
        UsageFault: there is none.
    """
    with reading(place.engine) as connection:
        act = acts.get(connection, number)
        if act is None:
            raise UsageFault(f"没有第{number}号办理。")
        changed, total = acts.some_subjects(connection, number, most)
        known = _known(connection, [*changed, *(subject for subject, _ in act.parts)])
    parts = [(known[subject], part) for subject, part in act.parts]
    return Doing(act, parts, [known[one] for one in changed], total)


def _known(connection: Connection, wanted: Sequence[int]) -> dict[int, Organisation]:
    return subjects.get_many(connection, list(dict.fromkeys(wanted)))
