"""Attachments that a mail only links to (超大附件, 云附件, 文件中转站): their names, sizes and last days."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from extractors.containers.parts import Undelivered

_HEAD = re.compile('超大附件|云附件|大附件|文件中转站|中转站(?:文件|附件)|网盘附件|云盘附件|附件较大')
_ACTION = re.compile(r'进入下载页面|下载页面|点击下载|立即下载|下载地址')
_LINK = re.compile(
    r'ftnExs|ftn\.qq\.com|mail\.qq\.com/(?:cgi-bin/)?ftn|u\.163\.com|dashi\.163\.com'
    r'|large-attachment-download|filehub|yun\.139\.com|mail\.10086\.cn/.{0,40}(?:disk|large)|bigfile|bigattach',
    re.IGNORECASE,
)
_DISK = re.compile(
    r'(?:pan\.(?:baidu|quark|xunlei)|aliyundrive|alipan|weiyun|lanzou\w{0,2}|jianguoyun|ctfile|115)\.c(?:om|n)'
    r'|cloud\.189\.cn|drive\.uc\.cn|caiyun\.139\.com',
    re.IGNORECASE,
)
_FILE = re.compile(
    r'(?P<name>[^\s:：/\\|<>"*?（(][^:：/\\|<>"*?\n]{0,150}?'
    r'\.(?:docx?|xlsx?|wps|et|pptx?|dps|pdf|ofd|zip|rar|7z|jpe?g|png|tiff?|bmp|txt|csv|rtf|mp4|mov|avi|eml|msg'
    r'|tar|gz|iso|exe))(?![A-Za-z0-9])',
    re.IGNORECASE,
)
_LEAD = re.compile(r'(?:.*(?:附件|下载|中转站|文件|查看)\s)?(?:\d{1,2}[.、]\s?)?')
"""What may stand before a name on its line."""
_SIZE = re.compile(r'(?<![\d.])\d{1,6}(?:\.\d{1,3})?\s?(?:[KMG]i?B?|字节|兆)(?![A-Za-z])', re.IGNORECASE)
_DAY = re.compile(
    r'(20\d\d)\s?[年./-]\s?(\d{1,2})\s?[月./-]\s?(\d{1,2})\s?日?(?:\s{0,3}\d{1,2}:\d{2}(?::\d{2})?)?'
)
_TERM = re.compile('到期|过期|失效|有效|截止|保存至|保留至|剩余|期限')
_LEFT = re.compile(
    r'(?:剩余|还剩|有效期[:：]?|保存|保留)\s?(\d{1,3})\s?天|(\d{1,3})\s?天(?:后|内)?(?:到期|过期|失效|有效)'
)
_FOREVER = re.compile('无限期|永久有效|长期有效|永不过期')
_REACH = 4
"""Lines below a name where its size and term may stand."""


class Line(NamedTuple):
    """A line of a mail's text, and the addresses its links lead to."""

    text: str
    links: tuple[str, ...] = ()


def undelivered_of(lines: Sequence[Line], sent_at: dt.datetime | None) -> tuple[Undelivered, ...]:
    """The attachments that only links of the text lead to, each once, in their order.

    A term told in days ('剩余15天') counts from when the mail was sent. A file's name counts below a line
    that announces such attachments, or with a link to a store of the mail services; and only with a size,
    a term or a way to fetch it, for a sentence may name files too. A link to a store of files that no name
    stands by is an attachment without a name.
    """
    found: dict[str, Undelivered] = {}
    filled = [line for line in lines if line.text.strip()]
    for start, name, is_announced in _names(filled):
        block = _block(filled, start)
        text = ' '.join(line.text for line in block)
        linked = any(_LINK.search(link) for line in block for link in (*line.links, line.text))
        told = _SIZE.search(text) or _ACTION.search(text) or (_TERM.search(text) and _DAY.search(text))
        if linked or (is_announced and told):
            found.setdefault(name, _read(name, text, sent_at))
    return tuple(found.values()) or _on_a_disk(filled, sent_at)


def _on_a_disk(lines: Sequence[Line], sent_at: dt.datetime | None) -> tuple[Undelivered, ...]:
    """What lies on a store of files and no line names."""
    for start, line in enumerate(lines):
        if any(_DISK.search(text) for text in (line.text, *line.links)):
            text = ' '.join(each.text for each in lines[start : start + 1 + _REACH])
            return (Undelivered("网盘里的文件", None, *_until(text, sent_at)),)
    return ()


def _names(lines: Sequence[Line]) -> Iterator[tuple[int, str, bool]]:
    """Each file name with its line, and whether a line shortly above announces linked attachments."""
    others = _REACH
    for number, line in enumerate(lines):
        is_head = bool(_HEAD.search(line.text))
        name = _FILE.search(line.text)
        if is_head or (name and others < _REACH) or _belongs(line.text):
            others = 0 if is_head or others < _REACH else others
        else:
            others += 1
        if name:
            yield number, _LEAD.sub('', name['name'], count=1).strip(), others < _REACH


def _belongs(text: str) -> bool:
    return bool(_SIZE.search(text) or _ACTION.search(text) or _TERM.search(text))


def _block(lines: Sequence[Line], start: int) -> Sequence[Line]:
    """A name's line and what is told below it, up to the next name."""
    rest = lines[start + 1 : start + 1 + _REACH]
    end = next(
        (n for n, line in enumerate(rest) if _FILE.search(line.text) or _HEAD.search(line.text)), len(rest)
    )
    return lines[start : start + 1 + end]


def _read(name: str, text: str, sent_at: dt.datetime | None) -> Undelivered:
    after = text.partition(name)[2]
    size = _SIZE.search(after) or _SIZE.search(text)
    until, until_text = _until(after, sent_at)
    return Undelivered(name, size[0] if size else None, until, until_text)


def _until(text: str, sent_at: dt.datetime | None) -> tuple[dt.date | None, str | None]:
    """The last day and how it is written; a day counts only beside a word of a term."""
    if forever := _FOREVER.search(text):
        return None, forever[0]
    if day := next((day for day in _DAY.finditer(text) if _TERM.search(_around(text, day))), None):
        return _to_day(day), day[0].strip()
    left = _LEFT.search(text)
    if left is None:
        return None, None
    days = dt.timedelta(days=int(left[1] or left[2]))
    return (sent_at.date() + days if sent_at else None), left[0].strip()


def _around(text: str, found: re.Match[str]) -> str:
    return text[max(0, found.start() - 12) : found.end() + 8]


def _to_day(found: re.Match[str]) -> dt.date | None:
    try:
        return dt.date(*map(int, found.groups()[:3]))
    except ValueError:
        return None
