"""A clerk at an office whose ledger was taken in once and is copied for each test."""

from __future__ import annotations

import datetime as dt
import re
import shutil
import subprocess
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path

import pytest
from click import Command, Context, Group, Option

from cli import program
from office.config import open_workplace
from office.founding import found
from office.importing import import_ledger
from tests.office.conftest import SETTINGS

TODAY = '2026-03-13'
ONE, TWO, THREE, SAME = '示例市甲一商会', '示例市乙二协会', '示例市丙三学校', '示例市同名协会'
LEDGER = f"""\
社会组织名称,统一社会信用代码,所属县区,组织类别,业务主管单位,党员总数,是否建立党组织,组建形式,联系电话
{ONE},51990100MJ10000011,甲县,社会团体,,3,是,单独组建,13800000001
{TWO},,乙县,社会团体,示例市教育局,2,否,,
{THREE},,丙县,民办非企业单位,,,,,
{SAME},,甲县,社会团体,,1,否,,
{SAME},,乙县,社会团体,,1,否,,
"""
HAN = re.compile('[\u4e00-\u9fff]')

Clerk = Callable[..., str]
Ran = subprocess.CompletedProcess[str]


@cache
def _template(base: Path) -> Path:
    root = base / '有台账的办公室'
    root.mkdir()
    (root / 'office.toml').write_text(SETTINGS, 'utf-8')
    found(root)
    with open_workplace(root, dt.date.fromisoformat(TODAY)) as place:
        import_ledger(place, written(root / '台账.csv', LEDGER))
    return root


def at_work(shoufa: Callable[..., Ran], factory: pytest.TempPathFactory, root: Path) -> Clerk:
    """clerk('ledger', 'find', '甲'): what it prints; fails: its exit code, and then what it says to that."""
    shutil.copytree(_template(factory.getbasetemp()), root)

    def run(*arguments: object, fails: int = 0, today: str = TODAY, hint: bool = False) -> str:
        done = shoufa('--office', root, '--today', today, *arguments)
        assert done.returncode == fails, done.stderr
        assert 'Traceback' not in done.stderr
        assert not fails or HAN.search(done.stderr)
        return done.stderr if fails or hint else done.stdout

    return run


def written(path: Path, text: str) -> Path:
    """A file with this text."""
    path.write_text(text, 'utf-8')
    return path


def _command(words: Sequence[str]) -> Command:
    command: Command | None = program
    for word in words:
        assert isinstance(command, Group)
        command = command.get_command(Context(command), word)
    assert command is not None
    return command


def commands_below(*words: str) -> list[tuple[str, ...]]:
    """A command and all below it, as words to type."""
    command = _command(words)
    if not isinstance(command, Group):
        return [words]
    below = [commands_below(*words, name) for name in command.list_commands(Context(command))]
    return [words, *(one for found in below for one in found)]


def options_without_help(words: Sequence[str]) -> list[str]:
    """The options of a command that no Chinese explains."""
    options = [param for param in _command(words).params if isinstance(param, Option)]
    return [str(one.name) for one in options if not HAN.search(one.help or '')]
