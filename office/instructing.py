"""党建工作指导员: the list an office keeps, and who is sent where."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from ledger.match import match
from model.errors import Damaged
from model.subject import Organisation
from office.config import Workplace
from office.indexing import ledger_index
from office.sheets import must_exist, read_sheet, sheet_to_records
from store import audit, subjects
from store import instructors as people
from store.engine import atomic, reading
from store.instructors import Assignment, InstructorRow
from text.labels import fold_label

LABELS = {
    'name': ("姓名", "指导员", "指导员姓名", "党建工作指导员"),
    'unit': ("单位", "工作单位", "派出单位", "所在单位"),
    'post': ("职务", "单位职务"),
    'phone': ("联系电话", "电话", "联系方式"),
    'organisations': ("联系社会组织", "联系单位", "所联系社会组织", "社会组织名称"),
    'region': ("所属县区", "所属地区", "县区"),
}


@dataclass(slots=True)
class Imported:
    """What an import of instructors did."""

    instructors: int = 0
    assigned: int = 0
    unknown: list[str] = field(default_factory=list)


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
    records, _ = sheet_to_records(read_sheet(path), _header_to_field)
    if not records or 'name' not in records[0][0]:
        raise Damaged(f"“{path.name}”里找不到“姓名”一列。至少应有：姓名、单位、联系社会组织。")
    done = Imported()
    with atomic(place.engine) as connection:
        index = ledger_index(place, connection)
        by_name = _unique(subjects.list_all(connection))
        for texts, _ in records:
            if not texts['name'].strip():
                continue
            instructor = people.add_instructor(
                connection,
                name=texts['name'].strip(),
                unit=texts.get('unit', '').strip(),
                post=texts.get('post', '').strip() or None,
                phone=texts.get('phone', '').strip() or None,
            )
            done.instructors += 1
            for name in filter(None, re.split(r'[、，,；;\n]+', texts.get('organisations', ''))):
                region = texts.get('region', '').strip() or None
                subject = by_name.get(name.strip()) if region is None else None
                found = match(name, None, region, index) if subject is None else None
                subject = found.organisation if found else subject
                if subject is None:
                    several = found is not None and sum(one.name == name.strip() for one in found.candidates)
                    told = f"（有{several}家同名，请写明县区）" if several and several > 1 else ""
                    done.unknown.append(f"{texts['name']}：{name}{told}")
                else:
                    sent = people.assign(connection, Assignment(instructor=instructor, subject=subject))
                    done.assigned += sent is not None
        audit.note(connection, actor=place.actor, act='instructors_import', about=path.name, at=place.now())
    return done


def _unique(known: Iterable[Organisation]) -> dict[str, int]:
    """Organisations by name, without those whose name another one bears."""
    ids: dict[str, list[int]] = {}
    for one in known:
        ids.setdefault(one.name, []).append(one.id)
    return {name: found[0] for name, found in ids.items() if len(found) == 1}


def instructors(place: Workplace, day: dt.date | None = None) -> list[InstructorRow]:
    """Instructors and the organisations each serves on a day, by default today."""
    with reading(place.engine) as connection:
        return people.list_instructors(connection, day or place.today)
