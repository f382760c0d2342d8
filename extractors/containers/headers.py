"""Head lines of mails as senders really write them: RFC 2047 and 2231, and raw letters of any encoding."""

from __future__ import annotations

import base64
import datetime as dt
import quopri
import re
from collections.abc import Iterable
from email.utils import getaddresses, parsedate_to_datetime
from itertools import groupby
from urllib.parse import unquote_to_bytes

from extractors.readers.plain.encoding import bytes_to_text

CHINA = dt.timezone(dt.timedelta(hours=8))
_WORD = re.compile(r'=\?([^?\s*]+)(?:\*[^?\s]*)?\?([bBqQ])\?([^?]*)\?=')
_PARAMETER = re.compile(r';\s*([\w!#$&+.^`|~-]+)(?:\*(\d+))?(\*)?\s*=\s*("(?:[^"\\]|\\.)*"|[^;]*)', re.DOTALL)
_GB = re.compile(r'gb[k\d_1]|936', re.IGNORECASE)
_ZONE = re.compile(r'\b(?:GMT|UTC)([+-]\d\d):?(\d\d)\b')
_CHINESE_DATE = re.compile(r'(\d{4})\D{1,2}(\d{1,2})\D{1,2}(\d{1,2})\D{0,12}?(\d{1,2}):(\d\d)')


def decode_bytes(data: bytes, charset: str | None) -> str:
    """A text in the charset that is told; where none is, or it does not fit, in the one that fits best."""
    if charset:
        named = 'gb18030' if _GB.search(charset) and not charset.lower().startswith('hz') else charset
        try:
            return data.decode(named)
        except (LookupError, UnicodeError, ValueError):
            pass
    return bytes_to_text(data)[0]


def decode_header(raw: str) -> str:
    """A head line as people read it; raw as the email package gives it, bytes beyond ASCII as surrogates.

    Encoded words of one charset that stand side by side are one text: senders cut them inside a letter.
    """
    raw = _raw_to_text(raw)
    parts: list[tuple[str, bytes | str]] = []
    end = 0
    for word in _WORD.finditer(raw):
        between = raw[end : word.start()]
        if between.strip() or not parts or end == 0:
            parts.append(('', between))
        parts.append((word[1].lower(), _word_to_bytes(word[2], word[3])))
        end = word.end()
    parts.append(('', raw[end:]))
    return ' '.join(''.join(_joined(parts)).split())


def _joined(parts: Iterable[tuple[str, bytes | str]]) -> Iterable[str]:
    for charset, group in groupby(parts, key=lambda part: part[0]):
        pieces = [data for _, data in group]
        if charset:
            yield decode_bytes(b''.join(piece for piece in pieces if isinstance(piece, bytes)), charset)
        else:
            yield ''.join(piece for piece in pieces if isinstance(piece, str))


def _word_to_bytes(kind: str, text: str) -> bytes:
    if kind in 'qQ':
        return quopri.decodestring(text.encode('ascii', 'replace'), header=True)
    letters = re.sub(r'[^A-Za-z0-9+/]', '', text)
    if len(letters) % 4 == 1:
        letters = letters[:-1]
    return base64.b64decode(letters + '=' * (-len(letters) % 4))


def _raw_to_text(raw: str) -> str:
    """Raw bytes of a head line (surrogates) as the letters they are."""
    if raw.isascii():
        return raw
    return bytes_to_text(raw.encode('utf-8', 'surrogateescape'))[0]


def parameters(raw: str) -> dict[str, str]:
    """The parameters of a Content-Type or Content-Disposition, continued and encoded ones put together."""
    pieces: dict[str, list[tuple[int, bool, str]]] = {}
    for name, number, star, value in _PARAMETER.findall(raw):
        plain = re.sub(r'\\(["\\])', r'\1', value[1:-1]) if value.startswith('"') else value.strip()
        pieces.setdefault(name.lower(), []).append((int(number or 0), bool(star), plain))
    return {name: _parameter(sorted(found, key=lambda one: one[0])) for name, found in pieces.items()}


def _parameter(found: list[tuple[int, bool, str]]) -> str:
    if not any(star for _, star, _ in found):
        return decode_header(''.join(value for _, _, value in found))
    starred = [one for one in found if one[1]] if found[-1][0] == 0 else found
    charset, quote, first = starred[0][2].partition("'")
    head = first.partition("'")[2] if quote else starred[0][2]
    values = [head, *(value for _, _, value in starred[1:])]
    raw = [value.encode('utf-8', 'surrogateescape') for value in values]
    coded = [unquote_to_bytes(one) if star else one for one, (_, star, _) in zip(raw, starred, strict=True)]
    return decode_bytes(b''.join(coded), charset if quote else None)


def addresses(raw: Iterable[str]) -> tuple[str, ...]:
    """The people of address lines as 'name <address>', one of the two where the other is missing."""
    lines = [line for line in raw if line.strip()]
    pairs = [
        (decode_header(name), _raw_to_text(address))
        for name, address in getaddresses(lines)
        if name or address
    ]
    if not pairs:
        return tuple(decode_header(line) for line in lines)
    return tuple(
        f'{name} <{address}>' if name and address and name != address else name or address
        for name, address in pairs
    )


def sent_moment(raw: str) -> dt.datetime | None:
    """When a mail was sent, as the clock in China showed it; None for what is no moment."""
    try:
        moment = parsedate_to_datetime(_ZONE.sub(r'\1\2', raw))
    except (ValueError, TypeError, OverflowError):
        return _chinese_moment(raw)
    return moment.astimezone(CHINA).replace(tzinfo=None) if moment.tzinfo else moment


def _chinese_moment(raw: str) -> dt.datetime | None:
    found = _CHINESE_DATE.search(raw)
    try:
        return dt.datetime(*map(int, found.groups())) if found else None  # type: ignore[arg-type]  # noqa: DTZ001
    except ValueError:
        return None
