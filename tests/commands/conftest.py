import contextlib
import io
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

import cli
from commands import edge
from tests.office.conftest import blind  # noqa: F401  # fixture
from tests.warm import (  # noqa: F401  # fixtures
    kept_children,
    no_settling,
    understood_once,
    warm_children,
)

ROOT = Path(__file__).parent.parent.parent

Ran = subprocess.CompletedProcess[str]


@pytest.fixture
def shoufa(tmp_path, monkeypatch) -> Callable[..., Ran]:
    """shoufa('read', path, ...): the program, in this process to spare its start."""
    monkeypatch.delenv('SHOUFA_OFFICE', raising=False)

    def run(*arguments: object) -> Ran:
        out, told, code = io.StringIO(), io.StringIO(), 0
        command = [str(ROOT / 'cli.py'), *map(str, arguments)]
        monkeypatch.setattr(sys, 'argv', command)
        monkeypatch.setattr(sys, 'excepthook', sys.excepthook)  # put back after the test
        with contextlib.chdir(tmp_path), contextlib.redirect_stdout(out), contextlib.redirect_stderr(told):
            try:
                edge.run(cli.program)
            except SystemExit as ended:
                code = ended.code if isinstance(ended.code, int) else 1
        return subprocess.CompletedProcess(command, code, out.getvalue(), told.getvalue())

    return run


@pytest.fixture
def process(tmp_path) -> Callable[..., Ran]:
    """process('read', path, ...): the program as users start it, in a C locale and in UTC."""

    def run(*arguments: object) -> Ran:
        environment = {**os.environ, 'LC_ALL': 'C', 'TZ': 'UTC', 'PYTHONWARNINGS': 'error'}
        environment.pop('SHOUFA_OFFICE', None)
        command = [sys.executable, str(ROOT / 'cli.py'), *map(str, arguments)]
        return subprocess.run(
            command, capture_output=True, encoding='utf-8', env=environment, cwd=tmp_path, check=False
        )

    return run
