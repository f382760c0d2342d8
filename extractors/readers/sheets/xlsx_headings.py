"""Page headers and footers of a sheet as paragraphs, without the codes that set them."""

from __future__ import annotations

import re

from model.document import Paragraph
from model.place import Where

_CODE = re.compile(
    r'&(?:"[^"]*"|K[0-9A-Fa-f]{6}|K\d\d[+-]\d{3}|\d+|(?P<turn>[LCR])|(?P<sheet>A)|(?P<amp>&)|[A-Z]|$)',
    re.IGNORECASE,
)
_PAGE_NUMBER = re.compile(r'(?:[第共页总/／—–\-－,，.\s]|page|of)*', re.IGNORECASE)


def headings_to_paragraphs(headings: list[tuple[str, str]], sheet: str, part: str) -> list[Paragraph]:
    """A sheet's page headers or footers (part) without their codes (ECMA-376-1 18.3.1.46).

    Each of left, centre and right is a paragraph, each once; page numbers alone are left out, and so is
    the sheet's name.
    Example: '&C&"宋体,加粗"&14附件2&R第 &P 页' -> 附件2.
    """
    where = Where(sheet=sheet, part=part)
    texts = (
        ' '.join(line.split())
        for its_part, heading in headings
        if its_part == part
        for line in _CODE.sub(lambda code: _code_to_text(code, sheet), heading).splitlines()
    )
    return [
        Paragraph(text, where)
        for text in dict.fromkeys(texts)
        if text != sheet and not _PAGE_NUMBER.fullmatch(text)
    ]


def _code_to_text(code: re.Match[str], sheet: str) -> str:
    if code['turn']:
        return '\n'
    return sheet if code['sheet'] else '&' if code['amp'] else ''
