"""init, demo, take-in."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

import click

from commands.edge import FILE, Common, Shown, called_as, echo_json, progress, workplace
from model.errors import UsageFault
from model.register import ReviewItem
from office.inbox import arrivals
from office.intake import take_in as take_in_files
from office.outcome_words import outcome_to_line, outcomes_to_line
from office.review_asking import KIND_NAMES
from office.taking import Outcome

PHOTOS = ('ask', 'yes', 'no')


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
        click.echo(f"{KIND_NAMES[kind]} {len(group)} 项，如 {example}")


def _show_outcomes(outcomes: Iterable[Outcome]) -> Counter[str]:
    """A line for each file, then the totals; gives the counts by status."""
    listed = []
    for outcome in outcomes:
        listed.append(outcome)
        click.echo(outcome_to_line(outcome))
    click.echo(outcomes_to_line(listed))
    return Counter(str(one.status) for one in listed)


@click.command('take-in', cls=Shown, help="把 收文/（含子文件夹）或指定的文件收进来；邮件和压缩包自动拆开。")
@click.argument('paths', nargs=-1, type=FILE, metavar="[文件或文件夹]...")
@click.option(
    '--photos',
    type=click.Choice(PHOTOS),
    default='ask',
    metavar="[ask|yes|no]",
    help="像是同一份文件的几张照片：ask 在终端上逐组问（默认），yes 合为一份，no 各登各的、留作待核。",
)
@click.option(
    '--password',
    'passwords',
    multiple=True,
    metavar="密码",
    help="压缩包的密码，可写几个；不保存。",
)
@click.option('--watch', is_flag=True, help="一直看守 收文/，来一个收一个，直到按 Ctrl-C。")
@click.option('--json', 'as_json', is_flag=True, help="用 JSON 给出结果。")
@click.pass_context
def take_in(
    ctx: click.Context,
    paths: tuple[Path, ...],
    photos: str,
    passwords: tuple[str, ...],
    watch: bool,
    as_json: bool,
) -> int:
    """Exit 5 when a classified file was met, else 3 when one could not be used or opened."""
    if watch:
        if paths or passwords or as_json or photos == 'yes':
            raise UsageFault(
                "--watch 只看守 收文/，不和文件名、--photos yes、--password、--json 一起用。请去掉后再试。"
            )
        from commands.working import keep_working

        keep_working(ctx, watches=True)
    asks = sys.stdin.isatty() and sys.stderr.isatty() and not ctx.ensure_object(Common).quiet
    with workplace(ctx) as place:
        outcomes = take_in_files(
            place,
            paths,
            together=_ask_together if photos == 'ask' and asks else lambda _: photos == 'yes',
            passwords=passwords,
            ask=_ask_password if asks else lambda _: None,
        )
        if as_json:
            with progress(ctx, outcomes, len(arrivals(place.rooms.inbox, paths))) as moving:
                listed = list(moving)
            echo_json(listed)
            counts = Counter(str(outcome.status) for outcome in listed)
        else:
            counts = _show_outcomes(outcomes)
    if counts['classified']:
        return 5
    return 3 if counts['unreadable'] or counts['locked'] else 0


def _ask_together(files: Sequence[str]) -> bool:
    """Whether photographs are one paper, by the person at the terminal."""
    named = '、'.join(files) if len(files) < 4 else f"{files[0]} 到 {files[-1]}"
    return click.confirm(f"{named} 像是同一份文件的{len(files)}页，合为一份吗？", err=True)


def _ask_password(file: str) -> str | None:
    """The password of an archive, by the person at the terminal; None where nobody knows it."""
    asked = f"“{file}”设了密码，请输入（不知道就按回车，文件留在 收文/）"
    word: str = click.prompt(asked, default='', show_default=False, hide_input=True, err=True)
    return word or None
