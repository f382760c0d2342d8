"""The list of units that are to answer: read, shown, replaced only when a person says so."""

import datetime as dt

import pytest

from model.errors import ShoufaError
from office.collecting import collect, collection_named
from office.config import open_workplace
from office.expecting import expect
from office.planning import start
from tests.office.collected import CAMPAIGN, PACK, listed


@pytest.fixture
def running(rooms):
    """The campaign of S5 in an office of 甲县, 乙县 and 丙县, on 13 March 2026."""
    (rooms.packs / f'{CAMPAIGN}.toml').write_text(PACK, 'utf-8')
    with open_workplace(rooms.root, dt.date(2026, 2, 21)) as place:
        start(place, CAMPAIGN)
    with open_workplace(rooms.root, dt.date(2026, 3, 13)) as place:
        yield place


def collected(place):
    return collect(place, collection_named(place, CAMPAIGN))


def test_units_come_from_the_list_where_there_is_one(running, tmp_path):
    path = tmp_path / '名单.csv'
    path.write_text('单位,别名,电话\n示例协会,示协,0000-1\n示例学会,,\n合计,,\n', 'utf-8')
    done = expect(running, CAMPAIGN, path)
    assert (len(done.units), done.left_out, done.written) == (2, ('合计',), False)
    assert done.removed == ('甲县', '乙县', '丙县')
    assert expect(running, CAMPAIGN, path, replace=True).written
    listed(running, '2026-03-11', '示协/附件1.xlsx', ['甲一'])
    found = collected(running)
    assert (found.names('returned'), found.names('missing')) == (('示例协会',), ('示例学会',))


def test_a_list_is_replaced_only_when_a_person_says_so(running, tmp_path):
    path = tmp_path / '名单.csv'
    path.write_text('单位\n乙县\n甲县\n丙县\n', 'utf-8')
    assert expect(running, CAMPAIGN, path).written
    path.write_text('序号,单位\n1,甲县\n2,丁县\n', 'utf-8')
    done = expect(running, CAMPAIGN, path)
    assert (done.written, done.added, done.removed) == (False, ('丁县',), ('乙县', '丙县'))
    assert collected(running).names('missing') == ('甲县', '乙县', '丙县')
    assert expect(running, CAMPAIGN, path, replace=True).written
    assert collected(running).names('missing') == ('甲县', '丁县')


@pytest.mark.parametrize('text', ['单位\n甲县\n甲县\n', '单位,别名\n甲县,甲\n乙县,甲\n', '名册\n甲县\n', ''])
def test_a_list_that_cannot_be_is_refused(running, tmp_path, text):
    path = tmp_path / '名单.csv'
    path.write_text(text, 'utf-8')
    with pytest.raises(ShoufaError):
        expect(running, CAMPAIGN, path)
