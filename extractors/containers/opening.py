"""Archives and mails taken apart: their members as files of memory, their names as a person reads them.

The taking apart is done by a confined child (child.py), of .rar by bsdtar within limits of its own (rars.py);
this process writes down bytes and interprets none.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

from extractors.containers.kind import container_kind
from extractors.containers.ofds import KIND, has_attachments
from extractors.containers.parent import take_apart
from extractors.containers.parts import MAX_DEPTH, Member, Message, Opened, Undelivered
from extractors.containers.rars import rar_as_tar
from extractors.containers.taken import BROKEN
from extractors.containers.volumes import check_whole
from extractors.readers import guard, limits
from extractors.readers.soffice import memory_folder
from model.errors import Damaged, Encrypted, TooLarge, Unsupported

__all__ = [
    'MAX_DEPTH',
    'Member',
    'Message',
    'Opened',
    'Undelivered',
    'attached',
    'container_kind',
    'has_attachments',
    'opened',
]


@contextmanager
def opened(path: Path, file: str, password: Callable[[str], str | None] | None = None) -> Iterator[Opened]:
    """The container taken apart; the members' files are gone afterwards.

    file is the user's own name for it. password(file) is asked once, and only where one is set. Raises
    Encrypted with code 'needs_password' where it gives None or a wrong one, Damaged, TooLarge, Unsupported
    and the other BadInput, each with the file's name, the reason and the remedy; SecrecyMark where a name, a
    subject or a comment in it bears a mark.
    """
    with ExitStack() as stack:
        with guard.reading(file):
            found = _opened(path, file, password, stack)
            if not (found.members or found.faults or found.message):
                raise Damaged("里面没有文件，是空的压缩包；请让来文单位重新压缩后再发")
        yield found


@contextmanager
def attached(path: Path, file: str) -> Iterator[Opened]:
    """The files attached inside a paper, as `opened` gives a container's; raises as it does."""
    with ExitStack() as stack:
        with guard.reading(file):
            folder = stack.enter_context(memory_folder())
            found = take_apart(_request(path, file, KIND), folder / 'a', KIND)
        yield found


def _opened(path: Path, file: str, password: Callable[[str], str | None] | None, stack: ExitStack) -> Opened:
    size, kind = path.stat().st_size, container_kind(path)
    if kind is None:
        raise Unsupported("不是压缩包，也不是邮件；请直接读取它")
    if size > limits.MAX_FILE_BYTES:
        most = limits.MAX_FILE_BYTES // 2**20
        raise TooLarge(f"有{size // 2**20}兆，超过上限{most}兆；请解压后分批放入")
    check_whole(path, file, kind)
    source = stack.enter_context(rar_as_tar(path)) if kind == 'rar' else path
    request = _request(source, file, 'tar' if kind == 'rar' else kind) | {'packed': size}
    folder = stack.enter_context(memory_folder())
    try:
        return take_apart(request, folder / 'a', kind)
    except Damaged as error:
        broken = guard.damaged_package(file) if BROKEN in error.message else None
        raise broken or error from error
    except Encrypted as error:
        given = password(file) if password and error.code == 'needs_password' else None
        if not given:
            raise
    return take_apart({**request, 'password': given}, folder / 'b', kind)


def _request(path: Path, file: str, kind: str) -> dict[str, Any]:
    packed = path.stat().st_size
    return {'path': str(path.absolute()), 'kind': kind, 'file': file, 'password': None, 'packed': packed}
