"""Files made to hurt, each in a second: small on disk, endless or huge inside."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from pathlib import Path

from tests import build
from tests.build_ole import END, FAT, FREE, MAGIC, SECTOR

GIGABYTE = 2**30


def zeros(size: int) -> bytes:
    """A raw deflate stream of so many zeros, put together of equal pieces."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    piece = packer.compress(bytes(2**20)) + packer.flush(zlib.Z_FULL_FLUSH)
    again = packer.compress(bytes(2**20)) + packer.flush(zlib.Z_FULL_FLUSH)
    return piece + again * (size // 2**20 - 1) + packer.flush()


def forged_zip(path: Path, members: dict[str, tuple[bytes, int]]) -> Path:
    """A zip of deflate streams as they come, with the sizes that it claims to expand to."""
    body, directory = b'', b''
    for name, (packed, size) in members.items():
        common = struct.pack('<5H3L2H', 20, 0, 8, 0, 0, 0, len(packed), size, len(name), 0)
        tail = struct.pack('<3H2L', 0, 0, 0, 0, len(body)) + name.encode()
        directory += b'PK\x01\x02' + struct.pack('<H', 20) + common + tail
        body += b'PK\x03\x04' + common + name.encode() + packed
    count = len(members)
    end = b'PK\x05\x06' + struct.pack('<4H2LH', 0, 0, count, count, len(directory), len(body), 0)
    path.write_bytes(body + directory + end)
    return path


def workbook(path: Path, sheet: str, strings: str = '', before: str = '') -> Path:
    """A workbook of one sheet; strings are the insides of its shared strings, `before` stands above them."""
    main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
    kinds = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
    related = {
        'r1': ('worksheet', 'worksheets/sheet1.xml'),
        'r2': ('sharedStrings', 'sharedStrings.xml'),
    }
    types = 'application/vnd.openxmlformats-officedocument.spreadsheetml.'
    parts = {'workbook': 'sheet.main', 'worksheets/sheet1': 'worksheet', 'sharedStrings': 'sharedStrings'}
    overrides = ''.join(
        f'<Override PartName="/xl/{part}.xml" ContentType="{types}{kind}+xml"/>'
        for part, kind in parts.items()
    )
    members = {
        '[Content_Types].xml': (
            '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default '
            'Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'{overrides}</Types>'
        ),
        '_rels/.rels': build.relationships(
            f'<Relationship Id="r1" Type="{kinds}/officeDocument" Target="xl/workbook.xml"/>'
        ),
        'xl/_rels/workbook.xml.rels': build.relationships(
            ''.join(
                f'<Relationship Id="{id_}" Type="{kinds}/{kind}" Target="{target}"/>'
                for id_, (kind, target) in related.items()
            )
        ),
        'xl/workbook.xml': (
            f'<workbook xmlns="{main}" xmlns:r="{kinds}"><sheets>'
            '<sheet name="表" sheetId="1" r:id="r1"/></sheets>'
            '</workbook>'
        ),
        'xl/worksheets/sheet1.xml': f'<worksheet xmlns="{main}">{sheet}</worksheet>',
        'xl/sharedStrings.xml': f'{before}<sst xmlns="{main}">{strings}</sst>',
    }
    return build.packed(path, members)


FIRST = '<sheetData><row r="1"><c r="A1" t="s"><v>0</v></c></row></sheetData>'
"""A sheet whose only cell shows the first shared string."""


def nested_zips(path: Path, levels: int = 6, width: int = 16) -> Path:
    """A zip of zips of zips, in the manner of 42.zip."""
    data = bytes(10 * 2**20)
    name = 'a.bin'
    for level in range(levels):
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, 'w', zipfile.ZIP_DEFLATED) as archive:
            for number in range(width if level else 1):
                archive.writestr(f'{number}-{name}', data)
        data, name = packed.getvalue(), f'{level}.zip'
    path.write_bytes(data)
    return path


LAUGHS = (
    '<!DOCTYPE a [<!ENTITY a "'
    + 'ha' * 50
    + '">'
    + ''.join(
        f'<!ENTITY {this} "{f"&{last};" * 10}">' for last, this in zip('abcdefgh', 'bcdefghi', strict=True)
    )
    + ']>'
)
"""Eight levels of ten: a hundred bytes become ten gigabytes."""


def numbered_docx(
    path: Path, count: int, before: str, after: str, around: tuple[str, str] = ('', '')
) -> Path:
    """A .docx whose body repeats a piece of XML around its number: too varied to pack into nothing."""
    return build.docx(path, around[0] + ''.join(f'{before}{n}{after}' for n in range(count)) + around[1])


def bare_pdf(path: Path, *objects: bytes, trailer: bytes = b'/Root 1 0 R') -> Path:
    """A PDF of these objects, numbered from 1, without a cross reference: readers build it anew."""
    body = b''.join(b'%d 0 obj\n%s\nendobj\n' % (n, each) for n, each in enumerate(objects, start=1))
    path.write_bytes(b'%PDF-1.7\n' + body + b'trailer<<' + trailer + b'>>\n%%EOF')
    return path


def stream(data: bytes, entries: bytes = b'') -> bytes:
    return b'<<%s/Length %d>>stream\n%s\nendstream' % (entries, len(data), data)


CATALOG = b'<</Type/Catalog/Pages 2 0 R>>'
FONT = b'<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>'


def thick_pdf(path: Path, pages: int) -> Path:
    """A PDF of so many pages, all with one content."""
    kids = b' '.join(b'%d 0 R' % (5 + n) for n in range(pages))
    page = b'<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F 3 0 R>>>>>>'
    text = stream(b'BT /F 12 Tf 72 700 Td (A line of text on every page) Tj ET')
    tree = b'<</Type/Pages/Count %d/Kids[%s]>>' % (pages, kids)
    return bare_pdf(path, CATALOG, tree, FONT, text, *[page] * pages)


def one_page_pdf(path: Path, content: bytes, resources: bytes = b'', *more: bytes) -> Path:
    """A PDF of one page with this content stream object; `more` are objects from 5 on."""
    page = b'<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<<%s>>>>' % resources
    return bare_pdf(path, CATALOG, b'<</Type/Pages/Count 1/Kids[3 0 R]>>', page, content, *more)


def flate(size: int, times: int = 1) -> bytes:
    """So many bytes of zeros as a zlib stream, packed again so many times."""
    data = b'\x78\x9c' + zeros(size) + b'\0\0\0\0'
    for _ in range(times - 1):
        data = zlib.compress(data, 9)
    return data


def cyclic_ole(path: Path, name: str) -> Path:
    """An OLE container whose only stream runs in a circle: its allocation table leads back."""
    table = [FAT, END, 3, 2] + [FREE] * (SECTOR // 4 - 4)
    header = struct.pack('<8s16x5H6xII', MAGIC, 62, 3, 0xFFFE, 9, 6, 0, 1)
    header += struct.pack('<7I', 1, 0, 4096, END, 0, END, 0) + struct.pack('<109I', 0, *[FREE] * 108)
    entries = b''
    for label, kind, start, size, child in (('Root Entry', 5, END, 0, 1), (name, 2, 2, 2**30, FREE)):
        spelled = label.encode('utf-16-le')
        entries += struct.pack(
            '<64sHBB3I16sI16xIQ',
            spelled,
            len(spelled) + 2,
            kind,
            1,
            FREE,
            FREE,
            child,
            bytes(16),
            0,
            start,
            size,
        )
    body = struct.pack(f'<{len(table)}I', *table) + entries.ljust(SECTOR, b'\0') + bytes(2 * SECTOR)
    path.write_bytes(header + body)
    return path
