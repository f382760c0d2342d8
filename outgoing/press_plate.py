"""A template taken apart once: the parts with tags compiled, all others deflated as they stay."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import docxtpl
import jinja2
from docx.opc.exceptions import PackageNotFoundError
from jinja2.exceptions import SecurityError
from lxml import etree

from model.errors import BadTemplate
from model.place import Problem
from outgoing.pack_zip import CONTENT_TYPES, CORE, Ready, deflate, ready, settled, unpack
from outgoing.press_language import Compiled, TooMuch, compile_part
from outgoing.press_tags import expression_faults, problem, tag_faults

_FOOTNOTES = 'application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml'
DOCUMENT = 'word/document.xml'
_MOST_BYTES = 64 * 2**20  # of a template unpacked: no office's is a tenth of it
_DECLARATION = "<?xml version='1.0' encoding='UTF-8' standalone='yes'?>\n"
_HAN = re.compile('[\u4e00-\u9fff]')
_TAG = re.compile(r'\{[{%#]')
_COLUMN_TAGS = re.compile(r'(?:</w:tc>|</w:trPr>|</w:tblPrEx>|<w:tr(?: [^>]*)?>)\s*\{[%{]|gridSpan w:val="\{')
_PART = re.compile(r'word/(document|header|footer|footnotes)\d*\.xml')
_REMOTE = re.compile(r'(?i)(?:https?|ftp):|\\\\')
_DDE = re.compile(rb'\bDDE(?:AUTO)?\b')
_INSTRUCTIONS = re.compile(rb'<w:instrText[^>]*>([^<]*)|w:instr="([^"]*)"')
_PARTS = {'document': 'body', 'header': 'header', 'footer': 'footer', 'footnotes': 'footnote'}
_UNDEFINED = (
    re.compile(r"^'([^']*)' is undefined"),
    re.compile(r"has no (?:attribute|element) '?([^']*)'?$"),
)


@dataclass(frozen=True, slots=True)
class Part:
    """A part with tags; rebuilt where docxtpl would mend its tables or drawing ids."""

    head: str
    body: Compiled
    tail: str
    rebuilt: bool = False


@dataclass(frozen=True, slots=True)
class Plate:
    """A compiled template: tags it uses, parts with tags, all members in the order they are written.

    kept are the members without tags by name, sources what jinja2 was given of the others.
    """

    docx: docxtpl.DocxTemplate
    tags: frozenset[str]
    parts: dict[str, Part]
    members: tuple[tuple[str, Ready | None], ...]
    kept: dict[str, bytes]
    sources: dict[str, str]


def template_faults(name: str, data: bytes) -> tuple[Problem, ...]:
    """Every faulty tag of a template, part by part; BadTemplate for a file that is no sound .docx."""
    members = _members(name, data)
    found: list[Problem] = []
    for key in sorted(members):
        kind = _PART.fullmatch(key)
        if kind and (b'{' in members[key] or b'}' in members[key] or '｛'.encode() in members[key]):
            found += tag_faults(etree.fromstring(members[key]), _PARTS[kind[1]])
        elif key == CORE:
            words = re.sub('<[^>]*>', ' ', members[key].decode())
            for tag in re.findall(r'\{\{[^{}]*\}\}', words):
                said = expression_faults(tag[2:-2], tag)
                found += (problem(one, 'core', 1, tag) for one in said)
    return tuple(found)


def _members(name: str, data: bytes) -> dict[str, bytes]:
    """The members of a template, settled; BadTemplate for what is no .docx, too large, or not well-formed."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            size = sum(info.file_size for info in package.infolist())
        members = {} if size > _MOST_BYTES else unpack(data)
        sound = bool(members)
        for key, member in members.items():
            if key.endswith(('.xml', '.rels')) and (
                b'<!DOCTYPE' in member or etree.fromstring(member).getroottree().docinfo.doctype
            ):
                sound = False
                break
        _refuse_dangerous(name, members)
        if not sound:
            raise _no_document(name)
        return {key: settled(key, members[key]) for key in {DOCUMENT: 0, **members}}
    except (zipfile.BadZipFile, KeyError, ValueError, NotImplementedError, RuntimeError, OSError, EOFError,
            zlib.error, etree.XMLSyntaxError) as error:  # fmt: skip
        raise _no_document(name) from error


def _refuse_dangerous(name: str, members: Mapping[str, bytes]) -> None:
    """BadTemplate for what every paper printed with it would carry: macros, calls to a network, DDE."""
    for key, member in members.items():
        if key.startswith('/') or '..' in key.split('/'):
            raise _told(name, f"里有不该有的文件“{key}”")
        if key.endswith('vbaProject.bin'):
            raise _told(name, "带有宏，请另存为不带宏的 .docx")
        if key.endswith('.rels'):
            for link in etree.fromstring(member):
                target, kind = link.get('Target', ''), link.get('Type', '')
                if _REMOTE.match(target) and not kind.endswith('/hyperlink'):
                    raise _told(name, f"引用了外面的文件“{target[:60]}”，打开公文时会去联网")
        elif _PART.fullmatch(key) and any(
            _DDE.search(b''.join(found)) for found in _INSTRUCTIONS.findall(member)
        ):
            raise _told(name, "带有 DDE 域，打开公文时会去运行别的程序")


