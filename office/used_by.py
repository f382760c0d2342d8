"""Which papers of ours used a document, a cell of it or a value of an organisation, and what it is by now."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from model.errors import ShoufaError, UsageFault
from model.figure import Figure, Printed, Source
from model.place import Where
from office.config import Workplace
from office.ledger_acts import end_of, one_named
from office.provenance import Ground, deciding_sources, ground_for
from office.redrafting import figure_from_plain, printed_from_plain, recipe_from_plain
from office.redrawing import draft_now
from outgoing.correction import Change, grouped, unit_of
from store import outbox, register
from store.engine import reading
from store.outbox import Drafted, is_issued

_CELL = re.compile(r'(?:第)?(\d+)号?[:：](?:(.+)[!！])?([A-Za-z]{1,3}\d{1,7})')
_NUMBER = re.compile(r'(?:第)?(\d+)(?:号)?')
CORRECTION = 'correct-issued'


class Wanted(NamedTuple):
    """What is looked for: papers of the register and a place in them, or a field of an organisation."""

    registers: frozenset[int]
    sheet: str | None = None
    cell: str | None = None
    organisation: int | None = None
    field: str | None = None
    label: str = ''


@dataclass(frozen=True, slots=True)
class Used:
    """A paper and its numbers that rest on what was asked about.

    lines have label, key, old, new, changed, places (where it is printed) and also (what follows from it);
    why tells what kept it from being drafted again, so that new is not known. corrected_by are the issued
    更正 of it: a change may be told there already.
    """

    paper: Drafted
    lines: tuple[dict[str, Any], ...]
    why: str | None = None
    corrected_by: tuple[str, ...] = ()


def used_by(place: Workplace, told: str) -> tuple[Wanted, tuple[Used, ...]]:
    """The drafts and issued papers that used it, issued ones first.

    told is a register number, a file name or 文号 of the register, NUMBER:SHEET!CELL, or ORGANISATION:FIELD.

    Raises:
        UsageFault: it names none of these.
    """
    wanted = wanted_of(place, told)
    with reading(place.engine) as connection:
        papers = [one for one in outbox.list_all(connection) if one.figures]
    papers.sort(key=lambda one: (not is_issued(one), one.dated or one.drafted_at.date(), one.file))
    found = (_used(place, paper, wanted) for paper in papers)
    fixes = [one for one in papers if one.corrects and one.issued_at]
    return wanted, tuple(
        replace(
            one,
            corrected_by=tuple(
                fix.doc_number or fix.title for fix in fixes if fix.corrects == one.paper.file
            ),
        )
        for one in found
        if one is not None
    )


def wanted_of(place: Workplace, told: str) -> Wanted:
    """What a person means.

    Raises:
        UsageFault: nothing is called that.
    """
    text = told.strip()
    with reading(place.engine) as connection:
        entries = register.list_entries(connection)
    numbers = {one.number for one in entries}
    cell, number = _CELL.fullmatch(text), _NUMBER.fullmatch(text)
    if cell and int(cell[1]) in numbers:
        return Wanted(frozenset({int(cell[1])}), cell[2], cell[3].upper(), label=text)
    if number and int(number[1]) in numbers:
        return Wanted(frozenset({int(number[1])}), label=f"收文第{number[1]}号")
    name = text.rpartition('/')[2]
    same = {
        one.number
        for one in entries
        if text in {one.file, one.archived_as, one.doc_number, one.title} or name == one.archived_as
    }
    alike = same or {one.number for one in entries if one.file.rpartition('/')[2] == name}
    if alike:
        return Wanted(frozenset(alike), label=text)
    who, mark, field = text.replace('：', ':').rpartition(':')
    if mark and who:
        return Wanted(frozenset(), organisation=one_named(place, who).id, field=field.strip(), label=text)
    raise UsageFault(
        f"找不到“{told}”。可以写收文号（如 12）、文件名、文号、12:Sheet1!B7，"
        "或“社会组织:字段”（如 某协会:established）。"
    )


def _used(place: Workplace, paper: Drafted, wanted: Wanted) -> Used | None:
    figures = {one.key: one for one in map(figure_from_plain, paper.figures)}
    recipe = recipe_from_plain(paper.recipe)
    day = (recipe and (recipe.known_by or recipe.cut_off)) or paper.drafted_at.date()
    keys = _resting(figures, _direct(place, figures, wanted, day))
    fresh: Mapping[str, Figure] = {}
    why = None
    if (paper.recipe or {}).get('act') == CORRECTION:
        why = "更正稿本身，已按起草时的数"
    elif keys or _may_matter(place, wanted, day):
        try:
            fresh = {one.key: one for one in draft_now(place, paper, place.today).figures}
        except ShoufaError as error:
            why = error.message
    keys |= _resting(figures, _direct(place, fresh, wanted, place.today) & figures.keys())
    if not keys:
        return None
    return Used(paper, tuple(_lines(paper, figures, keys, fresh, why)), why)


def _may_matter(place: Workplace, wanted: Wanted, day: dt.date) -> bool:
    """Whether one of the papers asked about came in later than a paper's day."""
    with reading(place.engine) as connection:
        entries = [register.get(connection, number) for number in wanted.registers]
    return any(one is not None and one.received_at > end_of(day) for one in entries)


