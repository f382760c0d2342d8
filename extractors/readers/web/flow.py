"""A page's elements as paragraphs and tables in reading order."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from extractors.readers.boxes import text_to_boxes, unclear_boxes
from extractors.readers.struck import struck_problem, struck_to_choice
from extractors.readers.web.phrases import without_tools
from extractors.readers.web.stats import is_data_table
from extractors.readers.web.tables import Slot, table_to_slots
from extractors.readers.web.text import (
    Break,
    Element,
    Inner,
    Label,
    Struck,
    Token,
    Unshown,
    collapse,
    element_to_tokens,
)
from model.document import Block, Cell, Paragraph, Table
from model.place import Problem, Severity, Where

_STRUCK_HERE = '\x00'
"""Stands in a text for what was struck out; no page holds it."""


@dataclass(slots=True)
class Walk:
    """One pass through a page.

    unshown are the elements left out, labels the numbers of list items, main the element around the
    body of the text (None: not known); tools counts the letters of buttons and the like that were left out
    of paragraphs.
    """

    unshown: Unshown
    labels: Mapping[Element, str]
    main: Element | None = None
    joins_han: bool = False
    drops_tools: bool = False
    blocks: list[Block] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    tools: int = 0


@dataclass(slots=True)
class _Piece:
    """A paragraph while its tokens are met."""

    path: str
    label: str = ''
    words: list[str] = field(default_factory=list)
    struck: list[str] = field(default_factory=list)

    def add(self, token: str | Label | Struck) -> None:
        if isinstance(token, Label):
            self.label = token.text
        elif isinstance(token, Struck):
            self.struck.append(token.text)
            self.words.append(_STRUCK_HERE)
        else:
            self.words.append(token)


def read_flow(element: Element, path: str, walk: Walk) -> None:
    """Add an element's paragraphs and tables to the walk."""
    piece = _Piece(path)
    for token in element_to_tokens(element, path, walk.unshown, walk.labels):
        if not isinstance(token, Break | Inner):
            piece.add(token)
            continue
        piece = _add_paragraph(piece, token.path, walk)
        if isinstance(token, Inner):
            _read_table(token.element, token.path, walk)
    _add_paragraph(piece, path, walk)


def _add_paragraph(piece: _Piece, next_path: str, walk: Walk) -> _Piece:
    """The next piece: it inherits the number of a list item that had no words yet."""
    text, struck = _piece_to_text(piece, walk)
    where = Where(path=piece.path.strip('/'))
    if struck:
        walk.problems.append(struck_problem(struck, None, where))
    if not text.strip():
        return _Piece(next_path, piece.label)
    kept = without_tools(text) if walk.drops_tools else text
    walk.tools += len(text) - len(kept)
    if kept.strip():
        walk.blocks.append(Paragraph(piece.label + kept, where))
    return _Piece(next_path)


def _piece_to_text(piece: _Piece, walk: Walk) -> tuple[str, list[tuple[int, str]]]:
    """The text as shown, and what was struck out at which places of it."""
    text = collapse(''.join(piece.words), joins_han=walk.joins_han)
    if not piece.struck:
        return text, []
    pieces = text.split(_STRUCK_HERE)
    places = [sum(map(len, pieces[: index + 1])) for index in range(len(pieces) - 1)]
    return ''.join(pieces), [pair for pair in zip(places, piece.struck, strict=True) if pair[1]]


def _read_table(table: Element, path: str, walk: Walk) -> None:
    """Add a table and those nested in it, or, where it only lays out the page, what is in it."""
    rows, cols, slots = table_to_slots(table, path, walk.unshown)
    for caption in table.iterchildren('caption'):
        read_flow(caption, f'{path}/caption', walk)
    if _is_layout(table, slots, walk):
        for slot in slots:
            read_flow(slot.element, slot.path, walk)
        return
    nested: list[Inner] = []
    cells = tuple(_slot_to_cell(slot, nested, walk) for slot in slots)
    walk.blocks.append(Table(rows, cols, cells, Where(path=path.strip('/'))))
    for inner in nested:
        _read_table(inner.element, inner.path, walk)


