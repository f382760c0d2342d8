"""Labels of a paper recognised from its picture as its form spells them."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from rapidfuzz.distance import Editop, Levenshtein

from extractors.readers.boxes import text_to_boxes
from extractors.survey.page_ends import joined_at_page_ends
from model.document import Cell, Document, Table
from model.form import FormAxis, FormDefinition, FormField
from model.layout import Layout
from model.place import UNSURE
from text.label_folding import trim_section
from text.label_near import CONTRAST, LIGHT_COUNT, near
from text.label_sections import FILLED_IN
from text.label_words import LABEL_ENDINGS, NAME_LABELS, NEVER_LABELS, OTHER_LABELS, OTHER_SECTIONS
from text.labels import LabelIndex, fold_label, is_known_label, is_section, layout_to_index, match_label

_FEWEST = 4
"""A label of fewer letters is another one with one of them changed."""
_MOST = 24
_TWO_ODD_FROM = 8
_LEFT_OUT_FROM = 6
_LIGHT = LIGHT_COUNT | frozenset('是否')
_ROUND = str.maketrans({'●': '☑', '○': '□', '◯': '□', '〇': '□'})
_DIGIT = re.compile(r'\d')
_SQUARES = re.compile('[□☐☑■]')


def is_recognised(document: Document) -> bool:
    """Whether a recogniser read the paper's letters from its picture."""
    return any(one.code == 'text_recognised' or one.code in UNSURE for one in document.problems)


def respelled(document: Document, definition: FormDefinition, layout: Layout | None = None) -> Document:
    """A recognised paper with its odd labels as the form spells them; any other paper as it is.

    A label is odd where the form and the words of all forms do not know it. It is one of the form's if it
    has that one's letters in another order, as narrow cells come to be read ('批单准位'), if a letter or two
    are none that labels have, or where the next cell below it, cut off by the page's end, makes it whole.
    """
    if not is_recognised(document):
        return document
    spelling = _Spelling(layout_to_index(definition.fields, layout), _form_to_words(definition))
    blocks = tuple(
        replace(block, cells=tuple(_respelled(_whole(block.cells, spelling), spelling)))
        if isinstance(block, Table)
        else block
        for block in document.blocks
    )
    return replace(document, blocks=blocks)


@dataclass(frozen=True, slots=True)
class _Words:
    """A form's labels by their letters in order and by what they stand for; letters: all that labels have."""

    sorted: Mapping[str, tuple[str, ...]]
    meaning: Mapping[str, frozenset[str]]
    letters: frozenset[str]


@dataclass(slots=True)
class _Spelling:
    index: LabelIndex
    words: _Words
    met: dict[str, str | None] = field(default_factory=dict)

    def knows(self, text: str) -> bool:
        """Whether a text is a label or a section as it stands."""
        return is_known_label(text, self.index) or is_section(text, self.index)

    def is_read(self, text: str) -> bool:
        """Whether a text is an option, or comes near enough to a label to be read as it stands."""
        folded = fold_label(text)
        if folded in self.index.options or match_label(text, self.index) is not None:
            return True
        return any(near(folded, fold_label(label), countable=True) for label in self.words.meaning)

    def of(self, text: str) -> str | None:
        """The form's own spelling of an odd label; None for what is known, and for what is no label."""
        if text not in self.met:
            self.met[text] = self._find(text)
        return self.met[text]

    def _find(self, text: str) -> str | None:
        letters = _letters(text)
        han = ''.join(one for one in letters if '\u4e00' <= one <= '\u9fff')
        if len(letters) == len(han) + 1 >= _FEWEST and not self.knows(text) and self.knows(han):
            return han  # beside a stroke or a star that was read as a letter
        if FILLED_IN.search(text) or _DIGIT.search(text):
            return None
        if not _FEWEST <= len(letters) <= _MOST or not all('\u4e00' <= one <= '\u9fff' for one in letters):
            return None
        if self.knows(text) or self.is_read(text):
            return None
        again = self.words.sorted.get(_in_order(letters), ())
        return _the_one(again, self.words) or _the_one(tuple(_with_odd(letters, self.words)), self.words)


