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
_REGULAR = re.compile(
    r'报|汇报|通报|公布|更新|推送|检查|督查|调度|召开|开展|组织|进行|落实|总结|统计|评估|考核|培训|不少于|至少|指导|巡查|走访|查阅|发布|公示|公开'
)
_ENDS_IN = re.compile(r'[，,]?(?:全部|基本|前)?(?:完成|报|上报|建成|实现|达到|形成|出台|提交|汇总|全面)')
_NEGATED = re.compile(r'未(?!来|尽)在?|没有|逾期|不受理|不予')
_CONDITION = re.compile(r'[^，,。；;]*的(?:住宅项目|家庭|企业|人员|单位|项目|地区)?(?=[，,。；;]|$)')
_PAST = re.compile(r'以来|近年来|截至目前|已(?:经)?(?:于|在)|视为')
_WINDOW = re.compile(
    r'(?:报名|征求意见|申报|征集|报送|反馈|提交|缴费|资格审[查核]|现场(?:审核|确认)|评估|自查|整改)(?:的)?(?:时间|日期|期限|周期|截止)(?:为|是|定为|:|：|从|自)*'
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


class _Around(NamedTuple):
    """The words beside a time: up to 40 letters before it, all after it, and the parts in its own clause."""

    before: str
    after: str
    clause_before: str
    clause_after: str


def binds(sentence: Sentence, segment: Segment, time: TimeExpression) -> bool:
    """Whether a time is one by, in, or how often a body must act."""
    around = _around(sentence.text, time)
    if _PAST.search(sentence.text) or _is_mere_date(time, around) or _is_condition(time, around):
        return False
    if time.kind == 'recurrence':
        return _recurs(segment, around)
    if _WINDOW.search(around.before[-14:]) or (time.kind == 'date' and '周期' in around.before):
        return True
    if time.kind == 'deadline' or _ends_a_month(time, around):
        return _is_due(segment, around)
    return time.kind == 'relative' and _counts(segment, around)


def may(text: str) -> bool:
    """Whether a text permits rather than orders: 可, 可以, 可在."""
    return _MAY.search(without_brackets(text)) is not None


def without_brackets(text: str) -> str:
    """A text without what stands in round brackets."""
    return re.sub(r'[（(][^（）()]*[）)]', '', text)


def _around(text: str, time: TimeExpression) -> _Around:
    before, after = text[max(0, time.start - 40) : time.start], text[time.end :]
    return _Around(before, after, re.split('[，,；;]', before)[-1], re.split('[，,；;。]', after)[0])


def _is_mere_date(time: TimeExpression, around: _Around) -> bool:
    """A date in a quotation, of coming into force, of a state of affairs, or of something not done."""
    quoted = around.before.count('“') > around.before.count('”')
    near = around.clause_before + ('' if around.after.startswith('对') else around.after[:6])
    effect = EFFECT.search(around.clause_before + time.text + around.clause_after)
    return bool(quoted or _NEGATED.search(near) or effect or time.text.startswith('截至'))


def _is_condition(time: TimeExpression, around: _Around) -> bool:
    """A time inside 对…的，: it says to whom the sentence applies."""
    if time.text in {'当日', '当天'}:
        return not (
            around.before.endswith(('于', '在', '应', '须')) or around.after.startswith(('内', '之内'))
        )
    if time.kind == 'recurrence' or time.text.endswith('的') or re.match('(?:完成|报)', around.after):
        return False
    return _CONDITION.match(around.after) is not None


def _ends_a_month(time: TimeExpression, around: _Around) -> bool:
    """9月底报送 and the like, without 前."""
    return time.kind == 'date' and time.text[-1] in '底末' and _ENDS_IN.match(around.after) is not None


def _is_due(segment: Segment, around: _Around) -> bool:
    clause = re.split('[。；;]', around.after)[0][:40]
    if may(around.clause_before) or _MAY.match(clause):
        return False
    bound = MODAL.search(segment.text) is not None
    if POLICY.search(segment.text) and not (bound and _DONE.search(clause)):
        return False
    return bound or _DONE.search(clause[:30]) is not None


def _counts(segment: Segment, around: _Around) -> bool:
    if may(around.clause_before) or (POLICY.search(segment.text) and not segment.who):
        return False
    acts = segment.who is not None and not POLICY.search(around.after[:30])
    return acts or MODAL.search(segment.text) is not None or _DONE.search(around.after[:24]) is not None


def _recurs(segment: Segment, around: _Around) -> bool:
    if POLICY.search(segment.text) and not text_to_report(segment.text) and '公布' not in segment.text:
        return False
    return _REGULAR.search(around.after[:60]) is not None and not _MAY.search(segment.text)
