"""outbox register, slip, receipts, labels, print: what is printed of papers on their way."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from commands.edge import FILE, Shown, echo_json, workplace
from commands.outbox import FILES, JSON, PAPER
from commands.register import texts_to_lines
from office import outgoing_register, print_run
from office.paper_files import papers_named, void_papers
from office.receipts import receipts as receipts_of

OUT = click.option('--out', type=FILE, required=True, help="写到这个文件。")
TO_FILE = click.option('--out', type=FILE, help="写到这个文件。")


@click.command(cls=Shown, help="发文登记簿：文号、日期、标题、主送、份数、签发人、拟稿、用印、归档。")
@click.option('--year', type=click.IntRange(1949, 2199), help="只列这一年的。")
@click.option('--out', type=FILE, help="写成 .xlsx 或 .docx。")
@JSON
@click.pass_context
def register(ctx: click.Context, year: int | None, out: Path | None, as_json: bool) -> None:
    """The outgoing register."""
    with workplace(ctx) as place:
        rows = outgoing_register.register_rows(place, year)
        written = outgoing_register.write_register(place, year, out) if out else None
    if as_json:
        echo_json([dict(zip(outgoing_register.KEYS, row, strict=True)) for row in rows])
    elif written:
        click.echo(f"发文登记簿　{written[1]}件　{written[0]}")
    else:
        for line in texts_to_lines([outgoing_register.HEADS, *rows]):
            click.echo(line)
        click.echo(f"共{len(rows)}件")


@click.command(cls=Shown, help="打印发文稿纸：拟稿、核稿、会签、签发到哪一步填到哪一步。")
@PAPER
@OUT
@click.pass_context
def slip(ctx: click.Context, file: Path, out: Path) -> None:
    """The slip that goes round with a draft."""
    with workplace(ctx) as place:
        written = outgoing_register.write_slip(place, file, out)
    click.echo(f"发文稿纸　{written}")


@click.command(cls=Shown, help="谁签收了、谁还没有；--out 打印分发签收表。")
@FILES
@TO_FILE
@JSON
@click.pass_context
def receipts(ctx: click.Context, files: tuple[Path, ...], out: Path | None, as_json: bool) -> None:
    """Who received what."""
    with workplace(ctx) as place:
        papers = papers_named(place, files)
        void = void_papers(place)
        found = [one for paper in papers if paper.file not in void for one in receipts_of(place, paper)]
        written = outgoing_register.write_receipts(place, files, out) if out else None
    if as_json:
        echo_json(found)
        return
    if written:
        click.echo(f"分发签收表　{written[1]}行　{written[0]}")
    else:
        for one in found:
            click.echo(f"{one.received_on or '未签收'}　{one.recipient}　{one.file}")
        click.echo(f"共{len(found)}份，已签收{sum(one.received_on is not None for one in found)}份")
    _left_out([paper.file for paper in papers if paper.file in void])


@click.command(cls=Shown, help="打印信封标签，按主送的先后。")
@FILES
@OUT
@click.pass_context
def labels(ctx: click.Context, files: tuple[Path, ...], out: Path) -> None:
    """Labels for envelopes."""
    with workplace(ctx) as place:
        written, count, void = outgoing_register.write_labels(place, files, out)
    click.echo(f"信封标签　{count}张　{written}")
    _left_out(void)


def _left_out(void: Sequence[str]) -> None:
    """Say which papers are void and therefore not there."""
    if void:
        named = '、'.join(void[:5]) + ("等" if len(void) > 5 else '')
        click.echo(f"文号已作废、没有列入的{len(void)}件：{named}")


@click.command(
    'print',
    cls=Shown,
    help="合成一个 PDF 付印：按主送的先后（县区按 office.toml 的顺序，再按名称），每份从单页起。"
    "要装 LibreOffice。",
)
@FILES
@OUT
@click.option('--copies', type=click.IntRange(1, 999), default=1, metavar="份数", help="每件印几份，默认 1。")
@JSON
@click.pass_context
def print_(ctx: click.Context, files: tuple[Path, ...], out: Path, copies: int, as_json: bool) -> None:
    """One PDF of many papers."""
    with workplace(ctx) as place:
        done = print_run.print_papers(place, files, out, copies)
    if as_json:
        echo_json(done)
        return
    click.echo(f"付印　{len(done.papers)}件，每件{copies}份，共{done.pages}页　{done.file}")
    if done.open:
        named = '、'.join(done.open[:5]) + ("等" if len(done.open) > 5 else '')
        click.echo(f"其中{len(done.open)}件还没有编号：{named}")
    _left_out(done.void)
