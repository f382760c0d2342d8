"""党建工作指导员: the list an office keeps, and who is sent where."""

from __future__ import annotations

import dataclasses
import datetime as dt
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from ledger.match import NameIndex, match
from model.errors import Damaged
from model.subject import Organisation
from office.config import Workplace
from office.indexing import ledger_index
from office.instructor_terms import texts_to_term
from office.sheets import must_exist, read_sheet, sheet_to_records
from office.task_units import is_total, place_of
from store import audit, subjects
from store import instructors as people
from store.engine import Connection, atomic, reading
from store.instructors import Assignment, InstructorRow
from text.labels import fold_label
from text.numbers import is_dash

LABELS = {
    'name': ("姓名", "指导员", "指导员姓名", "党建工作指导员"),
    'unit': ("单位", "工作单位", "派出单位", "所在单位"),
    'post': ("职务", "单位职务"),
    'phone': ("联系电话", "电话", "联系方式"),
    'organisations': ("联系社会组织", "联系单位", "所联系社会组织", "社会组织名称"),
    'region': ("所属县区", "所属地区", "县区"),
    'start': ("选派日期", "选派时间", "开始日期", "起始日期", "开始时间", "起始时间", "派驻日期", "派驻时间"),
    'end': ("届满日期", "届满时间", "到期日期", "到期时间", "结束日期", "结束时间", "期满日期", "期满时间"),
    'term': (
        "选派期",
        "选派期限",
        "任期",
        "起止时间",
        "起止日期",
        "选派起止时间",
        "派驻期",
        "聘期",
        "服务期",
    ),
    'doc_number': ("文号", "选派文号", "选派文件"),
}

_SEVERAL = re.compile(r'[、，,；;\n]+')
_NONE = frozenset({"无", "暂无", "没有"})


@dataclass(slots=True)
class Imported:
    """What an import of instructors did.

    terms: how many assignments that stood got their term; unknown: organisations that were not found;
    unread and doubts: what is said of a term that was not read, or only with a doubt; left_out: lines
    without a name; differing: terms that differ from those held, which stay.
    """

    instructors: int = 0
    assigned: int = 0
    terms: int = 0
    unknown: list[str] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)
    differing: list[str] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)
    ignored_columns: list[str] = field(default_factory=list)


def _header_to_field(header: str) -> str | None:
    wanted = fold_label(header)
    return next((name for name, labels in LABELS.items() if wanted in map(fold_label, labels)), None)


def import_instructors(place: Workplace, path: Path) -> Imported:
    """Bring instructors in with the organisations they serve; unknown organisations are named.

    Raises:
        BadInput: the file cannot be read, or has no column of names.
        UsageFault: there is no such file.
    """
    must_exist(path)
    records, ignored = sheet_to_records(read_sheet(path), _header_to_field)
    if not records or 'name' not in records[0][0]:
        raise Damaged(f"“{path.name}”里找不到“姓名”一列。至少应有：姓名、单位、联系社会组织。")
    done = Imported(ignored_columns=ignored)
    with atomic(place.engine) as connection:
        listed = subjects.list_all(connection)
        active = frozenset(one.id for one in listed)
        known = _Known(ledger_index(place, connection), _unique(listed), active, {})
        for texts, where in records:
            if texts['name'].strip():
                _take(connection, texts, known, done)
            elif not any(map(is_total, texts.values())):
                served = texts.get('organisations', '').strip()
                done.left_out.append(f"{place_of(where)}没有写姓名{f'（{served}）' if served else ''}")
        audit.note(connection, actor=place.actor, act='instructors_import', about=path.name, at=place.now())
    return done


@dataclass(frozen=True, slots=True)
class _Known:
    """The ledger's organisations: to be found by likeness, and those whose name nobody else bears."""

    index: NameIndex
    by_name: dict[str, int]
    active: frozenset[int]
    spelled: dict[int, str]

    def find(self, name: str, region: str | None) -> int | str:
        """The one that is meant, or why none is."""
        subject = self.by_name.get(name) if region is None else None
        if subject is not None:
            return subject
        found = match(name, None, region, self.index)
        if found.organisation is not None:
            ended = f"{name}（已不再计数，没有安排）"
            return found.organisation if found.organisation in self.active else ended
        several = sum(one.name == name for one in found.candidates)
        return f"{name}（有{several}家同名，请写明县区）" if several > 1 else name


