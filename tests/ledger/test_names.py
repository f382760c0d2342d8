"""What does not tell two organisations apart is folded away; the rest is kept."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.names import canonical_type, fold_name, name_key, name_to_parts
from text.divisions import national_regions
from text.regions import Region, Regions, names_to_regions, spellings_to_heads

OFFICE = names_to_regions(['示例市', '甲县'])


@pytest.mark.parametrize(
    'written',
    [
        '示例市蓝桥文化促进会',
        '示例市 蓝桥　文化促进会',
        '示例市蓝桥·文化促进会',
        '示例市蓝桥文化促进会（盖章）',
        '示例市蓝桥文化促进会(公章)。',
        '示例市蓝桥文化促进会（章）',
        '示例市蓝桥文化促进会盖章',
        '\u200b示例市蓝桥\ufeff文化促进会\xa0',
        '：示例市蓝桥文化促进会；',
        '示 例 市 蓝 桥 文 化 促 进 会',
    ],
)
def test_printing_sealing_and_typing_leave_no_trace(written: str) -> None:
    assert fold_name(written) == '示例市蓝桥文化促进会'


def test_width_and_kind_of_bracket_are_one() -> None:
    assert fold_name('ＡＢｃ（甲）学校') == fold_name('abC[甲]学校') == 'ABC(甲)学校'


def test_nothing_but_a_seal_is_no_name() -> None:
    assert fold_name(' （盖章） ') == ''


@pytest.mark.parametrize(
    ('one', 'other'),
    [
        ('示例市“蓝桥”学校', '示例市蓝桥学校'),
        ('示例市蓝桥学校（民办非企业单位）', '示例市蓝桥学校(社会服务机构)'),
        ('《蓝桥》编辑部', '蓝桥编辑部'),
        ('示例市(蓝桥)学校', '示例市蓝桥学校'),
    ],
)
def test_spellings_of_one_registered_name_share_a_key(one: str, other: str) -> None:
    assert name_key(one) == name_key(other)


@pytest.mark.parametrize('other', ['示例市甲二商会', '示例市甲一学会', '示例市甲一商会（筹）', '甲一商会'])
def test_names_that_differ_in_a_word_keep_their_own_keys(other: str) -> None:
    assert name_key('示例市甲一商会') != name_key(other)


@given(
    st.text(alphabet=st.one_of(st.characters(), st.sampled_from('示例市协会（）()盖章。·・ｱが')), max_size=20)
)
def test_folding_twice_changes_nothing_more(text: str) -> None:
    assert fold_name(fold_name(text)) == fold_name(text)


@given(st.text(max_size=20))
def test_any_text_has_a_key(text: str) -> None:
    assert isinstance(name_key(text), str)


def test_parts_leave_the_form_of_organisation_out_of_the_stem() -> None:
    assert name_to_parts('示例市阳光社会工作服务中心', OFFICE).stem == '阳光'
    assert name_to_parts('示例市家具行业协会', OFFICE).stem == '家具'
    assert name_to_parts('协会', OFFICE).stem == '协会'


@pytest.mark.parametrize(
    ('written', 'kind'),
    [
        ('社会服务机构', '民办非企业单位'),
        ('民办非企业单位', '民办非企业单位'),
        ('民办非企业', '民办非企业单位'),
        (' 民 非 ', '民办非企业单位'),
        ('社团', '社会团体'),
        ('基金会', '基金会'),
        ('城乡社区组织', '城乡社区组织'),
        ('', None),
        (None, None),
    ],
)
def test_both_words_for_one_class_are_one(written: str | None, kind: str | None) -> None:
    assert canonical_type(written) == kind


def test_traditional_writing_is_the_same_name() -> None:
    assert name_key('示例市藍橋文化發展促進會（蓋章）') == '示例市蓝桥文化发展促进会'
    assert name_key('示例市乾坤书画院') != name_key('示例市干坤书画院')


def test_parts_tell_the_divisions_that_the_place_may_be() -> None:
    assert name_to_parts('福建鼓楼蓝桥协会', national_regions()).codes == ('350102',)
    assert name_to_parts('示例市甲县蓝桥协会', OFFICE).codes == ()


@pytest.mark.parametrize(
    ('name', 'regions', 'rest'),
    [
        ('甲县蓝桥商会', ('甲县',), '蓝桥商会'),
        ('示例市甲县蓝桥市商会', ('示例市', '甲县'), '蓝桥市商会'),
        ('甲县蓝桥市示例市商会', ('甲县',), '蓝桥市示例市商会'),
        ('甲县新河开发区蓝桥商会', ('甲县', '新河开发区'), '蓝桥商会'),
        ('示例市蓝桥市商会', ('示例市', '蓝桥市'), '商会'),
        ('示例市甲县商会', ('示例市', '甲县'), '商会'),
    ],
)
def test_place_that_no_county_holds_is_where_the_members_come_from(
    name: str, regions: tuple[str, ...], rest: str
) -> None:
    office = names_to_regions(['示例市', '甲县', '蓝桥市', '新河开发区'])
    parts = name_to_parts(name, office)
    assert (parts.regions, parts.rest) == (regions, rest)


def test_no_character_is_lost_where_a_place_is_written_by_another_name() -> None:
    office = names_to_regions(['甲县', Region('蓝桥市', '新桥')])
    office.by_spelling['老桥'] = office.by_spelling['蓝桥市']
    office = Regions(office.by_spelling, spellings_to_heads(office.by_spelling))
    parts = name_to_parts('甲县老桥商会', office)
    assert (parts.regions, parts.rest) == (('甲县', '蓝桥市'), '商会')
