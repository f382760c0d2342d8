"""campaign propose, lines, accept, change, reject, alternatives: the plan, and what people decide of it."""

from __future__ import annotations

import sys
from typing import Any

import click

from commands.edge import Shown, echo_json, say, workplace
from model.errors import UsageFault
from office import plan_acts, plan_decisions, plan_looking
from office.plan_decisions import Decided
from office.plan_looking import STATES, PlanDecision
from office.plan_work import Named, Proposed
from store.plans import LineState

JSON = click.option('--json', 'as_json', is_flag=True, help="用 JSON 给出结果。")
CAMPAIGN = click.argument('pack_id', metavar="活动")
_SHOWN = 3
NUMBERS = click.argument('numbers', type=int, nargs=-1, metavar="编号...")


@click.command(cls=Shown, help="拟出逐家的计划：定得下的办法、联合组、指导员，由人逐条决定。")
@CAMPAIGN
@click.option(
    '--seconds',
    type=click.FloatRange(0, 3600),
    default=60,
    show_default=True,
    metavar="秒",
    help="编组最多用多久。",
)
@click.option('--candidates', is_flag=True, help="有几个办法可选、其中有联合组建的，也拟编组。")
@click.option('--names', is_flag=True, help="没有列入的也逐家列出。")
@JSON
@click.pass_context
def propose(ctx: click.Context, /, pack_id: str, *, as_json: bool, names: bool, **given: Any) -> None:
    """The program's lines, in place of its earlier ones."""
    if sys.stderr.isatty():
        say(ctx, f"正在编组，最多用{given['seconds']:g}秒……")
    with workplace(ctx) as place:
        done = plan_acts.propose(place, pack_id, **given)
    if as_json:
        echo_json(done)
        return
    for line in _proposed_lines(done, names):
        click.echo(line)


def _proposed_lines(done: Proposed, every: bool) -> list[str]:
    methods = '、'.join(f"{method}{count}家" for method, count in done.methods.items())
    told = [f"拟出{done.lines}行待人决定{f'：{methods}' if methods else ''}。"]
    if done.decided or done.established:
        told.append(f"人已定的{done.decided}家不动；已建立党组织的{done.established}家不列入。")
    for group in done.groups:
        names = '、'.join(one.name for one in group.organisations)
        into = f"（并入{group.joins}）" if group.joins else ""
        told += [f"第{group.number}组{into}　{names}", *(f"　{reason}" for reason in group.reasons)]
    told += [f"没有编进组　{_who(one)}" for one in done.alone]
    if done.proof:
        told.append(f"编组：{done.proof}。")
    for why, ones in done.left_out.items():
        told.append(f"没有列入（{why}）{len(ones)}家")
        told += [f"　{_who(one)}" for one in (ones if every else ones[:_SHOWN])]
        told += [f"　……其余{len(ones) - _SHOWN}家加 --names 列出"] if len(ones) > _SHOWN and not every else []
    told += [f"人定的组还不合要求　{one}" for one in done.incomplete]
    told += done.notes
    return [*told, f"逐条决定：shoufa campaign lines {done.campaign}，再用 accept、change、reject。"]


def _who(one: Named) -> str:
    return '　'.join(filter(None, (one.name, one.region, one.why)))


@click.command(cls=Shown, help="计划的各行：办法、联合组、理由，人的决定。")
@CAMPAIGN
@click.option('--state', metavar="状态", help=f"只看一种：{'、'.join(STATES.values())}。")
@JSON
@click.pass_context
def lines(ctx: click.Context, pack_id: str, state: str | None, as_json: bool) -> None:
    """Every line, or those in one state."""
    wanted = _state(state) if state else None
    with workplace(ctx) as place:
        found = plan_looking.lines_of(place, pack_id, wanted)
    if as_json:
        echo_json(found)
        return
    for one in found:
        click.echo(line_told(one))
        for reason in one.reasons:
            click.echo(f"　{reason}")
    counts = '，'.join(
        f"{label}{count}"
        for key, label in STATES.items()
        if (count := sum(one.state == key for one in found))
    )
    click.echo(f"共 {len(found)} 行{f'：{counts}' if counts else ''}")


