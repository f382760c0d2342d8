"""From a file and a place to a picture, through the drawing child and LibreOffice."""

import io
import subprocess
import sys

import openpyxl
import pytest
from PIL import Image

from extractors.readers import limits
from extractors.readers.docx import reader as read_docx
from extractors.readers.pictures import place as picture
from extractors.readers.pictures.frame import Look
from extractors.readers.pictures.place import picture_of
from extractors.readers.pictures.word import COLOUR
from extractors.readers.plain import reader as read_text
from extractors.readers.sheets import xlsx_reader as read_xlsx
from extractors.readers.web import html_reader as read_html
from model.document import Document
from model.errors import BadInput, CannotStart, Damaged, ReaderFailed, SecrecyMark, UsageFault
from model.place import Box, Where
from tests import build, build_ofd
from tests.build import docx, p, r, tbl, tr
from tests.build_pdf import pdf, say

LAID_OUT = "版面由 LibreOffice 排出"
RED = (214, 0, 0)


def read(reader, path):
    blocks, pages, problems = reader.read(path)
    return Document(str(path), '', reader.NAME, pages, blocks, problems)


def shown(made):
    image = Image.open(io.BytesIO(made.png))
    image.load()
    return image


def share(image, colour):
    """How much of the picture has this colour."""
    near = sum(
        count
        for count, its in image.getcolors(2**24)
        if sum(abs(a - b) for a, b in zip(its, colour, strict=True)) < 9
    )
    return near / (image.width * image.height)


def assert_marked(image, least=0.001):
    """The mark's background is there and inside a red frame."""
    assert share(image, COLOUR) > least
    assert share(image, RED) > 0.0005


def test_a_place_on_a_pdf_page(tmp_path):
    path = pdf(tmp_path / '一.pdf', say('示例', 80, 100))
    made = picture_of(path, Where(page=1, box=Box(80, 84, 112, 104)))
    assert share(shown(made), RED) > 0
    assert made.told == ()


def test_an_image_and_an_ofd_page_need_no_libreoffice(tmp_path, monkeypatch):
    monkeypatch.setattr(picture, 'suite', lambda: None)
    Image.new('RGB', (90, 60), RED).save(tmp_path / '图.jpg')
    assert shown(picture_of(tmp_path / '图.jpg', Where(page=1))).size == (90, 60)
    ofd = build_ofd.ofd(tmp_path / '一.ofd', build_ofd.page(build_ofd.filled(0, 0, 210, 297, '214 0 0')))
    assert share(shown(picture_of(ofd, Where(page=1), look=Look(50))), RED) > 0.9


def test_a_cell_of_a_word_table(soffice, tmp_path):
    path = docx(tmp_path / '一.docx', p('表') + tbl(tr('单位', '人数'), tr('示例协会', '42')))
    made = picture_of(path, Where(part='body', path='tbl[1]/tr[2]/tc[2]'), read(read_docx, path))
    assert_marked(shown(made))
    assert LAID_OUT in made.told[0]
    assert [each.name for each in tmp_path.iterdir()] == ['一.docx']


def test_a_page_of_a_word_document_and_one_it_has_not(soffice, tmp_path):
    path = docx(tmp_path / '一.docx', p('示例'))
    assert shown(picture_of(path, Where(page=1), read(read_docx, path), Look(72))).size == pytest.approx(
        (612, 792), rel=0.1
    )
    with pytest.raises(UsageFault, match='只有1页'):
        picture_of(path, Where(page=2), read(read_docx, path))


def test_what_is_hidden_is_told_and_not_framed(soffice, tmp_path):
    path = docx(
        tmp_path / '一.docx', p('示例') + p(r('藏', '<w:vanish/>'), '<w:rPr><w:vanish/></w:rPr>') + p('尾')
    )
    document = read(read_docx, docx(tmp_path / '二.docx', p('示例') + p('藏') + p('尾')))
    with pytest.raises(BadInput, match='没有这个位置'):
        picture_of(path, Where(part='body', path='p[2]'), document)


