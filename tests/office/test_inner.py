import datetime as dt
from dataclasses import replace

import pytest

from model.errors import BadSetting
from model.office import LeadDays
from office.config import open_workplace
from office.inner import inner_deadline, lead_days


def test_two_working_days_before_a_thursday():
    assert inner_deadline(dt.date(2026, 3, 12), 2) == (dt.date(2026, 3, 10), None)


def test_a_deadline_on_a_saturday_offers_the_friday_before():
    inner = inner_deadline(dt.date(2026, 3, 14), 2)
    assert inner.day == dt.date(2026, 3, 11)
    assert inner.note == "3月14日不是工作日，建议提前到3月13日"


def test_a_year_without_a_table_is_counted_monday_to_friday_and_says_so():
    inner = inner_deadline(dt.date(2031, 10, 2), 2)
    assert inner.day == dt.date(2031, 9, 30)
    assert '按周一至周五' in inner.note


@pytest.mark.parametrize('day', [dt.date.min, dt.date.max])
def test_the_ends_of_the_calendar_are_no_crash(day):
    inner_deadline(day, 5)


def test_each_level_may_have_a_lead_of_its_own(place):
    office = replace(place.office, lead_days_of=LeadDays(county=5))
    assert (lead_days(office, 'do'), lead_days(office, 'chase')) == (2, 5)


def test_lead_days_by_level_are_read_from_the_settings(rooms):
    settings = rooms.root / 'office.toml'
    settings.write_text(settings.read_text('utf-8') + '\n[lead_days_of]\ncounty = 4\n', 'utf-8')
    with open_workplace(rooms.root) as place:
        assert place.office.lead_days_of.county == 4


def test_a_lead_below_zero_is_refused(rooms):
    settings = rooms.root / 'office.toml'
    settings.write_text('lead_days = -1\n' + settings.read_text('utf-8'), 'utf-8')
    with pytest.raises(BadSetting, match='lead_days = -1'), open_workplace(rooms.root):
        pass
