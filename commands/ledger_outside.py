"""ledger outside: figures of another official source beside ours."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click

from commands.edge import DATE, FILE, Group, echo_json, workplace
from model.serialise import to_plain

SOURCE = click.option('--source', default="党内统计", show_default=True, metavar="来源", help="数从哪里来。")


@click.group(cls=Group, help="另一套官方统计（如党内统计）与台账对照。")
def outside() -> None:
    """Figures of another official source."""


@outside.command('import', help="导入一天的统计表：县区、社会组织数、已建党组织数。")
@click.argument('file', type=FILE, metavar="文件")
@SOURCE
@click.option('--as-of', type=DATE, required=True, help="统计截止日期。")
@click.pass_context
def import_(ctx: click.Context, file: Path, source: str, as_of: dt.date) -> None:
    """A source's table of a day."""
    from office.outside import import_figures

    with workplace(ctx) as place:
        taken = import_figures(place, file, source, as_of)
    click.echo(f"已记下“{source}”{as_of}的{taken.figures}个数。")
    for line in taken.unread:
        click.echo(f"　没有读懂：{line}")
    for line in taken.doubts:
        click.echo(f"　请核对：{line}")
    if taken.ignored_columns:
        click.echo(f"这些列没有导入：{'、'.join(taken.ignored_columns)}")


@outside.command(help="两套数并列，逐县区列出差异。")
@SOURCE
@click.option('--as-of', type=DATE, help="统计截止日期，不写为最近一次。")
@click.option('--json', 'as_json', is_flag=True, help="用 JSON 给出结果。")
@click.pass_context
def compare(ctx: click.Context, source: str, as_of: dt.date | None, as_json: bool) -> None:
    """Ours and theirs, and where they differ."""
    from office.outside import FIELDS, beside

    with workplace(ctx) as place:
        day, lines = beside(place, source, as_of)
    if as_json:
        echo_json([{**to_plain(line), 'difference': line.difference} for line in lines])
        return
    click.echo(f"截至{day}　{source}／台账／差（台账－{source}）")
    for line in lines:
        theirs, ours, step = (_text(one) for one in (line.theirs, line.ours, line.difference))
        click.echo(f"{line.key}　{FIELDS[line.field]}：{theirs}／{ours}／{step}")


def _text(count: int | None) -> str:
    return "缺" if count is None else str(count)
