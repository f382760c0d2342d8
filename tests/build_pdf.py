"""Small PDFs built in a line: letters and rules at given places, in points from the page's top left."""

from __future__ import annotations

import re
from pathlib import Path

WIDTH, HEIGHT = 595, 842
RULE = '0.5 w '
TYPE_0 = (
    '<</Type/Font/Subtype/Type0/BaseFont/Sim/Encoding/Identity-H/DescendantFonts[4 0 R]/ToUnicode 5 0 R>>'
)
FONT = (
    '<</Type/Font/Subtype/CIDFontType2/BaseFont/Sim/DW 1000'
    '/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>'
    '/FontDescriptor<</Type/FontDescriptor/FontName/Sim/Flags 4/FontBBox[0 -120 1000 880]'
    '/Ascent 880/Descent -120/CapHeight 880/ItalicAngle 0/StemV 80>>>>'
)
PICTURE = (
    '<</Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8/Length 1>>'
    'stream\n \nendstream'
)


def say(text: str, x: float, y: float, size: float = 16) -> str:
    """Text whose first letter's baseline begins at x, y from the page's top left."""
    return f'BT /F {size} Tf {x} {HEIGHT - y} Td <{text.encode("utf-16-be").hex()}> Tj ET\n'


def ruled(xs: list[float], ys: list[float]) -> str:
    """All rules of a grid, y from the top."""
    across = ''.join(f'{xs[0]} {HEIGHT - y} m {xs[-1]} {HEIGHT - y} l S\n' for y in ys)
    return RULE + across + ''.join(f'{x} {HEIGHT - ys[0]} m {x} {HEIGHT - ys[-1]} l S\n' for x in xs)


def pdf(
    path: Path,
    *pages: str,
    page_extra: str = '',
    trailer: str = '',
    root: str = '',
    objects: tuple[str, ...] = (),
) -> Path:
    """A PDF with one Chinese font whose codes are UTF-16; further objects count from 6."""
    said = re.findall(r'<([0-9a-f]+)>', ''.join((*pages, *objects)))
    high = sorted({int(code[:2], 16) for text in said for code in re.findall('....', text)})
    ranges = ''.join(f'<{byte:02x}00> <{byte:02x}ff> <{byte:02x}00>\n' for byte in high)
    cmap = (
        '/CIDInit /ProcSet findresource begin begincmap\n'
        '1 begincodespacerange <0000> <ffff> endcodespacerange\n'
        f'{len(high)} beginbfrange\n{ranges}endbfrange endcmap end'
    )
    first = 6 + len(objects)
    kids = ' '.join(f'{first + 2 * index} 0 R' for index in range(len(pages)))
    bodies = [
        f'<</Type/Catalog/Pages 2 0 R{root}>>',
        f'<</Type/Pages/Count {len(pages)}/Kids[{kids}]>>',
        TYPE_0,
        FONT,
        f'<</Length {len(cmap)}>>stream\n{cmap}\nendstream',
        *objects,
    ]
    for index, content in enumerate(pages):
        bodies.append(
            f'<</Type/Page/Parent 2 0 R/MediaBox[0 0 {WIDTH} {HEIGHT}]/Contents {first + 2 * index + 1} 0 R'
            f'/Resources<</Font<</F 3 0 R>>/XObject<</Im 6 0 R>>>>{page_extra}>>'
        )
        bodies.append(f'<</Length {len(content)}>>stream\n{content}\nendstream')
    out, places = b'%PDF-1.7\n', []
    for number, body in enumerate(bodies, start=1):
        places.append(len(out))
        out += f'{number} 0 obj\n{body}\nendobj\n'.encode('latin-1')
    table = ''.join(f'{place:010d} 00000 n \n' for place in places)
    out += (
        f'xref\n0 {len(bodies) + 1}\n0000000000 65535 f \n{table}'
        f'trailer<</Size {len(bodies) + 1}/Root 1 0 R{trailer}>>\nstartxref\n{len(out)}\n%%EOF'
    ).encode()
    path.write_bytes(out)
    return path
