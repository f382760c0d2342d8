"""Old workbooks (.xls, .et; BIFF in an OLE container or bare, XML of 2003), read as their .xlsx would be."""

from __future__ import annotations

import codecs
import os
import re
import struct
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from extractors.readers import ole
from extractors.readers.sheets import xls_xml, xlsx_extras
from extractors.readers.sheets.xls_formulas import sheet_to_formulas
from extractors.readers.sheets.xls_objects import (
    SheetObjects,
    objects_to_boxes,
    objects_to_controls,
    sheet_to_objects,
)
from extractors.readers.sheets.xls_records import BookFacts, SheetStream, look_over
from extractors.readers.sheets.xls_sheet import book_to_styles, sheet_to_facts
from extractors.readers.sheets.xlsx_book import SheetContent, State, contents_to_blocks
from extractors.readers.sheets.xlsx_controls import place_controls, unread_controls
from extractors.readers.sheets.xlsx_drawings import Drawing
from extractors.readers.sheets.xlsx_parts import SheetFacts
from extractors.readers.sheets.xlsx_sheet import place_name
from extractors.readers.sheets.xlsx_styles import Style
from model.document import Block
from model.errors import Damaged, NeedsConversion
from model.place import Problem, Severity, Where

NAME = 'xls'

_STREAM = re.compile(rb'^(?:Workbook|Book)$', re.IGNORECASE | re.MULTILINE)
_BARE = re.compile(rb'\x09[\x00\x02\x04\x08][\x04-\x10]\x00[\x00\x02-\x06]')
"""A BOF record at the start of the file: Excel up to 4, and programs that leave out the container."""

_HEAD_BYTES = 8192

_FAULTS = (
    struct.error, AssertionError, LookupError, ValueError, TypeError, AttributeError, ArithmeticError,
    NotImplementedError, EOFError, NameError,
)  # fmt: skip
"""What xlrd raises on records it does not expect (NameError: on names it never defined).

Its own XLRDError is added where it is imported.
"""

_STATES: dict[int, State] = {0: 'visible', 1: 'hidden', 2: 'veryHidden'}


def score(head: bytes, filename: str) -> int | None:  # noqa: ARG001  # content decides
    """100 for an OLE container with a workbook's stream, the first record of a bare one, or XML of 2003."""
    if head.startswith(ole.MAGIC):
        return 100 if _STREAM.search(head) else None
    return 100 if _BARE.match(head) or xls_xml.HEAD.search(_narrow(head)) else None


def read(path: Path) -> tuple[tuple[Block, ...], int | None, tuple[Problem, ...]]:
    """Read a workbook; blocks and problems are those of read_xlsx.

    Raises Damaged, Encrypted, TooLarge, Unsupported (needs_ocr), and NeedsConversion for a workbook that
    xlrd cannot make out though its records are whole.
    """
    from xlrd import XLRDError

    stream, streams = _stream(path)
    if xls_xml.HEAD.search(_narrow(stream[:_HEAD_BYTES])):
        return contents_to_blocks(xls_xml.data_to_contents(stream), [])
    facts = look_over(stream)
    with open(os.devnull, 'w', encoding='utf-8') as nothing:  # noqa: PTH123  # no path of the user's
        try:
            return contents_to_blocks(_contents(stream, facts, nothing), _book_problems(facts, streams))
        except (XLRDError, *_FAULTS) as fault:
            raise NeedsConversion(
                "是旧版工作簿，里面有少见的写法，读不了；请用 Excel 或 WPS 打开，另存为 .xlsx 再放入",
                target='xlsx',
            ) from fault


def _narrow(head: bytes) -> bytes:
    """A head in UTF-16 as letters of a byte each, any other as it is."""
    return head.replace(b'\0', b'') if head[:2] in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE) else head


def _stream(path: Path) -> tuple[bytes, tuple[str, ...]]:
    """The workbook's records and the names of all streams; the newer of two workbooks in one file."""
    with path.open('rb') as opened:
        if opened.read(len(ole.MAGIC)) != ole.MAGIC:
            return path.read_bytes(), ()
    names = ole.list_streams(path)
    name = next((each for word in ('workbook', 'book') for each in names if each.lower() == word), None)
    if name is None:
        raise Damaged("文件内部结构已损坏，打不开；请让来文单位重新发一份，或用 Excel、WPS 打开另存后再放入")
    return ole.read_streams(path, name)[name], names


def _book_problems(facts: BookFacts, streams: tuple[str, ...]) -> list[Problem]:
    found = []
    if facts.has_macro_sheet or any('VBA' in name.upper() for name in streams):
        found.append(xlsx_extras.MACROS)
    if facts.has_links:
        found.append(xlsx_extras.EXTERNAL_LINKS)
    return found


def _contents(stream: bytes, facts: BookFacts, nothing: Any) -> Iterator[SheetContent]:
    import xlrd

    guess = 'gb18030' if facts.version < 0x0600 and not facts.has_codepage else None
    book = xlrd.open_workbook(
        file_contents=stream, formatting_info=True, ragged_rows=True, on_demand=True, logfile=nothing,
        encoding_override=guess,
    )  # fmt: skip
    styles = book_to_styles(book)
    worksheets = [sheet for sheet in facts.sheets if sheet.kind == 0] or [SheetStream(0, 0)]
    for number in range(book.nsheets):
        sheet = book.sheet_by_index(number)
        yield _content(book, sheet, styles, stream, worksheets[number].start)
        book.unload_sheet(number)


def _content(book: Any, sheet: Any, styles: tuple[Style, ...], stream: bytes, start: int) -> SheetContent:
    formulas = sheet_to_formulas(book, stream, start)
    facts = sheet_to_facts(sheet, styles, formulas)
    found = sheet_to_objects(stream, start) if book.biff_version >= 80 else SheetObjects()
    facts.headings, facts.filtered = found.headings, found.filtered
    problems = _object_problems(found, facts, sheet)
    drawing = Drawing(objects_to_boxes(found), found.pictures, found.charts)
    problems += xlsx_extras.drawing_problems(drawing, {}, sheet.name)
    floating = xlsx_extras.drawing_to_paragraphs(drawing, sheet.name)
    state = _STATES.get(sheet.visibility, 'hidden')
    return SheetContent(sheet.name, state, facts, floating, problems, drawing.pictures)


def _object_problems(found: SheetObjects, facts: SheetFacts, sheet: Any) -> list[Problem]:
    """Write tick boxes into the facts; what is left unread, and the notes."""
    controls = objects_to_controls(found, facts)
    place_controls(facts, controls)
    problems = unread_controls((control for control, _ in controls), sheet.name)
    if found.active_controls:
        message = f"工作表“{sheet.name}”里有嵌入的控件（如可点选的方框），填的内容没有读出；请对照原件核对"
        problems.append(Problem('control_unread', Severity.REVIEW, message, Where(sheet=sheet.name)))
    notes = sorted(sheet.cell_note_map.items())
    texts = [(place_name(place), note.text) for place, note in notes]
    return problems + xlsx_extras.notes_to_problems(texts, sheet.name)
