"""campaign select: whose instructor it is, whom we propose, and the lists for the other units."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from typing import Any

import click

from commands.edge import DATE, FILE, Shown, echo_json, workplace
from model.errors import UsageFault
from office import select_acts
from office.config import Workplace
from office.select_acts import Selected

JSON = click.option('--json', 'as_json', is_flag=True, help="用 JSON 给出结果。")


@click.command(cls=Shown, help="谁主管，谁选派：本单位选派的和拟派的指导员，其他单位的转办清单。")
@click.argument('pack_id', metavar="活动")
@click.option('--most', type=click.IntRange(1), metavar="家", help="一名指导员最多联系几家。")
@click.option('--names', is_flag=True, help="转办清单逐家列出。")
@click.option('--out', type=FILE, metavar="文件.xlsx", help="写成 Excel：本单位一张，每个单位一张。")
@click.option('--apply', 'apply_', is_flag=True, help="把拟派的登记为选派；先列出，确认后才登记。")
@click.option('--yes', is_flag=True, help="与 --apply 同用，不再询问。")
@click.option('--start', type=DATE, help="选派期第一天；发函后再定可以不写。")
@click.option('--end', type=DATE, help="选派期最后一天；不写按通知的期限。")
@JSON
@click.pass_context
def select(ctx: click.Context, /, pack_id: str, most: int | None, *, as_json: bool, **given: Any) -> None:
    """Ours and the others."""
    if (given['start'] or given['end'] or given['yes']) and not given['apply_']:
        raise UsageFault("--start、--end、--yes 要与 --apply 同用。")
    with workplace(ctx) as place:
        found = select_acts.selection(place, pack_id, most)
        if as_json:
            echo_json(found)
        else:
            _show(found, given['names'])
        if given['out']:
            sheets = select_acts.write_selection(found, given['out'])
            click.echo(f"已写入{given['out']}，共{sheets}张表。", err=as_json)
        if given['apply_']:
            _apply(place, found, given['yes'], (given['start'], given['end']), as_json)


def _show(found: Selected, names: bool) -> None:
    new = sum(one.instructor is not None and not one.arranged for one in found.ours)
    held = sum(one.arranged for one in found.ours)
    handed = sum(len(one.organisations) for one in found.handovers)
    open_ = len(found.ours) - held - new
    click.echo(f"本单位选派{len(found.ours)}家：已安排{held}家，拟安排{new}家，尚无人选{open_}家。")
    for name, count in found.loads:
        click.echo(f"　{name}　联系{count}家")
    for one in found.ours if names else ():
        planned = "（拟）" if one.instructor and not one.arranged else ""
        click.echo(
            f"　{one.name}　{one.region or '县（区）未填'}　{one.instructor_name or one.note}{planned}"
        )
    notes = Counter(one.note for one in found.ours if one.note and not names)
    for note, count in notes.items():
        click.echo(f"　{note}：{count}家")
    click.echo(f"转办{len(found.handovers)}个单位，共{handed}家：")
    for unit in found.handovers:
        click.echo(f"　{unit.unit}　{len(unit.organisations)}家")
        if names:
            click.echo(f"　　{'、'.join(one.name for one in unit.organisations)}")
    for lost in found.unclear:
        click.echo(f"待明确　{lost.name}　{lost.why}")
    if found.unknown:
        listed = f"：{'、'.join(one.name for one in found.unknown)}" if names else ""
        lacking = f"（{found.lacking}）" if found.lacking else ""
        click.echo(f"台账没有填全{lacking}、不能断定是否要派的{len(found.unknown)}家，没有列入{listed}。")


def _apply(
    place: Workplace, found: Selected, yes: bool, term: tuple[dt.date | None, dt.date | None], quiet: bool
) -> None:
    new = sum(one.instructor is not None and not one.arranged for one in found.ours)
    if not new:
        click.echo("没有要新登记的选派。", err=quiet)
        return
    if not yes and not click.confirm(f"登记以上拟安排的{new}家？", err=True):
        click.echo("没有登记。", err=quiet)
        return
    done = select_acts.apply(place, found, *term)
    click.echo(f"已登记选派{done}家。" + ("" if term[0] else "起始日待发函后填。"), err=quiet)
