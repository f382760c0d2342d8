"""The door every zip container passes before anything of it is expanded or parsed.

A few kilobytes can expand to gigabytes, name a file outside their folder or have a parser fetch
entities. Members are counted as they really expand, never as their headers claim.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from model.errors import Damaged, Encrypted, TooLarge

MAX_MEMBERS = 5_000
MAX_MEMBER_BYTES = 100 * 2**20
MAX_TOTAL_BYTES = 400 * 2**20
MAX_RATIO = 200
RATIO_FLOOR_BYTES = 10 * 2**20
"""Below this size no ratio is suspicious: an empty styles part shrinks to a thousandth."""

_CHUNK = 2**16
_XML_NAME = re.compile(r'\.(?:xml|rels|vml)$', re.IGNORECASE)
_ENCODING = re.compile(rb'(?:\xef\xbb\xbf)?<\?xml[^>]{0,100}?encoding\s*=\s*["\']([A-Za-z0-9._-]+)')
_PLAIN_ENCODINGS = re.compile(
    rb'utf-?8|utf-?16|us-ascii|iso-8859-1|gbk|gb2312|gb18030|windows-\d+', re.IGNORECASE
)
_DECLARATION = '<!DOCTYPE'
_WIDE = tuple(_DECLARATION.encode(encoding) for encoding in ('utf-16-le', 'utf-16-be'))
_OVERLAP = len(_WIDE[0]) - 1


def list_members(path: Path) -> tuple[str, ...]:
    """The names in a zip's directory, with / between folders; raises Damaged, Encrypted, TooLarge."""
    with zipfile.ZipFile(path) as archive:
        return tuple(_checked_members(archive))


def read_members(path: Path, wanted: Callable[[str], bool]) -> dict[str, bytes]:
    """The wanted members, expanded within the limits; XML parts are free of declarations.

    Nothing else of the container is expanded.
    """
    with zipfile.ZipFile(path) as archive:
        members = _checked_members(archive)
        found: dict[str, bytes] = {}
        left = MAX_TOTAL_BYTES
        for name, info in members.items():
            if wanted(name):
                found[name] = b''.join(_expand(archive, info, left))
                left -= len(found[name])
                check_xml(name, found[name])
    return found


def check_zip(path: Path) -> None:
    """Pass a zip on to a library that opens it by itself: every member is expanded and looked at."""
    with zipfile.ZipFile(path) as archive:
        left = MAX_TOTAL_BYTES
        for name, info in _checked_members(archive).items():
            tail = b''
            for chunk in _expand(archive, info, left):
                left -= len(chunk)
                check_xml(name, tail + chunk)
                tail = chunk[-_OVERLAP:]


def check_xml(name: str, data: bytes) -> None:
    """Refuse a part that declares a document type, and with it entities, or hides in an odd encoding.

    Office never writes either; python-docx and openpyxl parse with parsers of their own.
    """
    if not _XML_NAME.search(name):
        return
    encoding = _ENCODING.match(data)
    if _declares(data) or (encoding and not _PLAIN_ENCODINGS.fullmatch(encoding[1])):
        raise Damaged(
            "文件内部夹带了实体声明，正常的办公软件不会这样写，可能被人动过手脚，已停止读取；"
            "请与来文单位核实，用 Word 或 WPS 打开另存后再放入"
        )


def _declares(data: bytes) -> bool:
    wide = b'\0' in data[:_CHUNK] and any(word in data for word in _WIDE)
    return wide or _DECLARATION.encode() in data


def parse_xml(data: bytes) -> Any:
    """An XML part as an lxml element; no entities, no network, no comments, at most 256 levels."""
    from lxml import etree

    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, huge_tree=False, remove_comments=True, remove_pis=True
    )
    return etree.fromstring(data, parser)


def _checked_members(archive: zipfile.ZipFile) -> dict[str, zipfile.ZipInfo]:
    infos = archive.infolist()
    if len(infos) > MAX_MEMBERS:
        raise TooLarge(f"文件里装了{len(infos)}个部件，超过上限{MAX_MEMBERS}个，不像正常公文；请核实来源")
    members = {_safe_name(info.filename): info for info in infos}
    if len(members) < len(infos):
        raise Damaged("文件内部有重名的部件，分不清哪个是真的，已停止读取；请用 Word 或 WPS 打开另存后再放入")
    if any(info.flag_bits & 1 for info in infos):
        raise Encrypted("设了打开密码，读不了；请取消密码另存后再放入")
    _check_sizes(sum(info.file_size for info in infos), sum(info.compress_size for info in infos))
    return members


def _safe_name(name: str) -> str:
    name = name.replace('\\', '/')
    if name.startswith('/') or re.match(r'[A-Za-z]:', name) or '..' in name.split('/'):
        raise Damaged("文件内部的部件名指向文件之外，可能被人动过手脚，已停止读取；请与来文单位核实")
    return name


def _check_sizes(expanded: int, packed: int) -> None:
    if expanded > MAX_TOTAL_BYTES or (expanded > RATIO_FLOOR_BYTES and expanded > MAX_RATIO * max(packed, 1)):
        raise TooLarge(
            f"文件展开后有{expanded // 2**20}兆，远大于它本身，疑似压缩炸弹，已停止读取；请核实来源，"
            "确需读取的，先用 Word 或 WPS 打开另存"
        )


def _expand(archive: zipfile.ZipFile, info: zipfile.ZipInfo, left: int) -> Iterator[bytes]:
    """A member in chunks; zipfile itself never yields more than the directory promised."""
    limit = min(MAX_MEMBER_BYTES, left)
    size = 0
    with archive.open(info) as member:
        while chunk := member.read(_CHUNK):
            size += len(chunk)
            if size > limit:
                _check_sizes(MAX_TOTAL_BYTES + size, info.compress_size)
            yield chunk
