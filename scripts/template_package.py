"""The parts around a template's body: styles, fonts, settings, footers and the package itself."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from docx import Document

from outgoing.pack_zip import pack
from scripts import template_geometry as g
from scripts.template_styles import FANG, HEI, KAI, LOOKS, RED, SONG, SONG_TITLE, Look, indent, spacing
from scripts.template_xml import border, end_of_section, fonts, page_field, paragraph, size_of, table

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_WORD = 'application/vnd.openxmlformats-officedocument.wordprocessingml.'
_PACKAGE = 'http://schemas.openxmlformats.org/package/2006/'
_OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships/'
_THEME = 'word/theme/theme1.xml'


def _style(style: str, look: Look) -> str:
    colour = f'<w:color w:val="{look.colour}"/>' if look.colour else ''
    return (
        f'<w:style w:type="paragraph" w:customStyle="1" w:styleId="{style}"><w:name w:val="{look.name}"/>'
        f'<w:basedOn w:val="Normal"/><w:qFormat/><w:pPr>{look.flags}{look.spacing}{look.indent}'
        f'<w:jc w:val="{look.jc}"/>{look.outline}</w:pPr>'
        f'<w:rPr>{fonts(look.font)}{colour}{size_of(look.size)}</w:rPr></w:style>'
    )


def _styles() -> str:
    plain = fonts(FANG)
    size = size_of(g.BODY_SIZE)
    normal = (
        f'<w:docDefaults><w:rPrDefault><w:rPr>{plain}{size}'
        '<w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/></w:rPr></w:rPrDefault></w:docDefaults>'
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/>'
        '<w:pPr><w:widowControl w:val="0"/><w:overflowPunct w:val="0"/><w:autoSpaceDE w:val="0"/>'
        '<w:autoSpaceDN w:val="0"/>'
        f'{spacing()}<w:jc w:val="both"/></w:pPr>'
        f'<w:rPr>{plain}<w:spacing w:val="{g.CHAR_SPACE}"/>{size}</w:rPr></w:style>'
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
        '<w:tblPr><w:tblInd w:w="0" w:type="dxa"/></w:tblPr></w:style>'
    )
    return f'{_XML}<w:styles {_W}>{normal}{"".join(_style(*look) for look in LOOKS.items())}</w:styles>'


def _font_table() -> str:
    """The faces by name, each with one to fall back on; none is embedded (they are proprietary)."""
    others = {
        FANG: "仿宋", SONG_TITLE: "方正小标宋_GBK", HEI: "SimHei", KAI: "楷体", SONG: "SimSun",
    }  # fmt: skip
    listed = ''.join(
        f'<w:font w:name="{name}"><w:altName w:val="{other}"/><w:charset w:val="86"/><w:family w:val="auto"/>'
        '<w:pitch w:val="default"/></w:font>'
        for name, other in others.items()
    )
    return f'{_XML}<w:fonts {_W}>{listed}</w:fonts>'


def _settings() -> str:
    return (
        f'{_XML}<w:settings {_W}><w:zoom w:percent="100"/><w:bordersDoNotSurroundHeader/>'
        '<w:bordersDoNotSurroundFooter/><w:defaultTabStop w:val="420"/><w:evenAndOddHeaders/>'
        '<w:characterSpacingControl w:val="compressPunctuation"/><w:compat><w:doNotExpandShiftReturn/>'
        '<w:useFELayout/><w:compatSetting w:name="compatibilityMode" '
        'w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
        '<w:themeFontLang w:val="en-US" w:eastAsia="zh-CN"/></w:settings>'
    )


def _footer(content: str) -> str:
    return f'{_XML}<w:ftr {_W}>{content}</w:ftr>'


def _footers() -> dict[int, str]:
    """Odd pages right, even pages left (7.5); a letter's first page bears the lower red line (10.1)."""
    odd = paragraph('GwPage', page_field(1), indent=indent(rightChars=100, right=g.SMALL_CAP))
    even = paragraph('GwPage', page_field(2), indent=indent(leftChars=100, left=g.SMALL_CAP), jc='left')
    rule = paragraph(
        'GwPage',
        border=border('bottom', 'thinThickSmallGap', g.DOUBLE_LINE, RED),
        spacing=spacing(line=20),
        indent=indent(left=g.LETTER_RULE_LEFT, right=g.LETTER_RULE_RIGHT),
    )
    turned = (_turned_number(1, 'right', at_foot=True), _turned_number(2, 'left', at_foot=False))
    return {number: _footer(text) for number, text in enumerate((odd, even, rule, *turned), 1)}


