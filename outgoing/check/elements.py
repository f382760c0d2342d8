"""Which line of a document is which element of a 公文 (条例 art. 9, GB/T 9704-2012 7.2 to 7.5)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from outgoing.check.faces import is_red
from outgoing.check.lines import Line
from outgoing.check.sheet import Sheet
from text.han import han_to_int

KINDS = (
    "决议", "决定", "命令", "令", "公报", "公告", "通告", "意见", "通知", "通报", "报告", "请示", "批复",
    "议案", "函", "纪要",
)  # fmt: skip
"""文种 (条例 art. 8)."""

UPWARD = frozenset({"报告", "请示"})
_OPEN, _CLOSE = r'[〔\[［【（(﹝〖{“"<＜〈《]', r'[〕\]］】）)﹞〗}”">＞〉》]'
NUMBER = re.compile(
    rf'(?P<code>[\u4e00-\u9fff]{{1,14}})\s*(?P<open>{_OPEN})\s*(?P<year>\d{{2,4}})\s*年?\s*(?P<close>{_CLOSE})'
    r'\s*(?P<ordinal>第)?\s*(?P<serial>[\d\s\u3000]*|[一二三四五六七八九十百]+)号'
)
ORDER_NUMBER = re.compile(
    r'(?:\d{4}\s*年\s*|[〔（(]\d{4}[〕）)])?\s*第?\s*[\d\u3000一二三四五六七八九十百]+\s*[号期]'
)
"""The number of 命令, 公告 and 纪要, which bear no organ's code."""
_SIGNER = re.compile(r'签\s*发\s*人\s*[:：]\s*(.*)$')
_NAMES_BESIDE = re.compile(r'(?<=号)[ \u3000]*\t[\s\u4e00-\u9fff·]{0,20}$')
_FOR_ANOTHER = re.compile('[（(].{1,40}代\\s*章[）)]')
_DATE = re.compile(r'(?:\d{4}|[〇○零Oo一二三四五六七八九]{4})\s*年.{0,4}月.{0,4}日')
_KIND_ENDS = re.compile(rf'(?:{"|".join(KINDS)})(?:[（(][^（）()]*[）)])?$')
_ANNEX = re.compile(r'附\s*件\s*[0-9一二三四五六七八九十]*\s*[:：]?')
_ATTACHED = re.compile(r'附\s*件\s*[:：]')
_PRINTED = re.compile(r'(?:\d{4}|[〇○零一二三四五六七八九]{4})\s*年.{1,4}月.{1,4}日\s*印\s*发')
_SENTENCE = re.compile(r'[。；？！]')
_STOPS = '。，；、：,.;:'
_ORGAN_ENDS = re.compile('[局厅部委会组室院府办司处科股站所社团]$')
_CLOSES = re.compile('特此|以上|此[复令]|专此')
_HEADINGS = (
    re.compile('([一二三四五六七八九十]{1,3})[、.．](?!\\d)'),
    re.compile('[（(]([一二三四五六七八九十]{1,3})[）)]'),
    re.compile(r'(\d{1,2})\s*[.．、](?!\d)'),
    re.compile(r'[（(](\d{1,2})[）)]'),
)
_MARK_SIZE, _TITLE_SIZE, _HEAD_LINES, _TITLE_LINES, _SIGNED_LINES = 26, 18, 20, 8, 6
_LONGEST_NAME, _LONGEST_TITLE, _LONGEST_RECIPIENTS = 60, 150, 300
_ASIDE_FROM, _LETTER_RULES = 5, 2


class Heading(NamedTuple):
    """A numbered heading: its level from 1 and its number."""

    level: int
    ordinal: int
    line: Line


