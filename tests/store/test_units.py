"""Figures of units and the list of those expected, as stored."""

import datetime as dt

from store import expected, register, unit_figures
from store.engine import atomic, reading
from store.expected import ExpectedUnit
from store.unit_figures import UnitFigure

FIGURE = UnitFigure(
    register_number=1,
    unit='甲县',
    field='established',
    basis='prose',
    value=41,
    raw='已建党组织41家',
    state='held',
    where={'path': 'p[2]'},
)


def test_figures_of_a_return_take_the_place_of_those_before(store, now):
    with atomic(store) as connection:
        register.add(connection, file='甲县/汇报.docx', sender_hint='甲县', sha256='0' * 64, at=now)
        unit_figures.replace_all(connection, 1, [FIGURE])
        unit_figures.replace_all(connection, 1, [FIGURE])
    with reading(store) as connection:
        assert unit_figures.list_figures(connection) == unit_figures.list_figures(connection, 1) == [FIGURE]
        assert unit_figures.list_figures(connection, 2) == []


def test_expected_units_keep_their_order(store):
    units = (ExpectedUnit('乙县', ('乙',), '0000-1'), ExpectedUnit('甲县'))
    with atomic(store) as connection:
        expected.replace_all(connection, '百日', [ExpectedUnit('丙县')])
        expected.replace_all(connection, '百日', units)
        expected.replace_all(connection, '别的', [])
    with reading(store) as connection:
        assert expected.list_units(connection, '百日') == units
        assert expected.list_units(connection, '别的') == ()


def test_moments_keep_their_clock(store):
    at = dt.datetime(2026, 3, 13, 11, 59)
    with atomic(store) as connection:
        register.add(connection, file='a', sender_hint=None, sha256='1' * 64, at=at)
    with reading(store) as connection:
        entry = register.get(connection, 1)
    assert entry.received_at == at
