"""ledger stats, statements: how many, how far, and why other than before."""

from __future__ import annotations

import datetime as dt
from typing import Any

import click

from commands.edge import DATE, Shown, echo_json, workplace
from model.errors import UsageFault
from model.serialise import to_plain
from office import counting
from office.comparing import Compared, compare, step_label

JSON = click.option('--json', 'as_json', is_flag=True, help="用 JSON 给出结果。")


@click.command(cls=Shown, help="家数和覆盖率；两个日期的对比；留存报数。")
@click.option('--by', default='', metavar="region,type,method", help="按什么分，逗号隔开；不写为合计。")
@click.option('--as-of', type=DATE, help="按这一天结束时台账的记载。")
@click.option('--on', type=DATE, help="这一天实际的情况（按现在的了解）。")
@click.option('--no-liaisons', is_flag=True, help="工作覆盖不含联络员。")
@click.option('--compare', 'days', type=(DATE, DATE), metavar="日期 日期", help="期初到期末为什么变了。")
@click.option('--save', 'note', metavar="说明", help="把这次报数原样留存，如 --save 省厅电话。")
@JSON
@click.pass_context
def stats(ctx: click.Context, /, by: str, *, as_json: bool, **given: Any) -> None:
    """Numerators, denominators and rates; a sentence to read out; a bridge between two days."""
    as_of, on, note = given['as_of'], given['on'], given['note']
    if given['days']:
        _compare(ctx, given['days'], as_json)
        return
    if on and (by or as_of):
        raise UsageFault("--on 不能与 --by、--as-of 同用。")
    dimensions = [part.strip() for part in by.split(',') if part.strip()]
    with workplace(ctx) as place:
        lines = [] if on else counting.stats(place, dimensions, as_of)
        told = counting.tell(place, as_of, on, liaisons=not given['no_liaisons'])
        beside = None if on else counting.beside_last(place, told)
        number = counting.save_statement(place, told, note) if note else None
    if as_json:
        echo_json([{**to_plain(line), 'rate': rate} for line, rate in lines] or to_plain(told))
        return
    click.echo(told.sentence)
    click.echo(told.approved)
    if beside:
        click.echo(beside)
    for line, rate in lines if dimensions else ():
        unknown = f"（其中{line.unknown}家未填是否建立）" if line.unknown else ""
        click.echo(f"{line.key}：{line.numerator}/{line.denominator}　{rate or '—'}{unknown}")
    if number:
        click.echo(f"已留存为第{number}次报数（{note}）。")


def _compare(ctx: click.Context, days: tuple[dt.date, dt.date], as_json: bool) -> None:
    with workplace(ctx) as place:
        found = compare(place, *days)
    if as_json:
        echo_json(found)
        return
    click.echo(found.sentence)
    for line in _names(found):
        click.echo(line)


def _names(found: Compared) -> list[str]:
    lines = []
    for about, bridge in (('population', found.population), ('established', found.established)):
        if bridge.steps:
            lines.append("家数：" if about == 'population' else "已建党组织：")
        lines += [f"　{step_label(step, about)}：{'、'.join(step.names)}" for step in bridge.steps]
    if found.renamed:
        told = '；'.join(f"{old}→{new}" for old, new in found.renamed)
        lines.append(f"更名{len(found.renamed)}家（不计增减）：{told}")
    return lines


@click.command(cls=Shown, help="留存过的报数，原样。")
@click.argument('number', type=int, required=False, metavar="[次]")
@JSON
@click.pass_context
def statements(ctx: click.Context, number: int | None, as_json: bool) -> None:
    """What was said before, as it was said."""
    with workplace(ctx) as place:
        found = counting.saved_statements(place)
    wanted = [one for one in found if number in {None, one.number}]
    if number is not None and not wanted:
        raise UsageFault(f"没有第{number}次报数。")
    if as_json:
        echo_json(wanted)
        return
    for one in wanted:
        click.echo(f"第{one.number}次　{one.at:%Y-%m-%d %H:%M}　{one.note}　{one.text}")
