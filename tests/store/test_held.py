"""Organisations of a day are added up by the database as they are one by one from their histories."""

import datetime as dt
from collections import Counter
from typing import Any

import pytest

from ledger.coverage import organisation_to_cell
from ledger.undo import held_on
from model.subject import Provenance
from store import acts, held, subjects
from store.engine import atomic, reading

MARCH = dt.datetime(2026, 3, 10, 9)
DAYS = [dt.date(2010, 1, 1), dt.date(2025, 5, 5), dt.date(2026, 2, 1), dt.date(2026, 12, 31)]
LISTED: list[dict[str, Any]] = [
    {'org_name': '示例市甲会', 'region': '甲县', 'established': True},
    {'org_name': '示例市乙会', 'region': '甲县', 'registered_on': '2025-05-05', 'has_instructor': True},
    {'org_name': '示例市丙会', 'region': None, 'registered_on': '2026', 'established': False},
    {'org_name': '示例市丁会', 'region': '乙县'},
    {'org_name': '示例市戊会', 'region': '乙县', 'registered_on': '2020-01-31'},
]


@pytest.fixture
def ledger(store):
    """Organisations, some with changes that hold from a day on, some ended, one that began on a day."""
    came = Provenance(None, None, '导入', MARCH)
    with atomic(store) as connection:
        first, second, third, fourth, fifth = (one.id for one in subjects.add_many(connection, LISTED, came))
        for subject, values, day in (
            (first, {'established': False}, dt.date(2026, 1, 1)),
            (second, {'liaison': '示例'}, None),
            (third, {'established': True, 'region': '乙县'}, dt.date(2026, 2, 1)),
            (fourth, {'@state': 'ended', '@ended_on': dt.date(2026, 1, 15)}, dt.date(2026, 1, 15)),
            (fifth, {'@began_on': dt.date(2025, 6, 1)}, None),
        ):
            subjects.change(connection, subject, values, came, valid_from=day)
    return store


@pytest.mark.parametrize('day', DAYS)
def test_the_database_counts_a_day_as_the_histories_tell_it(ledger, day):
    served = [1, 2, 4]
    with reading(ledger) as connection:
        found = held.count_held(connection, day, served)
        gone = acts.gone(connection)
        known = [held_on(one, day, gone) for one in subjects.histories(connection, [1, 2, 3, 4, 5])]
    here = [one for one in known if one is not None and one.state == 'active']
    cells = {one.id: organisation_to_cell(one) for one in here}
    told = Counter(
        cell._replace(ways=('instructor', *cell.ways))
        if number in served and 'instructor' not in cell.ways
        else cell
        for number, cell in cells.items()
    )
    assert found.counts == told
    undated = sum(one.began_on is None and not one.facts.get('registered_on') for one in here)
    assert found.undated == undated
