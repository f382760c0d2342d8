"""Characters that are one in other writings, to the eye and to the ear; names keep what tells them apart."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from text.characters import look_key, sound_key, to_simplified
from text.resources import table_lines

HAN = st.text(alphabet=st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF), max_size=20)


@pytest.mark.parametrize(
    ('written', 'simplified'),
    [
        ('示例市陽光社會工作服務中心', '示例市阳光社会工作服务中心'),
        ('後山羣峯文化發展協會', '后山群峰文化发展协会'),
        ('著名乾坤書畫院', '著名乾坤书画院'),
        ('皇后', '皇后'),
    ],
)
def test_traditional_characters_are_simplified_one_by_one(written: str, simplified: str) -> None:
    assert to_simplified(written) == simplified


def test_table_of_simplified_characters_is_one_to_one_and_settled() -> None:
    traditional, simplified = table_lines('traditional.tsv')
    assert len(traditional) == len(simplified) == len(set(traditional))
    assert not set(traditional) & set(simplified)


def test_simplified_writing_is_never_changed() -> None:
    common = bytes(byte for high in range(0xB0, 0xF8) for low in range(0xA1, 0xFF) for byte in (high, low))
    written = common.decode('gb2312', 'ignore').replace('後', '')
    assert to_simplified(written) == written


@pytest.mark.parametrize(
    ('one', 'other'),
    [
        ('未来', '末来'),
        ('己', '巳'),
        ('甘州', '廿洲'),
        ('A0', 'AO'),
        ('一中', '1中'),
        ('大', '太'),
        ('〇', '零'),
    ],
)
def test_look_alikes_share_a_key(one: str, other: str) -> None:
    assert look_key(one) == look_key(other)


def test_groups_of_look_alikes_do_not_overlap() -> None:
    groups = [group for line in table_lines('lookalikes.txt') for group in line.split()]
    everybody = ''.join(groups)
    assert len(groups) >= 200
    assert len(everybody) == len(set(everybody))


def test_numbers_do_not_look_alike() -> None:
    assert len({look_key(digit) for digit in '0123456789'}) == 10
    assert len({look_key(digit) for digit in '一二三四五六七八九十'}) == 10


def test_homophones_share_a_key() -> None:
    assert sound_key('铭德社工') == sound_key('明德设工')
    assert sound_key('明德') != sound_key('厚德')


@given(HAN)
def test_keys_keep_the_length_and_are_settled(text: str) -> None:
    for fold in (to_simplified, look_key, sound_key):
        assert len(fold(text)) == len(text)
        assert fold(fold(text)) == fold(text)
