"""Which duties of two notices are one duty: the same act on the same thing (office-life.md G9, S10).

A forwarding notice tells the duty again in fewer words: 报送社会组织党建工作台账 becomes 将台账报市局.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from model.register import Duty
from office.copies import letters

SAME_THING = 0.6
"""How much of the shorter wording stands in the longer one at least, 0..1, for one duty."""

_ACT = (
    '报送|上报|汇报|报告|呈报|申报|提交|报至|报到|报来|反馈|送交|送达|寄送|寄至|汇总|发送|发至'
    '|报(?=[^名刊纸]|$)'
)
_REPORTING = re.compile(_ACT)
_BODY = '[^，。；、将把]{0,16}?(?:局|厅|办公室|办|部|委员会|委|处|科室|科|党组)+'
_TO_BODY = re.compile(rf'(?:[向给]{_BODY})?(?:{_ACT})(?:{_BODY}(?:[^，。；、将把]{{0,8}}?(?:科|处|室))?)?')
_BRACKETS = re.compile('[（(][^（）()]*[）)]')
_TIME = re.compile(
    r'(?:\d{4}年)?\d{1,2}月(?:\d{1,2}日|底|初|上旬|中旬|下旬)?(?:以?前|之前|止)?|\d{1,2}日(?:以?前|之前)?'
    r'|(?:自|从|在)?[^，。；]{0,8}之日起\d{1,3}个?(?:工作日|日|天|月)(?:以?内|之内)?|每(?:年|季度?|月|周|天|日)'
)
_EMPTY = re.compile(
    '一式.{1,2}份|各地|各单位|有关|相关|材料|资料|情况|内容|事项|书面|电子版|纸质|认真|及时|按时|按照|要求|统一|一并|同时'
    '|[请将把要应须于在前并至到由对的和及与各我你们本该此其以所]'
)


class Gist(NamedTuple):
    """What a duty comes to: whether something is reported, in what rhythm, and the thing itself.

    thing is '' where the wording names none (报市局汇总).
    """

    reports: bool
    rhythm: str | None
    thing: str


class Pairs(NamedTuple):
    """same: numbers of (nearer, farther) duties that are one; doubtful: a nearer one with its candidates."""

    same: tuple[tuple[int, int], ...]
    doubtful: tuple[tuple[int, tuple[int, ...]], ...]


def duty_to_gist(duty: Duty) -> Gist:
    """A duty without the words for who, to whom, by when and how."""
    text = duty.what or duty.verbatim
    reports = bool(_REPORTING.search(text)) or duty.report_to is not None
    for told in (duty.who, duty.report_to, duty.deadline_text):
        text = text.replace(told, ' ') if told else text
    for pattern in (_BRACKETS, _TIME, _TO_BODY, _EMPTY):
        text = pattern.sub(' ', text)
    rhythm = str(duty.recurrence.get('unit')) if duty.recurrence else None
    return Gist(reports, rhythm, letters(text).replace('帐', '账'))


def same_duties(nearer: Sequence[Duty], farther: Sequence[Duty]) -> Pairs:
    """The duties of the notice that passes another on (nearer) which are duties of that other (farther).

    Each duty is in one pair at most, the likest first. Where the nearer one names no thing it is
    the farther notice's only report, or else a doubt.

    Example: 3月12日前报市局汇总 against 下发之日起15天内报送台账 and 每月到会不少于2次: the first.
    """
    ours = {duty.number: duty_to_gist(duty) for duty in nearer}
    theirs = {duty.number: duty_to_gist(duty) for duty in farther}
    scored = sorted(
        (-_likeness(gist, other), one, two)
        for one, gist in ours.items()
        for two, other in theirs.items()
        if _likeness(gist, other) >= SAME_THING
    )
    same: dict[int, int] = {}
    for _, one, two in scored:
        if one not in same and two not in same.values():
            same[one] = two
    doubtful = []
    for one in [number for number, gist in ours.items() if gist.reports and not gist.thing]:
        left = tuple(
            two for two, other in theirs.items() if _could_be(ours[one], other) and two not in same.values()
        )
        if len(left) == 1:
            same[one] = left[0]
        elif left:
            doubtful.append((one, left))
    return Pairs(tuple(sorted(same.items())), tuple(doubtful))


def _could_be(one: Gist, other: Gist) -> bool:
    return one.reports == other.reports and one.rhythm == other.rhythm


def _likeness(one: Gist, other: Gist) -> float:
    """The share of the shorter thing's pairs of letters that the longer one has, 0..1."""
    short, long = sorted((one.thing, other.thing), key=len)
    if len(short) < 2 or not _could_be(one, other):
        return 0.0
    pairs = [short[index : index + 2] for index in range(len(short) - 1)]
    return sum(pair in long for pair in pairs) / len(pairs)
