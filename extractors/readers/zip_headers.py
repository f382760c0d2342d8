"""A zip's members where they lie: each header is the directory's twin, none lies over another.

Two programs can read one zip differently, one by its directory, one from its start, and members that
share bytes expand without end (a quine, a bomb of overlapping members). zipfile of Python 3.11 looks at
names only.
"""

from __future__ import annotations

import struct
import zipfile

from model.errors import Damaged

_HEADER = struct.Struct('<4s5H3L2H')  # APPNOTE 4.3.7
_SIGNATURE = b'PK\x03\x04'
_SIZES_FOLLOW = 1 << 3
_UTF_8 = 1 << 11
_IN_ZIP64 = 0xFFFFFFFF

_REMEDY = "可能被人动过手脚，或没有保存完整，已停止读取；请与来文单位核实，用 Word 或 WPS 打开另存后再放入"


def check_headers(archive: zipfile.ZipFile) -> None:
    """Raises Damaged for something before the first member, members over one another, differing headers."""
    end = 0
    for info in sorted(archive.infolist(), key=lambda info: info.header_offset):
        if info.header_offset < end:
            raise Damaged(f"文件内部的部件互相重叠，{_REMEDY}")
        if info.header_offset and not end:
            raise Damaged(f"文件开头夹带了别的内容，{_REMEDY}")
        end = _member_end(archive, info)
    if end > archive.start_dir:
        raise Damaged(f"文件内部的部件互相重叠，{_REMEDY}")


def _member_end(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> int:
    """The offset behind a member's bytes, once its own header agrees with the directory."""
    assert archive.fp is not None
    archive.fp.seek(info.header_offset)
    header = archive.fp.read(_HEADER.size)
    if len(header) < _HEADER.size or not header.startswith(_SIGNATURE):
        raise zipfile.BadZipFile(info.orig_filename)
    _, _, flags, packing, _, _, _, packed, _, name_length, extra_length = _HEADER.unpack(header)
    name = archive.fp.read(name_length).decode('utf-8' if info.flag_bits & _UTF_8 else 'cp437')
    told_later = flags & _SIZES_FOLLOW or packed == _IN_ZIP64
    if (name, packing) != (info.orig_filename, info.compress_type) or not (
        told_later or packed == info.compress_size
    ):
        raise Damaged(f"文件内部的目录与部件对不上，{_REMEDY}")
    end: int = info.header_offset + _HEADER.size + name_length + extra_length + info.compress_size
    return end
