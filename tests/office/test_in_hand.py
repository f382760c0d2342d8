"""A paper at which the program fails or dies is set aside with its reason; the others are taken in."""

import errno

import pytest

from office import alone, in_hand, intake, looking
from office.intake import take_in
from tests.office.conftest import NOTICE


@pytest.fixture
def papers(place):
    for number in (7, 8):
        text = '\n'.join(line.replace('12号', f'{number}号') for line in NOTICE)
        (place.rooms.inbox / f'通知{number}.txt').write_text(text, 'utf-8')
    return place


def deadly(place, name, deaths):
    """As if processes had died with this paper in hand."""
    for _ in range(deaths):
        in_hand.pick_up(place, name)


def marks(place):
    return list((place.rooms.running / '在手').iterdir())


def test_a_paper_that_processes_died_with_is_tried_in_one_of_its_own(papers):
    deadly(papers, '通知7.txt', in_hand.SUSPECT)
    assert [one.status for one in take_in(papers)] == ['registered', 'registered']
    assert marks(papers) == []


def test_one_that_kills_that_process_too_is_set_aside_and_the_other_taken_in(papers, monkeypatch):
    deadly(papers, '通知7.txt', in_hand.SUSPECT)
    monkeypatch.setattr(alone, 'PROGRAM', ('-c', 'import os; os.kill(os.getpid(), 9)'))
    first, second = take_in(papers)
    assert (first.status, first.code, second.status) == ('unreadable', 'stops_the_program', 'registered')
    assert '4次中断' in (papers.rooms.unreadable / '通知7.txt.原因.txt').read_text('utf-8')
    assert (papers.rooms.unreadable / '通知7.txt').exists()
    assert marks(papers) == []


def test_one_that_the_program_fails_at_is_tried_three_times_and_set_aside(papers, monkeypatch):
    real, tries = looking.look_at, []

    def failing(place, pool, group):
        if group[0].file == '通知7.txt':
            tries.append(group)
            raise LookupError('a fault of ours')
        return real(place, pool, group)

    monkeypatch.setattr(intake, 'look_at', failing)
    first, second = take_in(papers)
    assert (first.status, first.code, len(tries)) == ('unreadable', 'our_fault', 3)
    assert second.status == 'registered'


def test_a_full_disk_is_no_fault_of_the_paper(papers, monkeypatch):
    def full(*_):
        raise OSError(errno.ENOSPC, 'No space left on device')

    with monkeypatch.context() as patched:
        patched.setattr(intake, 'take_in_looked', full)
        with pytest.raises(OSError, match='No space'):
            list(take_in(papers))
    assert marks(papers) == []
    assert [one.status for one in take_in(papers)] == ['registered', 'registered']
