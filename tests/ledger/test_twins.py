"""A name that another organisation of the county may have been called by in short is asked about."""

import pytest

from ledger.index import NameIndex, build_index
from ledger.match import match
from model.subject import Organisation, State
from text.regions import names_to_regions

OFFICE = names_to_regions(['示例省', '示例市', '甲县', '乙县', '蓝桥市'])
NAME = '甲县晨露家具协会'


def index_of(*names: str, region: str = '甲县', state: State = 'active') -> NameIndex:
    """NAME of 甲县 as number 1, then others."""
    others = (
        Organisation(number, name, None, region, None, None, state=state)
        for number, name in enumerate(names, start=2)
    )
    return build_index([Organisation(1, NAME, None, '甲县', None, None), *others], OFFICE)


@pytest.mark.parametrize(
    'other',
    [
        '示例市甲县晨露家具协会',
        '示例省示例市甲县晨露家具协会',
        '甲县晨露家具行业协会',
        '示例市甲县晨露家具行业协会',
    ],
)
@pytest.mark.parametrize('region', ['甲县', None])
def test_exact_name_that_another_may_be_shortened_to_waits(other: str, region: str | None) -> None:
    found = match(NAME, None, region, index_of(other))
    assert [one.organisation for one in found.candidates] == [1, 2]
    assert '来件可能漏写' in found.reasons[0]
    assert match(NAME, None, region, index_of()).organisation == 1


@pytest.mark.parametrize('written', ['甲县晨露家俱协会', '甲晨露家具协会'])
def test_likeness_that_another_may_be_shortened_to_waits(written: str) -> None:
    alone = match(written, None, '甲县', index_of('甲县晨露书画协会'), sure=0.5)
    assert alone.organisation == 1
    found = match(written, None, '甲县', index_of('示例市甲县晨露家具协会'), sure=0.0)
    assert found.decision == 'candidates'
    assert {one.organisation for one in found.candidates} == {1, 2}
    assert '来件可能漏写' in found.reasons[0]


def test_whoever_writes_every_place_and_word_is_understood() -> None:
    index = index_of('示例市甲县晨露家具协会', '示例市甲县晨露家具行业协会', '乙县晨露家具行业协会')
    assert match('示例市甲县晨露家具行业协会', None, '甲县', index).organisation == 3
    shorter = index_of('甲县金桥行业协会', '甲县金桥协会')
    assert match('甲县金桥行业协会', None, '甲县', shorter).organisation == 2


def test_other_counties_ended_ones_and_other_words_are_no_twins() -> None:
    twin = '示例市甲县晨露家具协会'
    for index in (
        index_of('乙县晨露家具协会', region='乙县'),
        index_of(twin, region='乙县'),
        index_of(twin, state='ended'),
        index_of('甲县晨露家具商会', '甲县晨露家具用品协会', '甲县小河镇晨露家具协会'),
    ):
        assert match(NAME, None, '甲县', index).organisation == 1


def test_chamber_of_those_from_elsewhere_is_shown_where_its_county_is_left_out() -> None:
    chamber = Organisation(1, '示例市甲县蓝桥商会', None, '甲县', None, None)
    others = [Organisation(number, f'乙县{name}商会', None, '乙县', None, None) for number, name in
              enumerate(('金桥', '小河', '青松'), start=2)]  # fmt: skip
    found = match('蓝桥商会', None, '甲县', build_index([chamber, *others], OFFICE))
    assert [one.organisation for one in found.candidates][:1] == [1]