def _turned_number(cached: int, jc: str, *, at_foot: bool) -> str:
    """The page number of a landscape page where the upright sheet has it (8), beside the 版心."""
    top = g.SIDE_NUMBER_Y if at_foot else g.LEFT
    place = (
        '<w:tblpPr w:leftFromText="0" w:rightFromText="0" w:vertAnchor="page" w:horzAnchor="page" '
        f'w:tblpX="{g.SIDE_NUMBER_X}" w:tblpY="{top}"/>'
    )
    sides = {'left': g.SMALL_CAP, 'right': 0} if jc == 'left' else {'left': 0, 'right': g.SMALL_CAP}
    text = paragraph('GwPage', page_field(cached), spacing=spacing(), indent=indent(**sides), jc=jc)
    inside = (
        f'<w:tcPr><w:tcW w:w="{g.SIDE_NUMBER_WIDTH}" w:type="dxa"/><w:textDirection w:val="tbRl"/></w:tcPr>'
    )
    line = (
        f'<w:tr><w:trPr><w:trHeight w:val="{g.SIDE_NUMBER_HEIGHT}" w:hRule="exact"/></w:trPr>'
        f'<w:tc>{inside}{text}</w:tc></w:tr>'
    )
    return table((g.SIDE_NUMBER_WIDTH,), line, place=place) + paragraph('GwEnd')


class Turned(NamedTuple):
    """Content on landscape pages: a wide table, 225 mm of type (g.WIDE_WIDTH) by 156 mm.

    The page is an upright sheet turned clockwise, so the table's head lies at the sheet's left edge: on odd
    pages where it is bound, on even ones where it is cut, as clause 8 wants it on both.
    """

    content: str


def _section(*, letter: bool, turned: bool = False, side_number: bool = False) -> str:
    kinds = (('default', 1), ('even', 2), *((('first', 3),) if letter else ()))
    if side_number:
        kinds = (('default', 4), ('even', 5))
    footers = ''.join(f'<w:footerReference w:type="{kind}" r:id="rIdF{number}"/>' for kind, number in kinds)
    sides = (g.TOP, g.RIGHT, g.BOTTOM, g.LEFT)
    size = f'<w:pgSz w:w="{g.PAGE_WIDTH}" w:h="{g.PAGE_HEIGHT}"/>'
    if turned:  # the head of the table lies at the left edge of the upright sheet
        sides = (g.LEFT, g.TOP, g.RIGHT, g.BOTTOM)
        size = f'<w:pgSz w:w="{g.PAGE_HEIGHT}" w:h="{g.PAGE_WIDTH}" w:orient="landscape"/>'
    top, right, bottom, left = sides
    foot = g.TURNED_FOOT if turned else g.LETTER_RULE_FOOT
    return (
        f'<w:sectPr>{footers}{size}<w:pgMar w:top="{top}" w:right="{right}" w:bottom="{bottom}" '
        f'w:left="{left}" w:header="{g.LETTER_MARK_TOP}" w:footer="{foot}" w:gutter="0"/>'
        + ('<w:titlePg/>' if letter else '')
        + f'<w:docGrid w:type="lines" w:linePitch="{g.LINE}"/></w:sectPr>'
    )


