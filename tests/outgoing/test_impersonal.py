"""What a paper prints of others' words names no person and tells no number to ring."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outgoing.impersonal import without_persons


@pytest.mark.parametrize(
    ('text', 'printed'),
    [
        ('经征求张示例（13800001234）等同志意见，删除', '经征求〔〕等同志意见，删除'),
        ('张三、李四四等3位同志建议删除', '〔〕等3位同志建议删除'),
        ('我局王局长认为第三条过严', '我局〔〕局长认为第三条过严'),
        ('分管副局长李某提出删除', '分管副局长〔〕提出删除'),
        ('对陈示例、周示例等意见予以采纳', '对〔〕等意见予以采纳'),
        ('联系人：张某某，电话：0000-1234567', '联系人：〔〕'),
        ('（张示例 139 0000 1234）', '（〔〕）'),
        ('买买提·艾力同志', '〔〕同志'),
        ('发至a@b.cn，或0000-1234567', '发至〔〕，或〔〕'),
    ],
)
def test_persons_and_their_numbers_are_left_out(text, printed):
    assert without_persons(text, '〔〕') == printed


@pytest.mark.parametrize(
    'text',
    [
        '建议将“党员同志”改为“有关同志”',
        '商会秘书长、协会会长应兼任书记',
        '建议由民政局局长、县民政局安全科科长负责',
        '聘请法律专家、高校教授、专职律师',
        '每年安排13800001234元，自2026年5月1日起施行',
        '第一书记由党委书记担任，单位同志参加',
        '统一社会信用代码516200000000000270，名师名校长工程',
    ],
)
def test_words_that_name_nobody_stand(text):
    assert without_persons(text, '〔〕') == text


@given(st.text(alphabet='张王某同志局长等、（）138000012340-：联系人', max_size=60))
def test_no_mobile_number_is_printed(text):
    assert '13800001234' not in (without_persons(f'{text}，13800001234，', '〔〕') or '')
