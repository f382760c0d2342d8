"""Story S1, Monday's inbox: every file in one of the totals, copies and misdirected papers told apart."""

import pytest
from click.testing import CliRunner
from PIL import Image

from cli import program
from extractors.readers.scans import stack
from office.intake import take_in
from office.outcome_words import outcomes_to_line
from office.uniting import join
from store import copies, obligations, register
from store.engine import reading
from tests.office.monday import SECRET, fill_inbox, paper
from tests.tools import missing


@pytest.fixture
def monday(with_ledger, notice, survey, blind):
    """A smaller one, on a machine that cannot recognise pictures."""
    inbox = with_ledger.rooms.inbox
    for number in range(1, 10):
        notice(f'通知{number}.docx', *paper(number))
    (inbox / '通知3网页.txt').write_text('\n'.join(paper(3)), 'utf-8')
    for number, colour in enumerate(('white', 'grey', 'black')):
        Image.new('RGB', (60, 80), colour).save(inbox / f'通知3照片{number}.png')
    notice('体育.docx', *paper(20, to='示例市体育局'))
    notice('密件.docx', '秘密★5年', *paper(21))
    (inbox / '坏.docx').write_bytes(b'PK\x03\x04' + b'\x00' * 40)
    for number in range(1, 6):
        survey(f'甲县/附件{number}.xlsx', (1, '示例市甲一商会', 12, 5, 7, 3, 3, 0, f'备注{number}'))
    (inbox / '甲县' / '附件1 副本.xlsx').write_bytes((inbox / '甲县' / '附件1.xlsx').read_bytes())
    return with_ledger


def test_every_file_is_accounted_for_and_a_second_run_finds_nothing(monday):
    outcomes = list(take_in(monday))
    assert outcomes_to_line(outcomes) == (
        "收到22个文件：登记18件（通知9、误送1、报表5、待识别3），重复1个，同文副本1个，无法读取1个，涉密停止1个"
    )
    with reading(monday.engine) as connection:
        listed = register.list_entries(connection)
        third = next(entry for entry in listed if entry.file.startswith('通知3.'))
        duties = obligations.list_duties(connection, third.number)
    assert len(duties) == 2
    join(monday, third.number, [entry.number for entry in listed if '照片' in entry.file])
    with reading(monday.engine) as connection:
        whole = [entry for entry in register.list_entries(connection) if entry.part_of is None]
        assert len(whole) == 15
        assert len(obligations.list_duties(connection, third.number)) == 2
    assert _run_again(monday) == (5, "收到1个文件：涉密停止1个")


def test_forty_files_of_a_monday(with_ledger, notice, survey):
    """Story S1 with its exact counts."""
    if not stack.is_installed():
        missing('the recogniser is not installed: make setup OCR=1')
    place = with_ledger
    secret = fill_inbox(place.rooms.inbox, notice, survey)
    before = secret.read_bytes()
    assert sum(path.is_file() for path in place.rooms.inbox.rglob('*')) == 40
    outcomes = list(take_in(place, together=lambda _: True))
    assert outcomes_to_line(outcomes) == (
        "收到40个文件（压缩包内8个）：登记39件（通知12、误送1、报表26），重复2个，同文副本2份（4个文件），"
        "无法读取1个，涉密停止1个"
    )
    assert secret.read_bytes() == before
    assert [path for path in place.rooms.inbox.rglob('*') if path.is_file()] == [secret]
    with reading(place.engine) as connection:
        listed = register.list_entries(connection)
        (twelfth,) = [entry for entry in listed if entry.doc_number == '示民函〔2026〕12号']
        duties = obligations.list_duties(connection, twelfth.number)
        further = [one.register_number for one in copies.list_copies(connection) if one.sha256]
        assert further == [twelfth.number] * 2
        (wrong,) = [entry for entry in listed if entry.file == '体育.docx']
        assert {duty.ours for duty in obligations.list_duties(connection, wrong.number)} == {'know'}
    assert len({duty.verbatim for duty in duties}) == len(duties)
    assert not _mentions(place, secret)
    assert _run_again(place) == (5, "收到1个文件：涉密停止1个")


def _run_again(place):
    """The exit code of the command, and the last line it tells."""
    done = CliRunner().invoke(program, ['--office', str(place.rooms.root), 'take-in'], standalone_mode=False)
    return done.return_value, done.stdout.splitlines()[-1]


def _mentions(place, secret):
    """Files of the office, the classified one apart, that bear its name or its words."""
    needles = [SECRET.encode(), secret.stem.encode(), SECRET.encode('unicode_escape')]
    return [
        path
        for path in place.rooms.root.rglob('*')
        if path.is_file() and path != secret and any(needle in path.read_bytes() for needle in needles)
    ]
