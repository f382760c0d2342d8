"""init, demo, take-in, register."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import click

from commands.edge import DATE, FILE, Common, Group, Shown, called_as, echo_json, workplace
from commands.review import REVIEW_NAMES, item_line
from model.register import Entry, ReviewItem
from office import registering
from office.intake import Outcome
from office.intake import take_in as take_in_files

STATE_NAMES = {
    'received': "正在登记",
    'stored': "未办完，下次续办",
    'done': "已登记",
    'awaiting_recognition': "待识别",
    'withdrawn': "已退回",
    'forwarded': "已转送",
}
STATUS_NAMES = {
    'registered': "登记",
    'duplicate': "重复",
    'waiting': "待识别",
    'unreadable': "无法读取",
    'classified': "涉密停止",
    'growing': "未写完",
}


@click.command(cls=Shown, help="在文件夹里新建一个空的办公室。")
@click.argument('folder', type=FILE, metavar="文件夹")
def init(folder: Path) -> None:
    """An empty office."""
    from office.founding import found

    rooms = found(folder)
    click.echo(f"已建好：{rooms.root}")
    click.echo("下一步：填好 office.toml，把来文放进 收文/，再运行 shoufa take-in。")


@click.command(cls=Shown, help="演示：虚构的办公室，收文、入账、起草函、通报和报告。")
@click.argument('folder', type=FILE, default=Path('示例办公室'), metavar="[文件夹]")
@click.pass_context
def demo(ctx: click.Context, folder: Path) -> None:
    """The whole job on the example."""
    from office import demo as play

    today = ctx.ensure_object(Common).today or play.TODAY
    play.settle_in(folder)
    click.echo(f"示例省示例市民政局（虚构），{today:%Y年%m月%d日}")
    click.echo(f"\n一、{play.first_day(folder, today)}")
    click.echo("\n二、收文")
    _show_outcomes(play.morning_post(folder, today))
    shown = play.papers(folder, today)
    click.echo("\n三、发文（文号和日期签发后再编）")
    click.echo(f"选派函 {len(shown.letters.sent)} 份，通报、报告各 1 份：")
    for sent in (*shown.letters.sent, shown.circular, shown.report):
        click.echo(f"　{sent.file.name}")
    click.echo(f"\n四、待核 {len(shown.waiting)} 项")
    _show_review_counts(shown.waiting)
    click.echo(f"\n请打开 {shown.rooms.outbox} 看文件。下一步：{called_as()} --office {folder} review list")


def _show_review_counts(items: Iterable[ReviewItem]) -> None:
    """Each kind with its count and one example, so that the reasons are seen."""
    groups: dict[str, list[ReviewItem]] = {}
    for item in items:
        groups.setdefault(item.kind, []).append(item)
    for kind, group in groups.items():
        first = group[0]
        example = f"{first.number} 号 {first.about}：{first.reasons[0]}"
        click.echo(f"{REVIEW_NAMES[kind]} {len(group)} 项，如 {example}")


def _show_outcomes(outcomes: Iterable[Outcome]) -> Counter[str]:
    """A line for each file, then the totals; gives the counts by status."""
    counts: Counter[str] = Counter()
    kinds: Counter[str] = Counter()
    for outcome in outcomes:
        counts[outcome.status] += 1
        if outcome.status == 'registered' and outcome.kind:
            kinds[outcome.kind] += 1
        number = f"第{outcome.number}号 " if outcome.number else ""
        file = outcome.file or "（不显示文件名）"
        click.echo(f"{STATUS_NAMES[outcome.status]} {number}{file}：{outcome.message}")
    told = "，".join(f"{STATUS_NAMES[name]}{count}个" for name, count in counts.items()) or "没有新文件"
    others = kinds.total() - kinds['notice'] - kinds['return']
    detail = f"（通知{kinds['notice']}、报表{kinds['return']}、其他{others}）" if kinds else ""
    click.echo(f"收到{counts.total()}个文件：{told}{detail}")
    return counts


@click.command('take-in', cls=Shown, help="把 收文/（含子文件夹）或指定的文件收进来。")
@click.argument('paths', nargs=-1, type=FILE, metavar="[文件或文件夹]...")
@click.option('--json', 'as_json', is_flag=True, help="用 JSON 给出结果。")
@click.pass_context
def take_in(ctx: click.Context, paths: tuple[Path, ...], as_json: bool) -> int:
    """Exit 5 when a classified file was met, else 3 when one could not be used."""
    with workplace(ctx) as place:
        outcomes = take_in_files(place, paths)
        if as_json:
            listed = list(outcomes)
            echo_json(listed)
            counts = Counter(str(outcome.status) for outcome in listed)
        else:
            counts = _show_outcomes(outcomes)
    if counts['classified']:
        return 5
    return 3 if counts['unreadable'] else 0


@click.group(cls=Group, help="收文登记簿。")
def register() -> None:
    """The incoming register."""


@register.command('list', help="列出登记的文件。")
@click.option('--json', 'as_json', is_flag=True, help="用 JSON 给出结果。")
@click.pass_context
def register_list(ctx: click.Context, as_json: bool) -> None:
    """Every entry in order of number."""
    with workplace(ctx) as place:
        listed = registering.entries(place)
    if as_json:
        echo_json(listed)
        return
    for entry in listed:
        click.echo(_entry_line(entry))


def _entry_line(entry: Entry) -> str:
    title = f"《{entry.title}》" if entry.title else ""
    number = f" {entry.doc_number}" if entry.doc_number else ""
    note = f"（{entry.note}）" if entry.note else ""
    state = STATE_NAMES[entry.state]
    return f"{entry.number}　{entry.received_at:%Y-%m-%d}　{state}　{entry.file}{title}{number}{note}"


@register.command('show', help="一件收文：要素、事项、待核。")
@click.argument('number', type=int, metavar="编号")
@click.option('--json', 'as_json', is_flag=True, help="用 JSON 给出结果。")
@click.pass_context
def register_show(ctx: click.Context, number: int, as_json: bool) -> None:
    """One entry with what was extracted and what waits."""
    with workplace(ctx) as place:
        shown = registering.show(place, number)
    if as_json:
        echo_json(shown)
        return
    click.echo(_entry_line(shown['entry']))
    for item in shown['review']:
        click.echo(item_line(item))


@register.command('reread', help="从存档原件重新读一遍。")
@click.argument('number', type=int, metavar="编号")
@click.pass_context
def register_reread(ctx: click.Context, number: int) -> None:
    """Work a document out again."""
    with workplace(ctx) as place:
        click.echo(registering.reread(place, number))


@register.command('withdraw', help="退回一件收文，写明理由。")
@click.argument('number', type=int, metavar="编号")
@click.option('--why', required=True, metavar="理由", help="为什么退回。")
@click.pass_context
def register_withdraw(ctx: click.Context, number: int, why: str) -> None:
    """Take an entry back."""
    with workplace(ctx) as place:
        registering.withdraw(place, number, why)
    click.echo(f"第{number}号已退回：{why}")


@register.command('forward', help="转送其他单位。")
@click.argument('number', type=int, metavar="编号")
@click.option('--to', 'unit', required=True, metavar="单位", help="转给哪个单位。")
@click.option('--date', 'day', required=True, type=DATE, help="哪天转的。")
@click.pass_context
def register_forward(ctx: click.Context, number: int, unit: str, day: dt.date) -> None:
    """Pass an entry on."""
    with workplace(ctx) as place:
        registering.forward(place, number, unit, day)
    click.echo(f"第{number}号已转送{unit}")
