"""A form that no definition describes: what its printed labels say, for a person to look at."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from extractors.survey.grid import value_cell
from extractors.survey.tables import TablesRead, document_to_tables
from extractors.survey.values import read_value
from model.document import Document, Paragraph
from model.form import FormField
from model.place import NOWHERE, Problem, Severity, Value
from text.grids import Grid
from text.headers import find_header
from text.labels import LabelIndex, fields_to_index, fold_label, is_label_like, is_never_label, match_label
from text.layouts import grids, place_labels, text_to_inlines

_LONGEST_LABEL = 30


def _label_key(text: str) -> str:
    return ''.join(text.split()).rstrip('：:')


def _as_text(label: str) -> FormField:
    return FormField(label, (label,))


def _grid_to_values(grid: Grid, index: LabelIndex) -> Iterator[tuple[str, Value]]:
    placed = place_labels(grid, index)
    labels = frozenset(id(label.cell) for label in placed)
    for label in placed:
        cell = value_cell(grid, label.cell, labels)
        if cell is None or is_never_label(label.cell.text):
            continue
        key = _label_key(label.cell.text)
        yield key, read_value(_as_text(key), cell.text, cell.where)


def _lines_to_values(document: Document, index: LabelIndex) -> Iterator[tuple[str, Value]]:
    for block in document.blocks:
        if not isinstance(block, Paragraph) or len(block.text) > 200:
            continue
        for inline in text_to_inlines(block.text, index):
            if not is_never_label(inline.label):
                key = _label_key(inline.label)
                yield key, read_value(_as_text(key), inline.value, block.where)


def printed_rows(document: Document) -> TablesRead:
    """Tables of organisations with each row's values as text under the printed labels."""
    return document_to_tables(document, fields_to_index(()))


def printed_values(document: Document) -> dict[str, Value]:
    """Values by their printed labels, spaces taken out; the first filled one where a label comes again.

    Tables with a header over rows are left to a person; labels of what nobody may keep are passed over.
    """
    index = fields_to_index(())
    values: dict[str, Value] = {}
    found = [
        pair
        for _, grid in grids(document)
        if find_header(grid, index) is None
        for pair in _grid_to_values(grid, index)
    ]
    for key, value in (*found, *_lines_to_values(document, index)):
        held = values.get(key)
        if 1 < len(key) <= _LONGEST_LABEL and (
            held is None or (held.value is None and value.value is not None)
        ):
            values[key] = value
    return values


def unread_labels(document: Document, index: LabelIndex, read: Collection[Value]) -> tuple[Problem, ...]:
    """One note naming the filled-in labels that a known form does not ask for: none is lost unsaid."""
    places = {value.where for value in read}
    sections = {fold_label(section) for field in index.fields for section in field.under}
    labels = [
        label
        for label, value in printed_values(document).items()
        if value.raw.strip()
        and value.where not in places
        and match_label(label, index) is None
        and fold_label(label) not in sections
        and not is_label_like(value.raw, index)  # a section too, with its first label beside it
    ]
    if not labels:
        return ()
    message = f"表上另有{len(labels)}栏填了内容但没有对应字段，未读入：{'、'.join(labels)}"
    return (Problem('labels_not_read', Severity.INFO, message, NOWHERE),)
