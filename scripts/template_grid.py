"""Tables of lines with a head that comes again on every page, for annexes, lists, slips and registers."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from outgoing.measures import twips
from scripts import template_geometry as g
from scripts.template_xml import border, cell, loop, paragraph, row, table, when


class Column(NamedTuple):
    """A column: its width in millimetres, head, the text of its cells ('{{ line.name }}'), its group.

    Columns next to each other with the same group stand under it in a head of two rows; long text is
    set from the left.
    """

    width: float
    head: str
    text: str
    group: str = ''
    long: bool = False


def grid(
    columns: Sequence[Column],
    name: str = 'rows',
    *,
    total: Sequence[str] = (),
    note: str = '',
    wide: bool = False,
    heads: str = 'GwCellHead',
) -> str:
    """A table of one line for each item of the list of that name, over the whole width of type.

    Widths are scaled to the 版心 (156 mm, wide: 225 mm on a Turned part). total holds the texts of a last
    line (one for each column); note is the name of an optional list of notes under the table.
    """
    whole = g.WIDE_WIDTH if wide else g.TEXT_WIDTH
    widths = _widths(columns, whole)
    rows = _head(columns, widths, heads)
    rows += _tag(f'for line in {name}', widths)
    height = g.WIDE_ROW_HEIGHT if wide else g.ROW_HEIGHT
    rows += _line([column.text for column in columns], columns, widths, height)
    rows += _tag('endfor', widths)
    rows += _line(total, columns, widths, height) if total else ''
    sides = ('top', 'left', 'bottom', 'right', 'insideH', 'insideV')
    borders = ''.join(border(side, 'single', 4) for side in sides)
    notes = when(f'{note} is defined', loop('GwCellNote', note)) if note else ''
    return table(widths, rows, borders=borders, margin=28) + notes


def _widths(columns: Sequence[Column], whole: int) -> tuple[int, ...]:
    """Twips that add up to the whole, in the proportion of the millimetres asked for."""
    asked = sum(column.width for column in columns)
    edges = [0]
    reached = 0.0
    for column in columns:
        reached += column.width
        edges.append(round(whole * reached / asked))
    return tuple(end - start for start, end in pairwise(edges))


def _line(texts: Sequence[str], columns: Sequence[Column], widths: Sequence[int], height: int) -> str:
    cells = (
        cell(width, paragraph('GwCellText' if column.long else 'GwCell', text))
        for width, column, text in zip(widths, columns, texts, strict=True)
    )
    return row(*cells, height=height)


def _tag(words: str, widths: Sequence[int]) -> str:
    return row(cell(sum(widths), paragraph('GwCell', f'{{%tr {words} %}}'), span=len(widths)))


def _head(columns: Sequence[Column], widths: Sequence[int], style: str) -> str:
    """One header row, or two where some columns are grouped."""
    texts = [paragraph(style, column.head) for column in columns]
    if not any(column.group for column in columns):
        return row(*map(cell, widths, texts), header=True)
    upper, lower = [], []
    for place, (column, width, text) in enumerate(zip(columns, widths, texts, strict=True)):
        if not column.group:
            upper.append(cell(width, text, merge='restart'))
            lower.append(cell(width, paragraph(style), merge='continue'))
            continue
        lower.append(cell(width, text))
        if place and columns[place - 1].group == column.group:
            continue
        end = place
        while end < len(columns) and columns[end].group == column.group:
            end += 1
        upper.append(cell(sum(widths[place:end]), paragraph(style, column.group), span=end - place))
    return row(*upper, header=True) + row(*lower, header=True)


def list_title(*lines: str) -> str:
    """The head of a list, slip or register: its title, then lines that tell of it (单位, 日期)."""
    return paragraph('GwListTitle', '{{ title_lines }}') + ''.join(
        paragraph('GwListLine', line) for line in lines
    )


def optional_line(condition: str, text: str, style: str = 'GwListLine') -> str:
    """A line that comes only where the condition holds ('unit is defined')."""
    return when(condition, paragraph(style, text))


def form(widths: Sequence[float], *lines: Sequence[tuple[str, int]], height: float = 12) -> str:
    """A slip of boxes: each line (text, how many columns it spans); widths in millimetres, scaled."""
    columns = tuple(Column(width, '', '') for width in widths)
    real = _widths(columns, g.TEXT_WIDTH)
    rows = ''
    for line in lines:
        cells, place = [], 0
        for text, span in line:
            cells.append(cell(sum(real[place : place + span]), paragraph('GwForm', text), span=span))
            place += span
        rows += row(*cells, height=twips(height))
    sides = ('top', 'left', 'bottom', 'right', 'insideH', 'insideV')
    return table(real, rows, borders=''.join(border(side, 'single', 4) for side in sides), margin=80)
