"""A campaign's pack in lines for people: whom it covers, what is to be done by when, what is doubtful."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

from campaigns.doubts import doubts_of
from campaigns.rounds import reporting_to_text
from model.campaign import (
    CampaignStage,
    CampaignTarget,
    CampaignTask,
    Consultation,
    LadderRule,
    Pack,
    Population,
    Reporting,
)
from model.notice import Relative

POPULATION_NAMES = {
    'organisations': "社会组织",
    'enterprises': "企业",
    'counties': "县（区）",
    'towns': "乡镇（街道）",
    'parks': "园区",
    'units': "单位",
}
COMPARATOR_NAMES = {
    '>=': "不低于",
    '<=': "不超过",
    '=': "",
    '<': "低于",
    '>': "高于",
    '≈': "约",
    'between': "",
}
UNIT_NAMES = {
    'day': "天",
    'workday': "个工作日",
    'month': "个月",
    'year': "年",
    'hour': "小时",
    'term': "个学期",
}


def held_in_short(pack: Pack) -> str:
    """What a pack holds, behind its name in a list."""
    counts = (
        ("办法", len(pack.ladder)),
        ("目标", len(pack.targets)),
        ("任务", len(pack.tasks)),
        ("待确认", len(doubts_of(pack))),
    )
    told = [f"{name}{count}" for name, count in counts if count]
    return f"　{'、'.join([*(['征求意见'] if pack.consultation else []), *told])}"


def pack_to_lines(pack: Pack, days: Sequence[dt.date]) -> Iterator[str]:
    """Everything a pack says, a line for each part, its doubts last; days are its reporting rounds."""
    basis = f"　计数口径：{pack.count_basis}" if pack.count_basis else ""
    yield f"{pack.title}　依据《{pack.notice_title}》{pack.notice_number or ''}{basis}"
    yield from map(_population, pack.populations)
    yield from map(_stage, pack.stages)
    if pack.consultation:
        yield from _consultation(pack.consultation)
    if pack.reporting:
        yield _reporting(pack.reporting)
    yield from (f"第{number}期　{day}" for number, day in enumerate(days, start=1))
    if pack.instructors:
        term = f"，选派期{pack.instructors.term_months}个月" if pack.instructors.term_months else ""
        yield f"指导员　派到符合条件的社会组织{term}{_quoted(pack.instructors.verbatim)}"
    yield from map(_rung, pack.ladder)
    yield from map(_target, pack.targets)
    yield from map(_task, pack.tasks)
    yield from (f"台账　{name}" for name in pack.ledgers)
    yield from (f"表　{name}" for name in (*pack.forms, *pack.forms_named))
    yield from (f"待确认　{doubt}" for doubt in doubts_of(pack))


def _quoted(verbatim: str | None) -> str:
    return f"：“{verbatim}”" if verbatim else ""


def _population(one: Population) -> str:
    named = '：'.join(filter(None, (one.name, '、'.join(one.units))))
    return '　'.join(filter(None, ("范围", POPULATION_NAMES[one.kind], named)))


def _stage(stage: CampaignStage) -> str:
    return f"阶段　{stage.name}　{stage.start or '起日未定'} 至 {stage.end or '止日未定'}"


def _consultation(asked: Consultation) -> Iterator[str]:
    until = f"{asked.deadline or '期限未定'}" + (f"（{asked.deadline_text}）" if asked.deadline_text else "")
    to = f"，反馈至{asked.reply_to}" if asked.reply_to else ""
    yield f"征求意见　《{asked.draft_title}》　{until}{to}{_quoted(asked.verbatim)}"
    yield f"被征求意见的单位　{'、'.join(asked.units) or '未写明'}"


def _reporting(reporting: Reporting) -> str:
    window = "" if reporting.days else f"　{reporting.start or '起日待填'} 至 {reporting.end or '止日待填'}"
    return f"定期报告　{reporting_to_text(reporting)}{window}{_quoted(reporting.verbatim)}"


def _rung(rung: LadderRule) -> str:
    whom = '、'.join(POPULATION_NAMES[kind] for kind in rung.applies_to)
    open_rung = "（条件待确认）" if rung.when is None else ""
    return f"办法　{rung.method}{f'（{whom}）' if whom else ''}{open_rung}{_quoted(rung.verbatim)}"


def _target(target: CampaignTarget) -> str:
    values = target.value if isinstance(target.value, tuple) else (target.value,)
    whom = target.scope or (POPULATION_NAMES[target.population] if target.population else None)
    sign = COMPARATOR_NAMES.get(target.comparator, "")
    number = f"{target.metric}{sign}{'至'.join(map(str, values))}{target.unit or ''}"
    until = f"至迟{target.by}" if target.by else None
    base = f"（以{target.base}为底）" if target.base else ""
    return f"{'　'.join(filter(None, ('目标', until, whom, number)))}{base}{_quoted(target.verbatim)}"


def _task(task: CampaignTask) -> str:
    to = f"，报{task.report_to}" if task.report_to else ""
    scope = f"（{task.scope}）" if task.scope else ""
    who = task.who or "由谁办未写明"
    return f"任务　{who}　{_when(task)}　{task.what}{scope}{to}{_quoted(task.verbatim)}"


def _when(task: CampaignTask) -> str:
    if task.deadline:
        return f"至迟{task.deadline}"
    if task.relative:
        return f"{task.deadline_text or _relative(task.relative)}（起算日待填）"
    return task.deadline_text or ("定期" if task.recurrence else "没有期限")


def _relative(relative: Relative) -> str:
    anchor = "下发" if relative.from_ == 'issue' else relative.from_ or ""
    return f"{anchor}起{relative.value}{UNIT_NAMES.get(relative.unit, relative.unit)}内"
