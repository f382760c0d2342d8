import datetime as dt

import pytest

from model.errors import UsageFault
from model.register import Duty
from office.anchoring import anchor
from office.dues import board
from office.intake import take_in
from store import audit, obligations
from store.engine import atomic, reading

HEAD = ('示例省民政厅文件', '示民函〔2026〕13号', '关于选派指导员的通知', '各市民政局：')


@pytest.fixture
def waiting(place, notice):
    """A notice without a date, with duties counted as given."""
    notice('无日期.docx', *HEAD, '此通知下发15天内，各市民政局要完成选派指导员的工作。')
    list(take_in(place))
    return place


def named(place, word):
    return next(line for line in board(place) if word in line.sources[0]['verbatim'])


def put(place, *relatives):
    duties = [
        Duty(register_number=1, verbatim=f'第{index}句。', ours='do', rule='点名', relative=relative)
        for index, relative in enumerate(relatives)
    ]
    with atomic(place.engine) as connection:
        return [duty.number for duty in obligations.replace_all(connection, 1, duties)]


def days(value, counted_from):
    return {'value': value, 'unit': 'day', 'from': counted_from}


def test_a_limit_without_its_day_waits_and_says_how_to_give_it(waiting):
    line = named(waiting, '15天内')
    assert (line.state, line.deadline, line.missing) == ('anchor_missing', None, 'issue')
    assert line.anchor_command == f'shoufa due anchor {line.number} --issued 年-月-日'


@pytest.mark.parametrize(
    ('kind', 'day', 'deadline'),
    [
        ('issued', dt.date(2016, 10, 8), dt.date(2016, 10, 23)),
        ('received', dt.date(2016, 10, 11), dt.date(2016, 10, 26)),
        ('issued', dt.date(2026, 3, 2), dt.date(2026, 3, 17)),
    ],
)
def test_the_day_that_a_person_gives_makes_the_deadline(waiting, kind, day, deadline):
    number = named(waiting, '15天内').number
    assert anchor(waiting, number, kind, day).duties[0].deadline == deadline
    assert named(waiting, '15天内').deadline == deadline


def test_a_day_given_serves_what_is_counted_from_the_same_and_nothing_else(waiting):
    numbers = put(waiting, days(15, 'issue'), days(30, 'issue'), days(5, '公示期满'), days(3, None))
    done = anchor(waiting, numbers[0], 'issued', dt.date(2026, 3, 2))
    assert [duty.deadline for duty in done.duties] == [dt.date(2026, 3, 17), dt.date(2026, 4, 1)]
    with reading(waiting.engine) as connection:
        assert audit.lines(connection)[-1].detail['duties'] == [duty.number for duty in done.duties]


def test_of_a_receipt_the_registered_day_is_proposed_and_not_set(waiting):
    put(waiting, days(5, '收到本通知'))
    (line,) = board(waiting)
    assert (line.state, line.missing) == ('anchor_missing', 'receipt')
    assert line.anchor_command.endswith('--received 2026-03-13')


def test_an_event_is_asked_for_as_an_event(waiting):
    (number,) = put(waiting, days(5, '公示期满'))
    (line,) = board(waiting)
    assert line.missing == 'event'
    with pytest.raises(UsageFault, match='--event'):
        anchor(waiting, number, 'issued', dt.date(2026, 3, 2))
    assert anchor(waiting, number, 'event', dt.date(2026, 3, 2)).duties[0].deadline == dt.date(2026, 3, 7)


def test_the_papers_own_day_is_no_event(waiting):
    with pytest.raises(UsageFault, match='--issued'):
        anchor(waiting, named(waiting, '15天内').number, 'event', dt.date(2026, 3, 2))


def test_a_day_ahead_of_its_paper_is_questioned(waiting):
    number = named(waiting, '15天内').number
    assert '在收文登记日' not in ''.join(anchor(waiting, number, 'issued', dt.date(2026, 3, 2)).warnings)
    assert '在今天' in anchor(waiting, number, 'issued', dt.date(2027, 3, 2)).warnings[0]


@pytest.mark.parametrize('relative', [{'value': 1, 'unit': 'term', 'from': None}, days(10**9, None)])
def test_a_limit_that_no_calendar_counts_is_told(waiting, relative):
    (number,) = put(waiting, relative)
    with pytest.raises(UsageFault, match='无法'):
        anchor(waiting, number, 'issued', dt.date(2026, 3, 2))


def test_a_duty_without_a_relative_limit_takes_no_anchor(waiting):
    (number,) = put(waiting, None)
    with pytest.raises(UsageFault, match='不需要填起算日'):
        anchor(waiting, number, 'issued', dt.date(2026, 3, 2))
    with pytest.raises(UsageFault, match='没有第99号'):
        anchor(waiting, 99, 'issued', dt.date(2026, 3, 2))


def test_holidays_told_to_the_office_count(rooms, waiting):
    from office.config import open_workplace

    rooms.holidays.write_text(
        "日期,类型\n2031-01-01,休\n2031-05-01,休\n2031-10-01,休\n2031-10-02,休\n2031-10-03,休\n", 'utf-8'
    )
    (number,) = put(waiting, {'value': 1, 'unit': 'workday', 'from': None})
    with open_workplace(rooms.root, dt.date(2031, 10, 9)) as place:
        assert anchor(place, number, 'issued', dt.date(2031, 9, 30)).duties[0].deadline == dt.date(
            2031, 10, 6
        )
