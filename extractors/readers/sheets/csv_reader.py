"""Tables saved as text (.csv .tsv, or such a table under another name): one Table, texts as typed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from extractors.readers.boxes import text_to_boxes
from extractors.readers.plain import reader as read_text
from extractors.readers.plain.encoding import bytes_to_text
from extractors.readers.sheets.csv_rows import Row, sniff_delimiter, text_to_rows
from extractors.readers.sheets.xlsx_sheet import MAX_PLACES, cell_problems, column_name
from extractors.readers.sheets.xlsx_values import Source, clean_text
from model.document import Block, Cell, Table
from model.errors import Damaged, TooLarge
from model.place import Problem, Severity, Where

NAME = 'csv'

MAX_TOLD = 50
"""Rows told one by one; of more, only their number is told."""

_TABLES = ('.csv', '.tsv', '.tab')
_SHEETS = ('.xls', '.xlsx', '.et')
_TEXT_TRICK = re.compile(r'="(.*)"', re.DOTALL)
"""How exports keep Excel from reading a code as a number: ="00036"."""


def score(head: bytes, filename: str) -> int | None:
    """40 for text with a table's name, 20 for text whose every line has the same two or more delimiters."""
    willing = read_text.score(head, filename)
    if willing is None:
        return None
    suffix = Path(filename).suffix.lower()
    if suffix in _TABLES:
        return 40
    text, _ = bytes_to_text(head[: head.rfind(b'\n') + 1] or head)
    return (40 if suffix in _SHEETS else 20) if _is_tabular(text) else None


def _is_tabular(text: str) -> bool:
    """Whether three lines or more all have the same number of tabs, or four the same two or more commas."""
    lines = [line for line in text.splitlines() if line.strip()]
    for delimiter, fewest in (('\t', 3), (',', 4)):
        counts = {len(row.cells) for row in text_to_rows(text, delimiter)[0] if any(row.cells)}
        if len(lines) >= fewest and len(counts) == 1 and max(counts) >= 3:
            return True
    return False


def read(path: Path) -> tuple[tuple[Block, ...], int | None, tuple[Problem, ...]]:
    """Read a table; Where.line is a row's first line, Where.cell the place as Excel would name it.

    A row with more or fewer cells than the others is a problem, and nothing is moved. Raises Damaged for
    bytes that are no text, TooLarge over 500,000 places.
    """
    text, problems = bytes_to_text(path.read_bytes())
    if '\0' in text:
        raise Damaged("不是文本表格或已损坏，里面有不能显示的字符；请核对文件，让来文单位重新发一份")
    delimiter, text, skipped = sniff_delimiter(text)
    rows, broken = text_to_rows(text, delimiter, first_line=1 + skipped)
    if broken:
        problems.append(_broken_quotes(broken))
    table, its_problems = rows_to_table(rows, delimiter)
    if table is None:
        message = "表格里一个字也没有，可能放错了文件；请打开核对"
        return (), None, (*problems, Problem('no_text', Severity.REVIEW, message))
    return (table,), None, (*problems, *its_problems)


def rows_to_table(rows: list[Row], delimiter: str = ',') -> tuple[Table | None, list[Problem]]:
    """Rows as a Table without empty rows and columns at its end, None where nothing is left."""
    texts = [[field_to_text(field, delimiter) for field in row.cells] for row in rows]
    widths = [max((col for col, text in enumerate(row, 1) if text), default=0) for row in texts]
    width = max(widths, default=0)
    height = max((number for number, each in enumerate(widths, 1) if each), default=0)
    if not height:
        return None, []
    if height * width > MAX_PLACES:
        raise TooLarge(
            f"表格有{height}行{width}列，超过一次能读的{MAX_PLACES}格；请拆成几个文件，或删去多余的行列"
        )
    names = [column_name(col) for col in range(width)]
    cells: list[Cell] = []
    problems = _ragged_problems(rows[:height], texts[:height])
    for row in range(height):
        for col in range(width):
            text = texts[row][col] if col < len(texts[row]) else ''
            where = Where(line=rows[row].line, cell=f'{names[col]}{row + 1}')
            cell = Cell(row, col, text, boxes=text_to_boxes(text) if text else (), where=where)
            cells.append(cell)
            problems.extend(cell_problems(Source(text, 'text'), cell))
    return Table(height, width, tuple(cells), Where(line=rows[0].line)), problems


def field_to_text(field: str, delimiter: str = ',') -> str:
    """A field as typed, without what only keeps Excel from making a code a number: ="00036", a tab."""
    match = _TEXT_TRICK.fullmatch(field)
    if match and '"' not in match[1].replace('""', ''):
        field = match[1].replace('""', '"')
    return clean_text(field if delimiter == '\t' else field.strip('\t'))


def _ragged_problems(rows: list[Row], texts: list[list[str]]) -> list[Problem]:
    """Rows whose number of cells is not the table's; lines above its first full row are its title."""
    counts = Counter(len(row.cells) for row, text in zip(rows, texts, strict=True) if any(text))
    usual = max(counts, key=lambda count: (counts[count], count))
    odd = list(_odd_rows(rows, texts, usual))
    told = [
        Problem('ragged_row', Severity.REVIEW, message, where) for message, where in islice(odd, MAX_TOLD)
    ]
    if len(odd) > MAX_TOLD:
        message = f"另有{len(odd) - MAX_TOLD}行的格数与表头不同，没有一一列出；请检查整个文件的分隔符"
        told.append(Problem('ragged_row', Severity.REVIEW, message, odd[MAX_TOLD][1]))
    return told


def _odd_rows(rows: list[Row], texts: list[list[str]], usual: int) -> Iterator[tuple[str, Where]]:
    begun = False
    for row, text in zip(rows, texts, strict=True):
        count = len(text)
        begun = begun or count == usual
        is_title = not begun and sum(map(bool, text)) <= 1
        if count == usual or not any(text) or is_title or (count > usual and not any(text[usual:])):
            continue
        how = "多出的分隔符可能把后面的内容挤到了右边" if count > usual else "可能缺了格"
        message = f"第{row.line}行有{count}格，其他行是{usual}格，{how}；程序没有挪动，请对照原表核对"
        yield message, Where(line=row.line)


def _broken_quotes(line: int) -> Problem:
    message = f"第{line}行起引号不成对，引号都按原样保留，格子可能分错；请用 Excel 或 WPS 打开核对后另存"
    return Problem('quotes_unbalanced', Severity.REVIEW, message, Where(line=line))
