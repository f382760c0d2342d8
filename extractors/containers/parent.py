"""The child that takes a container apart, as its parent sees it: asked once, its answer never trusted."""

from __future__ import annotations

import datetime as dt
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path, PurePosixPath
from typing import IO, Any

from extractors.containers import room
from extractors.containers.names import is_leftover, namer, safe_name
from extractors.containers.parts import Member, Message, Opened, Undelivered
from extractors.readers.process.asking import Child, end_child
from extractors.readers.process.wire import read_frame, to_frame
from model import errors
from model.errors import BadInput, ReaderFailed, SecrecyMark

_ROOT = Path(__file__).parent.parent.parent
_PROGRAM = ('-P', '-X', 'utf8', '-m', 'extractors.containers.child')
_STOPPED = "解压程序中途退出（可能内存或时间超过上限，或文件写法特殊）；请解压后把里面的文件放入"
_ODD = (OSError, KeyError, TypeError, ValueError, AttributeError, RecursionError)
"""What an answer that no child of ours would write can raise, and a child that ended."""


def take_apart(request: dict[str, Any], folder: Path, kind: str) -> Opened:
    """What the child makes of a request (see child.py), the members' bytes in the folder.

    Raises what the child says of the container as a whole, SecrecyMark where a name in it bears a mark,
    ReaderFailed where it ended without a word.
    """
    folder.mkdir()
    with _child() as child:
        requests, answers = child.process.stdin, child.process.stdout
        assert requests is not None
        assert answers is not None
        try:
            requests.write(to_frame(request))
            requests.flush()
            members, message, faults = _listen(answers, request['packed'], folder)
            return Opened(kind, members, message, faults)
        except _ODD as error:
            raise ReaderFailed(_STOPPED) from error


@contextmanager
def _child() -> Iterator[Child]:
    """A child that is ended with all its doings, at the latest when its time is up."""
    search = os.pathsep.join(filter(None, [str(_ROOT), os.environ.get('PYTHONPATH')]))
    child = Child(
        subprocess.Popen(  # noqa: S603  # our own program
            [sys.executable, *_PROGRAM],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, 'PYTHONPATH': search},
            start_new_session=True,
        )
    )
    timer = threading.Timer(room.UNPACKING.wall_s, child.process.kill)
    timer.start()
    try:
        yield child
    finally:
        timer.cancel()
        timer.join()
        with suppress(ProcessLookupError):
            end_child(child)


def _listen(
    answers: IO[bytes], packed: int, folder: Path
) -> tuple[tuple[Member, ...], Message | None, tuple[tuple[str, BadInput], ...]]:
    """The child's answer taken down; one of _ODD for anything that is none."""
    members: list[Member] = []
    faults: list[tuple[str, BadInput]] = []
    message: Message | None = None
    meter, give = room.Meter(packed), namer()
    while (frame := read_frame(answers)) is not None:
        room.check_count(len(members) + len(faults))
        if 'done' in frame:
            if frame['done']:
                raise _error(frame['done'])
            return tuple(members), message, tuple(faults)
        if 'marked' in frame:
            raise SecrecyMark
        if 'message' in frame:
            message = _message(frame['message'])
        elif 'fault' in frame:
            faults.append((_checked(frame['fault']['name']), _error(frame['fault']['error'])))
        else:
            name = give(_checked(frame['member']))
            place = folder / str(len(members) + len(faults)) / PurePosixPath(name).name
            error = _write(answers, place, meter)
            if error is None and is_leftover(name, place):
                place.unlink()
            elif error is None:
                members.append(Member(name, place, bool(frame['is_body'])))
            else:
                faults.append((name, error))
    raise BrokenPipeError


def _write(answers: IO[bytes], place: Path, meter: room.Meter) -> BadInput | None:
    """A member's bytes into its file; why it is no whole one, None where it is."""
    place.parent.mkdir()
    size = 0
    with place.open('wb') as file:
        while length := int.from_bytes(answers.read(8).rjust(8, b'\xff'), 'big'):
            if length > room.MAX_MEMBER_BYTES:
                raise ValueError(length)
            size += length
            meter.add(length, size)
            file.write(answers.read(length))
    ended = read_frame(answers)
    if ended is None:
        raise BrokenPipeError
    if ended['end'] is None:
        return None
    place.unlink()
    return _error(ended['end'])


def _checked(name: str) -> str:
    if safe_name(name) != name:
        raise ValueError(name)
    return name


def _error(told: dict[str, str]) -> BadInput:
    kind = getattr(errors, told['kind'])
    if not issubclass(kind, BadInput):
        raise TypeError(kind)
    error: BadInput = kind(told['message'])
    error.code = told['code']
    return error


def _message(told: dict[str, Any]) -> Message:
    sent_at = told['sent_at'] and dt.datetime.fromisoformat(told['sent_at'])
    undelivered = tuple(
        Undelivered(name, size, until and dt.date.fromisoformat(until), until_text)
        for name, size, until, until_text in told['undelivered']
    )
    recipients = tuple(told['recipients'])
    return Message(
        told['subject'],
        told['sender'],
        recipients,
        sent_at,
        undelivered,
        told['quoted_from'],
        tuple(told['left_out']),
    )
