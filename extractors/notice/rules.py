"""The decision ladder: which organisations get which form of Party organisation, in the notice's words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from extractors.notice.body import Part
from extractors.notice.rule_cases import case_to_basis
from extractors.notice.rule_tables import parts_to_row_rules
from extractors.notice.sentences import Sentence
from model.notice import NoticeRule

_TOPIC = re.compile(
    r'党组织|党支部|党总支|党委|指导员|联络员|积极分子|工作覆盖|组建|联建|选派|发展党员|审批|党小组|组织生活|有党员|(?:单独|联合)[建成组设]'
)
_DIGITS = r'(?:\d|[一二两三四五六七八九十]){1,4}'
_COUNT = (
    rf'{_DIGITS}\s*(?:[-—－~～至到]{{1,2}}\s*{_DIGITS}\s*)?[名人位个](?:正式)?(?:党员)?(?:及?以上|以下)?|不足|不满|少于'
    r'|没有|暂?无(?=党员|正式)'
)
_STATE = (
    r'已(?:经)?建立?党组织|暂?不具备|有业务主管单位|直接登记|双重管理|未(?:建立|转接|转)'
    r'|规模较?大|拟?新?成立党组织|新成立|已脱钩|兼职党员'
)
_NOUN = r'社会组织|企业|单位|组织|社会团体|行业协会商会|党员|律师事务所|实体|机构|协会|商会'
_MARK = rf'的(?:{_NOUN})?(?:党员)?(?:中(?=建立|组建))?'
_GOES_ON = (
    r'[，,中]|建立|单独|联合|选派|可|要|应|都|由|采取|通过|全部|必须|须|一律|就近|挂靠|成立|设立|组建|$'
)
_BY_COUNT = re.compile(rf'[^，,。；;“”]{{0,60}}?(?:{_COUNT})[^，,。；;“”]{{0,24}}?{_MARK}(?={_GOES_ON})')
_BY_STATE = re.compile(rf'[^，,。；;“”]{{0,24}}?(?:{_STATE})[^，,。；;“”]{{0,24}}?{_MARK}(?=[，,])')
_COUNTED, _STATED = re.compile(_COUNT), re.compile(_STATE)
"""Cheap tests: the patterns above try every letter as their beginning."""
_BRACKETS = re.compile(r'[（(][^（）()]*[）)]')
_COMMAS = re.compile('[，,。；;]')
_ORDER = re.compile('^(?:都?要|应当?|可以?|须|必须|一律|原则上)+')
_BULLET = re.compile(
    r'^(?:——|—|[•●■]|[（(]?\d{1,2}[)）.．、](?!\d)|[①-⑳]|[一二三四五六]是'
    r'|[一二三四五六七八九十]{1,3}、)\s*'
)
_LEAD = re.compile(r'^(?:要)?(?:加大|加强|注重|重点)(?=[在对])')
_JOINS = ('而', '且', '并', '但', '又')
_METHODS = (
    ('派员组建', re.compile(r'选派.{0,12}指导员.{0,6}(?:担任|任)|指导员要?(?:担任|任).{0,8}书记')),
    ('单独组建', re.compile(r'单独(?:建立|组建|成立|设立|建)')),
    ('联合组建', re.compile(r'联合(?:建立|组建|成立|设立|党组织|党支部)|单位联建|片区联建')),
    ('挂靠组建', re.compile(r'挂靠')),
    ('选派指导员', re.compile(r'选派.{0,12}(?:指导员|联络员)|指导员.{0,20}选派')),
    ('发展党员', re.compile(r'培养.{0,12}积极分子|考察和培养|发展党员|培养推荐')),
    ('建立党委', re.compile(r'(?:建立|组建|成立|设立)(?:基层)?党委')),
    ('建立党总支', re.compile(r'(?:建立|组建|成立|设立)党总支')),
    ('建立党组织', re.compile(r'(?:建立|组建|成立|设立)(?:健全)?(?:党组织|党支部|党的基层组织)')),
    ('实现党的工作覆盖', re.compile(r'党的工作覆盖|工作覆盖')),
)
_NAMED = re.compile(r'.{2,4}(?:组建|联建|共建|帮建|带建|统建|力量)')
_SENDS = re.compile(r'由[^，。；;由]{2,40}?(?:选派|委派|派出|派驻)')
_LIST_HEAD = re.compile(
    r'\W*(?:[一二三四五六七八九十\d]{1,2}[)）、.．]|[一二三四五六]是)?\s*(?:在|对于?|针对)'
    r'(?P<head>[^，,。；;：:的]{0,20}(?:组织|企业|单位|机构|园区|团体|协会|商会|学校|医院|领域|行业|楼宇|市场|合作社|社区|机关|事务所))'
    r'(?:中|方面|内)?[，,：:]'
)
_INSIDE = re.compile(r'\W*(?:积极|主动|可|要|应|由|采取|通过|经|待|将|把|与|和|同|其[它他]|使|让|为)')
_STAFF = re.compile(rf'(?P<kind>职工|从业人员|员工|会员单位|会员)(?:人数|数)?{_DIGITS}[人名家个]')
_MOVED = re.compile(r'\W*(?:将|把|与)')
_MEMBERS = re.compile(r'党员|名|没有|暂?无|不足')
_BARE = re.compile(rf'\W*{_DIGITS}[^，的]{{0,12}}的?')
_SEVERAL = re.compile(r'指导员可?以?一人(?:联系)?[^。；]{2,40}')
_SIZED = re.compile(
    r'(?P<case>(?:[^，,。；;“”（）()]|[（(][^（）()]{0,20}[）)]){0,40}?\d[\d.,]{0,9}\s*(?:[万亿]?元|万?[人名家户吨亩]|平方米|张床位?)(?:[（(]含[）)])?'
    r'(?:及?以上|以下|以内|以上不足[^，。；]{1,8})?(?:[^，,。；;“”]{0,12})的(?:[^，,。；;“”的]{0,10}?))[，,]'
    r'(?P<method>(?:都?要|应当?|须|必须|可以?|由|不再|免|无需|原则上)[^。；;]{3,60})'
)
_SIZE = re.compile(r'\d\s*(?:[万亿]?元|万?[人名家户吨亩]|平方米|张床)')
_BODIES = re.compile(
    r'企业|单位|社会组织|机构|组织|协会|学校|医院|基金会|团体|公司|园区|社区|街道|商会|合作社|项目'
)
_PERSONS = re.compile(r'购房|个人|职工购|申请人|家庭|考生|老人|居民|贷款|补贴|奖励|罚|收入家庭|保险')


def sentences_to_rules(sentences: Sequence[Sentence], parts: Sequence[Part] = ()) -> tuple[NoticeRule, ...]:
    """Sentences that say, for organisations of one kind, by which method they are to be covered.

    condition is the printed case (有3名以上正式党员的), method the printed name (单独组建) where the
    heading or the words give one, else the act itself; verbatim is the whole sentence, but the rung's own
    clause where a rung by staff ends a sentence of another kind. A rung that leaves out who is counted
    (不足3名的) takes count_basis from the rung before it in its paragraph. Rules of any other ladder by size
    (从业人员100人以上的单位，应当…) have the rule 'size' and a low score. parts are searched for
    tables of rules.
    """
    found: list[NoticeRule] = []
    last: tuple[int, str | None] = (-9, None)
    for sentence in sentences:
        for read in _sentence_to_rules(sentence):
            rule = read
            near = sentence.paragraph - last[0] <= 1
            if rule.count_basis is None and near and last[1] and 'by_count' in rule.rules:
                rule = replace(
                    rule,
                    count_basis=last[1],
                    rules=(*rule.rules, 'basis_carried'),
                    score=min(rule.score, 0.8),
                )
            last = (sentence.paragraph, rule.count_basis or (last[1] if near else None))
            found.append(rule)
    return (*found, *parts_to_row_rules(parts))


def _sentence_to_rules(sentence: Sentence) -> Iterator[NoticeRule]:
    text = sentence.text
    if not _TOPIC.search(text):
        yield from _sized(sentence)
        return
    rungs = list(_rungs(text))
    for rung in rungs:
        yield _rung_to_rule(sentence, *rung, alone=len(rungs) == 1)
    several = _SEVERAL.search(text) if not rungs else None
    if several:
        act = several.group().rstrip('。；;')
        yield NoticeRule('选派党建工作指导员', act, text, sentence.where, None, ('one_for_several',), 0.8)
    elif not rungs:
        yield from _sized(sentence)


def _rung_to_rule(
    sentence: Sentence, match: re.Match[str], kind: str, consequence: str, *, alone: bool
) -> NoticeRule:
    text = sentence.text
    method, named = _method(sentence, consequence, alone=alone)
    condition = _condition(text, match)
    staff = _STAFF.search(text, 0, match.start()) if _BARE.fullmatch(match.group()) else None
    head = _LIST_HEAD.match(text)
    carried = head is not None and match.start() >= head.end()
    sends = kind == 'by_state' and _SENDS.search(consequence) is not None
    traits = ('who_sends',) * sends + ('head_carried',) * carried
    score = (95 - 10 * (kind == 'by_state') - 20 * (not named)) / 100
    return NoticeRule(
        f'{head["head"]}，{condition}' if head and carried else condition,
        method,
        text[match.start() :].strip('，,。；; ') if staff and alone else text,
        sentence.where,
        case_to_basis(condition) or (staff['kind'] if staff else None),
        (kind, 'method_named' if named else 'method_worded', *traits),
        min(score, 0.7) if sends else score,
    )


def _rungs(text: str) -> Iterator[tuple[re.Match[str], str, str]]:
    """Each case of a sentence with its kind and the words up to the next case; by state only the first."""
    masked = _BRACKETS.sub(lambda match: '□' * len(match.group()), text)
    found = _BY_COUNT.finditer(masked) if _COUNTED.search(masked) else ()
    cases = [case for index, case in enumerate(found) if _is_rung(case, _INSIDE if index else _MOVED)]
    if not cases or not _consequence(text, cases[0].end(), cases[1].start() if len(cases) > 1 else len(text)):
        state = _BY_STATE.search(masked) if _STATED.search(masked) else None
        after = _consequence(text, state.end(), len(text)) if state else ''
        if state and after:
            yield state, 'by_state', after
        return
    ends = [case.start() for case in cases[1:]] + [len(text)]
    for case, end in zip(cases, ends, strict=True):
        after = _consequence(text, case.end(), end)
        if after:
            yield case, 'by_count', after


def _is_rung(case: re.Match[str], inside: re.Pattern[str]) -> bool:
    """Whether a case opens a rung: one inside an order (与其他有1名党员的单位联合) or of staff does not."""
    counts = _MEMBERS.search(case.group()) is not None or _BARE.fullmatch(case.group()) is not None
    return counts and inside.match(case.group()) is None


def _consequence(text: str, start: int, end: int) -> str:
    """What follows from a case; '' where it speaks of nothing that a rule may order."""
    found = text[start:end].lstrip('，,')
    return found if _TOPIC.search(found) and len(found) > 3 else ''


def _sized(sentence: Sentence) -> Iterator[NoticeRule]:
    """A rule for bodies of some size that has nothing to do with Party organisations."""
    match = _SIZED.search(sentence.text) if _SIZE.search(sentence.text) else None
    if match is None or not _BODIES.search(sentence.text) or _PERSONS.search(sentence.text):
        return
    condition = _BULLET.sub('', match['case']).strip()
    method = _ORDER.sub('', match['method'])
    basis = case_to_basis(condition, party=False)
    yield NoticeRule(condition, method, sentence.text, sentence.where, basis, ('by_count', 'size'), 0.6)


def _condition(text: str, match: re.Match[str]) -> str:
    """The case as printed; one that goes on from the clause before takes that clause with it."""
    start = match.start()
    if match.group().startswith(_JOINS):
        start = max(text.rfind(mark, 0, max(0, start - 1)) + 1 for mark in '，,。；;')
    return _LEAD.sub('', _BULLET.sub('', text[start : match.end()])).strip('，, ')


def _method(sentence: Sentence, consequence: str, *, alone: bool) -> tuple[str, bool]:
    """The method's name, and whether the words give one; else their first clause."""
    if alone and sentence.heading and _NAMED.fullmatch(sentence.heading):
        return sentence.heading, True
    found = [(match.start(), name) for name, pattern in _METHODS if (match := pattern.search(consequence))]
    if found:
        return min(found)[1], True
    return _ORDER.sub('', _COMMAS.split(consequence, maxsplit=1)[0])[:40], False
