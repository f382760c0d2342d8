"""The properties of an Outlook message (.msg, [MS-OXMSG]) in their storage of an OLE file."""

from __future__ import annotations

import datetime as dt
import struct
from typing import TYPE_CHECKING

from extractors.containers.headers import decode_bytes
from model.errors import Damaged

if TYPE_CHECKING:
    from olefile import OleFileIO

_UNICODE, _ANSI, _BINARY, _OBJECT = '001F', '001E', '0102', '000D'
_MOMENT, _LONG, _FLAG = 0x0040, 0x0003, 0x000B
_EPOCH = dt.datetime(1601, 1, 1)  # noqa: DTZ001  # UTC, moved to China below
_CHINA = dt.timedelta(hours=8)
_CODEPAGES = (0x3FDE, 0x3FFD)
_ENTRY = struct.Struct('<HHI8s')
ROOT_HEAD, EMBEDDED_HEAD, PART_HEAD = 32, 24, 8
"""Bytes before the entries of a property stream: of the message, of one inside it, of a part."""


class Storage:
    """A message, attachment or recipient: its properties by number."""

    def __init__(self, file: OleFileIO, path: tuple[str, ...] = (), head: int = ROOT_HEAD) -> None:
        self.file = file
        self.path = path
        self.fixed: dict[tuple[int, int], bytes] = {}
        data = self._stream('__properties_version1.0')[head:]
        for kind, number, _, value in _ENTRY.iter_unpack(data[: len(data) // 16 * 16]):
            self.fixed[number, kind] = value

    def _stream(self, name: str) -> bytes:
        path = [*self.path, name]
        if not self.file.exists(path):
            return b''
        data: bytes = self.file.openstream(path).read()
        if len(data) < self.file.get_size(path):  # olefile gives what there is
            raise Damaged("邮件不完整，有内容读不出来；请在 Outlook 里重新另存一份")
        return data

    def binary(self, number: int) -> bytes:
        """A property of bytes, b'' where there is none."""
        return self._stream(f'__substg1.0_{number:04X}{_BINARY}')

    def text(self, number: int, *, encoding: str | None = None) -> str:
        """A text, '' where there is none."""
        wide = self._stream(f'__substg1.0_{number:04X}{_UNICODE}')
        if wide:
            return wide.decode('utf-16-le', 'replace').rstrip('\0')
        narrow = self._stream(f'__substg1.0_{number:04X}{_ANSI}')
        return decode_bytes(narrow.rstrip(b'\0'), encoding) if narrow else ''

    def number(self, number: int) -> int | None:
        """A whole number, None where there is none."""
        value = self.fixed.get((number, _LONG))
        return int.from_bytes(value[:4], 'little') if value else None

    def flag(self, number: int) -> bool:
        """A yes or no."""
        return self.fixed.get((number, _FLAG), b'\0')[:1] != b'\0'

    def moment(self, number: int) -> dt.datetime | None:
        """A moment as the clock in China showed it, None where there is none."""
        value = self.fixed.get((number, _MOMENT))
        ticks = int.from_bytes(value, 'little') if value else 0
        try:
            return _EPOCH + dt.timedelta(microseconds=ticks // 10) + _CHINA if ticks else None
        except OverflowError:
            return None

    def encoding(self) -> str | None:
        """The encoding of narrow texts and of a web page, None where it is not told."""
        page = next((page for page in map(self.number, _CODEPAGES) if page), None)
        return {None: None, 65001: 'utf-8', 20936: 'gb18030', 54936: 'gb18030'}.get(page, f'cp{page}')

    def parts(self, prefix: str) -> list[Storage]:
        """Its attachments ('__attach_version1.0_#') or recipients ('__recip_version1.0_#'), in order."""
        depth = len(self.path)
        found = {
            entry[depth]
            for entry in self.file.listdir(streams=True, storages=True)
            if tuple(entry[:depth]) == self.path and len(entry) > depth and entry[depth].startswith(prefix)
        }
        return [Storage(self.file, (*self.path, name), PART_HEAD) for name in sorted(found)]

    def message(self, number: int) -> Storage | None:
        """The message that lies in this part as an object, None where none does."""
        name = f'__substg1.0_{number:04X}{_OBJECT}'
        path = (*self.path, name)
        inner = [*path, '__properties_version1.0']
        return Storage(self.file, path, EMBEDDED_HEAD) if self.file.exists(inner) else None
