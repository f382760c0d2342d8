"""Letters that a recogniser is not sure of, told of the paragraph or cell they stand in, once for each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from model.document import Block, Table
from model.place import UNSURE, Box, Problem, Where

_SHOWN = 16
_PLACED = UNSURE | {'checkbox_unclear'}
_COUNTED = UNSURE - {'table_doubtful'}


def gather_doubts(blocks: Sequence[Block], problems: Sequence[Problem]) -> tuple[Problem, ...]:
    """The problems, those of unsure letters, ticks and boxes once for each place with some.

    Such a problem takes the Where of the smallest cell or paragraph around it, as values read from there
    have it; what stands in none keeps its own place. To be done while all boxes are of pages as read.
    """
    if not any(problem.code in _PLACED for problem in problems):
        return tuple(problems)
    held = [(where, text) for where, text in _places(blocks) if where.box]
    told: list[Problem] = []
    met: dict[tuple[str, Where], tuple[str, list[Problem]]] = {}
    for problem in problems:
        around = _around(problem, held)
        if around is None:
            told.append(problem)
        else:
            met.setdefault((problem.code, around[0]), (around[1], []))[1].append(problem)
    told += [_as_one(found, where, text) for (_, where), (text, found) in met.items()]
    return tuple(told)


def _around(problem: Problem, held: Sequence[tuple[Where, str]]) -> tuple[Where, str] | None:
    """The smallest place around a doubt, with its text; None where there is none."""
    where = problem.where
    if problem.code not in _PLACED or where.box is None:
        return None
    around = [one for one in held if one[0].page == where.page and _holds(one[0].box, where.box)]
    return min(around, key=lambda one: _area(one[0].box), default=None)


def _places(blocks: Sequence[Block]) -> Iterator[tuple[Where, str]]:
    for block in blocks:
        if isinstance(block, Table):
            yield from ((cell.where, cell.text) for cell in block.cells)
        else:
            yield block.where, block.text


def _as_one(found: list[Problem], where: Where, text: str) -> Problem:
    text = ' '.join(text.split())
    if not text or found[0].code not in _COUNTED:
        return replace(found[0], where=where)
    about = text if len(text) <= _SHOWN else f'{text[:_SHOWN]}…'
    message = f"“{about}”里有{len(found)}处字迹认不准，请对照原件核对"
    return Problem(found[0].code, found[0].severity, message, where)


def _holds(outer: Box | None, inner: Box) -> bool:
    if outer is None:
        return False
    x, y = (inner.x0 + inner.x1) / 2, (inner.y0 + inner.y1) / 2
    return outer.x0 <= x <= outer.x1 and outer.y0 <= y <= outer.y1


def _area(box: Box | None) -> float:
    return 0.0 if box is None else (box.x1 - box.x0) * (box.y1 - box.y0)
