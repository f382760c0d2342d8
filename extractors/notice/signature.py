"""The end of a notice: 署名, 成文日期, 印发机关 and 印发日期, 抄送."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass

from extractors.notice.lines import Line
from extractors.notice.organs import line_to_organs, whole_names
from extractors.notice.recipients import split_bodies
from text.date_patterns import DAY, MONTH, YEAR, fold
from text.dates import whole_date
from text.han import fold_zeros

_DATE = rf'{YEAR}\s*年\s*{MONTH}\s*月\s*{DAY}\s*[日曰目]'
_DATE_AT_END = re.compile(rf'(?P<before>.*?)\s*(?P<date>{_DATE})(?P<printed>\s*印\s*发)?\s*$')
_ORGANS_AT_END = re.compile(r'[\u4e00-\u9fff（）()、\s“”]+$')
_REMARK_AFTER = re.compile(r'(?<=日)\s*[（(][^（）()]{2,20}[）)]$')
_PRINTED = re.compile(rf'(?P<date>{_DATE})\s*印\s*(?:发|制)')
_OFFICE = re.compile(r'(?:办公[室厅]|秘书[处科]|综合[处科])$')
_CC = re.compile(r'(?:抄\s*送|抄\s*报|抄\s*发)\s*[:：]\s*(?P<bodies>.+)')
_NEXT_CC = re.compile(r'[。；;，,\s]*抄\s*[送报发]\s*[:：]\s*')
_BETWEEN_BODIES = re.compile('、(?![^（(]*[）)])')
_ANNEX_LINE = re.compile(r'附\s*件\s*\d*\s*[:：]?')
_REMARK = re.compile(r'[（(].{2,60}[）)]$|特此|附[:：]|附件')
LONGEST_IMPRINT = 6
LONGEST_DATE = 40


@dataclass(frozen=True, slots=True)
class Dated:
    """A date with its place in the lines; repaired where a letter of it had to be guessed."""

    day: dt.date
    index: int
    repaired: bool


@dataclass(frozen=True, slots=True)
class Signature:
    """What the paper ends with. start is the first line that is no longer body, end the first after it.

    Both are None where neither organ nor date was found.
    """

    organs: tuple[tuple[str, int], ...] = ()
    dated: Dated | None = None
    printed: Dated | None = None
    start: int | None = None
    end: int | None = None


def lines_to_signature(lines: Sequence[Line], body_start: int) -> Signature:
    """The first signature below the body's start; an annex's own signature comes later and is not meant.

    Signing organs stand right above the date, or before it on its line. A date alone, with no
    organ, counts where nothing better is found; so do organs without a date at the paper's end.
    """
    alone: Signature | None = None
    for index in range(body_start, len(lines)):
        found = _signature_at(lines, index, body_start)
        if found is None:
            continue
        if found.organs:
            return found
        alone = alone or found
    return alone or _undated(lines, body_start)


def lines_to_printed(lines: Sequence[Line], start: int) -> Dated | None:
    """印发日期: the date that carries 印发."""
    for index in range(start, len(lines)):
        match = _PRINTED.search(fold(lines[index].text))
        found = whole_date(match['date']) if match else None
        if found:
            return Dated(found[0], index, found[1])
    return None


def lines_to_cc(lines: Sequence[Line], start: int) -> tuple[tuple[str, int], ...]:
    """The bodies after 抄报： and 抄送：, with the index of their line; continuation lines end with 。."""
    found: dict[str, int] = {}
    for index in range(start, len(lines)):
        match = _CC.match(lines[index].text)
        if match:
            for body in _copied(lines, index, match['bodies']):
                found.setdefault(body, index)
        elif found and index > max(found.values()) + LONGEST_IMPRINT:
            break
    return tuple(found.items())


def _copied(lines: Sequence[Line], index: int, text: str) -> list[str]:
    last = index
    while not text.endswith('。') and last + 1 < len(lines) and _goes_on(lines[last + 1].text):
        last += 1
        text += lines[last].text
    return [
        body.strip()
        for line in _NEXT_CC.split(text)
        for part in split_bodies(line.rstrip('。. '))
        for body in _BETWEEN_BODIES.split(part)
        if body.strip()
    ]


def _goes_on(text: str) -> bool:
    return (
        len(text) < 80
        and not _CC.match(text)
        and not _PRINTED.search(fold(text))
        and ('，' in text or text.endswith('。'))
    )


def _signature_at(lines: Sequence[Line], index: int, body_start: int) -> Signature | None:
    line = lines[index]
    if '年' not in line.text and len(line.text) > LONGEST_DATE:
        return None
    text = fold_zeros(_REMARK_AFTER.sub('', line.text))
    match = _DATE_AT_END.match(fold(text)) if len(text) < 200 else None
    alone = whole_date(text) if len(text) < LONGEST_DATE else None
    if alone:
        return _signed_above(lines, index, body_start, Dated(alone[0], index, alone[1]))
    if match is None:
        return None
    found = whole_date(match['date'])
    if found is None:
        return None
    dated = Dated(found[0], index, found[1])
    before = text[: match.end('before')]
    if match['printed']:
        return None if before.strip() else _printed_below_organs(lines, index, body_start, dated)
    return _signed_on_line(index, before, dated)


def _signed_above(lines: Sequence[Line], index: int, body_start: int, dated: Dated) -> Signature:
    organs: list[tuple[str, int]] = []
    start = index
    while start > body_start:
        names = line_to_organs(lines[start - 1].text)
        if not names:
            break
        start -= 1
        organs[:0] = [(name, start) for name in names]
    return Signature(tuple(whole_names(organs)), dated, None, start, index + 1)


def _signed_on_line(index: int, before: str, dated: Dated) -> Signature | None:
    """示例市民政局 2016年8月3日, or the organ run on to the last sentence or number before it."""
    tail = _ORGANS_AT_END.search(before)
    names = line_to_organs(tail.group()) if tail else ()
    if not names:
        return None
    whole = tail is not None and tail.start() == 0
    return Signature(
        tuple((name, index) for name in names), dated, None, index if whole else index + 1, index + 1
    )


def _printed_below_organs(
    lines: Sequence[Line], index: int, body_start: int, dated: Dated
) -> Signature | None:
    """A line '2016年8月3日印发' right below signing organs is the only date such a paper bears."""
    found = _signed_above(lines, index, body_start, dated)
    if not found.organs or all(_OFFICE.search(name) for name, _ in found.organs):
        return None
    return Signature(found.organs, dated, dated, found.start, found.end)


def _undated(lines: Sequence[Line], body_start: int) -> Signature:
    """Organs alone at the end of the paper, or right above the annex, without a date."""
    end = next(
        (i for i in range(body_start, len(lines)) if _ANNEX_LINE.fullmatch(lines[i].text)),
        len(lines),
    )
    while end > body_start and _REMARK.match(lines[end - 1].text):
        end -= 1
    organs: list[tuple[str, int]] = []
    start = end
    while start > body_start + 1 and (names := line_to_organs(lines[start - 1].text)):
        start -= 1
        organs[:0] = [(name, start) for name in names]
    return Signature(tuple(whole_names(organs)), None, None, start, end) if organs else Signature()
