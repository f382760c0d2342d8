"""How a blank table is arranged: which cells are printed, which rows head others, what is signed."""

from __future__ import annotations

import re
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from forms.blanks.gaps import text_to_gaps
from forms.blanks.marks import UNIT, Gap
from forms.blanks.samples import text_to_sample
from forms.blanks.words import (
    has_signature,
    is_for_office,
    is_opinion_label,
    is_receiver,
    is_struck,
    squeezed,
)
from model.document import Cell, Table
from text.grids import Grid, cell_at, row_to_cells, table_to_grid
from text.label_words import SERIAL_LABELS
from text.labels import fields_to_index, fold_label, is_label_like, is_name_label, is_person_label

Role = Literal['blank', 'gaps', 'printed']
_LONGEST_HEADING = 60
_UNIT_ONLY = re.compile(UNIT)
_PROMPT = re.compile(
    r'\d{1,2}[.．、)）]|[（(]\d{1,2}[）)]|[①-⑩]|[￥¥]|[（(][大小]写[）)][￥¥：:]?'
    r'|[（(][^（）()]{0,12}(?:字|另附|附页|简述|注明|说明|填写|列出|写明|以内)[^（）()]{0,12}[）)]'
)
_STAGE = re.compile(
    r'(?:承办|经办|受理|初审|复审|审核|复核|审批|批准|签发|负责|领导|主管)人?(?:意见|签字|签名|日期|时间)?|日期|时间'
)
"""Who of an organ has his say, beside the label of its opinion."""

_NO_FORM = fields_to_index(())


class Row(NamedTuple):
    """What a row is for: heading columns (labels alone), or an entry (places behind its labels, if any).

    edges are the columns at which its cells begin. head is the row that heads an entry, None for none;
    alike: all rows from that one down are cut like this one.
    """

    edges: tuple[int, ...]
    heads: bool
    entry: bool
    head: int | None
    alike: bool


@dataclass(frozen=True, slots=True)
class Arranged:
    """A table with each cell's gaps; signed and office hold the ids of cells nobody fills for it.

    signed: an organ's opinion, to be signed or sealed; office: what the receiving organ fills in;
    taken: cells that hold another table; owned: cells of a list's rows that have a name in them already.
    sections remembers the heading over a row.
    """

    grid: Grid
    cells: tuple[Cell, ...]
    gaps: dict[int, tuple[Gap, ...]]
    texts: dict[int, str]
    taken: AbstractSet[int]
    rows: list[Row] = field(default_factory=list)
    signed: set[int] = field(default_factory=set)
    office: set[int] = field(default_factory=set)
    owned: set[int] = field(default_factory=set)
    sections: dict[int, tuple[str, ...]] = field(default_factory=dict)

    def role(self, cell: Cell) -> Role:
        """Whether nothing is printed in a cell, something with gaps, or only words."""
        if self.gaps[id(cell)] or id(cell) in self.taken:
            return 'gaps'
        return 'printed' if self.texts[id(cell)].strip() else 'blank'


def arrange(
    table: Table, texts: dict[int, str], taken: AbstractSet[int] = frozenset(), *, coded: bool = False
) -> Arranged:
    """A table's cells with their roles; texts: by id a cell's text with its gaps drawn.

    coded: in a letter with placeholders a date or number in full is one too.
    """
    grid = table_to_grid(table)
    cells = tuple(sorted(table.cells, key=lambda cell: (cell.row, cell.col)))
    told = {id(cell): texts.get(id(cell), cell.text) for cell in cells}
    gaps = {id(cell): text_to_gaps(told[id(cell)]) for cell in cells}
    arranged = Arranged(grid, cells, gaps, told, taken)
    _drop_label_gaps(arranged)
    if coded:
        _add_samples(arranged)
    head: int | None = None
    for row in range(len(grid)):
        own = None if head is None else _row_of_name(arranged, head, row)
        arranged.rows.append(own or _row(arranged, row))
        made = arranged.rows[row]
        if made.heads and _heads_names(arranged, row):
            head = row
        elif head is not None and made.edges != arranged.rows[head].edges:
            head = None
    _mark_offices(arranged)
    return arranged


def _heads_names(arranged: Arranged, row: int) -> bool:
    """Whether a row heads a list of persons, or a numbered one of organisations."""
    labels = [cell.text for cell in row_to_cells(arranged.grid, row)]
    numbered = any(fold_label(label) in SERIAL_LABELS for label in labels)
    return len(labels) > 2 and (
        any(map(is_person_label, labels)) or (numbered and any(map(is_name_label, labels)))
    )


