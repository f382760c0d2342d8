"""The title: its printed lines, its 文种, and the issuers that stand before 关于."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from extractors.notice.lines import Line
from extractors.notice.organs import is_organ, line_to_organs
from extractors.notice.records import is_meta
from text.dates import whole_date
from text.docnumbers import find_numbers, whole_number
from text.han import fold_zeros

STATUTORY = (
    '通知|通报|公告|通告|意见|批复|复函|便函|函|决定|决议|报告|请示|纪要|命令|令|公报|议案'
    '|公示|答复|明电|备忘录|简报|告知书'
)
OTHERS = (
    '实施方案|方案|要点|办法|细则|规定|规划|计划|措施|规则|制度|工作安排|公开信|倡议书'
    '|规程|总结|纲要|预案|指南|指引|章程|守则'
)
_BRACKETS = r'(?:\s*[（(][^（）()]{1,14}[）)]){0,2}'
_END = re.compile(rf'(.*?)({STATUTORY}){_BRACKETS}', re.DOTALL)
_OTHER_END = re.compile(rf'(.*?)({OTHERS}){_BRACKETS}', re.DOTALL)
_TOPIC = re.compile(r'关于|转发|印发|批转|征求|表彰|命名|公布|召开|举办|报送|开展|做好|加强|调整')
_NOT_FIRST = re.compile(
    r'[一二三四五六七八九十]+[、.．]|[（(][一二三四五六七八九十\d]+[)）]|\d+\s*[.．、]|第[一二三四五六七八九十]+[条章]|附\s*件|附[:：]'
    r'|现将|根据|按照|为[了贯落]|本(?:通知|意见)|请|接到?|特此|抄送|主题词|经|兹|以下|联系'
)
_WRAPPED = re.compile(r'(?P<issuer>[^《》]{0,60}?)\s*《(?P<inner>.*)》')
_PASSED_ON = re.compile(
    rf'(?P<first>[^《》]{{3,60}}?)(?P<act>转发|批转|印发)(?P<second>[^《》]{{0,60}}?)《(?P<inner>.*(?:{STATUTORY}){_BRACKETS})》'
)
_IN_BRACKETS = re.compile(r'[【\[](?P<issuer>[^【】\[\]]{2,40})[】\]]\s*(?P<rest>.+)')
_SITE_TAIL = re.compile(rf'(?<=的)({STATUTORY}){_BRACKETS}\s*[-_|｜—]+\s*[^-_|｜—]{{2,40}}$')
_PAIRS = ('《》', '“”', '（）', '()', '〈〉')
_REMARK = re.compile(r'[（(][^（）()]{2,14}[）)]')
_STARTS_TITLE = re.compile(r'关于|转发|印发|批转|表彰|《关于|征集|公布')

_HEAD_ONLY = re.compile(
    r'文\s*件$|签\s*发\s*人\s*[:：]|^(?:绝\s?密|机\s?密|秘\s?密)|^[【\[（(]?(?:特\s*急|加\s*急|平\s*急|特\s*提)|^等\s*级|^\d{6}$|^密\s*级'
)

_SITE_WORDS = re.compile(
    r'[\[【](?:置\s*顶|推荐|最新|热点|头条|转载|重要|[Nn][Ee][Ww])[\]】]\s*|(?:19|20)\d\d[-./]\d{1,2}[-./]\d{1,2}\s+(?=\D)|(?:您好[!！,，]?\s*)?欢迎[^!！]{0,30}[!！]\s*|[-–—•●·◆◎■▪]+\s*(?=[\u4e00-\u9fff《“])|(?:发\s*文\s*|文\s*件\s*)?标\s*题\s*[:：]\s*'
    r'|(?:通知公告|公告通知|公示公告|公告公示|通知公示|政务公开|信息公开|政策文件|通知文件|文件通知|正文)(?=关于|转发|印发)'
)
_AFTER_TITLE = re.compile(
    r'(?<=通知|通报|公告|通告|意见|批复|决定|报告)(?:\s*[】\]]|\s*[（(\[]?(?:19|20)\d\d[-./]\d{1,2}[-./]\d{1,2}[)）\]]?)$'
)
_BULLET = re.compile(r'[-–—•●·◆◎■▪]\s*\S')
_NAMED = re.compile(r'[•·\[【\s]*(?:文\s*件\s*|信\s*息\s*)?名\s*称\s*(?:[:：\]】]|\s)\s*(?P<title>.+)')
_UNFINISHED = re.compile(r'关于|转发|印发|批转|表彰|命名|《|对[^外]')
_STOPS = re.compile(r'[。！？!;；]')
_LATIN_BLANK = re.compile(r'(?<=[^\x21-\x7e])[\s\xa0]+|[\s\xa0]+(?=[^\x21-\x7e])')
_BLANKS = re.compile(r'\s+')
_LEFT = re.compile('[<〈]')
_RIGHT = re.compile('[>〉]')
_ABOUT = re.compile('关于|印发|转发|批转|《')
_WORK = re.compile('工作|实施|关于|年')

ONLY_TYPE = re.compile('通知|公告|通告|通报|决定|批复|函|公示|启事')
_NO_LETTER = re.compile(r'\W')
LONGEST = 160
LEAST_BARE, MOST_BARE = 4, 30
MOST_LINES = 6


@dataclass(frozen=True, slots=True)
class Title:
    """The title as one text; issuers are the organs it begins with or that stand in 【】 before it."""

    text: str
    doc_type: str
    issuers: tuple[str, ...]
    start: int
    end: int


def title_at(lines: Sequence[Line], index: int) -> Title | None:
    """The title whose first line after any issuers' lines is lines[index], or None; end is exclusive.

    A line that is a whole title with nothing unfinished above it takes no line before it: what
    stands there are words of the web site.
    """
    texts: list[str] = []
    for end in range(index + 1, min(index + 1 + MOST_LINES, len(lines) + 1)):
        text = lines[end - 1].text
        if not _may_belong(text, first=end == index + 1):
            return None
        texts.append(text)
        found = _read(_join(' '.join(texts)), top=index < 2)
        if found:
            return _title_of(lines, texts, found, index)
    return None


def bare_title(lines: Sequence[Line], end: int) -> Title | None:
    """A title without 关于 (年检通知, 通知) right above the recipients, or the record's 名称."""
    for above in range(end):
        named = _NAMED.fullmatch(lines[above].text)
        title = _read(_join(named['title']), top=True) if named else None
        if title:
            return Title(title.text, title.doc_type, title.issuers, above, above + 1)
    index = next((i for i in range(end - 1, -1, -1) if not is_meta(lines[i].text)), None)
    if index is None or not _may_belong(lines[index].text, first=True):
        return None
    text = _join(lines[index].text)
    if not (ONLY_TYPE.fullmatch(text) or (LEAST_BARE <= len(text) <= MOST_BARE and _END.fullmatch(text))):
        return None
    return Title(text, title_to_type(text) or text, (), index, index + 1)


