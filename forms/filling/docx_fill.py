"""Filling a Word form: only the cells and lines named change, all else keeps its bytes.

The members of the container are copied as they are packed. Inside a member that changes, the elements
filled are written anew in place of their own bytes; nothing else of it is written again.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from forms.filling.container import read_member, with_members
from forms.filling.gap_writing import write_cell, write_gaps
from forms.filling.places import Paper, Spot, find_spot, open_paper, twin_of
from forms.filling.rows import Block, entry_row, row_block
from forms.filling.spans import Element, spliced
from forms.filling.wordml import TC, TR, P, unwrapped
from model.blank import Filling, Left
from model.errors import BadInput

_SIGNED = "签名盖章留空"
_TWO_VALUES = "同一处有两个不同的值，都没有填"
_GONE = "在表中找不到这个位置，或原处文字已不同"


@dataclass(slots=True)
class _Work:
    """One form being filled: what was changed by member, rows put in, what was left."""

    paper: Paper
    styles: Element | None
    changed: dict[str, list[Element]] = field(default_factory=lambda: defaultdict(list))
    added: dict[str, dict[Element, list[Element]]] = field(default_factory=lambda: defaultdict(dict))
    blocks: dict[Element, Block] = field(default_factory=dict)
    left: list[Left] = field(default_factory=list)


class _Aim(NamedTuple):
    """A filling with the place it goes to."""

    spot: Spot
    filling: Filling


def fill_docx(data: bytes, fillings: Sequence[Filling]) -> bytes:
    """The form with these values in it; see filled_docx.

    Raises BadInput where a place is not found or cannot take its value: nothing is filled then.
    """
    filled, left = filled_docx(data, fillings)
    if left:
        told = "；".join(f"{each.blank.label or each.blank.text or '空格'}：{each.reason}" for each in left)
        raise BadInput(f"有{len(left)}处没有填进去：{told}")
    return filled


def filled_docx(data: bytes, fillings: Sequence[Filling]) -> tuple[bytes, tuple[Left, ...]]:
    """The form with these values in it, and those that found no place, each with its reason.

    A value keeps the font, alignment and underline of its place, and what is printed around it (年 月 日,
    units, brackets). A signature is never filled. An entry behind the last blank row gets a new row.
    Raises Damaged for what is no .docx.
    """
    paper = open_paper(lambda name: read_member(data, name))
    styles = paper.part(f'{paper.main.rpartition("/")[0]}/styles.xml')
    work = _Work(paper, None if styles is None else styles.root)
    # Every place is found before a row is put in, and every row is put in before one is written to.
    found = [aim for filling in fillings if (aim := _aim(work, filling)) is not None]
    aims = [_of_entry(work, aim) if aim.filling.blank.repeating else aim for aim in found]
    for element, group in _grouped(_of_one_value(work, aims)).items():
        _write(work, element, group)
    changed = {
        member: spliced(paper.parts[member], work.changed[member], work.added[member])
        for member in {*work.changed, *work.added}
    }
    return with_members(data, changed) if changed else data, tuple(work.left)


def _aim(work: _Work, filling: Filling) -> _Aim | None:
    """Where a filling goes; what has no place is told."""
    blank = filling.blank
    if blank.kind == 'signature':
        work.left.append(Left(blank, _SIGNED))
        return None
    spot = find_spot(work.paper, blank)
    if spot is None:
        work.left.append(Left(blank, _GONE))
        return None
    return _Aim(spot, filling)


def _of_entry(work: _Work, aim: _Aim) -> _Aim:
    """The cell of an entry, counted from the blank's own row, with rows put in where there are none."""
    (member, element), entry = aim.spot, aim.filling.entry
    cell = element if element.tag == TC else next(element.iterancestors(TC), None)
    if cell is None:
        return aim
    row = next(cell.iterancestors(TR))
    if row not in work.blocks:
        work.blocks[row] = row_block(row)
    block = work.blocks[row]
    old = len(block.rows)
    own = entry_row(block, entry)
    if len(block.rows) > old:
        work.added[member].setdefault(_last_printed(work, block, old), []).extend(block.rows[old:])
    target = list(unwrapped(own, TC))[list(unwrapped(row, TC)).index(cell)]
    return aim._replace(spot=Spot(member, target if element.tag == TC else next(unwrapped(target, P))))


def _last_printed(work: _Work, block: Block, old: int) -> Element:
    """The last of a block's rows that stood in the form as it was received."""
    made = {row for rows in work.added.values() for each in rows.values() for row in each}
    return next(row for row in reversed(block.rows[:old]) if row not in made)


def _of_one_value(work: _Work, aims: Sequence[_Aim]) -> list[_Aim]:
    """What goes into a place that is told one value; of several none is chosen, and each is told."""
    values: dict[tuple[Element, int], set[str | tuple[str, ...]]] = defaultdict(set)
    for spot, filling in aims:
        values[spot.element, filling.blank.slot].add(filling.value)
    doubtful = [aim for aim in aims if len(values[aim.spot.element, aim.filling.blank.slot]) > 1]
    work.left += [Left(aim.filling.blank, _TWO_VALUES) for aim in doubtful]
    return list(
        {(aim.spot.element, aim.filling.blank.slot): aim for aim in aims if aim not in doubtful}.values()
    )


def _grouped(aims: Sequence[_Aim]) -> dict[Element, list[_Aim]]:
    """The fillings of each cell or paragraph: several gaps of one line are written at once."""
    groups: dict[Element, list[_Aim]] = defaultdict(list)
    for aim in aims:
        groups[aim.spot.element].append(aim)
    return groups


def _write(work: _Work, element: Element, group: Sequence[_Aim]) -> None:
    twin = twin_of(element)
    for place in (element,) if twin is None else (element, twin):
        fillings = [aim.filling for aim in group]
        lined = [each for each in fillings if element.tag == P or each.blank.text is not None]
        told = write_gaps(place, lined) if lined else []
        for filling in fillings:
            if filling not in lined:
                told += write_cell(place, filling, work.styles)
        if place is element:
            work.left += told
        work.changed[group[0].spot.member].append(place)
    _forget_new_rows(work, group[0].spot.member)


def _forget_new_rows(work: _Work, member: str) -> None:
    """What stands in a new row is written with it."""
    new = {row for rows in work.added[member].values() for row in rows}
    if new:
        work.changed[member] = [
            each for each in work.changed[member] if not any(up in new for up in each.iterancestors(TR))
        ]
