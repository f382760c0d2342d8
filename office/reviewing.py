"""A person settles what was doubtful: accept, correct or reject, each once and with its trace."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from extractors.survey.values import read_value
from forms.checks import check_values
from ledger.match import match
from model.errors import UsageFault
from model.form import FormDefinition, FormField
from model.place import Severity, Value
from model.register import Entry, HeldRow, ReviewItem
from model.serialise import to_plain, value_from_plain
from model.subject import Organisation, Provenance
from office.accepting import Line, accept_lines
from office.config import Workplace
from office.indexing import ledger_index
from office.layout_acts import accept_layout, correct_layout, reject_layout
from office.naming import label_of, value_to_text
from office.returns import match_item
from office.tally import count_again
from store import audit, register, reviews, rows, subjects
from store.engine import Connection, atomic, reading


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
) -> ReviewItem:
    """An open question, closed with this action; what follows is in the same transaction."""
    item = _get(connection, number)
    if item.state != 'open':
        raise UsageFault(f"第{number}号已经处理过了，不能再改。")
    told, now = item.value if action == 'accepted' else value, place.now()
    reviews.decide(connection, number, action, actor=place.actor, at=now, value=told, why=why)
    audit.note(connection, actor=place.actor, act=f'review_{action}', about=str(number), at=now, detail=why)
    return item


def accept(place: Workplace, number: int) -> str:
    """Take what the paper says.

    Raises:
        UsageFault: it is settled already, several organisations may be meant, or no form is known.
    """
    layout = _layout_question(place, number)
    if layout:
        return accept_layout(place, layout)
    with atomic(place.engine) as connection:
        item = _take(place, connection, number, 'accepted')
        if item.kind == 'match':
            done = _accept_match(place, connection, item)
        elif item.kind == 'conflict' or (item.kind == 'reading' and item.subject and item.field):
            done = _write_field(place, connection, item, item.value)
        else:
            done = "已确认"
        return done + _settle_row_when_clear(place, connection, item)


def _accept_match(place: Workplace, connection: Connection, item: ReviewItem) -> str:
    if len(item.candidates) > 1:
        choices = '；'.join(f"{one['organisation']} {one['name']}" for one in item.candidates)
        raise UsageFault(
            f"第{item.number}号有{len(item.candidates)}个可能的单位：{choices}。"
            f"请用 shoufa review correct {item.number} organisation=编号 选定，新单位写 organisation=new。"
        )
    chosen = str(item.candidates[0]['organisation']) if item.candidates else 'new'
    return _choose_organisation(place, connection, item, chosen)


def _choose_organisation(place: Workplace, connection: Connection, item: ReviewItem, chosen: str) -> str:
    row = _row_of(connection, item) if item.register_number else None
    fields = {'org_name': row.name, 'code': row.code, 'region': row.region} if row else item.value
    source = Provenance(item.register_number, item.where, place.actor, place.now())
    if chosen == 'new':
        if not fields.get('org_name'):
            raise UsageFault("这一行没有单位名称，不能作为新单位登记。请先用 org_name=名称 补上。")
        (organisation,) = subjects.add_many(connection, [fields], source)
        done = f"已登记为新单位 {organisation.id}"
    else:
        found = subjects.get(connection, int(chosen)) if chosen.isdigit() else None
        if found is None:
            raise UsageFault(f"台账里没有编号为“{chosen}”的单位。用 shoufa ledger find 查找编号。")
        organisation, done = found, f"已对应到 {found.id} {found.name}"
    if row:
        rows.settle(connection, row.register_number, row.row, state='held', subject=organisation.id)
    else:
        _fill_missing(connection, organisation, fields, source)
    return done


def _fill_missing(
    connection: Connection, organisation: Organisation, fields: Mapping[str, Any], source: Provenance
) -> None:
    """An imported line's values for what the ledger does not hold yet."""
    new = {name: value for name, value in fields.items() if subjects.field_of(organisation, name) is None}
    if new:
        subjects.change(connection, organisation.id, new, source)


def _row_of(connection: Connection, item: ReviewItem) -> HeldRow:
    row = None
    if item.register_number is not None and item.row is not None:
        row = rows.get(connection, item.register_number, item.row)
    if row is None:
        raise UsageFault(f"第{item.number}号不是报表中的一行，不能这样处理。")
    return row


def correct(place: Workplace, number: int, values: Mapping[str, str]) -> str:
    """Put a person's value in place of the paper's.

    For a match: organisation=编号 or organisation=new. For a layout: form=表样, 栏目=字段. For others:
    字段=值, by field id or label.

    Raises:
        UsageFault: no such field, a value of the wrong kind, or it is settled already.
    """
    layout = _layout_question(place, number)
    if layout:
        return correct_layout(place, layout, values)
    with atomic(place.engine) as connection:
        item = _take(place, connection, number, 'corrected', value=dict(values))
        if item.kind == 'match' and 'organisation' in values:
            done = _choose_organisation(place, connection, item, values['organisation'])
        else:
            done = _correct_fields(place, connection, item, values)
        return done + _settle_row_when_clear(place, connection, item)


