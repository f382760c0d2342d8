"""A mail or archive taken apart, with all that lies in it however deep; nothing is written (G24)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from extractors.containers import room
from extractors.containers.opening import (
    MAX_DEPTH,
    Message,
    Opened,
    attached,
    container_kind,
    has_attachments,
    opened,
)
from extractors.readers import guard
from model.errors import BadInput, Encrypted, TooLarge
from office import inbox
from office.inbox import Arrival

MAILS = frozenset({'eml', 'msg'})
_HAN = '[\u4e00-\u9fff（）()]'
_UNIT = re.compile(
    rf'(?![各全本]|有关|县区){_HAN}{{1,38}}[县区市州旗镇乡]'
    rf'|{_HAN}{{3,38}}(?:局|厅|委|办|部|会|街道|中心|公司|学校|院|站|所|科|处|室|组)'
)
_NEEDS_PASSWORD = 'needs_password'  # noqa: S105  # the code of an error


@dataclass(slots=True)
class Keys:
    """Passwords, in memory only: those that fitted are tried on every further container of the run.

    ask gives the password of the file it is told, None where nobody can be asked or nobody knows it. waits
    says that where one inside stays locked, all wait for its password; else that one alone cannot be used.
    """

    known: list[str] = field(default_factory=list)
    ask: Callable[[str], str | None] = lambda _: None
    waits: bool = True

    def open(self, stack: ExitStack, path: Path, file: str) -> Opened:
        """The container taken apart for as long as the stack is open; a person is asked once at most.

        Raises:
            Encrypted: code 'needs_password', and none fitted.
            BadInput: it cannot be opened.
        """
        tried: list[str] = []
        left = [*self.known]
        asking = [self.ask]
        wrong: Encrypted | None = None

        def give(_: str) -> str | None:
            word = left.pop() if left else asking.pop()(file) if asking else None
            tried.extend([word] if word else [])
            return word

        while True:
            count = len(tried)
            try:
                found = stack.enter_context(opened(path, file, give))
            except Encrypted as error:
                if error.code != _NEEDS_PASSWORD or len(tried) == count:
                    raise wrong or error from None
                wrong = error
                continue
            self.known.extend(word for word in tried[-1:] if word not in self.known)
            return found


@dataclass(frozen=True, slots=True)
class Box:
    """One container: where it lies among the boxes of its outermost one (outer: its place, None for that)."""

    arrival: Arrival
    sha256: str
    kind: str
    outer: int | None
    message: Message | None


@dataclass(frozen=True, slots=True)
class Leaf:
    """A file inside, that is no container we could open: the place of its box, and why it cannot be used.

    is_alone: the body of a mail that has no attachments and names none.
    """

    arrival: Arrival
    box: int
    is_body: bool = False
    is_alone: bool = False
    fault: BadInput | None = None


@dataclass(frozen=True, slots=True)
class Unpacked:
    """All boxes, the outermost first, the files in them, what could not be taken out: (file, box, why).

    sizes are the bytes of all that was taken out, boxes too.
    """

    boxes: list[Box] = field(default_factory=list)
    leaves: list[Leaf] = field(default_factory=list)
    lost: list[tuple[str, int, BadInput]] = field(default_factory=list)
    sizes: list[int] = field(default_factory=list)


def unpack(stack: ExitStack, keys: Keys, arrival: Arrival, kind: str) -> Unpacked:
    """The container and every one in it, open for as long as the stack is.

    Raises:
        Encrypted: code 'needs_password': one of them is locked; nobody can say what is in it (keys.waits).
        SecrecyMark: a name, a subject or a comment in it bears a mark.
        BadInput: the outermost cannot be opened.
    """
    found = Unpacked()
    _open(stack, keys, found, arrival, kind, None)
    return found


def _open(
    stack: ExitStack, keys: Keys, found: Unpacked, arrival: Arrival, kind: str, outer: int | None
) -> None:
    box = keys.open(stack, arrival.path, arrival.file)
    number = len(found.boxes)
    sender = [box.message.sender] if box.message else []
    found.boxes.append(Box(arrival, inbox.file_to_sha256(arrival.path), kind, outer, box.message))
    found.sizes.extend(member.path.stat().st_size for member in box.members)
    with guard.reading(found.boxes[0].arrival.file):
        room.check_nest(len(found.boxes), found.sizes, found.boxes[0].arrival.path.stat().st_size)
    found.lost.extend((f'{arrival.file}/{name}', number, error) for name, error in box.faults)
    for member in box.members:
        told = [*PurePosixPath(member.name).parts[-2::-1], PurePosixPath(arrival.file).stem, *sender]
        hint = arrival.sender_hint or next(filter(None, map(sender_to_unit, told)), None)
        inner = Arrival(member.path, f'{arrival.file}/{member.name}', hint)
        if member.is_body:
            alone = len(box.members) == 1 and not box.faults
            found.leaves.append(Leaf(inner, number, is_body=True, is_alone=alone))
        else:
            _put(stack, keys, found, inner, number)


@contextmanager
def attachments_of(arrival: Arrival) -> Iterator[list[Arrival]]:
    """The files attached inside a paper, each under the paper's own name; [] where there are none.

    Raises:
        SecrecyMark: the name of one bears a mark.
        BadInput: they cannot be taken out.
    """
    if not has_attachments(arrival.path):
        yield []
        return
    with attached(arrival.path, arrival.file) as found:
        yield [
            Arrival(member.path, f'{arrival.file}/{member.name}', arrival.sender_hint)
            for member in found.members
        ]


def sender_to_unit(sender: str) -> str | None:
    """The unit that a mail's sender calls itself; None for a person's name or a bare address.

    >>> sender_to_unit('"甲县民政局" <jx@example.cn>'), sender_to_unit('示例一 <a@example.cn>')
    ('甲县民政局', None)
    """
    name = sender.partition('<')[0].strip(' "\'\t')
    return name if _UNIT.fullmatch(name) else None


def _put(stack: ExitStack, keys: Keys, found: Unpacked, inner: Arrival, number: int) -> None:
    """A member among the leaves, or opened in its turn."""
    try:
        with guard.reading(inner.file):
            kind = container_kind(inner.path)
        if kind is None:
            found.leaves.append(Leaf(inner, number))
            attached = stack.enter_context(attachments_of(inner))
            found.leaves.extend(Leaf(one, number) for one in attached)
            return
        if _depth(found, number) >= MAX_DEPTH:
            raise TooLarge(f"“{inner.file}”：压缩包、邮件套了{MAX_DEPTH}层以上，没有再打开；请解压后再放入")
        _open(stack, keys, found, inner, kind, number)
    except BadInput as error:
        if error.code == room.NESTED or (error.code == _NEEDS_PASSWORD and keys.waits):
            raise
        found.leaves.append(Leaf(inner, number, fault=error))


def _depth(found: Unpacked, number: int | None) -> int:
    depth = 0
    while number is not None:
        number, depth = found.boxes[number].outer, depth + 1
    return depth
