"""Story S1, Monday's inbox: every file in one of the totals, copies and misdirected papers told apart."""

from collections import Counter

import pytest
from PIL import Image

from commands.office import counts_to_line
from office.intake import take_in
from office.uniting import join
from store import obligations, register
from store.engine import reading
from tests.office.conftest import NOTICE


def paper(number, *, to='各市民政局'):
    lines = [line.replace('12号', f'{number}号').replace('各市民政局：', f'{to}：') for line in NOTICE]
    return [line.replace('社会组织台账', f'第{number}项台账') for line in lines]


@pytest.fixture
def monday(with_ledger, notice, survey):
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


def totals(outcomes):
    counts = Counter(outcome.status for outcome in outcomes)
    kinds = Counter(outcome.kind or '' for outcome in outcomes if outcome.status == 'registered')
    return counts_to_line(counts, kinds)


def test_every_file_is_accounted_for_and_a_second_run_finds_nothing(monday):
    outcomes = list(take_in(monday))
    assert totals(outcomes) == (
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
    again = list(take_in(monday))
    assert totals(again) == "收到1个文件：涉密停止1个"
