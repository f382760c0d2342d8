"""A PDF written byte by byte: one Chinese font that is not embedded, text lines and ruled grids."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

_WIDTH, _HEIGHT = 595, 842
_LEFT, _RIGHT, _TOP, _BOTTOM = 79, 521, 737, 99
_SIZE, _PITCH = 16, 29
_FONT = (
    '<</Type/Font/Subtype/Type0/BaseFont/STSong-Light-UniGB-UCS2-H/Encoding/UniGB-UCS2-H/DescendantFonts['
    '<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light'
    '/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 2>>/DW 1000/W[1 95 500]'
    '/FontDescriptor<</Type/FontDescriptor/FontName/STSong-Light/Flags 6/FontBBox[-25 -254 1000 880]'
    '/ItalicAngle 0/Ascent 880/Descent -120/CapHeight 880/StemV 93>>>>]>>'
)


def _width(text: str, size: float) -> float:
    return sum(size / 2 if ord(char) < 128 else size for char in text)


def _text(x: float, y: float, text: str, size: float) -> str:
    return f'BT /F1 {size:g} Tf {x:.1f} {y:.1f} Td <{text.encode("utf-16-be").hex()}> Tj ET'


def wrap(text: str, width: float, size: float) -> list[str]:
    """The text cut into lines no wider than width; closing marks may hang over the edge."""
    lines = ['']
    for char in text:
        if _width(lines[-1] + char, size) > width and char not in '，。；：、）”》':
            lines.append('')
        lines[-1] += char
    return lines


def text_to_marks(lines: Iterable[tuple[str, str]]) -> list[str]:
    """Lines of one page from its top, each (kind, text): center, right, left or body (indented, wrapped)."""
    marks, y = [], float(_TOP)
    for kind, text in lines:
        for line in wrap('　　' + text if kind == 'body' else text, _RIGHT - _LEFT, _SIZE):
            y -= _PITCH
            free = _RIGHT - _LEFT - _width(line, _SIZE)
            x = _LEFT + {'center': free / 2, 'right': free - 2 * _SIZE}.get(kind, 0)
            marks.append(_text(x, y, line, _SIZE))
    return marks


def grid_to_marks(rows: Sequence[Sequence[str]], widths: Sequence[int], top: float) -> list[str]:
    """A fully ruled grid whose upper edge is at `top` points from the page's lower edge."""
    height, size = 26, 12
    edges = [_LEFT + sum(widths[:place]) for place in range(len(widths) + 1)]
    bottom = top - height * len(rows)
    marks = [f'{x} {top} m {x} {bottom} l S' for x in edges]
    marks += [
        f'{edges[0]} {top - height * n} m {edges[-1]} {top - height * n} l S' for n in range(len(rows) + 1)
    ]
    for place, row in enumerate(rows):
        for left, text in zip(edges, row, strict=False):
            marks.append(_text(left + 6, top - height * place - 17, text, size))
    return marks


def rule(y: float) -> str:
    """The red line under the number."""
    return f'1 0 0 RG {_LEFT} {y} m {_RIGHT} {y} l S 0 0 0 RG'


def _stream(content: str) -> str:
    return f'<</Length {len(content)}>>\nstream\n{content}\nendstream'


def make_pdf(pages: Sequence[Sequence[str]]) -> bytes:
    """The file from the marks of each page; page numbers are added."""
    kids = ' '.join(f'{4 + 2 * place} 0 R' for place in range(len(pages)))
    objects = ['<</Type/Catalog/Pages 2 0 R>>', f'<</Type/Pages/Count {len(pages)}/Kids[{kids}]>>', _FONT]
    for place, marks in enumerate(pages):
        objects.append(
            f'<</Type/Page/Parent 2 0 R/MediaBox[0 0 {_WIDTH} {_HEIGHT}]/Contents {5 + 2 * place} 0 R'
            '/Resources<</Font<</F1 3 0 R>>>>>>'
        )
        number = f'— {place + 1} —'
        foot = _text(_LEFT + (_RIGHT - _LEFT - _width(number, 14)) / 2, _BOTTOM - 34, number, 14)
        objects.append(_stream('\n'.join([*marks, foot])))
    return _objects_to_file(objects)


def _objects_to_file(objects: Sequence[str]) -> bytes:
    data, offsets = b'%PDF-1.4\n%\xe2\xe3\xcf\xd3\n', []
    for number, content in enumerate(objects, start=1):
        offsets.append(len(data))
        data += f'{number} 0 obj\n{content}\nendobj\n'.encode('ascii')
    rows = ''.join(f'{offset:010d} 00000 n \n' for offset in offsets)
    tail = f'trailer\n<</Size {len(objects) + 1}/Root 1 0 R>>\nstartxref\n{len(data)}\n%%EOF\n'
    return data + f'xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{rows}{tail}'.encode('ascii')
