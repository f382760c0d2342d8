"""A picture pulled straight: skew, a photograph's slant and the bend of paper, told by its long lines."""

from __future__ import annotations

from typing import Any, NamedTuple

_LONG_SIDE = 1300
"""Pixels of the small copy on which lines are looked for."""
_LONG = 45
"""Pixels of that copy: the shortest line that tells a direction; letters' strokes are shorter."""
_SLANTED = 0.36
"""The steepest slope (20 degrees) of a line that is taken to be level or upright."""
_ENOUGH = 1.5
"""Lengths of the page's half side: that much line in all tells a direction."""
_STILL = 0.002
"""Slopes and bends below this share of the page are left: they move no letter into another row."""
_MOST = 0.5
"""More than this is no page seen from the front: the directions were not understood."""
_BENDS = (*((power, 0) for power in range(1, 6)), (1, 1), (2, 1), (3, 1), (1, 2), (2, 2))
"""Powers along and across that make up the bend of a line; the first is what the slant left over."""

_DARKER, _BESIDE = 0.1, 5
"""How much darker a rule is than what is so many pixels to both its sides, as a share of white: neither the
grain of a desk nor the edges of paper."""

_THINNEST = 30
"""Times as long as wide: thinner strips are no pages."""


class Straight(NamedTuple):
    """A picture as straight as could be, and the homography (3 x 3) of its pixels to those of the one given.

    Paper that was bent is flattened too; matrix leaves the bend out, a few pixels.
    """

    image: Any
    matrix: tuple[tuple[float, ...], ...]


UNMOVED = ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0))


def straighten(image: Any) -> Straight:
    """The upright picture with its rules and lines level and upright; the same array where they are so.

    image is (height, width, 3), blue first.
    """
    import numpy as np

    if max(image.shape[:2]) > _THINNEST * min(image.shape[:2]):
        return Straight(image, UNMOVED)
    half = max(image.shape[:2]) / 2
    small = _small(image)
    level, upright = _directions(small)
    enough = level[:, 4].sum() >= _ENOUGH
    slant = _slant(level if enough else np.concatenate([level, _text_lines(small)]), upright)
    level, upright = (_seen_from_front(slant, _drawn(small, pieces)) for pieces in (level, upright))
    bends = _bend(level), _bend(upright[:, [1, 0, 3, 2, 4]])
    bent = any(bend is not None for bend in bends)
    if not bent and abs(slant - np.eye(3)).max() < _STILL:
        return Straight(image, UNMOVED)
    return _pulled(image, slant, bends, half)


def _small(image: Any) -> Any:
    import cv2

    scale = _LONG_SIDE / max(image.shape[:2])
    how = cv2.INTER_AREA if scale < 1 else cv2.INTER_LINEAR
    return cv2.cvtColor(cv2.resize(image, None, fx=scale, fy=scale, interpolation=how), cv2.COLOR_BGR2GRAY)


def _directions(small: Any) -> tuple[Any, Any]:
    """Level and upright pieces of line: rows (x, y, dx, dy, length), in half sides from the middle."""
    import cv2

    found = cv2.createLineSegmentDetector().detect(small)[0]
    pieces = _ends_to_pieces(found, small.shape)
    pieces = pieces[pieces[:, 4] * _LONG_SIDE / 2 > _LONG]
    level = pieces[abs(pieces[:, 3]) < _SLANTED * abs(pieces[:, 2])]
    upright = pieces[abs(pieces[:, 2]) < _SLANTED * abs(pieces[:, 3])]
    return level, upright


def _ends_to_pieces(ends: Any, shape: tuple[int, ...]) -> Any:
    import numpy as np

    if ends is None:
        return np.zeros((0, 5))
    x0, y0, x1, y1 = ends.reshape(-1, 4).T.astype(float)
    half = max(shape) / 2
    middle_x, middle_y = (shape[1] / 2, shape[0] / 2)
    across, down = (x1 - x0) / half, (y1 - y0) / half
    places = ((x0 + x1) / 2 - middle_x) / half, ((y0 + y1) / 2 - middle_y) / half
    return np.stack([*places, across, down, np.hypot(across, down)], axis=1)


