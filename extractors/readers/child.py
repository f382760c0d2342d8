"""The reading child: a process that reads one file after another and may die without harm.

It is started as `python -m extractors.readers.child` by pool.py. Requests and answers are frames
on its standard input and output: eight bytes of length, big endian, then that much JSON.
The first frame out is {ready}. A request is {path, file, timeout_s}; an answer has cpu_s and either document
or error {code, kind, message}.
"""

from __future__ import annotations

import gc
import json
import math
import os
import resource
import signal
import sys
import time
from pathlib import Path
from typing import IO, Any

from model.errors import ShoufaError
from model.serialise import to_plain

MEMORY_BYTES = 1536 * 2**20
"""Address space of the child; a reader that needs more ends with ReaderFailed."""

GRACE_S = 5
"""Past its time-out by this the child ends itself: its parent may have been killed."""

MAX_FRAME_BYTES = 512 * 2**20
_LENGTH = 8


def write_frame(stream: IO[bytes], message: dict[str, Any]) -> None:
    """Send one message whole."""
    data = json.dumps(message).encode('ascii')
    stream.write(len(data).to_bytes(_LENGTH, 'big') + data)
    stream.flush()


def read_frame(stream: IO[bytes]) -> dict[str, Any] | None:
    """The next message, or None where the other side ended, was cut short or sent no message."""
    length = int.from_bytes(stream.read(_LENGTH).rjust(_LENGTH, b'\xff'), 'big')
    if length > MAX_FRAME_BYTES:
        return None
    data = stream.read(length)
    if len(data) < length:
        return None
    message: dict[str, Any] = json.loads(data)
    return message


def answer(request: dict[str, Any]) -> dict[str, Any]:
    """Read one file; what goes wrong is part of the answer, with the CPU seconds that it took."""
    from extractors.readers.registry import read_document

    began = time.process_time()
    try:
        said = {'document': to_plain(read_document(Path(request['path']), request['file']))}
    except ShoufaError as error:
        said = {'error': {'kind': type(error).__name__, 'code': error.code, 'message': error.message}}
    return {**said, 'cpu_s': time.process_time() - began}


def main() -> None:
    """Answer requests until the input ends."""
    requests, answers = _take_pipes()
    _confine()
    from extractors.readers import registry

    write_frame(answers, {'ready': [reader.NAME for reader in registry.READERS]})
    warm = False
    while (request := read_frame(requests)) is not None:
        signal.alarm(math.ceil(request['timeout_s']) + GRACE_S)
        write_frame(answers, answer(request))
        signal.alarm(0)
        if not warm:
            # The libraries stay for good, so the collector need not look through them again. Once only,
            # and after collecting: what is frozen is never freed, and documents must be.
            gc.collect()
            gc.freeze()
            warm = True


def _take_pipes() -> tuple[IO[bytes], IO[bytes]]:
    """The pipes to the parent, out of reach of libraries that print to or read from the standard ones."""
    requests, answers = os.fdopen(os.dup(0), 'rb'), os.fdopen(os.dup(1), 'wb')
    nothing = os.open(os.devnull, os.O_RDWR)
    for standard in (0, 1):
        os.dup2(nothing, standard)
    return requests, answers


def _confine() -> None:
    """Limit memory, leave no core dumps (they hold the paper's text), forbid the network."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    sys.addaudithook(_no_sockets)


def _no_sockets(event: str, _: tuple[Any, ...]) -> None:
    if event.startswith('socket.'):
        raise PermissionError(event)


if __name__ == '__main__':
    main()
