"""Texts of at most seventy characters, whatever the names are."""

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from model.office import Contact
from office.chasing import LONGEST, chase_text

DAY = dt.date(2026, 3, 13)
CONTACT = Contact('社会组织科', '0000-1234502')


def test_it_says_who_what_when_and_whom_to_ring():
    text = chase_text('甲县', '百日组建第1期报表', DAY, DAY, CONTACT)
    assert text == '甲县：请于3月13日前报送百日组建第1期报表，目前尚未收到。联系：社会组织科0000-1234502'


def test_after_the_day_it_says_so():
    text = chase_text('甲县', '报表', DAY, dt.date(2026, 3, 14), CONTACT)
    assert text.startswith('甲县：报表应于3月13日前报送，现已逾期，请今日补报。')


def test_another_year_is_told():
    assert '2025年12月31日' in chase_text('甲县', '报表', dt.date(2025, 12, 31), DAY, CONTACT)


def test_an_office_that_is_not_filled_in_gives_no_number():
    assert chase_text('甲县', '报表', DAY, DAY, Contact('〈科室〉', '〈电话〉')).endswith('尚未收到。')


def test_a_long_subject_is_cut_before_the_telephone_goes():
    text = chase_text('甲县', '社会组织党的建设情况' * 6, DAY, DAY, CONTACT)
    assert len(text) == LONGEST
    assert text.startswith('甲县：请于3月13日前报送社会组织')
    assert text.endswith('联系：社会组织科0000-1234502')


@given(
    st.text(alphabet='甲乙县区协会', min_size=1, max_size=90),
    st.text(alphabet='社会组织报表', min_size=1, max_size=90),
    st.one_of(st.none(), st.dates(dt.date(2025, 1, 1), dt.date(2027, 1, 1))),
    st.text(alphabet='科室', max_size=60),
)
def test_no_text_is_longer_than_seventy(unit, subject, due, office):
    text = chase_text(unit, subject, due, DAY, Contact(office, '0000-1234502'))
    assert len(text) <= LONGEST
    assert text.startswith(unit[:15])
    assert due is None or f'{due.month}月{due.day}日' in text
