"""Options in a row of which the chosen ones bear a tick, with no box at the others: '工会√ 共青团 妇联√'."""

from __future__ import annotations

import re
import unicodedata

from model.document import CheckBox
from model.form import FormField
from text.option_words import OPTION_WORDS

_TICK = '√✓✔'
_EMPTY = re.compile('[□☐○◯〇]')
_ANSWERS = ('是', '否', '有', '无')


def row_to_boxes(field: FormField, text: str) -> tuple[CheckBox, ...]:
    """The boxes of a row of the field's own options and ticks and nothing else; () for any other text.

    A tick belongs to the option that it touches; where blanks are lost, as in pictures, a row that begins or
    ends with a tick tells; else checked is None for all. Example: '工会√ 共青团' ticks 工会; of '工会√共青团'
    nobody can say.
    """
    text = unicodedata.normalize('NFKC', text)
    names = _names(field)
    if not names or not re.search(f'[{_TICK}]', text) or _EMPTY.search(text):
        return ()
    pieces = re.findall(rf'[{_TICK}]|{"|".join(map(re.escape, names))}|\s+|.', text)
    words = [piece for piece in pieces if piece in names]
    if len(words) < 2 or any(piece not in names and piece not in _TICK and piece.strip() for piece in pieces):
        return ()
    return _by_side(pieces, words)


def _names(field: FormField) -> list[str]:
    if field.type == 'yes_no':
        return list(_ANSWERS)
    known = [name for option in field.options for name in (option, *OPTION_WORDS.get(option, ()))]
    return sorted({unicodedata.normalize('NFKC', name) for name in known}, key=len, reverse=True)


def _by_side(pieces: list[str], words: list[str]) -> tuple[CheckBox, ...]:
    solid = [piece for piece in pieces if piece.strip()]
    before = sum(_touches(pieces, place, 1) for place in _ticks(pieces))
    after = sum(_touches(pieces, place, -1) for place in _ticks(pieces))
    leads, follows = solid[0] in _TICK, solid[-1] in _TICK
    is_clear = leads != follows if leads or follows else before != after
    ahead = leads if leads != follows else before > after
    step = -1 if ahead else 1
    marked = set(_ticks(solid))
    boxes = [
        CheckBox(piece, place + step in marked if is_clear else None)
        for place, piece in enumerate(solid)
        if piece in words
    ]
    return tuple(boxes)


def _ticks(pieces: list[str]) -> list[int]:
    return [place for place, piece in enumerate(pieces) if piece in _TICK]


def _touches(pieces: list[str], place: int, step: int) -> bool:
    return 0 <= place + step < len(pieces) and bool(pieces[place + step].strip())
