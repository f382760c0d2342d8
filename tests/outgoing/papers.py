"""Papers as they lie in 发文/ before they are numbered: small, and split into runs as WPS does."""

from xml.sax.saxutils import escape

from outgoing.pack_zip import pack, unpack

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
_RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship '
    'Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
    'Target="word/document.xml"/></Relationships>'
)
_CORE = (
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
    'xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
    '<cp:lastModifiedBy>示例二</cp:lastModifiedBy>'
    '<dcterms:modified xsi:type="dcterms:W3CDTF">2026-03-12T08:00:00Z</dcterms:modified></cp:coreProperties>'
)


def run(text):
    """A run; '\\t' is a tab."""
    inside = '<w:tab/>' if text == '\t' else f'<w:t xml:space="preserve">{escape(text)}</w:t>'
    return f'<w:r>{inside}</w:r>'


def line(*runs):
    """A paragraph of these runs; a run that is XML already stays."""
    return f'<w:p>{"".join(one if one.startswith("<") else run(one) for one in runs)}</w:p>'


def cell(*paragraphs):
    """A table of one cell."""
    return f'<w:tbl><w:tr><w:tc>{"".join(paragraphs)}</w:tc></w:tr></w:tbl>'


def box(*paragraphs):
    """A paragraph with a text box as Word writes it: once for itself and once for older programs."""
    inside = f'<w:txbxContent>{"".join(paragraphs)}</w:txbxContent>'
    return (
        '<w:p><w:r><mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
        f'<mc:Choice Requires="wps"><w:drawing>{inside}</w:drawing></mc:Choice>'
        f'<mc:Fallback><w:pict>{inside}</w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>'
    )


def docx(*body, **parts):
    """A .docx of this body; further parts by name ('footer1')."""
    members = {'[Content_Types].xml': _TYPES, '_rels/.rels': _RELATIONS, 'docProps/core.xml': _CORE}
    members['word/document.xml'] = f'<w:document {_W}><w:body>{"".join(body)}</w:body></w:document>'
    members |= {f'word/{name}.xml': f'<w:ftr {_W}>{text}</w:ftr>' for name, text in parts.items()}
    return pack({name: text.encode() for name, text in members.items()})


def letter(recipient='示例市甲一商会', *, code='示民党函', year=2026, said='请贵会积极支持配合。'):
    """A 信函 with its number in a table at the head and 版记 at the foot."""
    return docx(
        cell(line('中共示例市民政局党组'), line(f'{code}〔{year}〕　号')),
        line(f'关于选派示例一同志担任{recipient}党建工作指导员的函'),
        line(f'{recipient}：'),
        line('根据示民函〔2026〕12号文件要求，选派示例一同志担任贵会党建工作指导员。', said),
        line('中共示例市民政局党组'),
        line(f'{year}年　月　日'),
        cell(line('示例市民政局办公室', '\t', f'{year}年　月　日印发')),
    )


def report(signer='签发人：　'):
    """A 报告 upward: number and signer in one line."""
    return docx(
        cell(line('示民报〔2026〕　号', '\t', *([signer] if signer else []))),
        line('示例市民政局关于落实情况的报告'),
        line('示例省民政厅：'),
        line('截至3月13日，应建420家、已建231家。'),
        line('2026年　月　日'),
    )


def texts(data, part='word/document.xml'):
    """The text of each paragraph of a part."""
    from lxml import etree

    from outgoing.plain_wording import W, own_nodes

    root = etree.fromstring(unpack(data)[part])
    return [''.join(said for _, said in own_nodes(one)) for one in root.iter(f'{W}p')]
