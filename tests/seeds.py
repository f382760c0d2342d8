"""Good papers of every format, to be broken: built here, the examples', and real ones where they lie by."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import openpyxl

from tests import build, build_pdf
from tests.build import field, levels, numbered, p, r, sdt, style, tbl, tc, text_box, tr
from tests.build_ole import WORD_DOCUMENT, ole_file

ROOT = Path(__file__).parent.parent
MOST_BYTES = 120_000
"""A larger file takes its time to read, and breaks no other way."""

_PAGE = (
    '<html><head><meta charset="utf-8"><title>示例省通知</title><style>p{color:red}</style></head><body>'
    '<div><h1>关于报送情况的通知</h1><p>各县区：</p><ol start="3"><li>第一项<li>第二项</ol>'
    '<table border=1><tr><th colspan=2>名称</th><th rowspan="2">数</th></tr><tr><td>甲县<td>示例协会</tr>'
    '<tr><td>☑是 □否</td><td><select><option selected>乙</select></td><td>3</td></tr></table>'
    '</div></body></html>'
)
_RTF = (
    r'{\rtf1\ansi\ansicpg936\deff0{\fonttbl{\f0\fcharset134 SimSun;}}{\stylesheet{\s1 heading;}}'
    r'{\*\listtable{\list{\listlevel\levelnfc37\levelstartat1{\leveltext\'02\'00\'a1\'a2;}}\listid7}}'
    r'{\*\listoverridetable{\listoverride\listid7\ls1}}\pard\ls1\ilvl0\u20851 ?\u20110 ?\par'
    r'\trowd\clmgf\cellx3000\clmrg\cellx6000\intbl\b \u30002 ?\cell\cell\row'
    r'\trowd\cellx3000\cellx6000\intbl 1\cell {\field{\*\fldinst FORMCHECKBOX}{\fldrslt}}\cell\row'
    r'\pard end\par}'
)
_MAIL = (
    'MIME-Version: 1.0\nContent-Type: multipart/related; boundary="b"; type="text/html"\n\n--b\n'
    'Content-Type: text/html; charset="utf-8"\nContent-Transfer-Encoding: quoted-printable\n'
    f'Content-Location: file:///a.htm\n\n{_PAGE.replace("=", "=3D")}\n--b--\n'
)
_WORD_XML = (
    '<?xml version="1.0"?><?mso-application progid="Word.Document"?><w:wordDocument '
    'xmlns:w="http://schemas.microsoft.com/office/word/2003/wordml"><w:body><w:p><w:r><w:t>甲县</w:t></w:r></w:p>'
    '<w:tbl><w:tr><w:tc><w:p><w:r><w:t>乙</w:t></w:r></w:p></w:tc></w:tr></w:tbl></w:body></w:wordDocument>'
)
_ODT_NAMES = ' '.join(
    f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for short, name in (('office', 'office'), ('text', 'text'), ('table', 'table'))
)
_ODT = (
    f'<office:document-content {_ODT_NAMES}><office:body><office:text>'
    '<text:h text:outline-level="1">标题</text:h><text:p>甲<text:s text:c="3"/>乙</text:p>'
    '<table:table><table:table-column table:number-columns-repeated="2"/><table:table-row>'
    '<table:table-cell table:number-columns-spanned="2"><text:p>丙</text:p></table:table-cell>'
    '<table:covered-table-cell/></table:table-row></table:table>'
    '</office:text></office:body></office:document-content>'
)


def seeds(folder: Path, shared: Path | None = None) -> dict[str, bytes]:
    """File name to bytes; folder is for building, shared the folder of real documents."""
    found = {
        '页.html': _PAGE.encode(),
        '页.mht': _MAIL.encode(),
        '文.rtf': _RTF.encode('ascii'),
        '文.xml': _WORD_XML.encode(),
        '文.txt': '关于报送情况的通知\r\n\r\n各县区：\r\n　　请于3月1日前报送。\r\n- 1 -\r\n'.encode(
            'gb18030'
        ),
        '表.csv': '名称,代码,数\r\n"示例,协会",51370000,3\r\n'.encode(),
        '包.zip': _packed({'a.txt': b'a', '甲/b.docx': b'PK\x03\x04'}),
        '文.odt': _packed(
            {'mimetype': b'application/vnd.oasis.opendocument.text', 'content.xml': _ODT.encode()}
        ),
        '旧.doc': ole_file(
            folder / 'x', {'WordDocument': bytes(range(256)) * 20, '1Table': bytes(5000)}, WORD_DOCUMENT
        ).read_bytes(),
        '文.docx': _without_clock(_docx(folder / 'x')),
        '表.xlsx': _without_clock(_xlsx()),
        '文.pdf': _pdf(folder / 'x'),
    }
    papers = [*(ROOT / 'examples').rglob('*.*')]
    if shared:
        papers += [*(shared / 'corpus' / 'readers').iterdir(), *(shared / 'corpus' / 'forms').iterdir()]
    for path in sorted(filter(Path.is_file, papers)):
        if path.suffix not in ('.jpg', '.json', '.md', '.toml', '.py', '.tsv', '.txt'):
            data = path.read_bytes()
            if len(data) < MOST_BYTES:
                found[path.name] = data
    return found


def _packed(members: dict[str, bytes]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, 'w', zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            packing = zipfile.ZIP_STORED if name == 'mimetype' else zipfile.ZIP_DEFLATED
            archive.writestr(zipfile.ZipInfo(name), data, packing)
    return packed.getvalue()


def _without_clock(data: bytes) -> bytes:
    """A zip packed anew without times, nor the properties in which programs write more of them."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = [name for name in archive.namelist() if not name.startswith('docProps')]
        return _packed({name: archive.read(name) for name in names})


