"""A date between the 年, 月 and 日 that a form prints."""

from __future__ import annotations

import re

from forms.filling.spans import Element
from forms.filling.underlines import kept_width, underlined_atoms, underlined_part, width, write_on_line
from forms.filling.wordml import paragraph_to_atoms, text_of
from forms.filling.writing import replace_text

_DATE = re.compile(r'\s*(\d{4})\s*[年./-]\s*(\d{1,2})\s*(?:[月./-]\s*(?:(\d{1,2})\s*日?)?)?\s*')
_CENTURY = re.compile(r'(?<!\d)[12]\d(?!\d)|二[〇○零0O]')
_YEAR = re.compile(r'(?<!\d)\d{4}(?!\d)')
_SAMPLE = re.compile(r'[×xX]+')
_HAN_DIGITS = dict(zip('0123456789', '〇一二三四五六七八九', strict=True))
_FAR = 8
"""More columns of space before a date than this hold it to the right."""


def write_date(paragraph: Element, start: int, end: int, value: str) -> None:
    """Year, month and day before their letters in text[start:end].

    A value that is no date, or of another year than the one printed, takes the place of all of it.
    """
    printed = text_of(paragraph_to_atoms(paragraph))[start:end]
    told = _DATE.fullmatch(value)
    year = _YEAR.search(printed)
    if told is None or (year and year[0] != told[1]) or re.search(r'月\s*\d', printed):
        replace_text(paragraph, start, end, value)
        return
    numbers = dict(zip('年月日', told.groups(), strict=True))
    first = start
    edits: list[tuple[int, int, str]] = []
    for letter in '年月日':
        place = printed.find(letter, first - start)
        number = numbers[letter]
        if place < 0:
            continue
        place += start
        if letter == '年':
            first, number = _year(printed, start, first, number or '')
        if number:
            edits.append((first, place, number if letter == '年' else str(int(number))))
        first = place + 1
    for one, other, number in reversed(edits):
        _write_number(paragraph, one, other, number)


def _year(printed: str, start: int, first: int, number: str) -> tuple[int, str]:
    """Where the year goes on behind a printed 20 or 二〇, and what is still to be written of it."""
    if _YEAR.search(printed):
        return first, ''
    century = _CENTURY.match(printed.lstrip(' \u3000_＿'))
    if not century or _SAMPLE.search(printed):
        return first, number
    place = start + printed.index(century[0]) + len(century[0])
    rest = number[2:]
    return place, rest if century[0].isdecimal() else ''.join(_HAN_DIGITS[each] for each in rest)


def _write_number(paragraph: Element, start: int, end: int, number: str) -> None:
    printed = text_of(paragraph_to_atoms(paragraph))[start:end]
    if '_' in printed or '＿' in printed:
        write_on_line(paragraph, start, end, number)
        return
    if underlined_atoms(paragraph, start, end):
        first, last = underlined_part(paragraph, start, end)
        replace_text(paragraph, first, last, kept_width(paragraph, first, last, number))
        return
    spare = width(printed) - width(number)
    first = start + spare if spare > _FAR and not printed.strip(' ') else start
    replace_text(paragraph, first, end, number)
