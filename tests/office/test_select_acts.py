"""谁主管，谁选派 in the office (B2): ours with proposed instructors, nine lists for the other units."""

import dataclasses
import datetime as dt
from collections import Counter

import pytest
from openpyxl import load_workbook

from model.errors import UsageFault
from office.dispatching import dispatch
from office.importing import import_ledger
from office.instructing import import_instructors
from office.select_acts import apply, selection, write_selection
from office.sending_people import assign, expiring, served

CAMPAIGN = 'gansu_2016'
SIZES = dict(
    zip(
        [
            f'示例市{name}局'
            for name in ('教育', '体育', '卫生', '文化', '科技', '农业', '交通', '水利', '商务')
        ],
        [30, 20, 18, 15, 12, 10, 7, 5, 3],
        strict=True,
    )
)


@pytest.fixture
def three_hundred(place, tmp_path):
    """180 registered directly, 120 under nine units, none with a branch; four instructors, one not ours."""
    units = [''] * 180 + [unit for unit, size in SIZES.items() for _ in range(size)]
    lines = [f'示例第{number}会,{"甲乙丙"[number % 3]}县,{unit},否\n' for number, unit in enumerate(units)]
    ledger, people = tmp_path / '台账.csv', tmp_path / '指导员.csv'
    ledger.write_text('name,region,supervisor,是否建立党组织\n' + ''.join(lines), 'utf-8')
    people.write_text(
        '姓名,单位\n示例一,示例市民政局\n示例二,市民政局\n示例三,中共示例市民政局党组\n外一,示例市教育局\n',
        'utf-8',
    )
    import_ledger(place, ledger)
    import_instructors(place, people)
    return place


def test_one_hundred_and_eighty_are_ours_and_nine_units_have_one_hundred_and_twenty(three_hundred):
    told = selection(three_hundred, CAMPAIGN)
    assert len(told.ours) == 180
    assert {one.unit: len(one.organisations) for one in told.handovers} == SIZES
    assert (sum(SIZES.values()), told.unclear, told.unknown) == (120, (), ())
    assert Counter(one.instructor_name for one in told.ours) == {'示例一': 60, '示例二': 60, '示例三': 60}
    regions = {(one.instructor_name, one.region) for one in told.ours}
    assert len(regions) == 3


def test_the_workbook_has_a_sheet_for_ours_and_one_for_each_unit(three_hundred, tmp_path):
    target = tmp_path / '转办.xlsx'
    assert write_selection(selection(three_hundred, CAMPAIGN), target) == 10
    book = load_workbook(target)
    rows = {sheet.title: sheet.max_row - 1 for sheet in book}
    assert rows == {'本单位选派': 180, **SIZES}


def test_what_was_shown_is_arranged_once_with_the_notices_term(three_hundred):
    shown = selection(three_hundred, CAMPAIGN)
    assert apply(three_hundred, shown, dt.date(2026, 3, 13)) == 180
    assert served(three_hundred, three_hundred.today) == 180
    later = dataclasses.replace(three_hundred, today=dt.date(2027, 3, 1))
    assert {one.end for one in expiring(later)} == {dt.date(2027, 3, 12)}
    again = selection(three_hundred, CAMPAIGN)
    assert all(one.arranged for one in again.ours)
    assert apply(three_hundred, again) == 0
    with pytest.raises(UsageFault, match='已有变动'):
        apply(three_hundred, shown)


def test_an_upper_number_leaves_some_without_and_standing_ones_count(three_hundred):
    assign(three_hundred, '示例一', ['示例第0会', '示例第1会'])
    told = selection(three_hundred, CAMPAIGN, most=50)
    assert dict(told.loads) == {'示例一': 50, '示例二': 50, '示例三': 50}
    assert sum(one.note == '指导员不够，尚无人选' for one in told.ours) == 30
    assert sum(one.arranged for one in told.ours) == 2


def test_of_whom_the_ledger_does_not_tell_is_listed_apart(place, tmp_path):
    path = tmp_path / '台账.csv'
    path.write_text(
        'name,region,是否建立党组织\n蓝桥书画院,甲县,\n青松登山队,甲县,否\n白石养蜂人,甲县,是\n', 'utf-8'
    )
    import_ledger(place, path)
    told = selection(place, CAMPAIGN)
    assert [one.name for one in told.ours] == ['青松登山队']
    assert [(one.name, one.why) for one in told.unknown] == [('蓝桥书画院', '是否已建立党组织')]
    assert told.lacking == '是否已建立党组织'


def test_a_campaign_that_sends_nobody_or_does_not_say_to_whom_is_told(with_ledger):
    with pytest.raises(UsageFault, match='征求意见'):
        selection(with_ledger, 'dongguan_2016')
    with pytest.raises(UsageFault, match='条件还没有确认'):
        selection(with_ledger, 'ningbo_2018')
    with pytest.raises(UsageFault, match='之前'):
        apply(with_ledger, selection(with_ledger, CAMPAIGN), dt.date(2026, 4, 1), dt.date(2026, 3, 1))


def test_the_letters_tell_of_as_many_elsewhere_as_the_lists_do(place, tmp_path):
    path = tmp_path / '台账.csv'
    rows = [
        ('甲', '示例市教育局', '是'),
        ('乙', '示例市教育局', '否'),
        ('丙', '示例市体育局', ''),
        ('丁', '', '否'),
    ]
    told = ''.join(f'示例{name}一协会,甲县,{unit},{has}\n' for name, unit, has in rows)
    path.write_text('name,region,supervisor,是否建立党组织\n' + told, 'utf-8')
    import_ledger(place, path)
    lists = selection(place, CAMPAIGN).handovers
    assert sum(len(one.organisations) for one in lists) == 1
    assert dispatch(place, CAMPAIGN).elsewhere == 1
