"""A forwarding notice joins the one it forwards; a later notice takes an earlier one's place (S10)."""

import datetime as dt
import shutil
from itertools import permutations
from pathlib import Path

import pytest

from office import registering
from office.config import Rooms, open_workplace
from office.intake import take_in
from store import obligations, reviews
from store.engine import reading
from tests.office.conftest import SETTINGS

COUNTY = (
    SETTINGS.replace('示例市民政局', '甲县民政局')
    .replace('市民政局', '县民政局')
    .replace('level = "city"', 'level = "county"')
    .replace('region = "示例市"', 'region = "甲县"')
)

PROVINCE = (
    '示例省民政厅文件',
    '示民函〔2026〕12号',
    '示例省民政厅关于报送社会组织党建工作台账的通知',
    '各市民政局：',
    '为摸清底数，现就有关事项通知如下：',
    '一、报送台账',
    '各市民政局要自本通知下发之日起15天内，将社会组织党建工作台账（见附件1）报送省民政厅。',
    '二、落实指导员制度',
    '党建工作指导员每月到所联系的社会组织不少于2次。',
    '联系人：示例甲　联系电话：0000-1234567',
    '附件：1.社会组织党建工作台账',
    '示例省民政厅',
)
FORWARDING = (
    '现将《示例省民政厅关于报送社会组织党建工作台账的通知》（示民函〔2026〕12号）转发给你们，'
    '请认真贯彻执行，于3月12日前将台账报市局。'
)
CHANGING = (
    '《示例市民政局转发〈示例省民政厅关于报送社会组织党建工作台账的通知〉的通知》（示市民函〔2026〕9号）'
    '规定的台账报送时间调整为3月20日前。请各县（市、区）民政局于3月20日前将台账报市局。'
)
CITY = (
    '示例市民政局文件',
    '示市民函〔2026〕9号',
    '示例市民政局转发《示例省民政厅关于报送社会组织党建工作台账的通知》的通知',
    '各县（市、区）民政局：',
    FORWARDING,
    '示例市民政局',
    '2026年3月4日',
)
LATER = (
    '示例市民政局文件',
    '示市民函〔2026〕11号',
    '示例市民政局关于调整台账报送时间的通知',
    '各县（市、区）民政局：',
    CHANGING,
    '示例市民政局',
    '2026年3月9日',
)


@pytest.fixture
def rooms(tmp_path, founded):
    """The office of a county."""
    root = Path(shutil.copytree(founded, tmp_path / '甲县'))
    (root / 'office.toml').write_text(COUNTY, 'utf-8')
    return Rooms(root)


@pytest.fixture
def place(rooms):
    with open_workplace(rooms.root, dt.date(2026, 3, 5)) as opened:
        yield opened


def duties(place):
    with reading(place.engine) as connection:
        return {duty.number: duty for duty in obligations.list_duties(connection)}


def of_both(place):
    """The county's own duty, the province's report and the visits."""
    listed = list(duties(place).values())
    own = next(one for one in listed if one.deadline == dt.date(2026, 3, 12))
    report = next(one for one in listed if one.relative)
    visits = next(one for one in listed if one.recurrence)
    return own, report, visits


@pytest.mark.parametrize('order', [(PROVINCE, CITY), (CITY, PROVINCE)], ids=['province first', 'city first'])
def test_a_forwarded_duty_is_one_with_two_sources(place, notice, order):
    for number, lines in enumerate(order):
        notice(f'{number}.docx', *lines)
        list(take_in(place))
    own, report, visits = of_both(place)
    assert (own.ours, report.joined_to, own.joined_to) == ('do', own.number, None)
    assert (visits.ours, visits.joined_to) == ('know', None)
    assert '转发' in report.rule


def test_reading_again_keeps_the_joining(place, notice):
    notice('1.docx', *PROVINCE)
    notice('2.docx', *CITY)
    list(take_in(place))
    registering.reread(place, 1)
    registering.reread(place, 2)
    own, report, _ = of_both(place)
    assert report.joined_to == own.number


