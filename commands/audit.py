"""audit: the record of what was done, looked at, exported, and checked for changes."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

import click

from commands.edge import DATE, FILE, Group, echo_json, say, workplace
from model.chain import Checked, Head

_SHOWN = 20
"""How many breaks are told; where one line was changed in a chain, more say nothing more."""

_JSON = click.option('--json', 'as_json', is_flag=True, help="用 JSON 给出结果。")


class _Head(click.ParamType[Head]):
    name = "序号:校验值"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Head:
        number, _, hash_ = str(value).replace('：', ':').partition(':')
        if not (number.isdecimal() and len(hash_) == 64):
            self.fail(f"“{value}”应写成 序号:校验值，校验值64位。", param, ctx)
        return Head(int(number), hash_.lower())


@click.group(cls=Group, help="操作记录：谁在什么时候办了什么；只增不改，逐条相连，可核对。")
def audit() -> None:
    """The record of what was done."""


@audit.command('list', help="列出操作记录，最近的在前。")
@click.option('--actor', default='', metavar="姓名", help="只列这个人办的。")
@click.option('--act', default='', metavar="操作", help="只列这种操作（如 issue 或 编号）。")
@click.option('--about', default='', metavar="对象", help="只列关于它的（如收文编号）。")
@click.option('--since', type=DATE, help="从这一天起。")
@click.option('--until', type=DATE, help="到这一天止。")
@click.option(
    '--most', default=200, type=click.IntRange(1, 100_000), metavar="条数", help="最多列几条，默认200。"
)
@_JSON
@click.pass_context
def list_(
    ctx: click.Context,
    /,
    as_json: bool,
    act: str,
    most: int,
    since: dt.date | None,
    until: dt.date | None,
    **of: str,
) -> None:
    """The lines asked for, newest first."""
    from office.audited import ACT_NAMES, Wanted, look

    by_words = {words: name for name, words in ACT_NAMES.items()}
    wanted = Wanted(act=by_words.get(act, act), since=since, until=until, **of)
    with workplace(ctx) as place:
        found = look(place, wanted, 0, most)
    if as_json:
        echo_json(found)
        return
    for line in found:
        told = '' if line.detail is None else json.dumps(line.detail, ensure_ascii=False)
        words = (
            str(line.number),
            str(line.at),
            line.actor,
            ACT_NAMES.get(line.act, line.act),
            line.about,
            told,
        )
        click.echo('　'.join(filter(None, words)))
    say(ctx, f"列出{len(found)}条" + ("，更早的用 --until 或 --most 再列" if len(found) == most else ""))


@audit.command('verify', help="核对操作记录有没有被改动。写文件名的，核对导出的文件，不需要办公室。")
@click.argument('file', required=False, type=FILE, metavar="[文件]")
@click.option('--against', type=FILE, metavar="文件", help="把库里的记录与早先导出的文件逐条比对。")
@click.option(
    '--head', 'heads', multiple=True, type=_Head(), help="另处（纸上、备份里）留存的校验值，可写几个。"
)
@_JSON
@click.pass_context
def verify(
    ctx: click.Context, file: Path | None, against: Path | None, heads: tuple[Head, ...], as_json: bool
) -> int:
    """0 where the chain holds, 3 where it does not."""
    from office.record_checking import check_file, check_record, compare_with_file

    for path in filter(None, (file, against)):
        _must_exist(path)
    if file:
        found = check_file(file)
    else:
        with workplace(ctx) as place:
            found = compare_with_file(place, against) if against else check_record(place, heads)
    if as_json:
        breaks = [one._asdict() for one in found.breaks]
        head = found.head._asdict()
        echo_json({'holds': not breaks, 'lines': found.lines, 'head': head, 'breaks': breaks})
    else:
        _show(found, exported=file is not None)
    return 3 if found.breaks else 0


def _must_exist(path: Path) -> None:
    from model.errors import UsageFault

    if not path.is_file():
        raise UsageFault(f"找不到文件“{path}”。请检查路径后再试。")


def _show(found: Checked, *, exported: bool) -> None:
    for one in found.breaks[:_SHOWN]:
        click.echo(f"※ {one.message}")
    if len(found.breaks) > _SHOWN:
        click.echo(f"※ 另有{len(found.breaks) - _SHOWN}处。")
    click.echo(f"操作记录{found.lines}条，最后一条 {found.head.number}:{found.head.hash}")
    if found.breaks:
        click.echo(
            "核对不符。请保留现场和全部备份，停用这份数据，报告负责人。"
            "用 --against 早先导出的文件，可查出从哪一条起不同。"
        )
    else:
        click.echo("核对相符：没有发现改动、删除、插入、调换。")
        if not exported:
            click.echo(
                "请把上面的“序号:校验值”抄在纸上或随备份另存；最后一次另存以后被截掉的，这里查不出来。"
            )


@audit.command('export', help="导出全部操作记录到一个文件，文件本身就能核对。")
@click.argument('file', type=FILE, metavar="文件")
@click.option('--force', is_flag=True, help="文件已存在时覆盖。")
@click.pass_context
def export(ctx: click.Context, file: Path, force: bool) -> None:
    """All lines into one file."""
    from model.errors import UsageFault
    from office.record_checking import export as write

    if file.exists() and not force:
        raise UsageFault(f"“{file}”已存在，没有覆盖。请换一个文件名，或加 --force。")
    with workplace(ctx) as place:
        found = write(place, file)
    click.echo(f"导出{found.lines}条到 {file}，最后一条 {found.head.number}:{found.head.hash}")
