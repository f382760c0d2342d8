"""Which unit a folder, a file name or a heading names."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from office.senders import file_to_texts, unit_named
from store.expected import ExpectedUnit

UNITS = [
    ExpectedUnit('甲县', ('甲字县',)),
    ExpectedUnit('子区'),
    ExpectedUnit('东风县'),
    ExpectedUnit('大东风县'),
    ExpectedUnit('示例协会', ('示协',)),
]


@pytest.mark.parametrize(
    ('text', 'unit'),
    [
        ('甲县', '甲县'),
        ('示例市甲县民政局', '甲县'),
        ('附件1（甲县）', '甲县'),
        ('关于甲县社会组织的报告', '甲县'),
        ('甲字县', '甲县'),
        ('东风', '东风县'),
        ('大东风县民政局', '大东风县'),
        ('东 风 县', '东风县'),
        ('电子区块链', None),
        ('子区域汇总', None),
        ('甲县、子区', None),
        ('甲县某某协会', None),
        ('甲县行业协会汇总表', '甲县'),
        ('附件1', None),
        ('甲', None),
        ('', None),
        (None, None),
    ],
)
def test_a_text_names_one_unit_or_none(text, unit):
    assert unit_named([text], UNITS) == unit


def test_the_first_text_that_names_one_decides():
    assert unit_named(['附件1', '甲县、子区', '示协', '甲县'], UNITS) == '示例协会'


def test_folders_come_from_the_innermost_out():
    assert file_to_texts('3月/甲县/附件1.xlsx') == ['附件1', '甲县', '3月']
    assert file_to_texts('附件1.xlsx', stem=False) == []


@given(st.text(alphabet='甲字县子区东风大示例协会、 1a', max_size=20))
def test_any_text_names_a_unit_that_is_asked_for_or_none(text):
    assert unit_named([text], UNITS) in {None, *(unit.name for unit in UNITS)}
