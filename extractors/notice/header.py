"""The head of a notice: red head, number, title, recipients, 密级, 紧急程度, and where the body begins."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from extractors.notice.imprint import lines_to_main
from extractors.notice.lines import Line
from extractors.notice.organs import line_to_organs
from extractors.notice.pieces import RED_HEAD, red_head_lines, taken_apart
from extractors.notice.recipients import Addressed, is_recipients, recipients_at, run_in_at, split_bodies
from extractors.notice.records import Record, is_meta, lines_to_record
from extractors.notice.signature import Dated
from extractors.notice.stamps import Stamp, lines_to_secrecy, lines_to_urgency
from extractors.notice.titles import (
    ONLY_TYPE,
    Title,
    bare_title,
    same_title,
    title_at,
    title_to_type,
)
from model.notice import Recipients
from text.dates import whole_date
from text.docnumbers import DocNumber, whole_number
from text.han import fold_zeros

_SIGNATORY = re.compile(r'签\s*发\s*人\s*[:：]')
_SENTENCE = re.compile(r'[。；！？]|如下[:：]?$|^.{30,}[，,]')
_SPOKEN_TYPE = re.compile(
    r'(?:现将|现就|现|特|兹).{0,60}?(?P<type>通知|通报|公告|通告|函复|批复|函告|报告)如下|特此(?P<type2>通知|通报|公告|通告|函复|函告|批复|报告)'
)
_OWN_TYPE = re.compile(r'本(?P<type>通知|通告|公告|意见|决定|批复|通报)')
_PASSED_ON = re.compile(r'现(?:予以|将[^。；]{2,80})?(?:印发|转发|印送)给?(?:你们|各)')

_STAMPED = re.compile(r'(?:19|20)\d\d[-./年]\d{1,2}[-./月]\d{1,2}日?\s+\S')
_ISSUED = re.compile(
    r'[（(](?P<date>[^（）()]{6,16}日)[^年（）()]{0,30}(?:发布|印发|颁布|公布|通过|批准)[)）]'
)
_BLANKS = re.compile(r'\s')
_FIELD = re.compile(r'(?:[•●·◆■\-\s]+|[\[【]?\s*[\u4e00-\u9fff]{2,6}\s*[:：\]】])[^。，,；;]{0,40}$')
_BETWEEN = re.compile('[，,；;、]')
SEARCHED = 60


@dataclass(frozen=True, slots=True)
class Head:
    """What stands above the body; body_start is the index of its first line in `lines`.

    lines are the document's lines with those taken apart that ran together (title and number,
    title and recipients); marks are the organs of the red head with their lines' indices.
    """

    lines: tuple[Line, ...]
    title: Title | None
    number: tuple[DocNumber, int] | None
    marks: tuple[tuple[str, int], ...]
    addressed: Addressed | None
    secrecy: Stamp | None
    urgency: Stamp | None
    dated: Dated | None
    body_start: int
    record: Record

    @property
    def recipients(self) -> Recipients | None:
        """The recipients, or None where the paper is addressed to nobody."""
        return self.addressed.recipients if self.addressed else None


def lines_to_head(found: Sequence[Line], apart: Sequence[Line] = ()) -> Head:
    """Read the head of a document's lines; apart are those of page headers, which may hold the red head."""
    lines = taken_apart([*red_head_lines(apart), *found], SEARCHED)
    title, addressed, below = _title_and_recipients(lines)
    body_start = _body_start(lines, below, addressed)
    if addressed and addressed.rest:
        rest = Line(addressed.rest, lines[addressed.end - 1].where)
        lines = [*lines[: addressed.end], rest, *lines[addressed.end :]]
    addressed = addressed or _in_imprint(lines, body_start)
    above = title.start if title else min(body_start, addressed.start) if addressed else body_start
    record = lines_to_record([_unstamped(line) for line in lines[:body_start]])
    number = _number(lines, body_start) or record.number
    return Head(
        lines=tuple(lines),
        title=title,
        number=number,
        marks=_without_site(
            lines, _marks(lines, number[1] if number and number[1] < above else above), title
        ),
        addressed=addressed,
        secrecy=lines_to_secrecy(lines[: min(above + 1, 12)]),
        urgency=lines_to_urgency(lines[: min(above + 1, 12)]),
        dated=_dated(lines, title.end if title else body_start, body_start) or _recorded(record),
        body_start=body_start,
        record=record,
    )


