"""What is printed for an open place of a sheet: the label beside it, its field, and the kind of value."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Sequence
from typing import NamedTuple

from forms.blanks.sheet_cells import Role
from forms.blanks.words import (
    heads_date,
    heads_number,
    is_opinion_label,
    is_picture_label,
    is_signature_label,
    squeezed,
)
from forms.sheets.validations import rule_to_kind
from forms.sheets.view import Box, View
from model.blank import BlankKind
from model.document import Cell
from model.form import FormField
from text.grids import cell_at, is_whole_row, row_to_cells
from text.label_words import SERIAL_LABELS
from text.labels import LabelIndex, fold_label, is_label_like, match_label
from text.layouts import match_line, place_labels

Path = tuple[str, ...]
_GENERIC = frozenset(
    fold_label(word)
    for word in ('数量', '数值', '数据', '数', '内容', '填写内容', '填报内容', '填写栏', '指标值', '值')
)
"""Headings that say nothing of a line under them."""

_WIDE = re.compile(r'[ \t]{2,}|\u3000+|[，。；,;]')
_LONGEST_LABEL = 24
_HEADING = 3
_YES_NO = frozenset('是否有无')
_KINDS: dict[str, BlankKind] = {'int': 'number', 'decimal': 'number', 'date': 'date'}
_WORDS = frozenset({'uscc', 'phone', 'text'})


class Headed(NamedTuple):
    """The printed path of a place, and its field where the label is known."""

    path: Path
    field: FormField | None = None


def view_to_headed(view: View, roles: dict[int, Role], index: LabelIndex) -> dict[int, Headed]:
    """Every printed cell of the grid as a label: its path with its sections, and its field.

    The reader of returns finds labels by the same rule; printed words that it would take for values
    are told to it as labels, for on a blank form there are no values.
    """
    words = {
        fold_label(cell.text): ()
        for cell in view.table.cells
        if roles[id(cell)] == 'text' and len(cell.text) <= 60 and fold_label(cell.text) not in index.options
    }
    told = dataclasses.replace(index, exact={**words, **index.exact}, nearest={})
    titles = _titles(view, roles)
    found: dict[int, Headed] = {}
    for placed in place_labels(view.grid, told):
        sections = [squeezed(each) for each in placed.context[0] if squeezed(each) not in titles]
        path = tuple(dict.fromkeys((*reversed(sections), label_text(placed.cell.text))))
        found[id(placed.cell)] = Headed(path, placed.match.field if placed.match else None)
    return found


def label_text(text: str) -> str:
    """A printed label on one line, without its colon."""
    return squeezed(text).strip('：:*＊')


def _titles(view: View, roles: dict[int, Role]) -> frozenset[str]:
    """Lines over the first ruled row: they name the form, and head nothing in it."""
    titles = set()
    for row in range(len(view.grid)):
        cells = [cell for cell in view.grid[row] if cell is not None]
        if any(view.box(cell).ruled for cell in cells) and not is_whole_row(view.grid, row):
            break
        titles |= {squeezed(cell.text) for cell in cells if roles[id(cell)] in ('text', 'gap')}
    return frozenset(titles)


def label_of(view: View, roles: dict[int, Role], cell: Cell, headings: frozenset[int]) -> Cell | None:
    """The printed cell that heads an open one: to its left; above, where that heads nothing to its right.

    headings are the id()s of cells that head tables.
    """
    left = cell_at(view.grid, cell.row, cell.col - 1) if cell.col else None
    if (
        left is not None
        and left.text.strip()
        and roles[id(left)] in ('text', 'gap')
        and id(left) not in headings
    ):
        return left
    above = cell_at(view.grid, cell.row - 1, cell.col) if cell.row else None
    if above is None or roles[id(above)] != 'text' or is_whole_row(view.grid, above.row):
        return None
    beside = cell_at(view.grid, above.row, above.col + above.colspan)
    has_own = beside is not None and roles[id(beside)] in ('blank', 'gap') and beside.row == above.row
    return above if above.col == cell.col and above.colspan >= cell.colspan and not has_own else None


def group_of(view: View, roles: dict[int, Role], label: Cell) -> str:
    """The label that heads a label's row from further left, with no place of its own: 从业人员 | 总数."""
    left = label.col - 1
    right, found = label, ''
    while left >= 0:
        cell = cell_at(view.grid, label.row, left)
        if cell is None or roles[id(cell)] == 'void':
            break
        if roles[id(cell)] == 'text' and roles[id(right)] == 'text':
            found = label_text(cell.text)
        right, left = cell, cell.col - 1
    return found


