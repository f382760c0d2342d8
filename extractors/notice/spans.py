"""The words around a time; days and spans without 前 on or at whose end something is handed in."""

from __future__ import annotations

import re
from typing import NamedTuple

from extractors.notice.sentences import Sentence
from text.dates import TimeExpression

_SENT_ON = re.compile(
    r'(?:下午|上午|前后?|日?内)?(?:[（(][^（）()]{0,12}[）)])?(?:统一|集中|分别|及时|如实)?(?:将[^。；;]{2,80}?)?(?:上报|报送|报(?![名到道考告表销])|提交|交(?![流通易叉接由往纳谈付际])|寄送|送达?|(?:登[录陆][^。；;]{2,40}?)?(?:完成|进行)?(?:网上)?(?:报名|填报|申报|缴费))(?![^，。；,;]{0,30}的)'
)
"""务必于4月17日报送, 4月1日上报: a day without 前 on which something is handed in."""
_SENDS = re.compile(
    r'(?:[，,][^，。；,;]{0,24}[，,](?:提交|报送|上报|填报))|(?:期间|间|内|[，,])*[^，。；,;]{0,24}?(?:报送|上报|提交|填报|申报|报名|反馈|报我|报[市县区省]|缴纳)'
)

_SPAN_FOR = re.compile(
    r'[，,]?(?:为|是)[^。；;]{2,60}?(?:报送|上报|提交|填报|申报|年检|自查|整改)[^。；;]{0,20}?(?:时限|时间|期限)'
)
"""…日至…日，为各单位报送材料的时限."""
_FROM_NOW = ('即日起', '自即日起', '自发文', '自本', '自文件', '自通知', '自印发', '从即日起')
_TERM_IS = re.compile(r'(?:期限|时限|时间|期)(?:为|是|自|从|[:：])*$')
_WINDOW_FOR = re.compile(r'征求意见|征集|报名|申报|报送|上报|填报|反馈|提交|缴费|[缴交]纳')
ORDERED_NEAR = re.compile(r'(?:[应须要请]|务必|原则上)(?:于|在|按)?$|[于在]$')
"""What stands right before a time that is ordered: 应于, 请, 务必."""
_PARTS = re.compile('[，,；;]')
_CLAUSES = re.compile('[，,；;。]')
_FAR = 300
"""How many letters after a time are looked at."""


class Around(NamedTuple):
    """The words beside a time: up to 40 letters before it, 300 after it, and the parts in its own clause."""

    before: str
    after: str
    clause_before: str
    clause_after: str


def around_of(text: str, time: TimeExpression) -> Around:
    """The words beside a time of the text."""
    before, after = text[max(0, time.start - 40) : time.start], text[time.end : time.end + _FAR]
    return Around(before, after, _PARTS.split(before)[-1], _CLAUSES.split(after, maxsplit=1)[0])


def _is_sent_on(sentence: Sentence, time: TimeExpression, around: Around) -> bool:
    """务必于4月17日报送: a day to come, on which the words before or the sentence's opening order it."""
    ordered = ORDERED_NEAR.search(around.clause_before) is not None
    if not ordered and (around.clause_before.strip() or sentence.issued is None):
        return False
    to_come = sentence.issued is None or (time.last or '') >= sentence.issued
    return to_come and _SENT_ON.match(around.after) is not None


def is_span(sentence: Sentence, time: TimeExpression, around: Around) -> bool:
    """Whether something is handed in on a day or by the end of a span: 即日起至…报送, 于1日至5日报送."""
    if time.kind == 'date':
        return _is_sent_on(sentence, time, around)
    if time.text.startswith(_FROM_NOW) and _SENDS.match(around.after):
        return True
    if _SPAN_FOR.match(around.after) or _is_sent_on(sentence, time, around):
        return True
    return _TERM_IS.search(around.before) is not None and _WINDOW_FOR.search(around.before) is not None
