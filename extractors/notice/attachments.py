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
    r'(?:附\s*[件表](?:(?:点击|请)?下载|列表)?|附)\s*(?P<own>\d{1,2}|[一二三四五六七八九十])?\s*[:：.．、]\s*(?P<rest>.*)|附\s*[件表]\s*(?P<own2>\d{1,2})\s+(?P<rest2>\S.*)'
    r'|附\s*件(?:(?:点击|请)?下载)?'
)
_ITEM = re.compile(
    r'\s*(?:[（(]?\d{1,2}\s*[)）.．、:：]\s*(?:(?!\d)|(?=(?:19|20)\d\d(?!\d)))|[①-⑳]\s*|附\s*[件表]\s*[\d一二三四五六七八九十]{1,2}\s*[)）.．、:：]\s*)'
)
_HAN_ITEM = re.compile(r'\s*[一二三四五六七八九十]{1,2}\s*[、.．]\s*')
_INSIDE = re.compile(
    r'(?<=[^\d（(《.])(?<!附件)(?<!附表)\s*(?=\d{1,2}\s*[.．、]\s*(?:[\u4e00-\u9fff《“（(]|(?:19|20)\d\d年))|\s*(?=[①-⑳])|(?<=.)\s*(?=附\s*[件表]\s*\d{1,2}\s*[.．、:：])'
)
_EXTENSION = re.compile(r'\.(?:docx?|xlsx?|pdf|wps|et|ofd|zip|rar|txt|jpg)$', re.IGNORECASE)
_NAMED = (
    re.compile(
        r'《(?P<name>[^《》]{3,60})》\s*[（(]\s*(?:格式|样式|式样|内容)?\s*(?:详?见)?\s*附\s*件\s*(?P<number>\d{0,2})[^（）()]{0,10}[（()）]'
    ),
    re.compile(r'附\s*件\s*(?P<number>\d{1,2})\s*[:：]?\s*《(?P<name>[^《》]{3,60})》'),
    re.compile(
        r'(?:填写|填报|填好|报送|上报|提交|按照?|将|和|、|，|；)(?P<name>[\u4e00-\u9fff]{2,24}?(?:[表书单册图卡函证账]|目录|方案|提纲|模板|样式|材料|说明|流程|标准|办法|细则|指南|要点))'
        r'\s*[（(]\s*(?:详?见)?\s*附\s*件\s*(?P<number>\d{0,2})\s*[)）]'
    ),
)
_COMPLETE = re.compile(r'(?:[表单书案法册录知见图格明求程则稿函告定划纲样板准]|名单|[）)》])$')
_NOT_ITEM = re.compile(r'(?:抄送|主题词|联系|特此|印发|[（(](?:此件|共印|联系|主动|依申请))')
_OMITTED = re.compile(r'[（(]?(?:略|另发|另附|[详请]?见?附[页后件]|见下[页载]|此略|点击下载|下载)[)）]?$')
_SPAN = re.compile(r'(?:附\s*件)?\s*\d{1,2}\s*[-－—~～至到]+\s*\d{1,2}')
_AFTER_NAME = re.compile(
    r'\s*[（(\[【](?:[^（）()\[\]【】]{0,6}(?:下载|附后|另附|另发|电子版)|[\d.]+\s*[KMkm][Bb]?)[^（）()\[\]【】]{0,10}[)）\]】]$|\s+[\d.]+\s*[KMkm][Bb]$'
    r'|\s*[（(\[【]?(?:请?点击|点此)(?:此处)?(?:浏览|下载|查看|打开)[^（）()，。]{0,6}[)）\]】]?$'
    r'|(?<=[知见法定告函])\s*[（(〔\[]\s*(?:19|20)?\d\d\s*[)）〕\]]\s*[\u4e00-\u9fff]{0,8}第?\s*\d{1,5}\s*号$'
)
_LINK = re.compile(
    r'(?:[\W_]*附\s*[件表]\s*\d{0,2}\s*[:：.、]?\s*)?(?:\d{1,2}\s*[.、．]\s*)?(?P<name>[^。；\s]{2,60})\.(?:docx?|xlsx?|wps|et|pdf|ofd|zip|rar)'
    r'\s*(?:[（(\[【][^（）()]{0,20}[)）\]】])?',
    re.IGNORECASE,
)
_MARKS = re.compile(r'[。；：:]|\s\d+\s*[元%％个名分]')
_OWN_SCAN = re.compile(r'关于.+的(?:通知|通报|公告|函|意见)$|〔(?:19|20)\d\d〕')
_NO_NAME = re.compile(r'\d{6,}')
_FORM_NAME = re.compile(r'[^、]{4,40}(?:表|册|书|台账|清单)')
_CONTACT = re.compile(r'联\s*系\s*(?:人|电\s*话)\s*[:：]')
_IN_MARKS = re.compile('《[^《》]*》')
_INNER_BLANKS = re.compile(r'(?<=[^\x21-\x7e])\s+(?=[^\x21-\x7e])')
_NO_LETTER = re.compile(r'\W')
LONGEST_LIST, LONGEST_LINK, LONGEST_NAME, LONGEST_HAN_ITEM = 200, 100, 60, 40

Named = tuple[str, Where]


