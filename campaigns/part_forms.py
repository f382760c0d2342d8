"""A part of a pack as the texts of a form, and back; what nobody touched stays as it is; pure."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from campaigns.condition_rows import Row, condition_to_rows, rows_to_condition
from campaigns.conditions import condition_to_table, table_to_condition
from campaigns.pack_fields import UNIT_WORDS, Field, Section
from model.errors import UsageFault

Texts = Mapping[str, Sequence[str]]
"""A form: every value of each of its fields."""

ISSUED = "下发"
"""What a limit is counted from that a pack writes as issue; any other is in the notice's words."""

_NUMBER = re.compile(r'-?\d{1,12}(?:\.\d{1,6})?')
_RANGE = re.compile(rf'({_NUMBER.pattern})\s*[-－—~～至]\s*({_NUMBER.pattern})')


def table_to_texts(section: Section, held: Mapping[str, Any]) -> dict[str, list[str]]:
    """What the form of a part shows, by the names of its inputs (条件 as subject, relation, value by row)."""
    found: dict[str, list[str]] = {}
    for one in section.fields:
        found |= _texts_of(one, held.get(one.key))
    return found


def _texts_of(field: Field, value: Any) -> dict[str, list[str]]:
    key = field.key
    match field.input:
        case 'condition':
            return _condition_texts(key, value)
        case 'relative' | 'recurrence':
            parts = _PARTS[field.input]
            return {f'{key}.{part}': [_anchor_to_words(str((value or {}).get(part, '')))] for part in parts}
        case 'texts' | 'dates':
            return {key: ['\n'.join(map(str, value or []))]}
        case 'choices':
            return {key: list(value or [])}
        case 'number' if isinstance(value, list):
            return {key: ['-'.join(map(str, value))]}
        case _:
            return {key: ['' if value is None else str(value)]}


def _anchor_to_words(text: str) -> str:
    return ISSUED if text == 'issue' else text


_PARTS = {'relative': ('value', 'unit', 'from'), 'recurrence': ('every', 'unit', 'times')}


def _condition_texts(key: str, value: Any) -> dict[str, list[str]]:
    if value is None:
        return {}
    found: dict[str, list[str]] = {}
    for number, rows in enumerate(condition_to_rows(table_to_condition(value, key))):
        found[f'{key}.{number}.subject'] = [row.subject for row in rows]
        found[f'{key}.{number}.relation'] = [row.relation for row in rows]
        found[f'{key}.{number}.value'] = [row.value for row in rows]
    return found


def texts_to_table(section: Section, texts: Texts, before: Mapping[str, Any]) -> dict[str, Any]:
    """The table of a part as the form leaves it; keys that the form does not show stay.

    Raises:
        UsageFault: what was filled in cannot be read, or something needed is empty.
    """
    shown = {one.key for one in section.fields}
    made = {key: value for key, value in before.items() if key not in shown}
    for one in section.fields:
        value = _value_of(one, texts, before.get(one.key))
        if value in (None, '', [], {}):
            if one.required:
                raise UsageFault(f"请填写“{one.label}”。")
            continue
        made[one.key] = value
    return made


def _value_of(field: Field, texts: Texts, before: Any) -> Any:
    shown = _texts_of(field, before)
    if field.input == 'condition':
        rows = _rows_of(field, texts)
        if rows == _rows_of(field, shown):
            return before
        return condition_to_table(rows_to_condition(rows)) if rows else None
    if {name: _cleaned(texts, name) for name in shown} == {name: _cleaned(shown, name) for name in shown}:
        return before
    if field.input in _PARTS:
        return _parts_of(field, texts)
    if field.input == 'choices':
        return _cleaned(texts, field.key)
    return _READ[field.input](field, _only(texts, field.key))


def _cleaned(texts: Texts, name: str) -> list[str]:
    """What an input says, without the line ends that a browser adds."""
    return [told for text in texts.get(name, ()) if (told := _one_end(text))]


def _one_end(text: str) -> str:
    return text.replace('\r\n', '\n').strip()


def _only(texts: Texts, name: str) -> str:
    return _one_end(next(iter(texts.get(name, ())), ''))


def _rows_of(field: Field, texts: Texts) -> list[list[Row]]:
    """The alternatives that a form holds, without what is empty in it."""
    found = []
    numbers = [
        int(name.split('.')[1]) for name in texts if re.fullmatch(rf'{field.key}\.\d{{1,3}}\.subject', name)
    ]
    for number in sorted(numbers):
        columns = [list(texts.get(f'{field.key}.{number}.{part}', ())) for part in Row._fields]
        if len({len(one) for one in columns}) > 1:
            raise UsageFault(f"“{field.label}”没有收全。请刷新网页后重新填写。")
        rows = [Row(*(part.strip() for part in one)) for one in zip(*columns, strict=True)]
        found.append([row for row in rows if row.subject or row.value])
    return [rows for rows in found if rows]


def _parts_of(field: Field, texts: Texts) -> dict[str, Any]:
    parts = {part: _only(texts, f'{field.key}.{part}') for part in _PARTS[field.input]}
    numbers = {part: _whole(field, parts[part]) for part in ('value', 'every', 'times') if parts.get(part)}
    words = {part: parts[part] for part in ('unit', 'from') if parts.get(part)}
    if words.get('from') == ISSUED:
        words['from'] = 'issue'
    first = _PARTS[field.input][0]
    if (numbers or words) and not (first in numbers and parts['unit'] in UNIT_WORDS):
        raise UsageFault(f"“{field.label}”要写明几个什么单位，例如 20 天；没有就都不填。")
    return {**numbers, **words}


def _whole(field: Field, text: str) -> int | None:
    if not text:
        return None
    if not re.fullmatch(r'-?\d{1,6}', text):
        raise UsageFault(f"“{field.label}”应是整数，现填的是“{text}”。")
    return int(text)


def _number(field: Field, text: str) -> Any:
    both = _RANGE.fullmatch(text)
    if both:
        return [_exact(both[1]), _exact(both[2])]
    if text and not _NUMBER.fullmatch(text):
        raise UsageFault(f"“{field.label}”应是一个数（如 45），或两个数（如 3-5），现填的是“{text}”。")
    return _exact(text) if text else None


def _exact(text: str) -> int | Decimal:
    return Decimal(text) if '.' in text else int(text)


def _date(field: Field, text: str) -> dt.date | None:
    if not text:
        return None
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        raise UsageFault(f"“{field.label}”应是日期，如 2026-03-13，现填的是“{text}”。") from None


def _texts(_: Field, text: str) -> list[str]:
    return [line.strip() for line in text.split('\n') if line.strip()]


_READ: dict[str, Any] = {
    'text': lambda _, text: text,
    'long': lambda _, text: text,
    'choice': lambda _, text: text,
    'date': _date,
    'whole': _whole,
    'number': _number,
    'texts': _texts,
    'dates': lambda field, text: [_date(field, line) for line in _texts(field, text)],
}
