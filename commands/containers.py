"""Archives and mails for the commands that read files: each member read, all of them as one result."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from extractors.readers import guard
from extractors.secrecy import secrecy_mark, secrecy_mark_in_name
from model.document import Document
from model.errors import BadInput, SecrecyMark, ShoufaError, UsageFault
from model.place import Problem, Severity
from model.serialise import to_plain

if TYPE_CHECKING:
    from extractors.containers.parts import Message, Undelivered
    from extractors.readers.process.pool import ReadingPool
    from office.unpacking import Unpacked

Reading = Document | ShoufaError
Password = Callable[[str], str | None]


class Part(NamedTuple):
    """A file of a container, named by its whole way into it; is_body: the text of the mail itself."""

    name: str
    reading: Reading
    is_body: bool = False


class Apart(NamedTuple):
    """A container with all that is in it, however deep; message is a mail's head."""

    path: Path
    kind: str
    message: Message | None
    parts: tuple[Part, ...]


def read_document(pool: ReadingPool, path: Path, name: str) -> Document:
    """A file that is no container; SecrecyMark for a classified one."""
    if secrecy_mark_in_name(name):
        raise SecrecyMark
    document = pool.read(path, name)
    if secrecy_mark(document, name):
        raise SecrecyMark
    return document


def read_apart(pool: ReadingPool, path: Path, password: Password) -> Apart | None:
    """A container with its members read, None for a file that is none.

    Raises what stops it as a whole, and SecrecyMark for a mark in any member: nothing of it may be told.
    """
    from extractors.containers.opening import container_kind
    from office.inbox import Arrival
    from office.unpacking import Keys, unpack

    with guard.reading(str(path)):
        kind = container_kind(path) if path.is_file() and not secrecy_mark_in_name(path.name) else None
    if kind is None:
        return None
    with ExitStack() as stack:
        found = unpack(stack, Keys(ask=password, waits=False), Arrival(path, str(path), None), kind)
        return Apart(path, kind, found.boxes[0].message, tuple(_parts(pool, found)))


def _parts(pool: ReadingPool, found: Unpacked) -> Iterator[Part]:
    """What a container holds, each as it could be read; a mail's text first."""
    for leaf in found.leaves:
        file = leaf.arrival.file
        yield Part(file, leaf.fault or _read(pool, leaf.arrival.path, file), leaf.is_body)
    yield from (Part(file, error) for file, _, error in found.lost)
    for box in found.boxes:
        missing = box.message.undelivered if box.message else ()
        yield from (Part(f'{box.arrival.file}/{one.name}', not_downloaded(one)) for one in missing)


def _read(pool: ReadingPool, path: Path, name: str) -> Reading:
    try:
        return read_document(pool, path, name)
    except BadInput as error:
        return error


def not_downloaded(one: Undelivered) -> BadInput:
    """An attachment that the mail only links to, as what stops it from being read."""
    size = f"（{one.size}）" if one.size else ""
    term = (
        f"，链接有效至{one.until:%Y-%m-%d}"
        if one.until
        else f"，期限“{one.until_text}”"
        if one.until_text
        else ""
    )
    error = BadInput(f"“{one.name}”{size}：附件未下载，邮件里只有链接{term}；请打开邮件下载后放入")
    error.code = 'attachment_not_downloaded'
    return error


def message_to_line(message: Message) -> str:
    """A mail's head for people."""
    sent = f"　{message.sent_at:%Y-%m-%d %H:%M}" if message.sent_at else ""
    return f"邮件：{message.subject or '（无主题）'}　发件人：{message.sender or '（未写）'}{sent}"


def failure_to_plain(name: str, error: ShoufaError) -> dict[str, Any]:
    """An unusable file as data; of a classified one nothing but the problem."""
    problem = Problem(error.code, Severity.BLOCK, error.message)
    plain = {'problems': [to_plain(problem)], 'blocks': []}
    return plain if isinstance(error, SecrecyMark) else {'file': name, **plain}


def apart_to_plain(apart: Apart) -> dict[str, Any]:
    """A container as one Document: a mail's is its text, an archive's is empty; members holds the others."""
    body = next(
        (part.reading for part in apart.parts if part.is_body and isinstance(part.reading, Document)), None
    )
    with apart.path.open('rb') as file:
        sha256 = hashlib.file_digest(file, 'sha256').hexdigest()
    empty = Document(str(apart.path), sha256, apart.kind, None, ())
    whole = replace(body, file=empty.file, sha256=sha256, format=apart.kind) if body else empty
    told = [part.reading for part in apart.parts if isinstance(part.reading, ShoufaError)]
    problems = (*whole.problems, *(Problem(error.code, Severity.BLOCK, error.message) for error in told))
    plain: dict[str, Any] = to_plain(replace(whole, problems=problems))
    if apart.message:
        plain['message'] = to_plain(replace(apart.message, undelivered=()))
    others = [part for part in apart.parts if part.reading is not body]
    return {**plain, 'members': [_part_to_plain(part) for part in others]}


def _part_to_plain(part: Part) -> dict[str, Any]:
    reading = part.reading
    document = failure_to_plain(part.name, reading) if isinstance(reading, ShoufaError) else to_plain(reading)
    return {'file': part.name, 'document': document}


def only_one(apart: Apart, is_meant: Callable[[Document], bool]) -> Part:
    """The one member that a command for one paper can mean: the only one of its kind, or the only one at all.

    Raises UsageFault where there are several, BadInput where nothing could be read.
    """
    read = [part for part in apart.parts if isinstance(part.reading, Document)]
    meant = [part for part in read if isinstance(part.reading, Document) and is_meant(part.reading)]
    if len(meant) == 1:
        return meant[0]
    papers = meant or [part for part in read if not part.is_body] or read
    if len(papers) == 1:
        return papers[0]
    failed = next((part.reading for part in apart.parts if isinstance(part.reading, ShoufaError)), None)
    if not papers and failed:
        raise failed
    raise UsageFault(
        f"“{apart.path}”里有{len(papers)}份文件，--json 只给一份的结果；请用 --json-dir 文件夹。"
    )
