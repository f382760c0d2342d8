"""The end of a notice: 署名 and 成文日期, in all the ways they are printed (domain.md §1.7)."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from extractors.notice.headings import numbered
from extractors.notice.imprint import printed_day
from extractors.notice.lines import Line
from extractors.notice.organs import is_seal, line_to_organs, whole_names
from extractors.notice.titles import title_to_type
from text.date_patterns import DAY, MONTH, YEAR, fold
from text.dates import whole_date
from text.han import fold_zeros

_DATE = rf'{YEAR}\s*年\s*{MONTH}\s*[月用]\s*{DAY}\s*[日曰目]'
_ISO_DAY = r'(?<![\d.])(?:19|20)\d\d[-./]\d{1,2}[-./]\d{1,2}'
_DATE_AT_END = re.compile(rf'(?P<before>.*?)\s*(?P<date>{_DATE}|{_ISO_DAY})(?P<printed>\s*印\s*发)?\s*$')
_DATE_AND_ORGANS = re.compile(rf'(?P<date>{_DATE})\s{{2,}}[^\d，。；]{{3,60}}')
_DATES = re.compile(rf'{_DATE}(?:\s+{_DATE})+')
_ONE_DATE = re.compile(_DATE)
_DAY_WITHOUT_END = re.compile(rf'{YEAR}\s*年\s*{MONTH}\s*月\s*{DAY}')
_MONTH_ONLY = re.compile(rf'{YEAR}\s*年\s*{MONTH}\s*月(?:\s*{DAY}?\s*日)?')
_ORGANS_AT_END = re.compile(r'[\u4e00-\u9fff（）()、\s“”]+$')
_LAST_SENTENCE = re.compile(r'.*[。；！](?P<tail>[^。；！]{3,60})$')
_LABEL = re.compile(
    r'(?:(?:发\s*[文布]|制\s*发|印\s*发|落\s*款)?\s*(?:单\s*位|机\s*关|部\s*门)|(?:[发签]\s*[文布发]|成\s*文|制\s*发)?\s*(?:日\s*期|时\s*间))\s*[:：]\s*'
)
_REMARK_AFTER = re.compile(r'(?<=日)\s*[（(][^（）()]{2,20}[）)]$')
_OFFICE = re.compile(r'(?:办公[室厅]|秘书[处科]|综合[处科])$')
_ANNEX_LINE = re.compile(r'附\s*[件表]\s*\d*\s*[:：]?')
_REMARK = re.compile(r'[（(].{2,60}[）)]$|特此|附[:：]|附件|.*抄\s*[送报]')
_GUESSED = re.compile('[用曰目]')
_GOES_ON = re.compile('领导小组|工作小组|联席会议|委员会|办公[室厅]|协调小组|指挥部|[^省市县区]{1,4}$')
_AROUND = re.compile(r'公元(?=\d{4}年)|(?<=日)\s*(?:发布|签发|制|成文)$')
LONGEST_DATE = 40
LONGEST_END, LEAST_ABOVE = 3, 2
LONGEST_ISSUING, LONGEST_BOTH = 6, 200


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

    Signing organs stand right above the date, before it on its line, or at the end of the sentence
    above it; organs that sign one below the other each with a date are one signature, dated by the
    last (条例 art. 9). A date alone, with no organ, counts where nothing better is found; so do organs
    without a date at the paper's end.
    """
    alone: Signature | None = None
    for index in range(body_start, len(lines)):
        found = _signature_at(lines, index, body_start)
        if found is None:
            continue
        if found.organs:
            return _with_next(lines, found)
        alone = alone or found
    return _signed_below(lines, alone) if alone else _undated(lines, body_start)


def lines_to_printed(lines: Sequence[Line], start: int, dated: Dated | None) -> Dated | None:
    """印发日期: the date that carries 印发, in no brackets and never before the paper's own date."""
    for index in range(start, len(lines)):
        text = lines[index].text
        written = None if text.startswith(('（', '(')) else printed_day(text)
        found = _whole(written[0]) if written else None
        if found and (dated is None or found[0] >= dated.day):
            return Dated(found[0], index, found[1])
    return None


