"""What lies on a page besides its letters: rules, pictures, and letters that pdfium leaves out."""

from __future__ import annotations

import ctypes
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from extractors.readers.pages.page import Drawn
from model.place import Box

MAX_OBJECTS = 30_000
"""On one page; a map or a drawing has more, and no table in it that could be read."""

_DEEPEST = 8
_THIN = 3.0
"""A shape as thin as this, in points, is a rule, and a rule shorter than this is none by itself."""
_STRAIGHT = 0.5
_NOTHING = 0.01
_LONGEST_PATH = 4000

_Matrix = tuple[float, float, float, float, float, float]


@dataclass(slots=True)
class _Seen:
    edges: list[ctypes.c_float] = field(default_factory=lambda: [ctypes.c_float() for _ in range(4)])
    picture: float = 0.0
    paths: int = 0
    objects: int = 0
    rules: list[Box] = field(default_factory=list)
    lost: bool = False
    invisible: bool = False
    forms: bool = False
    textpage: Any = None
    flat: deque[tuple[int, int]] = field(default_factory=lambda: deque(maxlen=6))


def page_to_drawn(page: Any, area: float) -> Drawn:
    """Look at every thing on the page, those inside form objects too; area in square points."""
    seen = _Seen()
    from pypdfium2 import raw

    for thing, kind, matrix in _things(page.raw):
        seen.objects += 1
        if seen.objects > MAX_OBJECTS:
            break
        seen.forms = seen.forms or matrix is not None
        if kind == raw.FPDF_PAGEOBJ_TEXT:
            _look_at_text(thing, page, seen)
        elif kind == raw.FPDF_PAGEOBJ_IMAGE:
            box = _bounds(thing, matrix)
            seen.picture = max(seen.picture, (box.x1 - box.x0) * (box.y1 - box.y0))
        elif kind == raw.FPDF_PAGEOBJ_PATH:
            seen.paths += 1
            seen.rules += _path_to_rules(thing, matrix)
    if seen.textpage is not None:
        seen.textpage.close()
    crowded = seen.objects > MAX_OBJECTS
    rules = () if crowded else tuple(seen.rules)
    return Drawn(seen.picture / area, seen.paths, rules, seen.lost, seen.invisible, crowded, seen.forms)


def _things(page: Any) -> Iterator[tuple[Any, int, _Matrix | None]]:
    from pypdfium2 import raw

    count = raw.FPDFPage_CountObjects(page)
    for index in range(count):
        thing = raw.FPDFPage_GetObject(page, index)
        kind = raw.FPDFPageObj_GetType(thing)
        if kind == raw.FPDF_PAGEOBJ_FORM:
            yield from _inside(thing, None, 1)
        else:
            yield thing, kind, None


def _inside(form: Any, outer: _Matrix | None, depth: int) -> Iterator[tuple[Any, int, _Matrix | None]]:
    from pypdfium2 import raw

    place = raw.FS_MATRIX()
    raw.FPDFPageObj_GetMatrix(form, place)
    matrix = _times((place.a, place.b, place.c, place.d, place.e, place.f), outer)
    for index in range(raw.FPDFFormObj_CountObjects(form)):
        thing = raw.FPDFFormObj_GetObject(form, index)
        kind = raw.FPDFPageObj_GetType(thing)
        if kind != raw.FPDF_PAGEOBJ_FORM:
            yield thing, kind, matrix
        elif depth < _DEEPEST:
            yield from _inside(thing, matrix, depth + 1)


def _times(inner: _Matrix, outer: _Matrix | None) -> _Matrix:
    if outer is None:
        return inner
    a, b, c, d, e, f = inner
    x, y = _moved(e, f, outer)
    (ax, ay), (cx, cy) = _moved(a, b, outer), _moved(c, d, outer)
    return ax - outer[4], ay - outer[5], cx - outer[4], cy - outer[5], x, y


def _moved(x: float, y: float, matrix: _Matrix | None) -> tuple[float, float]:
    if matrix is None:
        return x, y
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def _look_at_text(thing: Any, page: Any, seen: _Seen) -> None:
    from pypdfium2 import raw

    if raw.FPDFTextObj_GetTextRenderMode(thing) == raw.FPDF_TEXTRENDERMODE_INVISIBLE:
        seen.invisible = True
    left, bottom, right, top = seen.edges
    if seen.lost or not raw.FPDFPageObj_GetBounds(thing, *seen.edges):
        return
    if right.value - left.value < _NOTHING:
        seen.lost = not _is_in_file(thing) and not _is_blank(thing, page, seen)
    elif top.value - bottom.value < _NOTHING:
        # Of texts without height that begin and end alike, pdfium takes the later for the same drawn twice.
        place = (round(left.value), round(right.value))
        seen.lost = place in seen.flat and not _is_in_file(thing)
        seen.flat.append(place)