@dataclass(slots=True)
class Elements:
    """The elements that were found, each as the lines it stands in; None or () for what is not there."""

    mark: tuple[Line, ...] = ()
    number: Line | None = None
    signer: Line | None = None
    title: tuple[Line, ...] = ()
    recipients: Line | None = None
    body: tuple[Line, ...] = ()
    headings: tuple[Heading, ...] = ()
    attached: Line | None = None
    attached_more: tuple[Line, ...] = ()
    signed: tuple[Line, ...] = ()
    date: Line | None = None
    annexes: tuple[Line, ...] = ()
    cc: Line | None = None
    cc_end: Line | None = None
    sent_to: Line | None = None
    printed: Line | None = None
    is_letter: bool = False

    @property
    def title_text(self) -> str:
        """The title in one piece."""
        return ''.join(line.text for line in self.title)

    @property
    def mark_text(self) -> str:
        """The mark in one piece."""
        return ''.join(line.text for line in self.mark)

    @property
    def kind(self) -> str | None:
        """The 文种 that the title ends in, or a mark that names one: ……令, ……纪要."""
        marked = re.search('(命令|令|纪要|公报)$', self.mark_text)
        found = _KIND_ENDS.search(self.title_text.rstrip(_STOPS))
        return next((kind for kind in KINDS if found and found[0].startswith(kind)), marked and marked[1])

    @property
    def has_own_format(self) -> bool:
        """Whether it is a 命令 or 纪要, whose formats ask for fewer elements (10.2, 10.3)."""
        return self.kind in {"命令", "令", "纪要"}

    @property
    def is_official(self) -> bool:
        """Whether anything of a 公文 is there at all."""
        titled = bool(self.kind and self.recipients and self.kind != "意见")
        return bool(self.mark or self.number or titled)


def find_elements(sheet: Sheet) -> Elements:
    """The elements of a document; a line that is none of them belongs to the body."""
    lines, found = sheet.lines, Elements()
    at = _head(lines, found)
    at = _title(lines, at, found)
    if at < len(lines) and _names_recipients(lines[at]):
        found.recipients, at = lines[at], at + 1
    _foot(lines, at, found)
    found.is_letter = _is_letter(sheet, found)
    return found


def _is_letter(sheet: Sheet, found: Elements) -> bool:
    """信函格式 (10.1): the mark is the name alone; a letter's 文种, two red lines or a first page apart."""
    if not found.mark or found.mark_text.endswith("文件") or found.has_own_format:
        return False
    apart = bool(sheet.pages) and sheet.pages[0].first_apart
    right = found.number is not None and found.number.align in {'right', 'end'}
    return found.kind in {"函", "批复"} or apart or right or sheet.red_rules >= _LETTER_RULES


def _head(lines: Sequence[Line], found: Elements) -> int:
    """Mark, number and signer; gives where the title may begin."""
    top = lines[:_HEAD_LINES]
    place = next((at for at, line in enumerate(top) if _is_number(line, top[:at])), None)
    before = top if place is None else top[:place]
    marks = [at for at, line in enumerate(before) if _is_mark(line, known=place is not None)]
    marks = marks[: _run_length(marks)]
    found.mark = tuple(before[at] for at in marks)
    end = marks[-1] + 1 if marks else 0
    if place is not None:
        found.number, end = top[place], place + 1
    signing = [at for at, line in enumerate(top[: end + 2]) if _SIGNER.search(line.text)]
    if signing:
        found.signer, end = top[signing[0]], max(end, signing[-1] + 1)
    return end


def _is_number(line: Line, before: Sequence[Line]) -> bool:
    """A number by itself; in a table's cell, or without a code, only under something that is a mark."""
    under = any(_is_mark(one, known=False) or is_red(one.face.colour) for one in before)
    if line.place == 'cell' and not under:
        return False
    if under and line.align == 'center' and ORDER_NUMBER.fullmatch(line.text):
        return True
    plain = _NAMES_BESIDE.sub('', _SIGNER.sub('', line.text)).strip()
    return NUMBER.fullmatch(plain) is not None


def _is_mark(line: Line, *, known: bool) -> bool:
    """Red, or great and centred, or ending in 文件; without a number after it only what is red or says so."""
    if _SENTENCE.search(line.text) or len(line.text) > _LONGEST_NAME or NUMBER.search(line.text):
        return False
    great = line.face.size >= _MARK_SIZE or line.text.endswith("文件")
    return is_red(line.face.colour) or (great and (known or line.text.endswith("文件")))


def _run_length(places: list[int]) -> int:
    """How many of these places follow one on another from the first."""
    return next((at for at, place in enumerate(places) if place != places[0] + at), len(places))


def _title(lines: Sequence[Line], start: int, found: Elements) -> int:
    """The title's lines from the first that looks like one; gives what follows."""
    for at in range(start, min(start + _TITLE_LINES, len(lines))):
        end = _title_end(lines, at)
        if end is not None:
            found.title = tuple(lines[at:end])
            return end
        if _names_recipients(lines[at]):
            return at
    return start


def _title_end(lines: Sequence[Line], at: int) -> int | None:
    """Where a title that begins here ends: with the last line of its look that a 文种 ends."""
    first, text, end = lines[at], '', None
    if not (first.align == 'center' or first.face.size >= _TITLE_SIZE) or len(first.text) > _LONGEST_TITLE:
        return None
    for here in range(at, min(at + _TITLE_LINES, len(lines))):
        line = lines[here]
        if here > at and not _alike(line, first):
            return here if end is None else end
        text += line.text
        if _KIND_ENDS.search(text.rstrip(_STOPS)):
            end = here + 1
        if _SENTENCE.search(line.text):
            return end
    return end


