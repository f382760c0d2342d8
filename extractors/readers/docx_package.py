"""A .docx container as the XML trees we read, whatever state its paperwork is in.

python-docx refuses .docm and .dotx, strict OOXML, a relationship to a part that is missing and a
part without a content type, all of which Word opens. So the parts we read are put, through the
zip guard, into a fresh container in memory, and python-docx opens that one.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple
from xml.sax.saxutils import quoteattr

from extractors.readers.docx_names import Element, W
from extractors.readers.zipguard import parse_xml, read_members
from model.errors import Damaged
from model.place import Problem, Severity, Where

_RELATIONSHIPS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
_WORD_TYPE = 'application/vnd.openxmlformats-officedocument.wordprocessingml.%s+xml'
_PART_NAMES = {
    'styles': "样式",
    'numbering': "自动编号",
    'header': "页眉",
    'footer': "页脚",
    'footnotes': "脚注",
    'endnotes': "尾注",
}
_TYPES = {
    'officeDocument': _WORD_TYPE % 'document.main',
    **{kind: _WORD_TYPE % kind for kind in _PART_NAMES},
}
_STRICT = b'http://purl.oclc.org/ooxml/'
_TRANSITIONAL = (
    (_STRICT + b'wordprocessingml/main', b'http://schemas.openxmlformats.org/wordprocessingml/2006/main'),
    (_STRICT + b'officeDocument/relationships', _RELATIONSHIPS.encode()),
    (_STRICT + b'officeDocument/math', b'http://schemas.openxmlformats.org/officeDocument/2006/math'),
    (_STRICT + b'drawingml/main', b'http://schemas.openxmlformats.org/drawingml/2006/main'),
)
_NO_TEXT = "文件里没有正文部分，可能没有保存完整；请用 Word 或 WPS 打开另存后再放入"


class Part(NamedTuple):
    """A part by the relationship the main part has to it; the main part's own id is ''."""

    id: str
    kind: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Package:
    """The trees of a document; headers and footers by relationship id, None for what is missing."""

    body: Element
    styles: Element | None
    numbering: Element | None
    footnotes: Element | None
    endnotes: Element | None
    margins: dict[str, Element]
    problems: tuple[Problem, ...]


def open_package(path: Path) -> Package:
    """The parts of a .docx as trees; a side part that cannot be parsed is told as a problem.

    Raises Damaged where there is no main part or it cannot be parsed, and what zipguard raises.
    """
    from lxml import etree

    parts = _path_to_parts(path)
    try:
        return _parts_to_package(parts, ())
    except etree.XMLSyntaxError:
        whole = [part for part in parts if part.kind == 'officeDocument' or _parses(part.data)]
        problems = tuple(_lost(part.kind) for part in parts if part not in whole)
        return _parts_to_package(whole, problems)


def _path_to_parts(path: Path) -> list[Part]:
    rels = read_members(path, lambda name: name.endswith('.rels'))
    mains = [target for _, kind, target in _targets(rels, '') if kind == 'officeDocument']
    main = mains[0] if mains else 'word/document.xml'
    sides = {target: (id_, kind) for id_, kind, target in _targets(rels, main) if id_ and kind in _PART_NAMES}
    found = read_members(path, lambda name: name == main or name in sides)
    if main not in found:
        raise Damaged(_NO_TEXT)
    sides[main] = ('', 'officeDocument')
    return [Part(*sides[name], _modern(data)) for name, data in found.items()]


def _targets(rels: dict[str, bytes], source: str) -> Iterator[tuple[str, str, str]]:
    """(id, last word of the type, member name) of a part's relationships inside the container."""
    folder, name = posixpath.split(source)
    data = rels.get(posixpath.join(folder, '_rels', f'{name}.rels'))
    for rel in () if data is None else parse_xml(data):
        if rel.get('TargetMode') != 'External' and rel.get('Target'):
            target = posixpath.normpath(posixpath.join('/', folder, rel.get('Target').replace('\\', '/')))
            yield rel.get('Id') or '', (rel.get('Type') or '').rpartition('/')[2], target.lstrip('/')


def _modern(data: bytes) -> bytes:
    """Strict OOXML says the same under other namespaces."""
    if _STRICT in data:
        for strict, transitional in _TRANSITIONAL:
            data = data.replace(strict, transitional)
    return data


def _parts_to_package(parts: list[Part], problems: tuple[Problem, ...]) -> Package:
    import docx

    document = docx.Document(_parts_to_container(parts))
    body = document.element.find(W + 'body')
    if body is None:
        raise Damaged(_NO_TEXT)
    trees = {part.id: parse_xml(part.data) for part in parts if part.kind in ('footnotes', 'endnotes')}
    for id_, relation in document.part.rels.items():
        trees.setdefault(id_, getattr(relation.target_part, 'element', None))
    kinds = {part.kind: trees.get(part.id) for part in parts}
    return Package(
        body=body,
        styles=kinds.get('styles'),
        numbering=kinds.get('numbering'),
        footnotes=kinds.get('footnotes'),
        endnotes=kinds.get('endnotes'),
        margins={part.id: trees[part.id] for part in parts if part.kind in ('header', 'footer')},
        problems=problems,
    )


def _parts_to_container(parts: list[Part]) -> io.BytesIO:
    """A minimal container of these parts, members stored without compression."""
    main = next(part for part in parts if part.kind == 'officeDocument')
    sides = [(f'part{index}.xml', part) for index, part in enumerate(parts) if part is not main]
    named = [('document.xml', main), *sides]
    members = {
        '[Content_Types].xml': _content_types(named),
        '_rels/.rels': _relationships([('word/document.xml', main._replace(id='rId1'))]),
        'word/_rels/document.xml.rels': _relationships(sides),
    }
    container = io.BytesIO()
    with zipfile.ZipFile(container, 'w') as archive:
        for name, text in members.items():
            archive.writestr(name, text)
        for name, part in named:
            archive.writestr(f'word/{name}', part.data)
    return container


def _content_types(named: list[tuple[str, Part]]) -> str:
    overrides = ''.join(
        f'<Override PartName="/word/{name}" ContentType="{_TYPES[part.kind]}"/>' for name, part in named
    )
    return (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'{overrides}</Types>'
    )


def _relationships(targets: list[tuple[str, Part]]) -> str:
    rels = ''.join(
        f'<Relationship Id={quoteattr(part.id)} Type="{_RELATIONSHIPS}/{part.kind}" Target="{name}"/>'
        for name, part in targets
    )
    return f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{rels}</Relationships>'


def _parses(data: bytes) -> bool:
    from lxml import etree

    try:
        parse_xml(data)
    except etree.XMLSyntaxError:
        return False
    return True


def _lost(kind: str) -> Problem:
    return Problem(
        'part_unreadable',
        Severity.REVIEW,
        f"文件的{_PART_NAMES[kind]}部分已损坏，没有读出，正文不受影响；请用 Word 或 WPS 打开另存后再放入",
        Where(part=kind.removesuffix('s') if kind in ('footnotes', 'endnotes') else kind),
    )
