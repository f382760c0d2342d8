"""What pdfplumber is needed for: where ruled cells are, and letters that pdfium leaves out."""

from __future__ import annotations

import logging
from collections import defaultdict
from collections.abc import Iterator, Sequence
from io import BufferedReader
from typing import Any

from extractors.readers.pdf_glyphs import Glyph, Page, clean_letter, turn_box
from extractors.readers.pdf_grid import SNAP, Grid, cells_to_grid
from extractors.readers.pdf_lines import glyphs_to_lines
from model.place import Box

_Places = tuple[float, float, float, float]
_Edge = dict[str, Any]


def open_slowly(file: BufferedReader, pages: list[Page]) -> Any:
    """The pdfplumber document where a page needs it, else None: it is 14 times slower than pdfium.

    None too where pdfplumber cannot open what pdfium could. The file must stay open meanwhile.
    """
    if not any(page.drawn.ruled or page.drawn.lost for page in pages):
        return None
    import pdfplumber
    from pdfplumber.utils.exceptions import PdfminerException

    logging.getLogger('pdfminer').setLevel(logging.CRITICAL)  # it warns of every odd byte
    try:
        document = pdfplumber.open(file)
        pages_seen = len(document.pages)
    except (PdfminerException, LookupError, TypeError, ValueError):
        return None
    return document if pages_seen else None


def read_slowly(document: Any, page: Page) -> tuple[list[Grid], list[Glyph]] | None:
    """The page's ruled tables, top down, and the letters in none of them; None where it is too damaged."""
    from pdfplumber.utils.exceptions import MalformedPDFException, PdfminerException

    try:
        return page_to_grids(document, page, page_to_letters(document, page)) if document else None
    except (PdfminerException, MalformedPDFException, LookupError, TypeError, ValueError):
        return None  # what pdfminer stumbles over in a file that pdfium has read


def page_to_letters(document: Any, page: Page) -> tuple[Glyph, ...]:
    """The page's letters; by pdfplumber where pdfium lost some for want of a font."""
    if not page.drawn.lost:
        return page.glyphs
    shown = document.pages[page.number - 1]
    glyphs = []
    for letter in shown.chars:
        if letter['upright'] or page.quarters:
            places = (letter['x0'], letter['top'], letter['x1'], letter['bottom'])
            box = _box_as_read(places, shown, page)
            text = '\ufffd' if letter['text'].startswith('(cid:') else letter['text']
            base = box.y1 - 0.15 * (box.y1 - box.y0)
            glyphs += [Glyph(clean_letter(each), *box, base) for each in text]
    shown.close()
    return tuple(glyphs)


def page_to_grids(document: Any, page: Page, letters: tuple[Glyph, ...]) -> tuple[list[Grid], list[Glyph]]:
    """The page's ruled tables, top down, and the letters that stand in none of their cells."""
    left = list(letters)
    if not page.drawn.ruled:
        return [], left
    ruled = document.pages[page.number - 1]
    settings = {'explicit_vertical_lines': open_sides(ruled.edges)}
    groups = [_cell_boxes(table.cells, ruled, page) for table in ruled.find_tables(settings)]
    ruled.close()
    grids = []
    for boxes in groups:
        if len(boxes) > 1:
            inside, left = share_out(left, boxes)
            lines = [tuple(glyphs_to_lines(inside[index], page.number)) for index in range(len(boxes))]
            grids.append(cells_to_grid(boxes, lines, page.number))
    return grids, left


def open_sides(edges: list[_Edge]) -> list[_Edge]:
    """Rules for the sides of tables drawn without them, as statistical tables are.

    A table is taken to be open where three rules or more across begin and end alike, an upright
    rule stands between them and none at their ends.
    """
    from pdfplumber.table import merge_edges

    merged = merge_edges(edges, 3, 3, 3, 3)
    across: dict[tuple[int, int], list[_Edge]] = defaultdict(list)
    for edge in merged:
        if edge['orientation'] == 'h':
            across[round(edge['x0'] / SNAP), round(edge['x1'] / SNAP)].append(edge)
    upright = [edge for edge in merged if edge['orientation'] == 'v']
    return [side for rules in across.values() if len(rules) >= 3 for side in _sides(rules, upright)]


def _sides(rules: list[_Edge], upright: list[_Edge]) -> list[_Edge]:
    left, right = min(rule['x0'] for rule in rules), max(rule['x1'] for rule in rules)
    top, bottom = min(rule['top'] for rule in rules), max(rule['top'] for rule in rules)
    places = [edge['x0'] for edge in upright if edge['top'] < bottom - SNAP and edge['bottom'] > top + SNAP]
    if not any(left + SNAP < place < right - SNAP for place in places):
        return []
    return [
        {
            'object_type': 'line',
            'x0': x,
            'x1': x,
            'top': top,
            'bottom': bottom,
            'width': 0,
            'height': bottom - top,
        }
        for x in (left, right)
        if not any(abs(place - x) < SNAP for place in places)
    ]


def _cell_boxes(cells: list[_Places], ruled: Any, page: Page) -> list[Box]:
    """Cells on the page as read; slivers between double rules are none."""
    return [
        _box_as_read(places, ruled, page)
        for places in cells
        if places[2] - places[0] >= SNAP and places[3] - places[1] >= SNAP
    ]


def _box_as_read(places: _Places, shown: Any, page: Page) -> Box:
    """The box from the crop box of the page turned upright: pdfplumber counts from the media box as shown."""
    left, top, right, bottom = (float(edge) for edge in shown.cropbox)
    x0, y0, x1, y1 = places
    turned = turn_box(
        Box(x0 - left, y0 - top, x1 - left, y1 - top), right - left, bottom - top, page.quarters
    )
    return Box(*(round(edge, 1) for edge in turned))


def share_out(glyphs: Sequence[Glyph], boxes: Sequence[Box]) -> tuple[dict[int, list[Glyph]], list[Glyph]]:
    """Letters by the cell they belong to, and those that belong to none.

    Letters set without a gap stay together where they run over a rule, as a sheet's long texts
    run over empty neighbours: in the cell they begin at, or, centred, in that of their middle.
    """
    inside: dict[int, list[Glyph]] = defaultdict(list)
    left: list[Glyph] = []
    for run in _runs(glyphs):
        homes = [_home(glyph.x0, glyph.x1, glyph, boxes) for glyph in run]
        first = homes[0]
        if first is not None and len(set(homes)) > 1:
            middle = _home(run[0].x0, run[-1].x1, run[0], boxes)
            begins = run[0].x0 - boxes[first].x0 < run[0].y1 - run[0].y0
            homes = [first if begins or middle is None else middle] * len(run)
        for glyph, home in zip(run, homes, strict=True):
            (left if home is None else inside[home]).append(glyph)
    return inside, left


def _runs(glyphs: Sequence[Glyph]) -> Iterator[list[Glyph]]:
    """Letters drawn one after the other without a gap between them."""
    run: list[Glyph] = []
    for glyph in glyphs:
        if run and (abs(glyph.base - run[-1].base) > 1 or abs(glyph.x0 - run[-1].x1) > 0.5):
            yield run
            run = []
        run.append(glyph)
    if run:
        yield run


def _home(x0: float, x1: float, glyph: Glyph, boxes: Sequence[Box]) -> int | None:
    x, y = (x0 + x1) / 2, (glyph.y0 + glyph.y1) / 2
    return next((i for i, box in enumerate(boxes) if box.x0 <= x <= box.x1 and box.y0 <= y <= box.y1), None)
