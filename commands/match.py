"""match: names of a list against the ledger."""

from __future__ import annotations

import json
from pathlib import Path

import click

from commands.edge import FILE, Shown, workplace
from model.serialise import to_plain
from office import ledger_acts


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
