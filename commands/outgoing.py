"""circular, report: drafts in 发文/."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from commands.drafts import AS, JSON, OUT, PDF, ROUND, pdf_beside, show_sent
from commands.edge import FILE, Shown, echo_json, workplace
from model.errors import UsageFault
from model.serialise import to_plain
from office import reporting

if TYPE_CHECKING:
    from office.config import Workplace

MISSING = click.option(
    '--missing',
    type=click.Choice(['exclude', 'carry']),
    help="有单位没报时：exclude 只计已核单位，carry 沿用上期数；不选则两数都列。",
)
RANK = click.option('--rank', is_flag=True, help="附表按比率排名（默认按本单位自己的顺序）。")
CHART = click.option('--chart', is_flag=True, help="附表下加各单位比率的柱状图（Word、WPS 里可编辑）。")

FROM = click.option(
    '--from',
    'last',
    type=FILE,
    metavar="上期稿",
    help="按上期稿改：留上期的文字，换成本期的数，变了的标黄，站不住的句子加〔请核对〕。",
)


def _options(command: Callable[..., None]) -> Callable[..., None]:
    campaign = click.argument('pack_id', metavar="活动", required=False)
    for option in (JSON, PDF, OUT, AS, CHART, RANK, MISSING, FROM, ROUND, campaign):
        command = option(command)
    return command


@click.command(cls=Shown, help="起草进展通报（附分县区统计表）。")
@_options
@click.pass_context
def circular(ctx: click.Context, /, **told: Any) -> None:
    """The progress circular."""
    _draft(ctx, 'circular', **told)


@click.command(cls=Shown, help="起草落实情况报告（上行文）；或用 --rebuild 把一件发文按当时的数据重作来比。")
@_options
@click.option(
    '--rebuild',
    'rebuilt',
    type=FILE,
    metavar="文件",
    help="把这件发文按当时的条件、数据和模板重作一遍（不写文件）：逐字节相同，或列出哪里不同。",
)
@click.pass_context
def report(ctx: click.Context, /, rebuilt: Path | None, **told: Any) -> None:
    """The implementation report, or any paper of ours made again as then."""
    if rebuilt is not None:
        from commands.rebuild_view import show_rebuilt

        show_rebuilt(ctx, rebuilt, told['as_json'])
        return
    _draft(ctx, 'report', **told)


def _draft(
    ctx: click.Context,
    kind: reporting.Kind,
    pack_id: str | None,
    *,
    out: Path | None,
    as_json: bool,
    **told: Any,
) -> None:
    if pack_id is None:
        raise UsageFault("缺少参数 活动。用 shoufa campaign list 查看有哪些。")
    issuing, chart = told['issuing_id'], told['chart']
    wanted = reporting.Wanted(told['number'], told['missing'], told['rank'], issuing, chart)
    with workplace(ctx) as place:
        paper = _made(place, kind, pack_id, wanted, told['last'], out)
    if as_json:
        pdf_beside([paper.sent])
        echo_json({**to_plain(paper.sent), 'blanks': list(paper.blanks), 'notes': list(paper.notes)})
        return
    show_sent([paper.sent])
    if paper.blanks:
        click.echo(f"还要由人填写：{'、'.join(paper.blanks)}（文中黄底处，填好才能编号）。")
    for note in paper.notes:
        click.echo(f"提示：{note}")


def _made(
    place: Workplace,
    kind: reporting.Kind,
    pack_id: str,
    wanted: reporting.Wanted,
    last: Path | None,
    out: Path | None,
) -> reporting.Paper:
    """From the data alone, or over last round's paper."""
    if last is None:
        return reporting.make(place, kind, pack_id, wanted, out)
    from office.from_last import make_from

    return make_from(place, kind, pack_id, wanted, last, out).paper
