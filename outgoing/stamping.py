"""Number, date and signer put into a draft at registration, whoever saved it last (条例 25(二)).

The open places are found by what they say, across runs that WPS or Word split anew, in the text, tables, text
boxes, headers and 版记; every other byte of every other part stays as it is.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from lxml import etree

from model.errors import Damaged
from outgoing.pack_zip import deflate, write
from outgoing.plain_wording import FALLBACK, SPOKEN, W, members_of, own_nodes, parse

_GAP = r'[\s\u3000\xa0×xX＿_]*'
_CODE = r'(?P<code>[\u4e00-\u9fff][\u4e00-\u9fffA-Za-z（）()]{0,20})'
_NUMBER = re.compile(rf'{_CODE}(?P<open>[〔\[［])(?P<year>\d{{4}})(?P<close>[〕\]］])(?P<gap>{_GAP})号')
_DATE = re.compile(rf'(?P<year>(?:19|20|21)\d\d)年(?P<gap>{_GAP}月{_GAP}日)')
_SIGNER = re.compile(rf'签发人[：:](?P<gap>{_GAP})$')
_SIGNED = re.compile(r'签发人[：:]\s*(?P<name>\S.*)$')
_PRINTED = re.compile(r'\s*印发')
_LABEL = re.compile(r'[\u4e00-\u9fff]{0,4}(?:日期|时间)[：:]\s*')
_PENDING = ('ins', 'del', 'moveFrom', 'moveTo', 'rPrChange', 'pPrChange')

Edit = tuple[int, int, str]


@dataclass(frozen=True, slots=True)
class Stamp:
    """What is put in: the serial (None for a paper that bears no number), the dates, who signed."""

    serial: int | None
    dated: dt.date
    printed: dt.date
    signed_by: str


@dataclass(frozen=True, slots=True)
class Found:
    """The open places of a draft: its printed organ code (None without a number), its date's year."""

    code: str | None
    year: int


class NotOpen(Damaged):
    """A draft whose number or date does not stand open exactly once."""

    code = 'not_open'


@dataclass(slots=True)
class _Places:
    """How many open places the parts show, second copies of boxes not counted."""

    codes: list[str]
    years: list[int]
    dates: int = 0
    signers: int = 0
    names: list[str] = field(default_factory=list)
    labelled: list[int] = field(default_factory=list)
    stray: str | None = None


def open_places(data: bytes, *, numbered: bool, signed_by: str, needs_signer: bool = False) -> Found:
    """The open number and date of a draft, each of which has to be there exactly once.

    A paper that bears no number may have other dates to be filled in by hand. needs_signer: a paper to a
    superior, which has to show who signed it.

    Raises:
        NotOpen: one is missing, there twice, filled in already; another signer stands there; changes are
            still tracked.
        Damaged: it is no .docx.
    """
    seen = _Places([], [])
    for _, root in _parts(members_of(data)):
        _refuse_pending(root)
        for paragraph, text in _paragraphs(root):
            if not _is_copy(paragraph):
                _look(text, seen)
    _judge(seen, numbered=numbered)
    _judge_signer(seen, signed_by, needs_signer=needs_signer)
    return Found(seen.codes[0] if numbered else None, seen.years[0])


def _look(text: str, seen: _Places) -> None:
    """Count what one paragraph holds."""
    seen.codes += [one['code'] for one in _NUMBER.finditer(text)]
    if _SIGNER.search(text):
        seen.signers += 1
    elif name := _SIGNED.search(text):
        seen.names.append(''.join(name['name'].split()))
    for one in _DATE.finditer(text):
        if _is_alone(one, text):
            seen.years.append(int(one['year']))
        elif _is_labelled(one, text):
            seen.labelled.append(int(one['year']))
            seen.stray = seen.stray or text
        elif not _PRINTED.match(text, one.end()):
            seen.stray = seen.stray or text[max(0, one.start() - 8) : one.end() + 6]


def _is_alone(date: re.Match[str], text: str) -> bool:
    """A date that is a paragraph of its own, as 成文日期 is, perhaps in （ ）."""
    return date[0] == text.strip().strip('（）()')


def _is_labelled(date: re.Match[str], text: str) -> bool:
    """A date after 填表日期： or the like and nothing else, as a list has it."""
    return _LABEL.sub('', text.strip(), count=1) == date[0]


def _judge(seen: _Places, *, numbered: bool) -> None:
    if numbered and len(seen.codes) != 1:
        raise NotOpen(_told("待编的发文字号（如 示民函〔2026〕　号）", len(seen.codes)))
    if not numbered and not seen.years:
        seen.years = seen.labelled
    if len(seen.years) != 1:
        raise NotOpen(_told("待填的成文日期（单独一行，如 2026年　月　日）", len(seen.years)))
    if numbered and seen.stray:
        raise NotOpen(f"“{seen.stray}”处还有没填的日期，请先填好或删去")