def _is_blank(text: Any, page: Any, seen: _Seen) -> bool:
    from pypdfium2 import raw

    if seen.textpage is None:
        seen.textpage = page.get_textpage()
    buffer = (ctypes.c_ushort * 64)()
    length = raw.FPDFTextObj_GetText(text, seen.textpage, buffer, 2 * len(buffer))
    said = bytes(buffer)[: max(min(length, 2 * len(buffer)) - 2, 0)].decode('utf-16-le', errors='replace')
    return bool(said) and not said.strip()


def _bounds(thing: Any, matrix: _Matrix | None = None) -> Box:
    from pypdfium2 import raw

    edges = [ctypes.c_float() for _ in range(4)]
    if not raw.FPDFPageObj_GetBounds(thing, *edges):
        return Box(0, 0, 0, 0)
    left, bottom, right, top = (edge.value for edge in edges)
    (x0, y0), (x1, y1) = _moved(left, bottom, matrix), _moved(right, top, matrix)
    return Box(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))


def _is_in_file(text: Any) -> bool:
    """Whether a text's font is in the file."""
    from pypdfium2 import raw

    return bool(raw.FPDFFont_GetIsEmbedded(raw.FPDFTextObj_GetFont(text)))


def _path_to_rules(path: Any, matrix: _Matrix | None) -> list[Box]:
    """A path's straight sides; of a thin one, its middle; of a patch of colour, none."""
    from pypdfium2 import raw

    x0, y0, x1, y1 = _bounds(path, matrix)
    wide, high = x1 - x0, y1 - y0
    across = Box(x0, (y0 + y1) / 2, x1, (y0 + y1) / 2)
    down = Box((x0 + x1) / 2, y0, (x0 + x1) / 2, y1)
    if wide < _THIN and high < _THIN:  # one dot of a dotted rule
        return [across, down]
    if high < _THIN:
        return [across]
    if wide < _THIN:
        return [down]
    segments = raw.FPDFPath_CountSegments(path)
    if segments > _LONGEST_PATH or _is_patch(path):
        return []
    return list(_sides(_path_to_points(path, segments, matrix)))


def _is_patch(path: Any) -> bool:
    """Whether a shape is filled and has no outline: a ground of colour, as every other row may have."""
    from pypdfium2 import raw

    fill, stroke = ctypes.c_int(), ctypes.c_int()
    drawn = raw.FPDFPath_GetDrawMode(path, fill, stroke)
    return bool(drawn and fill.value and not stroke.value)


_Step = tuple[int, float, float, bool]


def _path_to_points(path: Any, count: int, matrix: _Matrix | None) -> Iterator[_Step]:
    """Kind, place, and whether the figure is closed there."""
    from pypdfium2 import raw

    own = raw.FS_MATRIX()
    raw.FPDFPageObj_GetMatrix(path, own)
    matrix = _times((own.a, own.b, own.c, own.d, own.e, own.f), matrix)
    x, y = ctypes.c_float(), ctypes.c_float()
    for index in range(count):
        segment = raw.FPDFPath_GetPathSegment(path, index)
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        kind, closes = raw.FPDFPathSegment_GetType(segment), raw.FPDFPathSegment_GetClose(segment)
        yield (kind, *_moved(x.value, y.value, matrix), bool(closes))


def _sides(steps: Iterator[_Step]) -> Iterator[Box]:
    from pypdfium2 import raw

    begun = last = (0.0, 0.0)
    for kind, x, y, closes in steps:
        if kind == raw.FPDF_SEGMENT_MOVETO:
            begun = x, y
        elif kind == raw.FPDF_SEGMENT_LINETO:
            yield from _side(last, (x, y))
        last = x, y
        if closes:
            yield from _side(last, begun)
            last = begun


def _side(one: tuple[float, float], other: tuple[float, float]) -> Iterator[Box]:
    (x0, x1), (y0, y1) = sorted((one[0], other[0])), sorted((one[1], other[1]))
    if x1 - x0 <= _STRAIGHT < y1 - y0:
        yield Box((x0 + x1) / 2, y0, (x0 + x1) / 2, y1)
    elif y1 - y0 <= _STRAIGHT < x1 - x0:
        yield Box(x0, (y0 + y1) / 2, x1, (y0 + y1) / 2)
