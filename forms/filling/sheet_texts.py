"""Values put between the words of a cell: which letters of its text become which."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from forms.blanks.gaps import UNIT, Gap, text_to_gaps
from forms.blanks.words import squeezed
from model.blank import Filling, Left
from text.celldates import cell_to_date
from text.lines import display_width

_BOXES = re.compile('[□☐▢◻囗○◯\uf0a8\uf06f\uf0a3]')
_TICKED = {'○': '●', '◯': '●', '\uf06f': '\uf0fe', '\uf0a8': '\uf0fe', '\uf0a3': '\uf052'}
_ENDS = '，。；、）)】》”,;.'


class Change(NamedTuple):
    """text[start:end] becomes new."""

    start: int
    end: int
    new: str


def text_to_changes(text: str, fillings: Sequence[Filling]) -> tuple[list[Change], list[Left]]:
    """The changes that put values into their slots of a cell's text; what could not be put, and why."""
    gaps = text_to_gaps(text)
    changes: list[Change] = []
    left: list[Left] = []
    for filling in fillings:
        blank = filling.blank
        if blank.slot >= len(gaps) or (blank.text is not None and blank.text != text):
            left.append(Left(blank, "格里印的字与找空格时不同，表可能改过，请手工填写"))
            continue
        made = _changes(text, gaps[blank.slot], filling.value)
        if isinstance(made, str):
            left.append(Left(blank, made))
        else:
            changes += made
    return sorted(changes), left


def changed_text(text: str, changes: Sequence[Change]) -> str:
    """The text with its changes done."""
    for start, end, new in sorted(changes, reverse=True):
        text = text[:start] + new + text[end:]
    return text


def _changes(text: str, gap: Gap, value: str | tuple[str, ...]) -> list[Change] | str:
    if gap.kind == 'checkbox':
        return _ticks(text, gap, (value,) if isinstance(value, str) else value)
    written = value if isinstance(value, str) else '、'.join(value)
    printed = text[gap.start : gap.end]
    if gap.kind == 'date':
        written = _date(printed, written)
    behind = text[gap.end :]
    unit = re.match(rf'[ \u3000]*({UNIT})', behind)
    if unit and written.endswith(unit[1]) and len(written) > len(unit[1]):
        written = written.removesuffix(unit[1])
    room = display_width(printed.strip('\n')) - display_width(written)
    if (
        behind.strip()
        and not unit
        and gap.kind != 'date'
        and len(printed) > 1
        and behind[:1] not in (*_ENDS, '\n')
    ):
        written += ' ' * max(2, round(2 * room) if set(printed) <= set(' \u3000') else 2)
    return [Change(gap.start, gap.end, written)]


def _ticks(text: str, gap: Gap, chosen: Sequence[str]) -> list[Change] | str:
    """The boxes of the options chosen, each ticked as its kind of box is."""
    boxes = [match.start() for match in _BOXES.finditer(text, gap.start, gap.end)]
    options = [squeezed(option) for option in gap.options]
    changes = []
    for word in chosen:
        if options.count(squeezed(word)) != 1 or len(boxes) != len(options):
            return f"“{word}”不在可勾选的项（{'、'.join(gap.options)}）中，请手工勾选"
        place = boxes[options.index(squeezed(word))]
        changes.append(Change(place, place + 1, _TICKED.get(text[place], '☑')))
    return changes


def _date(printed: str, value: str) -> str:
    """A date as the form prints it: as far as it asks, and as far as it is known; other words as they are."""
    known = cell_to_date(value).value
    if known is None:
        return value
    numbers = dict(zip('年月日', known.split('-'), strict=False))
    asked = [letter for letter in '年月日' if letter in printed]
    lead = printed[: len(printed) - len(printed.lstrip())] if printed[:1] == '\n' else ''
    return lead + ''.join(
        (str(int(numbers[letter])) if letter in numbers else '  ') + letter for letter in asked
    )
