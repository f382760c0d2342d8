"""引用文件: laws, notices and other papers named in 《》 or by number, each once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from extractors.notice.citation_issuers import issuer_before, issuer_in_title, shares_issuer
from extractors.notice.citation_marks import (
    After,
    Mention,
    after_mention,
    joined_lines,
    text_to_aliases,
    text_to_mentions,
)
from extractors.notice.lines import Line
from model.notice import CitedDocument
from model.place import Where
from text.docnumbers import DocNumber, find_numbers, find_orders, number_to_text
from text.han import fold_digits

_KINDS = (
    '法|法典|宪法|党章|章程|条例|规定|办法|细则|规则|准则|守则|规程|规范|标准|制度|决定|决议|通知|通报|通告|公告|意见|批复|复函|函|报告|请示|纪要|命令|令'
    '|方案|规划|纲要|计划|要点|措施|政策|指引|指南|预案|目录|解释|公约|协定|议定书|讲话|指示|精神|审计情况|导则|若干条'
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
_GENERIC = re.compile(
    r'(?:实施|指导|暂行|管理|工作|试行|总体|补充|具体|行动|三年|整治|专项|上述|本)+(?:意见|办法|方案|规定|细则|措施|通知|计划|条例|公告)'
)
"""Names too general to be a paper's: they stand for one that the text has named in full."""
_STANDARD = re.compile(r'(?:GB|DB|JGJ|CJJ|MZ)(?:/?[TZ])?\s*\d+(?:\.\d+)?(?:[-—]\d{2,4})?')
_MEETING = re.compile(
    r'(?P<meeting>(?:党的)?[一二三四五六七八九十]{1,3}(?:大|届[一二三四五六七八九十]中全会)|中央[\u4e00-\u9fff]{0,10}(?:会议|座谈会))$'
)
_OWN_VERB = re.compile(
    r'(?:印发|发布|公布|颁布|颁发|下发|征求(?:对)?|出台|制定|起草(?:了)?|修订(?:的|了)?)(?:《|$)'
)

_PLANNED = re.compile(r'(?:将|拟)[^。；《》]{0,40}(?:编制|编写|编印|汇编|编辑)(?:成|完成|形成|出版)?$')
_APPEARS = re.compile(r'\s*(?:将|拟)(?:于|在)?[^。；《》]{0,60}?(?:发布|出版|推出|首发|发行|面世)')
_ZEROS = re.compile(r'(?<!\d)0+(?=\d+\s*号)')
_NO_ZEROS = re.compile('(?<=〕)0+')
_FILE = re.compile(r'[^。；，,]{0,80}\.(?:pdf|docx?|xlsx?|wps|ofd|rar|zip|et|jpg)\b', re.IGNORECASE)
_BASED_ON = re.compile(r'(?:根据|按照|依据|落实|贯彻|遵照)[^。；《》]{0,60}$')
_PUT_OUT = re.compile('批转|印发|公布|发布|颁布')
_BLANKS = re.compile(r'\s')
_NO_LETTER = re.compile(r'\W')
_PAPER_AFTER = re.compile(r'\s*(?:文件|文|通知)?')
_NOT_KEY = re.compile(r'\W|征求意见稿|试行|暂行|草案')
_ANNEXED = re.compile(r'附\s*件')


class _Own(NamedTuple):
    """Keys of the notice's own title ('' where it has none), and of what it issues or has attached."""

    title: str
    others: frozenset[str]


def lines_to_citations(
    lines: Sequence[Line],
    in_title: Sequence[CitedDocument],
    own: Sequence[str | None],
    own_number: str | None,
) -> tuple[CitedDocument, ...]:
    """Every paper that the title and the lines cite, in order of first mention, each once.

    own are the titles of the notice itself (first, None where it has none), of what it issues and of its
    attachments: they are not cited, but a superior's paper of the notice's own title is. Forms,
    contracts, certificates and newspapers are none either. A title known by an alias (以下简称《意见》) is
    found again by it. Numbers keep the zeros that are printed before the serial.
    """
    title, *others = [_key(title or '') for title in own] or ['']
    return _merged([*in_title, *_texts_to_cited(lines, _Own(title, frozenset(others) - {''}))], own_number)


