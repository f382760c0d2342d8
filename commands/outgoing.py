"""dispatch, circular, report: drafts in 发文/."""

from __future__ import annotations

from pathlib import Path

import click

from commands.edge import FILE, Shown, echo_json, workplace
from office import sending

STATUS_NAMES = {
    'written': "已起草",
    'unchanged': "没有变化",
    'beside': "原稿有人改过，没有动；新稿另存为",
}
OUT = click.option('--out', type=FILE, help="另存到这个文件夹，默认 发文/。")
ROUND = click.option('--round', 'number', type=int, metavar="期次", help="第几期，默认最近一期。")
JSON = click.option('--json', 'as_json', is_flag=True, help="用 JSON 给出结果。")


def _show(sent: sending.Sent) -> None:
    click.echo(f"{STATUS_NAMES[sent.status]}　{sent.file}")


@click.command(cls=Shown, help="给由本单位选派指导员的社会组织各起草一份选派函（谁主管，谁选派）。")
@click.argument('pack_id', metavar="活动")
@OUT
@JSON
@click.pass_context
def dispatch(ctx: click.Context, pack_id: str, out: Path | None, as_json: bool) -> None:
    """Letters."""
    with workplace(ctx) as place:
        done = sending.dispatch(place, pack_id, out)
    if as_json:
        echo_json(done)
        return
    for sent in done.sent:
        _show(sent)
    click.echo(f"共{len(done.sent)}份；另有{done.elsewhere}家有业务主管单位，由其选派，本单位不发函。")
    if done.without_instructor:
        waiting = '、'.join(done.without_instructor[:5])
        click.echo(f"还有{len(done.without_instructor)}家未建党组织、也没有安排指导员：{waiting} 等")


@click.command(cls=Shown, help="起草进展通报（附分县区统计表）。")
@click.argument('pack_id', metavar="活动")
@ROUND
@OUT
@JSON
@click.pass_context
def circular(ctx: click.Context, pack_id: str, number: int | None, out: Path | None, as_json: bool) -> None:
    """The progress circular."""
    with workplace(ctx) as place:
        sent = sending.circular(place, pack_id, number, out)
    echo_json(sent) if as_json else _show(sent)


@click.command(cls=Shown, help="起草落实情况报告（上行文）。")
@click.argument('pack_id', metavar="活动")
@ROUND
@OUT
@JSON
@click.pass_context
def report(ctx: click.Context, pack_id: str, number: int | None, out: Path | None, as_json: bool) -> None:
    """The implementation report."""
    with workplace(ctx) as place:
        sent = sending.report(place, pack_id, number, out)
    echo_json(sent) if as_json else _show(sent)
