"""backup, restore, sanity: a copy of everything, put back, and whether all of it holds together."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import click

from commands.edge import FILE, Common, Shown, echo_json, progress, say, workplace

_MOST = 20
"""Lines of faults that are printed; --json has them all."""


def _now(ctx: click.Context) -> dt.datetime:
    from office.config import BEIJING, beijing_today

    moment = dt.datetime.now(BEIJING).replace(tzinfo=None, microsecond=0)
    return dt.datetime.combine(ctx.ensure_object(Common).today or beijing_today(), moment.time())


def _size(size: int) -> str:
    return f"{size / 2**20:.1f} MB" if size >= 2**20 else f"{size / 2**10:.0f} KB"


@click.command(cls=Shown, help="备份整个办公室到一个文件：数据库、存档、发文、模板、设置。可以边办公边备份。")
@click.argument('file', type=FILE, metavar="备份文件或文件夹")
@click.option('--json', 'as_json', is_flag=True, help="备份的内容清单，JSON。")
@click.pass_context
def backup(ctx: click.Context, file: Path, as_json: bool) -> int:
    """A backup; 3 where a file of the office could not be put in or is not as it was registered."""
    from office.backing_up import back_up

    def through(files: Any) -> Any:
        return progress(ctx, files, len(files))

    done = back_up(ctx.ensure_object(Common).office, file, _now(ctx), through)
    if as_json:
        echo_json(
            {
                'file': str(done.file),
                'size': done.size,
                'files': len(done.manifest.members) - 1,
                'schema': done.manifest.schema,
                'ledger': done.manifest.ledger,
                'lines': done.manifest.lines,
                'record': done.manifest.record,
                'left_out': done.manifest.left_out,
                'faults': done.faults,
            }
        )
        return 3 if done.faults else 0
    database = next(one.size for one in done.manifest.members if one.path.startswith('数据库/'))
    files = sum(one.size for one in done.manifest.members) - database
    click.echo(f"已备份到 {done.file}（{_size(done.size)}），写完后已逐个核对校验值。")
    click.echo(f"数据库 {_size(database)}；文件{len(done.manifest.members) - 1}个，{_size(files)}。")
    click.echo(f"台账校验值 {done.manifest.ledger[:16]}")
    for line in done.manifest.left_out:
        click.echo(f"不在备份里：{line}")
    _tell_faults(done.faults)
    return 3 if done.faults else 0


def _tell_faults(faults: tuple[str, ...]) -> None:
    for line in faults[:_MOST]:
        click.echo(f"有问题：{line}", err=True)
    if len(faults) > _MOST:
        click.echo(f"……共{len(faults)}个文件有问题，用 shoufa sanity --json 看全部。", err=True)


@click.command(cls=Shown, help="把备份恢复到一个新的或空的文件夹；先核对每个文件，再写。")
@click.argument('file', type=FILE, metavar="备份文件")
@click.argument('folder', type=FILE, metavar="文件夹")
@click.option('--database', metavar="地址", help="数据放进这个空的 PostgreSQL 数据库，默认放在文件夹里。")
@click.option('--json', 'as_json', is_flag=True, help="用 JSON 给出结果。")
@click.pass_context
def restore(ctx: click.Context, file: Path, folder: Path, database: str | None, as_json: bool) -> None:
    """An office from its backup."""
    from office.restoring import restore as put_back

    def through(members: Any) -> Any:
        return progress(ctx, members, len(members))

    done = put_back(file, folder, _now(ctx), database, through)
    if as_json:
        told = {
            key: getattr(done.manifest, key) for key in ('made_at', 'office', 'ledger', 'lines', 'left_out')
        }
        schemas = {'schema_before': done.manifest.schema, 'schema': done.schema}
        echo_json({'folder': str(done.root), **schemas, **told, 'notes': done.notes})
        return
    made = done.manifest.made_at.replace('T', ' ')
    click.echo(f"已恢复到 {done.root}：{done.manifest.office}，{made} 的备份，校验值全部相符。")
    if done.manifest.schema != done.schema:
        click.echo(f"数据库已从{done.manifest.schema}升级到{done.schema}。")
    for line in (*done.notes, *(f"不在备份里：{one}" for one in done.manifest.left_out)):
        click.echo(line)
    say(ctx, f"请运行 shoufa --office {done.root} sanity 再查一遍；网页台要重新登录。")


@click.command(cls=Shown, help="体检：数据库、存档、发文对不对得上；只列出来，不改动任何东西。")
@click.option('--json', 'as_json', is_flag=True, help="全部发现，JSON。")
@click.pass_context
def sanity(ctx: click.Context, as_json: bool) -> int:
    """Every finding; 3 where one needs a person."""
    from office.sanity import examine

    with workplace(ctx) as place:
        found = list(examine(place, lambda files: progress(ctx, files, len(files))))
    if as_json:
        echo_json(found)
    else:
        names = {'block': "严重", 'review': "待查", 'info': "提示"}
        for one in found:
            where = f"　{one.where}" if one.where else ""
            click.echo(f"{names[one.severity]}　{one.message}{where}\n　　　{one.remedy}。")
        click.echo(f"共{len(found)}项。" if found else "都对得上：数据库完好，存档和发文齐全，与登记时一样。")
    return 3 if any(one.severity != 'info' for one in found) else 0
