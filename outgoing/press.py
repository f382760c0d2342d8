"""The press: a .docx template with tags and the values for them become a finished .docx.

docxtpl compiles a template once; afterwards only the parts that hold tags are rendered and deflated, all
others are kept as they were packed (0.15 ms a letter against 11). Values may hold marks (outgoing.marks),
which are taken out and told with their places, and charts, pictures and pieces of documents.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

import docxtpl
import jinja2
from lxml import etree

from model.errors import BadTemplate, CannotStart
from model.figure import Printed
from outgoing.marks import CLOSE, KEY_ENDS, OPEN, unmarked
from outgoing.pack_zip import deflate, ready, write, write_ready
from outgoing.press_language import ENVIRONMENT
from outgoing.press_parts import Additions, Part, placed, with_additions
from outgoing.press_places import BrokenMark, Marked, taken_out
from outgoing.press_plate import compiled, fault, in_order, template_faults

__all__ = ['ENVIRONMENT', 'OPTIONAL_TAGS', 'Press', 'Printing', 'print_document', 'template_faults']

OPTIONAL_TAGS = frozenset(
    (
        'attachment', 'attachment_lines', 'cc', 'contact', 'note', 'print_date', 'printed_by',
        'rows', 'title', 'total', 'unit_word',
    )
)  # fmt: skip
"""Tags an office may take out of its template; any other that is missing would lose what the paper says."""

_QUICK = 1  # deflates in half the time of 6, into 2 to 10 % more bytes
_NEVER_IN_XML = re.compile('[\x00-\x08\x0b-\x1f\ufffe\uffff\ud800-\udfff]')


class Printing(NamedTuple):
    """A finished .docx, and where each marked figure stands in it, part by part."""

    data: bytes
    printed: tuple[Printed, ...]


class Press:
    """One template, compiled once and printed as often as wanted.

    BadTemplate for a file that is no .docx, faulty tags (the first is told, and how many there are), a tag
    nothing fills, or a tag the paper needs and the template lost; the message names the template and the tag.
    """

    __slots__ = ('_plate', 'name')

    def __init__(self, template: Path, data: bytes | None = None) -> None:
        """The press of a template file, or of its bytes; template.name is what messages call it."""
        self.name = template.name
        try:
            data = template.read_bytes() if data is None else data
        except OSError as error:
            raise BadTemplate(f"打不开模板“{template}”，无法生成文件；请从模板原件恢复。") from error
        self._plate = compiled(self.name, data)

    @property
    def tags(self) -> frozenset[str]:
        """The names of the values this template asks for."""
        return self._plate.tags

    def print_document(self, context: Mapping[str, Any]) -> bytes:
        """A finished .docx, the same bytes for the same template and context.

        context holds texts (marks are taken out), whole numbers, Chart, Picture and Subdocument values, and
        sequences and mappings of them. An empty text or a missing value is refused (CannotStart): a figure
        is never printed as nothing.
        """
        return self.print_marked(context).data

    def print_marked(self, context: Mapping[str, Any]) -> Printing:
        """A finished .docx with the places of its marked figures and of charts' points."""
        lost = context.keys() - self._plate.tags - OPTIONAL_TAGS
        if lost:
            raise BadTemplate(
                f"模板“{self.name}”里没有标记 {'、'.join(sorted(lost))}，生成的文件会缺这些内容；"
                "请从模板原件里把标记补回。"
            )
        added = Additions()
        values = {key: _clean(value, key, self.name, added) for key, value in context.items()}
        made = {name: self._rendered(name, values, added.printed) for name in self._plate.parts}
        if added.members:
            whole = with_additions(self._plate.kept | made, added)
            data = write((name, deflate(whole[name], _QUICK)) for name in in_order(whole))
        else:
            data = write_ready(
                member or ready(name, deflate(made[name], _QUICK)) for name, member in self._plate.members
            )
        return Printing(data, tuple(added.printed))

    def _rendered(self, name: str, values: dict[str, Any], printed: list[Printed]) -> bytes:
        part = self._plate.parts[name]
        try:
            text = part.body.render(values)
        except (
            jinja2.TemplateError,
            TypeError,
            ValueError,
            ArithmeticError,
            LookupError,
            MemoryError,
        ) as error:
            raise fault(self.name, error) from error
        if '\n' in text or '\t' in text:
            text = _with_breaks(self._plate.docx, text)
        if part.rebuilt:
            text = _rebuilt(self._plate.docx, text, self.name)
        if OPEN in text or CLOSE in text or KEY_ENDS in text:
            try:
                text, places = taken_out(name, text)
            except BrokenMark as error:
                raise BadTemplate(
                    f"模板“{self.name}”{error}，没有生成文件；请改正这一标记，或从模板原件恢复。"
                ) from error
            printed += places
        return (part.head + text + part.tail).encode()


def print_document(template: Path, context: Mapping[str, Any]) -> bytes:
    """A finished .docx from a template file; the template is compiled again only when its bytes change."""
    return Press(template).print_document(context)


def _clean(value: object, path: str, template: str, added: Additions) -> Any:
    """A value without characters XML forbids; CannotStart where there is nothing to print."""
    if isinstance(value, str):
        text = _NEVER_IN_XML.sub('', value)
        if OPEN in text and unmarked(text).strip():
            return Marked(text)
        if OPEN not in text and text.strip():
            return text
    elif isinstance(value, int):
        return value
    elif isinstance(value, Mapping):
        return {key: _clean(item, f'{path}.{key}', template, added) for key, item in value.items()}
    elif isinstance(value, Part):
        return placed(value, added)
    elif isinstance(value, (tuple, list)):
        return [_clean(item, path, template, added) for item in value]
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
