"""papers: a campaign's lists and tables as drafts in 发文/."""

from __future__ import annotations

from typing import Any

import click

from commands.drafts import AS, JSON, OUT, PDF, ROUND, show_sent
from commands.edge import Shown, echo_json, workplace


@click.command(cls=Shown, help="起草活动的清单和表：汇总表、销号清单、任务表、目标、台账、五清等（横排）。")
@click.argument('pack_id', metavar="活动")
@click.option('--only', metavar="种类,...", help="只出这几种，名称或代号，逗号隔开；不写为全部。")
@click.option('--list', 'listing', is_flag=True, help="只列出这个活动可出哪几种。")
@click.option('--xlsx', is_flag=True, help="同时写出电子表格。")
@ROUND
@OUT
@AS
@PDF
@JSON
@click.pass_context
def papers(
    ctx: click.Context, /, pack_id: str, *, only: str | None, listing: bool, as_json: bool, **given: Any
) -> None:
    """Lists of a campaign."""
    from office import papers as acts

    wanted = [word.strip() for word in (only or '').replace('，', ',').split(',') if word.strip()]
    with workplace(ctx) as place:
        if listing:
            known = {key: acts.KINDS[key].name for key in acts.kinds_of(place, pack_id, wanted)}
            lines = [f"{key}　{name}" for key, name in known.items()]
            echo_json(known) if as_json else click.echo('\n'.join(lines))
            return
        sent, books = acts.papers(place, pack_id, wanted, **given)
    if as_json:
        echo_json({'drafts': sent, 'workbooks': [book.as_posix() for book in books]})
        return
    show_sent(sent)
    for book in books:
        click.echo(f"电子表格　{book}")