def test_a_forwarding_notice_sent_back_frees_the_duty(place, notice):
    notice('1.docx', *PROVINCE)
    notice('2.docx', *CITY)
    list(take_in(place))
    registering.send_back(place, 2, '示例市民政局', dt.date(2026, 3, 5), '重复来文')
    assert [duty.joined_to for duty in duties(place).values()] == [None, None]


def test_a_later_notice_supersedes_the_deadline_and_both_stay(place, notice):
    notice('1.docx', *CITY)
    notice('2.docx', *LATER)
    list(take_in(place))
    earlier, later = (duties(place)[number] for number in (1, 2))
    assert (earlier.deadline, later.deadline) == (dt.date(2026, 3, 12), dt.date(2026, 3, 20))
    assert (earlier.superseded_by, later.superseded_by) == (2, None)


def changing(number, day, dated, what='台账'):
    """A notice that moves a day of 示市民函〔2026〕9号."""
    cited = (
        '《示例市民政局转发〈示例省民政厅关于报送社会组织党建工作台账的通知〉的通知》（示市民函〔2026〕9号）'
    )
    told = f'{cited}规定的{what}报送时间调整为{day}前。请各县（市、区）民政局于{day}前将{what}报市局。'
    heads = ('示例市民政局文件', number, f'示例市民政局关于调整{what}报送时间的通知', LATER[3])
    return tuple(line for line in (*heads, told, '示例市民政局', dated) if line)


FIRST, SECOND = '3月20日', '4月10日'
BY_DATE = (
    changing('示市民函〔2026〕15号', FIRST, '2026年3月9日'),
    changing('示市民函〔2026〕11号', SECOND, '2026年3月20日'),
)
BY_NUMBER = (changing('示市民函〔2026〕15号', FIRST, ''), changing('示市民函〔2026〕18号', SECOND, ''))


def days(place):
    """The day of each duty with the day that took its place, None for the one in force."""
    listed = duties(place)
    return {
        duty.deadline: listed[duty.superseded_by].deadline if duty.superseded_by else None
        for duty in listed.values()
    }


FIRST_DAY, SECOND_DAY, LAST = dt.date(2026, 3, 12), dt.date(2026, 3, 20), dt.date(2026, 4, 10)
MOVED_TWICE = {FIRST_DAY: SECOND_DAY, SECOND_DAY: LAST, LAST: None}


@pytest.mark.parametrize('order', list(permutations(range(3))))
@pytest.mark.parametrize('changes', [BY_DATE, BY_NUMBER], ids=['by date', 'by number'])
def test_of_several_changes_the_latest_counts_in_whatever_order_they_come(place, notice, changes, order):
    papers = (CITY, *changes)
    for number, which in enumerate(order):
        notice(f'{number}.docx', *papers[which])
        list(take_in(place))
    assert days(place) == MOVED_TWICE


def test_the_change_before_counts_again_when_the_latest_is_withdrawn(place, notice):
    for number, lines in enumerate((CITY, *BY_DATE)):
        notice(f'{number}.docx', *lines)
    list(take_in(place))
    registering.reread(place, 2)
    assert days(place) == MOVED_TWICE
    registering.withdraw(place, 3, '发错')
    assert days(place) == {FIRST_DAY: SECOND_DAY, SECOND_DAY: None}


def test_changes_of_different_things_leave_each_other_alone(place, notice):
    both = CITY[4].replace('将台账报市局。', '将台账报市局，于3月15日前将工作总结报市局。')
    notice('0.docx', *CITY[:4], both, *CITY[5:])
    notice('1.docx', *BY_DATE[0])
    notice('2.docx', *changing('示市民函〔2026〕18号', SECOND, '2026年3月20日', '工作总结'))
    list(take_in(place))
    assert days(place) == {FIRST_DAY: SECOND_DAY, dt.date(2026, 3, 15): LAST, SECOND_DAY: None, LAST: None}


def test_a_change_that_fits_no_duty_is_asked_about(place, notice):
    notice('1.docx', *CITY)
    notice(
        '2.docx', *LATER[:4], LATER[4].split('。')[0].replace('台账报送时间', '会议时间') + '。', *LATER[5:]
    )
    list(take_in(place))
    with reading(place.engine) as connection:
        asked = [item.field for item in reviews.list_items(connection, register_number=2)]
    assert 'amends' in asked
