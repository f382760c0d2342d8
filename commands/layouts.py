"""layouts: how senders arrange their forms, as people confirmed it."""

from __future__ import annotations

import click

from commands.edge import Group, echo_json, workplace
from model.layout import ConfirmedLayout
from model.serialise import to_plain
from office import layout_acts

STATES = {'confirmed': "已确认", 'revoked': "已撤回"}
SHOWN = 12
"""How much of a fingerprint people see; that much is enough to name one."""


@click.group(cls=Group, help="报表版式：确认过哪些，撤回。")
def layouts() -> None:
    """Layouts that a person decided on."""


def _line(one: ConfirmedLayout) -> str:
    layout = one.layout
    kept = sum(column.field is not None for column in layout.columns)
    return (
        f"{layout.fingerprint[:SHOWN]}　{STATES[one.state]}　{layout.form}　"
        f"{len(layout.columns)}栏收{kept}栏　{'、'.join(one.senders) or '（未写单位）'}　"
        f"{one.confirmed_by} {one.confirmed_at[:10]}"
    )


@layouts.command('list', help="列出确认过的版式。")
@click.option('--json', 'as_json', is_flag=True, help="用 JSON 给出结果。")
@click.pass_context
def layouts_list(ctx: click.Context, as_json: bool) -> None:
    """Every layout, the oldest first."""
    with workplace(ctx) as place:
        listed = layout_acts.list_layouts(place)
    if as_json:
        echo_json([_to_plain(one) for one in listed])
        return
    for one in listed:
        click.echo(_line(one))
    click.echo(f"共 {len(listed)} 个版式")


def _to_plain(one: ConfirmedLayout) -> dict[str, object]:
    plain: dict[str, object] = to_plain(one.layout)
    more = {'senders': list(one.senders), 'state': one.state, 'by': one.confirmed_by, 'at': one.confirmed_at}
    return plain | more


@layouts.command('show', help="一个版式：每栏作什么，哪些件是按它读的。")
@click.argument('fingerprint', metavar="版式")
@click.option('--json', 'as_json', is_flag=True, help="用 JSON 给出结果。")
@click.pass_context
def layouts_show(ctx: click.Context, fingerprint: str, as_json: bool) -> None:
    """One layout with its columns and the returns read by it."""
    with workplace(ctx) as place:
        one = layout_acts.layout_named(place, fingerprint)
        entries = layout_acts.entries_read_by(place, one.layout.fingerprint)
        lines = layout_acts.layout_lines(place, one)
    if as_json:
        echo_json(_to_plain(one) | {'entries': [entry.number for entry in entries]})
        return
    click.echo(_line(one))
    for line in lines:
        click.echo(f"　{line}")
    for entry in entries:
        click.echo(f"　第{entry.number}号　{entry.file}")


@layouts.command('revoke', help="撤回一个版式：下次再问，已入账的不变。")
@click.argument('fingerprint', metavar="版式")
@click.option('--why', required=True, metavar="理由", help="为什么撤回。")
@click.pass_context
def layouts_revoke(ctx: click.Context, fingerprint: str, why: str) -> None:
    """Take a confirmation back."""
    with workplace(ctx) as place:
        read = layout_acts.revoke(place, fingerprint, why)
    click.echo(f"已撤回：{why}。同版式的报表下次会再问。")
    for entry in read:
        click.echo(
            f"　第{entry.number}号　{entry.file} 是按它读的，已入账的没有改动；要重读用 register reread"
        )
