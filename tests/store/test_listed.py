"""Pages of organisations hold just whom a look at all of them finds, on each database."""

import datetime as dt
from itertools import product
from typing import Any

import pytest

from ledger.fields import field_of
from ledger.names import fold_name
from model.subject import Provenance
from store import listed, subjects
from store.engine import atomic, reading
from store.listed import MISSING, Wanted

FIRST, LATER = dt.datetime(2026, 3, 12, 9), dt.datetime(2026, 3, 13, 9)
ROWS: list[dict[str, Any]] = [
    {'org_name': '示例市甲一商会', 'region': '甲县', 'org_type': '社会团体', 'established': True},
    {
        'org_name': '示例市“蓝桥”学校（民办非企业单位）',
        'region': '乙县',
        'competent_authority': '示例市教育局',
    },
    {'org_name': '示例市100%公益中心', 'code': '51620000MJ000000XX', 'established': False},
    {
        'org_name': '示例市丁四协会',
        'region': '甲县',
        'former_names': ['示例市老商会', '示例市“旧”会'],
        'established': True,
        'approval_number': '示委〔2026〕1号',
        'approval_date': '2026-01-01',
    },
    {'org_name': '示例市戊五商会', 'region': '丙县', '@state': 'ended', '@ended_on': FIRST.date()},
]
TEXTS = (
    '',
    '商会',
    '老商会',
    '蓝桥学校',
    '“蓝桥”',
    '100%',
    '_',
    '教育局 乙县',
    'mj0000',
    '3',
    '甲县 会',
    '（章）',
)
FILTERS: tuple[dict[str, str], ...] = (
    {},
    {'region': '甲县'},
    {'region': MISSING},
    {'supervisor': MISSING},
    {'state': ''},
    {'state': 'ended'},
)


@pytest.fixture
def filled(store):
    with atomic(store) as connection:
        subjects.add_many(connection, ROWS, Provenance(None, None, '示例甲', FIRST))
        changed = {'established': True, '@began_on': dt.date(2026, 3, 1)}
        subjects.change(connection, 3, changed, Provenance(None, None, '示例甲', LATER))
    return store


def formers(known):
    told = {one.id: '\n'.join(map(fold_name, one.facts.get('former_names') or ())) for one in known}
    return {one: names for one, names in told.items() if names}


def is_wanted(one, wanted):
    """The same question asked of one organisation in plain Python."""
    told = (one.name, *(one.facts.get('former_names') or ()), one.code, one.region, one.supervisor)
    whole = '\n'.join(fold_name(text).replace('“', '').replace('”', '') for text in told if text)
    words = [fold_name(word).replace('“', '').replace('”', '') or word for word in wanted.text.split()]
    said = all(word in whole or word == str(one.id) for word in words)
    for name, field in (('region', 'region'), ('supervisor', 'competent_authority')):
        value = getattr(wanted, name)
        if value and (field_of(one, field) or MISSING) != value:
            return False
    return said and wanted.state in {'', one.state}


@pytest.mark.parametrize('as_of', [None, FIRST])
def test_a_page_is_what_a_look_at_everyone_finds(filled, as_of):
    with reading(filled) as connection:
        known = subjects.list_all(connection, as_of, every=True)
        for text, more in product(TEXTS, FILTERS):
            wanted = Wanted(text, **more, formers=formers(known))
            found = listed.find_page(connection, wanted, 0, 50, as_of)
            expected = [one for one in known if is_wanted(one, wanted)]
            assert found.organisations == expected, wanted
            assert sum(one.held for one in found.counts) == len(expected), wanted


def test_branches_are_told_as_of_a_moment_and_pages_do_not_overlap(filled):
    with reading(filled) as connection:
        for as_of, expected in ((None, [1, 3, 4]), (FIRST, [1, 4])):
            wanted = Wanted(branch='yes')
            pages = [listed.find_page(connection, wanted, start, 1, as_of) for start in range(4)]
            assert [one.id for page in pages for one in page.organisations] == expected
        found = {
            branch: listed.find_page(connection, Wanted(branch=branch), 0, 9) for branch in listed.BRANCHES
        }
    by_branch = {branch: [one.id for one in page.organisations] for branch, page in found.items()}
    assert by_branch == {'yes': [1, 3, 4], 'no': [], 'unknown': [2], 'approved': [4], 'alone': [1, 3]}


def test_whoever_may_be_meant_is_found_without_reading_everyone(filled):
    with reading(filled) as connection:
        assert [one.id for one in listed.meant_by(connection, 3, '', '3')] == [3]
        assert [one.id for one in listed.meant_by(connection, None, '51620000MJ000000XX', 'x')] == [3]
        assert [one.id for one in listed.bearing(connection, ['示例市蓝桥学校'])] == [2]
        assert [one.id for one in listed.renamed(connection)] == [4]
        assert listed.choices(connection)['supervisor'] == ['示例市教育局']
