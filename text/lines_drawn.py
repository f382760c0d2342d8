"""Which lines drawn on pages belong to one paragraph: margins, indents and letter sizes decide."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import pairwise
from statistics import median

from text.lines import (
    Growing,
    Line,
    ends_sentence,
    is_labelled,
    is_prose,
    is_title,
    starts_paragraph,
    word_width,
)

_WIDE_GAP = re.compile(r'(?<=\S)\s{2,}(?=\S)')
_NEAR = 0.7
"""Two indents nearer than this, in letters, are one."""
_FULL = 0.5
"""Less room than this, in letters, is none."""

_ALIKE = 0.12
"""How much two letter sizes may differ, as a part."""
_ALIKE_LATIN = 0.3
"""Of a line without a Chinese letter (an address that fills it) only the height is known."""


def are_drawn(lines: Sequence[Line]) -> bool:
    """Whether every line that has text has its box, text area and letter size."""
    printed = [line for line in lines if line.text.strip()]
    return bool(printed) and all(line.where.box and line.column and line.size for line in printed)


def drawn_rule(lines: Sequence[Line]) -> Callable[[Growing, Line], bool]:
    """Whether a line carries on the paragraph before it; lines must be `are_drawn`."""
    pitch = _pitch([line for line in lines if line.text.strip()])
    return lambda paragraph, line: (
        _same_run(paragraph.lines[-1], line, pitch)
        and (_is_wrapped_title(paragraph, line) or _is_wrapped_text(paragraph, line))
    )


def _is_wrapped_text(paragraph: Growing, line: Line) -> bool:
    return not _opens(paragraph, line) and _reaches_margin(paragraph, line) and _is_set_on(paragraph, line)


def _is_wrapped_title(paragraph: Growing, line: Line) -> bool:
    """Whether a centred title (关于……的通|知) goes on because its line was full; else the break is meant."""
    text, last = paragraph.text, paragraph.lines[-1]
    if (
        '关于' not in text
        or (is_title(text) and not line.text.startswith('的'))
        or any(is_prose(each) for each in (text, line.text))
    ):
        return False
    if starts_paragraph(line.text) or not (_is_centred(last) and _is_centred(line)):
        return False
    return _inset(last) + _room(last) < word_width(line.text.strip()) + _FULL


def _pitch(lines: Sequence[Line]) -> float:
    """The usual distance of one line from the next, in points."""
    steps = [
        below.where.box.y0 - above.where.box.y0
        for above, below in pairwise(lines)
        if above.where.box and below.where.box and above.where.page == below.where.page
    ]
    return median([step for step in steps if step > 0] or [0.0])


def _same_run(last: Line, line: Line, pitch: float) -> bool:
    """Of one letter size, right below or on a later page or column, and not both rows of a table."""
    if not (last.size and line.size and last.where.box and line.where.box):
        return False
    alike = _ALIKE_LATIN if last.text.isascii() or line.text.isascii() else _ALIKE
    if abs(last.size - line.size) > alike * last.size or (_is_tabular(last) and _is_tabular(line)):
        return False
    step = line.where.box.y0 - last.where.box.y0
    return last.where.page != line.where.page or step < 0 or step <= 1.5 * max(pitch, last.size)


def _opens(paragraph: Growing, line: Line) -> bool:
    """Whether the line opens a paragraph by its letters, or the paragraph is a title or a signature."""
    ended = ends_sentence(paragraph.text)
    first, last = paragraph.lines[0], paragraph.lines[-1]
    if starts_paragraph(line.text) and (ended or _inset(line) > _NEAR):
        wraps = is_labelled(line.text) and _inset(line) < _NEAR and _room(last) < _FULL
        if not (wraps and 1.6 < _inset(first) < 4):
            return True
    return is_title(paragraph.text) or _inset(first) > 0.3 * _measure(first)


def _reaches_margin(paragraph: Growing, line: Line) -> bool:
    """Whether the last line left no room for the next word.

    After an indented first line a line at the margin can hardly be a start: there it is enough
    to be nearly full, for programs have rules of their own for quotes and brackets.
    """
    first, last = paragraph.lines[0], paragraph.lines[-1]
    room = _room(last)
    unfinished = is_prose(paragraph.text) and not ends_sentence(paragraph.text)
    if room < word_width(line.text.strip()) + (1.0 if unfinished else 0.5):
        return True
    indented = 1.6 < _inset(first) < 2.4 and abs(_inset(line)) < _NEAR
    return indented and not ends_sentence(paragraph.text) and room < 0.2 * _measure(last)


def _is_set_on(paragraph: Growing, line: Line) -> bool:
    """Whether the line's indent fits: at the margin, as the line before, hanging, or less than the first."""
    first, last = paragraph.lines[0], paragraph.lines[-1]
    inset, first_inset = _inset(line), _inset(first)
    ended = ends_sentence(paragraph.text)
    if abs(inset) < _NEAR:
        return first_inset > _NEAR or not ended or paragraph.text.endswith('：')
    if len(paragraph.lines) > 1 and abs(inset - _inset(last)) < _NEAR:
        return True
    if _is_centred(line) and _is_centred(first):
        return False
    hangs = inset > first_inset + _NEAR and starts_paragraph(paragraph.text) and not ended
    return hangs or inset < first_inset - _NEAR


def _is_tabular(line: Line) -> bool:
    """Whether a line has columns: two wide gaps or more."""
    return len(_WIDE_GAP.findall(line.text)) >= 2


def _inset(line: Line) -> float:
    """How far the line starts from the text area's left edge, in letters."""
    if not (line.where.box and line.column and line.size):
        return 0.0
    return (line.where.box.x0 - line.column[0]) / line.size


def _room(line: Line) -> float:
    """How much room the line leaves at the right, in letters."""
    if not (line.where.box and line.column and line.size):
        return 0.0
    return (line.column[1] - line.where.box.x1) / line.size


def _measure(line: Line) -> float:
    """The width of the text area, in letters."""
    return (line.column[1] - line.column[0]) / line.size if line.column and line.size else 0.0


def _is_centred(line: Line) -> bool:
    return abs(_inset(line) - _room(line)) < 1.0
