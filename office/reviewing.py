"""A person settles what was doubtful: accept, correct or reject, each once and with its trace."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from extractors.survey.values import read_value
from ledger.events import BRANCH
from model.errors import UsageFault
from model.form import FormDefinition, FormField
from model.place import Value
from model.register import Entry, ReviewItem
from model.serialise import to_plain
from model.subject import Origin, Provenance
from office.accepting import companions_of
from office.approved import accept_approval, accept_event
from office.branch_questions import answer_branch, answers_of
from office.config import Workplace
from office.figures import correct_figures
from office.layout_acts import accept_layout, correct_layout, reject_layout
from office.naming import label_of, value_to_text
from office.review_rows import (
    choose_organisation,
    close_other_questions,
    correct_row,
    row_of,
    settle_when_clear,
    with_readings,
)
from office.review_seen import check_seen, held_now
from office.tally import count_again
from office.twins import line_to_keep, place_of, refuse_for
from store import audit, register, review_lists, reviews, rows, subjects
from store.engine import Connection, atomic, reading

_ENDED = {'withdrawn': "已撤销", 'returned': "已退回", 'forwarded': "已转出"}


def waiting(place: Workplace) -> list[ReviewItem]:
    """Everything that waits for a person."""
    with reading(place.engine) as connection:
        return reviews.list_items(connection)


def show(place: Workplace, number: int) -> ReviewItem:
    """One question.

    Raises:
        UsageFault: there is none with this number.
    """
    with reading(place.engine) as connection:
        return _get(connection, number)


def _get(connection: Connection, number: int) -> ReviewItem:
    item = reviews.get(connection, number)
    if item is None:
        raise UsageFault(f"没有第{number}号待核事项。用 shoufa review list 查看现有编号。")
    return item


def _take(
    place: Workplace,
    connection: Connection,
    number: int,
    action: str,
    *,
    value: Any = None,
    why: str | None = None,
    seen: str | None = None,
) -> ReviewItem:
    """An open question, closed with this action; what follows is in the same transaction."""
    item = _get(connection, number)
    _check(connection, item, seen)
    if item.state != 'open':
        raise UsageFault(f"第{number}号已经处理过了，不能再改。")
    if action != 'rejected':
        _must_count(connection, item)
    told, now = item.value if action == 'accepted' else value, place.now()
    reviews.decide(connection, number, action, actor=place.actor, at=now, value=told, why=why)
    audit.note(connection, actor=place.actor, act=f'review_{action}', about=str(number), at=now, detail=why)
    return item


def _must_count(connection: Connection, item: ReviewItem) -> None:
    """Refuse to take anything from a paper that another one took the place of."""
    entry = register.get(connection, item.register_number) if item.register_number else None
    if entry is None:
        return
    told = f"第{item.number}号出自收文第{entry.number}号“{entry.file}”"
    if entry.superseded_by is not None:
        raise UsageFault(
            f"{told}，已由收文第{entry.superseded_by}号更正，不能再入账；"
            "请看更正件的待核，这一项可用 review reject 了结。"
        )
    if entry.state in _ENDED:
        raise UsageFault(f"{told}，该件{_ENDED[entry.state]}，不能再入账；这一项可用 review reject 了结。")


def accept(place: Workplace, number: int, seen: str | None = None) -> str:
    """Take what the paper says; seen is what the person saw (office.review_seen), None: not compared.

    Raises:
        StaleEdit: it is not what was seen any more.
        UsageFault: it is settled already, several organisations may be meant, or no form is known.
    """
    with atomic(place.engine) as connection:
        item = _get(connection, number)
        if item.kind != 'layout':
            return _accept(place, connection, number, seen)
        _check(connection, item, seen)
    return accept_layout(place, item)


def _check(connection: Connection, item: ReviewItem, seen: str | None) -> None:
    if seen is not None:
        check_seen(connection, item, seen)


def _accept(place: Workplace, connection: Connection, number: int, seen: str | None) -> str:
    last = review_lists.last_number(connection)
    item = _take(place, connection, number, 'accepted', seen=seen)
    if item.kind == 'match':
        done = _accept_match(place, connection, item)
    elif item.kind == 'approval':
        done = accept_approval(place, connection, item)
    elif item.kind == 'event':
        done = accept_event(place, connection, item)
    elif item.kind == 'conflict' or (item.kind == 'reading' and item.subject and item.field):
        done = _write_field(place, connection, item, item.value)
    elif item.kind == 'branch':
        raise UsageFault(answers_of(item))
    else:
        done = "已确认"
    return _with_new(connection, item, done + settle_when_clear(place, connection, item), last)


def _accept_match(place: Workplace, connection: Connection, item: ReviewItem) -> str:
    if len(item.candidates) > 1:
        choices = '；'.join(f"{one['organisation']} {one['name']}" for one in item.candidates)
        raise UsageFault(
            f"第{item.number}号有{len(item.candidates)}个可能的单位：{choices}。"
            f"请用 shoufa review correct {item.number} organisation=编号 选定，新单位写 organisation=new。"
        )
    chosen = str(item.candidates[0]['organisation']) if item.candidates else 'new'
    return choose_organisation(place, connection, item, chosen)


def correct(place: Workplace, number: int, values: Mapping[str, str], seen: str | None = None) -> str:
    """Put a person's value in place of the paper's; seen is as accept has it.

    For a match: organisation=编号 or organisation=new. For a line told twice: keep=行号.
    For a layout: form=表样, 栏目=字段. For others: 字段=值, by field id or label.

    Raises:
        StaleEdit: it is not what was seen any more.
        UsageFault: no such field, a value of the wrong kind, or it is settled already.
    """
    layout = _layout_question(place, number, seen)
    if layout:
        return correct_layout(place, layout, values)
    with atomic(place.engine) as connection:
        if 'keep' in values:
            return _keep(place, connection, number, values['keep'], seen)
        last = review_lists.last_number(connection)
        item = _take(place, connection, number, 'corrected', value=dict(values), seen=seen)
        if item.kind == 'match' and 'organisation' in values:
            done = choose_organisation(place, connection, item, values['organisation'])
        elif item.kind == 'approval':
            done = accept_approval(place, connection, item, values)
        elif item.kind == 'event':
            done = accept_event(place, connection, item, values)
        elif item.kind == 'branch':
            done = answer_branch(place, connection, item, values)
        else:
            done = _correct_fields(place, connection, item, values)
        return _with_new(connection, item, done + settle_when_clear(place, connection, item), last)


def _with_new(connection: Connection, item: ReviewItem, done: str, last: int) -> str:
    """What was done, and which questions about the same paper came of it: those after the last one before."""
    paper = item.register_number
    new = review_lists.raised_after(connection, paper, last) if paper else []
    numbers = '、'.join(map(str, new))
    return f"{done}；另有{len(new)}项待核：{numbers}" if new else done


def _keep(place: Workplace, connection: Connection, number: int, told: str, seen: str | None = None) -> str:
    """Keep one of the lines of an organisation, this one or another of its paper."""
    item = _get(connection, number)
    row = row_of(connection, item)
    kept = line_to_keep(connection, item, row, told)
    if kept.row == row.row:
        item = _take(place, connection, number, 'accepted', seen=seen)
        return f"留{place_of(kept)}" + settle_when_clear(place, connection, item)
    _take(place, connection, number, 'rejected', why=f"留{place_of(kept)}", seen=seen)
    refuse_for(place, connection, row, kept)
    return f"留{place_of(kept)}，{place_of(row)}不采用"


def _correct_fields(
    place: Workplace, connection: Connection, item: ReviewItem, values: Mapping[str, str]
) -> str:
    entry = register.get(connection, item.register_number or 0)
    if entry and item.row is None and (told := correct_figures(place, connection, entry, values)):
        return told
    form = form_of(place, entry)
    if form is None:
        raise UsageFault(f"第{item.number}号不对应报表中的字段，不能更正；可用 accept 或 reject。")
    parsed = {}
    for key, text in values.items():
        known = _field_named(form, key)
        parsed[known.id] = _typed(known, text)
    if item.subject and item.kind in {'conflict', 'reading'}:
        for name, value in parsed.items():
            _write_field(place, connection, replace(item, field=name), value.value)
        _change_line(connection, item, parsed)
        return "已按更正值入账"
    return correct_row(place, connection, item, form, parsed)


def _change_line(connection: Connection, item: ReviewItem, parsed: Mapping[str, Value]) -> None:
    """A person's values in the line that they were asked about, where it is one of a return."""
    if item.register_number is None or item.row is None:
        return
    row = row_of(connection, item)
    values = with_readings(row, {**row.values, **to_plain(dict(parsed))})
    rows.change(connection, row.register_number, row.row, values=values)


