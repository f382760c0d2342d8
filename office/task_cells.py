"""How far a unit is with a task, as cells say it: √, 基本完成, 完成80%, 4月20日完成, 滞后."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from decimal import Decimal
from typing import NamedTuple

from model.task import TaskState
from text.cellspans import cell_to_days
from text.numbers import is_dash

_WORDS: dict[TaskState, str] = {
    'done': '√ ✓ ✔ ☑ ✅ ■ 是 Y YES 已建 已办 办毕 已落实到位',
    'doing': '进行中 推进中 在办 正在推进 正在进行 正在办理',
    'open': '× ✗ ✘ ✖ ❌ ☐ □ 否 N NO X 未建 未办 零',
    'not_applicable': '不涉及 未涉及 不适用 无此项 无此任务 无需开展 无需办理',
    'undecided': '待明确 未明确 待定 待确认',
    'unreported': '未报 待报 未上报 待上报 未填 待填 未反馈 待反馈 未报送 待报送',
}
_BY_WORD: dict[str, TaskState] = {word: state for state, words in _WORDS.items() for word in words.split()}
_FINISHED = '完成|建成|办结|落实|完毕|达标|建立|完工|竣工'
_DONE = re.compile(rf'(?:均|都|全部)?(?:已经?)?(?:全部|全面|如期|按时|按期|顺利)?(?:{_FINISHED})了?')
_OPEN = re.compile(
    rf'(?:均|都)?(?:尚|还|仍|暂|暂时)?(?:未|没有?)(?:{_FINISHED}|开始|启动|开展|实施|部署|推进|动工|开工|建|做|办)'
)
_PARTLY = re.compile(rf'(?:已)?(?:基本|大部分?|部分|即将|接近|初步|正在|快)(?:{_FINISHED})')
_MOVING = re.compile(
    r'(?:正在|正|持续|长期|常态化?|有序|稳步|加快|扎实|按计划|按进度|缓慢|全面|进度|进展|工作|深入)*'
    r'(?:推进|坚持|滞后|缓慢|筹备|筹建|实施|建设|开展|启动|部署|整改|在建|落实)中?'
)
_GOING = re.compile(
    r'(?:在建|持续|长期|常态化|筹备中|筹建中|建设中|实施中|整改中|收尾|已经?(?:启动|部署|着手))'
)
_SHARE = re.compile(
    r'(?:已经?|目前)?(?:完成率?|进度|推进)?(?:至|到|了|率)?(?P<about>约)?(?P<share>\d{1,3}(?:\.\d{1,2})?)%(?:完成)?'
)
_PLAN = re.compile('前|底|内|起|自|从|止|拟|计划|预计|争取|力争')
_DAY = re.compile(r'\d月\d{1,2}[日号]|\d{4}[年./-]|\d{8}|[一二三四五六七八九十]月')
_WHOLE = Decimal(100)


class Told(NamedTuple):
    """What a cell says of a task: state None where it cannot be told, and then why (doubt).

    words are kept where the state alone says less than the cell; assumed is what a person should look at.
    """

    state: TaskState | None
    done_on: dt.date | None = None
    words: str | None = None
    doubt: str | None = None
    assumed: str | None = None


def cell_to_told(raw: str, today: dt.date, year: int | None = None) -> Told:
    """How far a unit is by one cell; a day without a year is of this year, and says so.

    A blank is 'unreported' (the unit said nothing); '/' may mean that it is not concerned or that
    nothing was filled in, and is not decided. Never raises.

    Example: cell_to_told('√', dt.date(2026, 5, 1)).state == 'done'
    """
    told = raw.strip()
    text = ''.join(unicodedata.normalize('NFKC', told).split()).strip('。.;；!！').upper()
    bare = text[1:-1] if text.startswith('(') and text.endswith(')') else text
    if not bare and not told:
        return Told('unreported')
    if is_dash(told):
        return Told(None, words=told, doubt=f"“{told}”可能是不涉及，也可能是没有填")
    if bare in _BY_WORD:
        return Told(_BY_WORD[bare])
    return _progress(bare, told) or _dated(bare, told, today, year)


def _progress(text: str, told: str) -> Told | None:
    share = _SHARE.fullmatch(text)
    if share:
        return _share(Decimal(share['share']), told, about=share['about'] is not None)
    if _OPEN.fullmatch(text):
        return Told('open')
    if _DONE.fullmatch(text):
        return Told('done')
    if _PARTLY.fullmatch(text) or _MOVING.fullmatch(text) or _GOING.fullmatch(text):
        return Told('doing', words=told)
    return None


def _share(share: Decimal, told: str, *, about: bool) -> Told:
    if share > _WHOLE:
        return Told(None, words=told, doubt=f"“{told}”超过100%")
    if share == _WHOLE and not about:
        return Told('done')
    return Told('open' if share == 0 else 'doing', words=told)


def _dated(text: str, told: str, today: dt.date, year: int | None) -> Told:
    """The day it was done (2026-04-20, 4月20日完成); a plan or a day to come is none."""
    unread = Told(None, words=told, doubt=f"状态“{told}”")
    if _PLAN.search(text) or not _DAY.search(text):
        return unread
    days = cell_to_days(text, year)
    if days.last is None or days.first != days.last or not days.exact:
        return unread
    if days.last > today:
        return Told(None, words=told, doubt=f"“{told}”在今天之后，不像已完成的日期")
    return Told(
        'done', done_on=days.last, words=told if days.reasons else None, assumed='；'.join(days.reasons)
    )
