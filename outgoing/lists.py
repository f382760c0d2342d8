"""Lists that go out: 汇总表, 销号清单, 任务表 and the like, laid out for one landscape template."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any, NamedTuple

from model.figure import Figure, Origin, Source
from model.office import IssuingName, Layout, Office
from outgoing.draft import Draft, Recipe
from outgoing.frame import open_date
from outgoing.list_widths import LINE, fitted, widths_to_spans
from outgoing.marks import marked
from outgoing.wording import day, file_name, phrases, title_lines
from text.han import int_to_han
from text.rates import rate

TEMPLATE = "汇总清单.docx"
UNKNOWN = "待核实"
OPEN = "（待明确）"
NOTHING = "—"
NONE = "无。"
_SHORT = 8  # rows of a table that may go on upon the same page
_SQUEEZED = 12  # characters that the columns of one page can give up together
_SUBJECT, _TITLE = 34, 28
_DIGIT = re.compile(r'\d')


class Column(NamedTuple):
    """A column: its heading, its width in characters, the heading over it and its neighbours."""

    label: str
    width: int
    group: str | None = None
    left: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells, which may hold marked figures; total holds the cells of 合计 behind the first `keys`.

    none is what is said where there is no row; keys columns come again where a table is too wide for a
    page and is divided.
    """

    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    none: str
    total: tuple[str, ...] | None = None
    heading: str | None = None
    keys: int = 2


@dataclass(frozen=True, slots=True)
class ListPaper:
    """What one list says: kind is its id, name what it is called; unit is printed behind 单位.

    signed papers bear 填报单位（盖章）, 填报日期, 填表人, 审核人 and 联系电话; annex ones bear 附件.
    """

    kind: str
    name: str
    about: str
    cut_off: dt.date
    unit: str
    lead: tuple[str, ...]
    tables: tuple[Table, ...]
    notes: tuple[str, ...]
    figures: tuple[Figure, ...]
    signed: bool = False
    annex: bool = False


class Behind(NamedTuple):
    """What stands behind a figure: model.figure.Figure from origin on."""

    origin: Origin = 'ledger'
    rows: Sequence[int] | None = None
    parts: Sequence[str] = ()
    sources: Sequence[Source] = ()
    detail: str | None = None


LEDGER = Behind()


@dataclass(slots=True)
class Book:
    """The figures of one list as printed; a sparse one, of a long list, marks one in each row and no more."""

    layout: Layout
    sparse: bool = False
    used: dict[str, Figure] = field(default_factory=dict)

    def put(self, figure: Figure) -> str:
        """The figure noted, and its text ready for a cell."""
        held = self.used.setdefault(figure.key, figure)
        if held.text != figure.text:
            raise AssertionError(f'two figures under {figure.key}: {held.text}, {figure.text}')
        return marked(figure)

    def count(self, key: str, label: str, value: int | None, behind: Behind = LEDGER) -> str:
        """A whole number, or 待核实 where nobody knows it."""
        return UNKNOWN if value is None else self._noted(key, label, str(value), value, behind)

    def _noted(self, key: str, label: str, text: str, value: Any, behind: Behind) -> str:
        rows = None if behind.rows is None else tuple(behind.rows)
        parts, sources = tuple(behind.parts), tuple(behind.sources)
        return self.put(Figure(key, text, value, label, rows, behind.origin, parts, sources, behind.detail))

    def share(self, key: str, label: str, above: str, below: str, nothing: str = NOTHING) -> str:
        """The rate of two counts noted before, by their keys."""
        upper, lower = self.used.get(above), self.used.get(below)
        if upper is None or lower is None:
            return nothing
        text = rate(upper.value, lower.value, self.layout.rounding, self.layout.decimals)
        behind = Behind('rate', upper.rows, (above, below))
        return self._noted(key, label, text, text, behind) if text else nothing

    def said(self, key: str, label: str, text: str | None, behind: Behind, nothing: str = OPEN) -> str:
        """Words of a record or a notice, a figure where they hold a digit; nothing where there are none."""
        words = ' '.join((text or '').split())
        plain = self.sparse and behind.rows is not None
        if not words or plain or not _DIGIT.search(words):
            return words or nothing
        return self._noted(key, label, words, words, behind)

    def day(self, key: str, label: str, date: dt.date | None, behind: Behind, nothing: str = OPEN) -> str:
        """A date as papers print it."""
        return self.said(key, label, day(date) if date else None, behind, nothing)

    def row(
        self, number: int, name: str, subject: int | None, sources: Sequence[Source] = (), of: str = ''
    ) -> str:
        """The serial number of a line, in the table `of`: the figure that says whom the line is about."""
        rows = None if subject is None else (subject,)
        behind = Behind('count', rows, (), sources, "序号，指本行各项")
        return self._noted(f'row.{of}{number}', name, str(number), number, behind)


