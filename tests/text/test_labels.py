"""Printed labels and the fields they stand for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.form import FormField
from text.label_near import near
from text.labels import (
    fields_to_index,
    fold_label,
    is_label_like,
    is_name_label,
    is_never_label,
    match_label,
    section_score,
)

FIELDS = (
    FormField('org_name', ('社会组织名称', '单位名称')),
    FormField('phone', ('联系电话', '电话'), 'phone'),
    FormField('party_head', ('党组织负责人', '党组织书记')),
    FormField('party_head', ('姓名',), under=('党组织负责人', '党组织书记')),
    FormField('party_head_phone', ('电话', '联系电话'), 'phone', under=('党组织负责人', '党组织书记')),
    FormField('staff_full_time', ('专职人员',), 'int'),
    FormField('staff_full_time', ('专职',), 'int', under=('从业人员',)),
    FormField('members_total', ('党员总数', '党员人数'), 'int'),
    FormField('members_full_time', ('专职',), 'int', under=('党员',)),
    FormField('full_members', ('正式党员',), 'int'),
    FormField('probationary_members', ('预备党员',), 'int'),
    FormField('established_on', ('党组织成立时间',), 'date'),
    FormField('org_type', ('类别',), 'choice', options=('社会团体', '基金会')),
)
INDEX = fields_to_index(FIELDS)


def field(text: str, sections: tuple[str, ...] = (), beside: tuple[str, ...] = ()) -> str | None:
    match = match_label(text, INDEX, sections, beside)
    return match.field.id if match else None


@pytest.mark.parametrize(
    'printed',
    [
        '单位名称',
        '单 位 名 称',
        '单位\n名称：',
        '1.单位名称',
        '（一）单位名称（盖章）',
        '*单位名称',
        '①单位名称:',
        '单位名称（全称）',
    ],
)
def test_printing_does_not_change_a_label(printed: str) -> None:
    assert fold_label(printed) == '单位名称'
    assert field(printed) == 'org_name'


@pytest.mark.parametrize(
    ('printed', 'expected'),
    [
        ('党员总人数', 'members_total'),
        ('其中：正式党员数', 'full_members'),
        ('党员（正式）', 'full_members'),
        ('预备党员', 'probationary_members'),
        ('流动党员', None),
        ('党员人数（不含预备党员）', None),
        ('拟成立时间', None),
        ('单位成立时间', None),
        ('专职人员数', 'staff_full_time'),
        ('兼职人员数', None),
        ('专职', None),
    ],
)
def test_near_labels_match_and_contrasting_ones_do_not(printed: str, expected: str | None) -> None:
    assert field(printed) == expected


def test_sections_decide_between_equal_labels() -> None:
    assert field('专职', ('从业人员情况',)) == 'staff_full_time'
    assert field('专职', ('党员情况',)) == 'members_full_time'
    assert field('专职', ('从业人员中党员数',)) == 'members_full_time'
    assert field('姓名', ('党组织负责人',)) == 'party_head'
    assert field('姓名', ('法定代表人',)) is None
    assert field('联系电话') == 'phone'
    assert field('联系电话', (), ('党组织书记',)) == 'party_head_phone'
    assert field('正式', ('党员',)) == 'full_members'


def test_a_section_that_contrasts_is_not_the_section() -> None:
    members = FIELDS[8]
    assert section_score('党员数', members) > section_score('从业人员中党员', members) > 0
    assert section_score('流动党员', members) == 0


@pytest.mark.parametrize(
    ('one', 'other', 'same'),
    [
        ('党组织建立时间', '党组织成立时间', True),
        ('统一社会信用代玛', '统一社会信用代码', True),
        ('专职工作人员', '兼职工作人员', False),
        ('已建党组织数', '未建党组织数', False),
        ('联系电话', '联系电邮', False),
    ],
)
def test_one_character_misread_in_a_long_label(one: str, other: str, same: bool) -> None:
    assert bool(near(one, other)) is same


def test_what_looks_like_a_label() -> None:
    assert all(
        is_label_like(text, INDEX) for text in ('单位名称', '性 别', '理事会意见', '传真', '评估等级时间')
    )
    assert not any(
        is_label_like(text, INDEX)
        for text in ('', '—', '示例协会', '42', '□是 □否', '社会团体', '2026年3月8日')
    )


def test_what_is_kept_of_nobody() -> None:
    assert all(
        is_never_label(text) for text in ('身份证号', '居民身份证号码', '民 族', '政治\n面貌', '出生年月')
    )
    assert not is_never_label('法定代表人身份证号11010119700101123X')
    assert is_name_label('社会组织名称（全称）')


@given(st.text(max_size=30), st.text(max_size=10))
def test_never_raises(text: str, section: str) -> None:
    match_label(text, INDEX, (section,), (section,))
    is_label_like(text, INDEX)
