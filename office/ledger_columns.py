"""How a ledger's columns are read: by a form it is found to be, a layout confirmed before, or all we know."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from extractors.survey.columns import Column
from extractors.survey.layout import layout_by
from extractors.survey.lines import is_filled
from extractors.survey.tables import header_to_arrangement, side_by_side
from forms.choose import choose
from model.document import Document, Table
from model.form import FormDefinition, FormField
from model.layout import Layout, LayoutColumn
from office.config import Workplace
from office.layouts import fitted, form_of, tellable
from office.ledger_contents import contents_to_columns
from office.ledger_form import is_kept, ledger_form, lists_of_organisations
from office.naming import label_of
from store import layouts
from store.engine import Connection
from text.headers import Header, find_header
from text.labels import LabelIndex, label_key, layout_to_index
from text.layouts import grids

HEAD_ROWS = 60
"""A header lies in the first rows of its sheet."""


LEDGER_MARK = 'ledger:'
"""Before the fingerprint of a layout that a person confirmed for ledgers; no return is read by it."""


class Reading(NamedTuple):
    """The form to read a ledger by, and its layout where some columns are told; notes are for a person."""

    definition: FormDefinition
    layout: Layout | None = None
    confirmed_by: str | None = None
    notes: tuple[str, ...] = ()

    @property
    def labels(self) -> LabelIndex:
        """The labels as this reading takes them."""
        return layout_to_index(self.definition.fields, self.layout)


class Headed(NamedTuple):
    """A table's header with its columns; single is whether it heads one list, not several side by side."""

    table: Table
    header: Header
    columns: tuple[Column, ...]
    single: bool

    def label(self, column: Column) -> str:
        """The printed path of a column; its place where it has none."""
        return label_key(self.header.paths[column.place]) or f"（第{column.place + 1}列）"


def head_of(document: Document) -> Document:
    """A document with the first rows of its tables only."""
    return replace(
        document,
        blocks=tuple(_top(block) if isinstance(block, Table) else block for block in document.blocks),
    )


def _top(table: Table) -> Table:
    if table.rows <= HEAD_ROWS:
        return table
    cells = tuple(cell for cell in table.cells if cell.row < HEAD_ROWS)
    return replace(table, rows=HEAD_ROWS, cells=cells)


def headed_tables(head: Document, index: LabelIndex) -> Iterator[Headed]:
    """The tables that list organisations, with their columns."""
    for table, grid in grids(head):
        header = find_header(grid, index)
        arrangement = header_to_arrangement(header, index) if header else None
        if header is not None and arrangement is not None:
            single = len(side_by_side(header)) == 1
            yield Headed(table, header, arrangement.columns, single)


def choose_reading(place: Workplace, connection: Connection, head: Document) -> Reading | None:
    """How a ledger is to be read; None where no column of names is found.

    A layout that a person confirmed goes first, one for ledgers before one for returns. Else the form whose
    title it bears or whose labels it has; what that form does not ask is taken from all fields we know.
    """
    chosen, _ = choose(head, lists_of_organisations(place.forms))
    confirmed = by_mapping(place, connection, head)
    confirmed = confirmed or _by_confirmed(place, connection, head, chosen or ledger_form(place.forms))
    if confirmed:
        return confirmed
    read = _by_labels(place, head, chosen)
    return _with_contents(read, head, place.office.counties) if read else None


def by_mapping(place: Workplace, connection: Connection, head: Document) -> Reading | None:
    """The reading that a person confirmed for ledgers with just these headings."""
    whole = ledger_form(place.forms)
    for held in layouts.list_all(connection):
        if held.state == 'confirmed' and held.layout.fingerprint.startswith(LEDGER_MARK):
            read = Reading(whole, tellable(held.layout), held.confirmed_by)
            if fits(read, head):
                return read
    return None


def fits(read: Reading, head: Document) -> bool:
    """Whether a document has all the headings that a layout takes, and none that it does not know."""
    told = read.layout.columns if read.layout else ()
    tables = tuple(headed_tables(head, read.labels))
    found = {one.label(column) for one in tables for column in one.columns if _is_headed(one, column)}
    return bool(tables) and {one.label for one in told if one.field} <= found <= {one.label for one in told}