def _judge_signer(seen: _Places, signed_by: str, *, needs_signer: bool) -> None:
    other = next((name for name in seen.names if _others(name, signed_by)), None)
    if other:
        raise NotOpen(f"签发人处已写“{other}”，与这次的签发人“{signed_by}”不符")
    count = seen.signers + len(seen.names)
    if needs_signer and count != 1:
        raise NotOpen(_told("“签发人：”", count) + "；上行文应当标注签发人")


def _others(printed: str, signed_by: str) -> bool:
    """Whether anybody stands there who did not sign; several are told with 、 between them."""
    left = printed.replace("会签人", '')
    for name in re.split('[、，,；;]', ''.join(signed_by.split())):
        left = left.replace(name, '') if name else left
    return re.search('[\u4e00-\u9fff]', left) is not None


def _told(what: str, count: int) -> str:
    return f"找不到{what}，可能已有人填过" if not count else f"{what}有{count}处，不知道该填哪一处"


def stamped(data: bytes, stamp: Stamp) -> bytes:
    """The paper with number, dates and signer in their open places; see open_places for what it needs.

    The number keeps its printed organ code and takes the year of the date.
    """
    members = members_of(data)
    for name, root in _parts(members):
        before = root.getroottree().docinfo
        changed = [replace_in(paragraph, _edits(text, stamp)) for paragraph, text in _paragraphs(root)]
        if any(changed):
            members[name] = etree.tostring(
                root, xml_declaration=True, encoding='UTF-8', standalone=before.standalone is not False
            )
    return write((name, deflate(member)) for name, member in members.items())


def _edits(text: str, stamp: Stamp) -> list[Edit]:
    """What to replace in a paragraph's text, from left to right."""
    edits: list[Edit] = []
    if stamp.serial is not None:
        for one in _NUMBER.finditer(text):
            edits.append((one.start('open'), one.end('close'), f'〔{stamp.dated.year}〕'))
            edits.append((*one.span('gap'), str(stamp.serial)))
    signer = _SIGNER.search(text)
    if signer:
        edits.append((*signer.span('gap'), stamp.signed_by))
    for one in _DATE.finditer(text):
        is_printed = _PRINTED.match(text, one.end())
        is_list_date = stamp.serial is None and _is_labelled(one, text)
        if not is_printed and not is_list_date and not _is_alone(one, text):
            continue
        day = stamp.printed if is_printed else stamp.dated
        edits.append((*one.span('year'), str(day.year)))
        edits.append((*one.span('gap'), f"{day.month}月{day.day}日"))
    return [edit for edit in edits if text[edit[0] : edit[1]] != edit[2]]


def replace_in(paragraph: etree._Element, edits: list[Edit]) -> bool:
    """Replace stretches of a paragraph's text, each in the look of the run where it begins."""
    for start, end, text in reversed(edits):
        at = 0
        pieces = []
        for node, said in own_nodes(paragraph):
            if at <= end and at + len(said) >= start:
                pieces.append((node, said, max(0, start - at), min(len(said), end - at)))
            at += len(said)
        _replace(pieces, text)
    return bool(edits)


def _replace(pieces: list[tuple[Any, str, int, int]], text: str) -> None:
    """Put a text where the first piece is cut into, or at the end of the piece before an empty gap."""
    cut = [piece for piece in pieces if piece[2] < piece[3] and piece[0].tag == f'{W}t']
    whole = [piece for piece in pieces if piece[0].tag == f'{W}t']
    first = (cut or whole)[0][0]
    for node, said, start, end in pieces:
        if node.tag != f'{W}t':
            if start < end:
                node.getparent().remove(node)
            continue
        node.text = said[:start] + (text if node is first else '') + said[end:]
        node.set('{http://www.w3.org/XML/1998/namespace}space', 'preserve')


def _parts(members: dict[str, bytes]) -> Iterator[tuple[str, etree._Element]]:
    for name in list(members):
        if SPOKEN.fullmatch(name):
            yield name, parse(members[name])


def _paragraphs(root: etree._Element) -> Iterator[tuple[etree._Element, str]]:
    """Paragraphs that may hold an open place, with their text."""
    for paragraph in list(root.iter(f'{W}p')):
        text = ''.join(said for _, said in own_nodes(paragraph))
        if '号' in text or '日' in text or '签发人' in text:
            yield paragraph, text


def _is_copy(paragraph: etree._Element) -> bool:
    return any(above.tag == FALLBACK for above in paragraph.iterancestors())


def _refuse_pending(root: etree._Element) -> None:
    """A paper does not leave with tracked changes or comments in it."""
    if next(root.iter(*(f'{W}{name}' for name in _PENDING)), None) is not None:
        raise NotOpen("文件里还有修订痕迹，请在 Word 或 WPS 里全部接受或拒绝后再编号")
    if next(root.iter(f'{W}commentReference'), None) is not None:
        raise NotOpen("文件里还有批注，请删去后再编号")
