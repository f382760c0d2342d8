"""A table's text as rows of fields (RFC 4180), whatever delimits them; nothing is guessed about quotes."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from itertools import islice
from typing import NamedTuple

DELIMITERS = ',\t;|'
"""Those that programs write; the Chinese comma is text."""

_SAMPLE_LINES = 200
_HINT = re.compile(r'sep=(.)\r?\n', re.IGNORECASE)
_LINE_END = re.compile(r'\r\n|\n|\r')


class Row(NamedTuple):
    """One row's fields as typed, and the line where it begins, from 1."""

    line: int
    cells: tuple[str, ...]


def sniff_delimiter(text: str) -> tuple[str, str, int]:
    """(delimiter, the text of the table, lines before it): told by Excel's 'sep=;' line, or else by trying.

    The delimiter that gives most rows the same number of fields, two or more; ',' where none does.
    """
    hint = _HINT.match(text)
    if hint:
        return hint[1], text[hint.end() :], 1
    sample = ''.join(islice(io.StringIO(text, newline=''), _SAMPLE_LINES))
    return max(DELIMITERS, key=lambda each: _evenness(sample, each)), text, 0


def _evenness(sample: str, delimiter: str) -> tuple[float, int]:
    """The share of rows that have the most frequent number of fields, and that number."""
    counts = Counter(len(row.cells) for row in text_to_rows(sample, delimiter)[0] if any(row.cells))
    several = {count: times for count, times in counts.items() if count > 1}
    if not several:
        return 0.0, 0
    usual = max(several, key=lambda count: (several[count], count))
    return several[usual] / counts.total(), usual


def text_to_rows(text: str, delimiter: str, first_line: int = 1) -> tuple[list[Row], int | None]:
    """All rows, and None; or where quotes do not pair, every line as a row with its quotes, and that line.

    An unpaired quote would swallow the rows after it, so none is taken for one then.
    """
    reader = csv.reader(io.StringIO(text, newline=''), delimiter=delimiter, strict=True)
    rows: list[Row] = []
    line = 0
    try:
        for cells in reader:
            rows.append(Row(first_line + line, tuple(cells)))
            line = reader.line_num
    except csv.Error:
        plain = _LINE_END.split(text)
        rows = [Row(number, tuple(each.split(delimiter))) for number, each in enumerate(plain, first_line)]
        return rows, first_line + line
    return rows, None
