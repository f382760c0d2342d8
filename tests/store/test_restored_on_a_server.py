"""An office in a folder goes to a server by its backup, and back by the next one."""

import datetime as dt
import shutil
from pathlib import Path

import pytest

from model.errors import CannotStart
from office.backing_up import back_up
from office.config import open_workplace
from office.importing import import_ledger
from office.restoring import restore
from store import audit
from store.engine import reading
from tests.office.conftest import LEDGER, founded  # noqa: F401  # fixture

NOW = dt.datetime(2026, 3, 13, 9, 30)


@pytest.mark.hard
def test_a_backup_goes_to_a_server_and_comes_back_from_it(founded, new_database, tmp_path):  # noqa: F811
    root = Path(shutil.copytree(founded, tmp_path / '办公室'))
    (tmp_path / '台账.csv').write_text(LEDGER, 'utf-8')
    with open_workplace(root, NOW.date()) as place:
        import_ledger(place, tmp_path / '台账.csv')
    first, address = back_up(root, tmp_path / '一.zip', NOW), new_database()
    restore(first.file, tmp_path / '多机', NOW, address)
    assert not (tmp_path / '多机' / 'shoufa.db').exists()
    with open_workplace(tmp_path / '多机', NOW.date()) as place, reading(place.engine) as connection:
        assert (place.engine.dialect.name, place.office.database) == ('postgresql', address)
        assert audit.lines(connection)[-1]['act'] == 'restored'
    second = back_up(tmp_path / '多机', tmp_path / '二.zip', NOW)
    assert (second.manifest.database, second.manifest.ledger) == ('postgresql', first.manifest.ledger)
    assert '--database' in restore(second.file, tmp_path / '单机', NOW).notes[0]
    with open_workplace(tmp_path / '单机', NOW.date()) as place:
        assert place.engine.dialect.name == 'sqlite'
    with pytest.raises(CannotStart, match='已经有数据'):
        restore(first.file, tmp_path / '又', NOW, address)
    assert not (tmp_path / '又').exists()