def _state(word: str) -> LineState:
    known = next((key for key, label in STATES.items() if word in {key, label}), None)
    if known is None:
        raise UsageFault(f"没有状态“{word}”。可用：{'、'.join(STATES.values())}。")
    return known


def line_told(one: PlanDecision) -> str:
    """A line of the plan on one line."""
    group = f"第{one.branch}组" if one.branch is not None else ""
    sent = "并派指导员" if one.instructor and '派' not in one.method else ""
    why = f"（{one.why}）" if one.why else ""
    warning = f"〔{one.warning}，请重新核定〕" if one.warning else ""
    parts = (
        str(one.number),
        one.name,
        one.region,
        one.method,
        group,
        sent,
        f"{STATES[one.state]}{why}",
        warning,
    )
    return '　'.join(filter(None, parts))


@click.command(cls=Shown, help="采用计划的若干行，或 --all 采用全部合要求的。")
@CAMPAIGN
@NUMBERS
@click.option('--all', 'every', is_flag=True, help="待定的全部采用；不合要求的列出，不采用。")
@JSON
@click.pass_context
def accept(ctx: click.Context, pack_id: str, numbers: tuple[int, ...], every: bool, as_json: bool) -> None:
    """Agree to lines."""
    if bool(numbers) == every:
        raise UsageFault("请写明采用哪几行的编号，或用 --all 采用全部（二者只用一个）。")
    with workplace(ctx) as place:
        done = plan_decisions.accept(place, pack_id, numbers, every=every)
    _tell(done, as_json)


@click.command(cls=Shown, help="改定：另选办法，或改编进另一组、新编一组。")
@CAMPAIGN
@click.argument('whom', nargs=-1, required=True, metavar="编号或单位...")
@click.option('--method', required=True, metavar="办法", help="通知里的办法，如 单独组建。")
@click.option(
    '--branch', metavar="组号或new", help="联合组建编进哪一组；new 新编一组；不写则下次 propose 编组。"
)
@JSON
@click.pass_context
def change(
    ctx: click.Context, /, pack_id: str, whom: tuple[str, ...], method: str, branch: str | None, as_json: bool
) -> None:
    """Another method or another group."""
    with workplace(ctx) as place:
        done = plan_decisions.change(place, pack_id, whom, method, branch)
    _tell(done, as_json)


@click.command(cls=Shown, help="不采用计划的若干行，写明理由；以后不再照样拟。")
@CAMPAIGN
@NUMBERS
@click.option('--why', required=True, metavar="理由", help="为什么不采用。")
@JSON
@click.pass_context
def reject(ctx: click.Context, pack_id: str, numbers: tuple[int, ...], why: str, as_json: bool) -> None:
    """Turn lines down."""
    if not numbers:
        raise UsageFault("请写明不采用哪几行的编号。")
    with workplace(ctx) as place:
        done = plan_decisions.reject(place, pack_id, numbers, why)
    _tell(done, as_json)


def _tell(done: Decided, as_json: bool) -> None:
    if as_json:
        echo_json(done)
        return
    for line in (*done.told, *(f"没有采用　{one}" for one in done.not_done), *done.lacking):
        click.echo(line)
    click.echo(f"共 {len(done.told)} 行")


@click.command(cls=Shown, help="一家单位还可以编进哪些组，最相近的在前。")
@CAMPAIGN
@click.argument('organisation', metavar="单位")
@JSON
@click.pass_context
def alternatives(ctx: click.Context, pack_id: str, organisation: str, as_json: bool) -> None:
    """Other groups for one organisation."""
    with workplace(ctx) as place:
        found = plan_looking.alternatives(place, pack_id, organisation)
    if as_json:
        echo_json(found)
        return
    for one in found:
        breaks = "　（它现在的组会因此不够）" if one.breaks else ""
        more = f"，增加不相近{one.added}" if one.added else ""
        click.echo(f"{one.name}　{'、'.join(one.organisations)}{more}{breaks}")
        for reason in one.reasons:
            click.echo(f"　{reason}")
    click.echo(
        f"共 {len(found)} 组" if found else "没有别的组有空位。可用 campaign change … --branch new 新编一组。"
    )
