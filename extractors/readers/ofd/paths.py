"""The outlines and number lists of OFD: AbbreviatedData as segments, DeltaX with its repetitions."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from typing import NamedTuple

from extractors.readers.ofd.package import floats

_OPERANDS = {'M': 2, 'S': 2, 'L': 2, 'Q': 4, 'B': 6, 'A': 7, 'C': 0}
_TOKEN = re.compile(r'[A-Za-z]|[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?')
MAX_RUN = 100_000


class Segment(NamedTuple):
    """'move', 'line', 'curve' (two controls and an end) or 'close', and its coordinates."""

    kind: str
    points: tuple[float, ...]


def data_to_segments(data: str) -> Iterator[Segment]:
    """Abbreviated data (GB/T 33190 table 36) as moves, lines and cubic curves; a broken tail is left out."""
    tokens = _TOKEN.findall(data)
    at = (0.0, 0.0)
    place = 0
    while place < len(tokens):
        operator = tokens[place]
        count = _OPERANDS.get(operator)
        values = _numbers(tokens[place + 1 : place + 1 + (count or 0)])
        if count is None or len(values) < count:
            return
        place += 1 + count
        yield from _segments(operator, at, values)
        at = (values[-2], values[-1]) if values else at


def _numbers(tokens: list[str]) -> list[float]:
    """The numbers of an operator; [] where one is none, or off every page."""
    try:
        numbers = [float(token) for token in tokens]
    except ValueError:
        return []
    return numbers if all(-1e7 < number < 1e7 for number in numbers) else []


def _segments(operator: str, at: tuple[float, float], values: list[float]) -> Iterator[Segment]:
    match operator:
        case 'M' | 'S':
            yield Segment('move', tuple(values))
        case 'L':
            yield Segment('line', tuple(values))
        case 'B':
            yield Segment('curve', tuple(values))
        case 'Q':
            x, y, x1, y1 = values
            first = at[0] + (x - at[0]) * 2 / 3, at[1] + (y - at[1]) * 2 / 3
            yield Segment('curve', (*first, x1 + (x - x1) * 2 / 3, y1 + (y - y1) * 2 / 3, x1, y1))
        case 'A':
            yield from _arc(at, values)
        case _:
            yield Segment('close', ())


def _arc(at: tuple[float, float], values: list[float]) -> Iterator[Segment]:
    """An elliptical arc as curves, by its centre (SVG 1.1, F.6.5)."""
    rx, ry, turned, large, sweep, x1, y1 = values
    rx, ry, angle = abs(rx), abs(ry), math.radians(turned)
    if not rx or not ry or at == (x1, y1):
        yield Segment('line', (x1, y1))
        return
    cos, sin = math.cos(angle), math.sin(angle)
    half_x, half_y = (at[0] - x1) / 2, (at[1] - y1) / 2
    px, py = cos * half_x + sin * half_y, cos * half_y - sin * half_x
    grow = max(math.sqrt((px / rx) ** 2 + (py / ry) ** 2), 1.0)
    rx, ry = rx * grow, ry * grow
    rest = (rx * ry) ** 2 - (rx * py) ** 2 - (ry * px) ** 2
    factor = math.sqrt(max(rest, 0.0) / ((rx * py) ** 2 + (ry * px) ** 2))
    factor = -factor if bool(large) == bool(sweep) else factor
    cx, cy = factor * rx * py / ry, -factor * ry * px / rx
    middle = cos * cx - sin * cy + (at[0] + x1) / 2, sin * cx + cos * cy + (at[1] + y1) / 2
    begin = math.atan2((py - cy) / ry, (px - cx) / rx)
    turn = math.atan2((-py - cy) / ry, (-px - cx) / rx) - begin
    turn += 2 * math.pi * ((turn < 0) if sweep else -(turn > 0))
    steps = max(math.ceil(abs(turn) / (math.pi / 2) - 1e-9), 1)
    for step in range(steps):
        yield _quarter(middle, (rx, ry), (cos, sin), begin + turn * step / steps, turn / steps)


def _quarter(
    middle: tuple[float, float],
    radii: tuple[float, float],
    way: tuple[float, float],
    begin: float,
    turn: float,
) -> Segment:
    """At most a quarter of an ellipse as one curve."""
    reach = 4 / 3 * math.tan(turn / 4)
    ends = []
    for angle, sign in ((begin, reach), (begin + turn, -reach)):
        x, y = math.cos(angle), math.sin(angle)
        ends += [(x - sign * y, y + sign * x), (x, y)]
    points = []
    for x, y in (ends[0], ends[2], ends[3]):
        across, down = x * radii[0], y * radii[1]
        points += [middle[0] + way[0] * across - way[1] * down, middle[1] + way[1] * across + way[0] * down]
    return Segment('curve', tuple(points))


def deltas(text: str | None) -> list[float]:
    """A list of offsets in which 'g 3 4.2' stands for three times 4.2 (GB/T 33190 11.3)."""
    words = (text or '').replace(',', ' ').split()
    found: list[float] = []
    place = 0
    while place < len(words) and len(found) < MAX_RUN:
        if words[place] == 'g' and place + 2 < len(words):
            count = int(words[place + 1]) if words[place + 1].isdecimal() else 0
            found += floats(words[place + 2]) * min(count, MAX_RUN)
            place += 3
        else:
            found += floats(words[place])
            place += 1
    return found
