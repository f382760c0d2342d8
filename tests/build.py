"""Small files built in a line, so that a test shows what it reads.

`docx` takes the raw XML of a body; `p`, `r`, `tc`, `tr` and `tbl` spare the most frequent tags.
Texts are put in as they are: escape & and < yourself.
"""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from pathlib import Path

from model.document import Cell, Paragraph, Table
from tests.build_ole import ole_file

NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
)
_REL = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
_ROOTS = {'styles': 'styles', 'numbering': 'numbering', 'footnotes': 'footnotes', 'endnotes': 'endnotes'}
MAIN_TYPE = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml'


def r(text: str, properties: str = '') -> str:
    """A run."""
    return f'<w:r>{f"<w:rPr>{properties}</w:rPr>" if properties else ""}<w:t>{text}</w:t></w:r>'


def p(content: str = '', properties: str = '') -> str:
    """A paragraph; content is plain text, or XML where it begins with <."""
    runs = content if content.startswith('<') or not content else r(content)
    return f'<w:p>{f"<w:pPr>{properties}</w:pPr>" if properties else ""}{runs}</w:p>'


def tc(content: str = '', properties: str = '') -> str:
    """A cell; content as for p, or whole paragraphs and tables."""
    blocks = content if content.startswith(('<w:p', '<w:tbl', '<w:sdt')) else p(content)
    return f'<w:tc>{f"<w:tcPr>{properties}</w:tcPr>" if properties else ""}{blocks}</w:tc>'


def tr(*cells: str, properties: str = '') -> str:
    """A row of cells; a cell may be plain text."""
    inner = ''.join(cell if cell.startswith('<w:') else tc(cell) for cell in cells)
    return f'<w:tr>{f"<w:trPr>{properties}</w:trPr>" if properties else ""}{inner}</w:tr>'


def tbl(*rows: str) -> str:
    """A table of rows, without a grid."""
    return f'<w:tbl><w:tblPr/>{"".join(rows)}</w:tbl>'


def sdt(content: str, properties: str = '') -> str:
    """A content control around anything."""
    return f'<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>'


def mark(kind: str, data: str = '') -> str:
    """A run with a field's begin, separate or end; data is a legacy form field's."""
    inner = f'<w:ffData>{data}</w:ffData>' if data else ''
    return f'<w:r><w:fldChar w:fldCharType="{kind}">{inner}</w:fldChar></w:r>'


def field(code: str, result: str = '', data: str = '') -> str:
    """The runs of a complex field; result is plain text or XML, without one there is no separator."""
    shown = mark('separate') + (result if result.startswith('<') else r(result)) if result else ''
    written = code if code.startswith('<') else f'<w:r><w:instrText>{code}</w:instrText></w:r>'
    return mark('begin', data) + written + shown + mark('end')


def style(name: str, inner: str = '', kind: str = 'paragraph') -> str:
    """A style definition."""
    return f'<w:style w:styleId="{name}" w:type="{kind}">{inner}</w:style>'


def text_box(content: str) -> str:
    """A run that anchors a text box, in both of the ways Word writes it."""
    inner = f'<w:txbxContent>{content}</w:txbxContent>'
    new = f'<mc:Choice Requires="wps"><w:drawing><wps:txbx>{inner}</wps:txbx></w:drawing></mc:Choice>'
    old = f'<mc:Fallback><w:pict><v:textbox>{inner}</v:textbox></w:pict></mc:Fallback>'
    return f'<w:r><mc:AlternateContent>{new}{old}</mc:AlternateContent></w:r>'


def levels(*formats: tuple[str, str], extra: Mapping[int, str] | None = None) -> str:
    """A numbering part with one list (numId 1) of levels (numFmt, lvlText); extra is more XML by level."""
    inner = ''.join(
        f'<w:lvl w:ilvl="{i}"><w:start w:val="1"/><w:numFmt w:val="{system}"/><w:lvlText w:val="{text}"/>'
        f'{(extra or {}).get(i, "")}</w:lvl>'
        for i, (system, text) in enumerate(formats)
    )
    num = '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    return f'<w:abstractNum w:abstractNumId="0">{inner}</w:abstractNum>{num}'


def numbered(text: str, level: int = 0, num_id: int = 1) -> str:
    """A paragraph numbered by itself."""
    return p(text, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{num_id}"/></w:numPr>')


def docx(
    path: Path,
    body: str,
    *,
    parts: Mapping[str, str] | None = None,
    margins: Mapping[str, str] | None = None,
    main_type: str = MAIN_TYPE,
    members: Mapping[str, bytes | str] | None = None,
) -> Path:
    """A .docx with this body; parts are the insides of styles, numbering, footnotes, endnotes.

    margins are 'header' and 'footer', with '-first' or '-even' behind; members replace or add
    whole members of the container.
    """
    named = {
        kind: (kind, f'<w:{_ROOTS[kind]} {NAMESPACES}>{xml}</w:{_ROOTS[kind]}>')
        for kind, xml in (parts or {}).items()
    }
    references = ''
    for name, xml in (margins or {}).items():
        kind, _, variant = name.partition('-')
        tag = 'hdr' if kind == 'header' else 'ftr'
        named[name] = (kind, f'<w:{tag} {NAMESPACES}>{xml}</w:{tag}>')
        references += f'<w:{kind}Reference w:type="{variant or "default"}" r:id="{name}"/>'
    rels = ''.join(
        f'<Relationship Id="{n}" Type="{_REL}/{kind}" Target="{n}.xml"/>' for n, (kind, _) in named.items()
    )
    section = f'<w:sectPr>{references}</w:sectPr>'
    content: dict[str, bytes | str] = {
        '[Content_Types].xml': _content_types({n: kind for n, (kind, _) in named.items()}, main_type),
        '_rels/.rels': relationships(
            f'<Relationship Id="rId1" Type="{_REL}/officeDocument" Target="word/document.xml"/>'
        ),
        'word/document.xml': f'<w:document {NAMESPACES}><w:body>{body}{section}</w:body></w:document>',
        'word/_rels/document.xml.rels': relationships(rels),
        **{f'word/{name}.xml': xml for name, (_, xml) in named.items()},
        **(members or {}),
    }
    return packed(path, content)


def packed(path: Path, members: Mapping[str, bytes | str]) -> Path:
    """A zip with these members."""
    with zipfile.ZipFile(path, 'w', zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return path


def ole(path: Path, *streams: str) -> Path:
    """An OLE container whose streams have these names and hold nothing worth reading."""
    return ole_file(path, dict.fromkeys(streams, b'nothing'))


def relationships(inner: str) -> str:
    """A relationships part around these relationships."""
    namespace = 'http://schemas.openxmlformats.org/package/2006/relationships'
    return f'<Relationships xmlns="{namespace}">{inner}</Relationships>'


def _content_types(kinds: Mapping[str, str], main_type: str) -> str:
    overrides = ''.join(
        f'<Override PartName="/word/{name}.xml" ContentType="application/vnd.openxmlformats-officedocument.'
        f'wordprocessingml.{kind}+xml"/>'
        for name, kind in kinds.items()
    )
    return (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{main_type}"/>{overrides}</Types>'
    )


def texts(blocks) -> list[str]:
    return [block.text for block in blocks if isinstance(block, Paragraph)]


def cells(block) -> tuple[Cell, ...]:
    return block.cells if isinstance(block, Table) else ()


def grid(blocks) -> list[tuple[int, int, int, int, str]]:
    table = next(block for block in blocks if isinstance(block, Table))
    return [(cell.row, cell.col, cell.rowspan, cell.colspan, cell.text) for cell in table.cells]
