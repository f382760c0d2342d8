"""Which lines of a text file belong to one paragraph: lines broken at a width, and those a page's end cut."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from itertools import pairwise

from text.lines import (
    Growing,
    Line,
    display_width,
    ends_sentence,
    is_broken_off,
    is_labelled,
    is_prose,
    is_title,
    numbering,
    starts_paragraph,
    word_width,
)

PRINTED_LINE = 20
"""A page's end cuts after a full printed line: at least so many letters wide, a page has 22 to 28."""
_LONGEST_HEADING = 50
_WIDEST = 110


def typed_rule(lines: Sequence[Line]) -> Callable[[Growing, Line], bool]:
    """Whether a line carries on the paragraph before it, by what the whole text looks like."""
    printed = [line for line in lines if line.text.strip()]
    width = wrap_width(printed)
    margin = min((_indent(line.text) for line in printed), default=0.0)
    if width is not None:
        apart = _blank_after_short(lines, width)
        return lambda paragraph, line: _wrapped_on(paragraph, line, width, margin, apart=apart)
    runs_in = _runs_in(printed)
    return lambda paragraph, line: _indent(line.text) <= margin and _cut_by_page(paragraph, line, runs_in)


def _indent(text: str) -> float:
    return display_width(text) - display_width(text.lstrip())


def _runs_in(lines: Sequence[Line]) -> dict[str, bool]:
    """For each kind of number, whether its lines mostly run into a sentence; else they are headings."""
    balance: Counter[str] = Counter()
    for line in lines:
        kind = numbering(line.text.strip())
        if kind:
            balance[kind] += 1 if '。' in line.text or ends_sentence(line.text) else -1
    return {kind: count > 0 for kind, count in balance.items()}


def _cut_by_page(paragraph: Growing, line: Line, runs_in: dict[str, bool]) -> bool:
    """Whether a page's end cut a sentence between the paragraph and the line (domain.md §8.9)."""
    before, text = paragraph.text, line.text.strip()
    if paragraph.blanks > 1 or not is_prose(before) or ends_sentence(before):
        return False
    if starts_paragraph(text) or is_labelled(before) or is_title(before):
        return False
    if is_broken_off(before, text):
        return True
    return display_width(before) >= PRINTED_LINE and is_prose(text) and not _is_heading(before, runs_in)


def _is_heading(text: str, runs_in: dict[str, bool]) -> bool:
    kind = numbering(text)
    is_short = '。' not in text and display_width(text) < _LONGEST_HEADING
    return kind is not None and is_short and not runs_in.get(kind, False)


def wrap_width(lines: Sequence[Line]) -> float | None:
    """The width at which text was broken, or None: many lines near the widest, and none beyond."""
    widths = [display_width(line.text.rstrip()) for line in lines]
    widest = max(widths, default=0.0)
    near = sum(width >= widest - 2 for width in widths)
    is_wrapped = PRINTED_LINE <= widest <= _WIDEST and near >= 4 and near >= 0.3 * len(widths)
    return widest if is_wrapped else None


def _blank_after_short(lines: Sequence[Line], width: float) -> bool:
    """Whether paragraphs stand apart by blank lines: most lines that are not full have one after them."""
    short = [
        not below.text.strip()
        for above, below in pairwise(lines)
        if above.text.strip() and display_width(above.text.rstrip()) < width - 2
    ]
    return sum(short) > 0.8 * len(short)


def _wrapped_on(paragraph: Growing, line: Line, width: float, margin: float, *, apart: bool) -> bool:
    last, text = paragraph.lines[-1].text.rstrip(), line.text.strip()
    if paragraph.blanks > 1 or _indent(line.text) > margin or starts_paragraph(text):
        return False
    if width - display_width(last) >= word_width(text) + 0.5:
        return False  # there was room: the break was meant
    shaped = apart or _indent(paragraph.lines[0].text) > margin
    if ends_sentence(last):
        return shaped and not paragraph.blanks
    return shaped or any(mark in paragraph.text + text for mark in '，。；：、,;:')
