"""How sure a likeness is; a telling character is never passed over in silence."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.names import Parts, name_key, name_to_parts
from ledger.scoring import (
    Rating,
    pair_features,
    rate,
    shares,
    tells_apart,
)
from ledger.synonyms import canonical
from ledger.weights import WEIGHTS
from text.regions import names_to_regions

OFFICE = names_to_regions(['示例市', '甲县', '乙县'])


def parts(name: str) -> Parts:
    return name_to_parts(name_key(name), OFFICE)


@pytest.mark.parametrize(
    ('one', 'other'),
    [
        ('蓝桥社会工作服务中心', '蓝桥社工中心'),
        ('蓝桥社工服务中心', '蓝桥社会工作中心'),
        ('蓝桥居家养老服务中心', '蓝桥养老中心'),
        ('蓝桥职业技能培训学校', '蓝桥职校'),
        ('志愿者协会', '志协'),
        ('家具行业协会', '家具协会'),
        ('残疾人联合会', '残联'),
        ('关工协会', '关心下一代协会'),
        ('关工委', '关心下一代工作委员会'),
        ('中英文幼儿园', '双语幼儿园'),
    ],
)
def test_usual_spellings_share_a_core(one: str, other: str) -> None:
    assert canonical(one) == canonical(other)


def test_an_abbreviation_does_not_bite_into_a_longer_word() -> None:
    assert canonical('广场舞协会') == '广场舞协会'


@pytest.mark.parametrize(
    ('one', 'other'),
    [
        ('示例市第一小学', '示例市第二小学'),
        ('示例市甲一商会', '示例市甲二商会'),
        ('示例市新蓝桥学校', '示例市蓝桥学校'),
        ('示例市东湖商会', '示例市西湖商会'),
        ('示例市蓝桥男子篮球协会', '示例市蓝桥女子篮球协会'),
        ('示例市太平学校', '示例市大平学校'),
        ('示例市蓝桥总会', '示例市蓝桥分会'),
        ('蓝桥3号楼业主协会', '蓝桥8号楼业主协会'),
    ],
)
def test_telling_characters_tell_apart_and_are_never_taken_silently(one: str, other: str) -> None:
    assert tells_apart(parts(one), parts(other))
    assert rate(parts(one), parts(other), county='same', code='same').telling


@pytest.mark.parametrize(
    ('one', 'other'),
    [
        ('示例市第1小学', '示例市第一小学'),
        ('示例市甲县蓝桥学校', '甲县蓝桥学校'),
        ('示例市蓝桥社工中心', '示例市蓝桥社会工作服务'),
        ('示例市末来学校', '示例市未来学校'),
    ],
)
def test_other_spellings_of_one_name_do_not_tell_apart(one: str, other: str) -> None:
    assert not tells_apart(parts(one), parts(other))


def test_same_name_in_its_county_is_surer_than_a_likeness_and_that_than_another_county() -> None:
    held = parts('示例市甲县蓝桥社会工作服务中心')
    chances = [
        rate(held, held, county='same').probability,
        rate(parts('示例市甲县兰桥社会工作服务中心'), held, county='same').probability,
        rate(parts('示例市甲县兰桥社会工作服务中心'), held, county='other').probability,
        rate(parts('示例市乙县青松养老院'), held, county='other').probability,
    ]
    assert chances == sorted(chances, reverse=True)
    assert chances[0] > 0.99
    assert chances[-1] < 0.01


def test_code_says_more_than_a_slip() -> None:
    held, written = parts('示例市甲县蓝桥学校'), parts('示例市甲县兰桥学校')
    by_code = [
        rate(written, held, county='same', code=code).probability for code in ('same', 'unknown', 'other')
    ]
    assert by_code == sorted(by_code, reverse=True)


def test_pair_that_others_have_speaks_for_another_organisation() -> None:
    held, written = parts('示例市甲县蓝桥学校'), parts('示例市甲县青桥学校')
    slip = rate(written, held, county='same', rarity=lambda pair: 1.0 if '青' in pair else 0.5)
    name = rate(written, held, county='same', rarity=lambda _pair: 0.5)
    assert slip.probability > name.probability


@given(st.lists(st.floats(0, 1), max_size=6))
def test_a_share_is_a_chance_and_falls_with_every_rival(chances: list[float]) -> None:
    ratings = [Rating(chance, telling=False) for chance in sorted(chances, reverse=True)]
    steps = [max(shares(ratings[:count])) for count in range(1, len(ratings) + 1)]
    assert all(0 <= step <= 1 for step in steps)
    assert all(later <= earlier for earlier, later in itertools.pairwise(steps))


@given(st.text(max_size=12), st.text(max_size=12))
def test_any_two_names_are_rated(one: str, other: str) -> None:
    features = pair_features(parts(one), parts(other))
    assert len(features) == len(WEIGHTS)
    assert 0 <= rate(parts(one), parts(other)).probability <= 1