def form_of(place: Workplace, entry: Entry | None) -> FormDefinition | None:
    """The form an entry was read by, in its own edition where the office still has it."""
    found = [one for one in place.forms if entry and one.id == entry.form]
    return next((one for one in found if entry and one.edition == entry.edition), found[0] if found else None)


def _field_named(form: FormDefinition, key: str) -> FormField:
    for known in form.fields:
        if key == known.id or key in known.labels:
            if known.personal == 'never':
                raise UsageFault(f"“{known.labels[0]}”是个人信息，本机不读也不存，不能填。")
            return known
    kept = [known for known in form.fields if known.personal != 'never']
    names = '、'.join(f"{known.id}（{known.labels[0]}）" for known in kept)
    raise UsageFault(f"《{form.title}》没有字段“{key}”。可用：{names}。")


def _typed(known: FormField, text: str) -> Value:
    value = read_value(known, text)
    if text and value.value is None:
        raise UsageFault(f"“{known.labels[0]}”不能填“{text}”：{'；'.join(value.reasons) or '格式不对'}。")
    return value


def reject(place: Workplace, number: int, why: str, seen: str | None = None) -> str:
    """Refuse what the paper says: the ledger keeps its value, a row stays out of it.

    Raises:
        StaleEdit: it is not what was seen any more.
    """
    layout = _layout_question(place, number, seen)
    if layout:
        return reject_layout(place, layout, why)
    with atomic(place.engine) as connection:
        item = _take(place, connection, number, 'rejected', why=why, seen=seen)
        if item.kind in {'match', 'check'} and item.row is not None:
            row = row_of(connection, item)
            rows.settle(connection, row.register_number, row.row, state='rejected', subject=row.subject)
            close_other_questions(connection, item)
            count_again(connection, row.register_number)
        return f"未采用：{why}"