def _correct_fields(
    place: Workplace, connection: Connection, item: ReviewItem, values: Mapping[str, str]
) -> str:
    entry = register.get(connection, item.register_number or 0)
    form = _form_of(place, entry)
    if form is None:
        raise UsageFault(f"第{item.number}号不对应报表中的字段，不能更正；可用 accept 或 reject。")
    parsed = {}
    for key, text in values.items():
        known = _field_named(form, key)
        parsed[known.id] = _typed(known, text)
    if item.subject and item.kind in {'conflict', 'reading'}:
        for name, value in parsed.items():
            _write_field(place, connection, replace(item, field=name), value.value)
        return "已按更正值入账"
    return _correct_row(place, connection, item, form, parsed)


def _form_of(place: Workplace, entry: Entry | None) -> FormDefinition | None:
    """The form an entry was read by, in its own edition where the office still has it."""
    found = [one for one in place.forms if entry and one.id == entry.form]
    return next((one for one in found if entry and one.edition == entry.edition), found[0] if found else None)


def _field_named(form: FormDefinition, key: str) -> FormField:
    for known in form.fields:
        if key == known.id or key in known.labels:
            return known
    names = '、'.join(f"{known.id}（{known.labels[0]}）" for known in form.fields)
    raise UsageFault(f"《{form.title}》没有字段“{key}”。可用：{names}。")


def _typed(known: FormField, text: str) -> Value:
    value = read_value(known, text)
    if text and value.value is None:
        raise UsageFault(f"“{known.labels[0]}”不能填“{text}”：{'；'.join(value.reasons) or '格式不对'}。")
    return value


def _correct_row(
    place: Workplace,
    connection: Connection,
    item: ReviewItem,
    form: FormDefinition,
    parsed: Mapping[str, Value],
) -> str:
    row = _row_of(connection, item)
    values = {name: value_from_plain(data) for name, data in row.values.items()} | dict(parsed)
    failing = [one for one in check_values(values, form) if one.severity is not Severity.INFO]
    if failing:
        raise UsageFault(f"更正后仍不符：{'；'.join(problem.message for problem in failing)}。")
    changed = {'values': to_plain(values)}
    for name, key in (('org_name', 'name'), ('code', 'code')):
        if name in parsed:
            changed[key] = parsed[name].value
    rows.change(connection, row.register_number, row.row, **changed)
    _close_other_questions(connection, item)
    if row.subject is None:
        _match_again(place, connection, item)
    return "已更正"


def _match_again(place: Workplace, connection: Connection, item: ReviewItem) -> None:
    """A corrected row whose organisation is not known yet: matched now, or asked about anew."""
    row = _row_of(connection, item)
    found = match(row.name, row.code, row.region, ledger_index(place, connection))
    if found.organisation is not None:
        rows.settle(connection, row.register_number, row.row, state='held', subject=found.organisation)
        return
    entry = register.get(connection, row.register_number)
    assert entry is not None
    reviews.add(connection, match_item(entry, _row_to_line(row), found), place.now())


def _close_other_questions(connection: Connection, item: ReviewItem) -> None:
    """Every other question about the row as a whole was settled by the same correction."""
    for other in reviews.list_items(connection, register_number=item.register_number):
        if other.kind in {'check', 'match'} and other.row == item.row:
            reviews.supersede(connection, other.number)


def reject(place: Workplace, number: int, why: str) -> str:
    """Refuse what the paper says: the ledger keeps its value, a row stays out of it."""
    layout = _layout_question(place, number)
    if layout:
        return reject_layout(place, layout, why)
    with atomic(place.engine) as connection:
        item = _take(place, connection, number, 'rejected', why=why)
        if item.kind in {'match', 'check'} and item.row is not None:
            row = _row_of(connection, item)
            rows.settle(connection, row.register_number, row.row, state='rejected', subject=row.subject)
            _close_other_questions(connection, item)
            count_again(connection, row.register_number)
        return f"未采用：{why}"


def _layout_question(place: Workplace, number: int) -> ReviewItem | None:
    """The question with this number when it is about a layout: that concerns many returns at once."""
    item = show(place, number)
    return item if item.kind == 'layout' else None


def _write_field(place: Workplace, connection: Connection, item: ReviewItem, value: Any) -> str:
    assert item.subject is not None
    assert item.field is not None
    source = Provenance(item.register_number, item.where, place.actor, place.now())
    subjects.change(connection, item.subject, {item.field: value}, source)
    return f"{item.about}：{label_of(item.field)}改为{value_to_text(value)}"


def _settle_row_when_clear(place: Workplace, connection: Connection, item: ReviewItem) -> str:
    """Once no question about a held row is open, its values go into the ledger."""
    if item.register_number is None or item.row is None or item.kind not in {'match', 'check'}:
        return ""
    row = rows.get(connection, item.register_number, item.row)
    left = [
        other
        for other in reviews.list_items(connection, register_number=item.register_number)
        if other.row == item.row and other.kind in {'match', 'check'}
    ]
    if row is None or row.state != 'held' or row.subject is None or left:
        return ""
    entry = register.get(connection, row.register_number)
    assert entry is not None
    accept_lines(place, connection, entry, [(_row_to_line(row), row.subject)])
    rows.settle(connection, row.register_number, row.row, state='accepted', subject=row.subject)
    count_again(connection, row.register_number)
    return "；这一行已入账"


def _row_to_line(row: HeldRow) -> Line:
    values = {name: value_from_plain(data) for name, data in row.values.items()}
    return Line(row.row, row.name, row.code, row.region, values, row.where)
