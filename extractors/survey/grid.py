"""A form of one organisation: labels with their values to the right, below, or behind a colon."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from extractors.survey.options import is_ticked, word_to_option
from extractors.survey.values import cell_to_value, is_blank, read_value
from model.document import Cell, CheckBox, Document, Paragraph, Table
from model.form import FormField
from model.place import Problem, Severity, Value, Where
from text.grids import Grid, below, cell_at, right_of, row_to_cells, table_to_grid
from text.labels import FieldMatch, LabelIndex, fold_label, match_label
from text.layouts import Placed, labels_inside, place_labels, text_to_inlines
from text.numbers import DOUBTFUL, cell_to_int
from text.split_labels import join_split_labels


class Found(NamedTuple):
    """A field's value as it stands on the paper, under the label printed there."""

    field: FormField
    label: str
    value: Value


def value_cell(
    grid: Grid, label: Cell, labels: frozenset[int], field: FormField | None = None
) -> Cell | None:
    """The cell that a label's value stands in, or None where the label heads other labels.

    labels: the id() of every label cell. To the right first, also when blank (what stands beyond
    a blank may be a label nobody knows); below where the right is a label, or where a count is
    asked and only the cell below holds one. A word to the right that is a label elsewhere, but
    has no value of its own here, is this label's value.
    """
    beside = right_of(grid, label)
    if field is not None and beside is not None and field.options and word_to_option(field, beside.text):
        return beside
    right, under = _right_value(grid, label, labels), _value_under(grid, label, labels)
    if right is None and under is None:
        return _word_for_a_label(grid, label, labels)
    if right is None or under is None:
        return right if right is not None else under
    if not right.text.strip() and under.text.strip() and _ends_header(grid, label, labels):
        return under
    if field is None or field.type != 'int':
        return right
    reads = [cell_to_int(cell.text).value is not None for cell in (right, under)]
    return under if reads == [False, True] and right.text.strip() else right


def _ends_header(grid: Grid, label: Cell, labels: frozenset[int]) -> bool:
    """Whether a label is the last of several that stand side by side, their values below."""
    left = cell_at(grid, label.row, label.col - 1)
    return left is not None and id(left) in labels and left.row == label.row and left.rowspan == label.rowspan


def _right_value(grid: Grid, label: Cell, labels: frozenset[int]) -> Cell | None:
    right = right_of(grid, label)
    return None if right is None or id(right) in labels else right


def _value_under(grid: Grid, label: Cell, labels: frozenset[int]) -> Cell | None:
    under = below(grid, label)
    if under is None or id(under) in labels or under.col != label.col or under.colspan > label.colspan:
        return None
    heads = [right_of(grid, cell) for cell in (label, under)]  # 发展党员 under 党员数, each before its labels
    return None if all(cell is not None and id(cell) in labels for cell in heads) else under


def _word_for_a_label(grid: Grid, label: Cell, labels: frozenset[int]) -> Cell | None:
    right = right_of(grid, label)
    if right is None or label.rowspan > 1 or right.row != label.row:
        return None
    row = row_to_cells(grid, label.row)
    alone = _right_value(grid, right, labels) is None and _value_under(grid, right, labels) is None
    return right if alone and any(id(cell) not in labels for cell in row) else None


def grid_to_found(grid: Grid, index: LabelIndex) -> Iterator[Found]:
    """Every field that a grid's labels ask for, filled in or not; what nobody may keep is passed over."""
    grid = join_split_labels(grid, index)
    placed = place_labels(grid, index)
    labels = frozenset(id(label.cell) for label in placed) | frozenset(labels_inside(grid, index))
    passed: set[int] = set()
    for label in placed:
        field = label.match.field if label.match else None
        cell = value_cell(grid, label.cell, labels, field)
        if field is None or field.personal == 'never':
            passed |= {id(cell)} if field else set()
            continue
        if cell is not None:
            yield Found(field, label.cell.text.strip(), _value_of(field, label, cell))
            yield from _parts_inside(field, label, cell, index)
    yield from _inside_cells(grid, index, placed, passed)


_LIKE_A_LABEL = re.compile(
    r'^(?:\d{1,2}位)?[^\d]{2,16}(?:号|号码|代码|名称|姓名|电话|手机号?|时间|日期|人数|总数|地址|方式)[:：]?$'
)


def _doubted(value: Value) -> Value:
    """A value that reads like the next label: perhaps nobody filled this in."""
    reasons = (*value.reasons, f"“{value.raw}”像是栏目名，不像填写的内容")
    return dataclasses.replace(value, score=min(value.score, DOUBTFUL), reasons=reasons)


_PARTS = re.compile(r'其中[:：]?(.{2,60})$')
_PART = re.compile(r'([\u4e00-\u9fff]{2,8}?)[:：为有]?\s*([\d０-９]{1,6}\s*[人名个]?)')


def _parts_inside(field: FormField, label: Placed, cell: Cell, index: LabelIndex) -> Iterator[Found]:
    """'共34人，其中：专职24人、兼职10人' beside 从业人员: its parts too, as labels under this one."""
    told = _PARTS.search(''.join(cell.text.split()).rstrip('。）)')) if field.type == 'int' else None
    stem = fold_label(label.cell.text).rstrip('总数人')
    for piece in re.split('[、，,；;]', told[1]) if told else ():
        part = _PART.fullmatch(piece)
        match = _part_match(part[1], label, index) if part else None
        if part is None or match is None or match.field.type != 'int' or match.field.id == field.id:
            continue
        if match.by_section or (stem and stem in part[1]):
            yield Found(match.field, part[1], read_value(match.field, part[2], cell.where))


