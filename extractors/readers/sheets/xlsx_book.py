"""Sheets of any workbook, old or new, as blocks in reading order, and what to tell of the book as a whole."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal

from extractors.readers.sheets.xlsx_headings import headings_to_paragraphs
from extractors.readers.sheets.xlsx_parts import SheetFacts
from extractors.readers.sheets.xlsx_sheet import MAX_PLACES, sheet_to_table
from model.document import Block, Paragraph, Table
from model.errors import TooLarge, Unsupported
from model.place import Problem, Severity, Where

FEW_CHARACTERS = 10
"""A workbook of pictures with less text than this is a scan in a workbook."""

MAX_BOOK_PLACES = 2 * MAX_PLACES

State = Literal['visible', 'hidden', 'veryHidden']


@dataclass(frozen=True, slots=True)
class SheetContent:
    """One sheet as its reader found it; floating are the lines of text boxes, pictures are counted."""

    title: str
    state: State
    facts: SheetFacts
    floating: list[Paragraph] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    pictures: int = 0


def contents_to_blocks(
    contents: Iterable[SheetContent], book_problems: list[Problem]
) -> tuple[tuple[Block, ...], None, tuple[Problem, ...]]:
    """What a reader of workbooks returns; each sheet is its page header, table, text boxes, page footer.

    Raises TooLarge, and Unsupported (needs_ocr) for pictures in place of cells.
    """
    blocks: list[Block] = []
    problems = list(book_problems)
    pictures = places = 0
    for content in contents:
        its_blocks, its_problems = _content_to_blocks(content)
        blocks += its_blocks
        problems += its_problems
        pictures += content.pictures
        places += sum(block.rows * block.cols for block in its_blocks if isinstance(block, Table))
        if places > MAX_BOOK_PLACES:
            raise TooLarge(f"各工作表合计超过{MAX_BOOK_PLACES}格，一次读不下；请拆成几个文件再放入")
    if pictures and sum(map(_characters, blocks)) < FEW_CHARACTERS:
        raise _scan(pictures)
    if not blocks:
        message = "工作簿里一个字也没有，可能放错了文件；请打开核对"
        problems.append(Problem('no_text', Severity.REVIEW, message))
    return tuple(blocks), None, tuple(problems)


def _content_to_blocks(content: SheetContent) -> tuple[list[Block], list[Problem]]:
    title = content.title
    table, problems = sheet_to_table(title, content.facts)
    headings = content.facts.headings
    blocks: list[Block] = [
        *headings_to_paragraphs(headings, title, 'header'),
        *([table] if table else []),
        *content.floating,
        *headings_to_paragraphs(headings, title, 'footer'),
    ]
    problems += content.problems
    if content.pictures:
        severity = Severity.INFO if table else Severity.REVIEW
        message = f"工作表“{title}”里有{content.pictures}幅图片，图片上的字没有读出"
        problems.append(Problem('pictures', severity, message, Where(sheet=title)))
    if content.state != 'visible' and blocks:
        how = "隐藏的" if content.state == 'hidden' else "深度隐藏的（在菜单里也看不到）"
        message = f"工作表“{title}”是{how}，已一并读入；请核对是否应当计入"
        problems.append(Problem('hidden_sheet', Severity.REVIEW, message, Where(sheet=title)))
    return blocks, problems


def _scan(pictures: int) -> Unsupported:
    error = Unsupported(f"工作簿里是图片（{pictures}幅），几乎没有文字，要等文字识别；有文字版的请放入文字版")
    error.code = 'needs_ocr'
    return error


def _characters(block: Block) -> int:
    return len(block.text) if isinstance(block, Paragraph) else sum(len(cell.text) for cell in block.cells)
