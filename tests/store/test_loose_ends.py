"""Whatever points at nothing is found, by every link there is; a sound store has none."""

import sqlite3
from contextlib import closing

import pytest
import sqlalchemy as sa

from store import loose_ends
from store.engine import atomic, open_store, reading
from store.tables import metadata, register
from tests.store.test_migrations import AT, line_of


@pytest.fixture(scope='module')
def whole(tmp_path_factory):
    """A database with a line in each table, all links of which hold."""
    path = tmp_path_factory.mktemp('库') / 'shoufa.db'
    engine = open_store(path)
    with atomic(engine) as connection:
        for table in metadata.sorted_tables:
            values = line_of(table)
            linked = {child.name for child, _ in loose_ends._UNGUARDED if child.table is table}
            values |= {name: '示例' if isinstance(table.c[name].type, sa.String) else 1 for name in linked}
            connection.execute(sa.insert(table).values(values))
    engine.dispose()
    return path


@pytest.fixture
def after(whole, tmp_path):
    """after(statement, ...): what is found after somebody wrote past the keys."""
    path = tmp_path / 'shoufa.db'
    path.write_bytes(whole.read_bytes())
    engine = open_store(path)

    def found(*statements):
        with closing(sqlite3.connect(path)) as raw:
            for statement in statements:
                raw.execute(statement)
            raw.commit()
        with reading(engine) as connection:
            return loose_ends.loose_ends(connection)

    yield found
    engine.dispose()


def test_a_sound_store_has_no_loose_end(store):
    with reading(store) as connection:
        assert loose_ends.loose_ends(connection) == []
        assert loose_ends.damage(connection) == []
        assert loose_ends.without_version(connection) == []
        assert loose_ends.miscounted_cells(connection) == []


LINKS = [
    (column.table.name, column.name)
    for column in (
        *(one for table in metadata.sorted_tables for one in table.columns if one.foreign_keys),
        *(child for child, _ in loose_ends._UNGUARDED),
    )
    if not column.primary_key
]


def test_every_line_that_points_at_nothing_is_found(after):
    assert after('select 1') == []
    wrong = sorted(set(LINKS))
    found = after(*(f'update "{table}" set "{column}" = 77' for table, column in wrong))
    assert sorted(found) == [loose_ends.LooseEnd(table, column, 1, ('77',)) for table, column in wrong]


def test_a_parent_that_is_gone_is_found_from_every_child(after):
    found = after('delete from subjects')
    assert {(one.table, one.column) for one in found} >= {('versions', 'subject'), ('rows', 'subject')}


def test_missing_and_unfinished_numbers_are_told(store):
    lines = [
        {'number': number, 'file': '甲', 'sha256': str(number), 'state': state, 'received_at': AT}
        for number, state in ((1, 'done'), (4, 'stored'), (5, 'received'))
    ]
    with atomic(store) as connection:
        connection.execute(sa.insert(register), lines)
    with reading(store) as connection:
        assert loose_ends.missing_numbers(connection) == [2, 3]
        assert loose_ends.unfinished(connection) == [(4, 'stored'), (5, 'received')]


def test_a_ledger_that_does_not_agree_with_itself_is_found(whole):
    engine = open_store(whole)
    for statement, finds in (
        ('update cells set count = 2', loose_ends.miscounted_cells),
        ('update subjects set version = 2', loose_ends.without_version),
    ):
        with reading(engine) as connection:
            assert finds(connection) == []
        with atomic(engine) as connection:
            connection.exec_driver_sql(statement)
        with reading(engine) as connection:
            assert finds(connection) == [1]
    engine.dispose()
