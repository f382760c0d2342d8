"""Rows and cells of one table that the end of a page cut in two, joined again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from model.document import Cell
from text.labels import LabelIndex, is_known_label, is_label_like, is_section


def joined_at_page_ends(cells: Sequence[Cell], index: LabelIndex) -> list[Cell]:
    """The cells of a table, halves of one label made one where they meet at the end of a page.

    Joined are the labels of a row where what stands below each is nothing or makes it a known label, and a
    section with the blank other half of its cell. Values are never joined.
    """
    made: dict[int, Cell] = {}
    taken: set[int] = set()
    for pairs in _at_ends(cells):
        whole = _as_row(pairs, index) or _as_sections(pairs, index)
        for upper, lower in whole:
            text = ''.join((upper.text + lower.text).split())
            made[id(upper)] = replace(upper, text=text, rowspan=upper.rowspan + lower.rowspan)
            taken.add(id(lower))
    return [made.get(id(cell), cell) for cell in cells if id(cell) not in taken]


_Pairs = list[tuple[Cell, Cell]]


def _at_ends(cells: Sequence[Cell]) -> Iterator[_Pairs]:
    """For each page's first row its cells with those over them on the page before, all that have one."""
    over = {(cell.row + cell.rowspan, cell.col, cell.colspan): cell for cell in cells}
    rows: dict[int, _Pairs] = {}
    for cell in cells:
        upper = over.get((cell.row, cell.col, cell.colspan))
        if upper is not None and (upper.where.page or 0) < (cell.where.page or 0):
            rows.setdefault(cell.row, []).append((upper, cell))
    yield from rows.values()


def _as_row(pairs: _Pairs, index: LabelIndex) -> _Pairs:
    """All pairs of a row of labels whose lower halves are blank or the ends of them; else none."""
    halves = [(upper.text, lower.text) for upper, lower in pairs if lower.text.strip()]
    if len(pairs) < 2 or not halves or len(halves) == len(pairs):
        return []
    ends = all(is_known_label(''.join((first + last).split()), index) for first, last in halves)
    others = (upper.text for upper, lower in pairs if not lower.text.strip())
    return pairs if ends and all(is_label_like(text, index) for text in others) else []


def _as_sections(pairs: _Pairs, index: LabelIndex) -> _Pairs:
    """The pairs of a section and nothing, before labels above and something below."""
    return [
        (upper, lower)
        for at, (upper, lower) in enumerate(pairs[:-1])
        if bool(upper.text.strip()) != bool(lower.text.strip())
        and is_section(upper.text + lower.text, index)
        and is_label_like(pairs[at + 1][0].text, index)
        and not is_label_like(pairs[at + 1][1].text, index)
    ]