def _is_layout(table: Element, slots: list[Slot], walk: Walk) -> bool:
    """Whether a table only places things: the body of the page, one column, or tables side by side."""
    filled = [slot for slot in slots if _is_filled(slot, walk)]
    if table.get('role') == 'presentation' or len(filled) < 2:
        return True
    if _is_around_main(table, filled, walk):
        return True
    if (
        walk.drops_tools
        and len({slot.row for slot in filled}) < 3
        and any(_is_tool(slot, walk) for slot in filled)
    ):
        return True
    holds_tables = any(slot.element.find('.//table') is not None for slot in filled)
    is_column = len({slot.row for slot in filled}) == len(filled)
    return is_column and (holds_tables or (walk.drops_tools and not is_data_table(table)))


def _is_around_main(table: Element, filled: list[Slot], walk: Walk) -> bool:
    """Whether the body of the page is in a cell, beside one other at the most: a record has more."""
    if walk.main is None or table not in walk.main.iterancestors():
        return False
    around = {walk.main, *walk.main.iterancestors()}
    rows = [slot.row for slot in filled]
    return all(rows.count(slot.row) < 3 for slot in filled if slot.element in around)


def _is_filled(slot: Slot, walk: Walk) -> bool:
    tokens = element_to_tokens(slot.element, slot.path, walk.unshown, {})
    return any(_is_something(token) for token in tokens)


def _is_tool(slot: Slot, walk: Walk) -> bool:
    """Whether a cell holds nothing but a page's buttons or its counter."""
    tokens = element_to_tokens(slot.element, slot.path, walk.unshown, {})
    text = ''.join(token for token in tokens if isinstance(token, str))
    return len(text) < 200 and not without_tools(text).strip()


def _is_something(token: Token) -> bool:
    if isinstance(token, Inner):
        return bool(token.element.text_content().strip())
    return isinstance(token, str) and bool(token.strip())


def _slot_to_cell(slot: Slot, nested: list[Inner], walk: Walk) -> Cell:
    pieces = [_Piece(slot.path)]
    for token in element_to_tokens(slot.element, slot.path, walk.unshown, walk.labels):
        if not isinstance(token, Break | Inner):
            pieces[-1].add(token)
            continue
        nested += [token] if isinstance(token, Inner) else []
        pieces.append(_Piece(slot.path))
    where = Where(path=slot.path.strip('/'))
    text, struck = _pieces_to_text(pieces, walk)
    choice = struck_to_choice(text, struck) if struck else None
    if struck:
        walk.problems.append(struck_problem(struck, choice, where))
    boxes = choice.boxes if choice else text_to_boxes(text)
    walk.problems += unclear_boxes(boxes, where)
    _look_for_lost_value(text, slot, walk)
    shown = choice.text if choice else text
    return Cell(slot.row, slot.col, shown, slot.rowspan, slot.colspan, boxes, where)


def _pieces_to_text(pieces: list[_Piece], walk: Walk) -> tuple[str, list[tuple[int, str]]]:
    """A cell's lines, and what was struck out in them."""
    lines: list[str] = []
    struck: list[tuple[int, str]] = []
    label = ''
    for piece in pieces:
        line, gone = _piece_to_text(piece, walk)
        label = piece.label or label
        at = sum(map(len, lines)) + len(lines) + len(label)
        struck += [(at + place, words) for place, words in gone]
        if line.strip():
            lines.append(label + line)
            label = ''
    text = '\n'.join(lines)
    return text, [(min(place, len(text)), words) for place, words in struck]


def _look_for_lost_value(text: str, slot: Slot, walk: Walk) -> None:
    """Excel writes '#####' for a number that its column was too narrow for."""
    if text and not text.strip('#'):
        value = slot.element.get('x:num')
        told = f"，原数是{value}" if value else ""
        message = f"这一格显示为“{text}”（列太窄，数没有印出来）{told}；请对照原表补上"
        walk.problems.append(
            Problem('cell_hashes', Severity.REVIEW, message, Where(path=slot.path.strip('/')))
        )
