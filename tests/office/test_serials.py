"""Serials as people write them, gaps and void numbers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.errors import UsageFault
from office import serials
from office.serials import Gap, list_gaps, serials_to_text, text_to_serials


@pytest.mark.parametrize(
    ('text', 'numbers'),
    [
        ('21', (21,)),
        ('21-23', (21, 22, 23)),
        ('21,23，25-27', (21, 23, 25, 26, 27)),
        ('21号至23号', None),
        ('21至23', (21, 22, 23)),
        ('9、7', (9, 7)),
        ('0', None),
        ('3-1', None),
        ('1-3,2', None),
        ('', None),
        ('1-1000000', None),
    ],
)
def test_serials_as_written(text, numbers):
    if numbers is None:
        with pytest.raises(UsageFault):
            text_to_serials(text)
    else:
        assert text_to_serials(text) == numbers


@given(st.sets(st.integers(1, 400), min_size=1))
def test_serials_in_short_read_back(numbers):
    assert text_to_serials(serials_to_text(numbers)) == tuple(sorted(numbers))


def test_gaps_stand_until_explained(place):
    serials.void(place, '示民', 2026, (3, 4, 9), '手工发文')
    assert list_gaps(place) == [Gap('示民', 2026, 1, 2), Gap('示民', 2026, 5, 8)]
    serials.void(place, '示民', 2026, tuple(range(5, 9)), '作废')
    assert list_gaps(place) == [Gap('示民', 2026, 1, 2)]
    with pytest.raises(UsageFault, match='登记为不用'):
        serials.void(place, '示民', 2026, (1, 9), '又一次')
    assert list_gaps(place) == [Gap('示民', 2026, 1, 2)]
    with pytest.raises(UsageFault, match='理由'):
        serials.void(place, '示民', 2026, (1,), ' ')
