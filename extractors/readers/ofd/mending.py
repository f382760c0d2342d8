"""XML parts of OFD as they are found: with prefixes nobody declared, letters XML forbids, a wrong encoding.

Each flaw is known from files that viewers show without a word; what is none of these stays broken.
"""

from __future__ import annotations

import re
from typing import Any

from extractors.readers.zipguard import check_xml, parse_xml

_DECLARED = re.compile(r'<\?xml[^>]{0,200}?encoding\s*=\s*["\']([A-Za-z0-9._-]+)')
_PROLOG = re.compile(r'\s*(?:<\?xml[^>]{0,200}\?>)?')
_PREFIX = re.compile(r'[</\s]([A-Za-z_][\w.-]{0,40}):[\w.-]{1,80}[\s=/>]')
_BOUND = re.compile(r'xmlns:([\w.-]{1,40})\s*=')
_FIRST_TAG = re.compile(r'<[A-Za-z_][\w.:-]{0,120}')
_FORBIDDEN = re.compile('[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]')
_REFERENCE = re.compile(r'&#(x[0-9A-Fa-f]{1,6}|\d{1,7});')


def parse_part(data: bytes) -> Any | None:
    """A part as an lxml element, None where even mended it is no XML; raises what else parse_xml does."""
    from lxml import etree

    try:
        return parse_xml(data)
    except etree.XMLSyntaxError:
        text = _mended(data)
    try:
        check_xml('part.xml', text)
        return parse_xml(text)
    except etree.XMLSyntaxError:
        return None


def _mended(data: bytes) -> bytes:
    text = _decoded(data)
    text = _FORBIDDEN.sub('\ufffd', text)
    text = _REFERENCE.sub(_allowed, text)
    text = text[_PROLOG.match(text).end() :]  # type: ignore[union-attr]  # matches the empty text too
    missing = sorted(set(_PREFIX.findall(text)) - set(_BOUND.findall(text)) - {'xml', 'xmlns'})
    bound = ''.join(f' xmlns:{prefix}="urn:undeclared:{prefix}"' for prefix in missing)
    return _FIRST_TAG.sub(lambda tag: tag[0] + bound, text, count=1).encode()


def _decoded(data: bytes) -> str:
    """Text by its mark, as UTF-8, as it says, or as GB 18030, which takes nearly every Chinese text."""
    if data.startswith((b'\xff\xfe', b'\xfe\xff')):
        return data.decode('utf-16', errors='replace')
    said = _DECLARED.search(data[:400].decode('latin-1'))
    for encoding in ('utf-8-sig', said[1] if said else 'utf-8', 'gb18030'):
        try:
            return data.decode(encoding)
        except (LookupError, UnicodeDecodeError):
            continue
    return data.decode('utf-8', errors='replace')


def _allowed(reference: re.Match[str]) -> str:
    """A reference to a letter, '\ufffd' for one that XML cannot hold."""
    said = reference[1]
    code = int(said[1:], 16) if said.startswith('x') else int(said)
    fine = code in (9, 10, 13) or 0x20 <= code < 0xD800 or 0xE000 <= code < 0xFFFE or 0xFFFF < code < 0x110000
    return reference[0] if fine else '\ufffd'
