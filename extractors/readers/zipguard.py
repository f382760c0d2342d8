"""The door every zip container passes before anything of it is expanded or parsed.

A few kilobytes can expand to gigabytes, name a file outside their folder, hold two files in one or have a
parser fetch entities. Members are counted as they really expand, never as their headers claim; a zip in a
zip is bytes like any other.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from extractors.readers.limits import (
    MAX_MEMBER_BYTES,
    MAX_MEMBERS,
    MAX_RATIO,
    MAX_TOTAL_BYTES,
    MAX_XML_TAGS,
    RATIO_FLOOR_BYTES,
)
from extractors.readers.zip_headers import check_headers
from model.errors import Damaged, Encrypted, TooLarge, Unsupported

_CHUNK = 2**16
_ENCRYPTED = 1 << 0 | 1 << 6 | 1 << 13  # APPNOTE 4.4.4: classic, strong, masked headers
_PACKINGS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
"""ECMA-376-2 annex B and ODF 1.2 part 3 allow no other; lzma can ask for gigabytes by its header alone."""
_RARE_PACKINGS = {9: 'deflate64', zipfile.ZIP_BZIP2: 'bzip2', zipfile.ZIP_LZMA: 'lzma'}

_UNSAFE_NAME = re.compile(r'/|[A-Za-z]:|(?:.*/)?\.\.(?:/|\Z)|.*[\0-\x1f]', re.DOTALL)
_XML_NAME = re.compile(r'\.(?:xml|rels|vml)$', re.IGNORECASE)
_XML_START = re.compile(
    rb'(?:\xef\xbb\xbf)?[\t\r\n ]*(?:<(?!\0)|\Z)'
    rb'|(?:\xff\xfe)?(?:[\t\r\n ]\0)*<\0(?!\0)'
    rb'|(?:\xfe\xff)?(?:\0[\t\r\n ])*\0<'
)
"""UTF-8 and its kin, UTF-16 in both orders; not UTF-32 nor EBCDIC, which libxml2 knows too."""

_ENCODING = re.compile(rb'(?:\xef\xbb\xbf)?<\?xml[^>]{0,100}?encoding\s*=\s*["\']([A-Za-z0-9._-]+)')
_PLAIN_ENCODINGS = re.compile(
    rb'utf-?8|utf-?16|us-ascii|iso-8859-1|gbk|gb2312|gb18030|windows-\d+', re.IGNORECASE
)
_DECLARATION = '<!DOCTYPE'
_WIDE = tuple(_DECLARATION.encode(encoding) for encoding in ('utf-16-le', 'utf-16-be'))

_TAMPERED = "可能被人动过手脚，已停止读取；请与来文单位核实，用 Word 或 WPS 打开另存后再放入"


def list_members(path: Path) -> tuple[str, ...]:
    """The names in a zip's directory, with / between folders; raises Damaged, Encrypted, TooLarge."""
    with zipfile.ZipFile(path) as archive:
        return tuple(_checked_members(archive))


def read_members(path: Path, wanted: Callable[[str], bool]) -> dict[str, bytes]:
    """The wanted members, expanded within the limits; XML parts are free of declarations.

    Nothing else of the container is expanded. Raises Unsupported for a member packed by a rare method.
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


def check_xml(name: str, data: bytes) -> None:
    """Refuse a part that declares a document type, and with it entities, or hides in an odd encoding.

    Office never writes either; python-docx and openpyxl parse with parsers of their own. A part is XML by
    its name or by its first letter, for a container's paperwork can call any name XML.
    """
    starts = _XML_START.match(data)
    if _XML_NAME.search(name) and not starts:
        raise Damaged(f"文件内部有用生僻编码写的部件，正常的办公软件不会这样写，{_TAMPERED}")
    if starts and _declares(data):
        raise Damaged(f"文件内部夹带了实体声明，正常的办公软件不会这样写，{_TAMPERED}")


def _declares(data: bytes) -> bool:
    """Whether a document type stands here, or an encoding in which one could stand unseen."""
    encoding = _ENCODING.match(data)
    if encoding and not _PLAIN_ENCODINGS.fullmatch(encoding[1]):
        return True
    wide = b'\0' in data[:_CHUNK] and any(word in data for word in _WIDE)
    return wide or _DECLARATION.encode() in data


def parse_xml(data: bytes) -> Any:
    """An XML part as an lxml element; no entities, no network, no comments, at most 256 levels.

    Raises lxml's XMLSyntaxError, TooLarge over MAX_XML_TAGS, Damaged over a limit of libxml2's own
    (levels, length of a text), and MemoryError, which lxml calls an unknown error of syntax.
    """
    from lxml import etree

    if data.count(b'<') > MAX_XML_TAGS:
        raise TooLarge(f"文件内部一个部件的标记超过{MAX_XML_TAGS}个，不像正常公文；请拆成几个文件再放入")
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        if error.code == etree.ErrorTypes.ERR_NO_MEMORY:
            raise MemoryError from error
        if error.code == etree.ErrorTypes.ERR_RESOURCE_LIMIT:
            raise Damaged(
                "文件内部层层嵌套过深，或一段文字过长，不像正常公文，已停止读取；请另存后再放入"
            ) from error
        raise


def _checked_members(archive: zipfile.ZipFile) -> dict[str, zipfile.ZipInfo]:
    """The members by name, once the container's directory is one that a normal program writes."""
    infos = archive.infolist()
    if len(infos) > MAX_MEMBERS:
        raise TooLarge(f"文件里装了{len(infos)}个部件，超过上限{MAX_MEMBERS}个，不像正常公文；请核实来源")
    members = {_safe_name(info): info for info in infos}
    if len({name.casefold() for name in members}) < len(infos):
        raise Damaged("文件内部有重名的部件，分不清哪个是真的，已停止读取；请用 Word 或 WPS 打开另存后再放入")
    if any(info.flag_bits & _ENCRYPTED for info in infos):
        raise Encrypted("设了打开密码，读不了；请取消密码另存后再放入")
    expanded = sum(info.file_size for info in infos)
    if expanded > RATIO_FLOOR_BYTES and expanded > MAX_RATIO * sum(info.compress_size for info in infos):
        raise _bomb(expanded)
    check_headers(archive)
    return members


def _safe_name(info: zipfile.ZipInfo) -> str:
    """The name with / between folders; the directory's own spelling counts, not what zipfile cuts at NUL."""
    name = info.orig_filename.replace('\\', '/')
    if _UNSAFE_NAME.match(name):
        raise Damaged("文件内部的部件名指向文件之外，可能被人动过手脚，已停止读取；请与来文单位核实")
    return name


def _bomb(expanded: int) -> TooLarge:
    return TooLarge(
        f"文件展开后有{expanded // 2**20}兆以上，远大于它本身，疑似压缩炸弹，已停止读取；请核实来源，"
        "确需读取的，先用 Word 或 WPS 打开另存"
    )


def _expand(archive: zipfile.ZipFile, info: zipfile.ZipInfo, left: int) -> Iterator[bytes]:
    """A member in chunks; zipfile itself never yields more than the directory promised."""
    if info.compress_type not in _PACKINGS:
        packing = _RARE_PACKINGS.get(info.compress_type, str(info.compress_type))
        raise Unsupported(
            f"文件内部用了少见的压缩方法（{packing}），读不了；请用 Word 或 WPS 打开另存后再放入，"
            "压缩包请解压后放入"
        )
    limit = min(MAX_MEMBER_BYTES, left)
    size = 0
    with archive.open(info) as member:
        while chunk := member.read(_CHUNK):
            size += len(chunk)
            if size > limit:
                raise _bomb(size)
            yield chunk