def _no_document(name: str) -> BadTemplate:
    return BadTemplate(f"模板“{name}”不是完好的 .docx 文件，无法生成文件；请用 Word 或 WPS 另存为 .docx。")


@lru_cache(maxsize=32)
def compiled(name: str, data: bytes) -> Plate:
    """A template's plate, kept for the next time; BadTemplate for one that cannot be used."""
    members = _members(name, data)
    found = template_faults(name, data)
    if found:
        more = f"（共{len(found)}处有错，可运行 shoufa template check 全部列出）" if len(found) > 1 else ''
        raise _told(name, found[0].message + more)
    docx = docxtpl.DocxTemplate(io.BytesIO(data))
    try:
        docx.init_docx()
        sources = dict(_sources(docx, members))
    except (KeyError, ValueError, PackageNotFoundError, etree.XMLSyntaxError, AttributeError) as error:
        raise _no_document(name) from error
    parts: dict[str, Part] = {}
    for key, (head, source, tail) in sources.items():
        rebuilt = key == DOCUMENT and _needs_mending(docx, source)
        try:
            parts[key] = Part(head, compile_part(_with_literals(source)), tail, rebuilt)
        except (jinja2.TemplateError, SecurityError) as error:
            raise fault(name, error) from error
    kept = tuple(
        (key, None if key in parts else ready(key, deflate(members[key]))) for key in in_order(members)
    )
    tags = frozenset().union(*(part.body.tags for part in parts.values()))
    rest = {key: members[key] for key in members if key not in parts}
    return Plate(docx, tags, parts, kept, rest, {key: source for key, (_, source, _) in sources.items()})


def _with_literals(source: str) -> str:
    """Braces as docxtpl wants them written, {_{, as a tag that prints them: values that hold them stay."""
    for coded, plain in (('{_{', '{{'), ('}_}', '}}'), ('{_%', '{%'), ('%_}', '%}')):
        source = source.replace(coded, f"{{{{ '{plain}' }}}}")
    return source


def in_order(members: Mapping[str, bytes]) -> list[str]:
    """The names of members as a package lists them: [Content_Types].xml, then the rest by name."""
    return sorted(members, key=lambda key: (key != CONTENT_TYPES, key))


def _sources(
    docx: docxtpl.DocxTemplate, members: Mapping[str, bytes]
) -> Iterator[tuple[str, tuple[str, str, str]]]:
    """The parts with tags as (member name, (text before, jinja source, text after))."""
    whole = etree.tostring(docx.docx._element, encoding='unicode')  # noqa: SLF001  # docxtpl keeps it so
    start, end = whole.index('<w:body'), whole.rindex('</w:body>') + len('</w:body>')
    yield DOCUMENT, (_DECLARATION + whole[:start], docx.patch_xml(docx.get_xml()), whole[end:])
    for uri in (docx.HEADER_URI, docx.FOOTER_URI):
        for _, part in docx.get_headers_footers(uri):
            source = docx.patch_xml(docx.get_part_xml(part))
            if _TAG.search(source):
                yield str(part.partname).lstrip('/'), (_DECLARATION, source, '')
    for part in docx.docx.part.package.parts:
        if part.content_type == _FOOTNOTES and _TAG.search(part.blob.decode()):
            yield str(part.partname).lstrip('/'), ('', docx.patch_xml(part.blob.decode()), '')
    core = members.get(CORE, b'').decode()
    if _TAG.search(core):
        yield CORE, ('', core, '')


def fault(name: str, error: Exception) -> BadTemplate:
    """What is wrong with a template, in words for the person who edited it."""
    own = f"：{error}" if _HAN.search(str(error)) else ''
    if isinstance(error, (SecurityError, TooMuch)):
        said = f"有不允许的写法{own}"
    else:
        found = (pattern.search(str(error)) for pattern in _UNDEFINED)
        asked = next((match[1] for match in found if match), None)
        said = f"有写错的标记{own}"
        if asked:
            said = f"要的第{asked}项没有" if asked.isdecimal() else f"标记 {asked} 没有内容可填"
    return _told(name, said)


def _told(name: str, said: str) -> BadTemplate:
    return BadTemplate(f"模板“{name}”{said}，没有生成文件；请改正这一标记，或从模板原件恢复。")


def _needs_mending(docx: docxtpl.DocxTemplate, source: str) -> bool:
    """Whether docxtpl would renumber drawings or change a table's grid after rendering."""
    if '<wp:docPr' in source or _COLUMN_TAGS.search(source):
        return True
    body = docx.docx.element.body
    return any(not _fits_grid(table) for table in body.iter(f'{{{body.nsmap["w"]}}}tbl'))


def _fits_grid(table: Any) -> bool:
    """Every row that will be printed fills the table's columns, so nothing is left to mend."""
    columns = int(table.xpath('count(w:tblGrid/w:gridCol)'))
    for row in table.xpath('.//w:tr'):
        if '{%' in ''.join(row.itertext()).replace('{%p', '').replace('{%r', ''):
            continue
        spans = sum(int(span) - 1 for span in row.xpath('w:tc/w:tcPr/w:gridSpan/@w:val'))
        if len(row.xpath('w:tc')) + spans != columns:
            return False
    return True