def spoken_type(lines: Sequence[Line]) -> str | None:
    """The 文种 as the body names it, for papers whose title is lost: 现将有关事项通知如下, 本通知."""
    for pattern in (_SPOKEN_TYPE, _OWN_TYPE):
        for line in lines[:80]:
            match = pattern.search(line.text)
            if match:
                word = match['type'] or match['type2']
                return {'函复': '函', '函告': '函'}.get(word, word)
    return '通知' if any(_PASSED_ON.search(line.text) for line in lines[:8]) else None


def title_or_type(head: Head) -> str | None:
    """The 文种 of the title, else of a line that is only 通知, or the one the body speaks of."""
    if head.title:
        return title_to_type(head.title.text) or spoken_type(head.lines[head.body_start :])
    bare = (_BLANKS.sub('', line.text) for line in head.lines[: head.body_start + 1])
    alone = next((kind for kind in bare if ONLY_TYPE.fullmatch(kind)), None)
    return alone or spoken_type(head.lines[head.body_start :])


# Title and recipients


def _title_and_recipients(lines: Sequence[Line]) -> tuple[Title | None, Addressed | None, int]:
    """The first title of the document, the bodies addressed below it, and where what is below it begins.

    Recipients that come before any title end the search: such a paper's title is lost. A title
    below running text (a news lead) counts only with its number or recipients beside it.
    """
    seen_text = False
    for index in range(min(SEARCHED, len(lines))):
        if not is_meta(lines[index].text):
            title = title_at(lines, index)
            if title and (not seen_text or _has_company(lines, title)):
                title, below = _last_printing(lines, title)
                return title, _addressed_below(lines, below, title.issuers), below
            addressed = None if seen_text else recipients_at(lines, index)
            if addressed:
                return bare_title(lines, index), addressed, index
        seen_text = seen_text or _is_sentence(lines[index].text)
    return None, None, 0


def _last_printing(lines: Sequence[Line], title: Title) -> tuple[Title, int]:
    """The title as printed last above the text, and the line after it: web pages print it twice.

    The first printing stays where it alone names the issuers.
    """
    below, index = title.end, title.end
    while index < min(title.end + SEARCHED, len(lines)):
        text = lines[index].text
        meta = is_meta(text)
        if not meta and (_is_sentence(text) or recipients_at(lines, index)):
            break
        again = None if meta else title_at(lines, index)
        if again and same_title(title, again):
            below = again.end
            title = again if again.issuers or not title.issuers else title
        index = again.end if again else index + 1
    return title, below


def _has_company(lines: Sequence[Line], title: Title) -> bool:
    above = title.start > 0 and whole_number(lines[title.start - 1].text) is not None
    below = title.end < len(lines) and whole_number(lines[title.end].text) is not None
    return above or below or _addressed_below(lines, title.end) is not None


def _addressed_below(lines: Sequence[Line], start: int, issuers: Sequence[str] = ()) -> Addressed | None:
    left = 7  # lines that may stand between; those of a page's record do not count
    for index in range(start, min(start + SEARCHED, len(lines))):
        organs = line_to_organs(lines[index].text) if issuers else ()
        if organs and all(any(issuer.endswith(organ) for issuer in issuers) for organ in organs):
            start = index + 1  # the issuers once more, below the title
            continue
        found = recipients_at(lines, index)
        if found:
            return found
        if is_meta(lines[index].text) or _FIELD.match(lines[index].text):
            continue
        left -= 1
        if _is_sentence(lines[index].text) and not is_recipients(lines[index].text):
            return _without_colon(lines, start, index) or run_in_at(lines, index)
        if not left:
            return None
    return None


