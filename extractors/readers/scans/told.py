"""Problems of a page's places, told in the page's points."""

from __future__ import annotations

from model.place import Box, Problem, Severity, Where


def in_points(box: Box, point: float) -> Box:
    """A place in pixels in points, of which one pixel is `point`."""
    return Box(*(round(side * point, 1) for side in box))


def problem_at(
    code: str, message: str, box: Box, page: int, point: float, severity: Severity = Severity.REVIEW
) -> Problem:
    """A problem at a place in pixels."""
    return Problem(code, severity, message, Where(page=page, box=in_points(box, point)))
