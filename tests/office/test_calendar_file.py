import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.errors import UsageFault
from office.calendar_file import board_to_calendar, write_calendar
from office.dues import Due

NOW = dt.datetime(2026, 3, 13, 9, 30)
LINE = Due(
    number=3,
    what='报送台账',
    who='各市民政局',
    ours='do',
    deadline=dt.date(2026, 3, 12),
    internal_deadline=dt.date(2026, 3, 10),
    state='open',
    deadline_text='3月12日前',
    report_to='市局',
    rule='点名',
    note=None,
    sources=({'register': 1, 'duty': 3, 'title': '关于报送的通知', 'doc_number': '示民函〔2026〕12号'},),
)


def rows(*lines):
    text = board_to_calendar(lines, '示例市民政局', NOW).decode()
    return text.replace('\r\n ', '').split('\r\n')


def value(name, *lines):
    return next(row.split(':', 1)[1] for row in rows(*lines) if row.startswith(name))


def test_a_line_is_a_whole_day_event_with_an_alarm_on_the_inner_day():
    found = rows(LINE)
    assert (found[0], found[-2], found[-1]) == ('BEGIN:VCALENDAR', 'END:VCALENDAR', '')
    assert 'DTSTAMP:20260313T013000Z' in found
    assert 'DTSTART;VALUE=DATE:20260312' in found
    assert 'TRIGGER;VALUE=DATE-TIME:20260310T010000Z' in found
    assert value('SUMMARY', LINE) == '【要办·待办】报送台账'


def test_the_uid_stays_when_day_and_words_change():
    moved = replace(LINE, deadline=dt.date(2026, 4, 1), what='报送全部台账', state='doing')
    assert value('UID', LINE) == value('UID', moved)


def test_rounds_duties_and_offices_have_uids_of_their_own():
    others = [LINE, replace(LINE, number=4), replace(LINE, round=dt.date(2026, 3, 12))]
    assert len({value('UID', line) for line in others}) == 3
    assert b'@' in board_to_calendar([LINE], '乙', NOW)
    assert value('UID', LINE) not in board_to_calendar([LINE], '乙', NOW).decode()


def test_what_is_closed_rings_no_more_and_what_is_superseded_is_cancelled():
    assert 'BEGIN:VALARM' not in rows(replace(LINE, state='closed'))
    assert 'STATUS:CANCELLED' in rows(replace(LINE, state='superseded'))


def test_a_line_without_a_day_is_no_event():
    assert 'BEGIN:VEVENT' not in rows(replace(LINE, deadline=None))


def test_names_of_contacts_and_telephones_do_not_leave():
    told = replace(LINE, what='报送台账（联系人：示例一，电话0000-1234502，手机13900000000，a@example.com）')
    text = '\n'.join(rows(told))
    for private in ('示例一', '1234502', '13900000000', 'example.com'):
        assert private not in text


@given(st.text(alphabet=st.characters(codec='utf-8'), max_size=200))
def test_any_words_fold_at_75_octets_and_come_back(words):
    data = board_to_calendar([replace(LINE, what=words, note=words)], '示例市民政局', NOW)
    lines = data.split(b'\r\n')
    assert all(len(line) <= 75 for line in lines)
    assert all(line.decode() is not None for line in lines)
    assert b'\n' not in data.replace(b'\r\n', b'')


@pytest.mark.parametrize(
    ('words', 'escaped'), [('甲;乙,丙\\丁', '甲\\;乙\\,丙\\\\丁'), ('甲\n乙', '甲\\n乙')]
)
def test_text_is_escaped(words, escaped):
    assert value('SUMMARY', replace(LINE, what=words)).endswith(escaped)


def test_a_file_of_another_kind_is_not_written_over(place, tmp_path):
    path = tmp_path / '台账.csv'
    path.write_text('名称\n', 'utf-8')
    with pytest.raises(UsageFault, match='不是日历文件'):
        write_calendar(place, path)
    assert write_calendar(place, tmp_path / '期限.ics') == 0
    assert write_calendar(place, tmp_path / '期限.ics') == 0
