import pytest
from hypothesis import given
from hypothesis import strategies as st

from text.han import HAN_NUMERALS, fold_digits, fold_zeros, han_to_int, int_to_han


@pytest.mark.parametrize(
    ('text', 'number'),
    [
        ('二〇一六', 2016),
        ('二○一二', 2012),
        ('二零零九', 2009),
        ('十', 10),
        ('十五', 15),
        ('廿五', 25),
        ('卅', 30),
        ('三十一', 31),
        ('一百二十', 120),
        ('两千零五', 2005),
        ('一万二千', 12000),
        ('壹佰', 100),
        ('９８', 98),
        ('36', 36),
    ],
)
def test_han_numerals_are_read(text, number):
    assert han_to_int(text) == number


@pytest.mark.parametrize('text', ['', '百日攻坚', 'abc', '2O16'])
def test_what_is_no_number_is_none(text):
    assert han_to_int(text) is None


@given(st.integers(0, 99_999_999))
def test_a_count_written_in_han_is_read_back(number):
    assert han_to_int(int_to_han(number)) == number


@pytest.mark.parametrize(
    ('number', 'text'), [(10, '十'), (25, '二十五'), (110, '一百一十'), (1005, '一千零五')]
)
def test_counts_are_written_as_people_write_them(number, text):
    assert int_to_han(number) == text


@given(st.text())
def test_folding_keeps_every_letter_in_its_place(text):
    assert len(fold_digits(text)) == len(text)


@given(st.text(alphabet=HAN_NUMERALS + '0123９年第 '))
def test_reading_never_raises(text):
    han_to_int(text)


@pytest.mark.parametrize(
    ('printed', 'folded'),
    [
        ('二Ο一六年八月三日', '二〇一六年八月三日'),
        ('二0一六年八月', '二〇一六年八月'),
        ('二○二〇年元月五日', '二〇二〇年一月五日'),
        ('一OOo年', '一〇〇〇年'),
        ('共20年', '共20年'),
        ('20一年级', '20一年级'),
    ],
)
def test_what_stands_for_nought_in_a_year(printed, folded):
    assert fold_zeros(printed) == folded


@given(st.text(alphabet='一二Ο0○年月日元 '))
def test_folding_noughts_keeps_every_letter_in_its_place(text):
    assert len(fold_zeros(text)) == len(text)
