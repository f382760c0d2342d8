"""handover: the sheet for whoever takes over."""

from __future__ import annotations

from pathlib import Path

import click

from commands.edge import FILE, Shown, workplace


@click.command(cls=Shown, help="换人时的交接单：在办事项、待核、下期到期、没发出的稿，写成一份 .docx。")
@click.option('--out', type=FILE, required=True, metavar="文件.docx", help="写到哪个文件。")
@click.pass_context
def handover(ctx: click.Context, out: Path) -> None:
    """The sheet as a .docx."""
    from office.handover import write_handover

    with workplace(ctx) as place:
        click.echo(f"交接单已写到 {write_handover(place, out)}")