def title_to_citations(title: str | None, where: Where) -> tuple[CitedDocument, ...]:
    """Papers named in the notice's own title, but not what it issues itself: 废止《…》, 转发《…》."""
    if not title:
        return ()
    return tuple(
        CitedDocument(mention.title, None, where=where)
        for mention in text_to_mentions(title)
        if not _OWN_VERB.search(title[: mention.start] + '《') and _is_paper(mention.title)
    )


def issued_titles(title: str | None) -> tuple[str, ...]:
    """What a title says the notice itself issues or puts out: 印发《…》, 征求《…》意见."""
    if not title:
        return ()
    return tuple(
        mention.title
        for mention in text_to_mentions(title)
        if _OWN_VERB.search(title[: mention.start] + '《')
    )


def _texts_to_cited(lines: Sequence[Line], own: _Own) -> Iterator[CitedDocument]:
    """The papers of each line in order; a short name once given (以下简称《意见》) is no paper of its own."""
    aliases: set[str] = set()
    for text, where in joined_lines(lines):
        if '《' in text or '<' in text or '〈' in text or '＜' in text:
            yield from _titles(text, where, own, aliases)
        aliases.update(name for _, name in text_to_aliases(text))
        yield from _by_number(text, where)


def _titles(text: str, where: Where, own: _Own, aliases: set[str]) -> Iterator[CitedDocument]:
    given = text_to_aliases(text)
    previous: tuple[int, str | None] = (-1, None)
    for mention in text_to_mentions(text):
        after = after_mention(text, mention.end)
        known = aliases | {name for at, name in given if at <= mention.start + 1}
        if mention.title in known or not _is_cited(text, mention, after, own):
            continue
        shared = (
            previous[1] if shares_issuer(text[max(0, previous[0]) : mention.start], mention.title) else None
        )
        found = list(_cite(text, where, mention, after, shared))
        previous = (max(after.end, mention.end), found[0].issuer)
        yield from found


def _cite(
    text: str, where: Where, mention: Mention, after: After, shared: str | None
) -> Iterator[CitedDocument]:
    named, numbers = _named(text, mention), _numbers(text, mention, after)
    before, inside = issuer_before(text[: mention.start]), issuer_in_title(mention.title)
    meets = named != mention.title
    issuer = None if meets else before or inside or shared
    by = 'issuer_before' if before else 'issuer_in_title' if inside else 'issuer_shared'
    rules = ('marks' if mention.closed else 'marks_unclosed', *([by] if issuer else []))
    score = 1.0 if mention.closed else 0.6
    yield CitedDocument(
        named,
        numbers[0] if numbers else None,
        issuer,
        after.alias,
        where,
        (*rules, *(['alias'] if after.alias else [])),
        score,
    )
    yield from (CitedDocument(None, number, where=where, rules=('number',)) for number in numbers[1:])


def _is_cited(text: str, mention: Mention, after: After, own: _Own) -> bool:
    """Whether a title is a paper of others: no form, none to be written yet, and not the notice's own."""
    named = _named(text, mention)
    if named is None or _ANNEXED.search(after.text) or not _is_paper(mention.title, named):
        return False
    before = text[max(0, mention.start - 80) : mention.start]
    if _PLANNED.search(before[-60:]) or _APPEARS.match(text, mention.end):
        return False
    if _numbers(text, mention, after):
        return True
    superior = _BASED_ON.search(before) is not None and issuer_before(before) is not None
    return not _is_own(named, own.others | (frozenset() if superior else {own.title} - {''}))


