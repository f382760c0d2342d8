"""Which times bind somebody: policy windows, effective dates, conditions and reported facts do not."""

from __future__ import annotations

import re
from typing import NamedTuple

from extractors.notice.reports import text_to_report
from extractors.notice.segments import Segment
from extractors.notice.sentences import Sentence
from extractors.notice.subjects import MODAL
from text.dates import TimeExpression

_DONE = re.compile(
    r'完成|报|反馈|提交|建立|建成|达到|办结|整改|公布|实现|到位|制定|出台|成立|上报|开展|(?<!社会)组织|送|寄|发至|召开|推送|更新|备案|报告|汇报|落实|转入|计入|批转|答复|审核|移交|确定|印发|启动|补足'
)
_HANDS = re.compile(r'移交|转交|上交|递交|交(?:至|到|给|由)')
_REGULAR = re.compile(
    r'报|汇报|通报|公布|更新|推送|检查|督查|调度|召开|开展|组织|进行|落实|总结|统计|评估|考核|培训|不少于|至少|指导|巡查|走访|查阅|发布|公示|公开'
)
_ENDS_IN = re.compile(r'[，,]?(?:全部|基本|前)?(?:完成|报|上报|建成|实现|达到|形成|出台|提交|汇总|全面)')
_NEGATED = re.compile(r'未(?!来|尽)在?|没有|逾期|不受理|不予')
_CONDITION = re.compile(r'[^，,。；;]*的(?:住宅项目|家庭|企业|人员|单位|项目|地区)?(?=[，,。；;]|$)')
_FAILING = re.compile(r'[，,]?[^，,。；;]{0,40}[仍不未没][^，,。；;]{0,30}的[，,](?:视|按|则)')
_PAST = re.compile(r'以来|近年来|截至目前')
_DONE_ALREADY = re.compile(r'已(?:经)?(?:于|在)|视为')
_QUALIFIES = re.compile(
    r'(?:[（(]含[^（）()]{0,6}[）)])?(?:(?!完成|报[告送]|上报|办理|开展|提交|[将把向要应须请]).){0,24}?'
    r'(?:登记|注册|成立|设立|认定|取得|核准|批准|备案|建成|入职)[^，。；,;]{0,12}?的(?![^，。；,;]{0,12}(?:工作|任务|手续))'
)
"""Words after a date that make it say who takes part: …前经…批准登记成立的社会团体."""
_LABEL = r'(?:[起截]止)?(?:时间|日期|期限|时限|周期|截止)(?:安排|要求)?'
_WINDOW = re.compile(
    r'(?:报名|征求意见|申报|征集|报送|上报|填报|上交|反馈|提交|缴费|缴纳|资格审[查核]|现场(?:审核|确认)|年检|年报|年度检查|评估|自查|整改|推荐|参评|完成)'
    rf'(?:的|材料|工作)?{_LABEL}(?:为|是|定为|:|：|从|自|集中|统一|在|于)*'
)
_LABELLED = re.compile(rf'(?:^|[，,。；;：:、\s]){_LABEL}(?:为|是|：|:)+$')
_CLOSING = re.compile(
    r'(?:^|[、.．）)\s])(?:[\u4e00-\u9fff]{0,6}(?:报名|申报|征集|报送|上报|填报|反馈|提交|推荐|缴费|材料)的?)?$'
)
_HEADED = re.compile(rf'.{{0,12}}{_LABEL}')
_NOTHING_MORE = re.compile(r'[（(]?[^，,。；;：:\w]*(?:[。；;]|$)')
_SENDS = re.compile(
    r'(?:期间|间|内|[，,])*[^，。；,;]{0,24}?(?:报送|上报|提交|填报|申报|报名|反馈|报我|报[市县区省]|缴纳)'
)

EFFECT = re.compile(
    r'(?:本|以上|上述|原)[^，。；,]{0,14}(?:自|从|有效期|期限|于)[^。；]{0,30}(?:施行|实施|执行|生效|废止|有效)|有效期|(?:起|日)(?:正式)?(?:施行|实施|执行|生效)|同时废止'
)
"""The paper's own coming into force and running out."""
POLICY = re.compile(
    r'补贴|补助标准|贷款|首付|利率|购房|购买|享受|减免|优惠|提取|缴存|额度|计税|契税|落户|入学|票价|收费标准|免征|奖励|出让价|租金|滞纳金'
)
"""Words of benefits and prices: dates beside them are mostly windows for those who apply."""
_MAY = re.compile(
    r'(?<![许认不])可(?!能|靠|行|持|复|借|比|学|赶|超|调剂|供)(?:以|在|按|于|延长|申请|书面|直接)?'
)

_BRACKETS = re.compile(r'[（(][^（）()]*[）)]')
_ORDERED = re.compile(r'[于在]$|[应须请要]')
_PARTS = re.compile('[，,；;]')
_CLAUSES = re.compile('[，,；;。]')
_ENDED = re.compile('[。；;]')
_FAR, _NEAR, _OPENING = 300, 40, 8
"""How many letters after a time are looked at, how many count as near, and where one opens a sentence."""


class _Around(NamedTuple):
    """The words beside a time: up to 40 letters before it, 300 after it, and the parts in its own clause."""

    before: str
    after: str
    clause_before: str
    clause_after: str


