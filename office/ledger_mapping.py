"""What the columns of a ledger hold, as a person says; kept for the next ledger with these headings."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from model.document import Table
from model.errors import UsageFault
from model.layout import Layout, LayoutColumn
from office.config import Workplace
from office.layout_acts import word_to_column
from office.layouts import tellable
from office.ledger_columns import LEDGER_MARK, Reading, fits
from office.ledger_form import is_kept, ledger_form
from office.ledger_reading import path_to_head
from office.ledger_sheets import SAMPLES, ColumnRead
from office.naming import value_to_text
from store import audit, layouts
from store.engine import atomic
from text.labels import label_key

_LOOKED_AT = 20


class Heading(NamedTuple):
    """A heading by its printed path, the word for what its column holds ('' is not taken), some cells."""

    label: str
    word: str
    samples: tuple[str, ...] = ()


def field_words(place: Workplace) -> dict[str, str]:
    """By field: the word that names it, its first label that is no other field's."""
    fields = [one for one in ledger_form(place.forms).fields if is_kept(one)]
    owner: dict[str, str] = {}
    for one in fields:
        for label in one.labels:
            owner.setdefault(label, one.id)
    words: dict[str, str] = {}
    for one in fields:
        words.setdefault(one.id, next((label for label in one.labels if owner[label] == one.id), one.id))
    return words


def read_headings(place: Workplace, columns: list[ColumnRead]) -> list[Heading]:
    """The headings of a ledger as it was read, each once; those that mean two things are left as they are."""
    words = field_words(place)
    meant: dict[str, set[str]] = {}
    for one in columns:
        option = '' if one.option is None else f'：{value_to_text(one.option)}'
        meant.setdefault(one.label, set()).add(words.get(one.field, one.field) + option if one.field else '')
    samples: dict[str, list[str]] = {}
    for one in columns:
        samples.setdefault(one.label, []).extend(one.samples)
    return [
        Heading(label, found.pop(), tuple(dict.fromkeys(samples[label]))[:SAMPLES])
        for label, found in meant.items()
        if len(found) == 1
    ]


def headings_of(path: Path) -> list[Heading]:
    """What may be the headings of a file in which no column of names was found: its fullest first line.

    Raises:
        BadInput: the file cannot be read.
    """
    tables = (block for block in path_to_head(path).blocks if isinstance(block, Table))
    rows = [row for table in tables for row in _rows(table)[:_LOOKED_AT]]
    fullest = max(rows, key=len, default=[])
    return [Heading(label, '') for label in dict.fromkeys(label_key((text,)) for text in fullest) if label]


def _rows(table: Table) -> list[list[str]]:
    """The filled cells of each line."""
    rows: dict[int, list[str]] = {}
    for cell in table.cells:
        if cell.text.strip():
            rows.setdefault(cell.row, []).append(cell.text)
    return [rows[place] for place in sorted(rows)]


def keep_mapping(place: Workplace, path: Path, told: Mapping[str, str]) -> None:
    """Keep what a person says of the headings of a ledger: word by printed path, '' is not taken.

    Raises:
        BadInput: the file cannot be read.
        UsageFault: no such field or option, no column holds the names, or the file cannot be read so.
    """
    whole = ledger_form(place.forms)
    fields = tuple(one for one in whole.fields if is_kept(one))
    columns = tuple(
        LayoutColumn(label, *word_to_column(word, fields, whole.title)) for label, word in told.items()
    )
    if all(one.field != 'org_name' for one in columns):
        raise UsageFault("要指明哪一栏是社会组织名称，没有保存。")
    digest = hashlib.sha256('\n'.join(told).encode()).hexdigest()
    layout = Layout(LEDGER_MARK + digest, whole.id, 'rows', columns)
    if not fits(Reading(whole, tellable(layout)), path_to_head(path)):
        raise UsageFault("这样对应后仍然读不出这张表的表头，没有保存。请把表头整理成一行再导入。")
    with atomic(place.engine) as connection:
        layouts.save(connection, layout, (), place.actor, place.now())
        about = layout.fingerprint
        audit.note(connection, actor=place.actor, act='ledger_mapping', about=about, at=place.now())
