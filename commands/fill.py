"""fill: a received blank form filled from the ledger."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from pathlib import Path

import click

from commands.edge import DATE, FILE, Shown, echo_json, progress, workplace
from commands.outgoing import STATUS_NAMES
from model.errors import UsageFault
from office import filling, ledger_acts
from office.fill_values import Unfilled

_SHOWN = 12
STATUS = {**STATUS_NAMES, 'written': "已填"}


@click.command(cls=Shown, help="用台账填好一份空白表；签名、盖章和台账没有的留空并列出。")
@click.argument('blank', type=FILE, metavar="空白表")
@click.option('--org', metavar="单位", help="填哪一家：名称、代码或台账编号。")
@click.option('--all', 'everyone', is_flag=True, help="台账里每家一份；一行一家的表合成一份。")
@click.option('--out', type=FILE, required=True, help="写到这个文件夹；只有一份时也可以是文件名。")
@click.option('--date', 'day', type=DATE, help="填报日期；不写就留空。")
@click.option('--json', 'as_json', is_flag=True, help="用 JSON 给出结果：每处填了什么、出自哪里、哪处没填。")
@click.pass_context
def fill(
    ctx: click.Context,
    blank: Path,
    org: str | None,
    everyone: bool,
    out: Path,
    day: dt.date | None,
    as_json: bool,
) -> None:
    """Filled forms, and what was left."""
    if (org is None) is not everyone:
        raise UsageFault("请写明填哪一家（--org 单位），或者全部（--all），两样只写一样。")
    with workplace(ctx) as place:
        listed = ledger_acts.organisations(place) if org is None else [ledger_acts.one_named(place, org)]
        job = filling.prepare(place, blank, listed, out, day)
        with progress(ctx, filling.make_each(place, job), len(job.plans)) as made:
            done = filling.Filled(blank, job.form, job.opened.told, tuple(made))
    if as_json:
        echo_json(done)
        return
    _show(done)


def _show(done: filling.Filled) -> None:
    for told in done.told:
        click.echo(f"※ {told}")
    for one in done.files:
        click.echo(f"{STATUS[one.status]}　{one.file}　填{len(one.values)}处，留{len(one.left)}处")
    left = Counter((each.reason, _label(each)) for one in done.files for each in one.left)
    for reason in dict.fromkeys(reason for reason, _ in left):
        labels = [_counted(label, count) for (own, label), count in left.items() if own == reason]
        more = f"等{len(labels)}项" if len(labels) > _SHOWN else ""
        click.echo(f"　{reason}：{'、'.join(labels[:_SHOWN])}{more}")


def _counted(label: str, count: int) -> str:
    return label if count == 1 else f"{label}（{count}处）"


def _label(left: Unfilled) -> str:
    blank = left.blank
    if blank.label:
        return blank.label.rpartition('/')[2]
    return f"“{' '.join((blank.text or '').split())[:12]}”"
