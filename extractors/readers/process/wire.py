"""What the pool and its children say to one another: frames of JSON, a long document in pieces.

A frame is eight bytes of length, big endian, then that much JSON; JSON because a child that opened a
stranger's file must not be able to run code in ours. A document goes as any number of pieces
{blocks, continues} or {problems} and then its head; where `continues`, the piece's first table goes on
with the cells of the last one. Of a table's cells most say nothing but their text, as cells_to_plain has it.
"""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterable, Iterator
from typing import IO, Any, TypeVar

from extractors.readers import limits
from extractors.readers.process.wire_cells import cells_to_plain, plain_to_cells
from model.document import Block, Cell, Document, Paragraph, Table
from model.errors import TooLarge
from model.place import Problem, Where
from model.serialise import document_from_plain, problem_from_plain, where_from_plain

_LENGTH = 8
_ITEM_BYTES = 150
_EMPTY: dict[str, Any] = {'file': '', 'sha256': '', 'format': '', 'pages': None, 'blocks': [], 'problems': []}

Item = TypeVar('Item', Block, Cell, Problem)


def to_frame(message: dict[str, Any]) -> bytes:
    """A message as bytes; values of a Document may stand anywhere in it."""
    data = _ENCODER.encode(message).encode('ascii')
    return len(data).to_bytes(_LENGTH, 'big') + data


def read_frame(stream: IO[bytes]) -> dict[str, Any] | None:
    """The next message, or None where the other side ended or was cut short; ValueError for what is none."""
    data = _read_data(stream)
    return None if data is None else _data_to_message(data)


def read_answer(stream: IO[bytes]) -> Iterator[dict[str, Any]]:
    """The messages of one answer, the last has cpu_s; without it where the other side ended.

    ValueError for what is no message, and once they have more than MAX_ANSWER_BYTES together: a child that
    a stranger's file has taken over shall not fill our memory either.
    """
    size = 0
    while (data := _read_data(stream)) is not None:
        size += len(data)
        if size > limits.MAX_ANSWER_BYTES:
            raise ValueError(size)
        message = _data_to_message(data)
        yield message
        if 'cpu_s' in message:
            return


def _read_data(stream: IO[bytes]) -> bytes | None:
    length = int.from_bytes(stream.read(_LENGTH).rjust(_LENGTH, b'\xff'), 'big')
    if length > limits.MAX_FRAME_BYTES:
        return None
    data = stream.read(length)
    return data if len(data) == length else None


def _data_to_message(data: bytes) -> dict[str, Any]:
    message = json.loads(data)
    if not isinstance(message, dict):
        raise ValueError(message)  # noqa: TRY004  # no type of ours is wrong, but what was sent
    return message


def check_size(document: Document) -> None:
    """Raises TooLarge for a document with more in it than any paper has."""
    cells = [len(block.cells) for block in document.blocks if isinstance(block, Table)]
    for count, limit, what in (
        (len(document.blocks), limits.MAX_BLOCKS, "段落和表格"),
        (sum(cells), limits.MAX_CELLS, "单元格"),
        (sum(map(_letters, document.blocks)), limits.MAX_CHARACTERS, "字"),
        (len(document.problems), limits.MAX_PROBLEMS, "疑问"),
    ):
        if count > limit:
            raise TooLarge(f"读出的{what}有{count}个，超过上限{limit}个，不像正常公文；请拆成几个文件再放入")


def document_to_pieces(document: Document) -> Iterator[dict[str, Any]]:
    """The blocks and problems of a document in the order they stand, about PIECE_BYTES in each."""
    run: list[Block] = []
    for block in document.blocks:
        if isinstance(block, Table) and len(block.cells) * _ITEM_BYTES > limits.PIECE_BYTES:
            yield from _blocks_to_pieces(run)
            yield from _table_to_pieces(block)
            run = []
        else:
            run.append(block)
    yield from _blocks_to_pieces(run)
    for problems in _batches(document.problems):
        yield {'problems': problems}


def document_to_head(document: Document) -> dict[str, Any]:
    """What there is to say of a document beside its blocks and problems."""
    return {name: getattr(document, name) for name in ('file', 'sha256', 'format', 'pages')}


def pieces_to_document(head: dict[str, Any], blocks: list[Block], problems: list[Problem]) -> Document:
    """The document whose pieces were gathered with add_piece."""
    bare = document_from_plain({**_EMPTY, **head})
    return dataclasses.replace(bare, blocks=tuple(blocks), problems=tuple(problems))


def add_piece(piece: dict[str, Any], blocks: list[Block], problems: list[Problem]) -> None:
    """Gather one piece; KeyError, TypeError, ValueError or AttributeError for what is none."""
    problems += map(problem_from_plain, piece.get('problems', ()))
    part = [_plain_to_block(block) for block in piece.get('blocks', ())]
    first = part[0] if part else None
    if piece.get('continues') and isinstance(first, Table) and isinstance(blocks[-1], Table):
        cells = blocks[-1].cells + first.cells
        if len(cells) > limits.MAX_CELLS:
            raise ValueError(len(cells))
        blocks[-1] = dataclasses.replace(first, cells=cells)
        del part[0]
    blocks += part


def _plain_to_block(data: dict[str, Any]) -> Block:
    where = where_from_plain(data['where'])
    if 'cells' not in data:
        return Paragraph(data['text'], where)
    return Table(data['rows'], data['cols'], plain_to_cells(data['cells'], data['cols']), where)


def _blocks_to_pieces(blocks: list[Block]) -> Iterator[dict[str, Any]]:
    for batch in _batches(blocks):
        yield {'blocks': batch}


def _table_to_pieces(table: Table) -> Iterator[dict[str, Any]]:
    for index, cells in enumerate(_batches(table.cells)):
        yield {'blocks': [dataclasses.replace(table, cells=tuple(cells))], 'continues': index > 0}


def _batches(items: Iterable[Item]) -> Iterator[list[Item]]:
    batch: list[Item] = []
    size = 0
    for item in items:
        batch.append(item)
        size += _size(item)
        if size > limits.PIECE_BYTES:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _size(item: Block | Cell | Problem) -> int:
    """About how many bytes of JSON: a letter beyond ASCII has six."""
    if isinstance(item, Table):
        return sum(map(_size, item.cells), _ITEM_BYTES)
    return _ITEM_BYTES + 6 * len(item.message if isinstance(item, Problem) else item.text)


def _letters(block: Block) -> int:
    return len(block.text) if isinstance(block, Paragraph) else sum(len(cell.text) for cell in block.cells)


def _value_to_plain(value: Any) -> dict[str, Any]:
    """One of the values in a Document, its parts left as they are: no copy of the whole is made."""
    plain = {name: getattr(value, name) for name in value.__slots__}
    if isinstance(value, Where):
        return {name: part for name, part in plain.items() if part is not None}
    if isinstance(value, Table):
        plain['cells'] = cells_to_plain(value.cells, value.cols)
    return plain


_ENCODER = json.JSONEncoder(default=_value_to_plain, check_circular=False)
