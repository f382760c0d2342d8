"""Names of WordprocessingML elements and the few ways their attributes are read."""

from __future__ import annotations

from typing import Any

W = '{http://schemas.openxmlformats.org/wordprocessingml/2006/main}'
W14 = '{http://schemas.microsoft.com/office/word/2010/wordml}'
MC = '{http://schemas.openxmlformats.org/markup-compatibility/2006}'
M = '{http://schemas.openxmlformats.org/officeDocument/2006/math}'
A = '{http://schemas.openxmlformats.org/drawingml/2006/main}'
WP = '{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}'
V = '{urn:schemas-microsoft-com:vml}'
R = '{http://schemas.openxmlformats.org/officeDocument/2006/relationships}'
OFFICE = '{urn:schemas-microsoft-com:office:office}'
C = '{http://schemas.openxmlformats.org/drawingml/2006/chart}'
DGM = '{http://schemas.openxmlformats.org/drawingml/2006/diagram}'

VAL = W + 'val'
P, TBL, TR, TC = W + 'p', W + 'tbl', W + 'tr', W + 'tc'
PPR, RPR, STYLE = W + 'pPr', W + 'rPr', W + 'style'
SDT, SDT_PR, SDT_CONTENT = W + 'sdt', W + 'sdtPr', W + 'sdtContent'
CHOICE, FALLBACK = MC + 'Choice', MC + 'Fallback'
TEXT_BOX, WORD_ART = W + 'txbxContent', V + 'textpath'
CHART, DIAGRAM = C + 'chart', DGM + 'relIds'
VANISH, STRIKE, DSTRIKE = W + 'vanish', W + 'strike', W + 'dstrike'

Element = Any
"""An lxml element; lxml ships no types."""


def value(parent: Element, name: str) -> str | None:
    """The w:val of a direct child, None where child or attribute is missing."""
    child = parent.find(name)
    return None if child is None else child.get(VAL)


def number(parent: Element | None, name: str, default: int) -> int:
    """The w:val of a direct child as an integer; default where missing or not a number."""
    text = None if parent is None else value(parent, name)
    try:
        return int(text) if text else default
    except ValueError:
        return default


def is_on(parent: Element | None, name: str) -> bool | None:
    """A toggle such as w:vanish: True, False, or None where it is not given."""
    child = None if parent is None else parent.find(name)
    return None if child is None else switch(child, VAL)


def switch(element: Element, attribute: str) -> bool:
    """An on-off attribute: on unless it says otherwise."""
    return (element.get(attribute) or '1').lower() not in ('0', 'false', 'off')


def shows_placeholder(sdt: Element) -> bool:
    """Whether a content control still shows its prompt ('单击此处输入文字'): nobody filled it in."""
    return is_on(sdt.find(SDT_PR), W + 'showingPlcHdr') is True
