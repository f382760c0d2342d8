"""Lines written past the statement builder are those that it writes itself."""

import datetime as dt
import itertools
import json
from collections import Counter
from typing import Any

import pytest
import sqlalchemy as sa

from ledger.coverage import coverage
from model.subject import Origin, Provenance
from store import bulk, cells, subjects
from store.bulk import first_load, insert_columns, to_json
from store.engine import atomic, reading
from store.subject_rows import row_to_organisation
from store.tables import audit, counters, versions
from store.tables import cells as cell_lines
from store.tables import subjects as organisations

AT = dt.datetime(2026, 3, 13, 9, 30, 0, 123456)
DAY = dt.date(2026, 2, 28)
FACTS: list[dict[str, Any]] = [
    {},
    {'staff_total': 2**40, 'established': False, 'note': '“引号”\\\n\t🀄', 'fee': 0.1},
    {'mass_orgs': ['工会', None], 'deep': {'a': [1, {'b': True}]}},
]
ROWS: list[dict[str, Any]] = [
    {'name': '示例市甲一商会', 'code': None, 'facts': FACTS[0], 'began_on': None, 'serial': 0},
    {'name': '\\N', 'code': '', 'facts': FACTS[1], 'began_on': DAY, 'serial': 2**60},
    {'name': '制表\t换行\n', 'code': '示', 'facts': FACTS[2], 'began_on': DAY, 'serial': -1},
]
ALIKE: dict[str, Any] = {'kind': 'organisation', 'name_key': '甲', 'version': 1}


def held(connection, table):
    """All lines as they are read, and as the database itself spells them."""
    whole = [*connection.execute(sa.select(table).order_by(*table.primary_key)).all()]
    spelt = [sa.cast(column, sa.Text) for column in table.c]
    return whole, [*connection.execute(sa.select(*spelt).order_by(*table.primary_key)).all()]


def ordinary(connection, table, rows):
    connection.execute(sa.insert(table), rows)


def columnwise(connection, table, rows):
    columns = {name: [row[name] for row in rows] for name in rows[0]}
    told = {
        name: [*map(to_json, values)] if isinstance(table.c[name].type, sa.JSON) else values
        for name, values in columns.items()
    }
    insert_columns(connection, table, told, {})


def both_ways(store, table, rows):
    found = []
    for write in (ordinary, columnwise):
        with store.connect().execution_options(writes=True) as connection, connection.begin() as undone:
            write(connection, table, rows)
            found.append(held(connection, table))
            undone.rollback()
    return found


@pytest.mark.parametrize('many', [1, 10_000])
def test_lines_are_those_of_the_ordinary_insert(store, monkeypatch, many):
    monkeypatch.setattr(bulk, '_MANY', many)
    rows = [{'id': number, **ALIKE, **row} for number, row in enumerate(ROWS, 1)]
    usual, fast = both_ways(store, organisations, rows)
    assert fast == usual
    line = {'at': AT, 'actor': '经办人', 'act': 'a', 'about': '', 'hash': 'a' * 64}
    moments = [{**line, 'detail': facts} for facts in FACTS]
    usual, fast = both_ways(store, audit, [{'id': number, **one} for number, one in enumerate(moments)])
    assert fast == usual


def test_what_is_the_same_in_all_lines_is_told_once(store):
    with atomic(store) as connection:
        insert_columns(connection, counters, {'name': ['a', 'b']}, {'last': 2**40})
        assert held(connection, counters)[0] == [('a', 2**40), ('b', 2**40)]
        insert_columns(connection, counters, {'name': []}, {'last': 1})
        assert len(held(connection, counters)[0]) == 2


def test_columns_of_unequal_length_are_refused(store):
    with atomic(store) as connection, pytest.raises(ValueError, match='shorter'):
        insert_columns(connection, counters, {'name': ['a', 'b'], 'last': [1]}, {})


def indexes(store):
    look = sa.inspect(store)
    return [sorted(map(repr, look.get_indexes(table))) for table in ('subjects', 'versions')]


