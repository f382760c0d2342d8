"""One version put beside those that are there: hashes first, then its environment, then tried."""

from __future__ import annotations

import compileall
import hashlib
import importlib.util
import json
import os
import platform
import shutil
import sys
from pathlib import Path
from typing import Any

from scripts.installer.place import WINDOWS, Place, Stopped, run, say

SUMS = 'SHA256SUMS'
_SIZES = 4
"""Unpacked, the wheels take about three times their size."""

_EVERY_COMMAND = """
import importlib, sys
sys.path.insert(0, sys.argv[1])
import cli
for line in cli.LINES.values():
    getattr(importlib.import_module(line.module), line.attribute)
"""


def check_sums(bundle: Path) -> str:
    """Hold every file against its hash; gives the build's own short name.

    Raises:
        Stopped: a file is missing, changed, or none of the bundle's.
    """
    listed = (bundle / SUMS).read_bytes()
    wanted = dict(line.split('  ', 1)[::-1] for line in listed.decode().splitlines())
    here = {file.relative_to(bundle).as_posix() for file in bundle.rglob('*') if file.is_file()} - {SUMS}
    # Python may have run from here; what it left is nobody's.
    here = {name for name in here if '__pycache__/' not in name}
    faults = [f"缺 {name}" for name in wanted.keys() - here]
    faults += [f"多出 {name}" for name in here - wanted.keys()]
    faults += [f"内容变了 {name}" for name in wanted.keys() & here if _sha256(bundle / name) != wanted[name]]
    if faults:
        shown = '\n'.join(sorted(faults)[:10])
        raise Stopped(f"安装包不完整，什么都没有装。请重新拷贝、重新解开：\n{shown}")
    return hashlib.sha256(listed).hexdigest()[:8]


def _sha256(path: Path) -> str:
    with path.open('rb') as file:
        return hashlib.file_digest(file, 'sha256').hexdigest()


def check_machine(told: dict[str, Any]) -> None:
    """Raises Stopped where this machine is of another kind than the bundle's."""
    here = (
        f'{platform.system()}-{platform.machine()}'.lower()
        .replace('windows', 'win')
        .replace('darwin', 'macosx')
    )
    if here != told['platform'].lower():
        raise Stopped(f"这个安装包是给 {told['platform']} 的，本机是 {here}。请换对应的安装包。")
    name, version = platform.libc_ver()
    if told['glibc'] and name == 'glibc' and _numbers(version) < _numbers(told['glibc']):
        raise Stopped(
            f"本机系统太旧：glibc 是 {version}，至少要 {told['glibc']}（ldd --version）。请换较新的系统。"
        )
    if importlib.util.find_spec('ensurepip') is None:
        raise Stopped(
            "本机的 python3.11 缺 venv（ensurepip）。请管理员装上，如 apt install python3.11-venv。"
        )


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(map(int, version.split('.')))


def install(bundle: Path, place: Place) -> str:
    """Put the bundle's version beside the others, tried and ready, not yet in use; its name.

    Raises:
        Stopped: the bundle is damaged, of another kind of machine, or does not run here.
    """
    say("校验安装包……")
    build = check_sums(bundle)
    told = json.loads((bundle / 'bundle.json').read_text('utf-8'))
    check_machine(told)
    version = f'{told["version"]}-{build}'
    folder, done = place.versions / version, place.versions / version / 'complete'
    if done.exists():
        return version
    _check_space(bundle / 'wheels', place)
    say(f"安装 {told['version']}（{build}）到 {folder}，约一两分钟……")
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(bundle / 'app', folder / 'app', ignore=shutil.ignore_patterns('__pycache__'))
    compileall.compile_dir(folder / 'app', quiet=2)
    make_environment(folder / 'venv', bundle / 'wheels')
    shutil.copyfile(bundle / 'bundle.json', folder / 'bundle.json')
    say("试运行……")
    run([str(place.python(version)), '-E', '-s', '-c', _EVERY_COMMAND, str(folder / 'app')])
    run(place.command(version, 'doctor'))
    done.touch()
    return version


def _check_space(wheels: Path, place: Place) -> None:
    needed = _SIZES * sum(file.stat().st_size for file in wheels.iterdir())
    place.root.mkdir(parents=True, exist_ok=True)
    free = shutil.disk_usage(place.root).free
    if free < needed:
        raise Stopped(
            f"{place.root} 所在的磁盘空间不够：还有 {free >> 20} MB，要 {needed >> 20} MB。"
            "请腾出空间，或用 --prefix 装到别处。"
        )


def make_environment(folder: Path, wheels: Path) -> None:
    """An environment of its own with the bundle's wheels and nothing from anywhere else."""
    run([sys.executable, '-m', 'venv', str(folder)])
    # What the machine's own settings say of pip could send it to a network.
    os.environ.update(PIP_CONFIG_FILE=os.devnull, PIP_NO_INDEX='1')
    for name in ('PIP_FIND_LINKS', 'PIP_INDEX_URL', 'PIP_EXTRA_INDEX_URL'):
        os.environ.pop(name, None)
    pip = [str(folder / ('Scripts/python.exe' if WINDOWS else 'bin/python')), '-I', '-m', 'pip', 'install']
    quiet = ['--quiet', '--disable-pip-version-check', '--no-cache-dir', '--no-warn-script-location']
    run(
        [
            *pip,
            *quiet,
            '--no-deps',
            '--require-hashes',
            '--find-links',
            str(wheels),
            '-r',
            str(wheels / 'wheels.lock'),
        ]
    )