def _drawn(small: Any, pieces: Any) -> Any:
    """The pieces of line that are drawn on paper."""
    import numpy as np

    half = max(small.shape) / 2
    middle = np.array([small.shape[1] / 2, small.shape[0] / 2])
    along = np.linspace(-0.4, 0.4, 9)
    places = (pieces[:, None, :2] + along[:, None] * pieces[:, None, 2:4]) * half + middle
    aside = pieces[:, [3, 2]] / pieces[:, 4:] * (-1, 1)

    def shade(off: int) -> Any:
        x, y = (places + off * aside[:, None]).round().astype(int).transpose(2, 0, 1)
        return small[y.clip(0, small.shape[0] - 1), x.clip(0, small.shape[1] - 1)].mean(axis=1)

    line = np.min([shade(off) for off in range(-2, 3)], axis=0)
    beside = np.minimum(shade(-_BESIDE), shade(_BESIDE))
    return pieces[beside - line > _DARKER * np.percentile(small, 90)]


def _text_lines(small: Any) -> Any:
    """Lines of letters run together as pieces of line, for pages without rules."""
    import cv2
    import numpy as np

    ink = cv2.adaptiveThreshold(small, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, 31, 18)
    run = cv2.morphologyEx(ink, cv2.MORPH_CLOSE, np.ones((1, 17), np.uint8))
    run = cv2.morphologyEx(run, cv2.MORPH_OPEN, np.ones((5, 25), np.uint8))
    _, labels, stats, _ = cv2.connectedComponentsWithStats(run)
    ends = []
    for index, (x, y, wide, high, area) in enumerate(stats):
        if not index or wide < 5 * _LONG // 2 or area < 0.25 * wide * high:
            continue
        rows, columns = np.nonzero(labels[y : y + high, x : x + wide] == index)
        slope, base = np.polyfit(columns, rows, 1)
        ends.append([x, y + base, x + wide, y + base + slope * wide])
    return _ends_to_pieces(np.array(ends) if ends else None, small.shape)


def _slant(level: Any, upright: Any) -> Any:
    """The homography of the page seen from the front to the one given, about the middle, in half sides.

    Its first columns are where level and upright lines meet (Hartley and Zisserman, 8.6), so that such lines
    become level and upright.
    """
    import numpy as np

    if level[:, 4].sum() < _ENOUGH:
        return np.eye(3)
    rise, closing = _meeting(level)
    lean, narrowing = -rise, 0.0
    if upright[:, 4].sum() >= _ENOUGH / 2:
        lean, narrowing = _meeting(upright[:, [1, 0, 3, 2, 4]])
    if max(abs(rise), abs(lean), abs(closing), abs(narrowing)) > _MOST:
        return np.eye(3)
    return np.array([[1.0, lean, 0.0], [rise, 1.0, 0.0], [closing, narrowing, 1.0]])


def _meeting(pieces: Any) -> tuple[float, float]:
    """Where lines meet, (1, rise, closing): slope = rise + closing * (slope * x - y), odd ones left out."""
    import numpy as np

    x, y, across, down, length = pieces.T
    slope = down / across
    order = np.argsort(slope)
    rise = float(slope[order][np.searchsorted(np.cumsum(length[order]), length.sum() / 2)])
    closing, off = 0.0, 0.05
    lever = slope * x - y
    for _ in range(8):
        weight = length / (1 + ((slope - rise - closing * lever) / off) ** 2)
        matrix = np.array(
            [
                [weight.sum(), (weight * lever).sum()],
                [(weight * lever).sum(), (weight * lever**2).sum() + 0.05],
            ]
        )
        rise, closing = (
            float(each)
            for each in np.linalg.solve(matrix, [(weight * slope).sum(), (weight * slope * lever).sum()])
        )
        off = max(off / 2, 0.004)
    return rise, closing


def _seen_from_front(slant: Any, pieces: Any) -> Any:
    """Pieces of line where they lie on the page seen from the front."""
    import numpy as np

    back = np.linalg.inv(slant)
    half = pieces[:, 2:4] / 2
    ends = [_moved(back, pieces[:, :2] + sign * half) for sign in (-1, 1)]
    way = ends[1] - ends[0]
    return np.concatenate([(ends[0] + ends[1]) / 2, way, np.hypot(*way.T)[:, None]], axis=1)


