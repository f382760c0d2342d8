import os
import re
import socket
import stat
import threading
from pathlib import Path

import pytest

from extractors.readers import soffice
from extractors.readers.docx import reader as read_docx
from extractors.readers.soffice import converted, memory_folder
from extractors.readers.soffice_kinds import path_to_suffix
from model.document import Paragraph, Table
from model.errors import CannotStart, Encrypted, ReaderFailed, Unsupported
from tests import build

RTF = rb'{\rtf1\ansi\ansicpg936 {\b \'ca\'be\'c0\'fd}\par}'
"""示例, as Word writes it in RTF."""
LINK = '<Relationship Id="%s" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/%s" '
LINK += 'Target="%s" TargetMode="External"/>'


@pytest.fixture
def listening():
    """An address on this machine, and what called it."""
    calls: list[bytes] = []
    server = socket.create_server(('127.0.0.1', 0))

    def listen():
        while True:
            try:
                caller, _ = server.accept()
            except OSError:
                return
            with caller:
                calls.append(caller.recv(100))

    thread = threading.Thread(target=listen)
    thread.start()
    yield f'http://127.0.0.1:{server.getsockname()[1]}', calls
    server.shutdown(socket.SHUT_RDWR)
    server.close()
    thread.join()


def remote(path: Path, address: str) -> Path:
    """A document whose picture and whose template lie on another machine."""
    picture = (
        '<w:r><w:drawing><wp:inline><wp:extent cx="900000" cy="900000"/><wp:docPr id="1" name="a"/>'
        '<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture">'
        '<pic:pic><pic:nvPicPr>'
        '<pic:cNvPr id="1" name="a"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:link="rId90"/>'
        '<a:stretch/></pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="900000" cy="900000"/>'
        '</a:xfrm><a:prstGeom prst="rect"/></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline>'
        '</w:drawing></w:r>'
    )
    for name, place in (('wp', 'wordprocessingDrawing'), ('pic', 'picture')):
        address_of = f'xmlns:{name}="http://schemas.openxmlformats.org/drawingml/2006/{place}"'
        picture = re.sub(f'<({name}:(?:inline|pic))>', rf'<\1 {address_of}>', picture)
    field = build.field(f'INCLUDEPICTURE "{address}/c.png" \\d', '图')
    picture_link = LINK % ('rId90', 'image', f'{address}/a.png')
    template_link = LINK % ('rId91', 'attachedTemplate', f'{address}/b.dotx')
    return build.docx(
        path,
        build.p('示例') + build.p(picture) + build.p(field),
        members={
            'word/_rels/document.xml.rels': build.relationships(picture_link + template_link),
            'word/_rels/settings.xml.rels': build.relationships(template_link),
        },
    )


def test_an_old_format_becomes_a_new_one_and_leaves_nothing_behind(soffice, tmp_path):
    paper = tmp_path / '通知.doc'
    paper.write_bytes(RTF)
    with converted(paper, 'docx') as made:
        folder = made.parent.parent
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700
        (block,) = read_docx.read(made)[0]
    assert isinstance(block, Paragraph)
    assert block.text == '示例'
    assert not folder.exists()
    assert [path.name for path in tmp_path.iterdir()] == ['通知.doc']


@pytest.mark.parametrize('target', ['docx', 'pdf', 'xlsx'])
def test_a_web_page_named_doc_is_taken_for_what_it_is(soffice, tmp_path, target):
    paper = tmp_path / '表.doc'
    paper.write_text('<html><meta charset="utf-8"><table border=1><tr><td>甲县<td>3</table></html>', 'utf-8')
    with converted(paper, target) as made:
        if target == 'docx':
            (table,) = (block for block in read_docx.read(made)[0] if isinstance(block, Table))
            assert [cell.text for cell in table.cells] == ['甲县', '3']
        else:
            assert made.read_bytes()[:2] in {b'%P', b'PK'}


