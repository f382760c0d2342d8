"""Struck-out words of a sheet's cells: whole cells by their font, parts of a text by those of its runs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from extractors.readers.sheets.xlsx_formats import value_to_text
from extractors.readers.sheets.xlsx_values import Source, unescape
from extractors.readers.sheets.xlsx_xml import Attributes, End, Start
from extractors.readers.struck import struck_problem, struck_to_choice
from model.document import Cell
from model.place import Problem

Runs = tuple[tuple[str, bool | None], ...]
"""A text in pieces, each with whether it is struck; None where it looks as its cell does."""


@dataclass(slots=True)
class TextTaker:
    """The pieces of one text (ECMA-376-1 CT_Rst) while they are met; phonetic hints are no text."""

    pieces: list[tuple[str, bool | None]] = field(default_factory=list)
    look: bool | None = None
    phonetic: bool = False

    def handlers(self) -> tuple[dict[str, Start], dict[str, End]]:
        """What takes an element's start and its end, by the element's name."""
        starts: dict[str, Start] = {
            'r': self._start_run, 'rPr': self._start_look, 'strike': self._take_strike,
            'rPh': self._start_phonetic,
        }  # fmt: skip
        return starts, {'t': self._end_text, 'rPh': self._end_phonetic}

    def _start_run(self, _: Attributes) -> None:
        self.look = None

    def _start_look(self, _: Attributes) -> None:
        self.look = False

    def _take_strike(self, about: Attributes) -> None:
        self.look = about.get('val') not in ('0', 'false')

    def _start_phonetic(self, _: Attributes) -> None:
        self.phonetic = True

    def _end_phonetic(self, _: str) -> None:
        self.phonetic = False

    def _end_text(self, text: str) -> None:
        if not self.phonetic:
            self.pieces.append((text, self.look))

    def take(self) -> tuple[str, Runs | None]:
        """The whole text as written, and its pieces where some have a look of their own; then begin anew."""
        pieces, self.pieces, self.look = self.pieces, [], None
        if all(look is None for _, look in pieces):
            return ''.join(text for text, _ in pieces), None
        return ''.join(text for text, _ in pieces), tuple((unescape(text), look) for text, look in pieces)


def strike(source: Source, runs: Runs | None, *, cell_struck: bool) -> Source:
    """A cell without what is struck out in it, which stands apart with its places in the text.

    Example: ('是/否', (('是/', None), ('否', True))) -> '是/' with (2, '否') struck out.
    """
    if source.kind == 'text' and runs:
        text, struck = '', []
        for piece, own in runs:
            if cell_struck if own is None else own:
                struck.append((len(text), piece))
            else:
                text += piece
        told = any(words.strip() for _, words in struck)
        return source._replace(value=text, struck=tuple(struck)) if told else source
    shown = value_to_text(source.value, source.number_format) or source.formula or ''
    if not cell_struck or source.kind == 'picture' or not shown.strip():
        return source
    return Source('', 'text', struck=((0, shown),))


def struck_cell_problems(found: Sequence[tuple[Source, Cell]]) -> Iterator[Problem]:
    """One problem for each cell of a row with struck words; one for all cells that nothing is left of."""
    gone: list[tuple[Source, Cell]] = []
    for source, cell in found:
        choice = struck_to_choice(source.value, source.struck)
        if source.value.strip() or choice:
            yield struck_problem(source.struck, choice, cell.where)
        else:
            gone.append((source, cell))
    if gone:
        yield struck_problem([one for source, _ in gone for one in source.struck], None, gone[0][1].where)