def _layout_question(place: Workplace, number: int, seen: str | None) -> ReviewItem | None:
    """The question with this number when it is about a layout: that concerns many returns at once."""
    with reading(place.engine) as connection:
        item = _get(connection, number)
        if item.kind == 'layout':
            _check(connection, item, seen)
    return item if item.kind == 'layout' else None


def _write_field(place: Workplace, connection: Connection, item: ReviewItem, value: Any) -> str:
    assert item.subject is not None
    assert item.field is not None
    origin = Origin('human', None, place.today)
    source = Provenance(item.register_number, item.where, place.actor, place.now(), item.act, origin)
    told = {} if item.field == 'established' and value != item.value else companions_of(item)
    gone = dict.fromkeys(BRANCH) if item.field == 'established' and value is False else {}
    values = {**gone, item.field: value, **{name: one['value'] for name, one in told.items()}}
    wheres = {name: one['where'] for name, one in told.items()}
    held = held_now(connection, item)
    subjects.change(connection, item.subject, values, source, wheres=wheres)
    more = '、'.join(f"{label_of(name)}{value_to_text(one['value'])}" for name, one in told.items())
    also = f"，一并记入{more}" if more else ""
    verb = "记为" if held in (None, value) else "改为"
    written = "留空" if value is None else f"{verb}{value_to_text(value)}"
    return f"{item.about}：{label_of(item.field)}{written}{also}"
