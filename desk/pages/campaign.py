"""A campaign: how it stands, its coverage and targets as table and picture, 应建, 责任主体, 五个清."""

from __future__ import annotations

from typing import Any, NamedTuple

from starlette.responses import Response

from campaigns.doubts import doubts_of
from campaigns.pack_fields import COMPARATOR_WORDS, KIND_WORDS
from campaigns.rounds import reporting_to_text
from desk.pages.drafting import campaign_address
from desk.visit import CLERKS, Address, Visit, data, page
from ledger.coverage import WAYS, Dimension
from model.campaign import CampaignTarget, Pack
from model.errors import UsageFault
from office import plan_pages, planning
from office import targets as measuring
from office.pack_sources import source_of
from office.plan_looking import STATES
from office.targets import NAMES, Share
from office.tasks import list_tasks
from store.plan_pages import PlanFilter

PARTS: dict[str, tuple[str, Dimension]] = {
    'region': ("按县（区）", 'region'),
    'type': ("按类别", 'type'),
    'supervisor': ("按业务主管单位", 'supervisor'),
}
MOST_PARTS = 60


def pack_of(visit: Visit) -> Pack:
    """The campaign that the address names."""
    return planning.pack_named(visit.place, visit.request.path_params['pack'])


def campaign_page(visit: Visit, name: str, tab: str, pack: Pack, **told: Any) -> Response:
    """A page of a campaign with its tabs; after is the last news before the visit, for what is awaited."""
    told.setdefault('after', visit.after)
    return page(
        visit,
        name,
        title=pack.title,
        here='campaigns',
        tab=tab,
        tabs=tabs_of(pack),
        pack=pack,
        address=campaign_address(pack.id),
        may_edit=visit.may(*CLERKS),
        **told,
    )


def tabs_of(pack: Pack) -> list[tuple[str, str, str]]:
    """Key, words and address of what a campaign has pages for."""
    asked = [('overview', "概况", ''), ('returns', "收反馈" if pack.consultation else "收报表", '/returns')]
    if pack.consultation:
        listed = [*asked, ('comments', "意见", '/comments')]
    else:
        listed = [
            *asked[:1],
            ('plan', "逐家计划", '/plan'),
            ('groups', "联合组", '/groups'),
            ('select', "选派指导员", '/select'),
            ('targets', "覆盖和目标", '/targets'),
            ('eligible', "应建未建", '/eligible'),
            *([('responsible', "责任主体", '/responsible')] if pack.responsible else []),
            *([('clear', "摸底清单", '/clear')] if pack.clear else []),
            *asked[1:],
            ('tasks', "任务", '/tasks'),
            ('units', "单位名单", '/units'),
        ]
    return [
        (key, words, campaign_address(pack.id, rest))
        for key, words, rest in [*listed, ('draft', "规定", '/draft')]
    ]


def show_campaign(visit: Visit) -> Response:
    """How the campaign stands."""
    pack = pack_of(visit)
    try:
        plan = plan_pages.plan_page(visit.place, PlanFilter(pack.id), 0, 1)
    except UsageFault:
        plan = None
    return campaign_page(
        visit,
        'campaign.html',
        'overview',
        pack,
        started=planning.started_on(visit.place, pack.id),
        source=source_of(visit.place, pack),
        doubts=len(doubts_of(pack)),
        rounds=[(number, day) for number, day in enumerate(planning.round_days(pack), start=1)],
        how_often=reporting_to_text(pack.reporting) if pack.reporting else "",
        plan=plan,
        states=STATES,
        today=visit.place.today,
    )


class Bar(NamedTuple):
    """One bar of a chart: where it stands and how wide its parts are, in the chart's own units."""

    line: Share
    y: int
    share: float
    unknown: float


_WIDE, _HIGH = 320, 26


def lines_to_bars(lines: tuple[Share, ...]) -> list[Bar]:
    """Each share as a bar; what nobody filled in is drawn beside it. Widths are geometry, not figures."""
    return [
        Bar(
            one,
            place * _HIGH,
            _WIDE * one.numerator / one.denominator if one.denominator else 0.0,
            _WIDE * one.unknown / one.denominator if one.denominator else 0.0,
        )
        for place, one in enumerate(lines)
    ]


def show_targets(visit: Visit) -> Response:
    """Coverage and targets as tables and pictures: ?by=region, ?liaisons=no, ?t=2=任务."""
    pack, by = pack_of(visit), visit.asked('by')
    part = PARTS[by][1] if by in PARTS else None
    liaisons = visit.asked('liaisons') != 'no'
    ways = WAYS if liaisons else tuple(one for one in WAYS if one != 'liaison')
    told = _tasks_told(visit)
    found = measuring.targets(visit.place, pack.id, part, ways, told)
    if visit.wants_json:
        return data(found)
    return campaign_page(
        visit,
        'targets.html',
        'targets',
        pack,
        coverage=found.coverage,
        targets=found.targets,
        names=NAMES,
        splits=PARTS,
        by=by if by in PARTS else '',
        liaisons=liaisons,
        bars=lines_to_bars,
        most=MOST_PARTS,
        in_words=target_to_words,
        by_hand=measuring.BY_HAND,
        tasks=list(dict.fromkeys(one.task for one in list_tasks(visit.place, pack.id))),
        told_tasks=told,
    )


def _tasks_told(visit: Visit) -> dict[int, str]:
    """Which task of the table a target is measured by: ?t=2=社会组织服务中心, as often as needed."""
    told = (one.partition('=') for one in visit.request.query_params.getlist('t'))
    return {int(number): task for number, _, task in told if number.isdecimal() and len(number) < 4 and task}


def target_to_words(target: CampaignTarget) -> str:
    """A target on one line."""
    values = target.value if isinstance(target.value, tuple) else (target.value,)
    whom = target.scope or (KIND_WORDS[target.population] if target.population else "")
    sign = "" if target.comparator in {'=', 'between'} else COMPARATOR_WORDS[target.comparator]
    number = f"{target.metric}{sign}{'至'.join(map(str, values))}{target.unit or ''}"
    return "　".join(filter(None, (whom, number, f"至迟{target.by}" if target.by else "")))


ADDRESSES = (
    Address('/campaign/{pack}', show_campaign),
    Address('/campaign/{pack}/targets', show_targets),
)
