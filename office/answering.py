"""How a question is answered, as the last line of review show: commands that can be typed as they stand."""

from __future__ import annotations

import re

from model.form import FormDefinition
from model.register import HeldRow, ReviewItem
from office.approval_answers import UNITS
from office.branch_questions import answers_of
from office.config import Workplace
from office.copying import MAYBE
from office.naming import label_of
from office.not_downloaded import NOT_DOWNLOADED
from office.twins import TWICE
from store import register, rows, unit_figures
from store.engine import Connection, reading

_JOINS = re.compile(r'shoufa register join [\d ]*\d')


def how_to_answer(place: Workplace, item: ReviewItem) -> str:
    """The commands that answer an open question, with its field where it has one; '' for a settled one.

    Those about a layout, and which of two lines to keep, are told with their lines elsewhere.
    """
    if item.state != 'open' or item.kind == 'layout':
        return ""
    number = item.number
    no = f"不采用：shoufa review reject {number} --why 理由"
    own = _own_answers(item)
    if own or item.field == TWICE:
        return f"{own}；{no}" if own else no
    with reading(place.engine) as connection:
        told = _what_to_type(place, connection, item)
    change = f"；更正：shoufa review correct {number} {told}" if told else ""
    is_unread = bool(item.subject and item.field) and item.value is None
    return f"{'留空' if is_unread else '认可原文'}：shoufa review accept {number}{change}；{no}"


def _own_answers(item: ReviewItem) -> str:
    """The answers of a question that is not about a value of the paper; '' for others."""
    joins = _JOINS.search('；'.join(item.reasons)) if item.field == MAYBE else None
    if item.kind == 'branch':
        return answers_of(item).rstrip('。')
    if item.kind == 'match':
        return _match_answers(item)
    if item.field == NOT_DOWNLOADED:
        return f"已下载并放入 收文/：shoufa review accept {item.number}"
    return f"是同一份：{joins.group()}" if joins else ""


def _match_answers(item: ReviewItem) -> str:
    accept, correct = f"shoufa review accept {item.number}", f"shoufa review correct {item.number}"
    if not item.candidates:
        return f"作为新单位登记：{accept}；是台账里的一家：{correct} organisation=编号"
    yes = f"就是{item.candidates[0]['name']}：{accept}；" if len(item.candidates) == 1 else ""
    return f"{yes}选定一家：{correct} organisation=编号；新单位：{correct} organisation=new"


def _what_to_type(place: Workplace, connection: Connection, item: ReviewItem) -> str:
    """What review correct takes: the field's name, 字段 where several could be meant, '' where none can."""
    if item.kind in {'approval', 'event'}:
        return f"{UNITS}=编号"
    entry = register.get(connection, item.register_number) if item.register_number else None
    form = next((one for one in place.forms if entry and one.id == entry.form), None)
    if item.subject and item.field and item.kind in {'conflict', 'reading'}:
        return _label_told(form, item.field)
    if entry is None or item.row is None:
        return "字段=值" if entry and unit_figures.list_figures(connection, entry.number) else ""
    row = rows.get(connection, entry.number, item.row)
    return _label_told(form, _field_at(row, item)) if row and form else ""


def _field_at(row: HeldRow, item: ReviewItem) -> str | None:
    """The field of a line whose place a question tells; None where it tells none, or that of several."""
    place = item.where and {key: value for key, value in item.where.items() if value is not None}
    found = [name for name, value in row.values.items() if place and value.get('where') == place]
    return found[0] if len(found) == 1 else None


def _label_told(form: FormDefinition | None, field: str | None) -> str:
    """A field=值 by the label that this form knows, by its id where it knows none."""
    if field is None:
        return "字段=值"
    label = label_of(field)
    known = form and any(label in one.labels for one in form.fields if one.id == field)
    return f"{label if known else field}=值"