def _moved(matrix: Any, points: Any) -> Any:
    import numpy as np

    moved = np.concatenate([points, np.ones((len(points), 1))], axis=1) @ matrix.T
    return moved[:, :2] / moved[:, 2:]


def _bend(pieces: Any) -> Any:
    """How far lines along x are off at a place: a sum of powers (see _BENDS); None where straight."""
    import numpy as np

    if pieces[:, 4].sum() < 2 * _ENOUGH:
        return None
    x, y, across, down, length = pieces.T
    slope = down / across
    powers = np.stack([i * x ** (i - 1) * y**j for i, j in _BENDS], axis=1)
    weight = length * (abs(slope) < 0.1)
    bend = np.zeros(len(_BENDS))
    for _ in range(6):
        fit = weight / (1 + ((slope - powers @ bend) / 0.01) ** 2)
        bend = np.linalg.solve(
            (powers * fit[:, None]).T @ powers + 0.02 * np.eye(len(_BENDS)), (powers * fit[:, None]).T @ slope
        )
    grid = np.stack(np.meshgrid(np.linspace(-0.6, 0.6, 7), np.linspace(-0.9, 0.9, 7)), axis=-1).reshape(-1, 2)
    return bend if abs(_off(bend, *grid.T)).max() > 1.5 * _STILL else None


def _off(bend: Any, x: Any, y: Any) -> Any:
    return sum(share * x**i * y**j for share, (i, j) in zip(bend, _BENDS, strict=True))


def _pulled(image: Any, slant: Any, bends: tuple[Any, Any], half: float) -> Straight:
    import cv2
    import numpy as np

    height, width = image.shape[:2]
    middle = np.array([[half, 0, width / 2], [0, half, height / 2], [0, 0, 1.0]])
    corners = np.array([[x, y] for x in (-1, 1) for y in (-1, 1)]) * [width / 2 / half, height / 2 / half]
    shown = _moved(np.linalg.inv(slant), corners)
    left, top = shown.min(axis=0)
    right, bottom = shown.max(axis=0)
    corner = np.array([[1 / half, 0, left], [0, 1 / half, top], [0, 0, 1.0]])
    matrix = middle @ slant @ corner
    size = round((right - left) * half), round((bottom - top) * half)
    paper = tuple(float(shade) for shade in np.median(image[::16, ::16].reshape(-1, 3), axis=0))
    if bends[0] is None and bends[1] is None:
        how = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
        straight = cv2.warpPerspective(image, matrix, size, flags=how, borderValue=paper)
    else:
        places = _bent_places(size, corner, bends, middle @ slant)
        straight = cv2.remap(image, *places, cv2.INTER_LINEAR, borderValue=paper)
    return Straight(straight, tuple(tuple(float(each) for each in row) for row in matrix / matrix[2, 2]))


def _bent_places(size: tuple[int, int], corner: Any, bends: tuple[Any, Any], back: Any) -> tuple[Any, Any]:
    """Where each pixel of the straight picture comes from, reckoned on a coarse grid."""
    import cv2
    import numpy as np

    step = 16
    wide, high = size[0] // step + 2, size[1] // step + 2
    x, y = np.meshgrid((np.arange(wide) + 0.5) * step - 0.5, (np.arange(high) + 0.5) * step - 0.5)
    points = _moved(corner, np.stack([x.ravel(), y.ravel()], axis=1))
    x, y = points.T
    down = _off(bends[0], x, y) if bends[0] is not None else 0
    across = _off(bends[1], y, x) if bends[1] is not None else 0
    given = _moved(back, np.stack([x + across, y + down], axis=1)).reshape(high, wide, 2).astype(np.float32)
    large = cv2.resize(given, (wide * step, high * step), interpolation=cv2.INTER_LINEAR)[
        : size[1], : size[0]
    ]
    return np.ascontiguousarray(large[:, :, 0]), np.ascontiguousarray(large[:, :, 1])
