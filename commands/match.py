"""match: names of a list against the ledger."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click

from commands.edge import FILE, Shown, workplace
from model.errors import Damaged
from model.serialise import to_plain

DECISIONS = {'matched': "对上", 'candidates': "待选", 'none': "台账没有", 'not_tried': "未比对"}


@click.command(cls=Shown, help="把名单（CSV：id,name[,code][,region]）里的名称对到台账。")
@click.argument('file', type=FILE, metavar="名单.csv")
@click.option('--json', 'as_json', is_flag=True, help="每行一个 JSON 结果。")
@click.pass_context
def match(ctx: click.Context, file: Path, as_json: bool) -> None:
    """One decision a line."""
    from office import ledger_acts

    with workplace(ctx) as place:
        found = ledger_acts.match_names(place, file)
    if not found:
        raise Damaged(f"“{file.name}”里没有可比对的行。第一行应是表头，至少有 id、name 两列（编号、名称）。")
    for line in found:
        click.echo(json.dumps(to_plain(line), ensure_ascii=False) if as_json else _shown(line))


def _shown(line: dict[str, Any]) -> str:
    """A decision for the screen, with the organisations it may be."""
    number = f"编号{line['organisation']}" if line['organisation'] is not None else ""
    may_be = '、'.join(f"{one['organisation']} {one['name']}" for one in line['candidates'])
    parts = (line['id'], DECISIONS[line['decision']], number, '；'.join(line['reasons']))
    return '　'.join(filter(None, (*parts, may_be and f"可能是：{may_be}")))
