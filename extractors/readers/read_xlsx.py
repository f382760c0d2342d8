"""Workbooks (.xlsx, .xlsm): every sheet as one Table, values as shown."""

from __future__ import annotations

import re
import warnings
from pathlib import Path
from typing import Any

from extractors.readers import zipguard
from extractors.readers.xlsx_parts import MAX_CELLS, SheetFacts, part_to_facts
from extractors.readers.xlsx_sheet import sheet_to_table
from model.document import Block
from model.errors import Damaged, TooLarge
from model.place import Problem, Severity, Where

NAME = 'xlsx'

_SHEET_PART = re.compile(r'xl/worksheets/[^/]+\.xml', re.IGNORECASE)


def score(head: bytes, filename: str) -> int | None:  # noqa: ARG001  # content decides
    """100 for a zip that has a workbook part among its members."""
    return 100 if head.startswith(b'PK\x03\x04') and b'xl/workbook.xml' in head else None


def read(path: Path) -> tuple[tuple[Block, ...], int | None, tuple[Problem, ...]]:
    """Read a workbook; Where.sheet and Where.cell are its own names; hidden parts are read and told.

    Raises Damaged for a workbook that cannot be understood, TooLarge over 500,000 places a sheet.
    """
    zipguard.check_zip(path)
    facts = {
        name: part_to_facts(part)
        for name, part in zipguard.read_members(path, lambda name: bool(_SHEET_PART.fullmatch(name))).items()
    }
    if any(each.cells > MAX_CELLS for each in facts.values()):
        raise TooLarge(f"工作表里的单元格超过{MAX_CELLS}个；请删去多余的空行空列，或拆成几个文件再放入")
    blocks: list[Block] = []
    problems: list[Problem] = []
    with warnings.catch_warnings():
        warnings.simplefilter('ignore')  # openpyxl warns of what it does not keep; we keep nothing
        for sheet, rows in _sheets(path):
            part = sheet._worksheet_path.lstrip('/')  # noqa: SLF001  # names repeat, parts do not
            table, its_problems = sheet_to_table(sheet.title, rows, facts.get(part, SheetFacts()))
            problems += its_problems
            if table is None:
                continue
            blocks.append(table)
            if sheet.sheet_state != 'visible':
                message = f"工作表“{sheet.title}”是隐藏的，已一并读入；请核对是否应当计入"
                problems.append(Problem('hidden_sheet', Severity.REVIEW, message, Where(sheet=sheet.title)))
    return tuple(blocks), None, tuple(problems)


def _sheets(path: Path) -> list[tuple[Any, list[tuple[Any, ...]]]]:
    """Every worksheet with its rows; what openpyxl stumbles over is a damaged workbook."""
    import openpyxl

    try:
        workbook = openpyxl.load_workbook(path, read_only=True, data_only=True, keep_links=False)
        found = []
        for sheet in workbook.worksheets:
            sheet.reset_dimensions()
            found.append((sheet, list(sheet.iter_rows())))
        workbook.close()
    except (KeyError, ValueError, TypeError, AttributeError, IndexError) as fault:
        raise Damaged("工作簿内部有错，读不了；请用 Excel 或 WPS 打开，另存为 .xlsx 再放入") from fault
    return found
