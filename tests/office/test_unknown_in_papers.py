"""What nobody knows on the lists of campaigns: an empty ledger, counties that filled in nothing."""

import datetime as dt

import pytest

from office.importing import import_ledger
from office.outside import beside, import_figures
from office.paper_lines import ledger_on
from office.papers import list_papers
from office.planning import pack_named
from outgoing.marks import unmarked
from store.engine import reading

SANMENXIA, LIAONING = 'sanmenxia_2011', 'liaoning_2016'
LEDGER = """\
name,region,是否建立党组织,组建方式
示例甲一会,甲县,是,单独组建
示例甲二会,甲县,否,
示例甲三会,甲县,,
示例乙一会,乙县,,
示例乙二会,乙县,,
示例丙一会,丙县,是,
示例丙二会,丙县,否,
"""


@pytest.fixture
def partly(place, tmp_path):
    path = tmp_path / '台账.csv'
    path.write_text(LEDGER, 'utf-8')
    import_ledger(place, path)
    return place


def one_paper(place, campaign, kind):
    (made,) = list_papers(place, campaign, [kind])
    return made


def texts(paper, table=0):
    return [tuple(map(unmarked, row)) for row in paper.tables[table].rows]


@pytest.mark.parametrize(
    'kind', ['clearing', 'sending', 'coverage', 'alone', 'joint', 'other', 'work', 'clear']
)
def test_an_empty_ledger_is_open_and_never_none(place, kind):
    made = one_paper(place, SANMENXIA if kind == 'clearing' else LIAONING, kind)
    assert made.lead == ()
    assert '不是零' in made.tables[0].none
    assert not any(table.rows for table in made.tables)


def test_a_county_that_filled_in_nothing_has_no_nought(partly):
    rows = {row[1]: row[2:] for row in texts(one_paper(partly, LIAONING, 'coverage'))}
    assert rows['乙县'] == ('2', '待核实', '待核实', '2', '待核实', '待核实', '待核实')
    assert rows['甲县'][:2] == ('3', '1')
    sending = {row[1]: row[2:] for row in texts(one_paper(partly, LIAONING, 'sending'))}
    assert sending['乙县'] == ('2', '0', '待核实', '待核实', '待核实')
    assert sending['丙县'] == ('2', '0', '1', '0', '1')


def test_statistics_stand_beside_nothing_where_nothing_was_filled_in(partly, tmp_path):
    table = tmp_path / '党内统计.csv'
    table.write_text('县区,社会组织数,已建党组织数\n甲县,3,1\n乙县,2,1\n丙县,2,1\n合计,7,3\n', 'utf-8')
    import_figures(partly, table, '党内统计', dt.date(2026, 3, 13))
    ours = {(one.key, one.field): one.ours for one in beside(partly, '党内统计')[1]}
    assert (ours['乙县', 'total'], ours['乙县', 'established'], ours['甲县', 'established']) == (2, None, 1)
    rows = {row[1]: row[2:] for row in texts(one_paper(partly, LIAONING, 'statistics'))}
    assert rows['乙县'] == ('2', '1', '50.0%', '2', '待核实', '待核实', '0', '待核实')


def test_the_line_of_such_a_county_in_a_circular_has_no_nought(partly):
    with reading(partly.engine) as connection:
        ledger = ledger_on(connection, pack_named(partly, LIAONING), partly.today, partly.today)
    groups = {
        name: [one for one in ledger.organisations if one.region == name] for name in ('甲县', '乙县', '丙县')
    }
    first, second, third = (ledger.line(name, inside) for name, inside in groups.items())
    assert (first.established, first.unknown, first.independent) == (1, 1, 1)
    assert (second.established, second.eligible, second.independent, second.unknown) == (None, None, None, 2)
    assert (third.established, third.independent, third.joint, third.other) == (1, None, None, None)
