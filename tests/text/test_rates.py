from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from text.rates import Rounding, rate


@pytest.mark.parametrize(
    ('counts', 'rounding', 'decimals', 'printed'),
    [
        ((167, 300), 'half_up', 1, '55.7%'),
        ((167, 300), 'truncate', 1, '55.6%'),
        ((280, 300), 'half_up', 1, '93.3%'),
        ((1925, 2035), 'truncate', 1, '94.5%'),
        ((26, 65), 'half_up', 0, '40%'),
        ((1, 16), 'half_up', 1, '6.3%'),
        ((1, 800), 'half_up', 2, '0.13%'),
        ((0, 7), 'half_up', 1, '0.0%'),
        ((7, 7), 'half_up', 1, '100.0%'),
    ],
)
def test_a_rate_is_exact_to_the_stated_place(
    counts: tuple[int | None, int | None], rounding: Rounding, decimals: int, printed: str
) -> None:
    assert rate(*counts, rounding, decimals) == printed


@pytest.mark.parametrize('counts', [(None, 3), (3, None), (0, 0), (3, 0)])
def test_without_a_count_or_a_population_there_is_no_rate(counts: tuple[int | None, int | None]) -> None:
    assert rate(*counts, 'half_up', 1) is None


def test_a_negative_count_is_a_fault() -> None:
    with pytest.raises(ValueError, match='negative'):
        rate(-1, 3, 'half_up', 1)


@given(
    st.integers(0, 10**9), st.integers(1, 10**9), st.integers(0, 4), st.sampled_from(['half_up', 'truncate'])
)
def test_what_is_printed_lies_within_one_unit_of_the_last_place(
    numerator: int, denominator: int, decimals: int, rounding: Rounding
) -> None:
    text = rate(numerator, denominator, rounding, decimals)
    assert text is not None
    printed = Fraction(text.removesuffix('%'))
    error = Fraction(100 * numerator, denominator) - printed
    unit = Fraction(1, 10**decimals)
    assert (0 <= error < unit) if rounding == 'truncate' else (-unit / 2 <= error < unit / 2)