def _body(parts: Sequence[str | Turned], *, letter: bool) -> str:
    """The parts one after the other, each on pages of its own; a letter's first page has the red foot."""
    text = ''
    for place, part in enumerate(parts):
        turned = isinstance(part, Turned)
        section = _section(letter=letter and not place, turned=turned, side_number=turned and len(parts) > 1)
        text += part.content if isinstance(part, Turned) else part
        if place < len(parts) - 1:
            text += end_of_section(section)
        else:  # a body may not end in a table
            text += (paragraph('GwEnd') if text.endswith('</w:tbl>') else '') + section
    return text


def _relations(targets: dict[str, tuple[str, str]]) -> str:
    listed = ''.join(
        f'<Relationship Id="{key}" Type="{kind}" Target="{target}"/>'
        for key, (kind, target) in targets.items()
    )
    return f'{_XML}<Relationships xmlns="{_PACKAGE}relationships">{listed}</Relationships>'


def _content_types(parts: dict[str, str]) -> str:
    listed = ''.join(
        f'<Override PartName="/{name}" ContentType="{kind}"/>' for name, kind in sorted(parts.items())
    )
    return (
        f'{_XML}<Types xmlns="{_PACKAGE}content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{listed}</Types>'
    )


def _theme() -> str:
    """The plain Office theme, which Word asks for though no style of ours uses it."""
    parts = Document().part.package.parts
    return str(next(part.blob for part in parts if str(part.partname).endswith('/theme1.xml')).decode())


def _properties() -> dict[str, str]:
    core = (
        f'{_XML}<cp:coreProperties xmlns:cp="{_PACKAGE}metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{{ title }}</dc:title>'
        '<dc:creator>{{ issuing }}</dc:creator></cp:coreProperties>'
    )
    app = (
        f'{_XML}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
        '<Application>shoufa</Application></Properties>'
    )
    return {'docProps/core.xml': core, 'docProps/app.xml': app}


def document_package(*parts: str | Turned, letter: bool = False) -> bytes:
    """A .docx of these parts: styles, settings and footers of a 公文, or of a letter (信函格式).

    Each part begins a page; Turned(...) is a part on landscape pages. Among other parts it has its page
    number beside the table, where the upright sheet has it (8); alone, as a list of its own, under it.
    """
    body = _body(parts, letter=letter)
    footers = {
        f'footer{number}.xml': text for number, text in _footers().items() if f'"rIdF{number}"' in body
    }
    own = {'styles': _styles(), 'settings': _settings(), 'fontTable': _font_table()}
    members = {f'word/{name}.xml': text for name, text in own.items()} | {_THEME: _theme()}
    members |= {f'word/{name}': text for name, text in footers.items()} | _properties()
    members['word/document.xml'] = f'{_XML}<w:document {_W} {_R}><w:body>{body}</w:body></w:document>'
    kinds = {f'word/{name}.xml': f'{_WORD}{name}+xml' for name in own}
    kinds |= {f'word/{name}': f'{_WORD}footer+xml' for name in footers}
    kinds[_THEME] = 'application/vnd.openxmlformats-officedocument.theme+xml'
    kinds['word/document.xml'] = f'{_WORD}document.main+xml'
    kinds['docProps/core.xml'] = 'application/vnd.openxmlformats-package.core-properties+xml'
    kinds['docProps/app.xml'] = 'application/vnd.openxmlformats-officedocument.extended-properties+xml'
    members['[Content_Types].xml'] = _content_types(kinds)
    links = {f'rId{number}': (_OFFICE + name, f'{name}.xml') for number, name in enumerate(own, 1)}
    links['rIdT'] = (_OFFICE + 'theme', _THEME.removeprefix('word/'))
    links |= {f'rIdF{name[6]}': (_OFFICE + 'footer', name) for name in footers}
    members['word/_rels/document.xml.rels'] = _relations(links)
    members['_rels/.rels'] = _relations(
        {
            'rId1': (_OFFICE + 'officeDocument', 'word/document.xml'),
            'rId2': (f'{_PACKAGE}relationships/metadata/core-properties', 'docProps/core.xml'),
            'rId3': (_OFFICE + 'extended-properties', 'docProps/app.xml'),
        }
    )
    return pack({name: text.encode() for name, text in members.items()})
