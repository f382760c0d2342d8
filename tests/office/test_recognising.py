"""Papers of which some pages are pictures: read without a recogniser, read on once there is one."""

from dataclasses import replace

import pytest

from extractors.readers.process import pool
from extractors.readers.scans import stack
from model.errors import SecrecyMark
from model.place import Problem, Severity
from office.intake import take_in
from store import obligations, register
from store.engine import reading
from tests.office.conftest import NOTICE

UNSEEN = Problem('recognition_missing', Severity.INFO, '图片页还没有识别')


@pytest.fixture
def mixed(place, notice, monkeypatch):
    """A notice whose last lines are a scanned page; mixed(True) installs the recogniser."""
    notice('混排.docx')
    real = pool.ReadingPool.read
    sees: list[object] = []

    def read(self, path, file=None, further=()):
        document = real(self, path, file, further)
        if sees:
            return document
        return replace(document, blocks=document.blocks[:7], problems=(*document.problems, UNSEEN))

    monkeypatch.setattr(pool.ReadingPool, 'read', read)
    monkeypatch.setattr(stack, 'is_installed', lambda: bool(sees))
    return sees


def duties(place):
    with reading(place.engine) as connection:
        return len(obligations.list_duties(connection))


def test_pages_that_nobody_saw_are_read_once_somebody_can(place, mixed):
    assert [one.status for one in take_in(place)] == ['registered']
    assert list(take_in(place)) == []
    before = duties(place)
    mixed.append(True)
    (outcome,) = take_in(place)
    assert outcome.message.startswith('图片页已识别')
    assert duties(place) > before
    assert list(take_in(place)) == []


def test_a_mark_on_a_page_that_is_seen_later_ends_the_entry(place, mixed, monkeypatch):
    list(take_in(place))

    def marked(*_, **__):
        raise SecrecyMark

    monkeypatch.setattr(pool.ReadingPool, 'read', marked)
    mixed.append(True)
    assert [(one.status, one.number) for one in take_in(place)] == [('classified', 1)]
    with reading(place.engine) as connection:
        (entry,) = register.list_entries(connection)
    assert (entry.state, entry.title) == ('classified', None)
    assert duties(place) == 0
    assert NOTICE[2] not in place.rooms.database.read_text('utf-8', 'ignore')
