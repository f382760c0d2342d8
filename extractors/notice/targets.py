"""Quantified goals set for bodies: coverage, counts and amounts to be reached."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from extractors.notice.sentences import Sentence
from extractors.notice.subjects import MODAL
from model.notice import Target
from text.han import han_to_int

_UNIT = (
    r'%|％|个?百分点|万[元人户套亩个次吨]|亿元|个|家|名|人次|人|位|户|次|期|件|篇|份|字|dpi|DPI|亩|公里|套|平方米'
    r'|所|处|场|项|支|对|门|吨|公斤|倍|条|批|座|间|只|台|辆|节|课时|学时|小时'
)
_NUMBER = (
    r'(?:\d+(?:\.\d+)?|[一二两三四五六七八九十]{1,3}(?=[个家名位户件篇场项](?!单位|方面|重|阶段|月|人)))'
)
_BOUND = '不低于|不少于|不得少于|不得低于|不超过|不得超过|不高于|不多于|至少|最多|达到|达|力争|控制在|约'
_COUNT = re.compile(
    rf'(?:(?P<before>{_BOUND})(?:[^\d，。；,;]{{0,14}}?的|[\u4e00-\u9fff]{{1,5}}?)?)?\s*'
    rf'(?<![\d.〔（(第])(?P<low>{_NUMBER})\s*'
    rf'(?:[%％]?\s*(?:-|—{{1,2}}|－|~|～|至)\s*(?P<high>{_NUMBER}))?\s*'
    rf'(?P<unit>{_UNIT})(?!星期|小时|课时|学时|学期|季度|时期|月|工作日|条件|方面|项?条件|阶段|以上社会|分管|联络|领导|负责|专|同志|工作人员)'
    r'(?P<after>\s*(?:及?以上|以下|以内|之内|左右))?'
)
_FRACTION = re.compile(
    rf'(?P<bound>{_BOUND})(?P<of>[^，。；,;]{{0,24}}?)(?:(?P<low>[二三四五六七八九十]{{1,2}})分之(?P<high>[一二三四五六七八九])|(?P<printed>[1-9]/[1-9]\d?)(?![/\d]))'
)
_VOTES = re.compile('出席|到会|同意|通过|表决|票')
_POLICY = re.compile(
    r'补贴|补助|资助|贷款|首付|利率|购房|享受|减免|优惠|提取|缴存|额度|税|价格|收费|报名费|考试费|周岁|学历|教龄|奖励|奖补|租金|罚款|保证金|首套|二套|房票|投资|套数|工龄|年龄|任职|科目|标准收取|参保|职工人数|土地出让|金额|资金|满\d'
)
_FACT = re.compile(
    r'(?<!以)目前|已有|已经|近年|累计|实现利润|(?:19|20)\d{2}年[，,]?(?:全国|全市|全省|经)|截至|现有|存在|根据.*第|共有|以来|提高到|经济效益|其中'
)
_CONDITION = re.compile(
    r'的(?:社会组织|企业|单位|家庭|人员|组织|项目|地区|党员)?(?=[，,]|$)|凡|超过.*的[，,]|有\d+名|正式党员|名以上'
)
_VERB = re.compile(
    r'确定|推荐|带徒|培育|建成|建立|打造|选树|评选|培训|覆盖|达到|完成|实现|帮办|联系|参加|组织|开展|建设|落实|上报|报送|撰写|字以内|以上|以内|不少于|不低于|至少|力争|确保|总结|材料|分辨率|选派|每'
)
_TOLD = re.compile('以来[，,]|近年来')
_ENSURES = re.compile('确保|实现|做到|达到')
_COPIES = ('一式', '最后', '前', '各', '另附', '附')
_MERGES = re.compile('合并|改编|组成|分为|分成|下设|划分')
_GROUP = re.compile(r'[^，。；,;]{0,10}(?:小组|专班|办公室|委员会|部分|方面|环节|步骤|阶段)')
_FIGURE = re.compile(r'[\d一二两三四五六七八九十]')
_CLAUSES = re.compile('(?<=[，,；;])')
_LEADING = re.compile(r'^(?:[（(]?[一二三四五六七八九十\d]{1,3}[)）、.．]\s*)')
_FOR_EACH = re.compile(r'(?:\d+[、.．]\s*)?每')
_STOPS = re.compile('[，,。；;]')
_NAMES = re.compile(r'[“《][^”》]*$')
_BY = {
    '不低于': '>=',
    '不少于': '>=',
    '不得少于': '>=',
    '不得低于': '>=',
    '至少': '>=',
    '达到': '>=',
    '达': '>=',
    '力争': '>=',
    '不超过': '<=',
    '不得超过': '<=',
    '不高于': '<=',
    '不多于': '<=',
    '最多': '<=',
    '控制在': '<=',
    '约': '≈',
}
_AFTER = {'以上': '>=', '及以上': '>=', '以下': '<=', '以内': '<=', '之内': '<=', '左右': '≈'}


def sentences_to_targets(sentences: Sequence[Sentence], conditions: frozenset[str]) -> tuple[Target, ...]:
    """The goals in sentences that bind; policy figures, conditions and reported facts are none.

    conditions are the sentences already read as decision rules.
    """
    found: list[Target] = []
    for sentence in sentences:
        if sentence.text in conditions or sentence.text.startswith('截至'):
            continue
        if not _FIGURE.search(sentence.text):
            continue
        told = _TOLD.search(sentence.text) is not None
        for clause in _CLAUSES.split(sentence.text):
            if told and not MODAL.search(clause):
                continue
            if _FIGURE.search(clause) and not (_POLICY.search(clause) or _FACT.search(clause)):
                found.extend(_clause_to_targets(sentence, clause))
                found.extend(_clause_to_fractions(sentence, clause))
    return tuple(found)


def _clause_to_targets(sentence: Sentence, clause: str) -> Iterator[Target]:
    for match in _COUNT.finditer(clause):
        if _is_goal(sentence, clause, match):
            yield Target(
                verbatim=clause.strip(' ，,'),
                metric=_metric(clause, match),
                comparator=_comparator(match),
                value=_value(match),
                unit=match['unit'].replace('％', '%'),
                where=sentence.where,
            )


def _clause_to_fractions(sentence: Sentence, clause: str) -> Iterator[Target]:
    """不超过总数的四分之一, as 1/4; how many must vote is no goal."""
    for match in _FRACTION.finditer(clause) if not _VOTES.search(clause) else ():
        value = match['printed'] or f'{han_to_int(match["high"])}/{han_to_int(match["low"])}'
        bound = _BY.get(match['bound']) or '='
        metric = (clause[: match.start()][-30:] + match['of']).strip('，,、 的') or None
        yield Target(clause.strip(' ，,'), metric, bound, value, None, sentence.where)


def _is_goal(sentence: Sentence, clause: str, match: re.Match[str]) -> bool:
    start = match.start('low')
    if any(time.start <= sentence.text.find(clause) + start < time.end for time in sentence.times):
        return False
    if _NAMES.search(clause[:start]) or _CONDITION.search(clause) or clause[start - 1 : start] in '第"“':
        return False
    stated = bool(match['before'] or match['after'] or match['high'])
    if match['unit'] in {'%', '％'} and not stated:
        return match['low'] == '100' and _ENSURES.search(clause[:start]) is not None
    if _recurs(sentence, clause, match) or (not stated and _is_incidental(clause, match)):
        return False
    own = _VERB.search(clause[: match.start() + 12]) is not None
    return own and (stated or MODAL.search(sentence.text) is not None or _is_quota(clause, match))


def _recurs(sentence: Sentence, clause: str, match: re.Match[str]) -> bool:
    """每季度召开1次: how often is the duty's recurrence, not a goal."""
    often = any(time.kind == 'recurrence' and time.text in clause for time in sentence.times)
    return often and match['unit'] == '次'


