"""Places of pages that were turned or straightened for reading, back to the pages as a viewer shows them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from extractors.readers.pages.page import Page
from model.document import Block, Paragraph
from model.place import Box, Problem, Where


def as_shown(
    pages: Sequence[Page], blocks: tuple[Block, ...], problems: Sequence[Problem]
) -> tuple[tuple[Block, ...], tuple[Problem, ...]]:
    """Blocks and problems with every box where a viewer shows it; pages without `places` stay as they are."""
    places = {page.number: page.places for page in pages if page.places is not None}
    if not places:
        return blocks, tuple(problems)

    def shown(where: Where) -> Where:
        back = places.get(where.page or 0)
        return replace(where, box=back(where.box)) if back and where.box else where

    return (
        tuple(_block_as_shown(block, shown) for block in blocks),
        tuple(replace(problem, where=shown(problem.where)) for problem in problems),
    )


def matrix_to_places(matrix: Sequence[Sequence[float]], scale: float = 1.0) -> Callable[[Box], Box]:
    """A homography (3 x 3, of the page as read to the image as given) as what takes boxes there.

    scale is pixels a point on both sides; a box becomes the smallest one around its four corners.
    """
    rows = [[float(number) for number in row] for row in matrix]

    def at(x: float, y: float) -> tuple[float, float]:
        across, down, depth = (row[0] * x * scale + row[1] * y * scale + row[2] for row in rows)
        return across / depth / scale, down / depth / scale

    def back(box: Box) -> Box:
        corners = [at(x, y) for x in (box.x0, box.x1) for y in (box.y0, box.y1)]
        xs, ys = zip(*corners, strict=True)
        return Box(*(round(side, 1) for side in (min(xs), min(ys), max(xs), max(ys))))

    return back


def _block_as_shown(block: Block, shown: Callable[[Where], Where]) -> Block:
    if isinstance(block, Paragraph):
        return replace(block, where=shown(block.where))
    cells = tuple(replace(cell, where=shown(cell.where)) for cell in block.cells)
    return replace(block, cells=cells, where=shown(block.where))
