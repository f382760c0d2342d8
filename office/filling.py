"""A received blank form filled from the ledger: one file an organisation, or one with a row for each."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import count, takewhile
from pathlib import Path

from model.blank import Blank, Filling, Left
from model.errors import UsageFault
from model.subject import Organisation
from office.config import Workplace
from office.fill_files import Opened, back_to_old, open_blank, put_filled
from office.fill_values import (
    TOTAL,
    TWICE,
    Facts,
    Given,
    Unfilled,
    blank_to_value,
    facts_of,
    persons_left,
    persons_told_twice,
    sum_to_value,
)
from office.fillable import open_questions, refuse_no_blank
from office.ledger_acts import organisations as list_organisations
from office.ledger_acts import sources
from office.writing import Written
from text.labels import fold_label

_UNSAFE = re.compile(r'[\\/:*?"<>|\x00-\x1f]+')
_NUMBERS = re.compile(r'\d+')
_SERIAL = '序号'


@dataclass(frozen=True, slots=True)
class FilledFile:
    """One file made: for whom, what was filled in, what was left and why."""

    file: Path
    status: Written
    organisations: tuple[str, ...]
    values: tuple[Given, ...]
    left: tuple[Unfilled, ...]


@dataclass(frozen=True, slots=True)
class Filled:
    """What came of a blank: the form it is known as (None: unknown), conversions, the files.

    open: how many questions about an organisation wait for a person, by its name.
    """

    blank: Path
    form: str | None
    told: tuple[str, ...]
    files: tuple[FilledFile, ...]
    open: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Plan:
    """What goes where in one file."""

    organisations: tuple[Organisation, ...]
    fillings: tuple[tuple[Filling, Organisation | None], ...]
    left: tuple[Unfilled, ...]


@dataclass(frozen=True, slots=True)
class Job:
    """A blank form opened, what goes into each file, and where to; form, told, open as in Filled."""

    opened: Opened
    title: str
    form: str | None
    told: tuple[str, ...]
    open: Mapping[str, int]
    plans: tuple[Plan, ...]
    targets: tuple[Path, ...]


def fill(
    place: Workplace,
    blank: Path,
    organisations: Sequence[Organisation],
    out: Path,
    day: dt.date | None = None,
) -> Filled:
    """Prepare and make in one; raises as prepare does."""
    job = prepare(place, blank, organisations, out, day)
    return Filled(blank, job.form, job.told, tuple(make_each(place, job)), job.open)


def prepare(
    place: Workplace,
    blank: Path,
    organisations: Sequence[Organisation],
    out: Path,
    day: dt.date | None = None,
) -> Job:
    """What to fill in for these organisations, in their order, in a blank form of any program.

    A form with a row for each organisation becomes one file, any other one file for each, named by it. out is
    a folder, or the file itself where there is but one; day is the day of reporting, None leaves it open.
    Raises UsageFault, SecrecyMark, BadInput, CannotStart as open_blank does.
    """
    if not organisations:
        raise UsageFault("台账里没有单位，没有可填的。请先用 shoufa ledger import 导入台账。")
    opened = open_blank(place, blank)
    blanks = opened.form.blanks
    everyone = list_organisations(place)
    refuse_no_blank(opened.form, blank.name, organisations, everyone)
    heads = _row_heads(blanks)
    groups = [tuple(organisations)] if heads else [(one,) for one in organisations]
    definition = opened.form.definition
    own = not heads and not (definition and definition.subject == 'reporting_unit')
    facts = facts_of(place, day, own=own, names=frozenset(fold_label(one.name) for one in everyone))
    plans = tuple(_plan(blanks, heads, group, facts) for group in groups)
    targets = _targets(blank, opened, plans, out, together=bool(heads))
    told = (*opened.told, *opened.form.notes)
    form = definition.title if definition else None
    return Job(opened, blank.name, form, told, open_questions(place, organisations), plans, targets)


def make_each(place: Workplace, job: Job) -> Iterator[FilledFile]:
    """Each file filled and put on disk; a place that cannot be written to is left and told."""
    for plan, target in zip(job.plans, job.targets, strict=True):
        yield _make(place, job.opened, plan, target, job.title)


def _row_heads(blanks: Sequence[Blank]) -> tuple[Blank, ...]:
    """The blanks of the first of the rows that are for one organisation each; () where there are none."""
    named = [blank for blank in blanks if blank.repeating and blank.field == 'org_name']
    if not named:
        return ()
    first = min(named, key=lambda blank: (_block(blank) != _block(named[0]), _row(blank)))
    return tuple(
        blank
        for blank in blanks
        if blank.repeating and _block(blank) == _block(first) and _row(blank) == _row(first)
    )


def _block(blank: Blank) -> tuple[str | None, str]:
    """The table that a blank stands in: a sheet, or a Word table by its path."""
    return blank.sheet, (blank.where.path or '').rpartition('/tr[')[0]


def _row(blank: Blank) -> int:
    """The row of a cell: of its Word table, or out of a sheet's 'B7'."""
    path = (blank.where.path or '').rpartition('/tr[')[2]
    number = _NUMBERS.search(str(blank.cell) if blank.sheet else path)
    return int(number[0]) if number else 0


