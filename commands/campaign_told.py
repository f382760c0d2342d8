"""campaign eligible, clear, responsible, targets: what the ledger says of a campaign."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import click

from commands.campaign_view import COMPARATOR_NAMES, POPULATION_NAMES
from commands.edge import FILE, Shown, echo_json, workplace
from ledger.coverage import WAYS, Dimension
from model.campaign import CampaignTarget
from model.errors import UsageFault
from model.planning import EligibleState
from office import eligible_acts
from office import targets as measuring
from office.eligible_acts import EligibleRegion
from office.plan_work import Named
from office.targets import NAMES, Share

JSON = click.option('--json', 'as_json', is_flag=True, help="用 JSON 给出结果。")
CAMPAIGN = click.argument('pack_id', metavar="活动")
_STATES: dict[EligibleState, str] = {
    'eligible_not_established': "应建未建",
    'established': "已建",
    'not_eligible': "不够条件",
    'unknown': "缺数",
}
_PARTS: dict[str, Dimension] = {'region': 'region', 'type': 'type', 'supervisor': 'supervisor'}


@click.command(cls=Shown, help="应建未建：各种口径并列，按县（区），附名单；缺数的单列。")
@CAMPAIGN
@click.option('--names', is_flag=True, help="缺数的也逐家列出。")
@JSON
@click.pass_context
def eligible(ctx: click.Context, pack_id: str, names: bool, as_json: bool) -> None:
    """Both definitions side by side."""
    with workplace(ctx) as place:
        found = eligible_acts.eligible(place, pack_id)
    if as_json:
        echo_json(found)
        return
    for one in found.definitions:
        click.echo(f"{one.name}　{one.verbatim or ''}".rstrip())
    told = [one.name for one in found.definitions]
    for region in found.regions:
        click.echo(region.region)
        for name in told:
            click.echo(f"　{_counted(region, name)}")
            if region is not found.regions[0]:
                for line in _named(region, name, names):
                    click.echo(f"　　{line}")
    if found.differing:
        click.echo(
            f"各口径不一致的{len(found.differing)}家：{'、'.join(one.name for one in found.differing)}"
        )
    for asked in found.questions:
        click.echo(f"请核实　{_who(asked)}")


def _counted(region: EligibleRegion, name: str) -> str:
    counts = region.counts.get(name, {})
    told = '，'.join(f"{label}{counts.get(state, 0)}家" for state, label in _STATES.items())
    return f"{name}：{told}"


def _named(region: EligibleRegion, name: str, every: bool) -> list[str]:
    lines = []
    if region.names.get(name):
        lines.append(f"应建未建：{'、'.join(one.name for one in region.names[name])}")
    if every:
        lines += [_who(one) for one in region.unknown.get(name, ())]
    return lines


def _who(one: Named) -> str:
    return '　'.join(filter(None, (one.name, one.region, one.why)))


@click.command(cls=Shown, help="未建党组织的各家，“五个清”哪几项清了、还缺什么。")
@CAMPAIGN
@click.option('--out', type=FILE, metavar="文件.xlsx", help="写成 Excel。")
@JSON
@click.pass_context
def clear(ctx: click.Context, pack_id: str, out: Path | None, as_json: bool) -> None:
    """What is clear about those without a branch."""
    with workplace(ctx) as place:
        found = eligible_acts.clear(place, pack_id)
        if out:
            eligible_acts.write_clear(found, out)
    if as_json:
        echo_json(found)
        return
    for one in found.lines if not out else ():
        missing = '；'.join(f"{item}缺{'、'.join(facts)}" for item, facts in one.missing.items())
        click.echo(f"{one.name}　{one.region or '县（区）未填'}　{missing or '都清'}")
    whole = len(found.lines)
    counts = '，'.join(f"{item}{count}/{whole}" for item, count in found.counts.items())
    click.echo(f"未建党组织（含未填是否建立）的{whole}家，已清：{counts}")
    if out:
        click.echo(f"已写入{out}。")


@click.command(cls=Shown, help="党建责任主体：按通知的规定，每家由谁负责；拿不准的由人定。")
@CAMPAIGN
@click.option('--names', is_flag=True, help="逐家列出。")
@JSON
@click.pass_context
def responsible(ctx: click.Context, pack_id: str, names: bool, as_json: bool) -> None:
    """Who answers for whom."""
    with workplace(ctx) as place:
        found = eligible_acts.responsible(place, pack_id)
    if as_json:
        echo_json(found)
        return
    for body in found.bodies:
        doubtful = f"，存疑{len(body.doubtful)}家" if body.doubtful else ""
        click.echo(f"{body.body}　{len(body.organisations)}家{doubtful}　{body.verbatim or ''}".rstrip())
        for one in body.organisations if names else ():
            click.echo(f"　{_who(one)}")
        for one in body.doubtful if names else ():
            click.echo(f"　存疑　{_who(one)}")
        for why, count in Counter(one.why for one in body.doubtful if not names).items():
            click.echo(f"　存疑{count}家　{why or ''}".rstrip())
    if found.no_rule:
        listed = f"：{'、'.join(one.name for one in found.no_rule)}" if names else ""
        click.echo(f"通知没有写到的{len(found.no_rule)}家{listed}")
    for rule in found.open_rules:
        click.echo(f"由人核对　{rule}")


@click.command(cls=Shown, help="目标完成情况：每项的分子、分母、是否达到；程序定不了的标明需人工核对。")
@CAMPAIGN
@click.option('--by', metavar="region", help="再按 region、type 或 supervisor 分列。")
@click.option('--no-liaisons', is_flag=True, help="工作覆盖不含联络员。")
@click.option('--task', 'named', multiple=True, metavar="序号=任务", help="指明第几项目标看任务表的哪一项。")
@JSON
@click.pass_context
def targets(
    ctx: click.Context,
    /,
    pack_id: str,
    by: str | None,
    *,
    no_liaisons: bool,
    named: tuple[str, ...],
    as_json: bool,
) -> None:
    """Coverage against targets."""
    if by and by not in _PARTS:
        raise UsageFault(f"--by 不认识“{by}”。可用：{'、'.join(_PARTS)}。")
    ways = tuple(one for one in WAYS if one != 'liaison') if no_liaisons else WAYS
    with workplace(ctx) as place:
        found = measuring.targets(place, pack_id, _PARTS[by] if by else None, ways, _tasks(named))
    if as_json:
        echo_json(found)
        return
    for one in found.coverage:
        click.echo(f"{NAMES[one.kind]}　{one.what}　{_share(one.lines[0])}")
        for line in one.lines[1:]:
            click.echo(f"　{line.key}　{_share(line)}")
    for state in found.targets:
        click.echo(f"目标{state.number}　{_target(state.target)}　{_reached(state)}")
        if state.lines:
            click.echo(f"　{state.source}　{_share(state.lines[0])}")
        for line in state.lines[1:]:
            click.echo(f"　　{line.key}　{_share(line)}")
        if state.note:
            click.echo(f"　{state.note}")
    if not found.targets:
        click.echo("通知没有定数量目标。")


def _tasks(named: tuple[str, ...]) -> dict[int, str]:
    found = {}
    for one in named:
        number, _, task = one.partition('=')
        if not number.strip().isdecimal() or not task.strip():
            raise UsageFault(f"--task “{one}”应写成 序号=任务，如 2=社会组织服务中心。")
        found[int(number)] = task.strip()
    return found


def _share(line: Share) -> str:
    unknown = f"（其中{line.unknown}家未填）" if line.unknown else ""
    return f"{line.numerator}/{line.denominator}　{line.rate or '—'}{unknown}"


def _target(target: CampaignTarget) -> str:
    values = target.value if isinstance(target.value, tuple) else (target.value,)
    whom = target.scope or (POPULATION_NAMES[target.population] if target.population else "")
    sign = COMPARATOR_NAMES.get(target.comparator, "")
    number = f"{target.metric}{sign}{'至'.join(map(str, values))}{target.unit or ''}"
    return '　'.join(filter(None, (whom, number, f"至迟{target.by}" if target.by else None)))


def _reached(state: measuring.TargetState) -> str:
    if state.reached is None:
        return "待定" if state.lines else measuring.BY_HAND
    return "已达到" if state.reached else "未达到"
