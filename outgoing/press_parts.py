"""Values that are more than text: charts, pictures, pieces of documents, and what they add."""

from __future__ import annotations

import base64
import re
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from lxml import etree
from markupsafe import Markup

from model.errors import CannotStart
from model.figure import Printed
from outgoing.charts import Chart, Point, Series, chart_part, chart_places, chart_workbook
from outgoing.pack_zip import CONTENT_TYPES, unpack

_EMU_PER_MM = 36_000
_OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
_PACKAGE = 'http://schemas.openxmlformats.org/package/2006/'
_DRAWING = 'http://schemas.openxmlformats.org/drawingml/2006/'
_CHART = 'application/vnd.openxmlformats-officedocument.drawingml.chart+xml'
_BOOK = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
_W = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main'
_OUR_ID = re.compile('r:(?:id|embed)="(rIdGw[0-9]+)"')
_FIRST_DRAWING = 9_001  # above what templates and docxtpl number


@dataclass(frozen=True, slots=True)
class Picture:
    """A PNG or JPEG for {{ tag }} in a paragraph; described is its alternative text."""

    data: bytes
    width_mm: int
    described: str


@dataclass(frozen=True, slots=True)
class Subdocument:
    """Paragraphs and tables of another .docx for {{p tag }}, in this template's styles.

    Pictures, links and footnotes of it cannot come along: CannotStart for one that has any.
    """

    data: bytes


Part = Chart | Picture | Subdocument
"""What a context may hold beside texts and numbers."""


class Relation(NamedTuple):
    """A part that a value added: what its relationship is called, of what kind, and its target."""

    kind: str
    target: str


@dataclass(slots=True)
class Additions:
    """What the values of one context add to the package they are printed in."""

    members: dict[str, bytes] = field(default_factory=dict)
    relations: dict[str, Relation] = field(default_factory=dict)
    types: list[str] = field(default_factory=list)
    printed: list[Printed] = field(default_factory=list)


def placed(value: Part, added: Additions) -> Markup:
    """The XML that stands for the value in a paragraph's text (a subdocument: instead of the paragraph)."""
    if isinstance(value, Subdocument):
        return Markup(_subdocument(value.data))  # noqa: S704  # parsed and serialised XML
    number = len(added.relations) + 1
    graphic = _chart(value, number, added) if isinstance(value, Chart) else _picture(value, number, added)
    return Markup(f'</w:t>{graphic}<w:t xml:space="preserve">')  # noqa: S704  # our own XML


def with_additions(members: dict[str, bytes], added: Additions) -> dict[str, bytes]:
    """The members of a package with the added parts, their types, and relations to them."""
    made = {**members, **added.members}
    for name, data in members.items():
        used = set(_OUR_ID.findall(data.decode())) if name.startswith('word/') and b'rIdGw' in data else set()
        if used:
            folder, _, file = name.rpartition('/')
            key = f'{folder}/_rels/{file}.rels'
            listed = ''.join(_relation(one, added.relations[one]) for one in sorted(used))
            made[key] = _inside(made.get(key, _relations('')), 'Relationships', listed)
    types = made[CONTENT_TYPES].decode()
    new = ''.join(one for one in dict.fromkeys(added.types) if not _is_listed(one, types))
    return made | {CONTENT_TYPES: _inside(made[CONTENT_TYPES], 'Types', new)}


def context_to_plain(context: Mapping[str, Any]) -> Any:
    """A context as plain JSON values, from which `context_from_plain` makes it again."""
    return _to_plain(context)


def _to_plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {key: _to_plain(item) for key, item in value.items()}
    if isinstance(value, Chart):
        sides = [value.kind, value.title, value.categories, value.series, value.width_mm, value.height_mm]
        return {'_chart': sides}
    if isinstance(value, Picture):
        return {'_picture': [base64.b64encode(value.data).decode(), value.width_mm, value.described]}
    if isinstance(value, Subdocument):
        return {'_subdocument': base64.b64encode(value.data).decode()}
    return [_to_plain(item) for item in value] if isinstance(value, (tuple, list)) else value


def context_from_plain(value: Any) -> Any:
    """What `context_to_plain` told, as values the press takes."""
    if isinstance(value, list):
        return [context_from_plain(item) for item in value]
    if not isinstance(value, dict):
        return value
    if '_chart' in value:
        kind, title, categories, series, *size = value['_chart']
        rows = tuple(
            Series(name, tuple(point and Point(*point) for point in points)) for name, points in series
        )
        return Chart(kind, title, tuple(categories), rows, *size)
    if '_picture' in value:
        data, width, described = value['_picture']
        return Picture(base64.b64decode(data), width, described)
    if '_subdocument' in value:
        return Subdocument(base64.b64decode(value['_subdocument']))
    return {key: context_from_plain(item) for key, item in value.items()}


