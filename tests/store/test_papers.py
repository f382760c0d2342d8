"""Steps, numbers and receipts of papers, the same on both databases."""

import datetime as dt

import pytest
import sqlalchemy as sa

from model.paper import PaperNumber, PaperStep
from store import outbox, paper_numbers, paper_steps
from store.engine import atomic, reading


def drafted(file, now):
    return outbox.Drafted(
        file=file,
        sha256='a' * 64,
        template='选派函.docx',
        doc_type='letter',
        title=file,
        recipients='甲',
        issuing_name='party',
        campaign=None,
        figures=[],
        state='drafted',
        drafted_at=now,
    )


@pytest.fixture
def papers(store, now):
    with atomic(store) as connection:
        outbox.put_all(connection, [drafted(file, now) for file in ('甲.docx', '乙.docx')])
    return store


def number(serial, file, state='reserved', now=dt.datetime(2026, 3, 13)):
    return PaperNumber('示民函', 2026, serial, file, state, None, now)


def test_the_database_refuses_a_number_twice(papers):
    with atomic(papers) as connection:
        paper_numbers.add(connection, [number(21, '甲.docx')])
    with pytest.raises(sa.exc.IntegrityError), atomic(papers) as connection:
        paper_numbers.add(connection, [number(22, '乙.docx'), number(21, '乙.docx')])
    with reading(papers) as connection:
        assert [(one.serial, one.file) for one in paper_numbers.list_all(connection)] == [(21, '甲.docx')]


def test_numbers_are_kept_given_and_set_free(papers):
    with atomic(papers) as connection:
        paper_numbers.add(connection, [number(1, '甲.docx'), number(2, '乙.docx'), number(3, None, 'void')])
        paper_numbers.set_state(connection, '甲.docx', 'given')
        paper_numbers.release(connection, '甲.docx')
        paper_numbers.release(connection, '乙.docx')
    with reading(papers) as connection:
        left = paper_numbers.of_series(connection, '示民函', 2026)
        assert {serial: one.state for serial, one in left.items()} == {1: 'given', 3: 'void'}
        assert list(paper_numbers.of_files(connection)) == ['甲.docx']


def test_steps_come_back_in_their_order(papers, now):
    steps = [
        PaperStep('甲.docx', 'checked', '示例四', now, '可', 'b' * 64),
        PaperStep('甲.docx', 'drafted', '示例一', now, '改', back=True),
    ]
    with atomic(papers) as connection:
        paper_steps.add_steps(connection, steps)
    with reading(papers) as connection:
        found = paper_steps.steps_of(connection, ['甲.docx', '乙.docx'])
    assert [(one.state, one.back, one.note) for one in found['甲.docx']] == [
        ('checked', False, '可'), ('drafted', True, '改'),
    ]  # fmt: skip
    assert found['乙.docx'] == []


def test_a_receipt_is_filled_in_bit_by_bit(papers):
    with atomic(papers) as connection:
        paper_steps.put_receipt(connection, '甲.docx', '甲县民政局', sent_on=dt.date(2026, 3, 20), way='邮寄')
        paper_steps.put_receipt(connection, '甲.docx', '甲县民政局', received_on=dt.date(2026, 3, 23))
        (one,) = paper_steps.receipts_of(connection, '甲.docx')
    assert (one.sent_on.day, one.way, one.received_on.day, one.copies) == (20, '邮寄', 23, None)