def test_a_cell_of_a_workbook(soffice, tmp_path):
    workbook = openpyxl.Workbook()
    for row in range(1, 200):
        workbook.active.append([f'第{row}家', row, '备注'])
    workbook.active.title = '台账'
    path = tmp_path / '一.xlsx'
    workbook.save(path)
    made = picture_of(path, Where(cell='B150'), read(read_xlsx, path))
    assert_marked(shown(made))
    whole = picture_of(path, Where(sheet='台账'), read(read_xlsx, path), Look(72))
    assert share(shown(whole), COLOUR) == 0


def test_a_cell_of_a_web_page_named_xls(soffice, tmp_path):
    path = tmp_path / '导出.xls'
    path.write_text(
        '<html><meta charset=utf-8><table border=1><tr><td>甲<td>1<tr><td>乙<td>1</table>', 'utf-8'
    )
    document = read(read_html, path)
    (table,) = document.blocks
    made = picture_of(path, table.cells[3].where, document)
    assert_marked(shown(made))


def test_a_line_of_a_text(soffice, tmp_path):
    path = tmp_path / '一.txt'
    path.write_text('\n'.join(f'第{number}行' for number in range(90)), 'utf-8')
    assert_marked(shown(picture_of(path, Where(line=70), read(read_text, path))))


def test_without_libreoffice_a_word_document_cannot_be_shown(tmp_path, monkeypatch):
    monkeypatch.setattr(picture, 'suite', lambda: None)
    path = docx(tmp_path / '一.docx', p('示例'))
    with pytest.raises(CannotStart, match='导出 PDF'):
        picture_of(path, Where(page=1), read(read_docx, path))


def test_errors_come_from_the_child_as_they_were_there(tmp_path):
    broken = tmp_path / '坏.pdf'
    broken.write_bytes(b'%PDF-1.4\nnothing')
    with pytest.raises(Damaged, match='坏'):
        picture_of(broken, Where(page=1))
    secret = build_ofd.ofd(tmp_path / '一.ofd', build_ofd.page(build_ofd.words('机密★10年', 30, 30)))
    with pytest.raises(SecrecyMark):
        picture_of(secret, Where(page=1))
    with pytest.raises(UsageFault, match='写页码'):
        picture_of(pdf(tmp_path / '一.pdf', say('示例', 80, 100)), Where(line=1))
    with pytest.raises(UsageFault, match='只能写页码'):
        picture_of(docx(tmp_path / '一.docx', p('一')), Where(part='body', path='p[1]'))


def test_a_child_that_dies_or_dawdles_harms_nobody(tmp_path, monkeypatch):
    path = pdf(tmp_path / '一.pdf', say('示例', 80, 100))
    real = subprocess.run
    died = [sys.executable, '-c', 'import os; os.abort()']
    slow = [sys.executable, '-c', 'import time; time.sleep(60)']
    monkeypatch.setattr(limits, 'WALL_S', 0.5)
    for command, message in ((died, '中途退出'), (slow, r'0\.5秒')):
        monkeypatch.setattr(subprocess, 'run', lambda _, command=command, **more: real(command, **more))
        with pytest.raises(ReaderFailed, match=message):
            picture_of(path, Where(page=1))


def test_a_document_may_come_under_any_name(soffice, tmp_path):
    path = docx(tmp_path / '一.docx', p('示例'))
    named = tmp_path / '一.doc'
    path.rename(named)
    assert_marked(shown(picture_of(named, Where(part='body', path='p[1]'), read(read_docx, named))))


def test_what_is_no_paper_is_refused(soffice, tmp_path):
    build.packed(tmp_path / '包.docx', {'a.txt': 'a'})
    with pytest.raises(BadInput):
        picture_of(tmp_path / '包.docx', Where(page=1))