def _direct(place: Workplace, figures: Mapping[str, Figure], wanted: Wanted, day: dt.date) -> set[str]:
    """The figures whose own sources, or organisations' values as of a day, are what is looked for."""
    found = _stated(figures, wanted)
    rows = {row for one in figures.values() for row in one.rows or ()}
    if wanted.organisation is not None:
        rows &= {wanted.organisation}
    if not rows:
        return found
    by_value = _by_value(ground_for(place, rows, end_of(day)), wanted)
    return found | {key for key, one in figures.items() if any(by_value(key, row) for row in one.rows or ())}


def _by_value(ground: Ground, wanted: Wanted) -> Callable[[str, int], bool]:
    """Whether an organisation is counted by a value that comes from there."""

    def tells(key: str, row: int) -> bool:
        if wanted.organisation is not None and row != wanted.organisation:
            return False
        sources = deciding_sources(ground, key, row)
        if wanted.organisation is not None:
            return not wanted.field or any(one['field'] == wanted.field for one in sources)
        return any(one['register'] in wanted.registers and _is_place(one['where'], wanted) for one in sources)

    return tells


def _is_place(where: Mapping[str, Any], wanted: Wanted) -> bool:
    if wanted.cell is None:
        return True
    here = str(where.get('cell') or '').upper() == wanted.cell
    return here and wanted.sheet in {None, where.get('sheet')}


def _stated(figures: Mapping[str, Figure], wanted: Wanted) -> set[str]:
    def meant(source: Source) -> bool:
        where: Where = source.where
        return source.register in wanted.registers and _is_place(
            {'cell': where.cell, 'sheet': where.sheet}, wanted
        )

    return {key for key, one in figures.items() if any(map(meant, one.sources))}


def _resting(figures: Mapping[str, Figure], keys: set[str]) -> set[str]:
    """These figures and all that are computed from them."""
    found = set(keys)
    while more := {key for key, one in figures.items() if key not in found and found & {*one.parts}}:
        found |= more
    return found


def _lines(
    paper: Drafted,
    figures: Mapping[str, Figure],
    keys: set[str],
    fresh: Mapping[str, Figure],
    why: str | None,
) -> Iterator[dict[str, Any]]:
    """Each printed number once: those that changed as the 更正 groups them, then the others."""
    changed = [
        Change(one, fresh.get(key))
        for key, one in figures.items()
        if key in keys and _differs(one, fresh, why)
    ]
    places: dict[str, list[Printed]] = {}
    for one in map(printed_from_plain, paper.printed or ()):
        places.setdefault(one.key, []).append(one)
    for group in grouped(changed):
        also = [_line(one, places, changed=True) for one in group.also]
        yield {**_line(group.main, places, changed=True), 'label': group.label, 'also': also}
    rest = [key for key in figures if key in keys and key not in {one.old.key for one in changed}]
    for key in rest:
        now = None if why else fresh.get(key)
        yield {**_line(Change(figures[key], now), places, changed=False), 'also': []}


def _differs(one: Figure, fresh: Mapping[str, Figure], why: str | None) -> bool:
    now = fresh.get(one.key)
    return why is None and (now is None or now.text != one.text)


def _line(change: Change, places: Mapping[str, list[Printed]], *, changed: bool) -> dict[str, Any]:
    old, new = change
    return {
        'label': old.label,
        'key': old.key,
        'unit': unit_of(old.key),
        'old': old.text,
        'new': new.text if new else None,
        'changed': changed,
        'places': [
            {'part': one.part, 'paragraph': one.paragraph, 'start': one.start, 'end': one.end}
            for one in places.get(old.key, ())
        ],
    }
