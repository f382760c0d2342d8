"""A name and code mean an organisation only where that is safe; all else waits for a person."""

import random
import time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.names import KINDS, make_divisions, make_organisations, misspell
from ledger.match import build_index, match
from ledger.names import name_key
from model.subject import Match, Organisation
from text.divisions import with_national
from text.regions import names_to_regions

CODE_A = '51620000MJ000000XM'
CODE_B = '52620000MJ000000XJ'
CODE_ELSEWHERE = '53620000MJ000000XF'
CODE_WRONG = '51620000MJ000000XA'
OFFICE = names_to_regions(['示例省', '示例市', '甲县', '乙县', '丙县'])


def organisation(
    number: int, name: str, code: str | None = None, region: str | None = '甲县', **facts: Any
) -> Organisation:
    return Organisation(number, name, code, region, None, None, facts)


LEDGER = (
    organisation(1, '示例市甲县阳光社会工作服务中心', CODE_A),
    organisation(2, '示例市甲一商会', CODE_B, '示例市'),
    organisation(3, '示例市蓝桥文化发展促进会', None, '乙县', former_names=('示例市蓝桥文化促进会',)),
    organisation(4, '示例市甲二商会', None, '示例市'),
    organisation(5, '红帆幼儿园', None, '甲县'),
    organisation(6, '红帆幼儿园', None, '乙县'),
    organisation(7, '示例市摄影家协会', None, None),
)
INDEX = build_index(LEDGER, OFFICE)


def ids(found: Match) -> list[int]:
    return [candidate.organisation for candidate in found.candidates]


def told(found: Match) -> str:
    return '；'.join([*found.reasons, *(reason for item in found.candidates for reason in item.reasons)])


@pytest.mark.parametrize(
    'name',
    [
        '示例市甲县阳光社会工作服务中心',
        '示例市甲县阳光社会工作服务中心（盖章）',
        '阳光社会工作服务中心',
        '阳光社工中心',
        '示例市甲县阳光社会工作服务中',
        '示例市甲县阳光社会工作服务中芯',
    ],
)
def test_valid_code_and_agreeing_name_are_matched_without_a_county(name: str) -> None:
    found = match(name, CODE_A, None, INDEX)
    assert (found.decision, found.organisation) == ('matched', 1)
    assert '代码一致' in found.reasons[0]


def test_code_is_read_with_its_usual_slips() -> None:
    found = match('阳光社会工作服务中心', ' 51620000mj-OOOOOOxm ', None, INDEX)
    assert (found.decision, found.organisation) == ('matched', 1)
    assert '改为' in told(found)


def test_former_name_with_the_code_is_matched() -> None:
    ledger = [organisation(1, '示例市蓝桥文化发展促进会', CODE_A, former_names=('示例市老桥头文化社',))]
    found = match('示例市老桥头文化社', CODE_A, None, build_index(ledger, OFFICE))
    assert (found.decision, found.organisation) == ('matched', 1)
    assert '曾用名' in told(found)


@pytest.mark.parametrize(
    'name',
    ['示例市钓鱼协会', '示例市蓝天社会工作服务中心', '示例市乙县阳光社会工作服务中心', '示例市甲二商会'],
)
def test_code_of_one_with_the_name_of_another_waits(name: str) -> None:
    found = match(name, CODE_A, '甲县', INDEX)
    assert found.decision == 'candidates'
    assert found.reasons[0] == '代码与名称不一致'
    assert 1 in ids(found)


def test_contradicting_code_shows_whom_the_name_means_too() -> None:
    assert set(ids(match('示例市甲二商会', CODE_B, '示例市', INDEX))) == {2, 4}


def test_number_or_other_telling_character_is_no_slip() -> None:
    assert match('示例市甲三商会', CODE_B, '示例市', INDEX).decision == 'candidates'


def test_code_without_a_name_waits() -> None:
    found = match('（盖章）', CODE_A, None, INDEX)
    assert (found.decision, ids(found)) == ('candidates', [1])


def test_code_held_twice_waits() -> None:
    index = build_index(
        [organisation(1, '示例市甲一商会', CODE_A), organisation(2, '甲一商会', CODE_A)], OFFICE
    )
    found = match('示例市甲一商会', CODE_A, '甲县', index)
    assert (found.decision, ids(found)) == ('candidates', [1, 2])


