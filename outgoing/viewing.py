"""A paper as blocks for a screen: paragraphs and tables with their look, each number where it stands."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from lxml import etree

from outgoing.line_looks import CharLook, ParagraphLook
from outgoing.lines import PAGE, Char, Line, docx_to_lines
from outgoing.plain_wording import FALLBACK, W, members_of, parse
from outgoing.tracing import Spot

BODY = 'word/document.xml'
_HEAD_SIZE, _TITLE_SIZE = 60, 40
_HALF_LINE = 2000
_HAIR = 60
"""Twips; an empty line of so little height is there for the press alone."""
_OUTSIDE = (f'{W}ins', f'{W}sdt', f'{W}sdtContent', f'{W}smartTag', f'{W}customXml', f'{W}moveTo')


class Piece(NamedTuple):
    """Text of one look; number counts the paper's numbers from 1, as `trace` does (None: no number).

    look is words for a stylesheet: hei, kai, bold, red, marked.
    """

    text: str
    look: str = ''
    number: int | None = None
    kind: str | None = None
    key: str | None = None


class Said(NamedTuple):
    """A paragraph; look is words for a stylesheet: head, title, center, right, indent, half."""

    pieces: tuple[Piece, ...]
    look: str = ''


class Cell(NamedTuple):
    """A cell of a table, with how many columns and rows it takes."""

    blocks: tuple[Block, ...]
    columns: int = 1
    rows: int = 1


class Grid(NamedTuple):
    """A table, row by row; cells that a cell above runs into are left out.

    look is ruled (lines all around), lined (between rows) or nothing: a frame that only places text.
    """

    rows: tuple[tuple[Cell, ...], ...]
    look: str = ''


Block = Said | Grid


def _nothing(text: str) -> Iterable[tuple[int, int]]:
    del text
    return ()


def docx_to_blocks(
    data: bytes, spots: Sequence[Spot] = (), hidden: Callable[[str], Iterable[tuple[int, int]]] = _nothing
) -> tuple[Block, ...]:
    """The body of a .docx; spots are its numbers as outgoing.tracing finds them.

    hidden gives the stretches of a paragraph's text that a screen shows as asterisks.

    Raises:
        Damaged: it is no .docx.
    """
    lines = {line.number: line for line in docx_to_lines(data).body}
    root = parse(members_of(data)[BODY])
    numbers = {paragraph: number for number, paragraph in enumerate(root.iter(f'{W}p'))}
    told: dict[int, list[tuple[int, Spot]]] = {}
    for number, spot in enumerate(spots, start=1):
        if spot.part == BODY:
            told.setdefault(spot.paragraph, []).append((number, spot))
    body = root.find(f'{W}body')
    return tuple(_blocks(body, _Read(lines, numbers, told, hidden))) if body is not None else ()


class _Read(NamedTuple):
    """What the walk looks things up in: lines and numbers by paragraph."""

    lines: Mapping[int, Line]
    numbers: Mapping[etree._Element, int]
    told: Mapping[int, Sequence[tuple[int, Spot]]]
    hidden: Callable[[str], Iterable[tuple[int, int]]]


def _blocks(parent: etree._Element, read: _Read) -> Iterator[Block]:
    for node in parent:
        if node.tag == f'{W}p':
            yield from _boxes(node, read)
            line = read.lines.get(read.numbers[node])
            if line is not None and (line.text.strip() or line.look.line > _HAIR):
                yield _said(line, read.told.get(line.number, ()), read.hidden(line.text))
        elif node.tag == f'{W}tbl':
            yield _grid(node, read)
        elif node.tag in _OUTSIDE:
            yield from _blocks(node, read)


def _boxes(paragraph: etree._Element, read: _Read) -> Iterator[Block]:
    """Text boxes that hang on a paragraph, before it; the second copy of a box is left out."""
    for box in paragraph.iter(f'{W}txbxContent'):
        above = [*box.iterancestors()]
        if next(one for one in above if one.tag == f'{W}p') is paragraph and not any(
            one.tag == FALLBACK for one in above
        ):
            yield from _blocks(box, read)


def _said(line: Line, told: Sequence[tuple[int, Spot]], hidden: Iterable[tuple[int, int]]) -> Said:
    """A line cut where its look changes and where a number begins or ends."""
    pieces: list[Piece] = []
    starred = {place for start, end in hidden for place in range(start, end)}
    for place, char in enumerate(line.chars):
        number, spot = next(((n, one) for n, one in told if one.start <= char.at < one.end), (None, None))
        piece = _piece(char._replace(text='*') if place in starred else char, number, spot)
        if pieces and pieces[-1]._replace(text='') == piece._replace(text=''):
            pieces[-1] = pieces[-1]._replace(text=pieces[-1].text + piece.text)
        else:
            pieces.append(piece)
    return Said(tuple(pieces), _paragraph_words(line.look, line.chars))


def _piece(char: Char, number: int | None, spot: Spot | None) -> Piece:
    text = '' if char.text == PAGE else char.text
    look = _char_words(char.look)
    return Piece(text, look, number, spot.kind, spot.key) if spot else Piece(text, look)


def _char_words(look: CharLook) -> str:
    faces = {'hei': '黑体', 'kai': '楷体'}
    words = [word for word, name in faces.items() if name in look.face]
    flags = {
        'bold': look.bold,
        'red': look.colour == 'FF0000',
        'marked': look.highlight not in {'none', ''},
    }
    return ' '.join(words + [word for word, on in flags.items() if on])


def _paragraph_words(look: ParagraphLook, chars: Sequence[Char]) -> str:
    size = max((char.look.size for char in chars), default=0)
    flags = {
        'head': size >= _HEAD_SIZE,
        'title': _TITLE_SIZE <= size < _HEAD_SIZE,
        'center': look.jc == 'center',
        'right': look.jc == 'right',
        'indent': look.first > 0,
        'half': look.left >= _HALF_LINE,
    }
    return ' '.join(word for word, on in flags.items() if on)


def _grid(table: etree._Element, read: _Read) -> Grid:
    rows: list[list[Cell]] = []
    open_at: dict[int, tuple[int, int]] = {}
    for row in table.iter(f'{W}tr'):
        if next(row.iterancestors(f'{W}tbl')) is not table:
            continue
        rows.append([])
        column = 0
        for node in row.iter(f'{W}tc'):
            if next(node.iterancestors(f'{W}tr')) is not row:
                continue
            span = _whole(node, 'gridSpan') or 1
            if _runs_on(node) and column in open_at:
                at, place = open_at[column]
                rows[at][place] = rows[at][place]._replace(rows=len(rows) - at)
            else:
                open_at[column] = (len(rows) - 1, len(rows[-1]))
                rows[-1].append(Cell(tuple(_blocks(node, read)), span))
            column += span
    return Grid(tuple(map(tuple, rows)), _table_words(table))


def _table_words(table: etree._Element) -> str:
    if table.find(f'{W}tblPr/{W}tblStyle') is not None:
        return 'ruled'
    borders = table.find(f'{W}tblPr/{W}tblBorders')
    if borders is None:
        return ''
    inner = borders.find(f'{W}insideV')
    return 'lined' if inner is None or inner.get(f'{W}val') in {'none', 'nil'} else 'ruled'


def _whole(cell: etree._Element, name: str) -> int | None:
    told = cell.find(f'{W}tcPr/{W}{name}')
    value = told.get(f'{W}val') if told is not None else None
    return int(value) if value and value.isdecimal() and 0 < int(value) < 100 else None


def _runs_on(cell: etree._Element) -> bool:
    """Whether a cell is the lower part of one that began above."""
    told = cell.find(f'{W}tcPr/{W}vMerge')
    return told is not None and told.get(f'{W}val') != 'restart'
