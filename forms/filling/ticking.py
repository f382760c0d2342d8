"""Ticking: which mark goes with which word, and how each kind of mark is ticked."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from forms.filling.spans import Element
from forms.filling.wordml import SDT_CONTENT, SDT_PR, VAL, W14, Atom, T, W, fold, paragraph_to_atoms
from forms.filling.writing import replace_text

EMPTY_BOXES = '□☐▢◻◽⬜❏❐❑❒囗○◯\uf06f\uf071\uf072\uf0a3\uf0a8'
FULL_BOXES = '☑☒■√✓✔●⊠\uf0fe\uf052\uf0fd\uf053\uf0fc\uf050'

_TICKED = {
    **dict.fromkeys('□☐▢◻◽⬜❏❐❑❒囗口ロ', '☑'),
    **dict.fromkeys('○◯', '●'),
    **dict.fromkeys('\uf06f\uf071\uf072\uf0a8', '\uf0fe'),
    '\uf0a3': '\uf052',
}
_EMPTIED = {'☑': '☐', '☒': '☐', '■': '□', '⊠': '□', '●': '○', '\uf0fe': '\uf0a8', '\uf052': '\uf0a3'}
_EMPTIED |= dict.fromkeys('√✓✔', '')
_LETTERS = '口ロ'
_BRACKETS = re.compile(r'[（(\[【〔][ \u00a0\u3000]*[）)\]】〕]')
_WORD_END = re.compile(r'[\s，,、；;。：:/／|｜]+')


class Scope(NamedTuple):
    """text[start:end] of a paragraph: where a group of boxes stands."""

    paragraph: Element
    start: int
    end: int


class Mark(NamedTuple):
    """A mark in a paragraph's text at [start, end), and the words before and behind it."""

    paragraph: Element
    start: int
    end: int
    atom: Atom
    before: str
    behind: str


def tick(scopes: Sequence[Scope], options: Sequence[str], chosen: Sequence[str]) -> str | None:
    """Tick what is chosen and nothing else among the options; why not, in Chinese, where it cannot be done.

    Nothing is changed unless each word chosen stands with exactly one mark.
    """
    marks = [
        mark
        for scope in scopes
        for mark in _marks(scope.paragraph)
        if scope.start <= mark.start and mark.end <= scope.end
    ]
    if not marks:
        return _tick_words([scope.paragraph for scope in scopes], chosen)
    labelled = _labelled(marks, [*options, *chosen])
    found = []
    for word in chosen:
        fitting = [mark for mark, label in labelled if label == word]
        if len(fitting) != 1:
            told = "没有这个方框" if not fitting else f"有{len(fitting)}个方框都叫这个名字"
            return f"“{word}”{told}，请手工勾选"
        found += fitting
    others = [mark for mark, label in labelled if mark not in found and label]
    for mark in sorted([*found, *others], key=lambda each: -each.start):
        _settle(mark, ticked=mark in found)
    return None


def _marks(paragraph: Element) -> list[Mark]:
    atoms = paragraph_to_atoms(paragraph)
    text = ''.join(atom.text for atom in atoms)
    spans = _drawn(atoms, EMPTY_BOXES + FULL_BOXES)
    if not spans:
        spans = _bracketed(atoms, text) or _drawn(atoms, _LETTERS)
    starts = [0, *(end for _, end, _ in spans)]
    ends = [*(start for start, _, _ in spans), len(text)]
    pieces = [text[start:end] for start, end in zip(starts, ends, strict=True)]
    return [
        Mark(paragraph, start, end, atom, pieces[index], pieces[index + 1])
        for index, (start, end, atom) in enumerate(spans)
    ]


def _drawn(atoms: list[Atom], letters: str) -> list[tuple[int, int, Atom]]:
    found, place = [], 0
    for atom in atoms:
        if atom.kind == 'box':
            found.append((place, place + 1, atom))
        else:
            found += [(place + i, place + i + 1, atom) for i, char in enumerate(atom.text) if char in letters]
        place += len(atom.text)
    return found


def _bracketed(atoms: list[Atom], text: str) -> list[tuple[int, int, Atom]]:
    return [(*match.span(), atoms[0]) for match in _BRACKETS.finditer(text)]


