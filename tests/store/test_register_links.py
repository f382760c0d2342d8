from model.register import Duty
from store import copies, links, obligations, register
from store.copies import Copy
from store.engine import atomic


def entry(connection, number, now, **values):
    added = register.add(connection, file=f'{number}.docx', sender_hint=None, sha256=f'{number}' * 64, at=now)
    register.change(connection, added, kind='notice', state='done', **values)
    return added


def test_a_further_make_is_found_by_its_own_hash(store, now):
    with atomic(store) as connection:
        number = entry(connection, 1, now)
        same = Copy(register_number=number, file='b.docx', sender_hint='甲县', received_at=now)
        other = Copy(
            register_number=number,
            file='c.pdf',
            sender_hint=None,
            received_at=now,
            sha256='c' * 64,
            archived_as='00001_cccccccc_c.pdf',
            format='pdf',
        )
        copies.add(connection, same)
        copies.add(connection, other)
        assert copies.list_copies(connection, number) == copies.list_copies(connection) == [same, other]
        assert copies.find_hash(connection, 'c' * 64) == other
        assert copies.find_hash(connection, '1' * 64) is None
        assert register.hints(connection) == {1: {'甲县'}}


def test_papers_that_name_others_are_listed_of_late_only(store, now):
    with atomic(store) as connection:
        entry(connection, 1, now, extract={'forwards': [{'title': '甲'}], 'amends': []})
        entry(connection, 2, now, extract={'forwards': []})
        entry(connection, 3, now, extract=None)
        assert register.list_naming(connection, 'forwards', now) == [1]
        assert register.list_naming(connection, 'amends', now) == []
        assert register.list_naming(connection, 'forwards', now + register.LINKED_WITHIN * 2) == []


def test_parts_hang_on_their_whole(store, now):
    with atomic(store) as connection:
        entry(connection, 1, now)
        entry(connection, 2, now, part_of=1)
        assert [part.number for part in register.list_parts(connection, 1)] == [2]
        assert register.list_parts(connection, 2) == []


def test_links_are_undone_either_way(store, now):
    with atomic(store) as connection:
        for number in (1, 2):
            entry(connection, number, now)
            duty = Duty(register_number=number, verbatim='报送。', ours='do', rule='')
            obligations.replace_all(connection, number, [duty])
        obligations.change(connection, 1, joined_to=2)
        links.unlink(connection, [2])
        assert [duty.joined_to for duty in obligations.list_duties(connection)] == [None, None]
        obligations.change(connection, 1, superseded_by=2)
        links.unlink(connection, [1])
        assert [duty.superseded_by for duty in obligations.list_duties(connection)] == [None, None]
