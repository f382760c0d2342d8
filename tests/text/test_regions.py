"""Names of regions, full and short, in front of names and alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from text.regions import (
    Region,
    chain_to_names,
    find_region,
    full_to_short,
    names_to_regions,
    split_prefix,
)

OFFICE = names_to_regions(['示例省', '示例市', '甲县', '乙县', '子区'])


@pytest.mark.parametrize(
    ('full', 'short'),
    [
        ('示例市', '示例'),
        ('甲县', '甲'),
        ('张家川回族自治县', '张家川'),
        ('积石山保安族东乡族撒拉族自治县', '积石山'),
        ('新疆维吾尔自治区', '新疆'),
        ('巴音郭楞蒙古自治州', '巴音郭楞'),
        ('市中区', '市中'),
        ('甘州区', '甘州'),
        ('兰州新区', '兰州新区'),
        ('经济技术开发区', '经济技术开发区'),
        ('海外', '海外'),
    ],
)
def test_short_form_drops_rank_and_peoples(full: str, short: str) -> None:
    assert full_to_short(full) == short


@pytest.mark.parametrize(
    ('chain', 'names'),
    [
        ('示例省示例市甲县', ('示例省', '示例市', '甲县')),
        ('示例市', ('示例市',)),
        ('江苏省徐州市', ('江苏省', '徐州市')),
        ('张掖市甘州区', ('张掖市', '甘州区')),
        ('荆州市沙市区', ('荆州市', '沙市区')),
        ('某某', ('某某',)),
        ('', ()),
    ],
)
def test_chain_is_cut_into_full_names(chain: str, names: tuple[str, ...]) -> None:
    assert chain_to_names(chain) == names


def test_prefix_takes_full_and_short_forms_widest_first() -> None:
    found, rest = split_prefix('示例市甲县蓝桥协会', OFFICE)
    assert [region.full for region in found] == ['示例市', '甲县']
    assert rest == '蓝桥协会'
    assert split_prefix('示例蓝桥协会', OFFICE) == ((Region('示例市', '示例'),), '蓝桥协会')


def test_one_character_begins_no_name() -> None:
    assert split_prefix('甲一商会', OFFICE) == ((), '甲一商会')


def test_short_form_before_another_rank_is_another_place() -> None:
    assert split_prefix('示例区蓝桥协会', OFFICE) == ((), '示例区蓝桥协会')


@pytest.mark.parametrize(
    ('text', 'full'),
    [
        ('甲县', '甲县'),
        ('甲', '甲县'),
        (' 甲 县 ', '甲县'),
        ('示例市甲县', '甲县'),
        ('示例省示例市子区民政局', '子区'),
        ('示例', '示例市'),
        ('示例市', '示例市'),
        ('丁县', None),
        ('', None),
        (None, None),
    ],
)
def test_region_is_found_however_a_column_writes_it(text: str | None, full: str | None) -> None:
    region = find_region(text, OFFICE)
    assert (region.full if region else None) == full


def test_short_form_shared_by_two_means_neither() -> None:
    regions = names_to_regions(['邻水市', '邻水县'])
    assert find_region('邻水', regions) is None
    assert find_region('邻水县', regions) == Region('邻水县', '邻水')


def test_office_may_fix_a_short_form() -> None:
    regions = names_to_regions([Region('示例经济技术开发区', '经开区'), '甲县'])
    assert find_region('经开区', regions) == Region('示例经济技术开发区', '经开区')


@given(st.text(alphabet='示例省市甲县乙子区协会 ', max_size=12))
def test_prefix_and_rest_make_up_the_text(text: str) -> None:
    found, rest = split_prefix(text, OFFICE)
    assert text.endswith(rest)
    assert bool(found) == (rest != text)
