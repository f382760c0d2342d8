"""Printed lines back to paragraphs: what a page's end, a wrapped line or a margin cut apart.

Three kinds of lines are told apart by what is known of them: drawn (places on a page: margins and
indents decide), wrapped (text broken at a fixed width: a break was forced or meant) and loose (one
line a paragraph, but for those that a page's end cut in two: domain.md §8.9).
"""

from __future__ import annotations

from collections.abc import Sequence

from model.document import Paragraph
from model.place import Box, Where
from text.lines import Growing, Line, is_page_number, join_texts
from text.lines_drawn import are_drawn, drawn_rule
from text.lines_typed import typed_rule


def lines_to_paragraphs(lines: Sequence[Line]) -> list[Paragraph]:
    """Join printed lines to paragraphs; no letter that is not a space is lost, and order is kept.

    Lines of a title or head are not joined to the body, nor to each other unless one was full. A
    paragraph's place is that of its first line, with a box around all its lines on that page.
    """
    carries_on = drawn_rule(lines) if are_drawn(lines) else typed_rule(lines)
    done: list[Growing] = []
    for line in lines:
        text = line.text.strip()
        if not text:
            if done:
                done[-1].blanks += 1
        elif done and carries_on(done[-1], line):
            done[-1].text = join_texts(done[-1].text, text)
            done[-1].lines.append(line)
            done[-1].blanks = 0
        else:
            done.append(Growing([line], text))
    return [Paragraph(paragraph.text, _place(paragraph.lines)) for paragraph in done]


def without_page_numbers(lines: Sequence[Line]) -> list[Line]:
    """The lines less those that are page numbers; of the blank lines around each, one is left."""
    kept: list[Line] = []
    cut = False
    for line in lines:
        if is_page_number(line.text):
            cut = True
            while kept and not kept[-1].text.strip():
                kept.pop()
        elif line.text.strip() or not cut:
            if cut:
                kept.append(Line(''))
            kept.append(line)
            cut = False
    return kept


def _place(lines: list[Line]) -> Where:
    first = lines[0].where
    boxes = [line.where.box for line in lines if line.where.box and line.where.page == first.page]
    if not boxes:
        return first
    x0, y0, x1, y1 = zip(*boxes, strict=True)
    around = Box(min(x0), min(y0), max(x1), max(y1))
    return Where(page=first.page, part=first.part, line=first.line, box=around)
