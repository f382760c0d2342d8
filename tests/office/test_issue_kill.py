"""kill -9 anywhere in issue and the same command again: each letter its one number; two at once."""

import datetime as dt
import multiprocessing
import os
import signal

import pytest

from model.errors import UsageFault
from office import issuing, serials
from office.config import open_workplace
from office.issuing import Order, issue
from store import outbox, paper_numbers
from store.engine import reading
from tests.office.drafted import letters
from tests.outgoing.papers import texts

DAY = dt.date(2026, 3, 19)
PROCESSES = multiprocessing.get_context('fork')


@pytest.fixture(autouse=True)
def no_waiting_for_the_disk(monkeypatch):
    monkeypatch.setattr(os, 'fsync', lambda _: None)


def issue_and_die(root, paths, step, calls):
    """Issue, and be killed at the so-manieth call of one of its steps."""
    left = calls
    real = getattr(issuing, step)

    def counted(*told):
        nonlocal left
        left -= 1
        if left < 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return real(*told)

    setattr(issuing, step, counted)
    with open_workplace(root, DAY) as place:
        issue(place, paths, Order(DAY, '示例一', '21-26'))


@pytest.mark.parametrize(
    ('step', 'calls'),
    [('_reserve', 0), ('_write', 0), ('write_whole', 3), ('keep', 7), ('_finish', 0), ('_register', 2)],
)  # fmt: skip
def test_each_letter_gets_its_one_number_wherever_it_was_killed(place, step, calls):
    paths = letters(place, 6)
    process = PROCESSES.Process(target=issue_and_die, args=(place.rooms.root, paths, step, calls))
    process.start()
    process.join(30)
    assert process.exitcode == -signal.SIGKILL
    with reading(place.engine) as connection:
        begun = {
            file for file, paper in outbox.get_all(connection, [p.name for p in paths]).items() if paper.dated
        }
    assert len(begun) == (0 if step == '_reserve' else 6)
    done = issue(place, paths, Order(DAY, '示例一', '21-26'))
    assert {line.status for line in done.lines} == {'issued'}
    check(place, paths, range(21, 27))


def check(place, paths, serials_given):
    heads = [texts(path.read_bytes())[1] for path in paths]
    assert heads == [f'示民党函〔2026〕{number}号' for number in serials_given]
    with reading(place.engine) as connection:
        given = paper_numbers.list_all(connection)
        rows = outbox.get_all(connection, [path.name for path in paths])
    assert [(one.serial, one.file, one.state) for one in given] == [
        (number, path.name, 'given') for number, path in zip(serials_given, paths, strict=True)
    ]
    for path, number in zip(paths, serials_given, strict=True):
        row = rows[path.name]
        assert (row.doc_number, row.state) == (f'示民党函〔2026〕{number}号', 'numbered')
        kept = place.rooms.archive / '发文' / f'{row.unnumbered_sha256}.docx'
        assert '示民党函〔2026〕　号' in texts(kept.read_bytes())


def issue_all(root, paths, numbers, results):
    with open_workplace(root, DAY) as place:
        try:
            done = issue(place, paths, Order(DAY, '示例一', numbers))
        except UsageFault:
            results.put('refused')
        else:
            results.put('/'.join(sorted({line.status for line in done.lines})))


@pytest.mark.parametrize('other', ['21-26', '24-29'])
def test_two_who_issue_at_once_double_nothing(place, other):
    paths = letters(place, 6)
    results = PROCESSES.Queue()
    both = [
        PROCESSES.Process(target=issue_all, args=(place.rooms.root, paths, numbers, results))
        for numbers in ('21-26', other)
    ]
    for process in both:
        process.start()
    told = sorted(results.get(timeout=30) for _ in both)
    for process in both:
        process.join(30)
    assert told == ['already', 'issued']
    with reading(place.engine) as connection:
        first = min(one.serial for one in paper_numbers.list_all(connection))
    check(place, paths, range(first, first + 6))
    assert serials.list_gaps(place)[0].last == first - 1
