"""A rule's case as worded to a condition; what is not wholly understood says so."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaigns.phrases import text_to_case
from model.campaign import Compare, Condition, Is

FULL, STAFF = ('full_members',), ('staff_total',)
FULL_TIME, BOTH = ('full_members_full_time',), ('full_members_full_time', 'full_members_part_time')
ALL_MEMBERS = ('members_total',)


@pytest.mark.parametrize(
    ('text', 'conditions'),
    [
        ('凡专职工作人员中有3名以上正式党员的', [Compare(FULL_TIME, '>=', 3)]),
        ('社会组织专职人员里正式党员不满三名的', [Compare(FULL_TIME, '<', 3)]),
        ('在兼专职人员有3名以上正式党员的社会组织中', [Compare(BOTH, '>=', 3)]),
        ('专、兼职工作人员中正式党员少于3人的', [Compare(BOTH, '<', 3)]),
        ('兼职人员中有２名正式党员的', [Compare(('full_members_part_time',), '=', 2)]),
        ('有2名以上兼职党员的社会组织', [Compare(('members_part_time',), '>=', 2)]),
        ('凡有3名（含）以上正式党员的', [Compare(FULL, '>=', 3)]),
        ('从业人员中有3人（含3人）以上正式党员的', [Compare(FULL, '>=', 3)]),
        ('党员人数在3至5名之间的', [Compare(ALL_MEMBERS, '>=', 3), Compare(ALL_MEMBERS, '<=', 5)]),
        ('党员人数超过50名的', [Compare(ALL_MEMBERS, '>', 50)]),
        ('党员不超过2名的', [Compare(ALL_MEMBERS, '<=', 2)]),
        ('对暂无党员的单位', [Compare(ALL_MEMBERS, '=', 0)]),
        ('没有正式党员的', [Compare(FULL, '=', 0)]),
        (
            '有五十名以上一百名以下正式党员的',
            [Compare(FULL, '>=', 50), Compare(FULL, '<=', 100)],
        ),
        (
            '正式党员3名以上、不足50名的',
            [Compare(FULL, '>=', 3), Compare(FULL, '<', 50)],
        ),
        ('职工人数50人至99人的', [Compare(STAFF, '>=', 50), Compare(STAFF, '<=', 99)]),
        ('专职工作人员10人以上的', [Compare(('staff_full_time',), '>=', 10)]),
        (
            '对规模较大、员工较多，而党员人数只有2名的社会组织',
            [Compare(ALL_MEMBERS, '=', 2), Is('large_scale', (True,))],
        ),
        (
            '从业人员30人以上的社会服务机构',
            [Compare(STAFF, '>=', 30), Is('type', ('民办非企业单位', '社会服务机构'))],
        ),
        ('对尚未建立党组织的', [Is('established', (False,))]),
        ('对已建立党组织的社会组织', [Is('established', (True,))]),
    ],
)
def test_a_case_is_understood_wholly(text: str, conditions: list[Condition]) -> None:
    case = text_to_case(text)
    assert (list(case.conditions), case.left, case.carried) == (conditions, '', None)


@pytest.mark.parametrize(
    'text',
    [
        '暂不具备建立党组织条件的',
        '有业务主管单位的社会组织',
        '没有党员或只有1名党员的',
        '没有党员、社会团体的',
        '除有3名以上正式党员的以外',
        '原则上有3名以上正式党员的',
        '有3名以上预备党员的',
        '50人至99人的',
        '党员3名以上（含预备党员）的',
        '社会组织拟新成立党组织的',
    ],
)
def test_what_is_not_understood_is_left_over(text: str) -> None:
    assert text_to_case(text).left


def test_whom_it_counts_is_told_in_the_notices_words() -> None:
    assert text_to_case('专职工作人员中有3名以上正式党员的').basis == '专职工作人员中的正式党员'
    assert text_to_case('职工100人以上的').basis is None


def test_a_bare_number_counts_what_the_words_before_it_count() -> None:
    case = text_to_case('50人至99人的', '职工人数100人以上的全部单独组建，')
    assert (case.carried, case.left) == ('职工人数', '')
    assert case.conditions == (Compare(STAFF, '>=', 50), Compare(STAFF, '<=', 99))


def test_enterprises_are_no_social_organisations() -> None:
    assert text_to_case('有正式党员三人以上的企业').applies_to == ('enterprises',)


@given(st.integers(1, 999), st.sampled_from(['名', '人', '个']), st.sampled_from(['以上', '及以上']))
def test_at_least_includes_its_number(number: int, unit: str, limit: str) -> None:
    assert text_to_case(f'有{number}{unit}{limit}正式党员的').conditions == (Compare(FULL, '>=', number),)


@given(st.text('有没无3三十名人以上下不足至正式党员专职兼中、，的或非', max_size=60))
def test_any_text_has_a_reading(text: str) -> None:
    text_to_case(text, text)
