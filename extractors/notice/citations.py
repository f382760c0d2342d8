"""引用文件: laws, notices and other papers named in 《》 or by number, each once."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from extractors.notice.lines import Line
from model.notice import CitedDocument
from model.place import Where
from text.docnumbers import find_numbers, find_orders, number_to_text

_KINDS = (
    '法|法典|宪法|党章|章程|条例|规定|办法|细则|规则|准则|守则|规程|规范|标准|制度|决定|决议|通知|通报|通告|公告|意见|批复|复函|函|报告|请示|纪要|命令|令'
    '|方案|规划|纲要|计划|要点|措施|政策|指引|指南|目录|解释|公约|协定|议定书|讲话|指示|精神|审计情况|导则|若干条'
)
_KIND = re.compile(rf'.*(?:{_KINDS})(?:[（(][^（）()]{{1,16}}[）)])*(?:\d{{4}}年?版?)?', re.DOTALL)
_FORM = re.compile(
    r'.*(?:通知书|告知书|意见书|承诺书|委托书|合同|协议|登记表|申请表|调查表|汇总表|证书|证|函件|日报|报|杂志|确认单)(?:[（(].*[）)])?$'
)
_NOT_CITED = {
    '章程',
    '通知',
    '意见',
    '办法',
    '规定',
    '方案',
    '条例',
    '细则',
    '公告',
    '通告',
    '决定',
    '纲要',
    '准则',
    '要点',
    '函',
    '法',
}
_STANDARD = re.compile(r'(?:GB|DB|JGJ|CJJ|MZ)(?:/?[TZ])?\s*\d+(?:\.\d+)?(?:[-—]\d{2,4})?')
_ALIAS = re.compile(r'以下(?:统一)?简称[:：]?\s*(?P<alias>《[^《》]+》|“[^“”]+”)')
_ISSUER = re.compile(
    r'(?P<issuer>[\u4e00-\u9fff、（）“”]{2,40}?(?:[部委局厅办室院会府署社]|党组|人大|法院|检察院|中央|国务院|部门))(?:印发的|发布的|下发的|颁布的|联合印发的?|的)?$'
)
_LEAD = re.compile(
    r'.*(?:根据|按照|依据|依照|遵照|落实|贯彻|执行|印发|转发|参照|要求|符合|以及|对照|现将|将|及|和|与|按|，|、(?=中共中央|国务院|省委)|为)'
)
_MEETING = re.compile(
    r'(?P<meeting>(?:党的)?[一二三四五六七八九十]{1,3}(?:大|届[一二三四五六七八九十]中全会)|中央[\u4e00-\u9fff]{0,10}(?:会议|座谈会))$'
)
_OWN_VERB = re.compile(
    r'(?:印发|发布|公布|颁布|颁发|下发|征求(?:对)?|出台|制定|起草(?:了)?|修订(?:的|了)?)(?:《|$)'
)

_PLANNED = re.compile(r'(?:将|拟)[^。；《》]{0,40}(?:编制|编写|编印|汇编|编辑)(?:成|完成|形成|出版)?$')
_AFTER_TITLE = re.compile(r'\s*[（(](?P<inside>(?:[^（）()]|[（(][^（）()]*[）)]){2,120})[）)]')
_BLANKS = re.compile(r'\s')
_NO_LETTER = re.compile(r'\W')
_NOT_KEY = re.compile(r'\W|征求意见稿|试行|暂行|草案')
_ANNEXED = re.compile(r'附\s*件')

LONGEST = 150


@dataclass(frozen=True, slots=True)
class _Mention:
    """A 《title》 with where it stands in its text."""

    title: str
    start: int
    end: int


def lines_to_citations(
    lines: Sequence[Line], in_title: Sequence[CitedDocument], own: Sequence[str], own_number: str | None
) -> tuple[CitedDocument, ...]:
    """Every paper that the title and the lines cite, in order of first mention, each once.

    own are the titles of the notice itself, of what it issues and of its attachments: they are
    not cited. Forms, contracts, certificates and newspapers are none either. A title known by an
    alias (以下简称《意见》) is found again by it.
    """
    keys = {_key(title) for title in own if title}
    found: list[CitedDocument] = list(in_title)
    for text, where in _joined(lines):
        if '《' in text:
            found.extend(_titles(text, where, keys))
        found.extend(_by_number(text, where))
    return _merged(found, own_number)


def title_to_citations(title: str | None, where: Where) -> tuple[CitedDocument, ...]:
    """Papers named in the notice's own title, but not what it issues itself: 废止《…》, 转发《…》."""
    if not title:
        return ()
    return tuple(
        CitedDocument(mention.title, None, where=where)
        for mention in _mentions(title)
        if not _OWN_VERB.search(title[: mention.start] + '《') and _is_paper(mention.title)
    )