def _named(text: str, mention: Mention) -> str | None:
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
        and not _GENERIC.fullmatch(title)
        and (len(title) > 3 or title in {'党章', '宪法', '民法典'})
    )


def _is_own(title: str, own: frozenset[str]) -> bool:
    key = _key(title)
    return key in own or any(
        len(key) > 8
        and (key in other or other in key)
        and (abs(len(key) - len(other)) < 6 or _puts_out(other, key))
        for other in own
    )


def _puts_out(title: str, key: str) -> bool:
    """Whether a title without marks says that the notice itself issues a paper: 批转某局某办法的通知."""
    before, _, after = title.partition(key)
    return after in {'的通知', '通知', '的公告', '的决定'} and _PUT_OUT.search(before) is not None


def _key(title: str) -> str:
    return _NOT_KEY.sub('', title)


def _numbers(text: str, mention: Mention, after: After) -> list[str]:
    """The numbers in the brackets after a title, or the one that follows it bare."""
    if after.text:
        numbers = [_as_printed(number) for number in (*find_numbers(after.text), *find_orders(after.text))]
        standard = _STANDARD.search(after.text)
        return numbers or ([_BLANKS.sub('', standard.group())] if standard else [])
    bare = find_numbers(text[mention.end : mention.end + 24])
    return [_as_printed(bare[0])] if bare and bare[0].start == 0 else []


def _by_number(text: str, where: Where) -> Iterator[CitedDocument]:
    for number in find_numbers(text):
        if _FILE.match(text, number.end):
            continue
        bare = _PAPER_AFTER.match(text, number.end)
        alias = after_mention(text, bare.end()).alias if bare else None
        rules = ('number', *(['alias'] if alias else []))
        yield CitedDocument(None, _as_printed(number), None, alias, where, rules, 0.9)


def _as_printed(number: DocNumber) -> str:
    """The canonical form, but with the zeros that are printed before the serial: 示民发〔2025〕06号."""
    zeros = _ZEROS.search(fold_digits(number.raw))
    text = number_to_text(number)
    return text.replace('〕', f'〕{zeros.group()}') if zeros and number.year is not None else text


def _merged(found: Iterable[CitedDocument], own_number: str | None) -> tuple[CitedDocument, ...]:
    """Each paper once: by number, and by title; a later mention may add what the first lacked."""
    kept: list[CitedDocument] = []
    by_number: dict[str | None, int] = {}
    by_title: dict[str, int] = {}
    for cited in found:
        number = _NO_ZEROS.sub('', cited.number) if cited.number else None
        if number and number == own_number:
            continue
        same = _index_of(cited, kept, by_number, by_title)
        if same is None:
            same = len(kept)
            kept.append(cited)
        else:
            kept[same] = _with_more(kept[same], cited)
        if number:
            by_number.setdefault(number, same)
        if cited.title:
            by_title.setdefault(_NO_LETTER.sub('', cited.title), same)
    return tuple(kept)


def _index_of(
    cited: CitedDocument,
    kept: Sequence[CitedDocument],
    by_number: dict[str | None, int],
    by_title: dict[str, int],
) -> int | None:
    """Where a paper was mentioned before: two numbers of one title are two papers."""
    number = _NO_ZEROS.sub('', cited.number) if cited.number else None
    if number in by_number:
        return by_number[number]
    same = by_title.get(_NO_LETTER.sub('', cited.title)) if cited.title else None
    return None if same is None or (cited.number and kept[same].number) else same


def _with_more(kept: CitedDocument, cited: CitedDocument) -> CitedDocument:
    return replace(
        kept,
        title=kept.title or cited.title,
        number=kept.number or cited.number,
        issuer=kept.issuer or cited.issuer,
        alias=kept.alias or cited.alias,
        rules=tuple(dict.fromkeys((*kept.rules, *cited.rules))),
        score=max(kept.score, cited.score) if cited.title else kept.score,
    )
