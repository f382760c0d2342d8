"""How much a container may hold and its child may use; the rest is of extractors.readers.limits."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.readers.limits import MAX_RATIO, MAX_TOTAL_BYTES, RATIO_FLOOR_BYTES, Room
from model.errors import TooLarge

MAX_MEMBERS = 2_000
"""Files in an archive: a county's returns are a few hundred."""

MAX_MEMBER_BYTES = 200 * 2**20
"""A member: what a file may have that comes alone."""

MAX_BOXES = 500
"""Archives and mails inside of one another: a folder of mails packed is a few hundred."""

NESTED = 'nested_too_far'
"""The code of what is told of a container that holds too much over all its levels: none of it is used."""

UNPACKING = Room(memory_bytes=10**9, open_files=32, cpu_s=120, wall_s=240.0, recycle_above_kb=0)
"""A child that takes a container apart: 7z's dictionaries take up to hundreds of megabytes."""


def check_count(count: int) -> None:
    """Raises TooLarge where an archive holds more files than an office sends."""
    if count > MAX_MEMBERS:
        raise TooLarge(f"里面有{count}个文件，超过上限{MAX_MEMBERS}个；请分成几个压缩包再放入")


def check_promise(expanded: int, packed: int) -> None:
    """Raises TooLarge for the sizes that a container promises, before anything is expanded."""
    too_much = expanded > RATIO_FLOOR_BYTES and expanded > MAX_RATIO * max(packed, 1)
    if too_much or expanded > MAX_TOTAL_BYTES:
        raise bomb(expanded)


def check_nest(boxes: int, sizes: Sequence[int], packed: int) -> None:
    """Raises TooLarge (NESTED) where containers in containers hold more than one of them may.

    sizes are those of all members of all levels, packed that of the outermost.
    """
    try:
        check_count(len(sizes))
        check_promise(sum(sizes), packed)
        _check_boxes(boxes)
    except TooLarge as error:
        error.code = NESTED
        raise


def _check_boxes(boxes: int) -> None:
    if boxes > MAX_BOXES:
        raise TooLarge(
            f"里面层层套着的压缩包和邮件超过{MAX_BOXES}个，疑似压缩炸弹，已停止；请核实来源，确需收的请解压后放入"
        )


def bomb(expanded: int) -> TooLarge:
    """What is told of a container that expands too far."""
    return TooLarge(
        f"展开后有{expanded // 2**20}兆以上，超过上限{MAX_TOTAL_BYTES // 2**20}兆或远大于压缩包本身，"
        "疑似压缩炸弹，已停止；请核实来源，确需收的请解压后分批放入"
    )


class Meter:
    """Counts what really comes out of a container, whatever it promised."""

    def __init__(self, packed: int) -> None:
        self.packed = packed
        self.total = 0

    def add(self, size: int, member: int) -> None:
        """Size more bytes, the member's so far being `member`; raises TooLarge."""
        self.total += size
        check_promise(self.total, self.packed)
        if member > MAX_MEMBER_BYTES:
            raise TooLarge(f"里面有一个文件超过{MAX_MEMBER_BYTES // 2**20}兆；请拆分或压缩图片后再放入")
