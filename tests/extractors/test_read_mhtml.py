"""Web pages in one file, as Chrome, Word and Excel write them."""

import base64
import quopri

import pytest

from extractors.readers.plain import reader as read_text
from extractors.readers.web import html_reader as read_html
from extractors.readers.web import mhtml_reader as read_mhtml
from model.document import Paragraph, Table
from model.errors import Damaged, TooLarge
from tests.build_pages import NOTICE, trs_2012

CHROME = (
    'From: <Saved by Blink>\r\nSnapshot-Content-Location: http://example.gov.example/a.html\r\nSubject: '
    '=?utf-8?Q?=E5=85=B3?=\r\n'
    ' =?utf-8?Q?=E4=BA=8E?=\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\ttype="text/'
    'html";\r\n\tboundary="b--1"\r\n\r\n\r\n'
)


def part(kind: str, data: bytes, *headers: str, way: str = 'quoted-printable') -> bytes:
    coded = base64.encodebytes(data) if way == 'base64' else quopri.encodestring(data)
    lines = [f'Content-Type: {kind}', f'Content-Transfer-Encoding: {way}', *headers]
    return '\r\n'.join(lines).encode() + b'\r\n\r\n' + coded + b'\r\n'


def packed(head: str, *parts: bytes, boundary: bytes = b'b--1', end: bool = True) -> bytes:
    body = b''.join(b'--' + boundary + b'\r\n' + each for each in parts)
    return head.encode() + body + (b'--' + boundary + b'--\r\n' if end else b'')


def read(folder, data: bytes):
    path = folder / 'a.mht'
    path.write_bytes(data)
    blocks, pages, problems = read_mhtml.read(path)
    assert pages is None
    return blocks, problems


def texts(blocks) -> list[str]:
    return [block.text.strip('\u3000') for block in blocks if isinstance(block, Paragraph)]


def test_a_page_saved_by_chrome_is_read_with_its_styles_and_frames(tmp_path):
    page = trs_2012(NOTICE).replace('<body>', '<body><link rel=stylesheet href="cid:css-1@mhtml.blink">')
    page = page.replace('<h1>', '<p class=zz>暗</p><iframe src="cid:frame-2"></iframe><h1>')
    data = packed(
        CHROME,
        part(
            'text/html',
            page.encode(),
            'Content-ID: <frame-1>',
            'Content-Location: http://example.gov.example/a.html',
        ),
        part('text/css', b'.zz{display:none}', 'Content-Location: cid:css-1@mhtml.blink'),
        part('text/html', '<body><p>框内的话。</p></body>'.encode(), 'Content-ID: <frame-2>'),
        part('image/png', bytes(300), way='base64'),
    )
    assert read_mhtml.score(data[:8192], 'a.mhtml') == 65
    blocks, _ = read(tmp_path, data)
    found = texts(blocks)
    assert [line for line in (NOTICE.title, *NOTICE.lines, '框内的话。') if line not in found] == []
    assert '暗' not in found


@pytest.mark.parametrize('charset', ['gb2312', 'GBK', 'utf-8', 'unicode', 'nonsense'])
def test_a_page_saved_by_word_is_read_whatever_charset_it_names(tmp_path, charset):
    head = (
        'MIME-Version: 1.0\nContent-Type: multipart/related; boundary="b--1"\n\n此文档为“单个文件网页”。\n\n'
    )
    encoding = {'utf-8': 'utf-8', 'unicode': 'utf-16'}.get(charset, 'gb18030')
    page = (
        f'<html><head><meta charset={charset}><meta name=Generator content="Microsoft Word 15"></head><p>'
        '示例市\n民政局㐀文件</p></html>'
    )
    data = packed(
        head,
        part(
            f'text/html; charset="{charset}"', page.encode(encoding), 'Content-Location: file:///C:/1/a.htm'
        ),
    )
    assert read_mhtml.score(data, 'a.doc') == 65
    assert texts(read(tmp_path, data)[0]) == ['示例市民政局㐀文件']


def test_the_sheets_of_a_workbook_are_read_in_its_order_with_their_names(tmp_path):
    sheets = ''.join(
        f'<x:ExcelWorksheet><x:Name>{name}</x:Name><x:WorksheetSource HRef="a.files/sheet00{n}.htm"/>'
        f'{more}</x:ExcelWorksheet>'
        for n, name, more in ((2, '汇总', ''), (1, '明细', '<x:Visible>SheetHidden</x:Visible>'))
    )
    book = (
        f'<html><head><!--[if gte mso 9]><xml>{sheets}</xml><![endif]--></head><frameset><frame '
        'src="a.files/sheet001.htm"></frameset></html>'
    )
    pages = []
    for n, name in ((1, '甲'), (2, '乙')):
        page = f'<meta name=ProgId content=Excel.Sheet><table><tr><td>{name}<td>0001</table>'
        pages.append(part('text/html', page.encode(), f'Content-Location: file:///C:/a.files/sheet00{n}.htm'))
    head = 'MIME-Version: 1.0\nContent-Type: multipart/related; boundary="b--1"\n\n'
    blocks, problems = read(
        tmp_path, packed(head, part('text/html', book.encode(), 'Content-Location: file:///C:/a.htm'), *pages)
    )
    assert [block.cells[0].text for block in blocks if isinstance(block, Table)] == ['乙', '甲']
    assert [block.where.sheet for block in blocks] == ['汇总', '明细']
    assert blocks[0].cells[1].where.sheet == '汇总'
    assert [problem.code for problem in problems] == ['hidden_sheet']


def test_a_missing_end_and_nested_parts_are_read(tmp_path):
    inner = b'Content-Type: multipart/alternative; boundary="in"\r\n\r\n' + packed(
        '', part('text/plain', b'x'), part('text/html', '<p>示例</p>'.encode()), boundary=b'in', end=False
    )
    assert texts(read(tmp_path, packed(CHROME, inner, end=False))[0]) == ['示例']


@pytest.mark.parametrize(
    'head',
    [
        b'Received: from a\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=b\r\n\r\n',
        b'From: a@b\r\nTo: c@d\r\nMIME-Version: 1.0\r\nContent-Type: text/html\r\n\r\n<p>x',
        b'From: a@b\r\nContent-Type: text/html\r\n\r\n<p>x',
        b'<html>Content-Type: multipart/related',
        b'',
    ],
)
def test_a_letter_is_no_page(head):
    assert read_mhtml.score(head, 'a.mht') is None


def test_no_other_reader_takes_a_saved_page():
    head = packed(CHROME, part('text/html', b'<p>x'))
    assert (read_html.score(head, 'a'), read_text.score(head, 'a')) == (None, None)


def test_a_file_without_a_page_is_damaged(tmp_path):
    with pytest.raises(Damaged, match="没有找到网页正文"):
        read(tmp_path, packed(CHROME, part('image/png', b'x')))


def test_too_many_parts_are_refused(tmp_path):
    with pytest.raises(TooLarge, match="部件"):
        read(tmp_path, packed(CHROME, *[b'\r\nx\r\n'] * 6000))