def test_a_first_load_leaves_the_indexes_there_were(store):
    before, source = indexes(store), Provenance(None, None, '导入', AT)
    with pytest.raises(TypeError), atomic(store) as connection, first_load(connection):
        subjects.add_many(connection, [{'org_name': None}], source)
    assert indexes(store) == before
    for name in '示例市甲一商会', '示例市乙二协会':
        with atomic(store) as connection, reading(store) as other, first_load(connection):
            held = subjects.list_all(other)
            subjects.add_many(connection, [{'org_name': name}], source)
            assert subjects.list_all(other) == held
        assert indexes(store) == before
    with reading(store) as connection:
        assert len(subjects.list_all(connection)) == 2


@pytest.mark.parametrize('value', [{}, FACTS, 'a"\n示🀄', None, True, 0.1, 2**70, {'a': ({}, [], '')}])
def test_json_is_spelt_as_the_statement_builder_spells_it(value):
    assert to_json(value) == json.dumps(value)


def test_what_json_cannot_say_is_refused():
    with pytest.raises(TypeError, match='date'):
        to_json({'day': DAY})


def test_a_new_subject_is_read_as_it_was_given(store):
    values = {
        'org_name': '示例市蓝桥文化促进会',
        'competent_authority': '直接登记',
        'established': True,
        'instructor': '示例一',
        '@began_on': DAY,
        **FACTS[1],
    }
    origin = Origin('import', None, DAY)
    source = Provenance(None, {'file': 'a.csv'}, '导入', AT, origin=origin)
    with atomic(store) as connection:
        (first,) = subjects.add_many(connection, [values], source)
        (town,) = subjects.add_many(
            connection, [{'org_name': '甲镇'}], source, kind='town', wheres=[{'line': 2}]
        )
    with reading(store) as connection:
        assert subjects.get_many(connection, [first.id, town.id]) == {first.id: first, town.id: town}
        (version,) = subjects.history(connection, first.id)
        assert subjects.sources_of(connection, [town.id])[town.id]['org_name']['where']['line'] == 2
        rows = connection.execute(sa.select(versions).order_by(versions.c.subject)).mappings()
        kept = [row_to_organisation(row, 'subject', 'organisation') for row in rows]
    assert (first.supervisor, first.began_on, first.state, town.kind) == (None, DAY, 'active', 'town')
    assert (version.organisation, version.recorded_from, kept[0]) == (first, AT, first)
    assert version.sources['note']['origin'] == {'kind': 'import', 'form': None, 'on': '2026-02-28'}


def test_cells_are_counted_whoever_adds(store):
    source = Provenance(None, None, '导入', AT)
    lines = [{'org_name': f'示例{n}', 'region': '甲县', 'instructor': 'x' if n else None} for n in range(3)]
    with atomic(store) as connection:
        added = subjects.add_many(connection, lines, source)
        subjects.add_many(connection, lines[:1], source)
        subjects.change(connection, added[1].id, {'established': True}, source)
    with reading(store) as connection:
        found = {
            (cell.region, cell.established, cell.ways): n for cell, n in cells.counts_now(connection).items()
        }
        numbers = connection.execute(sa.select(cell_lines.c.count).order_by(cell_lines.c.id)).scalars().all()
    assert found == {(None, None, ()): 2, (None, None, ('instructor',)): 1, (None, True, ('instructor',)): 1}
    assert sorted(numbers) == [1, 1, 2]


def test_coverage_added_up_by_the_database_is_that_of_the_cells(store):
    source = Provenance(None, None, '导入', AT)
    told = itertools.product(
        (None, '甲县', '', '未填'), (None, '社会团体'), (None, False, True), (None, '单独组建')
    )
    lines = [
        {
            'org_name': f'示例{n}',
            'region': county,
            'org_type': kind,
            'established': held,
            'establishment_form': way,
        }
        for n, (county, kind, held, way) in enumerate(told)
    ]
    with atomic(store) as connection:
        assert cells.coverage_now(connection) == coverage({}, [])
        assert cells.coverage_now(connection, ['region', 'method']) == []
        subjects.add_many(connection, lines + lines[3:30], source)
        for by in (), ('region',), ('method',), ('region', 'type', 'method'), ('region', 'method', 'type'):
            found = cells.coverage_now(connection, by)
            assert Counter(found) == Counter(coverage(cells.counts_now(connection, by=by), by)), by
