"""Numbers and dates that a printed letter with placeholders gives in full, as samples."""

from __future__ import annotations

import re
from collections.abc import Iterable

from forms.blanks.marks import Gap
from forms.blanks.words import squeezed

_CODED = re.compile(r'(?<![A-Za-z0-9_])[A-Za-z][A-Za-z0-9]*_[A-Za-z0-9_]+|\{\{|«')
_DATE = re.compile(r'\d{4}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日')
_NUMBER = re.compile(r'[〔\[［(（]\s*\d{4}\s*[〕\]］)）]\s*第?\s*\d+\s*号')
_LONGEST_NUMBER, _LONGEST_DATE = 30, 14


def has_placeholders(texts: Iterable[str]) -> bool:
    """Whether one of these texts holds a placeholder (name_1, {{name}}): a program prints the letter."""
    return any(_CODED.search(text) for text in texts)


def texts_to_own_dates(texts: Iterable[str]) -> frozenset[str]:
    """The dates that stand on lines of their own: a letter is dated so."""
    found = ((text, _DATE.search(text)) for text in texts)
    return frozenset(
        squeezed(match[0]) for text, match in found if match and len(squeezed(text)) <= _LONGEST_DATE
    )


def text_to_sample(text: str, own_dates: frozenset[str] = frozenset()) -> Gap | None:
    """The number or the date of a letter that a line or a cell says, and nothing else; None for neither.

    A date within a sentence is a sample only where the letter itself bears it: others date laws.
    """
    short = len(squeezed(text))
    number, date = _NUMBER.search(text), _DATE.search(text)
    if short <= _LONGEST_NUMBER and number:
        return Gap(*number.span(), 'text', "文号")
    if date and (short <= _LONGEST_DATE or squeezed(date[0]) in own_dates):
        return Gap(*date.span(), 'date', "日期")
    return None
