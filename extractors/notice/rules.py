"""The decision ladder: which organisations get which form of Party organisation, in the notice's words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extractors.notice.sentences import Sentence
from model.notice import NoticeRule

_TOPIC = re.compile(r'党组织|党支部|党委|指导员|联络员|积极分子|工作覆盖|组建|联建|选派|发展党员|审批')
_COUNT = r'(?:\d|[一二两三四五六七八九十]){1,4}\s*名(?:及?以上)?|不足|没有|暂?无(?=党员|正式)'
_STATE = (
    r'已(?:经)?建立?党组织|暂?不具备|有业务主管单位|直接登记|双重管理|未(?:建立|转接|转)'
    r'|规模较?大|拟?新?成立党组织|新成立|已脱钩|兼职党员'
)
_MARK = (
    r'的(?:社会组织|企业|单位|组织|社会团体|行业协会商会|党员|律师事务所|实体)?(?:党员)?(?:中(?=建立|组建))?'
)
_BY_COUNT = re.compile(rf'[^，,。；;“”]{{0,40}}?(?:{_COUNT})[^，,。；;“”]{{0,24}}?{_MARK}(?=[，,中]|建立|$)')
_BY_STATE = re.compile(rf'[^，,。；;“”]{{0,24}}?(?:{_STATE})[^，,。；;“”]{{0,24}}?{_MARK}(?=[，,])')
_COUNTED, _STATED = re.compile(_COUNT), re.compile(_STATE)
"""Cheap tests: the patterns above try every letter as their beginning."""
_COMMAS = re.compile('[，,。；;]')
_ORDER = re.compile('^(?:要|应当?|可以?|须)')
_BULLET = re.compile(r'^(?:——|—|[•●■]|[（(]?\d{1,2}[)）.．、]|[①-⑳]|[一二三四五六]是)\s*')
_LEAD = re.compile(r'^(?:要)?(?:加大|加强|注重|重点)(?=[在对])')
_JOINS = ('而', '且', '并', '但', '又')
_METHODS = (
    ('派员组建', re.compile(r'选派.{0,12}指导员.{0,6}(?:担任|任)|指导员要?(?:担任|任).{0,8}书记')),
    ('单独组建', re.compile(r'单独(?:建立|组建|成立|建)')),
    ('联合组建', re.compile(r'联合(?:建立|组建|成立|党组织|党支部)|单位联建|片区联建')),
    ('挂靠组建', re.compile(r'挂靠组建')),
    ('选派指导员', re.compile(r'选派.{0,12}(?:指导员|联络员)|指导员.{0,20}选派')),
    ('发展党员', re.compile(r'培养.{0,12}积极分子|考察和培养|发展党员|培养推荐')),
    ('建立党组织', re.compile(r'(?:建立|组建|成立)(?:健全)?(?:党组织|党支部|党的基层组织|党委)')),
    ('实现党的工作覆盖', re.compile(r'党的工作覆盖|工作覆盖')),
)
_NAMED = re.compile(r'.{2,4}(?:组建|联建|共建|帮建|带建|统建|力量)')
_SEVERAL = re.compile(r'指导员可?以?一人(?:联系)?[^。；]{2,40}')


def sentences_to_rules(sentences: Sequence[Sentence]) -> tuple[NoticeRule, ...]:
    """Sentences that say, for organisations of one kind, by which method they are to be covered.

    condition is the printed case (有3名以上正式党员的), method the printed name (单独组建) where the
    heading or the words give one, else the act itself; verbatim is the whole sentence.
    """
    return tuple(rule for sentence in sentences for rule in _sentence_to_rules(sentence))


def _sentence_to_rules(sentence: Sentence) -> Iterator[NoticeRule]:
    text = sentence.text
    if not _TOPIC.search(text):
        return
    match = _BY_COUNT.search(text) if _COUNTED.search(text) else None
    match = match or (_BY_STATE.search(text) if _STATED.search(text) else None)
    consequence = text[match.end() :].lstrip('，,') if match else ''
    if match and _TOPIC.search(consequence) and len(consequence) > 4:
        yield NoticeRule(_condition(text, match), _method(sentence, consequence), text, sentence.where)
        return
    several = _SEVERAL.search(text)
    if several:
        yield NoticeRule('选派党建工作指导员', several.group().rstrip('。；;'), text, sentence.where)


def _condition(text: str, match: re.Match[str]) -> str:
    """The case as printed; one that goes on from the clause before takes that clause with it."""
    start = match.start()
    if match.group().startswith(_JOINS):
        start = max(text.rfind(mark, 0, max(0, start - 1)) + 1 for mark in '，,。；;')
    return _LEAD.sub('', _BULLET.sub('', text[start : match.end()])).strip('，, ')


def _method(sentence: Sentence, consequence: str) -> str:
    if sentence.heading and _NAMED.fullmatch(sentence.heading):
        return sentence.heading
    found = [(match.start(), name) for name, pattern in _METHODS if (match := pattern.search(consequence))]
    if found:
        return min(found)[1]
    return _ORDER.sub('', _COMMAS.split(consequence, maxsplit=1)[0])[:40]
