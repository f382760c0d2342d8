"""kill -9 at any point of take-in and a second run: every file once, none lost."""

import os
import signal
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

from store import copies, obligations, register, rows
from store.engine import reading
from tests.office.conftest import NOTICE

ROOT = Path(__file__).parent.parent.parent
PAUSES = (0.5, 0.9, 1.2, 1.5, 1.8, 2.2)


def start(root):
    command = [sys.executable, str(ROOT / 'cli.py'), '--office', str(root), 'take-in']
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True)


def test_every_file_once_and_none_lost(with_ledger, survey):
    names = [f'{county}/附件{number}.xlsx' for county in ('甲县', '乙县', '丙县') for number in range(1, 9)]
    for number, name in enumerate(names):
        survey(name, (1, '示例市甲一商会', 12, 5, 7, 3, 3, 0, f'备注{number}'))
    for pause in PAUSES:
        process = start(with_ledger.rooms.root)
        time.sleep(pause)
        os.killpg(process.pid, signal.SIGKILL)
        process.communicate()
    process = start(with_ledger.rooms.root)
    _, errors = process.communicate(timeout=60)
    assert process.returncode == 0, errors.decode()
    with reading(with_ledger.engine) as connection:
        entries = register.list_entries(connection)
        listed = rows.list_rows(connection)
    assert sorted(entry.file for entry in entries) == sorted(names)
    assert {entry.state for entry in entries} == {'done'}
    assert [entry.number for entry in entries] == list(range(1, len(names) + 1))
    assert sorted(row.register_number for row in listed) == [entry.number for entry in entries]
    assert not any(path.is_file() for path in with_ledger.rooms.inbox.rglob('*'))
    for entry in entries:
        assert (with_ledger.rooms.archive / entry.archived_as).is_file()


def test_two_take_ins_at_once_are_one_after_the_other(with_ledger, survey):
    names = [f'甲县/附件{number}.xlsx' for number in range(12)]
    for number, name in enumerate(names):
        survey(name, (1, '示例市甲一商会', 12, 5, 7, 3, 3, 0, f'备注{number}'))
    processes = [start(with_ledger.rooms.root) for _ in range(2)]
    for process in processes:
        _, errors = process.communicate(timeout=60)
        assert process.returncode == 0, errors.decode()
    with reading(with_ledger.engine) as connection:
        assert sorted(entry.file for entry in register.list_entries(connection)) == sorted(names)


def test_copies_are_counted_once_whenever_it_is_killed(place):
    for number in range(1, 7):
        lines = [line.replace('12号', f'{number}号') for line in NOTICE]
        body = ''.join(f'<p>{line}</p>' for line in lines)
        makes = {
            '1.txt': '\n'.join(lines),
            '2.html': f'<meta charset="utf-8">{body}',
            '3.txt': '\n\n'.join(lines),
        }
        for name, text in makes.items():
            (place.rooms.inbox / f'{number}-{name}').write_text(text, 'utf-8')
    for pause in PAUSES[1:5]:
        process = start(place.rooms.root)
        time.sleep(pause)
        os.killpg(process.pid, signal.SIGKILL)
        process.communicate()
    process = start(place.rooms.root)
    _, errors = process.communicate(timeout=60)
    assert process.returncode == 0, errors.decode()
    with reading(place.engine) as connection:
        entries = register.list_entries(connection)
        further = copies.list_copies(connection)
        duties = obligations.list_duties(connection)
    assert [entry.number for entry in entries] == list(range(1, 7))
    assert Counter(copy.register_number for copy in further) == dict.fromkeys(range(1, 7), 2)
    assert Counter(duty.register_number for duty in duties) == dict.fromkeys(range(1, 7), 2)
    kept = {entry.archived_as for entry in entries} | {copy.archived_as for copy in further}
    assert {path.name for path in place.rooms.archive.iterdir() if not path.name.startswith('.')} == kept
    assert not any(path.is_file() for path in place.rooms.inbox.rglob('*'))