def _whole(text: str) -> tuple[dt.date, bool] | None:
    """A text that is a date, and whether a letter of it had to be guessed."""
    found = whole_date(fold_zeros(text))
    return (found[0], found[1] or _GUESSED.search(text) is not None) if found else None


def _signature_at(lines: Sequence[Line], index: int, body_start: int) -> Signature | None:
    line = lines[index]
    if '年' not in line.text and len(line.text) > LONGEST_DATE:
        return None
    text = fold_zeros(_AROUND.sub('', _unlabelled(_REMARK_AFTER.sub('', line.text))))
    if len(text) < LONGEST_DATE:
        alone = _dates(text)
        if alone:
            return _signed_above(lines, index, body_start, Dated(alone[0], index, alone[1]))
        if _MONTH_ONLY.fullmatch(fold(text)) or _DAY_WITHOUT_END.fullmatch(fold(text)):
            return _short_of_day(lines, index, body_start, text)
    return _dated_beside(lines, index, body_start, text) if len(text) < LONGEST_BOTH else None


def _dated_beside(lines: Sequence[Line], index: int, body_start: int, text: str) -> Signature | None:
    """A date at the end of a line, or at its beginning with nothing but organs far right of it."""
    folded = fold(text)
    first = _DATE_AND_ORGANS.fullmatch(folded)
    match = first or _DATE_AT_END.match(folded)
    found = _whole(match['date']) if match else None
    if match is None or found is None:
        return None
    dated = Dated(found[0], index, found[1])
    if first:
        return _signed_on_line(index, text[match.end('date') :].strip(), dated)
    before = text[: match.end('before')]
    if match['printed']:
        return None if before.strip() else _printed_below_organs(lines, index, body_start, dated)
    return _signed_on_line(index, before, dated)


def _unlabelled(text: str) -> str:
    label = _LABEL.match(text)
    return text[label.end() :] if label else text


def _dates(text: str) -> tuple[dt.date, bool] | None:
    """A line of one date, or of one for each organ beside it: the last of them."""
    found = _whole(text)
    if found:
        return found
    if not _DATES.fullmatch(fold(text)):
        return None
    days = [day for match in _ONE_DATE.finditer(fold(text)) if (day := _whole(match.group()))]
    return max(days) if days else None


def _short_of_day(lines: Sequence[Line], index: int, body_start: int, text: str) -> Signature | None:
    """A date that has lost its 日 is mended and told; one without a day dates nothing, but ends the paper."""
    found = _whole(f'{text}日')
    dated = Dated(found[0], index, repaired=True) if found else None
    signed = _signed_above(lines, index, body_start, dated)
    return signed if signed.organs else None


def _signed_above(lines: Sequence[Line], index: int, body_start: int, dated: Dated | None) -> Signature:
    organs: list[tuple[str, int]] = []
    start = index
    while start > body_start:
        text = _unlabelled(lines[start - 1].text)
        names = line_to_organs(text)
        if not (names or is_seal(text)) or (organs and _stands_apart(lines, start)):
            break
        start -= 1
        organs[:0] = [(name, start) for name in names]
    start = start if start < index else _cut_name(lines, index, body_start, organs)
    whole = whole_names(_wrapped(lines, organs, start, body_start))
    start = min([start, *(place for _, place in whole)])
    if not whole and start > body_start:
        whole = _after_last_sentence(lines, start - 1)
    return Signature(tuple(whole), dated, None, start, index + 1)


def _stands_apart(lines: Sequence[Line], start: int) -> bool:
    """Whether the line above lines[start] is the end of a list, blank lines between: 2.末位⏎交通局."""
    above = lines[start - 2].text if lines[start].gap and start >= LEAST_ABOVE else ''
    return numbered(above, 0) is not None and not above.endswith(('。', '；', ';'))


def _cut_name(lines: Sequence[Line], end: int, body_start: int, organs: list[tuple[str, int]]) -> int:
    """The start of a name whose last letters alone wrapped to the line above `end`: 示例市民政⏎局."""
    if end < body_start + 2 or len(lines[end - 1].text) > LONGEST_END:
        return end
    names = line_to_organs(lines[end - 2].text + lines[end - 1].text)
    organs[:0] = [(name, end - 2) for name in names]
    return end - 2 if names else end