@lru_cache(maxsize=64)
def _form_to_words(definition: FormDefinition) -> _Words:
    meaning: dict[str, set[str]] = defaultdict(set)
    lines = (*definition.matrix.lines, *definition.matrix.columns) if definition.matrix else ()
    asked: tuple[FormField | FormAxis, ...] = (*definition.fields, *lines)
    for one in asked:
        for label in (*one.labels, *one.under):
            meaning[label].add(one.id)
    by_letters: dict[str, list[str]] = defaultdict(list)
    for label in meaning:
        by_letters[_in_order(_letters(label))].append(label)
    common = (*NAME_LABELS, *NEVER_LABELS, *OTHER_LABELS, *OTHER_SECTIONS, *LABEL_ENDINGS)
    return _Words(
        {key: tuple(labels) for key, labels in by_letters.items()},
        {label: frozenset(ids) for label, ids in meaning.items()},
        frozenset(''.join((*meaning, *common))),
    )


@lru_cache(maxsize=8192)
def _letters(text: str) -> str:
    return ''.join(one for one in unicodedata.normalize('NFKC', text) if one.isalpha())


def _in_order(letters: str) -> str:
    return ''.join(sorted(one for one in letters if one not in _LIGHT))


def _the_one(labels: Sequence[str], words: _Words) -> str | None:
    """The label, where all of them stand for the same."""
    return labels[0] if len({words.meaning[label] for label in labels}) == 1 else None


def _with_odd(letters: str, words: _Words) -> Iterator[str]:
    """The labels that letters are but for what no label has, was read twice, or is left out."""
    may = 2 if len(letters) >= _TWO_ODD_FROM else 1
    for label in words.meaning:
        wanted = _letters(label)
        if len(wanted) < _FEWEST or Levenshtein.distance(letters, wanted, score_cutoff=may) > may:
            continue
        edits = Levenshtein.editops(letters, wanted)
        if edits and all(_is_misread(edit, letters, wanted, words) for edit in edits):
            yield label


def _is_misread(edit: Editop, letters: str, wanted: str, words: _Words) -> bool:
    tag, at, there = edit.tag, edit.src_pos, edit.dest_pos
    if tag == 'insert':
        return wanted[there] not in CONTRAST | LIGHT_COUNT and len(wanted) >= _LEFT_OUT_FROM
    if tag == 'delete':
        return letters[at] not in words.letters or letters[at] in letters[max(at - 1, 0) : at]
    return letters[at] not in words.letters and wanted[there] not in CONTRAST


def _whole(cells: Sequence[Cell], spelling: _Spelling) -> list[Cell]:
    return _made_whole(joined_at_page_ends(cells, spelling.index), spelling)


def _made_whole(cells: Sequence[Cell], spelling: _Spelling) -> list[Cell]:
    """The cells, each label with the one below it that makes it a known label, where alone it is none."""
    at = {(cell.row, cell.col, cell.colspan): cell for cell in cells}
    whole: dict[int, Cell] = {}
    taken: set[int] = set()
    for cell in cells:
        under = at.get((cell.row + cell.rowspan, cell.col, cell.colspan))
        if under is None or id(cell) in taken or not _are_words(cell, under):
            continue
        text = ''.join((cell.text + under.text).split())
        if len(text) <= _MOST and not spelling.knows(under.text) and _makes_one(cell.text, text, spelling):
            whole[id(cell)] = replace(cell, text=text, rowspan=cell.rowspan + under.rowspan)
            taken.add(id(under))
    return [whole.get(id(cell), cell) for cell in cells if id(cell) not in taken]


def _are_words(cell: Cell, under: Cell) -> bool:
    return all(one.text.strip() and not one.boxes and not _SQUARES.search(one.text) for one in (cell, under))


def _makes_one(above: str, text: str, spelling: _Spelling) -> bool:
    index = spelling.index
    known = is_known_label(text, index) or trim_section(text) in index.sections
    return len(_letters(text)) >= _FEWEST and known and not is_known_label(above, index)


def _respelled(cells: Sequence[Cell], spelling: _Spelling) -> Iterator[Cell]:
    for cell in cells:
        if cell.boxes or _SQUARES.search(cell.text):
            text = cell.text.translate(_ROUND)
            yield replace(cell, text=text, boxes=text_to_boxes(text)) if text != cell.text else cell
        else:
            text = spelling.of(cell.text) or cell.text
            yield cell if text == cell.text else replace(cell, text=text)
