"""Files sent through the desk: in memory until the register has them, so a classified one leaves no trace.

An upload is written to no disk before it was looked at (office-life.md G16); what is taken in lies in 存档/.
"""

from __future__ import annotations

import hashlib
import re
import shutil
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from extractors.readers.soffice import memory_folder
from extractors.secrecy import secrecy_mark_in_path
from model.errors import SecrecyMark, TooLarge, UsageFault
from office import inbox
from office.config import Workplace
from office.inbox import Arrival
from office.intake import Outcome, take_in
from office.looking import are_released
from office.photographs import is_photograph, suggested
from office.taking import stop_for_secrecy
from store import audit
from store.engine import atomic

MOST_BYTES = 300 * 1024 * 1024
MOST_FILES = 500
_SPARE = 100 * 1024 * 1024
"""As much of the memory is left free for reading papers."""

_NEVER = re.compile('[\\x00-\\x1f\\x7f<>:"|?*]')
_DEEPEST = 6

Group = tuple[str, ...]
"""Names of photographs that look like the pages of one paper."""


@dataclass(slots=True)
class Upload:
    """Files that wait in memory to be taken in."""

    folder: Path
    stack: ExitStack
    files: list[str] = field(default_factory=list)
    size: int = 0

    def close(self) -> None:
        """Let go of what is in memory."""
        self.stack.close()


def open_upload() -> Upload:
    """An empty one; close it when its files are taken in or nobody wants them any more."""
    stack = ExitStack()
    return Upload(stack.enter_context(memory_folder(MOST_BYTES)), stack)


def put(place: Workplace, upload: Upload, name: str, data: bytes, sender: str = '') -> str | None:
    """Put a file with the others; its name among them, None for what is nobody's document (~$, Thumbs.db).

    name may hold the folders it was dropped with; sender is the folder of a file that has none: 来文单位.

    Raises:
        SecrecyMark: its name bears a mark; nothing of it is kept but time and hash.
        TooLarge: with it there would be too many, or too much.
        UsageFault: it has no name or no content.
    """
    parts = _name_to_parts(name)
    if not parts:
        raise UsageFault("有一个文件没有名字，没有收。请重新选择。")
    if secrecy_mark_in_path('/'.join((sender, *parts))):
        _stop_unless_released(place, data)
    if not all(map(inbox.is_wanted, parts)):
        return None
    if not data:
        raise UsageFault(f"“{parts[-1]}”是空文件，没有收。请核对后重新上传。")
    if len(upload.files) >= MOST_FILES or upload.size + len(data) > MOST_BYTES:
        most = f"{MOST_FILES}个文件、{MOST_BYTES // 1024 // 1024}MB"
        raise TooLarge(f"一次最多上传{most}，“{parts[-1]}”没有收。请收完这一批再传。")
    if shutil.disk_usage(upload.folder).free < len(data) + _SPARE:
        raise TooLarge(
            f"放上传文件的内存快满了，“{parts[-1]}”没有收。请等别的收完再传，或放进 收文/ 文件夹。"
        )
    folder = _name_to_parts(sender) if len(parts) == 1 else []
    target = inbox.free_name(upload.folder.joinpath(*folder, *parts))
    inbox.write_whole(target, data)
    upload.files.append(target.relative_to(upload.folder).as_posix())
    upload.size += len(data)
    return upload.files[-1]


def _stop_unless_released(place: Workplace, data: bytes) -> None:
    sha256 = hashlib.sha256(data).hexdigest()
    if not are_released(place, [sha256]):
        stop_for_secrecy(place, [sha256])
        raise SecrecyMark


def _name_to_parts(name: str) -> list[str]:
    """The folders and the name that a browser tells, none of which leads elsewhere."""
    parts = [_NEVER.sub('', part).strip() for part in re.split(r'[/\\]', name)]
    return [inbox.short_name(part) for part in parts if part.strip('.')][-_DEEPEST:]


def photographs_in(folder: Path) -> list[Group]:
    """Photographs below a folder that may be the pages of one paper; those named as secret are not told."""
    arrivals = [one for one in inbox.arrivals(folder) if is_photograph(one.path)]
    groups = [tuple(one.file for one in group) for group in suggested(arrivals) if len(group) > 1]
    return [group for group in groups if not any(map(secrecy_mark_in_path, group))]


def take_in_upload(
    place: Workplace, upload: Upload, groups: Sequence[Group], passwords: Sequence[str]
) -> Iterator[Outcome]:
    """Take in what waits in memory, groups being photographs of one paper; a locked archive goes to 收文/."""
    _note(place, 'upload', len(upload.files))
    together = frozenset(groups)
    taken = take_in(
        place, (upload.folder,), together=lambda names: tuple(names) in together, passwords=passwords
    )
    for outcome in taken:
        if outcome.status == 'locked' and outcome.file and outcome.container is None:
            target = inbox.free_name(place.rooms.inbox / PurePosixPath(outcome.file))
            inbox.copy_whole(upload.folder / outcome.file, target)
        yield outcome


def take_in_folder(place: Workplace, groups: Sequence[Group], passwords: Sequence[str]) -> Iterator[Outcome]:
    """Take in what lies in 收文/, as take_in_upload does."""
    _note(place, 'take_in', len(waiting(place)))
    together = frozenset(groups)
    yield from take_in(place, together=lambda names: tuple(names) in together, passwords=passwords)


def _note(place: Workplace, act: str, files: int) -> None:
    """Who began it is on record, with a number and no name: nobody has looked at the files yet."""
    with atomic(place.engine) as connection:
        audit.note(connection, actor=place.actor, act=act, about=f'{files}', at=place.now())


def waiting(place: Workplace) -> list[Arrival]:
    """What lies in 收文/ and is not taken in; nobody has looked at it, so no page tells its name."""
    return inbox.arrivals(place.rooms.inbox)
