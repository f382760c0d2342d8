"""A printed line, and what its letters tell: a start, an end, a title, a page number, its width."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from model.place import NOWHERE, Where


@dataclass(frozen=True, slots=True)
class Line:
    """One printed line; a blank text is a blank line.

    column is the left and right edge of the text area and size the letter size, both in points:
    set with where.box for a drawn line, None for a line of a text file.
    """

    text: str
    where: Where = NOWHERE
    column: tuple[float, float] | None = None
    size: float | None = None


@dataclass(slots=True)
class Growing:
    """A paragraph while lines are added to it; blanks counts the blank lines after the last."""

    lines: list[Line]
    text: str
    blanks: int = 0


_HAN = '一二三四五六七八九十百零〇'
_NUMBERED = re.compile(
    rf'第[{_HAN}\d]+[条章节编]|[{_HAN}]+[、.．]|[（(][{_HAN}]+[)）]'
    r'|\d{1,3}[.．、)）](?!\d)|[（(]\d{1,3}[)）]|[①-⒇㈠-㈩]'
)
_BULLET = re.compile(r'——|[—–-]\s|[•●○◆◇■□☐☑☒√▪▲△★☆※*]')
_LABEL = re.compile(
    r'(?:附\s*件|附|抄\s*[送报]|主\s*送|主题词|联\s*系\s*(?:人|电话|方式)|电\s*话|传\s*真|(?:电子)?邮\s*箱'
    r'|地\s*址|邮\s*编|来\s*源|发布(?:日期|时间|人)|印发(?:日期|时间)|时\s*间|签发人|密\s*级|备\s*注|注)\s*(?:\d+|[:：]|$)'
)
_DATE_ALONE = re.compile(
    rf'(?:\d{{4}}|[{_HAN}○]{{4}})\s*年\s*[\d{_HAN}]{{1,3}}\s*月(?:\s*[\d{_HAN}]{{1,3}}\s*日)?$',
)
_ENDED = re.compile(
    r'[。！？；：…!?;:][”’"》）)」』]*(?:[（(][^（）()]*[)）])?$|\.$'
    r'|[（(〔\[][^（）()〔〕\[\]]{2,12}[：:][^〔〕\[\]]*[)）〕\]]$'
)
_IN_ADDRESS = re.compile(r'(?://|www\.)[\x21-\x7e]*[?!;:]$')
_PROSE = re.compile(r'[，。；！？,;]')
_BROKEN_OFF = re.compile(r'[，、,《“‘（(]$')
_NEVER_FIRST = re.compile(r'[，。；：！？、”’》）」』〉%％]')
_TITLE = re.compile(
    r'(?:关于.*|的)(?:通知|意见|决定|通报|公告|通告|报告|请示|批复|函|纪要|办法|方案|规定)'
    r'(?:[（(][^（）()]*[)）])?[》”]?$'
)
_TOKEN = re.compile(
    r'[《（「『〔(\[<]*(?:[\x21-\x7e]*\d%[一-龥]|[\x21-\x7e]+|.)(?:[，。；：！？、》）」』]|〕[\x21-\x7e]*|[“”‘’][《（]?.?)*'
)
_DASH = '[-–—―－·]'
_PAGE_NUMBER = re.compile(
    rf'{_DASH}+\s*\d{{1,4}}\s*{_DASH}+|第\s*\d{{1,4}}\s*页(?:\s*[,，/]?\s*共\s*\d{{1,4}}\s*页)?|PAGE(?:\s*\\\*.*)?',
    re.IGNORECASE,
)
_LONGEST_TITLE = 80
_CODE_END, _CODE_START = re.compile('[0-9A-Z]{1,18}$'), re.compile('[0-9A-Z]{1,18}(?![a-z])')


def display_width(text: str) -> float:
    """The width of text in Chinese letters: full-width 1, half-width 0.5, as a typewriter face has it."""
    return sum(1.0 if unicodedata.east_asian_width(letter) in 'WFA' else 0.5 for letter in text)


def word_width(text: str) -> float:
    """The width of what must stand on one line at the start of text: a letter or word with its marks."""
    token = _TOKEN.match(text)
    return display_width(token.group()) if token else 0.0


def join_texts(first: str, second: str) -> str:
    """Two pieces of one sentence; a space only between two Latin letters that are no code's."""
    seam = first[-1:] + second[:1]
    apart = len(seam) == 2 and seam.isascii() and seam.isalpha() and not _is_code(first, second)
    return f'{first} {second}' if apart else first + second


def _is_code(first: str, second: str) -> bool:
    """Whether a code of capitals and digits was cut here: 52000000M/J4050442Q."""
    ends, starts = _CODE_END.search(first), _CODE_START.match(second)
    return ends is not None and starts is not None and any(map(str.isdigit, ends[0] + starts[0]))


def starts_paragraph(text: str) -> bool:
    """Whether a line opens something by its first letters: a number, a bullet, 附件：, a date alone."""
    text = text.strip()
    return any(sign.match(text) for sign in (_NUMBERED, _BULLET, _LABEL, _DATE_ALONE))


def ends_sentence(text: str) -> bool:
    """Whether text ends where a paragraph may: 。！？；： with closing marks or a bracketed remark.

    Within the address of a page (https://example.cn/login?|service=a) such a mark ends nothing.
    """
    text = text.rstrip()
    return bool(_ENDED.search(text)) and not _IN_ADDRESS.search(text)


def is_prose(text: str) -> bool:
    """Whether text has a mark that only sentences have: titles, names and signatures have none."""
    return bool(_PROSE.search(text))


def is_title(text: str) -> bool:
    """Whether text ends as a document's title does: ……的通知, 关于……的意见（试行）."""
    short = '。' not in text and '：' not in text and display_width(text) < _LONGEST_TITLE
    return short and bool(_TITLE.search(text))


def is_labelled(text: str) -> bool:
    """Whether text opens with a label that stands apart: 附件：, 联系人：, 抄送：."""
    return bool(_LABEL.match(text))


def is_broken_off(text: str, following: str) -> bool:
    """Whether a sentence plainly goes on: after a comma, in brackets, before a mark that opens no line."""
    return bool(_BROKEN_OFF.search(text) or _NEVER_FIRST.match(following) or _leaves_open(text))


def _leaves_open(text: str) -> bool:
    tail = text[-_LONGEST_TITLE:]
    return any(tail.rfind(opened) > tail.rfind(closed) for opened, closed in ('《》', '“”', '（）', '()'))


def is_page_number(text: str) -> bool:
    """Whether a line is a page number as printed at a page's foot: '- 6 -', '第6页 共8页', Word's 'PAGE'."""
    return bool(_PAGE_NUMBER.fullmatch(text.strip()))


def numbering(text: str) -> str | None:
    """The kind of number a line opens with, brackets and digits made alike: '一.', '(一)', '1.'; or None."""
    number = _NUMBERED.match(text)
    if number is None:
        return None
    plain = unicodedata.normalize('NFKC', number.group()).replace('、', '.')
    return re.sub(r'\d+', '1', re.sub(f'[{_HAN}]+', '一', plain))
