import chinese_calendar
import pytest

from text.festivals import festival_to_day


@pytest.mark.parametrize(
    ('name', 'holiday'),
    [
        ('春节', 'Spring Festival'),
        ('清明', 'Tomb-sweeping Day'),
        ('端午', 'Dragon Boat Festival'),
        ('中秋', 'Mid-autumn Festival'),
        ('国庆', 'National Day'),
        ('元旦', "New Year's Day"),
        ('五一', 'Labour Day'),
    ],
)
def test_festivals_lie_in_the_published_holidays(name, holiday):
    for year in range(2008, 2027):
        day = festival_to_day(name, year)
        off, called = chinese_calendar.get_holiday_detail(day)
        assert off, (day, called)
        assert called in {holiday, None} or (name, year) == ('中秋', 2020), (day, called)


@pytest.mark.parametrize(
    ('name', 'year', 'day'),
    [
        ('“七一”', 2026, '2026-07-01'),
        ('五一国际劳动节', 2026, '2026-05-01'),
        ('除夕', 2026, '2026-02-16'),
        ('元宵节', 2026, '2026-03-03'),
        ('春节', 2035, '2035-02-08'),
    ],
)
def test_festivals_by_any_name(name, year, day):
    assert festival_to_day(name, year).isoformat() == day


def test_what_the_tables_do_not_hold_stays_open():
    assert festival_to_day('春节', 2036) is None
    assert festival_to_day('春节', 1999) is None
    assert festival_to_day('丰收节', 2026) is None
