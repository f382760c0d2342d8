"""What the commands that draft papers share: options, and what is said of each draft."""

from __future__ import annotations

from collections.abc import Iterable

import click

from commands.edge import FILE
from office.writing import Sent

STATUS_NAMES = {
    'written': "已起草",
    'unchanged': "没有变化",
    'beside': "原稿有人改过，没有动；新稿另存为",
}
OUT = click.option('--out', type=FILE, help="另存到这个文件夹，默认 发文/。")
ROUND = click.option('--round', 'number', type=int, metavar="期次", help="第几期，默认最近一期。")
JSON = click.option('--json', 'as_json', is_flag=True, help="用 JSON 给出结果。")


def show_sent(sent: Iterable[Sent]) -> None:
    """One line a draft."""
    for one in sent:
        click.echo(f"{STATUS_NAMES[one.status]}　{one.file}")
