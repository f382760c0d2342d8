"""A list of persons as counts: how many of each kind, and nothing of any of them.

No name, and no word of a row, leaves these functions: not in a value, a place or a message.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from extractors.readers.boxes import text_to_boxes
from extractors.survey.grid import gather, grid_to_found, paragraphs_to_found
from extractors.survey.lines import Line, is_column_codes, is_total_text
from extractors.survey.privacy import personal_problems
from extractors.survey.settling import hidden_rows, values_to_named, values_to_unit
from extractors.survey.tables import line_to_found
from model.document import Cell, Document
from model.form import FormCount, FormDefinition
from model.layout import Layout
from model.place import NOWHERE, Problem, Severity, Value
from model.returned import Named, Return, ReturnedRow
from text.grids import Grid, is_whole_row, row_to_cells
from text.headers import Header, heads_organisations
from text.label_words import SERIAL_LABELS
from text.labels import LabelIndex, fold_label, is_person_label, layout_to_index, split_label
from text.layouts import grids, top_lines
from text.numbers import DOUBTFUL, is_dash
from text.papers import persons_header

_NOTE = re.compile(r'(?:注|说明|填表说明|填报说明|备注|填表人|填报人|制表人|审核人|填报日期|填表日期)[:：]')
_EXAMPLES = frozenset({'例', '示例', '样例', '范例', '例如', '举例'})
_ORGANISATION = re.compile(
    r'^(?:附件\d*[:：]?)?(.{2,38}(?<!社会组)(?:会|中心|学校|学院|幼儿园|医院|研究院|基金会|研究所|事务所|服务社|工作室|俱乐部|站|馆|队|团))'
)


@dataclass(slots=True)
class _Tally:
    """The persons of one organisation: how many, of each count, and how many could not be sorted."""

    first: int
    persons: int = 0
    counts: Counter[str] = field(default_factory=Counter)
    unsorted: Counter[str] = field(default_factory=Counter)


@dataclass(frozen=True, slots=True)
class _Layout:
    """Where a list has its persons, organisations, serials and each count's column (None: not there)."""

    person: int
    organisation: int | None
    serials: tuple[int, ...]
    places: tuple[int | None, ...]
    labels: frozenset[str]


@dataclass(slots=True)
class _Read:
    """The list over all its tables, by organisation; None where the list has no column for one."""

    tallies: dict[str | None, _Tally] = field(default_factory=dict)
    nameless: int = 0
    merged: int = 0
    layout: _Layout | None = None
    asked: set[int] = field(default_factory=set)
    width: int = 0


def _leaf(path: tuple[str, ...]) -> str:
    """A column's innermost label, without what stands in brackets: '人员类别（党员/预备党员等）'."""
    return split_label(path[-1]).base if path else ''


def _header_to_layout(header: Header, definition: FormDefinition, index: LabelIndex) -> _Layout:
    leaves = [_leaf(path) for path in header.paths]
    places: list[int | None] = []
    for count in definition.counts:
        wanted = {split_label(label).base for label in count.labels}
        places.append(next((place for place, leaf in enumerate(leaves) if leaf in wanted), None))
    return _Layout(
        next(place for place, path in enumerate(header.paths) if path and is_person_label(path[-1])),
        next((n for n, path in enumerate(header.paths) if path and heads_organisations(path, index)), None),
        tuple(place for place, leaf in enumerate(leaves) if leaf in SERIAL_LABELS),
        tuple(places),
        frozenset(leaf for path in header.paths for leaf in map(fold_label, path)),
    )


def _text(cell: Cell | None) -> str:
    return ''.join(unicodedata.normalize('NFKC', cell.text).split()) if cell else ''


def _is_person_row(grid: Grid, row: int, layout: _Layout) -> bool:
    """Whether a row may stand for a person: no total, note, repeated header, example or line of codes."""
    filled = [cell for cell in row_to_cells(grid, row) if cell.text.strip() and not is_dash(cell.text)]
    heads = [_text(grid[row][place]) for place in (*layout.serials, layout.person)]
    if not filled or is_whole_row(grid, row) or is_column_codes(Line(row, grid[row])):
        return False
    if any(is_total_text(text) or text in _EXAMPLES for text in (*heads, _text(filled[0]))):
        return False
    if _NOTE.match(_text(filled[0])):
        return False
    repeated = sum(fold_label(cell.text) in layout.labels for cell in filled)
    return repeated < max(2, 0.7 * len(filled))


