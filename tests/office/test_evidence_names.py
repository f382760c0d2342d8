"""Evidence as it is recorded is found again: papers with stops in their titles, files by their hash."""

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.register import Duty
from office.due_acts import Step, advance
from office.evidence import evidence
from office.evidence_items import items_about
from office.evidence_names import text_to_names
from store import obligations, register
from store.engine import atomic
from tests.office.test_evidence import received

SHA = 'a' * 64


@pytest.mark.parametrize(
    ('text', 'told'),
    [
        ('2', [2]),
        ('第2号、收文3号；4', [2, 3, 4]),
        ('收文第2号《甲、乙两县的报告》（示民报〔2026〕4号）', [2]),
        ('收文第2号《关于印发《办法》的通知》；收文第3号《报告，补充》', [2, 3]),
        ('示民函〔2026〕5号，照片.jpg', ['示民函〔2026〕5号', '照片.jpg']),
        ('《没写完、照片.jpg', ['《没写完', '照片.jpg']),
        (f'发文/报告、二（改）.docx（sha256 {SHA}）', [('发文/报告、二（改）.docx', SHA)]),
        (f'甲（sha256 {SHA}）；乙（sha256 {SHA}）', [('甲', SHA), ('乙', SHA)]),
        (' ；\n', []),
    ],
)
def test_pieces_of_evidence(text, told):
    names = text_to_names(text)
    assert [one.register or ((one.name, one.sha256) if one.sha256 else one.name) for one in names] == told


@given(st.text('收文第1号《》（）、；，x', max_size=40))
def test_no_letter_of_a_name_is_lost(text):
    said = ''.join(one.name for one in text_to_names(text))
    assert [one for one in said if one not in '、；，'] == [one for one in text if one not in '、；，']


def duty(place, number=1):
    with atomic(place.engine) as connection:
        told = Duty(register_number=number, verbatim='甲', ours='do', rule='r')
        obligations.replace_all(connection, number, [told])


@pytest.mark.parametrize('given', ['2', '00002_示民报〔2026〕4号.pdf'])
def test_a_paper_that_closed_a_duty_is_in_its_evidence(place, given):
    received(place, ['示民函〔2026〕1号', '示民报〔2026〕4号'])
    with atomic(place.engine) as connection:
        register.change(connection, 2, title='甲、乙两县（市）报告')
    duty(place)
    advance(place, Step(act='close', number=1, evidence=given))
    (_, done) = items_about(place, '事项1').items
    assert (done.register, done.missing) == (2, None)


def test_a_file_that_closed_a_duty_is_there_until_it_is_changed(place, tmp_path):
    received(place, ['示民函〔2026〕1号'])
    duty(place)
    path = place.rooms.outbox / '报告、二.docx'
    path.write_bytes(b'paper')
    advance(place, Step(act='close', number=1, evidence='报告、二.docx'))
    (_, done) = items_about(place, '事项1').items
    assert (done.path, done.missing) == (path.resolve(), None)
    assert hashlib.sha256(b'paper').hexdigest() not in str(done.title)
    path.write_bytes(b'other')
    (_, done) = items_about(place, '事项1').items
    assert (done.path, done.missing) == (None, '缺原件（文件在办结后改过）')


def test_what_no_paper_can_hold_is_left_out_of_the_first_page(place, tmp_path):
    received(place, ['示民函〔2026〕1号'])
    with atomic(place.engine) as connection:
        told = Duty(register_number=1, verbatim='甲\0\x01乙', ours='do', rule='r')
        obligations.replace_all(connection, 1, [told])
    assert evidence(place, '事项1', tmp_path / '佐证').lines == 2
