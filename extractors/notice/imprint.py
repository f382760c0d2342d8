"""版记: 抄送, 主送 where page 1 had no room for it, and 印发日期 (GB/T 9704 7.4)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extractors.notice.lines import Line
from extractors.notice.recipients import is_recipients, split_bodies
from model.notice import Recipients
from text.date_patterns import DAY, MONTH, YEAR, fold
from text.han import fold_zeros

_DATE = rf'(?:{YEAR}\s*年\s*{MONTH}\s*月\s*{DAY}\s*[日曰目]|(?<!\d)(?:19|20)\d\d[-./]\d{{1,2}}[-./]\d{{1,2}})'
_PRINTED = re.compile(
    rf'(?P<date>{_DATE})\s*印\s*(?:发|制|$)|印\s*(?:发|制)\s*(?:日\s*期|时\s*间)\s*:\s*(?P<date2>{_DATE})'
)
_CC = re.compile(
    r'(?:抄\s*[送报发]|分\s*送)\s*(?:单\s*位|机\s*关)?\s*(?:[:：]|\s(?=[各省市县区有中国]))\s*(?P<bodies>.+)'
)
_NEXT_CC = re.compile(r'[。；;，,\s]*(?:抄\s*[送报发]|分\s*送)\s*[:：]\s*')
_MAIN = re.compile(r'主\s*送\s*(?:单\s*位|机\s*关)?\s*[:：]\s*(?P<bodies>.+)')
_BETWEEN_BODIES = re.compile('、(?![^（(]*[）)])')
_KEPT = re.compile('(?:存|归)(?:档|卷|查)?$|本?[局厅部办委会]?(?:内)?存(?:档|查)?$|备查')
LONGEST_IMPRINT = 6
LONGEST_LINE = 80


def printed_day(text: str) -> tuple[str, re.Match[str]] | None:
    """The date that carries 印发, as written on a line of an imprint, with its match; or None."""
    match = _PRINTED.search(fold(fold_zeros(text))) if '印' in text else None
    return (match['date'] or match['date2'], match) if match else None


def lines_to_cc(lines: Sequence[Line], start: int) -> tuple[tuple[str, int], ...]:
    """The bodies after 抄报：, 抄送： and 分送：, with the index of their line; they end with 。."""
    found: dict[str, int] = {}
    for index in range(start, len(lines)):
        match = _CC.match(lines[index].text)
        if match:
            text = _whole(lines, index, match['bodies'])
            for body in _copied(text):
                found.setdefault(body, index)
        elif found and index > max(found.values()) + LONGEST_IMPRINT:
            break
    return tuple(found.items())


def lines_to_main(lines: Sequence[Line], start: int) -> tuple[Recipients, int] | None:
    """主送机关 that was moved to the imprint, with the index of its line."""
    for index in range(start, len(lines)):
        match = _MAIN.match(lines[index].text)
        raw = _whole(lines, index, match['bodies']).rstrip('。. ') if match else ''
        if raw and is_recipients(raw):
            return Recipients(raw, split_bodies(raw)), index
    return None


def _copied(text: str) -> Iterator[str]:
    for line in _NEXT_CC.split(text):
        for part in split_bodies(line.rstrip('。. ')):
            yield from (
                body
                for piece in _BETWEEN_BODIES.split(part)
                if (body := piece.strip()) and not _KEPT.match(body)
            )


def _whole(lines: Sequence[Line], index: int, text: str) -> str:
    """A line of bodies with the lines it goes on in: up to 。, another label or the print date."""
    last = index
    while not text.endswith('。') and last + 1 < len(lines) and _goes_on(lines[last + 1].text):
        last += 1
        text += lines[last].text
    return text


def _goes_on(text: str) -> bool:
    return (
        len(text) < LONGEST_LINE
        and not _CC.match(text)
        and not _MAIN.match(text)
        and printed_day(text) is None
        and ('，' in text or text.endswith('。'))
    )