def _is_incidental(clause: str, match: re.Match[str]) -> bool:
    """Copies (一式三份), one group to be set up, two merged into one."""
    before = clause[: match.start('low')]
    if before.endswith(_COPIES) or _MERGES.search(before):
        return True
    return match['unit'] in {'个', '名'} and _GROUP.match(clause, match.end()) is not None


def _is_quota(clause: str, match: re.Match[str]) -> bool:
    """每省推荐1个, 带徒2位: a number for each, or all that the sentence says."""
    return bool(_FOR_EACH.match(clause)) or (len(clause) - match.end() <= 8 and len(clause) < 40)


def _comparator(match: re.Match[str]) -> str:
    if match['high']:
        return 'between'
    after = (match['after'] or '').strip()
    return _AFTER.get(after) or _BY.get(match['before'] or '') or '='


def _value(match: re.Match[str]) -> Any:
    low = _number(match['low'])
    return [low, _number(match['high'])] if match['high'] else low


def _number(text: str) -> int | str | None:
    """An int, or a decimal fraction as printed: figures are never floats here."""
    return text if '.' in text else han_to_int(text)


def _metric(clause: str, match: re.Match[str]) -> str | None:
    """What is counted: the words before the figure, numbers and comparing words left out."""
    before = _LEADING.sub('', clause[: match.start()].strip())
    after = _STOPS.split(clause[match.end() : match.end() + 40], maxsplit=1)[0]
    return (before[-30:] or after[:20]).strip('，,、 ').removesuffix('应').removesuffix('要') or None
