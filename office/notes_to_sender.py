"""A note to the unit that sent a return: what failed, cell by cell, and what to do (S5)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path, PurePosixPath
from typing import Any, NamedTuple

from model.errors import UsageFault
from model.form import FormDefinition
from model.register import Entry, HeldRow, ReviewItem
from office.accepting import ANOTHER
from office.came import FOR_US
from office.collecting import Collected
from office.config import Workplace
from office.hints import Hint, hints_of
from office.inbox import free_name, write_whole
from office.questioning import DataQuestion, data_questions
from store import register, reviews, rows
from store.engine import Connection, reading

_OURS = frozenset({'misdirected', 'maybe_copy', 'copy_differs', 'prose_report', 'unknown_form', 'parts_join'})
"""Questions that are for our own desk, not for the sender."""
_OUR_KINDS = frozenset({'layout', 'form', 'conflict'})
"""A value that differs from the ledger's may be what has changed since: no fault of the sender's."""
_REMEDIES = {
    'match': "请按登记证书填写单位全称和统一社会信用代码。",
    'check': "请核对有关各栏，改正不一致的数。",
    'reading': "请按填表说明填写清楚。",
}
_COLUMN = re.compile(r'([A-Z]{1,3})(\d{1,7})')
_PATH = re.compile(r'(?:tbl\[(\d+)\])?(?:/tr\[(\d+)\])?(?:/tc\[(\d+)\])?')
_LONG_NUMBER = re.compile(r'(?<![0-9A-Za-z])(?:\d{17}[\dXx]|1\d{10}|0\d{2,3}-?\d{7,8})(?![0-9A-Za-z])')
_MOST_PLACES = 5
_NOT_SHOWN = "内容从略"
_AS_A_TABLE = "请报送能打开、能编辑的电子表格（.xlsx 或 .docx），不要发图片。"
_ANOTHER_PAPER = "请看一看是否发错了文件，按要求的表样报送。"


class Fault(NamedTuple):
    """One thing that failed: whom and which place it is about, why, what to do."""

    about: str | None
    place: str
    why: str
    remedy: str


class Note(NamedTuple):
    """The faults of one file, and what is only unusual in it."""

    file: str
    number: int | None
    faults: tuple[Fault, ...]
    hints: tuple[Fault, ...] = ()


def notes_for(place: Workplace, collected: Collected, wanted: str) -> tuple[str, tuple[Note, ...]]:
    """The unit, and what failed in each file of it; wanted is a unit of the round or a register number.

    Raises:
        UsageFault: there is no such unit or number.
    """
    asked = data_questions(place, collected)
    with reading(place.engine) as connection:
        if wanted.isascii() and wanted.isdecimal():
            entry = register.get(connection, int(wanted))
            if entry is None:
                raise UsageFault(f"收文登记簿里没有第{wanted}号。用 shoufa register list 查看编号。")
            unit = _unit_of(collected, entry) or entry.issuer or entry.sender_hint or "填报单位"
            return unit, (_note(place, connection, entry, asked),)
        return wanted, tuple(_notes_of_unit(place, connection, collected, wanted, asked))


def _unit_of(collected: Collected, entry: Entry) -> str | None:
    return next(
        (
            unit
            for unit, sent in collected.history.items()
            if entry.number in {one.came.number for one in sent}
        ),
        None,
    )


def _notes_of_unit(
    place: Workplace,
    connection: Connection,
    collected: Collected,
    unit: str,
    asked: Sequence[DataQuestion],
) -> Iterator[Note]:
    state = next((one for one in collected.states if one.unit == unit), None)
    if state is None:
        names = '、'.join(one.unit for one in collected.states)
        raise UsageFault(f"应报单位里没有“{unit}”。现有：{names or '无'}。也可以写收文编号。")
    for one in state.placed:
        entry = register.get(connection, one.came.number or 0)
        if entry is not None and one.superseded_by is None:
            yield _note(place, connection, entry, asked)
    for came in state.waiting:
        if came.file is not None and came.why not in FOR_US:
            remedy = _ANOTHER_PAPER if came.why.startswith("交来的是") else _AS_A_TABLE
            yield Note(came.file, came.number, (Fault(None, "整个文件", came.why, remedy),))


def _note(place: Workplace, connection: Connection, entry: Entry, asked: Sequence[DataQuestion]) -> Note:
    form = next((one for one in place.forms if one.id == entry.form), None)
    lines = {row.row: row for row in rows.list_rows(connection, entry.number)}
    found = [
        _item_to_fault(item, form, lines.get(item.row) if item.row is not None else None)
        for item in reviews.list_items(connection, register_number=entry.number)
        if item.kind not in _OUR_KINDS and item.field not in _OURS
    ]
    hints = [_hint_to_fault(one, form, lines[one.row]) for one in hints_of(place, connection, entry)]
    hints += [_question_to_fault(one, entry.number) for one in asked if _is_about(one, entry.number)]
    return Note(entry.file, entry.number, tuple(dict.fromkeys(found)), tuple(dict.fromkeys(hints)))


def _is_about(question: DataQuestion, number: int) -> bool:
    return any(entry == number for entry, _, _ in question.places)


def _question_to_fault(question: DataQuestion, number: int) -> Fault:
    """A question about figures as its sender reads it, with the rows they stand in."""
    told = [(row, where) for entry, row, where in question.places if entry == number]
    places = dict.fromkeys(_place(where or {}, row, None) for row, where in told[:_MOST_PLACES])
    more = "等" if len(told) > _MOST_PLACES else ""
    return Fault(
        None, '、'.join(places) + more, f"数据疑问：{_masked(question.text)}", "请核实，无误的请说明。"
    )


def _hint_to_fault(hint: Hint, form: FormDefinition | None, row: HeldRow) -> Fault:
    labels = {one.id: one.labels[0] for one in reversed(form.fields)} if form else {}
    label = labels.get(hint.field or '')
    about = hint.about if row.row else None
    return Fault(about, _place(hint.where, row.row, label), _masked(hint.text), "请核对，无误的不必更正。")


def _item_to_fault(item: ReviewItem, form: FormDefinition | None, row: HeldRow | None) -> Fault:
    """A question as the sender reads it; what it says of a person is left out."""
    labels = {one.id: one.labels[0] for one in reversed(form.fields)} if form else {}
    personal = {one.id for one in form.fields if one.personal != 'none'} if form else set()
    where = item.where or (row.where if row else None) or {}
    name = item.field if item.field in labels else _field_at(where, row)
    why = '；'.join(item.reasons)
    if name in personal:
        why = f"填写的内容有疑问（{_NOT_SHOWN}）"
    elif filled := _filled(item, name, row):
        why = why if filled in why else f"填写为“{filled}”，{why}"
    about = row.name if row and row.row else None
    place = _place(where, item.row, labels.get(name or ''))
    return Fault(about, place, _masked(why), _REMEDIES.get(item.kind, "请核对。"))


def _field_at(where: Mapping[str, Any], row: HeldRow | None) -> str | None:
    """The field that stands at a place of the row; None where the place is not one field's."""
    if not any(where.values()) or row is None:
        return None
    return next((name for name, value in row.values.items() if value.get('where') == where), None)


