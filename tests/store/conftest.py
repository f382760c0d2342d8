import datetime as dt
from collections.abc import Iterator

import pytest

from store.engine import Engine, open_store


@pytest.fixture
def store(tmp_path) -> Iterator[Engine]:
    engine = open_store(tmp_path / 'shoufa.db')
    yield engine
    engine.dispose()


@pytest.fixture
def now() -> dt.datetime:
    return dt.datetime(2026, 3, 13, 9, 30)
