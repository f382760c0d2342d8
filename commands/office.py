"""init, demo, take-in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import click

from commands.edge import FILE, Common, Shown, called_as, echo_json, workplace
from commands.review import REVIEW_NAMES
from model.register import ReviewItem
from office.intake import Outcome
from office.intake import take_in as take_in_files

STATUS_NAMES = {
    'registered': "登记",
    'misdirected': "误送",
    'copy': "同文副本",
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
        if outcome.status == 'registered':
            kinds[outcome.kind or ''] += 1
        number = f"第{outcome.number}号 " if outcome.number else ""
        file = outcome.file or "（不显示文件名）"
        click.echo(f"{STATUS_NAMES[outcome.status]} {number}{file}：{outcome.message}")
    click.echo(counts_to_line(counts, kinds))
    return counts


def counts_to_line(counts: Counter[str], kinds: Counter[str]) -> str:
    """收到40个文件：登记39件（通知12、误送1、报表26），重复2个，… ; every file is in one of the numbers."""
    if not counts:
        return "收到0个文件：没有新文件"
    others = kinds.total() - kinds['notice'] - kinds['return'] - kinds['approval']
    inside = (
        ("通知", kinds['notice']),
        ("误送", counts['misdirected']),
        ("报表", kinds['return']),
        ("批复", kinds['approval']),
        ("待识别", counts['waiting']),
        ("其他", others),
    )
    entered = sum(count for _, count in inside)
    told = (
        [f"登记{entered}件（{'、'.join(f'{name}{count}' for name, count in inside if count)}）"]
        if entered
        else []
    )
    apart = ('duplicate', 'copy', 'unreadable', 'classified', 'growing')
    told += [f"{STATUS_NAMES[name]}{counts[name]}个" for name in apart if counts[name]]
    return f"收到{counts.total()}个文件：{'，'.join(told)}"


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
