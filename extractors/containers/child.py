"""The child that takes one container apart, confined as the reading children are.

Started by parent.py as `python -P -m extractors.containers.child`, it reads one frame {path, kind, file,
password, packed} from its standard input and answers in frames (readers.process.wire): {message}, {fault:
{name, error}}, and for each file {member, is_body}, its bytes in lengths of eight bytes big endian and that
much data up to a length of 0, {end: error or None}. The last frame is {done: error or None}, or {marked}
where a name, a subject or a comment in it bears a secrecy mark.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from extractors.containers import room
from extractors.containers.names import namer, safe_name
from extractors.containers.parts import Message
from extractors.containers.taken import Fault, Piece, Said, Taken
from extractors.readers import guard
from extractors.readers.process import confine
from extractors.readers.process.wire import read_frame, to_frame
from extractors.secrecy import secrecy_mark_in_path
from model.errors import BadInput, Damaged, ReaderFailed, SecrecyMark, ShoufaError, TooLarge
from model.serialise import to_plain

_NOTHING_MORE = (0).to_bytes(8, 'big')
_ESCAPING = "名字指向压缩包之外，可能被人动过手脚，没有取出；请与来文单位核实"


def main() -> None:
    """Answer the one request."""
    requests, answers = confine.take_pipes()
    confine.confine(room.UNPACKING)
    request = read_frame(requests)
    if request is None:
        return
    confine.begin_file(room.UNPACKING.cpu_s, room.UNPACKING.wall_s)
    gc.disable()
    for data in answer(request):
        answers.write(data)
    answers.flush()


def answer(request: dict[str, Any]) -> Iterator[bytes]:
    """All frames and bytes for one container."""
    try:
        with guard.reading(request['file']):
            yield from _told(request)
    except SecrecyMark:
        yield to_frame({'marked': True})
    except ShoufaError as error:
        yield to_frame({'done': _error(error)})
    else:
        yield to_frame({'done': None})


def _told(request: dict[str, Any]) -> Iterator[bytes]:
    meter, give = room.Meter(request['packed']), namer()
    for taken in take(Path(request['path']), request['kind'], request['file'], request['password']):
        if any(map(secrecy_mark_in_path, _words(taken))):
            raise SecrecyMark
        if isinstance(taken, Said):
            continue
        if isinstance(taken, Message):
            yield to_frame({'message': to_plain(taken)})
            continue
        safe = safe_name(taken.name)
        name = give(safe or safe_name(taken.name.replace('..', '_').lstrip('/\\')) or "（无名）")
        whole = f'{request["file"]}/{name}'
        if isinstance(taken, Fault):
            yield _fault(name, whole, taken.error)
        elif safe is None:
            yield _fault(name, whole, Damaged(_ESCAPING))
        else:
            yield from _piece(name, whole, taken, meter)


def _words(taken: Taken) -> list[str]:
    """The words on it that are looked at for a secrecy mark."""
    if isinstance(taken, Message):
        return [taken.subject, *(one.name for one in taken.undelivered), *taken.left_out]
    return [taken.text if isinstance(taken, Said) else taken.name]


def take(path: Path, kind: str, file: str, password: str | None) -> Iterator[Taken]:
    """What a container of that kind holds; each kind's libraries are loaded when they are needed."""
    if kind == 'zip':
        from extractors.containers import zips

        return zips.take(path, password)
    if kind == '7z':
        from extractors.containers import sevens

        return sevens.take(path, password)
    if kind == 'eml':
        from extractors.containers import eml

        return eml.take(path)
    if kind == 'msg':
        from extractors.containers import msg

        return msg.take(path)
    if kind == 'ofd':
        from extractors.containers import ofds

        return ofds.take(path)
    from extractors.containers import tars

    return tars.take(path, file, kind)


def _piece(name: str, whole: str, piece: Piece, meter: room.Meter) -> Iterator[bytes]:
    """One file; what is wrong with it alone is told of it, over the limits the whole container stops."""
    yield to_frame({'member': name, 'is_body': piece.is_body})
    size, fault = 0, None
    try:
        with guard.reading(whole):
            for chunk in filter(None, piece.data):  # a length of 0 is the end
                size += len(chunk)
                meter.add(len(chunk), size)
                yield len(chunk).to_bytes(8, 'big') + chunk
    except (TooLarge, ReaderFailed):
        yield _NOTHING_MORE + to_frame({'end': None})
        raise
    except BadInput as error:
        fault = _error(error)
    yield _NOTHING_MORE + to_frame({'end': fault})


def _fault(name: str, whole: str, error: BadInput) -> bytes:
    try:
        with guard.reading(whole):
            raise error
    except ShoufaError as named:
        return to_frame({'fault': {'name': name, 'error': _error(named)}})


def _error(error: ShoufaError) -> dict[str, str]:
    return {'kind': type(error).__name__, 'code': error.code, 'message': error.message}


if __name__ == '__main__':
    main()
