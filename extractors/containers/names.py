"""A member's name: which letters its bytes are, and the path that a person reads and nothing escapes by."""

from __future__ import annotations

import re
import unicodedata
import zlib
from collections.abc import Callable
from pathlib import Path, PurePosixPath

from extractors.readers import ole

_LOCK_NAMES, _LOCK_BYTES = ('~$', '.~lock.'), 1024
_LEFT_HEADS = (
    ('._', b'\x00\x05\x16\x07'),
    ('.ds_store', b'\0\0\0\x01Bud1'),
    ('thumbs.db', ole.MAGIC),
    ('ehthumbs.db', ole.MAGIC),
    ('desktop.ini', b'['),
)
"""How names begin that systems give to what they leave, and what such a file begins with."""
_ESCAPING = re.compile(r'/|[A-Za-z]:|(?:.*/)?\.\.(?:/|\Z)|.*\0', re.DOTALL)
_FORBIDDEN = re.compile(r'[<>:"|?*]')
_DEVICE = re.compile(r'(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|\Z)', re.IGNORECASE)
_HAN = re.compile('[\u3400-\u9fff\uf900-\ufaff\u3000-\u30ff\uac00-\ud7af\uff00-\uffef]')
_LONGEST_PART, _LONGEST_SUFFIX, _DEEPEST = 80, 10, 20
_UNICODE_PATH = 0x7075


def is_leftover(name: str, path: Path) -> bool:
    """Whether a file is what a system or an editor left beside others, by its name and by what it holds.

    A paper that only bears such a name is none: what is kept with its archive has to be looked at.
    """
    last = PurePosixPath(name).name.lower()
    if last.startswith(_LOCK_NAMES):
        return path.stat().st_size <= _LOCK_BYTES
    sign = next((sign for start, sign in _LEFT_HEADS if last.startswith(start)), None)
    if sign is None:
        return False
    with path.open('rb') as file:
        return file.read(len(sign)) == sign


def safe_name(name: str) -> str | None:
    """The path with '/' between folders, without what no system or eye bears; None where it leads outside.

    Examples: './a//b.docx' -> 'a/b.docx', '../b.docx' -> None, 'con.docx' -> '_con.docx'.
    """
    name = unicodedata.normalize('NFC', name.replace('\\', '/'))
    if _ESCAPING.match(name):
        return None
    parts = [_safe_part(part) for part in name.split('/')]
    kept = [part for part in parts if part]
    return '/'.join(kept) if 0 < len(kept) <= _DEEPEST else None


def _safe_part(part: str) -> str:
    shown = ''.join(letter for letter in part if unicodedata.category(letter) not in {'Cc', 'Cf', 'Cs'})
    shown = _FORBIDDEN.sub('_', shown).strip().rstrip('.')
    if _DEVICE.match(shown):
        shown = f'_{shown}'
    if len(shown) > _LONGEST_PART:
        suffix = PurePosixPath(shown).suffix[:_LONGEST_SUFFIX]
        shown = shown[: _LONGEST_PART - len(suffix)] + suffix
    return shown


def namer() -> Callable[[str], str]:
    """A function that gives each name once, as 'a~2.docx' where 'a.docx' was given already."""
    taken: set[str] = set()

    def give(name: str) -> str:
        path, count, given = PurePosixPath(name), 1, name
        while given.casefold() in taken:
            count += 1
            given = str(path.with_name(f'{path.stem}~{count}{path.suffix}'))
        taken.add(given.casefold())
        return given

    return give


def bytes_to_name(raw: bytes) -> str:
    """A name whose encoding nobody tells: UTF-8, GB18030, else Big5, Shift-JIS or what DOS wrote.

    Many a GBK name is valid UTF-8 by chance: '目录' reads as 'Ŀ¼' there, letters that no such name has.
    """
    tries = [_decoded(raw, encoding) for encoding in ('utf-8', 'gb18030', 'big5hkscs', 'cp932')]
    utf, gbk = tries[:2]
    if utf is not None and gbk is not None and not utf.isascii():
        return utf if _HAN.search(utf) or not _decoded(raw, 'gb2312') else gbk
    return next((name for name in tries if name is not None), None) or raw.decode('cp437')


def _decoded(raw: bytes, encoding: str) -> str | None:
    """The name in that encoding, None where bytes do not fit or give letters that nobody uses."""
    try:
        name = raw.decode(encoding)
    except UnicodeDecodeError:
        return None
    return None if any(unicodedata.category(letter) in {'Co', 'Cn', 'Cc'} for letter in name) else name


def zip_name(name: str, extra: bytes, *, is_utf_8: bool) -> str:
    """A member's name in a zip, as zipfile gives it: cp437 unless the member says UTF-8 (APPNOTE 4.4.4, D).

    The Unicode path of Info-ZIP (0x7075) counts where it is of this name. A name that was GBK taken for
    cp437 before it became UTF-8 is told by giving Han letters when taken back.
    """
    if is_utf_8:
        raw = _as_dos(name)
        mended = raw and (_decoded(raw, 'utf-8') or _decoded(raw, 'gb2312'))
        return mended if mended and _HAN.search(mended) else name
    raw = _as_dos(name)
    if raw is None:
        return name
    return _unicode_path(raw, extra) or bytes_to_name(raw)


def _as_dos(name: str) -> bytes | None:
    """The bytes of a name read as cp437, None where it has no letter beyond ASCII or one that it has not."""
    try:
        return name.encode('cp437')
    except UnicodeEncodeError:
        return None


def _unicode_path(raw: bytes, extra: bytes) -> str | None:
    while len(extra) >= 4:  # APPNOTE 4.5.1: number, length, data
        number, length = int.from_bytes(extra[:2], 'little'), int.from_bytes(extra[2:4], 'little')
        data, extra = extra[4 : 4 + length], extra[4 + length :]
        is_ours = number == _UNICODE_PATH and data[:1] == b'\x01'
        if is_ours and data[1:5] == zlib.crc32(raw).to_bytes(4, 'little'):
            return _decoded(data[5:], 'utf-8')
    return None