def _take(connection: Connection, texts: Mapping[str, str], known: _Known, done: Imported) -> None:
    """One line: the instructor, the term, and each organisation."""
    told = {
        key: texts.get(key, '').strip() or None for key in ('unit', 'post', 'phone', 'region', 'doc_number')
    }
    name = texts['name'].strip()
    instructor = people.add_instructor(
        connection, name=name, unit=told['unit'] or '', post=told['post'], phone=told['phone']
    )
    done.instructors += 1
    label = f"{name}/{told['unit']}" if told['unit'] else name
    term = texts_to_term(texts)
    done.unread += [f"{label}：{one}" for one in term.faults]
    done.doubts += [f"{label}：{one}" for one in term.doubts]
    for one in filter(None, map(str.strip, _SEVERAL.split(texts.get('organisations', '')))):
        subject = known.find(one, told['region']) if not is_dash(one) and one not in _NONE else None
        if isinstance(subject, str):
            done.unknown.append(f"{name}：{subject}")
        elif subject is not None and known.spelled.setdefault(subject, one) != one:
            done.unknown.append(
                f"{name}：{one}（和“{known.spelled[subject]}”像是一家，写法不同，没有安排，请核对）"
            )
        elif subject is not None:
            sending = Assignment(
                instructor=instructor,
                subject=subject,
                start=term.start,
                end=term.end,
                doc_number=told['doc_number'],
            )
            _send(connection, sending, f"{label}→{one}", done)


def _send(connection: Connection, sending: Assignment, told: str, done: Imported) -> None:
    """Send somebody; one who is there already gets a term that was not known, and keeps one that was."""
    standing = people.standing(connection, sending)
    if not standing:
        people.assign(connection, sending)
        done.assigned += 1
        return
    held, days = standing[0], (sending.start, sending.end)
    if days in {(None, None), (held.start, held.end)}:
        return
    if (held.start, held.end) == (None, None) and len(standing) == 1:
        people.set_term(connection, held.id, *days, sending.doc_number or held.doc_number)
        done.terms += 1
    else:
        ours, theirs = (
            "至".join(str(day or "未写") for day in pair) for pair in ((held.start, held.end), days)
        )
        done.differing.append(f"{told}：已有{ours}，名单为{theirs}")


def _unique(known: Iterable[Organisation]) -> dict[str, int]:
    """Organisations by name, without those whose name another one bears."""
    ids: dict[str, list[int]] = {}
    for one in known:
        ids.setdefault(one.name, []).append(one.id)
    return {name: found[0] for name, found in ids.items() if len(found) == 1}


def instructors(place: Workplace, day: dt.date | None = None) -> list[InstructorRow]:
    """Instructors and the organisations each serves on a day (by default today) that count on it."""
    on = day or place.today
    with reading(place.engine) as connection:
        listed = people.list_instructors(connection, on)
        held = subjects.get_many(connection, [one for row in listed for one in row.organisations])
    counted = {number for number, one in held.items() if counts_on(one, on)}
    return [
        dataclasses.replace(row, organisations=tuple(one for one in row.organisations if one in counted))
        for row in listed
    ]


def counts_on(organisation: Organisation, day: dt.date) -> bool:
    """Whether an organisation counts on a day: it is there, or ends only after it."""
    if organisation.state == 'ended':
        return organisation.ended_on is not None and day < organisation.ended_on
    return organisation.state == 'active'


def ended_assignments(place: Workplace, day: dt.date | None = None) -> list[str]:
    """Those who are still sent to organisations that have ended by a day, by default today: 姓名→单位."""
    on = day or place.today
    with reading(place.engine) as connection:
        listed = people.list_instructors(connection, on)
        held = subjects.get_many(connection, [one for row in listed for one in row.organisations])
    return [
        f"{row.name}→{held[one].name}"
        for row in listed
        for one in row.organisations
        if not counts_on(held[one], on)
    ]
