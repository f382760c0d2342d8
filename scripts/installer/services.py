"""What of an installation is running: units of systemd, and programs somebody started."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from scripts.installer.place import Place, Stopped, run, say

_WAIT_S = 60
"""A worker finishes the file it reads, and says so; longer than any file may take."""


class Unit(NamedTuple):
    """A unit that was running; scope is '--user' or '--system'."""

    scope: str
    name: str


def stop_all(place: Place) -> list[Unit]:
    """Stop everything that runs from an installation; gives the units to start again.

    Raises:
        Stopped: something cannot be stopped; what was stopped is started again.
    """
    units = [unit for unit in _running_units(place) if unit.name.endswith('.service')]
    stopped: list[Unit] = []
    try:
        for unit in units:
            say(f"停止 {unit.name}……")
            run(['systemctl', unit.scope, 'stop', unit.name])
            stopped.append(unit)
        _stop_programs(place)
    except BaseException:
        start_again(stopped)
        raise
    return stopped


def start_again(units: list[Unit]) -> None:
    """Start what was stopped; one that does not start is told, the others are started all the same."""
    for unit in units:
        try:
            run(['systemctl', unit.scope, 'start', unit.name])
        except Stopped as error:
            say(f"{unit.name} 没有启动：{error}")


def _running_units(place: Place) -> Iterator[Unit]:
    if shutil.which('systemctl') is None:
        return
    for file in sorted((place.root / 'systemd').glob('*.service')):
        for scope in ('--user', '--system'):
            shown = _said(['systemctl', scope, 'show', '-p', 'ActiveState', '-p', 'ExecStart', file.name])
            if 'ActiveState=active' in shown and str(place.root) in shown:
                yield Unit(scope, file.name)


def _said(command: list[str]) -> str:
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603  # systemctl
    return done.stdout


def _stop_programs(place: Place) -> None:
    """Ask each to end, and wait; only Linux tells us which there are."""
    if sys.platform != 'linux':
        say("请先关掉所有收发窗口（网页台、worker）。")
        return
    found = _programs(place)
    # Their reading children end with them: one killed by itself would be taken for a file that kills.
    for number in [number for number, parent in found.items() if parent not in found]:
        say(f"停止正在运行的收发程序 {number}……")
        os.kill(number, signal.SIGTERM)
    until = time.monotonic() + _WAIT_S
    while (left := found.keys() & _programs(place)) and time.monotonic() < until:
        time.sleep(0.2)
    if left:
        told = '、'.join(map(str, sorted(left)))
        raise Stopped(f"程序 {told} 停不下来。请等它办完，或手工结束后再升级。")


def _programs(place: Place) -> dict[int, int]:
    """The processes that run a version of this installation, each with its parent."""
    found = {}
    for folder in Path('/proc').glob('[0-9]*'):
        try:
            words = (folder / 'cmdline').read_bytes()
            owner = folder.stat().st_uid
            state, parent = (folder / 'stat').read_text('utf-8', 'replace').rpartition(') ')[2].split()[:2]
        except OSError:
            continue
        ours = os.fsencode(f'{place.versions}/') in words.split(b'\0')[0]
        if ours and state != 'Z' and os.geteuid() in {0, owner}:
            found[int(folder.name)] = int(parent)
    return found