def same_title(one: Title, other: Title) -> bool:
    """Whether two printings are of one title; the issuers before it may be lacking in one of them."""
    keys = sorted((_key(one.text), _key(other.text)), key=len)
    return keys[1].endswith(keys[0])


def _key(text: str) -> str:
    return _NO_LETTER.sub('', text)


def _title_of(lines: Sequence[Line], texts: Sequence[str], found: Title, index: int) -> Title:
    """The title read from some lines, without those above its real beginning."""
    for skipped in range(len(texts) - 1, 0, -1):
        if not _opens(texts[skipped]) or _UNFINISHED.search(' '.join(texts[:skipped])):
            continue
        shorter = _read(_join(' '.join(texts[skipped:])), top=index < 2)
        if shorter:
            return _completed(lines, shorter, index + skipped, index + len(texts))
    return _completed(lines, found, index, index + len(texts))


def _opens(text: str) -> bool:
    """Whether a title can begin with this line: 关于 or its like, after issuers or by itself."""
    if _STARTS_TITLE.match(text):
        return True
    about = _ABOUT.search(text)
    return about is not None and bool(line_to_organs(text[: about.start()]))


def title_to_type(text: str) -> str | None:
    """The 文种 that a title ends in: 复函 is a 函; None where it ends in none.

    >>> title_to_type('关于做好年检工作的通知（试行）')
    '通知'
    """
    passed_on = text.endswith('》') and _PASSED_ON.fullmatch(text)
    match = _END.fullmatch(passed_on['inner'] if passed_on else text) or _OTHER_END.fullmatch(text)
    return {'复函': '函', '命令': '令', '实施方案': '方案'}.get(match[2], match[2]) if match else None


