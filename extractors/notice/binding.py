"""Which times bind somebody: policy windows, effective dates, conditions and reported facts do not."""

from __future__ import annotations

import re

from extractors.notice.reports import text_to_report
from extractors.notice.segments import Segment
from extractors.notice.sentences import Sentence
from extractors.notice.spans import ORDERED_NEAR, Around, around_of, is_span
from extractors.notice.subjects import MODAL
from text.dates import TimeExpression

_DONE = re.compile(
    r'完成|报|反馈|提交|建立|建成|达到|办结|整改|公布|实现|到位|制定|出台|成立|上报|开展|(?<!社会)组织|送|寄|发至|召开|推送|更新|备案|报告|汇报|落实|转入|计入|批转|答复|审核|移交|确定|印发|启动|补足|发送|[递上]交'
    r'|(?<![社成外提转移递上])交(?![流通易叉接由往纳谈付际])'
)
_HANDS = re.compile(r'移交|转交|上交|递交|交(?:至|到|给|由)')
_REGULAR = re.compile(
    r'报|述职|汇报|通报|公布|更新|推送|检查|督查|调度|召开|开展|组织|进行|落实|总结|统计|评估|考核|核定|核算|清理|清点|盘点|汇总|整理|演练|培训|不少于|至少|指导|巡查|走访|查阅|发布|公示|公开|为[^，。；,;]{0,10}(?:党日|活动日|接待日|开放日|例会日|接访日)'
)
_ENDS_IN = re.compile(
    r'(?:[和、及与]\d{1,2}月[底末])?[，,]?(?:分别)?(?:全部|基本|前)?(?:完成|报|上报|建成|实现|达到|形成|出台|提交|汇总|全面)'
)
_NEGATED = re.compile(r'未(?!来|尽)在?|没有|逾期|不受理|不予')
_CONDITION = re.compile(r'[^，,。；;]*的(?:住宅项目|家庭|企业|人员|单位|项目|地区)?(?=[，,。；;]|$)')
_FAILING = re.compile(r'[，,]?[^，,。；;]{0,40}[仍不未没][^，,。；;]{0,30}的[，,](?:视|按|则)')
_PAST = re.compile(r'以来|近年来|截至目前')
_DONE_ALREADY = re.compile(
    r'已(?:经)?(?:于|在|完成|全部|全面)|视为|原定|原计划|本应|(?:完成|报送|上报|召开|建立|开展|拨付|印发)了|率先'
)
_LOOKS_BACK = re.compile(r'(?:如果?有?|若有?|曾|有(?!关)|未(?!来)|无(?!偿)|没有)[^。；;]{0,60}的')
"""After 7天内: it says of whom, looking back."""
_EXAMPLE = re.compile(r'^\W?(?:例如|比如|譬如|如[：:，,])')
_YEAR_OPENS = re.compile(r'\W?(?P<year>(?:19|20)\d\d)年')
_PREAMBLE = re.compile(r'^(?:为|根据|按照|依据)[^。；;]*?现[将就对]')
"""Why the paper is written: no duty lies in it."""
_NO_ORDER = re.compile(r'鼓励|提倡|倡导|是指|是否')
_LISTS = re.compile(r'(?:内容|重点|事项)(?:主要)?(?:包括|有|是|为)?[:：]|内容包括')
_OF_BODY = re.compile(r'[^，,。；;应须要请]{2,24}的[\u4e00-\u9fff]{2,8}?(?:应|须|要|必须|请)')
"""每周有计划开展活动的支部应…: the recurrence says of whom."""
_BARRED = re.compile(r'不得(?!少|低|迟|晚|超)|不再|不能')
_TOLD = re.compile(
    r'^(?:\W?我[会局厅部委办处院中][\u4e00-\u9fff]{0,2}将)|免费(?:发送|赠送|寄送|赠阅)|(?:报送|上报|报告|反馈|通报|汇报|提交)了|肯定|表扬|是指|是否|控制在|[计扣加减得记][^，。；,;]{0,8}?\d{1,3}(?:\.\d)?分(?![钟之别])'
)
_WAS_DONE = re.compile(r'(?:进行|提出|开展|作出|做出|下发|发出|给予|采取|组织|召开|取得|形成)了')
_THAT_WHICH = re.compile(r'[要应须需拟]?(?:完成|报送|上报|整改|提交|实现)的')
"""3月底前要完成的任务: the time says which."""
_QUALIFIES = re.compile(
    r'(?:[（(]含[^（）()]{0,6}[）)])?(?:(?!完成|报[告送]|上报|办理|开展|提交|[将把向要应须请]).){0,24}?'
    r'(?:登记|注册|成立|设立|认定|取得|核准|批准|备案|建成|入职)[^，。；,;]{0,12}?的(?![^，。；,;]{0,12}(?:工作|任务|手续))'
)
"""Words after a date that make it say who takes part: …前经…批准登记成立的社会团体."""
_LABEL = r'(?:[起截]止)?(?:时间|日期|期限|时限|周期|截止)(?:安排|要求)?'
_WINDOW = re.compile(
    r'(?:报名|征求意见|申报|征集|报送|上报|填报|上交|反馈|提交|缴费|[缴交]纳|资格审[查核]|现场(?:审核|确认)|年检|年报|年度检查|评估|自查|整改|推荐|参评|完成)'
    rf'(?:的|材料|工作)?{_LABEL}(?:为|是|定为|:|：|从|自|集中|统一|在|于)*'
)
_OPEN_TO_ALL = re.compile(r'报名|征求意见|申报|征集|缴费|资格审|现场确认|参评|投稿|公示')
_LABELLED = re.compile(rf'(?:^|[，,。；;：:、\s]){_LABEL}(?:为|是|：|:)+$')
_CLOSING = re.compile(
    r'(?:^|[、.．）)\s])(?:[\u4e00-\u9fff]{2,10}工作|[\u4e00-\u9fff]{0,6}(?:报名|申报|征集|报送|上报|填报|反馈|提交|推荐|缴费|材料)的?)?$'
)
_HEADED = re.compile(rf'.{{0,12}}{_LABEL}')
_NOTHING_MORE = re.compile(r'[（(]?[^，,。；;：:\w]*(?:[。；;]|[，,]?(?:逾期|过期)[^。；;]*[。；;]?|$)')
_WORK = re.compile(r'(?:工作|任务|行动|整治|排查|自查)(?:从|自|于|应|原则上|要|[，,])*$')

