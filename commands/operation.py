"""doctor: what this machine can do."""

from __future__ import annotations

from dataclasses import asdict

import click

from commands.edge import Shown, echo_json


@click.command(cls=Shown, help="检查本机：哪些文件能读，缺什么，缺了有什么影响。")
@click.option('--json', 'as_json', is_flag=True, help="检查结果，JSON。")
def doctor(as_json: bool) -> int:
    """Every part with its state; 4 where one that is needed is missing."""
    from office.health import examine

    parts = list(examine())
    if as_json:
        echo_json([asdict(part) for part in parts])
    else:
        for part in parts:
            state = "可用" if part.ready else "缺少" if part.needed else "没有"
            click.echo(f"{state}　{part.name}{f'　{part.found}' if part.found else ''}")
            if part.cost:
                click.echo(f"　　　{part.cost}")
    return 4 if any(part.needed and not part.ready for part in parts) else 0
