"""retention: originals kept long enough, and their destruction."""

from __future__ import annotations

import click

from commands.edge import Group, echo_json, workplace
from model.serialise import to_plain


@click.group(cls=Group, help="保存期限：哪些原件到期，按人的指定逐件销毁；登记和操作记录不销毁。")
def retention() -> None:
    """Originals and how long they are kept."""


@retention.command(
    'list', help="列出到期的原件。期限写在办公室的 保存期限.toml；没有这个文件，什么都不到期。"
)
@click.option('--json', 'as_json', is_flag=True, help="用 JSON 给出结果。")
@click.pass_context
def list_(ctx: click.Context, as_json: bool) -> None:
    """What is due."""
    from office.retention import list_due

    with workplace(ctx) as place:
        found = list_due(place)
    if as_json:
        echo_json([to_plain(one.entry) | {'since': one.since, 'held': one.held} for one in found])
        return
    for one in found:
        entry = one.entry
        held = f"（{one.held}，暂不能销毁）" if one.held else ""
        told = f"{entry.received_at:%Y-%m-%d}收　{entry.title or entry.file}　{one.since}到期{held}"
        click.echo(f"第{entry.number}号　{told}")
    click.echo(f"到期{len(found)}件。销毁用 shoufa retention apply 编号… --why 理由")


@retention.command('apply', help="销毁指定编号的原件，逐件记入操作记录；登记、台账和操作记录保留。")
@click.argument('numbers', nargs=-1, required=True, type=int, metavar="编号...")
@click.option('--why', required=True, metavar="理由", help="理由和批准，会记入操作记录。")
@click.pass_context
def apply(ctx: click.Context, numbers: tuple[int, ...], why: str) -> None:
    """Destroy what a person names."""
    from office.retention import destroy

    with workplace(ctx) as place:
        for line in destroy(place, numbers, why):
            click.echo(line)
