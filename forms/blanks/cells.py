"""The places of a blank table that want values, each with the printed path that heads it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from forms.blanks.headings import Headed, cell_to_headed, is_open_section, label_of, labels_left
from forms.blanks.marks import Gap
from forms.blanks.rows import Arranged, next_below
from forms.blanks.words import (
    has_signature,
    heads_date,
    heads_number,
    is_picture_label,
    is_reviewed,
    is_signature_label,
    squeezed,
)
from model.blank import BlankKind
from model.document import Cell
from text.grids import cell_at

_ASIDE = re.compile('[（(][^（）()]*[）)]')


class Place(NamedTuple):
    """A place of a table: its printed path from the outermost label in, and what precedes on its row."""

    cell: Cell
    kind: BlankKind
    path: tuple[str, ...]
    beside: tuple[str, ...] = ()
    slot: int | None = None
    options: tuple[str, ...] = ()
    repeating: bool = False


def arranged_to_places(arranged: Arranged) -> Iterator[Place]:
    """Every place in reading order; a column to be signed and an organ's several stages are named once."""
    named: set[tuple[str, ...]] = set()
    for cell in (each for each in arranged.cells if id(each) not in arranged.owned):
        for place in _cell_to_places(arranged, cell):
            organ = id(cell) in arranged.signed
            if place.kind == 'signature' and (place.repeating or organ):
                name = place.path[:1] if organ else place.path
                if name in named:
                    continue
                named.add(name)
            yield place


def _cell_to_places(arranged: Arranged, cell: Cell) -> list[Place]:
    role, text = arranged.role(cell), arranged.texts[id(cell)]
    if id(cell) in arranged.signed or id(cell) in arranged.office:
        return _signed(arranged, cell)
    if role == 'gaps':
        return _gaps_to_places(arranged, cell)
    if role == 'blank':
        return _blank_to_places(arranged, cell)
    if has_signature(text) and not _heads_something(arranged, cell):
        return [Place(cell, 'signature', (*labels_left(arranged, cell)[0], squeezed(text)[:20]))]
    if is_open_section(arranged, cell):
        return [Place(cell, 'text', (label_of(text),))]
    return []


def _signed(arranged: Arranged, cell: Cell) -> list[Place]:
    """An organ's place is named where it is signed or sealed, and else left alone."""
    text, role = arranged.texts[id(cell)], arranged.role(cell)
    if role == 'printed' and (not has_signature(text) or _heads_something(arranged, cell)):
        return []
    headed = cell_to_headed(arranged, cell) or Headed(())
    sealed = has_signature(text) or any(gap.kind in ('signature', 'date') for gap in arranged.gaps[id(cell)])
    sealed = sealed or bool(headed.path and is_signature_label(headed.path[-1]))
    if not sealed and (id(cell) in arranged.office or role != 'blank'):
        return []
    return [Place(cell, 'signature', headed.path or (label_of(text),))]


def _blank_to_places(arranged: Arranged, cell: Cell) -> list[Place]:
    headed = cell_to_headed(arranged, cell)
    if headed is None or not headed.path:
        return []
    leaf = headed.path[-1]
    if is_picture_label(leaf) or is_reviewed(leaf):
        return []
    kind: BlankKind = 'text'
    if is_signature_label(leaf):
        kind = 'signature'
    elif heads_number(leaf):
        kind = 'number'
    elif heads_date(leaf):
        kind = 'date'
    return [Place(cell, kind, headed.path, headed.beside, repeating=headed.repeating)]


def _gaps_to_places(arranged: Arranged, cell: Cell) -> list[Place]:
    """One place a gap; a date behind a signature belongs to it, and a cell only signed is one place."""
    text, gaps = arranged.texts[id(cell)], arranged.gaps[id(cell)]
    headed = cell_to_headed(arranged, cell) or Headed(())
    if headed.path and is_signature_label(headed.path[-1]):
        return [Place(cell, 'signature', headed.path)]
    if has_signature(text) and all(_is_signing(text, gap) for gap in gaps):
        return [Place(cell, 'signature', headed.path or (label_of(text),))]
    places: list[Place] = []
    signed = False
    for slot, gap in enumerate(gaps):
        if _is_signing(text, gap):
            if not signed and gap.kind == 'signature':
                places.append(Place(cell, 'signature', (*headed.path, gap.label), (), slot))
            signed = True
            continue
        places.append(_gap_to_place(cell, text, gap, slot, headed))
    return places


def _is_signing(text: str, gap: Gap) -> bool:
    """Whether a gap is a signature or the date under one."""
    return gap.kind == 'signature' or (gap.kind == 'date' and has_signature(text))


def _gap_to_place(cell: Cell, text: str, gap: Gap, slot: int, headed: Headed) -> Place:
    before = squeezed(text[: gap.start])
    own = gap.label if before or gap.kind == 'text' else ''
    if headed.path and (own == squeezed(text[gap.start : gap.end]) or _ASIDE.fullmatch(before)):
        own = ''  # a placeholder's own letters, or '（可另附页）', name nothing
    path = headed.path if not own or (headed.path and headed.path[-1] == own) else (*headed.path, own)
    kind = gap.kind
    if kind == 'text' and not own and path:
        kind = 'number' if heads_number(path[-1]) else 'date' if heads_date(path[-1]) else kind
    return Place(cell, kind, path or (gap.label,), headed.beside, slot, gap.options, headed.repeating)


def _heads_something(arranged: Arranged, cell: Cell) -> bool:
    """Whether a printed cell is the label of a cell beside or under it."""
    right = cell_at(arranged.grid, cell.row, cell.col + cell.colspan)
    under = next_below(arranged, cell)
    return any(each is not None and arranged.role(each) != 'printed' for each in (right, under))
