"""LibreOffice as a converter, where it is installed: what no reader takes becomes .docx, .xlsx or .pdf.

It opens a copy in a private folder of memory, by what the file holds and not by its name, with a profile of
its own, limited memory and time, no macros, no links and no network. Two at once on one profile end with
code 1 and no output, and code 0 may come without a file: both are looked for.
"""

from __future__ import annotations

import atexit
import math
import os
import shutil
import signal
import subprocess
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path

from extractors.readers.soffice_kinds import path_to_suffix
from model.errors import CannotStart, ReaderFailed

TIMEOUT_S = 120.0
MEMORY_KB = 4 * 2**20
"""Address space of LibreOffice, whose libraries alone take 1 GiB of it."""

MAX_OUTPUT_BYTES = 400 * 2**20
_OURS = 'shoufa-'
_LEFT_BEHIND_S = 600
_MORE_S = 3.0

_PLACES = (
    '/usr/lib/libreoffice/program/soffice',
    '/usr/lib64/libreoffice/program/soffice',
    '/snap/bin/libreoffice',
    '/Applications/LibreOffice.app/Contents/MacOS/soffice',
)
_OPTIONS = ('--headless', '--norestore', '--nolockcheck', '--nodefault', '--nofirststartwizard')
_LIMITED = 'ulimit -c 0; ulimit -v "$1"; ulimit -t "$2"; ulimit -f "$3"; shift 3; exec "$@"'
_DEAD_PROXY = '127.0.0.1', '9'
_FILTERS = {
    ('.html', 'docx'): 'HTML (StarWriter)',
    ('.html', 'pdf'): 'HTML (StarWriter)',
    ('.html', 'xlsx'): 'calc_HTML_WebQuery',
}
"""A web page is opened for the web by itself, and for that there is 'no export filter' to .docx."""

_COMMON, _WRITER, _CALC = (f'/org.openoffice.Office.{name}' for name in ('Common', 'Writer', 'Calc'))
_SETTINGS = (
    (_COMMON + '/Security/Scripting', 'DisableMacrosExecution', 'true'),
    (_COMMON + '/Security/Scripting', 'MacroSecurityLevel', '3'),
    (_COMMON + '/Security/Scripting', 'BlockUntrustedRefererLinks', 'true'),
    (_COMMON + '/Security/Scripting', 'CheckDocumentEvents', 'true'),
    (_WRITER + '/Content/Update', 'Link', '0'),
    (_CALC + '/Content/Update', 'Link', '1'),
    ('/org.openoffice.Office.Java/VirtualMachine', 'Enable', 'false'),
    ('/org.openoffice.Setup/L10N', 'ooSetupSystemLocale', 'zh-CN'),
    ('/org.openoffice.Inet/Settings', 'ooInetProxyType', '1'),
    ('/org.openoffice.Inet/Settings', 'ooInetNoProxy', ''),
    *(
        ('/org.openoffice.Inet/Settings', f'ooInet{kind}Proxy{key}', value)
        for kind in ('HTTP', 'HTTPS', 'FTP')
        for key, value in zip(('Name', 'Port'), _DEAD_PROXY, strict=True)
    ),
)
"""Never update links: 0 in Writer, 1 in Calc (officecfg, Content/Update/Link)."""

_one_at_a_time = threading.Lock()


@cache
def suite() -> Path | None:
    """The program soffice, None where LibreOffice is not installed."""
    found = shutil.which('soffice') or shutil.which('libreoffice')
    places = [found] if found else [*_PLACES, *map(str, Path('/opt').glob('libreoffice*/program/soffice'))]
    return next((Path(place) for place in places if os.access(place, os.X_OK)), None)


@contextmanager
def converted(path: Path, target: str, timeout_s: float = TIMEOUT_S) -> Iterator[Path]:
    """The file as 'docx', 'xlsx' or 'pdf', in a folder of memory that is gone afterwards.

    Raises CannotStart where LibreOffice is not installed, Unsupported for what it cannot take, ReaderFailed
    where it fails or needs more than timeout_s seconds. One process converts one file at a time.
    """
    program = suite()
    if program is None:
        raise CannotStart(
            "没有找到 LibreOffice，旧格式的文件转换不了。请让管理员在这台机器上装好 LibreOffice，"
            "或用 Word、WPS 打开，另存为 .docx、.xlsx 再放入"
        )
    suffix = path_to_suffix(path)
    with memory_folder(path.stat().st_size) as folder:
        paper = folder / f'paper{suffix}'
        shutil.copyfile(path, paper)
        made = folder / 'made' / f'paper.{target}'
        command = [str(program), *_OPTIONS, '--convert-to', target, '--outdir', str(made.parent)]
        if (suffix, target) in _FILTERS:
            command.append(f'--infilter={_FILTERS[suffix, target]}')
        with _one_at_a_time:
            _convert([*command, str(paper)], made, timeout_s)
        yield made


@contextmanager
def converted_all(paths: Sequence[Path], target: str) -> Iterator[list[Path]]:
    """Several files as 'pdf' (or another format) in one run, in their order; gone afterwards.

    Raises as `converted`; ReaderFailed if one of them did not come out. The time is that of one file and a
    few seconds for each further one.
    """
    program = suite()
    if program is None:
        raise CannotStart("没有找到 LibreOffice，转换不了。请让管理员在这台机器上装好 LibreOffice")
    with memory_folder(sum(path.stat().st_size for path in paths)) as folder:
        papers = [folder / f'paper{number}{path.suffix}' for number, path in enumerate(paths)]
        for path, paper in zip(paths, papers, strict=True):
            shutil.copyfile(path, paper)
        made = [folder / 'made' / f'{paper.stem}.{target}' for paper in papers]
        command = [str(program), *_OPTIONS, '--convert-to', target, '--outdir', str(folder / 'made')]
        with _one_at_a_time:
            _convert([*command, *map(str, papers)], made[-1], TIMEOUT_S + _MORE_S * len(papers))
        if not all(page.is_file() for page in made):
            raise ReaderFailed(
                "LibreOffice 没有转出全部文件；请用 Word、WPS 打开没有转出的，另存为所要的格式"
            )
        yield made