def binds(sentence: Sentence, segment: Segment, time: TimeExpression) -> bool:
    """Whether a time is one by, in, or how often a body must act."""
    around = _around(sentence.text, time)
    if _is_past(sentence, time, around) or _is_mere_date(time, around) or _is_condition(time, around):
        return False
    if time.kind == 'recurrence':
        return _recurs(segment, around)
    if _is_labelled(sentence, time, around):
        return True
    if time.kind == 'deadline' or _ends_a_month(time, around):
        return _is_due(segment, around)
    if time.kind == 'range':
        return time.text.startswith('即日起') and _SENDS.match(around.after) is not None
    return time.kind == 'relative' and _counts(segment, around)


def may(text: str) -> bool:
    """Whether a text permits rather than orders: 可, 可以, 可在."""
    return _MAY.search(without_brackets(text)) is not None


def without_brackets(text: str) -> str:
    """A text without what stands in round brackets."""
    return _BRACKETS.sub('', text) if '（' in text or '(' in text else text


def _around(text: str, time: TimeExpression) -> _Around:
    before, after = text[max(0, time.start - 40) : time.start], text[time.end : time.end + _FAR]
    return _Around(before, after, _PARTS.split(before)[-1], _CLAUSES.split(after, maxsplit=1)[0])


def _is_past(sentence: Sentence, time: TimeExpression, around: _Around) -> bool:
    """A time of what has been done: 已于 in its own clause, 近年来 before it with no order since.

    A day before the paper's own is due only where the paper orders it in so many words.
    """
    if _DONE_ALREADY.search(around.clause_before + time.text + around.clause_after):
        return True
    told = _PAST.search(sentence.text, 0, time.end)
    if told and not MODAL.search(sentence.text, told.end(), time.end + len(around.clause_after)):
        return True
    over = time.kind == 'deadline' and sentence.issued and time.last and time.last < sentence.issued
    return bool(over and not (_ORDERED.search(around.clause_before) and _DONE.search(around.after[:_NEAR])))


def _is_labelled(sentence: Sentence, time: TimeExpression, around: _Around) -> bool:
    """报送时间：…, 截止…: a time by its label, or one that stands alone below such a heading."""
    if _WINDOW.search(around.before[-16:]) or (time.kind == 'date' and '周期' in around.before):
        return True
    if time.text.startswith(('截止日期', '截止时间')) and _CLOSING.search(around.clause_before):
        return True
    limits = time.kind == 'deadline' or time.text.startswith('即日起')
    if limits and _LABELLED.search(around.before):
        return True
    if time.kind not in {'deadline', 'range'} or not _NOTHING_MORE.fullmatch(around.after):
        return False
    heading = sentence.heading or ''
    called = _WINDOW.search(heading) or (limits and _HEADED.fullmatch(heading))
    return bool(called) and time.start < _OPENING


def _is_mere_date(time: TimeExpression, around: _Around) -> bool:
    """A date in a quotation, of coming into force, of a state of affairs, or of something not done."""
    quoted = around.before.count('“') > around.before.count('”')
    near = around.clause_before + ('' if around.after.startswith('对') else around.clause_after[:6])
    effect = EFFECT.search(around.clause_before + time.text + around.clause_after)
    return bool(quoted or _NEGATED.search(near) or effect or time.text.startswith('截至'))


def _is_condition(time: TimeExpression, around: _Around) -> bool:
    """A time inside 对…的，: it says to whom the sentence applies."""
    if time.text in {'当日', '当天'}:
        return not (
            around.before.endswith(('于', '在', '应', '须')) or around.after.startswith(('内', '之内'))
        )
    if time.kind == 'recurrence':  # 每月缴纳党费后，
        return around.clause_after.endswith('后') and around.after[len(around.clause_after) :][:1] in set(
            '，,'
        )
    if time.kind == 'deadline' and _is_of_the_data(around):
        return True
    if time.text.endswith('的') or around.after.startswith(('完成', '报')):
        return False
    return bool(_CONDITION.match(around.after) or _FAILING.match(around.after))


def _is_of_the_data(around: _Around) -> bool:
    """…前登记成立的社会团体, 将…前登记数据: the date says which, not by when."""
    if around.clause_before.endswith(('将', '把')):
        return True
    return not MODAL.search(around.clause_before) and _QUALIFIES.match(around.after) is not None


def _ends_a_month(time: TimeExpression, around: _Around) -> bool:
    """9月底报送 and the like, without 前."""
    return time.kind == 'date' and time.text[-1] in '底末' and _ENDS_IN.match(around.after) is not None


def _is_due(segment: Segment, around: _Around) -> bool:
    clause = _ENDED.split(around.after, maxsplit=1)[0]
    far = clause.lstrip('，,').startswith(('将', '把')) or around.clause_before.endswith(('于', '在'))
    clause = clause if far else clause[:_NEAR]
    if may(around.clause_before) or _MAY.match(clause):
        return False
    bound = MODAL.search(segment.text) is not None
    if POLICY.search(segment.text) and not (bound and _DONE.search(clause)):
        return False
    return bound or _DONE.search(clause if far else clause[:30]) is not None


def _counts(segment: Segment, around: _Around) -> bool:
    if may(around.clause_before) or (POLICY.search(segment.text) and not segment.who):
        return False
    acts = segment.who is not None and not POLICY.search(around.after[:30])
    done = _DONE.search(around.after[:24]) or _HANDS.search(around.after[:24])
    return acts or MODAL.search(segment.text) is not None or done is not None


def _recurs(segment: Segment, around: _Around) -> bool:
    if POLICY.search(segment.text) and not text_to_report(segment.text) and '公布' not in segment.text:
        return False
    return _REGULAR.search(around.after[:60]) is not None and not _MAY.search(segment.text)
