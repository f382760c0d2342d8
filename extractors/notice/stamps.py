"""密级 and 紧急程度: the marks that stand at the top of the first page (GB/T 9704 7.2.2, 7.2.3)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.notice.lines import Line

_HAN = '一二三四五六七八九十'
_LIMIT = rf'(?:[\d{_HAN}]{{1,3}}\s*(?:年|个?月|天|日)|长期|启用前|公开前)'
_SECRECY = re.compile(
    r'(?:密\s*级\s*[:：]\s*)?[★☆]?\s*(?P<mark>绝\s?密|机\s?密|秘\s?密)'
    rf'(?P<term>\s*[★☆*]\s*{_LIMIT}?|\s*{_LIMIT})?(?:[（(]\s*(?P<term2>{_LIMIT})\s*[)）])?'
)
_DEGREE = r'特\s*提|特\s*急|加\s*急|平\s*急|急\s*件'
_URGENCY = re.compile(rf'(?:{_DEGREE})(?=[·・•]?(?:明|密)?\s*电?$)')
_LABELLED = re.compile(
    rf'(?:紧\s*急\s*程\s*度|等\s*级|缓\s*急(?:\s*程\s*度)?)\s*[:：]?\s*(?P<degree>{_DEGREE})'
)
_TERM = re.compile(rf'(?P<term>(?:(?:保\s*密)?\s*期\s*限)\s*[:：]\s*(?P<limit>{_LIMIT}))')
_APART = re.compile(r'\s{2,}|(?<=[年月期])\s+|\u3000')
_AROUND = '【】[]［］（）() \t\u3000'
_BLANKS = re.compile(r'\s')
LONGEST = 60

Stamp = tuple[str, int]
"""A mark without blanks, and the index of its line."""


def lines_to_secrecy(lines: Sequence[Line]) -> Stamp | None:
    """The 密级 with its term as printed (机密★1年); an empty label 密级： and a lone ★ are none."""
    for index, line in enumerate(lines):
        for piece in _pieces(line.text):
            match = _SECRECY.fullmatch(piece)
            if match:
                apart = _TERM.search(line.text)
                term = match['term'] or match['term2'] or (f"★{apart['limit']}" if apart else '')
                return _BLANKS.sub('', match['mark'] + term), index
    return None


def lines_to_urgency(lines: Sequence[Line]) -> Stamp | None:
    """特急, 加急, or of a telegram 特提, 特急, 加急, 平急: a mark by itself, or after its label."""
    for index, line in enumerate(lines):
        labelled = _LABELLED.search(line.text)
        if labelled:
            return _BLANKS.sub('', labelled['degree']), index
        for piece in _pieces(line.text):
            match = _URGENCY.match(piece)
            if match:
                return _BLANKS.sub('', match.group()), index
    return None


def _pieces(text: str) -> list[str]:
    """A line whole, and its pieces that stand blanks apart: 机密★1年  特急."""
    if len(text) > LONGEST:
        return []
    return [text.strip(_AROUND), *(piece.strip(_AROUND) for piece in _APART.split(text)), *text.split(' ')]
