"""comments-summary, reply: what came back on a draft, and answers to papers of the register."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from commands.consult_view import comments_counted
from commands.drafts import AS, JSON, OUT, PDF, show_sent
from commands.edge import DATE, FILE, Shown, called_as, workplace
from commands.papers_json import echo_papers

if TYPE_CHECKING:
    from office.consulting_papers import Summarised


@click.command(
    'comments-summary',
    cls=Shown,
    help="起草意见汇总表：按条款排列，附无意见、未反馈单位；--report 起草上报的意见报告。",
)
@click.argument('pack_id', metavar="活动")
@click.option('--until', type=DATE, help="统计到哪一天；不写为今天。")
@click.option('--report', 'upward', is_flag=True, help="起草给上级的报告，附意见汇总表。")
@click.option('--answers', 'number', type=int, metavar="收文编号", help="报告答复的是哪份来文。")
@click.option('--to', metavar="机关", help="报告主送，默认来文机关或 office.toml 的 superior。")
@AS
@OUT
@PDF
@JSON
@click.pass_context
def comments_summary(
    ctx: click.Context,
    /,
    pack_id: str,
    until: dt.date | None,
    issuing_id: str | None,
    out: Path | None,
    *,
    upward: bool,
    as_json: bool,
    **to: Any,
) -> None:
    """The comments by article."""
    from office.consulting_papers import Upward, summarise

    if not upward and (to['number'] is not None or to['to']):
        raise click.UsageError("--answers 和 --to 只用于 --report。")
    with workplace(ctx) as place:
        done = summarise(
            place, pack_id, out, until=until, upward=Upward(**to) if upward else None, issuing_id=issuing_id
        )
    if as_json:
        echo_papers(done, [done.sent])
        return
    show_sent([done.sent])
    for line in _told(done, pack_id):
        click.echo(line)


def _told(done: Summarised, pack_id: str) -> Iterator[str]:
    """The counts, and what a person has to look at before the paper goes out."""
    waiting = f"，已收到、正在核对{done.waiting}" if done.waiting else ""
    yield (
        f"发出{done.asked}，收回{done.received}（按时{done.on_time}、逾期{done.late}），"
        f"有意见{done.with_comments}，无意见{done.without}，未反馈{done.no_answer}{waiting}；"
        f"{comments_counted(done.comments, done.places, done.unplaced)}"
    )
    if done.strays:
        papers = '、'.join(f"第{number}号" for number in done.strays if number is not None)
        missing = f"，可能就是未反馈的{done.no_answer}个单位的" if done.no_answer else ""
        yield (
            f"另有{len(done.strays)}件来文单位不明{f'（{papers}）' if papers else ''}，没有计入{missing}："
            f"用 {called_as()} returns {pack_id} 查看，认领后再起草。"
        )
    if done.classes:
        yield f"征求意见对象{'、'.join(done.classes)}没有逐一写明，未列入统计，请核对是否都已反馈。"


@click.command(cls=Shown, help="答复收文：对成立党组织的请示起草批复；对征求意见的通知起草反馈意见。")
@click.argument('number', type=int, metavar="收文编号")
@click.option(
    '--kind',
    type=click.Choice(['report', 'letter', 'comments']),
    help="反馈意见的文种：report 报告（对上级），letter 复函（不相隶属），comments 不编号；默认按隶属关系。",
)
@click.option(
    '--comments', type=FILE, metavar="文件", help="意见在这个文件里：表格、复函或改过的征求意见稿。"
)
@click.option('--none', is_flag=True, help="无修改意见。")
@AS
@OUT
@PDF
@JSON
@click.pass_context
def reply(
    ctx: click.Context,
    /,
    number: int,
    issuing_id: str | None,
    out: Path | None,
    *,
    as_json: bool,
    **how: Any,
) -> None:
    """The answer to a paper."""
    from office import replying

    if how['comments'] and how['none']:
        raise click.UsageError("--comments 和 --none 只能用一个。")
    with workplace(ctx) as place:
        done = replying.reply(place, number, out, how=replying.Answering(**how), issuing_id=issuing_id)
    if as_json:
        echo_papers(done, [done.sent])
        return
    show_sent([done.sent])
    for line in done.told:
        click.echo(line)
