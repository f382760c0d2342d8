import datetime as dt

import pytest

from model.errors import UsageFault
from office.dues import anchor, board, close, inner_deadline, relative_to_deadline
from office.intake import take_in


@pytest.fixture
def with_notice(place, notice):
    notice('通知.docx')
    list(take_in(place))
    return place


def named(place, word, **more):
    return next(line for line in board(place, **more) if word in line.sources[0]['verbatim'])


def test_a_dated_duty_of_ours_is_on_the_board_with_an_inner_deadline(with_notice):
    line = named(with_notice, '台账报送')
    assert (line.ours, line.deadline, line.internal_deadline) == (
        'do',
        dt.date(2026, 4, 10),
        dt.date(2026, 4, 8),
    )
    assert line.sources[0]['doc_number'] == '示民函〔2026〕12号'


def test_an_anchor_that_a_person_gives_makes_the_date(place, notice):
    notice(
        '无日期.docx',
        '示例省民政厅文件',
        '示民函〔2026〕13号',
        '关于选派指导员的通知',
        '各市民政局：',
        '此通知下发15天内，各市民政局要完成选派指导员的工作。',
    )
    list(take_in(place))
    line = named(place, '15天内')
    assert (line.state, line.deadline) == ('anchor_missing', None)
    (duty,) = anchor(place, line.number, 'issued', dt.date(2026, 3, 2))
    assert duty.deadline == dt.date(2026, 3, 17)
    assert named(place, '15天内').deadline == dt.date(2026, 3, 17)


def test_a_duty_without_a_relative_limit_takes_no_anchor(with_notice):
    with pytest.raises(UsageFault, match='不需要填起算日'):
        anchor(with_notice, named(with_notice, '台账报送').number, 'issued', dt.date(2026, 3, 2))


def test_a_closed_duty_leaves_the_board_and_stays_in_the_whole_list(with_notice):
    number = named(with_notice, '台账报送').number
    close(with_notice, number, '示民报〔2026〕4号')
    assert number not in [line.number for line in board(with_notice)]
    assert named(with_notice, '台账报送', everything=True).state == 'closed'


def test_a_deadline_on_a_saturday_offers_the_friday_before():
    inner, note = inner_deadline(dt.date(2026, 3, 14), 2)
    assert inner == dt.date(2026, 3, 11)
    assert '不是工作日' in note


@pytest.mark.parametrize(
    ('relative', 'start', 'end'),
    [
        ({'value': 15, 'unit': 'day'}, dt.date(2016, 10, 8), dt.date(2016, 10, 23)),
        ({'value': 5, 'unit': 'workday'}, dt.date(2026, 3, 13), dt.date(2026, 3, 20)),
        ({'value': -7, 'unit': 'day'}, dt.date(2026, 3, 13), dt.date(2026, 3, 6)),
        ({'value': -1, 'unit': 'month'}, dt.date(2026, 3, 31), dt.date(2026, 2, 28)),
        ({'value': 1, 'unit': 'month'}, dt.date(2026, 1, 31), dt.date(2026, 2, 28)),
        ({'value': 1, 'unit': 'year'}, dt.date(2024, 2, 29), dt.date(2025, 2, 28)),
        ({'value': 5, 'unit': 'next_month_day'}, dt.date(2026, 12, 3), dt.date(2027, 1, 5)),
    ],
)
def test_limits_are_counted_from_the_day_after(relative, start, end):
    assert relative_to_deadline(relative, start) == end
