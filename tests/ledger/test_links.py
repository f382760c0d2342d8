"""What people decided stands in every later run; what has ended is not taken up again by itself."""

from typing import Any

import pytest

from ledger.links import Links, link_key
from ledger.match import build_index, match
from ledger.names import name_key
from model.subject import Match, Organisation, State
from text.regions import names_to_regions

CODE = '51620000MJ000000XM'
CODE_ELSEWHERE = '53620000MJ000000XF'
OFFICE = names_to_regions(['示例省', '示例市', '甲县', '乙县'])


def organisation(number: int, name: str, code: str | None = None, **more: Any) -> Organisation:
    return Organisation(number, name, code, '甲县', None, None, **more)


INDEX = build_index([organisation(1, '甲县蓝桥文化协会', CODE), organisation(2, '甲县青松商会')], OFFICE)
NAME = '蓝桥会'


def links(
    name: str,
    *,
    whose: int | None = None,
    not_whose: int | None = None,
    code: str | None = None,
    county: str | None = None,
) -> Links:
    place = link_key(name_key(name), code, county)
    return Links({place: whose} if whose else {}, {place: frozenset({not_whose})} if not_whose else {})


def told(found: Match) -> str:
    return '；'.join([*found.reasons, *(reason for item in found.candidates for reason in item.reasons)])


@pytest.mark.parametrize(('code', 'whose'), [(None, 2), (CODE, 1)])
def test_confirmed_name_is_matched_and_says_so(code: str | None, whose: int) -> None:
    found = match(NAME, code, '甲县', INDEX, links(NAME, whose=whose, code=code, county='甲县'))
    assert (found.decision, found.organisation) == ('matched', whose)
    assert '此前已由人工确认为' in told(found)


def test_confirmation_for_one_county_says_nothing_of_another() -> None:
    assert match(NAME, None, '乙县', INDEX, links(NAME, whose=2, county='甲县')).decision != 'matched'


def test_confirmed_name_with_another_code_waits() -> None:
    found = match(NAME, CODE_ELSEWHERE, '甲县', INDEX, links(NAME, whose=1, county='甲县'))
    assert (found.decision, found.candidates[0].organisation) == ('candidates', 1)
    assert '但这次代码不同' in told(found)


def test_organisation_that_is_gone_is_asked_for_anew() -> None:
    assert match(NAME, None, '甲县', INDEX, links(NAME, whose=9, county='甲县')).organisation is None


@pytest.mark.parametrize('code', [None, CODE])
def test_rejected_organisation_is_not_proposed_again(code: str | None) -> None:
    name = '甲县蓝桥文化协会'
    found = match(name, code, '甲县', INDEX, links(name, not_whose=1, code=code, county='甲县'))
    assert found.decision != 'matched'
    assert 1 not in [item.organisation for item in found.candidates]
    assert '此前已由人工确认不是“甲县蓝桥文化协会”' in told(found)


@pytest.mark.parametrize('state', ['ended', 'merged'])
def test_ended_organisation_is_matched_by_its_code_only(state: State) -> None:
    index = build_index([organisation(1, '甲县蓝桥文化协会', CODE, state=state)], OFFICE)
    by_code = match('甲县蓝桥文化协会', CODE, '甲县', index)
    by_name = match('甲县蓝桥文化协会', None, '甲县', index)
    assert (by_code.decision, by_name.decision) == ('matched', 'candidates')
    assert all('台账中该' in told(found) for found in (by_code, by_name))


def test_name_of_a_double_record_means_the_one_that_stands_for_it() -> None:
    double = organisation(2, '甲县兰桥文化社', CODE, state='merged', merged_into=1)
    index = build_index([organisation(1, '甲县蓝桥文化协会', CODE), double], OFFICE)
    found = match('甲县兰桥文化社', CODE, '甲县', index)
    assert (found.decision, found.organisation) == ('matched', 1)


def test_likeness_decides_only_from_where_it_is_told_to() -> None:
    name = '甲县蓝桥文化协全'
    assert match(name, None, '甲县', INDEX, sure=0.0).organisation == 1
    assert match(name, None, '甲县', INDEX, sure=1.1).decision == 'candidates'
    assert match('蓝桥文化协全', None, None, INDEX, sure=0.0).decision == 'candidates'
    assert match(name, None, '乙县', INDEX, sure=0.0).decision == 'candidates'
    assert match('甲县青松商会', CODE_ELSEWHERE, '乙县', INDEX, sure=0.0).decision == 'candidates'
