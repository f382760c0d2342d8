"""Rar archives by bsdtar (libarchive), where it is installed: they become a tar in memory.

A tar of GNU takes names as they are: those of old archives are GBK, and pax would not have them.
It runs without a network, with limited memory, time and output, and writes to one file that is no path of the
archive's choosing. Passwords of .rar it does not know.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from extractors.containers import room
from extractors.containers.rar_blocks import check_ends, locked
from extractors.readers.limits import MAX_TOTAL_BYTES
from extractors.readers.soffice import memory_folder, without_network
from model.errors import Damaged, Encrypted, ReaderFailed, TooLarge, Unsupported

_LIMITED = 'ulimit -c 0; ulimit -v "$1"; ulimit -t "$2"; ulimit -f "$3"; shift 3; exec "$@"'
_BLOCK = 512
_HEADERS_BYTES = 8 * 2**20
"""What the headers of the members take beside their bytes."""


@cache
def bsdtar() -> str | None:
    """The program that takes .rar apart, None where none is installed; Windows and macOS call it tar."""
    for program in filter(None, map(shutil.which, ('bsdtar', 'tar'))):
        asked = subprocess.run([program, '--version'], capture_output=True, check=False)  # noqa: S603
        if b'bsdtar' in asked.stdout:
            return program
    return None


@contextmanager
def rar_as_tar(path: Path) -> Iterator[Path]:
    """The archive as a tar, gone afterwards; raises Unsupported without bsdtar, and as opening.opened."""
    check_ends(path)
    program = bsdtar()
    if program is None:
        raise Unsupported(
            "是 .rar 压缩包，这台机器上没有能打开它的程序；请让管理员安装 bsdtar（libarchive-tools），"
            "或解压后把里面的文件放入"
        )
    with memory_folder(MAX_TOTAL_BYTES // 2) as folder:
        made = folder / 'archive.tar'
        _convert([program, '-cf', str(made), '--format=gnutar', f'@{path.absolute()}'], made)
        yield made


def _convert(command: list[str], made: Path) -> None:
    most = MAX_TOTAL_BYTES + _HEADERS_BYTES
    limits = room.UNPACKING.memory_bytes // 1024, room.UNPACKING.cpu_s, most // _BLOCK
    process = subprocess.Popen(  # noqa: S603
        [*without_network(), '/bin/sh', '-c', _LIMITED, 'sh', *map(str, limits), *command],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        env={'PATH': os.environ.get('PATH', os.defpath), 'LC_ALL': 'C.UTF-8'},
        cwd=made.parent,
        start_new_session=True,
    )
    try:
        _, said = process.communicate(timeout=room.UNPACKING.wall_s)
    except subprocess.TimeoutExpired as late:
        raise ReaderFailed("解压的时间超过上限，已停止；请解压后把里面的文件放入") from late
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
    if process.returncode or said.strip():  # it may leave a file out, say so, and end well
        raise _failure(process.returncode, said, made)


def _failure(code: int, said: bytes, made: Path) -> Encrypted | TooLarge | Damaged:
    if b'ncrypt' in said:
        return locked()
    if code in {-signal.SIGXFSZ, 128 + signal.SIGXFSZ} or (
        made.exists() and made.stat().st_size >= MAX_TOTAL_BYTES
    ):
        return room.bomb(MAX_TOTAL_BYTES)
    return Damaged(
        "压缩包已损坏，或有的文件取不出来；请用 WinRAR 等软件解压后放入，或让来文单位重新压缩后再发"
    )
