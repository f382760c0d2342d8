"""The shared strings of a workbook (.xlsx): every different text is written once, cells name it by number."""

from __future__ import annotations

from typing import Any

from extractors.readers.sheets.xlsx_values import unescape
from extractors.readers.sheets.xlsx_xml import read_stream
from model.errors import TooLarge

MAX_STRINGS = 2_000_000


def part_to_strings(part: bytes | None) -> list[str]:
    """The shared strings in their order; phonetic hints are no text. Raises TooLarge over 2,000,000."""
    strings: list[str] = []
    pieces: list[str] = []
    phonetic: list[bool] = []

    def end_string(_: str) -> None:
        if len(strings) >= MAX_STRINGS:
            raise TooLarge(f"工作簿里的文字超过{MAX_STRINGS}条，不像正常报表；请拆成几个文件再放入")
        strings.append(unescape(''.join(pieces)))
        pieces.clear()

    def end_text(text: str) -> None:
        if not phonetic:
            pieces.append(text)

    starts: dict[str, Any] = {'rPh': lambda _: phonetic.append(True)}
    ends = {'si': end_string, 't': end_text, 'rPh': lambda _: phonetic.clear()}
    if part is not None:
        read_stream(part, starts, ends)
    return strings
