"""Word's fields: which of their text is printed, and what those without a printed result show."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from extractors.readers.box_marks import EMPTY, FULL, TICK
from extractors.readers.docx.names import VAL, Element, W, is_on, number

_PAGE_NUMBER = re.compile(r'\s*(?:PAGE|NUMPAGES|SECTIONPAGES|SECTION)\b', re.IGNORECASE)
_FORM = re.compile(r'\s*FORM(?:CHECKBOX|DROPDOWN)\b', re.IGNORECASE)
_OVERLAID = re.compile(r'\s*EQ\s*\\o\s*(?:\\a[cdlr]\s*)?[(（](.+?)[,，;；](.+?)[)）]\s*$', re.IGNORECASE)


@dataclass(slots=True)
class Field:
    """A field being walked: its instruction so far, and whether its result has begun."""

    instruction: list[str] = field(default_factory=list)
    in_result: bool = False
    silent: bool = False

    @property
    def code(self) -> str:
        """The instruction as written so far."""
        return ''.join(self.instruction)


def is_page_number(code: str) -> bool:
    """Whether a field prints a page number: noise in a text without pages."""
    return _PAGE_NUMBER.match(code) is not None


def is_silent(code: str) -> bool:
    """Whether a field's result is left out: page numbers, and form fields read from their data."""
    return is_page_number(code) or _FORM.match(code) is not None


def form_field_text(begin: Element) -> str:
    """What a legacy form field at its w:fldChar shows: a box, the chosen entry, or '' for text fields."""
    data = begin.find(W + 'ffData')
    if data is None:
        return ''
    box, choice = data.find(W + 'checkBox'), data.find(W + 'ddList')
    if box is not None:
        checked = is_on(box, W + 'checked')
        return '☑' if (is_on(box, W + 'default') if checked is None else checked) else '□'
    if choice is not None:
        entries = [entry.get(VAL) or '' for entry in choice.findall(W + 'listEntry')]
        index = number(choice, W + 'result', number(choice, W + 'default', 0))
        return entries[index] if 0 <= index < len(entries) else ''
    return ''


def overlaid_text(code: str) -> str:
    r"""What an EQ field that prints one character over another shows; '' for any other field.

    Word's 带圈字符 writes a ticked box so. Examples: 'EQ \o\ac(□,√)' -> '☑', 'eq \o\ac(○,3)' -> '③'.
    """
    match = _OVERLAID.match(code)
    if match is None:
        return ''
    parts = [match[1].strip(), match[2].strip()]
    if any(part in EMPTY + FULL + '口' for part in parts):
        return '☑' if any(part in TICK for part in parts) else '☒'
    inner = next((part for part in parts if part not in '○◯〇'), '')
    if inner.isascii() and inner.isdigit() and 1 <= int(inner) <= 20:
        return chr(0x2460 + int(inner) - 1)
    return inner