def _row_of_name(arranged: Arranged, head: int, row: int) -> Row | None:
    """A row of a list with a name in it, whose words are no labels; None of another.

    Of a list of organisations only a numbered row that is full: others may be printed to be completed.
    """
    cells = row_to_cells(arranged.grid, row)
    edges = tuple(cell.col for cell in cells)
    full = all(arranged.role(cell) == 'printed' for cell in cells) and squeezed(cells[0].text).isdecimal()
    if edges != arranged.rows[head].edges or not any(
        _is_name(arranged, head, cell, full=full) for cell in cells
    ):
        return None
    arranged.owned.update(id(cell) for cell in cells if cell.row == row)
    return Row(edges, heads=False, entry=True, head=head, alike=True)


def _is_name(arranged: Arranged, head: int, cell: Cell, *, full: bool) -> bool:
    over, text = cell_at(arranged.grid, head, cell.col), arranged.texts[id(cell)]
    if over is None or arranged.role(cell) != 'printed' or is_struck(text):
        return False
    is_label = squeezed(text).endswith(('：', ':')) or is_label_like(text, _NO_FORM)
    named = is_person_label(over.text) or (full and is_name_label(over.text))
    return named and any(map(str.isalpha, text)) and not is_label


def next_right(arranged: Arranged, cell: Cell) -> Cell | None:
    """The next cell on the same row."""
    return cell_at(arranged.grid, cell.row, cell.col + max(cell.colspan, 1))


def next_below(arranged: Arranged, cell: Cell) -> Cell | None:
    """The cell that begins under this one's left edge."""
    return cell_at(arranged.grid, cell.row + max(cell.rowspan, 1), cell.col)


def next_left(arranged: Arranged, cell: Cell) -> Cell | None:
    """The cell on the left, on this one's first row."""
    return cell_at(arranged.grid, cell.row, cell.col - 1) if cell.col else None


def fills_row(arranged: Arranged, cell: Cell) -> bool:
    """Whether a cell takes its whole row."""
    return row_to_cells(arranged.grid, cell.row) == (cell,)


def _drop_label_gaps(arranged: Arranged) -> None:
    """'姓名：' beside a blank cell is its label; '万元' or '1.' beside a label is a gap."""
    for cell in arranged.cells:
        gaps = arranged.gaps[id(cell)]
        right = next_right(arranged, cell)
        text = arranged.texts[id(cell)]
        if len(gaps) == 1 and gaps[0].start >= len(text.rstrip()) and squeezed(text)[-1] in '：:':
            if right is not None and _opens_blank(arranged, right):
                arranged.gaps[id(cell)] = ()
        elif not gaps and _is_unit(arranged, cell, right):
            arranged.gaps[id(cell)] = (Gap(0, 0, 'number'),)
        elif not gaps and _is_prompt(arranged, cell, right):
            arranged.gaps[id(cell)] = (Gap(len(text.rstrip()), len(text), 'text', squeezed(text)),)


def _opens_blank(arranged: Arranged, cell: Cell) -> bool:
    """Whether a cell is blank, or opens with a gap or boxes that have no label of their own."""
    gaps = arranged.gaps[id(cell)]
    if arranged.role(cell) == 'gaps' and gaps:
        return not squeezed(arranged.texts[id(cell)][: gaps[0].start])
    return arranged.role(cell) == 'blank'


def _add_samples(arranged: Arranged) -> None:
    for cell in arranged.cells:
        sample = text_to_sample(arranged.texts[id(cell)])
        left = next_left(arranged, cell)
        if sample and not arranged.gaps[id(cell)] and left and arranged.role(left) == 'printed':
            arranged.gaps[id(cell)] = (sample._replace(label=''),)


def _is_prompt(arranged: Arranged, cell: Cell, right: Cell | None) -> bool:
    """Whether a cell beside a label holds but '1.', '（可另附页）' or '（大写）': its value goes behind."""
    left = next_left(arranged, cell)
    if not _PROMPT.fullmatch(squeezed(arranged.texts[id(cell)])) or left is None:
        return False
    headed = arranged.role(left) == 'printed' or bool(_PROMPT.fullmatch(squeezed(left.text)))
    return headed and (right is None or arranged.role(right) != 'blank')


def _is_unit(arranged: Arranged, cell: Cell, right: Cell | None) -> bool:
    """Whether a cell holds but the unit of the number to be written before it."""
    left = next_left(arranged, cell)
    if not _UNIT_ONLY.fullmatch(squeezed(arranged.texts[id(cell)])) or left is None:
        return False
    if arranged.role(left) != 'printed' or _UNIT_ONLY.fullmatch(squeezed(left.text)):
        return False
    return right is None or arranged.role(right) != 'blank'


