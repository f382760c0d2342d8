"""Counts as clerks write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from text.numbers import cell_to_decimal, cell_to_int


@pytest.mark.parametrize(
    ('raw', 'value'),
    [
        ('42', 42),
        ('３名', 3),
        ('12人', 12),
        ('１２。', 12),
        ('1,236', 1236),
        ('三', 3),
        ('二十三人', 23),
        ('两名', 2),
        ('42.0', 42),
        ('共8人', 8),
        ('0', 0),
        (' 3 \n 人 ', 3),
    ],
)
def test_plain_counts_are_sure(raw: str, value: int) -> None:
    assert cell_to_int(raw)[:3] == (value, 1.0, ())


@pytest.mark.parametrize('raw', ['', '  ', '\u3000', '—', '/', '－－', '……', '／'])
def test_nothing_written_is_missing_and_never_zero(raw: str) -> None:
    reading = cell_to_int(raw)
    assert (reading.value, reading.blank, reading.score) == (None, True, 1.0)


@pytest.mark.parametrize(
    ('raw', 'value', 'reason'),
    [
        ('无', 0, "填写为“无”，按0计"),
        ('没有', 0, "填写为“没有”，按0计"),
        ('约30', 30, "填写为“约30”，是约数"),
        ('30余人', 30, "填写为“30余人”，是约数"),
        ('不足3名', 3, "填写为“不足3名”，是约数"),
        ('42（含兼职）', 42, "括注“含兼职”"),
        ('12人，其中专职5人', 12, "另注“其中专职5人”"),
    ],
)
def test_doubtful_counts_say_why(raw: str, value: int, reason: str) -> None:
    reading = cell_to_int(raw)
    assert (reading.value, reading.reasons) == (value, (reason,))
    assert 0 < reading.score < 1


@pytest.mark.parametrize(
    'raw', ['3-5', '3至5名', '18 24', '42.5', '-3', '12%', '√', '若干', '13800000000', '9' * 5000]
)
def test_what_cannot_be_told_is_none_with_its_reason(raw: str) -> None:
    reading = cell_to_int(raw)
    assert (reading.value, reading.score, reading.blank) == (None, 0.0, False)
    assert reading.reasons


@given(st.text())
def test_never_raises_and_never_gives_anything_but_an_int(raw: str) -> None:
    reading = cell_to_int(raw)
    assert reading.value is None or type(reading.value) is int


@given(st.integers(0, 9_999_999), st.sampled_from(['', '人', '名', ' 人', '。']))
def test_every_count_comes_back(count: int, unit: str) -> None:
    assert cell_to_int(f'{count}{unit}').value == count
    assert cell_to_int(f'{count:,}{unit}').value == count


@pytest.mark.parametrize(
    ('raw', 'unit', 'value'),
    [
        ('1,200.50', '元', '1200.50'),
        ('１２．５元', '元', '12.5'),
        ('3.5万元', '元', '35000'),
        ('0.12345万元', '元', '1234.5'),
        ('3.5万元', '万元', '3.5'),
        ('120㎡', None, None),
        ('3元', '万元', None),
        ('约3', '元', '3'),
        ('无', '元', '0'),
        ('—', '元', None),
        ('一大笔', '元', None),
    ],
)
def test_amounts_keep_their_digits(raw: str, unit: str | None, value: str | None) -> None:
    assert cell_to_decimal(raw, unit).value == value