def _may_belong(text: str, *, first: bool) -> bool:
    if len(text) > LONGEST:
        return False
    text = _without_site_words(text) if first else text
    if _STOPS.search(text) or text.endswith((':', '：')) or _BULLET.match(text):
        return False
    if first and (_NOT_FIRST.match(text) or line_to_organs(text)):
        return False
    return bool(text) and not (
        _HEAD_ONLY.search(text) or is_meta(text) or whole_number(text) or whole_date(fold_zeros(text))
    )


def _without_site_words(text: str) -> str:
    site = _SITE_WORDS.match(text)
    text = text[site.end() :] if site else text
    return _AFTER_TITLE.sub('', text)


def _join(text: str) -> str:
    """Printed lines as one; a blank stays only between two Latin words or two issuers."""
    text = _without_site_words(text)
    before, about, after = text.partition('关于')
    if about and len(line_to_organs(before)) > 1 and _BLANKS.search(before.strip()):
        return organ_line(before) + _join(about + after)
    return _LATIN_BLANK.sub('', text)


def _read(text: str, *, top: bool) -> Title | None:
    """A joined text as a title, or None where it is none or not yet complete."""
    issuers: tuple[str, ...] = ()
    bracketed = _IN_BRACKETS.fullmatch(text)
    if bracketed and is_organ(bracketed['issuer']):
        issuers, text = (bracketed['issuer'],), bracketed['rest']
    wrapped = _WRAPPED.fullmatch(text)
    if wrapped and (not wrapped['issuer'] or line_to_organs(wrapped['issuer'])):
        inner = _LEFT.sub('《', _RIGHT.sub('》', wrapped['inner']))
        text = wrapped['issuer'] + inner
    site = _SITE_TAIL.search(text)
    text = text[: site.end(1)] if site else text
    if not _balanced(text) or not (_is_title(text, top=top) or _passes_on(text)):
        return None
    return Title(text, title_to_type(text) or '', issuers or _leading_organs(text), 0, 0)


def _passes_on(text: str) -> bool:
    """甲局转发乙部《关于…的通知》: a title whose 文种 stands inside the marks."""
    match = _PASSED_ON.fullmatch(text)
    return (
        match is not None
        and bool(line_to_organs(match['first']))
        and (not match['second'] or bool(line_to_organs(match['second'])))
    )


def _leading_organs(text: str) -> tuple[str, ...]:
    """The organs before 关于, or all but the 文种 of 示例省人民政府令."""
    prefix = _ABOUT.split(text, maxsplit=1)[0]
    kind = _END.fullmatch(text) if prefix == text else None
    return line_to_organs(kind[1] if kind else prefix)


def _is_title(text: str, *, top: bool) -> bool:
    if not 5 <= len(text) <= LONGEST or text.count('，') + text.count(',') > 3:
        return False
    match = _END.fullmatch(text)
    if match:
        topical = _TOPIC.search(text) or match[1].endswith('的') or match[2] in {'纪要', '公报', '简报'}
        return bool(topical or line_to_organs(match[1]))
    plan = len(text) >= 8 and _OTHER_END.fullmatch(text) is not None
    return plan and (top or _WORK.search(text) is not None)


def _balanced(text: str) -> bool:
    return all(text.count(pair[0]) == text.count(pair[1]) for pair in _PAIRS)


def _completed(lines: Sequence[Line], title: Title, start: int, end: int) -> Title:
    """The title with a remark in brackets on the next line, and with the issuers' lines above it."""
    text = title.text
    if end < len(lines) and _is_remark(lines[end].text):
        text, end = text + lines[end].text, end + 1
    first = _first_issuer_line(lines, start) if _STARTS_TITLE.match(text) else start
    above = [line_to_organs(line.text) for line in lines[first:start]]
    if above:
        text = ' '.join(organ_line(line.text) for line in lines[first:start]) + text
    issuers = tuple(organ for organs in above for organ in organs) or title.issuers
    return Title(text, title.doc_type, issuers, first, end)


def _is_remark(text: str) -> bool:
    """（试行） and the like below a title; a number or a date in brackets is none."""
    return _REMARK.fullmatch(text) is not None and not (whole_date(fold_zeros(text)) or find_numbers(text))


def organ_line(text: str) -> str:
    """A line of issuers as it stands in a title: names one blank apart."""
    return _BLANKS.sub(' ', text.strip())


def _first_issuer_line(lines: Sequence[Line], start: int) -> int:
    """The first of the organs' own lines right above a title; a red head is not part of the title."""
    first = start
    while first > 0 and start - first < 3 and line_to_organs(lines[first - 1].text):
        if (lines[first].gap or 0) > 1:
            break
        first -= 1
    return first
