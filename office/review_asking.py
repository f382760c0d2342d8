"""A question as it is put to a person: what the paper says, what the ledger holds, and the answers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from extractors.survey.values import read_value
from model.register import Entry, HeldRow, ReviewItem
from office.branch_questions import ANSWER, words_of
from office.config import Workplace
from office.layout_reading import waiting_for
from office.layout_words import Column, layout_to_columns
from office.naming import label_of, value_to_text
from office.review_candidates import facts_of
from office.review_seen import held_now, is_of_value, row_now, seen_of
from office.reviewing import form_of
from office.twins import TWICE, place_of, row_number, twins_of
from store import register, unit_figures
from store.engine import Connection, reading
from text.phones import mask_phone, mask_phones_in

KIND_NAMES = {
    'match': "对应哪家",
    'conflict': "与台账不同",
    'check': "数字不符",
    'reading': "请核对",
    'form': "表样",
    'layout': "版式",
    'approval': "批复",
    'event': "登记事项",
    'branch': "党组织去留",
}


class Choice(NamedTuple):
    """One answer: its name in a form ('accept', 'organisation=3'), its words, why; first is Enter's."""

    key: str
    label: str
    told: str = ''
    first: bool = False
    facts: dict[str, Any] | None = None


class Cell(NamedTuple):
    """One value of the line that a question is about; asked tells that the question is about it.

    raw and value of a telephone are masked: it is shown by office.revealing, and typed anew to be changed.
    """

    field: str
    label: str
    raw: str
    value: str
    where: dict[str, Any] | None
    asked: bool
    changed: bool

    @property
    def phone(self) -> bool:
        """Whether it is a telephone number."""
        return _is_phone(self.field)


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with all that a page shows of it; seen is what office.review_seen compares.

    whys are its reasons; telephones are masked in them as everywhere. edits are the cells that a person may
    type into; where is the place on the paper, None for none. figures tells that the paper has figures of a
    unit as a whole, which may be put right; papers are those that wait for a layout, columns its labels,
    words what each may be read as; own is the line's code and county as they are compared.
    """

    item: ReviewItem
    kind: str
    label: str
    whys: tuple[str, ...]
    seen: str
    said: str | None
    held: str | None
    line: str
    cells: tuple[Cell, ...]
    edits: tuple[Cell, ...]
    choices: tuple[Choice, ...]
    where: dict[str, Any] | None
    own: dict[str, str | None] = field(default_factory=dict)
    figures: bool = False
    papers: tuple[Entry, ...] = ()
    columns: tuple[Column, ...] = ()
    words: tuple[str, ...] = ()

    @property
    def of_value(self) -> bool:
        """Whether it is about one value of an organisation."""
        return self.said is not None

    @property
    def phone(self) -> bool:
        """Whether that value is a telephone number."""
        return self.of_value and _is_phone(self.item.field)


def ask(place: Workplace, items: Sequence[ReviewItem]) -> list[Asked]:
    """These questions, each as it stands now."""
    with reading(place.engine) as connection:
        return [_ask(place, connection, item) for item in items]


def _ask(place: Workplace, connection: Connection, item: ReviewItem) -> Asked:
    held, row = held_now(connection, item), row_now(connection, item)
    cells = tuple(_row_to_cells(place, item, row)) if row else ()
    of_value = is_of_value(item)
    columns, words = layout_to_columns(place, item.value) if item.kind == 'layout' else ((), ())
    return Asked(
        item=item,
        kind=KIND_NAMES[item.kind],
        label=label_of(item.field) if of_value and item.field else '',
        whys=tuple(map(mask_phone if _is_phone(item.field) else mask_phones_in, item.reasons)),
        seen=seen_of(item, held, row),
        said=_text(item.value, item.field) if of_value else None,
        held=_text(held, item.field) if of_value else None,
        line=place_of(row) if row and row.row else '',
        cells=cells,
        edits=_edits(item, cells) if item.field != TWICE else (),
        choices=tuple(_choices(place, connection, item, row)),
        where=_where(item, row),
        own={'code': row.code, 'region': row.region} if row else {},
        figures=_has_figures(connection, item),
        papers=tuple(waiting_for(connection, item.field or '')) if item.kind == 'layout' else (),
        columns=columns,
        words=words,
    )


def _is_phone(field: str | None) -> bool:
    return field is not None and field.endswith('phone')


def _text(value: Any, field: str | None) -> str:
    text = "缺" if value is None else value_to_text(value)
    return mask_phone(text) if _is_phone(field) else text


def _where(item: ReviewItem, row: HeldRow | None) -> dict[str, Any] | None:
    """The place on the paper; that of the line where the question tells none."""
    first = next((one.get('where') for one in row.values.values()), None) if row else None
    for told in (item.where, row.where if row else None, first):
        place = {key: value for key, value in (told or {}).items() if value is not None}
        if place and 'act' not in place:
            return place
    return None


def _has_figures(connection: Connection, item: ReviewItem) -> bool:
    if item.register_number is None or item.row is not None or item.kind not in {'reading', 'check'}:
        return False
    return bool(unit_figures.list_figures(connection, item.register_number))


def _row_to_cells(place: Workplace, item: ReviewItem, row: HeldRow) -> Iterator[Cell]:
    """The line's values; telephone numbers are masked, the question's own too."""
    named = _named(place, item) if item.kind == 'check' else frozenset()
    for name, value in row.values.items():
        where = {key: part for key, part in (value.get('where') or {}).items() if part is not None}
        label, raw = label_of(name), ' '.join(str(value['raw']).split())
        asked = name == item.field or name in named
        raw = mask_phone(raw) if _is_phone(name) else raw
        yield Cell(
            name, label, raw, _text(value['value'], name), where or None, asked, bool(value.get('read'))
        )


def _named(place: Workplace, item: ReviewItem) -> frozenset[str]:
    """The fields that a question's reasons name, by any of their printed labels."""
    whys = '；'.join(item.reasons)
    fields = (field for form in place.forms for field in form.fields)
    return frozenset(field.id for field in fields if any(label in whys for label in field.labels))