@pytest.mark.parametrize('shielded', [True, False])
def test_what_a_document_links_to_is_never_asked_for(soffice, tmp_path, listening, monkeypatch, shielded):
    address, calls = listening
    if not shielded:
        monkeypatch.setattr('extractors.readers.soffice.without_network', lambda: ())
    page = tmp_path / '网页.html'
    page.write_text(
        f'<html>示例<img src="{address}/d.png"><link rel=stylesheet href="{address}/e.css"></html>'
    )
    with converted(remote(tmp_path / '链接.docx', address), 'pdf') as made:
        assert made.stat().st_size > 0
    with converted(page, 'pdf') as made:
        assert made.stat().st_size > 0
    assert calls == []


def test_a_paper_that_cannot_be_converted_is_told_and_the_next_one_works(soffice, tmp_path):
    broken, good = build.ole(tmp_path / '坏.doc', 'WordDocument'), tmp_path / '好.rtf'
    good.write_bytes(RTF)
    with pytest.raises(ReaderFailed, match='转换不了'), converted(broken, 'docx'):
        pass
    with converted(good, 'docx') as made:
        assert made.is_file()


def test_a_conversion_past_its_time_is_ended(soffice, tmp_path):
    paper = tmp_path / '慢.rtf'
    paper.write_bytes(RTF)
    with pytest.raises(ReaderFailed, match=r'0\.05秒'), converted(paper, 'docx', timeout_s=0.05):
        pass


def test_without_libreoffice_the_user_is_told_what_to_do(tmp_path, monkeypatch):
    monkeypatch.setattr(soffice, 'suite', lambda: None)
    with pytest.raises(CannotStart, match='另存为'), converted(tmp_path / '通知.doc', 'docx'):
        pass


def test_what_a_killed_process_left_in_memory_is_removed(tmp_path):
    gone, mine, fresh = (tmp_path / f'shoufa-{owner}-a' for owner in ('999999999', os.getpid(), '999999998'))
    for folder in (gone, mine, fresh):
        folder.mkdir()
        (folder / 'paper.doc').write_bytes(b'a')
    for folder in (gone, mine):
        os.utime(folder, (0, 0))
    soffice.sweep(tmp_path)
    assert [folder.exists() for folder in (gone, mine, fresh)] == [False, True, True]


def test_where_memory_is_short_the_folder_for_temporary_files_serves(monkeypatch, tmp_path):
    monkeypatch.setattr('tempfile.tempdir', str(tmp_path))
    with memory_folder(2**60) as folder:
        assert folder.parent == tmp_path


@pytest.mark.parametrize(
    ('data', 'suffix'),
    [
        (RTF, '.rtf'),
        (b'<html><body>a', '.html'),
        ('<!DOCTYPE html><p>'.encode('utf-16'), '.html'),
        (
            b'<?xml version="1.0"?><?mso-application progid="Word.Document"?><w:wordDocument xmlns:w="x">',
            '.xml',
        ),
        (b'<?xml version="1.0"?><uof:UOF xmlns:uof="x">', '.uot'),
        (b'%PDF-1.4', '.pdf'),
    ],
)
def test_a_file_is_what_it_holds(tmp_path, data, suffix):
    path = tmp_path / '一.doc'
    path.write_bytes(data)
    assert path_to_suffix(path) == suffix


@pytest.mark.parametrize(
    ('stream', 'suffix'),
    [('WordDocument', '.doc'), ('Workbook', '.xls'), ('Book', '.xls'), ('CONTENTS', '.wps')],
)
def test_an_old_container_is_told_by_its_streams(tmp_path, stream, suffix):
    assert path_to_suffix(build.ole(tmp_path / '一.docx', stream)) == suffix


def test_a_zip_is_told_by_its_members(tmp_path):
    assert path_to_suffix(build.docx(tmp_path / '一.doc', build.p('一'))) == '.docx'


def test_a_locked_paper_and_a_program_are_refused(tmp_path):
    path = build.ole(tmp_path / '一.docx', 'EncryptedPackage')
    with pytest.raises(Encrypted):
        path_to_suffix(path)
    path.write_bytes(b'MZ\x90\0')
    with pytest.raises(Unsupported):
        path_to_suffix(path)
