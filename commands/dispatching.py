"""dispatch: letters to organisations, lists to the units that send instructors themselves."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

from commands.drafts import AS, JSON, OUT, PDF, show_sent, watched
from commands.edge import Shown, workplace
from commands.papers_json import echo_papers

if TYPE_CHECKING:
    from office.dispatching import Dispatched
    from office.transferring import Transferred

_NAMED = 5
KIND = click.option(
    '--kind',
    type=click.Choice(['letter', 'notice']),
    help="letter 函（不相隶属，默认）；notice 通知（下级）。转办清单默认按隶属关系。",
)


@click.command(
    cls=Shown,
    help="给由本单位选派指导员的社会组织各起草一份选派函（谁主管，谁选派）；"
    "--transfer 给其他业务主管单位各起草一份转办清单。",
)
@click.argument('pack_id', metavar="活动")
@click.option('--transfer', is_flag=True, help="起草转办清单，不起草选派函。")
@KIND
@AS
@OUT
@PDF
@JSON
@click.pass_context
def dispatch(
    ctx: click.Context,
    /,
    pack_id: str,
    transfer: bool,
    kind: Literal['letter', 'notice'] | None,
    issuing_id: str | None,
    out: Path | None,
    as_json: bool,
) -> None:
    """Letters, or lists."""
    from office import dispatching, transferring

    with workplace(ctx) as place:
        if transfer:
            lists = transferring.transfer(place, pack_id, out, issuing_id=issuing_id, kind=kind)
        else:
            letters = dispatching.dispatch(
                place, pack_id, out, issuing_id=issuing_id, kind=kind or 'letter', watch=watched(ctx)
            )
    if as_json:
        done = lists if transfer else letters
        echo_papers(done, done.sent)
    elif transfer:
        _show_lists(lists)
    else:
        _show_letters(letters, pack_id)


def _show_letters(done: Dispatched, pack_id: str) -> None:
    show_sent(done.sent)
    for note in done.notes:
        click.echo(note)
    click.echo(f"共{len(done.sent)}份；另有{done.elsewhere}家有业务主管单位，由其选派，本单位不发函。")
    if done.elsewhere:
        click.echo(f"转办清单：shoufa dispatch {pack_id} --transfer")
    if done.already:
        listed = "、".join(f"{name}（{number}）" for name, number in done.already[:_NAMED])
        more = " 等" if len(done.already) > _NAMED else ""
        click.echo(f"{len(done.already)}家的指导员已发过函，没有再起草：{listed}{more}")
    if done.changed:
        click.echo(f"{done.changed}家期中调整过指导员，函另行起草：shoufa instructors letters")
    if done.without_instructor:
        waiting = '、'.join(done.without_instructor[:_NAMED])
        more = " 等" if len(done.without_instructor) > _NAMED else ""
        click.echo(f"还有{len(done.without_instructor)}家未建党组织、也没有安排指导员：{waiting}{more}")
    if done.unknown:
        click.echo(f"另有{len(done.unknown)}家没有安排指导员，台账没有写是否建立党组织，请先核实。")


def _show_lists(done: Transferred) -> None:
    show_sent(done.sent)
    for note in done.notes:
        click.echo(note)
    for unit, count in done.units:
        click.echo(f"　{unit}　{count}家")
    click.echo(f"共{len(done.sent)}份清单，{sum(count for _, count in done.units)}家。")
    for label, names in (("不知由谁选派", done.unclear), ("是否需派未明", done.unknown)):
        if names:
            more = " 等" if len(names) > _NAMED else ""
            click.echo(f"{label}{len(names)}家，没有列入：{'、'.join(names[:_NAMED])}{more}")
