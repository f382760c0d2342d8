"""Digits of a draft that no figure stands behind."""

from typing import Any

from outgoing.draft import Draft
from outgoing.marks import places, unmarked

OPEN = frozenset(
    {'title', 'title_lines', 'attachment', 'attachment_lines', 'number', 'date', 'print_date', 'no'}
)
"""What bears no marks: titles, whose width is counted, and what is left open until the paper is issued."""


def texts_of(value: Any) -> list[str]:
    """Every text in a context."""
    if isinstance(value, str):
        return [value]
    items = value.values() if isinstance(value, dict) else value
    return [text for item in items for text in texts_of(item)]


def bare_digits(draft: Draft) -> list[str]:
    """Each digit outside all figures, with what stands around it."""
    found = []
    for text in texts_of({name: value for name, value in draft.context.items() if name not in OPEN}):
        plain = unmarked(text)
        inside = {place for _, start, end in places(text) for place in range(start, end)}
        bare = [place for place, one in enumerate(plain) if one.isdigit() and place not in inside]
        found += [plain[max(0, place - 8) : place + 8] for place in bare]
    return found
