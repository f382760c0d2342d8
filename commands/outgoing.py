"""circular, report: drafts in 发文/."""

from __future__ import annotations

from pathlib import Path

import click

from commands.drafts import JSON, OUT, ROUND, show_sent
from commands.edge import Shown, echo_json, workplace
from office import reporting


@click.command(cls=Shown, help="起草进展通报（附分县区统计表）。")
@click.argument('pack_id', metavar="活动")
@ROUND
@OUT
@JSON
@click.pass_context
def circular(ctx: click.Context, pack_id: str, number: int | None, out: Path | None, as_json: bool) -> None:
    """The progress circular."""
    with workplace(ctx) as place:
        sent = reporting.circular(place, pack_id, number, out)
    echo_json(sent) if as_json else show_sent([sent])


@click.command(cls=Shown, help="起草落实情况报告（上行文）。")
@click.argument('pack_id', metavar="活动")
@ROUND
@OUT
@JSON
@click.pass_context
def report(ctx: click.Context, pack_id: str, number: int | None, out: Path | None, as_json: bool) -> None:
    """The implementation report."""
    with workplace(ctx) as place:
        sent = reporting.report(place, pack_id, number, out)
    echo_json(sent) if as_json else show_sent([sent])
