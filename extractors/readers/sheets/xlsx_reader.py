"""Workbooks (.xlsx .xlsm .xltx, .et saved so): every sheet as one Table, values as shown."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from extractors.readers.sheets import xlsx_extras
from extractors.readers.sheets.xlsx_book import SheetContent, contents_to_blocks
from extractors.readers.sheets.xlsx_package import (
    Package,
    Sheet,
    is_from_1904,
    open_package,
    package_to_workbook,
    workbook_to_sheets,
)
from extractors.readers.sheets.xlsx_parts import SheetFacts, part_to_facts
from extractors.readers.sheets.xlsx_strings import part_to_strings
from extractors.readers.sheets.xlsx_styles import PLAIN, Style, part_to_styles
from model.document import Block
from model.errors import Damaged, NeedsConversion
from model.place import Problem, Severity, Where

NAME = 'xlsx'

_WORKBOOK = re.compile(rb'^xl[/\\]workbook[^/\\\n]*\.(?:xml|bin)$', re.IGNORECASE | re.MULTILINE)


def score(head: bytes, filename: str) -> int | None:  # noqa: ARG001  # content decides
    """100 for a zip that has a workbook part among its members; a binary one (.xlsb) is taken to say so."""
    return 100 if head.startswith(b'PK\x03\x04') and _WORKBOOK.search(head) else None


def read(path: Path) -> tuple[tuple[Block, ...], int | None, tuple[Problem, ...]]:
    """Read a workbook; Where.sheet and Where.cell are its own names; hidden parts are read and told.

    Raises Damaged for a workbook that cannot be understood, TooLarge over 500,000 places a sheet,
    Unsupported (needs_ocr) for pictures in place of cells, NeedsConversion for an .xlsb.
    """
    package = open_package(path)
    if 'xl/workbook.bin' in package.names:
        raise NeedsConversion(
            "是二进制工作簿（.xlsb），暂不能直接读取；请用 Excel 或 WPS 打开，另存为 .xlsx 再放入",
            target='xlsx',
        )
    return contents_to_blocks(_contents(package), xlsx_extras.book_problems(list(package.names)))


def _contents(package: Package) -> Iterator[SheetContent]:
    name, root = package_to_workbook(package)
    relations = package.relations(name)
    parts = {each.kind: each.part for each in relations.values() if each.part}
    strings = part_to_strings(package.part(parts.get('sharedStrings', '')))
    styles = _styles(package, parts.get('styles', ''))
    for sheet in workbook_to_sheets(root, relations):
        part = package.part(sheet.part) if sheet.kind == 'worksheet' else None
        if part is None:
            yield _unread_sheet(sheet)
        else:
            facts = part_to_facts(part, strings, styles, from_1904=is_from_1904(root))
            yield _content(package, sheet, facts)


def _styles(package: Package, part: str) -> tuple[Style, ...]:
    root = package.tree(part)
    try:
        return (PLAIN,) if root is None else part_to_styles(root)
    except ValueError as fault:
        raise Damaged("工作簿的格式部分有错，读不了；请用 Excel 或 WPS 打开，另存为 .xlsx 再放入") from fault


def _content(package: Package, sheet: Sheet, facts: SheetFacts) -> SheetContent:
    relations = package.relations(sheet.part)
    drawing = xlsx_extras.sheet_to_drawing(package, relations)
    problems = [
        *xlsx_extras.read_controls(package, relations, facts, sheet.title),
        *xlsx_extras.comment_problems(package, relations, sheet.title),
        *xlsx_extras.drawing_problems(drawing, relations, sheet.title),
    ]
    floating = xlsx_extras.drawing_to_paragraphs(drawing, sheet.title)
    return SheetContent(sheet.title, sheet.state, facts, floating, problems, drawing.pictures)


def _unread_sheet(sheet: Sheet) -> SheetContent:
    """A sheet without cells of its own (a chart, a dialogue, old macros), or one whose part is missing."""
    where = Where(sheet=sheet.title)
    if sheet.kind == 'worksheet':
        message = f"工作表“{sheet.title}”的内容不见了，没有读出；请打开原表核对，另存后再放入"
        problem = Problem('sheet_missing', Severity.REVIEW, message, where)
    else:
        message = f"工作表“{sheet.title}”是图表、对话框或宏表，不是数据表，没有读出"
        problem = Problem('charts', Severity.INFO, message, where)
    return SheetContent(sheet.title, sheet.state, SheetFacts(), problems=[problem])