def _is_headed(one: Headed, column: Column) -> bool:
    return bool(one.header.paths[column.place]) and not column.serial


def _by_labels(place: Workplace, head: Document, chosen: FormDefinition | None) -> Reading | None:
    whole = ledger_form(place.forms)
    by_all = tuple(headed_tables(head, Reading(whole).labels))
    if chosen is not None and not _is_plain(by_all):
        read = _with_more(Reading(chosen), head, by_all)
        if _count(headed_tables(head, read.labels)) >= _count(by_all):
            return read
    return Reading(whole) if by_all else _guessed(head, whole)


def _is_plain(tables: tuple[Headed, ...]) -> bool:
    """Whether every table is headed in one line, and every column of it is known: no section to weigh."""
    return bool(tables) and all(
        one.header.bottom - one.header.top == 1 and not any(column.unread for column in one.columns)
        for one in tables
    )


def _by_confirmed(
    place: Workplace, connection: Connection, head: Document, definition: FormDefinition
) -> Reading | None:
    met = layout_by(head, definition)
    held = layouts.get(connection, met.fingerprint)
    form = form_of(held.layout, place.forms) if held and held.state == 'confirmed' else None
    if held is None or form is None or held.layout.subject != 'rows':
        return None
    return Reading(form, tellable(fitted(held.layout, met)), held.confirmed_by)


def _count(tables: Iterator[Headed] | tuple[Headed, ...]) -> int:
    return sum(column.field is not None for one in tables for column in one.columns)


def _with_more(read: Reading, head: Document, by_all: tuple[Headed, ...]) -> Reading:
    """The reading with columns that its form does not ask, where the ledger has a field for them."""
    tables = tuple(headed_tables(head, read.labels))
    held = {column.field.id for one in tables for column in one.columns if column.field}
    known = {
        one.label(column): column for one in by_all for column in one.columns if column.field is not None
    }
    more: dict[str, tuple[LayoutColumn, FormField]] = {}
    for one in tables:
        for column in one.columns:
            other = known.get(one.label(column)) if column.unread else None
            if other and other.field and other.field.id not in held and is_kept(other.field):
                label = one.label(column)
                more[label] = LayoutColumn(label, other.field.id, other.option), other.field
    if not more:
        return read
    fields = (*read.definition.fields, *(field for _, field in more.values()))
    columns = tuple(column for column, _ in more.values())
    layout = Layout('', read.definition.id, 'rows', columns)
    return read._replace(definition=replace(read.definition, fields=fields), layout=tellable(layout))


def _with_contents(read: Reading, head: Document, counties: Sequence[str]) -> Reading:
    """The reading with columns of unknown heading that their contents tell; each is said."""
    held: set[str] = set()
    texts: dict[str, list[str]] = {}
    for one in headed_tables(head, read.labels):
        held |= {column.field.id for column in one.columns if column.field}
        loose = (column for column in one.columns if column.unread or column.passed)
        headings = {column.place: one.label(column) for column in loose}
        for cell in one.table.cells:
            if cell.row >= one.header.bottom and cell.col in headings and is_filled(cell.text):
                texts.setdefault(headings[cell.col], []).append(cell.text)
    told = tuple(contents_to_columns(texts, read.definition.fields, held, counties))
    if not told:
        return read
    labels = {one.label for one in told}
    before = read.layout.columns if read.layout else ()
    columns = (*(one for one in before if one.label not in labels), *told)
    notes = (f"“{one.label}”一列按内容看作{label_of(one.field or '')}，请核对" for one in told)
    layout = tellable(Layout('', read.definition.id, 'rows', columns))
    return read._replace(layout=layout, notes=(*read.notes, *notes))


def _guessed(head: Document, whole: FormDefinition) -> Reading | None:
    """Headings nobody knows: the column of names is told by what stands in it, and said."""
    layout = layout_by(head, whole)
    names = [column for column in layout.columns if column.field == 'org_name']
    if not names:
        return None
    note = f"“{names[0].label}”一列按内容看作单位名称，请核对"
    return Reading(whole, tellable(layout), notes=(note,))