def _alike(line: Line, first: Line) -> bool:
    """Whether a line may go on with the title that began above it."""
    same = abs(line.face.size - first.face.size) <= 1 and line.align == first.align
    return same and not _names_recipients(line)


def _names_recipients(line: Line) -> bool:
    text = line.text
    return text[-1:] in '：:' and len(text) <= _LONGEST_RECIPIENTS and not _SENTENCE.search(text)


def _foot(lines: Sequence[Line], start: int, found: Elements) -> None:
    """Everything from the body on."""
    rest = lines[start:]
    annexes = [
        at
        for at, line in enumerate(rest)
        if _ANNEX.fullmatch(line.text) and not _ATTACHED.fullmatch(line.text)
    ]
    ends = annexes[0] if annexes else len(rest)
    found.annexes = tuple(rest[at] for at in annexes)
    _copied(rest, found)
    found.printed = next((line for line in reversed(rest) if _PRINTED.search(line.text)), None)
    main = [line for line in rest[:ends] if line not in {found.cc, found.printed}]
    dated = [at for at, line in enumerate(main) if _DATE.fullmatch(line.text)]
    if dated:
        found.date = main[dated[-1]]
    before = dated[-1] if dated else len(main)
    found.signed = _signed(main, before) if dated else _signed_last(main)
    noted = [at for at, line in enumerate(main) if _ATTACHED.match(line.text) and line.place == 'body']
    if noted:
        found.attached = main[noted[0]]
        more = main[noted[0] + 1 : before]
        found.attached_more = tuple(line for line in more if _HEADINGS[2].match(line.text))
    taken = {id(one) for one in (found.date, found.attached, *found.signed, *found.attached_more)}
    found.body = tuple(
        line for at, line in enumerate(main) if at < before and line.place == 'body' and id(line) not in taken
    )
    found.headings = tuple(_headings(found.body))


def _copied(lines: Sequence[Line], found: Elements) -> None:
    """抄送 with the line its names end on, and 主送 where it was moved into the 版记 (7.3.2, 7.4.2)."""
    found.sent_to = next((line for line in lines if re.match(r'主\s*送\s*[:：].', line.text)), None)
    at = next((at for at, line in enumerate(lines) if re.match(r'抄\s*送\s*[:：]', line.text)), None)
    if at is not None:
        more = (line for line in lines[at + 1 :] if _PRINTED.search(line.text) or line.text.endswith('。'))
        after = next(more, None)
        found.cc = found.cc_end = lines[at]
        if after is not None and after.text.endswith('。') and not lines[at].text.endswith('。'):
            found.cc_end = after


def _signed(lines: Sequence[Line], end: int) -> tuple[Line, ...]:
    """The names right above the date."""
    found: list[Line] = []
    for line in reversed(lines[max(0, end - _SIGNED_LINES) : end]):
        if _FOR_ANOTHER.fullmatch(line.text):
            continue
        if not _is_name(line):
            break
        found.append(line)
    return tuple(reversed(found))


def _signed_last(lines: Sequence[Line]) -> tuple[Line, ...]:
    """A name at the very end of a paper without a date."""
    return (lines[-1],) if lines and _is_name(lines[-1]) and lines[-1].align in {'right', 'center'} else ()


def _is_name(line: Line) -> bool:
    """A body's name by its ending; or any short words on the right that are no sentence."""
    text = re.sub(r'\s', '', line.text)
    aside = line.align in {'right', 'end', 'center'} or line.left + line.indent >= _ASIDE_FROM
    is_organ = (aside and not _CLOSES.match(text)) or _ORGAN_ENDS.search(text) is not None
    listed = any(pattern.match(text) for pattern in _HEADINGS) or _ATTACHED.match(text)
    return is_organ and not listed and len(text) <= _LONGEST_NAME and not _SENTENCE.search(text)


def _headings(lines: Sequence[Line]) -> list[Heading]:
    found = []
    for line in lines:
        for level, pattern in enumerate(_HEADINGS, 1):
            told = pattern.match(line.text)
            if told:
                ordinal = int(told[1]) if told[1].isascii() else han_to_int(told[1])
                if ordinal is not None:
                    found.append(Heading(level, ordinal, line))
                break
    return found