EFFECT = re.compile(
    r'(?:本|以上|上述|原)[^，。；,]{0,14}(?:自|从|有效期|期限|于)[^。；]{0,30}(?:施行|实施|执行|生效|废止|有效)|有效期|(?:起|日)(?:正式)?(?:施行|实施|执行|生效)|同时废止'
)
"""The paper's own coming into force and running out."""
POLICY = re.compile(
    r'补贴|补助标准|贷款|首付|利率|购房|购买|享受|减免|优惠|提取|缴存|额度|计税|契税|落户|入学(?!习)|票价|收费标准|免征|奖励|出让价|租金|滞纳金'
)
"""Words of benefits and prices: dates beside them are mostly windows for those who apply."""
_MAY = re.compile(
    r'(?<![许认不])可(?!能|靠|行|持|复|借|比|学|赶|超|调剂|供)(?:以|在|按|于|延长|申请|书面|直接)?'
)

_BRACKETS = re.compile(r'[（(][^（）()]*[）)]')
_ORDERED = re.compile(r'[于在]$|[应须请要]')
_ENDED = re.compile('[。；;]')
_NEAR, _OPENING = 40, 8
"""How many letters after a time count as near, and where one opens a sentence."""


def binds(sentence: Sentence, segment: Segment, time: TimeExpression) -> bool:
    """Whether a time is one by, in, or how often a body must act."""
    around = around_of(sentence.text, time)
    if (
        _is_past(sentence, time, around)
        or _is_mere_date(sentence, time, around)
        or _is_condition(time, around)
    ):
        return False
    if time.kind == 'recurrence':
        return _recurs(segment, around)
    if _is_labelled(sentence, time, around):
        return True
    if time.kind == 'deadline' or _ends_a_month(time, around):
        return _is_due(segment, around)
    if time.kind in {'date', 'range'}:
        return is_span(sentence, time, around)
    return time.kind == 'relative' and _counts(segment, around)


def is_told(text: str) -> bool:
    """Whether a text tells of reports made, or says what something is, and lays no duty to report."""
    done = '了' in text and _WAS_DONE.search(text) is not None and not MODAL.search(text)
    return done or _TOLD.search(text) is not None


def may(text: str) -> bool:
    """Whether a text permits rather than orders: 可, 可以, 可在."""
    return _MAY.search(without_brackets(text)) is not None


def without_brackets(text: str) -> str:
    """A text without what stands in round brackets."""
    return _BRACKETS.sub('', text) if '（' in text or '(' in text else text


def _is_past(sentence: Sentence, time: TimeExpression, around: Around) -> bool:
    """A time of what has been done: 已于 in its own clause, 近年来 before it with no order since.

    A day before the paper's own is due only where the paper orders it in so many words.
    """
    if _DONE_ALREADY.search(around.clause_before + time.text + around.clause_after):
        return True
    if _EXAMPLE.match(sentence.text) or _opens_in_past(sentence, time):
        return True
    told = _PAST.search(sentence.text, 0, time.end)
    if told and not MODAL.search(sentence.text, told.end(), time.end + len(around.clause_after)):
        return True
    over = time.kind == 'deadline' and sentence.issued and time.last and time.last < sentence.issued
    return bool(over and not (_ORDERED.search(around.clause_before) and _DONE.search(around.after[:_NEAR])))