def _filled(item: ReviewItem, name: str | None, row: HeldRow | None) -> str | None:
    """What stands in the place that the question is about."""
    if item.kind == 'match':
        return row.name if row else None
    value = row.values.get(name) if row and name else None
    return (value['raw'].strip() or None) if value else None


def _masked(text: str) -> str:
    """A text without numbers that could be a person's: identity numbers and telephones."""
    return _LONG_NUMBER.sub(lambda found: f'{found[0][:3]}****', text).rstrip('。')


def _place(where: Mapping[str, Any], row: int | None, label: str | None) -> str:
    """A place in words: 第5行“党员数”一栏（C5）.

    >>> _place({'sheet': '表1', 'cell': 'C5'}, 5, '党员数')
    '工作表“表1”第5行“党员数”一栏（C5）'
    """
    cell = _COLUMN.fullmatch(where.get('cell') or '')
    table, line, column = _path(where.get('path') or '')
    sheet = f"工作表“{where['sheet']}”" if where.get('sheet') else f"第{table}个表" if table else ""
    number = cell[2] if cell else line or (str(row % ANOTHER) if row else None)
    text = sheet + (f"第{number}行" if number else "")
    text += f"“{label}”一栏" if label else ""
    if cell and label:
        return f"{text}（{cell[0]}）"
    if column and label and line:
        return f"{text}（左起第{column}格）"
    return text or "整个文件"


def _path(path: str) -> tuple[str | None, ...]:
    found = re.search(r'tbl\[\d+\].*', path)
    match = _PATH.match(found[0]) if found else None
    return match.groups() if match else (None, None, None)


def note_to_lines(place: Workplace, unit: str, subject: str, notes: Sequence[Note]) -> list[str]:
    """The note as plain lines to paste."""
    faults = [(note.file, note.faults) for note in notes if note.faults]
    hints = [(note.file, note.hints) for note in notes if note.hints]
    count = sum(len(found) for _, found in faults)
    lines = [f"{unit}：你单位报送的{subject}没有需要更正的问题。"]
    if faults:
        lines = [f"{unit}：", f"你单位报送的{subject}有{count}处需要核对，具体如下：", *_listed(faults)]
        lines.append("请更正后重新报送整份文件，文件名中注明“更正”。")
    if hints:
        lines += ["提示（已照所报收下，请看一看是否填错）：", *_listed(hints)]
    if not faults and not hints:
        return lines
    phone = place.office.contact.phone
    if phone and '〈' not in phone:
        lines.append(f"联系：{place.office.contact.office}，电话{phone}。")
    return lines


def _listed(files: Iterable[tuple[str, tuple[Fault, ...]]]) -> Iterator[str]:
    for file, found in files:
        yield f"文件“{PurePosixPath(file).name}”："
        yield from (_fault_to_line(position, one) for position, one in enumerate(found, start=1))


def _fault_to_line(position: int, fault: Fault) -> str:
    about = f"，{fault.about}" if fault.about else ""
    return f"{position}. {fault.place}{about}：{fault.why}。{fault.remedy}"


def write_note(lines: Iterable[str], out: Path) -> Path:
    """The note as a .txt or .docx; gives the file, 名~2 where the name is taken.

    Raises:
        UsageFault: another ending, or its folder is missing.
    """
    if out.suffix.lower() not in {'.txt', '.docx'} or not out.parent.is_dir():
        raise UsageFault(f"“{out}”不能写：要写到已有的文件夹里，文件名以 .txt 或 .docx 结尾。")
    target = free_name(out)
    text = list(lines)
    data = '\r\n'.join(text).encode('utf-8-sig') if out.suffix.lower() == '.txt' else _to_docx(text)
    write_whole(target, data)
    return target


def _to_docx(lines: Sequence[str]) -> bytes:
    import io

    from docx import Document

    from outgoing.pack_zip import pack, unpack

    document = Document()
    for line in lines:
        document.add_paragraph(line)
    stream = io.BytesIO()
    document.save(stream)
    return pack(unpack(stream.getvalue()))
