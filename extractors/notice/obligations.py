"""Duties with a limit, a recurrence or a report, and standing duties that have none of these.

A sentence is parted into segments, one for each body it speaks of; a segment binds where it has a
word of duty, or an act to be done by a day. Policy windows, effective dates and conditions bind nobody.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from model.notice import Obligation
from text.dates import TimeExpression

from extractors.notice.reports import Report, text_to_report
from extractors.notice.sentences import Sentence
from extractors.notice.subjects import MODAL, clause_subject, leading_subject, whole_subject

_DONE = re.compile(
    r'完成|报|反馈|提交|建立|建成|达到|办结|整改|公布|实现|到位|制定|出台|成立|上报|开展|组织|召开|推送|更新|备案|报告|汇报|落实|转入|计入|批转|答复|审核|移交|确定|印发|启动|补足'
)
_REGULAR = re.compile(r'报|汇报|通报|公布|更新|推送|检查|督查|调度|召开|开展|组织|进行|落实|总结|统计|评估|考核|培训|不少于|至少|指导|巡查|走访|查阅|发布')
_EFFECT = re.compile(
    r'(?:本|以上|上述|原)[^，。；,]{0,14}(?:自|从|有效期|期限|于)[^。；]{0,30}(?:施行|实施|执行|生效|废止|有效)|有效期|(?:起|日)(?:正式)?(?:施行|实施|执行|生效)|同时废止'
)
_POLICY = re.compile(
    r'补贴|补助标准|贷款|首付|利率|购房|购买|享受|减免|优惠|提取|缴存|额度|计税|契税|落户|入学|票价|收费标准|免征|奖励|出让价|租金|滞纳金'
)
_MAY = re.compile(r'(?<![许认不])可(?!能|靠|行|持|复|借|比|学|赶|超|调剂|供)(?:以|在|按|于|延长|申请|书面|直接)?')
_NEGATED = re.compile(r'未(?!来|尽)在?|没有|逾期|不受理|不予')
_CONDITION = re.compile(r'[^，,。；;]*的(?:住宅项目|家庭|企业|人员|单位|项目|地区)?(?=[，,。；;]|$)')
_PAST = re.compile(r'以来|近年来|截至目前|已(?:经)?(?:于|在)|视为')
_WINDOW = re.compile(
    r'(?:报名|征求意见|申报|征集|报送|反馈|提交|缴费|资格审[查核]|现场(?:审核|确认)|评估|自查|整改|公示)(?:的)?(?:时间|日期|期限|周期|截止)(?:为|是|定为|:|：|从|自)*'
)
_BEFORE_EVENT = re.compile(r'(?:于|在)(?P<event>[^，。；,;于在]{3,24}?(?:结束|开始|届满|到期|召开|举行|完成\S{0,4}))(?:之前|以前|前)')
_EXHORTS = re.compile(
    r'高度重视|充分认识|深刻认识|提高认识|提高政治|统一思想|端正思想|认真贯彻|认真学习|严格遵守|履职尽责|勇于担当|增强|牢固树立|关心|重视|切实加强|加强(?:组织)?领导|进一步加强|营造|深入贯彻|切实扛起|切实承担'
)
_CONCRETE = re.compile(
    r'建立|成立|制定|确定|提出|严把|选派|下发|汇总|登记造册|设立|设置|明确|配备|考核|督查|检查|调整|公布|探索实行|实施|通报|培训|汇报|报告|落实.{2,8}制度|开展.{0,8}(?:摸底|自查|培训|督查|检查|抽查)|列入|纳入|帮办'
)
_QUANTITY = re.compile(r'\d+\s*(?:[至\-—–~]\s*\d+\s*)?(?:件|次|个|名|项|家)')
_TERM = re.compile(r'期间|期满')
_ENDS_IN = re.compile(r'[，,]?(?:全部|基本|前)?(?:完成|报|上报|建成|实现|达到|形成|出台|提交|汇总|全面)')
_GOES_ON = re.compile(r'[在于应要须由按每请均都]|必须|原则上')
_COMMA = re.compile(r'(?<=[，,：:])')


@dataclass(frozen=True, slots=True)
class _Segment:
    """The clauses of a sentence that speak of one body; offset is where they begin in the sentence."""

    text: str
    offset: int
    who: str | None


def sentences_to_duties(
    sentences: Sequence[Sentence], rules: frozenset[str], addressees: str | None
) -> tuple[tuple[Obligation, ...], tuple[Obligation, ...]]:
    """Obligations and standing duties; rules are sentences that say which method fits which case.

    addressees is the recipients' line: whom 请于… speaks to where no body is named.
    """
    limited: list[Obligation] = []
    standing: list[Obligation] = []
    before: tuple[int, str] | None = None
    for sentence in sentences:
        segments = _segments(sentence, before, addressees)
        named = [segment.who for segment in segments if segment.who]
        found = [duty for segment in segments for duty in _segment_to_duties(sentence, segment)]
        limited.extend(found)
        if sentence.text not in rules:
            standing.extend(_standing(sentence, segments, {duty.who for duty in found} if found else None))
        before = (sentence.paragraph, named[0]) if named else before
    return tuple(limited), tuple(duty for duty in standing if not _says_again(duty, limited))


def _says_again(duty: Obligation, limited: Sequence[Obligation]) -> bool:
    """Whether a standing duty only repeats an act for which the same body has a limit elsewhere."""
    acts = set(_CONCRETE.findall(duty.what or ''))
    return bool(acts) and any(acts <= set(_CONCRETE.findall(other.verbatim)) for other in limited if other.who == duty.who)


# Segments


def _segments(sentence: Sentence, before: tuple[int, str] | None, addressees: str | None) -> list[_Segment]:
    inherited = before[1] if before and before[0] == sentence.paragraph else sentence.section_subject
    segments: list[_Segment] = []
    offset = 0
    clauses = _COMMA.split(sentence.text)
    for index, clause in enumerate(clauses):
        who = clause_subject(clause)
        if who is None and index == 0 and len(clauses) > 1 and _GOES_ON.match(clauses[1]):
            who = whole_subject(clause)
        if who is None and clause.startswith('请') and segments and not _speaks_to(segments[-1]):
            who = addressees
        if who and not (segments and segments[-1].who is None):
            segments.append(_Segment(clause, offset, who))
        elif segments:
            last = segments[-1]
            segments[-1] = _Segment(last.text + clause, last.offset, last.who or who)
        else:
            segments.append(_Segment(clause, offset, who))
        offset += len(clause)
    if segments and segments[0].who is None:
        implied = leading_subject(sentence.text) or inherited or (addressees if '请' in sentence.text else None)
        segments[0] = _Segment(segments[0].text, segments[0].offset, implied)
    return segments


def _speaks_to(segment: _Segment) -> bool:
    """Whether a clause before 请 names those who are asked: 各地…情况，请于…."""
    return segment.who is not None and segment.who.startswith(('各', '有关', '全', '上述'))


def _segment_to_duties(sentence: Sentence, segment: _Segment) -> Iterator[Obligation]:
    """One duty for each limit; a recurrence and a report join the first of them."""
    text = sentence.text
    times = [time for time in _times_for(sentence, segment) if _binds(sentence, segment, time)]
    often = next((time for time in times if time.kind == 'recurrence'), None)
    limits = [time for time in times if time.kind != 'recurrence' and not (often and time.kind == 'date')]
    report = text_to_report(segment.text, timed=bool(times))
    event = _BEFORE_EVENT.search(segment.text) if MODAL.search(segment.text) else None
    if not limits and not (often or report or event) or (report and not times and _MAY.search(_without_brackets(segment.text))):
        return
    if often and limits and _are_apart(sentence.text, often, limits[0]):
        yield _duty(sentence, segment, None, often, report if '报' in _act_after(text, often) else None, None)
        often, report = None, report if '报' in _act_after(text, limits[0]) else None
    for index, limit in enumerate(limits or [None]):
        yield _duty(sentence, segment, limit, often if index == 0 else None, report, event)


def _are_apart(text: str, one: TimeExpression, other: TimeExpression) -> bool:
    """Whether two times stand in clauses of their own and the later one is for a report."""
    first, second = sorted((one, other), key=lambda time: time.start)
    return re.search('[，,]', text[first.end : second.start]) is not None and '报' in _act_after(text, second)


def _act_after(text: str, time: TimeExpression) -> str:
    return re.split('[，,；;。]', text[time.end :])[0]


def _duty(
    sentence: Sentence,
    segment: _Segment,
    limit: TimeExpression | None,
    often: TimeExpression | None,
    report: Report | None,
    event: re.Match[str] | None,
) -> Obligation:
    stated = limit or often
    return Obligation(
        verbatim=sentence.text,
        who=segment.who,
        what=_what(segment, limit),
        deadline_text=stated.text if stated else (event.group() if event else None),
        deadline_iso=limit.last if limit else None,
        relative=limit.relative if limit else None,
        recurrence=often.recurrence if often else None,
        report_to=report.to if report else None,
        where=sentence.where,
    )


def _what(segment: _Segment, limit: TimeExpression | None) -> str | None:
    """The act: the clause that holds the limit without it, or what follows the word of duty."""
    text = segment.text
    if limit and limit.start >= segment.offset:
        start, end = limit.start - segment.offset, limit.end - segment.offset
        if text[:start].endswith(('（', '(')):  # （8月底前完成） after the act
            return _last_clause(text[: start - 1])
        before, after = re.split('[，,；;。：:]', text[:start]), re.split('[；;。]', text[end:])[0].lstrip('，,')
        act = _trimmed(before[-1], segment.who) + re.split('[，,]', after)[0]
        if len(act) < 5 and len(before) > 1:
            act = f'{before[-2]}，{act}'
    else:
        modal = MODAL.search(text)
        act = text[modal.end() :] if modal else text
    return act[:60].strip(' ，,。；;：:（(') or None


def _last_clause(text: str) -> str | None:
    clauses = [clause for clause in re.split('[，,；;。：:]', text) if clause.strip()]
    return clauses[-1].strip()[:60] if clauses else None


def _trimmed(before: str, who: str | None) -> str:
    """A clause's words before its limit without its subject, its word of duty and the 于 or 在 of the limit."""
    text = before[before.find(who) + len(who) :] if who and who in before else re.sub(r'^\W?[一二三四五六七八九十\d]{1,3}[、.．)）]', '', before)
    text = re.sub(r'(?:于|在|原则上|[（(])+$', '', text)
    return re.sub(r'^(?:应当?|要|须|必须|请)+', '', text.strip())