def _part_match(part: str, label: Placed, index: LabelIndex) -> FieldMatch | None:
    """A part's field by the label that it belongs to, before the headings over that."""
    near = match_label(part, index, (label.cell.text,))
    return near or match_label(part, index, (label.cell.text, *label.context[0]))


def _value_of(field: FormField, label: Placed, cell: Cell) -> Value:
    """A value cell as its field's value; where a mark means an option, as that option or nothing."""
    if label.option is None:
        read = cell_to_value(field, cell, label.cell.text)
        return _doubted(read) if field.type == 'text' and _LIKE_A_LABEL.search(read.raw) else read
    value = (label.option,) if field.type == 'choices' else label.option
    return Value(cell.text.strip(), value if is_ticked(cell.text, cell.boxes) else None, cell.where)


def _inside_cells(
    grid: Grid, index: LabelIndex, placed: Sequence[Placed], passed: set[int]
) -> Iterator[Found]:
    """'联系电话：0000-1234567' written whole inside one cell."""
    bare = {id(label.cell) for label in placed}
    seen: set[int] = set()
    for row in grid:
        for cell in row:
            if cell is None or id(cell) in seen | passed:
                continue
            seen.add(id(cell))
            if ':' in cell.text or '：' in cell.text:
                yield from text_to_found(cell.text, cell.where, cell.boxes, index, filled=id(cell) in bare)


def text_to_found(
    text: str, where: Where, boxes: Sequence[CheckBox], index: LabelIndex, *, filled: bool = False
) -> Iterator[Found]:
    """Fields named inside a text; only filled ones where the text is a label of its own."""
    inlines = text_to_inlines(text, index)
    for inline in inlines:
        if inline.match is None or inline.match.field.personal == 'never':
            continue
        if inline.value or not filled:
            field = inline.match.field
            own = boxes if len(inlines) == 1 else ()
            yield Found(field, inline.label, read_value(field, inline.value, where, own, inline.label))


_NOTES = ('注:', '注：', '说明:', '说明：', '填表说明', '填报说明', '填表须知', '备注:', '备注：', '注意事项')
_LISTED = tuple('1234567890一二三四五六七八九十（(')


def paragraphs_to_found(blocks: Iterable[Paragraph | Table], index: LabelIndex) -> Iterator[Found]:
    """Fields named in lines outside the tables: 填报单位, 填表人, 填报日期 and the like.

    The form's own notes on how to fill it are passed over; so is a line whose value does not read.
    """
    notes = False
    for block in blocks:
        if not isinstance(block, Paragraph):
            notes = False
            continue
        text = block.text.strip()
        notes = text.startswith(_NOTES) or (notes and text.startswith(_LISTED))
        if notes or len(text) > 300:
            continue
        for found in text_to_found(text, block.where, (), index):
            if found.value.score > 0 and len(found.value.raw) <= 100:
                yield found


def gather(found: Iterable[Found], *, doubt: bool = False) -> tuple[dict[str, Value], tuple[Problem, ...]]:
    """One value for each field: the first filled in; a different second one is a problem, not a choice.

    doubt: the first is in doubt then, too.
    """
    values: dict[str, Value] = {}
    problems: list[Problem] = []
    for item in found:
        key, held = item.field.id, values.get(item.field.id)
        if held is None or (is_blank(held) and not is_blank(item.value)):
            values[key] = item.value
        elif not is_blank(item.value) and item.value.value != held.value:
            problem = _filled_twice(item, held)
            problems.append(problem)
            reasons = (*held.reasons, problem.message)
            doubted = dataclasses.replace(held, score=min(held.score, DOUBTFUL), reasons=reasons)
            values[key] = doubted if doubt else held
    return values, tuple(problems)


def _filled_twice(item: Found, held: Value) -> Problem:
    return Problem(
        'filled_twice',
        Severity.REVIEW,
        f"“{''.join(item.label.split())}”填了两处且不同：“{held.raw}”和“{item.value.raw}”，取了前一处，请核对",
        item.value.where,
    )


def _own_tables(document: Document, index: LabelIndex) -> list[Grid]:
    """The tables that belong to the form: of a workbook the sheets that ask for a name or several fields."""
    tables = [block for block in document.blocks if isinstance(block, Table)]
    grids = [table_to_grid(table) for table in tables]
    sheets = {table.where.sheet for table in tables}
    if len(sheets) < 2:
        return grids
    asked = [
        {placed.match.field.id for placed in place_labels(grid, index) if placed.match} for grid in grids
    ]
    named = any('org_name' in fields for fields in asked)
    return [
        grid
        for grid, fields in zip(grids, asked, strict=True)
        if 'org_name' in fields or len(fields) >= (4 if named else 1)
    ]


def first_form(document: Document, index: LabelIndex) -> tuple[Document, tuple[str, ...]]:
    """The document up to where a second organisation's form begins, and the names on the forms left out."""
    names: list[str] = []
    end = len(document.blocks)
    for place, block in enumerate(document.blocks):
        name = _name_in(block, index) if isinstance(block, Table) else None
        if name is None or name in names:
            continue
        names.append(name)
        if len(names) == 2:
            end = place
    return dataclasses.replace(document, blocks=document.blocks[:end]), tuple(names[1:])


def _name_in(table: Table, index: LabelIndex) -> str | None:
    found = (item for item in grid_to_found(table_to_grid(table), index) if item.field.id == 'org_name')
    return next((str(item.value.value) for item in found if item.value.value), None)


def document_to_found(document: Document, index: LabelIndex) -> Iterator[Found]:
    """Every field of one organisation's form: tables first, then the lines around them."""
    for grid in _own_tables(document, index):
        yield from grid_to_found(grid, index)
    yield from paragraphs_to_found(document.blocks, index)
