import datetime as dt
from dataclasses import replace

import pytest

from model.register import Duty
from office.anchoring import anchor
from office.board import board_to_sections, line_to_ask, line_to_text, sections_to_count
from office.due_acts import Step, advance
from office.dues import board, issuer_level
from office.intake import take_in
from store import obligations, register
from store.engine import atomic


@pytest.fixture
def with_notice(place, notice):
    notice('通知.docx')
    list(take_in(place))
    return place


def named(place, word, **more):
    return next(line for line in board(place, **more) if word in line.sources[0]['verbatim'])


@pytest.fixture
def papers(place):
    """papers(doc_number, issuer, extract): the register number of a paper as if it had been taken in."""

    def add(doc_number, issuer='示例省民政厅', extract=None):
        with atomic(place.engine) as connection:
            number = register.add(
                connection, file='文.txt', sender_hint=None, sha256=f'{doc_number:0>64}', at=place.now()
            )
            register.change(
                connection,
                number,
                kind='notice',
                state='done',
                title=f'关于{doc_number}的通知',
                doc_number=doc_number,
                issuer=issuer,
                extract=extract or {},
            )
        return number

    return add


def put(place, register_number, *duties):
    with atomic(place.engine) as connection:
        return obligations.replace_all(connection, register_number, duties)


def duty(**given):
    return Duty(**{'register_number': 0, 'verbatim': '报送台账。', 'ours': 'do', 'rule': '点名', **given})


def test_a_dated_duty_of_ours_is_on_the_board_with_an_inner_deadline(with_notice):
    line = named(with_notice, '台账报送')
    days = (line.ours, line.deadline, line.internal_deadline)
    assert days == ('do', dt.date(2026, 4, 10), dt.date(2026, 4, 8))
    assert line.sources[0]['doc_number'] == '示民函〔2026〕12号'


def test_a_day_behind_is_overdue_until_it_is_reported(with_notice):
    late = replace(with_notice, today=dt.date(2026, 4, 11))
    line = named(late, '台账报送')
    assert line.state == 'overdue'
    advance(late, Step(act='report', number=line.number))
    assert named(late, '台账报送').state == 'reported'


@pytest.fixture
def forwarded(place, papers):
    """S10: the province's duty without a day, the city's with one, joined."""
    province, city = papers('示民函〔2026〕12号'), papers('示市民函〔2026〕9号', '示例市民政局')
    relative = {'value': 15, 'unit': 'day', 'from': 'issue'}
    (far,) = put(place, province, duty(relative=relative, deadline_text='下发之日起15天内', report_to='省厅'))
    (near,) = put(place, city, duty(deadline=dt.date(2026, 3, 12), report_to='市局', joined_to=far.number))
    return replace(place, today=dt.date(2026, 3, 4)), far.number, near.number


def test_one_duty_in_two_notices_is_one_line_with_the_nearer_day_ours(forwarded):
    place, far, _ = forwarded
    anchor(place, far, 'issued', dt.date(2026, 3, 2))
    (line,) = board(place)
    days = (line.number, line.report_to, line.deadline, line.internal_deadline)
    assert days == (far, '市局', dt.date(2026, 3, 12), dt.date(2026, 3, 10))
    assert [source['deadline'] for source in line.sources] == [dt.date(2026, 3, 17), dt.date(2026, 3, 12)]
    assert line.note == "省定期限3月17日"


def test_before_the_anchor_is_given_the_other_notice_shows_no_day(forwarded):
    place, far, _ = forwarded
    (line,) = board(place)
    assert line.note == f"省定期限起算日待填（下发之日起15天内，shoufa due anchor {far} --issued 年-月-日）"


def test_a_line_of_two_duties_is_closed_by_either_number(forwarded):
    place, _, near = forwarded
    (place.rooms.outbox / '报告.docx').write_bytes(b'1')
    advance(place, Step(act='close', number=near, evidence='报告.docx'))
    assert board(place) == []
    (line,) = board(place, everything=True)
    assert line.state == 'closed'


def test_a_superseded_duty_is_kept_and_says_by_what(place, papers):
    old, new = papers('示民函〔2026〕12号'), papers('示民函〔2026〕15号')
    put(place, old, duty(deadline=dt.date(2026, 3, 20)))
    (later,) = put(place, new, duty(deadline=dt.date(2026, 4, 20)))
    with atomic(place.engine) as connection:
        obligations.change(connection, 1, superseded_by=later.number)
    assert [line.number for line in board(place)] == [later.number]
    moved = next(line for line in board(place, everything=True) if line.number == 1)
    assert moved.state == 'superseded'
    assert moved.note == "已由《关于示民函〔2026〕15号的通知》（示民函〔2026〕15号）调整"


def test_links_that_run_in_a_ring_or_lead_nowhere_do_no_harm(place, papers):
    number = papers('示民函〔2026〕12号')
    put(place, number, duty(joined_to=2), duty(joined_to=1, verbatim='乙'), duty(joined_to=99, verbatim='丙'))
    assert len(board(place, everything=True)) == 2


def test_standing_duties_of_ours_are_on_the_board_and_those_to_know_are_not(place, papers):
    put(
        place,
        papers('甲'),
        duty(what='加强指导'),
        duty(ours='know', verbatim='乙'),
        duty(verbatim='丙', what='丙'),
    )
    assert [(line.ours, line.state) for line in board(place)] == [('do', 'standing')] * 2
    assert len(board(place, everything=True)) == 3