@pytest.mark.parametrize('region', ['示例市', '示例省示例市', '示例'])
def test_exact_name_and_county_are_matched(region: str) -> None:
    found = match('示例市 甲二商会', None, region, INDEX)
    assert (found.decision, found.organisation, found.candidates) == ('matched', 4, ())


def test_exact_name_that_begins_with_its_county_is_matched() -> None:
    found = match('示例市甲县阳光社会工作服务中心', None, None, INDEX)
    assert (found.decision, found.organisation) == ('matched', 1)
    assert found.reasons == ('名称一致，名称中的县（区）与台账一致',)


def test_exact_name_alone_waits() -> None:
    found = match('示例市甲二商会', None, None, INDEX)
    assert (found.decision, found.organisation, ids(found)) == ('candidates', None, [4])
    assert '没有给出县（区）' in told(found)


def test_exact_name_in_another_county_waits() -> None:
    found = match('示例市甲二商会', None, '丙县', INDEX)
    assert (found.decision, ids(found)) == ('candidates', [4])
    assert '来件丙县，台账示例市' in told(found)


def test_exact_name_whose_county_the_ledger_does_not_hold_waits() -> None:
    found = match('示例市摄影家协会', None, '甲县', INDEX)
    assert (found.decision, ids(found)) == ('candidates', [7])
    assert '台账中没有县（区）' in told(found)


def test_same_name_with_another_valid_code_waits() -> None:
    found = match('示例市甲一商会', CODE_ELSEWHERE, '示例市', INDEX)
    assert (found.decision, ids(found)) == ('candidates', [2])
    assert '同名不同码' in told(found)


def test_new_code_for_an_organisation_without_one_is_matched_and_told() -> None:
    found = match('示例市甲二商会', CODE_ELSEWHERE, '示例市', INDEX)
    assert (found.decision, found.organisation) == ('matched', 4)
    assert '台账中没有代码' in told(found)


def test_wrong_code_does_not_hinder_an_exact_name_with_its_county() -> None:
    found = match('示例市甲一商会', CODE_WRONG, '示例市', INDEX)
    assert (found.decision, found.organisation) == ('matched', 2)
    assert '代码校验不通过' in found.reasons


@pytest.mark.parametrize(('name', 'region'), [('示例市甲一商会', None), ('示例市阳光社工中心', '甲县')])
def test_wrong_code_without_name_and_county_waits(name: str, region: str | None) -> None:
    found = match(name, CODE_WRONG, region, INDEX)
    assert found.decision == 'candidates'
    assert '代码校验不通过' in found.reasons


def test_name_held_by_two_counties_waits_with_the_likelier_first() -> None:
    found = match('红帆幼儿园', None, '乙县', INDEX)
    assert (found.decision, ids(found)) == ('candidates', [6, 5])
    assert '2家单位' in found.reasons[0]


def test_former_name_without_a_code_waits() -> None:
    found = match('示例市蓝桥文化促进会', None, '乙县', INDEX)
    assert (found.decision, ids(found)) == ('candidates', [3])
    assert '曾用名' in told(found)


@pytest.mark.parametrize(
    ('name', 'number', 'reason'),
    [
        ('示例市兰桥文化发展促进会', 3, '来件“兰”，台账“蓝”'),
        ('蓝桥文化发展促进会', 3, '除行政区划外名称一致'),
        ('阳光社会工作服务中心', 1, '除行政区划外名称一致'),
        ('示例市阳光社工中心', 1, '来件少'),
        ('示例市老摄影家协会', 7, '来件多“老”'),
    ],
)
def test_similar_name_is_proposed_and_the_difference_told(name: str, number: int, reason: str) -> None:
    found = match(name, None, None, INDEX)
    assert found.decision == 'candidates'
    assert ids(found)[0] == number
    assert reason in told(found)


@pytest.mark.parametrize(
    'name',
    [
        '示例市甲县蓝天社会工作服务中心',
        '示例市钓鱼协会',
        '示例市甲县',
        '协会',
        '某某有限公司',
        '一',
        'abc',
        '示例市乙县仁和幼儿园',
    ],
)
def test_unknown_organisation_is_none(name: str) -> None:
    found = match(name, None, '甲县', INDEX)
    assert (found.decision, found.candidates) == ('none', ())
    assert found.reasons


