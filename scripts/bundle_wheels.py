"""The wheels of a bundle: what the locks name, for one kind of machine, and what is not to be had for it."""

from __future__ import annotations

import email
import os
import re
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name, parse_wheel_filename

BUILT_HERE = 'jieba'
"""Published as source only, and without machine code: one wheel of ours for every kind of machine."""

_GLIBC = (5, 12, 17, 24, 26, 27, 28)
"""Minor versions wheels are made for, oldest first: what runs on an older system is preferred."""

_OLD_NAMES = {'manylinux1': 5, 'manylinux2010': 12, 'manylinux2014': 17}


class Target(NamedTuple):
    """One kind of machine: pip's names for it, what markers say there, whether bundles were run on it."""

    tags: tuple[str, ...]
    markers: dict[str, str]
    tested: bool = False


def _linux(machine: str, *, tested: bool = False) -> Target:
    old = ('manylinux1', 'manylinux2010', 'manylinux2014') if machine == 'x86_64' else ('manylinux2014',)
    tags = (*(f'manylinux_2_{minor}_{machine}' for minor in _GLIBC), *(f'{name}_{machine}' for name in old))
    return Target(tags, _markers('linux', 'Linux', 'posix', machine), tested)


def _markers(sys_platform: str, system: str, os_name: str, machine: str) -> dict[str, str]:
    return {
        'sys_platform': sys_platform,
        'platform_system': system,
        'os_name': os_name,
        'platform_machine': machine,
        'python_version': '3.11',
        'python_full_version': '3.11.0',
        'implementation_name': 'cpython',
        'platform_python_implementation': 'CPython',
        'extra': '',
    }


_MACOS = tuple(f'macosx_{major}_0_{kind}' for major in range(11, 16) for kind in ('arm64', 'universal2'))
_OLD_MACOS = tuple(f'macosx_10_{minor}_universal2' for minor in range(9, 16))

TARGETS = {
    'linux-x86_64': _linux('x86_64', tested=True),
    'linux-aarch64': _linux('aarch64'),
    'macosx-arm64': Target((*_MACOS, *_OLD_MACOS), _markers('darwin', 'Darwin', 'posix', 'arm64')),
    'win-amd64': Target(('win_amd64',), _markers('win32', 'Windows', 'nt', 'AMD64')),
}


def lock_to_entries(text: str) -> dict[str, str]:
    """Each distribution a lock names, with its lines: the pin and its hashes."""
    parts = re.split(r'^(?=[a-z0-9])', text, flags=re.MULTILINE)
    return {part.partition('==')[0]: part for part in parts if '==' in part.partition('\n')[0]}


def fetch(locks: Iterable[Path], target: Target, into: Path) -> list[str]:
    """The wheels of the locks into a folder, each with a hash its lock names; the pins that have none."""
    entries: dict[str, str] = {}
    for lock in locks:
        entries |= lock_to_entries(lock.read_text('utf-8'))
    if BUILT_HERE in entries:
        source = entries.pop(BUILT_HERE)
        _pip(['wheel', '--no-deps', '--no-build-isolation', '--wheel-dir', str(into)], [source])
    wanted = ['download', '--no-deps', '--only-binary=:all:', '--dest', str(into)]
    wanted += ['--python-version', '3.11', '--implementation', 'cp']
    wanted += [word for tag in target.tags for word in ('--platform', tag)]
    if not _pip(wanted, list(entries.values()), may_fail=True):
        return []
    # One that has no wheel stops them all: each for itself tells which.
    return [entry.split()[0] for entry in entries.values() if _pip(wanted, [entry], may_fail=True)]


def _pip(words: Sequence[str], entries: Sequence[str], *, may_fail: bool = False) -> str:
    """Run pip on pinned lines; '' or, where it may fail, what it said."""
    with tempfile.TemporaryDirectory() as folder:
        lock = Path(folder, 'lock.txt')
        lock.write_text(''.join(entries), 'utf-8')
        command = [sys.executable, '-m', 'pip', *words, '--quiet', '--require-hashes', '-r', str(lock)]
        # The same bytes on every day.
        fixed = {**os.environ, 'SOURCE_DATE_EPOCH': '946684800', 'PIP_DISABLE_PIP_VERSION_CHECK': '1'}
        done = subprocess.run(command, capture_output=True, text=True, env=fixed, check=False)  # noqa: S603  # pip
    if done.returncode and not may_fail:
        sys.exit(f'pip {words[0]}: {done.stderr[-2000:]}')
    return done.stderr if done.returncode else ''


def glibc_needed(wheels: Iterable[Path]) -> str:
    """The oldest glibc that every wheel runs on, such as '2.28'; '' where none asks for one."""
    needed = [min(found) for wheel in wheels if (found := list(_glibc_of(wheel.name)))]
    return f'2.{max(needed)}' if needed else ''


def _glibc_of(name: str) -> Iterator[int]:
    """The minor versions of glibc a wheel is made for; one that names two runs on the older."""
    for tag in parse_wheel_filename(name)[3]:
        kind, _, _ = tag.platform.partition('_')
        if written := re.match(r'manylinux_2_(\d+)_', tag.platform):
            yield int(written[1])
        elif kind in _OLD_NAMES:
            yield _OLD_NAMES[kind]


def unmet(wheels: Sequence[Path], target: Target, overridden: str) -> list[str]:
    """What the wheels ask for on that machine and the locks, made on Linux, do not name.

    overridden: the lines of overrides.txt, whose distributions are left out on purpose.
    """
    here = {str(parse_wheel_filename(wheel.name)[0]) for wheel in wheels}
    here |= {canonicalize_name(Requirement(line).name) for line in overridden.splitlines()}
    asked = {canonicalize_name(need.name) for wheel in wheels for need in _needs(wheel, target)}
    return sorted(asked - here)


def _needs(wheel: Path, target: Target) -> Iterator[Requirement]:
    with zipfile.ZipFile(wheel) as archive:
        (name,) = [
            one for one in archive.namelist() if one.endswith('.dist-info/METADATA') and one.count('/') == 1
        ]
        told = email.message_from_bytes(archive.read(name))
    for line in told.get_all('Requires-Dist') or []:
        need = Requirement(line)
        if need.marker is None or need.marker.evaluate(dict(target.markers)):
            yield need
