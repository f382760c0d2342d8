"""What openpyxl's quick reading leaves out of a sheet: merges, hidden parts, formulas without results."""

from __future__ import annotations

import io
from dataclasses import dataclass, field
from typing import Any

MAX_CELLS = 2_000_000


@dataclass(slots=True)
class SheetFacts:
    """Rows and columns count from 1; a merge is (first row, first column, last row, last column).

    uncounted holds the names of cells whose formula has no stored result; cells counts all, and
    row is the last one met.
    """

    merges: list[tuple[int, int, int, int]] = field(default_factory=list)
    hidden_rows: list[int] = field(default_factory=list)
    hidden_cols: list[tuple[int, int]] = field(default_factory=list)
    uncounted: set[str] = field(default_factory=set)
    cells: int = 0
    row: int = 0


def part_to_facts(part: bytes) -> SheetFacts:
    """Read one sheet's XML from end to end, keeping nothing of it but these facts."""
    from lxml import etree

    facts = SheetFacts()
    tags = ('{*}row', '{*}col', '{*}mergeCell')
    for _, element in etree.iterparse(
        io.BytesIO(part), events=('end',), tag=tags, resolve_entities=False, no_network=True
    ):
        _TAKERS[etree.QName(element).localname](element, facts)
        element.clear()
        if facts.cells > MAX_CELLS:
            break
    return facts


def _take_row(row: Any, facts: SheetFacts) -> None:
    facts.cells += len(row)
    facts.row = int(row.get('r') or facts.row + 1)
    if _is_true(row.get('hidden')) or row.get('ht') == '0':
        facts.hidden_rows.append(facts.row)
    for formula in row.iter('{*}f'):
        cell = formula.getparent()
        if cell.get('r') and not _has_result(cell):
            facts.uncounted.add(cell.get('r'))


def _has_result(cell: Any) -> bool:
    """Whether a formula's result is stored; an empty text is one: =IF(A1="","",A1)."""
    result = cell.find('{*}v')
    return result is not None and (bool(result.text) or cell.get('t') == 'str')


def _take_col(col: Any, facts: SheetFacts) -> None:
    if _is_true(col.get('hidden')) or col.get('width') == '0':
        facts.hidden_cols.append((int(col.get('min')), int(col.get('max'))))


def _take_merge(merge: Any, facts: SheetFacts) -> None:
    from openpyxl.utils import range_boundaries

    left, top, right, bottom = range_boundaries(merge.get('ref'))
    facts.merges.append((top, left, bottom, right))


_TAKERS = {'row': _take_row, 'col': _take_col, 'mergeCell': _take_merge}


def _is_true(value: str | None) -> bool:
    return value in ('1', 'true')
