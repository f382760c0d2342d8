"""campaign: packs, what they mean for each organisation."""

from __future__ import annotations

from pathlib import Path

import click

from commands.campaign_view import held_in_short, pack_to_lines
from commands.edge import FILE, Group, Line, echo_json, say, workplace
from model.campaign import PlanLine
from office import planning
from office.naming import label_of
from office.plan_looking import STATES, PlanDecision, lines_of

JSON = click.option('--json', 'as_json', is_flag=True, help="用 JSON 给出结果。")
DRAFT_NAMES = {
    'written': "已起草",
    'unchanged': "没有变化",
    'beside': "原有的没有动；新稿另存为",
}
PLAN_NAMES = {
    'established': "已建",
    'one_method': "已定",
    'candidates': "待选",
    'doubtful': "存疑",
    'unknown': "缺数",
    'no_rule': "无规定",
}
EMPTY = "台账里没有这个活动覆盖的社会组织。先用 shoufa ledger import 导入台账。"
LINES = {
    'propose': Line('commands.campaign_plan', 'propose', "拟出逐家的计划：办法、联合组、指导员，由人决定。"),
    'lines': Line('commands.campaign_plan', 'lines', "计划的各行和人的决定。"),
    'accept': Line('commands.campaign_plan', 'accept', "采用计划的若干行，或全部。"),
    'change': Line('commands.campaign_plan', 'change', "改定：另选办法，或改编进另一组。"),
    'reject': Line('commands.campaign_plan', 'reject', "不采用计划的若干行，写明理由。"),
    'alternatives': Line('commands.campaign_plan', 'alternatives', "一家单位还可以编进哪些组。"),
    'eligible': Line('commands.campaign_told', 'eligible', "应建未建：两种口径并列，附名单。"),
    'clear': Line('commands.campaign_told', 'clear', "未建党组织的各家，五个清还缺什么。"),
    'responsible': Line('commands.campaign_told', 'responsible', "党建责任主体。"),
    'select': Line('commands.campaign_select', 'select', "谁主管，谁选派：本单位的和转办清单。"),
    'targets': Line('commands.campaign_told', 'targets', "目标完成情况：分子、分母、是否达到。"),
}


@click.group(cls=Group, help="活动：从通知起草、查看、启动、计划。", lines=LINES)
def campaign() -> None:
    """Campaigns."""


@campaign.command('list', help="列出活动。")
@JSON
@click.pass_context
def campaign_list(ctx: click.Context, as_json: bool) -> None:
    """Every pack at hand and whether it runs."""
    with workplace(ctx) as place:
        listed = planning.list_packs(place)
        for fault in planning.faulty_packs(place).values():
            say(ctx, fault.message)
    if as_json:
        echo_json(
            [
                {'id': pack.id, 'title': pack.title, 'notice': pack.notice_number, 'started': day}
                for pack, day in listed
            ]
        )
        return
    for pack, day in listed:
        running = f"{day:%Y-%m-%d} 启动" if day else "未启动"
        click.echo(
            f"{pack.id}　{pack.title}　{pack.notice_number or '无文号'}　{running}{held_in_short(pack)}"
        )


@campaign.command('show', help="一个活动的规定：范围、办法、阶段、期次、目标、任务。")
@click.argument('pack_id', metavar="活动")
@JSON
@click.pass_context
def campaign_show(ctx: click.Context, pack_id: str, as_json: bool) -> None:
    """A pack."""
    with workplace(ctx) as place:
        pack = planning.pack_named(place, pack_id)
        days = planning.round_days(pack)
    if as_json:
        echo_json({'pack': pack, 'rounds': days})
        return
    for line in pack_to_lines(pack, days):
        click.echo(line)


@campaign.command('draft', help="从通知起草活动：每行附原句和出处，存疑的标出来待确认。")
@click.argument('notice', metavar="通知")
@click.option('--out', type=FILE, metavar="文件.toml", help="写到这个文件；不写则放进办公室的 活动/。")
@JSON
@click.pass_context
def campaign_draft(ctx: click.Context, notice: str, out: Path | None, as_json: bool) -> None:
    """A pack from a notice: a file, or a number of the register."""
    from office import drafting

    if out and Path(notice).is_file():
        done = drafting.draft_file(Path(notice), out)
    else:
        with workplace(ctx) as place:
            done = drafting.draft_pack(place, notice, out)
    if as_json:
        echo_json(done)
        return
    click.echo(f"{DRAFT_NAMES[done.status]}　{done.file}")
    for doubt in done.doubts:
        click.echo(f"待确认　{doubt}")
    click.echo(f"共{len(done.doubts)}处待确认。确认后启动：shoufa campaign start {done.pack}")


@campaign.command('start', help="启动一个活动。")
@click.argument('pack_id', metavar="活动")
@click.pass_context
def campaign_start(ctx: click.Context, pack_id: str) -> None:
    """Begin a campaign."""
    with workplace(ctx) as place:
        click.echo(planning.start(place, pack_id))


@campaign.command('plan', help="每家单位该用什么办法，附通知原句；人已定的一并列出。")
@click.argument('pack_id', metavar="活动")
@click.option('--by', type=click.Choice(['region']), metavar="region", help="只要各县（区）的家数。")
@JSON
@click.pass_context
def campaign_plan(ctx: click.Context, pack_id: str, by: str | None, as_json: bool) -> None:
    """What the campaign means for each organisation."""
    if by:
        _by_region(ctx, pack_id, as_json)
        return
    with workplace(ctx) as place:
        lines = planning.plan_of(place, pack_id)
        unread = planning.open_rungs(planning.pack_named(place, pack_id))
        decided = {one.organisation: one for one in lines_of(place, pack_id)}
    if as_json:
        told = [(planning.line_to_plain(line), decided.get(line.organisation)) for line in lines]
        echo_json([{**plain, 'decision': decision} for plain, decision in told])
        return
    for line in lines:
        _show_plan_line(line, decided.get(line.organisation))
    for rung in unread:
        click.echo(f"条件待确认，没有逐家套用　{rung.method}：“{rung.verbatim}”")
    if not lines:
        click.echo(EMPTY)


def _show_plan_line(line: PlanLine, decision: PlanDecision | None) -> None:
    sent = "　要派指导员" if line.instructor else ""
    click.echo(f"{line.organisation}　{line.name}　{PLAN_NAMES[line.state]}{sent}")
    for method in line.methods:
        doubt = f"（存疑：{method.reason}）" if method.doubtful else ""
        click.echo(f"　{method.method}{doubt}：“{method.verbatim}”")
    if line.missing:
        click.echo(f"　缺：{'、'.join(map(label_of, line.missing))}")
    if decision:
        group = f"　第{decision.branch}组" if decision.branch is not None else ""
        click.echo(f"　计划第{decision.number}行：{decision.method}{group}　{STATES[decision.state]}")


def _by_region(ctx: click.Context, pack_id: str, as_json: bool) -> None:
    from office import plan_counts

    with workplace(ctx) as place:
        counted = plan_counts.by_region(place, pack_id)
    if as_json:
        echo_json(counted)
        return
    for one in counted:
        states = '，'.join(f"{PLAN_NAMES[state]}{count}家" for state, count in one.states.items())
        click.echo(f"{one.region}　{one.organisations}家：{states}")
        for method, count in one.methods.items():
            doubtful = one.doubtful.get(method)
            click.echo(f"　{method}　{count}家{f'（其中存疑{doubtful}家）' if doubtful else ''}")
    if not counted:
        click.echo(EMPTY)