def xls_to_xlsx(data: bytes) -> bytes:
    """A workbook of an older format (.xls, .et) as .xlsx; raises as `converted` does."""
    return _bytes_to_bytes(data, 'xlsx')


def xlsx_to_xls(data: bytes) -> bytes:
    """An .xlsx as .xls, which WPS takes under the name .et as well; raises as `converted` does.

    Formulas without a result are calculated. Lost on the way: frozen panes, and what no .xls can say (more
    than 65,536 rows or 256 columns).
    """
    return _bytes_to_bytes(data, 'xls')


def _bytes_to_bytes(data: bytes, target: str) -> bytes:
    with memory_folder(len(data)) as folder:
        paper = folder / 'paper'
        paper.write_bytes(data)
        with converted(paper, target) as made:
            return made.read_bytes()


@contextmanager
def memory_folder(need: int = 0) -> Iterator[Path]:
    """A private folder in memory with room for a paper of `need` bytes, else among the temporary files."""
    with tempfile.TemporaryDirectory(
        prefix=f'{_OURS}{os.getpid()}-', dir=_memory(need), ignore_cleanup_errors=True
    ) as folder:
        yield Path(folder)


def _memory(need: int) -> str | None:
    memory = '/dev/shm'  # noqa: S108  # the folder made in it is private (0700)
    if not os.access(memory, os.W_OK | os.X_OK):
        return None
    sweep(Path(memory))
    return memory if shutil.disk_usage(memory).free > 2 * need + MAX_OUTPUT_BYTES else None


def sweep(memory: Path) -> None:
    """Remove what a process of ours left behind when it was killed: copies of papers must not stay."""
    for folder in memory.glob(f'{_OURS}*-*'):
        owner = folder.name.split('-')[1]
        with suppress(OSError):  # gone meanwhile, or another user's
            left = folder.stat()
            is_old = time.time() - left.st_mtime > _LEFT_BEHIND_S
            if is_old and left.st_uid == os.geteuid() and not Path('/proc', owner).exists():
                shutil.rmtree(folder, ignore_errors=True)


@cache
def _profile() -> Path:
    """This process's profile: the first conversion fills it, the next ones start faster."""
    folder = Path(tempfile.mkdtemp(prefix=f'{_OURS}{os.getpid()}-', dir=_memory(0)))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    (folder / 'user').mkdir()
    items = ''.join(
        f'<item oor:path="{place}"><prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop></item>'
        for place, name, value in _SETTINGS
    )
    (folder / 'user' / 'registrymodifications.xcu').write_text(
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<oor:items xmlns:oor="http://openoffice.org/2001/registry">{items}</oor:items>\n',
        'utf-8',
    )
    return folder


def _convert(command: list[str], made: Path, timeout_s: float) -> None:
    """Run one conversion; a failed one may leave its profile locked or half written, so it takes it along."""
    profile = _profile()
    done = False
    try:
        _run([*command, f'-env:UserInstallation={profile.as_uri()}'], made.parent.parent, timeout_s)
        done = made.is_file() and made.stat().st_size > 0
    finally:
        if not done:
            shutil.rmtree(profile, ignore_errors=True)
            _profile.cache_clear()
    if not done:
        raise ReaderFailed(
            "LibreOffice 转换不了这个文件，可能已损坏或设了密码；请用 Word、WPS 打开，另存为新格式再放入"
        )


@cache
def without_network() -> tuple[str, ...]:
    """What to put before a command so that it has no network; () where the kernel does not permit it."""
    unshare = shutil.which('unshare')
    command = (unshare or '', '-rn', '--')
    if unshare is None or subprocess.run([*command, 'true'], capture_output=True, check=False).returncode:  # noqa: S603
        return ()
    return command


def _run(command: list[str], folder: Path, timeout_s: float) -> None:
    """Run LibreOffice within its limits, and end all of it when time is up."""
    limits = MEMORY_KB, math.ceil(2 * timeout_s), MAX_OUTPUT_BYTES // 512
    (folder / 'tmp').mkdir()
    process = subprocess.Popen(  # noqa: S603
        [*without_network(), '/bin/sh', '-c', _LIMITED, 'sh', *map(str, limits), *command],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env=_environment(folder),
        cwd=folder,
        start_new_session=True,
    )
    try:
        process.wait(timeout_s)
    except subprocess.TimeoutExpired as late:
        raise ReaderFailed(
            f"LibreOffice 转换了{timeout_s:g}秒还没有完，已停止；请拆成几个小文件，"
            "或用 Word、WPS 另存为新格式再放入"
        ) from late
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def _environment(folder: Path) -> dict[str, str]:
    proxy = 'http://' + ':'.join(_DEAD_PROXY)
    return {
        'PATH': os.environ.get('PATH', os.defpath),
        'HOME': str(folder),
        'TMPDIR': str(folder / 'tmp'),
        'LANG': 'zh_CN.UTF-8',
        'SAL_USE_VCLPLUGIN': 'svp',
        **dict.fromkeys(('http_proxy', 'https_proxy', 'ftp_proxy'), proxy),
    }
