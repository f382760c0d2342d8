"""instructors letters, instructors roster: papers after a change, and the ledger that goes up."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click

from commands.drafts import AS, JSON, OUT, PDF, show_sent
from commands.edge import DATE, Shown, workplace
from commands.papers_json import echo_papers


@click.command(cls=Shown, help="起草调整函、结束选派函：每家一份，写剩余选派期，不写原因。")
@click.option('--date', 'on', type=DATE, help="调整的日期；不写为近31天及以后的调整。")
@AS
@OUT
@PDF
@JSON
@click.pass_context
def letters(
    ctx: click.Context, on: dt.date | None, issuing_id: str | None, out: Path | None, as_json: bool
) -> None:
    """One letter to each organisation whose instructor changes."""
    from office import instructor_papers

    with workplace(ctx) as place:
        done = instructor_papers.change_letters(place, on, out, issuing_id=issuing_id)
    if as_json:
        echo_papers(done, done.sent)
        return
    show_sent(done.sent)
    click.echo(f"调整函{done.changed}份，结束选派函{done.ended}份。")
    for name, why in done.left_out:
        click.echo(f"　没有起草：{name}（{why}）")


@click.command(cls=Shown, help="起草党建工作指导员台账（横表，电话写全，供上报）。")
@click.option('--on', type=DATE, help="哪一天；不写为今天。")
@AS
@OUT
@PDF
@JSON
@click.pass_context
def roster(
    ctx: click.Context, on: dt.date | None, issuing_id: str | None, out: Path | None, as_json: bool
) -> None:
    """The ledger that goes up."""
    from office import instructor_papers

    with workplace(ctx) as place:
        sent = instructor_papers.ledger_of_instructors(place, on, out, issuing_id=issuing_id)
    echo_papers(sent, [sent]) if as_json else show_sent([sent])
