"""fill: a received blank form filled from the ledger."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import click

from commands.drafts import STATUS_NAMES
from commands.edge import DATE, FILE, Shown, echo_json, progress, workplace
from model.errors import UsageFault
from office import filling, ledger_acts
from office.fill_values import Unfilled

_SHOWN = 12
_ENTRY = re.compile(r'第(\d+)条没有填：(.+)')
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
            done = filling.Filled(blank, job.form, job.told, tuple(made), job.open)
    if as_json:
        echo_json(done)
        return
    _show(done)


def _show(done: filling.Filled) -> None:
    for told in done.told:
        click.echo(f"※ {told}")
    for one in done.files:
        click.echo(f"{STATUS[one.status]}　{one.file}　填{len(one.values)}处，留{len(one.left)}处")
    for name, count in list(done.open.items())[:_SHOWN]:
        click.echo(f"※ {name}有{count}项待核，填的是台账现值")
    if len(done.open) > _SHOWN:
        click.echo(f"※ 另有{len(done.open) - _SHOWN}家有待核的，填的是台账现值")
    _show_left([each for one in done.files for each in one.left])


def _show_left(left: Sequence[Unfilled]) -> None:
    """What was left by its reason; entries that found no row are told together."""
    reasons: dict[str, Counter[str]] = {}
    entries: dict[str, set[int]] = {}
    for each in left:
        of_entry = _ENTRY.fullmatch(each.reason)
        reason = of_entry[2] if of_entry else each.reason
        if of_entry:
            entries.setdefault(reason, set()).add(int(of_entry[1]))
        reasons.setdefault(reason, Counter())[_label(each)] += 1
    for reason, counted in reasons.items():
        labels = [_counted(label, count) for label, count in counted.items()]
        more = f"等{len(labels)}项" if len(labels) > _SHOWN else ""
        which = f"第{_runs(entries[reason])}条没有填，" if reason in entries else ""
        click.echo(f"　{which}{reason}：{'、'.join(labels[:_SHOWN])}{more}")


def _runs(numbers: set[int]) -> str:
    """Numbers as people write them: 6—60、62."""
    runs: list[list[int]] = []
    for number in sorted(numbers):
        if runs and number == runs[-1][-1] + 1:
            runs[-1] = [runs[-1][0], number]
        else:
            runs.append([number])
    return '、'.join('—'.join(map(str, run)) for run in runs)


def _counted(label: str, count: int) -> str:
    return label if count == 1 else f"{label}（{count}处）"


def _label(left: Unfilled) -> str:
    blank = left.blank
    if blank.label:
        return blank.label.rpartition('/')[2]
    return f"“{' '.join((blank.text or '').split())[:12]}”"
