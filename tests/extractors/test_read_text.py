from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from extractors.readers.plain import reader as read_text
from model.document import Block, Paragraph
from model.errors import Damaged
from model.place import Severity

TEXT = '示例市民政局文件\r\n\r\n示民发〔2026〕6号\r\n\r\n各县区民政局：\r\n　　现将有关事项通知如下。\r\n'


def texts(blocks: tuple[Block, ...]) -> list[str]:
    return [block.text for block in blocks if isinstance(block, Paragraph)]


def write(folder: Path, data: bytes) -> Path:
    path = folder / 'a.txt'
    path.write_bytes(data)
    return path


@pytest.mark.parametrize(
    'encoding', ['utf-8', 'utf-8-sig', 'gb18030', 'gbk', 'utf-16', 'utf-16-le', 'utf-16-be', 'utf-32']
)
def test_encodings_are_told_by_the_bytes(tmp_path: Path, encoding: str) -> None:
    data = TEXT.encode(encoding)
    assert read_text.score(data[:8192], 'a.doc') == 10
    blocks, pages, problems = read_text.read(write(tmp_path, data))
    assert texts(blocks) == [
        '示例市民政局文件',
        '示民发〔2026〕6号',
        '各县区民政局：',
        '现将有关事项通知如下。',
    ]
    assert [block.where.line for block in blocks] == [1, 3, 5, 6]
    assert (pages, problems) == (None, ())


def test_a_head_cut_inside_a_letter_is_still_text() -> None:
    assert read_text.score('示例市'.encode()[:-1], 'a') == 10
    assert read_text.score('示例市'.encode('gb18030')[:-1], 'a') == 10


@pytest.mark.parametrize(
    'head',
    [
        b'',
        b'  \n',
        b'%PDF-1.4',
        b'PK\x03\x04',
        b'{\\rtf1',
        b'\xd0\xcf\x11\xe0',
        b'<?xml version="1.0"?>',
        bytes(range(256)),
        b'\x89PNG\r\n\x1a\n' + bytes(range(65, 91)) * 20,
    ],
)
def test_other_kinds_and_junk_are_declined(head: bytes) -> None:
    assert read_text.score(head, 'a.txt') is None


def test_a_mail_is_declined() -> None:
    head = b'Received: x\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n'
    assert read_text.score(head, 'a.txt') is None


def test_bytes_that_fit_no_encoding_are_read_and_told(tmp_path: Path) -> None:
    data = '示例市民政局'.encode() + b'\xff\xfe\xff' + '文件'.encode()
    blocks, _, problems = read_text.read(write(tmp_path, data))
    assert '示例市民政局' in texts(blocks)[0]
    assert [(each.code, each.severity) for each in problems] == [('encoding_guessed', Severity.REVIEW)]


def test_junk_behind_a_text_head_is_damaged(tmp_path: Path) -> None:
    with pytest.raises(Damaged):
        read_text.read(write(tmp_path, b'abc\n' * 10 + bytes(range(1, 32)) * 50))


def test_less_than_signs_stay_as_they_are(tmp_path: Path) -> None:
    line = '关于印发<2026年示例市年检要点>的通知'
    assert texts(read_text.read(write(tmp_path, line.encode()))[0]) == [line]


def test_form_feeds_and_page_numbers_are_no_text(tmp_path: Path) -> None:
    text = '甲县、乙县民政局要在十月底前核对年检材料，并在\n- 1 -\n\f年底前完成。\nPAGE\n- 2 -\n'
    blocks, _, _ = read_text.read(write(tmp_path, text.encode()))
    assert texts(blocks) == ['甲县、乙县民政局要在十月底前核对年检材料，并在年底前完成。']


@given(st.text(st.characters(codec='gb18030', exclude_categories=('Cc', 'Cs', 'Cn', 'Co')), max_size=60))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
def test_utf_8_round_trip_keeps_every_letter(tmp_path: Path, text: str) -> None:
    blocks, _, problems = read_text.read(write(tmp_path, f'示例：{text}'.encode()))
    assert ''.join(''.join(texts(blocks)).split()) == ''.join(f'示例：{text}'.split())
    assert problems == ()


def test_the_seeds_read_alike_in_gb18030(tmp_path: Path, shared: Path) -> None:
    for path in sorted((shared / 'seeds').glob('*.txt')):
        again = write(tmp_path, path.read_text(encoding='utf-8').encode('gb18030'))
        assert read_text.read(again) == read_text.read(path)
