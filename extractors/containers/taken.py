"""What the modules that take containers apart give to the child, and what they tell of passwords."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from extractors.containers.parts import Message
from model.errors import BadInput, Encrypted


class Piece(NamedTuple):
    """A file of a container, its name as the container spells it, its bytes as they come."""

    name: str
    data: Iterable[bytes]
    is_body: bool = False


class Fault(NamedTuple):
    """A file of a container that cannot be taken out, and why."""

    name: str
    error: BadInput


class Said(NamedTuple):
    """Words on a container that no file of it bears: a comment, the names that show without its password."""

    text: str


Taken = Piece | Fault | Message | Said

CHUNK = 2**16
BROKEN = "压缩包已损坏或不完整，打不开；请让来文单位重新压缩后再发"


def needs_password(*, was_given: bool) -> Encrypted:
    """What is told where a password is asked for and none or a wrong one is given."""
    error = Encrypted(
        "密码不对，打不开；请核对密码后再试" if was_given else "设了打开密码；请输入密码，或解压后放入"
    )
    error.code = 'needs_password'
    return error
