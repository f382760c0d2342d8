"""A .docx container as the XML trees we read, whatever state its paperwork is in.

python-docx refuses .docm and .dotx, strict OOXML, a relationship to a part that is missing and a
part without a content type, all of which Word opens; and our walk asks it for nothing. So the parts
are parsed here, each by itself, behind the zip guard.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from pathlib import Path

from extractors.readers.docx.names import Element, W
from extractors.readers.docx.relations import Relation, open_relations, packed_name, relation_problems
from extractors.readers.zipguard import parse_xml, read_members
from model.errors import Damaged
from model.place import Problem, Severity, Where

_RELATIONSHIPS = b'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
_PART_NAMES = {
    'styles': "样式",
    'numbering': "自动编号",
    'header': "页眉",
    'footer': "页脚",
    'footnotes': "脚注",
    'endnotes': "尾注",
    'comments': "批注",
    'chart': "统计图",
    'diagramData': "智能图形",
}
_STRICT = b'http://purl.oclc.org/ooxml/'
_TRANSITIONAL = (
    (_STRICT + b'wordprocessingml/main', b'http://schemas.openxmlformats.org/wordprocessingml/2006/main'),
    (_STRICT + b'officeDocument/relationships', _RELATIONSHIPS),
    (_STRICT + b'officeDocument/math', b'http://schemas.openxmlformats.org/officeDocument/2006/math'),
    (_STRICT + b'drawingml/main', b'http://schemas.openxmlformats.org/drawingml/2006/main'),
    (_STRICT + b'drawingml/chart', b'http://schemas.openxmlformats.org/drawingml/2006/chart'),
    (_STRICT + b'drawingml/diagram', b'http://schemas.openxmlformats.org/drawingml/2006/diagram'),
)
NO_TEXT = "文件里没有正文部分，可能没有保存完整；请用 Word 或 WPS 打开另存后再放入"


@dataclass(frozen=True, slots=True)
class Package:
    """The trees of a document; None for what is missing.

    margins (headers and footers), drawings (charts and diagrams) and attachments (the names of
    embedded files) are by the id of the main part's relationship.
    """

    body: Element
    styles: Element | None
    numbering: Element | None
    footnotes: Element | None
    endnotes: Element | None
    margins: dict[str, Element]
    problems: tuple[Problem, ...]
    comments: Element | None = None
    drawings: dict[str, Element] = field(default_factory=dict)
    attachments: dict[str, str] = field(default_factory=dict)


def open_package(path: Path) -> Package:
    """The parts of a .docx as trees; a side part that cannot be parsed is told as a problem.

    Raises Damaged where there is no main part or it cannot be parsed, and what zipguard raises.
    """
    rels = read_members(path, lambda name: name.endswith('.rels'))
    return members_to_package(rels, lambda names: read_members(path, names.__contains__))


def members_to_package(
    rels: dict[str, bytes], load: Callable[[Collection[str]], dict[str, bytes]]
) -> Package:
    """A package from its .rels members and a way to load others by name; raises as open_package."""
    relations = open_relations(rels)
    mains = [each.target for each in relations if not each.source and each.kind == 'officeDocument']
    main = mains[0] if mains else 'word/document.xml'
    own = [each for each in relations if each.source == main and not each.external]
    sides = [each for each in own if each.kind in _PART_NAMES]
    found = load({main, *(each.target for each in sides)})
    body = parse_xml(_modern(found[main])).find(W + 'body') if main in found else None
    if body is None:
        raise Damaged(NO_TEXT)
    trees: dict[str, Element | None] = {
        each.target: _parsed(found[each.target]) for each in sides if each.target in found
    }
    by_id = {each.id: tree for each in sides if (tree := trees.get(each.target)) is not None}
    kinds = {each.kind: tree for each in sides if (tree := trees.get(each.target)) is not None}
    lost = [_lost(each.kind) for each in sides if trees.get(each.target, body) is None]
    return Package(
        body=body,
        styles=kinds.get('styles'),
        numbering=kinds.get('numbering'),
        footnotes=kinds.get('footnotes'),
        endnotes=kinds.get('endnotes'),
        margins=_of_kinds(by_id, sides, 'header', 'footer'),
        problems=(*lost, *relation_problems(relations)),
        comments=kinds.get('comments'),
        drawings=_of_kinds(by_id, sides, 'chart', 'diagramData'),
        attachments=_attachments(own, load),
    )


def _modern(data: bytes) -> bytes:
    """Strict OOXML says the same under other namespaces."""
    if _STRICT in data:
        for strict, transitional in _TRANSITIONAL:
            data = data.replace(strict, transitional)
    return data


def _parsed(data: bytes) -> Element | None:
    from lxml import etree

    try:
        return parse_xml(_modern(data))
    except etree.XMLSyntaxError:
        return None


def _of_kinds(by_id: dict[str, Element], sides: list[Relation], *kinds: str) -> dict[str, Element]:
    return {each.id: by_id[each.id] for each in sides if each.kind in kinds and each.id in by_id}


def _attachments(
    relations: list[Relation], load: Callable[[Collection[str]], dict[str, bytes]]
) -> dict[str, str]:
    """The names of embedded files: their own where the object tells it, else their part's."""
    embedded = {each.id: each.target for each in relations if each.kind in ('oleObject', 'package')}
    objects = load([name for name in embedded.values() if name.endswith('.bin')]) if embedded else {}
    return {
        id_: packed_name(objects.get(target, b'')) or target.rpartition('/')[2]
        for id_, target in embedded.items()
    }


def _lost(kind: str) -> Problem:
    return Problem(
        'part_unreadable',
        Severity.REVIEW,
        f"文件的{_PART_NAMES[kind]}部分已损坏，没有读出，正文不受影响；请用 Word 或 WPS 打开另存后再放入",
        Where(part=kind.removesuffix('s') if kind in ('footnotes', 'endnotes', 'comments') else kind),
    )
