"""Small .docx files written part by part: paragraphs, grids with merged cells, numbering, a red head."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import escape

from scripts.example_zip import core_properties, parts_to_package

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
_OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
_PACKAGE = 'http://schemas.openxmlformats.org/package/2006'
_WORD = 'application/vnd.openxmlformats-officedocument.wordprocessingml.'
_SPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    f' xmlns:r="{_OFFICE}"'
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
    ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
    ' xmlns:v="urn:schemas-microsoft-com:vml"'
)
_PARTS = (
    ('styles', 'styles', 'styles'),
    ('numbering', 'numbering', 'numbering'),
    ('footer', 'footer1', 'footer'),
)


@dataclass(frozen=True, slots=True)
class Box:
    """A cell of a grid before it becomes XML; label cells are printed bold."""

    text: str
    colspan: int = 1
    rowspan: int = 1
    label: bool = False


def run(
    text: str, *, size: int = 32, font: str = '仿宋_GB2312', bold: bool = False, red: bool = False
) -> str:
    """A run; size in half points; a line break in the text is a break in the run."""
    marks = ('<w:b/>' if bold else '') + ('<w:color w:val="FF0000"/>' if red else '')
    lines = [f'<w:t xml:space="preserve">{escape(line, quote=False)}</w:t>' for line in text.split('\n')]
    return (
        f'<w:r><w:rPr><w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:eastAsia="{font}"/>'
        f'{marks}<w:sz w:val="{size}"/><w:szCs w:val="{size}"/></w:rPr>{"<w:br/>".join(lines)}</w:r>'
    )


def paragraph(
    text: str, *, align: str = 'both', indent: int = 0, level: int | None = None, **font: str | float | bool
) -> str:
    """A paragraph; indent is in hundredths of a character, level numbers it automatically from 0."""
    numbering = '' if level is None else f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="1"/></w:numPr>'
    ind = f'<w:ind w:firstLineChars="{indent}"/>' if indent else ''
    inner = run(text, **font) if text else ''  # type: ignore[arg-type]  # the keywords of run
    return f'<w:p><w:pPr>{numbering}{ind}<w:jc w:val="{align}"/></w:pPr>{inner}</w:p>'


def body(text: str) -> str:
    """A paragraph of running text, first line indented by two characters."""
    return paragraph(text, indent=200)


def heading(text: str) -> str:
    """A first-level heading typed by hand."""
    return paragraph(text, indent=200, font='黑体')


def title(text: str) -> str:
    """The centred title; its lines are broken as printed."""
    return ''.join(
        paragraph(line, align='center', size=44, font='方正小标宋简体') for line in text.split('\n')
    )


def rule() -> str:
    """The red line under the number."""
    border = '<w:pBdr><w:bottom w:val="single" w:sz="12" w:space="1" w:color="FF0000"/></w:pBdr>'
    return f'<w:p><w:pPr>{border}</w:pPr></w:p>'


def red_head_box(lines: Sequence[str]) -> str:
    """A red head in a text box, written twice as Word does: a shape and its older fallback."""
    inner = ''.join(
        paragraph(line, align='center', size=72, font='方正小标宋简体', red=True) for line in lines
    )
    content = f'<w:txbxContent>{inner}</w:txbxContent>'
    width, height = 5616000, 900000 * len(lines)
    shape = (
        f'<wps:wsp><wps:cNvSpPr txBox="1"/><wps:spPr><a:xfrm><a:off x="0" y="0"/>'
        f'<a:ext cx="{width}" cy="{height}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
        f'</wps:spPr><wps:txbx>{content}</wps:txbx><wps:bodyPr/></wps:wsp>'
    )
    drawing = (
        f'<w:drawing><wp:inline><wp:extent cx="{width}" cy="{height}"/><wp:docPr id="1" name="1"/>'
        '<a:graphic><a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape">'
        f'{shape}</a:graphicData></a:graphic></wp:inline></w:drawing>'
    )
    older = (
        f'<w:pict><v:rect style="width:442pt;height:70pt"><v:textbox>{content}</v:textbox></v:rect></w:pict>'
    )
    choice = f'<mc:Choice Requires="wps">{drawing}</mc:Choice><mc:Fallback>{older}</mc:Fallback>'
    return f'<w:p><w:r><mc:AlternateContent>{choice}</mc:AlternateContent></w:r></w:p>'


def _cell(box: Box, width: int, merge: str) -> str:
    span = f'<w:gridSpan w:val="{box.colspan}"/>' if box.colspan > 1 else ''
    inner = run(box.text, size=24, bold=box.label) if box.text and merge != '<w:vMerge/>' else ''
    align = '<w:pPr><w:jc w:val="center"/></w:pPr>' if box.label else ''
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width * box.colspan}" w:type="dxa"/>{span}{merge}</w:tcPr>'
        f'<w:p>{align}{inner}</w:p></w:tc>'
    )


def _row(row: Sequence[Box], cols: int, width: int, held: dict[int, tuple[Box, int]]) -> Iterator[str]:
    """The cells of a row; held keeps by column what reaches down from above, and for how many rows yet."""
    coming, col = iter(row), 0
    while col < cols:
        box, left = held.pop(col, (None, 0))
        merge = '<w:vMerge/>' if box else ''
        if box is None:
            box = next(coming)
            left = box.rowspan
            merge = '<w:vMerge w:val="restart"/>' if left > 1 else ''
        if left > 1:
            held[col] = box, left - 1
        yield _cell(box, width, merge)
        col += box.colspan


def grid(rows: Iterable[Sequence[Box]], cols: int) -> str:
    """A ruled table; each row lists the cells that begin in it, left to right."""
    width, held = 8844 // cols, dict[int, tuple[Box, int]]()
    lines = [f'<w:tr>{"".join(_row(row, cols, width, held))}</w:tr>' for row in rows]
    sides = ''.join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
        for side in ('top', 'left', 'bottom', 'right', 'insideH', 'insideV')
    )
    columns = f'<w:gridCol w:w="{width}"/>' * cols
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{width * cols}" w:type="dxa"/>'
        f'<w:tblBorders>{sides}</w:tblBorders></w:tblPr>'
        f'<w:tblGrid>{columns}</w:tblGrid>{"".join(lines)}</w:tbl>'
    )


def _numbering() -> str:
    levels = (('chineseCountingThousand', '%1、'), ('chineseCountingThousand', '（%2）'), ('decimal', '%3.'))
    inner = ''.join(
        f'<w:lvl w:ilvl="{place}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/><w:suff w:val="nothing"/>'
        f'<w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/>'
        '<w:pPr><w:ind w:firstLineChars="200"/></w:pPr></w:lvl>'
        for place, (kind, text) in enumerate(levels)
    )
    return (
        f'{_HEAD}<w:numbering {_SPACES}><w:abstractNum w:abstractNumId="0">'
        f'<w:multiLevelType w:val="multilevel"/>{inner}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
    )


def _footer() -> str:
    left, right = (f'<w:r><w:t xml:space="preserve">{dash}</w:t></w:r>' for dash in ('— ', ' —'))
    field = '<w:fldSimple w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple>'
    centred = '<w:pPr><w:jc w:val="center"/></w:pPr>'
    return f'{_HEAD}<w:ftr {_SPACES}><w:p>{centred}{left}{field}{right}</w:p></w:ftr>'


def _document(content: str) -> str:
    page = (
        '<w:sectPr><w:footerReference w:type="default" r:id="rId3"/><w:pgSz w:w="11906" w:h="16838"/>'
        '<w:pgMar w:top="2098" w:right="1474" w:bottom="1984" w:left="1588" w:header="851" w:footer="992"'
        ' w:gutter="0"/></w:sectPr>'
    )
    return f'{_HEAD}<w:document {_SPACES}><w:body>{content}{page}</w:body></w:document>'


def _styles() -> str:
    normal = '<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/></w:style>'
    return f'{_HEAD}<w:styles {_SPACES}>{normal}</w:styles>'


def _content_types() -> str:
    overrides = [('word/document.xml', f'{_WORD}document.main+xml')]
    overrides += [(f'word/{file}.xml', f'{_WORD}{kind}+xml') for _, file, kind in _PARTS]
    overrides.append(('docProps/core.xml', 'application/vnd.openxmlformats-package.core-properties+xml'))
    inner = ''.join(f'<Override PartName="/{part}" ContentType="{kind}"/>' for part, kind in overrides)
    rels = 'application/vnd.openxmlformats-package.relationships+xml'
    return (
        f'{_HEAD}<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" ContentType="{rels}"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{inner}</Types>'
    )


def _relations(targets: Iterable[tuple[str, str]]) -> str:
    inner = ''.join(
        f'<Relationship Id="rId{place}" Type="{kind}" Target="{target}"/>'
        for place, (kind, target) in enumerate(targets, start=1)
    )
    return f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">{inner}</Relationships>'


def make_docx(name: str, content: Iterable[str]) -> bytes:
    """A whole file from pieces of body XML; name is its title property."""
    core = (
        'http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties',
        'docProps/core.xml',
    )
    return parts_to_package(
        {
            '[Content_Types].xml': _content_types(),
            '_rels/.rels': _relations([(f'{_OFFICE}/officeDocument', 'word/document.xml'), core]),
            'docProps/core.xml': core_properties(name),
            'word/_rels/document.xml.rels': _relations(
                (f'{_OFFICE}/{kind}', f'{file}.xml') for _, file, kind in _PARTS
            ),
            'word/document.xml': _document(''.join(content)),
            'word/footer1.xml': _footer(),
            'word/numbering.xml': _numbering(),
            'word/styles.xml': _styles(),
        }
    )
