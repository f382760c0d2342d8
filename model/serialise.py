"""Our values as plain JSON data, and a Document back from it."""

from __future__ import annotations

import dataclasses
import datetime as dt
from decimal import Decimal
from functools import lru_cache, singledispatch
from typing import Any

from model.document import Block, Cell, CheckBox, Document, Paragraph, Table
from model.place import Box, Problem, Severity, Value, Where

_PLAIN = frozenset((str, int, bool, float, type(None)))


def to_plain(value: object) -> Any:
    """A value as dicts, lists, strings, numbers and None; a trailing _ is dropped from keys."""
    return value if type(value) in _PLAIN else _to_plain(value)


@lru_cache(maxsize=256)
def _names(kind: Any) -> tuple[tuple[str, str], ...]:
    """A dataclass's fields and the keys they stand under; none of other kinds."""
    if not dataclasses.is_dataclass(kind):
        return ()
    return tuple((field.name, field.name.rstrip('_')) for field in dataclasses.fields(kind))


@singledispatch
def _to_plain(value: object) -> Any:
    kind: Any = type(value)  # mypy takes no type for Hashable
    names = _names(kind)
    return {key: to_plain(getattr(value, name)) for name, key in names} if names else value


@_to_plain.register
def _(value: Where) -> dict[str, Any]:
    return {
        'page': value.page,
        'box': None if value.box is None else list(value.box),
        'part': value.part,
        'path': value.path,
        'sheet': value.sheet,
        'cell': value.cell,
        'line': value.line,
    }


@_to_plain.register
def _(value: Paragraph) -> dict[str, Any]:
    return {'type': 'paragraph', 'text': value.text, 'where': to_plain(value.where)}


@_to_plain.register
def _(value: Table) -> dict[str, Any]:
    return {
        'type': 'table',
        'rows': value.rows,
        'cols': value.cols,
        'cells': [to_plain(cell) for cell in value.cells],
        'where': to_plain(value.where),
    }


@_to_plain.register(list)
@_to_plain.register(tuple)
def _(value: list[Any] | tuple[Any, ...]) -> list[Any]:
    return [to_plain(item) for item in value]


@_to_plain.register
def _(value: dict) -> dict[str, Any]:  # type: ignore[type-arg]  # singledispatch takes no subscripts
    return {str(key): to_plain(item) for key, item in value.items()}


@_to_plain.register
def _(value: dt.date) -> str:
    return value.isoformat()


@_to_plain.register
def _(value: Decimal) -> str:
    return str(value)


_WHERE = _names(Where)
_NO_PLACE = to_plain(Where())


def where_to_short(where: Where) -> dict[str, Any]:
    """A Where as to_plain has it, without the keys that do not apply; for what is kept by the thousand."""
    return {name: to_plain(part) for name, _ in _WHERE if (part := getattr(where, name)) is not None}


def values_to_short(values: dict[str, Value]) -> dict[str, dict[str, Any]]:
    """Values as to_plain has them, without what goes without saying; for what is kept by the thousand."""
    return {name: _value_to_short(value) for name, value in values.items()}


def _value_to_short(value: Value) -> dict[str, Any]:
    short = {'raw': value.raw, 'value': to_plain(value.value), 'where': where_to_short(value.where)}
    if value.score != 1 or value.reasons:
        short |= {'score': value.score, 'reasons': list(value.reasons)}
    return short


def where_to_whole(data: dict[str, Any]) -> dict[str, Any]:
    """A Where as to_plain has it, from its short form or a whole one."""
    return {**_NO_PLACE, **data}


def values_to_whole(data: dict[str, dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """Values as to_plain has them, from their short form or a whole one."""
    usual = {'score': 1.0, 'reasons': []}
    return {name: {**usual, **value, 'where': where_to_whole(value['where'])} for name, value in data.items()}


def where_from_plain(data: dict[str, Any]) -> Where:
    """The inverse of to_plain for a Where."""
    box = data.get('box')
    return Where(**{**data, 'box': Box(*box) if box else None})


def problem_from_plain(data: dict[str, Any]) -> Problem:
    """The inverse of to_plain for a Problem."""
    return Problem(data['code'], Severity(data['severity']), data['message'], where_from_plain(data['where']))


def value_from_plain(data: dict[str, Any]) -> Value:
    """The inverse of to_plain for a Value."""
    where = where_from_plain(data['where'])
    return Value(data['raw'], data['value'], where, data['score'], tuple(data['reasons']))


def _cell_from_plain(data: dict[str, Any]) -> Cell:
    return Cell(
        row=data['row'],
        col=data['col'],
        text=data['text'],
        rowspan=data['rowspan'],
        colspan=data['colspan'],
        boxes=tuple(CheckBox(box['label'], box['checked']) for box in data['boxes']),
        where=where_from_plain(data['where']),
        formula=data['formula'],
    )


def _block_from_plain(data: dict[str, Any]) -> Block:
    where = where_from_plain(data['where'])
    if data['type'] == 'paragraph':
        return Paragraph(data['text'], where)
    cells = tuple(_cell_from_plain(cell) for cell in data['cells'])
    return Table(data['rows'], data['cols'], cells, where)


def document_from_plain(data: dict[str, Any]) -> Document:
    """The inverse of to_plain for a Document; what a reading child sent."""
    return Document(
        file=data['file'],
        sha256=data['sha256'],
        format=data['format'],
        pages=data['pages'],
        blocks=tuple(_block_from_plain(block) for block in data['blocks']),
        problems=tuple(problem_from_plain(problem) for problem in data['problems']),
    )