def _times_for(sentence: Sentence, segment: _Segment) -> list[TimeExpression]:
    """The times inside a segment; a time before the first body speaks of all segments."""
    end = segment.offset + len(segment.text)
    own = [time for time in sentence.times if segment.offset <= time.start < end]
    if own or segment.offset == 0:
        return own
    first = [time for time in sentence.times if time.end < 16 and time.start < 4 and time.kind in {'recurrence', 'relative', 'deadline'}]
    return first if clause_subject(segment.text) and re.search('一次|报|通报', segment.text) else []


# What binds


def _binds(sentence: Sentence, segment: _Segment, time: TimeExpression) -> bool:
    text = sentence.text
    before, after = text[max(0, time.start - 40) : time.start], text[time.end :]
    if before.count('“') > before.count('”') or _NEGATED.search(re.split('[，,；;]', before)[-1] + after[: 0 if after.startswith('对') else 6]) or _PAST.search(text):
        return False
    if _EFFECT.search(re.split('[，,；;]', before)[-1] + time.text + re.split('[，,；;。]', after)[0]):
        return False
    if time.text in {'当日', '当天'} and (after.startswith('的') or before.endswith(('申请', '截至'))):
        return False
    if _CONDITION.match(after) and time.kind != 'recurrence' and not time.text.endswith('的') and not re.match('(?:完成|报)', after):
        return False
    if time.kind == 'recurrence':
        return _recurs(segment, after)
    if _WINDOW.search(before[-14:]) or (time.kind == 'date' and '周期' in before):
        return True
    if time.kind == 'deadline' or (time.kind == 'date' and re.search('[底末]$', time.text) and _ENDS_IN.match(after)):
        return _due(segment, before, after)
    return time.kind == 'relative' and _counted(segment, before, after)


