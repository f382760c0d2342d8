"""Empty text boxes: what each is headed with on the line that it stands on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from forms.blanks.docx_gaps import DrawnGaps, TextBox
from forms.blanks.gaps import text_to_gaps
from forms.blanks.words import squeezed

_LONGEST = 20
_DATED = "日期"


def empty_boxes(gaps: DrawnGaps) -> Iterator[tuple[TextBox, str]]:
    """Every text box with nothing in it and its label, in the order of the file; no two on a line share one.

    Boxes stand over the gaps of their line where there are as many of both, from left to right; otherwise
    the line heads them all, and they are counted.
    """
    for anchor, group in groupby(gaps.boxes, key=lambda box: box.anchor):
        boxes = [box for box in group if not box.text]
        head = squeezed(gaps.plain.get(anchor, '')).strip('：:')[:_LONGEST]
        names = _named(boxes, gaps.drawn.get(anchor, '')) if len(boxes) > 1 else [head] * len(boxes)
        yield from zip(boxes, names or [f'{head}（{n}）' for n in range(1, len(boxes) + 1)], strict=True)


def _named(boxes: Sequence[TextBox], line: str) -> list[str]:
    """The labels of the gaps that the boxes stand over; [] where that cannot be told."""
    names: list[str] = []
    for gap in text_to_gaps(line):
        dated = [char for char in line[gap.start : gap.end] if char in '年月日'] if gap.kind == 'date' else []
        head = _DATED if set(gap.label) <= {*'年月日'} else gap.label
        names += [f'{head}（{part}）' for part in dated] or [gap.label]
    places = [box.across for box in boxes if box.across is not None]
    if len(names) != len(boxes) or len(set(places)) != len(boxes) or len(set(names)) != len(names):
        return []
    ranks = sorted(places)
    return [names[ranks.index(place)] for place in places]