def _chart(chart: Chart, number: int, added: Additions) -> str:
    part, book = f'word/charts/gw{number}.xml', f'word/embeddings/gw{number}.xlsx'
    added.members[part] = chart_part(chart)
    added.members[book] = chart_workbook(chart)
    link = _relation('rId1', Relation('package', f'../embeddings/gw{number}.xlsx'))
    added.members[f'word/charts/_rels/gw{number}.xml.rels'] = _relations(link)
    added.types += [_override(part, _CHART), _override(book, _BOOK)]
    added.relations[f'rIdGw{number}'] = Relation('chart', f'charts/gw{number}.xml')
    added.printed += chart_places(chart, part)
    inner = (
        f'<a:graphicData uri="{_DRAWING}chart"><c:chart xmlns:c="{_DRAWING}chart" xmlns:r="{_OFFICE}" '
        f'r:id="rIdGw{number}"/></a:graphicData>'
    )
    return _inline(number, chart.title, (chart.width_mm, chart.height_mm), inner)


def _picture(picture: Picture, number: int, added: Additions) -> str:
    from docx.image.exceptions import UnrecognizedImageError
    from docx.image.image import Image

    try:
        image = Image.from_blob(picture.data)
    except (UnrecognizedImageError, EOFError, KeyError, ValueError) as error:
        raise CannotStart(
            f"图片“{picture.described}”不是 PNG 或 JPEG，没有生成文件；请换一张图片。"
        ) from error
    height = round(picture.width_mm * image.px_height / image.px_width)
    part = f'word/media/gw{number}.{image.ext}'
    added.members[part] = picture.data
    added.types.append(_override(part, image.content_type))
    added.relations[f'rIdGw{number}'] = Relation('image', part.removeprefix('word/'))
    width_emu, height_emu = picture.width_mm * _EMU_PER_MM, height * _EMU_PER_MM
    inner = (
        f'<a:graphicData uri="{_DRAWING}picture"><pic:pic xmlns:pic="{_DRAWING}picture"><pic:nvPicPr>'
        f'<pic:cNvPr id="0" name="gw{number}"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill>'
        f'<a:blip xmlns:r="{_OFFICE}" r:embed="rIdGw{number}"/><a:stretch><a:fillRect/></a:stretch>'
        '</pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/>'
        f'<a:ext cx="{width_emu}" cy="{height_emu}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
        '</pic:spPr></pic:pic></a:graphicData>'
    )
    return _inline(number, picture.described, (picture.width_mm, height), inner)


def _inline(number: int, described: str, size_mm: tuple[int, int], inner: str) -> str:
    width, height = (side * _EMU_PER_MM for side in size_mm)
    words = Markup.escape(described)
    return (
        f'<w:drawing><wp:inline xmlns:wp="{_DRAWING}wordprocessingDrawing" distT="0" distB="0" distL="0" '
        f'distR="0"><wp:extent cx="{width}" cy="{height}"/>'
        f'<wp:docPr id="{_FIRST_DRAWING + number}" name="gw{number}" descr="{words}"/>'
        f'<wp:cNvGraphicFramePr/><a:graphic xmlns:a="{_DRAWING}main">{inner}</a:graphic></wp:inline>'
        '</w:drawing>'
    )


def _subdocument(data: bytes) -> str:
    try:
        body = etree.fromstring(unpack(data)['word/document.xml']).find(f'{{{_W}}}body')
        children = [child for child in body if child.tag != f'{{{_W}}}sectPr']
    except (zipfile.BadZipFile, KeyError, TypeError, etree.XMLSyntaxError) as error:
        raise CannotStart("要并入的文件不是完好的 .docx，没有生成文件；请用 Word 或 WPS 另存。") from error
    text = ''.join(etree.tostring(child, encoding='unicode', with_tail=False) for child in children)
    if f'"{_OFFICE}"' in text and re.search(r' \w+:(?:id|embed|link)="', text):
        raise CannotStart("要并入的文件里有图片、链接或页眉，并入会丢失，没有生成文件；请先去掉。")
    if re.search('<w:(?:footnote|endnote|comment)Reference', text):
        raise CannotStart("要并入的文件里有脚注或批注，并入会丢失，没有生成文件；请先去掉。")
    return text


def _override(part: str, kind: str) -> str:
    return f'<Override PartName="/{part}" ContentType="{kind}"/>'


def _is_listed(override: str, types: str) -> bool:
    return override.split('ContentType', 1)[0] in types


def _relation(key: str, relation: Relation) -> str:
    kind, target = relation
    return f'<Relationship Id="{key}" Type="{_OFFICE}/{kind}" Target="{target}"/>'


def _relations(listed: str) -> bytes:
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f'<Relationships xmlns="{_PACKAGE}relationships">{listed}</Relationships>'
    ).encode()


def _inside(xml: bytes, element: str, listed: str) -> bytes:
    """A list of relationships or types with more in it, at its end."""
    text = xml.decode()
    end = f'</{element}>'
    if end in text:
        return text.replace(end, listed + end).encode()
    return re.sub(f'<{element}([^>]*)/>', rf'<{element}\1>{listed}{end}', text).encode()
