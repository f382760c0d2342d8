"""issue: number, date and signer into signed drafts."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from commands.edge import DATE, FILE, Shown, called_as, echo_json, workplace
from model.errors import BadInput
from office.issuing import Issued, Line, Order
from office.issuing import issue as issue_papers
from office.serials import Gap

STATUS_NAMES = {'issued': "已编号", 'already': "原已编号", 'refused': "没有编号"}


@click.command(
    cls=Shown,
    help="签发后编号：把发文字号、成文日期、签发人写进草稿，登记发文登记簿。编号按文件的先后给；"
    "文件夹和批次按主送的先后（县区按 office.toml 的顺序，再按名称）。中断后原样再运行一次即可。",
)
@click.argument('files', metavar="[文件|文件夹]...", nargs=-1, type=FILE)
@click.option('--batch', type=int, metavar="批次", help="一个批次的全部文件。")
@click.option('--numbers', metavar="编号", help="21、21-320 或 21,23,25-30，与文件一样多。")
@click.option('--date', 'dated', type=DATE, required=True, help="成文日期，即签发的日期。")
@click.option('--signed-by', required=True, metavar="姓名", help="签发人。")
@click.option('--series', metavar="代字", help="编号所用的序列，默认按设置，没有设置的按文件上的机关代字。")
@click.option('--copies', type=click.IntRange(1), metavar="份数", help="每件印多少份，记入登记簿。")
@click.option('--printed', type=DATE, help="印发日期，默认与成文日期相同。")
@click.option('--again', is_flag=True, help="同一收文单位、同一事项已发过的，也再编一件。")
@click.option('--json', 'as_json', is_flag=True, help="用 JSON 给出结果。")
@click.pass_context
def issue(
    ctx: click.Context, /, files: tuple[Path, ...], batch: int | None, as_json: bool, **told: Any
) -> int:
    """Numbers and dates."""
    order = Order(**told)
    with workplace(ctx) as place:
        done = issue_papers(place, files, order, batch)
    echo_json(done) if as_json else _show(done)
    return BadInput.exit_code if any(line.status == 'refused' for line in done.lines) else 0


def _show(done: Issued) -> None:
    for line in done.lines:
        click.echo(_line(line))
    counts = {status: sum(line.status == status for line in done.lines) for status in STATUS_NAMES}
    click.echo(
        f"共{len(done.lines)}份："
        + "，".join(f"{STATUS_NAMES[status]}{count}份" for status, count in counts.items())
    )
    show_gaps(done.gaps)


def _line(line: Line) -> str:
    told = '；'.join(filter(None, (line.why, *line.notes)))
    return '　'.join(
        filter(None, (STATUS_NAMES[line.status], line.doc_number, line.file, f"（{told}）" if told else ''))
    )


def show_gaps(gaps: tuple[Gap, ...] | list[Gap]) -> None:
    """Numbers that nobody has explained, on stdout with the command that explains them."""
    for gap in gaps:
        serials = str(gap.first) if gap.first == gap.last else f'{gap.first}-{gap.last}'
        kept = (
            f"已为“{gap.file}”预留，还没有写入；再运行一次原来的 issue" if gap.file else "没有用，也没有说明"
        )
        click.echo(f"缺号　{gap.series}〔{gap.year}〕{serials}号　{kept}")
    free = next((gap for gap in gaps if gap.file is None), None)
    if free:
        serials = f'{free.first}-{free.last}' if free.first < free.last else str(free.first)
        click.echo(f"说明缺号：{called_as()} outbox void {free.series} {free.year} {serials} --why 手工发文")