def _plan(
    blanks: Sequence[Blank], heads: Sequence[Blank], group: tuple[Organisation, ...], facts: Facts
) -> Plan:
    """Every blank settled: a value, or why it is left."""
    settled: list[tuple[Filling | Unfilled | None, Organisation | None]] = []
    rows, doubted = _list_rows(blanks, heads), persons_told_twice(blanks, facts)
    for blank in blanks:
        if blank in heads:
            settled += [(_of_row(blank, entry, one, facts), one) for entry, one in enumerate(group)]
        elif blank.repeating:  # another row of the list is an entry's own; another list is of persons
            own = bool(heads) and _block(blank) == _block(heads[0]) and _row(blank) in rows
            settled += [] if own else [(persons_left(blank), None)]
        elif heads and TOTAL.match(blank.label):
            settled.append((sum_to_value(_in_column(blank, heads), group), None))
        elif heads and not _is_of_office(blank):
            settled.append((_left_of_many(blank, group[0], facts), None))
        elif id(blank) in doubted:
            settled.append((Unfilled(blank, TWICE), None))
        else:
            settled.append((blank_to_value(blank, group[0], facts), group[0]))
    fillings = tuple((each, whose) for each, whose in settled if isinstance(each, Filling))
    return Plan(group, fillings, tuple(each for each, _ in settled if isinstance(each, Unfilled)))


def _in_column(total: Blank, heads: Sequence[Blank]) -> Blank:
    """A total row's blank as one of the column that bears its label."""
    own = total.label.rpartition('/')[2]
    fields = {head.field for head in heads if head.label.rpartition('/')[2] == own}
    return replace(total, field=next(iter(fields))) if len(fields) == 1 else replace(total, field=None)


def _is_of_office(blank: Blank) -> bool:
    return blank.field in ('reporting_unit', 'filled_on')


def _left_of_many(blank: Blank, one: Organisation, facts: Facts) -> Unfilled | None:
    """A place outside the rows of a list belongs to no single organisation."""
    return blank_to_value(replace(blank, field=None), one, facts)  # type: ignore[return-value]


def _of_row(blank: Blank, entry: int, one: Organisation, facts: Facts) -> Filling | Unfilled | None:
    if blank.field is None and fold_label(blank.label.rpartition('/')[2]) == _SERIAL:
        return Filling(blank, str(entry + 1), entry)
    value = blank_to_value(blank, one, facts)
    return replace(value, entry=entry) if isinstance(value, Filling) else value


def _list_rows(blanks: Sequence[Blank], heads: Sequence[Blank]) -> set[int]:
    """The rows of the list of organisations, one under the other."""
    if not heads:
        return set()
    named = {_row(each) for each in blanks if each.field == 'org_name' and _block(each) == _block(heads[0])}
    row = _row(heads[0])
    return set(takewhile(named.__contains__, count(row)))


def _targets(
    blank: Path, opened: Opened, plans: Sequence[Plan], out: Path, *, together: bool
) -> tuple[Path, ...]:
    """Where each file goes: names that would be one are told apart by the ledger's number."""
    if out.suffix.lower() in {opened.suffix, blank.suffix.lower()} and not out.is_dir():
        if len(plans) > 1:
            raise UsageFault(f"要写出{len(plans)}份，--out 请写文件夹，不要写文件名。")
        return (out.with_suffix(opened.suffix),)
    if together:
        return (out / f'{blank.stem}_已填{opened.suffix}',)
    names = [_UNSAFE.sub('_', plan.organisations[0].name)[:60] for plan in plans]
    twice = {name for name, often in Counter(names).items() if often > 1}
    told = [
        f'{name}_{plan.organisations[0].id}' if name in twice else name
        for name, plan in zip(names, plans, strict=True)
    ]
    return tuple(out / f'{blank.stem}_{name}{opened.suffix}' for name in told)


def _make(place: Workplace, opened: Opened, plan: Plan, target: Path, title: str) -> FilledFile:
    """Fill one file and put it on disk."""
    data, refused = _fill(opened, [filling for filling, _ in plan.fillings])
    about = '、'.join(one.name for one in plan.organisations[:3])
    sent = put_filled(place, target, back_to_old(data) if opened.back else data, title, about)
    known = {one.id: sources(place, one.id) for one in plan.organisations}
    undone = {id(left.blank) for left in refused}
    values = tuple(
        Given(
            filling.blank,
            filling.value,
            filling.blank.field,
            whose.name if whose else None,
            known[whose.id].get(filling.blank.field or '', {}) if whose else {},
        )
        for filling, whose in plan.fillings
        if id(filling.blank) not in undone
    )
    left = (*plan.left, *(Unfilled(each.blank, each.reason) for each in refused))
    return FilledFile(sent.file, sent.status, tuple(one.name for one in plan.organisations), values, left)


def _fill(opened: Opened, fillings: Sequence[Filling]) -> tuple[bytes, tuple[Left, ...]]:
    if opened.kind == 'docx':
        from forms.filling.docx_fill import filled_docx

        return filled_docx(opened.data, fillings)
    from forms.filling.xlsx_fill import fill_xlsx

    return fill_xlsx(opened.data, fillings)
