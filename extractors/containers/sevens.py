"""7z archives: sizes from the header first, then each file in memory."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from extractors.containers import room
from extractors.containers.names import safe_name
from extractors.containers.taken import BROKEN, CHUNK, Fault, Piece, Said, Taken, needs_password
from extractors.readers.limits import MAX_TOTAL_BYTES
from model.errors import Damaged, ShoufaError, Unsupported


def take(path: Path, password: str | None) -> Iterator[Taken]:
    """The files of a 7z; raises Encrypted ('needs_password'), TooLarge, Damaged, Unsupported."""
    import py7zr

    try:
        yield from _take(path, password)
    except (ShoufaError, MemoryError):
        raise
    except py7zr.exceptions.PasswordRequired as error:
        raise needs_password(was_given=False) from error
    except py7zr.exceptions.UnsupportedCompressionMethodError as error:
        raise Unsupported("用了少见的压缩方法，打不开；请用原来的压缩软件解压后再放入") from error
    except Exception as error:
        if password:
            raise needs_password(was_given=True) from error
        raise Damaged(BROKEN) from error


def _take(path: Path, password: str | None) -> Iterator[Taken]:
    from py7zr import SevenZipFile
    from py7zr.io import Py7zBytesIO, WriterFactory

    made: list[Py7zBytesIO] = []

    class _InMemory(WriterFactory):
        def create(self, filename: str) -> Py7zBytesIO:
            made.append(Py7zBytesIO(filename, MAX_TOTAL_BYTES))
            return made[-1]

    with path.open('rb') as stream, SevenZipFile(stream, password=password) as archive:
        yield from (Said(info.filename) for info in archive.list())
        if archive.needs_password() and not password:
            raise needs_password(was_given=False)
        infos = [info for info in archive.list() if not info.is_directory]
        room.check_count(len(infos))
        room.check_promise(sum(info.uncompressed for info in infos), path.stat().st_size)
        wanted = {info.filename for info in infos if not info.is_symlink and safe_name(info.filename)}
        archive.extract(targets=wanted, factory=_InMemory())
    for info in infos:
        if info.is_symlink:
            yield Fault(info.filename, Unsupported("是链接，不是文件本身；请放入它指向的文件"))
        elif not safe_name(info.filename):
            yield Piece(info.filename, ())
    names = [info.filename for info in infos if info.filename in wanted]  # py7zr renames those of one name
    for name, buffer in zip(names, made, strict=True):
        yield Piece(name, _chunks(buffer.read))


def _chunks(read: Callable[[int], bytes]) -> Iterator[bytes]:
    return iter(lambda: read(CHUNK), b'')
