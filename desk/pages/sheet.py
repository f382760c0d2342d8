"""A registered paper's text with its places, around one of them: what the review page shows of a workbook."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from starlette.responses import Response

from desk import sheets
from desk.render import render
from desk.visit import Address, Visit
from model.document import Block, Cell, Document, Paragraph, Table
from model.serialise import where_to_short
from office import page_pictures
from text.phones import mask_phone

_ROWS = 16
_HEAD = 3
_BLOCKS = 40
_IDENTITY = re.compile(r'(?<![0-9A-Za-z])[1-9]\d{5}(?:19|20)\d{9}[0-9Xx](?![0-9A-Za-z])')

_PHONE = re.compile(r'(?<![0-9A-Za-z])(?:1\d{10}|0\d{2,3}-?\d{7,8})(?![0-9A-Za-z])')


class Line(NamedTuple):
    """One line: the cells of a table's row, or a paragraph; gap tells that some before it are left out."""

    cells: tuple[Shown, ...]
    gap: bool = False


class Shown(NamedTuple):
    """One text with its place as scripts compare it, how wide it is, and whether it is the one asked for."""

    text: str
    where: str
    colspan: int
    rowspan: int
    here: bool


def show_text(visit: Visit) -> Response:
    """The text around a place (?where=), as a piece of a page."""
    paper = page_pictures.paper_of(visit.place, visit.number('number'))
    where = sheets.asked_where(visit) if visit.asked('where') else {}
    parts = list(document_to_parts(sheets.text_of(visit, paper), where))
    return Response(render('sheet_text.html', parts=parts), media_type='text/html')


def document_to_parts(document: Document, where: Mapping[str, Any]) -> Iterator[tuple[str, list[Line]]]:
    """Tables and runs of paragraphs around a place, each with its name ('' for none)."""
    at = next((place for place, block in enumerate(document.blocks) if _holds(block, where)), 0)
    start = max(at - _BLOCKS // 2, 0)
    for block in document.blocks[start : start + _BLOCKS]:
        if isinstance(block, Paragraph):
            told = where_to_short(block.where)
            shown = Shown(hidden(block.text), _text(told), 1, 1, bool(where) and told == dict(where))
            yield '', [Line((shown,))]
        else:
            yield block.where.sheet or '', list(_table_to_lines(block, where))


def _holds(block: Block, where: Mapping[str, Any]) -> bool:
    if isinstance(block, Paragraph):
        return bool(where) and where_to_short(block.where) == dict(where)
    return _row_at(block, where) is not None


def _row_at(table: Table, where: Mapping[str, Any]) -> int | None:
    """The row of a table that a place is in; of a whole row or line the first that it holds."""
    for cell in table.cells:
        if _is_at(cell, where):
            return cell.row
    return None


def _is_at(cell: Cell, where: Mapping[str, Any]) -> bool:
    told = where_to_short(cell.where)
    if not where:
        return False
    if 'path' in where and 'path' in told:
        same_part = told.get('part') == where.get('part')
        return same_part and (told['path'] + '/').startswith(str(where['path']) + '/')
    return all(told.get(key) == value for key, value in where.items())


def _table_to_lines(table: Table, where: Mapping[str, Any]) -> Iterator[Line]:
    at = _row_at(table, where)
    middle = at if at is not None else 0
    wanted = {*range(_HEAD), *range(middle - _ROWS, middle + _ROWS + 1)}
    by_row: dict[int, list[Cell]] = {}
    for cell in table.cells:
        if cell.row in wanted:
            by_row.setdefault(cell.row, []).append(cell)
    last = -1
    first = next((cell for cell in table.cells if _is_at(cell, where)), None)
    for row, cells in sorted(by_row.items()):
        shown = tuple(_cell_to_shown(cell, cell is first) for cell in _in_order(cells))
        yield Line(shown, gap=row > last + 1)
        last = row


def _in_order(cells: Sequence[Cell]) -> list[Cell]:
    return sorted(cells, key=lambda cell: cell.col)


def _cell_to_shown(cell: Cell, here: bool) -> Shown:
    where = _text(where_to_short(cell.where))
    return Shown(hidden(cell.text), where, cell.colspan, min(cell.rowspan, _ROWS), here)


def _text(where: Mapping[str, Any]) -> str:
    return json.dumps(dict(where), ensure_ascii=False, sort_keys=True) if where else ''


def hidden(text: str) -> str:
    """A text without identity numbers, telephones masked."""
    told = _IDENTITY.sub("（证件号不显示）", text)
    return _PHONE.sub(lambda found: mask_phone(found[0]), told)


ADDRESSES = (Address('/paper/{number:int}/text', show_text),)