def recurring(every, unit, words, **more):
    recurrence = {'every': every, 'unit': unit, 'times': None}
    return duty(recurrence=recurrence, deadline_text=words, **more)


def test_the_next_round_and_those_behind_are_on_the_board(place, papers):
    put(place, papers('甲', extract={'date_of_document': '2026-03-02'}), recurring(1, 'month', '每月20日前'))
    assert [line.round for line in board(place)] == [dt.date(2026, 3, 20)]
    later = replace(place, today=dt.date(2026, 4, 21))
    told = [(line.round, line.state) for line in board(later)]
    assert told == [
        (dt.date(2026, 3, 20), 'overdue'),
        (dt.date(2026, 4, 20), 'overdue'),
        (dt.date(2026, 5, 20), 'open'),
    ]


def test_rounds_behind_when_the_notice_came_in_are_not_overdue(place, papers):
    put(place, papers('甲', extract={'date_of_document': '2016-03-02'}), recurring(1, 'month', '每月20日前'))
    assert [line.round for line in board(place)] == [dt.date(2026, 3, 20)]


def test_rounds_counted_from_a_day_wait_for_it(place, papers):
    put(place, papers('甲'), recurring(20, 'day', '每间隔20天'))
    (line,) = board(place)
    assert (line.state, line.deadline, line.missing) == ('anchor_missing', None, 'start')
    anchor(place, 1, 'event', dt.date(2026, 2, 21))
    assert [one.round for one in board(place)] == [dt.date(2026, 3, 13)]


def test_the_sentence_says_from_when_to_when(place, papers):
    number = papers('甲', extract={'date_of_document': '2026-03-02'})
    put(place, number, recurring(1, 'month', '每月5日前', verbatim='2026年3月至5月，每月5日前报送。'))
    told = [line.round for line in board(replace(place, today=dt.date(2026, 12, 1)))]
    assert told == [dt.date(2026, 4, 5), dt.date(2026, 5, 5)]


def test_after_the_last_round_of_the_stages_a_line_asks_to_close_the_whole(place, papers):
    stages = [{'name': '一', 'start': '2026-02-21', 'end': '2026-05-31'}]
    number = papers('甲', extract={'date_of_document': '2026-02-21', 'stages': stages})
    put(place, number, recurring(20, 'day', '每间隔20天'))
    late = replace(place, today=dt.date(2026, 6, 1))
    anchor(place, 1, 'event', dt.date(2026, 2, 21))
    days = [line.round for line in board(late)]
    assert [f'{day:%m-%d}' for day in days] == ['03-13', '04-02', '04-22', '05-12']
    (place.rooms.outbox / '报告.docx').write_bytes(b'1')
    for _ in range(4):
        advance(late, Step(act='close', number=1, evidence='报告.docx'))
    (line,) = board(late)
    assert '按通知到2026年5月31日止' in line.note
    advance(late, Step(act='close', number=1, evidence='报告.docx', whole=True))
    assert board(late) == []


def test_of_a_daily_duty_only_the_coming_round_is_told(place, papers):
    put(
        place, papers('甲', extract={'date_of_document': '2026-01-05'}), recurring(1, 'workday', '每个工作日')
    )
    later = replace(place, today=dt.date(2026, 4, 4))
    assert [line.round for line in board(later)] == [dt.date(2026, 4, 7)]


def test_a_day_for_the_first_round_stands_before_the_others(place, papers):
    first = recurring(1, 'month', '2026年3月18日前', deadline=dt.date(2026, 3, 18))
    put(place, papers('甲'), replace(first, verbatim='每月更新，于2026年3月18日前完成首次更新。'))
    told = [line.round for line in board(replace(place, today=dt.date(2026, 3, 20)))]
    assert told == [dt.date(2026, 3, 18), dt.date(2026, 3, 31)]


def test_the_board_reads_by_week_and_month(place, papers):
    number = papers('示民函〔2026〕12号')
    days = [dt.date(2026, 3, 10), dt.date(2026, 3, 15), dt.date(2026, 3, 31), dt.date(2026, 4, 1)]
    put(
        place,
        number,
        *[duty(verbatim=f'{day}报送。', what='报送台账', deadline=day, report_to='省民政厅') for day in days],
        duty(
            verbatim='乙',
            relative={'value': 5, 'unit': 'day', 'from': '收到本通知'},
            deadline_text='收到后5日内',
        ),
    )
    sections = board_to_sections(board(place), place.today)
    assert [section.name for section in sections] == ["逾期", "本周", "本月", "以后", "起算日待填"]
    assert sections_to_count(sections) == "共5项：要办5；逾期1、本周1、本月1、以后1、起算日待填1"
    text = line_to_text(sections[2].lines[0])
    told = "3　2026-03-31　内部2026-03-27　要办·待办　报送台账　报省民政厅　示民函〔2026〕12号（收文1）"
    assert text == told
    assert line_to_ask(sections[4].lines[0]).endswith('shoufa due anchor 5 --received 2026-03-13')


@pytest.mark.parametrize(
    ('issuer', 'level'),
    [
        ('示例省民政厅、示例省财政厅', '省'),
        ('中共示例市委组织部', '市'),
        ('示例自治区民政厅', '省'),
        ('民政部', None),
        (None, None),
    ],
)
def test_the_level_of_an_issuer(issuer, level):
    assert issuer_level(issuer) == level
