"""What a recogniser is not sure of, on the values it speaks against; all else stays with the paper."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import NamedTuple

from extractors.survey.recognised import lowered
from extractors.survey.respelled import respelled
from model.document import Cell, Document, Table
from model.form import FormDefinition
from model.place import UNSURE, Problem, Severity, Value, Where
from model.returned import Return, ReturnedRow
from text.codes import parse_code
from text.label_index import LabelIndex, fields_to_index
from text.labels import is_known_label, is_section, match_label
from text.numbers import DOUBTFUL

_TOLD = UNSURE | {'checkbox_unclear'}
"""Problems that speak of the place they name and of nothing else."""

_WHOLE_NAME = re.compile(
    r'[\u4e00-\u9fff（）()·]{3,}(?:会|中心|学校|学院|幼儿园|园|医院|院|所|社|站|馆|队|团|校|部|室|家|网|基地|联盟)'
)


_LARGER = 1.5
"""A cell so many times as high or as wide as another is a section's."""
_NEXT = 0.5
"""Of a cell's height: the next cell is no farther."""


class _Sorted(NamedTuple):
    """Doubts at a value's place, those in a strange cell with its place, and those left to the paper."""

    own: dict[Where, Problem]
    strange: dict[Where, Problem]
    left: list[Problem]
    lists: bool


def doubt_values(returned: Return, document: Document, definition: FormDefinition | None) -> Return:
    """The return with every value in doubt that stands where a letter or a tick is not sure.

    Such a value keeps what was read and is asked about by itself. A doubt in a cell that is neither a value
    nor a known label, perhaps a label misread, speaks against the values beside and below it. Where a name
    that is not sure is no whole name either, and no sound code is there, the line has 'name_unsure'.
    """
    doubts = _sort(document.problems, returned, document, definition)
    if not (doubts.own or doubts.strange):
        return returned
    values = _doubted(returned.values, doubts)
    rows = tuple(_row_doubted(row, doubts) for row in returned.rows)
    totals = tuple(replace(row, values=_doubted(row.values, doubts)) for row in returned.totals)
    unsure = _name_problems(values, doubts) if returned.subject == 'organisation' else ()
    problems = (*returned.problems, *unsure)
    return replace(returned, values=values, rows=rows, totals=totals, problems=problems)


def doubts_left(
    problems: Iterable[Problem], returned: Return, document: Document, definition: FormDefinition | None
) -> tuple[Problem, ...]:
    """The problems of a paper without those that doubt_values put on its values.

    Left out too are doubts in a label that is known, and in what says no value: a misread label is none of
    the form's, and told as such.
    """
    return tuple(_sort(problems, returned, document, definition).left)


def _sort(
    problems: Iterable[Problem], returned: Return, document: Document, definition: FormDefinition | None
) -> _Sorted:
    doubts = _Sorted({}, {}, [], returned.subject == 'rows')
    placed = [one for one in problems if _is_placed(one)]
    told = {value.where for values in _all_values(returned) for value in values.values()}
    strange = _strange_cells(document, definition) if definition and placed else None
    for one in problems:
        if not _is_placed(one):
            doubts.left.append(one)
        elif one.where in told:
            doubts.own[one.where] = one
        elif strange is None or (one.where not in strange.met):
            doubts.left.append(one)
        elif one.where in strange.cells:
            doubts.strange[one.where] = one
    return doubts


class _Strange(NamedTuple):
    """All places with text, and those of cells that are no known labels."""

    met: frozenset[Where]
    cells: frozenset[Where]


def _strange_cells(document: Document, definition: FormDefinition) -> _Strange:
    index = fields_to_index(definition.fields)
    strange = {
        cell.where for cell in _cells(respelled(document, definition)) if _is_strange(cell.text, index)
    }
    met = {cell.where for cell in _cells(document)} | {block.where for block in document.blocks}
    return _Strange(frozenset(met), frozenset(strange))


def _cells(document: Document) -> Iterator[Cell]:
    for block in document.blocks:
        if isinstance(block, Table):
            yield from block.cells


def _is_strange(text: str, index: LabelIndex) -> bool:
    """Whether a cell may be a label misread: not known, and neither a number nor a mark."""
    words = sum('\u4e00' <= letter <= '\u9fff' for letter in text)
    if not words:
        return not text.strip()
    known = is_known_label(text, index) or is_section(text, index) or match_label(text, index) is not None
    return words > 1 and not known


def _is_placed(problem: Problem) -> bool:
    has_place = problem.where.box is not None
    return problem.code in _TOLD and problem.severity is not Severity.INFO and has_place


def _all_values(returned: Return) -> Iterable[Mapping[str, Value]]:
    yield returned.values
    yield from (row.values for row in (*returned.rows, *returned.totals))


def _row_doubted(row: ReturnedRow, doubts: _Sorted) -> ReturnedRow:
    values = _doubted(row.values, doubts)
    return replace(row, values=values, problems=(*row.problems, *_name_problems(values, doubts)))


def _doubted(values: Mapping[str, Value], doubts: _Sorted) -> dict[str, Value]:
    return {name: _doubt(value, doubts) for name, value in values.items()}


def _doubt(value: Value, doubts: _Sorted) -> Value:
    own = doubts.own.get(value.where)
    if own is not None:
        return lowered(value, DOUBTFUL, own.message)
    near = next(
        (one for where, one in doubts.strange.items() if _reaches(where, value.where, lists=doubts.lists)),
        None,
    )
    return value if near is None else lowered(value, DOUBTFUL, f"同一行或同一栏里{near.message}")


def _reaches(strange: Where, place: Where, *, lists: bool) -> bool:
    """Whether a cell heads a value: beside it to the left, or over it.

    Only the next cell is headed by one of its own size, unless it is a column's head in a list.
    """
    if strange.box is None or place.box is None or strange.page != place.page:
        return False
    one, other = strange.box, place.box
    height, width = other.y1 - other.y0, other.x1 - other.x0
    if one.x0 < other.x0 and _share(one.y0, one.y1, other.y0, other.y1):
        return one.y1 - one.y0 > _LARGER * height or other.x0 - one.x1 < _NEXT * height
    if one.y0 < other.y0 and _share(one.x0, one.x1, other.x0, other.x1):
        return lists or one.x1 - one.x0 > _LARGER * width or other.y0 - one.y1 < _NEXT * height
    return False


def _share(start: float, end: float, other: float, its_end: float) -> bool:
    """Whether two stretches share more than a tenth of the shorter one."""
    return min(end, its_end) - max(start, other) > 0.1 * min(end - start, its_end - other)


def _name_problems(values: Mapping[str, Value], doubts: _Sorted) -> tuple[Problem, ...]:
    name, code = values.get('org_name'), values.get('code')
    if name is None or name.where not in doubts.own or _WHOLE_NAME.fullmatch(str(name.value or '')):
        return ()
    if code is not None and code.value and code.where not in doubts.own and parse_code(code.value)[0]:
        return ()
    message = f"名称“{name.raw}”有字迹认不准，不能确定是哪一家，请对照原件核对"
    return (Problem('name_unsure', Severity.REVIEW, message, name.where),)
