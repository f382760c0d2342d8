r"""RTF's fields and form fields as WordprocessingML's: what docx_fields understands once for all formats."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from extractors.readers.docx.names import VAL, Element, W
from extractors.readers.docx.symbols import FONTS, symbol

_SYMBOL = re.compile(r'\s*SYMBOL\s+(0x[0-9a-f]+|\d+)(.*)', re.IGNORECASE | re.DOTALL)
_SYMBOL_FONT = re.compile(r'\\f\s*(?:"([^"]*)"|(\S+))', re.IGNORECASE)
_RUBY = re.compile(
    r'\s*EQ\b.*?\\o\s*(?:\\a[cdlr]\s*)?[(（]\s*\\s\s*\\up\s*\d+\s*[(（].*[)）]\s*[,，;；](.*)[)）]',
    re.IGNORECASE | re.DOTALL,
)
_SHIFTED = re.compile(r'\s*EQ\s*\\s\s*\\(?:up|do)\s*\d*\s*[(（](.*)[)）]\s*$', re.IGNORECASE | re.DOTALL)
_FORM = re.compile(r'\s*FORM(?:CHECKBOX|DROPDOWN)\b', re.IGNORECASE)
_CHECK_BOX = re.compile(r'\s*FORMCHECKBOX\b', re.IGNORECASE)
_LONGEST = 1_000
_UNSET = 25
"""What Word stores for a form field nobody has touched: its default holds."""


@dataclass(slots=True)
class RtfField:
    """A field being read; shown is the text that stands for all of it, None where its result does.

    kind (0 text, 1 box, 2 list), result, default and entries are a form field's.
    """

    begin: Element
    instruction: list[str] = field(default_factory=list)
    shown: str | None = None
    kind: int | None = None
    result: int | None = None
    default: int = 0
    entries: list[str] = field(default_factory=list)

    @property
    def chosen(self) -> int:
        """The box's state or the entry's index."""
        return self.default if self.result in (None, _UNSET) else self.result or 0


def shown_instead(code: str) -> str | None:
    r"""The character of a SYMBOL field, the base of 拼音指南 (EQ \o), raised text (EQ \s); None elsewhere.

    Example: 'SYMBOL 254 \\f "Wingdings" \\s 12' -> '☑'.
    """
    code = code[:_LONGEST]
    match = _SYMBOL.match(code)
    if match is None:
        below = _RUBY.match(code) or _SHIFTED.match(code)
        return None if below is None else below[1]
    point = int(match[1], 0)
    font = _SYMBOL_FONT.search(match[2])
    name = '' if font is None else (font[1] or font[2] or '').strip()
    if name.lower() not in FONTS and point < 0x100 and not re.search(r'\\[uj]\b', match[2]):
        return bytes([point]).decode('cp1252', 'replace')
    return symbol(name, f'{point:x}')


def add_form_data(form: RtfField) -> bool:
    """Give a form field's beginning its w:ffData; False where the file does not tell its state."""
    from lxml import etree

    code = ''.join(form.instruction)
    if form.kind == 1 and _CHECK_BOX.match(code):
        box = etree.SubElement(etree.SubElement(form.begin, W + 'ffData'), W + 'checkBox')
        etree.SubElement(box, W + 'checked').set(VAL, str(form.chosen))
        return True
    if form.kind == 2 and form.entries:
        choice = etree.SubElement(etree.SubElement(form.begin, W + 'ffData'), W + 'ddList')
        etree.SubElement(choice, W + 'result').set(VAL, str(form.chosen))
        for entry in form.entries:
            etree.SubElement(choice, W + 'listEntry').set(VAL, entry)
        return True
    return _FORM.match(code) is None
