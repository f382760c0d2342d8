"""A correction between two rounds is no change of the world; what came later is (G10)."""

import datetime as dt

import pytest

from model.subject import Provenance
from office.config import open_workplace
from office.correcting import correct
from office.importing import import_ledger
from office.planning import pack_named
from office.progress import campaign_facts
from office.reporting import Wanted, draft_again, recipe_of
from outgoing.marks import unmarked
from store import subjects
from store.engine import atomic, reading
from tests.office.collected import CAMPAIGN, listed
from tests.office.test_progress_facts import of, running  # noqa: F401  # fixture

DAY = dt.date(2026, 4, 2)


@pytest.fixture
def second(running):  # noqa: F811  # fixture
    listed(running, '2026-03-12', '甲县/附件1.xlsx', ['甲一'])
    with open_workplace(running.rooms.root, DAY) as place:
        yield place


def numbers(place):
    """甲县's branches in the round before, known now, and whether that one was put right."""
    facts = campaign_facts(place, pack_named(place, CAMPAIGN))
    before = facts.before
    counted = [of(lines, '甲县').established for lines in (before.counties, facts.counties)]
    return (*counted, before.corrected)


def organisation(place, name):
    with reading(place.engine) as connection:
        return next(one for one in subjects.list_all(connection) if one.name == name)


def answered(place, name, **values):
    """A return of this round that says so."""
    number = listed(place, '2026-04-01', '甲县/附件1.xlsx', [name])
    source = Provenance(number, None, 'shoufa', place.now())
    with atomic(place.engine) as connection:
        subjects.change(connection, organisation(place, name).id, values, source)


def test_what_a_later_round_says_is_a_change(second):
    answered(second, '甲二', established=True)
    assert numbers(second) == (1, 2, ())


def test_what_is_put_right_was_so_in_the_round_before(second):
    answered(second, '甲一')
    correct(second, '甲一', {'established': False}, "原录入有误")
    assert numbers(second) == (0, 0, ('甲县',))
    draft = draft_again(second, recipe_of(second, 'circular', CAMPAIGN, Wanted()))
    told = ''.join(unmarked(text) for text in draft.context['changes'])
    assert "（截至2026年3月13日，按此后更正的数据）相比" in told
    assert "减少" not in told


def test_a_later_ledger_is_a_change(second, tmp_path):
    answered(second, '甲一')
    path = tmp_path / '新台账.csv'
    path.write_text('社会组织名称,所属县区,是否建立党组织\n甲二,甲县,是\n甲四,甲县,是\n', 'utf-8')
    import_ledger(second, path)
    assert numbers(second)[0::2] == (1, ())
