"""The index of names follows the ledger, and nothing of an undone transaction stays in it."""

from collections.abc import Mapping
from typing import Any

import pytest

from model.subject import Provenance
from office import indexing
from office.config import Workplace
from store import subjects
from store.engine import Connection, atomic, reading

OTHERS = [{'org_name': f'甲县第{number}协会', 'region': '甲县'} for number in range(30)]


def source(place: Workplace) -> Provenance:
    return Provenance(None, None, '某人', place.now())


def add(place: Workplace, connection: Connection, *fields: Mapping[str, Any]) -> None:
    subjects.add_many(connection, fields, source(place))


def names(place: Workplace, connection: Connection | None = None) -> list[str]:
    if connection is not None:
        return [entry.name for entry in indexing.ledger_index(place, connection).entries]
    with reading(place.engine) as looking:
        return names(place, looking)


@pytest.fixture(params=['as one block', 'as base and changes', 'saved'])
def indexed(request, monkeypatch, with_ledger) -> Workplace:
    indexing._kept.clear()
    if request.param != 'as one block':
        monkeypatch.setattr(indexing, '_FEW', 2)
    if request.param == 'saved':
        monkeypatch.setattr(indexing, '_WORTH_SAVING', 1)
    return with_ledger


def test_index_follows_the_ledger(indexed: Workplace) -> None:
    assert names(indexed) == ['示例市甲一商会', '示例市乙二协会', '示例市丙三学校']
    with atomic(indexed.engine) as connection:
        subjects.change(connection, 2, {'org_name': '示例市乙二学会'}, source(indexed))
        assert names(indexed, connection)[1] == '示例市乙二学会'
    with atomic(indexed.engine) as connection:
        add(indexed, connection, *OTHERS)
        assert len(names(indexed, connection)) == 33
    assert len(names(indexed)) == 33
    assert names(indexed)[1] == '示例市乙二学会'


def test_undone_change_leaves_no_trace(indexed: Workplace) -> None:
    before = names(indexed)
    with indexed.engine.connect().execution_options(writes=True) as connection, connection.begin() as act:
        add(indexed, connection, *OTHERS)
        subjects.change(connection, 1, {'org_name': '示例市改了名商会'}, source(indexed))
        assert len(names(indexed, connection)) == 33
        act.rollback()
    assert names(indexed) == before
    with atomic(indexed.engine) as connection:
        add(indexed, connection, {'org_name': '乙县新会'})
    assert names(indexed) == [*before, '乙县新会']


def test_saved_index_serves_the_next_process_and_may_be_damaged(with_ledger, monkeypatch) -> None:
    monkeypatch.setattr(indexing, '_FEW', 0)
    monkeypatch.setattr(indexing, '_WORTH_SAVING', 1)
    indexing._kept.clear()
    listed = names(with_ledger)
    (path,) = indexing.index_folder(with_ledger).iterdir()
    monkeypatch.setattr(indexing, '_newer', None)
    indexing._kept.clear()
    assert names(with_ledger) == listed
    monkeypatch.undo()
    path.write_bytes(path.read_bytes()[:-7])
    indexing._kept.clear()
    assert names(with_ledger) == listed
