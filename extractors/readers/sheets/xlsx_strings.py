"""The shared strings of a workbook (.xlsx): every different text is written once, cells name it by number."""

from __future__ import annotations

from typing import NamedTuple

from extractors.readers.sheets.struck_cells import Runs, TextTaker
from extractors.readers.sheets.xlsx_values import unescape
from extractors.readers.sheets.xlsx_xml import read_stream
from model.errors import TooLarge

MAX_STRINGS = 2_000_000


class Strings(NamedTuple):
    """The texts in their order, and by their numbers the pieces of those that have several looks."""

    texts: list[str]
    runs: dict[int, Runs]


def part_to_strings(part: bytes | None) -> Strings:
    """The shared strings; phonetic hints are no text. Raises TooLarge over 2,000,000."""
    strings = Strings([], {})
    taker = TextTaker()

    def end_string(_: str) -> None:
        number = len(strings.texts)
        if number >= MAX_STRINGS:
            raise TooLarge(f"工作簿里的文字超过{MAX_STRINGS}条，不像正常报表；请拆成几个文件再放入")
        text, runs = taker.take()
        strings.texts.append(unescape(text))
        if runs:
            strings.runs[number] = runs

    if part is not None:
        starts, ends = taker.handlers()
        read_stream(part, starts, {**ends, 'si': end_string})
    return strings
