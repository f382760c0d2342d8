"""Rows that are there once for many entries: the row of an entry, made where the form has none left."""

from __future__ import annotations

from copy import deepcopy
from typing import NamedTuple

from forms.filling.places import text_in
from forms.filling.spans import Element
from forms.filling.wordml import RUN, TC, TR, VAL, W14, T, W, is_continued, number_of, squeezed, unwrapped

_IDS = tuple(W14 + name for name in ('paraId', 'textId'))
_ANCHORS = frozenset(
    W + name
    for name in (
        'bookmarkStart', 'bookmarkEnd', 'commentRangeStart', 'commentRangeEnd', 'commentReference',
        'permStart', 'permEnd',
    )
)  # fmt: skip


class Block(NamedTuple):
    """The blank rows of one kind from one row on, and a copy of the last as it was printed."""

    rows: list[Element]
    pattern: Element


def row_block(row: Element) -> Block:
    """A blank row with those below it that are like it, numbers in them apart."""
    table = next(row.iterancestors(W + 'tbl'))
    rows = list(unwrapped(table, TR))
    shape = _shape(row)
    found = [row]
    for below in rows[rows.index(row) + 1 :]:
        if _shape(below) != shape:
            break
        found.append(below)
    return Block(found, _copied(found[-1]))


def _shape(row: Element) -> tuple[tuple[int, str], ...]:
    """Spans and words of a row's cells; a number tells only which entry it is for."""
    return tuple(
        (number_of(cell.find(W + 'tcPr'), 'gridSpan') or 1, _words(cell)) for cell in unwrapped(row, TC)
    )


def _words(cell: Element) -> str:
    """What is printed in a cell of one row; what is printed for several rows makes no difference."""
    if cell.find(f'{W}tcPr/{W}vMerge') is not None:
        return ''
    text = squeezed(text_in(cell))
    return '' if text.isdecimal() else text


def entry_row(block: Block, entry: int) -> Element:
    """The row of an entry, counted from 0; rows are made for it where there are too few."""
    while len(block.rows) <= entry:
        row = deepcopy(block.pattern)
        _count_on(block.rows[-1], row)
        block.rows[-1].addnext(row)
        block.rows.append(row)
    return block.rows[entry]


def _copied(row: Element) -> Element:
    """A row to be put in again: no id is there twice, and no cell begins a merged one anew."""
    copy = deepcopy(row)
    copy.tail = None
    for each in list(copy.iter()):
        for name in _IDS:
            each.attrib.pop(name, None)
        if each.tag in _ANCHORS or (each.tag == W + 'id' and each.getparent().tag == W + 'sdtPr'):
            each.getparent().remove(each)
    for cell in unwrapped(copy, TC):
        merge = cell.find(f'{W}tcPr/{W}vMerge')
        if merge is not None and not is_continued(cell):
            merge.attrib.pop(VAL, None)
            for run in list(cell.iter(RUN)):
                run.getparent().remove(run)
    return copy


def _count_on(above: Element, row: Element) -> None:
    """A printed number goes on from the row above."""
    for upper, cell in zip(unwrapped(above, TC), unwrapped(row, TC), strict=True):
        text = squeezed(text_in(upper))
        texts = list(cell.iter(T))
        if text.isdecimal() and texts and squeezed(text_in(cell)).isdecimal():
            texts[0].text = str(int(text) + 1)
            for rest in texts[1:]:
                rest.text = ''
