"""A campaign pack drafted from a notice: every line with its sentence and place, doubts marked."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from campaigns.draft_ladder import SURE, rules_to_ladder
from campaigns.draft_rounds import duties_to_reporting
from campaigns.pack import COMPARATORS
from campaigns.places import where_to_text
from model.campaign import (
    CampaignStage,
    CampaignTarget,
    CampaignTask,
    Consultation,
    Dispatching,
    Is,
    LadderRule,
    Pack,
    Population,
    PopulationKind,
)
from model.notice import Notice, Obligation, Stage, Target
from model.place import Severity

_ASKS = re.compile('征求[^。]{0,200}?意见')
_SENDING = '(?:选派|派驻|派出|派遣|委派|下派|指派|选配|配备)'
_SENDS = re.compile(f'{_SENDING}[^，。]{{0,12}}(?:指导员|联络员)|(?:指导员|联络员){_SENDING}')
_MARKED = re.compile('《(.+)》')
_AROUND = re.compile(r'^[^《]*?关于|的(?:通知|意见|方案|通报|函|公告)$')
_WORDS: dict[PopulationKind, re.Pattern[str]] = {
    'enterprises': re.compile('(?<!非)企业'),
    'organisations': re.compile(
        '社会组织(?!党群|服务|孵化|综合|工委)|社会团体|协会|商会|基金会|民办非企业|社会服务机构'
    ),
    'counties': re.compile('区县|县区|各县|每个?县|县（市|县[(]市'),
    'towns': re.compile('街道|乡镇|镇街'),
    'parks': re.compile('园区|开发区|高新区'),
}
_EACH = re.compile('均|都|分别')


def notice_to_pack(notice: Notice, pack_id: str, forms: Mapping[str, str] | None = None) -> Pack:
    """A notice as a pack for a person to confirm; doubts_of lists what is doubtful.

    forms gives the id of every form title this program knows. A draft for comment gives no duty:
    only who is asked, and by when.
    """
    ladder = rules_to_ladder(notice.rules)
    consultation = _consultation(notice)
    reporting = duties_to_reporting(notice.obligations, notice.stages)
    named = {title: (forms or {}).get(title) for title in notice.forms_named}
    return Pack(
        id=pack_id,
        title=_short_title(notice.title) or pack_id,
        notice_number=notice.doc_number,
        notice_title=notice.title or pack_id,
        populations=_populations(notice, ladder, consultation),
        count_basis='；'.join(dict.fromkeys(rung.count_basis for rung in ladder if rung.count_basis)) or None,
        forms=tuple(dict.fromkeys(form for form in named.values() if form)),
        forms_named=tuple(title for title, form in named.items() if form is None),
        ledgers=notice.required_ledgers,
        doubtful=tuple(dict.fromkeys(_doubts(notice))),
        reporting=reporting,
        consultation=consultation,
        instructors=_instructors(notice),
        stages=tuple(map(_stage, notice.stages)),
        targets=tuple(dict.fromkeys(one for target in notice.targets for one in _targets(target))),
        tasks=() if consultation else tuple(map(_task, _duties(notice))),
        ladder=ladder,
    )


def _short_title(title: str | None) -> str | None:
    """What a campaign is called: the notice's title without who issues it and what paper it is."""
    if title is None:
        return None
    issued = _MARKED.search(title)
    return (issued[1] if issued and '印发' in title else _AROUND.sub('', title)) or title


def _doubts(notice: Notice) -> Iterator[str]:
    """What is doubtful about the paper as a whole."""
    if notice.title is None:
        yield "标题没有识别出来。"
    if notice.date_of_document is None and notice.printed_date is None:
        yield "成文日期没有写明，按它推算的日子请核对。"
    told = [one.message for one in notice.problems if one.severity is Severity.REVIEW]
    absent = (name for name in notice.missing_attachments if not any(name in message for message in told))
    yield from (f"附件“{name}”未随文收到。" for name in absent)
    for target in notice.targets:
        if _value(target) is None:
            yield f"目标“{target.verbatim[:60]}”没有看出数值。"
    yield from told


def _populations(
    notice: Notice, ladder: Sequence[LadderRule], consultation: Consultation | None
) -> tuple[Population, ...]:
    asked = notice.primary_recipients
    units = (Population('units', units=asked.list, verbatim=asked.raw),) if asked and asked.list else ()
    if consultation:
        return units or (Population('units', doubt="没有写明向哪些单位征求意见"),)
    kinds = _kinds(notice.title or '')
    kinds |= {kind for target in notice.targets for kind in _kinds_of(target)}
    if any('enterprises' not in rung.applies_to for rung in ladder):
        kinds.add('organisations')
    found = [Population(kind, doubt=_WHOLE[kind]) for kind in _WORDS if kind in kinds]
    return (*found, *units) or (Population('units', doubt="没有看出对象是哪些单位"),)


_WHOLE: dict[PopulationKind, str] = {
    'organisations': "通知没有逐家点名，暂按台账里全部社会组织",
    'enterprises': "企业名单不在社会组织台账里，需另行导入",
    'counties': "县（区）名单需核对",
    'towns': "乡镇（街道）名单需另行导入",
    'parks': "园区名单需另行导入",
}