def _in_imprint(lines: Sequence[Line], start: int) -> Addressed | None:
    """Recipients that page 1 had no room for (GB/T 9704 7.3.2)."""
    found = lines_to_main(lines, start)
    return Addressed(found[0], found[1], found[1] + 1, '') if found else None


def _without_colon(lines: Sequence[Line], start: int, end: int) -> Addressed | None:
    """Recipients whose colon is lost: 各…, or a list with 各 or 有关 in it, right above the body."""
    text = lines[end - 1].text
    listed = _BETWEEN.search(text) and ('各' in text or '有关' in text)
    first = text.startswith(('各', '全市各', '全省各')) or (listed and not text.startswith('关于'))
    if end == start or not first or not is_recipients(text):
        return None
    return Addressed(Recipients(text, split_bodies(text)), end - 1, end, '')


def _is_sentence(text: str) -> bool:
    return _SENTENCE.search(text) is not None


def _body_start(lines: Sequence[Line], below: int, addressed: Addressed | None) -> int:
    if addressed:
        return addressed.end
    index = below
    while index < len(lines) and _is_head_line(lines[index].text):
        index += 1
    return index


def _is_head_line(text: str) -> bool:
    return (
        is_meta(text)
        or _SIGNATORY.match(text) is not None
        or whole_number(text) is not None
        or _bracketed_day(text) is not None
    )


def _dated(lines: Sequence[Line], start: int, end: int) -> Dated | None:
    """A date in brackets right under the title, as laws and resolutions bear it."""
    for index in range(start, min(end, len(lines))):
        text = lines[index].text
        found = _bracketed_day(text)
        if found:
            return Dated(found[0], index, found[1])
    return None


def _bracketed_day(text: str) -> tuple[dt.date, bool] | None:
    """The date that brackets hold: （2016年8月3日）, （2016年8月3日示例市民政局发布）."""
    if text[0] not in '（(':
        return None
    issued = _ISSUED.fullmatch(text)
    found = whole_date(fold_zeros(issued['date'] if issued else text))
    return (found[0], found[1]) if found else None


def _unstamped(line: Line) -> Line:
    """The line, made empty where it tells when a page went up: that is no part of the paper's record."""
    return replace(line, text='') if _STAMPED.match(line.text) else line


def _recorded(record: Record) -> Dated | None:
    """成文日期 as the page's record tells it."""
    return Dated(record.day[0], record.day[1], repaired=False) if record.day else None


# Number, red head, stamps


def _number(lines: Sequence[Line], body_start: int) -> tuple[DocNumber, int] | None:
    """The number that stands alone on a line above the body."""
    for index in range(min(body_start, len(lines))):
        found = whole_number(lines[index].text)
        if found:
            return found, index
    return None


def _without_site(
    lines: Sequence[Line], marks: tuple[tuple[str, int], ...], title: Title | None
) -> tuple[tuple[str, int], ...]:
    """No marks where the title names other issuers and no 文件 follows: the organ above is a site's name."""
    own = title.issuers if title else ()
    red = any(name in own or RED_HEAD.fullmatch(lines[index].text) for name, index in marks)
    return marks if red or not own else ()


def _marks(lines: Sequence[Line], end: int) -> tuple[tuple[str, int], ...]:
    """The organs of the red head: lines of organs alone, or with 文件 after them, above `end`."""
    found: dict[str, int] = {}
    for index in range(min(end, len(lines))):
        match = RED_HEAD.fullmatch(lines[index].text)
        text = match['organs'] if match else lines[index].text
        if match and index and not line_to_organs(lines[index - 1].text):
            text = max((text, lines[index - 1].text + text), key=lambda joined: len(line_to_organs(joined)))
        for organ in line_to_organs(text):
            found.setdefault(organ, index)
    return tuple(found.items())
