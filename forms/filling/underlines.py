"""Lines to write on: under a run's empty text, or drawn with underscores; both stay as long as they were."""

from __future__ import annotations

from forms.filling.spans import Element
from forms.filling.wordml import RPR, RUN, VAL, Atom, W, paragraph_to_atoms, text_of
from forms.filling.writing import Style, replace_text


def width(text: str) -> int:
    """Columns that a text takes: Han and full-width characters two, others one."""
    return sum(1 if ord(char) < 0x1100 else 2 for char in text)


def is_underlined(run: Element | None) -> bool:
    """Whether a run draws a line under its text."""
    mark = None if run is None else run.find(f'{RPR}/{W}u')
    return mark is not None and mark.get(VAL) not in (None, 'none')


def underlined_atoms(paragraph: Element, start: int, end: int) -> list[tuple[int, int, Atom]]:
    """The pieces of text[start:end] that have a line under them, each with its place."""
    found, place = [], 0
    for atom in paragraph_to_atoms(paragraph):
        last = place + len(atom.text)
        run = next((each for each in (atom.element, *atom.element.iterancestors()) if each.tag == RUN), None)
        if place < end and last > start and is_underlined(run):
            found.append((place, last, atom))
        place = last
    return found


def underlined_part(paragraph: Element, start: int, end: int) -> tuple[int, int]:
    """The part of a gap that has a line under it; the whole gap where none has."""
    spans = underlined_atoms(paragraph, start, end)
    return (max(spans[0][0], start), min(spans[-1][1], end)) if spans else (start, end)


def kept_width(paragraph: Element, start: int, end: int, value: str) -> str:
    """A value for an underlined gap with space around it, so that the line stays as long as it was."""
    atoms = underlined_atoms(paragraph, start, end)
    if not atoms or '\n' in value:
        return value
    old = ''.join(atom.text[max(start - first, 0) : end - first] for first, _, atom in atoms)
    spare = max(width(old.replace('\t', ' ' * 8)) - width(value), 0)
    return ' ' * (spare // 2) + value + ' ' * (spare - spare // 2)


def write_on_line(paragraph: Element, start: int, end: int, value: str) -> None:
    """A value between underscores, underlined itself, so that the line goes through."""
    old = text_of(paragraph_to_atoms(paragraph))[start:end]
    first = start + min(place for place in (old.find('_'), old.find('＿')) if place >= 0)
    last = start + max(old.rfind('_'), old.rfind('＿')) + 1
    letter = '＿' if '＿' in old else '_'
    spare = max(width(old[first - start : last - start]) - width(value), 0) // width(letter)
    ahead = spare // 2
    # the line's own letters stay on both sides of the value, in their own run
    _replace_line(paragraph, (first, last), letter * ahead, letter * (spare - ahead), value)


def _replace_line(paragraph: Element, span: tuple[int, int], ahead: str, behind: str, value: str) -> None:
    first, last = span
    replace_text(paragraph, first, last, ahead + '\ue000' + behind)
    place = first + len(ahead)
    replace_text(paragraph, place, place + 1, value, Style(underlined='\n' not in value))
