"""What does not tell two organisations apart is folded away; the rest is kept."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.names import canonical_type, fold_name, name_key, name_to_parts
from text.divisions import national_regions
from text.regions import names_to_regions

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
