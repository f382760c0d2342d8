"""What people write as evidence: a paper of the register, a file of 发文/; nothing else of this machine."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from office.config import Workplace

_REGISTER = re.compile(r'(?:收文)?第?(\d{1,9})号?(?:《.*》)?(?:（[^（）]*）)?')
_FILE = re.compile(r'(.+)（sha256 ([0-9a-f]{64})）')
_BETWEEN = '、，,；;\n'
_DEPTH = {'《': 1, '（': 1, '》': -1, '）': -1}


class Named(NamedTuple):
    """A piece of evidence: its words, the register number or the hash it tells (None: none)."""

    name: str
    register: int | None = None
    sha256: str | None = None


def text_to_names(text: str) -> list[Named]:
    """The pieces of an evidence column, one after another.

    They are told apart by stops that stand in no title and no brackets: a duty closed with a paper of the
    register bears 收文第2号《甲、乙两县的报告》（示民报〔2026〕4号）, with a file 发文/报告.docx（sha256 …）.
    """
    recorded = _FILE.fullmatch(text.strip())
    pieces = [recorded[0]] if recorded and '（sha256 ' not in recorded[1] else _pieces(text)
    return [_named(piece) for piece in map(str.strip, pieces) if piece]


def _pieces(text: str) -> Iterator[str]:
    start = depth = 0
    for position, letter in enumerate(text):
        depth = max(0, depth + _DEPTH.get(letter, 0))
        if letter in _BETWEEN and not depth:
            yield text[start:position]
            start = position + 1
    left = text[start:]
    yield from re.split(f'[{_BETWEEN}]', left) if depth else [left]


def _named(piece: str) -> Named:
    number = _REGISTER.fullmatch(piece)
    if number:
        return Named(piece, int(number[1]))
    told = _FILE.fullmatch(piece)
    return Named(told[1], None, told[2]) if told else Named(piece)


def file_sent(place: Workplace, name: str) -> Path | None:
    """The file of this name in 发文/, told with or without that folder; None where there is none.

    Other units write evidence too: whatever else lies on this machine is none of theirs.
    """
    outbox = place.rooms.outbox.resolve()
    try:
        path = (outbox / name.removeprefix(f'{outbox.name}/')).resolve()
        return path if path.is_relative_to(outbox) and path.is_file() else None
    except (OSError, ValueError):  # longer than any name, or holding NUL
        return None