def _docx(path: Path) -> bytes:
    merged = tr(tc('甲', '<w:gridSpan w:val="2"/>'), tc('乙', '<w:vMerge w:val="restart"/>'))
    below = tr(
        '☑是 □否', tc(tbl(tr('内', '里'))), tc('', '<w:vMerge/>'), properties='<w:trHeight w:val="9"/>'
    )
    body = (
        p('关于报送情况的通知', '<w:pStyle w:val="a"/>') + numbered('第一项') + numbered('第二项', 1)
        + p(field('PAGE', '1') + r('字', '<w:vanish/>') + text_box(p('框中'))) + sdt(p('控件'))
        + tbl(merged, below)
        + p('<w:ins><w:r><w:t>增</w:t></w:r></w:ins><w:del><w:r><w:delText>删</w:delText></w:r></w:del>')
        + p('<w:r><w:sym w:font="Wingdings" w:char="F0FE"/><w:footnoteReference w:id="2"/></w:r>')
    )  # fmt: skip
    parts = {
        'numbering': levels(('chineseCounting', '%1、'), ('decimal', '%1.%2')),
        'styles': style('a', '<w:rPr><w:b/></w:rPr>'),
        'footnotes': f'<w:footnote w:id="2">{p("注")}</w:footnote>',
    }
    return build.docx(path, body, parts=parts, margins={'header': p('眉'), 'footer': p('脚')}).read_bytes()


def _xlsx() -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(['名称', '代码', '日期', '比例'])
    sheet.append(['示例协会', '0051370000', 45000, 0.256])
    sheet['C2'].number_format, sheet['D2'].number_format = 'yyyy"年"m"月"', '0.0%'
    sheet['B9'] = '=SUM(B2:B8)'
    sheet.merge_cells('A4:B6')
    sheet.column_dimensions['C'].hidden = True
    book.create_sheet('隐藏').sheet_state = 'hidden'
    packed = io.BytesIO()
    book.save(packed)
    return packed.getvalue()


def _pdf(path: Path) -> bytes:
    table = (
        build_pdf.ruled([72, 200, 400], [300, 340, 380])
        + build_pdf.say('甲', 80, 320)
        + build_pdf.say('3', 210, 360)
    )
    return build_pdf.pdf(path, build_pdf.say('关于报送情况的通知', 100, 120) + table, table).read_bytes()
