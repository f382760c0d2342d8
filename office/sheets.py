"""Lists that the office keeps in Excel or CSV, as records by field id."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from extractors.readers.process.pool import ReadingPool
from extractors.secrecy import secrecy_mark, secrecy_mark_in_name
from model.document import Table
from model.errors import Damaged, SecrecyMark, UsageFault
from model.place import Where


def must_exist(path: Path) -> None:
    """Raises UsageFault when there is no such file."""
    if not path.is_file():
        raise UsageFault(f"找不到文件“{path}”。请检查路径后再试。")


def read_sheet(path: Path) -> list[tuple[dict[int, str], Where]]:
    """The rows of a CSV or the first sheet of a workbook: texts by column, with the row's place.

    Raises:
        BadInput: the file cannot be read or holds no table.
        SecrecyMark: it bears one.
    """
    if secrecy_mark_in_name(path.name):
        raise SecrecyMark
    if path.suffix.lower() == '.csv':
        return list(_csv_rows(path))
    with ReadingPool() as pool:
        document = pool.read(path, path.name)
    if secrecy_mark(document, path.name):
        raise SecrecyMark
    tables = [block for block in document.blocks if isinstance(block, Table)]
    if not tables:
        raise Damaged(f"“{path.name}”里没有表格。请导入第一行是表头的 Excel 或 CSV 文件。")
    rows: dict[int, dict[int, str]] = {}
    places: dict[int, Where] = {}
    for cell in tables[0].cells:
        rows.setdefault(cell.row, {})[cell.col] = cell.text
        places.setdefault(cell.row, cell.where)
    return [(rows[row], places[row]) for row in sorted(rows)]


def _csv_rows(path: Path) -> Iterator[tuple[dict[int, str], Where]]:
    data = path.read_bytes()
    for encoding in ('utf-8-sig', 'gb18030'):
        try:
            text = data.decode(encoding)
            break
        except UnicodeDecodeError:
            continue
    else:
        raise Damaged(f"“{path.name}”的编码认不出来。请用 Excel 另存为“CSV UTF-8”后再导入。")
    for line, row in enumerate(csv.reader(io.StringIO(text)), start=1):
        yield dict(enumerate(row)), Where(line=line)


def sheet_to_records(
    rows: Sequence[tuple[dict[int, str], Where]], to_field: Callable[[str], str | None], fewest: int = 2
) -> tuple[list[tuple[dict[str, str], Where]], list[str]]:
    """Records by field id below the first row that heads at least so many fields; unknown headers."""
    for position, (cells, _) in enumerate(rows):
        named = {column: to_field(text) for column, text in cells.items() if text.strip()}
        columns = {column: name for column, name in named.items() if name}
        if len(columns) >= fewest:
            ignored = [cells[column] for column, name in named.items() if not name]
            records = [
                ({name: texts.get(column, '') for column, name in columns.items()}, where)
                for texts, where in rows[position + 1 :]
                if any(text.strip() for text in texts.values())
            ]
            return records, ignored
    return [], []