def _kinds(text: str) -> set[PopulationKind]:
    return {kind for kind, words in _WORDS.items() if words.search(text)}


def _kinds_of(target: Target) -> list[PopulationKind]:
    """Whom a target counts: its scope says, or where it has none its metric."""
    named = _kinds(target.scope or target.metric or '')
    return [kind for kind in _WORDS if kind in named]


def _consultation(notice: Notice) -> Consultation | None:
    """Who is asked for comments by when, of a paper that asks for them."""
    if not _ASKS.search(notice.title or ''):
        return None
    duty = next((one for one in notice.obligations if '意见' in one.verbatim), None)
    marked = _MARKED.search(notice.title or '')
    draft = next((name for name in notice.attachments if '征求意见' in name or '稿' in name), None)
    return Consultation(
        draft_title=draft or (marked[1] if marked else notice.title or ''),
        deadline=_day(duty.deadline_iso) if duty else None,
        deadline_text=duty.deadline_text if duty else None,
        units=notice.primary_recipients.list if notice.primary_recipients else (),
        reply_to=duty.report_to if duty else None,
        verbatim=duty.verbatim if duty else None,
        where=where_to_text(duty.where) if duty else None,
        doubt=None if duty and duty.deadline_iso else "没有看出反馈意见的期限",
    )


def _instructors(notice: Notice) -> Dispatching | None:
    sends = _SENDS.search(notice.title or '')
    if not sends:
        return None
    doubt = "通知没有写明只派给未建党组织的单位，暂按未建的；选派期请核对"
    return Dispatching(Is('established', (False,)), verbatim=notice.title, doubt=doubt)


def _stage(stage: Stage) -> CampaignStage:
    start, end = _day(stage.start), _day(stage.end)
    if start and end and end < start:
        start, end = None, None
    missing = [word for word, day in (("起日", start), ("止日", end)) if day is None]
    doubt = f"没有看出{'、'.join(missing)}" if missing else None
    if stage.score < SURE:
        doubt = doubt or "起止日是推算的，请核对"
    return CampaignStage(stage.name, start, end, where=where_to_text(stage.where), doubt=doubt)


def _targets(target: Target) -> Iterator[CampaignTarget]:
    """One goal, or one for each kind of bodies that it sets the same goal for (均达到)."""
    value = _value(target)
    if value is None:
        return
    kinds = _kinds_of(target)
    each = len(kinds) > 1 and _EACH.search(target.verbatim)
    doubts = [
        "" if target.metric else "没有看出数的是什么",
        "几类对象合在一句里，是否分别计算请核对" if len(kinds) > 1 and not each else "",
        "这个数是否为目标，请核对" if target.score < SURE else "",
    ]
    one = CampaignTarget(
        metric=target.metric or target.verbatim,
        comparator=target.comparator,  # type: ignore[arg-type]  # one of the signs that Target documents
        value=value,
        unit=target.unit,
        scope=target.scope,
        by=_day(target.by),
        base=target.base,
        verbatim=target.verbatim,
        where=where_to_text(target.where),
        doubt='；'.join(filter(None, doubts)) or None,
    )
    for kind in kinds if each else kinds[:1] if len(kinds) == 1 else [None]:
        yield replace(one, population=kind)


def _value(target: Target) -> int | Decimal | tuple[int | Decimal, ...] | None:
    """The printed number exactly, a pair for a range; None where the comparator asks for another."""
    listed = target.value if isinstance(target.value, list | tuple) else [target.value]
    numbers = tuple(number for one in listed if (number := _number(one)) is not None)
    wanted = {'between': 2}.get(target.comparator, 1)
    if target.comparator not in COMPARATORS or not len(listed) == len(numbers) == wanted:
        return None
    return numbers if wanted == 2 else numbers[0]


def _number(value: Any) -> int | Decimal | None:
    if isinstance(value, float):
        return Decimal(str(value))
    return value if isinstance(value, int | Decimal) and not isinstance(value, bool) else None


def _duties(notice: Notice) -> list[Obligation]:
    """What is to be done, in the paper's order where lines tell it; of one line what has a limit first."""
    listed = [*notice.obligations, *notice.standing_duties]
    return sorted(listed, key=lambda duty: duty.where.line or 0)


def _task(duty: Obligation) -> CampaignTask:
    open_limit = duty.deadline_text and not (duty.deadline_iso or duty.relative or duty.recurrence)
    from_issue = duty.relative is not None and duty.deadline_iso is None
    doubts = [
        "" if duty.who else "没有看出由谁办",
        f"期限“{duty.deadline_text}”没有算出日子" if open_limit else "",
        "起算日待填" if from_issue else "",
        "这一句是否为任务，请核对" if duty.score < SURE else "",
    ]
    return CampaignTask(
        what=duty.what or duty.verbatim,
        who=duty.who,
        deadline=_day(duty.deadline_iso),
        deadline_text=duty.deadline_text,
        relative=duty.relative,
        recurrence=duty.recurrence,
        report_to=duty.report_to,
        scope=duty.scope,
        verbatim=duty.verbatim,
        where=where_to_text(duty.where),
        doubt='；'.join(filter(None, doubts)) or None,
    )


def _day(iso: str | None) -> dt.date | None:
    return dt.date.fromisoformat(iso) if iso else None
