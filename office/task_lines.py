"""The lines of a table 任务×责任单位: what each says of one task of one unit, and what cannot be believed."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from model.errors import Damaged
from model.place import Where
from model.serialise import where_to_short
from model.subject import Organisation
from model.task import Task
from office.task_cells import Told, cell_to_told
from office.task_heads import Head, header_to_head
from office.task_units import Units, is_all, is_total, parts_of, place_of, plain_name
from office.workbook import NEVER_IN_XML
from text.cellspans import Days, cell_to_days

Rows = Sequence[tuple[dict[int, str], Where]]
_YEARS = re.compile(r'(?<!\d)(20\d\d)\s*[年./-]')
_NOTE = re.compile(r'(?:注|说明|备注|填表|填报|制表|审核)\S{0,3}?[:：]')


@dataclass(slots=True)
class Notes:
    """What a person has to know of a table."""

    unread: list[str] = field(default_factory=list)
    assumed: list[str] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)
    ignored: list[str] = field(default_factory=list)


class Line(NamedTuple):
    """One task of one unit; told: whether the line says how far it is, so that it can be understood."""

    task: Task
    told: bool


@dataclass(frozen=True, slots=True)
class _Table:
    """What the lines of a table share; year is given to dates without one, because of what is in source."""

    units: Units
    notes: Notes
    today: dt.date
    year: int | None
    source: str


def read_lines(
    rows: Rows, base: Task, units: Units, notes: Notes, today: dt.date, known: Sequence[int]
) -> list[Line]:
    """Every task of every unit that a table tells of.

    A date without a year is of the one year that the table writes elsewhere, else of the one known of
    the campaign (known), else of today's, and notes.assumed says so; where years differ it is not read.

    Raises:
        Damaged: it has no column of units, or nothing of tasks.
    """
    rows = [(_without_unseen(cells, where, notes), where) for cells, where in rows]
    for position, (cells, _) in enumerate(rows):
        head = header_to_head(cells)
        if head is None:
            continue
        below = rows[position + 1 :]
        notes.ignored += head.ignored
        table = _Table(units, notes, today, *_year(below, known, today))
        _settle_when(head, below, table)
        return [one for found in _groups(head, below, base, table) for one in found]
    raise Damaged("这份文件里找不到责任单位一列。表头应有：责任单位、任务、状态，或 责任单位 加各项任务。")


def _without_unseen(cells: dict[int, str], where: Where, notes: Notes) -> dict[int, str]:
    """The cells without control characters, which no paper of ours could print."""
    clean = {column: NEVER_IN_XML.sub('', text) for column, text in cells.items()}
    if clean != cells:
        notes.assumed.append(f"{place_of(where)}有看不见的控制字符，已去掉")
    return clean


def _year(rows: Rows, known: Sequence[int], today: dt.date) -> tuple[int | None, str]:
    found = {year for cells, _ in rows for text in cells.values() for year in _YEARS.findall(text)}
    if len(found) == 1:
        return int(found.pop()), "同表其他日期"
    agreed = set(known) or {today.year}
    return (agreed.pop(), "这项活动的年份") if len(agreed) == 1 else (None, '')


def _settle_when(head: Head, rows: Rows, table: _Table) -> None:
    """完成时间: the day it was done where 期限 stands beside it, or only what is done bears one."""
    if 'when' not in head.columns:
        return
    column = head.columns.pop('when')
    filled = [head.texts(cells) for cells, _ in rows if cells.get(column, '').strip()]
    done = [cell_to_told(one.get('state', ''), table.today, table.year).state == 'done' for one in filled]
    if 'due' in head.columns or (filled and all(done)):
        head.columns.setdefault('done_on', column)
        return
    head.columns['due'] = column
    if 'done_on' not in head.columns and filled:
        table.notes.assumed.append("“完成时间”一列按期限读；如是实际完成的日期，请把表头改为“完成日期”")


def _groups(head: Head, rows: Rows, base: Task, table: _Table) -> Iterator[list[Line]]:
    above = {'unit': '', 'task': ''}
    for cells, where in rows:
        if not any(text.strip() for text in cells.values()):
            continue
        texts = head.texts(cells)
        if is_total(texts['unit']) or (not texts['unit'] and any(map(is_total, cells.values()))):
            continue
        place = place_of(where)
        if not _filled(texts, above, cells, place, head, table):
            continue
        own = replace(base, where=where_to_short(where))
        for name, subject in _units(texts, place, table):
            one = replace(own, unit=name, subject=subject)
            if head.listed:
                yield [_listed(replace(one, task=''.join(texts['task'].split())), texts, table)]
            else:
                yield [
                    _cell(replace(one, task=task), cells.get(column, '').strip(), table)
                    for column, task in head.tasks.items()
                ]


def _filled(
    texts: dict[str, str],
    above: dict[str, str],
    cells: Mapping[int, str],
    place: str,
    head: Head,
    table: _Table,
) -> bool:
    """Whether a line has its unit and its task, one of them from the line above (merged cells) if need be."""
    filled = [text.strip() for text in cells.values() if text.strip()]
    if (len(filled) == 1 and not texts['unit']) or _NOTE.match(filled[0]):
        table.notes.left_out.append(f"{place}“{filled[0][:20]}”")
        return False
    wanted = ('unit', 'task') if head.listed else ('unit',)
    missing = [key for key in wanted if not texts[key]]
    if len(missing) == 1 and head.listed and above[missing[0]]:
        (key,) = missing
        texts[key] = above[key]
        label = "责任单位" if key == 'unit' else "任务"
        table.notes.assumed.append(f"{place}没有写{label}，按上一行的“{above[key]}”")
    elif missing:
        told = "责任单位" if 'unit' in missing else "任务"
        table.notes.left_out.append(f"{place}没有写{told}")
        return False
    above.update({key: texts[key] for key in wanted})
    return True


def _units(texts: Mapping[str, str], place: str, table: _Table) -> Iterator[tuple[str, int | None]]:
    """The units of a line with their numbers, None where no such unit is loaded."""
    name, region, units = plain_name(texts['unit']), texts.get('region') or None, table.units
    found = units.find(name, region)
    parts = parts_of(name)
    if len(found) == 1:
        yield units.title(found[0]), found[0].id
    elif found:
        table.notes.left_out.append(f"{place}“{name}”有{len(found)}个同名（{_counties(found)}），请写明县区")
    elif is_all(name):
        table.notes.left_out.append(f"{place}“{name}”不是一个单位，请按单位分行")
    elif len(parts) < 2:
        yield ''.join(name.split()), None
    elif all(len(units.find(part, region)) == 1 or part in units.regions for part in parts):
        table.notes.assumed.append(f"{place}“{name}”按{len(parts)}个单位分别记")
        for part in parts:
            known = units.find(part, region)
            yield (units.title(known[0]), known[0].id) if known else (part, None)
    else:
        table.notes.left_out.append(f"{place}“{name}”像是几个单位，请按单位分行")


def _counties(found: Sequence[Organisation]) -> str:
    return "、".join(one.region or "未写县区" for one in found)


def _listed(base: Task, texts: Mapping[str, str], table: _Table) -> Line:
    words: list[str] = []
    due = _due(base, texts.get('due', ''), table, words)
    done_on = _done_on(base, texts.get('done_on', ''), table, words)
    state = texts.get('state', '')
    told = _told(base, state, table, words) if state or not done_on else Told('done')
    if done_on and state and told.state not in {'done', None}:
        table.notes.unread.append(f"{base.unit}　{base.task}：状态“{state}”与完成日期{done_on}不一致")
        words += [f"进展“{state}”", f"完成日期“{done_on}”"]
        told, done_on = Told(None), None
    if texts.get('note'):
        words.append(texts['note'])
    one = replace(
        base,
        due=due,
        evidence=texts.get('evidence') or None,
        figure=texts.get('figure') or None,
    )
    return _line(one, told, words, done_on)


def _cell(base: Task, text: str, table: _Table) -> Line:
    """A unit's cell under a task: a state, the day it was done, or a number."""
    if text.isdecimal():
        return Line(replace(base, state='done' if int(text) else 'open', figure=text), told=True)
    words: list[str] = []
    return _line(base, _told(base, text, table, words), words, None)


