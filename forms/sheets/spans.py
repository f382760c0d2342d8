"""XML parts by their bytes: where each element stands, so that one can be changed and all else stay."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple
from xml.parsers import expat

from model.errors import Damaged, TooLarge

MAX_NODES = 3_000_000
_MAX_DEPTH = 100
_TAG_END = re.compile(rb'<(?:[^>"\']|"[^"]*"|\'[^\']*\')*>')
_DECLARED = re.compile(rb'(<\?xml[^>]{0,100}?encoding\s*=\s*["\'])([\w.-]+)')
_BROKEN = "工作簿内部有错，读不了；请用 Excel 或 WPS 打开，另存为 .xlsx 再放入"


@dataclass(slots=True)
class Node:
    """An element: data[start:inner] is its start tag, data[inner:stop] what it holds, data[stop:end] its end.

    tag is the name without prefix; attributes keep theirs; text is the character data directly in it.
    """

    tag: str
    prefix: str
    attributes: dict[str, str]
    start: int
    inner: int
    stop: int = 0
    end: int = 0
    text: str = ''
    children: list[Node] = field(default_factory=list)

    def child(self, tag: str) -> Node | None:
        """The first child of this name."""
        return next((each for each in self.children if each.tag == tag), None)

    def all(self, tag: str) -> Iterator[Node]:
        """Every child of this name."""
        return (each for each in self.children if each.tag == tag)

    def walk(self) -> Iterator[Node]:
        """The element and all below it, in document order."""
        stack = [self]
        while stack:
            node = stack.pop()
            yield node
            stack.extend(reversed(node.children))

    def attribute(self, name: str) -> str | None:
        """An attribute by its name without prefix."""
        return next((value for key, value in self.attributes.items() if key.rpartition(':')[2] == name), None)

    def is_true(self, name: str, *, default: bool = False) -> bool:
        """A boolean attribute (ECMA-376-1 22.9.2.7)."""
        value = self.attributes.get(name)
        return default if value is None else value in ('1', 'true', 'on')


class Edit(NamedTuple):
    """data[start:end] becomes these bytes."""

    start: int
    end: int
    new: bytes


def to_utf8(part: bytes) -> bytes:
    """The part in UTF-8: what is there already stays as it is."""
    if part[:2] in (b'\xff\xfe', b'\xfe\xff'):
        part = part.decode('utf-16').encode()
    declared = _DECLARED.match(part)
    if declared is None or declared[2].lower().replace(b'-', b'') in (b'utf8', b'usascii'):
        return part
    if declared[2].lower().startswith(b'utf-16') or declared[2].lower().startswith(b'utf16'):
        text = part.decode()
    else:
        try:
            text = part.decode(declared[2].decode())
        except (LookupError, UnicodeDecodeError) as fault:
            raise Damaged(_BROKEN) from fault
    return _DECLARED.sub(rb'\1UTF-8', text.encode(), count=1)


def part_to_tree(part: bytes) -> Node:
    """A part in UTF-8 as its root element.

    Raises Damaged for what is no XML or declares a document type, TooLarge over MAX_NODES elements.
    """
    builder = _Builder(part)
    parser = expat.ParserCreate()
    builder.parser = parser
    parser.buffer_text = True
    parser.StartElementHandler = builder.begin
    parser.EndElementHandler = builder.finish
    parser.CharacterDataHandler = builder.take_text
    parser.StartDoctypeDeclHandler = builder.refuse
    try:
        parser.Parse(part, True)
    except (expat.ExpatError, ValueError, LookupError) as fault:
        raise Damaged(_BROKEN) from fault
    return builder.root


@dataclass(slots=True)
class _Builder:
    part: bytes
    parser: expat.XMLParserType = field(default_factory=expat.ParserCreate)
    root: Node = field(default_factory=lambda: Node('', '', {}, 0, 0))
    open: list[Node] = field(default_factory=list)
    count: int = 0

    def begin(self, name: str, attributes: dict[str, str]) -> None:
        start = self.parser.CurrentByteIndex
        end = _TAG_END.match(self.part, start)
        self.count += 1
        if end is None or len(self.open) > _MAX_DEPTH:
            raise Damaged(_BROKEN)
        if self.count > MAX_NODES:
            raise TooLarge("工作表里的单元格过多（多是只有格式的空格）；请删去多余的空行空列，或拆成几个文件")
        prefix, _, tag = name.rpartition(':')
        node = Node(tag, prefix, attributes, start, end.end())
        if self.open:
            self.open[-1].children.append(node)
        else:
            self.root = node
        self.open.append(node)

    def finish(self, _: str) -> None:
        node = self.open.pop()
        if self.part[node.inner - 2 : node.inner] == b'/>':
            node.stop = node.end = node.inner
            return
        node.stop = self.parser.CurrentByteIndex
        node.end = self.part.index(b'>', node.stop) + 1

    def take_text(self, text: str) -> None:
        if self.open:
            self.open[-1].text += text

    def refuse(self, *_: object) -> None:
        raise Damaged("文件内部夹带了实体声明，正常的办公软件不会这样写，已停止处理；请与来文单位核实")


def splice(part: bytes, edits: Iterable[Edit]) -> bytes:
    """The part with its edits done; of two at one place the first given comes first.

    Edits must not overlap.
    """
    pieces: list[bytes] = []
    at = 0
    for start, end, new in sorted(edits, key=lambda edit: edit.start):
        assert start >= at
        pieces += part[at:start], new
        at = end
    return b''.join((*pieces, part[at:]))


def set_attribute(part: bytes, node: Node, name: str, value: str) -> Edit:
    """An attribute's new value; a new attribute is put behind the element's name."""
    tag = part[node.start : node.inner]
    found = re.search(rb'\s' + re.escape(name.encode()) + rb'\s*=\s*("[^"]*"|\'[^\']*\')', tag)
    quoted = b'"' + escape(value, quote=True) + b'"'
    if found:
        return Edit(node.start + found.start(1), node.start + found.end(1), quoted)
    at = node.start + 1 + len(f'{node.prefix}:{node.tag}' if node.prefix else node.tag)
    return Edit(at, at, b' ' + name.encode() + b'=' + quoted)


def set_text(part: bytes, node: Node, text: str) -> Edit:
    """The element's content as this text."""
    if node.stop == node.inner and node.end == node.inner:
        tag = part[node.start : node.inner].rstrip(b'/>').rstrip()
        name = f'{node.prefix}:{node.tag}' if node.prefix else node.tag
        return Edit(node.start, node.end, tag + b'>' + escape(text) + b'</' + name.encode() + b'>')
    return Edit(node.inner, node.stop, escape(text))


def escape(text: str, *, quote: bool = False) -> bytes:
    """Text as XML has it."""
    text = text.replace('&', '&amp;').replace('<', '&lt;').replace('>', '&gt;')
    return (text.replace('"', '&quot;') if quote else text).encode()