def _labelled(marks: list[Mark], options: Sequence[str]) -> list[tuple[Mark, str | None]]:
    """Each mark with the option printed beside it: behind the marks or before them, whichever names more."""
    behind = [(mark, _option(mark.behind, options, at_end=False)) for mark in marks]
    before = [(mark, _option(mark.before, options, at_end=True)) for mark in marks]
    count = [sum(label is not None for _, label in pairs) for pairs in (behind, before)]
    leads = not marks[0].before.strip() or count[0] > count[1] or bool(marks[-1].behind.strip())
    return behind if count[0] and (leads or not count[1]) else before


def _option(piece: str, options: Sequence[str], *, at_end: bool) -> str | None:
    """The option that the words at a mark are: the word next to it, else what they begin or end with."""
    words = [fold(word) for word in _WORD_END.split(piece.strip()) if fold(word)]
    if not words:
        return None
    near, whole = words[-1 if at_end else 0], fold(piece)
    for option in sorted(dict.fromkeys(options), key=len, reverse=True):
        folded = fold(option)
        if folded and (folded in (near, whole)):
            return option
    ends = whole.endswith if at_end else whole.startswith
    return next(
        (each for each in sorted(options, key=len, reverse=True) if fold(each) and ends(fold(each))), None
    )


def _settle(mark: Mark, *, ticked: bool) -> None:
    """Draw a mark ticked or empty; one that is so already stays as it is."""
    atom = mark.atom
    if atom.kind == 'box':
        _settle_control(atom.element, ticked=ticked)
    elif mark.end - mark.start > 1:
        if ticked:
            replace_text(mark.paragraph, mark.start + 1, mark.end - 1, '√')
    else:
        _settle_character(mark, ticked=ticked)


def _settle_character(mark: Mark, *, ticked: bool) -> None:
    text = ''.join(atom.text for atom in paragraph_to_atoms(mark.paragraph))
    now = text[mark.start]
    new = _TICKED.get(now, now) if ticked else _EMPTIED.get(now, now)
    if new == now:
        return
    if mark.atom.kind == 'symbol':
        mark.atom.element.set(W + 'char', f'{ord(new):04X}')
        return
    _exchange(mark, new)


def _exchange(mark: Mark, new: str) -> None:
    """Exchange the one character in the w:t that holds it."""
    place = 0
    for atom in paragraph_to_atoms(mark.paragraph):
        if atom.kind == 'text' and place <= mark.start < place + len(atom.text):
            offset = mark.start - place
            atom.element.text = atom.text[:offset] + new + atom.text[offset + 1 :]
        place += len(atom.text)


def _settle_control(element: Element, *, ticked: bool) -> None:
    """A content control to tick, or a form field."""
    if element.tag == W + 'fldChar':
        box = element.find(f'{W}ffData/{W}checkBox')
        checked = box.find(W + 'checked')
        if checked is None:
            checked = box.makeelement(W + 'checked')
            box.append(checked)
        checked.set(VAL, str(int(ticked)))
        return
    box = element.find(SDT_PR).find(W14 + 'checkbox')
    state = box.find(W14 + 'checked')
    if state is None:
        state = box.makeelement(W14 + 'checked')
        box.insert(0, state)
    state.set(W14 + 'val', str(int(ticked)))
    drawn = box.find(W14 + ('checkedState' if ticked else 'uncheckedState'))
    code = None if drawn is None else drawn.get(W14 + 'val')
    printed = next(element.find(SDT_CONTENT).iter(T, W + 'sym'), None)
    if printed is not None and printed.tag == T:
        printed.text = chr(int(code, 16)) if code else '☑' if ticked else '☐'
    elif printed is not None and code:
        printed.set(W + 'char', code)


def _tick_words(paragraphs: Sequence[Element], chosen: Sequence[str]) -> str | None:
    """Options without boxes: the mark goes before each word chosen."""
    found = []
    for word in chosen:
        places = [
            (paragraph, match.start())
            for paragraph in paragraphs
            for text in [''.join(atom.text for atom in paragraph_to_atoms(paragraph))]
            for match in re.finditer(rf'(?<![^\W\d_]){re.escape(word)}(?![^\W\d_])', text)
        ]
        if len(places) != 1:
            return f"找不到可以勾选的“{word}”，请手工填写"
        found += places
    for paragraph, start in sorted(found, key=lambda each: -each[1]):
        replace_text(paragraph, start, start, '√')
    return None
