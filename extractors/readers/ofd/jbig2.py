"""Scans in JBIG2 (.jb2), which scanners' OFD files hold: shown to pdfium as a PDF's, which decodes them.

ITU-T T.88, annex D (organisation of a file) and 7.2 (segment headers).
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from typing import Any, NamedTuple

MAGIC = b'\x97JB2\r\n\x1a\n'
_PAGE, _PAGE_END, _FILE_END = 48, 49, 51
_SEQUENTIAL, _PAGES_UNKNOWN = 1, 2
_LONG_FORM = 7


class _Segment(NamedTuple):
    kind: int
    data: bytes
    whole: bytes


def jbig2_to_image(data: bytes, most_pixels: int) -> Any | None:
    """The first page of a JBIG2 file as a Pillow image; None where it is broken, too large or none."""
    try:
        segments = list(_segments(data))
    except (struct.error, IndexError):
        return None
    page = next((segment.data for segment in segments if segment.kind == _PAGE), b'')
    if len(page) < 8:
        return None
    width, height = struct.unpack_from('>II', page)
    if not 0 < width * height <= most_pixels:
        return None
    body = b''.join(segment.whole for segment in segments if segment.kind not in (_PAGE_END, _FILE_END))
    return _decoded(_wrapped(body, width, height), width)


def _segments(data: bytes) -> Iterator[_Segment]:
    """The segments of a file in sequence; raises struct.error or IndexError at a broken one."""
    if not data.startswith(MAGIC) or not data[8] & _SEQUENTIAL:
        return
    place = 9 if data[8] & _PAGES_UNKNOWN else 13
    while place < len(data):
        number, flags, count = struct.unpack_from('>IBB', data, place)
        at = place + 5
        if count >> 5 == _LONG_FORM:
            referred = struct.unpack_from('>I', data, at)[0] & 0x1FFFFFFF
            at += 4 + (referred + 8) // 8
        else:
            referred = count >> 5
            at += 1
        at += referred * (1 if number <= 256 else 2 if number <= 65536 else 4)
        at += 4 if flags & 0x40 else 1
        (length,) = struct.unpack_from('>I', data, at)
        end = min(at + 4 + length, len(data))
        yield _Segment(flags & 0x3F, data[at + 4 : end], data[place:end])
        place = end


def _wrapped(body: bytes, width: int, height: int) -> bytes:
    """A PDF of one page that the image fills, a point a pixel."""
    content = f'{width} 0 0 {height} 0 0 cm /I Do'.encode()
    parts = [
        b'<</Type/Catalog/Pages 2 0 R>>',
        b'<</Type/Pages/Kids[3 0 R]/Count 1>>',
        f'<</Type/Page/Parent 2 0 R/MediaBox[0 0 {width} {height}]/Contents 4 0 R'
        '/Resources<</XObject<</I 5 0 R>>>>>>'.encode(),
        b'<</Length %d>>stream\n%s\nendstream' % (len(content), content),
        f'<</Type/XObject/Subtype/Image/Width {width}/Height {height}/ColorSpace/DeviceGray'
        f'/BitsPerComponent 1/Filter/JBIG2Decode/Length {len(body)}>>stream\n'.encode()
        + body
        + b'\nendstream',
    ]
    made = bytearray(b'%PDF-1.5\n')
    places = []
    for number, part in enumerate(parts, start=1):
        places.append(len(made))
        made += b'%d 0 obj\n%s\nendobj\n' % (number, part)
    start = len(made)
    made += b'xref\n0 %d\n0000000000 65535 f \n' % (len(parts) + 1)
    made += b''.join(b'%010d 00000 n \n' % place for place in places)
    made += b'trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF' % (len(parts) + 1, start)
    return bytes(made)


def _decoded(pdf: bytes, width: int) -> Any | None:
    import pypdfium2 as pdfium

    try:
        with pdfium.PdfDocument(pdf) as document:
            page = document[0]
            return page.render(scale=width / page.get_width(), grayscale=True).to_pil()
    except pdfium.PdfiumError:
        return None
