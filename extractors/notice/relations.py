"""What a notice does to other papers: forwards (转发, 批转), issues (印发) or changes them (延长, 更正)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extractors.notice.lines import Line
from extractors.notice.organs import line_to_organs
from model.notice import CitedDocument
from model.place import Where
from text.docnumbers import find_numbers, number_to_text

_MENTION = re.compile(
    r'《(?P<title>(?:[^《》]|《[^《》]*》){2,150})》(?:\s*[（(](?P<inside>(?:[^（）()]|[（(]\d{4}[）)]){2,80})[）)])?'
)
_FORWARDING = re.compile(r'转发|批转|转送|转给')
_ISSUING = re.compile(r'印发|发布|公布|颁布|颁发')
_FORWARDED = re.compile(r'(?:转发|批转|转)(?:给|至|你|各|如下|请|，|。)')
_PROCLAIMED = re.compile(r'现予(?:以)?(?:公布|发布)|现(?:予)?印发|印发给你们')
_BETWEEN = re.compile(r'[、和与及，,\s]*')
_LEAD = re.compile(r'.*(?:现?将|转发|批转|转|同意|根据|关于|收到|接|，|。|；)')
_OF = re.compile(r'(?:联合)?(?:印发|下发|发布|制定)?的?$')
_PAPER = '通知|意见|报告|请示|通报|公告|决定|办法|方案|函'
_SHARED_END = re.compile(r'(?:的通知|的函)$')
_ENDS_SO = re.compile(rf'.*(?:{_PAPER})(?:[（(][^（）()]*[）)])?')
_ABOUT = re.compile(r'关于|印发')
_CHANGES = re.compile(
    r'延长|延期|顺延|延后|推迟|提前(?=[^，。]{0,12}(?:的|[时日]))|更正|勘误|补充(?=通知|说明|公告|规定)|调整(?=[^，。]{0,24}(?:时间|期限|日期|时限|安排))'
    r'|(?:变更|修改|修订|废止|取消|撤销|停止执行)'
)
_TO_NEW = re.compile(
    r'(?:调整|变更|修改|更正|延长|延期|延后|推迟|顺延|提前|改)(?:为|到|至)|(?:作|做)(?:如下|以下)(?:调整|补充|修改|更正)'
)
_GROUNDS = re.compile(r'(?:根据|按照|依据|依照|遵照|贯彻|落实|执行|要求|参照)[^《，。]{0,40}$')
_SENTENCE_END = re.compile(r'(?<=[。；;])')
_NO_LETTER = re.compile(r'\W')
_FIRST_LINES = 8


@dataclass(frozen=True, slots=True)
class Relations:
    """Papers that a notice forwards, issues (titles with their places) and changes; () for none."""

    forwards: tuple[CitedDocument, ...] = ()
    issues: tuple[tuple[str, Where], ...] = ()
    amends: tuple[CitedDocument, ...] = ()


def title_to_relations(title: str | None, where: Where, lines: Sequence[Line]) -> Relations:
    """What the title says the notice does to other papers, and its first lines for numbers and issuers.

    lines are the notice's own body. A 转发 of a paper that itself issues something issues nothing; a
    paper named as the ground of a change (根据《…》) is not changed.
    """
    opening = lines[:_FIRST_LINES]
    return Relations(
        _forwarded(title or '', where, opening),
        tuple(_issued(title or '', where, opening)),
        _amended(title or '', where, lines),
    )


def _mentions(text: str, where: Where) -> Iterator[tuple[CitedDocument, re.Match[str]]]:
    for match in _MENTION.finditer(text):
        numbers = find_numbers(match['inside']) if match['inside'] else []
        number = number_to_text(numbers[0]) if numbers else None
        yield CitedDocument(match['title'], number, issuer=_issuer(text, match), where=where), match


def _issuer(text: str, match: re.Match[str]) -> str | None:
    """The organs right before a 《, or those its title begins with."""
    before = _OF.sub('', _LEAD.sub('', text[max(0, match.start() - 60) : match.start()])).strip()
    if before and line_to_organs(before):
        return before
    prefix = _ABOUT.split(match['title'], maxsplit=1)[0].strip()
    return prefix if prefix and line_to_organs(prefix) else None


# 转发, 批转


def _forwarded(title: str, where: Where, opening: Sequence[Line]) -> tuple[CitedDocument, ...]:
    """The papers passed on: those of the title, told more of by the body, else those of the body alone."""
    body = [paper for line in opening for paper in _forwarded_in(line)]
    verb = _FORWARDING.search(title)
    if verb is None:
        return tuple(body)
    named = [paper for paper, match in _mentions(title, where) if match.start() >= verb.end()]
    if not named:
        plain = _plain(title[verb.end() :], where)
        own = [paper for paper in body if plain is None or _same(plain, paper)]
        return tuple(own or ([plain] if plain else body))
    return tuple(_joined(paper, body) for paper in named)


def _forwarded_in(line: Line) -> Iterator[CitedDocument]:
    """The papers that a sentence of the body passes on: 现将《…》（…号）转发给你们."""
    for sentence in _SENTENCE_END.split(line.text):
        verb = _FORWARDED.search(sentence)
        if verb:
            found = [
                paper
                for paper, match in _mentions(sentence, line.where)
                if match.end() <= verb.start() and not _GROUNDS.search(sentence[: match.start()])
            ]
            yield from found or _numbered(sentence[: verb.start()], line.where)


def _numbered(text: str, where: Where) -> Iterator[CitedDocument]:
    """Papers named by number alone: 省民政厅示民函〔2016〕8号文件."""
    for number in find_numbers(text):
        if not _GROUNDS.search(text[: number.start]):
            before = _LEAD.sub('', text[max(0, number.start - 40) : number.start]).strip()
            issuer = before if line_to_organs(before) else None
            yield CitedDocument(None, number_to_text(number), issuer=issuer, where=where)


def _plain(rest: str, where: Where) -> CitedDocument | None:
    """A forwarded paper named without 《》: 省民政厅关于…的通知的通知, or with one 的通知 for both."""
    shorter = _SHARED_END.sub('', rest)
    named = shorter if _ENDS_SO.fullmatch(shorter) else rest
    about = _ABOUT.search(named)
    if about is None:
        return None
    issuer = named[: about.start()].strip()
    return CitedDocument(named[about.start() :], None, issuer=issuer or None, where=where)


def _joined(paper: CitedDocument, body: Sequence[CitedDocument]) -> CitedDocument:
    """A paper of the title with the number and issuer that the body gives."""
    same = next((other for other in body if _same(paper, other)), None)
    if same is None:
        return paper
    return CitedDocument(
        paper.title, same.number or paper.number, issuer=paper.issuer or same.issuer, where=same.where
    )


def _same(one: CitedDocument, other: CitedDocument) -> bool:
    keys = sorted((_key(one.title or ''), _key(other.title or '')), key=len)
    return bool(keys[0]) and keys[1].endswith(keys[0])


def _key(title: str) -> str:
    """Letters of a title that count: in 关于加强管理工作意见 and 关于加强管理工作的意见 they are the same."""
    return _NO_LETTER.sub('', title).replace('的', '')


# 印发


def _issued(title: str, where: Where, opening: Sequence[Line]) -> Iterator[tuple[str, Where]]:
    """Titles of what the notice issues: 印发《…》《…》的通知, 印发…的通知, 《…》已经…通过，现予公布."""
    verb = _ISSUING.search(title)
    if _FORWARDING.search(title):
        return
    if verb is None:
        for line in opening:
            proclaimed = _PROCLAIMED.search(line.text)
            if proclaimed:
                found = [
                    match
                    for _, match in _mentions(line.text, line.where)
                    if match.end() <= proclaimed.start()
                ]
                yield from (
                    (match['title'], line.where) for match in found if not _is_ground(line.text, match)
                )
        return
    position, found_any = verb.end(), False
    for match in _MENTION.finditer(title, verb.end()):
        if not _BETWEEN.fullmatch(title, position, match.start()) and found_any:
            break
        position, found_any = match.end(), True
        yield match['title'], where
    if not found_any:
        name = _SHARED_END.sub('', title[verb.end() :]).strip()
        if 4 <= len(name) < len(title[verb.end() :]):
            yield name, where


def _is_ground(text: str, match: re.Match[str]) -> bool:
    return _GROUNDS.search(text[: match.start()]) is not None


# 延长, 调整, 更正, 补充


def _amended(title: str, where: Where, lines: Sequence[Line]) -> tuple[CitedDocument, ...]:
    """The earlier papers changed: named in such a title, or in a sentence that sets something anew."""
    verb = _CHANGES.search(title)
    named = _papers(title, where) if verb else []
    if verb and not named:
        named = next(
            (found for line in lines[:_FIRST_LINES] if (found := _papers(line.text, line.where))), []
        )
    for line in lines:
        for sentence in _SENTENCE_END.split(line.text) if '号' in line.text or '《' in line.text else ():
            if _TO_NEW.search(sentence):
                named = [*named, *_papers(sentence, line.where)]
    kept: dict[str, CitedDocument] = {}
    for paper in named:
        same = next(
            (key for key, other in kept.items() if paper.title and other.title and _same(paper, other)), None
        )
        key = same or paper.number or paper.title or ''
        old = kept.get(key)
        kept[key] = paper if old is None or (paper.number and not old.number) else old
    return tuple(kept.values())


def _papers(text: str, where: Where) -> list[CitedDocument]:
    """Papers of a text by title or by number alone, but for grounds."""
    found = [paper for paper, match in _mentions(text, where) if not _is_ground(text, match)]
    papers = [paper for paper in found if paper.number or _ENDS_SO.fullmatch(paper.title or '')]
    return [*papers, *_numbered(_MENTION.sub('', text), where)]
