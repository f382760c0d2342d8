"""Formatting by position: the pages of runs that a Word binary keeps for characters and paragraphs.

Runs are told by place in the file, in pages of 512 bytes ([MS-DOC] 2.9.33 ChpxFkp, 2.9.174 PapxFkp), and
come to positions through the pieces. A page that is broken loses its runs, which is told, and no more.
"""

from __future__ import annotations

import struct
from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from extractors.readers.doc.file import At, DocFile, read_plc
from extractors.readers.doc.sprms import (
    P_HUGE,
    P_HUGE_OLD,
    P_TABLE,
    T_DEFINITION,
    T_INSERT,
    read_sprms,
)
from extractors.readers.doc.text import Piece

_PAGE = 512
_PAGE_NUMBER = 0x3FFFFF
_NORMAL = b'\0\0'
"""A paragraph without formatting of its own: in style 0."""

_CHARACTER_ITEM, _PARAGRAPH_ITEM = 1, 13


class Run(NamedTuple):
    """Bytes first..end of the stream and their formatting."""

    first: int
    end: int
    data: bytes


@dataclass(frozen=True, slots=True)
class Spans:
    """Formatting by position: data[i] holds from starts[i] up to the next start."""

    starts: list[int]
    data: list[bytes]

    def at(self, position: int) -> bytes:
        """What holds at a position, b'' where nothing is said."""
        index = bisect_right(self.starts, position) - 1
        return self.data[index] if index >= 0 else b''

    def between(self, first: int, end: int) -> Iterator[tuple[int, int, bytes]]:
        """(first, end, data) of the spans that share a range, cut to it."""
        index = max(bisect_right(self.starts, first) - 1, 0)
        while first < end:
            following = self.starts[index + 1] if index + 1 < len(self.starts) else end
            stop = min(following, end)
            if stop > first:
                yield first, stop, self.data[index] if self.data and self.starts[index] <= first else b''
                first = stop
            index += 1


def read_formats(file: DocFile, pieces: tuple[Piece, ...]) -> tuple[Spans, Spans, int]:
    """Formatting of characters, of paragraphs (two bytes of style, then modifiers), and pages lost."""
    characters, lost = _read_pages(file, At.CHARACTERS, _character_run)
    paragraphs, more = _read_pages(file, At.PARAGRAPHS, _paragraph_run)
    spans = _runs_to_spans(characters, pieces, b''), _runs_to_spans(paragraphs, pieces, _NORMAL)
    return *spans, lost + more


def with_far_parts(papx: bytes, file: DocFile) -> bytes:
    """A paragraph's formatting with what did not fit there and lies in the Data stream (2.6.2).

    A row defined there (sprmPTableProps) is behind that modifier once more: what the paragraph itself says
    of the row is for older readers.
    """
    whole = papx
    for code, operand in read_sprms(papx[2:]):
        if code in (P_HUGE, P_HUGE_OLD, P_TABLE):
            place = int.from_bytes(operand, 'little')
            size = int.from_bytes(file.data[place : place + 2], 'little')
            far = file.data[place + 2 : place + 2 + size]
            defines = any(each.code in (T_DEFINITION, T_INSERT) for each in read_sprms(far))
            whole += (struct.pack('<HI', code, 0) if code == P_TABLE and defines else b'') + far
    return whole


def _read_pages(
    file: DocFile, at: At, to_run: Callable[[bytes, int, int, int], bytes]
) -> tuple[list[Run], int]:
    """All runs in the order of the file, and how many pages were broken or missing."""
    _, items = read_plc(file.part(at), 4)
    runs: list[Run] = []
    lost = 0 if items else 1
    for number in dict.fromkeys(int.from_bytes(item, 'little') & _PAGE_NUMBER for item in items):
        page = file.word[number * _PAGE : (number + 1) * _PAGE]
        found = _page_to_runs(page, to_run)
        lost += not found
        runs += found
    runs.sort(key=lambda run: run.first)
    return runs, lost


def _page_to_runs(page: bytes, to_run: Callable[[bytes, int, int, int], bytes]) -> list[Run]:
    """The runs of one page, [] where the page is broken."""
    item = _CHARACTER_ITEM if to_run is _character_run else _PARAGRAPH_ITEM
    count = page[-1] if len(page) == _PAGE else 0
    if not count or (count + 1) * 4 + count * item >= _PAGE:
        return []
    places = struct.unpack_from(f'<{count + 1}I', page)
    if any(end < first for first, end in pairwise(places)):
        return []
    base = (count + 1) * 4
    return [
        Run(places[index], places[index + 1], to_run(page, base + index * item, index, count))
        for index in range(count)
    ]


def _character_run(page: bytes, at: int, index: int, count: int) -> bytes:  # noqa: ARG001  # as _paragraph_run
    offset = page[at] * 2
    return page[offset + 1 : offset + 1 + page[offset]] if offset else b''


def _paragraph_run(page: bytes, at: int, index: int, count: int) -> bytes:  # noqa: ARG001  # as _character_run
    offset = page[at] * 2
    if not offset:
        return _NORMAL
    if page[offset]:
        return page[offset + 1 : offset + page[offset] * 2]
    return page[offset + 2 : offset + 2 + page[offset + 1] * 2]


def _runs_to_spans(runs: list[Run], pieces: tuple[Piece, ...], unsaid: bytes) -> Spans:
    """Runs by position; what a piece itself says is put behind what the run says, as it is applied last.

    Where no run says anything, as behind a page that is lost, it is what is unsaid.
    """
    starts: list[int] = []
    data: list[bytes] = []
    places = [run.first for run in runs]
    for piece in pieces:
        stop = piece.offset + (piece.end - piece.first) * piece.width
        starts.append(piece.first)
        data.append(unsaid + piece.grpprl)
        for index in range(max(bisect_right(places, piece.offset) - 1, 0), len(runs)):
            run = runs[index]
            if run.first >= stop:
                break
            if run.end > piece.offset:
                starts.append(piece.first + max(run.first - piece.offset, 0) // piece.width)
                data.append(run.data + piece.grpprl)
                if run.end < min(stop, places[index + 1] if index + 1 < len(runs) else stop):
                    starts.append(piece.first + (run.end - piece.offset) // piece.width)
                    data.append(unsaid + piece.grpprl)
    if any(following < start for start, following in pairwise(starts)):  # runs of a broken page overlap
        order = sorted(range(len(starts)), key=starts.__getitem__)
        starts, data = [starts[index] for index in order], [data[index] for index in order]
    return Spans(starts, data)
