"""附件: the names in the paper's own list, on the annexes printed after it, or called 附件N in its text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extractors.notice.body import Part
from extractors.notice.lines import Line
from extractors.notice.organs import line_to_organs
from model.place import Where
from text.dates import whole_date

_LIST = re.compile(
    r'(?:附\s*件|附)\s*(?P<own>\d{1,2}|[一二三四五六七八九十])?\s*[:：.．、]\s*(?P<rest>.*)|附\s*件\s*(?P<own2>\d{1,2})\s+(?P<rest2>\S.*)'
)
_ITEM = re.compile(r'\s*[（(]?\d{1,2}\s*[)）.．、:：]\s*(?:(?!\d)|(?=(?:19|20)\d\d(?!\d)))')
_INSIDE = re.compile(r'(?<=[^\d（(《.])\s*(?=\d{1,2}\s*[.．、]\s*(?:[\u4e00-\u9fff《]|(?:19|20)\d\d年))')
_EXTENSION = re.compile(r'\.(?:docx?|xlsx?|pdf|wps|et|ofd|zip|rar|txt|jpg)$', re.IGNORECASE)
_NAMED = (
    re.compile(
        r'《(?P<name>[^《》]{3,60})》\s*[（(]\s*(?:格式|样式|式样|内容)?\s*(?:详?见)?\s*附\s*件\s*\d{0,2}[^（）()]{0,10}[)）]'
    ),
    re.compile(r'附\s*件\s*\d{1,2}\s*[:：]?\s*《(?P<name>[^《》]{3,60})》'),
    re.compile(
        r'(?:填写|填报|填好|报送|上报|提交|按照?|将|和|、|，|；)(?P<name>[\u4e00-\u9fff]{2,24}?(?:表|书|单|名单|清单|目录|方案|提纲|模板|样式))'
        r'\s*[（(]\s*(?:详?见)?\s*附\s*件\s*\d{0,2}\s*[)）]'
    ),
)
_COMPLETE = re.compile(r'(?:[表单书案法册录知见图格明求程则稿函告定划纲样板]|名单|[）)》])$')
_NOT_ITEM = re.compile(r'(?:抄送|主题词|联系|特此|印发|[（(](?:此件|共印|联系|主动|依申请))')
_OMITTED = re.compile(r'[（(]?(?:略|另发|见?附[页后]|见下页|此略)[)）]?$')
_MARKS = re.compile('[。；：:]')
_IN_MARKS = re.compile('《[^《》]*》')
_INNER_BLANKS = re.compile(r'(?<=[^\x21-\x7e])\s+(?=[^\x21-\x7e])')
_NO_LETTER = re.compile(r'\W')

Named = tuple[str, Where]


def list_to_attachments(lines: Sequence[Line]) -> list[Named]:
    """The names in the list 附件：1.… 2.…, without numbers, extensions and closing marks."""
    found: list[Named] = []
    numbered = False
    open_list = False
    for line in lines:
        match = _LIST.fullmatch(line.text) if len(line.text) < 200 else None
        if match:
            rest = (match['rest'] or match['rest2'] or '').strip()
            numbered = (
                bool(_ITEM.match(rest)) or (numbered and open_list) or bool(match['own'] or match['own2'])
            )
            open_list = bool(rest) or not line.table
            found.extend((name, line.where) for name in _names(rest))
        elif open_list:
            numbered = numbered or (not found and _ITEM.match(line.text) is not None)
            open_list = _continue_list(found, line, numbered=numbered)
    return found


def parts_to_attachments(parts: Sequence[Part]) -> list[Named]:
    """The titles of annexes printed after the paper under a line 附件."""
    return [(part.title, part.lines[0].where) for part in parts if part.title and part.lines and part.marked]


def text_to_attachments(lines: Sequence[Line]) -> list[Named]:
    """Names that the text itself calls an attachment: 意向申报表（附件2）, 《登记表》（见附件）."""
    found: list[Named] = []
    for line in lines:
        if '附' in line.text and '件' in line.text:
            found.extend(
                (_clean(match['name']), line.where)
                for pattern in _NAMED
                for match in pattern.finditer(line.text)
            )
    return found


def attachments_of(body: Sequence[Line], after: Sequence[Line], annexes: Sequence[Part]) -> tuple[Named, ...]:
    """All attachments once each: the list decides, then the annexes, then the text."""
    listed = list_to_attachments([*body, *after])
    chosen = listed or parts_to_attachments(annexes)
    named = [] if chosen else text_to_attachments(body)
    kept: dict[str, Named] = {}
    for name, where in (*chosen, *named):
        kept.setdefault(_key(name), (name, where))
    return tuple(kept.values())


def _continue_list(found: list[Named], line: Line, *, numbered: bool) -> bool:
    """Read one line below the list's first; False where the list is over."""
    text = line.text
    if numbered and _ITEM.match(text):
        found.extend((name, line.where) for name in _names(text))
        return True
    over = (
        line.table or _NOT_ITEM.match(text) or whole_date(text) or line_to_organs(text) or _MARKS.search(text)
    )
    if over or len(text) > 60:
        return False
    if not found:
        found.extend((name, line.where) for name in _names(text))
        return True
    name, where = found[-1]
    if not _COMPLETE.search(name):
        found[-1] = (name + _clean(text), where)
        return True
    return False


def _names(text: str) -> Iterator[str]:
    for piece in _INSIDE.split(text):
        name = _clean(_ITEM.sub('', piece, count=1) if _ITEM.match(piece) else piece)
        if len(name) > 1 and not _OMITTED.fullmatch(name):
            yield name


def _clean(name: str) -> str:
    name = _EXTENSION.sub('', name.strip().rstrip('。.；;，, 、'))
    name = _OMITTED.sub('', name) if name.endswith(('略)', '略）')) else name
    if _IN_MARKS.fullmatch(name):
        name = name[1:-1]
    return _INNER_BLANKS.sub('', name)


def _key(name: str) -> str:
    return _NO_LETTER.sub('', name)