def is_open_beside(view: View, label: Cell, cell: Cell, index: LabelIndex) -> bool:
    """Whether an empty cell without lines is open since it stands right of a label, not under lines."""
    beside = cell.row == label.row and view.box(cell).fillable and not view.box(label).ruled
    if not beside or not is_label_like(label.text, index):
        return False
    cells = row_to_cells(view.grid, label.row)
    if _ends_heading(cells, label):
        return False
    return label.row > 0 or sum(is_label_like(each.text, index) for each in cells) > 1


def _ends_heading(cells: Sequence[Cell], label: Cell) -> bool:
    """Whether words stand on end, three cells or more, up to a label: they head columns."""
    before = [cell for cell in cells if cell.col <= label.col][-_HEADING:]
    return len(before) == _HEADING and all(cell.text.strip() for cell in before)


def columns_to_headed(paths: tuple[Path, ...], index: LabelIndex) -> tuple[Headed, ...]:
    """Each column of a table with its field, as rows of returns are read; () for one without heading."""
    labels = [(path[-1], path[-2::-1]) for path in paths if path]
    matches = iter(match_line(labels, index))
    found = []
    for path in paths:
        match = next(matches)[1] if path else None
        found.append(Headed(path, match.field if match else None))
    return tuple(found)


def line_headed(labels: Path, column: Headed, index: LabelIndex) -> Headed:
    """A place in a row with words of its own: '已建/社会团体'; headings that say nothing are left out."""
    words = tuple(label for label in labels if any(char.isalpha() for char in label))
    telling = tuple(part for part in column.path if fold_label(part) not in _GENERIC)
    path = (*words, *telling)
    if not words or telling:
        return Headed(path or column.path)
    match = match_label(words[-1], index, words[-2::-1])
    return Headed(words, match.field if match else None)


def tick_option(column: Headed, index: LabelIndex) -> tuple[FormField | None, str] | None:
    """The option that a mark in a column means, and whose: 是 under 是否建立党组织; None elsewhere."""
    if len(column.path) < 2:
        return None
    leaf, section = column.path[-1], column.path[-2]
    match = match_label(section, index, column.path[-3::-1])
    if match and any(fold_label(leaf) == fold_label(option) for option in match.field.options):
        return match.field, leaf
    if leaf in _YES_NO and column.field is None:
        return (match.field if match else None), leaf
    return None


def gap_to_label(text: str, start: int, before: int) -> str:
    """The words that end with a colon right before an open place: '填报单位（盖章）'; '' for other words."""
    words = text[before:start].rstrip(' \u3000_＿').rpartition('\n')[2]
    if not words.endswith(('：', ':')):
        return ''
    pieces = _WIDE.split(words.strip())
    return label_text(pieces[-1]) if len(pieces[-1]) <= _LONGEST_LABEL else ''


def headed_to_kind(headed: Headed, box: Box, *, says_it: BlankKind | None = None) -> BlankKind | None:
    """What is to stand at a place; None where a picture goes.

    Codes and telephones stay words whatever the cell's format says.
    """
    leaf = headed.path[-1] if headed.path else ''
    if is_picture_label(leaf):
        return None
    if is_signature_label(leaf) or is_opinion_label(leaf):
        return 'signature'
    if says_it is not None and says_it != 'text':
        return says_it
    if headed.field is not None:
        return 'text' if headed.field.type in _WORDS else _KINDS.get(headed.field.type, 'text')
    return rule_to_kind(box.rule) or _label_to_kind(leaf, box)


def is_serial(headed: Headed) -> bool:
    """Whether a column has the running numbers of its rows."""
    return bool(headed.path) and fold_label(headed.path[-1]) in SERIAL_LABELS


def _label_to_kind(leaf: str, box: Box) -> BlankKind:
    """What a label and the cell's format say of the value."""
    if box.style.is_date or heads_date(leaf):
        return 'date'
    counted = box.summed or heads_number(leaf) or is_serial(Headed((leaf,)))
    return 'number' if counted or (box.style.is_number and not _is_code(leaf)) else 'text'


def _is_code(label: str) -> bool:
    return label.endswith(('号', '码', '电话', '手机', '代码', '证'))
