"""What was done to the record shows: in the database, in an exported file, and beside what was kept of it."""

import datetime as dt
import sqlite3
from contextlib import closing

import pytest

from model.chain import Head
from model.errors import CannotStart, Damaged
from office import record_checking, record_heads
from office.record_checking import check_file, check_recent, check_record, compare_with_file, export
from office.record_heads import NAME, keep, kept, must_be_there
from store import audit
from store.engine import atomic, reading
from store.schema import AUDIT_GUARD

DAY = dt.date(2026, 3, 13)


def note(place, count=1):
    with atomic(place.engine) as connection:
        for number in range(count):
            audit.note(
                connection, actor='甲', act='试', about=f'{number}', at=place.now(), detail={'n': number}
            )


@pytest.fixture
def noted(place):
    """An office with ten lines more on record, each day's last line kept."""
    record_heads.follow(place.engine, place.rooms.root)
    note(place, 10)
    return place


def tamper(place, *statements):
    """What somebody does who may write the file and knows SQL."""
    with closing(sqlite3.connect(place.rooms.database)) as connection:
        for name in ('update', 'delete'):
            connection.execute(f'drop trigger audit_no_{name}')
        for statement in statements:
            connection.execute(statement)
        for statement in AUDIT_GUARD['sqlite']:
            connection.execute(statement)
        connection.commit()


def last(place):
    with reading(place.engine) as connection:
        return audit.head(connection)


def codes(checked):
    return {one.code for one in checked.breaks}


def chain_anew(place):
    """Compute every hash again, as somebody does who knows the program too."""
    from model.chain import BEGINNING, line_to_hash

    with reading(place.engine) as connection:
        lines, before = [*audit.walk(connection)], BEGINNING
    changes = []
    for line in lines:
        before = line_to_hash(before, *line[:-1])
        changes.append(f"update audit set hash = '{before}' where id = {line.number}")
    tamper(place, *changes)


TAMPERED = {
    'an actor': ("update audit set actor = '乙' where id = {middle}", 'line_changed'),
    'a detail': ("""update audit set detail = '{{"n": 7}}' where id = {middle}""", 'line_changed'),
    'a time': ("update audit set at = '2026-03-12 09:30:00.000000' where id = {middle}", 'line_changed'),
    'a hash': ("update audit set hash = 'f' where id = {middle}", 'line_changed'),
    'removed': ('delete from audit where id = {middle}', 'lines_missing'),
    'cut off': ('delete from audit where id > {middle}', 'tail_cut'),
    'all': ('delete from audit', 'tail_cut'),
    'no line any more': ("update audit set detail = '{{' where id = {middle}", 'line_unreadable'),
    'added': (
        "insert into audit select id + 1, at, actor, act, about, detail, hash from audit where id = {last}",
        'line_changed',
    ),
}


@pytest.mark.parametrize(('statement', 'code'), TAMPERED.values(), ids=[*TAMPERED])
def test_what_was_done_to_a_line_is_found(noted, statement, code):
    assert check_record(noted).breaks == ()
    head = last(noted)
    tamper(noted, statement.format(middle=head.number - 5, last=head.number))
    assert code in codes(check_record(noted))
    assert code in codes(check_recent(noted))


def test_lines_that_changed_places_are_found(noted):
    middle = last(noted).number - 5
    tamper(
        noted,
        f'update audit set id = -1 where id = {middle}',
        f'update audit set id = {middle} where id = {middle + 1}',
        f'update audit set id = {middle + 1} where id = -1',
    )
    found = [one.number for one in check_record(noted).breaks]
    assert found == [middle, middle + 1, middle + 2]


def test_a_line_removed_with_the_rest_renumbered_is_found(noted):
    middle = last(noted).number - 5
    tamper(
        noted,
        f'delete from audit where id = {middle}',
        f'update audit set id = id - 1 where id > {middle}',
    )
    assert check_record(noted).breaks[0].number == middle


def test_a_chain_computed_anew_is_found_by_what_was_kept(noted):
    head = last(noted)
    tamper(noted, f"update audit set actor = '乙' where id = {head.number - 5}")
    chain_anew(noted)
    assert codes(check_record(noted)) == {'rewritten'}
    (noted.rooms.root / NAME).unlink()
    assert check_record(noted).breaks == ()  # nothing in the office tells; the paper copy does
    assert codes(check_record(noted, [head])) == {'rewritten'}


