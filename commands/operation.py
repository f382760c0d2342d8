"""doctor: what this machine can do, and how the office stands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from commands.edge import FILE, Common, Shown, echo_json
from model.errors import UsageFault

if TYPE_CHECKING:
    from office.health import Part


@click.command(cls=Shown, help="检查本机和办公室：能读什么，缺什么；数据库、磁盘、各种状态的数目。")
@click.option(
    '--out', type=FILE, metavar="文件", help="写成文本文件，可交给维护人员：没有姓名、电话、文件名和标题。"
)
@click.option('--json', 'as_json', is_flag=True, help="检查结果，JSON。")
@click.pass_context
def doctor(ctx: click.Context, out: Path | None, as_json: bool) -> int:
    """Every part with its state; 4 where one that is needed is missing."""
    from office.health import examine
    from office.office_health import examine_office, program

    root = ctx.ensure_object(Common).office
    if out is not None and (out.exists() or not out.parent.is_dir()):
        raise UsageFault(f"“{out}”不能写：已有这个文件，或文件夹不存在。请换一个名字。")
    parts = [*examine(), program(), *examine_office(root)]
    if out is not None:
        from office.inbox import write_whole

        write_whole(out, ''.join(f'{line}\n' for line in _told(parts)).encode())
    if as_json:
        echo_json([asdict(part) for part in parts])
    else:
        for line in _told(parts):
            click.echo(line)
    return 4 if any(part.needed and not part.ready for part in parts) else 0


def _told(parts: Iterable[Part]) -> Iterator[str]:
    for part in parts:
        state = "可用" if part.ready else "缺少" if part.needed else "注意" if part.found else "没有"
        yield f"{state}　{part.name}{f'　{part.found}' if part.found else ''}"
        if part.cost:
            yield f"　　　{part.cost}"
