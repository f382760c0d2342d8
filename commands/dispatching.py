"""dispatch: letters to organisations."""

from __future__ import annotations

from pathlib import Path

import click

from commands.drafts import JSON, OUT, show_sent
from commands.edge import Shown, echo_json, workplace
from office import dispatching


@click.command(cls=Shown, help="给由本单位选派指导员的社会组织各起草一份选派函（谁主管，谁选派）。")
@click.argument('pack_id', metavar="活动")
@OUT
@JSON
@click.pass_context
def dispatch(ctx: click.Context, pack_id: str, out: Path | None, as_json: bool) -> None:
    """Letters."""
    with workplace(ctx) as place:
        done = dispatching.dispatch(place, pack_id, out)
    if as_json:
        echo_json(done)
        return
    show_sent(done.sent)
    click.echo(f"共{len(done.sent)}份；另有{done.elsewhere}家有业务主管单位，由其选派，本单位不发函。")
    if done.without_instructor:
        waiting = '、'.join(done.without_instructor[:5])
        click.echo(f"还有{len(done.without_instructor)}家未建党组织、也没有安排指导员：{waiting} 等")
