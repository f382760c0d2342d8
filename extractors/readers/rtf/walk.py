r"""RTF token by token: groups, control words, bytes; in one pass, without recursion.

RTF 1.9.1 "RTF Syntax". Bytes are collected until something else comes, for a character may be half \'xx and
half plain: '\'81@' is one GBK character.
"""

from __future__ import annotations

import re

from extractors.readers.rtf.charsets import decode
from extractors.readers.rtf.destinations import open_destination
from extractors.readers.rtf.groups import (
    Reading,
    close_group,
    flush,
    font,
    open_group,
    put_text,
    skip_group,
)
from extractors.readers.rtf.words import do_word

_WORD, _NUMBER, _HEX, _BRACE, _SYMBOL, _NOTHING, _TEXT = range(1, 8)
_REST = rb'''
    | \\'([0-9A-Fa-f]{2}) | ([{}]) | \\(.) | ([\r\n\0]+) | ((?:%s[^\\{}\r\n\0\x80-\xff]|[\x80-\xff])+)
'''
_HEAD = rb'\\([A-Za-z]{1,40})(-?\d{1,30})?[ ]?'
_PLAIN_TOKEN = re.compile(_HEAD + _REST % b'', re.VERBOSE | re.DOTALL)
_RAW_PAIR_TOKEN = re.compile(_HEAD + _REST % rb'[\x81-\xfe][\x40-\x7e\x80-\xfe]|', re.VERBOSE | re.DOTALL)
_NEXT_HEX = re.compile(rb"\\'([0-9A-Fa-f]{2})")
_BINARY = re.compile(rb'\\bin\d')
_SYMBOLS = {'\n': 'par', '\r': 'par', '\t': 'tab', '~': '~', '_': '_', '\\': '\\', '{': '{', '}': '}'}


def walk(reading: Reading) -> None:
    """Read to the end of the outermost group, or of the file: then reading.groups holds the open ones."""
    token = _token(reading)
    size = len(reading.data)
    while reading.at < size:
        match = token.match(reading.data, reading.at)
        if match is None:  # a lone backslash at the end
            reading.at = size
            return
        reading.at = match.end()
        _TAKERS[match.lastindex or 0](match, reading)
        if not reading.groups:
            return


def _token(reading: Reading) -> re.Pattern[bytes]:
    """How to take bytes as they stand: some write them raw, in UTF-8 or in GBK with halves like a '}'."""
    data = reading.data
    if data.isascii() or _BINARY.search(data):
        return _PLAIN_TOKEN
    try:
        data.decode('utf-8')
    except UnicodeDecodeError:
        return _RAW_PAIR_TOKEN if b'ansicpg936' in data or b'fcharset134' in data else _PLAIN_TOKEN
    reading.raw_encoding = 'utf-8'
    return _PLAIN_TOKEN


def _take_word(match: re.Match[bytes], reading: Reading) -> None:
    word = match[_WORD].decode('ascii')
    number = None if match[_NUMBER] is None else int(match[_NUMBER])
    if word == 'bin':
        reading.at += max(number or 0, 0)
        return
    flush(reading)
    if _begins_group(match.start(), reading) and open_destination(word, number, reading, starred=False):
        return
    do_word(word, number, reading)
    if word == 'u':
        _skip_fallback(number, reading)


def _begins_group(at: int, reading: Reading) -> bool:
    """Whether a word is the first of its group, line ends aside: only there it names a destination."""
    before = reading.data[max(at - 4, 0) : at].rstrip(b'\r\n \0')
    return before.endswith(b'{') and not before.endswith(b'\\{')


def _take_hex(match: re.Match[bytes], reading: Reading) -> None:
    byte = int(match[_HEX], 16)
    if byte in b'\r\n' and reading.group.sink is None:
        flush(reading)
        if byte == 0x0D or not reading.data.endswith(b"\\'0d", 0, match.start()):
            do_word('par', None, reading)
    else:
        reading.raw.append(byte)


def _take_brace(match: re.Match[bytes], reading: Reading) -> None:
    if match[_BRACE] == b'{':
        open_group(reading)
    else:
        close_group(reading)


def _take_symbol(match: re.Match[bytes], reading: Reading) -> None:
    symbol = match[_SYMBOL]
    if symbol == b'*':
        _open_starred(reading)
    elif symbol in b'\\{}' and reading.raw:
        reading.raw += symbol  # may be the second half of a character
    else:
        flush(reading)
        word = _SYMBOLS.get(symbol.decode('latin-1'))
        if word is not None:
            do_word(word, None, reading)


def _open_starred(reading: Reading) -> None:
    match = _PLAIN_TOKEN.match(reading.data, reading.at)
    while match is not None and match.lastindex == _NOTHING:
        match = _PLAIN_TOKEN.match(reading.data, match.end())
    if match is None or match[_WORD] is None:
        skip_group(reading)
        return
    reading.at = match.end()
    number = None if match[_NUMBER] is None else int(match[_NUMBER])
    open_destination(match[_WORD].decode('ascii'), number, reading, starred=True)


def _take_nothing(match: re.Match[bytes], reading: Reading) -> None:
    """Line ends mean nothing in RTF."""


def _take_text(match: re.Match[bytes], reading: Reading) -> None:
    text = match[_TEXT]
    if reading.raw_encoding and not text.isascii():
        flush(reading)
        put_text(text.decode(reading.raw_encoding, 'replace'), reading)
    else:
        reading.raw += text


def _skip_fallback(number: int | None, reading: Reading) -> None:
    r"""Pass over what stands behind \uN for programs without Unicode: \ucN characters.

    Some writers count a Chinese character of two bytes as one: then both are passed over.
    """
    left = reading.group.fallback
    while left > 0:
        match = _PLAIN_TOKEN.match(reading.data, reading.at)
        if match is None or match[_BRACE] is not None:
            return
        if match[_TEXT] is not None:
            taken = min(left, len(match[_TEXT]))
            reading.at += taken
            left -= taken
            continue
        reading.at = match.end()
        left -= match[_NOTHING] is None
        if left == 0 and match[_HEX] is not None:
            _skip_second_half(int(match[_HEX], 16), number, reading)


def _skip_second_half(first: int, number: int | None, reading: Reading) -> None:
    match = _NEXT_HEX.match(reading.data, reading.at)
    if match is None or first <= 0x80:
        return
    raw = bytes([first, int(match[1], 16)])
    codec_says = {
        decode(raw, font(reading), font(reading), reading.page).text,
        raw.decode('gb18030', 'replace'),
    }
    if chr((number or 0) & 0xFFFF) in codec_says:
        reading.at = match.end()


_TAKERS = {
    _WORD: _take_word,
    _NUMBER: _take_word,
    _HEX: _take_hex,
    _BRACE: _take_brace,
    _SYMBOL: _take_symbol,
    _NOTHING: _take_nothing,
    _TEXT: _take_text,
}
