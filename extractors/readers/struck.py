"""Struck-out text: words crossed out on paper, no longer said; of printed options, the one left stands.

Forms print '是/否' and have what does not apply crossed out. What is struck never stands in the text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby
from typing import NamedTuple

from extractors.readers.box_marks import YES_NO, text_to_marks
from model.document import CheckBox
from model.place import Problem, Severity, Where

_LONGEST_OPTION = 12
_BETWEEN = re.compile(r'[/／|｜、，,；;\s\u3000]')
_SHOWN = 40


class Choice(NamedTuple):
    """The one option that was left standing, and all of them as boxes."""

    text: str
    boxes: tuple[CheckBox, ...]


def struck_to_choice(text: str, struck: Sequence[tuple[int, str]]) -> Choice | None:
    """A text, and what was struck out at its places, as a choice; None unless exactly one option is left.

    Example: ('是/', [(2, '否')]) -> '是' with the boxes 是 (chosen) and 否 (not chosen).
    """
    options = None if text_to_marks(text) else _options(text, struck)
    standing = [word for word, is_struck in options or () if not is_struck]
    if options is None or len(options) < 2 or len(standing) != 1:
        return None
    return Choice(standing[0], tuple(CheckBox(word, not is_struck) for word, is_struck in options))


def struck_problem(struck: Sequence[tuple[int, str]], choice: Choice | None, where: Where) -> Problem:
    """The struck words, and what was made of them."""
    words = "、".join(word.strip() for _, word in struck)
    shown = words if len(words) <= _SHOWN else f'{words[:_SHOWN]}…'
    taken = f"按选“{choice.text}”读入" if choice else "按已删去处理，没有读入"
    return Problem('struck_text', Severity.REVIEW, f"此处划掉了“{shown}”，{taken}；请对照原件核对", where)


def _options(text: str, struck: Sequence[tuple[int, str]]) -> list[tuple[str, bool]] | None:
    """The words in order with whether each is struck; None where a word is struck in part only, or long."""
    found: list[tuple[str, bool]] = []
    joined = False
    for is_struck, piece in _pieces(text, struck):
        if is_struck is None:
            joined = False
            continue
        if len(piece) > _LONGEST_OPTION or (joined and not (piece in YES_NO and found[-1][0] in YES_NO)):
            return None
        found.append((piece, is_struck))
        joined = True
    return found


def _pieces(text: str, struck: Sequence[tuple[int, str]]) -> list[tuple[bool | None, str]]:
    """Runs of standing (False) or struck (True) characters, and of separators (None)."""
    characters: list[tuple[str, bool]] = []
    last = 0
    for place, words in struck:
        characters += [(char, False) for char in text[last:place]] + [(char, True) for char in words]
        last = place
    characters += [(char, False) for char in text[last:]]
    keyed = groupby(characters, lambda pair: None if _BETWEEN.fullmatch(pair[0]) else pair[1])
    return [(key, ''.join(char for char, _ in run)) for key, run in keyed]
