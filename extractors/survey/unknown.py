"""A form that no definition describes: what its printed labels say, for a person to look at."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

from extractors.survey.grid import value_cell
from extractors.survey.tables import TablesRead, document_to_tables
from extractors.survey.values import cell_to_value, is_blank, read_value
from model.document import Cell, Document, Paragraph
from model.form import FieldType, FormField
from model.place import NOWHERE, Problem, Severity, Value
from text.codes import parse_code
from text.grids import Grid, is_whole_row, row_to_cells
from text.headers import find_header
from text.labels import (
    LabelIndex,
    fields_to_index,
    fold_label,
    is_label_like,
    is_never_label,
    label_key,
    match_label,
)
from text.layouts import Placed, grids, labels_inside, place_labels, text_to_inlines
from text.numbers import PLAIN, cell_to_int

_LONGEST_LABEL = 30
_COUNTED = ('数', '人', '计', '专职', '兼职', '次', '家', '个', '名')


class Printed(NamedTuple):
    """A value under its label as printed, sections from the outermost in."""

    path: tuple[str, ...]
    value: Value


def _label_text(text: str) -> str:
    return ''.join(text.split()).rstrip('：:')


def _as_text(label: str) -> FormField:
    return FormField(label, (label,))


def _loose_type(label: str, text: str) -> FieldType:
    """What a value is beyond doubt: a count under a label that counts, a valid code; else text."""
    counted = fold_label(label).endswith(_COUNTED) and cell_to_int(text).score == PLAIN
    if counted and cell_to_int(text).value is not None:
        return 'int'
    return 'uscc' if '代码' in label and parse_code(text)[0] else 'text'


def _cell_to_loose(label: str, cell: Cell) -> Value:
    """A cell as text, as a count or a code where it plainly is one, or as the words that are ticked."""
    if cell.boxes and all(box.label for box in cell.boxes):
        raw = read_value(_as_text(label), cell.text, cell.where)
        ticked = tuple(box.label for box in cell.boxes if box.checked)
        unclear = any(box.checked is None for box in cell.boxes)
        return Value(raw.raw, ticked or None, cell.where, 0.0 if unclear else PLAIN)
    field = FormField(label, (label,), _loose_type(label, cell.text))
    return cell_to_value(field, cell)


def _path(label: Placed, whole: Collection[str]) -> tuple[str, ...]:
    """A label behind its sections; a whole row over it is a title or a part of the paper, no section."""
    sections = (section for section in reversed(label.context[0]) if section not in whole)
    return (*map(_label_text, sections), _label_text(label.cell.text))


def _grid_to_printed(grid: Grid, index: LabelIndex) -> Iterator[Printed]:
    placed = place_labels(grid, index)
    labels = frozenset(id(label.cell) for label in placed) | frozenset(labels_inside(grid, index))
    whole = {row_to_cells(grid, row)[0].text.strip() for row in range(len(grid)) if is_whole_row(grid, row)}
    heads: dict[int, str] = {}
    for label in placed:
        cell = value_cell(grid, label.cell, labels)
        path = _path(label, whole)
        if cell is None:
            heads[label.cell.row] = path[-1]
        elif not is_never_label(label.cell.text):
            head = heads.get(label.cell.row)  # a label without a value of its own heads its line
            path = (head, *path) if head and len(path) == 1 else path
            yield Printed(path, _cell_to_loose(path[-1], cell))


def _lines_to_printed(document: Document, index: LabelIndex) -> Iterator[Printed]:
    for block in document.blocks:
        if not isinstance(block, Paragraph) or len(block.text) > 200:
            continue
        for inline in text_to_inlines(block.text, index):
            if not is_never_label(inline.label):
                key = _label_text(inline.label)
                yield Printed((key,), read_value(_as_text(key), inline.value, block.where))


def printed_rows(document: Document) -> TablesRead:
    """Tables of organisations with each row's values as text under the printed labels."""
    return document_to_tables(document, fields_to_index(()))


def _document_to_printed(document: Document) -> list[Printed]:
    """Every label with its value; tables with a header over rows are printed_rows' own.

    Labels of what nobody may keep are passed over.
    """
    index = fields_to_index(())
    found = [
        printed
        for _, grid in grids(document)
        if find_header(grid, index) is None
        for printed in _grid_to_printed(grid, index)
    ]
    found.extend(_lines_to_printed(document, index))
    return [printed for printed in found if 1 < len(printed.path[-1]) <= _LONGEST_LABEL]


def printed_values(document: Document) -> dict[str, Value]:
    """Values by their printed paths ('从业人员/专职'), spaces taken out.

    Where a path comes again, a blank one gives way to the filled one; a second filled one that differs
    is kept beside it ('备注（2）'), so that nothing is lost.
    """
    values: dict[str, Value] = {}
    for printed in _document_to_printed(document):
        key, value = label_key(printed.path), printed.value
        held = values.get(key)
        if held is None or (is_blank(held) and not is_blank(value)):
            values[key] = value
        elif not is_blank(value) and value.raw != held.raw:
            count = 2
            while f'{key}（{count}）' in values:
                count += 1
            values[f'{key}（{count}）'] = value
    return values


def unread_labels(document: Document, index: LabelIndex, read: Collection[Value]) -> tuple[Problem, ...]:
    """One note naming the filled-in labels that a known form does not ask for: none is lost unsaid."""
    places = {value.where for value in read}
    sections = {fold_label(section) for field in index.fields for section in field.under}
    passed = {key.rpartition('/')[2] for key, (field, _) in index.told.items() if field is None}
    labels = [
        printed.path[-1]
        for printed in _document_to_printed(document)
        if printed.value.raw.strip()
        and printed.value.where not in places
        and _is_strange(printed.path, index, sections)
        and printed.path[-1] not in passed
        and not is_label_like(printed.value.raw, index)  # a section too, with its first label beside it
    ]
    if not labels:
        return ()
    names = '、'.join(dict.fromkeys(labels))
    message = f"表上另有{len(set(labels))}栏填了内容但没有对应字段，未读入：{names}"
    return (Problem('labels_not_read', Severity.INFO, message, NOWHERE),)


def _is_strange(path: Sequence[str], index: LabelIndex, sections: set[str]) -> bool:
    return match_label(path[-1], index) is None and fold_label(path[-1]) not in sections
