"""due: the board of duties, and what people do with them."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from commands.edge import DATE, FILE, Group, echo_json, say, workplace
from model.errors import UsageFault

if TYPE_CHECKING:
    from office.config import Workplace
    from office.due_acts import Act
    from office.dues import Due

JSON = click.option('--json', 'as_json', is_flag=True, help="用 JSON 给出结果。")
NUMBER = click.argument('number', type=int, metavar="编号")


@click.group(cls=Group, invoke_without_command=True, help="要办、要催的事和期限。")
@click.option('--all', 'everything', is_flag=True, help="连同知悉的、已办结的和已调整的。")
@click.option('--ics', type=FILE, help="另写成日历文件，可导入手机或电脑日历；再次导入是更新，不会重复。")
@JSON
@click.pass_context
def due(ctx: click.Context, everything: bool, ics: Path | None, as_json: bool) -> None:
    """The board of duties."""
    if ctx.invoked_subcommand:
        return
    from office.dues import board

    with workplace(ctx) as place:
        lines = board(place, everything=everything)
        if ics:
            say(ctx, _write_calendar(place, ics, everything))
        if as_json:
            echo_json(lines)
        elif not ics:
            _show(lines, place.today, everything)


def _write_calendar(place: Workplace, path: Path, everything: bool) -> str:
    from office.calendar_file import write_calendar

    count = write_calendar(place, path, everything=everything)
    return f"已写入日历文件 {path}：{count}项。没有日期的不在其中。"


def _show(lines: list[Due], today: dt.date, everything: bool) -> None:
    """The sections; what is standing is only counted unless everything is asked for."""
    from office.board import STANDING, board_to_sections, line_to_ask, line_to_text, sections_to_count

    sections = board_to_sections(lines, today)
    for section in sections:
        folded = section.name == STANDING and not everything
        hint = "（没有期限的经常性工作，加 --all 列出）" if folded else ""
        click.echo(f"【{section.name}】{len(section.lines)}项{hint}")
        for line in () if folded else section.lines:
            click.echo(line_to_text(line))
            ask = line_to_ask(line)
            if ask:
                click.echo(f"　　{ask}")
    click.echo(sections_to_count(sections))


@due.command('anchor', help="填起算日：下发日、收文日，或起算事项发生的日子，依此算出期限。")
@NUMBER
@click.option('--issued', type=DATE, help="通知下发的日子。")
@click.option('--received', type=DATE, help="收到通知的日子。")
@click.option('--event', type=DATE, help="文中所说起算事项（如公示期满）的日子，或分期事项从哪天起算。")
@click.pass_context
def due_anchor(
    ctx: click.Context, number: int, issued: dt.date | None, received: dt.date | None, event: dt.date | None
) -> None:
    """Give a duty the day it is counted from."""
    from office.anchoring import AnchorKind, anchor

    given: dict[AnchorKind, dt.date | None] = {'issued': issued, 'received': received, 'event': event}
    told = [(kind, day) for kind, day in given.items() if day]
    if len(told) != 1:
        raise UsageFault("请在 --issued（下发日）、--received（收文日）、--event（起算事项的日子）中选一个。")
    with workplace(ctx) as place:
        done = anchor(place, number, *told[0])
    for duty in done.duties:
        day = f"期限 {duty.deadline}" if duty.deadline else f"各期从 {duty.anchor} 起算"
        click.echo(f"{duty.number}　{day}　{duty.what or duty.verbatim}")
    for warning in done.warnings:
        say(ctx, warning)


ROUND = click.option(
    '--round', 'due_day', type=DATE, help="分期事项的哪一期（写该期期限），默认最早能办的一期。"
)
WHOLE = click.option('--whole', is_flag=True, help="分期事项：整项办理，不分期。")


def _advance(ctx: click.Context, act: Act, number: int, **given: Any) -> None:
    """Do one step and say what it is now."""
    from office.due_acts import STATE_NAMES, Step, advance

    with workplace(ctx) as place:
        done = advance(place, Step(act=act, number=number, **given))
    which = f"{done.round}这一期" if done.round else ""
    proof = f"，佐证：{done.evidence}" if done.evidence else ""
    click.echo(f"第{number}号{which}：{STATE_NAMES[done.state]}{proof}")


def _plain_step(act: Act, help_text: str) -> None:
    """A command that only moves a duty on."""

    @due.command(act, help=help_text)
    @NUMBER
    @ROUND
    @WHOLE
    @click.pass_context
    def step(ctx: click.Context, number: int, due_day: dt.date | None, whole: bool) -> None:
        _advance(ctx, act, number, round=due_day, whole=whole)


_plain_step('start', "开始办理（在办）。")
_plain_step('report', "已经上报（已报）。")
_plain_step('review', "上报的已经复核（已复核）。")


@due.command('close', help="办结，要有佐证：收文编号、文号，或一个文件（记下校验值）。")
@NUMBER
@click.option('--evidence', required=True, metavar="材料", help="收文编号、来文文号，或 发文/ 里的文件。")
@ROUND
@WHOLE
@click.pass_context
def due_close(ctx: click.Context, number: int, evidence: str, due_day: dt.date | None, whole: bool) -> None:
    """A duty done, with the document that shows it."""
    _advance(ctx, 'close', number, evidence=evidence, round=due_day, whole=whole)


@due.command('reopen', help="退回待办，写明理由。")
@NUMBER
@click.option('--why', required=True, metavar="理由", help="为什么重办。")
@ROUND
@WHOLE
@click.pass_context
def due_reopen(ctx: click.Context, number: int, why: str, due_day: dt.date | None, whole: bool) -> None:
    """A duty that has to be done again."""
    _advance(ctx, 'reopen', number, why=why, round=due_day, whole=whole)


@due.command('join', help="两项其实是一件事：并成一行，各自的期限和来源都保留。")
@NUMBER
@click.option('--with', 'other', type=int, required=True, metavar="编号", help="并到哪一项。")
@click.pass_context
def due_join(ctx: click.Context, number: int, other: int) -> None:
    """Two duties that are one."""
    from office.due_links import join

    with workplace(ctx) as place:
        join(place, number, other)
    click.echo(f"第{number}号已与第{other}号并成一项。")


@due.command('part', help="并错了：重新单列。")
@NUMBER
@click.pass_context
def due_part(ctx: click.Context, number: int) -> None:
    """A duty on a line of its own again."""
    from office.due_links import part

    with workplace(ctx) as place:
        part(place, number)
    click.echo(f"第{number}号已单列。")


@due.command('holidays', help="导入放假安排（日期,类型 休/班），用于软件还没有的年份；存为 放假安排.csv。")
@click.argument('file', type=FILE, metavar="文件")
@click.pass_context
def due_holidays(ctx: click.Context, file: Path) -> None:
    """Holidays of a year that the program has no table for."""
    from office.holidays import import_holidays

    with workplace(ctx) as place:
        for year, count in import_holidays(place.rooms.holidays, file).items():
            click.echo(f"{year}年：{count}天")
