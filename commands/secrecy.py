"""secrecy: stops for a secrecy mark, and a named person's word that a mark is none."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import click

from commands.edge import FILE, Group, echo_json, say, workplace


@click.group(cls=Group, help="涉密停止：列出，误报的由具名的人写明理由放行。")
def secrecy() -> None:
    """Stops for a secrecy mark."""


@secrecy.command('list', help="列出涉密停止：只有时间和校验值，没有文件内容。")
@click.option('--json', 'as_json', is_flag=True, help="用 JSON 给出结果。")
@click.pass_context
def list_(ctx: click.Context, /, as_json: bool) -> None:
    """Every stop, the newest first."""
    from office.releasing import stops

    with workplace(ctx) as place:
        found = stops(place)
    if as_json:
        echo_json([one._asdict() for one in found])
        return
    for one in found:
        let_in = f"由{one.released_by}放行：{one.why}" if one.released_by else "未放行"
        click.echo(f"{one.at:%Y-%m-%d %H:%M}　{one.sha256[:16]}　{let_in}")
    if not found:
        click.echo("没有因可能涉密停止的文件。")


@secrecy.command('release', help="误报放行：写明是谁、为什么确认这份文件不涉密，记入操作记录。")
@click.argument('file', metavar="文件", type=FILE)
@click.option('--by', required=True, metavar="姓名", help="谁确认的。")
@click.option('--why', required=True, metavar="理由", help="为什么确认不涉密。")
@click.pass_context
def release(ctx: click.Context, file: Path, by: str, why: str) -> None:
    """A named person says that a mark is none."""
    from office.releasing import release_file

    with workplace(ctx) as place:
        told = release_file(replace(place, actor=by.strip()), file, why)
    say(ctx, told)
