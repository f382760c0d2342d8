"""The plan of a campaign, decided line by line; its joint groups and the other groups one could be in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path
from urllib.parse import unquote

from starlette.responses import Response

from desk.lists import address_with, start_of, to_shown
from desk.ours import ours_told
from desk.pages.campaign import campaign_page, pack_of
from desk.pages.drafting import campaign_address
from desk.visit import CLERKS, Address, Visit, to
from desk.worked import worked
from model.errors import ShoufaError, UsageFault
from office import plan_acts, plan_counts, plan_decisions, plan_looking, plan_pages, planning
from office.pack_words import fact_label
from office.plan_decisions import Decided
from office.plan_looking import STATES
from office.plan_work import Proposed
from office.planning import pack_for
from store.plan_pages import PlanFilter

_SIZE = 50
_GROUPS = 20
_TOLD = 12
PLAN_STATES = {
    'established': "已建",
    'one_method': "已定",
    'candidates': "待选",
    'doubtful': "存疑",
    'unknown': "缺数",
    'no_rule': "无规定",
}

_under_way: set[tuple[Path, str]] = set()
"""Campaigns of an office whose plan is asked for and not there yet, be it that something else runs first."""


def show_plan(visit: Visit) -> Response:
    """Lines of the plan; every filter stands in the address."""
    pack = pack_for(visit.place, pack_of(visit).id, 'plan')
    working = (visit.place.rooms.root, pack.id) in _under_way
    branch = visit.asked('branch')
    wanted = PlanFilter(
        pack.id,
        visit.asked('state') if visit.asked('state') in STATES else '',
        visit.asked('method'),
        visit.asked('region'),
        int(branch) if branch.isdecimal() and len(branch) < 9 else None,
        visit.asked('q'),
    )
    found = plan_pages.plan_page(visit.place, wanted, start_of(visit, _SIZE), _SIZE)
    return campaign_page(
        visit,
        'plan.html',
        'plan',
        pack,
        wanted=wanted,
        found=found,
        shown=to_shown(visit, len(found.lines), found.total, _SIZE),
        states=STATES,
        methods=plan_pages.methods_of(visit.place, pack.id),
        counties=visit.place.office.counties,
        unread=planning.open_rungs(pack),
        here_again=address_with(visit),
        working=_task(pack.id) if working else '',
    )


def _task(pack_id: str) -> str:
    return f'plan:{pack_id}'


def do_propose(visit: Visit) -> Response:
    """The program's lines in place of its earlier ones, worked out behind the pages."""
    pack = pack_for(visit.place, pack_of(visit).id, 'plan')
    seconds, candidates = _seconds(visit.text('seconds')), visit.text('candidates') == 'yes'

    def act() -> None:
        try:
            with ours_told("程序出错了，原有的没有变。请把时间告诉维护人员。"):
                done = plan_acts.propose(visit.place, pack.id, seconds, candidates=candidates)
            visit.tell(*proposed_to_lines(done))
        except ShoufaError as error:
            visit.tell(f"计划没有拟成：{error.message}")
        finally:
            _under_way.discard(known)

    known = (visit.place.rooms.root, pack.id)
    if known in _under_way:
        visit.tell("这项活动的计划正在拟，没有另拟一次。")
        return to(campaign_address(pack.id, '/plan'))
    visit.desk.behind.check_room()
    _under_way.add(known)
    visit.desk.behind.start(_task(pack.id), act)
    visit.tell("正在拟计划，拟好后本页自动刷新。人已定的各行不动。")
    return to(campaign_address(pack.id, '/plan'))


def _seconds(text: str) -> float:
    return float(min(int(text), 600)) if text.isdecimal() and len(text) < 5 else 60.0


def proposed_to_lines(done: Proposed) -> list[str]:
    """What was proposed, and who has no line and why."""
    methods = "、".join(f"{method}{count}家" for method, count in done.methods.items())
    told = [f"拟出{done.lines}行待人决定{f'：{methods}' if methods else ''}。"]
    if done.decided or done.established:
        told.append(f"人已定的{done.decided}家不动；已建立党组织的{done.established}家不列入。")
    if done.groups:
        told.append(f"联合组{len(done.groups)}个。" + (f"编组：{done.proof}。" if done.proof else ""))
    told += [f"没有编进组：{one.name}（{one.why or '没有相近的'}）" for one in done.alone[:_TOLD]]
    told += [f"没有列入（{why}）{len(ones)}家" for why, ones in done.left_out.items()]
    return [*told, *done.incomplete[:_TOLD], *done.notes]


