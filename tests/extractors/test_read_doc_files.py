"""Which files are a .doc, and what becomes of those that are broken, locked or not what they seem."""

import contextlib
import struct

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from extractors.readers.doc import formats as doc_formats
from extractors.readers.doc import reader as read_doc
from extractors.readers.doc import story as doc_story
from extractors.readers.doc import text as doc_text
from extractors.readers.docx import reader as read_docx
from model.errors import Damaged, Encrypted, NeedsConversion, ShoufaError, TooLarge
from tests import build_ole
from tests.build import grid, texts
from tests.build_doc import Box, box_data, doc, field, level, par, row, sprm

WPS = bytes.fromhex('12345678000000000000000000000001')


def rich(path, **more):
    """A file with something of everything."""
    pars = [
        par('关于示例的通知'), par('甲', sprm(0x460B, 1)), *row('子', '丑', edges=[0, 1000, 2000]),
        par([*field(' FORMCHECKBOX ', data_at=0), ('同意\x08', b'')]),
    ]  # fmt: skip
    return doc(
        path,
        pars,
        lists=[[level(37, '\0、')]],
        overrides=[(0, b'', 0)],
        data=box_data(ticked=1),
        notes=[[par('脚注')]],
        margins=[[], [par('页眉'), par('')]],
        boxes=[Box([par('框内')], 20)],
        sections=[b''],
        fonts=['宋体'],
        styles=[(1, 0xFFF, b'', b'')],
        **more,
    )


def code(path):
    with pytest.raises(ShoufaError) as raised:
        read_doc.read(path)
    return raised.value.code


@pytest.mark.parametrize('class_id', [bytes(16), WPS, build_ole.WORD_DOCUMENT])
def test_a_container_is_told_by_its_stream_not_by_class_id_or_name(tmp_path, class_id):
    path = rich(tmp_path / 'a.wps', class_id=class_id, streams={'WpsCustomData': b'x', '\x01CompObj': b'y'})
    head = path.read_bytes()[:8192] + b'\nWpsCustomData\nWordDocument'
    assert read_doc.score(head, 'a.wps') == 100
    assert texts(read_doc.read(path)[0])[:2] == ['关于示例的通知', '一、甲']


def test_other_files_are_left_to_others():
    assert read_doc.score(b'PK\x03\x04\nWordDocument', 'a.doc') is None
    assert read_doc.score(build_ole.MAGIC + b'\nWorkbook', 'a.wps') is None
    assert read_doc.score(build_ole.MAGIC + b'\nObjectPool/_1/WordDocument', 'a.doc') is None
    assert read_doc.score(build_ole.MAGIC + b'\nCONTENTS', 'a.pub') is None


def test_the_wps_of_works_needs_conversion(tmp_path):
    path = build_ole.ole_file(tmp_path / 'a.wps', {'MatOST': b'x', 'CONTENTS': b'y'})
    assert read_doc.score(build_ole.MAGIC + b'\nMatOST', 'a.wps') == 50
    with pytest.raises(NeedsConversion, match='Works') as raised:
        read_doc.read(path)
    assert raised.value.target == 'docx'


def test_word_95_needs_conversion(tmp_path):
    assert code(rich(tmp_path / 'a.doc', version=0x68)) == 'needs_conversion'


def test_a_password_is_told(tmp_path):
    with pytest.raises(Encrypted, match='密码'):
        read_doc.read(rich(tmp_path / 'a.doc', flags=0x0300))


def test_the_other_table_stream_is_read_where_the_named_one_is_missing(tmp_path):
    path = rich(tmp_path / 'a.doc', flags=0)
    path.write_bytes(path.read_bytes().replace('0Table'.encode('utf-16-le'), '1Table'.encode('utf-16-le')))
    assert texts(read_doc.read(path)[0])[0] == '关于示例的通知'


def test_macros_are_told_and_not_run(tmp_path):
    path = rich(tmp_path / 'a.doc', streams={'_VBA_PROJECT_CUR': b'x'})
    assert [problem.code for problem in read_doc.read(path)[2]] == ['macros']


@pytest.mark.parametrize('number', [12, 13])
def test_formatting_that_is_lost_is_told(tmp_path, number):
    path = rich(tmp_path / 'a.doc', parts={number: struct.pack('<III', 0, 9999, 9999)})
    assert 'format_lost' in [problem.code for problem in read_doc.read(path)[2]]


