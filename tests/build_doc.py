"""Word 97-2003 documents as Word and WPS write them ([MS-DOC]), small enough that a test shows what it reads.

A document is a list of paragraphs (`par`), rows of a table (`row`) among them; its other stories likewise.
`sprm` writes one modifier. The text may be cut into pieces that lie in the file in reverse, as fast saving
leaves them.
"""

import itertools
import struct
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from tests.build_ole import WORD_DOCUMENT, ole_file

IN_TABLE, ROW_END = (0x2416, 1), (0x2417, 1)
HIDDEN, STRUCK, DELETED, INSERTED, SPECIAL = 0x083C, 0x0837, 0x0800, 0x0801, 0x0855
DATA, PICTURE, SYMBOL, FONT, STYLE = 0x0806, 0x6A03, 0x6A09, 0x4A4F, 0x4A30
BEGINS, CONTINUES = 0x60, 0x20
_SIZES = (1, 1, 2, 4, 2, 2, 0, 3)
_PAGE = 512
_TEXT_AT = 2048
_WESTERN = ''.join(map(chr, range(128))) + '’'


class Par(NamedTuple):
    """A paragraph: runs of (text, modifiers), its own modifiers, its mark's, its style."""

    runs: tuple[tuple[str, bytes], ...]
    grpprl: bytes = b''
    end: str = '\r'
    style: int = 0
    mark: bytes = b''


class Box(NamedTuple):
    """A text box: its paragraphs, and the position in the body that anchors it, None for nowhere."""

    pars: list[Par]
    anchor: int | None = None


def sprm(code: int, operand: int | bytes = 1) -> bytes:
    """One modifier; a number is written as long as the code asks, bytes go behind their length."""
    size = _SIZES[code >> 13]
    if isinstance(operand, int):
        return struct.pack('<H', code) + (operand & (1 << size * 8) - 1).to_bytes(size, 'little')
    length = struct.pack('<H', len(operand) + 1) if code == 0xD608 else bytes([len(operand)])
    return struct.pack('<H', code) + length + operand


def sprms(*pairs: tuple[int, int]) -> bytes:
    """Several modifiers by (code, number)."""
    return b''.join(sprm(code, number) for code, number in pairs)


def par(
    text: str | Sequence[tuple[str, bytes]],
    grpprl: bytes = b'',
    end: str = '\r',
    style: int = 0,
    mark: bytes = b'',
) -> Par:
    """A paragraph; text is plain, or runs with their modifiers."""
    return Par(((text, b''),) if isinstance(text, str) else tuple(text), grpprl, end, style, mark)


def cell(text: str) -> list[Par]:
    """A cell with one paragraph for each line."""
    *lines, last = text.split('\n')
    return [*(par(line, sprms(IN_TABLE)) for line in lines), par(last, sprms(IN_TABLE), '\x07')]


def row(
    *texts: str, edges: Sequence[int] = (), flags: Sequence[int] = (), more: bytes = b'', mark: bytes = b''
) -> list[Par]:
    """A row: cells of text between these edges (twips); without edges none are written down."""
    cells = [each for text in texts for each in cell(text)]
    definition = b''
    if edges:
        merges = [*flags, *[0] * (len(texts) - len(flags))]
        definition = bytes([len(edges) - 1]) + struct.pack(f'<{len(edges)}h', *edges)
        definition = sprm(0xD608, definition + b''.join(struct.pack('<H18x', flag) for flag in merges))
    return [*cells, par('', sprms(IN_TABLE, ROW_END) + definition + more, '\x07', mark=mark)]


def field(code: str, result: str = '', data_at: int | None = None) -> list[tuple[str, bytes]]:
    """The runs of a field; data_at is the place of a form field's data in the Data stream."""
    special = sprm(SPECIAL)
    form = [] if data_at is None else [('\x01', special + sprm(DATA) + sprm(PICTURE, data_at))]
    shown = [('\x14', special), (result, b'')] if result else []
    return [('\x13', special), (code, b''), *form, *shown, ('\x15', special)]


