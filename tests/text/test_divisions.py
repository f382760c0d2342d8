"""The divisions of the country by present, short and former names and by code; an office's own come first."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from text.divisions import code_region, national_regions, region_code, with_national
from text.regions import Regions, codes_agree, names_to_regions, narrowest_codes, split_prefix

NATION = national_regions()


def places(text: str, regions: Regions = NATION) -> tuple[list[str], str]:
    found, rest = split_prefix(text, regions)
    return [region.full for region in found], rest


@pytest.mark.parametrize(
    ('name', 'found'),
    [
        ('福建省福州市鼓楼区蓝桥协会', ['福建省', '福州市', '鼓楼区']),
        ('甘肃张家川蓝桥协会', ['甘肃省', '张家川回族自治县']),
        ('张家川县蓝桥协会', ['张家川回族自治县']),
        ('湘西州蓝桥协会', ['湘西土家族苗族自治州']),
        ('新疆喀什蓝桥协会', ['新疆维吾尔自治区', '喀什地区']),
        ('上海浦东蓝桥协会', ['上海市', '浦东新区']),
        ('溧水县蓝桥协会', ['溧水区']),
        ('襄樊市蓝桥协会', ['襄阳市']),
        ('中国蓝桥协会', []),
        ('甲县蓝桥协会', []),
    ],
)
def test_names_begin_with_regions_full_short_and_former(name: str, found: list[str]) -> None:
    assert places(name) == (found, '蓝桥协会' if found else name)


@pytest.mark.parametrize('name', ['长安社工中心', '安康养老院', '朝阳幼儿园', '和平小学'])
def test_words_that_are_also_short_names_of_places_stay_in_the_name(name: str) -> None:
    assert places(name) == ([], name)


def test_short_name_counts_after_the_wider_region_that_holds_it() -> None:
    assert places('西安市长安社工中心') == (['西安市', '长安'], '社工中心')
    assert places('兰州市长安社工中心') == (['兰州市'], '长安社工中心')
    assert places('北京市温州商会') == (['北京市'], '温州商会')
    assert places('河南蓝桥协会') == (['河南省'], '蓝桥协会')


def test_name_that_several_counties_share_means_them_all() -> None:
    found, _rest = split_prefix('鼓楼区蓝桥协会', NATION)
    assert narrowest_codes(found) == ('320106', '320302', '350102', '410204')
    found, _rest = split_prefix('福建鼓楼蓝桥协会', NATION)
    assert narrowest_codes(found) == ('350102',)


def test_codes_agree_where_one_holds_the_other() -> None:
    assert codes_agree(('35',), ('320106', '350102'))
    assert codes_agree(('350102',), ('35',))
    assert not codes_agree(('350102',), ('350103',))
    assert not codes_agree((), ('35',))


def test_own_regions_of_an_office_come_first_and_may_be_fictional() -> None:
    regions = with_national(names_to_regions(['福建省', '示例市', '长安县', '鼓楼区', '甲县']))
    assert places('示例市甲县蓝桥协会', regions) == (['示例市', '甲县'], '蓝桥协会')
    assert places('长安社工中心', regions) == (['长安县'], '社工中心')
    assert places('北京市朝阳区蓝桥协会', regions) == (['北京市', '朝阳区'], '蓝桥协会')
    own = regions.by_spelling['鼓楼区']
    assert own is not None
    assert own.codes == ('350102',)


@pytest.mark.parametrize(
    ('code', 'full'),
    [
        ('620502', '秦州区'),
        ('310103', '黄浦区'),
        ('620599', '天水市'),
        ('629999', '甘肃省'),
        ('500199', '重庆市'),
        ('441900', '东莞市'),
        ('62', '甘肃省'),
        ('100000', None),
        ('999999', None),
        ('', None),
    ],
)
def test_code_means_a_region_or_the_one_that_held_it(code: str, full: str | None) -> None:
    region = code_region(code)
    assert (region.full if region else None) == full


def test_code_of_a_name_is_told_only_where_it_is_one() -> None:
    assert region_code('甘肃省天水市秦州区') == '620502'
    assert region_code('天水') == '6205'
    assert region_code('鼓楼区') is None
    assert region_code('甲县') is None
    assert region_code('') is None


@given(st.text(max_size=20))
def test_any_code_and_any_name_are_answered(text: str) -> None:
    code_region(text)
    region_code(text)


def test_every_division_is_found_by_its_code_and_its_full_name() -> None:
    for region in NATION.by_spelling.values():
        assert region is not None
        for code in region.codes:
            held = code_region(code.ljust(6, '0'))
            assert held is not None
            assert held.codes == (code,)
