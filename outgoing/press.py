"""The press: a .docx template with tags and the values for them become a finished .docx.

docxtpl compiles a template once; afterwards only the parts that hold tags are rendered and
deflated, all others are kept as they were packed (0.2 ms a letter against 25). Templates come
from people: there is one environment, sandboxed, escaping, and strict about what is missing.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import docxtpl
import jinja2
import jinja2.meta
from docx.opc.exceptions import PackageNotFoundError
from jinja2.exceptions import SecurityError
from jinja2.sandbox import SandboxedEnvironment
from lxml import etree

from model.errors import BadTemplate, CannotStart
from outgoing.pack_zip import CONTENT_TYPES, CORE, Deflated, deflate, settled, unpack, write

OPTIONAL_TAGS = frozenset(
    (
        'attachment', 'attachment_lines', 'cc', 'contact', 'note', 'print_date', 'printed_by',
        'rows', 'title', 'total', 'unit_word',
    )
)  # fmt: skip
"""Tags an office may take out of its template; any other that is missing would lose what the paper says."""

_FOOTNOTES = 'application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml'
_DOCUMENT = 'word/document.xml'
_QUICK = 3  # deflates in half the time of 6, into 5 % more bytes
_DECLARATION = "<?xml version='1.0' encoding='UTF-8' standalone='yes'?>\n"
_TAG = re.compile(r'\{[{%#]')
_NEVER_IN_XML = re.compile('[\x00-\x08\x0b-\x1f\ufffe\uffff\ud800-\udfff]')
_COLUMN_TAGS = re.compile(r'(?:</w:tc>|</w:trPr>|</w:tblPrEx>|<w:tr(?: [^>]*)?>)\s*\{[%{]|gridSpan w:val="\{')
_FAULTS = tuple(
    (re.compile(pattern), message)
    for pattern, message in (
        (r"No filter named '([^']*)'", "用了不认识的过滤器 {}"),
        (r"^'([^']*)' is undefined", "标记 {} 没有内容可填"),
        (r"has no (?:attribute|element) '?([^']*)'?$", "标记 {} 没有内容可填"),
        (r"unknown tag '([^']*)'", "有不认识或多余的标记 {}"),
        (r"needs to be closed is '([^']*)'", "标记 {0} 没有收尾（缺 end{0}）"),
    )
)


def _printable(value: object) -> object:
    """What a tag may print: text and whole numbers; a group of values or True would be gibberish."""
    if isinstance(value, jinja2.Undefined):
        return str(value)
    if isinstance(value, bool) or not isinstance(value, (str, int)):
        raise TypeError(f"标记印出的不是文字或整数（{type(value).__name__}）")
    return value


ENVIRONMENT = SandboxedEnvironment(autoescape=True, undefined=jinja2.StrictUndefined, finalize=_printable)
"""The one environment of every template; docxtpl, given this one, prints the same."""


@dataclass(frozen=True, slots=True)
class _Part:
    """A part with tags; rebuilt where docxtpl would mend its tables or drawing ids."""

    head: str
    body: jinja2.Template
    tail: str
    rebuilt: bool = False


@dataclass(frozen=True, slots=True)
class _Plate:
    """A compiled template: tags it uses, parts with tags, and all members in the order they are written."""

    docx: docxtpl.DocxTemplate
    tags: frozenset[str]
    parts: dict[str, _Part]
    members: tuple[tuple[str, Deflated | None], ...]


class Press:
    """One template, compiled once and printed as often as wanted.

    BadTemplate for a file that is no .docx, a faulty tag, a tag nothing fills, or a tag the
    paper needs and the template lost; the message names the template and the tag.
    """

    __slots__ = ('_plate', 'name')

    def __init__(self, template: Path) -> None:
        self.name = template.name
        try:
            data = template.read_bytes()
        except OSError as error:
            raise BadTemplate(f"打不开模板“{template}”，无法生成文件；请从模板原件恢复。") from error
        self._plate = _compiled(template.name, data)

    @property
    def tags(self) -> frozenset[str]:
        """The names of the values this template asks for."""
        return self._plate.tags

    def print_document(self, context: Mapping[str, Any]) -> bytes:
        """A finished .docx, the same bytes for the same template and context.

        context holds texts, whole numbers, and sequences and mappings of them. An empty text or
        a missing value is refused (CannotStart): a figure is never printed as nothing.
        """
        lost = context.keys() - self._plate.tags - OPTIONAL_TAGS
        if lost:
            raise BadTemplate(
                f"模板“{self.name}”里没有标记 {'、'.join(sorted(lost))}，生成的文件会缺这些内容；"
                "请从模板原件里把标记补回。"
            )
        values = {key: _clean(value, key, self.name) for key, value in context.items()}
        return write(
            (name, deflate(self._rendered(name, values), _QUICK) if member is None else member)
            for name, member in self._plate.members
        )

    def _rendered(self, name: str, values: dict[str, Any]) -> bytes:
        part = self._plate.parts[name]
        try:
            text = part.body.render(values)
        except (jinja2.TemplateError, TypeError, ValueError, ArithmeticError, LookupError) as error:
            raise _fault(self.name, error) from error
        if '{_' in text or '_}' in text:  # docxtpl's way to write a literal brace pair in a template
            for coded, plain in (('{_{', '{{'), ('}_}', '}}'), ('{_%', '{%'), ('%_}', '%}')):
                text = text.replace(coded, plain)
        if '\n' in text or '\t' in text:
            text = _with_breaks(self._plate.docx, text)
        if part.rebuilt:
            text = _rebuilt(self._plate.docx, text, self.name)
        return (part.head + text + part.tail).encode()


def print_document(template: Path, context: Mapping[str, Any]) -> bytes:
    """A finished .docx from a template file; the template is compiled again only when its bytes change."""
    return Press(template).print_document(context)


@lru_cache(maxsize=32)
def _compiled(name: str, data: bytes) -> _Plate:
    docx = docxtpl.DocxTemplate(io.BytesIO(data))
    try:
        members = {key: settled(key, member) for key, member in unpack(data).items()}
        docx.init_docx()
        sources = dict(_sources(docx, members))
    except (
        zipfile.BadZipFile, KeyError, ValueError, PackageNotFoundError, etree.XMLSyntaxError, AttributeError,
    ) as error:  # fmt: skip
        raise BadTemplate(
            f"模板“{name}”不是完好的 .docx 文件，无法生成文件；请用 Word 或 WPS 另存为 .docx。"
        ) from error
    parts: dict[str, _Part] = {}
    tags: set[str] = set()
    for key, (head, source, tail) in sources.items():
        tags |= _tags(source, name)
        rebuilt = key == _DOCUMENT and _needs_mending(docx, source)
        parts[key] = _Part(head, ENVIRONMENT.from_string(source), tail, rebuilt)
    order = sorted(members, key=lambda key: (key != CONTENT_TYPES, key))
    kept = tuple((key, None if key in parts else deflate(members[key])) for key in order)
    return _Plate(docx, frozenset(tags), parts, kept)


def _sources(
    docx: docxtpl.DocxTemplate, members: Mapping[str, bytes]
) -> Iterator[tuple[str, tuple[str, str, str]]]:
    """The parts with tags as (member name, (text before, jinja source, text after))."""
    whole = etree.tostring(docx.docx._element, encoding='unicode')  # noqa: SLF001  # docxtpl keeps it so
    start, end = whole.index('<w:body'), whole.rindex('</w:body>') + len('</w:body>')
    yield _DOCUMENT, (_DECLARATION + whole[:start], docx.patch_xml(docx.get_xml()), whole[end:])
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


def _tags(source: str, name: str) -> set[str]:
    try:
        ENVIRONMENT.from_string(source)
        return set(jinja2.meta.find_undeclared_variables(ENVIRONMENT.parse(source)))
    except jinja2.TemplateSyntaxError as error:
        raise _fault(name, error, _near(source)) from error


def _near(source: str) -> str:
    """The words of the paragraph that holds the faulty tag; '' where it cannot be told."""
    lines = re.sub(r'<w:p([ >])', r'\n<w:p\1', source)
    try:
        ENVIRONMENT.from_string(lines)
    except jinja2.TemplateSyntaxError as error:
        words = re.sub(r'<[^>]+>', '', lines.splitlines()[error.lineno - 1])
        return f"（“{words[:30]}”附近）" if words.strip() else ''
    return ''


def _fault(name: str, error: Exception, near: str = '') -> BadTemplate:
    """What is wrong with a template, in words for the person who edited it."""
    if isinstance(error, SecurityError):
        said = "有不允许的写法"
    else:
        found = ((pattern.search(str(error)), message) for pattern, message in _FAULTS)
        said = next((words.format(match[1]) for match, words in found if match), f"有写错的标记：{error}")
    return BadTemplate(f"模板“{name}”{near}{said}，没有生成文件；请改正这一标记，或从模板原件恢复。")


def _clean(value: object, path: str, template: str) -> Any:
    """A value without characters XML forbids; CannotStart where there is nothing to print."""
    if isinstance(value, str):
        text = _NEVER_IN_XML.sub('', value)
        if text.strip():
            return text
    elif isinstance(value, int):
        return value
    elif isinstance(value, Mapping):
        return {key: _clean(item, f'{path}.{key}', template) for key, item in value.items()}
    elif isinstance(value, (tuple, list)):
        return [_clean(item, path, template) for item in value]
    raise CannotStart(f"按模板“{template}”没有生成文件：{path} 没有可印的内容；请先补全这一项，再生成。")


def _with_breaks(docx: docxtpl.DocxTemplate, text: str) -> str:
    """Newlines and tabs of values as w:br and w:tab, in the paragraphs that have any.

    docxtpl's own pass over the whole text would cost as much as the rest of a letter.
    """
    if '<w:txbxContent' in text:  # paragraphs inside paragraphs
        return str(docx.resolve_listing(text))
    end = '</w:p>'
    return end.join(
        docx.resolve_listing(piece + end).removesuffix(end) if '\n' in piece or '\t' in piece else piece
        for piece in text.split(end)
    )


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


def _rebuilt(docx: docxtpl.DocxTemplate, text: str, name: str) -> str:
    """The body as docxtpl leaves it: table grids mended, drawings numbered from 1001."""
    try:
        etree.fromstring(text)
    except etree.XMLSyntaxError as error:
        raise BadTemplate(
            f"模板“{name}”的标记放错了位置（应整段、整行成对），没有生成文件；请从模板原件恢复。"
        ) from error
    tree = docx.fix_tables(text)
    drawings = '{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr'
    for number, drawing in enumerate(tree.iter(drawings), 1001):
        drawing.set('id', str(number))
    return str(etree.tostring(tree, encoding='unicode'))
