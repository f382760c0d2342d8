"""Small OFD files built in a line (GB/T 33190); millimetres from the page's top left."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from tests.build import packed

OFD_NAMESPACE = 'http://www.ofdspec.org/2016'


def words(text: str, x: float, y: float, size: float = 5, more: str = '', code: str = '') -> str:
    """A text object in font 3 whose first baseline begins at x, y."""
    offsets = code or f'DeltaX="g {max(len(text) - 1, 1)} {size}"'
    return (
        f'<ofd:TextObject ID="9" Boundary="{x} {y - size} 150 {size * 2}" Font="3" Size="{size}" {more}>'
        f'<ofd:TextCode X="0" Y="{size}" {offsets}>{text}</ofd:TextCode></ofd:TextObject>'
    )


def path(data: str, rect: str = '0 0 210 297', more: str = '', inner: str = '') -> str:
    """A path object."""
    return (
        f'<ofd:PathObject ID="8" Boundary="{rect}" {more}>{inner}'
        f'<ofd:AbbreviatedData>{data}</ofd:AbbreviatedData></ofd:PathObject>'
    )


def filled(x: float, y: float, width: float, height: float, colour: str) -> str:
    """A rectangle of one colour."""
    return path(
        f'M 0 0 L {width} 0 L {width} {height} L 0 {height} C',
        f'{x} {y} {width} {height}',
        'Stroke="false" Fill="true"',
        f'<ofd:FillColor Value="{colour}"/>',
    )


def page(content: str, before: str = '') -> str:
    """A page's content.xml."""
    return (
        f'<ofd:Page xmlns:ofd="{OFD_NAMESPACE}">{before}<ofd:Content><ofd:Layer ID="2">{content}</ofd:Layer>'
        '</ofd:Content></ofd:Page>'
    )


def ofd(
    where: Path,
    *pages: str,
    common: str = '',
    resources: str = '',
    document: str = '',
    body: str = '',
    members: Mapping[str, bytes | str] | None = None,
) -> Path:
    """A package of these pages (as `page` gives them); common, document, body and resources are more XML."""
    refs = ''.join(
        f'<ofd:Page ID="{100 + index}" BaseLoc="Pages/Page_{index}/Content.xml"/>'
        for index in range(len(pages))
    )
    space = f'xmlns:ofd="{OFD_NAMESPACE}"'
    return packed(
        where,
        {
            'OFD.xml': f'<ofd:OFD {space}><ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot>{body}'
            '</ofd:DocBody></ofd:OFD>',
            'Doc_0/Document.xml': f'<ofd:Document {space}><ofd:CommonData><ofd:PageArea>'
            '<ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:PageArea>'
            f'<ofd:PublicRes>PublicRes.xml</ofd:PublicRes>{common}</ofd:CommonData>'
            f'<ofd:Pages>{refs}</ofd:Pages>{document}</ofd:Document>',
            'Doc_0/PublicRes.xml': f'<ofd:Res {space} BaseLoc="Res"><ofd:Fonts>'
            f'<ofd:Font ID="3" FontName="宋体"/></ofd:Fonts>{resources}</ofd:Res>',
            **{f'Doc_0/Pages/Page_{index}/Content.xml': text for index, text in enumerate(pages)},
            **(members or {}),
        },
    )


def ruled(rules: str, more: str = '') -> str:
    """Rules as one path object on the whole page: '20 30 60 30; 20 30 20 50' is one across and one down."""
    data = ' '.join('M {} {} L {} {}'.format(*rule.split()) for rule in rules.split(';'))
    return path(data, more=more)


def grid(xs: Sequence[float], ys: Sequence[float], more: str = '') -> str:
    """A grid's rules."""
    across = [f'{xs[0]} {y} {xs[-1]} {y}' for y in ys]
    down = [f'{x} {ys[0]} {x} {ys[-1]}' for x in xs]
    return ruled(';'.join([*across, *down]), more)


def texts(*placed: tuple[str, float, float]) -> str:
    """Words each with its place, four millimetres high."""
    return ''.join(words(text, x, y, size=4) for text, x, y in placed)


def changed(
    where: Path,
    change: Callable[[str, bytes], tuple[str, bytes]],
    more: Mapping[str, bytes | str] | None = None,
) -> Path:
    """A package with every member's name and bytes as `change` gives them, and more members."""
    with zipfile.ZipFile(where) as archive:
        members = dict(change(name, archive.read(name)) for name in archive.namelist())
    return packed(where, {**members, **(more or {})})