def _category(cell: Cell | None) -> str:
    """What a cell's words or its ticked box say, folded; '' for nothing."""
    if cell is None or is_dash(cell.text):
        return ''
    boxes = cell.boxes or text_to_boxes(cell.text)
    ticked = [box.label for box in boxes if box.checked]
    if boxes:
        return fold_label(ticked[0]) if len(ticked) == 1 else ''
    return fold_label(cell.text)


def _count_row(
    tally: _Tally, cells: Sequence[Cell | None], layout: _Layout, counts: Sequence[FormCount]
) -> None:
    """Add one person to every count whose word stands in its column; a word of no count is unsorted."""
    tally.persons += 1
    hits: set[str] = set()
    sorted_in: dict[int, bool] = {}
    for count, place in zip(counts, layout.places, strict=True):
        if not count.words:
            hits.add(count.field)
        elif place is not None:
            said = _category(cells[place]) in map(fold_label, count.words)
            sorted_in[place] = sorted_in.get(place, False) or said
            if said and (count.within is None or count.within in hits):
                hits.add(count.field)
    tally.counts.update(hits)
    tally.unsorted.update(str(place) for place, known in sorted_in.items() if not known)


def _take_row(grid: Grid, row: int, layout: _Layout, read: _Read, counts: Sequence[FormCount]) -> None:
    cell = grid[row][layout.person]
    name = _text(cell)
    if not name or is_dash(name):
        others = [c for n, c in enumerate(grid[row]) if n not in layout.serials and c and c.text.strip()]
        read.nameless += any(other.row == row for other in others)
        return
    if cell is not None and cell.row < row:
        read.merged += 1
        return
    own = grid[row][layout.organisation] if layout.organisation is not None else None
    organisation = _text(own) or None
    tally = read.tallies.setdefault(organisation, _Tally(row + 1))
    _count_row(tally, grid[row], layout, counts)


def _read_tables(document: Document, definition: FormDefinition, index: LabelIndex) -> _Read:
    read = _Read()
    for _, grid in grids(document):
        header = persons_header(grid, definition)
        first = header.bottom if header else 0
        if header is not None:
            read.layout, read.width = _header_to_layout(header, definition, index), len(grid[0])
            read.asked |= {n for n, place in enumerate(read.layout.places) if place is not None}
        elif read.layout is None or not grid or len(grid[0]) != read.width:
            continue
        for row in range(first, len(grid)):
            if _is_person_row(grid, row, read.layout):
                _take_row(grid, row, read.layout, read, definition.counts)
    return read


def _tally_to_values(tally: _Tally, read: _Read, counts: Sequence[FormCount]) -> dict[str, Value]:
    """The counts of a tally; one whose column the list does not have is not there."""
    unsure = (f"有{max(tally.unsorted.values())}人没有归类",) if tally.unsorted else ()
    told = {count.field for number, count in enumerate(counts) if not count.words or number in read.asked}
    values: dict[str, Value] = {}
    for count in counts:
        if count.field in told and (count.within is None or count.within in told):
            doubted = unsure if count.words else ()
            number = tally.counts[count.field]
            values[count.field] = Value(str(number), number, NOWHERE, DOUBTFUL if doubted else 1.0, doubted)
    return values


def _review(code: str, message: str) -> Problem:
    return Problem(code, Severity.REVIEW, message, NOWHERE)


def _problems(read: _Read, definition: FormDefinition) -> Iterator[Problem]:
    if read.layout is None:
        yield _review('no_rows', "没有找到列有姓名和人员类别的名单，没有计数，请核对文件")
        return
    if read.nameless:
        yield _review('row_without_name', f"{read.nameless}行有内容但没有姓名，没有计入，请核对原件")
    if read.merged:
        yield _review('merged_rows', f"{read.merged}行与上一行的姓名是合并单元格，按同一人计，请核对原件")
    missing: dict[str, bool] = {}
    for number, count in enumerate(definition.counts):
        if count.words and number not in read.asked:
            missing.setdefault(count.labels[0], count.within is None)
    for label, needed in missing.items():
        severity = Severity.REVIEW if needed else Severity.INFO
        message = f"名单中没有找到“{label}”一栏，不能按它计数，请核对或补报"
        yield Problem('column_missing', severity, message, NOWHERE)
    yield from _unsorted(read, definition)