def do_decide(visit: Visit) -> Response:
    """Accept, turn down or change the lines chosen, each as it was shown."""
    pack, place = pack_of(visit), visit.place
    numbers = plan_pages.numbers_seen(place, pack.id, visit.texts('seen'))
    acts: dict[str, Callable[[], Decided]] = {
        'accept': lambda: plan_decisions.accept(place, pack.id, numbers),
        'reject': lambda: plan_decisions.reject(place, pack.id, numbers, visit.needed('why', "不采用的理由")),
        'change': lambda: plan_decisions.change(
            place,
            pack.id,
            [str(one) for one in numbers],
            visit.needed('method', "改成什么办法"),
            visit.text('branch') or None,
        ),
    }
    act = acts.get(visit.text('act'))
    if act is None:
        raise UsageFault("请选择怎样办：采用、不采用，还是改定。")
    _tell(visit, act())
    return _again(visit, campaign_address(pack.id, '/plan'))


def do_accept_all(visit: Visit) -> Response:
    """Agree to every open line that keeps the limits."""
    pack = pack_of(visit)
    _tell(visit, plan_decisions.accept(visit.place, pack.id, (), every=True))
    return to(campaign_address(pack.id, '/plan'))


def _tell(visit: Visit, done: Decided) -> None:
    visit.tell(
        f"已办{len(done.told)}行。",
        *(f"没有采用：{one}" for one in done.not_done[:_TOLD]),
        *done.lacking[:_TOLD],
    )


def _again(visit: Visit, page: str) -> Response:
    """The list as it was, filters and all."""
    back = visit.text('back')
    return to(back if back.startswith(f'{unquote(page)}?') else page)


def do_add(visit: Visit) -> Response:
    """A line for an organisation that has none, or another method for it."""
    pack = pack_of(visit)
    whom = [visit.needed('whom', "单位名称或代码")]
    method, branch = visit.needed('method', "办法"), visit.text('branch') or None
    _tell(visit, plan_decisions.change(visit.place, pack.id, whom, method, branch))
    return _again(visit, campaign_address(pack.id, '/plan/undecided' if visit.text('back') else '/plan'))


def show_undecided(visit: Visit) -> Response:
    """Those in no line, with what the notice gives each: ?state= ?region= ?q=."""
    pack, place = pack_for(visit.place, pack_of(visit).id, 'plan'), visit.place
    name = f'undecided:{pack.id}'
    found = worked(visit, name, pack, lambda: plan_pages.undecided(place, pack.id))
    state, region, words = visit.asked('state'), visit.asked('region'), visit.asked('q')
    meant = [
        one
        for one in found or ()
        if state in {'', one.state} and region in {'', one.region} and words in one.name
    ]
    start = start_of(visit, _SIZE)
    return campaign_page(
        visit,
        'undecided.html',
        'plan',
        pack,
        found=found,
        working=name,
        counts=Counter(one.state for one in found or ()),
        listed=meant[start : start + _SIZE],
        shown=to_shown(visit, len(meant) - start, len(meant), _SIZE),
        states=PLAN_STATES,
        state=state,
        region=region,
        words=words,
        counties=place.office.counties,
        methods=plan_pages.methods_of(place, pack.id),
        label=fact_label,
        here_again=address_with(visit),
    )


def show_groups(visit: Visit) -> Response:
    """The joint groups with their organisations."""
    pack = pack_for(visit.place, pack_of(visit).id, 'plan')
    found = plan_pages.group_page(visit.place, pack.id, start_of(visit, _GROUPS), _GROUPS + 1)
    return campaign_page(
        visit,
        'groups.html',
        'groups',
        pack,
        groups=found[:_GROUPS],
        states=STATES,
        shown=to_shown(visit, len(found), None, _GROUPS),
        here_again=address_with(visit),
    )


def show_alternatives(visit: Visit) -> Response:
    """The groups that one organisation could be in instead: ?of=名称."""
    pack, name = pack_of(visit), visit.asked('of')
    if not name:
        raise UsageFault("请写明是哪一家单位。")
    found = plan_looking.alternatives(visit.place, pack.id, name)
    return campaign_page(visit, 'alternatives.html', 'groups', pack, whom=name, found=found)


def show_counts(visit: Visit) -> Response:
    """The plan's counts by county."""
    pack = pack_of(visit)
    name, place = f'counts:{pack.id}', visit.place
    counted = worked(visit, name, pack, lambda: plan_counts.by_region(place, pack.id))
    methods = list(dict.fromkeys(method for one in counted or () for method in one.methods))
    return campaign_page(
        visit,
        'plan_counts.html',
        'plan',
        pack,
        counted=counted,
        working=name,
        methods=methods,
        states=PLAN_STATES,
    )


ADDRESSES = (
    Address('/campaign/{pack}/plan', show_plan),
    Address('/campaign/{pack}/plan/counts', show_counts),
    Address('/campaign/{pack}/plan/undecided', show_undecided),
    Address('/campaign/{pack}/plan/propose', do_propose, CLERKS, 'POST'),
    Address('/campaign/{pack}/plan/decide', do_decide, CLERKS, 'POST'),
    Address('/campaign/{pack}/plan/accept-all', do_accept_all, CLERKS, 'POST'),
    Address('/campaign/{pack}/plan/add', do_add, CLERKS, 'POST'),
    Address('/campaign/{pack}/groups', show_groups),
    Address('/campaign/{pack}/alternatives', show_alternatives),
)
