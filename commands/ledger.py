"""ledger and match: the master ledger."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

import click

from commands.edge import DATE, FILE, Group, Shown, echo_json, workplace
from model.serialise import to_plain
from model.subject import Organisation
from office import ledger_acts
from office.importing import import_ledger
from office.naming import label_of, value_to_text
from text.phones import mask_phone

AS_OF = click.option('--as-of', type=DATE, help="按这一天结束时台账的记载。")
JSON = click.option('--json', 'as_json', is_flag=True, help="用 JSON 给出结果。")


@click.group(cls=Group, help="台账：导入、查找、历史、统计、导出。")
def ledger() -> None:
    """The ledger of organisations."""


@ledger.command('import', help="导入已有台账（Excel 或 CSV，第一行表头）。")
@click.argument('file', type=FILE, metavar="文件")
@JSON
@click.pass_context
def import_(ctx: click.Context, file: Path, as_json: bool) -> None:
    """New organisations at once; differences become questions."""
    with workplace(ctx) as place:
        done = import_ledger(place, file)
    if as_json:
        echo_json(done)
        return
    click.echo(
        f"新增{len(done.added)}家，补充{len(done.changed)}家，不变{done.unchanged}家；"
        f"剔除合计{done.totals_dropped}行；待核{done.questions}项。"
    )
    if done.ignored_columns:
        click.echo(f"这些列没有导入：{'、'.join(done.ignored_columns)}")


@ledger.command(help="导出成 Excel，能原样再导入。")
@click.argument('file', type=FILE, metavar="文件")
@click.pass_context
def export(ctx: click.Context, file: Path) -> None:
    """The ledger as a workbook."""
    with workplace(ctx) as place:
        count = ledger_acts.export(place, file)
    click.echo(f"已导出{count}家到 {file}")


def _shown(name: str, value: Any) -> str:
    """A fact for the screen; telephone numbers are masked there."""
    text = value_to_text(value)
    return mask_phone(text) if name.endswith('phone') else text


def _line(organisation: Organisation) -> str:
    parts = (organisation.code or "无代码", organisation.region, organisation.type)
    supervisor = organisation.supervisor or "直接登记"
    return f"{organisation.id}　{organisation.name}　{'　'.join(filter(None, parts))}　{supervisor}"


@ledger.command(help="按名称、代码、县区、主管单位查找。")
@click.argument('text', metavar="词")
@AS_OF
@JSON
@click.pass_context
def find(ctx: click.Context, text: str, as_of: dt.date | None, as_json: bool) -> None:
    """Organisations that the words speak of."""
    with workplace(ctx) as place:
        found = ledger_acts.find(place, text, as_of)
    if as_json:
        echo_json(found)
        return
    for organisation in found:
        click.echo(_line(organisation))
    click.echo(f"共 {len(found)} 家")


@ledger.command(help="一家的全部登记事项和每项的来源。")
@click.argument('organisation', metavar="单位")
@AS_OF
@JSON
@click.pass_context
def show(ctx: click.Context, organisation: str, as_of: dt.date | None, as_json: bool) -> None:
    """One organisation, each value with its source."""
    with workplace(ctx) as place:
        found = ledger_acts.one_named(place, organisation, as_of)
        sources = ledger_acts.sources(place, found.id, as_of)
    if as_json:
        echo_json({**to_plain(found), 'sources': sources})
        return
    click.echo(_line(found))
    for name, value in found.facts.items():
        source = sources.get(name, {})
        came = f"收文第{source['register']}号" if source.get('register') else source.get('actor', '')
        click.echo(f"　{label_of(name)}：{_shown(name, value)}　（{came}，{source.get('at', '')[:10]}）")


@ledger.command(help="一家的历次变化。")
@click.argument('organisation', metavar="单位")
@JSON
@click.pass_context
def history(ctx: click.Context, organisation: str, as_json: bool) -> None:
    """Every version, oldest first."""
    with workplace(ctx) as place:
        versions = ledger_acts.history(place, organisation)
    if as_json:
        echo_json(versions)
        return
    for version in versions:
        facts = version.organisation.facts
        told = '，'.join(f"{label_of(name)} {_shown(name, value)}" for name, value in facts.items())
        click.echo(f"第{version.version}版　{version.recorded_from:%Y-%m-%d %H:%M}　{version.actor}　{told}")


@ledger.command(help="覆盖率：分地区、类型、组建方式。")
@click.option('--by', default='', metavar="region,type,method", help="按什么分，逗号隔开；不写为合计。")
@AS_OF
@JSON
@click.pass_context
def stats(ctx: click.Context, by: str, as_of: dt.date | None, as_json: bool) -> None:
    """Numerators, denominators and rates."""
    with workplace(ctx) as place:
        lines = ledger_acts.stats(place, [part.strip() for part in by.split(',') if part.strip()], as_of)
        day = as_of or place.today
    if as_json:
        echo_json([{**to_plain(line), 'rate': rate} for line, rate in lines])
        return
    click.echo(f"截至{day.year}年{day.month}月{day.day}日")
    for line, rate in lines:
        unknown = f"（其中{line.unknown}家未填是否建立）" if line.unknown else ""
        click.echo(f"{line.key}：{line.numerator}/{line.denominator}　{rate or '—'}{unknown}")


@click.command(cls=Shown, help="把名单（CSV：id,name[,code][,region]）里的名称对到台账。")
@click.argument('file', type=FILE, metavar="名单.csv")
@click.option('--json', 'as_json', is_flag=True, help="每行一个 JSON 结果。")
@click.pass_context
def match(ctx: click.Context, file: Path, as_json: bool) -> None:
    """One decision a line."""
    with workplace(ctx) as place:
        found = ledger_acts.match_names(place, file)
    for line in found:
        if as_json:
            click.echo(json.dumps(to_plain(line), ensure_ascii=False))
        else:
            reasons = '；'.join(line['reasons'])
            click.echo(f"{line['id']}　{line['decision']}　{line['organisation'] or ''}　{reasons}")
