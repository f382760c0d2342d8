"""What the commands that draft papers share: options, and what is said of each draft."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from commands.edge import FILE, progress

if TYPE_CHECKING:
    from office.writing import Sent, Watch

STATUS_NAMES = {
    'written': "已起草",
    'unchanged': "没有变化",
    'beside': "原稿有人改过或正在办理，没有动；新稿另存为",
    'issued': "已经发文，没有动",
}
_PDF = 'shoufa.pdf'


def _remember_pdf(ctx: click.Context, param: click.Parameter, value: bool) -> None:
    del param
    ctx.meta[_PDF] = value


PDF = click.option(
    '--pdf',
    is_flag=True,
    expose_value=False,
    callback=_remember_pdf,
    help="另在旁边转成 PDF（需要 LibreOffice）。",
)
"""Needs no argument of the command: show_sent and pdf_beside see whether it was given."""

OUT = click.option('--out', type=FILE, help="另存到这个文件夹，默认 发文/。")
ROUND = click.option('--round', 'number', type=int, metavar="期次", help="第几期，默认最近一期。")
AS = click.option(
    '--as',
    'issuing_id',
    metavar="发文名义",
    help="以哪个名义发文：office.toml 里 issuing_names 的 id，默认按设置。",
)
JSON = click.option('--json', 'as_json', is_flag=True, help="用 JSON 给出结果。")


def show_sent(sent: Sequence[Sent]) -> None:
    """One line a draft; with --pdf a line for each PDF."""
    for one in sent:
        click.echo(f"{STATUS_NAMES[one.status]}　{one.file}")
    renamed = [one for one in sent if one.instead_of]
    if renamed:
        click.echo(
            f"其中{len(renamed)}份换了名称：“{renamed[0].instead_of}”{'等' * (len(renamed) > 1)}"
            "已是另一活动、另一来文或另一次的稿子，原稿没有动。"
        )
    for path in pdf_beside(sent):
        click.echo(f"已转成PDF　{path}")


def pdf_beside(sent: Sequence[Sent]) -> tuple[Path, ...]:
    """The drafts as PDF where --pdf was given, else none; for commands that answer with --json.

    Raises:
        CannotStart: LibreOffice is not installed; the drafts themselves are written.
    """
    if not click.get_current_context().meta.get(_PDF):
        return ()
    from office.pdf import drafts_to_pdf

    return drafts_to_pdf([one.file for one in sent])


def watched(ctx: click.Context) -> Watch:
    """The bar that write_drafts shows where there are many drafts."""
    return partial(progress, ctx)