def _edits(item: ReviewItem, cells: Sequence[Cell]) -> tuple[Cell, ...]:
    """What a person may type: the field that is asked about, the numbers that do not add up, a name."""
    if item.kind == 'match':
        return tuple(one for one in cells if one.field in {'org_name', 'code'})
    if item.kind == 'check':
        asked = tuple(one for one in cells if one.asked)
        return asked or tuple(cells)
    if item.field and is_of_value(item):
        own = tuple(one for one in cells if one.field == item.field)
        said = '' if item.value is None else _text(item.value, item.field)
        return own or (Cell(item.field, label_of(item.field), said, said, None, True, False),)
    return ()


def _choices(
    place: Workplace, connection: Connection, item: ReviewItem, row: HeldRow | None
) -> Iterator[Choice]:
    if item.kind == 'match':
        yield from _matches(place, item)
    elif item.kind == 'branch':
        for word, means in words_of(item).items():
            yield Choice(f'{ANSWER}={word}', word, means if means != word else '')
    elif item.field == TWICE and row is not None:
        yield Choice('accept', f"留{place_of(row)}", "另一行随之不采用")
        for twin in twins_of(connection, row):
            yield Choice(f'keep={row_number(twin)}', f"留{place_of(twin)}", twin.name or '')
    else:
        yield from _values(item)
        yield from _yes_and_no(place, connection, item)


def _yes_and_no(place: Workplace, connection: Connection, item: ReviewItem) -> Iterator[Choice]:
    """是 and 否 of a question that takes nothing else, but for what is offered already."""
    entry = register.get(connection, item.register_number) if item.register_number else None
    form = form_of(place, entry) if is_of_value(item) else None
    known = next((one for one in form.fields if one.id == item.field), None) if form else None
    if known is None or known.type not in {'yes_no', 'tick'}:
        return
    offered = (item.value, item.held) if item.kind == 'conflict' else (item.value,)
    for word in ("是", "否"):
        value = read_value(known, word).value
        if value is not None and value not in offered:
            yield Choice(f'{item.field}={word}', word, "原文看得清的，按原文记")


def _values(item: ReviewItem) -> Iterator[Choice]:
    """What the paper says, and what the ledger holds."""
    of_value = is_of_value(item)
    if of_value and item.value is None:
        yield Choice('accept', "留空", "来文没有读出值，台账记为缺")
    elif of_value:
        yield Choice('accept', f"采用来文：{_text(item.value, item.field)}", '', first=True)
    elif item.kind == 'layout':
        if (item.value or {}).get('form'):
            yield Choice('accept', "各栏都对，按此读入", "同版式以后不再问")
    else:
        label = "仍按来文入账" if item.kind == 'check' and item.row is not None else "已看过，认可"
        yield Choice('accept', label, '', first=item.kind != 'check')
    if of_value and item.kind == 'conflict':
        yield Choice('keep', f"保留台账：{_text(item.held, item.field)}", "来文这一项不采用")


def _matches(place: Workplace, item: ReviewItem) -> Iterator[Choice]:
    facts = facts_of(place, item)
    alone = len(item.candidates) == 1
    for one in item.candidates:
        subject = one['organisation']
        told = mask_phones_in('；'.join(one['reasons']))
        yield Choice(f'organisation={subject}', str(one['name']), told, alone, facts.get(subject))
    yield Choice('organisation=new', "台账没有，登记为新单位", '', not item.candidates)
    if item.candidates:
        yield Choice('none', "都不是", "记下来，以后不再提示这几家；这一项仍待核")
