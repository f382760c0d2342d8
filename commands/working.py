"""worker, and take-in --watch: processes that take papers in for as long as they run."""

from __future__ import annotations

import os
import signal
import sys
import threading
from typing import NoReturn

import click

from commands.edge import Common, Shown, workplace
from office.outcome_words import outcome_to_line
from office.taking import Outcome


@click.command(cls=Shown, help="收文的又一个进程：和 take-in --watch 分着收，可在几台机器上同时运行。")
@click.option('--until-idle', is_flag=True, help="收完就结束，不再等新文件。")
@click.pass_context
def worker(ctx: click.Context, until_idle: bool) -> NoReturn:
    """A further worker; it goes on alone where the others are gone."""
    keep_working(ctx, watches=False, until_idle=until_idle)


def keep_working(ctx: click.Context, *, watches: bool, until_idle: bool = False) -> NoReturn:
    """Take papers in until SIGTERM or Ctrl-C; the paper in hand is done first."""
    from office import durable
    from office.logs import logging_to

    stopping = threading.Event()
    for each in (signal.SIGTERM, signal.SIGINT):
        signal.signal(each, lambda *_: stopping.set())
    common = ctx.ensure_object(Common)
    with workplace(ctx) as place:
        if not common.quiet:
            click.echo(
                f"正在看守 {place.rooms.inbox}，按 Ctrl-C 结束。" if watches else "已开始收文。", err=True
            )
        with logging_to(common.office, "收文进程"):
            durable.work(
                place,
                watches=watches,
                told=_show,
                stopping=stopping,
                today=common.today,
                until_idle=until_idle,
            )
        if not common.quiet:
            click.echo("已停止，没收完的文件下次接着收。" if stopping.is_set() else "都收完了。", err=True)
        sys.stdout.flush()
        os._exit(0)  # threads of the scheduler never end by themselves


def _show(outcome: Outcome) -> None:
    """A line at once, also into a pipe or a log."""
    click.echo(outcome_to_line(outcome))
    sys.stdout.flush()
