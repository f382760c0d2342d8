"""Bringing a ledger in: new organisations at once, known ones compared, anything unclear asked about."""

from __future__ import annotations

import datetime as dt
import gc
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from itertools import islice
from pathlib import Path
from typing import Any

from model.place import Problem, Severity
from model.register import ReviewItem
from model.serialise import to_plain
from model.subject import Act, Organisation, Provenance
from office.config import Workplace
from office.import_cells import KEPT
from office.ledger_comparing import Compared, Source, compare, doubts_to_items
from office.ledger_form import ledger_fields
from office.ledger_lines import Line
from office.ledger_reading import LedgerRead, read_ledger
from office.ledger_sheets import SheetRead
from office.ledger_sorting import Sorted, open_sorter, sort_line
from office.ledger_totals import TotalCheck
from office.sheets import must_exist
from store import acts, audit, reviews, subjects
from store.bulk import first_load
from store.engine import Connection, atomic

__all__ = ['Imported', 'import_ledger', 'ledger_fields']

AT_ONCE = 20_000
"""Lines that are in memory at once."""

_SHOWN = 3
"""So many notes of one kind are said in full."""


@dataclass(slots=True)
class Imported:
    """What an import did, by organisation name; act is what `ledger rollback` takes back.

    changed: got values that the ledger lacked or that a policy lets a list replace; kept: values of the list
    that are older or of less weight than the ledger's; absent: organisations that a complete list lacks.
    """

    added: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    unchanged: int = 0
    questions: int = 0
    totals_dropped: int = 0
    ignored_columns: list[str] = field(default_factory=list)
    act: int = 0
    kept: int = 0
    hidden: int = 0
    absent: list[str] = field(default_factory=list)
    sheets: list[SheetRead] = field(default_factory=list)
    totals: list[TotalCheck] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def import_ledger(
    place: Workplace,
    path: Path,
    *,
    all_new: bool = False,
    complete: bool = False,
    registration: bool = False,
    on: dt.date | None = None,
) -> Imported:
    """Bring a list of organisations in: one transaction, one act.

    all_new: a name that is only like one of the ledger's is new at once. complete: the list names every
    organisation, so those it lacks are told (never deleted). registration: it comes from the registration
    authority, whose word on what it registers goes first; on is the day it speaks of.

    Raises:
        BadInput: the file cannot be read, or has no column of names.
        UsageFault: there is no such file.
    """
    must_exist(path)
    with uncollected(), atomic(place.engine) as connection:
        read = read_ledger(place, connection, path)
        act = Act(kind='import', about=path.name, actor=place.actor, at=place.now(), on=on)
        done = Imported(act=acts.begin(connection, act))
        provenance = Provenance(None, {'file': path.name}, place.actor, act.at, done.act)
        source = Source(provenance, path.name, 'registration' if registration else 'import', on)
        source = source._replace(provenance=replace(provenance, origin=source.origin))
        sorter = open_sorter(place, connection, all_new=all_new)
        with first_load(connection):
            for lines in in_batches(read.lines):
                _write(place, connection, [sort_line(sorter, line) for line in lines], source, done)
        if complete:
            done.absent = _absent(connection, done, set(sorter.subjects))
        _close(place, connection, read, done)
        audit.note(
            connection,
            actor=place.actor,
            act='ledger_import',
            about=path.name,
            at=place.now(),
            detail=_counts(done),
        )
    return done


