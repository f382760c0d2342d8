"""Where an installation lies: its versions side by side, the one in use, the offices it works for.

Everything of the installer runs before anything is installed, so it uses the standard library only.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

WINDOWS = os.name == 'nt'


class Stopped(Exception):
    """It cannot go on; the message says why and what to do. Nothing half done is in use."""

    exit_code = 4


class UsageFault(Stopped):
    """It was called in a way that cannot be carried out."""

    exit_code = 2


@dataclass(frozen=True, slots=True)
class Place:
    """The folder of an installation."""

    root: Path

    @property
    def versions(self) -> Path:
        """One folder for each version, the program and its environment in it; none is ever changed."""
        return self.root / 'versions'

    @property
    def upgrading(self) -> Path:
        """There while an upgrade runs: nobody starts the program then, and one cut off is noticed."""
        return self.root / 'upgrading.json'

    @property
    def backups(self) -> Path:
        """What upgrades kept of the offices."""
        return self.root / 'backups'

    def current(self) -> str | None:
        """The version in use, None before the first."""
        return _line(self.root / 'current')

    def use(self, version: str) -> None:
        """From now on this version is the one in use."""
        write_whole(self.root / 'current', f'{version}\n')

    def offices(self) -> list[Path]:
        """The offices it works for, as they were named when it was installed."""
        kept = self.root / 'offices'
        return [Path(line) for line in kept.read_text('utf-8').splitlines()] if kept.exists() else []

    def keep_offices(self, offices: Iterable[Path]) -> None:
        """Remember them for the next upgrade."""
        write_whole(self.root / 'offices', ''.join(f'{office}\n' for office in offices))

    def python(self, version: str) -> Path:
        """The interpreter of a version's own environment."""
        return self.versions / version / 'venv' / ('Scripts/python.exe' if WINDOWS else 'bin/python')

    def command(self, version: str, *words: str) -> list[str]:
        """The command that runs this version of the program, whichever is in use."""
        start = self.versions / version / 'app' / 'scripts' / 'installer' / 'start.py'
        return [str(self.python(version)), '-E', '-s', '-X', 'utf8', str(start), *words]


def _line(path: Path) -> str | None:
    return path.read_text('utf-8').strip() if path.exists() else None


def write_whole(path: Path, text: str) -> None:
    """Write a small file so that whoever reads it sees the old or the new one, whole."""
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_name(f'{path.name}.new')
    with fresh.open('w', encoding='utf-8', newline='\n') as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(path)


def say(message: str) -> None:
    """A step, told to whoever installs."""
    print(message, flush=True)


def run(command: Sequence[str], *, allowed: Iterable[int] = (0,)) -> str:
    """Run a program of ours, which ends with one of the codes; what it printed.

    Raises:
        Stopped: it ended otherwise; its last words are in the message.
    """
    done = subprocess.run(  # noqa: S603  # our own programs
        command, capture_output=True, text=True, encoding='utf-8', errors='replace', check=False
    )
    if done.returncode not in allowed:
        words = (done.stderr.strip() or done.stdout.strip())[-1500:]
        raise Stopped(f"{' '.join(command[-3:])} 没有成功（退出码 {done.returncode}）：\n{words}")
    return done.stdout