def test_formatting_does_not_go_on_over_what_is_lost():
    runs = [doc_formats.Run(0, 4, b'x'), doc_formats.Run(12, 20, b'y')]
    spans = doc_formats._runs_to_spans(runs, (doc_text.Piece(0, 10, 0, 2, b'z'),), b'-')
    assert [spans.at(place) for place in (0, 1, 2, 5, 6, 9)] == [b'xz', b'xz', b'-z', b'-z', b'yz', b'yz']


@pytest.mark.parametrize('part', [b'', b'\x02', b'\x02\xff\xff\xff\xff', b'\x09abc', b'\x01\xff\xffabc'])
def test_without_its_pieces_a_file_is_damaged(tmp_path, part):
    assert code(rich(tmp_path / 'a.doc', parts={33: part})) == 'damaged'


def test_text_that_lies_outside_the_file_is_damage_not_silence(tmp_path):
    table = struct.pack('<II', 0, 100) + struct.pack('<HIH', 0, 10**6, 0)
    part = b'\x02' + struct.pack('<I', len(table)) + table
    assert code(rich(tmp_path / 'a.doc', parts={33: part})) == 'damaged'


@pytest.mark.parametrize('word', [b'', bytes(33), bytes(200), b'\xec\xa5\xc1\x00' + bytes(196)])
def test_a_short_or_empty_main_stream_is_damaged_or_older(tmp_path, word):
    path = build_ole.ole_file(tmp_path / 'a.doc', {'WordDocument': word, '0Table': bytes(9)})
    assert code(path) in ('damaged', 'needs_conversion')


def test_no_more_is_read_than_a_paper_can_hold(tmp_path, monkeypatch):
    path = rich(tmp_path / 'a.doc')
    monkeypatch.setattr(doc_story, 'MAX_PARAGRAPHS', 3)
    with pytest.raises(TooLarge):
        read_doc.read(path)
    monkeypatch.setattr(doc_text, 'MAX_CHARACTERS', 10)
    with pytest.raises(TooLarge):
        read_doc.read(path)


def test_fields_without_end_do_not_nest_for_ever(tmp_path):
    assert texts(read_doc.read(doc(tmp_path / 'a.doc', [par('甲' + '\x13' * 500), par('乙')]))[0]) == [
        '甲',
        '乙',
    ]


def test_a_file_cut_short_is_damaged(tmp_path):
    data = rich(tmp_path / 'a.doc').read_bytes()
    for size in range(512, len(data) - 2048, 512):
        (tmp_path / 'b.doc').write_bytes(data[:size])
        with pytest.raises(Damaged):
            read_doc.read(tmp_path / 'b.doc')


@given(flips=st.lists(st.tuples(st.floats(0.0, 0.999), st.integers(0, 255)), min_size=1, max_size=8))
@settings(max_examples=80, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_broken_file_ends_in_an_error_of_ours_or_is_read(tmp_path, flips):
    data = bytearray(rich(tmp_path / 'a.doc').read_bytes())
    for place, byte in flips:
        data[512 + int(place * (len(data) - 512))] = byte
    (tmp_path / 'b.doc').write_bytes(data)
    with contextlib.suppress(ShoufaError):
        read_doc.read(tmp_path / 'b.doc')


def test_what_we_write_is_what_an_office_suite_reads(tmp_path, convert):
    pars = [par('关于示例的通知'), par('甲', sprm(0x460B, 1)), par('乙', sprm(0x460B, 1)), par('后')]
    table = [*row('子', '丑', edges=[0, 1000, 3000]), *row('寅', '卯', edges=[0, 2000, 3000])]
    path = doc(
        tmp_path / 'a.doc',
        [*pars, *table, par('完')],
        lists=[[level(37, '（\0）')]],
        overrides=[(0, b'', 0)],
        styles=[(1, 0xFFF, b'', b'')],
        cuts=(3, 12),
        sections=[b''],
    )
    (made,) = convert(tmp_path, 'docx', path)
    ours, theirs = read_doc.read(path)[0], read_docx.read(made)[0]
    assert (texts(ours), grid(ours)) == (texts(theirs), grid(theirs))


@pytest.mark.parametrize('name', ['notice0', 'notice2', 'notice4'])
def test_a_real_notice_is_read_to_the_letter(shared, name):
    folder = shared / 'corpus' / 'readers'
    body = [block.text for block in read_doc.read(folder / f'{name}.doc')[0] if block.where.part == 'body']
    truth = (folder / f'{name}.truth.txt').read_text('utf-8')
    assert ''.join(''.join(body).split()) == ''.join(truth.split())
