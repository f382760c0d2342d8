"""A cell under 指导员 or 联络员: who says that there is nobody is nobody's name."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from text.persons import text_to_named

NOBODY = '否 无 无。 （无） 暂无 没有 0 ０ 0人 × x N 空缺 待定 未派 未选派 未确定 尚未明确 暂未配备 不涉及'
UNNAMED = '是 有 √ 1 2名 已选派 已选派1名 有指导员 已派驻 Y'
UNCLEAR = '否（拟派） 拟派张三 张三（已调离） 见附件 同上 13800000000 是（张三） 2026-03-01 ○ 待张三报到 安排'
SOMEBODY = '张三 张三、李四 示例一 王示例3 尚明 李未央 丁一 张三（示例市民政局） Alim'


@pytest.mark.parametrize(
    ('words', 'named'),
    [(NOBODY, 'nobody'), (UNNAMED, 'unnamed'), (UNCLEAR, 'unclear'), (SOMEBODY, 'somebody')],
)
def test_what_a_cell_says_of_a_person(words, named):
    assert {word: text_to_named(word) for word in words.split()} == dict.fromkeys(words.split(), named)


def test_marks_of_nothing_written():
    assert {text_to_named(text) for text in ('', '　', '—', '/ ', '是/否', '有无')} == {'blank'}


@given(st.sampled_from('否未无没不'), st.text(max_size=12))
def test_what_begins_as_a_no_is_never_somebody(first, rest):
    assert text_to_named(first + rest) not in {'somebody', 'unnamed'}
