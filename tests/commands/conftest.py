import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent


@pytest.fixture
def shoufa(tmp_path) -> Callable[..., subprocess.CompletedProcess[str]]:
    """shoufa('read', path, ...): the program as users start it, in a C locale and in UTC."""

    def run(*arguments: object) -> subprocess.CompletedProcess[str]:
        environment = {**os.environ, 'LC_ALL': 'C', 'TZ': 'UTC', 'PYTHONWARNINGS': 'error'}
        environment.pop('SHOUFA_OFFICE', None)
        command = [sys.executable, str(ROOT / 'cli.py'), *map(str, arguments)]
        return subprocess.run(
            command, capture_output=True, encoding='utf-8', env=environment, cwd=tmp_path, check=False
        )

    return run
