"""Elements of an XML part by their bytes, so that what is edited is exchanged and nothing else is touched."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple
from xml.parsers import expat

from lxml import etree

from model.errors import Damaged

Element = Any
"""An lxml element; lxml ships no types."""

_STRICT = 'http://purl.oclc.org/ooxml/'
_TRANSITIONAL = (
    ('wordprocessingml/main', 'http://schemas.openxmlformats.org/wordprocessingml/2006/main'),
    (
        'officeDocument/relationships',
        'http://schemas.openxmlformats.org/officeDocument/2006/relationships',
    ),
)
_START_TAG = re.compile(rb'''<[^\s/>]+(?:\s+[^\s=>]+\s*=\s*(?:"[^"]*"|'[^']*'))*\s*(/?)>''')
_ENCODING = re.compile(rb'<\?xml[^>]{0,100}?encoding\s*=\s*["\']([A-Za-z0-9._-]+)')
_BROKEN = "文件内部结构已损坏，填不进去；请用 Word 或 WPS 打开另存后再试"


class Part(NamedTuple):
    """A part's bytes, its tree, its elements in order as they were, and where each begins and ends."""

    data: bytes
    root: Element
    elements: tuple[Element, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]


def open_part(data: bytes) -> Part:
    """An XML part (UTF-8; another encoding is made UTF-8 first). Raises Damaged.

    Strict OOXML is read under its transitional names; the bytes keep their own.
    """
    told = _ENCODING.match(data.removeprefix(b'\xef\xbb\xbf'))
    wide = data.startswith((b'\xff\xfe', b'\xfe\xff'))
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    try:
        if b'<!DOCTYPE' in data:
            raise Damaged(_BROKEN)
        if wide or (told and told[1].lower() not in (b'utf-8', b'us-ascii')):
            data = etree.tostring(etree.fromstring(data, parser), encoding='UTF-8', standalone=True)
        root = etree.fromstring(_modern(data), parser)
        starts, ends = _places(data)
    except (etree.XMLSyntaxError, expat.ExpatError) as broken:
        raise Damaged(_BROKEN) from broken
    return Part(data, root, tuple(root.iter(etree.Element)), tuple(starts), tuple(ends))


def _modern(data: bytes) -> bytes:
    if _STRICT.encode() in data:
        for strict, name in _TRANSITIONAL:
            data = data.replace((_STRICT + strict).encode(), name.encode())
    return data


def _places(data: bytes) -> tuple[list[int], list[int]]:
    """Where each element begins and ends, in order of their start tags."""
    parser = expat.ParserCreate()
    starts: list[int] = []
    ends: list[int] = []
    open_: list[int] = []

    def start(_name: str, _attributes: Mapping[str, str]) -> None:
        open_.append(len(starts))
        starts.append(parser.CurrentByteIndex)
        ends.append(0)

    def end(_name: str) -> None:
        ends[open_.pop()] = parser.CurrentByteIndex

    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.Parse(data, True)  # expat takes no keywords
    return starts, ends


def _span(part: Part, index: int) -> tuple[int, int]:
    start = part.starts[index]
    tag = _START_TAG.match(part.data, start)
    if tag is None:
        raise Damaged(_BROKEN)
    if tag[1]:
        return start, tag.end()
    return start, part.data.index(b'>', part.ends[index]) + 1


def spliced(part: Part, changed: Sequence[Element], added: Mapping[Element, Sequence[Element]]) -> bytes:
    """The part's bytes with these elements written anew, and those added behind others put in.

    changed elements stood in the part when it was opened; one inside another changed one goes with it.
    """
    numbers = {element: index for index, element in enumerate(part.elements)}
    outer = set(changed)
    edits: list[tuple[int, int, bytes]] = [
        (*_span(part, numbers[element]), written(element))
        for element in dict.fromkeys(changed)
        if not any(parent in outer for parent in element.iterancestors())
    ]
    for element, rows in added.items():
        end = _span(part, numbers[element])[1]
        edits.append((end, end, b''.join(map(written, rows))))
    out, last = [], 0
    for start, end, content in sorted(edits):
        out += [part.data[last:start], content]
        last = end
    return b''.join([*out, part.data[last:]])


def written(element: Element) -> bytes:
    """An element as UTF-8 without the declarations of names that stand above it."""
    text: str = etree.tostring(element, encoding='unicode', with_tail=False)
    tag, mark, rest = text.partition('>')
    parent = element.getparent()
    for prefix, uri in ({} if parent is None else parent.nsmap).items():
        tag = tag.replace(f' xmlns{":" + prefix if prefix else ""}="{uri}"', '', 1)
    return (tag + mark + rest).encode()