def _unsorted(read: _Read, definition: FormDefinition) -> Iterator[Problem]:
    assert read.layout is not None
    labels = {
        str(place): count.labels[0]
        for count, place in reversed(list(zip(definition.counts, read.layout.places, strict=True)))
        if place is not None
    }
    unsorted = sum((tally.unsorted for tally in read.tallies.values()), Counter[str]())
    for place, persons in unsorted.items():
        message = (
            f"有{persons}人的“{labels.get(place, '类别')}”没有填写或不是表上的类别，没有计入各类，请核对原件"
        )
        yield _review('category_unknown', message)


def _name_in_title(document: Document, definition: FormDefinition) -> str | None:
    """'示例市甲一协会' in '示例市甲一协会党员花名册'; None where the title begins with a region."""
    titles = [fold_label(title) for title in definition.titles]
    for line in top_lines(document):
        folded = fold_label(line)
        ends = [folded.find(title) for title in titles if title in folded]
        found = _ORGANISATION.fullmatch(folded[: min(ends)]) if ends else None
        if found:
            return found[1]
    return None


def _head(document: Document, definition: FormDefinition, index: LabelIndex) -> dict[str, Value]:
    """What stands around the list: the organisation, the unit that reports, the date; of no person a word."""
    persons = {one.id for one in definition.fields if one.personal != 'none'}
    fields = {one.id for one in definition.fields} - persons
    found = list(paragraphs_to_found(document.blocks, index))
    for _, grid in grids(document):
        header = persons_header(grid, definition)
        for row in range(header.top if header else 0):
            found.extend(line_to_found(Line(row, grid[row]), index))
            found.extend(grid_to_found(tuple(grid[row : row + 1]), index))
    head, _ = gather(found)
    return {key: value for key, value in head.items() if key in fields}


def persons_to_return(document: Document, definition: FormDefinition, layout: Layout | None = None) -> Return:
    """A list of persons as counts: of one organisation, or rows of counts for several; layout as return_of.

    Totals are not counted; a person is counted once a row. What could not be sorted is told by its
    number alone.
    """
    index = layout_to_index(definition.fields, layout)
    read = _read_tables(document, definition, index)
    head = _head(document, definition, index)
    several = len(read.tallies) > 1
    rows = tuple(
        ReturnedRow(tally.first, Named(name), _row_values(name, tally, read, definition.counts))
        for name, tally in read.tallies.items()
    )
    own = {} if several or not rows else rows[0].values
    name = None if several else next(iter(read.tallies), None) or _name_in_title(document, definition)
    if name and ('org_name' not in head or head['org_name'].value is None):
        head['org_name'] = Value(name, name)
    values = {**head, **{key: value for key, value in own.items() if key != 'org_name'}}
    persons = sum(tally.persons for tally in read.tallies.values()) + read.nameless
    return Return(
        form=definition.id,
        edition=definition.edition,
        subject='rows' if several else 'organisation',
        organisation=None if several else values_to_named(values),
        unit=values_to_unit(head),
        values=values,
        rows=rows if several else (),
        hidden_rows=hidden_rows(document),
        problems=(
            *_problems(read, definition),
            *_nobody_named(several=several, name=values.get('org_name'), read=read),
            *personal_problems(document, index, persons),
        ),
    )


def _row_values(
    name: str | None, tally: _Tally, read: _Read, counts: Sequence[FormCount]
) -> dict[str, Value]:
    return {'org_name': Value(name or '', name), **_tally_to_values(tally, read, counts)}


def _nobody_named(*, several: bool, name: Value | None, read: _Read) -> tuple[Problem, ...]:
    """A problem where nobody says whose persons these are."""
    unnamed = read.tallies.get(None)
    if several and unnamed is not None:
        return (
            _review('row_without_name', f"有{unnamed.persons}人没有写所在社会组织，单列一行，请核对原件"),
        )
    if not several and read.tallies and (name is None or name.value is None):
        return (_review('value_missing', "没有找到是哪一家社会组织的名单，请补填社会组织名称"),)
    return ()
