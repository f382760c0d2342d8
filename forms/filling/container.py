"""A zip container with some members exchanged: all others keep their bytes, compressed as they were."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Mapping
from typing import NamedTuple

from model.errors import Damaged

_LOCAL = struct.Struct('<4s5H3L2H')
_CENTRAL = struct.Struct('<4s6H3L5H2L')
_END = struct.Struct('<4s4H2LH')
_UTF8_NAME = 1 << 11
_TOO_FAR = 0xFFFFFFFF
_BROKEN = "文件已损坏或不完整，填不进去；请用 Word 或 WPS 打开另存后再试"


class _Piece(NamedTuple):
    """A member as written: its local record, and what the directory is to say of it."""

    record: bytes
    crc: int
    packed: int
    size: int


def read_member(data: bytes, name: str) -> bytes | None:
    """The bytes of one member; None where there is none. Raises Damaged."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return archive.read(name) if name in archive.namelist() else None
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as broken:
        raise Damaged(_BROKEN) from broken


def with_members(data: bytes, changed: Mapping[str, bytes]) -> bytes:
    """The same container with the contents of the members named; order and everything else stay.

    Raises Damaged for a container whose directory cannot be followed, KeyError for a name not in it.
    """
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        infos, directory, comment = archive.infolist(), archive.start_dir, archive.comment
    missing = set(changed) - {info.filename for info in infos}
    if missing:
        raise KeyError(*sorted(missing))
    starts = sorted(info.header_offset for info in infos)
    ends = dict(zip(starts, [*starts[1:], directory], strict=True))
    out = io.BytesIO()
    out.write(data[: starts[0]] if starts else b'')
    moved: dict[str, tuple[int, _Piece | None]] = {}
    for info in sorted(infos, key=lambda each: each.header_offset):
        piece = _packed(data, info, changed[info.filename]) if info.filename in changed else None
        moved[info.filename] = out.tell(), piece
        out.write(data[info.header_offset : ends[info.header_offset]] if piece is None else piece.record)
    start = out.tell()
    out.write(_directory(data, directory, [moved[info.filename] for info in infos]))
    size = out.tell() - start
    out.write(_END.pack(b'PK\5\6', 0, 0, len(infos), len(infos), size, start, len(comment)) + comment)
    return out.getvalue()


def _packed(data: bytes, info: zipfile.ZipInfo, content: bytes) -> _Piece:
    """A member's new local record, under the name and time it had."""
    head = _LOCAL.unpack_from(data, info.header_offset)
    name = data[info.header_offset + _LOCAL.size :][: head[9]]
    deflate = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    body = deflate.compress(content) + deflate.flush()
    crc = zlib.crc32(content)
    record = _LOCAL.pack(
        b'PK\3\4', 20, head[2] & _UTF8_NAME, 8, *head[4:6], crc, len(body), len(content), len(name), 0
    )
    return _Piece(record + name + body, crc, len(body), len(content))


def _directory(data: bytes, place: int, members: list[tuple[int, _Piece | None]]) -> bytes:
    """The central directory as it was but for what moved or changed (APPNOTE 4.3.12)."""
    out = bytearray()
    for offset, piece in members:
        fields = list(_CENTRAL.unpack_from(data, place))
        tail = data[place + _CENTRAL.size :][: sum(fields[10:13])]
        if fields[0] != b'PK\1\2' or fields[16] == _TOO_FAR:
            raise Damaged(_BROKEN)
        place += _CENTRAL.size + len(tail)
        fields[16] = offset
        if piece is not None:
            fields[3], fields[4] = fields[3] & _UTF8_NAME, 8
            fields[7:10] = piece.crc, piece.packed, piece.size
        out += _CENTRAL.pack(*fields) + tail
    return bytes(out)