def test_unknown_valid_code_and_name_are_none() -> None:
    assert match('示例市钓鱼协会', CODE_ELSEWHERE, '甲县', INDEX).decision == 'none'


@pytest.mark.parametrize(('name', 'code'), [(None, None), ('', ''), (' （盖章）', ' '), (None, CODE_WRONG)])
def test_nothing_usable_is_not_tried(name: str | None, code: str | None) -> None:
    assert match(name, code, '甲县', INDEX).decision == 'not_tried'


def test_at_most_five_are_proposed() -> None:
    ledger = [
        organisation(number, f'示例市阳光{word}中心')
        for number, word in enumerate(['教育', '文化', '体育', '养老', '托育', '医疗'], 1)
    ]
    assert len(match('示例市阳光中心', None, None, build_index(ledger, OFFICE)).candidates) == 5


def test_empty_ledger_knows_nobody() -> None:
    assert match('示例市甲一商会', CODE_A, '甲县', build_index([])).decision == 'none'


def test_counties_are_learnt_from_the_ledger_where_none_are_given() -> None:
    assert match('示例市甲县阳光社会工作服务中心', None, '甲', build_index(LEDGER)).decision == 'matched'


names = st.one_of(st.text(max_size=15), st.text(alphabet='示例市甲乙县阳光蓝桥协商会（）中心', max_size=12))
codes = st.one_of(
    st.none(), st.text(max_size=20), st.sampled_from([CODE_A, CODE_B, CODE_WRONG, CODE_ELSEWHERE])
)


@given(st.none() | names, codes, st.none() | names)
def test_any_text_gets_an_answer(name: str | None, code: str | None, region: str | None) -> None:
    found = match(name, code, region, INDEX)
    assert (found.organisation is not None) == (found.decision == 'matched')
    assert bool(found.candidates) == (found.decision == 'candidates')
    assert len(found.candidates) <= 5
    assert found.reasons
    assert 0 <= found.score <= 1


@given(st.permutations(LEDGER), names, codes, st.sampled_from([None, '甲县', '乙县', '示例市']))
def test_order_of_the_ledger_does_not_matter(
    ledger: list[Organisation], name: str, code: str | None, region: str | None
) -> None:
    assert match(name, code, region, build_index(ledger, OFFICE)) == match(name, code, region, INDEX)


@given(st.sampled_from(LEDGER), st.sampled_from(KINDS), st.integers(0, 10**6))
def test_misspelt_name_alone_decides_only_where_it_says_its_county(
    held: Organisation, kind: str, seed: int
) -> None:
    name = misspell(held.name, kind, random.Random(seed))
    found = match(name, None, None, INDEX)
    assert found.organisation in {None, held.id}
    assert found.decision != 'matched' or '甲县' in name_key(name)


@pytest.mark.hard
def test_three_hundred_returns_take_well_under_a_second() -> None:
    divisions = make_divisions(3000)
    ledger = make_organisations(3000, 1, divisions)
    index = build_index(ledger)
    rng = random.Random(5)
    asked = [(misspell(item.name, rng.choice(KINDS), rng), item.region) for item in rng.sample(ledger, 300)]
    started = time.process_time()
    for name, region in asked:
        match(name, None, region, index)
    assert time.process_time() - started < 2  # 0.2 s where nothing else runs


def test_an_exact_name_that_a_longer_one_of_the_county_may_have_shed_is_asked_about():
    regions = with_national(names_to_regions(['兰州市', '七里河区']))
    short = Organisation(1, '七里河区示例春天协会', None, '七里河区', None, None)
    longer = Organisation(2, '兰州市七里河区示例春天协会', None, '七里河区', None, None)
    index = build_index([short, longer], regions)
    found = match(short.name, None, '七里河区', index)
    assert (found.decision, [one.organisation for one in found.candidates]) == ('candidates', [1, 2])
    assert match(longer.name, None, '七里河区', index).organisation == 2
    assert match(short.name, None, '七里河区', build_index([short], regions)).organisation == 1
