import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from model.errors import CannotStart
from store import audit
from store.engine import atomic, open_store, reading
from store.schema import head
from store.tables import metadata


def test_a_new_database_stands_at_the_newest_migration(store):
    with reading(store) as connection:
        assert connection.execute(sa.text('select version_num from alembic_version')).scalar() == head()


def test_a_new_database_has_exactly_the_tables_the_code_speaks_of(store):
    with reading(store) as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []


def test_opening_again_changes_nothing(tmp_path):
    open_store(tmp_path / 'a.db').dispose()
    before = (tmp_path / 'a.db').read_bytes()
    open_store(tmp_path / 'a.db').dispose()
    assert (tmp_path / 'a.db').read_bytes() == before


def test_a_file_that_is_no_database_is_refused_in_chinese(tmp_path):
    (tmp_path / 'a.db').write_bytes('不是数据库'.encode() * 200)
    with pytest.raises(CannotStart, match=r'a\.db 打不开'):
        open_store(tmp_path / 'a.db')


def note_and_fail(store, now):
    with atomic(store) as connection:
        audit.note(connection, actor='甲', act='a', about='1', at=now)
        raise RuntimeError


def test_a_transaction_that_fails_leaves_nothing(store, now):
    with pytest.raises(RuntimeError):
        note_and_fail(store, now)
    with reading(store) as connection:
        assert audit.lines(connection) == []


@pytest.mark.parametrize('act', ["update audit set actor = '乙'", 'delete from audit'])
def test_the_audit_cannot_be_rewritten(store, now, act):
    with atomic(store) as connection:
        audit.note(connection, actor='甲', act='a', about='1', at=now)
    with pytest.raises(sa.exc.IntegrityError, match='append-only'), atomic(store) as connection:
        connection.execute(sa.text(act))