def _row(arranged: Arranged, row: int) -> Row:
    cells = row_to_cells(arranged.grid, row)
    edges = tuple(cell.col for cell in cells)
    heads, entry = _heads(arranged, cells, row), _is_entry(arranged, cells)
    if not entry or not row:
        return Row(edges, heads, entry, None, alike=True)
    above = arranged.rows[row - 1]
    if above.heads:
        return Row(edges, heads, entry, row - 1, alike=True)
    alike = above.alike and above.edges == edges
    return Row(edges, heads, entry, above.head if above.entry else None, alike)


def _heads(arranged: Arranged, cells: tuple[Cell, ...], row: int) -> bool:
    """Whether a row heads columns: two printed cells or more, blank only in its left corner."""
    roles = [arranged.role(cell) for cell in cells]
    printed = [
        cell
        for cell, role in zip(cells, roles, strict=True)
        if role == 'printed' and not is_struck(arranged.texts[id(cell)])
    ]
    if len(printed) < 2 or not any(cell.row == row for cell in printed):
        return False
    if any(len(squeezed(cell.text)) > _LONGEST_HEADING for cell in printed):
        return False
    return len(printed) == len(cells) or (len(printed) == len(cells) - 1 and roles[0] == 'blank')


def _is_entry(arranged: Arranged, cells: tuple[Cell, ...]) -> bool:
    """Whether a row's printed cells, if any, all stand at its left, and places follow them."""
    printed = [
        arranged.role(cell) == 'printed'
        and not is_struck(cell.text)
        and not (place and squeezed(cell.text).isdecimal())
        for place, cell in enumerate(cells)
    ]
    labels = sum(printed)
    return len(printed) > 1 and labels < len(printed) and all(printed[:labels])


def _mark_offices(arranged: Arranged) -> None:
    """Find the places of organs' opinions, and all that follows the receiving organ's own."""
    rest_from: int | None = None
    for cell in arranged.cells:
        text = arranged.texts[id(cell)]
        if is_for_office(text):
            rest_from = cell.row if rest_from is None else rest_from
        if not _is_opinion(arranged, cell):
            continue
        governed = _governed(arranged, cell)
        arranged.signed.update(id(each) for each in governed)
        if governed and is_receiver(text) and rest_from is None:
            rest_from = max(each.row + each.rowspan for each in (cell, *governed))
    if rest_from is not None:
        arranged.office.update(id(cell) for cell in arranged.cells if cell.row >= rest_from)


def _is_opinion(arranged: Arranged, cell: Cell) -> bool:
    """Whether a cell is an opinion's label, or opens with one and is signed within."""
    text = arranged.texts[id(cell)]
    if arranged.role(cell) == 'printed' and not has_signature(text):
        return is_opinion_label(text)
    first = re.split('[：:\n]', text.strip())[0]
    gaps = arranged.gaps[id(cell)]
    alone = bool(gaps) and all(is_opinion_label(gap.label) for gap in gaps)
    return is_opinion_label(first) and (alone or has_signature(text) or '年' in text)


def _governed(arranged: Arranged, label: Cell) -> list[Cell]:
    """The cells an opinion's label heads: itself if it is signed within, else right of it or below."""
    if arranged.role(label) == 'gaps' or has_signature(arranged.texts[id(label)]):
        return [label]
    beside = _beside(arranged, label)
    return beside or _under(arranged, label)


def _beside(arranged: Arranged, label: Cell) -> list[Cell]:
    """What stands right of a label on its rows; headings among them (审核, 批准) are left out."""
    found: list[Cell] = []
    for row in range(label.row, label.row + label.rowspan):
        for cell in row_to_cells(arranged.grid, row):
            if cell.col < label.col + label.colspan or cell in found:
                continue
            if arranged.role(cell) != 'printed' or has_signature(cell.text):
                found.append(cell)
            elif label.rowspan == 1 and not _STAGE.fullmatch(squeezed(cell.text)):
                break
    return found


def _under(arranged: Arranged, label: Cell) -> list[Cell]:
    """What stands under a label, down to the next printed cell."""
    found: list[Cell] = []
    cell = next_below(arranged, label)
    while cell is not None and cell.col == label.col and not _is_words(arranged, cell):
        found.append(cell)
        cell = next_below(arranged, cell)
    return found


def _is_words(arranged: Arranged, cell: Cell) -> bool:
    return arranged.role(cell) == 'printed' and not has_signature(cell.text)
