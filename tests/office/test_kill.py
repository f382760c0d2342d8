"""kill -9 at any point of take-in and a second run: every file once, none lost."""

import contextlib
import io
import multiprocessing
import sys
import time
from collections import Counter

import pytest

import cli
from commands import edge
from store import copies, obligations, register, rows
from store.engine import reading
from tests.office.conftest import NOTICE
from tests.office.packed import mail, zipped

PAUSES = (0.0, 0.01, 0.03, 0.06, 0.1, 0.15)
"""Seconds from the first sign of work to the end: a file takes some thirty thousandths."""

PROCESSES = multiprocessing.get_context('forkserver')
PROCESSES.set_forkserver_preload(['cli', 'commands.review', 'office.intake'])


def take_in(root):
    sys.argv = ['shoufa', '--office', str(root), 'take-in']
    with contextlib.redirect_stdout(io.StringIO()):
        edge.run(cli.program)


def start(rooms):
    """The program in a process of its own, where what it imports is there already."""
    process = PROCESSES.Process(target=take_in, args=(rooms.root,))
    process.start()
    return process


def finish(process):
    process.join(60)
    assert process.exitcode == 0
    process.close()


def kill_at_work(rooms, pause):
    """Start a take-in and kill it so long after it began to change something."""
    before = seen(rooms)
    process = start(rooms)
    while process.is_alive() and seen(rooms) == before:
        time.sleep(0.003)
    time.sleep(pause)
    process.kill()
    process.join()
    process.close()


def seen(rooms):
    return set(rooms.archive.iterdir())


def test_every_file_once_and_none_lost(with_ledger, survey):
    names = [f'{county}/附件{number}.xlsx' for county in ('甲县', '乙县', '丙县') for number in range(1, 9)]
    for number, name in enumerate(names):
        survey(name, (1, '示例市甲一商会', 12, 5, 7, 3, 3, 0, f'备注{number}'))
    for pause in PAUSES:
        kill_at_work(with_ledger.rooms, pause)
    finish(start(with_ledger.rooms))
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
    for process in [start(with_ledger.rooms) for _ in range(2)]:
        finish(process)
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
    for pause in PAUSES[:4]:
        kill_at_work(place.rooms, pause)
    finish(start(place.rooms))
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


@pytest.mark.hard
def test_parcels_are_taken_up_where_they_were_left(with_ledger, survey):
    forms = [
        survey('临时.xlsx', (1, '示例市甲一商会', 12, 5, 7, 3, 3, 0, f'备注{number}')).read_bytes()
        for number in range(12)
    ]
    (with_ledger.rooms.inbox / '临时.xlsx').unlink()
    for county in ('甲县', '乙县'):
        members = {f'{county}{number}.xlsx': form for number, form in enumerate([*forms, forms[3]])}
        (with_ledger.rooms.inbox / county).mkdir()
        letter = mail(f'请查收{county}', {'附件.zip': zipped(members)})
        (with_ledger.rooms.inbox / county / '来信.eml').write_bytes(letter)
    for pause in (*PAUSES, 0.2, 0.3, 0.4):
        kill_at_work(with_ledger.rooms, pause)
    finish(start(with_ledger.rooms))
    with reading(with_ledger.engine) as connection:
        entries = register.list_entries(connection)
        assert {entry.state for entry in entries} == {'done'}
        assert [entry.number for entry in entries] == list(range(1, 13))
        assert len(copies.list_copies(connection)) == 14
        assert len(rows.list_rows(connection)) == 12
    assert not any(path.is_file() for path in with_ledger.rooms.inbox.rglob('*'))