def box_data(*, ticked: int = 25, default: int = 0, kind: int = 1, entries: Sequence[str] = ()) -> bytes:
    """The Data stream's record of a form field (FFData): kind 1 is a tick box, 2 a choice."""
    words = b''.join(struct.pack('<H', len(each)) + each.encode('utf-16-le') for each in entries)
    table = struct.pack('<HHH', 0xFFFF, len(entries), 0) + words if kind == 2 else b''
    inner = struct.pack('<IHHH', 0xFFFFFFFF, kind | ticked << 2, 0, 0) + bytes(4)
    inner += struct.pack('<H', default) + bytes(4) * 5 + table
    return struct.pack('<IH62x', len(inner) + 68, 68) + inner


def level(system: int, text: str, start: int = 1, follow: int = 2) -> bytes:
    r"""A list level (LVL): '\0' in the text stands for the first level's number, and so on."""
    places = bytes(index + 1 for index, char in enumerate(text) if char < '\t')
    head = struct.pack('<iBB9sB12x', start, system, 0, places, follow)
    return head + struct.pack('<H', len(text)) + text.encode('utf-16-le')


def doc(
    path: Path,
    pars: Iterable[Par],
    *,
    notes: Sequence[list[Par]] = (),
    margins: Sequence[list[Par]] = (),
    comments: Sequence[list[Par]] = (),
    boxes: Sequence[Box] = (),
    drawings: bytes = b'',
    styles: Sequence[tuple[int, int, bytes, bytes]] = (),
    fonts: Sequence[str] = (),
    lists: Sequence[list[bytes]] = (),
    overrides: Sequence[tuple[int, bytes, int]] = (),
    cuts: Sequence[int] = (),
    prms: Mapping[int, int] | None = None,
    groups: Sequence[bytes] = (),
    narrow: bool = False,
    sections: Sequence[bytes] = (),
    version: int = 0xC1,
    flags: int = 0x0200,
    pairs: int = 93,
    data: bytes = b'',
    parts: Mapping[int, bytes] | None = None,
    class_id: bytes = WORD_DOCUMENT,
    streams: Mapping[str, bytes] | None = None,
) -> Path:
    """A whole document; parts replace structures in the table stream by their number in FibRgFcLcb97.

    styles are (kind, base, paragraph, character), lists their levels, overrides (list, changes, count);
    margins are the stories of PlcfHdd behind the separators; prms are by piece; flags 0x0200 is 1Table.
    """
    stories = [
        list(pars),
        *map(_joined, (notes, margins, (), comments, (), [each.pars for each in boxes], ())),
    ]
    every = [each for story in stories for each in story]
    every += [par('')] if any(stories[1:]) else []
    counts = [sum(map(_length, story)) for story in stories]
    text, runs, papx = _flatten(every)
    pieces = _pieces(text, cuts, narrow=narrow)
    stream = b''.join(_bytes(text[each.first : each.end], each.width) for each in reversed(pieces))
    page = -(-(_TEXT_AT + len(stream)) // _PAGE)
    characters, paragraphs = _pages(_by_place(runs, pieces), 1), _pages(_by_place(papx, pieces), 13)
    sections_at = (page + len(characters) + len(paragraphs)) * _PAGE
    tables = {
        12: _plc_of_pages(characters, page),
        13: _plc_of_pages(paragraphs, page + len(characters)),
        15: _fonts(fonts),
        31: b'\x01' + bytes(83),
        33: _clx(pieces, groups, prms or {}),
        50: drawings,
        1: _styles(styles),
        **_notes(2, notes),
        **_notes(4, comments),
        **_boxes(boxes),
        **({11: _plc([*_ends([[]] * 6 + list(margins)), counts[2]], [])} if margins else {}),
        **_sections(sections, counts[0], sections_at),
        **_lists(lists, overrides),
        **(parts or {}),
    }
    places, table = _lay(tables, pairs)
    word = (_fib(version, flags, counts) + places).ljust(_TEXT_AT, b'\0') + stream
    word = word.ljust(page * _PAGE, b'\0') + b''.join(data for *_, data in [*characters, *paragraphs])
    word += b''.join(struct.pack('<H', len(each)) + each for each in sections)
    named = {'WordDocument': word, '1Table' if flags & 0x0200 else '0Table': table}
    named |= {'Data': data} if data else {}
    return ole_file(path, named | dict(streams or {}), class_id)


class _Piece(NamedTuple):
    first: int
    end: int
    place: int
    width: int


def _joined(stories: Iterable[list[Par]]) -> list[Par]:
    return [each for story in stories for each in story]


def _length(paragraph: Par) -> int:
    return sum(len(text) for text, _ in paragraph.runs) + len(paragraph.end)


def _flatten(pars: Sequence[Par]) -> tuple[str, list, list]:
    """All text, and (first, end, formatting) of its runs and of its paragraphs."""
    text, runs, papx = '', [], []
    for each in pars:
        begun = len(text)
        for words, grpprl in [*each.runs, (each.end, each.mark)]:
            if words:
                runs.append((len(text), len(text) + len(words), grpprl))
                text += words
        papx.append((begun, len(text), struct.pack('<H', each.style) + each.grpprl))
    return text, runs, papx


def _pieces(text: str, cuts: Sequence[int], *, narrow: bool) -> list[_Piece]:
    """Pieces in the order of the text; the last lies first in the file."""
    bounds = [0, *cuts, len(text)]
    pieces: list[_Piece] = []
    place = _TEXT_AT
    for first, end in reversed(list(itertools.pairwise(bounds))):
        width = 1 if narrow and not text[first:end].strip(_WESTERN) else 2
        pieces.append(_Piece(first, end, place, width))
        place += (end - first) * width
    return pieces[::-1]


def _bytes(text: str, width: int) -> bytes:
    return text.encode('cp1252') if width == 1 else text.encode('utf-16-le', 'surrogatepass')


def _by_place(spans: list, pieces: list[_Piece]) -> list:
    """Runs by place in the file, cut at the ends of pieces."""
    found = []
    for first, end, data in spans:
        for piece in pieces:
            low, high = max(first, piece.first), min(end, piece.end)
            if low < high:
                found.append(
                    (
                        piece.place + (low - piece.first) * piece.width,
                        piece.place + (high - piece.first) * piece.width,
                        data,
                    )
                )
    return sorted(found)


def _pages(runs: list, item: int) -> list[tuple[int, int, bytes]]:
    """Formatted disk pages: (first place, end, 512 bytes)."""
    pages: list[tuple[int, int, bytes]] = []
    batch: list[tuple[int, int, bytes]] = []
    for run in runs:
        if batch and 4 + sum(4 + item + len(each[2]) + 3 for each in [*batch, run]) > _PAGE - 2:
            pages.append(_page(batch, item))
            batch = []
        batch.append(run)
    return [*pages, _page(batch, item)]


def _page(runs: list, item: int) -> tuple[int, int, bytes]:
    page = bytearray(_PAGE)
    page[-1] = len(runs)
    struct.pack_into(f'<{len(runs) + 1}I', page, 0, *[each[0] for each in runs], runs[-1][1])
    at = _PAGE - 2
    for index, (_, _, data) in enumerate(runs):
        if data:
            head = bytes([len(data)]) if item == 1 else _papx_head(len(data))
            at = (at - len(head) - len(data)) & ~1
            page[at : at + len(head) + len(data)] = head + data
            page[(len(runs) + 1) * 4 + index * item] = at // 2
    return runs[0][0], runs[-1][1], bytes(page)


def _papx_head(size: int) -> bytes:
    return bytes([(size + 1) // 2]) if size % 2 else bytes([0, size // 2])


def _plc(positions: Sequence[int], items: Sequence[bytes]) -> bytes:
    return struct.pack(f'<{len(positions)}I', *positions) + b''.join(items)


def _plc_of_pages(pages: list, first: int) -> bytes:
    places = [*[each[0] for each in pages], pages[-1][1]]
    return _plc(places, [struct.pack('<I', first + index) for index in range(len(pages))])


def _clx(pieces: list[_Piece], groups: Sequence[bytes], prms: Mapping[int, int]) -> bytes:
    items = [
        struct.pack(
            '<HIH', 0, each.place if each.width == 2 else each.place * 2 | 0x40000000, prms.get(index, 0)
        )
        for index, each in enumerate(pieces)
    ]
    table = _plc([*[each.first for each in pieces], pieces[-1].end], items)
    told = b''.join(b'\x01' + struct.pack('<H', len(each)) + each for each in groups)
    return told + b'\x02' + struct.pack('<I', len(table)) + table


def _ends(stories: Sequence[list[Par]]) -> list[int]:
    ends = [0]
    for story in stories:
        ends.append(ends[-1] + sum(map(_length, story)))
    return ends


def _notes(refs: int, notes: Sequence[list[Par]]) -> dict[int, bytes]:
    return {refs + 1: _plc([*_ends(notes), _ends(notes)[-1] + 1], [])} if notes else {}


def _boxes(boxes: Sequence[Box]) -> dict[int, bytes]:
    """Text boxes, whose shapes have the identities 1025 and so on, and their anchors."""
    if not boxes:
        return {}
    ends = _ends([each.pars for each in boxes])
    items = [struct.pack('<8xHIII', 0, 0, 1025 + index, 0) for index in range(len(boxes))]
    anchors = sorted((box.anchor, 1025 + index) for index, box in enumerate(boxes) if box.anchor is not None)
    places = [*[place for place, _ in anchors], 9_999]
    return {
        56: _plc([*ends, ends[-1] + 1], [*items, bytes(22)]),
        40: _plc(places, [struct.pack('<I22x', shape) for _, shape in anchors]),
    }


def _sections(sections: Sequence[bytes], end: int, place: int) -> dict[int, bytes]:
    items = []
    for each in sections:
        items.append(struct.pack('<HIHI', 0, place, 0, 0))
        place += 2 + len(each)
    return {6: _plc([0] * len(items) + [end], items)} if items else {}


def _styles(styles: Sequence[tuple[int, int, bytes, bytes]]) -> bytes:
    data = struct.pack('<HHH14x', 18, len(styles), 10)
    for kind, base, paragraph, character in styles:
        groups = [bytes(2) + paragraph, character] if kind == 1 else [character]
        std = struct.pack('<HHHHH', 0, base << 4 | kind, len(groups), 0, 0) + struct.pack('<HHH', 1, 65, 0)
        for group in groups:
            std += struct.pack('<H', len(group)) + group + bytes(len(group) % 2)
        data += struct.pack('<H', len(std)) + std
    return data if styles else b''


def _fonts(names: Sequence[str]) -> bytes:
    entries = [bytes(39) + f'{name}\0'.encode('utf-16-le') for name in names]
    return struct.pack('<HH', len(names), 0) + b''.join(bytes([len(each)]) + each for each in entries)


def _lists(lists: Sequence[list[bytes]], overrides: Sequence[tuple[int, bytes, int]]) -> dict[int, bytes]:
    """The table of lists; its levels follow it in the stream, so they come as part -73."""
    if not lists:
        return {}
    table = struct.pack('<H', len(lists))
    for index, levels in enumerate(lists):
        table += struct.pack('<II18xBx', index + 1, 0, int(len(levels) == 1))
    named = [struct.pack('<I8xBxxx', index + 1, count) for index, _, count in overrides]
    changes = b''.join(struct.pack('<I', 0) + change for _, change, _ in overrides)
    whole = struct.pack('<I', len(overrides)) + b''.join(named) + changes
    return {73: table, -73: b''.join(each for levels in lists for each in levels), 74: whole}


def _lay(tables: Mapping[int, bytes], pairs: int) -> tuple[bytes, bytes]:
    """The pairs of place and length, and the table stream; a negative number is laid behind its part."""
    places, table = [0] * (pairs * 2), b'\0' * 4
    for number in sorted(tables, key=lambda number: (abs(number), number < 0)):
        if 0 <= number < pairs and tables[number]:
            places[number * 2 : number * 2 + 2] = len(table), len(tables[number])
        table += tables[number]
    return struct.pack(f'<H{pairs * 2}I', pairs, *places), table


def _fib(version: int, flags: int, counts: Sequence[int]) -> bytes:
    base = struct.pack('<HH6xH20x', 0xA5EC, version, flags)
    return base + struct.pack('<H28xH12x8i44x', 14, 22, *counts)
