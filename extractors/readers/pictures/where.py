"""A place as a person types it, and the same place in a document that was read."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterator
from typing import Any

from model.document import Document, Paragraph
from model.errors import UsageFault
from model.place import Where
from model.serialise import where_from_plain

EXAMPLES = (
    "第2页写 2 或 page=2；页上一块写 page=2,box=70/100/300/140（单位是磅，从左上角量）；"
    "Word 里写 body/p[3] 或 body/tbl[1]/tr[2]/tc[1]；表格写 Sheet1!B7；文本写 line=12；"
    "也可以把 read --json 给出的 where 原样贴来"
)
"""Shown in help and behind every error."""

PARTS = ('body', 'header', 'footer', 'footnote', 'endnote', 'textbox', 'comment')
_KEYS = ('page', 'box', 'part', 'path', 'sheet', 'cell', 'line')
_PAIRS = re.compile(rf'[,，;；]\s*(?=(?:{"|".join(_KEYS)})\s*=)')
_PAIR = re.compile(rf'({"|".join(_KEYS)})\s*=\s*(.+)', re.DOTALL)
_PATH = re.compile(rf'(?:({"|".join(PARTS)})/)?((?:p|tbl)\[\d+\](?:/.+)?)')
_HTML_PATH = re.compile(r'html(?:\[\d+\])?/.+')
_SHEET_CELL = re.compile(r"(?:'(.+)'|(.+))[!！]\$?([A-Za-z]{1,3})\$?(\d{1,7})")
_CELL = re.compile(r'\$?([A-Za-z]{1,3})\$?(\d{1,7})')


def text_to_where(text: str) -> Where:
    """A place as `read --json` prints it, or one of its short forms.

    Examples: '2' -> page 2; 'page=2,box=70/100/300/140'; 'body/tbl[1]/tr[2]/tc[1]'; 'Sheet1!B7'; 'line=12';
    '{"page": 2}'. Raises UsageFault with examples.
    """
    text = text.strip()
    try:
        data = _json_to_data(text) if text.startswith('{') else _short_to_data(text)
        where = where_from_plain({key: value for key, value in data.items() if value is not None})
        sound = _is_sound(where)
    except (ValueError, TypeError, KeyError, AttributeError) as fault:
        raise _fault(text) from fault
    if not sound:
        raise _fault(text)
    return where


def _fault(text: str) -> UsageFault:
    return UsageFault(f"看不懂位置“{text[:200]}”。{EXAMPLES}。")


def _json_to_data(text: str) -> dict[str, Any]:
    data = json.loads(text)
    return dict(data.get('where', data))


def _short_to_data(text: str) -> dict[str, Any]:
    if text.isdecimal():
        return {'page': int(text)}
    if found := _SHEET_CELL.fullmatch(text):
        return {'sheet': found[1] or found[2], 'cell': f'{found[3].upper()}{found[4]}'}
    if found := _CELL.fullmatch(text):
        return {'cell': f'{found[1].upper()}{found[2]}'}
    if found := _PATH.fullmatch(text):
        return {'part': found[1] or 'body', 'path': found[2]}
    if _HTML_PATH.fullmatch(text):
        return {'path': text}
    pairs = [_PAIR.fullmatch(pair.strip()) for pair in _PAIRS.split(text)]
    data: dict[str, Any] = {pair[1]: pair[2].strip() for pair in pairs if pair}
    if len(data) < len(pairs):
        raise ValueError(text)
    return data | _numbers(data)


def _numbers(data: dict[str, Any]) -> dict[str, Any]:
    numbers: dict[str, Any] = {key: int(data[key]) for key in ('page', 'line') if key in data}
    if 'box' in data:
        numbers['box'] = [float(side) for side in re.split(r'[/ ,，]+', data['box'].strip('[]()'))]
    if 'path' in data and 'part' not in data and _PATH.fullmatch(data['path']):
        found = _PATH.fullmatch(data['path'])
        assert found
        return {**numbers, 'part': found[1] or 'body', 'path': found[2]}
    return numbers


def _is_sound(where: Where) -> bool:
    """Whether the place is one: types as they should be, counted from 1, a box with an area on a page."""
    numbers = [each for each in (where.page, where.line) if each is not None]
    words = [each for each in (where.part, where.path, where.sheet, where.cell) if each is not None]
    if not all(type(each) is int and each >= 1 for each in numbers):
        return False
    if not all(isinstance(each, str) and each for each in words):
        return False
    box = where.box
    if box is not None and not (
        where.page and all(map(math.isfinite, box)) and box.x0 < box.x1 and box.y0 < box.y1
    ):
        return False
    return bool(numbers) or any((where.path, where.sheet, where.cell))


def places(document: Document) -> Iterator[tuple[Where, str]]:
    """Every paragraph and cell of a document with its text, in reading order."""
    for block in document.blocks:
        if isinstance(block, Paragraph):
            yield block.where, block.text
        else:
            yield from ((cell.where, cell.text) for cell in block.cells)


def is_inside(place: Where, where: Where) -> bool:
    """Whether a paragraph or cell is, or lies in, the place meant: 'tbl[1]' holds 'tbl[1]/tr[2]/tc[1]'."""
    if where.path is None or place.path is None or place.part != where.part:
        return False
    return place.path == where.path or place.path.startswith(where.path + '/')


def check_place(document: Document, where: Where) -> Where:
    """The place, completed by what the document tells.

    Raises UsageFault where the document has no such page, sheet, paragraph, cell or line.
    """
    if where.path is not None:
        if any(is_inside(place, where) for place, _ in places(document)):
            return where
        raise UsageFault(f"文件里没有 {where.part or ''} {where.path} 这个位置。{EXAMPLES}。")
    if where.line is None and (where.sheet is not None or where.cell is not None):
        return _check_sheet(document, where)
    if where.page is not None and document.pages is not None and where.page > document.pages:
        raise UsageFault(f"文件只有{document.pages}页，没有第{where.page}页。")
    return where


def _check_sheet(document: Document, where: Where) -> Where:
    sheets = list(dict.fromkeys(block.where.sheet for block in document.blocks if block.where.sheet))
    if where.sheet in sheets:
        return where
    told = '、'.join(f"“{sheet}”" for sheet in sheets)
    if not sheets:
        lines = [place for place, _ in places(document) if place.cell == where.cell and place.line]
        if where.sheet is None and lines:  # comma-separated text
            return lines[0]
        raise UsageFault(f"文件里没有这一格。{EXAMPLES}。")
    if where.sheet is None and len(sheets) == 1:
        return Where(sheet=sheets[0], cell=where.cell)
    if where.sheet is None:
        raise UsageFault(f"文件有几张工作表（{told}），请写明哪一张，如 {sheets[0]}!{where.cell}。")
    raise UsageFault(f"文件里没有工作表“{where.sheet}”，有内容的是{told}。")
