"""One time expression as a line of Chinese: what it is, its days, and its doubts in words."""

from __future__ import annotations

import datetime as dt

from model.notice import Recurrence, Relative
from text.date_counts import RECEIPT
from text.dates import TimeExpression
from text.workdays import is_workday

_KINDS = {
    'date': "日期",
    'range': "起止",
    'deadline': "期限",
    'relative': "起算期限",
    'recurrence': "周期",
    'duration': "时长",
    'time': "时刻",
}
_FLAGS = {
    'year_inferred': "原文未写全，年份或月份按文件日期推定",
    'repaired': "原文有错字或漏字，已补正，请核对原文",
    'fuzzy': "原文说法不确切，请核定",
    'holidays_unknown': "所涉年份没有放假安排，按周一至周五计算",
}
_UNITS = {
    'day': "天",
    'workday': "个工作日",
    'week': "周",
    'month': "个月",
    'quarter': "个季度",
    'year': "年",
    'hour': "小时",
    'term': "个学期",
}
_EACH = {'day': "天", 'workday': "个工作日", 'week': "周", 'month': "月", 'quarter': "季度", 'year': "年"}
_WEEKDAYS = "一二三四五六日"


def expression_to_line(found: TimeExpression) -> str:
    """What was found, its kind, its days and what a person must know of it.

    Example: '3月20日前　期限：最迟2026年3月20日（星期五）；原文未写全，年份或月份按文件日期推定'
    """
    value = '，'.join(filter(None, (_counted(found), _often(found), _days(found), found.time)))
    doubts = (_FLAGS.get(flag) or _no_anchor(found.relative) for flag in found.flags)
    told = '；'.join([value or "日期待定", *doubts])
    return f"{' '.join(found.text.split())}　{_KINDS[found.kind]}：{told}"


def _no_anchor(relative: Relative | None) -> str:
    """Why there is no day, and what would give one."""
    if relative is None:
        return "年份或文件日期未知，可用 --issued 给出"
    if relative.from_ == 'issue':
        return "文件日期未知，可用 --issued 给出"
    if relative.from_ and RECEIPT.fullmatch(relative.from_):
        return "收文日期未知，可用 --received 给出"
    return f"“{relative.from_}”是哪一天待填" if relative.from_ else "原文没有写明从哪一天起算"


def _counted(found: TimeExpression) -> str:
    relative = found.relative
    if relative is None or found.recurrence:
        return ''
    if found.kind == 'duration':
        return _amount(relative)
    if relative.unit == 'next_month_day':
        return "次月底" if relative.value == 31 else f"次月{relative.value}日"
    anchor = {'issue': "文件下发", None: ''}.get(relative.from_, relative.from_ or '')
    if relative.value < 0:
        return f"在“{anchor}”之前{_amount(relative)}" if anchor else f"提前{_amount(relative)}"
    start = f"自“{anchor}”起" if anchor else "自起算日起"
    return f"{start}{_amount(relative)}内" if relative.value else "起算日当天"


def _amount(relative: Relative) -> str:
    return f"{abs(relative.value)}{_UNITS.get(relative.unit, relative.unit)}"


def _often(found: TimeExpression) -> str:
    if found.recurrence is None:
        return ''
    later = f"，期满后{_amount(found.relative)}内" if found.relative else ''
    return _every(found.recurrence) + later


def _every(often: Recurrence) -> str:
    units = _EACH if often.every == 1 else _UNITS
    number = '' if often.every == 1 else str(often.every)
    times = f"{often.times}次" if often.times else ''
    return f"每{number}{units.get(often.unit, _UNITS.get(often.unit, often.unit))}{times}"


def _days(found: TimeExpression) -> str:
    first, last = _day(found.first), _day(found.last, due=found.kind in {'deadline', 'relative'})
    if found.kind == 'date' and first == last:
        return first
    if found.kind == 'range' or first:
        return f"{first or '待定'}至{last or '待定'}"
    return f"最迟{last}" if last else ''


def _day(iso: str | None, *, due: bool = False) -> str:
    if iso is None:
        return ''
    day = dt.date.fromisoformat(iso)
    rest = "，非工作日" if due and not is_workday(day) else ''
    return f"{day.year}年{day.month}月{day.day}日（星期{_WEEKDAYS[day.weekday()]}{rest}）"
