"""The formatted text of an Outlook mail: RTF packed in a way of its own ([MS-OXRTFCP])."""

from __future__ import annotations

from extractors.readers.limits import MAX_FILE_BYTES
from model.errors import Damaged

_START = (
    rb'{\rtf1\ansi\mac\deff0\deftab720{\fonttbl;}{\f0\fnil \froman \fswiss \fmodern \fscript \fdecor MS Sans '
    rb'SerifSymbolArialTimes New RomanCourier{\colortbl\red0\green0\blue0'
    b'\r\n'
    rb'\par \pard\plain\f0\fs20\b\i\u\tab\tx'
)
"""What the dictionary begins with: [MS-OXRTFCP] 2.1.2.1."""
_PACKED, _PLAIN = b'LZFu', b'MELA'
_HEAD, _WINDOW, _SHORTEST = 16, 4096, 2


def rtf_of(data: bytes) -> bytes:
    """The RTF of a property 1009; b'' for an empty one, Damaged for what is none."""
    if not data:
        return b''
    size, sign = int.from_bytes(data[4:8], 'little'), data[8:12]
    if sign == _PLAIN:
        return data[_HEAD : _HEAD + size]
    if sign != _PACKED or size > MAX_FILE_BYTES:
        raise Damaged("邮件的正文已损坏，读不出来；请在 Outlook 里重新另存一份")
    return _unpack(data[_HEAD:], size)


def _unpack(data: bytes, size: int) -> bytes:
    """Eight items after each byte of flags: a letter, or a place in the window of 4096 and a length."""
    made = bytearray(_START)
    at, most = 0, size + len(_START)
    while at < len(data) and len(made) < most:
        flags, at = data[at], at + 1
        for bit in range(8):
            if not flags >> bit & 1:
                made += data[at : at + 1]
                at += 1
                continue
            pair = int.from_bytes(data[at : at + 2], 'big')
            at += 2
            back = (len(made) - (pair >> 4)) % _WINDOW
            if back == 0 or at > len(data):
                return bytes(made[len(_START) : most])
            for _ in range((pair & 0xF) + _SHORTEST):
                made.append(made[-back] if back <= len(made) else 0)
    return bytes(made[len(_START) : most])