def issued_titles(title: str | None) -> tuple[str, ...]:
    """What a title says the notice itself issues or puts out: 印发《…》, 征求《…》意见."""
    if not title:
        return ()
    return tuple(
        mention.title for mention in _mentions(title) if _OWN_VERB.search(title[: mention.start] + '《')
    )


def _joined(lines: Sequence[Line]) -> Iterator[tuple[str, Where]]:
    """Lines, one whose 《 is not closed joined with the next."""
    index = 0
    while index < len(lines):
        text, where = lines[index].text, lines[index].where
        index += 1
        while index < len(lines) and text.count('《') > text.count('》') and len(text) < 2000:
            text += lines[index].text
            index += 1
            if '》' in lines[index - 1].text:
                break
        yield text, where


def _mentions(text: str) -> list[_Mention]:
    """Every outermost 《…》 of a text; an unclosed one is left out."""
    found, depth, start = [], 0, 0
    for index, letter in enumerate(text):
        if letter == '《':
            start = index if depth == 0 else start
            depth += 1
        elif letter == '》' and depth:
            depth -= 1
            if depth == 0 and index - start <= LONGEST:
                found.append(_Mention(_BLANKS.sub('', text[start + 1 : index]), start, index + 1))
    return found


def _titles(text: str, where: Where, own: set[str]) -> Iterator[CitedDocument]:
    for mention in _mentions(text):
        bracket, numbers = _bracket_after(text, mention.end)
        alias = _ALIAS.search(bracket)
        named = _named(text, mention)
        if (
            named is None
            or _ANNEXED.search(bracket)
            or _PLANNED.search(text, max(0, mention.start - 60), mention.start)
            or (_is_own(named, own) and not numbers)
            or not _is_paper(mention.title, named)
        ):
            continue
        yield CitedDocument(
            title=named,
            number=numbers[0] if numbers else None,
            issuer=_issuer(text[: mention.start]),
            alias=alias['alias'].strip('《》“”') if alias else None,
            where=where,
        )
        yield from (CitedDocument(None, number, where=where) for number in numbers[1:])


def _named(text: str, mention: _Mention) -> str | None:
    """The title; a mere 决定 is named by the meeting before it, and is an alias where there is none."""
    if mention.title not in _NOT_CITED:
        return mention.title
    meeting = _MEETING.search(text[max(0, mention.start - 24) : mention.start])
    return f'{meeting["meeting"]}《{mention.title}》' if meeting else None


def _is_paper(title: str, named: str | None = None) -> bool:
    if named is not None and named != title:
        return True
    return (
        _KIND.fullmatch(title) is not None
        and not _FORM.match(title)
        and (len(title) > 3 or title in {'党章', '宪法', '民法典'})
    )


def _is_own(title: str, own: set[str]) -> bool:
    key = _key(title)
    return key in own or any(
        len(key) > 8 and (key in other or other in key) and abs(len(key) - len(other)) < 6 for other in own
    )


def _key(title: str) -> str:
    return _NOT_KEY.sub('', title)


def _bracket_after(text: str, end: int) -> tuple[str, list[str]]:
    """The bracket right after a title and the numbers in it."""
    match = _AFTER_TITLE.match(text, end, end + 140)
    if match:
        inside = match['inside']
        numbers = [number_to_text(number) for number in (*find_numbers(inside), *find_orders(inside))]
        standard = _STANDARD.search(inside)
        return inside, numbers or ([_BLANKS.sub('', standard.group())] if standard else [])
    bare = find_numbers(text[end : end + 24])
    return '', [number_to_text(bare[0])] if bare and bare[0].start == 0 else []


def _by_number(text: str, where: Where) -> Iterator[CitedDocument]:
    for number in find_numbers(text):
        yield CitedDocument(None, number_to_text(number), where=where)


def _issuer(before: str) -> str | None:
    match = _ISSUER.search(_LEAD.sub('', before[-60:]))
    return match['issuer'].strip('、') if match else None


def _merged(found: Sequence[CitedDocument], own_number: str | None) -> tuple[CitedDocument, ...]:
    """Each paper once: by number, and by title; a later mention may add what the first lacked."""
    kept: list[CitedDocument] = []
    for cited in found:
        if cited.number and cited.number == own_number:
            continue
        same = next((index for index, other in enumerate(kept) if _same(cited, other)), None)
        if same is None:
            kept.append(cited)
        else:
            kept[same] = replace(
                kept[same],
                title=kept[same].title or cited.title,
                number=kept[same].number or cited.number,
                alias=kept[same].alias or cited.alias,
            )
    return tuple(kept)


def _same(one: CitedDocument, other: CitedDocument) -> bool:
    if one.number and other.number:
        return one.number == other.number
    if one.title and other.title:
        return _NO_LETTER.sub('', one.title) == _NO_LETTER.sub('', other.title)
    return False