def test_an_exported_file_is_checked_by_itself_and_tells_where_a_later_record_differs(noted, tmp_path):
    path = tmp_path / '记录.jsonl'
    written = export(noted, path)
    assert written.head == last(noted)
    assert check_file(path) == written
    note(noted, 3)
    assert compare_with_file(noted, path).breaks == ()
    number = written.head.number - 5
    tamper(noted, f"update audit set actor = '乙' where id = {number}")
    chain_anew(noted)
    (noted.rooms.root / NAME).unlink()
    (found,) = compare_with_file(noted, path).breaks
    assert (found.code, found.number) == ('rewritten', number)


FILE_FAULTS = {
    'changed': (lambda lines: [*lines[:4], lines[4].replace('"甲"', '"乙"'), *lines[5:]], 'line_changed'),
    'removed': (lambda lines: [*lines[:4], *lines[5:]], 'lines_missing'),
    'cut off': (lambda lines: lines[:-2], 'tail_cut'),
    'cut within a line': (lambda lines: [*lines[:-1], lines[-1][:9]], 'line_unreadable'),
    'of another shape': (lambda lines: [*lines[:4], '{}\n', *lines[4:]], 'line_unreadable'),
}


@pytest.mark.parametrize(('change', 'code'), FILE_FAULTS.values(), ids=[*FILE_FAULTS])
def test_what_was_done_to_an_exported_file_is_found(noted, tmp_path, change, code):
    path = tmp_path / 'a.jsonl'
    export(noted, path)
    path.write_text(''.join(change(path.read_text('utf-8').splitlines(keepends=True))), 'utf-8')
    assert code in codes(check_file(path))


@pytest.mark.parametrize('data', [b'', b'[]', '示例'.encode('gbk'), b'{"what": "other"}'])
def test_a_file_that_is_no_exported_record_is_refused(tmp_path, data):
    path = tmp_path / 'a.jsonl'
    path.write_bytes(data)
    with pytest.raises(Damaged, match='不是导出的操作记录'):
        check_file(path)


def test_the_last_line_of_each_day_is_kept(tmp_path):
    path = tmp_path / NAME
    one, two, three = (Head(number, f'{number}' * 64) for number in (1, 2, 3))
    keep(path, one, DAY)
    keep(path, three, DAY)
    keep(path, two, DAY)  # fewer than before is no news of the same record
    keep(path, three, DAY + dt.timedelta(1))
    assert kept(tmp_path) == [three, two, three]
    path.write_bytes(path.read_bytes()[:-40])
    assert kept(tmp_path) == [three, two]


def note_and_fail(place):
    with atomic(place.engine) as connection:
        audit.note(connection, actor='甲', act='试', about='', at=place.now())
        raise RuntimeError


def test_a_transaction_that_fails_is_not_kept(noted):
    before = kept(noted.rooms.root)
    with pytest.raises(RuntimeError):
        note_and_fail(noted)
    assert kept(noted.rooms.root) == before == [last(noted)]


def test_an_act_is_done_where_its_last_line_cannot_be_kept(noted, caplog):
    (noted.rooms.root / NAME).unlink()
    (noted.rooms.root / NAME).mkdir()
    before = last(noted).number
    note(noted)
    assert last(noted).number == before + 1
    assert NAME in caplog.text


def test_a_page_looks_at_recent_lines_only(noted, monkeypatch):
    monkeypatch.setattr(record_checking, 'RECENT', 4)
    assert check_recent(noted).lines == 4
    tamper(noted, "update audit set actor = '乙' where id = 1")
    assert check_recent(noted).breaks == ()
    assert codes(check_record(noted)) == {'line_changed'}


def test_an_office_that_has_worked_is_not_given_an_empty_database(noted, tmp_path):
    rooms = noted.rooms
    must_be_there(rooms.root, rooms.database, rooms.archive)
    missing = rooms.root / 'x.db'
    with pytest.raises(CannotStart, match='不见了'):
        must_be_there(rooms.root, missing, rooms.archive)
    (rooms.root / NAME).unlink()
    must_be_there(rooms.root, missing, rooms.archive)  # nothing was ever done here
    (rooms.archive / '00001_甲.docx').write_bytes(b'x')
    with pytest.raises(CannotStart, match='没有新建空的'):
        must_be_there(rooms.root, missing, rooms.archive)
