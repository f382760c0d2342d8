"""The container of a Word 97-2003 document: its streams and its file information block ([MS-DOC] 2.5).

WPS writes the same format, in a container whose class id is its own. The block names the places of all
other structures; its parts differ in length from one version to the next, and no length that it claims
is trusted beyond the data.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from enum import IntEnum
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from extractors.readers import ole
from model.errors import Damaged, Encrypted, NeedsConversion

WORD = 'WordDocument'
BROKEN = "文件内部结构已损坏，读不全；请让来文单位重新发一份，或用 Word、WPS 打开另存后再放入"

_LOCKED = "设了打开密码，读不了；请用 Word 或 WPS 打开，取消密码另存后再放入"
_OLD = "是 Word 95 或更早的 .doc，不能直接读取；请用 Word 或 WPS 打开，另存为 .docx 再放入"
_WORKS = "是微软 Works 的 .wps（不是 WPS 文字），不能直接读取；请用能打开它的程序另存为 .docx 再放入"
_ENCRYPTED, _SECOND_TABLE = 0x0100, 0x0200
_OLDEST = 0xC0


class At(IntEnum):
    """Which pair of FibRgFcLcb97 (2.5.6) tells where a structure lies in the table stream."""

    STYLES = 1
    FOOTNOTE_REFS = 2
    FOOTNOTES = 3
    COMMENTS = 5
    SECTIONS = 6
    MARGINS = 11
    CHARACTERS = 12
    PARAGRAPHS = 13
    FONTS = 15
    SETTINGS = 31
    PIECES = 33
    ANCHORS = 40
    MARGIN_ANCHORS = 41
    ENDNOTE_REFS = 46
    ENDNOTES = 47
    DRAWINGS = 50
    BOXES = 56
    MARGIN_BOXES = 58
    LISTS = 73
    LIST_OVERRIDES = 74


class Range(NamedTuple):
    """Character positions from first up to end."""

    first: int
    end: int


class Stories(NamedTuple):
    """The ranges of a document's stories, in the order in which they share one text (2.4.1)."""

    body: Range
    footnotes: Range
    margins: Range
    macros: Range
    comments: Range
    endnotes: Range
    boxes: Range
    margin_boxes: Range


@dataclass(frozen=True, slots=True)
class DocFile:
    """A document's streams with the places the file information block names; names are all streams."""

    names: tuple[str, ...]
    word: bytes
    table: bytes
    data: bytes
    stories: Stories
    places: tuple[int, ...]

    def start(self, at: At) -> int:
        """Where a structure begins in the table stream, 0 where the block is too short to name it."""
        return self.places[at * 2] if at * 2 < len(self.places) else 0

    def part(self, at: At) -> bytes:
        """The bytes of a structure, b'' where the document has none; cut short where the stream ends."""
        if at * 2 + 1 >= len(self.places):
            return b''
        first, size = self.places[at * 2 : at * 2 + 2]
        return self.table[first : first + size]


def open_file(path: Path) -> DocFile:
    """The streams of a .doc or .wps.

    Raises Damaged, Encrypted (a password), NeedsConversion (Word 95 and older, Microsoft Works).
    """
    names = ole.list_streams(path)
    streams = ole.read_streams(path, WORD, '0Table', '1Table', 'Data')
    word = streams.get(WORD, b'')
    if not word and WORD not in names:
        raise NeedsConversion(_WORKS)
    if len(word) < 34:
        raise Damaged(BROKEN)
    version, flags = struct.unpack_from('<2xH6xH', word)
    if version < _OLDEST:
        raise NeedsConversion(_OLD)
    if flags & _ENCRYPTED:
        raise Encrypted(_LOCKED)
    first, other = ('1Table', '0Table') if flags & _SECOND_TABLE else ('0Table', '1Table')
    table = streams.get(first) or streams.get(other)
    if not table:
        raise Damaged(BROKEN)
    stories, places = _block(word)
    return DocFile(names, word, table, streams.get('Data', b''), stories, places)


def _block(word: bytes) -> tuple[Stories, tuple[int, ...]]:
    """The lengths of the stories and the (place, length) pairs: two parts, each behind its own count."""
    try:
        longs = 34 + 2 * struct.unpack_from('<H', word, 32)[0]
        counts = struct.unpack_from('<8i', word, longs + 2 + 12)
        pairs = longs + 2 + 4 * struct.unpack_from('<H', word, longs)[0]
        count = struct.unpack_from('<H', word, pairs)[0]
    except struct.error as short:
        raise Damaged(BROKEN) from short
    if counts[0] <= 0 or min(counts) < 0:
        raise Damaged(BROKEN)
    count = min(count, (len(word) - pairs - 2) // 8)
    ends = [sum(counts[: index + 1]) for index in range(8)]
    ranges = [Range(end - size, end) for end, size in zip(ends, counts, strict=True)]
    return Stories(*ranges), struct.unpack_from(f'<{count * 2}I', word, pairs + 2)


def consecutive(positions: list[int]) -> list[Range]:
    """The ranges between positions; one that goes back over what was before it is empty."""
    reached = 0
    ranges = []
    for first, end in pairwise(positions):
        ranges.append(Range(first, end if first >= reached else first))
        reached = max(reached, end)
    return ranges


def read_plc(data: bytes, size: int) -> tuple[list[int], list[bytes]]:
    """A plex (2.2.2): n + 1 positions, then n items of this size; both are () where it is too short."""
    count = (len(data) - 4) // (4 + size)
    if count < 0:
        return [], []
    base = (count + 1) * 4
    items = [data[base + index * size : base + (index + 1) * size] for index in range(count)]
    return list(struct.unpack_from(f'<{count + 1}I', data)), items