@contextmanager
def uncollected() -> Iterator[None]:
    """No search for cycles of garbage meanwhile: a ledger in memory has none, and takes long to search."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def in_batches(lines: Iterable[Line]) -> Iterator[list[Line]]:
    """The lines some thousands at a time."""
    left = iter(lines)
    while batch := list(islice(left, AT_ONCE)):
        yield batch


def _write(
    place: Workplace, connection: Connection, told: list[Sorted], source: Source, done: Imported
) -> None:
    """New organisations in one insert, changes in another, questions in a third."""
    asked = [_match_item(one, source) for one in told if one.kind == 'asked']
    asked += _add_new(connection, [one.line for one in told if one.kind == 'new'], source, done)
    asked += _change_known(connection, [one for one in told if one.kind == 'known'], source, done)
    reviews.add_many(connection, asked, place.now())
    done.questions += len(asked)


def _match_item(one: Sorted, source: Source) -> ReviewItem:
    """Which organisation a line means, when the list alone cannot tell; value holds its fields."""
    return ReviewItem(
        kind='match',
        about=one.line.name or "（无名称）",
        field='organisation',
        value=one.line.certain,
        reasons=one.reasons,
        candidates=one.candidates,
        where=to_plain(one.line.place),
        act=source.provenance.act,
    )


def _add_new(
    connection: Connection, lines: list[Line], source: Source, done: Imported
) -> Iterator[ReviewItem]:
    wheres = [source.place_of(line) for line in lines]
    added = subjects.add_many(connection, [line.certain for line in lines], source.provenance, wheres=wheres)
    for organisation, line in zip(added, lines, strict=True):
        done.added.append(organisation.name)
        if line.doubtful:
            yield from doubts_to_items(organisation, line, source)


def _change_known(
    connection: Connection, told: list[Sorted], source: Source, done: Imported
) -> Iterator[ReviewItem]:
    held = subjects.get_many(connection, [one.subject for one in told if one.subject is not None])
    compared: list[tuple[Organisation, Compared]] = []
    for one in told:
        organisation = held[one.subject or 0]
        compared.append((organisation, compare(connection, organisation, one.line, source)))
    changes = [found.change for _, found in compared if found.change is not None]
    subjects.change_many(connection, changes)
    for organisation, found in compared:
        done.kept += found.kept
        if found.change is not None:
            done.changed.append(organisation.name)
        elif organisation.state == 'active':
            done.unchanged += 1
        yield from found.items


def _absent(connection: Connection, done: Imported, met: set[int]) -> list[str]:
    """Organisations held before that a complete list does not name."""
    fresh = set(done.added)
    return [one.name for one in subjects.list_all(connection) if one.id not in met and one.name not in fresh]


def _close(place: Workplace, connection: Connection, read: LedgerRead, done: Imported) -> None:
    """What is known once every line is read; what a person must see of the file is asked, by kind."""
    done.totals_dropped, done.hidden = read.totals_dropped, read.hidden
    done.ignored_columns, done.sheets = read.not_taken, read.sheets
    done.totals = read.totals
    done.notes = list(briefly(read.notes))
    items = notes_to_items(read, done.act)
    reviews.add_many(connection, items, place.now())
    done.questions += len(items)
    acts.set_detail(connection, done.act, {**_counts(done), KEPT: read.places})


def briefly(notes: Iterable[Problem]) -> Iterator[str]:
    """What is said of the file; of many notes of one kind the first ones and how many more there are."""
    kinds: dict[str, list[str]] = {}
    for problem in notes:
        kinds.setdefault(problem.code, []).append(problem.message)
    for messages in kinds.values():
        shown = messages if len(messages) <= _SHOWN + 1 else messages[:_SHOWN]
        yield from shown
        if len(shown) < len(messages):
            yield f"……同类情况另有{len(messages) - len(shown)}处"


def notes_to_items(read: LedgerRead, act: int | None = None) -> list[ReviewItem]:
    """One question for each kind of thing that is wrong with the file as a whole."""
    kinds: dict[str, list[Problem]] = {}
    for problem in read.notes:
        if problem.severity is not Severity.INFO:
            kinds.setdefault(problem.code, []).append(problem)
    return [
        ReviewItem(
            kind='reading',
            about=read.file,
            field=code,
            reasons=tuple(dict.fromkeys(problem.message for problem in found)),
            where=to_plain(found[0].where),
            act=act,
        )
        for code, found in kinds.items()
    ]


def _counts(done: Imported) -> dict[str, Any]:
    return {
        'added': len(done.added),
        'changed': len(done.changed),
        'unchanged': done.unchanged,
        'questions': done.questions,
        'totals_dropped': done.totals_dropped,
    }