def list_draft(office: Office, issuing: IssuingName, paper: ListPaper, recipe: Recipe) -> Draft:
    """The draft of a list; its file is named by what it is and the day its figures are of."""
    about = paper.about[:_SUBJECT]
    pieces = (*phrases(about), paper.name)
    as_of = Figure('cut_off', day(paper.cut_off), paper.cut_off.isoformat(), "截至日期", origin='calendar')
    phone = Figure(
        'phone',
        office.contact.phone,
        office.contact.phone,
        "联系电话",
        origin='setting',
        detail="office.toml",
    )
    title, signed = ''.join(pieces), paper.signed
    context = {
        'annex': ("附件",) if paper.annex else (),
        'title': title,
        'title_lines': title if len(title) <= _TITLE else title_lines(pieces),
        'as_of': marked(as_of),
        'unit': paper.unit,
        'issuing': issuing.name,
        'filled': (open_date(paper.cut_off.year),) if signed else (),
        'signed': ({'phone': marked(phone)},) if signed else (),
        'lead': paper.lead,
        'blocks': tuple(_blocks(paper)),
        'notes': paper.notes,
    }
    return Draft(
        file_name=file_name(paper.name, about, paper.cut_off.isoformat()),
        template=TEMPLATE,
        context=context,
        figures=(*paper.figures, as_of, *((phone,) if signed else ())),
        doc_type='list',
        title=title,
        recipients=(),
        issuing_name=issuing.id,
        recipe=recipe,
    )


def _blocks(paper: ListPaper) -> Iterator[dict[str, Any]]:
    """Each table as the template takes it; one without rows says so, one too wide comes in parts."""
    several = len(paper.tables) > 1
    for number, table in enumerate(paper.tables):
        heading = (
            (f"{int_to_han(number + 1)}、{table.heading}" if several else table.heading,)
            if table.heading
            else ()
        )
        if not table.rows:
            yield _block(heading, (table.none or NONE,), None, ())
            continue
        for part, chosen in enumerate(_divided(table)):
            more = (f"（续表{int_to_han(part)}）",) if part else heading
            yield _block(more, (), table, chosen)


def _block(
    heading: tuple[str, ...], said: tuple[str, ...], table: Table | None, chosen: tuple[int, ...]
) -> dict[str, Any]:
    if table is None:
        return {
            'heading': heading, 'said': said, 'upper': (), 'lower': (), 'spans': (), 'left': (), 'rows': (),
            'total': (), 'apart': 0,
        }  # fmt: skip
    columns = tuple(table.columns[place] for place in chosen)
    whole = chosen == tuple(range(len(table.columns)))
    rows = table.rows if whole else tuple(tuple(row[place] for place in chosen) for row in table.rows)
    spans = widths_to_spans(fitted(columns, rows))
    return {
        'heading': heading,
        'said': said,
        'apart': int(chosen[table.keys :][:1] > (table.keys,) and len(rows) > _SHORT),
        'upper': _upper(columns, spans),
        'lower': _lower(columns, spans),
        'spans': spans,
        'left': tuple(int(column.left) for column in columns),
        'rows': rows,
        'total': _total(table, chosen, spans),
    }


def _divided(table: Table) -> Iterator[tuple[int, ...]]:
    """The columns of each part of a table, the first ones again in each; parts are about equally wide."""
    keys = tuple(range(table.keys))
    widths = [column.width for column in table.columns]
    rest, room = sum(widths[table.keys :]), max(LINE - sum(widths[: table.keys]), LINE // 4)
    parts = max(1, -(-rest // room)) if sum(widths) > LINE + _SQUEEZED else 1
    chosen: list[int] = []
    passed = done = 0
    for place in range(table.keys, len(widths)):
        group = table.columns[place].group
        torn = group is not None and group == table.columns[place - 1].group
        full = passed + widths[place] // 2 >= rest * (done + 1) // parts
        if chosen and done < parts - 1 and full and not torn:
            yield (*keys, *chosen)
            chosen, done = [], done + 1
        chosen.append(place)
        passed += widths[place]
    yield (*keys, *chosen)


def _upper(columns: Sequence[Column], spans: Sequence[int]) -> tuple[dict[str, Any], ...]:
    """The first header row: one cell for each group, and for each column that belongs to none."""
    two = any(column.group for column in columns)
    found: list[dict[str, Any]] = []
    for group, members in groupby(zip(columns, spans, strict=True), key=lambda pair: pair[0].group):
        if group is None:
            found += [{'text': one.label, 'span': span, 'tall': int(two)} for one, span in members]
        else:
            found.append({'text': group, 'span': sum(span for _, span in members), 'tall': 0})
    return tuple(found)


def _lower(columns: Sequence[Column], spans: Sequence[int]) -> tuple[dict[str, Any], ...]:
    if not any(column.group for column in columns):
        return ()
    return tuple(
        {'text': one.label, 'span': span, 'tall': int(one.group is None)}
        for one, span in zip(columns, spans, strict=True)
    )


def _total(table: Table, chosen: Sequence[int], spans: Sequence[int]) -> tuple[dict[str, Any], ...]:
    """合计 over the first columns, then its cells."""
    if table.total is None:
        return ()
    first = {'text': "合计", 'span': sum(spans[: table.keys])}
    rest = [
        {'text': table.total[place - table.keys], 'span': span}
        for place, span in zip(chosen[table.keys :], spans[table.keys :], strict=True)
    ]
    return (first, *rest)
