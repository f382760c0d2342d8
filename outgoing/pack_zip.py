"""Packages whose bytes depend on their content alone: sorted members, fixed times, embedded packages too."""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Iterable, Mapping
from typing import NamedTuple

CONTENT_TYPES = '[Content_Types].xml'
CORE = 'docProps/core.xml'

_DOS_TIME = 0
_DOS_DATE = (1 << 5) | 1  # 1980-01-01, the first day a zip can tell
_FIXED_DATE = b'2000-01-01T00:00:00Z'
_CORE_DATES = re.compile(rb'(<dcterms:(?:created|modified)\b[^>]*>)[^<]*(</dcterms:)')
_CORE_PERSON = re.compile(rb'(<cp:lastModifiedBy\b[^>]*>)[^<]*(</cp:lastModifiedBy>)')
_LOCAL = struct.Struct('<IHHHHHIIIHH')
_CENTRAL = struct.Struct('<IHHHHHHIIIHHHHHI')
_OFFSET = struct.Struct('<I')
_END = struct.Struct('<IHHHHIIH')


class Deflated(NamedTuple):
    """A member ready to be written: checksum and size of the content, and its deflated bytes."""

    crc: int
    size: int
    data: bytes


def pack(members: Mapping[str, bytes]) -> bytes:
    """A zip package of these members, the same bytes for the same content.

    [Content_Types].xml comes first, the rest by name; core properties get a fixed date and no
    name of who saved last; members that are packages themselves (charts' workbooks) are packed alike.
    """
    order = sorted(members, key=lambda name: (name != CONTENT_TYPES, name))
    return write((name, deflate(settled(name, members[name]))) for name in order)


def unpack(data: bytes) -> dict[str, bytes]:
    """The members of a package by name; of two with one name the later. zipfile.BadZipFile if it is none."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {info.filename: package.read(info) for info in package.infolist() if not info.is_dir()}


def settled(name: str, data: bytes) -> bytes:
    """A member without the moment and the person of its saving; an embedded package packed again."""
    if name == CORE:
        return _CORE_PERSON.sub(rb'\1\2', _CORE_DATES.sub(rb'\g<1>' + _FIXED_DATE + rb'\2', data))
    if '/embeddings/' in name and data.startswith(b'PK\x03\x04'):
        return pack(unpack(data))
    return data


def deflate(data: bytes, level: int = 6) -> Deflated:
    """The content deflated for a zip member."""
    compressor = zlib.compressobj(level, zlib.DEFLATED, -15)
    return Deflated(zlib.crc32(data), len(data), compressor.compress(data) + compressor.flush())


class Ready(NamedTuple):
    """A member as it stands in a zip file, and its line in the directory before and after its offset."""

    stands: bytes
    before: bytes
    after: bytes


def ready(name: str, member: Deflated) -> Ready:
    """A deflated member under its name: in UTF-8, no extra fields."""
    label = name.encode()
    shared = (
        20, 0x800, 8, _DOS_TIME, _DOS_DATE, member.crc, len(member.data), member.size, len(label), 0,
    )  # fmt: skip
    head = _LOCAL.pack(0x04034B50, *shared)
    line = _CENTRAL.pack(0x02014B50, 20, *shared, 0, 0, 0, 0)
    return Ready(head + label + member.data, line, label)


def write(members: Iterable[tuple[str, Deflated]]) -> bytes:
    """A zip file of deflated members in the order given."""
    return write_ready(ready(name, member) for name, member in members)


def write_ready(members: Iterable[Ready]) -> bytes:
    """A zip file of members that are ready, in the order given."""
    parts: list[bytes] = []
    directory: list[bytes] = []
    offset = 0
    for stands, before, after in members:
        parts.append(stands)
        directory += (before, _OFFSET.pack(offset), after)
        offset += len(stands)
    listing = b''.join(directory)
    end = _END.pack(0x06054B50, 0, 0, len(parts), len(parts), len(listing), offset, 0)
    return b''.join((*parts, listing, end))
