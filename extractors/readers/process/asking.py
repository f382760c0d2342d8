"""One reading child as its parent sees it: started, asked for one file, ended; never trusted."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import threading
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from extractors.readers.process.wire import (
    add_piece,
    pieces_to_document,
    read_answer,
    read_frame,
    to_frame,
)
from model import errors
from model.document import Block, Document
from model.errors import BadInput, CannotStart, ReaderFailed
from model.place import Problem
from text.building import without_collecting

PROGRAM = ('-m', 'extractors.readers.process.child')

_ROOT = Path(__file__).parent.parent.parent.parent
_TARGETS = ('docx', 'xlsx', 'pdf')
_ODD = (KeyError, TypeError, ValueError, AttributeError, IndexError, RecursionError)
"""What a frame that no child of ours would write can raise while it is taken apart."""


@dataclass(slots=True)
class Child:
    """A running child and how many files it has read."""

    process: subprocess.Popen[bytes]
    files: int = 0


class Conversion(NamedTuple):
    """A child's wish: this file as `target`; what it was, and what to tell who has no office suite."""

    message: str
    target: str
    format: str
    sha256: str


class Spent(NamedTuple):
    """Computing seconds of one file, and the most memory its child has held (kilobytes, 0 for unknown)."""

    cpu_s: float
    peak_kb: int


class OutOfTime(ReaderFailed):
    """Computing or waiting, it took longer than a file may."""


Outcome = Document | Conversion | BadInput


def start_child(*, sighted: bool = False) -> Child:
    """A child that imports our code and no module of the folder we happen to stand in.

    sighted: one that recognises pictures, which takes seconds to start.

    Raises:
        CannotStart: it ended before it was ready; no file is to blame.
    """
    search = os.pathsep.join(filter(None, [str(_ROOT), os.environ.get('PYTHONPATH')]))
    # Each thread of numpy's takes 40 MB of address space, and it starts one a processor.
    one_thread = dict.fromkeys(('OPENBLAS_NUM_THREADS', 'OMP_NUM_THREADS'), '1')
    child = Child(
        subprocess.Popen(  # noqa: S603  # our own program
            [sys.executable, '-P', '-X', 'utf8', *PROGRAM, *(['--sight'] if sighted else [])],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, **one_thread, 'PYTHONPATH': search},
            start_new_session=True,
        )
    )
    assert child.process.stdout is not None
    with contextlib.suppress(ValueError):
        if read_frame(child.process.stdout):
            return child
    end_child(child)
    raise CannotStart("读取程序启动不了，可能安装不完整或内存不足。请重新安装后再试；文件都没有动。")


def end_child(child: Child | None) -> None:
    """End a child with all it may have started; nothing of it stays, no process and no descriptor."""
    if child is None:
        return
    _kill(child.process)
    for pipe in (child.process.stdin, child.process.stdout):
        with contextlib.suppress(BrokenPipeError):
            pipe.close()  # type: ignore[union-attr]  # both are pipes, see start_child
    child.process.wait()


def _kill(process: subprocess.Popen[bytes]) -> None:
    """Kill a child and its whole session, unless it was waited for: then its number may be another's."""
    if process.returncode is None:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)


def ask_child(child: Child, request: dict[str, Any]) -> tuple[Outcome, Spent]:
    """The outcome for one file and what it cost, which a child that died or was ended cannot tell."""
    late = threading.Event()

    def stop() -> None:
        late.set()
        _kill(child.process)

    timer = threading.Timer(request['wall_s'], stop)
    timer.start()
    try:
        return _converse(child, request)
    except (BrokenPipeError, *_ODD):
        _kill(child.process)
    finally:
        timer.cancel()
        timer.join()
        if late.is_set():
            child.process.wait()
    ended = child.process.wait()
    return _death(request, late=late.is_set(), computed=ended == -signal.SIGXCPU), Spent(0.0, 0)


def _converse(child: Child, request: dict[str, Any]) -> tuple[Outcome, Spent]:
    """Ask and take the answer; BrokenPipeError or one of _ODD where none comes."""
    requests, answers = child.process.stdin, child.process.stdout
    assert requests is not None
    assert answers is not None
    requests.write(to_frame(request))
    requests.flush()
    blocks: list[Block] = []
    problems: list[Problem] = []
    for message in read_answer(answers):
        if 'cpu_s' in message:
            spent = Spent(float(message['cpu_s']), int(message['peak_kb'] or 0))
            return _last_to_outcome(message, blocks, problems), spent
        with without_collecting():
            add_piece(message, blocks, problems)
    raise BrokenPipeError


def _last_to_outcome(last: dict[str, Any], blocks: list[Block], problems: list[Problem]) -> Outcome:
    """A document, a wish or an error of the file; one of _ODD for anything else."""
    if 'document' in last:
        return pieces_to_document(last['document'], blocks, problems)
    if 'convert' in last:
        wish = Conversion(**last['convert'])
        if wish.target not in _TARGETS:
            raise ValueError(wish.target)
        return wish
    said = last['error']
    kind = getattr(errors, said['kind'])
    if not issubclass(kind, BadInput):
        raise TypeError(kind)
    error: BadInput = kind(said['message'])
    error.code = said['code']
    return error


def _death(request: dict[str, Any], *, late: bool, computed: bool) -> ReaderFailed:
    """Why a child gave no answer, in words for the user."""
    name, remedy = f"“{request['file']}”：", "已停止；请拆成几个小文件，或用 Word、WPS 另存后再放入"
    if computed:
        return OutOfTime(f"{name}计算时间超过上限{request['cpu_s']}秒还没有读完，{remedy}")
    if late:
        return OutOfTime(f"{name}读了{request['wall_s']:g}秒还没有读完，{remedy}")
    return ReaderFailed(
        f"{name}读取程序中途退出（可能内存超过上限，或文件写法特殊）；请用 Word、WPS 打开另存后再放入"
    )
