"""Reading in children of our own: a file that crashes, hangs or floods its reader takes none of us along."""

from __future__ import annotations

import os
import queue
import subprocess
import sys
import threading
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from extractors.readers.child import read_frame, write_frame
from model import errors
from model.document import Document
from model.errors import CannotStart, ReaderFailed, ShoufaError
from model.serialise import document_from_plain

TIMEOUT_S = 60.0
RECYCLE_AFTER = 200
"""Files after which a child is replaced: libraries leak a little with each."""

_ROOT = Path(__file__).parent.parent.parent


@dataclass(slots=True)
class Child:
    """A running child and how many files it has read."""

    process: subprocess.Popen[bytes]
    files: int = 0


class ReadingPool:
    """Warm children that read files; use it as a context manager.

    A child is started when first needed, and replaced after a crash, a time-out (timeout_s, wall
    seconds a file), a failed reader or RECYCLE_AFTER files. Methods may be called from threads.
    cpu_s is what the children spent on reading so far.
    """

    def __init__(
        self, children: int = 1, timeout_s: float = TIMEOUT_S, recycle_after: int = RECYCLE_AFTER
    ) -> None:
        self.timeout_s = timeout_s
        self.recycle_after = recycle_after
        self.cpu_s = 0.0
        self.children = children
        self._free: queue.LifoQueue[Child | None] = queue.LifoQueue()
        for _ in range(children):
            self._free.put(None)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for _ in range(self.children):
            _end(self._free.get())

    def read(self, path: Path, file: str | None = None) -> Document:
        """One file as a Document, as registry.read_document gives it and with the same errors.

        ReaderFailed also where the child crashed or ran over its time.
        """
        file = file or str(path)
        child = self._free.get()
        keep = False
        try:
            if child is None or child.process.poll() is not None:
                _end(child)
                child = _start()
            answer = _ask(child, {'path': str(path.absolute()), 'file': file, 'timeout_s': self.timeout_s})
            child.files += 1
            self.cpu_s += answer['cpu_s']
            failed = answer.get('error', {}).get('kind') == ReaderFailed.__name__
            keep = not failed and child.files < self.recycle_after
        finally:
            if not keep:
                _end(child)
            self._free.put(child if keep else None)
        return _answer_to_document(answer)

    def read_many(self, paths: Iterable[Path]) -> Iterator[tuple[Path, Document | ShoufaError]]:
        """Each file with its Document or the error that stopped it, in the order given.

        No more than two files a child are read ahead, so a long list needs little memory.
        """
        waiting: deque[tuple[Path, Future[Document | ShoufaError]]] = deque()
        with ThreadPoolExecutor(self.children) as threads:
            for path in paths:
                waiting.append((path, threads.submit(self._try, path)))
                if len(waiting) >= 2 * self.children:
                    first, future = waiting.popleft()
                    yield first, future.result()
            for path, future in waiting:
                yield path, future.result()

    def _try(self, path: Path) -> Document | ShoufaError:
        try:
            return self.read(path)
        except ShoufaError as error:
            return error


def _start() -> Child:
    """A child that imports our code and no module of the folder we happen to stand in.

    Raises:
        CannotStart: it ended before it was ready; no file is to blame.
    """
    search = os.pathsep.join(filter(None, [str(_ROOT), os.environ.get('PYTHONPATH')]))
    child = Child(
        subprocess.Popen(
            [sys.executable, '-P', '-X', 'utf8', '-m', 'extractors.readers.child'],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, 'PYTHONPATH': search},
            start_new_session=True,
        )
    )
    assert child.process.stdout is not None
    if read_frame(child.process.stdout) is None:
        _end(child)
        raise CannotStart(
            "读取程序启动不了，可能安装不完整或内存不足。请重新安装（make setup）后再试；文件都没有动。"
        )
    return child


def _end(child: Child | None) -> None:
    if child is not None:
        child.process.kill()
        child.process.communicate()


def _ask(child: Child, request: dict[str, Any]) -> dict[str, Any]:
    """The child's answer; ReaderFailed where it died, or was ended because time ran out."""
    requests, answers = child.process.stdin, child.process.stdout
    assert requests is not None
    assert answers is not None
    late = threading.Event()

    def stop() -> None:
        late.set()
        child.process.kill()

    timer = threading.Timer(request['timeout_s'], stop)
    timer.start()
    try:
        write_frame(requests, request)
        answer = read_frame(answers)
    except (BrokenPipeError, ValueError):
        answer = None
    finally:
        timer.cancel()
    if answer is not None:
        return answer
    file = request['file']
    if late.is_set():
        raise ReaderFailed(
            f"“{file}”：读了{request['timeout_s']:g}秒还没有读完，已停止；请拆成几个小文件，或另存后再放入"
        )
    raise ReaderFailed(
        f"“{file}”：读取程序中途退出（可能内存超过上限，或文件写法特殊）；请用 Word、WPS 打开另存后再放入"
    )


def _answer_to_document(answer: dict[str, Any]) -> Document:
    """The document in an answer, or its error raised as the class it was in the child."""
    said = answer.get('error')
    if said is None:
        return document_from_plain(answer['document'])
    kind: type[ShoufaError] = getattr(errors, said['kind'])
    error = kind(said['message'])
    error.code = said['code']
    raise error
