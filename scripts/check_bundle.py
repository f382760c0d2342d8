"""Install a bundle where there is no network and do an office's work with it; the first fault ends it loudly.

python -m scripts.check_bundle ARCHIVE...

In a network namespace of its own: install, doctor, the demo from the archive alone, the desk, an upgrade that
fails and is taken back, and one that does not.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tarfile
import tempfile
import time
import urllib.request
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from scripts.make_bundle import write_sums

_MIGRATION = """
revision = '9999'
down_revision = '{last}'


def upgrade() -> None:
    from alembic import op

    op.execute('create table later (id integer)')
    if {fails}:
        raise RuntimeError('a migration that fails')
"""
_OURSELVES = 'scripts.check_bundle'


def check(archive: Path) -> None:
    """Raises AssertionError or CalledProcessError at the first thing that is not as it should be."""
    listed = archive.with_name(f'{archive.name}.sha256').read_text('utf-8')
    assert listed.split()[0] == hashlib.sha256(archive.read_bytes()).hexdigest(), (
        'not the archive its hash is of'
    )
    with tempfile.TemporaryDirectory(prefix='收发 bundle ') as folder:
        with tarfile.open(archive) as packed:
            packed.extractall(folder, filter='data')
        (bundle,) = Path(folder).iterdir()
        _knows_no_machine(bundle)
        command = ['unshare', *(['-r'] if os.geteuid() else []), '-n', sys.executable, '-m', _OURSELVES]
        subprocess.run([*command, '--inside', str(bundle)], check=True)  # noqa: S603  # ourselves


def _knows_no_machine(bundle: Path) -> None:
    """Neither a path of the machine that made it, nor the host it has its packages from."""
    settings = subprocess.run(
        [sys.executable, '-m', 'pip', 'config', 'list'], capture_output=True, text=True, check=True
    ).stdout
    hosts = {word.split('/')[2].rpartition('@')[2] for word in settings.split("'") if '://' in word} - {''}
    words = [str(Path(__file__).parent.parent), str(Path.home()) + '/', *hosts]
    for file in bundle.rglob('*'):
        if file.is_file() and file.suffix not in {'.whl', '.png'}:
            data = file.read_bytes()
            told = [word for word in words if word.encode() in data]
            assert not told, f'{file.name} names {told}'


def check_inside(bundle: Path) -> None:
    """The whole life of an installation, in a namespace that has a loopback and nothing else."""
    assert [name for _, name in socket.if_nameindex()] == ['lo'], 'there is a network here'
    _raise_loopback()
    work = bundle.parent
    prefix, office = work / '装在 这里', work / '示例办公室'
    _step('install')
    _install(bundle, prefix)
    _step('doctor')
    parts = json.loads(_shoufa(prefix, 'doctor', '--json'))
    sight = next(part for part in parts if part['name'].startswith('文字识别'))
    assert sight['ready'] == json.loads((bundle / 'bundle.json').read_text('utf-8'))['ocr'], sight
    _step('demo')
    _shoufa(prefix, 'demo', str(office))
    before = _state(prefix, office)
    assert before['registered'] > 40, before
    assert before['papers'] > 10, before
    _step('desk')
    _desk_answers(prefix, office)
    _step('upgrade that fails')
    old = (prefix / 'current').read_text('utf-8')
    refused = _install(_changed(bundle, fails=True), prefix, '--office', str(office), code=4)
    assert 'a migration that fails' in refused, refused
    assert (prefix / 'current').read_text('utf-8') == old
    assert _state(prefix, office) == before
    _step('upgrade')
    _install(_changed(bundle, fails=False), prefix, '--office', str(office))
    assert (prefix / 'current').read_text('utf-8').startswith('99.0-')
    assert _state(prefix, office) == before
    _step('all done')


def _step(name: str) -> None:
    print(f'bundle-check: {name}', flush=True)


def _raise_loopback() -> None:
    """A new namespace has its loopback down."""
    import fcntl
    import struct

    with socket.socket() as asked:
        fcntl.ioctl(asked, 0x8914, struct.pack('16sh', b'lo', 0x1 | 0x40))  # SIOCSIFFLAGS, up and running


def _run(command: Sequence[str], code: int = 0) -> str:
    """What it prints, in an environment that has nothing of ours."""
    plain = {
        'HOME': str(Path(command[0]).parent),
        'PATH': os.defpath,
        'LANG': 'C.UTF-8',
        'PYTHON': sys.executable,
    }
    done = subprocess.run(command, capture_output=True, text=True, env=plain, check=False)  # noqa: S603  # ours
    assert done.returncode == code, (
        f'{command}: {done.returncode}\n{done.stdout[-3000:]}\n{done.stderr[-3000:]}'
    )
    return done.stdout + done.stderr


def _install(bundle: Path, prefix: Path, *words: str, code: int = 0) -> str:
    return _run(['/bin/sh', str(bundle / 'install.sh'), '--prefix', str(prefix), *words], code)


def _shoufa(prefix: Path, *words: str) -> str:
    return _run([str(prefix / 'bin' / 'shoufa'), *words])


def _state(prefix: Path, office: Path) -> dict[str, Any]:
    """What an office holds, as far as users see it."""
    at = ('--office', str(office))
    return {
        'registered': len(json.loads(_shoufa(prefix, *at, 'register', 'list', '--json'))),
        'register': _shoufa(prefix, *at, 'register', 'list', '--json'),
        'review': _shoufa(prefix, *at, 'review', 'list', '--json'),
        'counts': _shoufa(prefix, *at, 'ledger', 'stats', '--json'),
        'papers': len(list((office / '发文').rglob('*.docx'))),
    }


def _desk_answers(prefix: Path, office: Path) -> None:
    command = [str(prefix / 'bin' / 'shoufa'), '--office', str(office), 'desk', '--port', '8799']
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE) as desk:  # noqa: S603  # ours
        try:
            _asked('http://127.0.0.1:8799/login')
        finally:
            desk.send_signal(signal.SIGTERM)
            desk.wait(30)


def _asked(address: str) -> None:
    for _ in range(100):
        time.sleep(0.2)
        try:
            with urllib.request.urlopen(address, timeout=5) as page:  # noqa: S310  # our own desk
                assert '收发' in page.read().decode()
                return
        except OSError:
            continue
    raise AssertionError('the desk does not answer')


def _changed(bundle: Path, *, fails: bool) -> Path:
    """The same bundle as a later version, with a migration that may fail."""
    later = bundle.with_name(f'later-{fails}')
    shutil.copytree(bundle, later, copy_function=os.link)
    told = json.loads((bundle / 'bundle.json').read_text('utf-8'))
    # What is linked is replaced, never written into.
    for name in ('bundle.json', 'SHA256SUMS'):
        (later / name).unlink()
    (later / 'bundle.json').write_text(json.dumps(told | {'version': '99.0'}), 'utf-8')
    versions = later / 'app' / 'store' / 'migrations' / 'versions'
    last = max(file.name[:4] for file in versions.glob('[0-9]*.py'))
    (versions / '9999_later.py').write_text(_MIGRATION.format(last=last, fails=fails), 'utf-8')
    write_sums(later)
    return later


if __name__ == '__main__':
    if sys.argv[1] == '--inside':
        check_inside(Path(sys.argv[2]))
    else:
        for name in sys.argv[1:]:
            check(Path(name))