def list_to_attachments(lines: Sequence[Line]) -> list[Named]:
    """The names in the list 附件：1.… 2.…, without numbers, extensions and closing marks."""
    found: list[Named] = []
    numbered = False
    how = ''  # how an open list goes on: its names numbered, each on a line, or as they come
    for line in lines:
        text = _bare(line.text)
        match = _LIST.fullmatch(text) if len(text) < LONGEST_LIST else None
        if match and found and not (match['own'] or match['own2']) and _LINK.fullmatch(text):
            how = ''  # the list once more, as a file
        elif match:
            rest = (match['rest'] or match['rest2'] or '').strip()
            own = bool(match['own'] or match['own2'])
            numbered = _is_item(rest) or (numbered and how != '') or own
            how = 'numbered' if numbered else 'named' if rest else '' if line.table else 'lines'
            found.extend((name, line.where) for name in _names(rest))
        elif how:
            how = 'numbered' if not found and _is_item(text) else how
            how = how if _continue_list(found, line, how) else ''
            numbered = numbered or how == 'numbered'
    return found


def _bare(text: str) -> str:
    """A line without the brackets around all of it: （附件：基本情况表）."""
    return text[1:-1] if text[:1] in ('（', '(') and text[-1:] in ('）', ')') and '附' in text[:4] else text


def links_to_attachments(lines: Sequence[Line]) -> list[Named]:
    """Lines that are a file's name and nothing else, as a web copy prints its links."""
    matches = (
        (_LINK.fullmatch(line.text), line)
        for line in lines
        if '.' in line.text and len(line.text) < LONGEST_LINK
    )
    named = ((_clean(match['name']), match['name'], line.where) for match, line in matches if match)
    return [(name, where) for name, printed, where in named if not _OWN_SCAN.search(printed)]


def parts_to_attachments(parts: Sequence[Part]) -> list[Named]:
    """The titles of annexes printed after the paper under a line 附件."""
    return [(part.title, part.lines[0].where) for part in parts if part.title and part.lines and part.marked]


def text_to_attachments(lines: Sequence[Line], listed: int) -> list[Named]:
    """Names that the text itself calls an attachment: 意向申报表（附件2）, 《登记表》（见附件）.

    Beside a list of so many names only those of a higher number count.
    """
    found: list[Named] = []
    for line in lines:
        if '附' in line.text and '件' in line.text:
            found.extend(
                (_clean(match['name']), line.where)
                for pattern in _NAMED
                for match in pattern.finditer(line.text)
                if not listed or int(match['number'] or 0) > listed
            )
    return found


def attachments_of(body: Sequence[Line], after: Sequence[Line], annexes: Sequence[Part]) -> tuple[Named, ...]:
    """All attachments once each: the list decides, then the annexes, then links, then the text."""
    listed = list_to_attachments([*body, *after])
    chosen = listed or parts_to_attachments(annexes) or links_to_attachments([*body, *after])
    named = [] if chosen and not listed else text_to_attachments(body, len(listed))
    kept: dict[str, Named] = {}
    for name, where in (*chosen, *named):
        kept.setdefault(_key(name), (name, where))
    return tuple(kept.values())


def _continue_list(found: list[Named], line: Line, how: str) -> bool:
    """Read one line below the list's first; False where the list is over."""
    text = line.text
    if how == 'numbered' and (_ITEM.match(text) or (_HAN_ITEM.match(text) and len(text) < LONGEST_HAN_ITEM)):
        found.extend((name, line.where) for name in _names(text))
        return True
    over = (
        line.table or _NOT_ITEM.match(text) or whole_date(text) or line_to_organs(text) or _MARKS.search(text)
    )
    if over or len(text) > LONGEST_NAME:
        return False
    name, where = found[-1] if found else ('', line.where)
    if name and not _COMPLETE.search(name):
        found[-1] = (name + _clean(text), where)
        return True
    if not found or (how == 'lines' and _COMPLETE.search(_clean(text))):
        found.extend((name, line.where) for name in _names(text))
        return True
    return False


def _is_item(text: str) -> bool:
    """Whether a list's first name bears a number; 一、 only where it is the first."""
    return _ITEM.match(text) is not None or text.startswith(('一、', '一.'))


def _names(text: str) -> Iterator[str]:
    for piece in _INSIDE.split(text):
        item = _ITEM.match(piece) or _HAN_ITEM.match(piece)
        for part in _several(piece[item.end() :] if item else piece):
            name = _clean(part)
            if len(name) > 1 and not any(mark.fullmatch(name) for mark in (_OMITTED, _SPAN, _NO_NAME)):
                yield name


def _several(text: str) -> list[str]:
    """基本情况表、指导员名册 are two; 名单、名册登记表 and anything less plain is one."""
    parts = text.split('、')
    plain = len(parts) > 1 and all(_FORM_NAME.fullmatch(part.strip('。； ')) for part in parts)
    return parts if plain else [text]


def _clean(name: str) -> str:
    name = _AFTER_NAME.sub('', _CONTACT.split(name)[0].strip().rstrip('。.；;，, 、'))
    name = _EXTENSION.sub('', name)
    name = _OMITTED.sub('', name) if name.endswith(('略)', '略）')) else name
    if _IN_MARKS.fullmatch(name):
        name = name[1:-1]
    return _INNER_BLANKS.sub('', name)


def _key(name: str) -> str:
    return _NO_LETTER.sub('', name)