def _due(segment: _Segment, before: str, after: str) -> bool:
    clause = re.split('[。；;]', after)[0][:40]
    if _MAY.search(_without_brackets(re.split('[，,]', before)[-1])) or _MAY.match(clause):
        return False
    bound = MODAL.search(segment.text) is not None
    if _POLICY.search(segment.text) and not (bound and _DONE.search(clause)):
        return False
    return bool(_DONE.search(clause[:30])) or bound


def _counted(segment: _Segment, before: str, after: str) -> bool:
    near = _without_brackets(re.split('[，,；;]', before)[-1])
    if _MAY.search(near) or (_POLICY.search(segment.text) and not segment.who):
        return False
    bound = MODAL.search(segment.text) is not None
    return bound or (segment.who is not None and not _POLICY.search(after[:30])) or bool(_DONE.search(after[:24]))


def _recurs(segment: _Segment, after: str) -> bool:
    if _POLICY.search(segment.text) and not text_to_report(segment.text) and '公布' not in segment.text:
        return False
    return bool(_REGULAR.search(after[:60])) and not _MAY.search(segment.text)


def _without_brackets(text: str) -> str:
    return re.sub(r'[（(][^（）()]*[）)]', '', text)


# Standing duties


def _standing(sentence: Sentence, segments: Sequence[_Segment], taken: set[str | None] | None) -> Iterator[Obligation]:
    """Duties of a named body without limit, recurrence or report; mere exhortations are left out."""
    if _EFFECT.search(sentence.text) or (_POLICY.search(sentence.text) and not MODAL.search(sentence.text)):
        return
    for segment in segments:
        if segment.who is None or (taken is not None and segment.who in taken):
            continue
        if _is_standing(sentence, segment):
            yield Obligation(
                verbatim=sentence.text,
                who=segment.who,
                what=_what(segment, None),
                where=sentence.where,
            )


def _is_standing(sentence: Sentence, segment: _Segment) -> bool:
    text = _without_brackets(segment.text)
    if _TERM.search(sentence.text) and (_QUANTITY.search(text) or '由' in text):
        return True
    named = clause_subject(text) is not None
    if not named or (not MODAL.search(text) and '由' not in text):
        return False
    if re.search(r'应是|应具备|应符合|应为|不得|不准|要求|可由|的，', text[:40]) and '负责' not in text:
        return False
    acts = len(_CONCRETE.findall(text))
    return acts >= 2 if _EXHORTS.search(text) else acts >= 1 or '负责' in text
