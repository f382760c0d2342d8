"""The incoming register page by page, as the desk shows it."""

from __future__ import annotations

import datetime as dt
import tempfile
from pathlib import Path
from typing import NamedTuple

from model.register import Entry
from office.config import Workplace
from office.register_sheet import export
from office.registering import show
from office.slip import shown_to_slip
from store import register_lists
from store.engine import reading
from store.register_lists import Wanted
from text.docnumbers import number_to_text, whole_number

__all__ = ['Line', 'Wanted', 'page_of', 'register_to_bytes', 'slip_to_bytes', 'text_to_words']


class Line(NamedTuple):
    """An entry of a list with how many further files and open questions it has."""

    entry: Entry
    copies: int
    questions: int


def page_of(place: Workplace, wanted: Wanted, start: int, size: int) -> tuple[list[Line], int]:
    """Entries of one page, the newest first, and how many there are on all pages."""
    with reading(place.engine) as connection:
        entries = register_lists.list_page(connection, wanted, start, size)
        total = register_lists.count(connection, wanted)
        numbers = [one.number for one in entries]
        further = register_lists.copies_of(connection, numbers)
        questions = register_lists.questions_of(connection, numbers)
    return [Line(one, further.get(one.number, 0), questions.get(one.number, 0)) for one in entries], total


def text_to_words(text: str) -> tuple[str, ...]:
    """What a person looks for, word by word; a 文号 is one word, brackets as the register writes them.

    >>> text_to_words('示民函[2026]12号 台账')
    ('示民函〔2026〕12号', '台账')
    """
    found = []
    for word in text.split():
        number = whole_number(word)
        found.append(number_to_text(number) if number else word)
    return tuple(found)


def register_to_bytes(place: Workplace, first: dt.date | None, last: dt.date | None) -> bytes:
    """收文登记簿 of some days as a workbook."""
    with tempfile.TemporaryDirectory() as folder:
        written, _ = export(place, Path(folder) / '收文登记簿.xlsx', first, last)
        return written.read_bytes()


def slip_to_bytes(place: Workplace, number: int) -> bytes:
    """文件处理笺 of an entry as a .docx.

    Raises:
        UsageFault: there is no such number.
    """
    return shown_to_slip(place.office.name, show(place, number))
