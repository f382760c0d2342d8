"""campaign, instructors, due."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import click

from commands.edge import DATE, FILE, Group, echo_json, workplace
from model.errors import UsageFault
from office import dues, instructing, planning
from office.naming import label_of
from text.phones import mask_phone

JSON = click.option('--json', 'as_json', is_flag=True, help="用 JSON 给出结果。")
OURS_NAMES = {'do': "要办", 'chase': "催办", 'know': "知悉"}
PLAN_NAMES = {
    'established': "已建",
    'one_method': "已定",
    'candidates': "待选",
    'doubtful': "存疑",
    'unknown': "缺数",
    'no_rule': "无规定",
}


@click.group(cls=Group, help="活动：查看、启动、计划。")
def campaign() -> None:
    """Campaigns."""


@campaign.command('list', help="列出活动。")
@JSON
@click.pass_context
def campaign_list(ctx: click.Context, as_json: bool) -> None:
    """Every pack at hand and whether it runs."""
    with workplace(ctx) as place:
        listed = planning.list_packs(place)
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
        click.echo(f"{pack.id}　{pack.title}　{pack.notice_number or ''}　{running}")


@campaign.command('show', help="一个活动的规定：范围、办法、阶段、期次。")
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
    click.echo(
        f"{pack.title}　依据《{pack.notice_title}》{pack.notice_number or ''}　计数口径：{pack.count_basis}"
    )
    for stage in pack.stages:
        click.echo(f"阶段　{stage.name}　{stage.start} 至 {stage.end}")
    for number, day in enumerate(days, start=1):
        click.echo(f"第{number}期　{day}")
    for rung in pack.ladder:
        click.echo(f"办法　{rung.method}：“{rung.verbatim}”")
    for doubt in pack.doubtful:
        click.echo(f"待确认　{doubt}")


@campaign.command('start', help="启动一个活动。")
@click.argument('pack_id', metavar="活动")
@click.pass_context
def campaign_start(ctx: click.Context, pack_id: str) -> None:
    """Begin a campaign."""
    with workplace(ctx) as place:
        click.echo(planning.start(place, pack_id))


@campaign.command('plan', help="每家单位该用什么办法，附通知原句。")
@click.argument('pack_id', metavar="活动")
@JSON
@click.pass_context
def campaign_plan(ctx: click.Context, pack_id: str, as_json: bool) -> None:
    """What the campaign means for each organisation."""
    with workplace(ctx) as place:
        lines = planning.plan_of(place, pack_id)
    if as_json:
        echo_json([planning.line_to_plain(line) for line in lines])
        return
    for line in lines:
        click.echo(f"{line.organisation}　{line.name}　{PLAN_NAMES[line.state]}")
        for method in line.methods:
            doubt = f"（存疑：{method.reason}）" if method.doubtful else ""
            click.echo(f"　{method.method}{doubt}：“{method.verbatim}”")
        if line.missing:
            click.echo(f"　缺：{'、'.join(map(label_of, line.missing))}")


@click.group(cls=Group, help="党建工作指导员：导入、查看。")
def instructors() -> None:
    """Instructors."""


@instructors.command('import', help="导入指导员名单（姓名、单位、职务、联系电话、联系社会组织）。")
@click.argument('file', type=FILE, metavar="文件")
@click.pass_context
def instructors_import(ctx: click.Context, file: Path) -> None:
    """Instructors and whom they serve."""
    with workplace(ctx) as place:
        done = instructing.import_instructors(place, file)
    click.echo(f"指导员{done.instructors}名，新安排联系{done.assigned}家。")
    for unknown in done.unknown:
        click.echo(f"台账里没有：{unknown}。请核对名称，或先把单位登记进台账。")


@instructors.command('list', help="列出指导员和各自联系的单位。")
@JSON
@click.pass_context
def instructors_list(ctx: click.Context, as_json: bool) -> None:
    """Instructors; telephones stay masked on screen."""
    with workplace(ctx) as place:
        listed = instructing.instructors(place)
    if as_json:
        echo_json([replace(one, phone=mask_phone(one.phone or '') or None) for one in listed])
        return
    for one in listed:
        click.echo(f"{one.id}　{one.name}　{one.unit}　{one.post or ''}　联系{len(one.organisations)}家")


@click.group(cls=Group, invoke_without_command=True, help="要办、要催的事和期限。")
@click.option('--all', 'everything', is_flag=True, help="连同知悉的和已办结的。")
@JSON
@click.pass_context
def due(ctx: click.Context, everything: bool, as_json: bool) -> None:
    """The board of duties."""
    if ctx.invoked_subcommand:
        return
    with workplace(ctx) as place:
        lines = dues.board(place, everything=everything)
    if as_json:
        echo_json(lines)
        return
    for line in lines:
        click.echo(_due_line(line))
    click.echo(f"共 {len(lines)} 项")


def _due_line(line: dues.Due) -> str:
    when = f"{line.deadline}" if line.deadline else line.deadline_text or "未写期限"
    if line.state == 'anchor_missing':
        when = f"起算日待填（{line.deadline_text}）"
    inner = f"，内部{line.internal_deadline}" if line.internal_deadline else ""
    late = "【已逾期】" if line.state == 'overdue' else ""
    note = f"（{line.note}）" if line.note else ""
    to = f"，报{line.report_to}" if line.report_to else ""
    return f"{line.number}　{OURS_NAMES[line.ours]}　{when}{inner}{late}　{line.what}{to}{note}"


@due.command('anchor', help="填起算日：下发日或收文日，依此算出期限。")
@click.argument('number', type=int, metavar="编号")
@click.option('--issued', type=DATE, help="通知下发的日子。")
@click.option('--received', type=DATE, help="收到通知的日子。")
@click.pass_context
def due_anchor(ctx: click.Context, number: int, issued: dt.date | None, received: dt.date | None) -> None:
    """Give a duty the day it is counted from."""
    day = issued or received
    if day is None or (issued and received):
        raise UsageFault("请在 --issued（下发日）和 --received（收文日）中选一个。")
    with workplace(ctx) as place:
        for duty in dues.anchor(place, number, 'issued' if issued else 'received', day):
            click.echo(f"{duty.number}　期限 {duty.deadline}　{duty.what or duty.verbatim}")


@due.command('close', help="办结，写明佐证材料。")
@click.argument('number', type=int, metavar="编号")
@click.option('--evidence', required=True, metavar="材料", help="文号或文件名。")
@click.pass_context
def due_close(ctx: click.Context, number: int, evidence: str) -> None:
    """A duty done."""
    with workplace(ctx) as place:
        dues.close(place, number, evidence)
    click.echo(f"第{number}号已办结：{evidence}")