def _opens_in_past(sentence: Sentence, time: TimeExpression) -> bool:
    """2023年，…每季度…: a sentence that opens with a time gone by and orders nothing tells what was done."""
    if sentence.issued is None or MODAL.search(sentence.text):
        return False
    year = _YEAR_OPENS.match(sentence.text)
    if year and year.end() <= time.start and year['year'] < sentence.issued[:4]:
        return True
    first = sentence.times[0]
    over = first.last is not None and first.last < sentence.issued and first.kind in {'date', 'range'}
    return over and first is not time and first.start < _OPENING


def is_labelled(sentence: Sentence, time: TimeExpression) -> bool:
    """Whether a label (报送时间：) or a heading makes a time a limit."""
    return _is_labelled(sentence, time, around_of(sentence.text, time))


def is_window(sentence: Sentence, time: TimeExpression) -> bool:
    """Whether a labelled time is for whoever likes to take part: 报名时间, 征求意见时间."""
    around = around_of(sentence.text, time)
    return _OPEN_TO_ALL.search((sentence.heading or '') + around.before[-16:]) is not None


def _is_labelled(sentence: Sentence, time: TimeExpression, around: Around) -> bool:
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


def _is_mere_date(sentence: Sentence, time: TimeExpression, around: Around) -> bool:
    """A date in a quotation, of coming into force, of a state of affairs, or of something not done."""
    if (
        _THAT_WHICH.match(around.after)
        or _NO_ORDER.search(around.clause_before)
        or _BARRED.match(around.after)
    ):
        return True
    if time.kind == 'recurrence' and _LISTS.search(sentence.text, 0, time.start):
        return True
    preamble = _PREAMBLE.match(sentence.text) if '现' in sentence.text else None
    if preamble and time.end <= preamble.end():
        return True
    quoted = around.before.count('“') > around.before.count('”')
    near = around.clause_before + ('' if around.after.startswith('对') else around.clause_after[:6])
    effect = EFFECT.search(around.clause_before + time.text + around.clause_after)
    as_of = time.text.startswith('截至') and not _is_labelled(sentence, time, around)
    return bool(quoted or _NEGATED.search(near) or effect or as_of)


def _is_condition(time: TimeExpression, around: Around) -> bool:
    """A time inside 对…的，: it says to whom the sentence applies."""
    if time.text in {'当日', '当天'}:
        return not (
            around.before.endswith(('于', '在', '应', '须')) or around.after.startswith(('内', '之内'))
        )
    if time.kind == 'recurrence' and _OF_BODY.match(around.after):
        return True
    if time.kind == 'recurrence':  # 每月缴纳党费后，
        return around.clause_after.endswith('后') and around.after[len(around.clause_after) :][:1] in set(
            '，,'
        )
    back = time.kind == 'relative' and _LOOKS_BACK.match(around.after) is not None
    if back or (time.kind == 'deadline' and _is_of_the_data(around)):
        return True
    if time.text.endswith('的') or around.after.startswith(('完成', '报')):
        return False
    return bool(_CONDITION.match(around.after) or _FAILING.match(around.after))


def _is_of_the_data(around: Around) -> bool:
    """…前登记成立的社会团体, 将…前登记数据: the date says which, not by when."""
    if around.clause_before.endswith(('将', '把')):
        return True
    return not MODAL.search(around.clause_before) and _QUALIFIES.match(around.after) is not None


def _ends_a_month(time: TimeExpression, around: Around) -> bool:
    """9月底报送 and the like, without 前."""
    return time.kind == 'date' and time.text[-1] in '底末' and _ENDS_IN.match(around.after) is not None


def _is_due(segment: Segment, around: Around) -> bool:
    clause = _ENDED.split(around.after, maxsplit=1)[0]
    opens = not around.before and around.after.startswith(('，', ','))
    far = (
        opens or clause.lstrip('，,').startswith(('将', '把')) or around.clause_before.endswith(('于', '在'))
    )
    clause = clause if far else clause[:_NEAR]
    if may(around.clause_before) or _MAY.match(clause):
        return False
    bound = MODAL.search(segment.text) is not None
    if POLICY.search(segment.text) and not (bound and _DONE.search(clause)):
        return False
    ended = clause.startswith('结束') and _WORK.search(around.before) is not None
    return bound or ended or _DONE.search(clause if far else clause[:30]) is not None


def _counts(segment: Segment, around: Around) -> bool:
    if may(around.clause_before) or (POLICY.search(segment.text) and not segment.who):
        return False
    acts = segment.who is not None and not POLICY.search(around.after[:30])
    done = _DONE.search(around.after[:24]) or _HANDS.search(around.after[:24])
    return acts or MODAL.search(segment.text) is not None or done is not None


def _recurs(segment: Segment, around: Around) -> bool:
    if may(around.clause_before) or _MAY.search(around.clause_after):
        return False
    ordered = segment.who is not None and ORDERED_NEAR.search(around.clause_before) is not None
    if POLICY.search(segment.text) and not ordered and not text_to_report(segment.text):
        return '公布' in segment.text and _REGULAR.search(around.after[:60]) is not None
    return ordered or _REGULAR.search(around.after[:60]) is not None