def _wrapped(
    lines: Sequence[Line], organs: list[tuple[str, int]], start: int, body_start: int
) -> list[tuple[str, int]]:
    """Organs of which the first is only the end of a name that begins on the line above."""
    if not organs or start <= body_start + 1:
        return organs
    above = lines[start - 1].text
    last = organs[0][0]
    names = line_to_organs(above + last) if len(above) < LONGEST_DATE else ()
    cut = _GOES_ON.match(last) or above.endswith(('和', '与', '及', '、'))
    if cut and names and names[-1] != last and names[-1].endswith(last):
        return [*((name, start - 1) for name in names), *organs[1:]]
    return organs


def _after_last_sentence(lines: Sequence[Line], index: int) -> list[tuple[str, int]]:
    """特此通知。示例市民政局, with the date on the next line."""
    match = _LAST_SENTENCE.match(lines[index].text)
    return [(name, index) for name in line_to_organs(match['tail'])] if match else []


def _with_next(lines: Sequence[Line], signed: Signature) -> Signature:
    """A signature with those right below it that sign the same paper; its date is the last of all."""
    while signed.dated and signed.end is not None:
        last = next(
            (
                found
                for index in range(signed.end, min(signed.end + 3, len(lines)))
                if (found := _signature_at(lines, index, signed.end))
            ),
            None,
        )
        if last is None or not _signs_too(signed, last):
            break
        dated = max((each for each in (signed.dated, last.dated) if each), key=lambda each: each.day)
        signed = replace(signed, organs=(*signed.organs, *last.organs), dated=dated, end=last.end)
    return signed


def _signs_too(signed: Signature, last: Signature) -> bool:
    """Whether a signature right below another belongs to it; that of an office is part of the imprint."""
    own = {name for name, _ in signed.organs}
    return (
        bool(last.organs)
        and last.start == signed.end
        and last.printed is None
        and all(name not in own and not _OFFICE.search(name) for name, _ in last.organs)
    )


def _signed_below(lines: Sequence[Line], alone: Signature) -> Signature:
    """A date with the organ below it, where nothing but remarks follows."""
    end = alone.end
    if end is None or end >= len(lines):
        return alone
    names = line_to_organs(lines[end].text)
    closes = end + 1 == len(lines) or _REMARK.match(lines[end + 1].text)
    if not names or not closes:
        return alone
    return replace(alone, organs=tuple((name, end) for name in names), end=end + 1)


def _signed_on_line(index: int, before: str, dated: Dated) -> Signature | None:
    """示例市民政局 2016年8月3日, or the organ run on to the last sentence or number before it."""
    tail = _ORGANS_AT_END.search(before.rstrip('，, '))
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


def _opens_annex(lines: Sequence[Line], index: int, body_start: int) -> bool:
    """A line 附件, or the title of what is issued, right below an organ that ends the issuing notice."""
    text = lines[index].text
    if _ANNEX_LINE.fullmatch(text):
        return True
    return (
        body_start + 2 <= index <= body_start + LONGEST_ISSUING
        and len(text) <= LONGEST_DATE
        and title_to_type(text) is not None
        and lines[index - 2].text.endswith('。')
        and bool(line_to_organs(lines[index - 1].text))
    )


def _undated(lines: Sequence[Line], body_start: int) -> Signature:
    """Organs alone at the end of the paper, or right above the annex, without a date."""
    end = next((i for i in range(body_start, len(lines)) if _opens_annex(lines, i, body_start)), len(lines))
    while end > body_start and _REMARK.match(lines[end - 1].text):
        end -= 1
    organs: list[tuple[str, int]] = []
    start = end
    while start > body_start + 1 and (names := line_to_organs(lines[start - 1].text)):
        start -= 1
        organs[:0] = [(name, start) for name in names]
    return Signature(tuple(whole_names(organs)), None, None, start, end) if organs else Signature()