def _told(base: Task, text: str, table: _Table, words: list[str]) -> Told:
    told = cell_to_told(text, table.today, table.year)
    if told.doubt:
        table.notes.unread.append(f"{base.unit}　{base.task}：{told.doubt}")
    if told.assumed:
        table.notes.assumed.append(f"{base.unit}　{base.task}：{told.assumed}（依{table.source}）")
    if told.words:
        words.append(f"进展“{told.words}”")
    return told


def _line(base: Task, told: Told, words: Sequence[str], done_on: dt.date | None) -> Line:
    state = told.state or 'undecided'
    one = replace(
        base,
        state=state,
        done_on=done_on or told.done_on,
        note='；'.join(words) or None,
    )
    return Line(one, told=told.state not in {None, 'unreported'})


def _due(base: Task, text: str, table: _Table, words: list[str]) -> dt.date | None:
    days = cell_to_days(text, table.year)
    return _dated(base, text, "期限", days, days.last, table, words)


def _done_on(base: Task, text: str, table: _Table, words: list[str]) -> dt.date | None:
    """The day it was done; a month or a day to come is none."""
    days = cell_to_days(text, table.year)
    sure = days.exact and days.first == days.last and days.last is not None and days.last <= table.today
    return _dated(base, text, "完成日期", days, days.last if sure else None, table, words)


def _dated(
    base: Task, text: str, label: str, days: Days, day: dt.date | None, table: _Table, words: list[str]
) -> dt.date | None:
    if day is None:
        if days.last or days.reasons:
            late = "在今天之后" if days.last and label == "完成日期" and days.last > table.today else ''
            table.notes.unread.append(f"{base.unit}　{base.task}：{label}“{text}”{late}")
            words.append(f"{label}“{text}”")
        return None
    if days.reasons:
        source = f"（依{table.source}）" if days.yearless else ''
        table.notes.assumed.append(
            f"{base.unit}　{base.task}：{label}{'；'.join(days.reasons)}{source}，记为{day}"
        )
        words.append(f"{label}“{text}”")
    return day
